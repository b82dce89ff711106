#include "route/bgp_attrs.h"

#include "base/cursor.h"

/* ---- the form of each ---------------------------------------------------- */

/* Lengths that are allowed: `fixed` or `other` octets, or multiples of `unit`. */
struct form {
    const char *name;
    uint8_t fixed, other, unit;
};

static const struct form forms[NK_BGP_LARGE_COMMUNITIES + 1] = {
    [NK_BGP_ORIGIN] = {"ORIGIN", 1, 1, 0},
    [NK_BGP_AS_PATH] = {"AS_PATH", 0, 0, 1},
    [NK_BGP_NEXT_HOP] = {"NEXT_HOP", 4, 4, 0},
    [NK_BGP_MED] = {"MULTI_EXIT_DISC", 4, 4, 0},
    [NK_BGP_LOCAL_PREF] = {"LOCAL_PREF", 4, 4, 0},
    [NK_BGP_ATOMIC_AGGREGATE] = {"ATOMIC_AGGREGATE", 0, 0, 0},
    [NK_BGP_AGGREGATOR] = {"AGGREGATOR", 6, 8, 0},
    [NK_BGP_COMMUNITIES] = {"COMMUNITIES", 0, 0, 4},
    [NK_BGP_MP_REACH] = {"MP_REACH_NLRI", 0, 0, 1},
    [NK_BGP_MP_UNREACH] = {"MP_UNREACH_NLRI", 0, 0, 1},
    [NK_BGP_EXT_COMMUNITIES] = {"EXTENDED_COMMUNITIES", 0, 0, 8},
    [NK_BGP_AS4_PATH] = {"AS4_PATH", 0, 0, 1},
    [NK_BGP_AS4_AGGREGATOR] = {"AS4_AGGREGATOR", 8, 8, 0},
    [NK_BGP_LARGE_COMMUNITIES] = {"LARGE_COMMUNITY", 0, 0, 12},
};

static bool has_form(const struct form *f, size_t len)
{
    if (f->unit > 0)
        return len % f->unit == 0;
    return len == f->fixed || len == f->other;
}

static bool segments_fit(const uint8_t *at, size_t len, size_t size)
{
    const uint8_t *end = at + len;
    while (end - at >= 2) {
        size_t bytes = at[1] * size;
        if (at[0] < NK_SEGMENT_SET || at[0] > NK_SEGMENT_CONFED_SET ||
            (size_t)(end - at) - 2 < bytes)
            return false;
        at += 2 + bytes;
    }
    return at == end;
}

/* ---- all of them --------------------------------------------------------- */

static bool refuse(struct nk_err *err, size_t offset, const struct form *f, const char *why,
                   size_t len)
{
    return nk_err_set(err, NK_ERR_INPUT, offset, 0, "%s of %zu octets %s", f->name, len, why);
}

/* One attribute that we know. */
static bool take(struct nk_bgp_attrs *a, uint8_t type, const uint8_t *value, size_t len,
                 size_t offset, struct nk_err *err)
{
    const struct form *f = &forms[type];
    if (!has_form(f, len))
        return refuse(err, offset, f, "cannot be: a wrong length", len);
    a->has_mp = a->has_mp || type == NK_BGP_MP_REACH || type == NK_BGP_MP_UNREACH;
    if (a->seen >> type & 1)
        return true;
    if (type == NK_BGP_AS_PATH && !segments_fit(value, len, a->two_octets ? 2 : 4))
        return refuse(err, offset, f, "is not made of segments", len);
    if (type == NK_BGP_AS4_PATH && !segments_fit(value, len, 4))
        return true; /* discarded (RFC 6793 6) */
    if (type == NK_BGP_ORIGIN && *value > 2)
        return nk_err_set(err, NK_ERR_INPUT, offset, 0, "ORIGIN is %u: 0, 1 and 2 are known",
                          *value);
    a->seen |= UINT64_C(1) << type;
    a->at[type] = value;
    a->len[type] = (uint16_t)len;
    return true;
}

bool nk_bgp_attrs_parse(struct nk_bgp_attrs *a, const uint8_t *bytes, size_t len, bool two_octets,
                        struct nk_err *err)
{
    const uint8_t *at = bytes, *end = bytes + len;
    a->seen = 0;
    a->two_octets = two_octets;
    a->has_mp = false;
    while (at != end) {
        const uint8_t *start = at;
        size_t left = (size_t)(end - at);
        size_t head = at[0] & 0x10 ? 4 : 3; /* the extended length bit */
        if (left < head)
            return nk_err_set(err, NK_ERR_INPUT, (size_t)(at - bytes), 0,
                              "the attributes end inside the head of one");
        uint8_t type = at[1];
        size_t size = head == 4 ? (size_t)at[2] << 8 | at[3] : at[2];
        if (size > left - head)
            return nk_err_set(err, NK_ERR_INPUT, (size_t)(at - bytes), 0,
                              "attribute %u claims %zu octets of %zu that are left", type, size,
                              left - head);
        at += head + size;
        if (type <= NK_BGP_LARGE_COMMUNITIES && forms[type].name != NULL &&
            !take(a, type, start + head, size, (size_t)(start - bytes), err))
            return false;
    }
    return true;
}

uint32_t nk_bgp_u32(const struct nk_bgp_attrs *a, enum nk_bgp_attr type)
{
    struct nk_cursor c = nk_cursor(a->at[type], a->len[type]);
    return nk_cursor_u32(&c);
}

/* AGGREGATOR's AS number has the octets that its length leaves. */
static uint32_t aggregator_of(const struct nk_bgp_attrs *a, enum nk_bgp_attr type, uint32_t *addr)
{
    struct nk_cursor c = nk_cursor(a->at[type], a->len[type]);
    uint32_t as = a->len[type] == 8 ? nk_cursor_u32(&c) : nk_cursor_u16(&c);
    *addr = nk_cursor_u32(&c);
    return as;
}

/* RFC 6793 4.2.3: an aggregator that knew only two octets has replaced the path, so that what the
 * AS4 attributes say is of old. */
static bool as4_is_stale(const struct nk_bgp_attrs *a)
{
    uint32_t addr;
    return !a->two_octets ||
           (nk_bgp_has(a, NK_BGP_AGGREGATOR) && nk_bgp_has(a, NK_BGP_AS4_AGGREGATOR) &&
            aggregator_of(a, NK_BGP_AGGREGATOR, &addr) != NK_AS_TRANS);
}

bool nk_bgp_aggregator(const struct nk_bgp_attrs *a, uint32_t *as, uint32_t *addr)
{
    if (!nk_bgp_has(a, NK_BGP_AGGREGATOR))
        return false;
    bool four = nk_bgp_has(a, NK_BGP_AS4_AGGREGATOR) && !as4_is_stale(a);
    *as = aggregator_of(a, four ? NK_BGP_AS4_AGGREGATOR : NK_BGP_AGGREGATOR, addr);
    return true;
}

/* ---- the path ------------------------------------------------------------ */

/* How long a path is for the merge: a set is one AS, what is of a confederation none (RFC 6793
 * 4.2.3 with RFC 4271 9.1.2.2 and RFC 5065 5.3). */
static size_t ases_in(const uint8_t *at, const uint8_t *end, size_t size)
{
    size_t n = 0;
    for (; at != end; at += 2 + at[1] * size) {
        if (at[0] == NK_SEGMENT_SEQUENCE)
            n += at[1];
        else
            n += at[0] == NK_SEGMENT_SET;
    }
    return n;
}

struct nk_as_path nk_as_path(const struct nk_bgp_attrs *a)
{
    struct nk_as_path p = {.leading = SIZE_MAX, .size = a->two_octets ? 2 : 4};
    if (!nk_bgp_has(a, NK_BGP_AS_PATH))
        return p;
    p.at = a->at[NK_BGP_AS_PATH];
    p.end = p.at + a->len[NK_BGP_AS_PATH];
    if (!nk_bgp_has(a, NK_BGP_AS4_PATH) || as4_is_stale(a))
        return p;
    const uint8_t *at4 = a->at[NK_BGP_AS4_PATH], *end4 = at4 + a->len[NK_BGP_AS4_PATH];
    size_t all = ases_in(p.at, p.end, p.size), of4 = ases_in(at4, end4, 4);
    if (of4 > all)
        return p;
    p.leading = all - of4;
    p.at4 = at4;
    p.end4 = end4;
    return p;
}

/* The segment at `*at`, which moves behind it; they were looked at by nk_bgp_attrs_parse(). */
static struct nk_as_run take_segment(const uint8_t **at, uint8_t size)
{
    struct nk_as_run run = {.numbers = *at + 2, .count = (*at)[1], .size = size, .type = (*at)[0]};
    *at += 2 + run.count * size;
    return run;
}

bool nk_as_path_next(struct nk_as_path *p, struct nk_as_run *run)
{
    while (p->at != p->end && p->leading > 0) {
        *run = take_segment(&p->at, p->size);
        if (run->type == NK_SEGMENT_SEQUENCE && run->count > p->leading)
            run->count = p->leading;
        size_t taken = run->type == NK_SEGMENT_SEQUENCE ? run->count : run->type == NK_SEGMENT_SET;
        p->leading -= p->leading == SIZE_MAX ? 0 : taken;
        return true;
    }
    while (p->at4 != p->end4) {
        *run = take_segment(&p->at4, 4);
        if (run->type == NK_SEGMENT_SEQUENCE || run->type == NK_SEGMENT_SET)
            return true;
    }
    return false;
}

bool nk_bgp_origin_as(const struct nk_bgp_attrs *a, uint32_t *as, bool *set)
{
    struct nk_as_path p = nk_as_path(a);
    struct nk_as_run run, last = {.count = 0};
    while (nk_as_path_next(&p, &run))
        if (run.count > 0)
            last = run;
    *set = last.count > 0 && last.type == NK_SEGMENT_SET;
    if (last.count == 0 || last.type != NK_SEGMENT_SEQUENCE)
        return false;
    *as = nk_as_run_get(&last, last.count - 1);
    return true;
}
