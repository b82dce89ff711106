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

/* The groups read so far, and where "::" stood. */
struct groups {
    uint16_t value[8];
    unsigned count;
    int gap; /* -1: none */
};

/* Puts the zeros that "::" stands for; false where the number of groups is wrong. */
static bool groups_value(const struct groups *g, struct nk_addr *out)
{
    uint64_t part[2] = {0, 0};
    unsigned missing = 8 - g->count;
    if (g->gap < 0 ? missing != 0 : missing == 0)
        return false;
    for (unsigned i = 0; i < g->count; i++) {
        unsigned place = g->gap >= 0 && i >= (unsigned)g->gap ? i + missing : i;
        part[place / 4] |= (uint64_t)g->value[i] << (48 - 16 * (place & 3));
    }
    *out = nk_addr_ipv6(part[0], part[1]);
    return true;
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
    g->value[g->count++] = (uint16_t)(ipv4 >> 16);
    g->value[g->count++] = (uint16_t)ipv4;
    return at;
}

/* Group after group; stops behind the last one. */
static const char *scan_groups(const char *at, const char *end, struct groups *g)
{
    for (;;) {
        const char *start = at;
        unsigned value = 0;
        while (at != end && nk_is_hex(*at) && at - start < 5)
            value = value << 4 | nk_hex_values[(unsigned char)*at++];
        if (at == start || at - start > 4)
            return NULL;
        if (at != end && *at == '.')
            return scan_tail(start, end, g);
        if (g->count == 8)
            return NULL;
        g->value[g->count++] = (uint16_t)value;
        if (at == end || *at != ':')
            return at;
        at++;
        if (at != end && *at == ':') {
            if (g->gap >= 0)
                return NULL;
            g->gap = (int)g->count;
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
    const char *at = nk_scan_ipv4(text, end, &ipv4);
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
