/* Transitions as the kernel's tracepoint sock:inet_sock_set_state tells them, through perf events.
 */
#ifndef NK_TCP_TRACE_H
#define NK_TCP_TRACE_H

#include "netkit/addr.h"
#include "netkit/err.h"
#include "netkit/tcp.h"

/* One transition; of a socket of any network namespace. */
struct nk_trace_event {
    int64_t time; /* nanoseconds since 1970 */
    enum nk_tcp_state old, state;
    uint16_t local_port, peer_port;
    struct nk_addr local, peer;
};

/* ---- bytes alone -------------------------------------------------------------------- */

enum nk_trace_field {
    NK_TRACE_OLDSTATE,
    NK_TRACE_NEWSTATE,
    NK_TRACE_SPORT,
    NK_TRACE_DPORT,
    NK_TRACE_FAMILY,
    NK_TRACE_PROTOCOL,
    NK_TRACE_SADDR,
    NK_TRACE_DADDR,
    NK_TRACE_SADDR_V6,
    NK_TRACE_DADDR_V6,
    NK_TRACE_FIELDS
};

/* Where the fields stand in what the tracepoint writes. */
struct nk_trace_layout {
    uint16_t offsets[NK_TRACE_FIELDS];
};

/* Reads the layout from the text of the tracepoint's file `format`. False with NK_ERR_SYSTEM where
 * a field is missing or has another size than ours. */
bool nk_trace_layout_read(struct nk_trace_layout *l, const char *text, size_t len,
                          struct nk_err *err);
/* Reads one raw event; `time` is left alone. False where it is none of TCP, or too short. */
bool nk_trace_event_read(const struct nk_trace_layout *l, const uint8_t *bytes, size_t len,
                         struct nk_trace_event *e);

/* ---- the kernel ----------------------------------------------------------------------- */

struct nk_trace_ring {
    int fd;
    uint8_t *map; /* a page of the kernel's, then the data */
};

/* A ring for each processor. */
struct nk_trace {
    struct nk_trace_layout layout;
    struct nk_trace_ring *rings;
    size_t count;
    int64_t epoch; /* from the events' clock to 1970, in nanoseconds */
    uint64_t lost; /* events that the kernel had to drop so far */
    struct nk_trace_event *events;
    size_t held, room;
};

typedef bool nk_trace_sink(void *closure, const struct nk_trace_event *e, struct nk_err *err);

/* Begins to listen. False with NK_ERR_SYSTEM where tracefs is not mounted, the kernel does not have
 * the tracepoint, or that is not permitted (CAP_PERFMON). Release in any case. */
bool nk_trace_open(struct nk_trace *t, struct nk_err *err);
void nk_trace_release(struct nk_trace *t);
/* Waits at most so long for an event. */
void nk_trace_wait(const struct nk_trace *t, int64_t ms);
/* Hands on all events there are, in the order of their times. False with NK_ERR_MEMORY, or as the
 * sink said. */
bool nk_trace_drain(struct nk_trace *t, nk_trace_sink *sink, void *closure, struct nk_err *err);

#endif
