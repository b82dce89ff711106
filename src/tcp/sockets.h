/* Real sockets on this machine's loopback, what a scenario does with them, and what the kernel says
 * of both ends after each call. */
#ifndef NK_TCP_SOCKETS_H
#define NK_TCP_SOCKETS_H

#include "base/netlink.h"
#include "netkit/addr.h"
#include "netkit/tcp.h"

/* ---- one socket -------------------------------------------------------------- */

/* The two ends of a connection, as the socket at `local` sees it; without a peer (port 0) it is a
 * listener. Both addresses are of one family. */
struct nk_tcp_tuple {
    struct nk_addr local, peer;
    uint16_t local_port, peer_port;
};

/*
 * Asks the kernel (INET_DIAG) for the state of that one socket, which no process need hold any
 * more. CLOSED where there is no such connection. `n` is initialised with NETLINK_SOCK_DIAG. False
 * with NK_ERR_SYSTEM or NK_ERR_MEMORY.
 */
bool nk_tcp_ask_state(struct nk_netlink *n, const struct nk_tcp_tuple *tuple,
                      enum nk_tcp_state *state, struct nk_err *err);

/* ---- scenarios ----------------------------------------------------------------- */

enum nk_live_call {
    NK_LIVE_SOCKET,
    NK_LIVE_BIND, /* to loopback and a port that the kernel chooses */
    NK_LIVE_LISTEN,
    NK_LIVE_CONNECT,
    NK_LIVE_ACCEPT,
    NK_LIVE_SEND,
    NK_LIVE_FILL, /* send() until the kernel takes no more */
    NK_LIVE_RECV,
    NK_LIVE_DRAIN,    /* recv() until the end */
    NK_LIVE_SHUTDOWN, /* SHUT_WR */
    NK_LIVE_CLOSE,
    NK_LIVE_LINGER,  /* SO_LINGER with a time of 0 */
    NK_LIVE_REUSE,   /* SO_REUSEADDR */
    NK_LIVE_BUFFERS, /* small SO_SNDBUF and SO_RCVBUF */
    NK_LIVE_REBIND,  /* bind() to the port that the listener had */
    NK_LIVE_CALLS,
};

/* Whose socket a call is of. */
enum nk_live_end {
    NK_LIVE_CLIENT,
    NK_LIVE_SERVER,   /* the one that accept() returns */
    NK_LIVE_LISTENER, /* the one that listens */
    NK_LIVE_ENDS,
};

/* One call; the states that both ends have come to after it on Linux. `why` is a sentence without a
 * full stop. */
struct nk_live_step {
    uint8_t end, call;
    uint8_t client, server;
    int error;     /* the errno that it fails with, 0 for none */
    char why[104]; /* in the row, no pointer: the loader would have to set it at every start */
};

struct nk_live_scenario {
    const char *name;
    const char *help;                 /* one sentence without a full stop */
    const struct nk_live_step *steps; /* the last one is of no end: NK_LIVE_ENDS */
};

/* NULL behind the last one; the first is the default. */
const struct nk_live_scenario *nk_live_scenario_at(size_t i);
const struct nk_live_scenario *nk_live_scenario_find(const char *text, size_t len);

/* The function of a call with what is said of it: "shutdown", "SHUT_WR", and what it means. */
struct nk_live_term {
    const char *name, *arguments;
    const char *help; /* one sentence without a full stop */
};
const struct nk_live_term *nk_live_call_term(enum nk_live_call call);
const char *nk_live_end_name(enum nk_live_end end);

/* ---- playing one ----------------------------------------------------------------- */

/* What a scenario works with. */
struct nk_live {
    uint8_t family;
    int fd[NK_LIVE_ENDS]; /* -1: none */
    struct nk_addr here;
    uint16_t port, client_port; /* 0: not known yet */
    bool met;                   /* a connection has been made: the server's end is of that */
    struct nk_netlink netlink;
};

struct nk_live_result {
    int64_t returned;
    int error; /* errno, 0 where it did not fail */
    enum nk_tcp_state client, server;
};

/* Loopback of that family. nk_live_release() in any case, which closes what is open. */
void nk_live_init(struct nk_live *l, uint8_t family);
void nk_live_release(struct nk_live *l);
/*
 * Makes the call, waits a moment for the states that the step names (the kernel puts off some
 * answers), and says what both ends are in then. That the call fails is a result; false with `err`
 * where the kernel cannot be asked.
 */
bool nk_live_do(struct nk_live *l, const struct nk_live_step *step, struct nk_live_result *result,
                struct nk_err *err);

#endif
