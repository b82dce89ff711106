#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "addr/lenient.h"
#include "addr/scan.h"

/* The text under the parser: offsets count from `text`. */
struct parse {
    const char *text, *end;
    unsigned flags;
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

/* --lenient is worth a word to those who did not give it. */
static bool diagnose(const struct parse *p, const char *at, const char *stop)
{
    unsigned lenient = (p->flags & NK_PARSE_LENIENT) != 0 ? 0 : NK_DIAGNOSE_LENIENT;
    return nk_diagnose_addr(p->text, at, stop, lenient, p->err);
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at != end && (*at == ' ' || *at == '\t'))
        at++;
    return at;
}

/* ---- zones --------------------------------------------------------------- */

enum { ZONE_MAX = 63 };

static const char *zone_fails(const struct parse *p, const char *at, const char *stop)
{
    const char *next, *what = nk_diagnose_byte(stop, p->end, &next);
    fail(p, stop, next, "zone '%.*s' cannot go on with %s", nk_quoted(at + 1, stop), at + 1,
         what != NULL ? what : "a second '%'");
    return NULL;
}

/* %zone behind an IPv6 address (RFC 4007 11); `at` is the '%'. Ends before '/'. */
static const char *parse_zone(const struct parse *p, const char *at, struct nk_item *item)
{
    const char *stop = at + 1, *slash = memchr(at, '/', (size_t)(p->end - at));
    const char *end = slash == NULL ? p->end : slash;
    if (item->prefix.addr.family != NK_IPV6) {
        fail(p, at, end, "only an IPv6 address can have a zone");
        return NULL;
    }
    if ((p->flags & NK_PARSE_ZONE) == 0) {
        fail(p, at, end, "a zone has no meaning here: write the address without '%.*s'",
             nk_quoted(at, end), at);
        return NULL;
    }
    while (stop != end && *stop != '%' && *stop > ' ' && *stop < 0x7f)
        stop++;
    if (stop != end)
        return zone_fails(p, at, stop);
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

/* The second address is none. */
static bool range_end_fails(const struct parse *p, const char *at)
{
    size_t len = (size_t)(p->end - at);
    const char *dash = memchr(at, '-', len);
    if (dash != NULL && dash != at)
        return fail(p, dash, dash + 1, "a second '-': a range is first-last");
    if (memchr(at, '/', len) != NULL)
        return fail(p, at, p->end, "a range goes from address to address, not to a prefix");
    return diagnose(p, at, p->end);
}

/* first-last with blanks around the '-', which is at `dash`. */
static bool parse_range(const struct parse *p, const char *dash, struct nk_item *item)
{
    const char *at = skip_blanks(dash + 1, p->end);
    struct nk_range *r = &item->range;
    r->first = item->prefix.addr;
    if (at == p->end)
        return fail(p, dash, dash + 1, "the last address of the range is missing behind '-'");
    if (nk_scan_addr(at, p->end, &r->last) != p->end)
        return range_end_fails(p, at);
    if (r->last.family != r->first.family)
        return fail(p, at, p->end, "the range starts with IPv%u and ends with IPv%u",
                    r->first.family, r->last.family);
    if (nk_addr_compare(&r->last, &r->first) < 0)
        return fail(p, at, p->end, "the range's last address is lower than its first: swap them");
    item->kind = NK_ITEM_RANGE;
    item->prefix = nk_range_supernet(r);
    return true;
}

/* ---- items --------------------------------------------------------------- */

static bool address_item(struct nk_item *item)
{
    item->kind = NK_ITEM_ADDRESS;
    item->prefix.length = (uint8_t)nk_family_width(item->prefix.addr.family);
    item->range = (struct nk_range){item->prefix.addr, item->prefix.addr};
    return true;
}

static bool prefix_item(const struct parse *p, const char *slash, struct nk_item *item)
{
    const char *dash = memchr(slash, '-', (size_t)(p->end - slash));
    unsigned length;
    if (dash != NULL && dash != slash + 1)
        return fail(p, slash, dash, "a range goes from address to address, not from a prefix");
    if (!nk_mask_parse(p->text, slash + 1, p->end, item->prefix.addr.family, &length, &item->mask,
                       p->err))
        return false;
    item->kind = NK_ITEM_PREFIX;
    item->prefix.length = (uint8_t)length;
    item->range = nk_prefix_range(&item->prefix);
    return true;
}

/* No address at the start: finds where the address was to end, for the words of the message. */
static bool diagnose_start(const struct parse *p)
{
    const char *stop = p->text;
    struct nk_addr addr;
    while (stop != p->end && *stop != '/' && *stop != '%' && (*stop != '-' || stop == p->text))
        stop++;
    if (stop == p->text && stop != p->end)
        return fail(p, p->text, p->end, "an address is missing before '%c'", *stop);
    if (nk_scan_addr(p->text, stop, &addr) == stop)
        stop = p->end; /* what is wrong comes later */
    return diagnose(p, p->text, stop);
}

/* Everything that the fast reading leaves: zones, masks, ranges and what is wrong. */
static bool parse_strict(const struct parse *p, struct nk_item *item)
{
    const char *at = nk_scan_addr(p->text, p->end, &item->prefix.addr);
    if (at == NULL)
        return diagnose_start(p);
    if (at != p->end && *at == '%') {
        at = parse_zone(p, at, item);
        if (at == NULL)
            return false;
    }
    if (at == p->end)
        return address_item(item);
    if (*at == '/')
        return prefix_item(p, at, item);
    at = skip_blanks(at, p->end);
    return at != p->end && *at == '-' ? parse_range(p, at, item) : diagnose_start(p);
}

/*
 * An address or address/length, which nearly every item is. IPv4 stays in registers: to copy a
 * struct whose parts have just been stored costs as much as reading four octets.
 */
static inline bool scan_prefix(const char *text, const char *end, struct nk_prefix *out)
{
    uint32_t bits;
    struct nk_addr ipv6, addr;
    const char *at = nk_scan_ipv4(text, end, &bits);
    unsigned width = 32, length = 32;
    if (at != NULL) {
        addr = nk_addr_ipv4(bits);
    } else {
        at = nk_scan_ipv6(text, end, &ipv6);
        if (at == NULL)
            return false;
        addr = nk_addr_ipv6(ipv6.hi, ipv6.lo);
        width = length = 128;
    }
    if (at != end && (*at != '/' || nk_scan_length(at + 1, end, &length) != end || length > width))
        return false;
    *out = (struct nk_prefix){addr, (uint8_t)length};
    return true;
}

/* The slow way; `err` is left alone where the lenient reading succeeds. */
static bool parse_slowly(const char *text, size_t len, unsigned flags, struct nk_item *out,
                         struct nk_err *err)
{
    struct nk_item item = {0};
    struct nk_err first = {0}, second = {0};
    struct parse p = {text, text + len, flags, &first};
    bool good = parse_strict(&p, &item);
    if (!good && (flags & NK_PARSE_LENIENT) != 0)
        good = nk_lenient_parse(text, len, &item, &second);
    if (good)
        *out = item;
    else if (err != NULL)
        *err = second.code != NK_ERR_NONE ? second : first;
    return good;
}

bool nk_item_parse(const char *text, size_t len, unsigned flags, struct nk_item *out,
                   struct nk_err *err)
{
    struct nk_prefix prefix;
    const char *end = text + len;
    if (!scan_prefix(text, end, &prefix))
        return parse_slowly(text, len, flags, out, err);
    bool address = memchr(text, '/', len) == NULL;
    *out = (struct nk_item){.kind = address ? NK_ITEM_ADDRESS : NK_ITEM_PREFIX,
                            .mask = address ? NK_MASK_NONE : NK_MASK_LENGTH,
                            .prefix = prefix,
                            .range = nk_prefix_range(&prefix)};
    return true;
}

bool nk_prefix_parse(const char *text, size_t len, struct nk_prefix *out, struct nk_err *err)
{
    struct nk_item item;
    if (scan_prefix(text, text + len, out))
        return true;
    if (!parse_slowly(text, len, 0, &item, err))
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
        return nk_diagnose_addr(text, text, text + len, NK_DIAGNOSE_LENIENT, err);
    *out = addr;
    return true;
}
