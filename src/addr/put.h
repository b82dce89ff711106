/* From addresses to buffers and to the record writer. */
#ifndef NK_ADDR_PUT_H
#define NK_ADDR_PUT_H

#include "base/record.h"
#include "netkit/special.h"

/* Each appends a text. */
void nk_add_addr(struct nk_buf *b, const struct nk_addr *a);
void nk_add_prefix(struct nk_buf *b, const struct nk_prefix *p);

/* Each sets a field; nothing is formatted that nobody shows. */
void nk_put_addr(struct nk_record *r, size_t field, const struct nk_addr *a);
void nk_put_prefix(struct nk_record *r, size_t field, const struct nk_prefix *p);
/* A prefix where the range is one, else first-last. */
void nk_put_range(struct nk_record *r, size_t field, const struct nk_range *range);
void nk_put_range_count(struct nk_record *r, size_t field, const struct nk_range *range);

/* The eight fields of a registry's row, which stand in this order from `at` on: name, prefix, RFC,
 * and the flags source, destination, forwardable, global, reserved. */
void nk_put_block(struct nk_record *r, size_t at, const struct nk_class *class);

#endif
