#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "addr/scan.h"

/* The text of the mask, and what a message about it needs. */
struct view {
    const char *whole, *text, *end;
    struct nk_err *err;
};

static bool fail(const struct view *v, const char *at, const char *stop, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static bool fail(const struct view *v, const char *at, const char *stop, const char *format, ...)
{
    char text[NK_ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return nk_err_set(v->err, NK_ERR_INPUT, (size_t)(at - v->whole), (size_t)(stop - at), "%s",
                      text);
}

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

/* A text of digits that is no length. */
static bool number_fails(const struct view *v, uint8_t family)
{
    int quoted = nk_quoted(v->text, v->end);
    const char *digits = v->text;
    while (v->end - digits > 1 && *digits == '0')
        digits++;
    if (digits != v->text)
        return fail(v, v->text, v->end, "prefix length '%.*s' has a leading zero: write %.*s",
                    quoted, v->text, nk_quoted(digits, v->end), digits);
    return fail(v, v->text, v->end, "prefix length %.*s is too long: the maximum for IPv%u is %u",
                quoted, v->text, family, nk_family_width(family));
}

/* Neither a length nor the form of a mask: says why. */
static bool length_fails(const struct view *v, uint8_t family)
{
    unsigned width = nk_family_width(family);
    const char *digits = v->text, *stop;
    if (v->text == v->end)
        return fail(v, v->text - 1, v->text,
                    "a prefix length is missing behind '/': expected 0 to %u", width);
    while (digits != v->end && *digits >= '0' && *digits <= '9')
        digits++;
    if (digits == v->end)
        return number_fails(v, family);
    for (const char *at = v->text; at != v->end; at++) {
        const char *what = nk_diagnose_byte(at, v->end, &stop);
        if (what != NULL)
            return fail(v, at, stop, "'%.*s' is not a prefix length: it holds %s",
                        nk_quoted(v->text, v->end), v->text, what);
    }
    if (*digits == '%')
        return fail(v, digits, v->end, "a zone stands before the '/', as in fe80::1%%eth0/64");
    return fail(v, v->text, v->end, "'%.*s' is not a prefix length: expected 0 to %u, or a mask",
                nk_quoted(v->text, v->end), v->text, width);
}

bool nk_mask_parse(const char *whole, const char *text, const char *end, uint8_t family,
                   unsigned *length, enum nk_mask_kind *kind, struct nk_err *err)
{
    struct view v = {whole, text, end, err};
    struct nk_addr mask;
    size_t len = (size_t)(end - text);
    const char *slash = memchr(text, '/', len), *stop = nk_scan_length(text, end, length);
    *kind = NK_MASK_LENGTH;
    if (stop == end && stop != NULL && *length <= nk_family_width(family))
        return true;
    if (slash != NULL)
        return fail(&v, slash, end, "a second '/': expected one length or mask");
    if (memchr(text, '.', len) == NULL && memchr(text, ':', len) == NULL)
        return length_fails(&v, family);
    if (nk_scan_addr(text, end, &mask) != end)
        return nk_diagnose_addr(whole, text, end, NK_DIAGNOSE_MASK, err);
    if (mask.family != family)
        return fail(&v, text, end, "an IPv%u mask does not go with an IPv%u address", mask.family,
                    family);
    if (!mask_length(&mask, length, kind))
        return fail(&v, text, end,
                    "mask %.*s is not contiguous: expected ones and then zeros, or the inverse",
                    nk_quoted(text, end), text);
    return true;
}
