#include <string.h>

#include "base/radix.h"
#include "dns/edns.h"

static void put_u16(struct nk_buf *b, unsigned n)
{
    nk_buf_add_byte(b, (char)(n >> 8));
    nk_buf_add_byte(b, (char)n);
}

void nk_edns_put(struct nk_buf *b, uint16_t code, const void *data, size_t len)
{
    put_u16(b, code);
    put_u16(b, (unsigned)len);
    nk_buf_add(b, data, len);
}

void nk_edns_put_subnet(struct nk_buf *b, const struct nk_prefix *p)
{
    struct nk_prefix network = nk_prefix_network(p);
    unsigned width = nk_family_width(p->addr.family);
    size_t octets = (p->length + 7u) / 8;
    uint8_t data[4 + 16] = {0, p->addr.family == NK_IPV4 ? 1 : 2, p->length, 0};
    for (size_t i = 0; i < octets; i++) {
        unsigned shift = width - 8 - 8 * (unsigned)i;
        uint64_t half = shift >= 64 ? network.addr.hi : network.addr.lo;
        data[4 + i] = (uint8_t)(half >> shift % 64);
    }
    nk_edns_put(b, NK_EDNS_SUBNET, data, 4 + octets);
}

void nk_edns_put_nsid(struct nk_buf *b)
{
    nk_edns_put(b, NK_EDNS_NSID, NULL, 0);
}

void nk_edns_put_padding(struct nk_buf *b, uint16_t octets)
{
    put_u16(b, NK_EDNS_PADDING);
    put_u16(b, octets);
    char *room = octets == 0 ? NULL : nk_buf_room(b, octets);
    if (room == NULL)
        return;
    memset(room, 0, octets);
    b->len += octets;
}

/* The hexadecimal digits behind the colon; what was put is undone by the caller. */
static bool put_digits(struct nk_buf *b, const char *text, size_t at, size_t len,
                       struct nk_err *err)
{
    struct nk_radix_reader r = {.radix = NK_HEX};
    size_t bad_at = 0, start = b->len;
    const char *why = nk_radix_read(&r, text + at, len - at, b, &bad_at);
    if (why == NULL) {
        why = nk_radix_end(&r);
        bad_at = len - at;
    }
    if (why != NULL)
        return nk_err_set(err, NK_ERR_INPUT, at + bad_at, at + bad_at < len,
                          "the data of an EDNS option is not hexadecimal: %s", why);
    if (b->len - start > UINT16_MAX)
        return nk_err_set(err, NK_ERR_INPUT, at, len - at,
                          "the data of an EDNS option has more than 65535 octets");
    return true;
}

bool nk_edns_put_text(struct nk_buf *b, const char *text, size_t len, struct nk_err *err)
{
    const char *colon = memchr(text, ':', len);
    size_t code_len = colon == NULL ? len : (size_t)(colon - text), start = b->len;
    uint16_t code;
    if (!nk_edns_find(text, code_len, &code))
        return nk_err_set(err, NK_ERR_INPUT, 0, code_len,
                          "expected the number or the name of an EDNS option, found '%.*s'",
                          (int)(code_len < 64 ? code_len : 64), text);
    put_u16(b, code);
    put_u16(b, 0);
    if (colon != NULL && !put_digits(b, text, code_len + 1, len, err)) {
        b->len = start;
        return false;
    }
    if (b->failed)
        return nk_err_memory(err);
    b->data[start + 2] = (char)((b->len - start - 4) >> 8);
    b->data[start + 3] = (char)(b->len - start - 4);
    return true;
}
