/* What the benchmark of look-ups is held against: DPDK's FIB, or nothing where it is not installed.
 */
#ifndef NK_BENCH_LPM_PEER_H
#define NK_BENCH_LPM_PEER_H

#include <stdbool.h>

#include "netkit/lpm.h"

/* Loads all rows, each with its place as the next hop. */
bool peer_load(const struct nk_lpm_row *rows, size_t count);
/* One batch; IPv6 addresses are 16 bytes in the order of the network. */
void peer_find4(uint32_t *addrs, uint64_t *hops, unsigned n);
void peer_find6(uint8_t (*addrs)[16], uint64_t *hops, unsigned n);
/* The next hop of an address that has no route. */
uint64_t peer_none(void);

#endif
