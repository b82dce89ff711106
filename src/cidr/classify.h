/* The classes of millions of addresses: nk_class_of(), answered from a sorted table. */
#ifndef NK_CIDR_CLASSIFY_H
#define NK_CIDR_CLASSIFY_H

#include "netkit/special.h"

/* From `first` up to the next cut the class is the same. */
struct nk_class_cut {
    struct nk_u128 first;
    struct nk_class class;
};

struct nk_classifier {
    struct nk_class_cut *cuts[2]; /* IPv4, IPv6: ascending, the first is at 0 */
    size_t counts[2];
};

/* Builds the table from the registries' rows. False when out of memory; release in any case. */
bool nk_classifier_init(struct nk_classifier *c, struct nk_err *err);
void nk_classifier_release(struct nk_classifier *c);
/* The same answer as nk_class_of(). Multicast and IPv4-mapped addresses are left to it: few blocks
 * of them follow from the rows. The class pointed to is valid until the next call with `room`. */
const struct nk_class *nk_classifier_find(const struct nk_classifier *c, const struct nk_addr *a,
                                          struct nk_class *room);

#endif
