/* Text for people, broken into lines. */
#ifndef NK_BASE_WRAP_H
#define NK_BASE_WRAP_H

#include "base/buf.h"

enum { NK_WRAP_WIDTH = 80 };

/* Appends the words of a text, broken at NK_WRAP_WIDTH columns, and a newline: `column` is where
 * the first one goes, `indent` where those of further lines. Runs of blanks are one; a longer word
 * stands alone. A byte counts as a column. */
void nk_wrap(struct nk_buf *b, const char *text, size_t len, size_t column, size_t indent);

#endif
