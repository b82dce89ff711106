/* Addresses and prefixes bit by bit. */
#include "addr/put.h"
#include "cli/explain.h"

enum {
    NOTE_COLUMN = 60,  /* IPv4: behind 18 columns of prefix and 36 of bits */
    NOTE_COLUMN6 = 48, /* IPv6: behind the longest prefix */
    GROUP_COLUMN = 47, /* IPv6: the bits of one group, behind the full text */
};

static bool bit_of(const struct nk_addr *a, unsigned bit)
{
    unsigned shift = nk_family_width(a->family) - 1 - bit;
    return (nk_u128_shr(nk_addr_bits(*a), shift).lo & 1) != 0;
}

void nk_explain_bits(struct nk_buf *b, const struct nk_addr *a, unsigned from, unsigned count,
                     unsigned edge)
{
    for (unsigned bit = from; bit < from + count; bit++) {
        if (bit == edge)
            nk_buf_add_byte(b, '|');
        else if (bit % 8 == 0 && bit > from && a->family == NK_IPV4)
            nk_buf_add_byte(b, '.');
        nk_buf_add_byte(b, bit_of(a, bit) ? '1' : '0');
    }
    if (edge == from + count)
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

void nk_explain_address(struct nk_buf *b, const struct nk_addr *a)
{
    size_t line = b->len;
    nk_buf_add_text(b, "    address");
    if (a->family == NK_IPV4) {
        nk_explain_pad(b, line, 23);
        nk_explain_bits(b, a, 0, 32, NK_NO_EDGE);
    } else {
        nk_buf_add_text(b, "\n      ");
        add_digits(b, a, NK_NO_EDGE);
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
    nk_explain_bits(b, a, bit / 16 * 16, 16, edge);
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
        nk_explain_bits(b, &p->addr, 0, 32, p->length);
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
        add_group(b, line, a, at, NK_NO_EDGE);
        nk_buf_add_byte(b, '\n');
        line = b->len;
        column = GROUP_COLUMN + sizeof "group 1  " - 1 + at % 16;
    }
    nk_explain_pad(b, line, column);
    nk_buf_printf(b, "^ bit %u\n", bit);
}
