/*
 * Addresses in lines of text, and whether they lie in a set: the engine of `cidr match`.
 *
 * An address in a line is a run of [0-9A-Fa-f.:] that touches no other letter or digit and reads as
 * an address. Of a run that does not read as one the choices are those of grepcidr 2.0:
 *   - dots and colons before an address do not belong to it (..192.0.2.1, :192.0.2.1);
 *   - a dot behind it makes it none (192.0.2.1. and 192.0.2.1.5);
 *   - an IPv4 address may have a colon and more behind it (192.0.2.1:80), an IPv6 address may not.
 * Deliberate differences: a letter before an address makes it none (v192.0.2.1), an IPv4 address
 * inside an IPv6 one (::ffff:192.0.2.1) is not seen as such, and a lone "::" is an address.
 */
#ifndef NK_CIDR_MATCH_H
#define NK_CIDR_MATCH_H

#include "netkit/set.h"

/* Read only once it is made: any number of scans may share it. The set is borrowed. */
struct nk_matcher {
    const struct nk_set *set;
    uint8_t *touched; /* IPv4: for each /16 whether any range has a part of it */
    uint32_t *index;  /* IPv4: for each /16 the first range that ends there or later; 65537 */
    bool mapped;      /* an IPv4-mapped address is looked up as IPv4 too */
};

struct nk_match_hit {
    struct nk_addr addr;
    const char *at; /* where its text starts, and how long it is */
    size_t len;
};

/* `set` has to be normalised and to outlive the matcher. */
bool nk_matcher_init(struct nk_matcher *m, const struct nk_set *set, bool mapped,
                     struct nk_err *err);
void nk_matcher_release(struct nk_matcher *m);

/* True where the address is in the set. */
bool nk_matcher_has(const struct nk_matcher *m, const struct nk_addr *a);

/* The first address in the text that is in the set; false where there is none. The text may be many
 * lines. */
bool nk_matcher_scan(const struct nk_matcher *m, const char *text, size_t len,
                     struct nk_match_hit *hit);

#endif
