#include "route/idset.h"

#include <stdlib.h>
#include <string.h>

void nk_idsets_release(struct nk_idsets *s)
{
    free(s->words);
    *s = (struct nk_idsets){0};
}

const uint32_t *nk_idset_members(const struct nk_idsets *s, const uint32_t *set, size_t *count)
{
    *count = 1;
    if (*set < NK_IDSET_MANY)
        return set;
    const uint32_t *at = s->words + (*set - NK_IDSET_MANY);
    *count = *at;
    return at + 1;
}

bool nk_idset_has(const struct nk_idsets *s, uint32_t set, uint32_t member)
{
    size_t low = 0, high;
    const uint32_t *all = nk_idset_members(s, &set, &high);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (all[mid] == member)
            return true;
        if (all[mid] < member)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

uint32_t nk_idset_last(const struct nk_idsets *s, uint32_t set)
{
    size_t count;
    const uint32_t *all = nk_idset_members(s, &set, &count);
    return all[count - 1];
}

static bool make_room(struct nk_idsets *s, size_t words)
{
    if (s->failed || words <= s->room - s->count)
        return !s->failed;
    size_t room = s->room + s->room / 2 + words + 1024;
    uint32_t *grown = room < NK_IDSET_MANY ? realloc(s->words, room * sizeof *grown) : NULL;
    s->failed = grown == NULL;
    if (s->failed)
        return false;
    s->words = grown;
    s->room = room;
    return true;
}

static size_t intersect(const uint32_t *a, size_t n, const uint32_t *b, size_t m, uint32_t *out)
{
    size_t i = 0, j = 0, count = 0;
    while (i < n && j < m) {
        if (a[i] == b[j]) {
            out[count++] = a[i++];
            j++;
        } else if (a[i] < b[j]) {
            i++;
        } else {
            j++;
        }
    }
    return count;
}

/* Of two sets that share nothing. */
static size_t unite(const uint32_t *a, size_t n, const uint32_t *b, size_t m, uint32_t *out)
{
    size_t i = 0, j = 0, count = 0;
    while (i < n && j < m)
        out[count++] = a[i] < b[j] ? a[i++] : b[j++];
    memcpy(out + count, a + i, (n - i) * sizeof *out);
    count += n - i;
    memcpy(out + count, b + j, (m - j) * sizeof *out);
    return count + m - j;
}

uint32_t nk_idset_merge(struct nk_idsets *s, uint32_t a, uint32_t b)
{
    size_t n, m;
    if (a == b)
        return a;
    nk_idset_members(s, &a, &n);
    nk_idset_members(s, &b, &m);
    if (!make_room(s, n + m + 1))
        return a;
    const uint32_t *x = nk_idset_members(s, &a, &n), *y = nk_idset_members(s, &b, &m);
    uint32_t *out = s->words + s->count + 1;
    size_t count = intersect(x, n, y, m, out);
    if (count == 1)
        return *out;
    if (count == 0)
        count = unite(x, n, y, m, out);
    out[-1] = (uint32_t)count;
    uint32_t set = NK_IDSET_MANY + (uint32_t)s->count;
    s->count += count + 1;
    return set;
}
