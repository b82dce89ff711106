#include "cli/route_explain.h"

#include <stdlib.h>

#include "addr/put.h"
#include "cli/route_put.h"
#include "cli/route_words.h"
#include "route/names.h"
#include "route/nearest.h"

/* The steps of a look-up, kept until they are told. */
struct steps {
    struct nk_step *items;
    size_t count, room;
    bool failed;
};

/* One explanation in the making. */
struct telling {
    struct nk_buf *b;
    const struct nk_policy *p;
    const struct nk_flow *flow;
    const struct nk_verdict *v;
    struct steps steps;
};

static void keep(void *closure, const struct nk_step *step)
{
    struct steps *s = closure;
    if (s->failed || !nk_grow((void **)&s->items, s->count, &s->room, sizeof *s->items))
        s->failed = true;
    else
        s->items[s->count++] = *step;
}

static const struct nk_table *table_of(const struct telling *x)
{
    return x->p->fib->table;
}

/* What a buffer holds, as a string; "" where it is empty or failed, which `b` remembers. */
static const char *text_of(struct telling *x, struct nk_buf *words)
{
    nk_buf_add_byte(words, '\0');
    x->b->failed = x->b->failed || words->failed;
    return words->failed ? "" : words->data;
}

static const char *family_of(const struct telling *x)
{
    return x->flow->dst.family == NK_IPV4 ? "IPv4" : "IPv6";
}

/* ---- the question -------------------------------------------------------- */

static void add_addr(struct nk_buf *b, const char *word, const struct nk_addr *a)
{
    if (a->family == NK_FAMILY_NONE)
        return;
    nk_buf_add_text(b, word);
    nk_add_addr(b, a);
}

static void tell_packet(struct telling *x)
{
    const struct nk_flow *f = x->flow;
    struct nk_buf w = {0};
    add_addr(&w, "a packet to ", &f->dst);
    add_addr(&w, " from ", &f->src);
    if (f->iif != NULL)
        nk_buf_printf(&w, " that came in by %s", f->iif);
    else if (f->oif != NULL || f->vrf != NULL)
        nk_buf_printf(&w, " that has to leave by %s", f->vrf != NULL ? f->vrf : f->oif);
    if (f->mark != 0)
        nk_buf_printf(&w, ", mark 0x%x", f->mark);
    if (f->tos != 0)
        nk_buf_printf(&w, ", TOS 0x%02x", f->tos);
    if (f->ipproto != 0)
        nk_buf_printf(&w, ", protocol %u", f->ipproto);
    if (f->sport != 0)
        nk_buf_printf(&w, ", source port %u", f->sport);
    if (f->dport != 0)
        nk_buf_printf(&w, ", destination port %u", f->dport);
    nk_explain_say(x->b, 0, "%s", text_of(x, &w));
    nk_buf_release(&w);
}

/* ---- a table ------------------------------------------------------------- */

/* A route in a few words: its label, else its type and where it goes first. */
static void add_note(struct nk_buf *w, const struct telling *x, const struct nk_route *r)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len, count;
    const struct nk_hop *hops = nk_table_hops_of(table_of(x), r->hops, &count);
    const char *label = nk_table_text_of(table_of(x), r->label, &len);
    if (label != NULL)
        nk_buf_add(w, label, len);
    else if (r->type != NK_ROUTE_UNICAST)
        nk_buf_add_text(w, nk_route_type_name(r->type, room));
    if (label != NULL || count == 0)
        return;
    const char *dev = nk_table_text_of(table_of(x), hops[0].dev, &len);
    const char *space = w->len > 0 ? " " : "";
    if (hops[0].via.family != NK_FAMILY_NONE) {
        nk_buf_add_text(w, space);
        add_addr(w, "via ", &hops[0].via);
    } else if (dev != NULL) {
        nk_buf_printf(w, "%sdev ", space);
        nk_buf_add(w, dev, len);
    }
    if (count > 1)
        nk_buf_printf(w, " +%zu", count - 1);
}

/* `chosen` is the step that chose a route, NULL: none was. */
static void tell_prefix(struct telling *x, uint32_t entry, const struct nk_step *chosen)
{
    struct nk_prefix p = nk_fib_prefix(x->p->fib, entry);
    struct nk_buf w = {0};
    bool wins = chosen != NULL && chosen->entry == entry;
    add_note(&w, x, wins ? chosen->route : nk_fib_route(x->p->fib, entry, 0));
    nk_explain_prefix(x->b, &p, wins ? '*' : ' ', w.data, w.len);
    x->b->failed = x->b->failed || w.failed;
    nk_buf_release(&w);
}

static void tell_nearest(struct telling *x, const struct nk_fib_part *part)
{
    unsigned shared;
    uint32_t entry = nk_fib_nearest(x->p->fib, part, &x->flow->dst, &shared);
    if (entry == NK_ROUTE_NONE)
        return;
    struct nk_prefix p = nk_fib_prefix(x->p->fib, entry);
    struct nk_buf w = {0};
    if (shared == 0)
        nk_explain_say(x->b, 2, "the nearest miss: the first bit differs");
    else
        nk_explain_say(x->b, 2, "the nearest miss: the first %u bit%s equal, bit %u differs",
                       shared, shared == 1 ? " is" : "s are", shared + 1);
    add_note(&w, x, nk_fib_route(x->p->fib, entry, 0));
    nk_explain_miss(x->b, &p, &x->flow->dst, shared + 1, w.data, w.len);
    x->b->failed = x->b->failed || w.failed;
    nk_buf_release(&w);
}

/* All prefixes of a table that hold the address, longest first; how many. */
static unsigned tell_matches(struct telling *x, const struct nk_fib_part *part,
                             const struct nk_step *chosen)
{
    const struct nk_fib *f = x->p->fib;
    unsigned count = 0;
    uint32_t entry = nk_fib_find(part, &x->flow->dst);
    if (entry != NK_ROUTE_NONE)
        nk_explain_address(x->b, &x->flow->dst);
    for (; entry != NK_ROUTE_NONE; entry = nk_fib_parent(f, entry)) {
        tell_prefix(x, entry, chosen);
        count++;
    }
    return count;
}

/* ---- why ----------------------------------------------------------------- */

static void tell_passed(struct telling *x, const struct nk_step *step)
{
    struct nk_buf w = {0};
    nk_route_add_line(&w, table_of(x), step->route);
    nk_explain_say(x->b, 2, "passed over: %s: %s", text_of(x, &w), nk_why_text(step->why));
    nk_buf_release(&w);
}

static bool is_for_sources(const struct telling *x, const struct nk_route *r)
{
    const struct nk_route_more *more = nk_table_more_of(table_of(x), r->more);
    return more != NULL && more->from.length > 0;
}

/* Which of several routes of one prefix wins. */
static void tell_rank(struct telling *x, const struct nk_step *step)
{
    const struct nk_fib *f = x->p->fib;
    uint32_t count = nk_fib_count(f, step->entry);
    bool tos = false, metric = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct nk_route *r = nk_fib_route(f, step->entry, i);
        tos = tos || r->tos != step->route->tos;
        metric = metric || r->metric != step->route->metric;
    }
    if (is_for_sources(x, step->route))
        nk_explain_say(x->b, 2, "of its %u routes the one for the packet's source wins", count);
    else if (tos && step->route->tos != 0)
        nk_explain_say(x->b, 2, "of its %u routes the one for the packet's TOS wins", count);
    else if (metric)
        nk_explain_say(x->b, 2, "of its %u routes the one of the lowest metric that fits, %u, wins",
                       count, step->route->metric);
    else
        nk_explain_say(x->b, 2, "of its %u routes the first one that fits wins", count);
}

static void tell_chosen(struct telling *x, const struct nk_step *step, unsigned matches)
{
    struct nk_prefix p = nk_fib_prefix(x->p->fib, step->entry);
    char text[NK_PREFIX_TEXT_MAX];
    uint32_t longest = nk_fib_find(step->part, &x->flow->dst);
    nk_prefix_format(&p, text);
    if (matches == 1)
        nk_explain_say(x->b, 2, "one prefix holds the address: %s", text);
    else if (step->entry == longest)
        nk_explain_say(x->b, 2, "%u prefixes hold the address, and the longest wins: %s, %u bits",
                       matches, text, p.length);
    else
        nk_explain_say(x->b, 2,
                       "%u prefixes hold the address, and the longest that has a route that fits "
                       "wins: %s, %u bits",
                       matches, text, p.length);
    if (nk_fib_count(x->p->fib, step->entry) > 1)
        tell_rank(x, step);
}

static void tell_end_of_table(struct telling *x, const struct nk_step *step, unsigned matches)
{
    switch (step->kind) {
    case NK_STEP_ROUTE_CHOSEN:
        tell_chosen(x, step, matches);
        break;
    case NK_STEP_THROW:
        tell_chosen(x, step, matches);
        nk_explain_say(x->b, 2,
                       "it is a throw route: this table answers no more, on with the next "
                       "rule");
        break;
    case NK_STEP_SUPPRESSED:
        tell_chosen(x, step, matches);
        nk_explain_say(x->b, 2,
                       "the rule accepts no prefix of %d bits or less: on with the next rule",
                       step->rule->suppress_prefixlength);
        break;
    case NK_STEP_OVERRULED:
        nk_explain_say(x->b, 2,
                       "without rules of one's own the kernel keeps local and main in one "
                       "trie: main has a longer prefix, which wins");
        break;
    default:
        nk_explain_say(x->b, 2,
                       matches == 0 ? "no prefix of this table holds the address: on with "
                                      "the next rule"
                                    : "no route of this table fits: on with the next rule");
    }
}

/* ---- along the rules ----------------------------------------------------- */

static bool ends_table(const struct nk_step *step)
{
    return step->kind != NK_STEP_RULE_PASSED && step->kind != NK_STEP_RULE_MATCHED &&
           step->kind != NK_STEP_ROUTE_PASSED;
}

/* The step that ends what step `i` begins; `count` where there is none. */
static size_t end_of(const struct steps *s, size_t i)
{
    do
        i++;
    while (i < s->count && !ends_table(&s->items[i]) && s->items[i].kind == NK_STEP_ROUTE_PASSED);
    return i;
}

static void tell_rule(struct telling *x, const struct nk_step *step)
{
    struct nk_buf w = {0};
    nk_rule_add_words(&w, table_of(x), step->rule);
    if (step->kind == NK_STEP_RULE_PASSED)
        nk_explain_say(x->b, 0, "rule %u: %s: passed over, %s", step->rule->priority,
                       text_of(x, &w), nk_why_text(step->why));
    else if (step->rule->action == NK_RULE_TABLE)
        nk_explain_say(x->b, 0, "rule %u: %s", step->rule->priority, text_of(x, &w));
    else
        nk_explain_say(x->b, 0, "rule %u: %s: it matches", step->rule->priority, text_of(x, &w));
    nk_buf_release(&w);
}

/* A rule that matches, and what its table says. Returns the place of the last step told. */
static size_t tell_table(struct telling *x, size_t i)
{
    const struct steps *s = &x->steps;
    const struct nk_step *begin = &s->items[i];
    size_t end = end_of(s, i);
    tell_rule(x, begin);
    if (begin->rule->action != NK_RULE_TABLE || end >= s->count || !ends_table(&s->items[end]))
        return i;
    const struct nk_step *last = &s->items[end];
    bool won = last->kind == NK_STEP_ROUTE_CHOSEN || last->kind == NK_STEP_SUPPRESSED ||
               last->kind == NK_STEP_THROW;
    unsigned matches = tell_matches(x, begin->part, won ? last : NULL);
    tell_nearest(x, begin->part);
    for (size_t k = i + 1; k < end; k++)
        tell_passed(x, &s->items[k]);
    tell_end_of_table(x, last, matches);
    return end;
}

static void tell_steps(struct telling *x)
{
    for (size_t i = 0; i < x->steps.count; i++) {
        const struct nk_step *step = &x->steps.items[i];
        if (step->kind == NK_STEP_RULE_PASSED)
            tell_rule(x, step);
        else if (step->kind == NK_STEP_RULE_MATCHED)
            i = tell_table(x, i);
    }
}

bool nk_route_explain(struct nk_buf *b, const struct nk_policy *p, const struct nk_flow *flow,
                      struct nk_verdict *v, struct nk_err *err)
{
    struct telling x = {.b = b, .p = p, .flow = flow, .v = v};
    const struct nk_trace trace = {.step = keep, .closure = &x.steps};
    bool done = nk_policy_lookup(p, flow, v, &trace, err);
    if (done) {
        tell_packet(&x);
        if (nk_policy_list_of(p, flow->dst.family)->count == 0)
            nk_explain_say(b, 0, "there are no rules for %s", family_of(&x));
        tell_steps(&x);
        nk_route_explain_outcome(b, table_of(&x), flow, v);
        done = !b->failed && !x.steps.failed;
        if (!done)
            nk_err_memory(err);
    }
    free(x.steps.items);
    return done;
}
