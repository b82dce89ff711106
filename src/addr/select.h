/* In which order addresses of a name are tried: destination address selection (RFC 6724 6). */
#ifndef NK_ADDR_SELECT_H
#define NK_ADDR_SELECT_H

#include "netkit/addr.h"

/* A destination, the source address that would be used for it, and what the rules look at. */
struct nk_select {
    struct nk_addr to, from; /* from: NK_FAMILY_NONE where there is no way to it */
    unsigned scope, from_scope;
    unsigned precedence, label, from_label; /* of the policy table (RFC 6724 2.1) */
    unsigned common;                        /* bits that begin both alike (RFC 6724 2.2) */
};

/* Fills it. */
void nk_select_init(struct nk_select *s, const struct nk_addr *to, const struct nk_addr *from);
/*
 * Negative: `a` goes first, positive: `b`, by the rule whose number is stored; 0 and rule 10: no
 * rule tells them apart. Rules 3, 4 and 7 need what only the kernel knows and are passed over; rule
 * 9 is for IPv6, as C libraries have it.
 */
int nk_select_compare(const struct nk_select *a, const struct nk_select *b, unsigned *rule);
/* "usable", "scope", ...: what a rule prefers, in a few words. */
const char *nk_select_rule(unsigned rule);

/* The source address that the system would choose for a destination: nothing is sent. False where
 * there is no way to it. */
bool nk_select_source(const struct nk_addr *to, struct nk_addr *from);

#endif
