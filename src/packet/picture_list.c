/* The fields of a header, a line each. */
#include <string.h>

#include "packet/picture_part.h"

enum {
    OFFSET_COLUMN = 0,
    BITS_COLUMN = 9,
    NAME_COLUMN = 16,
    OPTION_INDENT = 2,
    VALUE_COLUMN = 41,
    VALUE_WIDTH = 18,
    MEANING_COLUMN = 60,
    EXPLAIN_COLUMN = 18,
};

static void put_title(struct nk_canvas *c, size_t row, const struct nk_part *p)
{
    nk_canvas_put(c, row, OFFSET_COLUMN, NK_INK_DIM, "octet");
    nk_canvas_put(c, row, BITS_COLUMN, NK_INK_DIM, "bits");
    nk_canvas_put(c, row, NAME_COLUMN, NK_INK_DIM, p->kind == NK_PART_DATA ? "" : "field");
    nk_canvas_put(c, row, VALUE_COLUMN, NK_INK_DIM, "value");
    nk_canvas_put(c, row, MEANING_COLUMN, NK_INK_DIM, "meaning");
}

static void put_place(struct nk_canvas *c, size_t row, const struct nk_part *p)
{
    if (p->bit == 0)
        nk_canvas_printf(c, row, OFFSET_COLUMN, NK_INK_DIM, "%5u", p->offset);
    else
        nk_canvas_printf(c, row, OFFSET_COLUMN, NK_INK_DIM, "%5u.%u", p->offset, p->bit);
    nk_canvas_printf(c, row, BITS_COLUMN, NK_INK_DIM, "%4llu", (unsigned long long)p->bits);
}

/* A value too long for its column pushes the meaning below. */
static size_t put_value(struct nk_canvas *c, const struct nk_dissection *d, size_t row,
                        const struct nk_part *p)
{
    struct nk_buf b = {0};
    nk_picture_value(&b, d, p, NK_PICTURE_COLUMNS - VALUE_COLUMN);
    nk_buf_add_byte(&b, '\0');
    c->failed = c->failed || b.failed;
    bool wide = b.len > VALUE_WIDTH + 1;
    if (!b.failed)
        nk_canvas_put(c, row, VALUE_COLUMN, NK_INK_STRONG, b.data);
    nk_buf_release(&b);
    enum nk_ink ink = p->verdict == NK_VERDICT_WRONG ? NK_INK_HOST : NK_INK_PLAIN;
    size_t lines = nk_picture_words(c, wide ? row + 1 : row, wide ? VALUE_COLUMN : MEANING_COLUMN,
                                    NK_PICTURE_COLUMNS - (wide ? VALUE_COLUMN : MEANING_COLUMN),
                                    ink, nk_part_meaning(d, p), p->meaning_len);
    lines += wide;
    return lines > 0 ? lines : 1;
}

static void put_help(struct nk_canvas *c, const char *help)
{
    if (help != NULL)
        nk_picture_words(c, c->rows, EXPLAIN_COLUMN, NK_PICTURE_COLUMNS - EXPLAIN_COLUMN,
                         NK_INK_DIM, help, strlen(help));
}

static void put_part(struct nk_canvas *c, const struct nk_dissection *d, const struct nk_part *p,
                     bool explain)
{
    size_t row = c->rows;
    unsigned indent = p->in_option ? OPTION_INDENT : 0;
    put_place(c, row, p);
    if (p->kind == NK_PART_OPTION) {
        nk_canvas_printf(c, row, NAME_COLUMN, NK_INK_NETWORK, "option: %s", p->name);
    } else {
        size_t used =
            nk_picture_words(c, row, NAME_COLUMN + indent, VALUE_COLUMN - NAME_COLUMN - indent - 1,
                             NK_INK_PLAIN, p->name, strlen(p->name));
        (void)used;
        put_value(c, d, row, p);
    }
    if (!explain)
        return;
    put_help(c, nk_part_help(p));
    if (p->code != NULL && p->code->help[0] != '\0')
        put_help(c, p->code->help);
    nk_picture_sum(c, d, p, EXPLAIN_COLUMN);
}

/* Of data: how much there is, and its first octets. */
static void put_data(struct nk_canvas *c, const struct nk_dissection *d, const struct nk_part *p)
{
    size_t row = c->rows, len = p->bits / 8;
    enum { LINE = 16, LINES = 4 };
    const char *service = p->code != NULL ? p->code->name : "", *of = p->code != NULL ? " of " : "";
    if (p->wire > len)
        nk_canvas_printf(c, row, 0, NK_INK_STRONG, "%s%s%s: %u octets, of which %zu are here",
                         p->name, of, service, p->wire, len);
    else
        nk_canvas_printf(c, row, 0, NK_INK_STRONG, "%s%s%s: %zu octet%s", p->name, of, service, len,
                         len == 1 ? "" : "s");
    for (size_t at = 0; at < len && at < LINE * LINES; at += LINE) {
        row = c->rows;
        nk_canvas_printf(c, row, OFFSET_COLUMN, NK_INK_DIM, "%5zu", p->offset + at);
        for (unsigned i = 0; i < LINE && at + i < len; i++) {
            uint8_t octet = d->bytes[p->offset + at + i];
            nk_canvas_printf(c, row, BITS_COLUMN + 3 * i + (i >= LINE / 2), NK_INK_PLAIN, "%02x",
                             octet);
            nk_canvas_printf(c, row, 60 + i, NK_INK_DIM, "%c",
                             octet >= 0x20 && octet < 0x7f ? octet : '.');
        }
    }
    if (len > LINE * LINES)
        nk_canvas_printf(c, c->rows, BITS_COLUMN, NK_INK_DIM, "and %zu more", len - LINE * LINES);
}

void nk_picture_list(struct nk_canvas *c, const struct nk_dissection *d, size_t at, bool explain)
{
    const struct nk_part *p = &d->parts[at];
    if (p->kind == NK_PART_DATA) {
        put_data(c, d, p);
        return;
    }
    put_title(c, c->rows, p);
    for (size_t i = at + 1, end = nk_picture_next(d, at); i < end && !c->failed; i++)
        put_part(c, d, &d->parts[i], explain);
}
