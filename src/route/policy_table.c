/* One table's answer to a packet: the kernel's fib_table_lookup (IPv4) and fib6_table_lookup. */
#include <stdlib.h>
#include <string.h>

#include "route/policy.h"

enum { LEGACY_TOS = 0x1c, RA = 9 /* RTPROT_RA */ };

static bool is_error(uint8_t type)
{
    return type == NK_ROUTE_BLACKHOLE || type == NK_ROUTE_UNREACHABLE ||
           type == NK_ROUTE_PROHIBIT || type == NK_ROUTE_THROW || type == NK_ROUTE_NAT;
}

static const struct nk_table *table_of(const struct nk_query *q)
{
    return q->policy->fib->table;
}

static bool leaves_by(const struct nk_query *q, const struct nk_hop *hop, const char *dev)
{
    size_t len;
    const char *name = nk_table_text_of(table_of(q), hop->dev, &len);
    return name != NULL && len == strlen(dev) && memcmp(name, dev, len) == 0;
}

static uint32_t next_hop_object(const struct nk_query *q, const struct nk_route *r)
{
    const struct nk_route_more *more = nk_table_more_of(table_of(q), r->more);
    return more == NULL ? 0 : more->nhid;
}

static void pass_over(const struct nk_query *q, uint32_t entry, const struct nk_route *r,
                      enum nk_why why)
{
    nk_query_tell(
        q, &(struct nk_step){.kind = NK_STEP_ROUTE_PASSED, .why = why, .entry = entry, .route = r});
}

/* ---- IPv4 ---------------------------------------------------------------- */

static bool hop_fits(const struct nk_query *q, const struct nk_hop *hop)
{
    return !(hop->flags & NK_HOP_DEAD) && (q->oif == NULL || leaves_by(q, hop, q->oif));
}

/* Whether a route can be used; a route that discards needs no next hop, whatever the device asked
 * for. */
static enum nk_why fits_ipv4(const struct nk_query *q, const struct nk_route *r)
{
    size_t count, alive = 0;
    const struct nk_hop *hops = nk_table_hops_of(table_of(q), r->hops, &count);
    if (r->tos != 0 && r->tos != (q->flow->tos & LEGACY_TOS))
        return NK_WHY_TOS;
    if (is_error(r->type))
        return NK_WHY_NONE;
    for (size_t i = 0; i < count; i++) {
        if (hop_fits(q, &hops[i]))
            return NK_WHY_NONE;
        alive += !(hops[i].flags & NK_HOP_DEAD);
    }
    if (count == 0)
        return q->oif == NULL ? NK_WHY_NONE : NK_WHY_DEVICE;
    return alive == 0 ? NK_WHY_DEAD : NK_WHY_DEVICE;
}

/* The first route of an entry that fits. `object` becomes true where one with a next-hop object
 * does not: then the kernel leaves the whole leaf of its trie. */
static bool entry_ipv4(const struct nk_query *q, struct nk_found *x, bool *object)
{
    const struct nk_fib *f = q->policy->fib;
    for (x->place = 0; x->place < nk_fib_count(f, x->entry); x->place++) {
        x->route = nk_fib_route(f, x->entry, x->place);
        enum nk_why why = fits_ipv4(q, x->route);
        if (why == NK_WHY_NONE)
            return true;
        pass_over(q, x->entry, x->route, why);
        *object = why == NK_WHY_DEVICE && next_hop_object(q, x->route) != 0;
        if (*object)
            return false;
    }
    return false;
}

/* The next shorter prefix; those with the same first address share the leaf. */
static uint32_t leave_ipv4(const struct nk_fib *f, uint32_t entry, bool whole_leaf)
{
    struct nk_prefix from = nk_fib_prefix(f, entry);
    do {
        entry = nk_fib_parent(f, entry);
        if (entry == NK_ROUTE_NONE || !whole_leaf)
            return entry;
        struct nk_prefix to = nk_fib_prefix(f, entry);
        if (nk_addr_compare(&to.addr, &from.addr) != 0)
            return entry;
    } while (true);
}

static struct nk_found table_ipv4(const struct nk_query *q, const struct nk_fib_part *part)
{
    const struct nk_fib *f = q->policy->fib;
    struct nk_found x = {.entry = nk_fib_find(part, &q->flow->dst)};
    bool object = false;
    while (x.entry != NK_ROUTE_NONE) {
        if (entry_ipv4(q, &x, &object))
            return x;
        x.entry = leave_ipv4(f, x.entry, object);
    }
    return (struct nk_found){.entry = NK_ROUTE_NONE};
}

/* ---- IPv6: where a route stands ------------------------------------------ */

/*
 * The kernel's tree has a node a destination prefix, and where routes are for packets of some
 * sources only, below it a tree of source prefixes. `source` is the length of the source prefix, 0:
 * the destination's own node, whose routes are for all sources.
 */
struct node {
    uint32_t entry;
    unsigned source;
};

/* The length of a route's source prefix, or -1 where the packet's source is not in it. */
static int source_length(const struct nk_query *q, const struct nk_route *r)
{
    const struct nk_route_more *more = nk_table_more_of(table_of(q), r->more);
    struct nk_addr src = q->flow->src.family == NK_IPV6 ? q->flow->src : nk_addr_ipv6(0, 0);
    if (more == NULL || more->from.addr.family == NK_FAMILY_NONE || more->from.length == 0)
        return 0;
    return nk_prefix_contains(&more->from, &src) ? more->from.length : -1;
}

/* The longest source prefix of an entry that is shorter than `below` and holds the source; 0: none.
 * `any` becomes true where the entry has routes for some sources at all. */
static unsigned find_source(const struct nk_query *q, uint32_t entry, unsigned below, bool *any)
{
    const struct nk_fib *f = q->policy->fib;
    unsigned best = 0;
    *any = false;
    if (!q->policy->has_sources)
        return 0;
    for (uint32_t i = 0; i < nk_fib_count(f, entry); i++) {
        int length = source_length(q, nk_fib_route(f, entry, i));
        *any = *any || length != 0;
        if (length > 0 && (unsigned)length < below && (unsigned)length > best)
            best = (unsigned)length;
    }
    return best;
}

/* Tells of the routes that stand beside those for other sources and that nobody looks at. */
static void tell_shadowed(const struct nk_query *q, uint32_t entry)
{
    const struct nk_fib *f = q->policy->fib;
    for (uint32_t i = 0; q->trace != NULL && i < nk_fib_count(f, entry); i++) {
        const struct nk_route *r = nk_fib_route(f, entry, i);
        pass_over(q, entry, r, source_length(q, r) == 0 ? NK_WHY_SHADOWED : NK_WHY_SOURCE);
    }
}

/*
 * Where the look-up begins. A destination that has source prefixes, none of which holds the source,
 * is left at once, its own routes too; only ::/0 is always looked at (fib6_node_lookup).
 */
static struct node first_node(const struct nk_query *q, uint32_t entry)
{
    const struct nk_fib *f = q->policy->fib;
    while (entry != NK_ROUTE_NONE) {
        bool any;
        unsigned source = find_source(q, entry, 129, &any);
        if (!any || source > 0 || nk_fib_route(f, entry, 0)->length == 0)
            return (struct node){entry, source};
        tell_shadowed(q, entry);
        entry = nk_fib_parent(f, entry);
    }
    return (struct node){NK_ROUTE_NONE, 0};
}

/* Where it goes on after a node without a route that fits (fib6_backtrack). */
static struct node next_node(const struct nk_query *q, struct node n)
{
    bool any;
    if (n.source > 0)
        return (struct node){n.entry, find_source(q, n.entry, n.source, &any)};
    n.entry = nk_fib_parent(q->policy->fib, n.entry);
    n.source = n.entry == NK_ROUTE_NONE ? 0 : find_source(q, n.entry, 129, &any);
    return n;
}

/* ---- IPv6: which route of a node ----------------------------------------- */

/* 2: fits; 0: of another device, and that matters little; -1: does not fit (rt6_score_route). */
static int score_hop(const struct nk_query *q, const struct nk_hop *hop)
{
    if (hop->flags & NK_HOP_DEAD)
        return -1;
    if (q->dev == NULL || leaves_by(q, hop, q->dev))
        return 2;
    return q->strict ? -1 : 0;
}

/* The best of its next hops. To the kernel, routes that discard leave by lo. */
static int score_route(const struct nk_query *q, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(table_of(q), r->hops, &count);
    int best = -1;
    if (is_error(r->type) || count == 0) {
        bool lo = q->dev == NULL || (is_error(r->type) && strcmp(q->dev, "lo") == 0);
        return lo ? 2 : q->strict ? -1 : 0;
    }
    for (size_t i = 0; i < count; i++) {
        int score = score_hop(q, &hops[i]);
        best = score > best ? score : best;
    }
    return best;
}

static void tell_score(const struct nk_query *q, uint32_t entry, const struct nk_route *r)
{
    size_t count, dead = 0;
    const struct nk_hop *hops = nk_table_hops_of(table_of(q), r->hops, &count);
    for (size_t i = 0; i < count; i++)
        dead += (hops[i].flags & NK_HOP_DEAD) != 0;
    pass_over(q, entry, r, count > 0 && dead == count ? NK_WHY_DEAD : NK_WHY_DEVICE);
}

/* A next-hop object that discards answers at once, whatever device is asked for. */
static bool is_black_object(const struct nk_query *q, const struct nk_route *r)
{
    return r->type == NK_ROUTE_BLACKHOLE && next_hop_object(q, r) != 0;
}

/*
 * The best of a node: among the routes of the lowest metric the first of the highest score; only
 * where none fits, among all the others (find_rr_leaf).
 */
static struct nk_found select_ipv6(const struct nk_query *q, struct node n)
{
    const struct nk_fib *f = q->policy->fib;
    struct nk_found best = {.entry = n.entry};
    int best_score = -1;
    bool first = true;
    uint32_t metric = 0;
    for (uint32_t i = 0; i < nk_fib_count(f, n.entry); i++) {
        const struct nk_route *r = nk_fib_route(f, n.entry, i);
        int source = q->policy->has_sources ? source_length(q, r) : 0;
        if (source != (int)n.source) {
            if (source < 0)
                pass_over(q, n.entry, r, NK_WHY_SOURCE);
            continue;
        }
        metric = first ? r->metric : metric;
        first = false;
        if (r->metric != metric && best.route != NULL && best.route->metric == metric)
            break;
        if (is_black_object(q, r))
            return (struct nk_found){.route = r, .entry = n.entry, .place = i};
        int score = score_route(q, r);
        if (score < 0)
            tell_score(q, n.entry, r);
        if (score > best_score) {
            best_score = score;
            best.route = r;
            best.place = i;
        }
    }
    return best;
}

static struct nk_found table_ipv6(const struct nk_query *q, const struct nk_fib_part *part)
{
    struct node n = first_node(q, nk_fib_find(part, &q->flow->dst));
    while (n.entry != NK_ROUTE_NONE) {
        struct nk_found x = select_ipv6(q, n);
        if (x.route != NULL)
            return x;
        n = next_node(q, n);
    }
    return (struct nk_found){.entry = NK_ROUTE_NONE};
}

struct nk_found nk_query_table(const struct nk_query *q, const struct nk_fib_part *part)
{
    return q->flow->dst.family == NK_IPV4 ? table_ipv4(q, part) : table_ipv6(q, part);
}

/* ---- next hops ----------------------------------------------------------- */

/* Several routes that the kernel takes for one with several next hops (rt6_qualify_for_ecmp): made
 * by hand or by a routing daemon, with gateways. */
static bool is_sibling(const struct nk_query *q, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(table_of(q), r->hops, &count);
    bool gateways = count > 0;
    for (size_t i = 0; i < count; i++)
        gateways = gateways && hops[i].via.family != NK_FAMILY_NONE;
    return gateways && r->family == NK_IPV6 && r->type == NK_ROUTE_UNICAST && r->protocol != RA &&
           r->path == NK_ROUTE_NONE && next_hop_object(q, r) == 0;
}

/* Whether a next hop of the answer may be taken. A group behind an IPv6 next-hop object is chosen
 * from without a look at the device. */
static bool hop_counts(const struct nk_query *q, const struct nk_route *r, const struct nk_hop *hop)
{
    if (hop->flags & NK_HOP_DEAD)
        return false;
    if (r->family == NK_IPV4)
        return hop_fits(q, hop);
    return next_hop_object(q, r) != 0 || score_hop(q, hop) >= 0;
}

static bool add_hops(const struct nk_query *q, const struct nk_route *r, struct nk_verdict *v,
                     struct nk_err *err)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(table_of(q), r->hops, &count);
    for (size_t i = 0; i < count; i++)
        if (hop_counts(q, r, &hops[i]) && !nk_verdict_add_hop(v, &hops[i], err))
            return false;
    return true;
}

/* The siblings of a route stand around it: same metric, same source prefix. */
static bool add_siblings(const struct nk_query *q, const struct nk_found *x, struct nk_verdict *v,
                         struct nk_err *err)
{
    const struct nk_fib *f = q->policy->fib;
    int source = source_length(q, x->route);
    for (uint32_t i = 0; i < nk_fib_count(f, x->entry); i++) {
        const struct nk_route *r = nk_fib_route(f, x->entry, i);
        if (r->metric == x->route->metric && r->source == x->route->source && is_sibling(q, r) &&
            source_length(q, r) == source && !add_hops(q, r, v, err))
            return false;
    }
    return true;
}

bool nk_query_hops(const struct nk_query *q, const struct nk_found *x, struct nk_verdict *v,
                   struct nk_err *err)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(table_of(q), x->route->hops, &count);
    if (is_error(x->route->type))
        return true; /* what is discarded goes nowhere, whatever device is named */
    if (nk_fib_count(q->policy->fib, x->entry) > 1 && is_sibling(q, x->route))
        return add_siblings(q, x, v, err);
    bool all = true;
    for (size_t i = 0; i < count; i++)
        all = all && hop_counts(q, x->route, &hops[i]);
    if (!all)
        return add_hops(q, x->route, v, err);
    v->hops = hops;
    v->hop_count = count;
    return true;
}
