/* What the pictures share. */
#ifndef NK_PACKET_PICTURE_PART_H
#define NK_PACKET_PICTURE_PART_H

#include "packet/picture.h"

/* Appends a part's value as it is drawn: at most `columns` (at least 4) characters, ASCII. */
void nk_picture_value(struct nk_buf *b, const struct nk_dissection *d, const struct nk_part *p,
                      size_t columns);
/* Puts words from (row, column) on, in lines of `width`; returns how many lines there are. */
size_t nk_picture_words(struct nk_canvas *c, size_t row, unsigned column, unsigned width,
                        enum nk_ink ink, const char *text, size_t len);

/* Below what is there: how the checksum `p` is made, step by step; nothing where it cannot be. */
void nk_picture_sum(struct nk_canvas *c, const struct nk_dissection *d, const struct nk_part *p,
                    unsigned column);

#endif
