#include <stdlib.h>

#include "dns/walk_part.h"

/* ---- may it begin? ------------------------------------------------------------- */

/* Tells why the address of a server is not looked for. */
static void tell_stuck(struct nk_dns_walk *w, struct nk_iter_goal *g, enum nk_step_verdict verdict,
                       const struct nk_name *server)
{
    struct nk_dns_event step = nk_iter_step_of(w, NK_EVENT_STUCK);
    step.verdict = verdict;
    if (server != NULL)
        step.server_name = *server;
    g->failed[verdict]++;
    g->tainted = true;
    nk_iter_tell(w, &step);
}

static bool is_underway(const struct nk_dns_walk *w, uint32_t host)
{
    for (unsigned i = 1; i <= w->depth; i++)
        if (w->goals[i].host == host)
            return true;
    return false;
}

static void say_loop(struct nk_dns_walk *w, const struct nk_iter_goal *g,
                     const struct nk_iter_host *host)
{
    const struct nk_iter_cut *cut = nk_iter_cut_of(w, g);
    nk_iter_add_name(w, &host->name);
    if (nk_name_is_under(&host->name, &cut->zone)) {
        nk_buf_add_text(&w->why, " is a name of the zone that it serves, and no address of it "
                                 "came that may be asked: nobody can find it");
        return;
    }
    nk_buf_add_text(&w->why, " is a server of ");
    nk_iter_add_name(w, &cut->zone);
    nk_buf_add_text(&w->why, ", and this zone is asked to find that very server: the delegations "
                             "are cyclic");
}

/* An address of the server that the walk may not ask for its family; NULL: none is known. */
static const struct nk_addr *find_other(const struct nk_dns_walk *w, uint32_t host)
{
    for (size_t i = 0; i < w->cache.address_count; i++)
        if (w->cache.addresses[i].host == host &&
            w->cache.addresses[i].addr.family != w->setup->family)
            return &w->cache.addresses[i].addr;
    return NULL;
}

/* Whether its glue is all of the other family, and only the zone itself, which it serves, could
 * tell more: such a server is left out, and that is told. */
static bool is_of_other_family(struct nk_dns_walk *w, struct nk_iter_goal *g, size_t at,
                               uint32_t number)
{
    const struct nk_iter_host *host = &w->cache.hosts[number];
    const struct nk_addr *other = find_other(w, number);
    bool ipv6 = w->setup->family == NK_IPV6;
    char text[NK_ADDR_TEXT_MAX];
    if (w->setup->family == NK_FAMILY_NONE || other == NULL ||
        !nk_name_is_under(&host->name, &nk_iter_cut_of(w, g)->zone))
        return false;
    g->skipped |= 1u << at;
    nk_addr_format(other, text);
    nk_iter_add_name(w, &host->name);
    nk_buf_printf(&w->why, " is known by its IPv%d address %s alone, and only IPv%d is asked",
                  ipv6 ? 4 : 6, text, ipv6 ? 6 : 4);
    tell_stuck(w, g, NK_STEP_LIMIT, &host->name);
    return true;
}

/* False where no side walk may begin; that was told then. */
static bool may_begin(struct nk_dns_walk *w, struct nk_iter_goal *g, size_t at, uint32_t number)
{
    const struct nk_dns_walk_limits *limits = &w->setup->limits;
    const struct nk_iter_host *host = &w->cache.hosts[number];
    nk_buf_clear(&w->why);
    if (is_of_other_family(w, g, at, number))
        return false;
    if (is_underway(w, number)) {
        g->skipped |= 1u << at;
        say_loop(w, g, host);
        tell_stuck(w, g, NK_STEP_LOOP, &host->name);
    } else if (w->depth == limits->depth) {
        g->skipped |= 1u << at;
        nk_buf_printf(&w->why, "the address of ");
        nk_iter_add_name(w, &host->name);
        nk_buf_printf(&w->why, " is not looked for: %u walks are open already, one in the other",
                      w->depth);
        tell_stuck(w, g, NK_STEP_LIMIT, &host->name);
    } else if (g->sides >= limits->per_zone || w->sides >= limits->sides) {
        bool zone = g->sides >= limits->per_zone;
        g->skipped = UINT32_MAX;
        nk_buf_printf(&w->why, "no more addresses of servers are looked for: %u were, for %s",
                      zone ? limits->per_zone : limits->sides, zone ? "this zone" : "this name");
        tell_stuck(w, g, NK_STEP_LIMIT, NULL);
    } else {
        return true;
    }
    return false;
}

bool nk_iter_side(struct nk_dns_walk *w, size_t at)
{
    struct nk_iter_goal *g = &w->goals[w->depth];
    uint32_t number = w->cache.servers[nk_iter_cut_of(w, g)->first + at];
    const struct nk_iter_host *host = &w->cache.hosts[number];
    if (!may_begin(w, g, at, number))
        return !w->broken;
    bool ipv6 = w->setup->family == NK_IPV6 || (host->tried & NK_ITER_TRIED_A) != 0;
    struct nk_dns_event step = nk_iter_step_of(w, NK_EVENT_SIDE);
    step.depth++;
    step.server_name = host->name;
    step.question =
        (struct nk_dns_question){host->name, ipv6 ? NK_TYPE_AAAA : NK_TYPE_A, NK_CLASS_IN};
    nk_buf_add_text(&w->why, "the address of ");
    nk_iter_add_name(w, &host->name);
    nk_buf_add_text(&w->why, nk_iter_has_address(w, number)
                                 ? " that came as glue led nowhere, and so its own is looked for"
                                 : " is not known, and so it is looked for");
    nk_iter_tell(w, &step);
    g->sides++;
    w->sides++;
    struct nk_iter_goal *side = &w->goals[++w->depth];
    side->question = step.question;
    side->host = number;
    side->referrals = 0;
    side->seen_count = 0;
    side->tainted = false;
    return !w->broken &&
           nk_iter_enter(w, side, nk_iter_cut_find(&w->cache, &host->name, step.question.type));
}

/* ---- its end -------------------------------------------------------------------- */

/* Takes over the addresses that were found; how many can be asked. False when broken. */
static bool take_addresses(struct nk_dns_walk *w, uint32_t host, size_t *count)
{
    const struct nk_dns_judged *j = &w->judged;
    struct nk_addr a;
    for (size_t i = 0; i < j->used_count; i++) {
        const struct nk_dns_record *rr = &j->records[j->used[i]];
        if (!nk_record_address(&j->reader, rr, &a))
            continue;
        const char *why = nk_dns_unusable(&a);
        if (why != NULL) {
            nk_buf_clear(&w->why);
            nk_buf_add_text(&w->why, why);
            continue;
        }
        if (!nk_iter_address(&w->cache, host, &a))
            return nk_iter_broken(w);
        ++*count;
    }
    return true;
}

static void say_end(struct nk_dns_walk *w, const struct nk_iter_host *host, size_t count)
{
    struct nk_buf reason = w->why;
    w->why = (struct nk_buf){0};
    if (count > 0)
        nk_buf_printf(&w->why, "%zu address%s of ", count, count == 1 ? "" : "es");
    else
        nk_buf_add_text(&w->why, "no address of ");
    nk_iter_add_name(w, &host->name);
    nk_buf_add_text(&w->why, " found");
    if (count == 0 && reason.len > 0) {
        nk_buf_add_text(&w->why, ": ");
        nk_buf_add(&w->why, reason.data, reason.len);
    }
    nk_buf_release(&reason);
}

/* The place of a server in the cut, as a bit. */
static uint32_t bit_of(const struct nk_dns_walk *w, const struct nk_iter_goal *g, uint32_t host)
{
    const struct nk_iter_cut *cut = nk_iter_cut_of(w, g);
    for (size_t i = 0; i < cut->count && i < 32; i++)
        if (w->cache.servers[cut->first + i] == host)
            return 1u << i;
    return 0;
}

bool nk_iter_side_end(struct nk_dns_walk *w, enum nk_step_verdict verdict)
{
    struct nk_iter_goal *side = &w->goals[w->depth], *g = side - 1;
    struct nk_dns_event step = nk_iter_step_of(w, NK_EVENT_SIDE_END);
    struct nk_iter_host *host = &w->cache.hosts[side->host];
    uint8_t tried = side->question.type == NK_TYPE_A ? NK_ITER_TRIED_A : NK_ITER_TRIED_AAAA;
    size_t count = 0;
    if (verdict == NK_STEP_ANSWER && !take_addresses(w, side->host, &count))
        return false;
    if (verdict == NK_STEP_NXDOMAIN)
        tried = NK_ITER_TRIED_A | NK_ITER_TRIED_AAAA;
    if (nk_step_is_good(verdict) || !side->tainted)
        host->tried |= tried;
    if (!nk_step_is_good(verdict))
        g->skipped |= bit_of(w, g, side->host);
    if (count == 0) {
        g->failed[verdict == NK_STEP_LOOP || verdict == NK_STEP_LIMIT ? verdict
                                                                      : NK_STEP_NXDOMAIN]++;
        g->tainted = g->tainted || side->tainted;
    }
    say_end(w, host, count);
    step.question = (struct nk_dns_question){host->name, side->question.type, NK_CLASS_IN};
    step.server_name = host->name;
    step.verdict = count > 0 ? NK_STEP_ANSWER : verdict == NK_STEP_ANSWER ? NK_STEP_LAME : verdict;
    w->depth--;
    step.zone = nk_iter_cut_of(w, g)->zone;
    nk_iter_tell(w, &step);
    return !w->broken && nk_iter_candidates(w, g);
}
