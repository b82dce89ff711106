/* The servers of the zone that a name is in, as a resolver tells them. */
#ifndef NK_DNS_AUTHORITY_H
#define NK_DNS_AUTHORITY_H

#include "dns/exchange.h"

enum { NK_AUTHORITY_NAMES = 32, NK_AUTHORITY_SERVERS = 128 }; /* more are passed over */

/* One address of one server. */
struct nk_dns_authority_server {
    struct nk_name name;
    struct nk_dns_server at;
};

/* Zero-initialised is empty. */
struct nk_dns_authority {
    struct nk_name zone; /* the closest that holds the name */
    struct nk_dns_authority_server *servers;
    size_t count, room;
    struct nk_name lost; /* a server that has no address; "no name" where all have */
    bool unsure;         /* the resolver did not tell whether `lost` has any */
    struct nk_name names[NK_AUTHORITY_NAMES];
    size_t name_count;
};

/* How the resolver is asked: as for nk_dns_exchange(); all is borrowed. */
struct nk_dns_resolver {
    nk_dns_ask *ask;
    void *closure;
    const struct nk_dns_query *query; /* the question is replaced */
    const struct nk_dns_server *servers;
    size_t server_count;
    const struct nk_dns_policy *policy;
};

enum nk_authority_status {
    NK_AUTHORITY_FOUND,
    NK_AUTHORITY_UNKNOWN, /* the resolver does not answer, or tells of no server with an address */
    NK_AUTHORITY_BROKEN,  /* nothing can be asked: memory, descriptors */
};

/*
 * Finds the zone by its SOA record, at the name or above it, then its NS records and their
 * addresses, of `family` alone unless that is NK_FAMILY_NONE. They get `port`. With `err`
 * where it is not FOUND.
 */
enum nk_authority_status nk_dns_authority_find(struct nk_dns_authority *a,
                                               const struct nk_dns_resolver *r,
                                               const struct nk_name *name, uint16_t class,
                                               uint8_t family, uint16_t port, struct nk_err *err);
void nk_dns_authority_release(struct nk_dns_authority *a);

#endif
