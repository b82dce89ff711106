/* IPv4 addresses in IPv6 ones: RFC 6052, 6to4, Teredo, ISATAP, IPv4-mapped. */
#ifndef NK_CIDR_EMBED_H
#define NK_CIDR_EMBED_H

#include "netkit/addr.h"

/*
 * What was found. `kind` is "mapped" (RFC 4291 2.5.5.2), "nat64" (RFC 6052), "teredo" (RFC 4380),
 * "6to4" (RFC 3056) or "isatap" (RFC 5214). `prefix` is what marks the address as one; of an ISATAP
 * address it is the /64 it lies in. Server and port are Teredo's.
 */
struct nk_embedded {
    const char *kind;
    struct nk_addr ipv4;
    struct nk_prefix prefix;
    bool has_server;
    struct nk_addr server;
    uint16_t port;
};

/* Finds the IPv4 address in an IPv6 one. `given` is a prefix of RFC 6052 that is tried first
 * (checked by nk_embed_check()), or NULL; the well-known prefix is always tried. False: none. */
bool nk_embed_extract(const struct nk_addr *a, const struct nk_prefix *given,
                      struct nk_embedded *out);

/* The ways to read an address, in the order in which nk_embed_extract() tries them. */
enum nk_embed_way {
    NK_EMBED_GIVEN,
    NK_EMBED_NAT64,
    NK_EMBED_MAPPED,
    NK_EMBED_TEREDO,
    NK_EMBED_6TO4,
    NK_EMBED_ISATAP,
    NK_EMBED_WAYS
};

/* Reads an IPv6 address in one way; false where it does not fit, and for NK_EMBED_GIVEN where
 * `given` is NULL: `out` is not to be used then. */
bool nk_embed_read(const struct nk_addr *a, enum nk_embed_way way, const struct nk_prefix *given,
                   struct nk_embedded *out);
/* The prefix that all addresses of a way are under; NULL for those that have no one prefix. */
const struct nk_prefix *nk_embed_prefix(enum nk_embed_way way);

/* A prefix that RFC 6052 2.2 allows: IPv6, one of the six lengths, bits 64 to 71 zero. */
bool nk_embed_check(const struct nk_prefix *p, struct nk_err *err);
/* The IPv4 address under such a prefix; host bits of the prefix are ignored. */
struct nk_addr nk_embed_rfc6052(const struct nk_prefix *p, const struct nk_addr *ipv4);
/* True for 64:ff9b::/96. */
bool nk_embed_is_well_known(const struct nk_prefix *p);
struct nk_addr nk_embed_mapped(const struct nk_addr *ipv4); /* ::ffff:192.0.2.1 */
struct nk_prefix nk_embed_6to4(const struct nk_addr *ipv4); /* 2002:c000:201::/48 */

#endif
