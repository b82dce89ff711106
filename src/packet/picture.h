/* Pictures of a packet taken apart: nested boxes, the rows of 32 bits of each header, its fields.
 */
#ifndef NK_PACKET_PICTURE_H
#define NK_PACKET_PICTURE_H

#include "draw/canvas.h"
#include "packet/dissect.h"

enum { NK_PICTURE_COLUMNS = 80 };

/* Each draws below what is on the canvas, which has NK_PICTURE_COLUMNS. */

/* The encapsulation: a box for each header, with what is inside of it in the box. */
void nk_picture_boxes(struct nk_canvas *c, const struct nk_dissection *d);
/* The header that begins at part `at` as RFCs draw it: 32 bits a row. */
void nk_picture_rows(struct nk_canvas *c, const struct nk_dissection *d, size_t at);
/* What begins at part `at`, a header or data, a line a field: place, bits, name, value, meaning;
 * with `explain` a sentence on each. */
void nk_picture_list(struct nk_canvas *c, const struct nk_dissection *d, size_t at, bool explain);

/* The part behind all parts of the one that begins at `at`. */
size_t nk_picture_next(const struct nk_dissection *d, size_t at);

#endif
