/* Text for people, broken into lines. */
#ifndef NK_BASE_WRAP_H
#define NK_BASE_WRAP_H

#include "base/buf.h"

enum { NK_WRAP_WIDTH = 80 };

/* What becomes of a word that is longer than a line. */
enum nk_wrap_long {
    NK_WRAP_LONG_STAYS, /* it passes the end of its line */
    NK_WRAP_LONG_CUT,   /* ".." stands for its rest */
    NK_WRAP_LONG_BREAKS /* it goes on in the next line */
};

/* Appends the words of a text, broken at NK_WRAP_WIDTH columns of a terminal, and a newline:
 * `column` is where the first one goes, `indent` where those of further lines. Runs of blanks are
 * one. */
void nk_wrap(struct nk_buf *b, const char *text, size_t len, size_t column, size_t indent,
             enum nk_wrap_long long_words);
/* Appends what so many columns hold of a text: where that is not all, it ends in "..". */
void nk_text_cut(struct nk_buf *b, const char *text, size_t len, size_t columns);

#endif
