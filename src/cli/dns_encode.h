/* The working of `netkit dns encode`. */
#ifndef NK_CLI_DNS_ENCODE_H
#define NK_CLI_DNS_ENCODE_H

#include "cli/dns_explain.h"

/* Appends how the octets of a message come about: the sums of its parts, names label by label,
 * each field where it stands, and the octets themselves. `prefixed`: two octets of length stand
 * before them, as over TCP. */
void nk_encode_explain(struct nk_buf *b, const uint8_t *bytes, size_t len, bool prefixed);

#endif
