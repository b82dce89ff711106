/* The network that `dns` asks, where it is not the machine's own: `netkit lab run` sets one. */
#ifndef NK_CLI_DNS_WORLD_H
#define NK_CLI_DNS_WORLD_H

#include <stddef.h>
#include <stdint.h>

#include "netkit/addr.h"

/*
 * The member `dns_world` of the context; NULL there is the internet: port 53, the servers of
 * resolv.conf, the built-in root hints. All is borrowed and stands while the command runs. What the
 * command line says (@server, -p, --hints) still goes first.
 */
struct nk_dns_world {
    uint16_t port;                   /* of every server that is given without one: @server words,
                                        resolvers, and all that a walk meets in glue */
    const struct nk_addr *resolvers; /* in place of those of resolv.conf, which is not read then */
    size_t resolver_count;           /* at least 1 */
    const char *hints; /* root hints, a master file: NS of the root, their addresses */
    size_t hints_len;
    const char *anchor; /* the DS record of the root's key, a master file; NULL: none */
    const char *name;   /* "lab", for messages */
};

#endif
