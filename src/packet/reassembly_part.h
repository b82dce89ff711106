/* What the table of connections asks of one direction. */
#ifndef NK_PACKET_REASSEMBLY_PART_H
#define NK_PACKET_REASSEMBLY_PART_H

#include "packet/reassembly.h"

/* A sequence number is before another one, modulo 2^32 (RFC 9293 3.4). */
static inline bool nk_is_before(uint32_t a, uint32_t b)
{
    return (int32_t)(a - b) < 0;
}

/* The bytes that a direction holds. */
size_t nk_side_bytes(const struct nk_reassembly_side *s);
/* Gives all memory back, and forgets what was seen. */
void nk_side_release(struct nk_reassembly_side *s);
/* The first byte that is to come. */
void nk_side_begin(struct nk_reassembly_side *s, uint32_t seq);
/* Leaves out what was given before: false where nothing is left of the segment. */
bool nk_side_trim(const struct nk_reassembly_side *s, uint32_t seq, const uint8_t **bytes,
                  size_t *length);
/* Keeps a segment until its turn comes. False where memory is out. */
bool nk_side_hold(struct nk_reassembly_side *s, const struct nk_packet *p, uint32_t seq,
                  const uint8_t *bytes, size_t length);
/* The held segment whose turn it is, taken out; NULL: none. `impatient`: whatever is missing. */
struct nk_reassembly_held *nk_side_due(struct nk_reassembly_side *s, bool impatient);
/* The bytes follow: `run` has them behind what was kept. False where memory is out. */
bool nk_side_join(struct nk_reassembly_side *s, struct nk_reassembly_run *run);
/* So many bytes of the run were taken; the rest is kept. False where memory is out. */
bool nk_side_keep(struct nk_reassembly_side *s, const struct nk_reassembly_run *run, size_t taken);

#endif
