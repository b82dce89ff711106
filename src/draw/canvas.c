#include "draw/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/columns.h"
#include "draw/canvas_part.h"

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

/* What is left of a wide character of which one half is written over is a blank. */
static void set_cell(struct nk_canvas *c, size_t row, unsigned column, enum nk_ink ink,
                     uint32_t character)
{
    uint32_t *cell = &c->cells[row * c->columns + column];
    if ((*cell & NK_CELL_CHARACTER) == NK_CELL_HALF && column > 0)
        cell[-1] = ' ';
    if (column + 1 < c->columns && (cell[1] & NK_CELL_CHARACTER) == NK_CELL_HALF)
        cell[1] = ' ';
    *cell = character | (uint32_t)ink << NK_CELL_INK_SHIFT;
}

void nk_canvas_put(struct nk_canvas *c, size_t row, unsigned column, enum nk_ink ink,
                   const char *text)
{
    if (!reach_row(c, row))
        return;
    for (const char *end = text + strlen(text); text < end && column < c->columns; column++) {
        uint32_t character = nk_character_next(&text, end);
        if (nk_character_columns(character) < 2) {
            set_cell(c, row, column, ink, character);
        } else if (column + 1 < c->columns) {
            set_cell(c, row, column, ink, character);
            set_cell(c, row, ++column, ink, NK_CELL_HALF);
        } else {
            set_cell(c, row, column, ink, ' '); /* half of it would not be seen */
        }
    }
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
        set_cell(c, row, column, ink, character);
}

/* ---- output -------------------------------------------------------------- */

static bool send(struct nk_buf *b, bool failed, struct nk_out *out, struct nk_err *err)
{
    bool good = !failed && !b->failed;
    if (good)
        nk_out_write(out, b->data, b->len);
    nk_buf_release(b);
    return good || nk_err_memory(err);
}

/* A mark over the character before it has a cell and no column: the next blank makes up for it. */
static void text_row(const struct nk_canvas *c, size_t row, bool ascii, bool color,
                     struct nk_buf *b)
{
    enum nk_ink ink = NK_INK_PLAIN;
    unsigned width = nk_canvas_width(c, row), owed = 0;
    for (unsigned i = 0; i < width; i++) {
        uint32_t cell = c->cells[row * c->columns + i], character = cell & NK_CELL_CHARACTER;
        if (color && nk_cell_ink(cell) != ink && character != ' ') {
            ink = nk_cell_ink(cell);
            nk_buf_add_text(b, nk_ink_code(ink));
        }
        if (ascii) {
            nk_buf_add_byte(b,
                            character == NK_CELL_HALF ? '?' : (char)nk_character_ascii(character));
            continue;
        }
        for (; character == ' ' && owed > 0; owed--)
            nk_buf_add_byte(b, ' ');
        owed += nk_character_columns(character) == 0;
        if (character != NK_CELL_HALF)
            nk_character_add(b, character);
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
