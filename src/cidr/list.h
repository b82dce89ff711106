/* Addresses one after the other as text, as fast as memory takes them. */
#ifndef NK_CIDR_LIST_H
#define NK_CIDR_LIST_H

#include "netkit/addr.h"

/* The most that one line takes: an address and the newline, and room to write whole words. */
enum { NK_LIST_LINE_MAX = 64 };

/*
 * Writes `*next`, the address after it and so on, one a line, up to `last` or while there is room
 * for NK_LIST_LINE_MAX more bytes. Returns the bytes written. `*next` is then the first address
 * that was not written; `*done` tells that `last` was.
 */
size_t nk_list_fill(struct nk_addr *next, const struct nk_addr *last, bool *done, char *room,
                    size_t cap);

#endif
