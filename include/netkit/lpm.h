/* Longest-prefix match: many prefixes, one address, the most specific that holds it. */
#ifndef NETKIT_LPM_H
#define NETKIT_LPM_H

#include "netkit/addr.h"

#define NK_LPM_NONE UINT32_MAX

struct nk_lpm; /* built once, then read only */

struct nk_lpm_entry {
    struct nk_prefix prefix; /* host bits are ignored */
    uint32_t id;             /* any value but NK_LPM_NONE; of equal prefixes the last one wins */
};

/* Builds from entries of both families in any order; they may be released after the call. NULL with
 * `err` on failure. Released with nk_lpm_release(), which takes NULL too. */
struct nk_lpm *nk_lpm_build(const struct nk_lpm_entry *entries, size_t count, struct nk_err *err);
void nk_lpm_release(struct nk_lpm *t);

/* The id of the longest prefix that holds the address, or NK_LPM_NONE. Zones are ignored. */
uint32_t nk_lpm_find(const struct nk_lpm *t, const struct nk_addr *a);
/* The same for many addresses at once: ids[i] belongs to addrs[i]. */
void nk_lpm_find_many(const struct nk_lpm *t, const struct nk_addr *addrs, uint32_t *ids, size_t n);

#endif
