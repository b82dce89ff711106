/* Texts that occur again and again, kept once each under a number. */
#ifndef NK_BASE_LABELS_H
#define NK_BASE_LABELS_H

#include <stdint.h>

#include "base/buf.h"

#define NK_LABELS_NONE UINT32_MAX

/* Zero-initialised is empty. Numbers count from 0 in the order of first use. */
struct nk_labels {
    struct nk_buf text; /* all texts, one after the other */
    size_t *ends;       /* where text i ends */
    size_t count, room;
    uint32_t *slots;   /* open addressing; number + 1, 0 is free */
    size_t slot_count; /* a power of two */
    uint32_t cleared;  /* how often the numbers began anew */
};

void nk_labels_release(struct nk_labels *l);
/* The number of a text, a new one if it was not there; NK_LABELS_NONE when out of memory. */
uint32_t nk_labels_add(struct nk_labels *l, const char *text, size_t len);
/* The number of a text that is there, else NK_LABELS_NONE. */
uint32_t nk_labels_find(const struct nk_labels *l, const char *text, size_t len);
/* A copy that texts can be added to, of a store that may lie in a file: it needs no slots. False
 * when out of memory; release in any case. */
bool nk_labels_copy(struct nk_labels *to, const struct nk_labels *from);
/* Forgets all texts and keeps the memory; numbers begin at 0 again. */
void nk_labels_clear(struct nk_labels *l);
/* The text of a number, valid until the next addition; NULL for NK_LABELS_NONE. */
const char *nk_labels_get(const struct nk_labels *l, uint32_t number, size_t *len);
/* The same into `size` bytes, with a NUL: cut where there is no room. */
const char *nk_labels_text(const struct nk_labels *l, uint32_t number, char *text, size_t size);

#endif
