/* A forwarding view in the making: step by step, also while its table is still being read. */
#ifndef NK_ROUTE_FIB_MAKE_H
#define NK_ROUTE_FIB_MAKE_H

#include "route/fib_order.h"

/*
 * Start, then as often as there is something new nk_fib_make_more(), then the order, then the
 * look-ups; release in any case. What was taken must not change any more, and not move while a
 * function of these runs.
 */
struct nk_fib_making {
    struct nk_fib *f;
    struct nk_fib_putting putting;
    struct nk_lpm_builder
        *rows;         /* of a table with one number that comes sorted; NULL: of another */
    size_t rows_taken; /* entries */
};

/* `f` is empty afterwards but for its table; `room` and `peer` as for nk_fib_put_start(). False
 * with NK_ERR_MEMORY; nk_fib_release() in any case. */
bool nk_fib_make_start(struct nk_fib_making *m, struct nk_fib *f, const struct nk_table *t,
                       uint32_t peer, size_t room, struct nk_err *err);
/* Takes the table's routes up to `end`. */
void nk_fib_make_more(struct nk_fib_making *m, size_t end);
/* Takes the rest: the view is then as nk_fib_sort() leaves it. The table is whole. */
bool nk_fib_make_order(struct nk_fib_making *m, struct nk_err *err);
/* The view is whole then. */
bool nk_fib_make_look_ups(struct nk_fib_making *m, struct nk_err *err);
void nk_fib_make_release(struct nk_fib_making *m);

#endif
