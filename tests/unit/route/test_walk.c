#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "route/walk.h"

static const char net[] = "host a\n"
                          " dev e0 192.0.2.2/24 2001:db8:1::2/64 fe80::2/64\n"
                          " route default via 192.0.2.1\n"
                          " route 2001:db8::/32 via 2001:db8:1::1\n"
                          "router r\n"
                          " dev e0 192.0.2.1/24 2001:db8:1::1/64\n"
                          " dev e1 10.0.0.1/31 2001:db8:2::1/64\n"
                          " rule 10: from all to 10.9.0.0/16 prohibit\n"
                          " rule 20: from all lookup main\n"
                          " rule 30: from all lookup local\n"
                          " route 10.8.0.0/16 nexthop via 10.0.0.0 weight 1 nexthop via 192.0.2.2 "
                          "weight 1\n"
                          "host b\n"
                          " dev e0 10.0.0.0/31 2001:db8:2::2/64\n"
                          " route 192.0.2.0/24 via 10.0.0.1\n"
                          "link a:e0 r:e0\n"
                          "link r:e1 b:e0\n";

struct fixture {
    struct nk_topology t;
    struct nk_walker w;
    unsigned out, back;
};

static bool no_complaints(void *closure, const struct nk_route_place *place,
                          const struct nk_err *err)
{
    (void)closure;
    fail_msg("line %u: %s", (unsigned)place->line, err->text);
    return false;
}

static void setup(struct fixture *f)
{
    struct nk_route_reader r = {.complain = no_complaints};
    struct nk_err err = {0};
    *f = (struct fixture){0};
    nk_lines_init_text(&r.lines, net, strlen(net), "net");
    assert_true(nk_topology_read(&f->t, &r, &err));
    assert_true(nk_walker_build(&f->w, &f->t, &err));
    nk_lines_release(&r.lines);
}

static void teardown(struct fixture *f)
{
    nk_walker_release(&f->w);
    nk_topology_release(&f->t);
}

static void count(void *closure, const struct nk_walk_hop *hop, bool back)
{
    struct fixture *f = closure;
    (void)hop;
    f->out += !back;
    f->back += back;
}

static struct nk_walk_end walk(struct fixture *f, const char *from, const char *to, unsigned ttl)
{
    const struct nk_walk_watch watch = {count, f};
    struct nk_walk_end end;
    struct nk_err err = {0};
    struct nk_addr none = {0}, dst;
    assert_true(nk_addr_parse(to, strlen(to), &dst, NULL));
    f->out = f->back = 0;
    uint32_t node = nk_topology_node(&f->t, from, strlen(from));
    assert_true(nk_walk(&f->w, node, &none, &dst, ttl, &watch, &end, &err));
    return end;
}

static void a_packet_and_its_answer_pass_every_node(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    struct nk_walk_end end = walk(&f, "a", "10.0.0.0", 64);
    assert_string_equal(nk_walk_result_name(end.result), "reply");
    assert_int_equal(f.out, 3);
    assert_int_equal(f.back, 3);
    assert_int_equal(end.last.ttl_in, 63);
    assert_true(end.source.lo == 0xc0000202);
    teardown(&f);
}

static void the_look_up_comes_before_the_ttl(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    assert_int_equal(walk(&f, "a", "10.9.0.1", 1).result, NK_WALK_ADMIN_PROHIBITED);
    assert_int_equal(walk(&f, "a", "10.7.0.1", 1).result, NK_WALK_NET_UNREACHABLE);
    assert_int_equal(walk(&f, "a", "10.0.0.0", 1).result, NK_WALK_TTL_EXCEEDED);
    assert_int_equal(walk(&f, "a", "10.8.0.1", 2).result, NK_WALK_SILENCE); /* b: a host */
    assert_int_equal(walk(&f, "a", "10.8.0.1", 2).last.why, NK_WALK_NO_FORWARDING);
    teardown(&f);
}

static void ipv6_has_its_own_answers(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    struct nk_walk_end end = walk(&f, "a", "2001:db8:9::1", 64);
    assert_int_equal(end.result, NK_WALK_NO_ROUTE);
    assert_int_equal(end.icmp_type, 1);
    assert_int_equal(end.icmp_code, 0);
    assert_true(end.source.hi == UINT64_C(0x20010db800010000)); /* not the link-local one */
    end = walk(&f, "a", "2001:db8:2::99", 64);
    assert_int_equal(end.result, NK_WALK_ADDRESS_UNREACHABLE);
    end = walk(&f, "a", "2001:db8:2::2", 64); /* b knows no way back */
    assert_int_equal(end.result, NK_WALK_SILENCE);
    assert_true(end.answer_lost);
    assert_int_equal(end.sent, NK_WALK_REPLY);
    assert_int_equal(end.lost.why, NK_WALK_NOTHING);
    teardown(&f);
}

static void a_sender_refuses_by_itself(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    struct nk_walk_end end = walk(&f, "b", "203.0.113.1", 64);
    assert_int_equal(end.result, NK_WALK_NET_UNREACHABLE);
    assert_int_equal(end.icmp_type, -1);
    assert_int_equal(end.replier.family, NK_FAMILY_NONE);
    end = walk(&f, "a", "192.0.2.77", 64);
    assert_int_equal(end.result, NK_WALK_HOST_UNREACHABLE);
    assert_true(end.replier.lo == 0xc0000202);
    end = walk(&f, "a", "127.0.0.1", 64);
    assert_int_equal(end.result, NK_WALK_REPLY);
    assert_int_equal(f.out, 1);
    teardown(&f);
}

static void nodes_and_addresses_are_found(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    struct nk_addr a = nk_addr_ipv4(0x0a000001), other = nk_addr_ipv4(1);
    assert_int_equal(nk_topology_owner(&f.t, &a), nk_topology_node(&f.t, "r", 1));
    assert_int_equal(nk_topology_owner(&f.t, &other), NK_ROUTE_NONE);
    assert_int_equal(nk_topology_node(&f.t, "x", 1), NK_ROUTE_NONE);
    teardown(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_packet_and_its_answer_pass_every_node),
        cmocka_unit_test(the_look_up_comes_before_the_ttl),
        cmocka_unit_test(ipv6_has_its_own_answers),
        cmocka_unit_test(a_sender_refuses_by_itself),
        cmocka_unit_test(nodes_and_addresses_are_found),
    };
    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
