/* Small tables, rules and packets from bytes, and the answer to them found the slow way: every rule
 * and every route is looked at for every question, and sorted anew. */
#ifndef NK_TESTS_SLOW_POLICY_H
#define NK_TESTS_SLOW_POLICY_H

#include <stdlib.h>
#include <string.h>

#include "route/policy.h"

/* ---- from bytes ---------------------------------------------------------- */

struct bytes {
    const uint8_t *at;
    size_t left;
};

static inline unsigned slow_byte(struct bytes *b, unsigned below)
{
    if (b->left == 0)
        return 0;
    b->left--;
    return *b->at++ % below;
}

/* One of 256 addresses of a family, which share all other bits; 128 bits are scaled so that their
 * prefixes have the lengths 56 to 64. */
static inline struct nk_addr slow_addr(uint8_t family, unsigned n)
{
    return family == NK_IPV4 ? nk_addr_ipv4(0x14000000 + n)
                             : nk_addr_ipv6(UINT64_C(0x20010aa000000000) + n, 0);
}

static inline struct nk_prefix slow_prefix(uint8_t family, struct bytes *b)
{
    unsigned length = slow_byte(b, 10);
    struct nk_prefix p = {slow_addr(family, slow_byte(b, 256)), 0};
    if (length > 0)
        p.length = (uint8_t)((family == NK_IPV4 ? 24 : 56) + length - 1);
    return nk_prefix_network(&p);
}

static inline const char *slow_device(unsigned n)
{
    static const char *const names[] = {"lo", "va", "vb", "vc"};
    return names[n % 4];
}

static inline void slow_route(struct nk_table *t, uint8_t family, struct bytes *b)
{
    static const uint8_t types[] = {1, 1, 1, 1, 1, 1, 2, 6, 7, 8, 9, 3};
    static const uint8_t toses[] = {0, 0, 0, 0, 8, 16};
    static const uint32_t tables[] = {254, 254, 254, 255, 100, 101};
    struct nk_route r = nk_route_blank();
    struct nk_prefix p = slow_prefix(family, b);
    struct nk_hop hops[3] = {0};
    struct nk_route_more more = {.nhid = slow_byte(b, 6) == 0 ? 7 : 0};
    nk_route_set_prefix(&r, &p);
    r.type = types[slow_byte(b, 12)];
    r.tos = family == NK_IPV4 ? toses[slow_byte(b, 6)] : 0;
    r.table = tables[slow_byte(b, 6)];
    r.metric = slow_byte(b, 3);
    if (family == NK_IPV6 && slow_byte(b, 4) == 0)
        more.from = slow_prefix(family, b);
    size_t count = slow_byte(b, 4);
    for (size_t i = 0; i < count; i++) {
        const char *dev = slow_device(slow_byte(b, 4));
        hops[i].dev = nk_table_text(t, dev, strlen(dev));
        if (slow_byte(b, 2) == 0)
            hops[i].via = slow_addr(family, slow_byte(b, 256));
        hops[i].weight = 1;
        hops[i].flags = slow_byte(b, 4) == 0 ? NK_HOP_DEAD : 0;
    }
    r.hops = count == 0 ? NK_ROUTE_NONE : nk_table_hop_group(t, hops, count);
    r.more = nk_table_more(t, &more);
    nk_table_add(t, &r, NULL);
}

static inline void slow_rule(struct nk_table *t, uint8_t family, struct bytes *b)
{
    struct nk_rule r = nk_rule_blank();
    unsigned what = slow_byte(b, 256);
    static const uint32_t tables[] = {254, 255, 100, 101};
    r.priority = slow_byte(b, 10);
    r.action = slow_byte(b, 3) == 0 ? (uint8_t)slow_byte(b, 6) : (uint8_t)NK_RULE_TABLE;
    r.table = tables[slow_byte(b, 4)];
    r.goto_priority = slow_byte(b, 12);
    r.invert = slow_byte(b, 5) == 0;
    r.suppress_prefixlength = slow_byte(b, 4) == 0 ? (int32_t)slow_byte(b, 65) : -1;
    if (what & 1)
        r.from = slow_prefix(family, b);
    if (what & 2)
        r.to = slow_prefix(family, b);
    if (what & 4)
        r.iif = nk_table_text(t, slow_device(what), 2);
    if (what & 8)
        r.oif = nk_table_text(t, slow_device(what / 2), 2);
    if (what & 16) {
        r.mark = slow_byte(b, 4);
        r.mask = 1 + slow_byte(b, 3);
    }
    if (what & 32)
        r.tos = (uint8_t)(8 * slow_byte(b, 3));
    if (what & 64)
        r.ipproto = slow_byte(b, 2) ? 6 : 17;
    if (what & 128) {
        r.dport_first = 1;
        r.dport_last = (uint16_t)(1 + slow_byte(b, 4));
    }
    nk_table_add_rule(t, &r, NULL);
}

static inline struct nk_flow slow_flow(uint8_t family, struct bytes *b)
{
    struct nk_flow f = {.dst = slow_addr(family, slow_byte(b, 256))};
    unsigned what = slow_byte(b, 256);
    if (what & 1)
        f.src = slow_addr(family, slow_byte(b, 256));
    if (what & 2)
        f.iif = slow_device(1 + what / 4 % 3);
    if (what & 4)
        f.oif = slow_device(what / 8);
    f.mark = slow_byte(b, 4);
    f.tos = (uint8_t)(8 * slow_byte(b, 3) + 0x20 * slow_byte(b, 2));
    f.ipproto = (uint8_t)(slow_byte(b, 3) * 6);
    f.dport = (uint16_t)slow_byte(b, 6);
    return f;
}

/* ---- the slow answer ----------------------------------------------------- */

struct slow {
    const struct nk_table *t;
    const struct nk_flow *f;
    const struct nk_route *best;
};

static inline bool slow_is(const struct slow *s, uint32_t text, const char *dev)
{
    size_t len;
    const char *name = nk_table_text_of(s->t, text, &len);
    return name != NULL && dev != NULL && strlen(dev) == len && memcmp(name, dev, len) == 0;
}

static inline bool slow_discards(uint8_t type)
{
    return type >= NK_ROUTE_BLACKHOLE && type <= NK_ROUTE_THROW;
}

static inline const struct nk_route_more *slow_more(const struct slow *s, const struct nk_route *r)
{
    return nk_table_more_of(s->t, r->more);
}

static inline bool slow_holds(const struct slow *s, const struct nk_route *r, uint32_t table)
{
    struct nk_prefix p = nk_route_prefix(r);
    return r->table == table && nk_prefix_contains(&p, &s->f->dst);
}

/* IPv4: of all routes that hold the address and can be used, the first in the kernel's order. */
static inline bool slow_usable4(const struct slow *s, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(s->t, r->hops, &count);
    const char *oif = s->f->iif == NULL ? s->f->oif : NULL;
    if (r->tos != 0 && r->tos != (s->f->tos & 0x1c))
        return false;
    if (slow_discards(r->type))
        return true;
    for (size_t i = 0; i < count; i++)
        if (!(hops[i].flags & NK_HOP_DEAD) && (oif == NULL || slow_is(s, hops[i].dev, oif)))
            return true;
    return count == 0 && oif == NULL;
}

/* A next-hop object that is alive and leaves by another device: nothing with the same first address
 * counts any more, down from there. */
static inline bool slow_blocks(const struct slow *s, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(s->t, r->hops, &count);
    bool alive = count == 0;
    for (size_t i = 0; i < count; i++)
        alive = alive || !(hops[i].flags & NK_HOP_DEAD);
    return slow_more(s, r)->nhid != 0 && alive && !slow_usable4(s, r) &&
           (r->tos == 0 || r->tos == (s->f->tos & 0x1c));
}

static inline bool slow_before4(const struct nk_route *a, const struct nk_route *b)
{
    if (a->length != b->length)
        return a->length > b->length;
    if (a->tos != b->tos)
        return a->tos > b->tos;
    return a->metric != b->metric ? a->metric < b->metric : a < b;
}

static inline const struct nk_route *slow_table4(const struct slow *s, uint32_t table)
{
    const struct nk_route *best = NULL;
    for (size_t i = 0; i < s->t->count; i++) {
        const struct nk_route *r = &s->t->routes[i];
        bool blocked = false;
        if (!slow_holds(s, r, table) || !slow_usable4(s, r))
            continue;
        for (size_t k = 0; k < s->t->count && !blocked; k++) {
            const struct nk_route *o = &s->t->routes[k];
            blocked = slow_holds(s, o, table) && slow_blocks(s, o) && slow_before4(o, r) &&
                      nk_u128_equal(o->bits, r->bits);
        }
        if (!blocked && (best == NULL || slow_before4(r, best)))
            best = r;
    }
    return best;
}

/* IPv6: the length of the source prefix where it holds the source, 0 for all sources, -1. */
static inline int slow_source(const struct slow *s, const struct nk_route *r)
{
    struct nk_prefix from = slow_more(s, r)->from;
    struct nk_addr src = s->f->src.family == NK_IPV6 ? s->f->src : nk_addr_ipv6(0, 0);
    if (from.length == 0)
        return 0;
    return nk_prefix_contains(&from, &src) ? from.length : -1;
}

static inline int slow_score(const struct slow *s, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(s->t, r->hops, &count);
    const char *dev = s->f->iif != NULL ? s->f->iif : s->f->oif;
    bool strict = s->f->iif == NULL && dev != NULL && s->f->src.family == NK_FAMILY_NONE;
    int best = -1, other = strict ? -1 : 0;
    if (slow_discards(r->type))
        return dev == NULL || strcmp(dev, "lo") == 0 ? 2 : other;
    if (count == 0)
        return dev == NULL ? 2 : other;
    for (size_t i = 0; i < count; i++) {
        int score = dev == NULL || slow_is(s, hops[i].dev, dev) ? 2 : other;
        if (hops[i].flags & NK_HOP_DEAD)
            score = -1;
        best = score > best ? score : best;
    }
    return best;
}

/* Of one destination and one source prefix: the lowest metric's first route of the best score; then
 * all others'. */
static inline const struct nk_route *slow_select6(const struct slow *s, uint32_t table,
                                                  unsigned length, int source)
{
    const struct nk_route *best[2] = {NULL, NULL};
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < s->t->count; i++) {
        const struct nk_route *r = &s->t->routes[i];
        if (slow_holds(s, r, table) && r->length == length && slow_source(s, r) == source &&
            r->metric < least)
            least = r->metric;
    }
    for (uint32_t metric = least; metric < 4; metric++) {
        const struct nk_route **place = &best[metric != least];
        for (size_t i = 0; i < s->t->count; i++) {
            const struct nk_route *r = &s->t->routes[i];
            if (!slow_holds(s, r, table) || r->length != length || slow_source(s, r) != source ||
                r->metric != metric)
                continue;
            bool ends = *place != NULL && slow_more(s, *place)->nhid != 0 &&
                        (*place)->type == NK_ROUTE_BLACKHOLE;
            if (slow_more(s, r)->nhid != 0 && r->type == NK_ROUTE_BLACKHOLE && !ends)
                *place = r;
            else if (!ends && slow_score(s, r) > (*place == NULL ? -1 : slow_score(s, *place)))
                *place = r;
        }
    }
    return best[0] != NULL ? best[0] : best[1];
}

static inline const struct nk_route *slow_table6(const struct slow *s, uint32_t table)
{
    bool begun = false;
    for (int length = 128; length >= 0; length--) {
        bool any = false, some = false, mine = false;
        for (size_t i = 0; i < s->t->count; i++) {
            const struct nk_route *r = &s->t->routes[i];
            if (!slow_holds(s, r, table) || r->length != length)
                continue;
            any = true;
            some = some || slow_more(s, r)->from.length > 0;
            mine = mine || slow_source(s, r) > 0;
        }
        if (!any || (!begun && some && !mine && length > 0))
            continue;
        begun = true;
        for (int source = 128; source >= 0; source--) {
            const struct nk_route *r = slow_select6(s, table, (unsigned)length, source);
            if (r != NULL)
                return r;
        }
    }
    return NULL;
}

static inline bool slow_in(const struct nk_prefix *p, const struct nk_addr *a, bool known)
{
    return p->addr.family == NK_FAMILY_NONE || p->length == 0 ||
           (known && nk_prefix_contains(p, a));
}

static inline bool slow_matches(const struct slow *s, const struct nk_rule *r)
{
    const struct nk_flow *f = s->f;
    bool ipv4 = f->dst.family == NK_IPV4;
    struct nk_addr src = f->src.family == NK_FAMILY_NONE ? nk_addr_ipv4(0) : f->src;
    uint8_t protocol = f->ipproto == 0 && ipv4 ? 17 : f->ipproto;
    bool all =
        slow_in(&r->from, &src, ipv4 || f->src.family == NK_IPV6) && slow_in(&r->to, &f->dst, true);
    all = all && (r->iif == NK_ROUTE_NONE || slow_is(s, r->iif, f->iif == NULL ? "lo" : f->iif));
    all = all && (r->oif == NK_ROUTE_NONE || slow_is(s, r->oif, f->iif == NULL ? f->oif : NULL));
    all = all && (r->mark & r->mask) == (f->mark & r->mask);
    all = all && (r->tos == 0 || r->tos == (f->tos & (ipv4 ? 0x1c : 0xfc)));
    all = all && (r->ipproto == 0 || r->ipproto == protocol);
    all = all && (r->dport_last == 0 || (f->dport >= r->dport_first && f->dport <= r->dport_last));
    return all != r->invert;
}

static inline int slow_compare(const void *a, const void *b)
{
    const struct nk_rule *const *x = a, *const *y = b;
    if ((*x)->priority != (*y)->priority)
        return (*x)->priority < (*y)->priority ? -1 : 1;
    return (*x > *y) - (*x < *y);
}

/* The type of the answer, and its route. */
static inline uint8_t slow_lookup(struct slow *s)
{
    const struct nk_rule **rules = calloc(s->t->rule_count + 1, sizeof *rules);
    uint8_t type = NK_ROUTE_UNSPEC;
    for (size_t i = 0; i < s->t->rule_count; i++)
        rules[i] = &s->t->rules[i];
    qsort(rules, s->t->rule_count, sizeof *rules, slow_compare);
    s->best = NULL;
    for (size_t i = 0; i < s->t->rule_count && type == NK_ROUTE_UNSPEC; i++) {
        const struct nk_rule *r = rules[i];
        if (!slow_matches(s, r))
            continue;
        for (size_t k = i + 1; r->action == NK_RULE_GOTO && k < s->t->rule_count; k++)
            if (rules[k]->priority == r->goto_priority) {
                i = k - 1;
                break;
            }
        if (r->action == NK_RULE_BLACKHOLE)
            type = NK_ROUTE_BLACKHOLE;
        else if (r->action == NK_RULE_UNREACHABLE)
            type = NK_ROUTE_UNREACHABLE;
        else if (r->action == NK_RULE_PROHIBIT)
            type = NK_ROUTE_PROHIBIT;
        if (r->action != NK_RULE_TABLE)
            continue;
        const struct nk_route *x =
            s->f->dst.family == NK_IPV4 ? slow_table4(s, r->table) : slow_table6(s, r->table);
        if (x == NULL || x->type == NK_ROUTE_THROW ||
            (!slow_discards(x->type) && x->length <= r->suppress_prefixlength))
            continue;
        s->best = x;
        type = x->type;
    }
    free(rules);
    return type;
}

/* Builds a table from bytes, asks it some packets, and compares; what differs is in `s`. The table
 * local has no IPv4 addresses, so that the checks of sources do not come in. */
static inline bool slow_agrees(const uint8_t *data, size_t size)
{
    struct bytes b = {data, size};
    uint8_t family = slow_byte(&b, 2) == 0 ? NK_IPV4 : NK_IPV6;
    struct nk_table t = {0};
    struct nk_fib f;
    struct nk_policy p;
    struct nk_verdict v = {.type = 0};
    bool same = true;
    unsigned routes = slow_byte(&b, 24), rules = 1 + slow_byte(&b, 8);
    for (unsigned i = 0; i < routes; i++)
        slow_route(&t, family, &b);
    for (size_t i = 0; i < t.count; i++)
        if (t.routes[i].table == NK_TABLE_LOCAL && t.routes[i].type == NK_ROUTE_LOCAL)
            t.routes[i].type = NK_ROUTE_ANYCAST;
    for (unsigned i = 0; i < rules; i++)
        slow_rule(&t, family, &b);
    if (nk_fib_build(&f, &t, NK_ROUTE_NONE, NULL) && nk_policy_build(&p, &f, NULL)) {
        for (int i = 0; i < 8 && same; i++) {
            struct nk_flow flow = slow_flow(family, &b);
            struct slow s = {.t = &t, .f = &flow};
            uint8_t type = slow_lookup(&s);
            same =
                nk_policy_lookup(&p, &flow, &v, NULL, NULL) && v.type == type && v.route == s.best;
        }
        nk_policy_release(&p);
    }
    nk_fib_release(&f);
    nk_verdict_release(&v);
    nk_table_release(&t);
    return same;
}

#endif
