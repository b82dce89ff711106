/* Random numbers that a forger cannot foresee (RFC 5452 9.2). */
#ifndef NK_DNS_RANDOM_H
#define NK_DNS_RANDOM_H

#include <stdbool.h>
#include <stddef.h>

#include "netkit/err.h"

/* Fills `len` bytes (at most 256) from the system; false with `err` where it has none. */
bool nk_random_fill(void *bytes, size_t len, struct nk_err *err);

#endif
