/* Prefixes with labels, one by one, and which is the longest that holds an address: what `match`
 * tells beside its set, in which they are merged. */
#ifndef NK_CLI_CIDR_PREFIXES_H
#define NK_CLI_CIDR_PREFIXES_H

#include "cli/cidr_items.h"
#include "netkit/lpm.h"

/* Zero-initialised is empty; release in any case. */
struct nk_cidr_prefixes {
    struct nk_lpm_entry *entries;
    uint32_t *labels; /* of entry i */
    size_t count, room, label_room;
    struct nk_labels texts;
    struct nk_lpm *table;
};

/* Keeps an item as its prefixes, with its label. False where memory is out. */
bool nk_cidr_prefixes_add(struct nk_cidr_prefixes *x, const struct nk_cidr_items *it);
/* Makes the table, once all are there. */
bool nk_cidr_prefixes_build(struct nk_cidr_prefixes *x, struct nk_err *err);
/* The longest prefix that holds an address, by its index; an IPv6 address that none holds is looked
 * up as the IPv4 address in it. NK_LPM_NONE: none. */
uint32_t nk_cidr_prefixes_find(const struct nk_cidr_prefixes *x, const struct nk_addr *a);
const char *nk_cidr_prefixes_label(const struct nk_cidr_prefixes *x, uint32_t id, size_t *len);
void nk_cidr_prefixes_release(struct nk_cidr_prefixes *x);

#endif
