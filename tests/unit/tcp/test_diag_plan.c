/* The compiler against a machine that runs its code as the kernel does, and the filter itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <sys/socket.h>

#include "tcp/diag_plan.h"

/* ---- the kernel's checks and its machine (net/ipv4/inet_diag.c) ------------- */

static size_t op_len(const struct inet_diag_bc_op *op, const uint8_t *code, size_t left)
{
    struct inet_diag_hostcond cond;
    switch (op->code) {
    case INET_DIAG_BC_JMP:
        return sizeof *op;
    case INET_DIAG_BC_S_GE:
    case INET_DIAG_BC_S_LE:
    case INET_DIAG_BC_D_GE:
    case INET_DIAG_BC_D_LE:
        return 2 * sizeof *op;
    case INET_DIAG_BC_S_COND:
    case INET_DIAG_BC_D_COND:
        assert_true(left >= sizeof *op + sizeof cond);
        memcpy(&cond, code + sizeof *op, sizeof cond);
        assert_true(cond.family == AF_INET || cond.family == AF_INET6);
        assert_true(cond.prefix_len <= (cond.family == AF_INET ? 32 : 128));
        assert_int_equal(cond.port, -1);
        return sizeof *op + sizeof cond + (cond.family == AF_INET ? 4 : 16);
    default:
        fail_msg("operation %u", op->code);
        return 0;
    }
}

/* Every operation is whole and goes on at the next one, every jump leads to the start of one. */
static void audit(const uint8_t *code, size_t len)
{
    static bool starts[NK_DIAG_CODE_MAX + 1];
    struct inet_diag_bc_op op;
    memset(starts, false, sizeof starts);
    assert_int_equal(len % 4, 0);
    for (size_t at = 0; at < len; at += op.yes) {
        memcpy(&op, code + at, sizeof op);
        starts[at] = true;
        assert_int_equal(op.yes, op_len(&op, code + at, len - at));
        assert_true(op.yes <= len - at);
    }
    starts[len] = true;
    for (size_t at = 0; at < len; at += op.yes) {
        memcpy(&op, code + at, sizeof op);
        assert_true(op.no >= 4 && op.no % 4 == 0 && op.no <= len - at + 4);
        assert_true(op.no == len - at + 4 || starts[at + op.no]);
    }
}

static bool host_holds(const uint8_t *code, const struct nk_addr *a)
{
    struct inet_diag_hostcond cond;
    uint8_t wanted[16] = {0}, bytes[16];
    memcpy(&cond, code, sizeof cond);
    memcpy(wanted, code + sizeof cond, cond.family == AF_INET ? 4 : 16);
    for (int i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)(a->hi >> (56 - 8 * i));
        bytes[8 + i] = (uint8_t)(a->lo >> (56 - 8 * i));
    }
    const uint8_t *at = a->family == NK_IPV4 ? bytes + 12 : bytes;
    if (cond.family == AF_INET && a->family == NK_IPV6) {
        static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
        if (memcmp(bytes, mapped, sizeof mapped) != 0)
            return false;
        at = bytes + 12;
    } else if ((cond.family == AF_INET) != (a->family == NK_IPV4)) {
        return false;
    }
    for (unsigned bit = 0; bit < cond.prefix_len; bit++)
        if ((at[bit / 8] ^ wanted[bit / 8]) >> (7 - bit % 8) & 1)
            return false;
    return true;
}

static bool run_code(const uint8_t *code, size_t len, const struct nk_tcp_subject *s)
{
    struct inet_diag_bc_op op, argument;
    long left = (long)len;
    while (left > 0) {
        bool yes = true;
        memcpy(&op, code, sizeof op);
        if (op.code >= INET_DIAG_BC_S_GE && op.code <= INET_DIAG_BC_D_LE)
            memcpy(&argument, code + sizeof op, sizeof argument);
        if (op.code == INET_DIAG_BC_JMP)
            yes = false;
        else if (op.code == INET_DIAG_BC_S_GE)
            yes = s->local_port >= argument.no;
        else if (op.code == INET_DIAG_BC_S_LE)
            yes = s->local_port <= argument.no;
        else if (op.code == INET_DIAG_BC_D_GE)
            yes = s->peer_port >= argument.no;
        else if (op.code == INET_DIAG_BC_D_LE)
            yes = s->peer_port <= argument.no;
        else
            yes =
                host_holds(code + sizeof op, op.code == INET_DIAG_BC_S_COND ? &s->local : &s->peer);
        left -= yes ? op.yes : op.no;
        code += yes ? op.yes : op.no;
    }
    return left == 0;
}

/* ---- filters and subjects by chance -------------------------------------------- */

static unsigned below(unsigned n)
{
    return (unsigned)(random() % n);
}

static struct nk_addr random_addr(void)
{
    struct nk_addr a = {.family = NK_IPV6};
    switch (below(3)) {
    case 0:
        return nk_addr_ipv4(0x0a000000u + below(4));
    case 1:
        a.lo = (uint64_t)0xffff << 32 | (0x0a000000u + below(4));
        return a;
    default:
        a.hi = 0x20010db800000000;
        a.lo = below(4);
        return a;
    }
}

static struct nk_tcp_node random_leaf(void)
{
    struct nk_tcp_node n = {.test = (uint8_t)below(3), .peer = below(2)};
    const unsigned ports[] = {0, 1, 2, 3, 4, UINT16_MAX - 1, UINT16_MAX};
    n.states = (uint16_t)(random() & NK_TCP_ALL_STATES);
    n.low = (uint16_t)ports[below(7)];
    n.high = (uint16_t)ports[below(7)];
    if (n.low > n.high)
        n = (struct nk_tcp_node){.test = n.test, .peer = n.peer, .states = n.states, .low = 1};
    n.prefix.addr = random_addr();
    unsigned width = nk_family_width(n.prefix.addr.family);
    n.prefix.length = (uint8_t)(below(4) == 0 ? 0 : width - below(4));
    return n;
}

/* Nodes in the order in which the parser makes them. */
static uint32_t random_node(struct nk_tcp_node *nodes, uint32_t *count, unsigned depth,
                            bool stateless)
{
    struct nk_tcp_node n = {.test = (uint8_t)(NK_TCP_TEST_AND + below(3))};
    if (depth == 0 || below(4) == 0) {
        do
            n = random_leaf();
        while (stateless && n.test == NK_TCP_TEST_STATE);
    } else {
        n.left = random_node(nodes, count, depth - 1, stateless);
        if (n.test != NK_TCP_TEST_NOT)
            n.right = random_node(nodes, count, depth - 1, stateless);
    }
    nodes[*count] = n;
    return (*count)++;
}

static struct nk_tcp_subject random_subject(void)
{
    const unsigned ports[] = {0, 1, 2, 3, 4, 5, UINT16_MAX};
    struct nk_tcp_subject s = {.states = NK_TCP_BIT(below(NK_TCP_STATES)),
                               .local_port = (uint16_t)ports[below(7)],
                               .peer_port = (uint16_t)ports[below(7)]};
    s.local = random_addr();
    do
        s.peer = random_addr();
    while (s.peer.family != s.local.family);
    return s;
}

/* The kernel's part lets all pass that the filter lets pass, and nothing else where it is exact. */
static void compare(const struct nk_tcp_filter *f, unsigned subjects)
{
    struct nk_diag_plan plan;
    assert_true(nk_diag_plan_make(&plan, f, NK_TCP_ALL_STATES, NULL));
    const uint8_t *code = (const uint8_t *)plan.code.data;
    audit(code, plan.code.len);
    for (unsigned i = 0; i < subjects; i++) {
        const struct nk_tcp_subject s = random_subject();
        bool wanted = nk_tcp_filter_passes(f, &s);
        bool kernel = (plan.states & s.states) != 0 && run_code(code, plan.code.len, &s);
        assert_true(kernel || !wanted);
        assert_true(wanted || !kernel || !plan.exact);
    }
    nk_diag_plan_release(&plan);
}

static void test_random(void **state)
{
    struct nk_tcp_node nodes[128];
    (void)state;
    srandom(20);
    for (int i = 0; i < 4000; i++) {
        uint32_t count = 0;
        random_node(nodes, &count, below(6), i % 2 == 0);
        const struct nk_tcp_filter f = {.nodes = nodes, .count = count};
        compare(&f, 50);
        if (i % 2 == 0) { /* without states the code says it all */
            struct nk_diag_plan plan;
            assert_true(nk_diag_plan_make(&plan, &f, NK_TCP_ALL_STATES, NULL));
            assert_true(plan.exact);
            nk_diag_plan_release(&plan);
        }
    }
}

/* ---- by hand ---------------------------------------------------------------------- */

static void plan_of(const char *text, struct nk_diag_plan *plan)
{
    struct nk_tcp_filter f;
    assert_true(nk_tcp_filter_parse(&f, text, strlen(text), NULL, NULL, NULL));
    assert_true(nk_diag_plan_make(plan, &f, NK_TCP_ALL_STATES, NULL));
    compare(&f, 100);
    nk_tcp_filter_release(&f);
}

static const struct {
    const char *text;
    uint16_t states;
    size_t len; /* of the code */
    bool exact;
} rows[] = {
    {"", NK_TCP_ALL_STATES, 0, true},
    {"established", NK_TCP_BIT(NK_TCP_ESTABLISHED), 0, true},
    {"not established", NK_TCP_ALL_STATES & ~NK_TCP_BIT(NK_TCP_ESTABLISHED), 0, true},
    {"sport 80", NK_TCP_ALL_STATES, 16, true},
    {"sport >= 80", NK_TCP_ALL_STATES, 8, true},
    {"sport >= 0", NK_TCP_ALL_STATES, 0, true},
    {"sport < 0", NK_TCP_ALL_STATES, 4, true}, /* a jump that rejects */
    {"not sport 80", NK_TCP_ALL_STATES, 20, true},
    {"established and sport 80", NK_TCP_BIT(NK_TCP_ESTABLISHED), 16, true},
    {"established or sport 80", NK_TCP_ALL_STATES, 0, false},
    {"established and (listening or sport 80)", NK_TCP_BIT(NK_TCP_ESTABLISHED), 0, false},
    {"src 10.0.0.0/8", NK_TCP_ALL_STATES, 16, true},
    {"dst 2001:db8::/32", NK_TCP_ALL_STATES, 28, true},
    {"established and listening", 0, 0, true},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct nk_diag_plan plan;
        plan_of(rows[i].text, &plan);
        if (plan.states != rows[i].states || plan.code.len != rows[i].len ||
            plan.exact != rows[i].exact)
            fail_msg("'%s': %x, %zu bytes, %d", rows[i].text, plan.states, plan.code.len,
                     plan.exact);
        nk_diag_plan_release(&plan);
    }
}

/* What is too long for the kernel stays with the program. */
static void test_long(void **state)
{
    static char text[NK_TCP_FILTER_NODES * 24];
    struct nk_tcp_filter f;
    struct nk_diag_plan plan;
    size_t len = 0;
    (void)state;
    for (int i = 0; i < NK_TCP_FILTER_NODES / 2; i++)
        len += (size_t)sprintf(text + len, "dst 2001:db8::%x/128 or ", i + 1);
    assert_true(nk_tcp_filter_parse(&f, text, len - 4, NULL, NULL, NULL));
    assert_true(nk_diag_plan_make(&plan, &f, NK_TCP_ALL_STATES, NULL));
    assert_int_equal(plan.code.len, 0);
    assert_false(plan.exact);
    nk_diag_plan_release(&plan);
    nk_tcp_filter_release(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
