/* A routing table as a value: routes, next hops and rules of both families, whatever they came
 * from. */
#ifndef NK_ROUTE_TABLE_H
#define NK_ROUTE_TABLE_H

#include "base/labels.h"
#include "netkit/addr.h"

/* No text, no next hops, no path: what a number says that has nothing to name. */
#define NK_ROUTE_NONE UINT32_MAX

/* The numbers are rtnetlink's (RTN_*), as `ip -N route` prints them. */
enum nk_route_type {
    NK_ROUTE_UNSPEC = 0,
    NK_ROUTE_UNICAST = 1,
    NK_ROUTE_LOCAL = 2,
    NK_ROUTE_BROADCAST = 3,
    NK_ROUTE_ANYCAST = 4,
    NK_ROUTE_MULTICAST = 5,
    NK_ROUTE_BLACKHOLE = 6,
    NK_ROUTE_UNREACHABLE = 7,
    NK_ROUTE_PROHIBIT = 8,
    NK_ROUTE_THROW = 9,
    NK_ROUTE_NAT = 10,
};

/* The protocol (RTPROT_BOOT) of routes of which nobody said who made them: listings leave it out.
 */
enum { NK_ROUTE_BOOT = 3 };

/* The tables that every Linux machine has (RT_TABLE_*). Routes from listings that know no tables
 * are in main. */
enum nk_table_id {
    NK_TABLE_DEFAULT = 253,
    NK_TABLE_MAIN = 254,
    NK_TABLE_LOCAL = 255,
};

enum nk_hop_flags {
    NK_HOP_ONLINK = 1 << 0,   /* reached directly, whatever the other routes say */
    NK_HOP_DEAD = 1 << 1,     /* the kernel does not use it: its device is down */
    NK_HOP_LINKDOWN = 1 << 2, /* no carrier; used unless the device ignores such routes */
};

/* Where a packet goes next. Groups of them are compared as bytes: zero what is not used. */
struct nk_hop {
    struct nk_addr via; /* NK_FAMILY_NONE: the destination itself is on the link */
    uint32_t dev;       /* text number, NK_ROUTE_NONE: not said */
    uint16_t weight;    /* from 1 */
    uint16_t flags;     /* enum nk_hop_flags */
};

/* What few routes have. Kept once each; compared as bytes: zero what is not used. */
struct nk_route_more {
    struct nk_prefix from;  /* only packets with such a source (IPv6); NK_FAMILY_NONE: all */
    struct nk_addr prefsrc; /* the source that the host itself takes; NK_FAMILY_NONE: not said */
    uint32_t nhid;          /* next-hop object, 0: none */
    uint32_t mtu;           /* 0: not said */
};

enum nk_route_flags {
    NK_ROUTE_HAS_METRIC = 1 << 0,
    NK_ROUTE_HAS_ORIGIN = 1 << 1,
    NK_ROUTE_INACTIVE = 1 << 2,   /* listed, but not used: not the best (FRR, BIRD, Junos), not
                                     installed; look-ups pass it over */
    NK_ROUTE_ORIGIN_SET = 1 << 3, /* the path ends in an AS_SET: there is no one origin */
};

/* One route in 64 bytes. Texts, next hops and the rest are numbers in the table's stores. */
struct nk_route {
    struct nk_u128 bits; /* the prefix's address, host bits kept, right-aligned */
    uint32_t hops;       /* group of next hops */
    uint32_t more;       /* struct nk_route_more */
    uint32_t label;      /* text: what followed a plain prefix */
    uint32_t path;       /* struct nk_path: what only MRT has */
    uint32_t table;      /* enum nk_table_id or any other number */
    uint32_t metric;     /* lower is better among equal prefixes; 0 where not said */
    uint32_t origin;     /* AS number, where NK_ROUTE_HAS_ORIGIN */
    uint32_t line;       /* where it stands in its source, from 1; records of a binary file count
                            as lines; 0: not said */
    uint16_t source;     /* index in the table's sources */
    uint16_t flags;      /* enum nk_route_flags */
    uint8_t family, length;
    uint8_t type;     /* enum nk_route_type */
    uint8_t protocol; /* rtnetlink's RTPROT_*; 0: not said */
    uint8_t tos;
    uint8_t scope;     /* rtnetlink's RT_SCOPE_*; 0: global, or not said */
    uint8_t unused[6]; /* to the end: no octet is left that an assignment need not write */
};

/* A speaker whose table a dump holds (RFC 6396 4.3.1). */
struct nk_peer {
    struct nk_addr addr;
    uint32_t as, bgp_id;
};

/* One path of one peer. */
struct nk_path {
    uint32_t peer;    /* index in the table's peers */
    uint32_t attrs;   /* number in the table's `attrs`: the attributes as they stood in the dump */
    uint32_t path_id; /* RFC 7911, where `has_path_id` */
    uint32_t time;    /* seconds since 1970, UTC */
    uint32_t micro;   /* BGP4MP_ET's microseconds */
    uint32_t originated; /* when the dump's router got it, seconds since 1970; 0: not said */
    uint8_t has_path_id; /* 0 or 1, as all flags here: a file may say anything */
    uint8_t two_octets;  /* AS numbers in AS_PATH and AGGREGATOR have two octets, not four */
};

enum nk_rule_action {
    NK_RULE_TABLE, /* look the table up; go on where it has no answer */
    NK_RULE_GOTO,
    NK_RULE_NOP,
    NK_RULE_BLACKHOLE,
    NK_RULE_UNREACHABLE,
    NK_RULE_PROHIBIT,
};

/* A rule of policy routing, as `ip rule` has it. Zero and NK_FAMILY_NONE select everything. */
struct nk_rule {
    struct nk_prefix from, to;
    uint32_t priority;
    uint32_t table;         /* NK_RULE_TABLE; 0 with l3mdev: that of the device's VRF */
    uint32_t goto_priority; /* NK_RULE_GOTO */
    uint32_t iif, oif;      /* device texts, NK_ROUTE_NONE: any */
    uint32_t mark, mask;    /* a packet matches where its mark & mask == mark; mask 0: any */
    uint32_t uid_first, uid_last;
    int32_t suppress_prefixlength; /* -1: none; a result of at most that length does not count */
    int32_t suppress_ifgroup;      /* -1: none */
    uint16_t sport_first, sport_last, dport_first, dport_last; /* last 0: any */
    uint8_t family; /* NK_FAMILY_NONE: rule of both families (a listing does not tell) */
    uint8_t action; /* enum nk_rule_action */
    uint8_t tos, ipproto, protocol;
    uint8_t invert; /* "not": the whole selector is inverted */
    uint8_t l3mdev;
    uint8_t has_uid;
    uint16_t source;
    uint8_t tos_mask; /* the bits of the octet that are compared with tos; 0: a TOS, as ever */
    uint32_t line;
    uint64_t tun_id; /* 0: any */
};

/* A device that puts its packets into a table of its own (VRF), or is enslaved to such a one. */
struct nk_vrf {
    uint32_t dev;      /* text */
    uint32_t table;    /* the VRF's table */
    uint8_t is_master; /* the VRF device itself */
};

/* A next-hop object as `ip nexthop` lists it, or one member of a group of them. */
struct nk_nexthop {
    uint32_t id;
    uint32_t
        member;    /* the object that this row puts into the group `id`; 0: the row is the object */
    uint32_t hops; /* group of next hops; of a group once it is resolved */
    uint32_t order;  /* as it was added */
    uint16_t weight; /* of a member */
    uint16_t source; /* index in the table's sources */
    uint8_t blackhole;
    uint8_t tried; /* this group was looked for already */
};

/* The number that stands for a table of which only the name is known. */
struct nk_table_alias {
    uint32_t number;
    uint32_t text;
};

/* Who follows a table while it is read. `grown` is called by readers of many routes now and then:
 * those that are there stay as they are. `moving` comes before routes get another place in memory.
 */
struct nk_table_watch {
    void (*grown)(void *closure);
    void (*moving)(void *closure);
    void *closure;
};

/*
 * The stores are arrays that only grow; numbers and indices stay valid, pointers until the next
 * addition. Zero-initialised is empty. `tap`, where set, is given each route instead of keeping it,
 * for listings that stream; false stops the reading. `spill`, where set, becomes the tap
 * once more than `hold` routes are kept: it is then given all of them. So a table of common size is
 * whole before anything of it is printed, and an endless one does not fill the memory.
 */
struct nk_table {
    struct nk_route *routes; /* in the order of their sources */
    size_t count, room;
    struct nk_rule *rules; /* in the order of their sources */
    size_t rule_count, rule_room;
    struct nk_vrf *vrfs;
    size_t vrf_count, vrf_room;
    struct nk_nexthop *nexthops; /* see nexthops.h */
    size_t nexthop_count, nexthop_room, nexthop_sorted;
    struct nk_table_alias *aliases; /* by number */
    size_t alias_count, alias_room;
    struct nk_peer *peers;
    size_t peer_count, peer_room;
    struct nk_path *paths;
    size_t path_count, path_room;
    uint32_t *sources; /* texts: the names of the files */
    size_t source_count, source_room;
    struct nk_labels texts;       /* devices, labels, names of files */
    struct nk_labels hops;        /* groups: arrays of struct nk_hop, as bytes */
    struct nk_labels more;        /* struct nk_route_more, as bytes */
    struct nk_labels attrs;       /* path attributes, as they stood in the dump */
    struct nk_compiled *compiled; /* all of it lies in this file (compiled.h); NULL: in memory */
    bool (*tap)(void *closure, const struct nk_table *t, const struct nk_route *r);
    bool (*spill)(void *closure, const struct nk_table *t, const struct nk_route *r);
    void *tap_closure; /* of both */
    size_t hold;
    const struct nk_table_watch *watch; /* NULL: nobody */
};

void nk_table_release(struct nk_table *t);
/* Takes a table that lies in a file into memory, and leaves out the routes that a damaged one has;
 * any other is as it was. Whatever changes a table calls this first; so do the functions below that
 * add to one. False when out of memory; the table is then as it was. */
bool nk_table_own(struct nk_table *t);

/* A route with nothing said: unicast in main, no next hops. */
struct nk_route nk_route_blank(void);
/* A rule that selects everything and does nothing yet. */
struct nk_rule nk_rule_blank(void);

/* Each puts something into a store and returns its number, NK_ROUTE_NONE when out of memory. */
uint32_t nk_table_text(struct nk_table *t, const char *text, size_t len);
uint32_t nk_table_hop_group(struct nk_table *t, const struct nk_hop *hops, size_t count);
uint32_t nk_table_more(struct nk_table *t, const struct nk_route_more *more);
uint32_t nk_table_path(struct nk_table *t, const struct nk_path *path);
/* The number of a table by its name as a listing has it: a well-known one, or one from 2^31 up that
 * follows from the name, so that routes, rules and other tables that are read mean the same by it.
 * False when out of memory. */
bool nk_table_alias(struct nk_table *t, const char *name, size_t len, uint32_t *number);
/* The index of a new source, 0 to 65535. False with `err`. */
bool nk_table_source(struct nk_table *t, const char *name, uint16_t *index, struct nk_err *err);

/* Each appends a copy. False with NK_ERR_MEMORY (or NK_ERR_INPUT past 2^32 - 2 routes); the table
 * is then as it was. nk_table_add() gives the route to the tap where there is one (and it need not
 * be held); then false without an error is the tap's word that it has enough. */
bool nk_table_add(struct nk_table *t, const struct nk_route *r, struct nk_err *err);
/* The same for some in a row, in order. They may lie in the table's own memory, at
 * `routes[count]` or behind, as far as there is room: then they need not move. */
bool nk_table_add_many(struct nk_table *t, const struct nk_route *r, size_t count,
                       struct nk_err *err);
bool nk_table_add_rule(struct nk_table *t, const struct nk_rule *r, struct nk_err *err);
bool nk_table_add_vrf(struct nk_table *t, const struct nk_vrf *v, struct nk_err *err);
bool nk_table_add_peer(struct nk_table *t, const struct nk_peer *p, struct nk_err *err);

/* Makes room at once for so many routes more, where a reader knows about how many come; nothing is
 * lost where there is no such room. */
void nk_table_expect(struct nk_table *t, size_t routes);

/* Appends what a table has to another one, with its numbers changed to those of the other's stores;
 * damaged routes are left out. False as above. */
bool nk_table_append(struct nk_table *t, const struct nk_table *from, struct nk_err *err);
/* Gives what is kept to `tap`, and takes it off the table; `tap` is the table's from now on. False
 * where it has enough. */
bool nk_table_flush(struct nk_table *t,
                    bool (*tap)(void *closure, const struct nk_table *t, const struct nk_route *r));
/* For readers of endless dumps, after each route: where the tap got it, its path is forgotten, and
 * now and then the attributes too. */
void nk_table_forget_paths(struct nk_table *t);

/* What is behind a number. Any number is allowed, and any bytes in a store: what names nothing
 * gives NULL and 0, so that a table mapped from a file needs no check before. */
const char *nk_table_text_of(const struct nk_table *t, uint32_t number, size_t *len);
const struct nk_hop *nk_table_hops_of(const struct nk_table *t, uint32_t group, size_t *count);
const struct nk_route_more *nk_table_more_of(const struct nk_table *t, uint32_t number);
const struct nk_path *nk_table_path_of(const struct nk_table *t, uint32_t number);
const struct nk_peer *nk_table_peer_of(const struct nk_table *t, uint32_t number);
/* The name of a table number, or its digits in `room` (NK_ROUTE_NAME_MAX bytes). */
const char *nk_table_name_of(const struct nk_table *t, uint32_t number, char *room, size_t *len);
/* The name of a route's or rule's source, NULL for none. */
const char *nk_table_source_of(const struct nk_table *t, uint16_t index, size_t *len);

/* Whether next hops belong to routes of that type: not to those that discard. */
static inline bool nk_route_has_hops(uint8_t type)
{
    return type >= NK_ROUTE_UNICAST && type <= NK_ROUTE_MULTICAST;
}

/* The route's prefix, host bits kept. It is one of its family, whatever a file says. */
static inline struct nk_prefix nk_route_prefix(const struct nk_route *r)
{
    unsigned width = nk_family_width(r->family);
    struct nk_u128 bits = r->family == NK_IPV4 ? nk_u128(0, r->bits.lo & UINT32_MAX) : r->bits;
    return (struct nk_prefix){nk_addr_of(r->family, bits),
                              r->length <= width ? r->length : (uint8_t)width};
}

/* Whether it has a prefix at all: only a damaged file has routes that have none. */
static inline bool nk_route_is_sound(const struct nk_route *r)
{
    bool narrow = r->family == NK_IPV4 && r->bits.hi == 0 && r->bits.lo <= UINT32_MAX;
    return (narrow || r->family == NK_IPV6) && r->length <= nk_family_width(r->family);
}

static inline void nk_route_set_prefix(struct nk_route *r, const struct nk_prefix *p)
{
    r->bits = nk_addr_bits(p->addr);
    r->family = p->addr.family;
    r->length = p->length;
}

#endif
