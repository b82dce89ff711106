#include "netkit/mac.h"

#include "addr/scan.h"

/* The separators that occur, and how many digits stand between two of them. */
static size_t group_digits(char separator)
{
    return separator == '.' ? 4 : separator == '\0' ? 16 : 2;
}

static bool fail(const char *text, size_t len, size_t at, struct nk_err *err, const char *reason)
{
    return nk_err_set(err, NK_ERR_INPUT, at, at < len ? 1 : 0, "'%.*s' is not a MAC address: %s",
                      len > 60 ? 60 : (int)len, text, reason);
}

static bool is_separator(char c)
{
    return c == ':' || c == '-' || c == '.';
}

/* The first separator decides how groups are parted; '\0' where none comes before a bad byte. */
static char find_separator(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!nk_is_hex(text[i]))
            return is_separator(text[i]) ? text[i] : '\0';
    return '\0';
}

bool nk_mac_parse(const char *text, size_t len, struct nk_mac *out, struct nk_err *err)
{
    struct nk_mac mac = {0};
    char separator = find_separator(text, len);
    size_t digits = 0, group = 0, unit = group_digits(separator);
    if (len == 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "a MAC address is missing: the text is empty");
    for (size_t i = 0; i < len; i++) {
        if (nk_is_hex(text[i])) {
            if (digits == 16)
                return fail(text, len, i, err, "it has more than 16 digits");
            if (group++ == unit)
                return fail(text, len, i, err, "expected a separator here");
            mac.bytes[digits / 2] =
                (uint8_t)(mac.bytes[digits / 2] << 4 | nk_hex_values[(unsigned char)text[i]]);
            digits++;
            continue;
        }
        if (!is_separator(text[i]))
            return fail(text, len, i, err, "expected digits, ':', '-' or '.'");
        if (text[i] != separator)
            return fail(text, len, i, err, "the separators differ");
        if (group != unit)
            return fail(text, len, i, err, "a group has too few digits");
        group = 0;
    }
    if (separator != '\0' && group != unit)
        return fail(text, len, len - 1, err, "its last group has too few digits");
    if (digits != 12 && digits != 16)
        return fail(text, len, len, err, "expected 12 digits (EUI-48) or 16 (EUI-64)");
    mac.length = (uint8_t)(digits / 2);
    *out = mac;
    return true;
}

size_t nk_mac_format(const struct nk_mac *m, char separator, char *text)
{
    static const char digits[] = "0123456789abcdef";
    size_t unit = group_digits(separator) / 2;
    char *at = text;
    for (size_t i = 0; i < m->length; i++) {
        if (i > 0 && i % unit == 0)
            *at++ = separator;
        *at++ = digits[m->bytes[i] >> 4];
        *at++ = digits[m->bytes[i] & 15];
    }
    *at = '\0';
    return (size_t)(at - text);
}

struct nk_mac nk_mac_eui64(const struct nk_mac *m)
{
    if (m->length == 8)
        return *m;
    struct nk_mac out = {
        {m->bytes[0], m->bytes[1], m->bytes[2], 0xff, 0xfe, m->bytes[3], m->bytes[4], m->bytes[5]},
        8};
    return out;
}

uint64_t nk_mac_interface_id(const struct nk_mac *m)
{
    struct nk_mac wide = nk_mac_eui64(m);
    uint64_t id = 0;
    for (size_t i = 0; i < 8; i++)
        id = id << 8 | wide.bytes[i];
    return id ^ UINT64_C(0x0200000000000000); /* RFC 4291 appendix A */
}

bool nk_mac_from_interface_id(uint64_t id, struct nk_mac *out)
{
    if ((id >> 24 & 0xffff) != 0xfffe)
        return false;
    id ^= UINT64_C(0x0200000000000000);
    *out = (struct nk_mac){{(uint8_t)(id >> 56), (uint8_t)(id >> 48), (uint8_t)(id >> 40),
                            (uint8_t)(id >> 16), (uint8_t)(id >> 8), (uint8_t)id},
                           6};
    return true;
}

bool nk_mac_of_multicast(const struct nk_addr *a, struct nk_mac *out)
{
    if (a->family == NK_IPV4 && a->lo >> 28 == 14) {
        *out = (struct nk_mac){{0x01, 0x00, 0x5e, (uint8_t)(a->lo >> 16 & 0x7f),
                                (uint8_t)(a->lo >> 8), (uint8_t)a->lo},
                               6};
        return true;
    }
    if (a->family == NK_IPV6 && a->hi >> 56 == 0xff) {
        *out = (struct nk_mac){{0x33, 0x33, (uint8_t)(a->lo >> 24), (uint8_t)(a->lo >> 16),
                                (uint8_t)(a->lo >> 8), (uint8_t)a->lo},
                               6};
        return true;
    }
    return false;
}

struct nk_addr nk_addr_solicited_node(const struct nk_addr *a)
{
    return nk_addr_ipv6(UINT64_C(0xff02000000000000), UINT64_C(0x1ff000000) | (a->lo & 0xffffff));
}
