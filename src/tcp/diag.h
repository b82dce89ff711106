/* The machine's sockets as the kernel tells them: INET_DIAG over sock_diag netlink. */
#ifndef NK_TCP_DIAG_H
#define NK_TCP_DIAG_H

#include "base/netlink.h"
#include "tcp/diag_plan.h"

enum nk_diag_protocol {
    NK_DIAG_TCP = 6,
    NK_DIAG_UDP = 17,
};

enum nk_diag_timer {
    NK_DIAG_TIMER_NONE,
    NK_DIAG_TIMER_RETRANSMIT,
    NK_DIAG_TIMER_KEEPALIVE,
    NK_DIAG_TIMER_TIME_WAIT,
    NK_DIAG_TIMER_PERSIST,
    NK_DIAG_TIMERS,
};

enum { NK_DIAG_CONGESTION_MAX = 16 };

/* What the kernel says of a connection (struct tcp_info). Older kernels say less: `has` tells how
 * much. Times are microseconds. */
struct nk_diag_info {
    enum {
        NK_DIAG_INFO_NONE,
        NK_DIAG_INFO_BASE,  /* rtt to mss */
        NK_DIAG_INFO_BYTES, /* and bytes and segments: since 4.2 */
    } has;
    uint32_t rtt, rttvar;
    uint32_t cwnd, ssthresh, mss; /* segments, segments, bytes */
    uint64_t bytes_acked, bytes_received;
    uint32_t segs_out, segs_in;
    char congestion[NK_DIAG_CONGESTION_MAX]; /* "cubic"; "" where it is not said */
};

/* One socket. */
struct nk_diag_socket {
    enum nk_tcp_state state;
    uint8_t family; /* enum nk_family of the socket: addresses of an IPv6 one may be mapped */
    uint8_t timer;  /* enum nk_diag_timer */
    uint8_t retransmits;
    uint16_t local_port, peer_port;
    struct nk_addr local, peer;
    uint32_t recv_queue,
        send_queue;      /* of LISTEN: connections not yet accepted, and their maximum */
    uint32_t uid, inode; /* inode 0: no process has it any more, or not yet */
    uint32_t interface;  /* index of the device that it is bound to, 0: none */
    uint32_t timer_ms;   /* until the timer is due */
    uint64_t cookie;     /* never comes again while the machine runs */
};

struct nk_diag_request {
    enum nk_diag_protocol protocol;
    uint8_t family; /* NK_FAMILY_NONE: both */
    bool info;      /* ask for struct nk_diag_info */
    const struct nk_diag_plan *plan;
};

/* ---- messages: bytes alone ------------------------------------------------------ */

enum nk_diag_reading {
    NK_DIAG_SOCKET,
    NK_DIAG_OTHER, /* a message of another kind, or a state that we do not know: passed over */
    NK_DIAG_DAMAGED,
};

/* Puts the request for a dump together: of one family, or for TCP of both at once. */
void nk_diag_put_request(struct nk_buf *b, const struct nk_diag_request *r, uint8_t family);
enum nk_diag_reading nk_diag_read(const struct nk_nlmsg *m, struct nk_diag_socket *s);
/* The rest of the message: what INET_DIAG_INFO and INET_DIAG_CONG say. False: damaged. */
bool nk_diag_read_info(const struct nk_nlmsg *m, struct nk_diag_info *info);

/* ---- the kernel ------------------------------------------------------------------- */

/* Takes one socket; `info` is NULL where it was not asked for. False ends the dump, with `err` or
 * without. */
typedef bool nk_diag_sink(void *closure, const struct nk_diag_socket *s,
                          const struct nk_diag_info *info, struct nk_err *err);

/*
 * Hands on all sockets that the request asks for. The first of them are held back until it is known
 * that the dump is whole or long, so that one which is interrupted is begun again; one which is
 * interrupted after sockets were handed on fails, and says so. A family that the kernel does not
 * have has no sockets. `n` is initialised with NETLINK_SOCK_DIAG. False with NK_ERR_SYSTEM or
 * NK_ERR_MEMORY, or as the sink said.
 */
bool nk_diag_dump(struct nk_netlink *n, const struct nk_diag_request *r, nk_diag_sink *sink,
                  void *closure, struct nk_err *err);

/* Whether `uid` is the user's: the kernel keeps none for what is no full socket, a TIME-WAIT or a
 * SYN-RECEIVED before the handshake is over, and says 0. */
bool nk_diag_has_user(const struct nk_diag_socket *s);

/* Whether a kernel of that release ("6.8.0-31-generic") tells of sockets that are bound and neither
 * listen nor call: since 6.8. */
bool nk_diag_sees_bound(const char *release);

#endif
