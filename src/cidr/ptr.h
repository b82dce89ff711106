/* Reverse names: in-addr.arpa (RFC 1035 3.5), ip6.arpa (RFC 3596 2.5), and RFC 2317. */
#ifndef NK_CIDR_PTR_H
#define NK_CIDR_PTR_H

#include "netkit/addr.h"

enum { NK_PTR_TEXT_MAX = 80 }; /* 32 nibbles with dots, "ip6.arpa" and the NUL: 73 */

/* The PTR name of an address, without the last dot; returns its length. `name` has room for
 * NK_PTR_TEXT_MAX bytes. The zone of an IPv6 address is left out. */
size_t nk_ptr_format(const struct nk_addr *a, char *name);

/*
 * The reverse zones of a prefix, in address order: one where its length is a label boundary,
 * several where it lies between two, and the classless zone 0/25.2.0.192.in-addr.arpa of RFC 2317
 * for IPv4 prefixes of 25 to 31 bits. A single address has its PTR name.
 */
struct nk_ptr_zones {
    struct nk_range rest;
    uint8_t length; /* of each zone's prefix */
    bool done;
};

void nk_ptr_zones_init(struct nk_ptr_zones *z, const struct nk_prefix *p);
/* The next zone's name and what it covers; false at the end. */
bool nk_ptr_zones_next(struct nk_ptr_zones *z, struct nk_prefix *covered, char *name);

/* True where the text ends in in-addr.arpa or ip6.arpa (any case, a last dot is fine): what
 * nk_ptr_parse() is for. */
bool nk_ptr_is_name(const char *text, size_t len);

/*
 * The address (as a prefix of full length) or the prefix that a reverse name stands for. RFC 2317
 * labels may be "0/25", "0-25" (the length) or "0-127" (the last address); one that could mean both
 * is refused.
 */
bool nk_ptr_parse(const char *text, size_t len, struct nk_prefix *out, struct nk_err *err);

#endif
