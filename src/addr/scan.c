#include "addr/scan.h"

#include <string.h>

/* clang-format off */
const uint8_t nk_hex_values[256] = {
#define NO4 255, 255, 255, 255
#define NO16 NO4, NO4, NO4, NO4
    NO16, NO16, NO16,
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 255, NO4,
    255, 10, 11, 12, 13, 14, 15, 255, NO4, NO4, NO16,
    255, 10, 11, 12, 13, 14, 15, 255, NO4, NO4, NO16,
    NO16, NO16, NO16, NO16, NO16, NO16, NO16, NO16,
#undef NO16
#undef NO4
};
/* clang-format on */

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/* One octet: up to three digits, no leading zero, at most 255. */
static inline const char *scan_octet(const char *at, const char *end, unsigned *out)
{
    if (at == end || !is_digit(*at))
        return NULL;
    unsigned value = (unsigned)(*at++ - '0');
    if (at == end || !is_digit(*at)) {
        *out = value;
        return at;
    }
    if (value == 0)
        return NULL; /* a leading zero: some read octal (RFC 6943 3.1.1) */
    value = value * 10 + (unsigned)(*at++ - '0');
    if (at != end && is_digit(*at)) {
        value = value * 10 + (unsigned)(*at++ - '0');
        if (at != end && is_digit(*at))
            return NULL;
    }
    *out = value;
    return value <= 255 ? at : NULL;
}

const char *nk_scan_ipv4(const char *text, const char *end, uint32_t *out)
{
    uint32_t bits = 0;
    const char *at = text;
    for (int i = 0;; i++) {
        unsigned octet;
        at = scan_octet(at, end, &octet);
        if (at == NULL)
            return NULL;
        bits = bits << 8 | octet;
        if (i == 3)
            break;
        if (at == end || *at++ != '.')
            return NULL;
    }
    *out = bits;
    return at;
}

/* The groups read so far: those before "::", and those since, or all. */
struct groups {
    struct nk_u128 head, tail;
    unsigned count;
    int gap; /* how many stand before "::"; -1: there is none */
};

static inline void add_group(struct groups *g, unsigned value)
{
    g->tail = nk_u128(g->tail.hi << 16 | g->tail.lo >> 48, g->tail.lo << 16 | value);
    g->count++;
}

/* Puts the zeros that "::" stands for; false where the number of groups is wrong. */
static inline bool groups_value(const struct groups *g, struct nk_addr *out)
{
    struct nk_u128 bits = g->tail;
    if (g->gap < 0 ? g->count != 8 : g->count >= 8)
        return false;
    if (g->gap > 0)
        bits = nk_u128_or(bits, nk_u128_shl(g->head, 128 - 16 * (unsigned)g->gap));
    *out = nk_addr_of(NK_IPV6, bits);
    return true;
}

/* One group of 1 to 4 digits, where five bytes can be looked at. */
static inline const char *scan_group_roomy(const char *at, unsigned *out)
{
    const unsigned char *in = (const unsigned char *)at;
    unsigned value = nk_hex_values[in[0]], digit;
    if (value == 255)
        return NULL;
    *out = value;
    if ((digit = nk_hex_values[in[1]]) == 255)
        return at + 1;
    *out = value = value << 4 | digit;
    if ((digit = nk_hex_values[in[2]]) == 255)
        return at + 2;
    *out = value = value << 4 | digit;
    if ((digit = nk_hex_values[in[3]]) == 255)
        return at + 3;
    *out = value << 4 | digit;
    return nk_hex_values[in[4]] == 255 ? at + 4 : NULL;
}

/* The same near the end: the missing bytes are looked at as if they were no digits. */
static inline const char *scan_group(const char *at, const char *end, unsigned *out)
{
    char last[5] = {0};
    if (end - at >= 5)
        return scan_group_roomy(at, out);
    for (ptrdiff_t i = 0; i < end - at; i++)
        last[i] = at[i];
    const char *stop = scan_group_roomy(last, out);
    return stop == NULL ? NULL : at + (stop - last);
}

/* The last 32 bits in dotted form (RFC 4291 2.2, form 3). */
static const char *scan_tail(const char *at, const char *end, struct groups *g)
{
    uint32_t ipv4;
    if (g->count > 6)
        return NULL;
    at = nk_scan_ipv4(at, end, &ipv4);
    if (at == NULL)
        return NULL;
    add_group(g, ipv4 >> 16);
    add_group(g, ipv4 & 0xffff);
    return at;
}

/* Group after group; stops behind the last one. */
static inline const char *scan_groups(const char *at, const char *end, struct groups *g)
{
    for (;;) {
        const char *start = at;
        unsigned value;
        at = scan_group(at, end, &value);
        if (at == NULL)
            return NULL;
        if (at != end && *at == '.')
            return scan_tail(start, end, g);
        if (g->count == 8)
            return NULL;
        add_group(g, value);
        if (at == end || *at != ':')
            return at;
        at++;
        if (at != end && *at == ':') {
            if (g->gap >= 0)
                return NULL;
            g->gap = (int)g->count;
            g->head = nk_u128(g->tail.hi, g->tail.lo);
            g->tail = nk_u128(0, 0);
            at++;
            if (at == end || !nk_is_hex(*at))
                return at;
        }
    }
}

const char *nk_scan_ipv6(const char *text, const char *end, struct nk_addr *out)
{
    struct groups g = {.gap = -1};
    const char *at = text;
    if (end - at < 2)
        return NULL;
    if (at[0] == ':') {
        if (at[1] != ':')
            return NULL;
        g.gap = 0;
        at += 2;
    }
    if (g.gap < 0 || (at != end && nk_is_hex(*at)))
        at = scan_groups(at, end, &g);
    if (at == NULL || !groups_value(&g, out))
        return NULL;
    return at;
}

const char *nk_scan_addr(const char *text, const char *end, struct nk_addr *out)
{
    uint32_t ipv4;
    bool colon = end - text > 4 && text[4] == ':'; /* as most of IPv6 have, and none of IPv4 */
    const char *at = colon ? NULL : nk_scan_ipv4(text, end, &ipv4);
    if (at == NULL)
        return nk_scan_ipv6(text, end, out);
    *out = nk_addr_ipv4(ipv4);
    return at;
}

const char *nk_scan_length(const char *text, const char *end, unsigned *out)
{
    const char *at = scan_octet(text, end, out);
    return at != NULL && *out <= 128 ? at : NULL;
}
