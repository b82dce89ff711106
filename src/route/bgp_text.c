#include "route/bgp_text.h"

#include <string.h>

#include "base/cursor.h"
#include "base/digits.h"

/* ---- AS_PATH ------------------------------------------------------------- */

/* An AS number of two octets has at most 5 digits and a separator, one of four 10: never more than
 * three bytes an octet, and a segment's two octets stand for its brackets. */
size_t nk_bgp_as_path_room(const struct nk_bgp_attrs *a)
{
    size_t octets = 0;
    if (nk_bgp_has(a, NK_BGP_AS_PATH))
        octets += a->len[NK_BGP_AS_PATH];
    if (nk_bgp_has(a, NK_BGP_AS4_PATH))
        octets += a->len[NK_BGP_AS4_PATH];
    return octets * 3 + NK_DIGITS_MAX;
}

/* What stands before, between and behind the ASes of a segment. */
static const struct marks {
    char open, between, close;
} marks[] = {
    [NK_SEGMENT_SET] = {'{', ',', '}'},
    [NK_SEGMENT_SEQUENCE] = {'\0', ' ', '\0'},
    [NK_SEGMENT_CONFED_SEQUENCE] = {'(', ' ', ')'},
    [NK_SEGMENT_CONFED_SET] = {'[', ',', ']'},
};

static char *put_run(char *at, const struct nk_as_run *run)
{
    const struct marks *m = &marks[run->type];
    if (m->open != '\0')
        *at++ = m->open;
    for (size_t i = 0; i < run->count; i++) {
        if (i > 0)
            *at++ = m->between;
        at = nk_digits(at, nk_as_run_get(run, i));
    }
    if (m->close != '\0')
        *at++ = m->close;
    return at;
}

char *nk_bgp_as_path_text(char *at, const struct nk_bgp_attrs *a)
{
    struct nk_as_path path = nk_as_path(a);
    struct nk_as_run run;
    const char *start = at;
    while (nk_as_path_next(&path, &run)) {
        if (run.count == 0)
            continue;
        if (at != start)
            *at++ = ' ';
        at = put_run(at, &run);
    }
    return at;
}

/* ---- communities --------------------------------------------------------- */

/* Octets of one item, and the most bytes that its text takes with its NUL. */
static const struct item {
    uint8_t octets, room;
} items[NK_BGP_LARGE_COMMUNITIES + 1] = {
    [NK_BGP_COMMUNITIES] = {4, 14},
    [NK_BGP_EXT_COMMUNITIES] = {8, 32},
    [NK_BGP_LARGE_COMMUNITIES] = {12, 36},
};

size_t nk_bgp_communities_room(const struct nk_bgp_attrs *a, enum nk_bgp_attr type)
{
    const struct item *item = &items[type];
    return nk_bgp_has(a, type) ? a->len[type] / (size_t)item->octets * item->room : 0;
}

static char *put_word(char *at, const char *word)
{
    size_t len = strlen(word);
    memcpy(at, word, len);
    return at + len;
}

static char *put_community(char *at, struct nk_cursor *c)
{
    static const char *const known[] = {"no-export", "no-advertise", "local-AS"};
    uint32_t community = nk_cursor_u32(c);
    if (community >= 0xffffff01 && community <= 0xffffff03)
        return put_word(at, known[community - 0xffffff01]);
    at = nk_digits(at, community >> 16);
    *at++ = ':';
    return nk_digits(at, community & 0xffff);
}

static char *put_large(char *at, struct nk_cursor *c)
{
    at = nk_digits(at, nk_cursor_u32(c));
    *at++ = ':';
    at = nk_digits(at, nk_cursor_u32(c));
    *at++ = ':';
    return nk_digits(at, nk_cursor_u32(c));
}

static char *put_hex(char *at, uint64_t n)
{
    static const char digits[] = "0123456789abcdef";
    for (int shift = 60; shift >= 0; shift -= 4)
        *at++ = digits[n >> shift & 15];
    return at;
}

/* Route targets and origins (RFC 4360 4, 5; four-octet ASes: RFC 5668); others as they are. */
static char *put_extended(char *at, struct nk_cursor *c)
{
    uint64_t n = nk_cursor_u64(c);
    unsigned kind = (unsigned)(n >> 56), subtype = (unsigned)(n >> 48) & 0xff;
    uint32_t first = (uint32_t)(n >> 16), last = (uint32_t)n;
    char text[NK_ADDR_TEXT_MAX];
    if (kind > 2 || (subtype != 2 && subtype != 3))
        return put_hex(at, n);
    at = put_word(at, subtype == 2 ? "rt:" : "soo:");
    if (kind == 0) {
        at = nk_digits(at, first >> 16);
    } else if (kind == 1) {
        struct nk_addr addr = nk_addr_ipv4(first);
        nk_addr_format(&addr, text);
        at = put_word(at, text);
    } else {
        at = nk_digits(at, first);
    }
    *at++ = ':';
    return nk_digits(at, kind == 0 ? last : last & 0xffff);
}

char *nk_bgp_communities_text(char *at, const struct nk_bgp_attrs *a, enum nk_bgp_attr type)
{
    if (!nk_bgp_has(a, type))
        return at;
    struct nk_cursor c = nk_cursor(a->at[type], a->len[type]);
    while (nk_cursor_left(&c) > 0) {
        if (type == NK_BGP_COMMUNITIES)
            at = put_community(at, &c);
        else if (type == NK_BGP_LARGE_COMMUNITIES)
            at = put_large(at, &c);
        else
            at = put_extended(at, &c);
        *at++ = '\0';
    }
    return at;
}

/* ---- the rest ------------------------------------------------------------ */

char *nk_bgp_aggregator_text(char *at, const struct nk_bgp_attrs *a)
{
    uint32_t as, bits;
    if (!nk_bgp_aggregator(a, &as, &bits))
        return at;
    struct nk_addr addr = nk_addr_ipv4(bits);
    at = nk_digits(at, as);
    *at++ = ' ';
    return at + nk_addr_format(&addr, at);
}

const char *nk_bgp_origin_name(const struct nk_bgp_attrs *a)
{
    static const char *const names[] = {"IGP", "EGP", "INCOMPLETE"};
    return nk_bgp_has(a, NK_BGP_ORIGIN) ? names[*a->at[NK_BGP_ORIGIN]] : NULL;
}
