#include "dns/window.h"

#include <stdlib.h>

bool nk_window_init(struct nk_window *w, uint32_t size, bool ordered)
{
    *w = (struct nk_window){.size = size, .ordered = ordered};
    w->free = malloc(size * sizeof *w->free);
    w->line = malloc(size * sizeof *w->line);
    w->done = calloc(size, sizeof *w->done);
    if (w->free == NULL || w->line == NULL || w->done == NULL)
        return false;
    /* the low ones first, and what was used last again first: few are ever touched */
    for (uint32_t i = 0; i < size; i++)
        w->free[w->free_count++] = size - 1 - i;
    return true;
}

void nk_window_release(struct nk_window *w)
{
    free(w->free);
    free(w->line);
    free(w->done);
    *w = (struct nk_window){.size = 0};
}

static void stand_in_line(struct nk_window *w, uint32_t slot)
{
    w->line[w->next++ % w->size] = slot;
}

uint32_t nk_window_take(struct nk_window *w)
{
    if (w->free_count == 0)
        return NK_WINDOW_NONE;
    uint32_t slot = w->free[--w->free_count];
    w->done[slot] = false;
    if (w->ordered)
        stand_in_line(w, slot);
    return slot;
}

void nk_window_give_back(struct nk_window *w, uint32_t slot)
{
    if (w->ordered)
        w->next--;
    nk_window_free(w, slot);
}

bool nk_window_is_next(const struct nk_window *w, uint32_t slot)
{
    return w->ordered ? w->line[w->first % w->size] == slot : w->first == w->next;
}

void nk_window_done(struct nk_window *w, uint32_t slot)
{
    w->done[slot] = true;
    if (!w->ordered)
        stand_in_line(w, slot);
}

uint32_t nk_window_next(struct nk_window *w)
{
    for (; w->first < w->next; w->first++) {
        uint32_t slot = w->line[w->first % w->size];
        if (w->done[slot]) {
            w->first++;
            return slot;
        }
        if (!w->ending)
            break;
    }
    return NK_WINDOW_NONE;
}

void nk_window_free(struct nk_window *w, uint32_t slot)
{
    w->free[w->free_count++] = slot;
}
