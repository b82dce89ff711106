#include "netkit/asn.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool fail(const char *text, size_t len, size_t at, size_t n, struct nk_err *err,
                 const char *reason)
{
    return nk_err_set(err, NK_ERR_INPUT, at, n, "'%.*s' is not an AS number: %s",
                      len > 60 ? 60 : (int)len, text, reason);
}

/* Decimal digits without a leading zero, at most `max`; moves *at behind them. */
static bool scan_number(const char *text, size_t len, size_t *at, uint64_t max, uint64_t *out,
                        struct nk_err *err)
{
    size_t start = *at;
    uint64_t value = 0;
    while (*at < len && text[*at] >= '0' && text[*at] <= '9') {
        value = value * 10 + (uint64_t)(text[*at] - '0');
        ++*at;
        if (value > max)
            return fail(text, len, start, len - start, err,
                        max > UINT16_MAX ? "the maximum is 4294967295"
                                         : "the maximum beside a dot is 65535");
    }
    if (*at == start)
        return fail(text, len, start, start < len, err,
                    "expected digits, as in 65536, AS65536 or 1.0");
    if (*at - start > 1 && text[start] == '0')
        return fail(text, len, start, 1, err, "it has a leading zero");
    *out = value;
    return true;
}

bool nk_asn_parse(const char *text, size_t len, uint32_t *out, struct nk_err *err)
{
    uint64_t high = 0, low = 0;
    size_t at = len >= 2 && strncasecmp(text, "as", 2) == 0 ? 2 : 0;
    if (len == 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "an AS number is missing: the text is empty");
    bool dotted = memchr(text, '.', len) != NULL;
    if (!scan_number(text, len, &at, dotted ? UINT16_MAX : UINT32_MAX, &high, err))
        return false;
    if (dotted && at < len && text[at] == '.') {
        at++;
        if (!scan_number(text, len, &at, UINT16_MAX, &low, err))
            return false;
        high = high << 16 | low; /* RFC 5396: two 16-bit numbers */
    }
    if (at != len)
        return fail(text, len, at, 1, err, "unexpected character");
    *out = (uint32_t)high;
    return true;
}

size_t nk_asn_format_plain(uint32_t asn, char *text)
{
    return (size_t)snprintf(text, NK_ASN_TEXT_MAX, "%u", asn);
}

size_t nk_asn_format_dot_plus(uint32_t asn, char *text)
{
    return (size_t)snprintf(text, NK_ASN_TEXT_MAX, "%u.%u", asn >> 16, asn & 0xffff);
}

size_t nk_asn_format_dot(uint32_t asn, char *text)
{
    return asn > UINT16_MAX ? nk_asn_format_dot_plus(asn, text) : nk_asn_format_plain(asn, text);
}

static const struct nk_asn_block blocks[] = {
    {0, 0, "reserved", "RFC 7607"},
    {23456, 23456, "as_trans", "RFC 6793"},
    {64496, 64511, "documentation", "RFC 5398"},
    {64512, 65534, "private", "RFC 6996"},
    {65535, 65535, "reserved", "RFC 7300"},
    {65536, 65551, "documentation", "RFC 5398"},
    {65552, 131071, "reserved", "IANA"},
    {4200000000, 4294967294, "private", "RFC 6996"},
    {4294967295, 4294967295, "reserved", "RFC 7300"},
};

const struct nk_asn_block *nk_asn_blocks(size_t *count)
{
    *count = sizeof blocks / sizeof *blocks;
    return blocks;
}

const char *nk_asn_kind(uint32_t asn)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (asn >= blocks[i].first && asn <= blocks[i].last)
            return blocks[i].kind;
    return "public";
}
