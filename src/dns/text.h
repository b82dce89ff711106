/* Pieces of text that the presentations of messages share. */
#ifndef NK_DNS_TEXT_H
#define NK_DNS_TEXT_H

#include "base/buf.h"
#include "netkit/dns.h"

/* Appends a text from outside in double quotes: UTF-8 that is safe as it is, quotes and backslashes
 * behind a backslash, all other octets as \DDD (RFC 1035 5.1). */
void nk_add_quoted(struct nk_buf *b, const char *text, size_t len);
/* Appends the text of a name, with its final dot. */
void nk_add_name(struct nk_buf *b, const struct nk_name *name);
/* Each appends a mnemonic. */
void nk_add_type(struct nk_buf *b, uint16_t type);
void nk_add_class(struct nk_buf *b, uint16_t class);
/* Appends the names of the flags that are set, parted by blanks: "qr aa rd". */
void nk_add_flags(struct nk_buf *b, uint16_t flags);
/* The flags of the header one by one, in the order of the bits: NULL behind the last. */
const char *nk_dns_flag_at(size_t at, uint16_t *bit);

#endif
