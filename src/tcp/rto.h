/* The retransmission timeout (RFC 6298). Times are microseconds. */
#ifndef NK_TCP_RTO_H
#define NK_TCP_RTO_H

#include <stdbool.h>
#include <stdint.h>

struct nk_rto {
    int64_t srtt, rttvar; /* once `measured` */
    int64_t value;        /* what a timer is set to */
    int64_t min, max;
    bool measured;
};

void nk_rto_init(struct nk_rto *r, int64_t first, int64_t min, int64_t max);
/* A round trip that took `rtt`, of a segment that was sent once only (Karn's algorithm). */
void nk_rto_measure(struct nk_rto *r, int64_t rtt);
/* RFC 6298 5.5: doubles, up to the maximum. */
void nk_rto_back_off(struct nk_rto *r);

#endif
