#include "draw/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INK_SHIFT = 24, CHARACTER_MASK = 0xffffff };

void nk_canvas_init(struct nk_canvas *c, unsigned columns)
{
    *c = (struct nk_canvas){.columns = columns};
}

void nk_canvas_release(struct nk_canvas *c)
{
    free(c->cells);
    *c = (struct nk_canvas){.columns = c->columns};
}

/* Makes the row exist, blank; false when out of memory. */
static bool reach_row(struct nk_canvas *c, size_t row)
{
    if (c->failed || c->columns == 0)
        return false;
    while (c->rows <= row) {
        void *cells = c->cells;
        if (!nk_grow(&cells, c->rows, &c->room, c->columns * sizeof *c->cells)) {
            c->failed = true;
            return false;
        }
        c->cells = cells;
        for (unsigned i = 0; i < c->columns; i++)
            c->cells[c->rows * c->columns + i] = ' ';
        c->rows++;
    }
    return true;
}

void nk_canvas_put(struct nk_canvas *c, size_t row, unsigned column, enum nk_ink ink,
                   const char *text)
{
    if (!reach_row(c, row))
        return;
    for (const char *end = text + strlen(text); text < end && column < c->columns; column++)
        c->cells[row * c->columns + column] = nk_character_next(&text, end) | (uint32_t)ink
                                                                                  << INK_SHIFT;
}

void nk_canvas_printf(struct nk_canvas *c, size_t row, unsigned column, enum nk_ink ink,
                      const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    nk_canvas_put(c, row, column, ink, text);
}

void nk_canvas_fill(struct nk_canvas *c, size_t row, unsigned column, unsigned n, enum nk_ink ink,
                    uint32_t character)
{
    if (!reach_row(c, row))
        return;
    for (; n > 0 && column < c->columns; n--, column++)
        c->cells[row * c->columns + column] = character | (uint32_t)ink << INK_SHIFT;
}

/* ---- output -------------------------------------------------------------- */

/* How many cells of a row come before its trailing blanks. */
static unsigned row_width(const struct nk_canvas *c, size_t row)
{
    unsigned width = c->columns;
    while (width > 0 && (c->cells[row * c->columns + width - 1] & CHARACTER_MASK) == ' ')
        width--;
    return width;
}

static enum nk_ink ink_of(uint32_t cell)
{
    return (enum nk_ink)(cell >> INK_SHIFT);
}

static bool send(struct nk_buf *b, bool failed, struct nk_out *out, struct nk_err *err)
{
    bool good = !failed && !b->failed;
    if (good)
        nk_out_write(out, b->data, b->len);
    nk_buf_release(b);
    return good || nk_err_memory(err);
}

static void text_row(const struct nk_canvas *c, size_t row, bool ascii, bool color,
                     struct nk_buf *b)
{
    enum nk_ink ink = NK_INK_PLAIN;
    unsigned width = row_width(c, row);
    for (unsigned i = 0; i < width; i++) {
        uint32_t cell = c->cells[row * c->columns + i];
        if (color && ink_of(cell) != ink && (cell & CHARACTER_MASK) != ' ') {
            ink = ink_of(cell);
            nk_buf_add_text(b, nk_ink_code(ink));
        }
        nk_character_add(b,
                         ascii ? nk_character_ascii(cell & CHARACTER_MASK) : cell & CHARACTER_MASK);
    }
    if (ink != NK_INK_PLAIN)
        nk_buf_add_text(b, nk_ink_code(NK_INK_PLAIN));
    nk_buf_add_byte(b, '\n');
}

bool nk_canvas_text(const struct nk_canvas *c, struct nk_out *out, bool ascii, bool color,
                    struct nk_err *err)
{
    struct nk_buf b = {0};
    for (size_t row = 0; row < c->rows; row++)
        text_row(c, row, ascii, color, &b);
    return send(&b, c->failed, out, err);
}

enum { CELL_WIDTH = 9, CELL_HEIGHT = 20, MARGIN = 10 };

/* One run of cells of the same ink. */
static unsigned svg_run(const struct nk_canvas *c, size_t row, unsigned from, unsigned width,
                        struct nk_buf *b)
{
    const uint32_t *cells = c->cells + row * c->columns;
    unsigned to = from + 1;
    while (to < width && ink_of(cells[to]) == ink_of(cells[from]))
        to++;
    nk_buf_printf(b, "<text class=\"%s\" x=\"%u\" y=\"%zu\" textLength=\"%u\">",
                  nk_ink_class(ink_of(cells[from])), MARGIN + from * CELL_WIDTH,
                  MARGIN + (row + 1) * CELL_HEIGHT - 5, (to - from) * CELL_WIDTH);
    for (unsigned i = from; i < to; i++)
        nk_character_xml(b, cells[i] & CHARACTER_MASK);
    nk_buf_add_text(b, "</text>\n");
    return to;
}

bool nk_canvas_svg(const struct nk_canvas *c, struct nk_out *out, const char *title,
                   struct nk_err *err)
{
    struct nk_buf b = {0};
    nk_svg_open(&b, 2 * MARGIN + c->columns * CELL_WIDTH, 2 * MARGIN + c->rows * CELL_HEIGHT,
                title);
    for (size_t row = 0; row < c->rows; row++) {
        unsigned width = row_width(c, row);
        for (unsigned i = 0; i < width;) {
            if ((c->cells[row * c->columns + i] & CHARACTER_MASK) == ' ')
                i++;
            else
                i = svg_run(c, row, i, width, &b);
        }
    }
    nk_svg_close(&b);
    return send(&b, c->failed, out, err);
}
