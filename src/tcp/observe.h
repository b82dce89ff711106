/* Connections as a capture shows them: from segments to the states of both ends. */
#ifndef NK_TCP_OBSERVE_H
#define NK_TCP_OBSERVE_H

#include "netkit/tcp.h"
#include "packet/flow.h"
#include "packet/plain.h"

/* What is conspicuous about a segment; several may be so at once. The definitions are those of
 * Wireshark's TCP analysis, where it has the thing. */
enum nk_anomaly {
    NK_ANOMALY_RETRANSMISSION,
    NK_ANOMALY_SPURIOUS_RETRANSMISSION,
    NK_ANOMALY_FAST_RETRANSMISSION,
    NK_ANOMALY_OUT_OF_ORDER,
    NK_ANOMALY_DUPLICATE_ACK,
    NK_ANOMALY_KEEP_ALIVE,
    NK_ANOMALY_ZERO_WINDOW,
    NK_ANOMALY_WINDOW_UPDATE,
    NK_ANOMALY_MISSING_HANDSHAKE,
    NK_ANOMALY_DATA_AFTER_FIN,
    NK_ANOMALY_RST_VALID,
    NK_ANOMALY_RST_INVALID,
    NK_ANOMALY_PORT_REUSE,
    NK_ANOMALY_GAP,
    NK_ANOMALIES,
};

/* "retransmission", one sentence; NULL behind the last one. */
const struct nk_tcp_term *nk_anomaly_term(unsigned anomaly);

/* Wireshark's tcp.completeness. */
enum {
    NK_COMPLETE_SYN = 1,
    NK_COMPLETE_SYN_ACK = 2,
    NK_COMPLETE_ACK = 4,
    NK_COMPLETE_DATA = 8,
    NK_COMPLETE_FIN = 16,
    NK_COMPLETE_RST = 32,
};

/* A segment as captured. */
struct nk_observed {
    struct nk_flow_key key;
    int64_t time; /* nanoseconds */
    uint64_t number;
    uint32_t hash;
    uint32_t seq, ack, length; /* of the payload, on the wire */
    uint16_t window, mss;      /* mss 0: no such option */
    uint8_t flags;
    uint8_t scale; /* NK_NO_SCALE: no such option */
    bool back;     /* its source is the key's second end */
};

enum { NK_NO_SCALE = 15 };

/* What was seen of an end. */
enum {
    NK_END_ANY = 1 << 0, /* anything */
    NK_END_SYN = 1 << 1, /* a SYN alone */
    NK_END_SYN_ACK = 1 << 2,
    NK_END_FIN = 1 << 3,
    NK_END_RST = 1 << 4,
    NK_END_TOOK_FIN = 1 << 5,   /* the peer's FIN has arrived, or is assumed to */
    NK_END_KEEP_ALIVE = 1 << 6, /* its last segment was a keep-alive */
    NK_END_DATA = 1 << 7,       /* these two: for Zeek's history */
    NK_END_ACK = 1 << 8,
    NK_END_BASED = 1 << 9,       /* `isn` is known, or guessed */
    NK_END_CONFIRMED = 1 << 10,  /* it has acknowledged the peer's SYN */
    NK_END_DUPLICATE = 1 << 11,  /* its last ACK was one twice */
    NK_END_DUPLICATES = 1 << 12, /* or more often */
};

/* What has been sent to an end, and need not have arrived: the state that is shown has it, the
 * state that is sure has not. */
enum {
    NK_PENDING_SYN = 1 << 0,
    NK_PENDING_ACK = 1 << 1, /* of its SYN */
    NK_PENDING_FIN_ACK = 1 << 2,
    NK_PENDING_FIN = 1 << 3,
    NK_PENDING_RST = 1 << 4,
    NK_PENDING_SETS = 1 << 5,
};

/* One end. Compact: there is memory for some hundred thousand of them. Times are microseconds from
 * the connection's start, modulo 2^32. */
struct nk_end {
    uint32_t isn;
    uint32_t next;      /* behind the highest number that it sent */
    uint32_t acked;     /* the last acknowledgment number that it sent */
    uint32_t fin;       /* behind its FIN */
    uint32_t proof;     /* what it has to acknowledge for all that is pending to be sure; of an end
                           that sent a RST: that RST's number */
    uint32_t next_time; /* when `next` moved */
    uint32_t last_time; /* of its last segment */
    uint32_t packets;
    uint32_t bytes_low;   /* of payload, 40 bits, held at the greatest */
    uint16_t window, mss; /* as in the last header; 0: no option */
    uint16_t seen;
    uint8_t bytes_high, scale;
    uint8_t sure; /* enum nk_tcp_state */
    uint8_t pending;
    uint8_t zeek; /* the state, and four bits higher the one before */
    uint8_t once; /* anomalies that were there, eight of them in each end: see
                     nk_connection_count() */
};

/*
 * What only few connections have: numbers of a kind, in a list. Kinds are: an anomaly (how often
 * again), Zeek's letters T, W and G of either end (the same), the gaps in what an end sent (one
 * each: where it begins, and above that where it ends; both the same: filled), up to where such a
 * gap was acknowledged, the bytes that were sent again, and the history behind its first twelve
 * letters.
 */
enum nk_cell_kind {
    NK_CELL_REPEATS = NK_ANOMALIES, /* 3 an end */
    NK_CELL_HOLE = NK_CELL_REPEATS + 6,
    NK_CELL_HOLE_ACKED = NK_CELL_HOLE + 2,
    NK_CELL_RETRANSMITTED = NK_CELL_HOLE_ACKED + 2,
    NK_CELL_LETTERS,
};

enum {
    NK_CELL_WORDS = 7, /* of letters */
    NK_CELL_BLOCK = 2048,
    NK_HOLES_MAX = 64 /* of an end; more are not remembered */
};

struct nk_connection_cell {
    uint64_t value;
    uint32_t kind, next; /* the number of the next one; 0: none */
};

enum nk_connection_bits {
    NK_CONNECTION_COMPLETENESS = 63, /* NK_COMPLETE_SYN and so on */
    NK_CONNECTION_TURNED = 1 << 6,   /* the second end is the client */
    NK_CONNECTION_RESET = 1 << 7,    /* by a RST that is valid, before both FINs */
    NK_CONNECTION_BITS = 8,
};

struct nk_connection {
    struct nk_flow_key key;
    struct nk_end end[2]; /* as in the key */
    int64_t start;
    uint64_t span;    /* nanoseconds, held at the greatest, above enum nk_connection_bits */
    uint64_t letters; /* the history: five bits each, from the lowest */
    float rtt;        /* milliseconds; negative: not known */
    uint32_t cells;   /* number of its first struct nk_connection_cell, from 1; 0: none */
};

/* Which end is the client. */
static inline unsigned nk_connection_client(const struct nk_connection *c)
{
    return (c->span & NK_CONNECTION_TURNED) != 0;
}

static inline uint64_t nk_connection_duration(const struct nk_connection *c)
{
    return c->span >> NK_CONNECTION_BITS;
}

static inline uint64_t nk_end_bytes(const struct nk_end *e)
{
    return (uint64_t)e->bytes_high << 32 | e->bytes_low;
}

struct nk_observer;

/* What is told of each segment, in the order of the file. */
struct nk_observation {
    const struct nk_observed *segment;
    uint32_t index; /* the connection */
    bool from_client;
    uint32_t anomalies; /* set of 1 << enum nk_anomaly */
};

typedef void nk_observer_tap(void *closure, const struct nk_observer *o,
                             const struct nk_observation *what);

enum { NK_OBSERVER_BATCH = 64, NK_OBSERVER_EVENTS = 16 };

/* `tap` may be set before the first segment; NULL: none. */
struct nk_observer {
    struct nk_flows flows;             /* of struct nk_connection */
    struct nk_connection_cell **cells; /* blocks of them */
    uint32_t cell_count, cell_room;    /* given out; blocks that there is room for */
    const struct nk_tcp_machine *machine;
    nk_observer_tap *tap;
    void *closure;
    struct nk_observed batch[NK_OBSERVER_BATCH];
    unsigned waiting;
    bool guesses_are_old;                            /* of where the flows of segments ahead are */
    uint8_t next[NK_TCP_STATES][NK_OBSERVER_EVENTS]; /* what the rows come to */
    uint8_t assumed[NK_TCP_STATES][NK_PENDING_SETS]; /* the same with all that is pending */
};

/* `machine` is borrowed; `secret` as for nk_flows_init(). Release in any case. */
bool nk_observer_init(struct nk_observer *o, const struct nk_tcp_machine *machine,
                      const uint64_t secret[NK_FLOW_SECRET], struct nk_err *err);
void nk_observer_release(struct nk_observer *o);

/* Takes the segment out of a packet's headers; the packet's bytes are not needed afterwards. False
 * where it is no TCP, or where its header is cut. */
bool nk_observed_make(struct nk_observed *s, const struct nk_layers *l, const struct nk_packet *p);

/* The same of a packet that is plain, without its headers read one by one. */
bool nk_observed_plain(struct nk_observed *s, const struct nk_plain *x, const struct nk_packet *p);

/* The place for the next segment: fill it, then nk_observer_add(). */
static inline struct nk_observed *nk_observer_place(struct nk_observer *o)
{
    return &o->batch[o->waiting];
}

/* Takes in what nk_observer_place() has: segments are dealt with some at a time, which is when the
 * tap is called. False where memory is out. */
bool nk_observer_add(struct nk_observer *o, struct nk_err *err);
/* Deals with those that wait. */
bool nk_observer_flush(struct nk_observer *o, struct nk_err *err);
/* The same for segments of the caller's, whose hashes are set (nk_flows_hash()). */
bool nk_observer_take(struct nk_observer *o, const struct nk_observed *segments, size_t count,
                      struct nk_err *err);

/* ---- what came of it ------------------------------------------------------ */

static inline uint32_t nk_observer_count(const struct nk_observer *o)
{
    return o->flows.count;
}

static inline const struct nk_connection *nk_observer_at(const struct nk_observer *o, uint32_t i)
{
    return (const struct nk_connection *)nk_flows_at(&o->flows, i);
}

/* The state of an end after the last segment. `assumed`, where not NULL: it rests on a segment that
 * need not have arrived, or nothing was seen of that end. */
enum nk_tcp_state nk_observer_state(const struct nk_observer *o, const struct nk_connection *c,
                                    unsigned end, bool *assumed);
uint64_t nk_connection_count(const struct nk_observer *o, const struct nk_connection *c,
                             enum nk_anomaly anomaly);
uint64_t nk_connection_retransmitted(const struct nk_observer *o, const struct nk_connection *c);
/* "complete", "simultaneous", "missed", "half" */
const char *nk_connection_opened(const struct nk_connection *c);
/* "fin", "reset", "open" */
const char *nk_connection_closed(const struct nk_connection *c);
/* Zeek's conn_state */
const char *nk_connection_zeek(const struct nk_connection *c);
enum { NK_HISTORY_MAX = 12 * (NK_CELL_WORDS + 1) + 1 };
/* Zeek's history into NK_HISTORY_MAX bytes; returns its length. */
size_t nk_connection_history(const struct nk_observer *o, const struct nk_connection *c,
                             char *text);

#endif
