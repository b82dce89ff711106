/* The values of SvcParams that are lists with commas: keys, numbers, addresses. */
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "dns/svc_value.h"

/* Reads one of the pieces between commas. */
typedef bool read_piece(struct nk_buf *out, const char *text, size_t len);

static bool read_pieces(struct nk_buf *out, const struct nk_svc_value *v, read_piece *read)
{
    const char *at = (const char *)v->bytes, *end = at + v->len;
    for (;;) {
        const char *comma = at == end ? NULL : memchr(at, ',', (size_t)(end - at));
        const char *stop = comma == NULL ? end : comma;
        if (!read(out, at, (size_t)(stop - at)))
            return false;
        if (comma == NULL)
            return true;
        at = comma + 1;
    }
}

/* ---- keys, and other numbers of 16 bits ------------------------------------------------------ */

static uint64_t number_at(const struct nk_svc_value *v, size_t i)
{
    return nk_octets_number(v->bytes + i, 2);
}

static const char *numbers_check(const struct nk_svc_value *v)
{
    return v->len > 0 && v->len % 2 == 0 ? NULL : "a SvcParam is no list of numbers of 16 bits";
}

static const char *keys_check(const struct nk_svc_value *v)
{
    const char *why = numbers_check(v);
    for (size_t i = 0; why == NULL && i < v->len; i += 2) {
        if (number_at(v, i) == NK_SVC_MANDATORY)
            why = "the SvcParam mandatory names itself";
        else if (i > 0 && number_at(v, i) <= number_at(v, i - 2))
            why = "the keys in the SvcParam mandatory are not in order";
    }
    return why;
}

static void keys_text(struct nk_buf *b, const struct nk_svc_value *v)
{
    for (size_t i = 0; i < v->len; i += 2) {
        if (i > 0)
            nk_buf_add_byte(b, ',');
        nk_svc_key_put(b, (uint16_t)number_at(v, i));
    }
}

static void keys_json(struct nk_buf *b, const struct nk_svc_value *v)
{
    nk_json_open(b, '[');
    for (size_t i = 0; i < v->len; i += 2) {
        nk_json_part(b);
        nk_buf_add_byte(b, '"');
        nk_svc_key_put(b, (uint16_t)number_at(v, i));
        nk_buf_add_byte(b, '"');
    }
    nk_json_close(b, ']');
}

static bool read_key(struct nk_buf *out, const char *text, size_t len)
{
    const struct nk_svc_row *row;
    uint16_t key;
    if (!nk_svc_key_read(text, len, &key, &row))
        return false;
    nk_buf_put_octets(out, key, 2);
    return true;
}

static int by_octets(const void *a, const void *b)
{
    return memcmp(a, b, 2);
}

/* On the wire the keys are in order, whatever order they come in. */
static bool keys_parse(struct nk_buf *out, const struct nk_svc_value *text)
{
    size_t start = out->len;
    if (!read_pieces(out, text, read_key))
        return false;
    if (!out->failed)
        qsort(out->data + start, (out->len - start) / 2, 2, by_octets);
    return true;
}

const struct nk_svc_kind nk_svc_keys = {
    "a list of keys as alpn,port", false, keys_check, keys_text, keys_json, keys_parse};

static void numbers_text(struct nk_buf *b, const struct nk_svc_value *v)
{
    for (size_t i = 0; i < v->len; i += 2) {
        if (i > 0)
            nk_buf_add_byte(b, ',');
        nk_buf_put_number(b, number_at(v, i));
    }
}

static void numbers_json(struct nk_buf *b, const struct nk_svc_value *v)
{
    nk_json_open(b, '[');
    for (size_t i = 0; i < v->len; i += 2)
        nk_json_int(b, (int64_t)number_at(v, i));
    nk_json_close(b, ']');
}

static bool read_number(struct nk_buf *out, const char *text, size_t len)
{
    uint64_t n;
    if (!nk_digits_read(text, len, UINT16_MAX, &n))
        return false;
    nk_buf_put_octets(out, n, 2);
    return true;
}

static bool numbers_parse(struct nk_buf *out, const struct nk_svc_value *text)
{
    return read_pieces(out, text, read_number);
}

const struct nk_svc_kind nk_svc_numbers = {"a list of numbers from 0 to 65535",
                                           false,
                                           numbers_check,
                                           numbers_text,
                                           numbers_json,
                                           numbers_parse};

static const char *port_check(const struct nk_svc_value *v)
{
    return v->len == 2 ? NULL : "the SvcParam port has not 2 octets";
}

static void port_json(struct nk_buf *b, const struct nk_svc_value *v)
{
    nk_json_int(b, (int64_t)number_at(v, 0));
}

static bool port_parse(struct nk_buf *out, const struct nk_svc_value *text)
{
    return read_number(out, (const char *)text->bytes, text->len);
}

const struct nk_svc_kind nk_svc_port = {
    "a port from 0 to 65535", false, port_check, numbers_text, port_json, port_parse};

/* ---- addresses ---------------------------------------------------------------------------------
 */

static void addrs_text(struct nk_buf *b, const struct nk_svc_value *v, size_t size)
{
    for (size_t i = 0; i < v->len; i += size) {
        struct nk_addr a = nk_octets_addr(v->bytes + i, size);
        if (i > 0)
            nk_buf_add_byte(b, ',');
        nk_buf_put_addr(b, &a);
    }
}

static void addrs_json(struct nk_buf *b, const struct nk_svc_value *v, size_t size)
{
    nk_json_open(b, '[');
    for (size_t i = 0; i < v->len; i += size) {
        char text[NK_ADDR_TEXT_MAX];
        struct nk_addr a = nk_octets_addr(v->bytes + i, size);
        nk_json_string(b, text, nk_addr_format(&a, text));
    }
    nk_json_close(b, ']');
}

static bool read_addr(struct nk_buf *out, const char *text, size_t len, uint8_t family)
{
    struct nk_addr a;
    if (!nk_addr_parse(text, len, &a, NULL) || a.family != family)
        return false;
    nk_buf_put_addr_octets(out, &a);
    return true;
}

static const char *ipv4_check(const struct nk_svc_value *v)
{
    return v->len > 0 && v->len % 4 == 0 ? NULL : "the SvcParam ipv4hint is no list of addresses";
}

static void ipv4_text(struct nk_buf *b, const struct nk_svc_value *v)
{
    addrs_text(b, v, 4);
}

static void ipv4_json(struct nk_buf *b, const struct nk_svc_value *v)
{
    addrs_json(b, v, 4);
}

static bool read_ipv4(struct nk_buf *out, const char *text, size_t len)
{
    return read_addr(out, text, len, NK_IPV4);
}

static bool ipv4_parse(struct nk_buf *out, const struct nk_svc_value *text)
{
    return read_pieces(out, text, read_ipv4);
}

const struct nk_svc_kind nk_svc_ipv4 = {
    "a list of IPv4 addresses", false, ipv4_check, ipv4_text, ipv4_json, ipv4_parse};

static const char *ipv6_check(const struct nk_svc_value *v)
{
    return v->len > 0 && v->len % 16 == 0 ? NULL : "the SvcParam ipv6hint is no list of addresses";
}

static void ipv6_text(struct nk_buf *b, const struct nk_svc_value *v)
{
    addrs_text(b, v, 16);
}

static void ipv6_json(struct nk_buf *b, const struct nk_svc_value *v)
{
    addrs_json(b, v, 16);
}

static bool read_ipv6(struct nk_buf *out, const char *text, size_t len)
{
    return read_addr(out, text, len, NK_IPV6);
}

static bool ipv6_parse(struct nk_buf *out, const struct nk_svc_value *text)
{
    return read_pieces(out, text, read_ipv6);
}

const struct nk_svc_kind nk_svc_ipv6 = {
    "a list of IPv6 addresses", false, ipv6_check, ipv6_text, ipv6_json, ipv6_parse};
