/* Paragraphs and rows of bits of an explanation: no line is longer than 80 columns. */
#ifndef NK_CLI_EXPLAIN_H
#define NK_CLI_EXPLAIN_H

#include "base/buf.h"
#include "netkit/addr.h"

enum {
    NK_EXPLAIN_COLUMNS = 80,
    NK_NO_EDGE = 999, /* bits without a boundary */
};

/* A paragraph: words parted by single blanks, wrapped, each line indented, escaped. */
void nk_explain_say(struct nk_buf *b, unsigned indent, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A line "and N more WORD" where not `all` of them were told; `word` is a plural. */
void nk_explain_more(struct nk_buf *b, unsigned indent, uint64_t all, uint64_t told,
                     const char *word);
/* For nk_explain_more(): where the answer itself has them all. */
#define NK_LISTED_ELSE ", which are listed without --explain"
/* Blanks up to a column of the line that began at `line`. */
void nk_explain_pad(struct nk_buf *b, size_t line, size_t column);
/* What one line still holds: the text escaped and cut to so many columns. */
void nk_explain_cut(struct nk_buf *b, const char *text, size_t len, size_t columns);

/* ---- bits (explain_bits.c) ------------------------------------------------ */

/* `count` bits of an address from `from` on (the first is 0), octets of IPv4 parted by dots, with
 * '|' before bit `edge`, or behind the last. */
void nk_explain_bits(struct nk_buf *b, const struct nk_addr *a, unsigned from, unsigned count,
                     unsigned edge);
/* The address in binary (IPv6: in full), above the prefixes that are compared with it. */
void nk_explain_address(struct nk_buf *b, const struct nk_addr *a);
/* A prefix below it: `|` ends what is compared. `mark` stands before it, `note` behind. */
void nk_explain_prefix(struct nk_buf *b, const struct nk_prefix *p, char mark, const char *note,
                       size_t note_len);
/* The same of one that misses, with a caret at the bit that differs, counted from 1. */
void nk_explain_miss(struct nk_buf *b, const struct nk_prefix *p, const struct nk_addr *a,
                     unsigned bit, const char *note, size_t note_len);

#endif
