/* A capture read into an observer. */
#ifndef NK_TCP_OBSERVE_READ_H
#define NK_TCP_OBSERVE_READ_H

#include "tcp/observe.h"

/* Packets that could be looked into, those of links that are not known, and the last such link. */
struct nk_observe_packets {
    uint64_t known, strange;
    uint16_t link;
};

/*
 * Reads all packets, puts fragments together, and gives the segments to the observer in their
 * order. Of a long capture a thread of its own reads ahead, where there is a processor for it: the
 * taps are called in the caller's. `at_once`: each segment as soon as it is read, for one who
 * watches. `stop` may become true in a tap: nothing more is read then. False with the failure, once
 * what came before it was dealt with.
 */
bool nk_observer_read(struct nk_observer *o, struct nk_capture *c, bool at_once, const bool *stop,
                      struct nk_observe_packets *packets, struct nk_err *err);

#endif
