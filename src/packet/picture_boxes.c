/* Boxes in boxes: what carries what. */
#include <stdio.h>
#include <string.h>

#include "packet/picture_part.h"

enum {
    INDENT = 2,
    DEEPEST = 14, /* levels that are indented: below, boxes would be too narrow */
    NARROW = NK_PICTURE_COLUMNS - 2 * INDENT * DEEPEST,
    LINE = 0x2500,
    BAR = 0x2502,
};

/* A box that is open has its bars drawn on every line. */
static unsigned depth_of(unsigned level)
{
    return level < DEEPEST ? level : DEEPEST;
}

static void draw_bars(struct nk_canvas *c, size_t row, unsigned open)
{
    for (unsigned i = 0; i < open && i <= DEEPEST; i++) {
        nk_canvas_fill(c, row, i * INDENT, 1, NK_INK_DIM, BAR);
        nk_canvas_fill(c, row, NK_PICTURE_COLUMNS - 1 - i * INDENT, 1, NK_INK_DIM, BAR);
    }
}

static void draw_edge(struct nk_canvas *c, unsigned level, bool top)
{
    size_t row = c->rows;
    unsigned left = depth_of(level) * INDENT, right = NK_PICTURE_COLUMNS - 1 - left;
    draw_bars(c, row, level);
    nk_canvas_fill(c, row, left, right - left, NK_INK_DIM, LINE);
    nk_canvas_fill(c, row, left, 1, NK_INK_DIM, top ? 0x250c : 0x2514);
    nk_canvas_fill(c, row, right, 1, NK_INK_DIM, top ? 0x2510 : 0x2518);
}

static void draw_title(struct nk_canvas *c, const struct nk_part *p)
{
    size_t row = c->rows;
    unsigned left = depth_of(p->level) * INDENT;
    char size[64];
    draw_edge(c, p->level, true);
    bool service = p->kind == NK_PART_DATA && p->code != NULL;
    nk_canvas_printf(c, row, left + 2, NK_INK_STRONG, " %s%s%s%s ", p->quoted ? "quoted " : "",
                     p->name, service ? " of " : "", service ? p->code->name : "");
    if (p->kind == NK_PART_DATA)
        snprintf(size, sizeof size, " %u octet%s ", p->wire, p->wire == 1 ? "" : "s");
    else
        snprintf(size, sizeof size, " %llu + %llu octets ", (unsigned long long)p->bits / 8,
                 (unsigned long long)(p->inside > p->bits / 8 ? p->inside - p->bits / 8 : 0));
    nk_canvas_put(c, row, NK_PICTURE_COLUMNS - 2 - left - (unsigned)strlen(size), NK_INK_DIM, size);
}

/* ---- what stands in a box ------------------------------------------------ */

static void add_separated(struct nk_buf *b, const char *text, size_t len)
{
    if (b->len > 0)
        nk_buf_add_text(b, ", ");
    nk_buf_add(b, text, len);
}

/* "source port 443 https"; of flags the name of one that is set; of a checksum the verdict. */
static void add_summary(struct nk_buf *b, const struct nk_dissection *d, const struct nk_part *p)
{
    bool flag = p->field->kind == NK_VALUE_FLAG;
    if (flag && p->number == 0)
        return;
    add_separated(b, p->name, strlen(p->name));
    if (flag)
        return;
    nk_buf_add_byte(b, ' ');
    if (p->verdict == NK_VERDICT_NONE)
        nk_picture_value(b, d, p, 40);
    else if (p->verdict == NK_VERDICT_UNCHECKABLE)
        nk_buf_add_text(b, "not checkable");
    else if (p->verdict == NK_VERDICT_ABSENT)
        nk_buf_add_text(b, "none");
    if (p->code != NULL || p->verdict == NK_VERDICT_RIGHT || p->verdict == NK_VERDICT_WRONG) {
        nk_buf_add_text(b, p->code != NULL ? " " : "");
        nk_buf_add(b, nk_part_meaning(d, p), p->meaning_len);
    }
}

/* "maximum segment size 1460": of an option the value, where that is one number behind kind and
 * length. */
static void add_option(struct nk_buf *b, const struct nk_dissection *d, size_t at)
{
    size_t end = at + 1, value = at + 3;
    while (end < d->count && d->parts[end].kind == NK_PART_FIELD && d->parts[end].in_option)
        end++;
    add_separated(b, d->parts[at].name, strlen(d->parts[at].name));
    if (value + 1 != end || d->parts[value].field->kind != NK_VALUE_NUMBER)
        return;
    nk_buf_add_byte(b, ' ');
    nk_picture_value(b, d, &d->parts[value], 40);
}

static void summarize(struct nk_buf *b, const struct nk_dissection *d, size_t at)
{
    for (size_t i = at + 1, end = nk_picture_next(d, at); i < end; i++) {
        const struct nk_part *p = &d->parts[i];
        if (p->kind == NK_PART_FIELD && !p->in_option && p->field->brief)
            add_summary(b, d, p);
        else if (p->kind == NK_PART_OPTION && (p->option == NULL || !p->option->single))
            add_option(b, d, i);
    }
}

static void draw_inside(struct nk_canvas *c, const struct nk_dissection *d, size_t at)
{
    const struct nk_part *p = &d->parts[at];
    unsigned left = depth_of(p->level) * INDENT + 2, width = NK_PICTURE_COLUMNS - 2 * left;
    struct nk_buf b = {0};
    if (p->kind == NK_PART_HEADER)
        summarize(&b, d, at);
    else if (p->wire > p->inside)
        nk_buf_printf(&b, p->inside == 0 ? "none of them is here" : "%u of them are here",
                      p->inside);
    if (p->kind == NK_PART_DATA && p->inside > 0 && p->wire == p->inside)
        nk_picture_value(&b, d, p, width);
    size_t row = c->rows;
    size_t lines = nk_picture_words(c, row, left, width, NK_INK_PLAIN, b.data, b.len);
    for (size_t i = 0; i < lines; i++)
        draw_bars(c, row + i, p->level + 1);
    c->failed = c->failed || b.failed;
    nk_buf_release(&b);
}

void nk_picture_boxes(struct nk_canvas *c, const struct nk_dissection *d)
{
    unsigned open = 0;
    for (size_t i = 0; i < d->count && !c->failed; i = nk_picture_next(d, i)) {
        const struct nk_part *p = &d->parts[i];
        while (open > p->level)
            draw_edge(c, --open, false);
        draw_title(c, p);
        draw_inside(c, d, i);
        open = p->level + 1;
    }
    while (open > 0 && !c->failed)
        draw_edge(c, --open, false);
}
