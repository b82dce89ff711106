/*
 * From prefixes to spans. The rows are looked at once, each as it comes: they are swept at once,
 * and need not be kept.
 */
#include <stdlib.h>

#include "addr/lpm_build.h"

struct nk_lpm_builder {
    struct nk_lpm_sweep sweep; /* of the family in hand */
    struct nk_lpm_row before;
    struct nk_lpm_span *spans; /* of IPv4, then of IPv6 */
    size_t ipv4;               /* how many are IPv4's, once they are whole */
    size_t count, room;        /* rows */
    uint8_t *used;             /* a bit for each id up to `room` that a row has */
    uint8_t family;
    bool failed;
};

void nk_lpm_drop(struct nk_lpm_builder *b)
{
    if (b == NULL)
        return;
    free(b->spans);
    free(b->used);
    free(b);
}

struct nk_lpm_builder *nk_lpm_begin(size_t room, struct nk_err *err)
{
    if (room > NK_LPM_IDS_MAX / 4) {
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "too many prefixes for one table");
        return NULL;
    }
    struct nk_lpm_builder *b = calloc(1, sizeof *b);
    if (b != NULL) {
        b->room = room;
        b->family = NK_IPV4;
        b->used = calloc(room / 8 + 1, 1);
        b->spans = nk_alloc_array(2 * room + 2, sizeof *b->spans);
    }
    if (b == NULL || b->used == NULL || b->spans == NULL) {
        nk_err_memory(err);
        nk_lpm_drop(b);
        return NULL;
    }
    nk_lpm_sweep_start(&b->sweep, b->spans);
    return b;
}

/* The spans of IPv4 are whole; those of IPv6 follow. */
static void end_ipv4(struct nk_lpm_builder *b)
{
    b->ipv4 = nk_lpm_sweep_end(&b->sweep);
    b->family = NK_IPV6;
    nk_lpm_sweep_start(&b->sweep, b->spans + b->ipv4);
}

/* Whether a row is a prefix without host bits. */
static inline bool is_network(const struct nk_lpm_row *r)
{
    unsigned width = nk_family_width(r->family);
    struct nk_u128 bits = nk_u128_low_ones(width), host = nk_u128_low_ones(width - r->length);
    struct nk_u128 wrong = nk_u128_and(r->first, nk_u128_or(nk_u128_not(bits), host));
    return (wrong.hi | wrong.lo) == 0;
}

static bool refuse(struct nk_lpm_builder *b, const char *why, struct nk_err *err)
{
    b->failed = true;
    return nk_err_set(err, NK_ERR_INPUT, 0, 0, "row %zu %s", b->count, why);
}

static inline bool check(struct nk_lpm_builder *b, const struct nk_lpm_row *r, struct nk_err *err)
{
    if (b->count == b->room)
        return refuse(b, "is one too many", err);
    if ((r->family != NK_IPV4 && r->family != NK_IPV6) || r->length > nk_family_width(r->family))
        return refuse(b, "is not a prefix", err);
    if (!is_network(r))
        return refuse(b, "has host bits", err);
    return b->count == 0 || nk_lpm_ascends(&b->before, r) || refuse(b, "is not in order", err);
}

bool nk_lpm_add(struct nk_lpm_builder *b, const struct nk_lpm_row *rows, size_t count,
                struct nk_err *err)
{
    for (size_t i = 0; i < count && !b->failed; i++) {
        const struct nk_lpm_row *r = &rows[i];
        if (!check(b, r, err))
            return false;
        if (r->family != b->family)
            end_ipv4(b);
        if (r->id <= b->room)
            b->used[r->id / 8] |= (uint8_t)(1u << r->id % 8);
        nk_lpm_sweep_row(&b->sweep, r);
        b->before = *r;
        b->count++;
    }
    return !b->failed;
}

/* The least id that no row has: of count + 1 numbers one is free. */
static uint32_t find_escape(const struct nk_lpm_builder *b)
{
    uint32_t escape = 0;
    while ((b->used[escape / 8] >> escape % 8 & 1) != 0)
        escape++;
    return escape;
}

struct nk_lpm *nk_lpm_end(struct nk_lpm_builder *b, struct nk_err *err)
{
    struct nk_lpm *t = NULL;
    if (!b->failed) {
        if (b->family == NK_IPV4)
            end_ipv4(b);
        struct nk_lpm_span *middle = b->spans + b->ipv4;
        const struct nk_lpm_divided ipv4 = {b->spans, middle, {0, 0}},
                                    ipv6 = {middle, middle + nk_lpm_sweep_end(&b->sweep), {0, 0}};
        t = nk_lpm_build_spans(&ipv4, &ipv6, find_escape(b), err);
    }
    nk_lpm_drop(b);
    return t;
}

struct nk_lpm *nk_lpm_build_sorted(const struct nk_lpm_row *rows, size_t count, struct nk_err *err)
{
    struct nk_lpm_builder *b = nk_lpm_begin(count, err);
    if (b == NULL)
        return NULL;
    nk_lpm_add(b, rows, count, err);
    return nk_lpm_end(b, err);
}

struct nk_lpm *nk_lpm_build(const struct nk_lpm_entry *entries, size_t count, struct nk_err *err)
{
    struct nk_lpm_row *rows = malloc((count + 1) * sizeof *rows);
    if (rows == NULL || count > NK_LPM_IDS_MAX) {
        free(rows);
        nk_err_memory(err);
        return NULL;
    }
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const struct nk_prefix *p = &entries[i].prefix;
        if (p->addr.family != NK_FAMILY_NONE)
            rows[n++] = (struct nk_lpm_row){nk_addr_bits(nk_prefix_first(p)), entries[i].id,
                                            p->length, p->addr.family};
    }
    struct nk_lpm *t = NULL;
    if (nk_lpm_sort(rows, n, err))
        t = nk_lpm_build_sorted(rows, n, err);
    free(rows);
    return t;
}
