#include <stdlib.h>

#include "dns/walk_part.h"

/* ---- candidates -------------------------------------------------------------- */

static bool is_candidate(const struct nk_iter_goal *g, const struct nk_addr *a)
{
    for (size_t i = 0; i < g->candidate_count; i++)
        if (nk_addr_compare(&g->candidates[i].addr, a) == 0)
            return true;
    return false;
}

static bool is_allowed(const struct nk_dns_walk *w, const struct nk_addr *a)
{
    return w->setup->family == NK_FAMILY_NONE || a->family == w->setup->family;
}

static bool add_candidate(struct nk_iter_goal *g, uint32_t host, const struct nk_addr *a)
{
    void *candidates = g->candidates;
    if (!nk_grow(&candidates, g->candidate_count, &g->candidate_room, sizeof *g->candidates))
        return false;
    g->candidates = candidates;
    g->candidates[g->candidate_count++] = (struct nk_iter_candidate){.host = host, .addr = *a};
    return true;
}

bool nk_iter_candidates(struct nk_dns_walk *w, struct nk_iter_goal *g)
{
    const struct nk_iter_cache *c = &w->cache;
    const struct nk_iter_cut *cut = nk_iter_cut_of(w, g);
    for (size_t i = 0; i < cut->count; i++) {
        uint32_t host = c->servers[cut->first + i];
        for (size_t k = 0; k < c->address_count; k++) {
            const struct nk_iter_address *a = &c->addresses[k];
            if (a->host == host && is_allowed(w, &a->addr) && !is_candidate(g, &a->addr) &&
                !add_candidate(g, host, &a->addr))
                return nk_iter_broken(w);
        }
    }
    return true;
}

/* ---- the order ------------------------------------------------------------------ */

bool nk_iter_slow(struct nk_dns_walk *w, const struct nk_addr *a)
{
    void *slow = w->slow;
    for (size_t i = 0; i < w->slow_count; i++)
        if (nk_addr_compare(&w->slow[i].addr, a) == 0) {
            w->slow[i].times++;
            return true;
        }
    if (!nk_grow(&slow, w->slow_count, &w->slow_room, sizeof *w->slow))
        return nk_iter_broken(w);
    w->slow = slow;
    w->slow[w->slow_count++] = (struct nk_iter_slow){*a, 1};
    return true;
}

static unsigned times_silent(const struct nk_dns_walk *w, const struct nk_addr *a)
{
    for (size_t i = 0; i < w->slow_count; i++)
        if (nk_addr_compare(&w->slow[i].addr, a) == 0)
            return w->slow[i].times;
    return 0;
}

/* Less is sooner. An address that was silent waits, whichever zone it was silent for; so does a
 * family that this host has no way to. IPv4 goes first, as long as it is the more certain one. */
static unsigned rank(const struct nk_dns_walk *w, const struct nk_iter_candidate *c)
{
    unsigned ipv6 = c->addr.family == NK_IPV6;
    unsigned unreachable = w->unreachable[ipv6] && !w->answered[ipv6];
    return 4 * times_silent(w, &c->addr) + 2 * unreachable + ipv6;
}

static bool best_candidate(const struct nk_dns_walk *w, const struct nk_iter_goal *g, size_t *at)
{
    unsigned tries = w->setup->policy.tries > 0 ? w->setup->policy.tries : 1, best = UINT32_MAX;
    for (size_t i = 0; i < g->candidate_count; i++) {
        const struct nk_iter_candidate *c = &g->candidates[i];
        if (c->finished || c->timeouts >= tries || rank(w, c) >= best)
            continue;
        best = rank(w, c);
        *at = i;
    }
    return best != UINT32_MAX;
}

static bool has_candidate(const struct nk_iter_goal *g, uint32_t host)
{
    for (size_t i = 0; i < g->candidate_count; i++)
        if (g->candidates[i].host == host)
            return true;
    return false;
}

bool nk_iter_has_address(const struct nk_dns_walk *w, uint32_t host)
{
    for (size_t i = 0; i < w->cache.address_count; i++)
        if (w->cache.addresses[i].host == host && is_allowed(w, &w->cache.addresses[i].addr))
            return true;
    return false;
}

/* Which side walks could find an address that may be asked. */
static uint8_t wanted(const struct nk_dns_walk *w)
{
    return w->setup->family == NK_IPV4   ? NK_ITER_TRIED_A
           : w->setup->family == NK_IPV6 ? NK_ITER_TRIED_AAAA
                                         : NK_ITER_TRIED_A | NK_ITER_TRIED_AAAA;
}

/* A server without an address. Those outside of the zone first: inside, only glue could help. */
static bool best_nameless(const struct nk_dns_walk *w, const struct nk_iter_goal *g, size_t *at)
{
    const struct nk_iter_cut *cut = nk_iter_cut_of(w, g);
    bool found = false;
    for (size_t i = 0; i < cut->count; i++) {
        uint32_t number = w->cache.servers[cut->first + i];
        const struct nk_iter_host *host = &w->cache.hosts[number];
        if ((g->skipped >> i & 1) != 0 || (host->tried & wanted(w)) == wanted(w) ||
            has_candidate(g, number) || nk_iter_has_address(w, number))
            continue;
        if (!nk_name_is_under(&host->name, &cut->zone)) {
            *at = i;
            return true;
        }
        if (!found)
            *at = i;
        found = true;
    }
    return found;
}

/* An address of the server was asked, and whoever has it serves not the zone. */
static bool has_led_nowhere(const struct nk_iter_goal *g, uint32_t host)
{
    for (size_t i = 0; i < g->candidate_count; i++)
        if (g->candidates[i].host == host && g->candidates[i].finished)
            return true;
    return false;
}

/* A server whose glue may be out of date: its own zone, if that is another one, may tell. */
static bool best_stale(const struct nk_dns_walk *w, const struct nk_iter_goal *g, size_t *at)
{
    const struct nk_iter_cut *cut = nk_iter_cut_of(w, g);
    for (size_t i = 0; i < cut->count && !g->holds; i++) {
        uint32_t number = w->cache.servers[cut->first + i];
        const struct nk_iter_host *host = &w->cache.hosts[number];
        if ((g->skipped >> i & 1) == 0 && host->tried == 0 &&
            !nk_name_is_under(&host->name, &cut->zone) && has_led_nowhere(g, number)) {
            *at = i;
            return true;
        }
    }
    return false;
}

enum nk_iter_choice nk_iter_choose(const struct nk_dns_walk *w, const struct nk_iter_goal *g,
                                   size_t *at)
{
    size_t candidate = 0, nameless = 0;
    bool is_candidate_left = best_candidate(w, g, &candidate);
    if (is_candidate_left && rank(w, &g->candidates[candidate]) < 2) {
        *at = candidate;
        return NK_ITER_ASK;
    }
    if (best_nameless(w, g, &nameless)) {
        *at = nameless;
        return NK_ITER_SIDE;
    }
    *at = candidate;
    if (is_candidate_left)
        return NK_ITER_ASK;
    return best_stale(w, g, at) ? NK_ITER_SIDE : NK_ITER_DONE;
}
