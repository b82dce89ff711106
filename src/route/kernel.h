/* The running kernel: its tables and rules, and its own answer to a packet. */
#ifndef NK_ROUTE_KERNEL_H
#define NK_ROUTE_KERNEL_H

#include "base/netlink.h"
#include "route/rtnetlink.h"

/*
 * Reads links, next-hop objects, the routes of all tables and the rules, of both families, through
 * rtnetlink, and adds routes, rules and VRFs to `t` with `source` as their source. A family that
 * the kernel does not have is none of an error. A part that changes while it is read is read again.
 * Routes go to the table's tap, where it has one, after all of them were read. False with
 * NK_ERR_SYSTEM or NK_ERR_MEMORY, and none of its routes and rules; without an error where the tap
 * has enough.
 */
bool nk_kernel_read(struct nk_table *t, uint16_t source, struct nk_err *err);

/* ---- asking it ----------------------------------------------------------- */

/* A socket and the names of the devices. What is said in answers goes into the stores of a table,
 * which the caller keeps alive; nothing is added to its routes. */
struct nk_kernel {
    struct nk_netlink netlink;
    struct nk_rtnetlink x;
    size_t routes, rules, objects; /* how much of the table was there before a dump */
};

/* No failure; release in any case. */
void nk_kernel_init(struct nk_kernel *k, struct nk_table *t, uint16_t source);
void nk_kernel_release(struct nk_kernel *k);
/* Reads the names of the devices, once before nk_kernel_lookup(). */
bool nk_kernel_links(struct nk_kernel *k, struct nk_err *err);

/* A packet as `ip route get` takes it; zero and NULL are what is not said. */
struct nk_kernel_flow {
    struct nk_addr dst;
    struct nk_addr src;
    const char *iif; /* it came in there; NULL: this host makes it */
    const char *oif; /* a device, or a VRF */
    uint32_t mark, uid;
    bool has_uid;
    uint8_t tos, ipproto;
    uint16_t sport, dport;
};

struct nk_kernel_answer {
    uint8_t type;           /* enum nk_route_type; NK_ROUTE_UNSPEC: there is no route */
    bool has_route;         /* the kernel tells which route it was: never of those that refuse */
    struct nk_route route;  /* with all its next hops */
    uint32_t hop;           /* group of the one next hop that it takes; NK_ROUTE_NONE: none */
    struct nk_addr prefsrc; /* the source that the host takes; NK_FAMILY_NONE: not said */
};

/*
 * Asks the kernel twice (RTM_GETROUTE): where the packet goes, and which route says so. That it
 * refuses is an answer: ENETUNREACH no route, EHOSTUNREACH unreachable, EACCES prohibit, EINVAL
 * blackhole (which the kernel says of packets too that it takes for martians; EXDEV is alike).
 * False with NK_ERR_INPUT for a device that there is not, NK_ERR_SYSTEM, NK_ERR_MEMORY.
 */
bool nk_kernel_lookup(struct nk_kernel *k, const struct nk_kernel_flow *flow,
                      struct nk_kernel_answer *out, struct nk_err *err);

#endif
