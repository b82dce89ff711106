#include <stdlib.h>

#include "dns/walk_part.h"

const struct nk_dns_walk_limits nk_dns_walk_limits = {
    .queries = 300,
    .sides = 100,
    .per_zone = 10,
    .depth = 12,
    .aliases = 32,
    .referrals = 200,
};

/* ---- telling ---------------------------------------------------------------- */

int64_t nk_iter_now(const struct nk_dns_walk *w)
{
    return w->setup->now == NULL ? nk_clock_ms() : w->setup->now(w->setup->now_closure);
}

bool nk_iter_broken(struct nk_dns_walk *w)
{
    w->broken = true;
    return nk_err_memory(w->err);
}

void nk_iter_add_name(struct nk_dns_walk *w, const struct nk_name *name)
{
    char text[NK_NAME_TEXT_MAX];
    nk_buf_add(&w->why, text, nk_name_format(name, text));
}

struct nk_dns_event nk_iter_step_of(const struct nk_dns_walk *w, enum nk_dns_event_kind event)
{
    const struct nk_iter_goal *g = &w->goals[w->depth];
    return (struct nk_dns_event){
        .event = event,
        .depth = w->depth,
        .number = w->queries,
        .question = g->question,
        .zone = nk_iter_cut_of(w, g)->zone,
        .agrees = -1,
    };
}

void nk_iter_tell(struct nk_dns_walk *w, struct nk_dns_event *step)
{
    if (step->why == NULL) {
        nk_buf_add_byte(&w->why, '\0');
        w->why.len -= !w->why.failed;
        step->why = w->why.data;
    }
    if (w->why.failed) {
        nk_iter_broken(w);
        return;
    }
    w->setup->watch(w->setup->watch_closure, step);
}

/* ---- the end ------------------------------------------------------------------ */

/* The walk is over; `why` holds the sentence. */
static bool end(struct nk_dns_walk *w, enum nk_step_verdict verdict,
                const struct nk_dns_judged *judged)
{
    w->depth = 0;
    struct nk_dns_event step = nk_iter_step_of(w, NK_EVENT_END);
    step.verdict = w->verdict = verdict;
    step.judged = judged;
    step.time_us = w->time_us;
    w->ended = true;
    nk_iter_tell(w, &step);
    return false;
}

/* The goal came to nothing; `why` holds the sentence. */
static bool fail(struct nk_dns_walk *w, enum nk_step_verdict verdict)
{
    return w->depth == 0 ? end(w, verdict, NULL) : nk_iter_side_end(w, verdict);
}

/* The same, where no server's answer has told it yet. */
static bool fail_and_tell(struct nk_dns_walk *w, enum nk_step_verdict verdict)
{
    struct nk_dns_event step = nk_iter_step_of(w, NK_EVENT_STUCK);
    step.verdict = verdict;
    nk_iter_tell(w, &step);
    return !w->broken && fail(w, verdict);
}

void nk_iter_add_tally(struct nk_dns_walk *w, const struct nk_iter_goal *g)
{
    static const struct {
        enum nk_step_verdict verdict;
        const char *words;
    } rows[] = {
        {NK_STEP_LAME, "lame"},        {NK_STEP_REFUSED, "refusing"},
        {NK_STEP_TIMEOUT, "silent"},   {NK_STEP_NXDOMAIN, "without an address"},
        {NK_STEP_LOOP, "in a circle"}, {NK_STEP_LIMIT, "left out"},
    };
    const char *before = " (";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (g->failed[rows[i].verdict] == 0)
            continue;
        nk_buf_printf(&w->why, "%s%u %s", before, g->failed[rows[i].verdict], rows[i].words);
        before = ", ";
    }
    if (*before == ',')
        nk_buf_add_byte(&w->why, ')');
}

/* Every server of the zone has been tried in vain. The last of the order that is there names it. */
static bool give_up(struct nk_dns_walk *w, const struct nk_iter_goal *g)
{
    static const enum nk_step_verdict order[] = {NK_STEP_LOOP, NK_STEP_LIMIT, NK_STEP_LAME,
                                                 NK_STEP_REFUSED, NK_STEP_TIMEOUT};
    enum nk_step_verdict verdict = NK_STEP_LAME;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (g->failed[order[i]] > 0)
            verdict = order[i];
    nk_buf_clear(&w->why);
    nk_buf_add_text(&w->why, "no server of ");
    nk_iter_add_name(w, &nk_iter_cut_of(w, g)->zone);
    nk_buf_add_text(&w->why, " gives an answer that counts");
    nk_iter_add_tally(w, g);
    return fail(w, verdict);
}

/* ---- going on ------------------------------------------------------------------- */

bool nk_iter_enter(struct nk_dns_walk *w, struct nk_iter_goal *g, uint32_t cut)
{
    g->cut = cut;
    g->skipped = 0;
    g->sides = 0;
    memset(g->failed, 0, sizeof g->failed);
    g->holds = g->knows_servers = false;
    g->compared = g->agreed = 0;
    g->candidate_count = 0;
    return nk_iter_candidates(w, g);
}

static bool follow_referral(struct nk_dns_walk *w, struct nk_iter_goal *g,
                            const struct nk_dns_judged *j)
{
    struct nk_iter_cache *c = &w->cache;
    if (++g->referrals > w->setup->limits.referrals) {
        nk_buf_clear(&w->why);
        nk_buf_printf(&w->why, "more than %u referrals are not followed",
                      w->setup->limits.referrals);
        return fail_and_tell(w, NK_STEP_LIMIT);
    }
    uint32_t cut = nk_iter_cut(c, &j->zone);
    if (cut == NK_ITER_NOTHING)
        return nk_iter_broken(w);
    for (size_t i = 0; i < j->server_count; i++)
        if (!nk_iter_cut_server(c, cut, nk_iter_host(c, &j->servers[i])))
            return nk_iter_broken(w);
    for (size_t i = 0; i < j->glue_count; i++) {
        if (j->glue[i].refused != NULL)
            continue;
        uint32_t host = nk_iter_host(c, &j->glue[i].name);
        if (host == NK_ITER_NOTHING || !nk_iter_address(c, host, &j->glue[i].addr))
            return nk_iter_broken(w);
    }
    return nk_iter_enter(w, g, cut);
}

static bool was_seen(const struct nk_iter_goal *g, const struct nk_name *name)
{
    for (size_t i = 0; i < g->seen_count; i++)
        if (nk_name_equal(&g->seen[i], name))
            return true;
    return false;
}

static bool see(struct nk_dns_walk *w, struct nk_iter_goal *g, const struct nk_name *name)
{
    void *seen = g->seen;
    if (!nk_grow(&seen, g->seen_count, &g->seen_room, sizeof *g->seen))
        return nk_iter_broken(w);
    g->seen = seen;
    g->seen[g->seen_count++] = *name;
    return true;
}

/* The walk begins again for the target, at the deepest zone that is known to hold it. */
static bool follow_aliases(struct nk_dns_walk *w, struct nk_iter_goal *g,
                           const struct nk_dns_judged *j)
{
    if (g->seen_count == 0 && !see(w, g, &g->question.name))
        return false;
    for (size_t i = 0; i < j->alias_count; i++) {
        nk_buf_clear(&w->why);
        if (was_seen(g, &j->aliases[i])) {
            nk_buf_add_text(&w->why, "the aliases lead back to ");
            nk_iter_add_name(w, &j->aliases[i]);
            return fail_and_tell(w, NK_STEP_LOOP);
        }
        if (g->seen_count > w->setup->limits.aliases) {
            nk_buf_printf(&w->why, "more than %u aliases are not followed",
                          w->setup->limits.aliases);
            return fail_and_tell(w, NK_STEP_LIMIT);
        }
        if (!see(w, g, &j->aliases[i]))
            return false;
    }
    g->question.name = j->name;
    return nk_iter_enter(w, g, nk_iter_cut_find(&w->cache, &g->question.name, g->question.type));
}

/* The goal is reached: records, or the certainty that there are none. */
static bool finish(struct nk_dns_walk *w, const struct nk_dns_judged *j)
{
    nk_buf_clear(&w->why);
    nk_buf_add(&w->why, j->why.data, j->why.len);
    return w->depth == 0 ? end(w, j->verdict, j) : nk_iter_side_end(w, j->verdict);
}

bool nk_iter_act(struct nk_dns_walk *w, struct nk_iter_goal *g, const struct nk_dns_judged *j)
{
    return j->verdict == NK_STEP_REFERRAL ? follow_referral(w, g, j)
           : j->verdict == NK_STEP_CNAME  ? follow_aliases(w, g, j)
                                          : finish(w, j);
}

/* ---- one step --------------------------------------------------------------------- */

static bool ask(struct nk_dns_walk *w, struct nk_iter_goal *g, size_t at)
{
    enum nk_step_verdict verdict;
    if (!nk_iter_ask(w, g, &g->candidates[at], &verdict))
        return false;
    if (verdict == NK_STEP_LOOP || verdict == NK_STEP_LIMIT) {
        nk_buf_clear(&w->why);
        nk_buf_add(&w->why, w->judged.why.data, w->judged.why.len);
        return fail(w, verdict);
    }
    if (!nk_step_is_good(verdict)) {
        g->failed[verdict] += verdict != NK_STEP_TIMEOUT || g->candidates[at].timeouts == 1;
        return true;
    }
    if (!w->setup->all || w->depth > 0)
        return nk_iter_act(w, g, &w->judged);
    if (!g->holds)
        nk_iter_hold(w, g, at);
    return true;
}

/* Whether all questions or all time that a walk may take are used up. */
static bool is_spent(struct nk_dns_walk *w)
{
    int64_t deadline = w->setup->policy.deadline;
    nk_buf_clear(&w->why);
    if (deadline >= 0 && nk_iter_now(w) >= deadline)
        nk_buf_add_text(&w->why, "the time that the walk may take is up");
    else if (w->queries >= w->setup->limits.queries)
        nk_buf_printf(&w->why, "%u questions have been sent: that is as many as one walk may send",
                      w->queries);
    return w->why.len > 0;
}

bool nk_dns_walk_step(struct nk_dns_walk *w, struct nk_err *err)
{
    struct nk_iter_goal *g = &w->goals[w->depth];
    size_t at;
    w->err = err;
    if (w->ended || w->broken)
        return false;
    if (is_spent(w)) {
        if (w->depth == 0 && g->holds) {
            g->knows_servers = true;
            return nk_iter_settle(w, g);
        }
        w->depth = 0;
        return fail_and_tell(w, NK_STEP_LIMIT);
    }
    switch (nk_iter_choose(w, g, &at)) {
    case NK_ITER_ASK:
        return ask(w, g, at);
    case NK_ITER_SIDE:
        return nk_iter_side(w, at);
    default:
        return g->holds ? nk_iter_settle(w, g) : give_up(w, g);
    }
}

bool nk_dns_walk_run(struct nk_dns_walk *w, struct nk_err *err)
{
    while (nk_dns_walk_step(w, err))
        ;
    return w->ended && !w->broken;
}

/* ---- beginning and end --------------------------------------------------------------- */

static bool take_hints(struct nk_dns_walk *w, const struct nk_dns_hints *hints)
{
    const struct nk_name root = nk_name_root();
    struct nk_iter_cache *c = &w->cache;
    uint32_t cut = nk_iter_cut(c, &root);
    if (cut == NK_ITER_NOTHING)
        return false;
    for (size_t i = 0; i < hints->count; i++) {
        const struct nk_dns_hint *hint = &hints->rows[i];
        size_t known = c->host_count;
        uint32_t host = nk_iter_host(c, &hint->name);
        if (host == NK_ITER_NOTHING)
            return false;
        if (host == known && !nk_iter_cut_server(c, cut, host))
            return false;
        if (hint->addr.family != NK_FAMILY_NONE && nk_dns_unusable(&hint->addr) == NULL &&
            !nk_iter_address(c, host, &hint->addr))
            return false;
    }
    return true;
}

struct nk_dns_walk *nk_dns_walk_new(const struct nk_dns_walk_setup *setup,
                                    const struct nk_dns_hints *hints,
                                    const struct nk_dns_question *q, struct nk_err *err)
{
    struct nk_dns_walk *w = calloc(1, sizeof *w);
    if (w != NULL) {
        w->setup = setup;
        w->err = err;
        w->verdict = NK_STEP_LIMIT;
        w->goals = calloc(setup->limits.depth + 1, sizeof *w->goals);
    }
    if (w == NULL || w->goals == NULL || !take_hints(w, hints)) {
        nk_err_memory(err);
        nk_dns_walk_free(w);
        return NULL;
    }
    w->goals[0].question = *q;
    w->goals[0].host = NK_ITER_NOTHING;
    if (nk_iter_enter(w, &w->goals[0], nk_iter_cut_find(&w->cache, &q->name, q->type)))
        return w;
    nk_dns_walk_free(w);
    return NULL;
}

void nk_dns_walk_free(struct nk_dns_walk *w)
{
    if (w == NULL)
        return;
    for (unsigned i = 0; w->goals != NULL && i <= w->setup->limits.depth; i++) {
        free(w->goals[i].candidates);
        free(w->goals[i].seen);
    }
    free(w->goals);
    free(w->slow);
    nk_iter_cache_release(&w->cache);
    nk_dns_reply_release(&w->reply);
    nk_dns_reply_release(&w->held_reply);
    nk_dns_judged_release(&w->judged);
    nk_dns_judged_release(&w->held);
    nk_buf_release(&w->why);
    nk_buf_release(&w->drift);
    free(w);
}

enum nk_step_verdict nk_dns_walk_verdict(const struct nk_dns_walk *w)
{
    return w->verdict;
}

void nk_dns_walk_zone(const struct nk_dns_walk *w, struct nk_name *zone)
{
    *zone = nk_iter_cut_of(w, &w->goals[0])->zone;
}

bool nk_dns_walk_server(const struct nk_dns_walk *w, size_t at, struct nk_name *name,
                        struct nk_addr *addr)
{
    const struct nk_iter_goal *g = &w->goals[0];
    if (at >= g->candidate_count)
        return false;
    *name = w->cache.hosts[g->candidates[at].host].name;
    *addr = g->candidates[at].addr;
    return true;
}
