/* What the files that build a table share: cells, and what becomes of them. */
#ifndef NK_ADDR_LPM_BUILD_H
#define NK_ADDR_LPM_BUILD_H

#include "addr/lpm_part.h"
#include "base/buf.h"

/* Spans that divide a cell, and the cell's first address. */
struct nk_lpm_divided {
    const struct nk_lpm_span *from, *to;
    struct nk_u128 base;
};

struct nk_lpm_building {
    struct nk_lpm_header head;
    struct nk_lpm_record *records;
    uint32_t *roots;
    struct nk_buf nodes, ids; /* arrays of struct nk_lpm_node and of uint32_t */
    struct nk_buf keys;       /* of the tree in hand */
    struct nk_buf queue;      /* of struct nk_lpm_divided */
    struct nk_buf places;     /* of uint32_t: where the members of the queue stand */
    struct nk_buf splits;
    bool failed;
};

/* Goes over the cells of a range of spans, which starts at a cell's first address: the key has
 * `bits` bits (at most 32) after the first `start` ones. */
struct nk_lpm_cells {
    const struct nk_lpm_span *at, *end;
    struct nk_u128 base, below; /* below: the bits of an address in its cell */
    unsigned start, bits;
    bool rest; /* behind a divided cell its last span goes on */
    uint32_t rest_key;
};

struct nk_lpm_cell {
    uint32_t key, id;
    bool split;
    struct nk_lpm_divided divided;
};

struct nk_lpm_cells nk_lpm_cells_of(const struct nk_lpm_divided *range, unsigned start,
                                    unsigned bits);
bool nk_lpm_next_cell(struct nk_lpm_cells *c, struct nk_lpm_cell *out);

static inline uint32_t nk_lpm_count_of(const struct nk_buf *b, size_t size)
{
    return (uint32_t)(b->len / size);
}

/* No memory, or too much for indices of 32 bits: what was made since is of no use. */
bool nk_lpm_failed(struct nk_lpm_building *b);

/* An id at the next place; an escape there, and the cell into the queue. The place is returned. */
uint32_t nk_lpm_put_id(struct nk_lpm_building *b, uint32_t id);
uint32_t nk_lpm_put_divided(struct nk_lpm_building *b, const struct nk_lpm_divided *d);

/* The table of the spans of both families; `escape` is an id that none of them has. NULL with
 * `err`. */
struct nk_lpm *nk_lpm_build_spans(const struct nk_lpm_divided *ipv4,
                                  const struct nk_lpm_divided *ipv6, uint32_t escape,
                                  struct nk_err *err);

/* How deep a tree of so many keys is. */
uint32_t nk_lpm_depth_for(size_t count);
/* A tree over some spans by the 32 bits from `start` on, as deep as it must be but at least
 * `depth`. */
struct nk_lpm_split nk_lpm_put_tree(struct nk_lpm_building *b, const struct nk_lpm_divided *d,
                                    unsigned start, uint32_t depth);
/* Trees for the members of the queue from `at` on, which may join more to it; the first of them
 * starts at bit `start`, those that join below it 32 bits later. */
void nk_lpm_put_splits(struct nk_lpm_building *b, size_t at, unsigned start);

#endif
