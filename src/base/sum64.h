/* A checksum of 64 bits against damage, not against malice, at the speed of the memory. */
#ifndef NK_BASE_SUM64_H
#define NK_BASE_SUM64_H

#include <stddef.h>
#include <stdint.h>

enum { NK_SUM64_LANES = 4, NK_SUM64_BLOCK = 8 * NK_SUM64_LANES };

/*
 * A sum in the making; started by nk_sum64_init(). How the data are cut into pieces does not
 * matter. Words are read in the machine's byte order.
 */
struct nk_sum64 {
    uint64_t lanes[NK_SUM64_LANES];
    uint64_t total;
    size_t held; /* bytes of a block that is not whole yet */
    unsigned char block[NK_SUM64_BLOCK];
};

void nk_sum64_init(struct nk_sum64 *s);
void nk_sum64_add(struct nk_sum64 *s, const void *data, size_t len);
/* The sum of all that was added; nothing may follow. */
uint64_t nk_sum64_end(struct nk_sum64 *s);

#endif
