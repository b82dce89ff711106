/* MRT dumps (RFC 6396, 8050): what the parts of the reader share. Private to the reader. */
#ifndef NK_ROUTE_MRT_H
#define NK_ROUTE_MRT_H

#include "base/cursor.h"
#include "route/bgp_attrs.h"
#include "route/peer.h"
#include "route/read.h"

enum nk_mrt_type {
    NK_MRT_TABLE_DUMP = 12,
    NK_MRT_TABLE_DUMP_V2 = 13,
    NK_MRT_BGP4MP = 16,
    NK_MRT_BGP4MP_ET = 17, /* with microseconds */
};

enum { NK_MRT_HEAD = 12 }; /* octets before a record's body */

/* Next hops that were seen lately, with their groups in the table. */
enum { NK_MRT_HOPS = 256 };

struct nk_mrt_hop {
    struct nk_addr via;
    uint32_t group;
};

/* The attributes of a peer's path before, and what was made of them: the prefixes of one origin
 * come one after the other, and mostly the same way. */
enum { NK_MRT_LAST = 64, NK_MRT_LAST_MAX = 512 };

struct nk_mrt_last {
    uint8_t bytes[NK_MRT_LAST_MAX];
    size_t len; /* 0: nothing yet */
    uint32_t peer, attrs, cleared, origin, hops;
    uint16_t flags;
    uint8_t family;
    bool two_octets;
};

/* One record on its way. `start` is its first byte, so that places in it can be told. */
struct nk_mrt_record {
    uint64_t number; /* from 1 */
    uint64_t offset; /* of `start` in the stream */
    const uint8_t *start;
    uint32_t time, micro;
    uint16_t type, subtype;
};

/* The routes of the table by peer, prefix and path identifier, so that updates find them. */
struct nk_mrt_index {
    bool active;
    uint32_t *slots; /* open addressing; index of a route + 1, 0 is free */
    size_t slot_count, used;
    uint64_t *stamps; /* per route: the clock when it was last announced, 0: withdrawn */
    size_t stamp_count, stamp_room;
    uint64_t *downs; /* per peer: the clock when its session went down last */
    size_t down_count, down_room;
    uint64_t clock;
    size_t attrs_limit; /* when the store of attributes passes it, those that no route has go */
};

struct nk_mrt {
    struct nk_route_reader *reader;
    struct nk_mrt_record record;
    uint32_t *peers; /* PEER_INDEX_TABLE: indices in the table's peers */
    size_t peer_count, peer_room;
    struct nk_peer_index known; /* of the table, from earlier sources too */
    struct nk_mrt_hop hops[NK_MRT_HOPS];
    struct nk_mrt_last last[NK_MRT_LAST]; /* by the low bits of the peer's index */
    struct nk_buf blob;                   /* attributes less those that are not kept */
    struct nk_mrt_index index;
};

/* One path as the dump has it, before it becomes a route. */
struct nk_mrt_path {
    struct nk_prefix prefix;
    struct nk_path path; /* `attrs` is still to be set */
    bool multicast;
};

/* Complains of the record at hand: the place is `at` bytes into it. Returns true: the reader goes
 * on with the next record unless reader->stopped. */
bool nk_mrt_refuse(struct nk_mrt *m, const uint8_t *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for the error of a parser of the bytes from `at` on. */
bool nk_mrt_refuse_err(struct nk_mrt *m, const uint8_t *at, const struct nk_err *err);

/* An address of a family, zeros (and the cursor fails) where the bytes end before. */
struct nk_addr nk_mrt_addr(struct nk_cursor *c, uint8_t family);
/* An NLRI: length, then as many octets as it needs. False where they are not there, or the length
 * is more than the family has. */
bool nk_mrt_prefix(struct nk_cursor *c, uint8_t family, struct nk_prefix *out);
/* The family of an AFI number (RFC 4760), NK_FAMILY_NONE for others. */
uint8_t nk_mrt_family(uint16_t afi);

/* What the attributes say of the route itself: its origin, and the group of its next hop. False
 * when out of memory. */
bool nk_mrt_describe(struct nk_mrt *m, const struct nk_bgp_attrs *a, const struct nk_addr *via,
                     struct nk_route *r);
/* Puts a path into the table: past the others, or through the index where updates were read. `r`
 * is what nk_mrt_describe() made of its attributes, else blank. False with `err`, or after a tap
 * that has enough. */
bool nk_mrt_put(struct nk_mrt *m, const struct nk_mrt_path *p, struct nk_route r,
                struct nk_err *err);
/* The attributes' number in the table's store, without MP_REACH_NLRI and MP_UNREACH_NLRI (their
 * next hop and prefixes are routes'). It lasts until the next call. NK_ROUTE_NONE: memory. */
uint32_t nk_mrt_keep_attrs(struct nk_mrt *m, const struct nk_bgp_attrs *a, const uint8_t *bytes,
                           size_t len);

/* One record each; `c` is its body. False with `err` where reading has to end: memory, or a tap
 * that has enough. What is malformed is complained of. */
bool nk_mrt_table_dump(struct nk_mrt *m, struct nk_cursor *c, struct nk_err *err);
bool nk_mrt_table_dump_v2(struct nk_mrt *m, struct nk_cursor *c, struct nk_err *err);
bool nk_mrt_bgp4mp(struct nk_mrt *m, struct nk_cursor *c, struct nk_err *err);

/* ---- updates of what is in the table (mrt_index.c) ----------------------- */

/* Before the first update: makes the index of all paths in the table. False with `err`: memory, or
 * where routes have already been given out that an update would change. */
bool nk_mrt_index_open(struct nk_mrt *m, struct nk_err *err);
/* Takes out of the table what was withdrawn. For the end of a source, in any case. */
void nk_mrt_index_close(struct nk_mrt *m);
/* Puts the route in the place of the same peer's, prefix's and path identifier's, or adds it. */
bool nk_mrt_announce(struct nk_mrt *m, struct nk_route *r, const struct nk_path *path,
                     struct nk_err *err);
/* Old attributes of paths that change all the time would fill the memory: whenever the store has
 * doubled those that no route has are swept out, which gives the others new numbers. False when out
 * of memory. */
bool nk_mrt_limit_attrs(struct nk_mrt *m);
/* Takes it away, where it is there. */
void nk_mrt_withdraw(struct nk_mrt *m, const struct nk_mrt_path *p);
/* Takes all of the peer's routes away. False with `err`: memory. */
bool nk_mrt_peer_down(struct nk_mrt *m, uint32_t peer, struct nk_err *err);

#endif
