/* The IANA special-purpose address registries, scopes and multicast kinds, as tables. */
#ifndef NETKIT_SPECIAL_H
#define NETKIT_SPECIAL_H

#include "netkit/addr.h"

/* RFC 6890 has cells that are neither: "N/A". */
enum nk_tristate {
    NK_UNKNOWN = -1,
    NK_FALSE = 0,
    NK_TRUE = 1,
};

/* One row of a registry (RFC 6890 2.2.1): the block, its name, its RFC, the five flags. */
struct nk_special {
    struct nk_prefix prefix;
    char name[56];
    char rfc[20]; /* "RFC 1918"; several are joined with ", " */
    int8_t source, destination, forwardable, global, reserved; /* enum nk_tristate */
};

/* The day of the registries that the table follows, "YYYY-MM-DD". */
extern const char *const nk_special_date;

/* The rows of a family in the order of nk_prefix_compare(). */
const struct nk_special *nk_special_rows(uint8_t family, size_t *count);

/* The most specific row that holds the address, NULL for none. An IPv4-mapped address is
 * looked up by the IPv4 address in it when `unmap` is true. */
const struct nk_special *nk_special_find(const struct nk_addr *a, bool unmap);

/* All there is to say about the class of an address or a whole prefix. */
struct nk_class {
    const struct nk_special *block;                            /* NULL: ordinary space */
    int8_t source, destination, forwardable, global, reserved; /* enum nk_tristate */
    bool is_private;                                           /* RFC 1918 and 4193 only */
    bool loopback;                                             /* 127.0.0.0/8, ::1 */
    bool link_local;                                           /* 169.254.0.0/16, fe80::/10 */
    bool unique_local;                                         /* fc00::/7 */
    bool documentation;                                        /* RFC 5737, 3849, 9637 */
    bool multicast;                                            /* 224.0.0.0/4, ff00::/8 */
    const char *scope; /* "host", "link", "site", "global", ...; RFC 4007, 4291 2.7, 2365 */
    const char *multicast_kind; /* NULL where not multicast; "multicast" for a prefix of several */
};

/*
 * Classifies an address; an IPv4-mapped one by the IPv4 address in it. For a prefix
 * the class is that of its first address where the whole prefix lies in one block; flags and scope
 * are unknown where it does not. Ordinary space has all flags but `reserved`. Multicast is in no
 * row: it is never a source, and its other flags follow from its scope.
 */
struct nk_class nk_class_of(const struct nk_addr *a);
struct nk_class nk_class_of_prefix(const struct nk_prefix *p);

/* What nk_class_of_prefix() looks at: the network, of an all IPv4-mapped prefix the IPv4 one in it.
 */
struct nk_prefix nk_class_subject(const struct nk_prefix *given);
/* The table's block of multicast space that holds all of the prefix, for the kind and, for IPv4,
 * the scope; false where there is none, or where blocks lie in it, so that none speaks for it. */
bool nk_class_multicast_block(const struct nk_prefix *p, struct nk_prefix *block);

/* The same for exactly the ranges of one row each: what `private` means. */
bool nk_range_is_private(const struct nk_range *given);
/* The blocks of RFC 1918 and of RFC 4193, that this goes by. */
const struct nk_prefix *nk_private_blocks(size_t *count);
/* The IPv4 addresses that a range of IPv4-mapped ones maps; any other range as it is. */
struct nk_range nk_range_unmapped(const struct nk_range *given);

#endif
