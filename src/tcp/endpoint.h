/* One end of a connection: a TCB and what drives it through the rows. Pure: no clock and no socket;
 * times are microseconds of the caller's clock. */
#ifndef NK_TCP_ENDPOINT_H
#define NK_TCP_ENDPOINT_H

#include <limits.h>

#include "base/buf.h"
#include "netkit/err.h"
#include "netkit/tcp.h"
#include "tcp/inbox.h"
#include "tcp/rto.h"

/* The variables of RFC 9293 3.3.1; RCV.WND is nk_tcp_endpoint_window(). */
struct nk_tcb {
    uint32_t snd_una, snd_nxt, snd_wnd, snd_up, snd_wl1, snd_wl2, iss;
    uint32_t rcv_nxt, rcv_up, irs;
    uint32_t max_wnd; /* the largest SND.WND so far (RFC 5961 5.2) */
};

enum nk_tcp_timer {
    NK_TCP_TIMER_RETRANSMISSION,
    NK_TCP_TIMER_USER,
    NK_TCP_TIMER_2MSL,
    NK_TCP_TIMERS,
};

enum {
    NK_TCP_TRIES_ALL = INT_MAX, /* as many as there may be, where no profile limits them too */
    NK_TCP_QUEUE_MAX = 1 << 24, /* bytes that wait to be acknowledged */
    NK_TCP_ENDS = 32,           /* segments that are sent again as they were */
};

/* Where a segment of data ended. */
struct nk_tcp_end {
    uint32_t seq;
    bool push;
};

struct nk_tcp_endpoint {
    const struct nk_tcp_machine *machine; /* borrowed */
    enum nk_tcp_state state;              /* set in one place only */
    bool passive, peer;
    struct nk_tcb tcb;
    uint32_t next_iss, iss_step; /* what the next connection begins with; the caller may set them */
    struct nk_buf out;           /* data from `out_seq`: not acknowledged or not sent */
    uint32_t out_seq;
    struct nk_inbox in;
    uint32_t fin_seq; /* the peer's FIN, where it came before the data */
    bool syn_acked, fin_held, fin_queued, fin_sent, close_deferred;
    bool orphan; /* the user has called close(), and takes nothing more */
    bool put_reset, put_syn, put_ack, put_again; /* what the next output is */
    struct nk_tcp_segment reset;
    struct nk_rto rto;
    unsigned tries;                      /* retransmissions since the last ACK, or TRIES_ALL */
    bool recovers;                       /* what was sent before the timeout is taken for lost */
    uint32_t recover;                    /* where that ends */
    bool probed;                         /* the last byte under way asks for a window */
    struct nk_tcp_end ends[NK_TCP_ENDS]; /* of the segments under way, the first of them */
    unsigned end_count;
    int64_t due[NK_TCP_TIMERS]; /* -1: does not run */
    bool timing;                /* a round trip is being measured */
    uint32_t timed_seq;
    int64_t timed_since;
};

/* A user call. CLOSE ends both directions for a kernel's user, as close() does, unless it is
 * `half`: then as shutdown(SHUT_WR) does; the RFC knows only that. SEND has `data`; RECEIVE has
 * room, and `got` becomes how many bytes it took. */
struct nk_tcp_call {
    enum nk_tcp_event event;
    bool peer, urgent, half;
    const uint8_t *data;
    uint32_t len;
    uint8_t *room; /* NULL: drops them */
    uint32_t max, got;
};

enum { NK_TCP_OUTCOME_ROWS = 12 };

/* What an event did: the rows that applied, in order, and what the user hears, NULL for nothing. */
struct nk_tcp_outcome {
    enum nk_tcp_state before, after;
    const struct nk_tcp_row *rows[NK_TCP_OUTCOME_ROWS];
    unsigned count;
    const char *says;
    bool refused;
};

/* CLOSED, with ISS `iss` for its first connection. False where memory is out; release in any case.
 */
bool nk_tcp_endpoint_init(struct nk_tcp_endpoint *e, const struct nk_tcp_machine *machine,
                          uint32_t iss, struct nk_err *err);
void nk_tcp_endpoint_release(struct nk_tcp_endpoint *e);
/* Puts the endpoint into a state with the numbers of an example: what it sent begins at its ISS,
 * what it received at `irs`; nothing is under way except what the state waits for. */
void nk_tcp_endpoint_place(struct nk_tcp_endpoint *e, enum nk_tcp_state state, uint32_t irs);

/* The three kinds of event. After each take what is sent with nk_tcp_endpoint_output(). False where
 * memory is out. */
bool nk_tcp_endpoint_call(struct nk_tcp_endpoint *e, struct nk_tcp_call *call, int64_t now,
                          struct nk_tcp_outcome *out, struct nk_err *err);
bool nk_tcp_endpoint_arrive(struct nk_tcp_endpoint *e, const struct nk_tcp_segment *segment,
                            int64_t now, struct nk_tcp_outcome *out, struct nk_err *err);
bool nk_tcp_endpoint_timeout(struct nk_tcp_endpoint *e, enum nk_tcp_event event, int64_t now,
                             struct nk_tcp_outcome *out, struct nk_err *err);

/* The next segment that goes out now, its data borrowed until the next call with `e`; false where
 * there is none. */
bool nk_tcp_endpoint_output(struct nk_tcp_endpoint *e, int64_t now, struct nk_tcp_segment *segment);
/* When the next timeout is due, and which; -1 for never. */
int64_t nk_tcp_endpoint_due(const struct nk_tcp_endpoint *e, enum nk_tcp_event *event);

/* RCV.WND */
static inline uint32_t nk_tcp_endpoint_window(const struct nk_tcp_endpoint *e)
{
    return nk_inbox_window(&e->in);
}

#endif
