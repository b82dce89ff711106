/* What look-ups print of each entry of a forwarding view, made once: for lines by the million. */
#ifndef NK_ROUTE_ANSWERS_H
#define NK_ROUTE_ANSWERS_H

#include "route/fib.h"

enum { NK_ANSWER_INLINE = 31, NK_ANSWER_LONG = 255 };

/*
 * "TAB prefix TAB answer newline" of an entry, in half a cache line, so that one miss fetches it.
 * One that is longer has `len` NK_ANSWER_LONG, and in `text` where it begins in `more` and how long
 * it is there, as two numbers of 32 bits.
 */
struct nk_answer {
    uint8_t len;
    char text[NK_ANSWER_INLINE];
};

/* Flat arrays, the answer of entry i at `slots[i]`: they may lie in a mapped file. Zero-initialised
 * is empty. */
struct nk_answers {
    const struct nk_answer *slots;
    size_t count;
    const char *more;
    size_t more_len;
    bool owned; /* by nk_answers_release() */
};

/* Whether the longest match of an address in table main is the whole answer, whatever the packet:
 * no rules and no other tables, and every entry's first route forwards or discards by itself. */
bool nk_answers_suffice(const struct nk_fib *f);
/* A compiled table has them ready. False with NK_ERR_MEMORY; release in any case. */
bool nk_answers_build(struct nk_answers *a, const struct nk_fib *f, struct nk_err *err);
/* The same in two steps, of a view that lies in memory: `threads` threads begin, and while the
 * caller does something else they go on; to finish, the caller works with them. Threads that cannot
 * be made are done without. NULL or false with NK_ERR_MEMORY; what was started has to be finished.
 */
struct nk_answers_making;
struct nk_answers_making *nk_answers_start(const struct nk_fib *f, unsigned threads,
                                           struct nk_err *err);
bool nk_answers_finish(struct nk_answers_making *m, struct nk_answers *a, struct nk_err *err);
void nk_answers_release(struct nk_answers *a);

/* The text of an entry, "TAB - TAB - newline" for one that there is not. Nothing outside of the
 * arrays is read, whatever is in them. */
const char *nk_answer_text_of(const struct nk_answers *a, uint32_t entry, size_t *len);

#endif
