/* Timers of numbered items: a heap by time, in which an item can be moved and dropped. */
#ifndef NK_DNS_TIMERS_H
#define NK_DNS_TIMERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nk_timer {
    int64_t due; /* of any clock */
    uint32_t item;
};

/* The heap has a timer at most for each of `items` items, numbered from 0. */
struct nk_timers {
    struct nk_timer *heap;
    uint32_t *places; /* of an item in the heap, from 1; 0: it has no timer */
    uint32_t count;
};

/* False where memory is out; release in any case. */
bool nk_timers_init(struct nk_timers *t, uint32_t items);
void nk_timers_release(struct nk_timers *t);
/* Gives an item its timer, or moves it. */
void nk_timers_set(struct nk_timers *t, uint32_t item, int64_t due);
/* Takes the timer of an item away; nothing where it has none. */
void nk_timers_drop(struct nk_timers *t, uint32_t item);
/* The one that is due first; NULL: there is none. */
static inline const struct nk_timer *nk_timers_first(const struct nk_timers *t)
{
    return t->count == 0 ? NULL : t->heap;
}

#endif
