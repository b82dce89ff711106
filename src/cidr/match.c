#include "cidr/match.h"

#include <stdlib.h>
#include <string.h>

#include "addr/scan.h"
#include "addr/set_part.h"
#include "cidr/match_mask.h"

/* ---- the set ------------------------------------------------------------- */

static void fill_index(struct nk_matcher *m)
{
    const struct nk_set_part *part = &m->set->ipv4;
    const struct nk_cell4 *cells = part->cells;
    size_t at = 0;
    for (uint32_t high = 0; high < 65536; high++) {
        while (at < part->count && cells[at].last >> 16 < high)
            at++;
        m->index[high] = (uint32_t)at;
        m->touched[high] = at < part->count && cells[at].first >> 16 <= high;
    }
    m->index[65536] = (uint32_t)part->count;
}

bool nk_matcher_init(struct nk_matcher *m, const struct nk_set *set, bool mapped,
                     struct nk_err *err)
{
    *m = (struct nk_matcher){.set = set, .mapped = mapped};
    if (set->ipv4.count == 0)
        return true;
    m->index = malloc(65537 * sizeof *m->index);
    m->touched = malloc(65536);
    if (m->index == NULL || m->touched == NULL) {
        nk_matcher_release(m);
        return nk_err_memory(err);
    }
    fill_index(m);
    return true;
}

void nk_matcher_release(struct nk_matcher *m)
{
    free(m->index);
    free(m->touched);
    m->index = NULL;
    m->touched = NULL;
}

static bool has_ipv4(const struct nk_matcher *m, uint32_t a)
{
    if (m->index == NULL || !m->touched[a >> 16])
        return false;
    const struct nk_cell4 *cells = m->set->ipv4.cells;
    size_t low = m->index[a >> 16], high = m->index[(a >> 16) + 1];
    /* the first range that ends at or after a: in [low, high], where `high` may be past the last */
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (cells[mid].last < a)
            low = mid + 1;
        else
            high = mid;
    }
    return low < m->set->ipv4.count && cells[low].first <= a && a <= cells[low].last;
}

bool nk_matcher_has(const struct nk_matcher *m, const struct nk_addr *a)
{
    if (a->family == NK_IPV4)
        return has_ipv4(m, (uint32_t)a->lo);
    if (m->mapped && a->hi == 0 && a->lo >> 32 == 0xffff && has_ipv4(m, (uint32_t)a->lo))
        return true;
    return m->set->ipv6.count > 0 && nk_set_contains_addr(m->set, a);
}

/* ---- runs ---------------------------------------------------------------- */

/* A run of address characters, and whether another letter or digit touches it. */
struct run {
    const char *start, *end;
    bool touched_before, touched_after;
};

static inline bool is_run(char c)
{
    return nk_is_hex(c) || c == '.' || c == ':';
}

/* Letters that are no hexadecimal digits: they touch a run without being part of it. */
static inline bool is_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'g') <= 'z' - 'g';
}

/* The run around a byte of it. */
static struct run run_around(const char *text, const char *end, const char *at)
{
    struct run r = {at, at + 1, false, false};
    while (r.start != text && is_run(r.start[-1]))
        r.start--;
    while (r.end != end && is_run(*r.end))
        r.end++;
    r.touched_before = r.start != text && is_letter(r.start[-1]);
    r.touched_after = r.end != end && is_letter(*r.end);
    return r;
}

static bool hit_is(const struct nk_matcher *m, const char *start, const char *end,
                   struct nk_addr addr, struct nk_match_hit *hit)
{
    if (!nk_matcher_has(m, &addr))
        return false;
    *hit = (struct nk_match_hit){addr, start, (size_t)(end - start)};
    return true;
}

/* A part without colons: dots before the address do not belong to it. */
static bool try_ipv4(const struct nk_matcher *m, const char *start, const char *end, bool touched,
                     struct nk_match_hit *hit)
{
    uint32_t bits;
    for (; start != end && *start == '.'; start++)
        touched = false;
    if (touched || end - start < 7 || end - start > 15 || nk_scan_ipv4(start, end, &bits) != end)
        return false;
    return hit_is(m, start, end, nk_addr_ipv4(bits), hit);
}

/* The whole run as an IPv6 address, less dots and colons before it. `*good` tells whether it is
 * one. */
static bool try_ipv6(const struct nk_matcher *m, const struct run *r, struct nk_match_hit *hit,
                     bool *good)
{
    const char *start = r->start;
    bool touched = r->touched_before;
    struct nk_addr addr;
    *good = false;
    if (r->touched_after)
        return false;
    for (; start != r->end; start++, touched = false) {
        if (!touched && nk_scan_ipv6(start, r->end, &addr) == r->end) {
            *good = true;
            return hit_is(m, start, r->end, addr, hit);
        }
        if (*start != '.' && *start != ':')
            return false;
    }
    return false;
}

/* Two colons in a row or six of them: fewer make no IPv6 address, and times of day are everywhere.
 */
static bool may_be_ipv6(const struct run *r)
{
    unsigned colons = 0;
    for (const char *at = r->start; at != r->end; at++) {
        if (*at != ':')
            continue;
        if (++colons == 6 || (at + 1 != r->end && at[1] == ':'))
            return true;
    }
    return false;
}

static bool try_run(const struct nk_matcher *m, const struct run *r, struct nk_match_hit *hit)
{
    size_t len = (size_t)(r->end - r->start);
    const char *colon = memchr(r->start, ':', len);
    if (colon == NULL)
        return !r->touched_after && try_ipv4(m, r->start, r->end, r->touched_before, hit);
    bool good = false;
    if (may_be_ipv6(r) && try_ipv6(m, r, hit, &good))
        return true;
    if (good)
        return false; /* an IPv6 address that is not in the set: its parts are none */
    const char *start = r->start;
    bool touched = r->touched_before;
    for (;; start = colon + 1, touched = false) {
        colon = memchr(start, ':', (size_t)(r->end - start));
        if (colon == NULL)
            return !r->touched_after && try_ipv4(m, start, r->end, touched, hit);
        if (try_ipv4(m, start, colon, touched, hit))
            return true;
    }
}

/* What most addresses in logs are: an IPv4 address between bytes that no run and no word goes on
 * with. Reads it once, without looking for the ends of the run first; NULL where it is not so
 * simple. */
static inline const char *simple_ipv4(const char *text, const char *end, const char *dot,
                                      const char **start, uint32_t *bits)
{
    const char *at = dot;
    while (at != text && (unsigned char)(at[-1] - '0') < 10 && dot - at < 3)
        at--;
    if (at != text && (is_run(at[-1]) || is_letter(at[-1])))
        return NULL;
    const char *stop = nk_scan_ipv4(at, end, bits);
    if (stop == NULL || (stop != end && (is_run(*stop) || is_letter(*stop))))
        return NULL;
    *start = at;
    return stop;
}

/* ---- the scan ------------------------------------------------------------ */

bool nk_matcher_scan(const struct nk_matcher *m, const char *text, size_t len,
                     struct nk_match_hit *hit)
{
    const char *end = text + len, *done = text; /* what is before `done` has been looked at */
    bool colons = m->set->ipv6.count > 0 || m->mapped;
    struct nk_mask_state state = {.colons = colons};
    for (const char *block = text; block < end; block += NK_MASK_WIDTH) {
        size_t left = (size_t)(end - block);
        uint64_t candidates = nk_mask_candidates(&state, block, left);
        for (; candidates != 0; candidates &= candidates - 1) {
            const char *at = block + __builtin_ctzll(candidates);
            if (at < done)
                continue;
            uint32_t bits;
            const char *start, *stop = simple_ipv4(text, end, at, &start, &bits);
            if (stop != NULL) {
                if (hit_is(m, start, stop, nk_addr_ipv4(bits), hit))
                    return true;
                done = stop;
                continue;
            }
            struct run r = run_around(text, end, at);
            if (try_run(m, &r, hit))
                return true;
            done = r.end;
        }
    }
    return false;
}
