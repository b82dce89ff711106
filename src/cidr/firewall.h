/* A set in the syntax of what filters by it: nftables, ipset, router access lists. */
#ifndef NK_CIDR_FIREWALL_H
#define NK_CIDR_FIREWALL_H

#include "base/out.h"
#include "netkit/set.h"

/* nft: a table with one interval set a family, for `nft -f`. ipset: `ipset restore` input with one
 * hash:net set a family; its /0 is two /1, since hash:net has none. acl: Cisco IOS access lists. */
enum nk_firewall { NK_FIREWALL_NFT, NK_FIREWALL_IPSET, NK_FIREWALL_ACL };

/* Writes the set under that name, IPv4 as NAME4 and IPv6 as NAME6; a family without addresses is
 * left out. Output errors stay in `out`. */
void nk_firewall_write(struct nk_out *out, enum nk_firewall kind, const char *name,
                       const struct nk_set *set);

#endif
