#include "fake_kernel.h"

static void put_way(struct nk_buf *b)
{
    struct making m;
    const struct rtmsg *question = (const struct rtmsg *)(const void *)(kernel.last + 16);
    if (question->rtm_flags & RTM_F_FIB_MATCH) {
        put_ipv4(b); /* of several the first one counts */
        return;
    }
    begin_route(&m, AF_INET, "10.1.2.3", 32, RTN_UNICAST);
    route_head(&m)->rtm_flags = RTM_F_CLONED;
    make_u32(&m, RTA_OIF, 3);
    make_addr(&m, RTA_GATEWAY, "192.0.2.7");
    make_addr(&m, RTA_PREFSRC, "192.0.2.1");
    finish(b, &m);
}

/* A kernel to ask, which knows its links. */
static void open_kernel(struct nk_kernel *k, struct nk_table *t, const struct answer *answers,
                        size_t count)
{
    struct nk_err err = {0};
    *t = (struct nk_table){0};
    play(answers, count);
    nk_kernel_init(k, t, 0);
    assert_true(nk_kernel_links(k, &err));
}

static void close_kernel(struct nk_kernel *k, struct nk_table *t)
{
    nk_kernel_release(k);
    nk_table_release(t);
}

static struct nk_kernel_flow flow_to(const char *dst)
{
    struct nk_kernel_flow flow = {.mark = 0};
    assert_true(nk_addr_parse(dst, strlen(dst), &flow.dst, NULL));
    return flow;
}

static void the_way_and_the_route(void **state)
{
    (void)state;
    static const struct answer answers[] = {
        {.type = RTM_GETLINK, .put = put_links},
        {.type = RTM_GETROUTE, .af = AF_INET, .put = put_way, .no_verdict = true},
    };
    struct nk_table t;
    struct nk_kernel k;
    struct nk_kernel_answer a;
    struct nk_err err = {0};
    struct nk_buf b = {0};
    open_kernel(&k, &t, answers, 2);
    struct nk_kernel_flow flow = flow_to("10.1.2.3");
    assert_true(nk_kernel_lookup(&k, &flow, &a, &err));
    assert_int_equal(a.type, NK_ROUTE_UNICAST);
    assert_true(a.has_route);
    reading_put(&b, &t, &a.route);
    nk_buf_add_byte(&b, ' ');
    reading_hops(&b, &t, a.hop);
    nk_buf_add(&b, "", 1);
    assert_string_equal(b.data, "10.0.0.0/8 unicast [dev e0] proto static\n via 192.0.2.7 dev e0");
    assert_true(a.prefsrc.lo == 0xc0000201);
    assert_int_equal(t.count, 0);
    nk_buf_release(&b);
    close_kernel(&k, &t);
}

static void the_question_says_all_of_the_packet(void **state)
{
    (void)state;
    static const struct answer answers[] = {
        {.type = RTM_GETLINK, .put = put_links},
        {.type = RTM_GETROUTE, .af = AF_INET6, .error = ENETUNREACH},
    };
    struct nk_table t;
    struct nk_kernel k;
    struct nk_kernel_answer a;
    struct nk_err err = {0};
    struct nk_cursor c;
    struct nk_nlmsg m;
    struct nk_attrs attrs;
    struct rtmsg head;
    open_kernel(&k, &t, answers, 2);
    struct nk_kernel_flow flow = flow_to("2001:db8::1");
    flow.src = nk_addr_ipv6(1, 2);
    flow.iif = "e0";
    flow.oif = "lo";
    flow.mark = 7;
    flow.has_uid = true;
    flow.tos = 0x10;
    flow.ipproto = 6;
    flow.sport = 1000;
    flow.dport = 443;
    assert_true(nk_kernel_lookup(&k, &flow, &a, &err));
    assert_int_equal(a.type, NK_ROUTE_UNSPEC);
    assert_false(a.has_route);
    c = nk_cursor(kernel.last, kernel.last_len);
    assert_true(nk_nlmsg_next(&c, &m));
    assert_int_equal(nk_cursor_left(&c), 0);
    memcpy(&head, m.body, sizeof head);
    assert_int_equal(head.rtm_dst_len, 128);
    assert_int_equal(head.rtm_src_len, 128);
    assert_int_equal(head.rtm_tos, 0x10);
    assert_int_equal(head.rtm_flags, 0); /* IPv6 refuses to be asked for the table */
    nk_attrs_read(&attrs, m.body, m.len, sizeof head);
    assert_int_equal(nk_attrs_u32(&attrs, RTA_IIF, 0), 3);
    assert_int_equal(nk_attrs_u32(&attrs, RTA_OIF, 0), 1);
    assert_int_equal(nk_attrs_u32(&attrs, RTA_MARK, 0), 7);
    assert_int_equal(nk_attrs_u32(&attrs, RTA_UID, 9), 0);
    assert_int_equal(nk_attrs_u8(&attrs, RTA_IP_PROTO, 0), 6);
    assert_int_equal(be16toh(nk_attrs_u16(&attrs, RTA_SPORT, 0)), 1000);
    assert_int_equal(be16toh(nk_attrs_u16(&attrs, RTA_DPORT, 0)), 443);
    const struct nk_prefix src = nk_rtnetlink_prefix(&attrs, RTA_SRC, NK_IPV6, 128);
    assert_true(src.addr.hi == 1 && src.addr.lo == 2 && !attrs.failed);
    close_kernel(&k, &t);
}

static void a_refusal_is_an_answer(void **state)
{
    (void)state;
    static const struct {
        int error;
        uint8_t type;
    } cases[] = {
        {ENETUNREACH, NK_ROUTE_UNSPEC},
        {EHOSTUNREACH, NK_ROUTE_UNREACHABLE},
        {EACCES, NK_ROUTE_PROHIBIT},
        {EINVAL, NK_ROUTE_BLACKHOLE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct answer answers[] = {
            {.type = RTM_GETLINK, .put = put_links},
            {.type = RTM_GETROUTE, .af = AF_INET, .error = cases[i].error},
        };
        struct nk_table t;
        struct nk_kernel k;
        struct nk_kernel_answer a;
        struct nk_err err = {0};
        open_kernel(&k, &t, answers, 2);
        const struct nk_kernel_flow flow = flow_to("10.1.2.3");
        assert_true(nk_kernel_lookup(&k, &flow, &a, &err));
        assert_int_equal(err.code, NK_ERR_NONE);
        assert_int_equal(a.type, cases[i].type);
        assert_int_equal(a.hop, NK_ROUTE_NONE);
        assert_false(a.has_route);
        close_kernel(&k, &t);
    }
}

static void put_other(struct nk_buf *b)
{
    struct making m;
    begin_route(&m, 128, NULL, 0, RTN_UNICAST);
    finish(b, &m);
}

static void what_is_no_answer_is_an_error(void **state)
{
    (void)state;
    static const struct {
        struct answer answer;
        const char *text;
    } cases[] = {
        {{.error = EPERM}, "cannot ask the kernel for a route: Operation not permitted"},
        {{.put = put_damage, .no_verdict = true}, "the message of a route is damaged"},
        {{.put = put_other, .no_verdict = true},
         "cannot ask the kernel for a route: the answer is none"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct answer answers[] = {{.type = RTM_GETLINK, .put = put_links}, cases[i].answer};
        struct nk_table t;
        struct nk_kernel k;
        struct nk_kernel_answer a;
        struct nk_err err = {0};
        answers[1].type = RTM_GETROUTE;
        answers[1].af = AF_INET;
        open_kernel(&k, &t, answers, 2);
        struct nk_kernel_flow flow = flow_to("10.1.2.3");
        assert_false(nk_kernel_lookup(&k, &flow, &a, &err));
        assert_int_equal(err.code, NK_ERR_SYSTEM);
        assert_string_equal(err.text, cases[i].text);
        flow.oif = "e77";
        assert_false(nk_kernel_lookup(&k, &flow, &a, &err));
        assert_int_equal(err.code, NK_ERR_INPUT);
        assert_string_equal(err.text, "there is no device 'e77'");
        close_kernel(&k, &t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_and_the_route),
        cmocka_unit_test(the_question_says_all_of_the_packet),
        cmocka_unit_test(a_refusal_is_an_answer),
        cmocka_unit_test(what_is_no_answer_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
