/* Paragraphs of an explanation: no line is longer than 80 columns. */
#ifndef NK_CLI_EXPLAIN_H
#define NK_CLI_EXPLAIN_H

#include "base/buf.h"

enum { NK_EXPLAIN_COLUMNS = 80 };

/* A paragraph: words parted by single blanks, wrapped, each line indented, escaped. */
void nk_explain_say(struct nk_buf *b, unsigned indent, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A line "and N more WORD" where not `all` of them were told; `word` is a plural. */
void nk_explain_more(struct nk_buf *b, unsigned indent, uint64_t all, uint64_t told,
                     const char *word);
/* Blanks up to a column of the line that began at `line`. */
void nk_explain_pad(struct nk_buf *b, size_t line, size_t column);
/* What one line still holds: the text escaped and cut to so many columns. */
void nk_explain_cut(struct nk_buf *b, const char *text, size_t len, size_t columns);

#endif
