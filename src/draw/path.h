/* Boxes, and lines with corners between them, on a canvas. */
#ifndef NK_DRAW_PATH_H
#define NK_DRAW_PATH_H

#include "draw/canvas.h"

struct nk_point {
    uint8_t row, column;
};

/* A frame of `width` columns and three rows with a text in its middle; `twice`: with double lines.
 */
void nk_canvas_box(struct nk_canvas *c, struct nk_point at, unsigned width, bool twice,
                   enum nk_ink ink, const char *text);
/* A line that leaves the frame at the first point and goes along the others, each in the row or in
 * the column of the one before it; it ends in the head of an arrow. `twice` is the frame's. */
void nk_canvas_path(struct nk_canvas *c, const struct nk_point *points, size_t count, bool twice,
                    enum nk_ink ink);

#endif
