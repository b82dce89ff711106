/* What has no flat form among the fields of an answer. Private to dns_put*.c. */
#ifndef NK_CLI_DNS_PUT_PART_H
#define NK_CLI_DNS_PUT_PART_H

#include "cli/dns_put.h"

/* Sets a field to what was gathered, and empties that. */
void nk_dns_put_made(struct nk_record *r, size_t field, struct nk_buf *made);
/* Sections, EDNS and extended errors of a message: in JSON values, elsewhere one text each. `made`
 * is room, empty before and after. */
void nk_dns_put_nested(struct nk_record *r, const struct nk_dns_item *item, const struct nk_show *s,
                       struct nk_buf *made);
/* The tries of a reply. */
void nk_dns_put_tries(struct nk_record *r, const struct nk_dns_item *item, struct nk_buf *made);

#endif
