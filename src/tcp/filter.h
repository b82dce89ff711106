/* Which connections are meant: an expression over states, ports and addresses. */
#ifndef NK_TCP_FILTER_H
#define NK_TCP_FILTER_H

#include "netkit/addr.h"
#include "netkit/tcp.h"

/* A state as a bit of a set. */
#define NK_TCP_BIT(state) ((uint16_t)(1u << (state)))

enum { NK_TCP_ALL_STATES = (1 << NK_TCP_STATES) - 1 };

/* What is asked about one connection. Of a socket there is one state; of a connection in a capture
 * there are those of both ends, and local is the client. */
struct nk_tcp_subject {
    uint16_t states; /* a set, NK_TCP_BIT(); one of them has to be among those asked for */
    uint16_t local_port, peer_port;
    struct nk_addr local, peer;
};

enum nk_tcp_test {
    NK_TCP_TEST_STATE,
    NK_TCP_TEST_PORT, /* low <= port <= high */
    NK_TCP_TEST_HOST, /* the prefix holds the address */
    NK_TCP_TEST_AND,
    NK_TCP_TEST_OR,
    NK_TCP_TEST_NOT, /* of left */
};

/* A node of the expression; those under it come before it in the array. */
struct nk_tcp_node {
    uint8_t test; /* enum nk_tcp_test */
    bool peer;    /* dport and dst, not sport and src */
    uint16_t low, high;
    uint16_t states;
    uint32_t left, right; /* indexes */
    struct nk_prefix prefix;
};

/* Zero-initialised lets everything pass. The last node is the whole. */
struct nk_tcp_filter {
    struct nk_tcp_node *nodes;
    size_t count, room;
};

enum {
    NK_TCP_FILTER_NODES = 4096, /* more are refused */
    NK_TCP_FILTER_DEPTH = 64,   /* of parentheses and nots */
};

/* The port of a service by its name, for the parser; false where there is none. NULL as a function:
 * no names. */
typedef bool nk_tcp_port_of(void *closure, const char *name, size_t len, uint16_t *port);

/*
 * Parses an expression; an empty text lets everything pass.
 *
 *   state NAME[,NAME]...   NAME a state in any spelling, or all, connected, synchronized, bucket,
 *                          big; `state` may be left out; of several in a row one has to be so
 *   exclude NAME[,NAME]... no such state
 *   sport, dport, port     [OP] PORT: OP one of = == eq != ne < lt <= le > gt >= ge; PORT one of
 * 80, :80, http, 1000-2000, 1000:2000; `port` is either of the two src, dst, host         [OP]
 * WHERE: OP one of = == eq != ne; WHERE one of PREFIX, IPV4:PORT, [IPV6]:PORT, :PORT; `host` is
 * either of the two not X, ! X, X and Y, X && Y, X Y, X or Y, X || Y, ( X )
 *
 * States at the very start that no operator follows hold for all of the rest, as in ss. An IPv4
 * prefix holds the IPv4-mapped addresses of its own addresses too, as the kernel has it. False with
 * NK_ERR_INPUT and the place in `text`, or NK_ERR_MEMORY. Release in any case.
 */
bool nk_tcp_filter_parse(struct nk_tcp_filter *f, const char *text, size_t len,
                         nk_tcp_port_of *port_of, void *closure, struct nk_err *err);
void nk_tcp_filter_release(struct nk_tcp_filter *f);

bool nk_tcp_filter_passes(const struct nk_tcp_filter *f, const struct nk_tcp_subject *s);

/* The states that let a subject pass, some ports and addresses given: no other one can. */
uint16_t nk_tcp_filter_states(const struct nk_tcp_filter *f);

/* The words of the grammar for completion: NULL behind the last one. */
const char *nk_tcp_filter_word(size_t i, const char **help);

#endif
