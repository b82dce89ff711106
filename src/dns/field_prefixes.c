/* Lists of address prefixes: APL (RFC 3123). */
#include <string.h>

#include "base/digits.h"
#include "dns/kinds.h"

enum { FAMILY_IPV4 = 1, FAMILY_IPV6 = 2, HEAD = 4, NEGATED = 0x80, LENGTH = 0x7f };

/* One item: family, prefix length, N and a length of 7 bits, the address without its last zeros. */
struct item {
    unsigned family, length;
    bool negated;
    struct nk_addr addr;
};

static unsigned octets_of(unsigned family)
{
    return family == FAMILY_IPV4 ? 4 : 16;
}

static size_t item_end(const uint8_t *bytes, size_t at)
{
    return at + HEAD + (size_t)(bytes[at + 3] & LENGTH);
}

static const char *item_check(struct nk_field_in *in)
{
    const uint8_t *item = nk_field_bytes(in);
    if (in->end - in->at < HEAD)
        return "an item of the list is cut";
    if (item_end(in->bytes, in->at) > in->end)
        return "an item of the list runs past the end of the RDATA";
    unsigned family = (unsigned)nk_octets_number(item, 2), len = item[3] & LENGTH;
    if (family != FAMILY_IPV4 && family != FAMILY_IPV6) {
        in->opaque = true;
        return NULL;
    }
    if (item[2] > octets_of(family) * 8)
        return "a prefix length is over that of an address";
    if (len > octets_of(family))
        return "an item of the list has more octets than an address";
    return len > 0 && item[HEAD + len - 1] == 0 ? "an address of the list ends in a zero octet"
                                                : NULL;
}

static const char *prefixes_skip(struct nk_field_in *in)
{
    const char *why = NULL;
    while (why == NULL && in->at < in->end) {
        in->bad_at = in->at;
        why = item_check(in);
        if (why == NULL)
            in->at = item_end(in->bytes, in->at);
    }
    return why;
}

static void put_item(struct nk_buf *b, const uint8_t *item)
{
    unsigned family = (unsigned)nk_octets_number(item, 2);
    uint8_t octets[16] = {0};
    memcpy(octets, item + HEAD, (size_t)(item[3] & LENGTH));
    struct nk_addr a = nk_octets_addr(octets, octets_of(family));
    if ((item[3] & NEGATED) != 0)
        nk_buf_add_byte(b, '!');
    nk_buf_put_number(b, family);
    nk_buf_add_byte(b, ':');
    nk_buf_put_addr(b, &a);
    nk_buf_add_byte(b, '/');
    nk_buf_put_number(b, item[2]);
}

static void prefixes_text(struct nk_buf *b, const struct nk_field_in *in)
{
    for (size_t at = in->at; at < in->end; at = item_end(in->bytes, at)) {
        if (at > in->at)
            nk_buf_add_byte(b, ' ');
        put_item(b, in->bytes + at);
    }
}

static void prefixes_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_open(b, '[');
    for (size_t at = in->at; at < in->end; at = item_end(in->bytes, at)) {
        nk_json_part(b);
        nk_buf_add_byte(b, '"');
        put_item(b, in->bytes + at);
        nk_buf_add_byte(b, '"');
    }
    nk_json_close(b, ']');
}

/* [!]family:address/length; the reason where it is not. */
static const char *read_item(const struct nk_word *w, struct item *item)
{
    const char *at = w->text, *end = w->text + w->len;
    const char *colon = memchr(at, ':', w->len), *slash = memchr(at, '/', w->len);
    uint64_t family, length;
    if (colon == NULL || slash == NULL || slash < colon)
        return "an address prefix as 1:192.0.2.0/24 or !2:2001:db8::/32";
    item->negated = *at == '!';
    at += item->negated;
    if (!nk_digits_read(at, (size_t)(colon - at), UINT16_MAX, &family) || family < FAMILY_IPV4 ||
        family > FAMILY_IPV6)
        return "of a known family: 1 is IPv4, 2 is IPv6";
    uint8_t want = family == FAMILY_IPV4 ? NK_IPV4 : NK_IPV6;
    item->family = (unsigned)family;
    if (!nk_addr_parse(colon + 1, (size_t)(slash - colon - 1), &item->addr, NULL) ||
        item->addr.family != want)
        return want == NK_IPV4 ? "a prefix of an IPv4 address" : "a prefix of an IPv6 address";
    if (!nk_digits_read(slash + 1, (size_t)(end - slash - 1), nk_family_width(want), &length))
        return want == NK_IPV4 ? "of a length from 0 to 32" : "of a length from 0 to 128";
    item->length = (unsigned)length;
    return NULL;
}

static bool prefixes_parse(struct nk_field_out *o)
{
    struct nk_word w;
    struct item item;
    while (!nk_words_end(o)) {
        if (!nk_word_next(o, &w))
            return false;
        const char *want = read_item(&w, &item);
        if (want != NULL)
            return nk_word_wrong(o, &w, want);
        nk_buf_put_octets(o->out, item.family, 2);
        nk_buf_put_octets(o->out, item.length, 1);
        size_t at = o->out->len;
        nk_buf_put_octets(o->out, item.negated ? NEGATED : 0, 1);
        nk_buf_put_addr_octets(o->out, &item.addr);
        if (o->out->failed)
            return true;
        while (o->out->len > at + 1 && o->out->data[o->out->len - 1] == 0)
            o->out->len--;
        o->out->data[at] |= (char)(o->out->len - at - 1);
    }
    return true;
}

const struct nk_field_kind nk_kind_prefixes = {
    .skip = prefixes_skip, .text = prefixes_text, .json = prefixes_json, .parse = prefixes_parse};
