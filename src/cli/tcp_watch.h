/* What the files of `tcp-state watch` share. */
#ifndef NK_CLI_TCP_WATCH_H
#define NK_CLI_TCP_WATCH_H

#include "cli/tcp_filter.h"
#include "cli/tcp_socket_explain.h"
#include "tcp/watch.h"

struct nk_tcp_watching {
    struct nk_ctx *ctx;
    struct nk_record record;
    struct nk_socket_view view;
    struct nk_tcp_filter filter;
    struct nk_diag_plan plan;
    struct nk_diag_request request;
    struct nk_watch watch;
    int64_t interval;     /* ms; 0: by itself */
    int64_t deadline;     /* on nk_clock_ms(), -1: never */
    int64_t now;          /* of the transition that is told: nanoseconds since 1970 */
    bool ends_alone;      /* no more is known of the socket than its ends and states */
    bool owners, looked;  /* looked: for the owners, in this look */
    bool news;            /* there was some in this look */
    uint64_t seen, limit; /* limit 0: none */
    bool explains;
    struct nk_tcp_machine machine; /* of --explain */
};

/* One line, which is out when this returns: an nk_watch_sink. False where there is enough, or
 * nobody reads on. */
bool nk_tcp_watch_tell(void *closure, enum nk_tcp_state old, const struct nk_diag_socket *s,
                       struct nk_err *err);

/* Appends which row, or which rows one after the other, lead from one state to another. */
void nk_tcp_watch_explain(struct nk_buf *b, const struct nk_tcp_machine *m, enum nk_tcp_state old,
                          enum nk_tcp_state new);

/* The sources. Each says what it is, and tells until the limit or the deadline is reached: true
 * where it was the deadline. False also after a failure, which stands in `err`. */
bool nk_tcp_watch_by_looking(struct nk_tcp_watching *x, struct nk_err *err);
bool nk_tcp_watch_by_trace(struct nk_tcp_watching *x, struct nk_err *err);

#endif
