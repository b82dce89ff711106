#include "addr/lenient.h"

#include <string.h>

#include "addr/scan.h"

/* A number as C writes it: 0x hexadecimal, 0 octal, else decimal; below 2^32. */
static const char *scan_number(const char *at, const char *end, uint64_t *out)
{
    unsigned base = 10;
    uint64_t value = 0;
    const char *start = at;
    if (end - at > 1 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X')) {
        base = 16;
        at += 2;
        start = at;
    } else if (end - at > 1 && at[0] == '0') {
        base = 8;
    }
    for (; at != end && nk_hex_values[(unsigned char)*at] < base; at++) {
        value = value * base + nk_hex_values[(unsigned char)*at];
        if (value > UINT32_MAX)
            return NULL;
    }
    *out = value;
    return at == start ? NULL : at;
}

/* One to four numbers parted by '.'. */
static bool scan_parts(const char *at, const char *end, uint64_t *parts, size_t *count)
{
    for (*count = 0; *count < 4;) {
        at = scan_number(at, end, &parts[*count]);
        if (at == NULL)
            return false;
        ++*count;
        if (at == end)
            return true;
        if (*at++ != '.')
            return false;
    }
    return false;
}

/* inet_aton: all but the last number are octets, the last fills the rest. */
static bool lenient_addr(const char *text, const char *end, struct nk_addr *out)
{
    uint64_t parts[4], value = 0;
    size_t count;
    if (!scan_parts(text, end, parts, &count))
        return false;
    for (size_t i = 0; i + 1 < count; i++) {
        if (parts[i] > 255)
            return false;
        value |= parts[i] << (24 - 8 * i);
    }
    if (parts[count - 1] >> (8 * (5 - count)) != 0)
        return false;
    *out = nk_addr_ipv4((uint32_t)(value | parts[count - 1]));
    return true;
}

/* 10/8 and 172.16/12: the octets that are there come first. */
static bool lenient_network(const char *text, const char *end, struct nk_addr *out)
{
    uint64_t parts[4], value = 0;
    size_t count;
    if (!scan_parts(text, end, parts, &count))
        return false;
    if (count == 1 && parts[0] > 255)
        return lenient_addr(text, end, out); /* an integer is a whole address */
    for (size_t i = 0; i < count; i++) {
        if (parts[i] > 255)
            return false;
        value |= parts[i] << (24 - 8 * i);
    }
    *out = nk_addr_ipv4((uint32_t)value);
    return true;
}

static bool lenient_range(const char *text, const char *dash, const char *end, struct nk_item *out,
                          struct nk_err *err)
{
    const char *stop = dash, *at = dash + 1;
    while (stop != text && (stop[-1] == ' ' || stop[-1] == '\t'))
        stop--;
    while (at != end && (*at == ' ' || *at == '\t'))
        at++;
    if (!lenient_addr(text, stop, &out->range.first) || !lenient_addr(at, end, &out->range.last))
        return false;
    if (nk_addr_compare(&out->range.last, &out->range.first) < 0)
        return nk_err_set(err, NK_ERR_INPUT, (size_t)(at - text), (size_t)(end - at),
                          "the range's last address is lower than its first: swap them");
    out->kind = NK_ITEM_RANGE;
    out->prefix = nk_range_supernet(&out->range);
    return true;
}

/* A mask is the same in both readings. */
static bool lenient_prefix(const char *text, const char *slash, const char *end,
                           struct nk_item *out, struct nk_err *err)
{
    unsigned length;
    struct nk_addr *addr = &out->prefix.addr;
    if (!lenient_network(text, slash, addr) ||
        !nk_mask_parse(text, slash + 1, end, addr->family, &length, &out->mask, err))
        return false;
    out->kind = NK_ITEM_PREFIX;
    out->prefix.length = (uint8_t)length;
    out->range = nk_prefix_range(&out->prefix);
    return true;
}

bool nk_lenient_parse(const char *text, size_t len, struct nk_item *out, struct nk_err *err)
{
    const char *end = text + len;
    const char *slash = memchr(text, '/', len), *dash = memchr(text, '-', len);
    struct nk_item item = {0};
    bool good;
    if (slash != NULL) {
        good = lenient_prefix(text, slash, end, &item, err);
    } else if (dash != NULL) {
        good = lenient_range(text, dash, end, &item, err);
    } else {
        struct nk_addr addr;
        good = lenient_addr(text, end, &addr);
        item.kind = NK_ITEM_ADDRESS;
        item.prefix = (struct nk_prefix){addr, 32};
        item.range = (struct nk_range){addr, addr};
    }
    if (!good)
        return false;
    item.lenient = true;
    *out = item;
    return true;
}
