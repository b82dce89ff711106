/* TCP connections of the lab's servers: bounded in number, time and memory (RFC 7766). */
#ifndef NK_LAB_CONN_H
#define NK_LAB_CONN_H

#include <sys/socket.h>

#include "lab/answer.h"

enum {
    NK_LAB_CONNS_MAX = 64,
    NK_LAB_CONN_MS = 10000, /* without a whole question, or with an answer that nobody takes */
};

/* One connection; `host` NULL: the slot is free. */
struct nk_lab_conn {
    const struct nk_lab_host *host;
    int fd;
    int64_t deadline, due; /* milliseconds of the monotonic clock; `due`: no octet goes before */
    struct nk_buf in, out;
    size_t sent;
    size_t at;  /* where poll() has it; SIZE_MAX: nowhere */
    bool ended; /* the client has said all */
};

/* Takes a connection that is waiting into a free slot, or into that of the one which is nearest to
 * its end. */
void nk_lab_conn_accept(struct nk_lab_conn *conns, int listener, const struct nk_lab_host *host,
                        int64_t now);
/* What poll() should wait for, and until when (milliseconds of the clock). */
short nk_lab_conn_events(const struct nk_lab_conn *c, int64_t now);
int64_t nk_lab_conn_wakes(const struct nk_lab_conn *c);
/* Reads, answers and writes as far as it goes; ends the connection where that is due. */
void nk_lab_conn_serve(struct nk_lab_conn *c, short events, int64_t now);
void nk_lab_conn_close(struct nk_lab_conn *c);

#endif
