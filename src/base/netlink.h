/* Questions to the kernel over a netlink socket: dumps and single answers. */
#ifndef NK_BASE_NETLINK_H
#define NK_BASE_NETLINK_H

#include "base/nlmsg.h"
#include "netkit/err.h"

/*
 * A socket, opened at the first question. After a dump that broke off it is closed and opened
 * anew, so that nothing of the old answer comes up in the next one.
 */
struct nk_netlink {
    int fd;       /* -1: none */
    int protocol; /* NETLINK_ROUTE, NETLINK_SOCK_DIAG */
    uint32_t seq;
    uint8_t *data; /* room for one datagram */
    size_t room;
    int error; /* the errno that the kernel answered the last question with, 0: none */
};

void nk_netlink_init(struct nk_netlink *n, int protocol);
void nk_netlink_release(struct nk_netlink *n);

/* What becomes of the messages of a dump. */
struct nk_netlink_sink {
    /* Called where a dump begins, and again where it is repeated since something changed while it
     * ran: forget what came before. */
    void (*begin)(void *closure);
    /* Each message that is none of netlink's own; false ends the dump, with `err` or without. */
    bool (*message)(void *closure, const struct nk_nlmsg *m, struct nk_err *err);
    void *closure;
};

/*
 * Sends the request that stands in `request` (one message, put together with nk_nlmsg_begin(); its
 * flags and sequence number are set here) and hands on all messages of the answer. Only what the
 * kernel sent counts, and only with our sequence number. An interrupted dump (NLM_F_DUMP_INTR), a
 * lost one (ENOBUFS) and one whose datagrams are larger than our buffer are repeated, at most
 * NK_NETLINK_TRIES times. `what` begins the message of an error: "cannot read the kernel's routes".
 * False with NK_ERR_SYSTEM, or as the sink said; n->error tells what the kernel refused.
 */
bool nk_netlink_dump(struct nk_netlink *n, struct nk_buf *request, const char *what,
                     const struct nk_netlink_sink *sink, struct nk_err *err);

/* The same for a question with one answer, which borrows the socket's room until the next one. */
bool nk_netlink_ask(struct nk_netlink *n, struct nk_buf *request, const char *what,
                    struct nk_nlmsg *answer, struct nk_err *err);

enum {
    NK_NETLINK_TRIES = 16,
    NK_NETLINK_SECONDS = 10, /* how long one datagram is waited for */
};

#endif
