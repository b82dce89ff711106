/* The lines of an explanation: paragraphs, rules in words, addresses and prefixes bit by bit. */
#include <stdio.h>
#include <string.h>

#include "addr/put.h"
#include "cli/route_explain.h"
#include "route/names.h"

enum {
    NOTE_COLUMN = 60,  /* IPv4: behind 18 columns of prefix and 36 of bits */
    NOTE_COLUMN6 = 48, /* IPv6: behind the longest prefix */
    GROUP_COLUMN = 47, /* IPv6: the bits of one group, behind the full text */
};

/* ---- rules --------------------------------------------------------------- */

static void add_prefix(struct nk_buf *b, const char *word, const struct nk_prefix *p)
{
    if (p->addr.family == NK_FAMILY_NONE)
        return;
    nk_buf_add_text(b, word);
    if (p->length == nk_family_width(p->addr.family))
        nk_add_addr(b, &p->addr);
    else
        nk_add_prefix(b, p);
}

static void add_device(struct nk_buf *b, const struct nk_table *t, const char *word, uint32_t dev)
{
    size_t len;
    const char *name = nk_table_text_of(t, dev, &len);
    if (name == NULL)
        return;
    nk_buf_add_text(b, word);
    nk_buf_add(b, name, len);
}

static void add_ports(struct nk_buf *b, const char *word, uint16_t first, uint16_t last)
{
    if (last == 0)
        return;
    nk_buf_printf(b, " %s %u", word, first);
    if (last != first)
        nk_buf_printf(b, "-%u", last);
}

static void add_protocol(struct nk_buf *b, uint8_t number)
{
    if (number == 0)
        return;
    const char *name = number == 1    ? "icmp"
                       : number == 6  ? "tcp"
                       : number == 17 ? "udp"
                       : number == 58 ? "ipv6-icmp"
                                      : NULL;
    if (name != NULL)
        nk_buf_printf(b, " ipproto %s", name);
    else
        nk_buf_printf(b, " ipproto %u", number);
}

static void add_mark(struct nk_buf *b, const struct nk_rule *r)
{
    if (r->mask == 0)
        return;
    nk_buf_printf(b, " fwmark 0x%x", r->mark);
    if (r->mask != UINT32_MAX)
        nk_buf_printf(b, "/0x%x", r->mask);
}

static void add_table(struct nk_buf *b, const struct nk_table *t, uint32_t table)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    const char *name = nk_table_name_of(t, table, room, &len);
    nk_buf_add_text(b, " lookup ");
    nk_buf_add(b, name, len);
}

static void add_action(struct nk_buf *b, const struct nk_table *t, const struct nk_rule *r)
{
    switch (r->action) {
    case NK_RULE_GOTO:
        nk_buf_printf(b, " goto %u", r->goto_priority);
        break;
    case NK_RULE_NOP:
        nk_buf_add_text(b, " nop");
        break;
    case NK_RULE_BLACKHOLE:
        nk_buf_add_text(b, " blackhole");
        break;
    case NK_RULE_UNREACHABLE:
        nk_buf_add_text(b, " unreachable");
        break;
    case NK_RULE_PROHIBIT:
        nk_buf_add_text(b, " prohibit");
        break;
    default:
        if (r->l3mdev)
            nk_buf_add_text(b, " lookup [l3mdev-table]");
        else
            add_table(b, t, r->table);
    }
    if (r->suppress_prefixlength >= 0)
        nk_buf_printf(b, " suppress_prefixlength %d", r->suppress_prefixlength);
}

void nk_rule_add_words(struct nk_buf *b, const struct nk_table *t, const struct nk_rule *r)
{
    nk_buf_add_text(b, r->invert ? "not from " : "from ");
    if (r->from.addr.family == NK_FAMILY_NONE)
        nk_buf_add_text(b, "all");
    add_prefix(b, "", &r->from);
    add_prefix(b, " to ", &r->to);
    if (r->tos != 0)
        nk_buf_printf(b, " tos 0x%02x", r->tos);
    add_mark(b, r);
    add_device(b, t, " iif ", r->iif);
    add_device(b, t, " oif ", r->oif);
    if (r->has_uid)
        nk_buf_printf(b, " uidrange %u-%u", r->uid_first, r->uid_last);
    add_protocol(b, r->ipproto);
    add_ports(b, "sport", r->sport_first, r->sport_last);
    add_ports(b, "dport", r->dport_first, r->dport_last);
    add_action(b, t, r);
}

/* ---- bits ---------------------------------------------------------------- */

static bool bit_of(const struct nk_addr *a, unsigned bit)
{
    unsigned shift = nk_family_width(a->family) - 1 - bit;
    return (nk_u128_shr(nk_addr_bits(*a), shift).lo & 1) != 0;
}

/* Bits from `from` on, octets parted by dots (IPv4), with the boundary where it falls in them. */
static void add_bits(struct nk_buf *b, const struct nk_addr *a, unsigned from, unsigned width,
                     unsigned edge)
{
    for (unsigned bit = from; bit < from + width; bit++) {
        if (bit == edge)
            nk_buf_add_byte(b, '|');
        else if (bit % 8 == 0 && bit > from && a->family == NK_IPV4)
            nk_buf_add_byte(b, '.');
        nk_buf_add_byte(b, bit_of(a, bit) ? '1' : '0');
    }
    if (edge == from + width)
        nk_buf_add_byte(b, '|');
}

/* All 32 digits, with the boundary behind the last digit that is compared whole. */
static void add_digits(struct nk_buf *b, const struct nk_addr *a, unsigned edge)
{
    for (unsigned digit = 0; digit < 32; digit++) {
        unsigned value = 0;
        for (unsigned i = 0; i < 4; i++)
            value = value * 2 + bit_of(a, digit * 4 + i);
        if (digit == edge / 4)
            nk_buf_add_byte(b, '|');
        else if (digit % 4 == 0 && digit > 0)
            nk_buf_add_byte(b, ':');
        nk_buf_add_byte(b, "0123456789abcdef"[value]);
    }
}

enum { NO_EDGE = 999 };

void nk_explain_address(struct nk_buf *b, const struct nk_addr *a)
{
    size_t line = b->len;
    nk_buf_add_text(b, "    address");
    if (a->family == NK_IPV4) {
        nk_explain_pad(b, line, 23);
        add_bits(b, a, 0, 32, NO_EDGE);
    } else {
        nk_buf_add_text(b, "\n      ");
        add_digits(b, a, NO_EDGE);
    }
    nk_buf_add_byte(b, '\n');
}

static void add_note(struct nk_buf *b, size_t line, size_t column, const char *note, size_t len)
{
    if (len == 0)
        return;
    nk_explain_pad(b, line, column);
    nk_explain_cut(b, note, len, NK_EXPLAIN_COLUMNS - column);
}

/* "group 4  1111111100000000": the 16 bits that hold the bit. */
static void add_group(struct nk_buf *b, size_t line, const struct nk_addr *a, unsigned bit,
                      unsigned edge)
{
    nk_explain_pad(b, line, GROUP_COLUMN);
    nk_buf_printf(b, "group %u  ", bit / 16 + 1);
    add_bits(b, a, bit / 16 * 16, 16, edge);
}

static void add_row(struct nk_buf *b, const struct nk_prefix *p, char mark, unsigned bit,
                    const char *note, size_t len)
{
    char text[NK_PREFIX_TEXT_MAX];
    size_t line = b->len;
    nk_prefix_format(p, text);
    nk_buf_printf(b, "  %c %s", mark, text);
    if (p->addr.family == NK_IPV4) {
        nk_explain_pad(b, line, 23);
        add_bits(b, &p->addr, 0, 32, p->length);
        add_note(b, line, NOTE_COLUMN, note, len);
        nk_buf_add_byte(b, '\n');
        return;
    }
    add_note(b, line, NOTE_COLUMN6, note, len);
    nk_buf_add_byte(b, '\n');
    line = b->len;
    nk_buf_add_text(b, "      ");
    add_digits(b, &p->addr, p->length);
    add_group(b, line, &p->addr, bit, p->length);
    nk_buf_add_byte(b, '\n');
}

void nk_explain_prefix(struct nk_buf *b, const struct nk_prefix *p, char mark, const char *note,
                       size_t note_len)
{
    add_row(b, p, mark, p->length == 0 ? 0 : p->length - 1u, note, note_len);
}

void nk_explain_miss(struct nk_buf *b, const struct nk_prefix *p, const struct nk_addr *a,
                     unsigned bit, const char *note, size_t note_len)
{
    unsigned at = bit - 1;
    add_row(b, p, 'x', at, note, note_len);
    size_t line = b->len, column = 23 + at + at / 8;
    if (a->family == NK_IPV6) {
        nk_buf_add_text(b, "      of the address");
        add_group(b, line, a, at, NO_EDGE);
        nk_buf_add_byte(b, '\n');
        line = b->len;
        column = GROUP_COLUMN + sizeof "group 1  " - 1 + at % 16;
    }
    nk_explain_pad(b, line, column);
    nk_buf_printf(b, "^ bit %u\n", bit);
}
