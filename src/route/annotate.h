/* Lines that pass through a table by the million: each with the answer for its address behind it.
 */
#ifndef NK_ROUTE_ANNOTATE_H
#define NK_ROUTE_ANNOTATE_H

#include "base/lines.h"
#include "route/answers.h"

/* Where lines go through: only for tables of which nk_answers_suffice(). Read only, so that any
 * number of threads may use it. */
struct nk_annotator {
    const struct nk_lpm *lpm; /* NULL: an empty table */
    const struct nk_answers *answers;
    uint64_t field; /* 0: the first word of a line is looked up, else its N-th field */
    char delimiter; /* '\0': runs of blanks */
};

/* A line that has to be looked at with more care: no plain address stands where one was looked for,
 * or one that the kernel treats in a way of its own. */
struct nk_annotate_odd {
    size_t at;       /* where its output belongs in the text */
    size_t line;     /* where it begins in the block */
    size_t len;      /* without its newline */
    uint64_t number; /* in the block, from 0 */
};

/* What came of a block: the lines with their answers, but for the odd ones. Zero-initialised is
 * empty; memory is kept from block to block. */
struct nk_annotated {
    struct nk_buf text;
    struct nk_annotate_odd *odd;
    size_t odd_count, odd_room;
};

void nk_annotated_release(struct nk_annotated *out);
/* Annotates whole lines, of which the last may lack its newline. False with NK_ERR_MEMORY. */
bool nk_annotate_block(const struct nk_annotator *a, const char *block, size_t len,
                       struct nk_annotated *out, struct nk_err *err);

#endif
