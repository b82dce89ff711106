/* The arrays of one family of a set. Private to src/addr. */
#ifndef NK_ADDR_SET_PART_H
#define NK_ADDR_SET_PART_H

#include "netkit/set.h"

struct nk_cell4 {
    uint32_t first, last;
};

struct nk_cell6 {
    struct nk_u128 first, last;
};

/* Cell i in the wide form, whatever the family. */
struct nk_cell6 nk_part_get(const struct nk_set_part *part, bool ipv6, size_t i);
uint32_t nk_part_label(const struct nk_set_part *part, size_t i);
/* Appends; false when out of memory, and nothing is lost. */
bool nk_part_add(struct nk_set_part *part, bool ipv6, const struct nk_cell6 *c, uint32_t label);
/* Appends a cell that does not start before the last one, merging the two where they touch. */
bool nk_part_join(struct nk_set_part *part, bool ipv6, const struct nk_cell6 *c, uint32_t label);
/* By first address, in place. */
void nk_part_sort(struct nk_set_part *part, bool ipv6);

#endif
