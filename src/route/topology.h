/* Hosts, routers and the links between them, out of a file: what a packet is walked over. */
#ifndef NK_ROUTE_TOPOLOGY_H
#define NK_ROUTE_TOPOLOGY_H

#include "netkit/mac.h"
#include "route/fib.h"
#include "route/read.h"

/* An address of a device, with the length of its network. */
struct nk_topo_addr {
    uint32_t dev; /* index in `devs` */
    struct nk_prefix prefix;
};

struct nk_topo_dev {
    uint32_t node; /* index in `nodes` */
    uint32_t name; /* text of the topology, and of the node's table as `text` */
    uint32_t text; /* the same name in the node's table */
    uint32_t link; /* devices of one number are on one wire, NK_ROUTE_NONE: unplugged */
    uint64_t line;
    bool down;
    struct nk_mac mac;
};

/*
 * A node: its table holds the local and connected routes that follow from its addresses, as the
 * kernel makes them, and those of its `route` lines. A host does not forward.
 */
struct nk_topo_node {
    uint32_t name; /* text of the topology */
    bool forwards;
    uint64_t line;
    struct nk_table table;
    struct nk_fib fib;
};

/* Zero-initialised is empty. Indices are stable; pointers only once reading is done. */
struct nk_topology {
    struct nk_topo_node *nodes;
    size_t node_count, node_room;
    struct nk_topo_dev *devs;
    size_t dev_count, dev_room;
    struct nk_topo_addr *addrs;
    size_t addr_count, addr_room;
    uint32_t link_count;
    struct nk_labels texts;
};

void nk_topology_release(struct nk_topology *t);

/*
 * Reads a file of lines, whose words are those of ip(8) where it has them:
 *
 *   router NAME | host NAME
 *   dev NAME [ADDRESS/LENGTH]... [mac MAC] [down]     of the node above
 *   route ROUTE                                       as `ip route` prints it
 *   rule RULE                                         as `ip rule` prints it
 *   link NODE:DEV NODE:DEV...                         one wire
 *
 * '#' starts a comment. Bad lines are complained of and passed over, as readers of tables do; then
 * routes without a device get the one whose network holds their gateway, and the look-ups are
 * built. False with `err` for a failed read, memory, or a file without nodes.
 */
bool nk_topology_read(struct nk_topology *t, struct nk_route_reader *r, struct nk_err *err);

/* The node of a name, or of an address that it has; NK_ROUTE_NONE for none. */
uint32_t nk_topology_node(const struct nk_topology *t, const char *name, size_t len);
uint32_t nk_topology_owner(const struct nk_topology *t, const struct nk_addr *a);
/* The device of a node by the text number that the node's routes give; NK_ROUTE_NONE for none. */
uint32_t nk_topology_dev(const struct nk_topology *t, uint32_t node, uint32_t text);
/* The device on the same wire that has the address, both ends up; NK_ROUTE_NONE: nobody answers. */
uint32_t nk_topology_neighbour(const struct nk_topology *t, uint32_t dev, const struct nk_addr *a);
const char *nk_topology_text(const struct nk_topology *t, uint32_t text, size_t *len);

#endif
