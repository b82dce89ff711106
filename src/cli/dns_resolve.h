/* The working of `netkit dns resolve`. */
#ifndef NK_CLI_DNS_RESOLVE_H
#define NK_CLI_DNS_RESOLVE_H

#include "cli/dns_explain.h"
#include "dns/resolvconf.h"

/* One address, and who has it. */
struct nk_resolve_found {
    struct nk_addr addr;
    struct nk_name name; /* that DNS has it for */
    bool hosts, nss, dns;
};

/* Appends what the C library gave for a name, `count` addresses in its order, and which sources it
 * asks: the line of `nsswitch`, a file's name. */
void nk_resolve_explain_library(struct nk_buf *b, const char *name, const char *nsswitch,
                                const struct nk_resolve_found *all, size_t count);
/* Appends which of them a file of hosts has. */
void nk_resolve_explain_hosts(struct nk_buf *b, const char *file,
                              const struct nk_resolve_found *all, size_t count);
/* Appends which names are tried, and in which order. */
void nk_resolve_explain_search(struct nk_buf *b, const struct nk_resolvconf *c,
                               const struct nk_name *name, bool absolute);
/* Appends why the C library's addresses stand in that order. */
void nk_resolve_explain_order(struct nk_buf *b, const struct nk_resolve_found *all, size_t count);

#endif
