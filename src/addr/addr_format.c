#include <string.h>

#include "addr/octets.h"
#include "netkit/addr.h"

static const char hex_digits[] = "0123456789abcdef";

static char *put_ipv4(char *at, uint32_t bits)
{
    for (int shift = 24;; shift -= 8) {
        const struct nk_octet *o = &nk_octets[bits >> shift & 0xff];
        memcpy(at, o->text, 4); /* a fixed size is one store; what is behind is overwritten */
        at += o->length;
        if (shift == 0)
            return at;
        *at++ = '.';
    }
}

/* A group in lower case without leading zeros (RFC 5952 4.1, 4.3). */
static char *put_group(char *at, unsigned group)
{
    if (group >= 0x1000)
        *at++ = hex_digits[group >> 12];
    if (group >= 0x100)
        *at++ = hex_digits[group >> 8 & 15];
    if (group >= 0x10)
        *at++ = hex_digits[group >> 4 & 15];
    *at++ = hex_digits[group & 15];
    return at;
}

static unsigned group_of(const struct nk_addr *a, unsigned i)
{
    return (unsigned)((i < 4 ? a->hi : a->lo) >> (48 - 16 * (i & 3))) & 0xffff;
}

/* The first of the longest runs of at least two zero groups (RFC 5952 4.2); length 0 for none. */
static void find_zeros(const struct nk_addr *a, unsigned *start, unsigned *length)
{
    unsigned run = 0;
    *start = 8;
    *length = 0;
    for (unsigned i = 0; i < 8; i++) {
        run = group_of(a, i) == 0 ? run + 1 : 0;
        if (run > *length && run > 1) {
            *length = run;
            *start = i + 1 - run;
        }
    }
}

/* Whether one of four groups is zero: only then does it borrow without having its high bit set. */
static bool has_zero_group(uint64_t groups)
{
    return ((groups - UINT64_C(0x0001000100010001)) & ~groups & UINT64_C(0x8000800080008000)) != 0;
}

static char *put_ipv6(char *at, const struct nk_addr *a)
{
    if (a->hi == 0 && a->lo >> 32 == 0xffff) {
        memcpy(at, "::ffff:", 7); /* RFC 5952 5: a known prefix of IPv4 in IPv6 */
        return put_ipv4(at + 7, (uint32_t)a->lo);
    }
    unsigned start = 8, length = 0;
    if (has_zero_group(a->hi) || has_zero_group(a->lo))
        find_zeros(a, &start, &length);
    for (unsigned i = 0; i < 8; i++) {
        if (i == start) {
            *at++ = ':';
            *at++ = ':';
            i += length - 1;
            continue;
        }
        if (i > 0 && i != start + length)
            *at++ = ':';
        at = put_group(at, group_of(a, i));
    }
    return at;
}

static char *put_addr(char *at, const struct nk_addr *a)
{
    return a->family == NK_IPV4 ? put_ipv4(at, (uint32_t)a->lo) : put_ipv6(at, a);
}

static size_t finish(char *text, char *end)
{
    *end = '\0';
    return (size_t)(end - text);
}

size_t nk_addr_format(const struct nk_addr *a, char *text)
{
    if (a->family == NK_FAMILY_NONE)
        return finish(text, text);
    return finish(text, put_addr(text, a));
}

size_t nk_prefix_format(const struct nk_prefix *p, char *text)
{
    const struct nk_octet *length = &nk_octets[p->length];
    char *at = put_addr(text, &p->addr);
    *at++ = '/';
    memcpy(at, length->text, length->length);
    return finish(text, at + length->length);
}

size_t nk_range_format(const struct nk_range *r, char *text)
{
    struct nk_prefix p;
    if (nk_range_prefix(r, &p))
        return nk_prefix_format(&p, text);
    char *at = put_addr(text, &r->first);
    *at++ = '-';
    return finish(text, put_addr(at, &r->last));
}

size_t nk_addr_format_expanded(const struct nk_addr *a, char *text)
{
    bool ipv4 = a->family == NK_IPV4;
    char *at = text;
    for (unsigned i = 0; i < (ipv4 ? 4 : 8); i++) {
        if (i > 0)
            *at++ = ipv4 ? '.' : ':';
        unsigned part = ipv4 ? (unsigned)(a->lo >> (24 - 8 * i)) & 0xff : group_of(a, i);
        unsigned base = ipv4 ? 10 : 16, digits = ipv4 ? 3 : 4;
        for (unsigned d = digits; d-- > 0; part /= base)
            at[d] = hex_digits[part % base];
        at += digits;
    }
    return finish(text, at);
}

size_t nk_addr_format_hex(const struct nk_addr *a, char *text)
{
    char *at = text;
    *at++ = '0';
    *at++ = 'x';
    for (unsigned shift = nk_family_width(a->family); shift > 0;) {
        shift -= 4;
        *at++ = hex_digits[(shift < 64 ? a->lo >> shift : a->hi >> (shift - 64)) & 15];
    }
    return finish(text, at);
}

size_t nk_addr_format_binary(const struct nk_addr *a, char *text)
{
    unsigned width = nk_family_width(a->family), unit = width == 32 ? 8 : 16;
    char *at = text;
    for (unsigned bit = 0; bit < width; bit++) {
        unsigned shift = width - 1 - bit;
        if (bit > 0 && bit % unit == 0)
            *at++ = width == 32 ? '.' : ':';
        *at++ = (char)('0' + ((shift < 64 ? a->lo >> shift : a->hi >> (shift - 64)) & 1));
    }
    return finish(text, at);
}

size_t nk_addr_format_integer(const struct nk_addr *a, char *text)
{
    return nk_count_format((struct nk_count){0, nk_addr_bits(*a)}, text);
}
