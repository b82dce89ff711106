/* What a receiver holds: bytes in order for the user, and bytes behind a gap. */
#ifndef NK_TCP_INBOX_H
#define NK_TCP_INBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `size` bytes, the first of them the first that the user has not taken; `ready` are in order. */
struct nk_inbox {
    uint8_t *bytes;
    bool *here; /* which have arrived */
    uint32_t size, ready;
};

/* False where memory is out; release in any case. */
bool nk_inbox_init(struct nk_inbox *in, uint32_t size);
void nk_inbox_release(struct nk_inbox *in);
void nk_inbox_clear(struct nk_inbox *in);
/* Puts bytes `offset` behind those that are in order; what does not fit is left out. */
void nk_inbox_put(struct nk_inbox *in, uint32_t offset, const uint8_t *data, uint32_t len);
/* Counts what is in order now; returns by how many bytes that grew. */
uint32_t nk_inbox_settle(struct nk_inbox *in);
/* Takes up to `max` bytes that are in order into `to`, NULL to drop them; returns how many. */
uint32_t nk_inbox_take(struct nk_inbox *in, uint8_t *to, uint32_t max);
/* Room behind what is in order: RCV.WND. */
static inline uint32_t nk_inbox_window(const struct nk_inbox *in)
{
    return in->size - in->ready;
}

#endif
