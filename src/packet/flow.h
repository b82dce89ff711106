/* Flows: what goes between the same two ports, both ways. */
#ifndef NK_PACKET_FLOW_H
#define NK_PACKET_FLOW_H

#include <string.h>

#include "packet/layers.h"

/*
 * The two ends of a flow, the lesser first, so that both directions have the same key. An address
 * is its bits, of IPv4 as of IPv6. Nothing is left over between the members: keys are compared as
 * bytes.
 */
struct nk_flow_key {
    struct {
        uint64_t hi, lo;
    } address[2];
    uint16_t port[2];
    uint8_t protocol; /* IP's number */
    uint8_t family;   /* enum nk_family */
    uint16_t zero;
};

enum {
    NK_FLOW_SECRET = 4,
    NK_FLOW_BLOCK_BITS = 10,
    NK_FLOW_LINE = 8, /* slots of a line of the cache */
};
#define NK_FLOW_NONE UINT32_MAX

/*
 * The flows by key and by index. An entry is the caller's struct, whose first member is the key;
 * it stays where it is until it is dropped, and entries that were never dropped have their indices
 * in the order in which they were added. Found by open addressing: a slot holds 32 bits of the hash
 * above the index + 1, so that the entry itself is looked at only where they are alike. A key's
 * slots begin with a line of the cache, so that nearly all are found in one.
 */
struct nk_flows {
    uint64_t secret[NK_FLOW_SECRET];
    uint64_t *slots; /* 0: free */
    uint32_t mask, used;
    size_t size;      /* bytes of an entry */
    uint8_t **blocks; /* of 1 << NK_FLOW_BLOCK_BITS entries each */
    size_t block_count, block_room;
    uint32_t count; /* indices that were given out */
    uint32_t free;  /* the first of the dropped ones, NK_FLOW_NONE: none */
};

/*
 * The two ends of a key; true where the source is the second one. Number by number, which is
 * quicker than whole addresses: they were written a moment ago, and so. And without a branch, since
 * which way round they are cannot be foreseen.
 */
static inline bool nk_flow_key_put(struct nk_flow_key *key, const struct nk_addr *source,
                                   const struct nk_addr *destination, unsigned port, unsigned other)
{
    uint64_t hi = source->hi, lo = source->lo, other_hi = destination->hi;
    uint64_t other_lo = destination->lo;
    bool greater = (lo > other_lo) | ((lo == other_lo) & (port > other));
    bool turned = (hi > other_hi) | ((hi == other_hi) & greater);
    uint64_t mask = turned ? UINT64_MAX : 0, turn_hi = (hi ^ other_hi) & mask;
    uint64_t turn_lo = (lo ^ other_lo) & mask, turn_port = (port ^ other) & mask;
    key->address[0].hi = hi ^ turn_hi;
    key->address[0].lo = lo ^ turn_lo;
    key->address[1].hi = other_hi ^ turn_hi;
    key->address[1].lo = other_lo ^ turn_lo;
    key->port[0] = (uint16_t)(port ^ turn_port);
    key->port[1] = (uint16_t)(other ^ turn_port);
    key->family = source->family;
    key->zero = 0;
    return turned;
}

/* What the ports are of, and from which end: `back` is true where the packet's source is the
 * second end. False where there are no ports of TCP or UDP. */
bool nk_flow_key_make(struct nk_flow_key *key, const struct nk_layers *l, bool *back);
struct nk_addr nk_flow_key_address(const struct nk_flow_key *key, unsigned end);

/* Whether two keys are alike, as words: most of the time they are. */
static inline bool nk_flow_key_is(const struct nk_flow_key *a, const struct nk_flow_key *b)
{
    uint64_t one, two;
    memcpy(&one, (const char *)a + offsetof(struct nk_flow_key, port), sizeof one);
    memcpy(&two, (const char *)b + offsetof(struct nk_flow_key, port), sizeof two);
    return ((a->address[0].lo ^ b->address[0].lo) | (a->address[0].hi ^ b->address[0].hi) |
            (a->address[1].lo ^ b->address[1].lo) | (a->address[1].hi ^ b->address[1].hi) |
            (one ^ two)) == 0;
}

/* No flows; `size` is that of an entry, and `secret` random, so that nobody can send what all falls
 * into one place. Release in any case. */
bool nk_flows_init(struct nk_flows *f, size_t size, const uint64_t secret[NK_FLOW_SECRET],
                   struct nk_err *err);
void nk_flows_release(struct nk_flows *f);

uint32_t nk_flows_hash(const struct nk_flows *f, const struct nk_flow_key *key);
/* The index; NK_FLOW_NONE: no such flow. */
uint32_t nk_flows_find(const struct nk_flows *f, const struct nk_flow_key *key, uint32_t hash);
/* A new entry, zero behind its key. One of the same key is no longer found, and keeps its index.
 * False where memory is out, or where there are 2^32 - 2 of them. */
bool nk_flows_add(struct nk_flows *f, const struct nk_flow_key *key, uint32_t hash, uint32_t *index,
                  struct nk_err *err);
/* Forgets an entry; its index is given to another flow later. */
void nk_flows_drop(struct nk_flows *f, uint32_t index);

static inline void *nk_flows_at(const struct nk_flows *f, uint32_t index)
{
    uint32_t within = index & ((1U << NK_FLOW_BLOCK_BITS) - 1);
    return f->blocks[index >> NK_FLOW_BLOCK_BITS] + within * f->size;
}

/* The first slot of those where a key may be. */
static inline uint32_t nk_flows_home(const struct nk_flows *f, uint32_t hash)
{
    return hash & f->mask & ~(uint32_t)(NK_FLOW_LINE - 1);
}

/*
 * Two steps for a batch of packets: for each of them the place in the table is asked for, then for
 * each of them the entry, and then the look-ups find both in the cache. Inlined by force: gcc takes
 * a function that does nothing but this for one that does nothing, and drops the calls.
 */
static inline __attribute__((always_inline)) void nk_flows_prefetch(const struct nk_flows *f,
                                                                    uint32_t hash)
{
    __builtin_prefetch(&f->slots[nk_flows_home(f, hash)]);
}

/* The second step, which returns the index that it is likely to be, NK_FLOW_NONE for no idea. */
static inline __attribute__((always_inline)) uint32_t nk_flows_guess(const struct nk_flows *f,
                                                                     uint32_t hash)
{
    enum { LINE = 64 };
    const uint64_t *line = &f->slots[nk_flows_home(f, hash)];
    uint64_t slot = 0;
    for (unsigned i = 0; i < NK_FLOW_LINE;
         i++) /* all of them: which one it is cannot be foreseen */
        slot = line[i] >> 32 == hash ? line[i] : slot;
    if (slot == 0)
        return NK_FLOW_NONE;
    const char *entry = nk_flows_at(f, (uint32_t)slot - 1);
    for (size_t at = 0; at < f->size; at += LINE)
        __builtin_prefetch(entry + at, 1);
    __builtin_prefetch(entry + f->size - 1, 1); /* entries do not begin with a line */
    return (uint32_t)slot - 1;
}

/* As nk_flows_find(), with what nk_flows_guess() said since the last flow was added or dropped. */
static inline uint32_t nk_flows_find_guessed(const struct nk_flows *f,
                                             const struct nk_flow_key *key, uint32_t hash,
                                             uint32_t guess)
{
    return guess != NK_FLOW_NONE &&
                   nk_flow_key_is((const struct nk_flow_key *)nk_flows_at(f, guess), key)
               ? guess
               : nk_flows_find(f, key, hash);
}

#endif
