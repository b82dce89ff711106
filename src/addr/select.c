#include "addr/select.h"

#include <unistd.h>

#include "netkit/host.h"

/* ---- the policy table ------------------------------------------------------- */

/* RFC 6724 2.1; the longest prefix counts. */
static const struct policy {
    uint64_t hi, lo;
    uint8_t length, precedence, label;
} policies[] = {
    {0, 1, 128, 50, 0},
    {0, UINT64_C(0xffff00000000), 96, 35, 4},
    {0, 0, 96, 1, 3},
    {UINT64_C(0x2001000000000000), 0, 32, 5, 5},
    {UINT64_C(0x2002000000000000), 0, 16, 30, 2},
    {UINT64_C(0x3ffe000000000000), 0, 16, 1, 12},
    {UINT64_C(0xfec0000000000000), 0, 10, 1, 11},
    {UINT64_C(0xfc00000000000000), 0, 7, 3, 13},
    {0, 0, 0, 40, 1},
};

/* IPv4 as ::ffff:0:0/96 (RFC 6724 3.2). */
static struct nk_addr wide(const struct nk_addr *a)
{
    return a->family == NK_IPV6 ? *a : nk_addr_ipv6(0, UINT64_C(0xffff00000000) | a->lo);
}

static const struct policy *policy_of(const struct nk_addr *a)
{
    struct nk_addr full = wide(a);
    size_t i = 0;
    for (;; i++) {
        struct nk_prefix p = {nk_addr_ipv6(policies[i].hi, policies[i].lo), policies[i].length};
        if (nk_prefix_contains(&p, &full))
            return &policies[i];
    }
}

enum { LINK_LOCAL = 2, SITE_LOCAL = 5, GLOBAL = 14 };

/* RFC 6724 3.1, 3.2: private IPv4 addresses are global. */
static unsigned scope_of(const struct nk_addr *a)
{
    if (a->family == NK_IPV4)
        return a->lo >> 24 == 127 || a->lo >> 16 == 0xa9fe ? LINK_LOCAL : GLOBAL;
    if (a->hi >> 56 == 0xff)
        return a->hi >> 48 & 15;
    if (a->hi >> 54 == 0xfe80 >> 6 || (a->hi == 0 && a->lo == 1))
        return LINK_LOCAL;
    return a->hi >> 54 == 0xfec0 >> 6 ? SITE_LOCAL : GLOBAL;
}

static unsigned common_bits(const struct nk_addr *a, const struct nk_addr *b)
{
    struct nk_addr x = wide(a), y = wide(b);
    uint64_t hi = x.hi ^ y.hi, lo = x.lo ^ y.lo;
    if (hi != 0)
        return (unsigned)__builtin_clzll(hi);
    return lo != 0 ? 64 + (unsigned)__builtin_clzll(lo) : 128;
}

/* ---- the rules --------------------------------------------------------------- */

void nk_select_init(struct nk_select *s, const struct nk_addr *to, const struct nk_addr *from)
{
    const struct policy *p = policy_of(to);
    *s = (struct nk_select){.to = *to, .from = *from, .scope = scope_of(to)};
    s->precedence = p->precedence;
    s->label = p->label;
    if (from->family == NK_FAMILY_NONE)
        return;
    s->from_scope = scope_of(from);
    s->from_label = policy_of(from)->label;
    s->common = common_bits(to, from);
}

/* Positive where the first number is the better one. */
static int more(unsigned a, unsigned b)
{
    return (a > b) - (a < b);
}

/* How much better `a` is than `b` by one rule. */
static int by_rule(const struct nk_select *a, const struct nk_select *b, unsigned rule)
{
    switch (rule) {
    case 1:
        return more(a->from.family != NK_FAMILY_NONE, b->from.family != NK_FAMILY_NONE);
    case 2:
        return more(a->scope == a->from_scope, b->scope == b->from_scope);
    case 5:
        return more(a->label == a->from_label, b->label == b->from_label);
    case 6:
        return more(a->precedence, b->precedence);
    case 8:
        return more(b->scope, a->scope);
    case 9:
        return a->to.family == NK_IPV6 && b->to.family == NK_IPV6 ? more(a->common, b->common) : 0;
    default:
        return 0;
    }
}

int nk_select_compare(const struct nk_select *a, const struct nk_select *b, unsigned *rule)
{
    for (*rule = 1; *rule < 10; ++*rule) {
        int better = by_rule(a, b, *rule);
        if (better != 0)
            return -better;
    }
    return 0;
}

const char *nk_select_rule(unsigned rule)
{
    static const char *const says[] = {
        [1] = "prefer one that there is a way to", [2] = "prefer the source's own scope",
        [5] = "prefer the source's own label",     [6] = "prefer the higher precedence",
        [8] = "prefer the smaller scope",          [9] = "prefer more leading bits in common",
        [10] = "leave the order as it came",
    };
    return rule < sizeof says / sizeof *says && says[rule] != NULL ? says[rule] : "";
}

/* ---- the system --------------------------------------------------------------- */

/* connect() of a datagram socket looks up the route and chooses the source; no packet goes out. */
bool nk_select_source(const struct nk_addr *to, struct nk_addr *from)
{
    struct sockaddr_storage sa;
    socklen_t len = nk_addr_to_sockaddr(to, 53, &sa), room = sizeof sa;
    *from = (struct nk_addr){.family = NK_FAMILY_NONE};
    int fd = socket(sa.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    bool found = connect(fd, (struct sockaddr *)&sa, len) == 0 &&
                 getsockname(fd, (struct sockaddr *)&sa, &room) == 0 &&
                 nk_addr_from_sockaddr((struct sockaddr *)&sa, room, from, NULL);
    close(fd);
    return found;
}
