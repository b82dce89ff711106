#include "dns/timers.h"

#include <stdlib.h>

bool nk_timers_init(struct nk_timers *t, uint32_t items)
{
    t->count = 0;
    t->heap = calloc(items, sizeof *t->heap);
    t->places = calloc(items, sizeof *t->places);
    return t->heap != NULL && t->places != NULL;
}

void nk_timers_release(struct nk_timers *t)
{
    free(t->heap);
    free(t->places);
    *t = (struct nk_timers){.count = 0};
}

static void put(struct nk_timers *t, uint32_t at, struct nk_timer timer)
{
    t->heap[at] = timer;
    t->places[timer.item] = at + 1;
}

/* Puts a timer at a place that is free, or above it where it is due earlier. New ones are mostly
 * due last and stay where they are. */
static void rise(struct nk_timers *t, uint32_t at, struct nk_timer timer)
{
    while (at > 0 && t->heap[(at - 1) / 2].due > timer.due) {
        put(t, at, t->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    put(t, at, timer);
}

/* The same downwards. */
static void sink(struct nk_timers *t, uint32_t at, struct nk_timer timer)
{
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= t->count)
            break;
        if (child + 1 < t->count && t->heap[child + 1].due < t->heap[child].due)
            child++;
        if (t->heap[child].due >= timer.due)
            break;
        put(t, at, t->heap[child]);
        at = child;
    }
    put(t, at, timer);
}

void nk_timers_set(struct nk_timers *t, uint32_t item, int64_t due)
{
    nk_timers_drop(t, item);
    rise(t, t->count++, (struct nk_timer){.due = due, .item = item});
}

void nk_timers_drop(struct nk_timers *t, uint32_t item)
{
    if (t->places[item] == 0)
        return;
    uint32_t at = t->places[item] - 1;
    struct nk_timer last = t->heap[--t->count];
    t->places[item] = 0;
    if (last.item == item)
        return;
    if (at > 0 && t->heap[(at - 1) / 2].due > last.due)
        rise(t, at, last);
    else
        sink(t, at, last);
}
