#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "addr/lenient.h"
#include "addr/scan.h"

/* The text under the parser: offsets count from `text`. */
struct parse {
    const char *text, *end;
    unsigned flags;
    struct nk_item *out;
    struct nk_err *err;
};

static bool fail(const struct parse *p, const char *at, const char *stop, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static bool fail(const struct parse *p, const char *at, const char *stop, const char *format, ...)
{
    char text[NK_ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return nk_err_set(p->err, NK_ERR_INPUT, (size_t)(at - p->text), (size_t)(stop - at), "%s",
                      text);
}

static int quoted(const char *text, const char *end)
{
    return end - text > 60 ? 60 : (int)(end - text);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* ---- masks --------------------------------------------------------------- */

/* The length of a mask of ones and then zeros, or (a wildcard) of zeros and then ones. */
static bool mask_length(const struct nk_addr *mask, unsigned *length, enum nk_mask_kind *kind)
{
    unsigned width = nk_family_width(mask->family);
    for (unsigned inverted = 0; inverted < 2; inverted++) {
        struct nk_addr max = nk_addr_max(mask->family);
        struct nk_u128 host = nk_addr_bits(*mask);
        if (!inverted)
            host = nk_u128_xor(host, nk_addr_bits(max));
        /* ones at the low end only: adding one carries through all of them */
        struct nk_u128 next = nk_u128_add(host, nk_u128(0, 1));
        struct nk_u128 common = nk_u128_and(host, next);
        if ((common.hi | common.lo) != 0)
            continue;
        *length = width - (128 - nk_u128_leading_zeros(host));
        *kind = inverted ? NK_MASK_WILDCARD : NK_MASK_NETMASK;
        return true;
    }
    return false;
}

/* A length that is none: says why. */
static bool length_fails(const struct parse *p, const char *at, const struct nk_addr *addr)
{
    unsigned width = nk_family_width(addr->family);
    size_t len = (size_t)(p->end - at), digits = 0;
    while (digits < len && at[digits] >= '0' && at[digits] <= '9')
        digits++;
    if (len == 0)
        return fail(p, at - 1, at, "a prefix length is missing behind '/': expected 0 to %u",
                    width);
    if (digits == len && len > 1 && at[0] == '0')
        return fail(p, at, p->end, "prefix length '%.*s' has a leading zero", quoted(at, p->end),
                    at);
    if (digits == len)
        return fail(p, at, p->end, "prefix length %.*s is too long: the maximum for IPv%u is %u",
                    quoted(at, p->end), at, addr->family, width);
    return fail(p, at, p->end, "'%.*s' is not a prefix length: expected 0 to %u, or a mask",
                quoted(at, p->end), at, width);
}

static bool parse_mask(struct parse *p, const char *at, const struct nk_addr *addr,
                       unsigned *length, enum nk_mask_kind *kind)
{
    struct nk_addr mask;
    size_t len = (size_t)(p->end - at);
    if (memchr(at, '.', len) == NULL && memchr(at, ':', len) == NULL)
        return length_fails(p, at, addr);
    const char *stop = nk_scan_addr(at, p->end, &mask);
    if (stop != p->end) {
        nk_diagnose_addr(p->text, at, p->end, p->err);
        return false;
    }
    if (mask.family != addr->family)
        return fail(p, at, p->end, "an IPv%u mask does not go with an IPv%u address", mask.family,
                    addr->family);
    if (!mask_length(&mask, length, kind))
        return fail(p, at, p->end,
                    "mask %.*s is not contiguous: expected ones and then zeros, or the inverse",
                    quoted(at, p->end), at);
    return true;
}

/* What stands behind the '/'. */
static bool parse_length(struct parse *p, const char *at, const struct nk_addr *addr,
                         unsigned *length, enum nk_mask_kind *kind)
{
    const char *stop = nk_scan_length(at, p->end, length);
    *kind = NK_MASK_LENGTH;
    if (stop == p->end && stop != NULL && *length <= nk_family_width(addr->family))
        return true;
    return parse_mask(p, at, addr, length, kind);
}

/* ---- zones --------------------------------------------------------------- */

enum { ZONE_MAX = 63 };

/* %zone behind an IPv6 address (RFC 4007 11); `at` is the '%'. Ends before '/'. */
static const char *parse_zone(struct parse *p, const char *at, const struct nk_addr *addr,
                              struct nk_item *item)
{
    const char *stop = at + 1;
    if (addr->family != NK_IPV6) {
        fail(p, at, p->end, "only an IPv6 address can have a zone");
        return NULL;
    }
    if ((p->flags & NK_PARSE_ZONE) == 0) {
        fail(p, at, p->end, "a zone has no meaning here: write the address without '%.*s'",
             quoted(at, p->end), at);
        return NULL;
    }
    while (stop != p->end && *stop != '/' && *stop != '%' && *stop > ' ' && *stop < 0x7f)
        stop++;
    if (stop != p->end && *stop != '/') {
        fail(p, stop, stop + 1, "a zone cannot hold this character");
        return NULL;
    }
    if (stop == at + 1 || stop - at - 1 > ZONE_MAX) {
        fail(p, at, stop,
             stop == at + 1 ? "a zone is missing behind '%%'"
                            : "the zone is longer than %d characters",
             ZONE_MAX);
        return NULL;
    }
    item->zone_at = (size_t)(at + 1 - p->text);
    item->zone_length = (size_t)(stop - at - 1);
    return stop;
}

/* ---- ranges -------------------------------------------------------------- */

/* Where a range's '-' is, behind blanks; NULL where there is none. */
static const char *range_dash(const char *at, const char *end)
{
    while (at != end && is_blank(*at))
        at++;
    return at != end && *at == '-' ? at : NULL;
}

static bool parse_range(struct parse *p, const char *dash, struct nk_item *item)
{
    const char *at = dash + 1;
    struct nk_range *r = &item->range;
    while (at != p->end && is_blank(*at))
        at++;
    r->first = item->prefix.addr;
    if (at == p->end)
        return fail(p, dash, p->end, "the last address of the range is missing behind '-'");
    const char *stop = nk_scan_addr(at, p->end, &r->last);
    if (stop != p->end) {
        if (memchr(at, '/', (size_t)(p->end - at)) != NULL)
            return fail(p, at, p->end, "a range goes from address to address, not to a prefix");
        nk_diagnose_addr(p->text, at, p->end, p->err);
        return false;
    }
    if (r->last.family != r->first.family)
        return fail(p, at, p->end, "the range starts with IPv%u and ends with IPv%u",
                    r->first.family, r->last.family);
    if (nk_addr_compare(&r->last, &r->first) < 0)
        return fail(p, p->text, p->end, "the range's last address is lower than its first");
    item->kind = NK_ITEM_RANGE;
    item->prefix = nk_range_supernet(r);
    return true;
}

/* ---- items --------------------------------------------------------------- */

static bool parse_prefix(struct parse *p, const char *at, struct nk_item *item)
{
    unsigned length;
    if (!parse_length(p, at, &item->prefix.addr, &length, &item->mask))
        return false;
    item->kind = NK_ITEM_PREFIX;
    item->prefix.length = (uint8_t)length;
    item->range = nk_prefix_range(&item->prefix);
    return true;
}

static bool address_item(struct nk_item *item)
{
    item->kind = NK_ITEM_ADDRESS;
    item->prefix.length = (uint8_t)nk_family_width(item->prefix.addr.family);
    item->range = (struct nk_range){item->prefix.addr, item->prefix.addr};
    return true;
}

/* No address at the start: finds where the address was to end, for the words of the message. */
static bool diagnose_start(const struct parse *p)
{
    const char *stop = p->text;
    bool ipv6 = memchr(p->text, ':', (size_t)(p->end - p->text)) != NULL;
    while (stop != p->end && *stop != '/' && !(*stop == '-' && stop != p->text) &&
           !(ipv6 && *stop == '%'))
        stop++;
    if (stop == p->text && stop != p->end)
        return fail(p, p->text, p->end, "an address is missing before '%c'", *stop);
    struct nk_addr addr;
    if (nk_scan_addr(p->text, stop, &addr) == stop)
        stop = p->end; /* what is wrong comes later */
    nk_diagnose_addr(p->text, p->text, stop, p->err);
    return false;
}

/* What follows a good address; `at` is behind it. */
static bool parse_rest(struct parse *p, const char *at, struct nk_item *item)
{
    if (at != p->end && *at == '%') {
        at = parse_zone(p, at, &item->prefix.addr, item);
        if (at == NULL)
            return false;
    }
    if (at == p->end)
        return address_item(item);
    if (*at == '/') {
        if (p->text != at && range_dash(p->text, at) == NULL &&
            memchr(at, '-', (size_t)(p->end - at)) != NULL && at[1] != '-') {
            const char *dash = memchr(at, '-', (size_t)(p->end - at));
            return fail(p, at, dash, "a range goes from address to address, not from a prefix");
        }
        return parse_prefix(p, at + 1, item);
    }
    const char *dash = range_dash(at, p->end);
    if (dash != NULL && item->zone_length == 0)
        return parse_range(p, dash, item);
    return diagnose_start(p);
}

static bool parse_strict(struct parse *p, struct nk_item *item)
{
    const char *at = nk_scan_addr(p->text, p->end, &item->prefix.addr);
    return at == NULL ? diagnose_start(p) : parse_rest(p, at, item);
}

bool nk_item_parse(const char *text, size_t len, unsigned flags, struct nk_item *out,
                   struct nk_err *err)
{
    struct nk_item item = {0};
    struct parse p = {text, text + len, flags, &item, err};
    if (parse_strict(&p, &item) ||
        ((flags & NK_PARSE_LENIENT) != 0 && nk_lenient_parse(text, len, &item))) {
        *out = item;
        return true;
    }
    return false;
}

bool nk_prefix_parse(const char *text, size_t len, struct nk_prefix *out, struct nk_err *err)
{
    struct nk_item item;
    if (!nk_item_parse(text, len, 0, &item, err))
        return false;
    if (item.kind == NK_ITEM_RANGE)
        return nk_err_set(err, NK_ERR_INPUT, 0, len, "expected a prefix, found a range");
    *out = item.prefix;
    return true;
}

bool nk_addr_parse(const char *text, size_t len, struct nk_addr *out, struct nk_err *err)
{
    struct nk_addr addr;
    const char *stop = nk_scan_addr(text, text + len, &addr);
    if (stop == NULL || stop != text + len)
        return nk_diagnose_addr(text, text, text + len, err);
    *out = addr;
    return true;
}
