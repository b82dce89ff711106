/* What the parts of an endpoint share. */
#ifndef NK_TCP_ENDPOINT_PART_H
#define NK_TCP_ENDPOINT_PART_H

#include "tcp/endpoint.h"

/* One event on its way: the endpoint, and what came with it. */
struct nk_tcp_run {
    struct nk_tcp_endpoint *e;
    struct nk_tcp_segment *segment; /* a copy; NULL: none */
    struct nk_tcp_call *call;       /* NULL: none */
    int64_t now;
    struct nk_tcp_outcome *out;
    struct nk_err *err;
};

/* The facts that hold now, a set of enum nk_tcp_fact. */
uint32_t nk_tcp_run_facts(const struct nk_tcp_run *r);
/* False where memory is out. */
bool nk_tcp_run_action(struct nk_tcp_run *r, enum nk_tcp_action action);

/* Data that has not been sent once. */
uint32_t nk_tcp_endpoint_unsent(const struct nk_tcp_endpoint *e);
void nk_tcp_endpoint_start(struct nk_tcp_endpoint *e, enum nk_tcp_timer timer, int64_t due);

/* Where a segment's data begins. */
static inline uint32_t nk_tcp_text_seq(const struct nk_tcp_segment *s)
{
    return s->seq + ((s->flags & NK_TCP_SYN) != 0);
}

/* Where its FIN is. */
static inline uint32_t nk_tcp_fin_seq(const struct nk_tcp_segment *s)
{
    return nk_tcp_text_seq(s) + s->len;
}

#endif
