/* The bytes that TCP carries, in order, of all connections of a capture (RFC 9293 3.4). */
#ifndef NK_PACKET_REASSEMBLY_H
#define NK_PACKET_REASSEMBLY_H

#include "packet/flow.h"

enum {
    NK_REASSEMBLY_FLOWS = 32768,            /* connections that are open at a time */
    NK_REASSEMBLY_BYTES = 16 * 1024 * 1024, /* held for all of them */
    NK_REASSEMBLY_SIDE = 256 * 1024,        /* held of one direction */
    NK_REASSEMBLY_HELD = 512,               /* segments of one direction that came too early */
};

/* A segment that came before one that is to stand in front of it. */
struct nk_reassembly_held {
    struct nk_reassembly_held *next; /* by sequence number */
    uint64_t packet;
    int64_t time;
    uint32_t seq, length;
    bool timed;
    uint8_t bytes[];
};

/* One direction of a connection. Zero: nothing was seen of it. */
struct nk_reassembly_side {
    uint8_t *kept; /* in order, and not taken yet */
    struct nk_reassembly_held *held;
    uint32_t used, room;
    uint32_t held_bytes, held_count;
    uint32_t start;    /* the sequence number of the first byte that was seen or announced */
    uint32_t expected; /* of the next byte */
    uint32_t acked;    /* the highest that the other end acknowledged */
    uint32_t end;      /* FIN's */
    bool begun, acknowledged, ending, gap;
};

struct nk_reassembly_flow {
    struct nk_flow_key key;
    uint32_t older, newer;              /* by the last segment: an index + 1 */
    struct nk_reassembly_side sides[2]; /* what that end of the key sends */
};

/*
 * A stretch of a stream: what was left of the stretch before, then new bytes. They are borrowed
 * until nk_reassembly_take(). After a `gap` bytes are missing before the first one, and what was
 * left before is gone: the start of a connection that was not captured, segments that were not.
 */
struct nk_reassembly_run {
    const struct nk_flow_key *key;
    unsigned end; /* which end of the key sent it */
    const uint8_t *bytes;
    size_t length;
    size_t missing; /* so many bytes behind it were sent, and the capture cut them */
    bool gap;
    uint64_t packet; /* the number and the time of that for which it is given: what was missing came
                        with it; behind a gap that which brought the last byte */
    int64_t time;
    bool timed;
};

/*
 * The streams. A segment that was sent before counts once: the bytes that were first. What comes
 * too early waits until the bytes before it come; it is given up waiting for them once the other
 * end acknowledged them (the capture missed them), once too much waits, and at the end. What is
 * held is bounded, a connection's and all; the connection that was silent longest makes room.
 */
struct nk_reassembly {
    struct nk_flows flows;
    uint32_t oldest, newest, count; /* connections; an index + 1 */
    size_t bytes;                   /* held */
    uint32_t current;               /* that nk_reassembly_next() is at: an index + 1, 0: none */
    unsigned turns, end;            /* directions of it that are to be looked at; which one first */
    struct nk_reassembly_run run;   /* the segment that was added, then what was given out */
    struct nk_reassembly_held *giving;
    uint64_t packet; /* that was added */
    int64_t time;
    bool timed;
    bool segment, impatient, flushing;
};

enum nk_reassembly_status {
    NK_REASSEMBLY_RUN,
    NK_REASSEMBLY_DONE,   /* there is no stretch until another packet is added */
    NK_REASSEMBLY_FAILED, /* out of memory */
};

bool nk_reassembly_init(struct nk_reassembly *r, const uint64_t secret[NK_FLOW_SECRET],
                        struct nk_err *err);
void nk_reassembly_release(struct nk_reassembly *r);

/* Takes a packet whose layers have the fields of TCP; its bytes have to stay until
 * nk_reassembly_next() is done. False with `err` where memory is out. */
bool nk_reassembly_add(struct nk_reassembly *r, const struct nk_packet *p,
                       const struct nk_layers *l, struct nk_err *err);
/* No more packets come: what waits is given out. */
void nk_reassembly_flush(struct nk_reassembly *r);
/* The next stretch that has new bytes. */
enum nk_reassembly_status nk_reassembly_next(struct nk_reassembly *r, struct nk_reassembly_run *run,
                                             struct nk_err *err);
/* So many bytes of the stretch are done with; what is left is kept, and given again in front of
 * what follows. Once behind each stretch. False with `err` where memory is out. */
bool nk_reassembly_take(struct nk_reassembly *r, size_t length, struct nk_err *err);
/* The same for a stretch that makes no sense: all of it is dropped, and what follows is given as if
 * bytes were missing. */
void nk_reassembly_lose(struct nk_reassembly *r);

#endif
