/* The naive model of longest-prefix match, and every way to look up held against it. */
#ifndef NK_TESTS_LPM_MODEL_H
#define NK_TESTS_LPM_MODEL_H

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "addr/lpm_part.h"

/* Looks at every entry. */
static inline uint32_t slow_find(const struct nk_lpm_entry *entries, size_t count,
                                 const struct nk_addr *a)
{
    const struct nk_lpm_entry *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (nk_prefix_contains(&entries[i].prefix, a) &&
            (best == NULL || entries[i].prefix.length >= best->prefix.length))
            best = &entries[i];
    return best == NULL ? NK_LPM_NONE : best->id;
}

/* Memory of `size` bytes with a page behind it that nobody may read: vectors
 * that gather are seen by no sanitizer. NULL where there is none. */
static inline char *guarded_memory(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), whole = (size + page - 1) / page * page;
    char *at = mmap(NULL, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED || mprotect(at + whole, page, PROT_NONE) != 0)
        return NULL;
    return at + whole - size;
}

static inline void guarded_release(char *memory, size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), whole = (size + page - 1) / page * page;
    munmap(memory + size - whole, whole + page);
}

enum { ADDRS_MAX = 512, BEYOND = 64, WAYS = 5 };

#define UNTOUCHED 0xabcdef01u

struct found {
    uint32_t one[ADDRS_MAX], many[WAYS][ADDRS_MAX + BEYOND];
    bool done[WAYS]; /* false where this processor cannot */
};

/* The ids of up to ADDRS_MAX addresses of one family by every way that there is. */
static inline void find_all_ways(const struct nk_lpm *t, const struct nk_addr *addrs, size_t n,
                                 struct found *f)
{
    bool ipv4 = n > 0 && addrs[0].family == NK_IPV4;
    uint32_t *four = (uint32_t *)(void *)guarded_memory(n * sizeof *four);
    struct nk_u128 *six = (struct nk_u128 *)(void *)guarded_memory(n * sizeof *six);
    if (four == NULL || six == NULL)
        abort();
    for (size_t i = 0; i < n; i++) {
        f->one[i] = nk_lpm_find(t, &addrs[i]);
        four[i] = (uint32_t)addrs[i].lo;
        six[i] = nk_addr_bits(addrs[i]);
    }
    for (size_t way = 0; way < WAYS; way++)
        for (size_t i = 0; i < ADDRS_MAX + BEYOND; i++)
            f->many[way][i] = UNTOUCHED;
    nk_lpm_find_many(t, addrs, f->many[0], n);
    f->done[0] = f->done[1] = f->done[4] = true;
    f->done[2] =
        ipv4 ? nk_lpm_vector4(t, four, f->many[2], n) : nk_lpm_vector6(t, six, f->many[2], n);
    f->done[3] = ipv4 && nk_lpm_counted4(t, four, f->many[3], n);
    if (ipv4) {
        nk_lpm_find_many4(t, four, f->many[1], n);
        nk_lpm_plain4(t, four, f->many[4], n);
    } else {
        nk_lpm_find_many6(t, six, f->many[1], n);
        nk_lpm_plain6(t, six, f->many[4], n);
    }
    guarded_release((char *)four, n * sizeof *four);
    guarded_release((char *)six, n * sizeof *six);
}

/* True where all ways give the model's ids. */
static inline bool all_ways_agree(const struct nk_lpm *t, const struct nk_lpm_entry *entries,
                                  size_t count, const struct nk_addr *addrs, size_t n)
{
    struct found f;
    find_all_ways(t, addrs, n, &f);
    for (size_t i = 0; i < n; i++) {
        uint32_t id = slow_find(entries, count, &addrs[i]);
        if (f.one[i] != id)
            return false;
        for (size_t way = 0; way < WAYS; way++)
            if (f.done[way] && f.many[way][i] != id)
                return false;
    }
    for (size_t way = 0; way < WAYS; way++)
        for (size_t i = n; i < n + BEYOND; i++)
            if (f.many[way][i] != UNTOUCHED)
                return false;
    return true;
}

/* The addresses where something may change: both ends of a prefix, and what lies behind them. */
static inline size_t edges(const struct nk_prefix *p, struct nk_addr *out)
{
    struct nk_addr first = nk_prefix_first(p), last = nk_prefix_last(p);
    struct nk_u128 width = nk_u128_low_ones(nk_family_width(p->addr.family)), one = nk_u128(0, 1);
    out[0] = first;
    out[1] = last;
    out[2] = nk_addr_of(first.family, nk_u128_and(nk_u128_sub(nk_addr_bits(first), one), width));
    out[3] = nk_addr_of(first.family, nk_u128_and(nk_u128_add(nk_addr_bits(last), one), width));
    return 4;
}

/* A copy of a table's image in such memory. */
static inline char *copy_image(const struct nk_lpm *t, size_t *size)
{
    const void *image = nk_lpm_image(t, size);
    char *copy = guarded_memory(*size);
    if (copy != NULL)
        memcpy(copy, image, *size);
    return copy;
}

#endif
