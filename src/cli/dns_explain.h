/* What the workings of `netkit dns` share: a question, and what came of it, in lines of 80 columns.
 */
#ifndef NK_CLI_DNS_EXPLAIN_H
#define NK_CLI_DNS_EXPLAIN_H

#include "cli/dns_put.h"
#include "cli/explain.h"
#include "dns/values.h"

enum { NK_DNS_EXPLAIN_LINES = 10 /* of a list; how many more there are is said */ };

/*
 * Appends what came of the item's question, which has servers and a reply: each try that gave
 * nothing, who answered with which RCODE and with what authority, the records that follow from the
 * question, where aliases led, and of a "no" how long it may be kept. All of it is escaped.
 */
void nk_dns_explain_reply(struct nk_buf *b, unsigned indent, const struct nk_dns_item *item);
/* Appends the values of a set, one a line, with the octets that are compared: those that `other`
 * has not (NULL: it has all) come first, with `mark` before them. */
void nk_dns_explain_values(struct nk_buf *b, unsigned indent, const struct nk_values *v,
                           const struct nk_values *other, char mark);
/* The same of those alone that `other` has not. */
void nk_dns_explain_lone(struct nk_buf *b, unsigned indent, const struct nk_values *v,
                         const struct nk_values *other, char mark);
/* Prints what was gathered, and empties it. False after the message where memory is out, and where
 * nobody reads on. */
bool nk_dns_explain_out(struct nk_ctx *ctx, struct nk_buf *b);

#endif
