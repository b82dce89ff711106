/* The working of `netkit dns reverse`. */
#ifndef NK_CLI_DNS_REVERSE_H
#define NK_CLI_DNS_REVERSE_H

#include "cli/dns_explain.h"

/* Appends how the name is made under which an address has its PTR records. */
void nk_reverse_explain_name(struct nk_buf *b, const struct nk_addr *addr,
                             const struct nk_name *name);
/* Appends what came of the question for them. */
void nk_reverse_explain_answer(struct nk_buf *b, const struct nk_dns_item *item);
/* Appends whether a name leads back: what came of the question for its addresses. `agrees` is 1, 0,
 * or -1 where it cannot be told; `step` is the number of the step. */
void nk_reverse_explain_back(struct nk_buf *b, const struct nk_addr *addr, int agrees,
                             unsigned step, const struct nk_dns_item *item);

#endif
