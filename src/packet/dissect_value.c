/* The value of a field as text, and what it means. */
#include <string.h>

#include "addr/put.h"
#include "base/cursor.h"
#include "netkit/mac.h"
#include "packet/dissect_part.h"

/* ---- values -------------------------------------------------------------- */

/* Up to 64 bits from bit `at` of the packet on. */
static uint64_t read_bits(const uint8_t *bytes, uint64_t at, uint64_t bits)
{
    uint64_t n = 0;
    for (; bits > 0 && at % 8 != 0; at++, bits--)
        n = n << 1 | (bytes[at / 8] >> (7 - at % 8) & 1);
    for (; bits >= 8; at += 8, bits -= 8)
        n = n << 8 | bytes[at / 8];
    if (bits > 0)
        n = n << bits | (unsigned)(bytes[at / 8] >> (8 - bits));
    return n;
}

static struct nk_addr address_at(const uint8_t *at, unsigned kind)
{
    struct nk_cursor c = nk_cursor(at, kind == NK_VALUE_IPV4 ? 4 : 16);
    if (kind == NK_VALUE_IPV4)
        return nk_addr_ipv4(nk_cursor_u32(&c));
    uint64_t hi = nk_cursor_u64(&c);
    return nk_addr_ipv6(hi, nk_cursor_u64(&c));
}

static void add_mac(struct nk_buf *b, const uint8_t *at)
{
    struct nk_mac mac = {.length = 6};
    char text[NK_MAC_TEXT_MAX];
    memcpy(mac.bytes, at, 6);
    nk_buf_add(b, text, nk_mac_format(&mac, ':', text));
}

static void add_value(struct nk_buf *b, const struct nk_part *p, const uint8_t *at)
{
    unsigned long long n = p->number;
    struct nk_addr a;
    switch (p->field->kind) {
    case NK_VALUE_HEX:
    case NK_VALUE_CHECKSUM:
        nk_buf_printf(b, "0x%0*llx", (int)(p->bits + 3) / 4, n);
        break;
    case NK_VALUE_MAC:
        add_mac(b, at);
        break;
    case NK_VALUE_IPV4:
    case NK_VALUE_IPV6:
        a = address_at(at, p->field->kind);
        nk_add_addr(b, &a);
        break;
    case NK_VALUE_TEXT:
        nk_buf_add(b, (const char *)at, p->bits / 8);
        break;
    default:
        nk_buf_printf(b, "%llu", n);
    }
}

/* ---- meanings ------------------------------------------------------------ */

static void mean_mac(struct nk_buf *b, const uint8_t *at)
{
    static const uint8_t all[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    if (memcmp(at, all, 6) == 0)
        nk_buf_add_text(b, "broadcast");
    else if (at[0] & 1)
        nk_buf_add_text(b, "multicast");
    else if (at[0] & 2)
        nk_buf_add_text(b, "locally administered");
}

static void mean_address(struct nk_buf *b, const struct nk_addr *a)
{
    struct nk_class class = nk_class_of(a);
    if (class.multicast)
        nk_buf_printf(b, "multicast, %s", class.scope);
    else if (class.block != NULL)
        nk_buf_add_text(b, class.block->name);
}

static void mean_code(struct nk_buf *b, struct nk_part *p, uint64_t number)
{
    const struct nk_code *codes = nk_codes_of(p->field);
    p->code = nk_code_find(p->field->kind == NK_VALUE_PORT ? nk_codes_service : codes, number);
    if (p->code != NULL)
        nk_buf_add_text(b, p->code->name);
    else if (codes == nk_codes_ethertype && number <= 1500)
        nk_buf_add_text(b, "a length, in octets");
}

static void mean_unit(struct nk_buf *b, const struct nk_part *p)
{
    if (p->field->scale > 1)
        nk_buf_printf(b, "%llu ", (unsigned long long)p->number * p->field->scale);
    nk_buf_add_text(b, p->field->unit);
}

static void add_meaning(struct nk_dissector *x, struct nk_part *p, const uint8_t *at)
{
    struct nk_buf *b = &x->d->text;
    struct nk_addr a;
    switch (p->field->kind) {
    case NK_VALUE_FLAG:
        nk_buf_add_text(b, p->number != 0 ? "set" : "not set");
        break;
    case NK_VALUE_RESERVED:
        nk_buf_add_text(b, p->number != 0 ? "reserved, but set" : "");
        break;
    case NK_VALUE_MAC:
        mean_mac(b, at);
        break;
    case NK_VALUE_IPV4:
    case NK_VALUE_IPV6:
        a = address_at(at, p->field->kind);
        mean_address(b, &a);
        break;
    case NK_VALUE_ICMP_CODE:
        mean_code(b, p, (uint64_t)at[-1] << 8 | p->number);
        break;
    case NK_VALUE_CHECKSUM:
        nk_dissect_checksum(x, p);
        break;
    default:
        if (p->field->unit[0] != '\0')
            mean_unit(b, p);
        else
            mean_code(b, p, p->number);
    }
}

void nk_dissect_value(struct nk_dissector *x, struct nk_part *p)
{
    struct nk_buf *b = &x->d->text;
    const uint8_t *at = x->d->bytes + p->offset;
    p->octets = p->field->kind == NK_VALUE_BYTES;
    if (p->bits <= 64)
        p->number = read_bits(x->d->bytes, (uint64_t)p->offset * 8 + p->bit, p->bits);
    p->value = b->len;
    if (!p->octets)
        add_value(b, p, at);
    p->value_len = b->len - p->value;
    p->meaning = b->len;
    add_meaning(x, p, at);
    p->meaning_len = b->len - p->meaning;
}
