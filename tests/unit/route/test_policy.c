#include "reading.h"

#include "slow_policy.h"

/* A question as the command line has it, and the answer: "TYPE PREFIX HOPS rule N". */
struct question {
    const char *words, *answer;
};

static const char *word_of(char **rest)
{
    char *word = *rest;
    char *end = strchr(word, ' ');
    *rest = end == NULL ? word + strlen(word) : end + 1;
    if (end != NULL)
        *end = '\0';
    return word;
}

static struct nk_addr addr(const char *text)
{
    struct nk_addr a = {0};
    assert_true(nk_addr_parse(text, strlen(text), &a, NULL));
    return a;
}

static uint32_t number(const char *text)
{
    return (uint32_t)strtoul(text, NULL, 0);
}

static struct nk_flow flow_of(char *words)
{
    struct nk_flow f = {.dst = addr(word_of(&words))};
    while (*words != '\0') {
        const char *name = word_of(&words), *value = word_of(&words);
        if (strcmp(name, "from") == 0)
            f.src = addr(value);
        else if (strcmp(name, "iif") == 0)
            f.iif = value;
        else if (strcmp(name, "oif") == 0)
            f.oif = value;
        else if (strcmp(name, "vrf") == 0)
            f.vrf = value;
        else if (strcmp(name, "mark") == 0)
            f.mark = number(value);
        else if (strcmp(name, "tos") == 0)
            f.tos = (uint8_t)number(value);
        else if (strcmp(name, "ipproto") == 0)
            f.ipproto = (uint8_t)number(value);
        else if (strcmp(name, "sport") == 0)
            f.sport = (uint16_t)number(value);
        else if (strcmp(name, "dport") == 0)
            f.dport = (uint16_t)number(value);
        else if (strcmp(name, "uid") == 0) {
            f.uid = number(value);
            f.has_uid = true;
        } else
            fail_msg("'%s' is no part of a flow", name);
    }
    return f;
}

static void add_answer(struct nk_buf *b, const struct nk_policy *p, const struct nk_verdict *v)
{
    char room[NK_ROUTE_NAME_MAX], text[NK_PREFIX_TEXT_MAX];
    nk_buf_add_text(b, nk_route_type_name(v->type, room));
    if (v->route != NULL) {
        struct nk_prefix prefix = nk_fib_prefix(p->fib, v->entry);
        nk_prefix_format(&prefix, text);
        nk_buf_printf(b, " %s", text);
    }
    if (v->hop_count > 0)
        nk_buf_add_byte(b, ' ');
    nk_hops_text(b, p->fib->table, v->hops, v->hop_count);
    if (v->rule != NULL)
        nk_buf_printf(b, " rule %u", v->rule->priority);
    nk_buf_add_byte(b, '\0');
}

static void ask(const struct nk_policy *p, struct nk_verdict *v, const struct question *q)
{
    char words[200];
    struct nk_buf b = {0};
    struct nk_err err;
    snprintf(words, sizeof words, "%s", q->words);
    const struct nk_flow flow = flow_of(words);
    assert_true(nk_policy_lookup(p, &flow, v, NULL, &err));
    add_answer(&b, p, v);
    assert_false(b.failed);
    if (strcmp(b.data, q->answer) != 0)
        fail_msg("%s: '%s', expected '%s'", q->words, b.data, q->answer);
    nk_buf_release(&b);
}

/* Reads a listing, asks all questions of it; `vrfs` are device, table and whether it is the VRF. */
struct vrf {
    const char *dev;
    uint32_t table;
    bool is_master;
};

static void ask_all(const char *listing, const struct vrf *vrfs, const struct question *questions)
{
    struct reading x;
    struct nk_fib f;
    struct nk_policy p;
    struct nk_verdict v = {.type = 0};
    struct nk_err err;
    reading_of(&x, "ip", listing, strlen(listing));
    assert_true(x.done);
    assert_int_equal(x.refused.len, 0);
    for (; vrfs != NULL && vrfs->dev != NULL; vrfs++) {
        uint32_t dev = nk_table_text(&x.table, vrfs->dev, strlen(vrfs->dev));
        const struct nk_vrf row = {dev, vrfs->table, vrfs->is_master};
        assert_true(nk_table_add_vrf(&x.table, &row, &err));
    }
    assert_true(nk_fib_build(&f, &x.table, NK_ROUTE_NONE, &err));
    assert_true(nk_policy_build(&p, &f, &err));
    for (; questions->words != NULL; questions++)
        ask(&p, &v, questions);
    nk_verdict_release(&v);
    nk_policy_release(&p);
    nk_fib_release(&f);
    reading_release(&x);
}

static void the_longest_prefix_wins_whatever_the_metrics(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"10.1.2.3", "unicast 10.1.0.0/16 dev c rule 32766"},
        {"10.2.0.1", "unicast 10.0.0.0/8 dev b rule 32766"},
        {"192.0.2.1", "unicast 0.0.0.0/0 dev a rule 32766"},
        {"255.255.255.255", "broadcast 0.0.0.0/0 dev a rule 32766"},
        {"224.0.0.5", "multicast 0.0.0.0/0 dev a rule 32766"},
        {"224.0.0.5 iif b from 10.9.9.9", "unicast 0.0.0.0/0 dev a rule 32766"},
        {"2001:db8::1", "none"}, /* IPv6 has no rule for the table default */
        {NULL, NULL},
    };
    ask_all("default dev a metric 1\n"
            "10.0.0.0/8 dev z metric 20\n"
            "10.0.0.0/8 dev b metric 10\n"
            "10.1.0.0/16 dev c metric 900\n"
            "2001:db8::/32 dev a table default\n",
            NULL, questions);
}

static void tos_has_to_be_equal_in_three_bits(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"20.0.0.1 tos 0x10", "unicast 20.0.0.0/8 dev b rule 32766"},
        {"20.0.0.1 tos 0xb0", "unicast 20.0.0.0/8 dev b rule 32766"},
        {"20.0.0.1 tos 0x12", "unicast 20.0.0.0/8 dev b rule 32766"},
        {"20.0.0.1 tos 0x08", "unicast 20.0.0.0/8 dev a rule 32766"},
        {"20.1.0.1 tos 0x10", "unicast 20.0.0.0/8 dev b rule 32766"},
        {"20.1.0.1 tos 0x08", "unicast 20.1.0.0/16 dev c rule 32766"},
        {"20.2.0.1 tos 0xb8", "unicast 20.0.0.0/8 dev a rule 32766"},
        {NULL, NULL},
    };
    ask_all("20.0.0.0/8 dev a\n"
            "20.0.0.0/8 tos 0x10 dev b metric 1000\n"
            "20.1.0.0/16 tos 0x08 dev c\n"
            "20.2.0.0/16 tos 0xb8 dev c\n",
            NULL, questions);
}

static void what_discards_is_an_answer(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"10.1.0.1", "blackhole 10.1.0.0/16 rule 32766"},
        {"10.2.0.1", "unreachable 10.2.0.0/16 rule 32766"},
        {"10.3.0.1", "prohibit 10.3.0.0/16 rule 32766"},
        {"10.4.0.1", "none"},
        {"10.1.0.1 oif a", "blackhole 10.1.0.0/16 rule 32766"},
        {"10.0.0.1 oif b", "none"},
        {NULL, NULL},
    };
    ask_all("10.0.0.0/8 dev a\n"
            "blackhole 10.1.0.0/16\n"
            "unreachable 10.2.0.0/16\n"
            "prohibit 10.3.0.0/16\n"
            "throw 10.4.0.0/16\n",
            NULL, questions);
}

static void rules_are_tried_by_priority(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"9.9.9.9", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 mark 0x11", "unicast 0.0.0.0/0 dev x rule 100"},
        {"9.9.9.9 mark 2", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 from 10.5.0.1 iif a", "unicast 0.0.0.0/0 dev y rule 200"},
        {"9.9.9.9 tos 0x10", "prohibit rule 300"},
        {"9.9.9.9 ipproto 6 dport 81", "unreachable rule 400"},
        {"9.9.9.9 ipproto 6 dport 79", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 ipproto 17 dport 81", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 uid 1000", "blackhole rule 500"},
        {"9.9.9.9 uid 2000", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 iif b from 1.2.3.4 uid 1000", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 oif x", "unicast 0.0.0.0/0 dev x rule 600"},
        {"9.9.9.9 iif c oif x from 1.2.3.4", "unicast 0.0.0.0/0 dev y rule 700"},
        {"9.9.9.9 sport 53", "unicast 0.0.0.0/0 dev x rule 800"},
        {NULL, NULL},
    };
    ask_all("0: from all lookup local\n"
            "100: from all fwmark 0x1/0xf lookup 100\n"
            "200: from 10.5.0.0/16 lookup 101\n"
            "300: from all tos 0x10 prohibit\n"
            "400: from all ipproto tcp dport 80-90 unreachable\n"
            "500: from all uidrange 1000-1999 blackhole\n"
            "600: from all oif x lookup 100\n"
            "700: from all iif c lookup 101\n"
            "800: from all ipproto udp sport 53 lookup 100\n"
            "32766: from all lookup main\n"
            "default dev m\n"
            "default dev x table 100\n"
            "default dev y table 101\n",
            NULL, questions);
}

static void not_inverts_the_whole_selector(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"9.9.9.9 from 10.5.0.1 mark 1 iif a", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 from 10.5.0.1 mark 2 iif a", "unicast 0.0.0.0/0 dev x rule 100"},
        {"9.9.9.9 from 10.6.0.1 mark 1 iif a", "unicast 0.0.0.0/0 dev x rule 100"},
        {"9.9.9.9", "unicast 0.0.0.0/0 dev x rule 100"},
        {"2001:db8::1", "none"},
        {NULL, NULL},
    };
    ask_all("100: not from 10.5.0.0/16 fwmark 0x1 lookup 100\n"
            "32766: from all lookup main\n"
            "default dev m\n"
            "default dev x table 100\n",
            NULL, questions);
}

static void gotos_lead_forwards_only(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"9.9.9.9 mark 1", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 mark 2", "prohibit rule 300"}, /* there is no rule 250 */
        {"9.9.9.9 mark 3", "prohibit rule 300"}, /* and none backwards */
        {"9.9.9.9", "prohibit rule 300"},
        {NULL, NULL},
    };
    ask_all("100: from all fwmark 0x1 goto 400\n"
            "110: from all fwmark 0x2 goto 250\n"
            "120: from all fwmark 0x3 goto 100\n"
            "130: from all nop\n"
            "300: from all prohibit\n"
            "400: from all goto 32766\n"
            "32766: from all lookup main\n"
            "default dev m\n",
            NULL, questions);
}

static void short_prefixes_are_suppressed_but_not_those_that_discard(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"9.9.9.9", "unicast 0.0.0.0/0 dev x rule 200"},
        {"10.0.0.1", "unicast 10.0.0.0/8 dev a rule 100"},
        {"11.0.0.1", "blackhole 11.0.0.0/8 rule 50"},
        {"12.0.0.1", "unicast 0.0.0.0/0 dev x rule 200"},
        {NULL, NULL},
    };
    ask_all("50: from all lookup 99 suppress_prefixlength 16\n"
            "100: from all lookup main suppress_prefixlength 0\n"
            "200: from all lookup 100\n"
            "blackhole 11.0.0.0/8 table 99\n"
            "12.0.0.0/8 dev z table 99\n"
            "default dev m\n"
            "10.0.0.0/8 dev a\n"
            "default dev x table 100\n",
            NULL, questions);
}

static void dead_next_hops_and_other_devices_are_passed_over(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"10.1.0.1", "unicast 10.0.0.0/8 dev a rule 32766"},
        {"10.2.0.1", "unicast 10.2.0.0/16 via 10.0.0.2 dev a weight 3,via 10.0.0.4 dev c weight 1 "
                     "rule 32766"},
        {"10.2.0.1 oif c", "unicast 10.2.0.0/16 via 10.0.0.4 dev c rule 32766"},
        {"10.2.0.1 oif a", "unicast 10.2.0.0/16 via 10.0.0.2 dev a rule 32766"},
        {"10.2.0.1 oif b", "none"},
        {"10.3.0.1", "unicast 10.3.0.0/16 dev d rule 32766"},
        {NULL, NULL},
    };
    ask_all("10.0.0.0/8 dev a\n"
            "10.1.0.0/16 via 10.0.0.2 dev b dead linkdown\n"
            "10.2.0.0/16 nexthop via 10.0.0.2 dev a weight 3 nexthop via 10.0.0.3 dev b weight 2 "
            "dead linkdown nexthop via 10.0.0.4 dev c weight 1\n"
            "10.3.0.0/16 dev d linkdown\n",
            NULL, questions);
}

static void ipv4_sources_are_the_hosts_own(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"9.9.9.9 from 10.0.0.1", "unicast 0.0.0.0/0 via 10.0.0.2 dev a rule 32766"},
        {"9.9.9.9 from 10.0.0.7", "none"},
        {"9.9.9.9 from 127.0.0.5", "unicast 0.0.0.0/0 via 10.0.0.2 dev a rule 32766"},
        {"9.9.9.9 from 10.0.0.255", "none"},
        {"0.0.0.0", "local"},
        {"0.0.0.0 from 10.0.0.1", "unicast 0.0.0.0/0 via 10.0.0.2 dev a rule 32766"},
        {"9.9.9.9 from 0.0.0.0", "unicast 0.0.0.0/0 via 10.0.0.2 dev a rule 32766"},
        {"9.9.9.9 from 10.0.0.7 iif a", "unicast 0.0.0.0/0 via 10.0.0.2 dev a rule 32766"},
        /* martians */
        {"9.9.9.9 from 10.0.0.1 iif a", "blackhole"},
        {"9.9.9.9 from 10.0.0.255 iif a", "blackhole"},
        {"9.9.9.9 from 127.0.0.1 iif a", "blackhole"},
        {"9.9.9.9 from 224.0.0.1 iif a", "blackhole"},
        {"9.9.9.9 from 255.255.255.255 iif a", "blackhole"},
        {"9.9.9.9 from 0.0.0.0 iif a", "blackhole"},
        {"127.0.0.1 from 10.0.0.7 iif a", "blackhole"},
        {"10.0.0.1 from 10.0.0.7 iif a", "local 10.0.0.1/32 dev a rule 0"},
        {"10.0.0.255", "broadcast 10.0.0.255/32 dev a rule 0"},
        {NULL, NULL},
    };
    ask_all("local 10.0.0.1 dev a table local scope host\n"
            "broadcast 10.0.0.255 dev a table local scope link\n"
            "local 127.0.0.0/8 dev lo table local scope host\n"
            "10.0.0.0/24 dev a scope link\n"
            "default via 10.0.0.2 dev a\n",
            NULL, questions);
}

static void local_and_main_are_one_without_rules(void **state)
{
    (void)state;
    static const char routes[] = "local 10.64.0.0/10 dev lo table local scope host\n"
                                 "throw 10.68.0.0/16 table local\n"
                                 "10.68.0.0/15 dev a\n"
                                 "10.65.0.0/16 via 10.0.0.2 dev a\n"
                                 "local 10.70.0.0/16 dev lo table local\n"
                                 "10.70.0.0/16 dev a\n"
                                 "10.68.0.0/16 dev d table default\n";
    static const struct question merged[] = {
        {"10.65.0.1", "unicast 10.65.0.0/16 via 10.0.0.2 dev a rule 32766"},
        {"10.66.0.1", "local 10.64.0.0/10 dev lo rule 0"},
        {"10.68.0.1", "unicast 10.68.0.0/16 dev d rule 32767"},
        {"10.69.0.1", "unicast 10.68.0.0/15 dev a rule 32766"},
        {"10.70.0.1", "local 10.70.0.0/16 dev lo rule 0"},
        {"8.8.8.8", "none"},
        {NULL, NULL},
    };
    static const struct question parted[] = {
        {"10.65.0.1", "local 10.64.0.0/10 dev lo rule 0"},
        {"10.66.0.1", "local 10.64.0.0/10 dev lo rule 0"},
        {"10.68.0.1", "unicast 10.68.0.0/15 dev a rule 32766"},
        {NULL, NULL},
    };
    char text[1024];
    ask_all(routes, NULL, merged);
    snprintf(text, sizeof text,
             "0: from all lookup local\n32766: from all lookup main\n32767: from all lookup "
             "default\n%s",
             routes);
    ask_all(text, NULL, merged);
    snprintf(text, sizeof text,
             "0: from all lookup local\n1: from 9.9.9.9 lookup 77\n32766: from all lookup main\n%s",
             routes);
    ask_all(text, NULL, parted);
}

static void a_next_hop_object_that_does_not_fit_ends_its_leaf(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"10.0.0.1 oif b", "unicast 0.0.0.0/0 dev b rule 32766"},
        {"10.0.0.1 oif a", "unicast 10.0.0.0/16 via 10.9.0.1 dev a rule 32766"},
        {"10.1.0.1 oif b", "unicast 10.0.0.0/8 dev b rule 32766"},
        {NULL, NULL},
    };
    ask_all("default dev b\n"
            "10.0.0.0/8 dev b\n"
            "10.0.0.0/16 nhid 1 via 10.9.0.1 dev a\n"
            "10.0.0.0/16 dev b metric 100\n"
            "10.1.0.0/16 nhid 1 via 10.9.0.1 dev a\n",
            NULL, questions);
}

static void ipv6_has_routes_for_some_sources(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"2001:db8:40::1", "unicast ::/0 dev d rule 32766"}, /* the other route is shadowed */
        {"2001:db8:40::1 from 2001:db8:aa::1",
         "unicast 2001:db8:40::/48 via fe80::2 dev b rule 32766"},
        {"2001:db8:40::1 from 2001:db8:aa:1::1",
         "unicast 2001:db8:40::/48 via fe80::3 dev c rule 32766"},
        {"2001:db8:40::1 from 2001:db8:bb::1", "unicast ::/0 dev d rule 32766"},
        {"2001:db8:40::1 from 2001:db8:aa:1::1 iif b",
         "unicast 2001:db8:40::/48 via fe80::3 dev c rule 32766"},
        {"2001:db8:41::1 from 2001:db8:aa::1", "unicast 2001:db8:41::/48 dev a rule 32766"},
        {"9::9 from 2001:db8:cc::1", "unicast ::/0 dev e rule 32766"},
        {NULL, NULL},
    };
    ask_all("2001:db8:40::/48 via fe80::1 dev a metric 1024\n"
            "2001:db8:40::/48 from 2001:db8:aa::/48 via fe80::2 dev b metric 1024\n"
            "2001:db8:40::/48 from 2001:db8:aa:1::/64 via fe80::3 dev c metric 1024\n"
            "2001:db8:41::/48 dev a metric 1024\n"
            "2001:db8:41::/48 from 2001:db8:aa::/48 dev b metric 1024 dead linkdown\n"
            "default dev d metric 1024\n"
            "default from 2001:db8:cc::/48 dev e metric 1024\n",
            NULL, questions);
}

static void ipv6_devices_are_strict_without_a_source(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"2001:db8:50::1", "blackhole 2001:db8:50::/48 rule 32766"},
        {"2001:db8:50::1 oif a", "unicast ::/0 via fe80::1 dev a rule 32766"},
        {"2001:db8:50::1 oif a from 2001:db8::1", "blackhole 2001:db8:50::/48 rule 32766"},
        {"2001:db8:51::1 oif a", "unicast ::/0 via fe80::1 dev a rule 32766"},
        {"2001:db8:51::1 oif a from 2001:db8::1",
         "unicast 2001:db8:51::/48 via fe80::2 dev b rule 32766"},
        {"fe80::1", "unicast fe80::/64 dev a rule 32766"},
        {"fe80::1 oif b", "unicast fe80::/64 dev b rule 32766"},
        {"fe80::1 oif b from fe80::9", "unicast fe80::/64 dev b rule 32766"},
        {"fe80::1 iif b", "unicast fe80::/64 dev b rule 32766"},
        {"ff02::1 oif b", "multicast ff00::/8 dev b rule 0"},
        {"2001:db8:52::1 iif b", "unicast 2001:db8:52::/48 dev b rule 32766"},
        {"2001:db8:52::1", "unicast 2001:db8:52::/48 dev a rule 32766"},
        {NULL, NULL},
    };
    ask_all("default via fe80::1 dev a metric 1024\n"
            "blackhole 2001:db8:50::/48 dev lo metric 1024\n"
            "2001:db8:51::/48 via fe80::2 dev b metric 1024\n"
            "2001:db8:52::/48 dev a metric 1024\n"
            "2001:db8:52::/48 dev b metric 1024\n"
            "fe80::/64 dev a metric 256\n"
            "fe80::/64 dev b metric 256\n"
            "multicast ff00::/8 dev a table local metric 256\n"
            "multicast ff00::/8 dev b table local metric 256\n",
            NULL, questions);
}

static void ipv6_routes_of_one_metric_are_siblings(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"2001:db8:1::1", "unicast 2001:db8:1::/48 via fe80::1 dev a weight 1,via fe80::2 dev b "
                          "weight 1 rule 32766"},
        {"2001:db8:1::1 oif b", "unicast 2001:db8:1::/48 via fe80::2 dev b rule 32766"},
        {"2001:db8:1::1 oif b from 2001:db8::1",
         "unicast 2001:db8:1::/48 via fe80::1 dev a weight 1,via fe80::2 dev b weight 1 "
         "rule 32766"},
        {"2001:db8:2::1", "unicast 2001:db8:2::/48 via fe80::1 dev a rule 32766"},
        {"2001:db8:3::1", "unicast 2001:db8:3::/48 dev a rule 32766"},
        {"2001:db8:4::1 oif b", "blackhole 2001:db8:4::/48 rule 32766"},
        {NULL, NULL},
    };
    ask_all("2001:db8:1::/48 via fe80::1 dev a metric 1024\n"
            "2001:db8:1::/48 via fe80::2 dev b metric 1024\n"
            "2001:db8:1::/48 via fe80::3 dev c metric 2048\n"
            "2001:db8:2::/48 via fe80::1 dev a proto ra metric 1024\n"
            "2001:db8:2::/48 via fe80::2 dev b proto ra metric 1024\n"
            "2001:db8:3::/48 dev a metric 1024\n"
            "2001:db8:3::/48 dev b metric 1024\n"
            "2001:db8:4::/48 dev a metric 1024\n"
            "blackhole 2001:db8:4::/48 nhid 11 dev lo metric 1024\n",
            NULL, questions);
}

static void ipv6_rules_see_all_of_the_tos_and_no_unknown_source(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"2001:db8::1 tos 0x10", "unicast ::/0 dev x rule 100"},
        {"2001:db8::1 tos 0xb0", "unicast ::/0 dev m rule 32766"},
        {"2001:db8::1", "unicast ::/0 dev m rule 32766"},
        {"2001:db8::1 from ::1", "unicast ::/0 dev x rule 200"},
        {"2001:db8::1 ipproto 17", "unicast ::/0 dev x rule 300"},
        {"2001:db8::1 uid 0", "unicast ::/0 dev m rule 32766"},
        {"2001:db8::1 iif a", "unicast ::/0 dev m rule 32766"},
        {"2001:db8::1 iif a uid 7", "prohibit rule 400"},
        {NULL, NULL},
    };
    ask_all("100: from all tos 0x10 lookup 100\n"
            "200: from ::/8 lookup 100\n"
            "300: from all ipproto udp lookup 100\n"
            "400: from all uidrange 7-7 prohibit\n"
            "32766: from all lookup main\n"
            "::/0 dev m metric 1024\n"
            "::/0 dev x table 100 metric 1024\n",
            NULL, questions);
}

/* A DSCP is compared whole, in IPv4 too, and may be 0. */
static void a_dscp_is_no_tos(void **state)
{
    (void)state;
    static const struct question questions[] = {
        {"9.9.9.9 tos 0xb8", "unicast 0.0.0.0/0 dev x rule 100"},
        {"9.9.9.9 tos 0xba", "unicast 0.0.0.0/0 dev x rule 100"},
        {"9.9.9.9 tos 0x18", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 tos 0xa4", "prohibit rule 101"},
        {"9.9.9.9", "unreachable rule 102"},
        {NULL, NULL},
    };
    ask_all("100: from all dscp EF lookup 100\n"
            "101: from all dscp 0x28/0x38 prohibit\n"
            "102: from all dscp 0 unreachable\n"
            "32766: from all lookup main\n"
            "32767: from all lookup default\n"
            "default dev x table 100\n"
            "default dev m\n",
            NULL, questions);
}

static void a_vrf_has_a_table_of_its_own(void **state)
{
    (void)state;
    static const struct vrf vrfs[] = {
        {"blue", 10, true}, {"red", 11, true}, {"b1", 10, false}, {NULL, 0, false}};
    static const struct question questions[] = {
        {"9.9.9.9", "unicast 0.0.0.0/0 dev m rule 32766"},
        {"9.9.9.9 vrf blue", "unicast 0.0.0.0/0 via 10.0.0.1 dev b1 rule 1000"},
        {"9.9.9.9 oif blue", "unicast 0.0.0.0/0 via 10.0.0.1 dev b1 rule 1000"},
        {"9.9.9.9 oif b1", "unicast 0.0.0.0/0 via 10.0.0.1 dev b1 rule 1000"},
        {"9.9.9.9 iif b1 from 1.2.3.4", "unicast 0.0.0.0/0 via 10.0.0.1 dev b1 rule 1000"},
        {"9.9.9.9 vrf red", "unreachable 0.0.0.0/0 rule 1000"},
        {"7.7.7.7 iif b1 from 1.2.3.4", "prohibit rule 900"},
        {"7.7.7.7 iif m from 1.2.3.4", "unicast 0.0.0.0/0 dev m rule 32766"},
        {NULL, NULL},
    };
    ask_all("900: from all to 7.7.7.7 iif blue prohibit\n"
            "1000: from all lookup [l3mdev-table]\n"
            "32766: from all lookup main\n"
            "default dev m\n"
            "default via 10.0.0.1 dev b1 table 10\n"
            "unreachable default table 11 metric 4278198272\n",
            vrfs, questions);
}

/* ---- the steps, and the tables ------------------------------------------- */

static void note(void *closure, const struct nk_step *step)
{
    static const char *const kinds[] = {"passed", "rule",    "route-passed", "chosen",
                                        "throw",  "nothing", "suppressed",   "overruled"};
    struct nk_buf *b = closure;
    nk_buf_printf(b, "%s", kinds[step->kind]);
    if (step->rule != NULL)
        nk_buf_printf(b, " %u", step->rule->priority);
    if (step->why != NK_WHY_NONE)
        nk_buf_printf(b, " (%s)", nk_why_text(step->why));
    nk_buf_add_byte(b, '\n');
}

static void each_step_is_told(void **state)
{
    (void)state;
    static const char listing[] = "100: from 10.0.0.0/8 lookup 100\n"
                                  "150: from all lookup 99\n"
                                  "200: from all lookup main suppress_prefixlength 0\n"
                                  "300: not from all lookup 100\n"
                                  "400: from all lookup 101\n"
                                  "32766: from all lookup main\n"
                                  "default dev a\n"
                                  "throw 9.0.0.0/8 table 101\n"
                                  "9.9.0.0/16 dev b table 101 dead linkdown\n";
    struct reading x;
    struct nk_fib f;
    struct nk_policy p;
    struct nk_verdict v = {.type = 0};
    struct nk_err err;
    struct nk_buf told = {0};
    const struct nk_trace trace = {note, &told};
    const struct nk_flow flow = {.dst = addr("9.9.9.9")};
    reading_of(&x, "ip", listing, strlen(listing));
    assert_true(nk_fib_build(&f, &x.table, NK_ROUTE_NONE, &err));
    assert_true(nk_policy_build(&p, &f, &err));
    assert_true(nk_policy_lookup(&p, &flow, &v, &trace, &err));
    nk_buf_add_byte(&told, '\0');
    assert_string_equal(told.data, "passed 100 (its source is not in that prefix)\n"
                                   "rule 150\nnothing 150\n"
                                   "rule 200\nsuppressed 200\n"
                                   "passed 300 (all of it holds, and the rule says not)\n"
                                   "rule 400\nroute-passed (no next hop is alive)\nthrow 400\n"
                                   "rule 32766\nchosen 32766\n");
    assert_int_equal(v.reason, NK_VERDICT_ROUTE);
    size_t at = 0, count = 0;
    const struct nk_rule *rule;
    const struct nk_fib_part *part;
    static const uint32_t tables[] = {99, 254, 101, 254};
    while (nk_policy_next_table(&p, &flow, &at, &rule, &part)) {
        assert_int_equal(rule->table, tables[count]);
        assert_true(part == nk_fib_part_of(&f, rule->table));
        count++;
    }
    assert_int_equal(count, 4);
    nk_buf_release(&told);
    nk_verdict_release(&v);
    nk_policy_release(&p);
    nk_fib_release(&f);
    reading_release(&x);
}

/* ---- against the slow way ------------------------------------------------ */

static void random_tables_answer_as_the_slow_way(void **state)
{
    (void)state;
    uint32_t seed = 20240601;
    for (int i = 0; i < 12000; i++) {
        uint8_t data[640];
        for (size_t k = 0; k < sizeof data; k++) {
            seed = seed * 1103515245u + 12345u;
            data[k] = (uint8_t)(seed >> 16);
        }
        if (!slow_agrees(data, sizeof data))
            fail_msg("input %d", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_prefix_wins_whatever_the_metrics),
        cmocka_unit_test(tos_has_to_be_equal_in_three_bits),
        cmocka_unit_test(what_discards_is_an_answer),
        cmocka_unit_test(rules_are_tried_by_priority),
        cmocka_unit_test(not_inverts_the_whole_selector),
        cmocka_unit_test(gotos_lead_forwards_only),
        cmocka_unit_test(short_prefixes_are_suppressed_but_not_those_that_discard),
        cmocka_unit_test(dead_next_hops_and_other_devices_are_passed_over),
        cmocka_unit_test(ipv4_sources_are_the_hosts_own),
        cmocka_unit_test(local_and_main_are_one_without_rules),
        cmocka_unit_test(a_next_hop_object_that_does_not_fit_ends_its_leaf),
        cmocka_unit_test(ipv6_has_routes_for_some_sources),
        cmocka_unit_test(ipv6_devices_are_strict_without_a_source),
        cmocka_unit_test(ipv6_routes_of_one_metric_are_siblings),
        cmocka_unit_test(ipv6_rules_see_all_of_the_tos_and_no_unknown_source),
        cmocka_unit_test(a_dscp_is_no_tos),
        cmocka_unit_test(a_vrf_has_a_table_of_its_own),
        cmocka_unit_test(each_step_is_told),
        cmocka_unit_test(random_tables_answer_as_the_slow_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
