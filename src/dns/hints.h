/* Where a walk begins: the names and addresses of the root's servers. */
#ifndef NK_DNS_HINTS_H
#define NK_DNS_HINTS_H

#include "base/lines.h"
#include "netkit/dns.h"

/* One address of one server; a server of several has as many rows. */
struct nk_dns_hint {
    struct nk_name name;
    struct nk_addr addr; /* of NK_FAMILY_NONE: the server has none here */
};

/* Zero-initialised is empty. Servers stand in the order in which they were named. */
struct nk_dns_hints {
    struct nk_dns_hint *rows;
    size_t count, room;
};

enum {
    NK_DNS_HINTS_MAX = 1024,     /* records */
    NK_DNS_HINTS_SIZE = 1 << 20, /* bytes of a file */
};

void nk_dns_hints_release(struct nk_dns_hints *h);
/* The root's servers as IANA publishes them (root.hints of 2024-04-18). False when out of memory.
 */
bool nk_dns_hints_builtin(struct nk_dns_hints *h, struct nk_err *err);
/*
 * Reads hints, which are a master file (dns/master.h): NS records of the root, A and AAAA records
 * of what they name; a TTL may be left out. False with `err`; `*number` is then the line, 0 for
 * none.
 */
bool nk_dns_hints_read(struct nk_dns_hints *h, struct nk_lines *lines, uint64_t *number,
                       struct nk_err *err);

#endif
