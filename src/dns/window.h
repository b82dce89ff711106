/* The window of a stream of questions: so many slots, given out again in order or as they are done.
 */
#ifndef NK_DNS_WINDOW_H
#define NK_DNS_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#define NK_WINDOW_NONE UINT32_MAX

/*
 * Slots are numbers from 0. What is taken is first done, then handed out once, then free again. The
 * line holds the slots in the order in which they are handed out: where results keep the order of
 * the questions they stand in it from when they were taken, else from when they were done.
 */
struct nk_window {
    uint32_t *free;
    uint32_t free_count;
    uint32_t *line;
    uint64_t first, next; /* of the line: slot line[i % size] for first <= i < next */
    bool *done;
    uint32_t size;
    bool ordered;
    bool ending; /* what is not done is passed over */
};

/* `size` at least 1. False where memory is out; release in any case. */
bool nk_window_init(struct nk_window *w, uint32_t size, bool ordered);
void nk_window_release(struct nk_window *w);
/* A slot for the next question; NK_WINDOW_NONE where all are in use. */
uint32_t nk_window_take(struct nk_window *w);
/* Takes back that the slot was taken: it has to be the last one that was. */
void nk_window_give_back(struct nk_window *w, uint32_t slot);
/* Whether the slot would be handed out next were it done now. */
bool nk_window_is_next(const struct nk_window *w, uint32_t slot);
void nk_window_done(struct nk_window *w, uint32_t slot);
/* Hands out the next slot that is done, NK_WINDOW_NONE where there is none; it has to be freed
 * then. */
uint32_t nk_window_next(struct nk_window *w);
void nk_window_free(struct nk_window *w, uint32_t slot);
static inline bool nk_window_is_empty(const struct nk_window *w)
{
    return w->free_count == w->size;
}

#endif
