/* What the workings of several verbs have in common, and the workings themselves. */
#ifndef NK_CLI_CIDR_TELL_H
#define NK_CLI_CIDR_TELL_H

#include "cidr/entry.h"
#include "cli/cidr_words.h"
#include "netkit/special.h"

/* The values of the record in the making that are shown, a line each with the field's title: what a
 * working ends with. */
void nk_tell_answer(struct nk_buf *b, const struct nk_record *r);
/* `count` low bits of a number, the highest first. */
void nk_tell_bits(struct nk_buf *b, uint64_t value, unsigned count);

/* Between which runs of the registry an AS number lies, and its two halves. */
nk_cidr_word_teller nk_tell_asn;
/* From the bits of a MAC address to the addresses that are made of it; of a group, which IP groups
 * are sent to it. `closure`: the prefix of SLAAC, or NULL. */
nk_cidr_word_teller nk_tell_mac;
/* The fields of a unique local prefix (RFC 4193 3.1); `given`: the global ID was; subnet -1: none.
 */
void nk_tell_ula(struct nk_buf *b, uint64_t global_id, bool given, int subnet);

/* Where the 32 bits go: under a prefix of RFC 6052, or with NULL as mapped or 6to4 address. */
void nk_tell_embed(struct nk_buf *b, const struct nk_addr *ipv4, const struct nk_prefix *prefix,
                   bool mapped);
/* Which ways to read an IPv6 address are tried, and from which octets the IPv4 address comes.
 * `closure`: the prefix that is tried first, or NULL. */
nk_cidr_word_teller nk_tell_extract;

/* How the labels of a prefix's zones come from its bits; `answer`: the record of the one zone there
 * is, its values follow; NULL where there are several, which are listed. */
void nk_tell_zones(struct nk_buf *b, const struct nk_prefix *p, const struct nk_record *answer);
/* How a reverse name is read: the text, and what it stands for. */
void nk_tell_reverse(struct nk_buf *b, const char *text, size_t len, const struct nk_prefix *p);

/* The rows of the registries that hold an item, and what the flags of the one that wins say. */
void nk_tell_class(struct nk_buf *b, const struct nk_item *item, const struct nk_class *class);

/* What sorting asks in turn. */
void nk_tell_order(struct nk_buf *b, bool reverse);
/* An entry and what puts it behind the one `before` it; NULL: it is the first. */
void nk_tell_place(struct nk_buf *b, const struct nk_entry *before, const struct nk_entry *e,
                   bool reverse);

#endif
