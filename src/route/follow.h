/* A forwarding view that another thread makes while its table is being read. */
#ifndef NK_ROUTE_FOLLOW_H
#define NK_ROUTE_FOLLOW_H

#include <pthread.h>

#include "route/fib_make.h"

/* One table that is read, and its view. */
struct nk_follow {
    struct nk_fib_making making;
    struct nk_fib *f;
    struct nk_table *t;
    struct nk_table_watch watch;
    size_t room;  /* routes that the view has room for; 0: nothing was begun */
    bool running; /* the thread is there */
    bool over;    /* nothing more is followed */
    pthread_t thread;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t more;
    size_t ready; /* routes that may be taken */
    bool ended;   /* and no more will be */
};

/* Before the table is read, which is empty, as `f` is then: with `watch` it is followed from now
 * on. What the thread cannot do, nk_follow_order() does: so it is no failure if there is none. */
void nk_follow_start(struct nk_follow *x, struct nk_fib *f, struct nk_table *t, bool watch);
/* The table is whole: waits for the thread, and brings the view to where nk_fib_make_order() leaves
 * it; nk_fib_make_look_ups() of `x->making` is next. `peer` as for nk_fib_build(). */
bool nk_follow_order(struct nk_follow *x, uint32_t peer, struct nk_err *err);
/* In any case, after nk_follow_start(): ends the thread and looks at the table no more. The view
 * has its own nk_fib_release(). */
void nk_follow_release(struct nk_follow *x);

#endif
