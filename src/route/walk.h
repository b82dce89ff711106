/* The general routing algorithm, hop by hop: what becomes of a packet in a topology. */
#ifndef NK_ROUTE_WALK_H
#define NK_ROUTE_WALK_H

#include "route/policy.h"
#include "route/topology.h"

enum { NK_WALK_TTL = 64 }; /* what a host gives its packets (RFC 1700), and Linux its answers */

/* What one node does with the packet, and at the end what comes of it. The first one is no end. */
enum nk_walk_result {
    NK_WALK_FORWARDED,
    NK_WALK_REPLY,               /* delivered, and the echo reply came back */
    NK_WALK_TTL_EXCEEDED,        /* ICMP 11/0, ICMPv6 3/0 */
    NK_WALK_NET_UNREACHABLE,     /* ICMP 3/0 */
    NK_WALK_HOST_UNREACHABLE,    /* ICMP 3/1 */
    NK_WALK_ADMIN_PROHIBITED,    /* ICMP 3/13, ICMPv6 1/1 */
    NK_WALK_NO_ROUTE,            /* ICMPv6 1/0 */
    NK_WALK_ADDRESS_UNREACHABLE, /* ICMPv6 1/3 */
    NK_WALK_SILENCE,             /* dropped, or the answer was lost on its way */
};

/* Why a node did what it did. */
enum nk_walk_why {
    NK_WALK_SENT,          /* forwarded, or sent where it began */
    NK_WALK_DELIVERED,     /* the destination is one of its addresses */
    NK_WALK_EXPIRED,       /* TTL 1 came in, and would be 0 */
    NK_WALK_NOTHING,       /* no route */
    NK_WALK_UNREACHABLE,   /* a route says unreachable */
    NK_WALK_RULED_OUT,     /* a rule says unreachable */
    NK_WALK_PROHIBITED,    /* a route or rule says prohibit */
    NK_WALK_BLACKHOLE,     /* ... blackhole */
    NK_WALK_MARTIAN,       /* from outside, with addresses that come from nowhere outside */
    NK_WALK_NO_NEIGHBOUR,  /* nobody on the link has the next hop's address */
    NK_WALK_NO_FORWARDING, /* a host drops what is not for it */
    NK_WALK_BROADCAST,     /* broadcasts and multicasts are not answered and not forwarded */
};

/* What happened at one node. Indices as in the topology, NK_ROUTE_NONE for none. */
struct nk_walk_hop {
    uint32_t number; /* 0: where the packet begins */
    uint32_t node;
    uint32_t in;      /* device that it came in by */
    unsigned ttl_in;  /* as it came; where it begins, as it is sent */
    unsigned ttl_out; /* as it leaves; where it does not, as it came */
    enum nk_walk_why why;
    const struct nk_route *route; /* the one that decided, of the node's table; NULL: none */
    uint32_t entry;               /* its place in the node's fib */
    const struct nk_rule *rule;
    struct nk_addr next; /* the next hop's address: a gateway or the destination */
    bool gateway;
    uint32_t out, to; /* device that it leaves by, and the neighbour's */
};

/* Sees a node of the way out (`back` false) or of the answer's way back. */
struct nk_walk_watch {
    void (*hop)(void *closure, const struct nk_walk_hop *hop, bool back);
    void *closure;
};

/* How a walk ended. */
struct nk_walk_end {
    enum nk_walk_result result;
    struct nk_walk_hop last;  /* of the way out */
    struct nk_walk_hop lost;  /* of the way back, where the answer was lost */
    bool answer_lost;         /* result is then silence, but not by the node of `last` */
    enum nk_walk_result sent; /* what was answered there, which got lost */
    struct nk_addr source;    /* the packet's */
    struct nk_addr replier;   /* who answers; NK_FAMILY_NONE: nobody, or the sender's own kernel */
    int icmp_type, icmp_code; /* -1: none */
};

/* A topology with the rules of each node; borrowed by walks. */
struct nk_walker {
    const struct nk_topology *topology;
    struct nk_policy *policies; /* of node i */
    size_t count;
};

/* False with NK_ERR_MEMORY. Release in any case. */
bool nk_walker_build(struct nk_walker *w, const struct nk_topology *t, struct nk_err *err);
void nk_walker_release(struct nk_walker *w);

/*
 * Sends an echo request from a node, with that source address (NK_FAMILY_NONE: the one that the
 * node chooses), and walks it and its answer: at each node the look-up comes before the TTL, as in
 * Linux (net/ipv4/ip_forward.c, net/ipv6/ip6_output.c; RFC 1812 5.2, 5.3.1). Of several next hops
 * the first is taken. `ttl` 1 to 255. False with NK_ERR_MEMORY.
 */
bool nk_walk(const struct nk_walker *w, uint32_t from, const struct nk_addr *source,
             const struct nk_addr *to, unsigned ttl, const struct nk_walk_watch *watch,
             struct nk_walk_end *end, struct nk_err *err);

/* The words of the contract: "ttl-exceeded". */
const char *nk_walk_result_name(enum nk_walk_result result);

#endif
