#include "dns/walk_part.h"

bool nk_iter_compare(struct nk_dns_walk *w, struct nk_iter_goal *g, struct nk_dns_event *step)
{
    uint64_t digest;
    if (!w->setup->all || w->depth > 0 || step->verdict == NK_STEP_TIMEOUT || g->asks_servers)
        return true;
    step->agrees = 0;
    if (!nk_step_is_good(step->verdict))
        return true;
    if (!nk_dns_judged_digest(&w->judged, &digest))
        return nk_iter_broken(w);
    if (g->compared == 0)
        g->digest = digest;
    step->agrees = digest == g->digest;
    g->compared++;
    g->agreed += digest == g->digest;
    return true;
}

void nk_iter_hold(struct nk_dns_walk *w, struct nk_iter_goal *g, size_t at)
{
    struct nk_dns_reply reply = w->held_reply;
    struct nk_dns_judged judged = w->held;
    w->held_reply = w->reply;
    w->held = w->judged;
    w->reply = reply;
    w->judged = judged;
    g->holds = true;
    g->held_by = at;
}

/* ---- the zone's own servers ------------------------------------------------------- */

static void add_drift(struct nk_dns_walk *w, const char *words, const struct nk_name *name)
{
    char text[NK_NAME_TEXT_MAX];
    nk_buf_add_text(&w->drift, w->drift.len == 0 ? "" : ", ");
    nk_buf_add_text(&w->drift, words);
    nk_buf_add(&w->drift, text, nk_name_format(name, text));
}

/* The addresses of a server that came beside its name. */
static bool take_addresses(struct nk_dns_walk *w, uint32_t host, const struct nk_name *zone)
{
    const struct nk_dns_judged *j = &w->judged;
    const struct nk_name name = w->cache.hosts[host].name;
    struct nk_addr a;
    if (!nk_name_is_under(&name, zone))
        return true;
    for (size_t i = 0; i < j->record_count; i++) {
        const struct nk_dns_record *rr = &j->records[i];
        if (rr->section == NK_DNS_ADDITIONAL && rr->class == NK_CLASS_IN &&
            nk_name_equal(&rr->owner, &name) && nk_record_address(&j->reader, rr, &a) &&
            nk_dns_unusable(&a) == NULL && !nk_iter_address(&w->cache, host, &a))
            return nk_iter_broken(w);
    }
    return true;
}

static bool is_server(const struct nk_dns_walk *w, const struct nk_iter_goal *g,
                      const struct nk_name *name)
{
    for (size_t i = 0; i < nk_iter_cut_of(w, g)->count; i++)
        if (nk_name_equal(&nk_iter_host_of(w, g, i)->name, name))
            return true;
    return false;
}

/* Servers that the zone names and its delegation does not: they are asked too. */
static bool take_more(struct nk_dns_walk *w, struct nk_iter_goal *g)
{
    const struct nk_dns_judged *j = &w->judged;
    struct nk_name name, zone = nk_iter_cut_of(w, g)->zone;
    for (size_t i = 0; i < j->used_count && i < NK_JUDGE_SERVERS_MAX; i++) {
        const struct nk_dns_record *rr = &j->records[j->used[i]];
        if (rr->type != NK_TYPE_NS || !nk_record_target(&j->reader, rr, &name) ||
            is_server(w, g, &name))
            continue;
        uint32_t host = nk_iter_host(&w->cache, &name);
        if (!nk_iter_cut_server(&w->cache, g->cut, host))
            return nk_iter_broken(w);
        if (!take_addresses(w, host, &zone))
            return false;
        add_drift(w, "the zone alone names ", &name);
    }
    return true;
}

/* Servers of the delegation that the zone does not name. */
static void find_fewer(struct nk_dns_walk *w, const struct nk_iter_goal *g)
{
    const struct nk_dns_judged *j = &w->judged;
    struct nk_name name;
    for (size_t i = 0; i < nk_iter_cut_of(w, g)->count; i++) {
        const struct nk_name *server = &nk_iter_host_of(w, g, i)->name;
        bool found = false;
        for (size_t k = 0; k < j->used_count && !found; k++) {
            const struct nk_dns_record *rr = &j->records[j->used[k]];
            found = rr->type == NK_TYPE_NS && nk_record_target(&j->reader, rr, &name) &&
                    nk_name_equal(&name, server);
        }
        if (!found)
            add_drift(w, "the delegation alone names ", server);
    }
}

/* Asks the server whose answer is held for the NS records of the zone. */
static bool ask_servers(struct nk_dns_walk *w, struct nk_iter_goal *g)
{
    const struct nk_dns_question kept = g->question;
    struct nk_iter_candidate server = g->candidates[g->held_by]; /* which is done with else */
    enum nk_step_verdict verdict;
    g->asks_servers = true;
    g->question = (struct nk_dns_question){nk_iter_cut_of(w, g)->zone, NK_TYPE_NS, NK_CLASS_IN};
    bool done = nk_iter_ask(w, g, &server, &verdict);
    g->question = kept;
    g->asks_servers = false;
    if (!done || verdict != NK_STEP_ANSWER)
        return done;
    find_fewer(w, g);
    return take_more(w, g) && nk_iter_candidates(w, g);
}

/* ---- the end -------------------------------------------------------------------------- */

static bool tell_compared(struct nk_dns_walk *w, const struct nk_iter_goal *g)
{
    struct nk_dns_event step = nk_iter_step_of(w, NK_EVENT_COMPARED);
    bool same = g->agreed == g->compared;
    step.verdict = w->held.verdict;
    step.judged = &w->held;
    step.agrees = same && w->drift.len == 0;
    nk_buf_clear(&w->why);
    if (same)
        nk_buf_printf(&w->why, g->compared == 1 ? "one server answers" : "%u servers say the same",
                      g->compared);
    else
        nk_buf_printf(&w->why, "the servers disagree: %u of %u say what the first one says",
                      g->agreed, g->compared);
    nk_iter_add_tally(w, g);
    if (w->drift.len > 0) {
        nk_buf_add_text(&w->why, "; ");
        nk_buf_add(&w->why, w->drift.data, w->drift.len);
    }
    w->why.failed = w->why.failed || w->drift.failed;
    nk_iter_tell(w, &step);
    return !w->broken;
}

bool nk_iter_settle(struct nk_dns_walk *w, struct nk_iter_goal *g)
{
    if (!g->knows_servers) {
        g->knows_servers = true;
        nk_buf_clear(&w->drift);
        return ask_servers(w, g);
    }
    g->holds = false;
    return tell_compared(w, g) && nk_iter_act(w, g, &w->held);
}
