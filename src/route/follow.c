/*
 * The reader tells how far the table's routes stand for good, the thread takes them up to there. It
 * reads the routes without a lock: those do not change, and before they move the thread is ended.
 */
#include "route/follow.h"

enum { MANY = 1 << 16 }; /* routes: fewer are not worth a thread */

static void *run(void *closure)
{
    struct nk_follow *x = closure;
    size_t taken = 0;
    for (;;) {
        pthread_mutex_lock(&x->lock);
        while (x->ready == taken && !x->ended)
            pthread_cond_wait(&x->more, &x->lock);
        size_t ready = x->ready;
        pthread_mutex_unlock(&x->lock);
        if (ready == taken)
            return NULL;
        nk_fib_make_more(&x->making, ready);
        taken = ready;
    }
}

/* Only a table of which it is known about how large it gets keeps its place in memory. */
static void begin(struct nk_follow *x)
{
    struct nk_err err;
    x->over = true;
    if (x->t->room < MANY)
        return;
    if (nk_fib_make_start(&x->making, x->f, x->t, NK_ROUTE_NONE, x->t->room, &err))
        x->room = x->t->room;
    x->running = x->room > 0 && pthread_create(&x->thread, NULL, run, x) == 0;
    x->over = !x->running;
}

static void tell(struct nk_follow *x, size_t ready, bool ended)
{
    pthread_mutex_lock(&x->lock);
    x->ready = ready;
    x->ended = ended;
    pthread_cond_signal(&x->more);
    pthread_mutex_unlock(&x->lock);
}

static void grown(void *closure)
{
    struct nk_follow *x = closure;
    if (!x->running && !x->over)
        begin(x);
    if (x->running)
        tell(x, x->t->count, false);
}

/* Ends the thread, which takes what it was told of. */
static void end(void *closure)
{
    struct nk_follow *x = closure;
    if (x->running) {
        tell(x, x->ready, true);
        pthread_join(x->thread, NULL);
    }
    x->running = false;
    x->over = true;
}

void nk_follow_start(struct nk_follow *x, struct nk_fib *f, struct nk_table *t, bool watch)
{
    *x = (struct nk_follow){.f = f, .t = t};
    *f = (struct nk_fib){.table = t};
    x->watch = (struct nk_table_watch){.grown = grown, .moving = end, .closure = x};
    pthread_mutex_init(&x->lock, NULL);
    pthread_cond_init(&x->more, NULL);
    t->watch = watch ? &x->watch : NULL;
}

bool nk_follow_order(struct nk_follow *x, uint32_t peer, struct nk_err *err)
{
    struct nk_table *t = x->t;
    end(x);
    /* what was begun is of use where it has room for all, and where no peer was to be chosen */
    bool good = x->room >= t->count && x->room > 0 && t->path_count == 0 && t->compiled == NULL;
    if (!good) {
        nk_fib_make_release(&x->making);
        nk_fib_release(x->f);
        x->room = t->count;
        if (!nk_fib_make_start(&x->making, x->f, t, peer, t->count, err))
            return false;
    }
    return nk_fib_make_order(&x->making, err);
}

void nk_follow_release(struct nk_follow *x)
{
    end(x);
    x->t->watch = NULL;
    nk_fib_make_release(&x->making);
    pthread_cond_destroy(&x->more);
    pthread_mutex_destroy(&x->lock);
}
