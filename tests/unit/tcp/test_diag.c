#include "diag_messages.h"

static struct nk_nlmsg message_of(struct nk_buf *b)
{
    struct nk_cursor c = nk_cursor(b->data, b->len);
    struct nk_nlmsg m;
    assert_true(nk_nlmsg_next(&c, &m));
    return m;
}

static void test_socket(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct nk_buf b = {0};
        struct nk_diag_socket s = {.uid = 0};
        char text[NK_ADDR_TEXT_MAX];
        put_socket(&b, i == 0 ? AF_INET : AF_INET6, 1);
        const struct nk_nlmsg m = message_of(&b);
        assert_int_equal(nk_diag_read(&m, &s), NK_DIAG_SOCKET);
        assert_int_equal(s.state, NK_TCP_ESTABLISHED);
        assert_int_equal(s.family, i == 0 ? NK_IPV4 : NK_IPV6);
        nk_addr_format(&s.local, text);
        assert_string_equal(text, i == 0 ? "10.0.0.1" : "2001:db8::1");
        nk_addr_format(&s.peer, text);
        assert_string_equal(text, i == 0 ? "192.0.2.9" : "2001:db8::9");
        assert_int_equal(s.local_port, 40000);
        assert_int_equal(s.peer_port, 443);
        assert_int_equal(s.timer, NK_DIAG_TIMER_KEEPALIVE);
        assert_int_equal(s.retransmits, 3);
        assert_int_equal(s.timer_ms, 1500);
        assert_int_equal(s.recv_queue, 10);
        assert_int_equal(s.send_queue, 20);
        assert_int_equal(s.uid, 1000);
        assert_int_equal(s.inode, 4711);
        assert_int_equal(s.interface, 7);
        assert_true(s.cookie == (6ull << 32 | 5));
        nk_buf_release(&b);
    }
}

/* All states of the kernel, and what is none. */
static void test_states(void **state)
{
    static const struct {
        uint8_t kernel;
        enum nk_tcp_state state;
    } rows[] = {{1, NK_TCP_ESTABLISHED}, {2, NK_TCP_SYN_SENT},   {3, NK_TCP_SYN_RECEIVED},
                {4, NK_TCP_FIN_WAIT_1},  {5, NK_TCP_FIN_WAIT_2}, {6, NK_TCP_TIME_WAIT},
                {7, NK_TCP_CLOSED},      {8, NK_TCP_CLOSE_WAIT}, {9, NK_TCP_LAST_ACK},
                {10, NK_TCP_LISTEN},     {11, NK_TCP_CLOSING},   {12, NK_TCP_SYN_RECEIVED},
                {13, NK_TCP_CLOSED},     {14, NK_TCP_STATES},    {0, NK_TCP_STATES},
                {255, NK_TCP_STATES}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct nk_buf b = {0};
        struct nk_diag_socket s = {.uid = 0};
        put_socket(&b, AF_INET, rows[i].kernel);
        const struct nk_nlmsg m = message_of(&b);
        enum nk_diag_reading reading = nk_diag_read(&m, &s);
        assert_int_equal(reading, rows[i].state == NK_TCP_STATES ? NK_DIAG_OTHER : NK_DIAG_SOCKET);
        if (reading == NK_DIAG_SOCKET)
            assert_int_equal(s.state, rows[i].state);
        nk_buf_release(&b);
    }
}

static void test_damaged(void **state)
{
    struct nk_buf b = {0};
    struct nk_diag_socket s;
    struct nk_diag_info info;
    (void)state;
    put_socket(&b, AF_INET, 1);
    struct nk_nlmsg m = message_of(&b);
    m.len--;
    assert_int_equal(nk_diag_read(&m, &s), NK_DIAG_DAMAGED);
    m.type = NLMSG_MIN_TYPE;
    assert_int_equal(nk_diag_read(&m, &s), NK_DIAG_OTHER);
    nk_buf_clear(&b);
    put_socket(&b, AF_UNIX, 1);
    m = message_of(&b);
    assert_int_equal(nk_diag_read(&m, &s), NK_DIAG_OTHER);
    nk_buf_add(&b, "\3\0\1\0", 4); /* an attribute that is shorter than its head */
    m.len += 4;
    m.body = (const uint8_t *)b.data + NK_NLMSG_HEADER;
    assert_false(nk_diag_read_info(&m, &info));
    nk_buf_release(&b);
}

static void info_of(size_t len, const char *congestion, struct nk_diag_info *info)
{
    const struct inet_diag_msg body = diag_body(AF_INET, 1);
    const struct tcp_info in = {.tcpi_rtt = 1234,
                                .tcpi_rttvar = 567,
                                .tcpi_snd_cwnd = 10,
                                .tcpi_snd_ssthresh = 20,
                                .tcpi_snd_mss = 1448,
                                .tcpi_bytes_acked = 1ull << 40,
                                .tcpi_bytes_received = 99,
                                .tcpi_segs_out = 7,
                                .tcpi_segs_in = 8};
    struct nk_buf b = {0};
    size_t start = nk_nlmsg_begin(&b, SOCK_DIAG_BY_FAMILY, 0, &body, sizeof body);
    nk_nlmsg_attr(&b, INET_DIAG_INFO, &in, len);
    nk_nlmsg_attr(&b, INET_DIAG_CONG, congestion, strlen(congestion) + 1);
    nk_nlmsg_end(&b, start);
    const struct nk_nlmsg m = message_of(&b);
    assert_true(nk_diag_read_info(&m, info));
    nk_buf_release(&b);
}

static void test_info(void **state)
{
    struct nk_diag_info info;
    (void)state;
    info_of(sizeof(struct tcp_info), "cubic", &info);
    assert_int_equal(info.has, NK_DIAG_INFO_BYTES);
    assert_int_equal(info.rtt, 1234);
    assert_int_equal(info.rttvar, 567);
    assert_int_equal(info.cwnd, 10);
    assert_int_equal(info.ssthresh, 20);
    assert_int_equal(info.mss, 1448);
    assert_true(info.bytes_acked == 1ull << 40);
    assert_int_equal(info.bytes_received, 99);
    assert_int_equal(info.segs_out, 7);
    assert_int_equal(info.segs_in, 8);
    assert_string_equal(info.congestion, "cubic");
    info_of(104, "", &info); /* as of Linux 3.2 */
    assert_int_equal(info.has, NK_DIAG_INFO_BASE);
    assert_int_equal(info.mss, 1448);
    assert_string_equal(info.congestion, "");
    info_of(8, "a-name-that-no-kernel-has", &info);
    assert_int_equal(info.has, NK_DIAG_INFO_NONE);
    assert_string_equal(info.congestion, "");
}

static void test_request(void **state)
{
    struct nk_diag_plan plan = {.states = NK_TCP_BIT(NK_TCP_CLOSED) | NK_TCP_BIT(NK_TCP_LISTEN)};
    struct nk_diag_request r = {.protocol = NK_DIAG_UDP, .info = true, .plan = &plan};
    struct inet_diag_req_v2 v2;
    struct inet_diag_req v1;
    struct nk_buf b = {0};
    (void)state;
    nk_buf_add(&plan.code, "\1\4\10\0", 4);
    nk_diag_put_request(&b, &r, NK_IPV6);
    assert_int_equal(b.len, NK_NLMSG_HEADER + sizeof v2 + 8);
    memcpy(&v2, b.data + NK_NLMSG_HEADER, sizeof v2);
    assert_int_equal(v2.sdiag_family, AF_INET6);
    assert_int_equal(v2.sdiag_protocol, 17);
    assert_int_equal(v2.idiag_states, 1 << 7 | 1 << 13 | 1 << 10);
    assert_int_equal(v2.idiag_ext, 1 << (INET_DIAG_INFO - 1) | 1 << (INET_DIAG_CONG - 1));
    nk_buf_clear(&b);
    r = (struct nk_diag_request){.protocol = NK_DIAG_TCP, .plan = &plan};
    nk_diag_put_request(&b, &r, NK_FAMILY_NONE);
    assert_int_equal(b.len, NK_NLMSG_HEADER + sizeof v1 + 8);
    memcpy(&v1, b.data + NK_NLMSG_HEADER, sizeof v1);
    assert_int_equal(message_of(&b).type, TCPDIAG_GETSOCK);
    assert_int_equal(v1.idiag_family, AF_UNSPEC);
    assert_int_equal(v1.idiag_ext, 0);
    nk_buf_release(&b);
    nk_buf_release(&plan.code);
}

static void test_user(void **state)
{
    (void)state;
    struct nk_diag_socket s = {.inode = 5, .state = NK_TCP_SYN_RECEIVED};
    assert_true(nk_diag_has_user(&s));
    s.inode = 0;
    assert_false(nk_diag_has_user(&s));
    s = (struct nk_diag_socket){.state = NK_TCP_FIN_WAIT_1}; /* its process has closed it */
    assert_true(nk_diag_has_user(&s));
    s.timer = NK_DIAG_TIMER_TIME_WAIT;
    assert_false(nk_diag_has_user(&s));
}

static void test_release(void **state)
{
    (void)state;
    assert_true(nk_diag_sees_bound("6.8.0-31-generic"));
    assert_true(nk_diag_sees_bound("6.18.44"));
    assert_true(nk_diag_sees_bound("7.0-rc1"));
    assert_false(nk_diag_sees_bound("6.7.12"));
    assert_false(nk_diag_sees_bound("5.15.0"));
    assert_false(nk_diag_sees_bound("linux"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_socket),  cmocka_unit_test(test_states),
        cmocka_unit_test(test_damaged), cmocka_unit_test(test_info),
        cmocka_unit_test(test_request), cmocka_unit_test(test_release),
        cmocka_unit_test(test_user),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
