/* Lists of prefixes in their plainest form, read in bulk. */
#ifndef NK_ADDR_SET_READ_H
#define NK_ADDR_SET_READ_H

#include "netkit/set.h"

/*
 * Adds the items of whole lines from the start of the text, as long as each is an address or a
 * prefix without host bits, and nothing else but its newline: what nearly all lines of large lists
 * are. Stops at the first other line (a label, a comment, a mistake, a range), which is for the
 * general reader; also at an addition that fails. `family` other than NK_FAMILY_NONE passes the
 * other one over. Returns the bytes used, and in `*lines` how many lines they were.
 */
size_t nk_set_read_plain(struct nk_set *set, const char *text, size_t len, uint8_t family,
                         uint64_t *lines);

#endif
