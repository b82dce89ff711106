/* What is under way between two ends, and what the network does to it. Times are microseconds. */
#ifndef NK_TCP_WIRE_H
#define NK_TCP_WIRE_H

#include "netkit/err.h"
#include "netkit/tcp.h"

enum nk_tcp_side {
    NK_TCP_CLIENT,
    NK_TCP_SERVER,
    NK_TCP_SIDES,
    NK_TCP_BOTH = NK_TCP_SIDES, /* of faults: both ends' segments, counted together */
};

enum nk_fault_kind {
    NK_FAULT_LOSE,
    NK_FAULT_DUPLICATE, /* arrives twice */
    NK_FAULT_REORDER,   /* is overtaken by the next one of the same end */
    NK_FAULT_HOLD,      /* takes longer */
    NK_FAULTS,
};

/* What becomes of the segments `first` to `last` of an end, or of all; they count from 1 in the
 * order in which they are sent, retransmissions too. */
struct nk_fault {
    enum nk_fault_kind kind;
    enum nk_tcp_side from;
    uint64_t first, last;
    int64_t longer; /* of NK_FAULT_HOLD */
};

/* A segment on its way; `bytes` is its data and the holder's to free(). */
struct nk_packet {
    struct nk_tcp_segment segment;
    uint8_t *bytes;
    enum nk_tcp_side from;
    int64_t sent, due;
    uint64_t order;  /* of those that are due at the same time the least goes first */
    bool copy, late; /* a duplicate; one that was overtaken */
    bool held;       /* waits for one to overtake it */
    bool injected;   /* nobody sent it */
    bool lost;       /* does not arrive: this is where it would */
};

enum {
    NK_WIRE_PACKETS_MAX = 4096,   /* under way; what comes more is lost, as in a router */
    NK_WIRE_BYTES_MAX = 16 << 20, /* the same of their data */
    NK_WIRE_FAULTS_MAX = 4096,    /* at a time */
};

/* Zero-initialised has no delay and loses nothing. */
struct nk_wire {
    int64_t delay[NK_TCP_SIDES];               /* of what that end sends */
    unsigned percent[NK_FAULTS][NK_TCP_SIDES]; /* at random */
    struct nk_fault *faults;
    size_t fault_count, fault_room;
    uint64_t sent[NK_TCP_SIDES + 1]; /* so far, by each end and by both */
    uint64_t random;                 /* where the generator is: set it to the seed */
    uint64_t order;
    struct nk_packet *packets; /* a heap: the one that is due first stands first */
    size_t count, room, bytes;
    unsigned held[NK_TCP_SIDES]; /* that wait to be overtaken: one of each end at most */
};

void nk_wire_release(struct nk_wire *w);
/* NK_ERR_INPUT where there are too many. */
bool nk_wire_fault(struct nk_wire *w, const struct nk_fault *fault, struct nk_err *err);
/* Takes a segment, whose data is copied. `*full` tells that there was no room for it. False where
 * memory is out. */
bool nk_wire_send(struct nk_wire *w, enum nk_tcp_side from, const struct nk_tcp_segment *segment,
                  int64_t now, bool *full, struct nk_err *err);
/* A segment of whose sending the end knows nothing: arrives at once, and no fault touches it. */
bool nk_wire_inject(struct nk_wire *w, enum nk_tcp_side from, const struct nk_tcp_segment *segment,
                    int64_t now, struct nk_err *err);
/* When the next one arrives, or would; -1: nothing is under way. */
int64_t nk_wire_due(const struct nk_wire *w);
/* Takes that one out. False where nothing is under way. */
bool nk_wire_take(struct nk_wire *w, struct nk_packet *packet);

#endif
