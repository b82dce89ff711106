/* Addresses, prefixes and ranges of both families: values, text, arithmetic. */
#ifndef NETKIT_ADDR_H
#define NETKIT_ADDR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "netkit/err.h"
#include "netkit/u128.h"

/* The number of a family is its IP version. */
enum nk_family {
    NK_FAMILY_NONE = 0,
    NK_IPV4 = 4,
    NK_IPV6 = 6,
};

/*
 * One address. Both families share the code: an address is a number of `width`
 * bits (32 or 128) held right-aligned, so that an IPv4 address has hi == 0 and its
 * 32 bits in lo. The zero value is "no address", different from 0.0.0.0 and ::.
 * `zone` is the scope zone index as in sin6_scope_id (RFC 4007), 0 for the default.
 */
struct nk_addr {
    uint64_t hi, lo;
    uint32_t zone;
    uint8_t family; /* enum nk_family */
};

/* An address and a length; the host bits are kept until nk_prefix_network() masks them. */
struct nk_prefix {
    struct nk_addr addr;
    uint8_t length;
};

/* All addresses from first to last, both included, of one family, first <= last. */
struct nk_range {
    struct nk_addr first, last;
};

static inline unsigned nk_family_width(uint8_t family)
{
    return family == NK_IPV4 ? 32 : 128;
}

static inline struct nk_addr nk_addr_ipv4(uint32_t bits)
{
    return (struct nk_addr){.lo = bits, .family = NK_IPV4};
}

static inline struct nk_addr nk_addr_ipv6(uint64_t hi, uint64_t lo)
{
    return (struct nk_addr){.hi = hi, .lo = lo, .family = NK_IPV6};
}

static inline struct nk_u128 nk_addr_bits(struct nk_addr a)
{
    return nk_u128(a.hi, a.lo);
}

/* The address of that family with those bits; the zone is 0. */
static inline struct nk_addr nk_addr_of(uint8_t family, struct nk_u128 bits)
{
    return (struct nk_addr){.hi = bits.hi, .lo = bits.lo, .family = family};
}

/* The lowest and the highest address of a family. */
static inline struct nk_addr nk_addr_min(uint8_t family)
{
    return (struct nk_addr){.family = family};
}

static inline struct nk_addr nk_addr_max(uint8_t family)
{
    return nk_addr_of(family, nk_u128_low_ones(nk_family_width(family)));
}

/* The total order: no address, then IPv4, then IPv6, each by number, then by zone. */
int nk_addr_compare(const struct nk_addr *a, const struct nk_addr *b);
/* By the network's first address, the shorter length first, then by the host bits. */
int nk_prefix_compare(const struct nk_prefix *a, const struct nk_prefix *b);
/* By first address, the larger range first. */
int nk_range_compare(const struct nk_range *a, const struct nk_range *b);

/* ---- text to values ------------------------------------------------------ */

enum nk_parse_flags {
    /* read as inet_aton does (octal, hexadecimal, short forms, integers); a short
     * prefix is filled with zero octets on the right, so 10/8 is 10.0.0.0/8 */
    NK_PARSE_LENIENT = 1 << 0,
    NK_PARSE_ZONE = 1 << 1, /* %zone is allowed after an IPv6 address (RFC 4007) */
};

enum nk_item_kind {
    NK_ITEM_NONE = 0,
    NK_ITEM_ADDRESS, /* prefix.length is the family's width */
    NK_ITEM_PREFIX,
    NK_ITEM_RANGE, /* prefix is the range's smallest covering prefix */
};

enum nk_mask_kind {
    NK_MASK_NONE = 0,
    NK_MASK_LENGTH,   /* /24 */
    NK_MASK_NETMASK,  /* /255.255.255.0 */
    NK_MASK_WILDCARD, /* /0.0.0.255 */
};

/*
 * What a word of the command line or of a list file names: an address, a prefix or
 * a range. `range` is always what it covers; `prefix` keeps the host bits.
 * `zone_at` and `zone_length` give the zone identifier as a slice of the text
 * parsed (length 0: none). `lenient` tells that the strict reading would refuse it.
 */
struct nk_item {
    enum nk_item_kind kind;
    enum nk_mask_kind mask;
    bool lenient;
    size_t zone_at, zone_length;
    struct nk_prefix prefix;
    struct nk_range range;
};

/*
 * Parsers. `text` is `len` bytes, no NUL needed. On success `out` is filled and true
 * returned; on failure `out` is left alone and `err` says what is wrong and where,
 * with an offset from the start of `text`. Strict reading is what inet_pton takes
 * (RFC 4291 2.2, RFC 6943 3.1.1); there is no look-up of names, ever.
 */
bool nk_addr_parse(const char *text, size_t len, struct nk_addr *out, struct nk_err *err);
/* address/length, address/netmask or address/wildcard; a bare address is a host prefix. Masks that
 * are both, /0.0.0.0 and /255.255.255.255, are read as netmasks: lengths 0 and 32. */
bool nk_prefix_parse(const char *text, size_t len, struct nk_prefix *out, struct nk_err *err);
/* address, address%zone, prefix or first-last; flags from enum nk_parse_flags. */
bool nk_item_parse(const char *text, size_t len, unsigned flags, struct nk_item *out,
                   struct nk_err *err);

/* ---- values to text ------------------------------------------------------ */

enum {
    NK_ADDR_TEXT_MAX = 46,    /* longest IPv6 text and the NUL; without the zone */
    NK_PREFIX_TEXT_MAX = 50,  /* and /128 */
    NK_RANGE_TEXT_MAX = 92,   /* first-last */
    NK_ADDR_BINARY_MAX = 160, /* the binary form, with separators, and the NUL */
};

/*
 * Each writes text and a NUL into a buffer of the caller, of at least the size that
 * is named above, and returns the length without the NUL.
 */
size_t nk_addr_format(const struct nk_addr *a, char *text);     /* RFC 5952; ::ffff:0:0/96 mixed */
size_t nk_prefix_format(const struct nk_prefix *p, char *text); /* address/length, host bits kept */
size_t nk_range_format(const struct nk_range *r, char *text);   /* a prefix where it is one, else
                                                                    first-last */
size_t nk_addr_format_expanded(const struct nk_addr *a, char *text); /* all 8 groups of 4 digits;
                                                                         IPv4: 010.000.000.001 */
size_t nk_addr_format_hex(const struct nk_addr *a, char *text);      /* 0x and 8 or 32 digits */
size_t nk_addr_format_binary(const struct nk_addr *a,
                             char *text); /* 8 bits and '.', or 16 and ':' */
size_t nk_addr_format_integer(const struct nk_addr *a, char *text); /* decimal */

/* ---- arithmetic ---------------------------------------------------------- */

struct nk_addr nk_prefix_netmask(uint8_t family, unsigned length);
struct nk_addr nk_prefix_hostmask(uint8_t family, unsigned length);
/* The prefix with its host bits cleared, and the zone dropped. */
struct nk_prefix nk_prefix_network(const struct nk_prefix *p);
struct nk_addr nk_prefix_first(const struct nk_prefix *p);
struct nk_addr nk_prefix_last(const struct nk_prefix *p);
struct nk_range nk_prefix_range(const struct nk_prefix *p);
bool nk_prefix_has_host_bits(const struct nk_prefix *p);
bool nk_prefix_contains(const struct nk_prefix *p, const struct nk_addr *a);
/* Every address of inner is in outer; false across families. */
bool nk_prefix_covers(const struct nk_prefix *outer, const struct nk_prefix *inner);
/* How many addresses: 2^(width - length). */
struct nk_count nk_prefix_count(const struct nk_prefix *p);

/* a + n; false where the family ends before. */
bool nk_addr_add(const struct nk_addr *a, struct nk_u128 n, struct nk_addr *out);

bool nk_range_contains(const struct nk_range *outer, const struct nk_range *inner);
bool nk_range_overlap(const struct nk_range *a, const struct nk_range *b, struct nk_range *shared);
struct nk_count nk_range_count(const struct nk_range *r);
/* True, and the prefix, where the range is exactly one. */
bool nk_range_prefix(const struct nk_range *r, struct nk_prefix *out);
/* The longest prefix that covers the whole range (RFC 4632 supernet). */
struct nk_prefix nk_range_supernet(const struct nk_range *r);
/* The largest block of 2^host addresses that a range begins with: `aligned` as its first address
 * allows (the lowest bit that is 1; the family's width for 0), and at most the 2^fits of the
 * range's size. */
struct nk_range_block {
    unsigned aligned, fits, host;
};
struct nk_range_block nk_range_block(const struct nk_range *r);
/*
 * Takes the next prefix off the low end of a range: the largest aligned block that
 * starts at first and fits. Returns false when that was the last one, true while
 * `r` still holds addresses. The prefixes so taken are the fewest that cover it.
 */
bool nk_range_take_prefix(struct nk_range *r, struct nk_prefix *out);

#endif
