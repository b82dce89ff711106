/* The lab's servers on loopback: one port, UDP and TCP, one loop. */
#ifndef NK_LAB_SERVER_H
#define NK_LAB_SERVER_H

#include "lab/conn.h"
#include "lab/lab.h"

/* The sockets of one server; -1: none. */
struct nk_lab_endpoint {
    const struct nk_lab_host *host;
    int udp, tcp;
    size_t udp_at, tcp_at; /* where poll() has them; SIZE_MAX: nowhere */
};

enum { NK_LAB_HELD_MAX = 64 };

/* An answer that a slow server owes. */
struct nk_lab_held {
    const struct nk_lab_endpoint *from;
    struct sockaddr_storage to;
    socklen_t to_len;
    int64_t due; /* milliseconds of the monotonic clock */
    struct nk_buf answer;
};

/* Borrows the lab. Zero-initialised holds nothing. */
struct nk_lab_server {
    uint16_t port;
    struct nk_lab_endpoint *endpoints;
    size_t count;
    struct nk_lab_conn conns[NK_LAB_CONNS_MAX];
    struct nk_lab_held held[NK_LAB_HELD_MAX];
    struct nk_buf scratch;
};

/* Binds all addresses to `port`, the same for all; 0: one that is free on all of them. False with
 * `err`, and nothing is left open. */
bool nk_lab_server_open(struct nk_lab_server *s, const struct nk_lab *lab, uint16_t port,
                        struct nk_err *err);
void nk_lab_server_close(struct nk_lab_server *s);
/* Answers until `ms` milliseconds have passed (negative: without end). False with `err` where the
 * loop cannot go on. */
bool nk_lab_server_run(struct nk_lab_server *s, int64_t ms, struct nk_err *err);

#endif
