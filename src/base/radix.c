#include "base/radix.h"

static const char hex_upper[] = "0123456789ABCDEF", hex_lower[] = "0123456789abcdef";
static const char base32hex[] = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void put(struct nk_buf *b, unsigned bits, const char *digits, const uint8_t *bytes,
                size_t len)
{
    uint32_t value = 0;
    unsigned held = 0;
    char *start = nk_buf_room(b, len * 2 + 4), *to = start;
    if (start == NULL)
        return;
    for (size_t i = 0; i < len; i++) {
        value = (value & 0xff) << 8 | bytes[i];
        for (held += 8; held >= bits; held -= bits)
            *to++ = digits[value >> (held - bits) & ((1u << bits) - 1)];
    }
    if (held > 0)
        *to++ = digits[value << (bits - held) & ((1u << bits) - 1)];
    b->len += (size_t)(to - start);
}

void nk_radix_put(struct nk_buf *b, enum nk_radix radix, const uint8_t *bytes, size_t len)
{
    put(b, radix,
        radix == NK_HEX      ? hex_upper
        : radix == NK_BASE64 ? base64
                             : base32hex,
        bytes, len);
    if (radix == NK_BASE64 && len % 3 != 0)
        nk_buf_add(b, "==", 3 - len % 3);
}

void nk_hex_put_lower(struct nk_buf *b, const uint8_t *bytes, size_t len)
{
    put(b, NK_HEX, hex_lower, bytes, len);
}

/* 64 and more for what is no digit. */
static unsigned value_of(enum nk_radix radix, char c)
{
    bool is_upper = c >= 'A' && c <= 'Z', is_lower = c >= 'a' && c <= 'z';
    unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0') : 64;
    unsigned letter = is_upper ? (unsigned)(c - 'A') : is_lower ? (unsigned)(c - 'a') : 64;
    if (radix != NK_BASE64)
        return digit < 10 ? digit : letter < (1u << radix) - 10 ? letter + 10 : 64;
    if (c == '+' || c == '/')
        return c == '+' ? 62 : 63;
    return digit < 10 ? digit + 52 : is_lower ? letter + 26 : letter;
}

static const char *name_wrong(enum nk_radix radix)
{
    return radix == NK_HEX      ? "expected hexadecimal digits"
           : radix == NK_BASE64 ? "expected digits of base64"
                                : "expected digits of base32hex (0 to 9, A to V)";
}

const char *nk_radix_read(struct nk_radix_reader *r, const char *text, size_t len,
                          struct nk_buf *out, size_t *bad_at)
{
    char *start = nk_buf_room(out, len + 1), *to = start; /* no radix makes more than it takes */
    if (start == NULL)
        return NULL;
    for (size_t i = 0; i < len; i++) {
        *bad_at = i;
        if (r->radix == NK_BASE64 && text[i] == '=' && r->digits % 4 >= 2) {
            if (++r->pads > 4 - r->digits % 4)
                return "base64: too many '=' at the end";
            continue;
        }
        unsigned digit = value_of(r->radix, text[i]);
        if (digit >= 1u << r->radix)
            return name_wrong(r->radix);
        if (r->pads > 0)
            return "base64: digits behind the '=' of the end";
        r->value = (r->value << r->radix | digit) & 0xffff;
        r->held += r->radix;
        r->digits++;
        if (r->held >= 8) {
            r->held -= 8;
            *to++ = (char)(r->value >> r->held & 0xff);
        }
    }
    out->len += (size_t)(to - start);
    return NULL;
}

const char *nk_radix_end(const struct nk_radix_reader *r)
{
    if (r->radix == NK_HEX && r->digits % 2 != 0)
        return "an odd number of hexadecimal digits: each octet takes two";
    if (r->radix == NK_BASE64 && (r->digits + r->pads) % 4 != 0)
        return "base64: the digits come in groups of four, filled with '='";
    if (r->held >= r->radix)
        return "base32hex: so many digits make no whole octets";
    if ((r->value & ((1u << r->held) - 1)) != 0)
        return "the last digit has bits that belong to no octet";
    return NULL;
}
