/* Work on blocks of lines, by one thread or by several, with the results in order. */
#ifndef NK_BASE_BLOCKS_H
#define NK_BASE_BLOCKS_H

#include "base/lines.h"

/* One block on its way: lines that came together, or a line that is refused, or the failure that
 * ended the input (as nk_lines_next_block() tells it; `number` is then that of the line). */
struct nk_block {
    enum nk_lines_status status;
    struct nk_line lines;
    uint64_t number;
    struct nk_err err; /* of `status`, or of the work */
    bool worked;       /* the work was done and did not fail */
    void *result;      /* what the work makes of it: one of those that the caller brought */
};

/*
 * `work` is called for each block of lines, in any thread (the caller's too), and fills
 * `b->result`; false with `b->err`. `take` is called for every block, in the caller's thread and in
 * order; false ends it all, without reading on. `results` are `result_count` pointers to as many
 * results: one for one thread, twice the threads for more. With one thread nothing is copied and no
 * thread is made.
 */
struct nk_blocks {
    struct nk_lines *lines;
    unsigned threads;
    void *const *results;
    size_t result_count;
    bool (*work)(void *closure, struct nk_block *b);
    bool (*take)(void *closure, struct nk_block *b);
    void *closure;
};

/* Runs to the end of the lines, or of what `take` wants. False with `err` where threads or memory
 * are not to be had; what was taken before stands. */
bool nk_blocks_run(const struct nk_blocks *x, struct nk_err *err);

#endif
