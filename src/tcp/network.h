/* Two endpoints, a network between them and one clock: what is called, sent and due happens in
 * order, and each event is told. Pure: the clock is a number. Times are microseconds. */
#ifndef NK_TCP_NETWORK_H
#define NK_TCP_NETWORK_H

#include "base/buf.h"
#include "tcp/endpoint.h"
#include "tcp/wire.h"

/* What is told of an event: a call, a timeout, a segment that arrives, or one that is lost. The
 * texts are valid until the next. */
struct nk_net_record {
    int64_t time;
    int64_t sent;          /* of a segment */
    enum nk_tcp_side from; /* whose call or timeout; who sent the segment */
    const char *event;     /* the words below, or the name of a call or a timeout */
    bool is_segment, lost;
    struct nk_tcp_segment segment; /* without its data */
    int64_t length;                /* bytes of a segment, a SEND or a RECEIVE; -1: of nothing */
    enum nk_tcp_state state[NK_TCP_SIDES]; /* after it */
    bool refused;                          /* a call that is not legal */
    const char *says;                      /* what the user is told; NULL: nothing */
    const char *why;                       /* the reasons of the rows that applied, one sentence */
    const char *section;                   /* of RFC 9293, where no other document is named; NULL:
                                              the network did it */
};

typedef void nk_net_watch(void *closure, const struct nk_net_record *record);

/* The words of events that are no call and no timeout, and what they mean; NULL behind the last. */
const struct nk_tcp_term *nk_net_event_term(unsigned at);

struct nk_net_end {
    struct nk_tcp_profile profile; /* a copy, to be set before nk_net_start() */
    struct nk_tcp_machine machine;
    struct nk_tcp_endpoint endpoint;
    uint32_t isn, isn_step; /* of the first connection, and from each to the next */
};

enum {
    NK_NET_RECORDS_MAX = 50000, /* then nothing happens any more */
    NK_NET_SEND_MAX = 1 << 20,  /* bytes that an end sends in all */
};

struct nk_net {
    struct nk_net_end end[NK_TCP_SIDES];
    struct nk_wire wire;
    int64_t now;
    uint64_t records;
    uint32_t given[NK_TCP_SIDES]; /* bytes that SEND took */
    nk_net_watch *watch;
    void *closure;
    struct nk_buf why;
    char section[128];
    bool started;
};

/* Both ends of the RFC's profile, closed; a delay of 10 ms. Allocates nothing. */
void nk_net_init(struct nk_net *net, nk_net_watch *watch, void *closure);
void nk_net_release(struct nk_net *net);
/* Makes the endpoints of their profiles. Once, before the first event. */
bool nk_net_start(struct nk_net *net, struct nk_err *err);
/* What the next connection of an end begins with, and the one after it. */
void nk_net_isn(struct nk_net *net, enum nk_tcp_side side, uint32_t isn, uint32_t step);

/* Events that come from outside, now. False where memory is out; NK_ERR_INPUT where an end sends
 * more than it may. */
bool nk_net_call(struct nk_net *net, enum nk_tcp_side side, struct nk_tcp_call *call,
                 struct nk_err *err);
/* A segment as from `from`, which knows nothing of it, arrives at the other end. */
bool nk_net_inject(struct nk_net *net, enum nk_tcp_side from, const struct nk_tcp_segment *segment,
                   struct nk_err *err);
/* The host stops and starts again: the TCB is gone, and nothing is sent. */
bool nk_net_crash(struct nk_net *net, enum nk_tcp_side side, struct nk_err *err);

/* When something happens next by itself: an arrival or a timeout; -1 for never. */
int64_t nk_net_due(const struct nk_net *net);
/* Lets that happen. */
bool nk_net_step(struct nk_net *net, struct nk_err *err);
/* True where nothing is under way, and nobody waits for an ACK. */
bool nk_net_is_quiet(const struct nk_net *net);
/* As many events as there may be: nothing more is told. */
static inline bool nk_net_is_full(const struct nk_net *net)
{
    return net->records >= NK_NET_RECORDS_MAX;
}

#endif
