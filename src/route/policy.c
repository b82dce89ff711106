#include "route/policy.h"

#include <stdlib.h>

/* ---- words --------------------------------------------------------------- */

static const char *const why_texts[] = {
    [NK_WHY_NONE] = "it matches",
    [NK_WHY_IIF] = "it came in by another device",
    [NK_WHY_OIF] = "it does not ask for that device",
    [NK_WHY_MARK] = "its mark is another",
    [NK_WHY_TUNNEL] = "it comes from no tunnel",
    [NK_WHY_L3MDEV] = "it belongs to no VRF",
    [NK_WHY_UID] = "it is of another user",
    [NK_WHY_FROM] = "its source is not in that prefix",
    [NK_WHY_TO] = "its destination is not in that prefix",
    [NK_WHY_TOS] = "its TOS is another",
    [NK_WHY_IPPROTO] = "its protocol is another",
    [NK_WHY_SPORT] = "its source port is another",
    [NK_WHY_DPORT] = "its destination port is another",
    [NK_WHY_NOT] = "all of it holds, and the rule says not",
    [NK_WHY_DEAD] = "no next hop is alive",
    [NK_WHY_DEVICE] = "no next hop leaves by that device",
    [NK_WHY_SOURCE] = "it is for other sources",
    [NK_WHY_SHADOWED] = "beside routes for some sources it is not looked at",
    [NK_WHY_LONGER] = "the other table has a longer prefix",
};

const char *nk_why_text(enum nk_why why)
{
    return why_texts[why];
}

void nk_verdict_release(struct nk_verdict *v)
{
    free(v->own);
    *v = (struct nk_verdict){0};
}

bool nk_verdict_add_hop(struct nk_verdict *v, const struct nk_hop *hop, struct nk_err *err)
{
    if (!nk_grow((void **)&v->own, v->hop_count, &v->room, sizeof *v->own))
        return nk_err_memory(err);
    v->own[v->hop_count++] = *hop;
    v->hops = v->own;
    return true;
}

/* ---- along the rules ----------------------------------------------------- */

/* What a rule that matches comes to. */
enum outcome { GO_ON, DECIDED, FAILED };

/* One look-up on its way. */
struct walk {
    const struct nk_query *q;
    struct nk_verdict *v;
    struct nk_err *err;
};

static void tell(const struct nk_query *q, enum nk_step_kind kind, const struct nk_rule *rule,
                 const struct nk_fib_part *part, const struct nk_found *x)
{
    nk_query_tell(q, &(struct nk_step){.kind = kind,
                                       .rule = rule,
                                       .part = part,
                                       .entry = x == NULL ? NK_ROUTE_NONE : x->entry,
                                       .route = x == NULL ? NULL : x->route});
}

static bool discards(uint8_t type)
{
    return type == NK_ROUTE_BLACKHOLE || type == NK_ROUTE_UNREACHABLE || type == NK_ROUTE_PROHIBIT;
}

/* Some destinations are what they are, whatever kind of route leads there (__mkroute_output). */
static uint8_t type_of(const struct nk_query *q, uint8_t type)
{
    const struct nk_addr *dst = &q->flow->dst;
    if (dst->family != NK_IPV4 || q->flow->iif != NULL || type != NK_ROUTE_UNICAST)
        return type;
    if (dst->lo == UINT32_MAX)
        return NK_ROUTE_BROADCAST;
    return dst->lo >> 28 == 0xe ? NK_ROUTE_MULTICAST : type;
}

static enum outcome accept(const struct walk *w, const struct nk_rule *rule,
                           const struct nk_fib_part *part, const struct nk_found *x)
{
    struct nk_verdict *v = w->v;
    tell(w->q, NK_STEP_ROUTE_CHOSEN, rule, part, x);
    v->reason = NK_VERDICT_ROUTE;
    v->type = type_of(w->q, x->route->type);
    v->route = x->route;
    v->entry = x->entry;
    v->rule = rule;
    return nk_query_hops(w->q, x, v, w->err) ? DECIDED : FAILED;
}

/* A table's answer; a rule that suppresses short prefixes never suppresses one that discards. */
static enum outcome judge(const struct walk *w, const struct nk_rule *rule,
                          const struct nk_fib_part *part, const struct nk_found *x)
{
    if (x->route == NULL) {
        tell(w->q, NK_STEP_TABLE_NOTHING, rule, part, NULL);
        return GO_ON;
    }
    if (x->route->type == NK_ROUTE_THROW) {
        tell(w->q, NK_STEP_THROW, rule, part, x);
        return GO_ON;
    }
    if (!discards(x->route->type) && rule->suppress_prefixlength >= x->route->length) {
        tell(w->q, NK_STEP_SUPPRESSED, rule, part, x);
        return GO_ON;
    }
    return accept(w, rule, part, x);
}

static enum outcome refuse(const struct walk *w, const struct nk_rule *rule)
{
    w->v->reason = NK_VERDICT_RULE;
    w->v->rule = rule;
    w->v->type = rule->action == NK_RULE_PROHIBIT      ? NK_ROUTE_PROHIBIT
                 : rule->action == NK_RULE_UNREACHABLE ? NK_ROUTE_UNREACHABLE
                                                       : NK_ROUTE_BLACKHOLE;
    return DECIDED;
}

/* A rule that matches. `at` moves on by itself only for a goto. */
static enum outcome obey(const struct walk *w, const struct nk_policy_rule *r)
{
    const struct nk_fib_part *part = nk_query_part(w->q, r);
    tell(w->q, NK_STEP_RULE_MATCHED, r->rule, part, NULL);
    if (r->rule->action == NK_RULE_GOTO || r->rule->action == NK_RULE_NOP)
        return GO_ON;
    if (r->rule->action != NK_RULE_TABLE)
        return refuse(w, r->rule);
    struct nk_found x = nk_query_table(w->q, part);
    return judge(w, r->rule, part, &x);
}

static bool matches(const struct nk_query *q, const struct nk_rule *rule)
{
    enum nk_why why = nk_query_match(q, rule);
    if (why != NK_WHY_NONE)
        nk_query_tell(q, &(struct nk_step){.kind = NK_STEP_RULE_PASSED, .why = why, .rule = rule});
    return why == NK_WHY_NONE;
}

/* The place of the rule after one that matched. */
static size_t after(const struct nk_policy_list *l, size_t i)
{
    bool jumps = l->rules[i].rule->action == NK_RULE_GOTO && l->rules[i].target > i;
    return jumps ? l->rules[i].target : i + 1;
}

static enum outcome walk_rules(const struct walk *w, const struct nk_policy_list *l, size_t i)
{
    enum outcome outcome = GO_ON;
    while (i < l->count && outcome == GO_ON) {
        bool matched = matches(w->q, l->rules[i].rule);
        if (matched)
            outcome = obey(w, &l->rules[i]);
        i = matched ? after(l, i) : i + 1;
    }
    return outcome;
}

/*
 * With the rules that every machine has, local and main are one trie to the kernel (fib_trie_table
 * makes local an alias of main until fib_unmerge): the longer prefix of both wins, local where they
 * are equal, and a throw leaves both.
 */
static enum outcome walk_merged(const struct walk *w, const struct nk_policy_list *l)
{
    const struct nk_policy_rule *local = &l->rules[0], *mine = &l->rules[1];
    struct nk_query quiet = *w->q;
    quiet.trace = NULL;
    struct nk_found x = nk_query_table(&quiet, local->part);
    struct nk_found y = nk_query_table(&quiet, mine->part);
    bool longer = y.route != NULL && (x.route == NULL || y.route->length > x.route->length);
    const struct nk_policy_rule *winner = longer ? mine : local;
    if (w->q->trace == NULL) {
        enum outcome outcome = judge(w, winner->rule, winner->part, longer ? &y : &x);
        return outcome == GO_ON ? walk_rules(w, l, 2) : outcome;
    }
    if (longer && x.route != NULL) {
        tell(w->q, NK_STEP_RULE_MATCHED, local->rule, local->part, NULL);
        tell(w->q, NK_STEP_OVERRULED, local->rule, local->part, &x);
        return walk_rules(w, l, 1);
    }
    if (x.route == NULL || x.route->type != NK_ROUTE_THROW)
        return walk_rules(w, l, 0);
    obey(w, local);
    return walk_rules(w, l, 2);
}

/* ---- the look-up --------------------------------------------------------- */

static bool is_loopback(const struct nk_addr *a)
{
    return a->lo >> 24 == 127;
}

/* A host sends only from its own addresses (__ip_dev_find): its table local has them, and where
 * main is one trie with it, that too. */
static bool source_is_own(const struct nk_query *q)
{
    const struct nk_policy *p = q->policy;
    const struct nk_flow flow = {.dst = q->flow->src};
    const struct nk_query own = {.policy = p, .flow = &flow};
    const struct nk_fib_part *local = nk_fib_part_of(p->fib, NK_TABLE_LOCAL);
    struct nk_found x = nk_query_table(&own, local);
    if (p->ipv4.merged) {
        struct nk_found y = nk_query_table(&own, nk_fib_part_of(p->fib, NK_TABLE_MAIN));
        if (x.route == NULL || (y.route != NULL && y.route->length > x.route->length))
            x = y;
    }
    return x.route != NULL && x.route->type == NK_ROUTE_LOCAL;
}

/* Addresses that no packet from outside has (RFC 1812 5.3.7, ip_route_input_slow). */
static bool is_martian(const struct nk_flow *f)
{
    bool from = f->src.family == NK_IPV4 &&
                (f->src.lo == 0 || f->src.lo >> 28 == 0xe || f->src.lo == UINT32_MAX);
    return from || is_loopback(&f->dst) || (f->src.family == NK_IPV4 && is_loopback(&f->src));
}

static enum outcome answer(const struct walk *w)
{
    const struct nk_policy_list *l = nk_policy_list_of(w->q->policy, w->q->flow->dst.family);
    return l->merged ? walk_merged(w, l) : walk_rules(w, l, 0);
}

/* What the way back to the source says of it (__fib_validate_source): from outside comes nothing
 * that the host would keep for itself. */
static bool comes_from_itself(const struct nk_query *q, struct nk_err *err, bool *itself)
{
    const struct nk_flow *f = q->flow;
    const struct nk_flow back = {.dst = f->src,
                                 .src = f->dst,
                                 .tos = f->tos,
                                 .ipproto = f->ipproto,
                                 .sport = f->dport,
                                 .dport = f->sport};
    const struct nk_query r = nk_query_of(q->policy, &back, NULL);
    struct nk_verdict v = {.type = NK_ROUTE_UNSPEC};
    enum outcome outcome = answer(&(struct walk){.q = &r, .v = &v, .err = err});
    *itself = v.type == NK_ROUTE_LOCAL || v.type == NK_ROUTE_BROADCAST;
    nk_verdict_release(&v);
    return outcome != FAILED;
}

/* A verdict that no route gives. */
static void set_verdict(struct nk_verdict *v, enum nk_verdict_reason reason, uint8_t type)
{
    *v = (struct nk_verdict){
        .reason = reason, .type = type, .entry = NK_ROUTE_NONE, .own = v->own, .room = v->room};
}

/* What the kernel knows before it looks at any rule; true where that is the answer. */
static bool is_special(const struct nk_query *q, struct nk_verdict *v)
{
    const struct nk_flow *f = q->flow;
    bool known = f->src.family != NK_FAMILY_NONE && f->src.lo != 0;
    if (f->iif != NULL && is_martian(f))
        set_verdict(v, NK_VERDICT_MARTIAN, NK_ROUTE_BLACKHOLE);
    else if (f->iif == NULL && known && !source_is_own(q))
        set_verdict(v, NK_VERDICT_SOURCE, NK_ROUTE_UNSPEC);
    else if (f->iif == NULL && f->dst.lo == 0 && !known)
        set_verdict(v, NK_VERDICT_THIS_HOST, NK_ROUTE_LOCAL);
    else
        return false;
    return true;
}

bool nk_policy_lookup(const struct nk_policy *p, const struct nk_flow *flow, struct nk_verdict *v,
                      const struct nk_trace *trace, struct nk_err *err)
{
    struct nk_query q = nk_query_of(p, flow, trace);
    struct walk w = {.q = &q, .v = v, .err = err};
    bool host = flow->dst.family == NK_IPV4 && p->knows_local, itself = false;
    set_verdict(v, NK_VERDICT_NO_ROUTE, NK_ROUTE_UNSPEC);
    if (host && is_special(&q, v))
        return true;
    if (answer(&w) == FAILED)
        return false;
    if (!host || flow->iif == NULL || flow->src.family != NK_IPV4 || v->route == NULL ||
        discards(v->type))
        return true;
    if (!comes_from_itself(&q, err, &itself))
        return false;
    if (itself)
        set_verdict(v, NK_VERDICT_MARTIAN, NK_ROUTE_BLACKHOLE);
    return true;
}

bool nk_policy_next_table(const struct nk_policy *p, const struct nk_flow *flow, size_t *at,
                          const struct nk_rule **rule, const struct nk_fib_part **part)
{
    struct nk_query q = nk_query_of(p, flow, NULL);
    const struct nk_policy_list *l = nk_policy_list_of(p, flow->dst.family);
    while (*at < l->count) {
        size_t i = *at;
        bool matched = matches(&q, l->rules[i].rule);
        *at = matched ? after(l, i) : i + 1;
        if (!matched || l->rules[i].rule->action == NK_RULE_GOTO ||
            l->rules[i].rule->action == NK_RULE_NOP)
            continue;
        if (l->rules[i].rule->action != NK_RULE_TABLE)
            break;
        *rule = l->rules[i].rule;
        *part = nk_query_part(&q, &l->rules[i]);
        return true;
    }
    *at = l->count;
    return false;
}
