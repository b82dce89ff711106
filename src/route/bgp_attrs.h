/* BGP path attributes (RFC 4271 4.3): from the bytes of a message or dump to their values. */
#ifndef NK_ROUTE_BGP_ATTRS_H
#define NK_ROUTE_BGP_ATTRS_H

#include "netkit/addr.h"

/* Those that are looked into (IANA's numbers). */
enum nk_bgp_attr {
    NK_BGP_ORIGIN = 1,
    NK_BGP_AS_PATH = 2,
    NK_BGP_NEXT_HOP = 3,
    NK_BGP_MED = 4,
    NK_BGP_LOCAL_PREF = 5,
    NK_BGP_ATOMIC_AGGREGATE = 6,
    NK_BGP_AGGREGATOR = 7,
    NK_BGP_COMMUNITIES = 8,       /* RFC 1997 */
    NK_BGP_MP_REACH = 14,         /* RFC 4760 */
    NK_BGP_MP_UNREACH = 15,       /* RFC 4760 */
    NK_BGP_EXT_COMMUNITIES = 16,  /* RFC 4360 */
    NK_BGP_AS4_PATH = 17,         /* RFC 6793 */
    NK_BGP_AS4_AGGREGATOR = 18,   /* RFC 6793 */
    NK_BGP_LARGE_COMMUNITIES = 32 /* RFC 8092 */
};

enum nk_segment {
    NK_SEGMENT_SET = 1,
    NK_SEGMENT_SEQUENCE = 2,
    NK_SEGMENT_CONFED_SEQUENCE = 3, /* RFC 5065 */
    NK_SEGMENT_CONFED_SET = 4,
};

enum { NK_AS_TRANS = 23456 }; /* RFC 6793: stands for what two octets cannot hold */

/* The values as slices of the bytes that were parsed; `at` and `len` of a type count only where
 * nk_bgp_has(). Of an attribute that is there twice the first counts (RFC 7606 3g). */
struct nk_bgp_attrs {
    uint64_t seen; /* a bit a type */
    const uint8_t *at[NK_BGP_LARGE_COMMUNITIES + 1];
    uint16_t len[NK_BGP_LARGE_COMMUNITIES + 1];
    bool two_octets; /* AS numbers in AS_PATH have two octets */
    bool has_mp;     /* MP_REACH_NLRI or MP_UNREACH_NLRI is there, once or more */
};

/*
 * Finds the attributes in `len` bytes and looks at the form of each: lengths, the segments of
 * AS_PATH. What MP_REACH_NLRI and MP_UNREACH_NLRI hold is the caller's. False with the offset of
 * the attribute that is malformed.
 */
bool nk_bgp_attrs_parse(struct nk_bgp_attrs *a, const uint8_t *bytes, size_t len, bool two_octets,
                        struct nk_err *err);

static inline bool nk_bgp_has(const struct nk_bgp_attrs *a, enum nk_bgp_attr type)
{
    return (a->seen >> type & 1) != 0;
}

/* The four octets of ORIGIN's neighbours: NEXT_HOP, MULTI_EXIT_DISC, LOCAL_PREF; only where it is
 * there. */
uint32_t nk_bgp_u32(const struct nk_bgp_attrs *a, enum nk_bgp_attr type);

/* AGGREGATOR, or AS4_AGGREGATOR where RFC 6793 4.2.3 says so; false where there is none. */
bool nk_bgp_aggregator(const struct nk_bgp_attrs *a, uint32_t *as, uint32_t *addr);

/* AS numbers in a row of one segment. */
struct nk_as_run {
    const uint8_t *numbers; /* each of `size` octets */
    size_t count;
    uint8_t size;
    uint8_t type; /* enum nk_segment */
};

static inline uint32_t nk_as_run_get(const struct nk_as_run *run, size_t i)
{
    const uint8_t *at = run->numbers + i * run->size;
    uint32_t high = run->size == 4 ? (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 : 0;
    at += run->size - 2;
    return high | (uint32_t)at[0] << 8 | at[1];
}

/* The path as it was before a router of two octets: AS_PATH, its end replaced by AS4_PATH where
 * RFC 6793 4.2.3 says so. Start with nk_as_path(); false at the end. */
struct nk_as_path {
    const uint8_t *at, *end;   /* what is left of AS_PATH */
    const uint8_t *at4, *end4; /* what is left of AS4_PATH */
    size_t leading;            /* so many ASes of AS_PATH are still taken */
    uint8_t size;
};

struct nk_as_path nk_as_path(const struct nk_bgp_attrs *a);
bool nk_as_path_next(struct nk_as_path *p, struct nk_as_run *run);

/* Who originates the prefix (RFC 6811 2): the last AS of the path. False where there is none: no
 * path, or one that ends in a set (`*set` is true then) or in a confederation. */
bool nk_bgp_origin_as(const struct nk_bgp_attrs *a, uint32_t *as, bool *set);

#endif
