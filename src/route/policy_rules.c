/* Rules: which ones there are, in which order, and which of them a packet matches (the kernel's
 * fib_rules_lookup). */
#include <stdlib.h>
#include <string.h>

#include "route/policy.h"

enum {
    UDP = 17,
    LEGACY_TOS = 0x1c, /* what IPv4 looks at of the TOS octet (INET_DSCP_LEGACY_TOS_MASK) */
};

/* ---- the lists ----------------------------------------------------------- */

/* What every machine has before anyone adds a rule; all else is as nk_rule_blank() says. */
#define EVERYTHING                                                           \
    .iif = NK_ROUTE_NONE, .oif = NK_ROUTE_NONE, .suppress_prefixlength = -1, \
    .suppress_ifgroup = -1, .action = NK_RULE_TABLE

static const struct nk_rule standard[] = {
    {EVERYTHING, .priority = 0, .table = NK_TABLE_LOCAL},
    {EVERYTHING, .priority = 32766, .table = NK_TABLE_MAIN},
    {EVERYTHING, .priority = 32767, .table = NK_TABLE_DEFAULT},
};

enum { STANDARD = sizeof standard / sizeof *standard };

static bool is_of(const struct nk_rule *r, uint8_t family)
{
    return (r->family == NK_FAMILY_NONE || r->family == family) &&
           (r->from.addr.family == NK_FAMILY_NONE || r->from.addr.family == family) &&
           (r->to.addr.family == NK_FAMILY_NONE || r->to.addr.family == family);
}

/* Rules of equal priority are tried as they were given. */
static int compare_rules(const void *a, const void *b)
{
    const struct nk_policy_rule *x = a, *y = b;
    if (x->rule->priority != y->rule->priority)
        return x->rule->priority < y->rule->priority ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/* A goto leads to the first rule of just that priority, and only forwards: so no look-up ends in a
 * circle. The rules are sorted; other rules lead nowhere. */
static size_t target_of(const struct nk_policy_list *l, size_t from)
{
    const struct nk_rule *r = l->rules[from].rule;
    size_t low = from + 1, high = l->count;
    while (r->action == NK_RULE_GOTO && low < high) {
        size_t mid = low + (high - low) / 2;
        if (l->rules[mid].rule->priority < r->goto_priority)
            low = mid + 1;
        else
            high = mid;
    }
    bool found = r->action == NK_RULE_GOTO && low < l->count &&
                 l->rules[low].rule->priority == r->goto_priority;
    return found ? low : from;
}

static bool selects_all(const struct nk_rule *r)
{
    return r->from.length == 0 && r->to.length == 0 && r->iif == NK_ROUTE_NONE &&
           r->oif == NK_ROUTE_NONE && r->mask == 0 && r->tos == 0 && r->tos_mask == 0 &&
           r->ipproto == 0 && !r->invert && !r->l3mdev && !r->has_uid && r->sport_last == 0 &&
           r->dport_last == 0 && r->tun_id == 0;
}

/* The kernel keeps local and main in one trie until the first rule of one's own. */
static bool is_standard(const struct nk_policy_list *l)
{
    if (l->count != STANDARD)
        return false;
    for (size_t i = 0; i < STANDARD; i++) {
        const struct nk_rule *r = l->rules[i].rule;
        if (r->priority != standard[i].priority || r->table != standard[i].table ||
            r->action != NK_RULE_TABLE || r->suppress_prefixlength >= 0 || !selects_all(r))
            return false;
    }
    return true;
}

static bool build_list(struct nk_policy_list *l, const struct nk_fib *f, uint8_t family,
                       struct nk_err *err)
{
    const struct nk_table *t = f->table;
    l->rules = calloc(t->rule_count + STANDARD, sizeof *l->rules);
    if (l->rules == NULL)
        return nk_err_memory(err);
    for (size_t i = 0; i < t->rule_count; i++)
        if (is_of(&t->rules[i], family))
            l->rules[l->count++].rule = &t->rules[i];
    size_t usual = family == NK_IPV6 ? STANDARD - 1 : STANDARD; /* IPv6 has no rule for default */
    for (size_t i = 0; l->count == i && i < usual; i++)
        l->rules[l->count++].rule = &standard[i];
    qsort(l->rules, l->count, sizeof *l->rules, compare_rules);
    for (size_t i = 0; i < l->count; i++) {
        l->rules[i].part = nk_fib_part_of(f, l->rules[i].rule->table);
        l->rules[i].target = target_of(l, i);
    }
    l->merged = family == NK_IPV4 && is_standard(l);
    return true;
}

unsigned nk_policy_traits(const struct nk_table *t)
{
    unsigned traits = 0;
    for (size_t i = 0; i < t->count; i++) {
        const struct nk_route *r = &t->routes[i];
        if (r->family == NK_IPV4 && r->table == NK_TABLE_LOCAL && r->type == NK_ROUTE_LOCAL)
            traits |= NK_POLICY_KNOWS_LOCAL;
        const struct nk_route_more *more = nk_table_more_of(t, r->more);
        if (r->family == NK_IPV6 && more != NULL && more->from.length > 0)
            traits |= NK_POLICY_HAS_SOURCES;
    }
    return traits;
}

/* The same of a view; where it has all routes and knows that they are simple, none is looked at. */
static unsigned traits_of(const struct nk_fib *f)
{
    if (f->mapped)
        return f->traits;
    bool none =
        f->simple && f->order_count == f->table->count && nk_fib_part_of(f, NK_TABLE_LOCAL) == NULL;
    return none ? 0 : nk_policy_traits(f->table);
}

bool nk_policy_build(struct nk_policy *p, const struct nk_fib *f, struct nk_err *err)
{
    *p = (struct nk_policy){.fib = f};
    unsigned traits = traits_of(f);
    p->knows_local = (traits & NK_POLICY_KNOWS_LOCAL) != 0;
    p->has_sources = (traits & NK_POLICY_HAS_SOURCES) != 0;
    return build_list(&p->ipv4, f, NK_IPV4, err) && build_list(&p->ipv6, f, NK_IPV6, err);
}

void nk_policy_release(struct nk_policy *p)
{
    free(p->ipv4.rules);
    free(p->ipv6.rules);
    *p = (struct nk_policy){0};
}

const struct nk_policy_list *nk_policy_list_of(const struct nk_policy *p, uint8_t family)
{
    return family == NK_IPV4 ? &p->ipv4 : &p->ipv6;
}

bool nk_policy_vrf(const struct nk_policy *p, const char *dev, uint32_t *table)
{
    const struct nk_table *t = p->fib->table;
    size_t len;
    for (size_t i = 0; dev != NULL && i < t->vrf_count; i++) {
        const char *name = nk_table_text_of(t, t->vrfs[i].dev, &len);
        if (name != NULL && len == strlen(dev) && memcmp(name, dev, len) == 0) {
            *table = t->vrfs[i].table;
            return true;
        }
    }
    return false;
}

/* ---- a flow as rules see it ---------------------------------------------- */

static bool is_master(const struct nk_table *t, const char *dev)
{
    size_t len;
    for (size_t i = 0; dev != NULL && i < t->vrf_count; i++) {
        const char *name = nk_table_text_of(t, t->vrfs[i].dev, &len);
        if (t->vrfs[i].is_master && name != NULL && len == strlen(dev) &&
            memcmp(name, dev, len) == 0)
            return true;
    }
    return false;
}

/* Destinations that mean nothing without their link (rt6_need_strict): multicast, link-local and
 * loopback. */
static bool needs_link(const struct nk_addr *a)
{
    return a->hi >> 56 == 0xff || a->hi >> 54 == 0xfe80 >> 6 || (a->hi == 0 && a->lo == 1);
}

/* A packet of this host comes in by lo; one that came in has no device that it has to leave by. */
struct nk_query nk_query_of(const struct nk_policy *p, const struct nk_flow *flow,
                            const struct nk_trace *trace)
{
    bool ipv4 = flow->dst.family == NK_IPV4, made_here = flow->iif == NULL;
    struct nk_query q = {.policy = p, .flow = flow, .trace = trace, .ipproto = flow->ipproto};
    const char *out = flow->vrf != NULL ? flow->vrf : flow->oif;
    q.iif = made_here ? "lo" : flow->iif;
    q.oif = made_here ? out : NULL;
    q.has_vrf = nk_policy_vrf(p, made_here ? out : flow->iif, &q.vrf_table);
    if (flow->vrf != NULL || is_master(p->fib->table, q.oif))
        q.oif = NULL; /* all of the VRF's devices will do */
    if (ipv4 && q.ipproto == 0)
        q.ipproto = UDP;
    if (made_here)
        q.uid = flow->uid;
    else
        q.uid = ipv4 ? 0 : flow->has_uid ? flow->uid : UINT32_MAX;
    q.dev = made_here ? q.oif : flow->iif;
    q.strict = needs_link(&flow->dst) ||
               (made_here && q.oif != NULL && flow->src.family == NK_FAMILY_NONE);
    return q;
}

void nk_query_tell(const struct nk_query *q, const struct nk_step *step)
{
    if (q->trace != NULL)
        q->trace->step(q->trace->closure, step);
}

/* ---- which rules match --------------------------------------------------- */

static bool is_device(const struct nk_query *q, uint32_t text, const char *dev)
{
    size_t len;
    const char *name = nk_table_text_of(q->policy->fib->table, text, &len);
    return name != NULL && dev != NULL && len == strlen(dev) && memcmp(name, dev, len) == 0;
}

/* The device itself, or the VRF that it is in. */
static bool device_matches(const struct nk_query *q, uint32_t text, const char *dev)
{
    const struct nk_table *t = q->policy->fib->table;
    if (text == NK_ROUTE_NONE || is_device(q, text, dev))
        return true;
    for (size_t i = 0; q->has_vrf && i < t->vrf_count; i++)
        if (t->vrfs[i].is_master && t->vrfs[i].dev == text && t->vrfs[i].table == q->vrf_table)
            return true;
    return false;
}

/* IPv6 never matches a source that is not known yet, IPv4 takes it for 0.0.0.0. */
static bool source_matches(const struct nk_query *q, const struct nk_prefix *from)
{
    struct nk_addr src = q->flow->src;
    if (from->addr.family == NK_FAMILY_NONE || from->length == 0)
        return true;
    if (src.family == NK_FAMILY_NONE && q->flow->dst.family == NK_IPV6)
        return false;
    if (src.family == NK_FAMILY_NONE)
        src = nk_addr_ipv4(0);
    return nk_prefix_contains(from, &src);
}

/* Of a TOS the bits that IPv4 always had are seen, of a DSCP all that it says. */
static bool tos_matches(const struct nk_query *q, const struct nk_rule *r)
{
    uint8_t seen = q->flow->dst.family == NK_IPV4 ? LEGACY_TOS : 0xfc;
    if (r->tos_mask != 0)
        return r->tos == (q->flow->tos & r->tos_mask);
    return r->tos == 0 || r->tos == (q->flow->tos & seen);
}

static bool port_matches(uint16_t first, uint16_t last, uint16_t port)
{
    return last == 0 || (port >= first && port <= last);
}

static enum nk_why mismatch(const struct nk_query *q, const struct nk_rule *r)
{
    const struct nk_flow *f = q->flow;
    if (!device_matches(q, r->iif, q->iif))
        return NK_WHY_IIF;
    if (!device_matches(q, r->oif, q->oif))
        return NK_WHY_OIF;
    if (((r->mark ^ f->mark) & r->mask) != 0)
        return NK_WHY_MARK;
    if (r->tun_id != 0)
        return NK_WHY_TUNNEL;
    if (r->l3mdev && !q->has_vrf)
        return NK_WHY_L3MDEV;
    if (r->has_uid && (q->uid < r->uid_first || q->uid > r->uid_last))
        return NK_WHY_UID;
    if (!source_matches(q, &r->from))
        return NK_WHY_FROM;
    if (r->to.addr.family != NK_FAMILY_NONE && !nk_prefix_contains(&r->to, &f->dst))
        return NK_WHY_TO;
    if (!tos_matches(q, r))
        return NK_WHY_TOS;
    if (r->ipproto != 0 && r->ipproto != q->ipproto)
        return NK_WHY_IPPROTO;
    if (!port_matches(r->sport_first, r->sport_last, f->sport))
        return NK_WHY_SPORT;
    return port_matches(r->dport_first, r->dport_last, f->dport) ? NK_WHY_NONE : NK_WHY_DPORT;
}

enum nk_why nk_query_match(const struct nk_query *q, const struct nk_rule *rule)
{
    enum nk_why why = mismatch(q, rule);
    if (!rule->invert)
        return why;
    return why == NK_WHY_NONE ? NK_WHY_NOT : NK_WHY_NONE;
}

const struct nk_fib_part *nk_query_part(const struct nk_query *q, const struct nk_policy_rule *at)
{
    return at->rule->l3mdev ? nk_fib_part_of(q->policy->fib, q->vrf_table) : at->part;
}
