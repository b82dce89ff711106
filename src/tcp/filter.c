#include "tcp/filter.h"

#include <stdlib.h>

void nk_tcp_filter_release(struct nk_tcp_filter *f)
{
    free(f->nodes);
    *f = (struct nk_tcp_filter){0};
}

/* ---- one subject --------------------------------------------------------- */

/* As the kernel has it (inet_diag_bc_run() of net/ipv4/inet_diag.c): ::ffff:192.0.2.1 is in
 * 192.0.2.0/24, and no IPv4 address is in an IPv6 prefix. */
static bool holds(const struct nk_prefix *p, const struct nk_addr *a)
{
    if (p->addr.family == NK_IPV4 && a->family == NK_IPV6 && a->hi == 0 && a->lo >> 32 == 0xffff) {
        const struct nk_addr inner = nk_addr_ipv4((uint32_t)a->lo);
        return nk_prefix_contains(p, &inner);
    }
    return nk_prefix_contains(p, a);
}

static bool passes(const struct nk_tcp_node *nodes, size_t at, const struct nk_tcp_subject *s)
{
    const struct nk_tcp_node *n = &nodes[at];
    uint16_t port = n->peer ? s->peer_port : s->local_port;
    switch ((enum nk_tcp_test)n->test) {
    case NK_TCP_TEST_STATE:
        return (n->states & s->states) != 0;
    case NK_TCP_TEST_PORT:
        return n->low <= port && port <= n->high;
    case NK_TCP_TEST_HOST:
        return holds(&n->prefix, n->peer ? &s->peer : &s->local);
    case NK_TCP_TEST_AND:
        return passes(nodes, n->left, s) && passes(nodes, n->right, s);
    case NK_TCP_TEST_OR:
        return passes(nodes, n->left, s) || passes(nodes, n->right, s);
    case NK_TCP_TEST_NOT:
        return !passes(nodes, n->left, s);
    }
    return true;
}

bool nk_tcp_filter_passes(const struct nk_tcp_filter *f, const struct nk_tcp_subject *s)
{
    return f->count == 0 || passes(f->nodes, f->count - 1, s);
}

/* ---- all subjects of a state --------------------------------------------- */

/* What a test of a connection in that state can come to, its ports and addresses not known. */
struct outcomes {
    bool yes, no;
};

static struct outcomes outcomes_of(const struct nk_tcp_node *nodes, size_t at, uint16_t state)
{
    const struct nk_tcp_node *n = &nodes[at];
    struct outcomes left = {true, true}, right = {true, true};
    if (n->test >= NK_TCP_TEST_AND)
        left = outcomes_of(nodes, n->left, state);
    if (n->test == NK_TCP_TEST_AND || n->test == NK_TCP_TEST_OR)
        right = outcomes_of(nodes, n->right, state);
    switch ((enum nk_tcp_test)n->test) {
    case NK_TCP_TEST_STATE:
        return (struct outcomes){(n->states & state) != 0, (n->states & state) == 0};
    case NK_TCP_TEST_AND:
        return (struct outcomes){left.yes && right.yes, left.no || right.no};
    case NK_TCP_TEST_OR:
        return (struct outcomes){left.yes || right.yes, left.no && right.no};
    case NK_TCP_TEST_NOT:
        return (struct outcomes){left.no, left.yes};
    case NK_TCP_TEST_PORT:
    case NK_TCP_TEST_HOST:
        break;
    }
    return left;
}

uint16_t nk_tcp_filter_states(const struct nk_tcp_filter *f)
{
    uint16_t states = 0;
    for (unsigned s = 0; s < NK_TCP_STATES; s++)
        if (f->count == 0 || outcomes_of(f->nodes, f->count - 1, NK_TCP_BIT(s)).yes)
            states |= NK_TCP_BIT(s);
    return states;
}
