/* The working of list: how an item counts its addresses, and which number an address has. */
#ifndef NK_CLI_CIDR_LIST_EXPLAIN_H
#define NK_CLI_CIDR_LIST_EXPLAIN_H

#include "cli/cidr_explain.h"

/* One item, and what is listed of it: the range, without its first `skip`, every `step`-th, and at
 * most `limit` of them. */
struct nk_cidr_listing {
    const struct nk_item *item;
    struct nk_range range;
    struct nk_count skip, step, limit;
};

void nk_cidr_list_tell_item(struct nk_buf *b, const struct nk_cidr_listing *x);
/* The items one behind the other, as --nth and --random count them. */
void nk_cidr_list_tell_sequence(struct nk_buf *b, const struct nk_range *ranges, size_t count,
                                struct nk_count total);
/* The address of a number: where in which item it is, and the addition in bits. */
void nk_cidr_list_tell_number(struct nk_buf *b, const char *number, const struct nk_range *range,
                              struct nk_count offset);

#endif
