/* A canvas of character cells, and its text and SVG forms: every picture is drawn on one. */
#ifndef NK_DRAW_CANVAS_H
#define NK_DRAW_CANVAS_H

#include <stdint.h>

#include "base/out.h"
#include "draw/ink.h"
#include "netkit/err.h"

/* Where a picture of many things leaves off and says how many there are more. */
enum { NK_CANVAS_ROWS_MAX = 10000 };

/* Rows grow as one draws; columns are fixed. A cell is one Unicode scalar value; a wide one
 * (base/columns.h) takes two cells. */
struct nk_canvas {
    unsigned columns;
    size_t rows, room;
    uint32_t *cells; /* ink in the top byte, character below */
    bool failed;
};

void nk_canvas_init(struct nk_canvas *c, unsigned columns);
void nk_canvas_release(struct nk_canvas *c);
/* Writes UTF-8 text from (row, column); what passes the last column is cut. A character that must
 * not be printed (see base/escape.h) or is no valid UTF-8 becomes '?'. */
void nk_canvas_put(struct nk_canvas *c, size_t row, unsigned column, enum nk_ink ink,
                   const char *text);
void nk_canvas_printf(struct nk_canvas *c, size_t row, unsigned column, enum nk_ink ink,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));
/* `n` times one character. */
void nk_canvas_fill(struct nk_canvas *c, size_t row, unsigned column, unsigned n, enum nk_ink ink,
                    uint32_t character);
/* Lines without trailing blanks; `ascii` writes the nearest ASCII for box and block characters. */
bool nk_canvas_text(const struct nk_canvas *c, struct nk_out *out, bool ascii, bool color,
                    struct nk_err *err);
/* One self-contained <svg>, no script, text in a monospace font; for screen readers `title` and,
 * cut where it is long, what the rows say. */
bool nk_canvas_svg(const struct nk_canvas *c, struct nk_out *out, const char *title,
                   struct nk_err *err);
/* The same with a description of its own, in XML. */
bool nk_canvas_svg_words(const struct nk_canvas *c, struct nk_out *out, const char *title,
                         const struct nk_buf *words, struct nk_err *err);

#endif
