/* Whether ports accept connections: many connect() calls at once. */
#ifndef NK_TCP_CONNECT_H
#define NK_TCP_CONNECT_H

#include "netkit/addr.h"

enum nk_tcp_answer {
    NK_TCP_NO_ANSWER, /* not tried, or nothing came in time */
    NK_TCP_OPEN,
    NK_TCP_CLOSED_PORT, /* refused with a RST, or a router tells that there is no such host */
    NK_TCP_TROUBLE,     /* this machine could not try: no route, no such family, no descriptors */
};

/* One address of a target. */
struct nk_tcp_attempt {
    struct nk_addr addr;
    uint16_t port;
    unsigned target; /* attempts of the same target stand together */
    enum nk_tcp_answer answer;
    int error; /* errno; 0: none */
    bool tried;
    int fd;      /* -1: not under way */
    int64_t due; /* of nk_clock_ms(): when the next address is tried, too */
};

/*
 * Tries them until `deadline` (of nk_clock_ms(); has to be one). Those of a target one after the
 * other, the next when the one before has failed or has not answered for a quarter of a second (RFC
 * 8305 5); where one is open the others are left. A connection is closed at once. False where
 * memory is out.
 */
bool nk_tcp_attempts_run(struct nk_tcp_attempt *all, size_t count, int64_t deadline,
                         struct nk_err *err);

#endif
