/* The cells of a canvas, for the files that write it. */
#ifndef NK_DRAW_CANVAS_PART_H
#define NK_DRAW_CANVAS_PART_H

#include "draw/canvas.h"

/* Ink in the top byte, NK_INK_BLOCK with it, character below. The right half of a wide character
 * has no character. */
enum { NK_CELL_INK_SHIFT = 24, NK_CELL_CHARACTER = 0xffffff, NK_CELL_HALF = 0 };

static inline enum nk_ink nk_cell_ink(uint32_t cell)
{
    return (enum nk_ink)(cell >> NK_CELL_INK_SHIFT & ~(uint32_t)NK_INK_BLOCK);
}

/* How many cells of a row come before its trailing blanks. */
static inline unsigned nk_canvas_width(const struct nk_canvas *c, size_t row)
{
    unsigned width = c->columns;
    while (width > 0 && (c->cells[row * c->columns + width - 1] & NK_CELL_CHARACTER) == ' ')
        width--;
    return width;
}

enum { NK_CANVAS_MARGIN = 10 }; /* of an svg */

/* True for the lines, arrows and blocks that an svg has as shapes. */
bool nk_cell_is_shape(uint32_t cell);
static inline bool nk_cell_is_block(uint32_t cell)
{
    return (cell >> NK_CELL_INK_SHIFT & NK_INK_BLOCK) != 0;
}

/* These shapes as paths, an ink each, and before them the grounds of bars. */
void nk_canvas_shapes(const struct nk_canvas *c, struct nk_buf *b);

#endif
