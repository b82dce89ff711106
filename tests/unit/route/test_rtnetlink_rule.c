#include "messages.h"

static const char damaged[] = "the message of a rule is damaged";

static void put_device(struct nk_buf *b, const struct nk_table *t, const char *word, uint32_t dev)
{
    size_t len;
    const char *name = nk_table_text_of(t, dev, &len);
    if (name != NULL)
        nk_buf_printf(b, " %s %.*s", word, (int)len, name);
}

static void put_prefix(struct nk_buf *b, const char *word, const struct nk_prefix *p)
{
    char text[NK_PREFIX_TEXT_MAX];
    if (p->addr.family == NK_FAMILY_NONE)
        return;
    nk_prefix_format(p, text);
    nk_buf_printf(b, " %s %s", word, text);
}

/* All of a rule in a line. */
static void put_rule(struct nk_buf *b, const struct nk_table *t, const struct nk_rule *r)
{
    static const char *const actions[] = {"table",     "goto",        "nop",
                                          "blackhole", "unreachable", "prohibit"};
    assert_in_range(r->invert | r->l3mdev | r->has_uid, 0,
                    1); /* else no compiled table may say it */
    nk_buf_printf(b, "%d %u:%s", r->family, r->priority, r->invert ? " not" : "");
    put_prefix(b, "from", &r->from);
    put_prefix(b, "to", &r->to);
    put_device(b, t, "iif", r->iif);
    put_device(b, t, "oif", r->oif);
    if (r->mask != 0)
        nk_buf_printf(b, " mark %x/%x", r->mark, r->mask);
    if (r->tos != 0)
        nk_buf_printf(b, " %s %x", r->tos_mask != 0 ? "dscp" : "tos", r->tos);
    if (r->tos_mask != 0)
        nk_buf_printf(b, "/%x", r->tos_mask);
    if (r->has_uid)
        nk_buf_printf(b, " uid %u-%u", r->uid_first, r->uid_last);
    if (r->ipproto != 0)
        nk_buf_printf(b, " ipproto %d", r->ipproto);
    if (r->sport_last != 0)
        nk_buf_printf(b, " sport %d-%d", r->sport_first, r->sport_last);
    if (r->dport_last != 0)
        nk_buf_printf(b, " dport %d-%d", r->dport_first, r->dport_last);
    if (r->tun_id != 0)
        nk_buf_printf(b, " tun %llu", (unsigned long long)r->tun_id);
    nk_buf_printf(b, " %s %u", actions[r->action],
                  r->action == NK_RULE_GOTO ? r->goto_priority : r->table);
    if (r->l3mdev)
        nk_buf_add_text(b, " l3mdev");
    if (r->suppress_prefixlength >= 0)
        nk_buf_printf(b, " length %d", r->suppress_prefixlength);
    if (r->suppress_ifgroup >= 0)
        nk_buf_printf(b, " group %d", r->suppress_ifgroup);
    nk_buf_printf(b, " proto %d\n", r->protocol);
}

static void expect_rules(const struct nk_table *t, const char *rules)
{
    struct nk_buf got = {0};
    for (size_t i = 0; i < t->rule_count; i++)
        put_rule(&got, t, &t->rules[i]);
    nk_buf_add(&got, "", 1);
    assert_string_equal(got.data, rules);
    nk_buf_release(&got);
}

static void the_sample_is_read_whole(void **state)
{
    (void)state;
    struct nk_buf b;
    struct reading x;
    data_file("iproute2-rule-save.bin", &b);
    reading_of(&x, NULL, b.data, b.len);
    reading_expect(&x, "", "");
    assert_true(x.done);
    expect_rules(&x.table,
                 "4 0: table 255 proto 2\n"
                 "4 1: from 10.1.2.3/24 to 192.0.2.0/25 iif lo oif eth9 table 100 proto 0\n"
                 "4 2: mark 10/f0 tos 10 table 70000 proto 0\n"
                 "4 3: mark 7/ffffffff uid 1000-2000 table 101 proto 0\n"
                 "4 4: ipproto 6 sport 1-99 dport 443-443 table 254 length 8 proto 0\n"
                 "4 5: not from 10.0.0.0/8 table 254 group 3 proto 0\n"
                 "4 6: from 10.0.0.1/32 goto 32766 proto 0\n"
                 "4 7: from 10.0.0.2/32 nop 0 proto 0\n"
                 "4 8: to 10.0.0.3/32 blackhole 0 proto 0\n"
                 "4 9: from 10.0.0.4/32 unreachable 0 proto 0\n"
                 "4 10: from 10.0.0.5/32 prohibit 0 proto 0\n"
                 "4 11: tun 77 table 102 proto 0\n"
                 "4 1000: table 0 l3mdev proto 186\n"
                 "4 32766: table 254 proto 2\n"
                 "4 32767: table 253 proto 2\n"
                 "6 0: table 255 proto 2\n"
                 "6 1: from 2001:db8::/32 to ::1/128 table 100 proto 0\n"
                 "6 2: not ipproto 17 dport 53-53 table 9 proto 0\n"
                 "6 32766: table 254 proto 2\n");
    assert_int_equal(x.table.rules[0].line, 1);
    assert_int_equal(x.table.rules[18].line, 19);
    reading_release(&x);
    nk_buf_release(&b);
}

static void begin_rule(struct making *m, uint8_t af, uint8_t action)
{
    const struct fib_rule_hdr head = {.family = af, .action = action, .table = RT_TABLE_MAIN};
    make_begin(m, RTM_NEWRULE, &head, sizeof head);
}

static void make_ports(struct making *m, uint16_t first, uint16_t mask)
{
    const uint16_t range[] = {first, first};
    make_attr(m, FRA_DPORT_RANGE, range, sizeof range);
    make_attr(m, 29, &mask, sizeof mask);
}

static void newer_kernels_say_more(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct making m;
    begin_rule(&m, AF_INET, FR_ACT_TO_TBL);
    make_u8(&m, 25, 10); /* a DSCP */
    must_take(&m, &x);
    begin_rule(&m, AF_INET, FR_ACT_TO_TBL);
    make_u8(&m, 25, 0x28);
    make_u8(&m, 30, 0x38); /* its mask */
    must_take(&m, &x);
    begin_rule(&m, AF_INET, FR_ACT_TO_TBL);
    make_ports(&m, 0x1234, 0xfff0);
    must_take(&m, &x);
    begin_rule(&m, AF_INET, FR_ACT_TO_TBL);
    make_ports(&m, 80, 0xffff);
    must_take(&m, &x);
    begin_rule(&m, AF_INET, FR_ACT_TO_TBL);
    make_ports(&m, 80, 0xff0f); /* no range */
    must_refuse(&m, &x, damaged);
    begin_rule(&m, AF_INET6, FR_ACT_TO_TBL);
    make_u32(&m, 26, 5); /* a flow label */
    must_take(&m, &x);
    begin_rule(&m, AF_INET, FR_ACT_TO_TBL);
    make_attr(&m, FRA_TUN_ID, "\0\0\1\0\0\0\0\0", 8);
    must_take(&m, &x);
    expect_rules(&t, "4 0: dscp 28/fc table 254 proto 0\n"
                     "4 0: dscp a0/e0 table 254 proto 0\n"
                     "4 0: dport 4656-4671 table 254 proto 0\n"
                     "4 0: dport 80-80 table 254 proto 0\n"
                     "4 0: tun 1099511627776 table 254 proto 0\n");
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void rules_of_others_are_passed_over(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t, .family = NK_IPV4};
    struct making m;
    begin_rule(&m, 128, FR_ACT_TO_TBL); /* of multicast routing */
    must_take(&m, &x);
    begin_rule(&m, AF_INET6, FR_ACT_TO_TBL);
    must_take(&m, &x);
    expect_rules(&t, "");
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

static void damaged_rules_are_refused(void **state)
{
    (void)state;
    struct nk_table t = {0};
    struct nk_rtnetlink x = {.table = &t};
    struct nk_err err;
    struct making m;
    for (size_t cut = 1; cut <= sizeof(struct fib_rule_hdr); cut++) {
        begin_rule(&m, AF_INET, FR_ACT_TO_TBL);
        assert_false(make_take(&m, &x, cut, &err));
        assert_string_equal(err.text, damaged);
    }
    for (int action = 0; action < 256; action++) {
        begin_rule(&m, AF_INET, (uint8_t)action);
        bool known = action == 1 || action == 2 || action == 3 || (action >= 6 && action <= 8);
        assert_int_equal(make_take(&m, &x, 0, &err), known);
    }
    static const struct {
        uint16_t number;
        size_t len;
    } cases[] = {{FRA_DST, 3},         {FRA_SRC, 16},
                 {FRA_PRIORITY, 2},    {FRA_FWMARK, 8},
                 {FRA_TUN_ID, 4},      {FRA_IP_PROTO, 2},
                 {FRA_UID_RANGE, 4},   {FRA_SPORT_RANGE, 2},
                 {FRA_DPORT_RANGE, 8}, {FRA_PROTOCOL, 4},
                 {FRA_L3MDEV, 0},      {FRA_GOTO, 1},
                 {FRA_TABLE, 1},       {FRA_SUPPRESS_PREFIXLEN, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin_rule(&m, AF_INET, FR_ACT_TO_TBL);
        make_attr(&m, cases[i].number, "0123456789abcdef", cases[i].len);
        must_refuse(&m, &x, damaged);
    }
    nk_rtnetlink_release(&x);
    nk_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_is_read_whole),
        cmocka_unit_test(newer_kernels_say_more),
        cmocka_unit_test(rules_of_others_are_passed_over),
        cmocka_unit_test(damaged_rules_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
