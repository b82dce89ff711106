/*
 * Cells and trees. A level of the structure sees an address as one key of a few bits after those
 * that were decided: cells of that width, which a span may fill, or which spans divide. Those that
 * are divided get the escape and wait in a queue for a tree of their own; the queue's order is that
 * of their places, so that a bitmap over the places finds the trees again.
 */
#include <string.h>

#include "addr/lpm_build.h"

bool nk_lpm_failed(struct nk_lpm_building *b)
{
    b->failed = b->failed || b->keys.failed || b->ids.failed || b->queue.failed ||
                b->places.failed || b->nodes.failed || b->splits.failed ||
                b->ids.len / sizeof(uint32_t) > NK_LPM_IDS_MAX ||
                b->nodes.len / sizeof(struct nk_lpm_node) > NK_LPM_NODES_MAX;
    return b->failed;
}

uint32_t nk_lpm_put_id(struct nk_lpm_building *b, uint32_t id)
{
    uint32_t place = nk_lpm_count_of(&b->ids, sizeof id);
    nk_buf_add(&b->ids, (const char *)&id, sizeof id);
    return place;
}

uint32_t nk_lpm_put_divided(struct nk_lpm_building *b, const struct nk_lpm_divided *d)
{
    uint32_t place = nk_lpm_put_id(b, b->head.escape);
    nk_buf_add(&b->queue, (const char *)d, sizeof *d);
    nk_buf_add(&b->places, (const char *)&place, sizeof place);
    return place;
}

/* ---- cells --------------------------------------------------------------- */

struct nk_lpm_cells nk_lpm_cells_of(const struct nk_lpm_divided *range, unsigned start,
                                    unsigned bits)
{
    unsigned decided = start + bits;
    return (struct nk_lpm_cells){.at = range->from,
                                 .end = range->to,
                                 .base = range->base,
                                 .below = nk_u128_low_ones(decided < 128 ? 128 - decided : 0),
                                 .start = start,
                                 .bits = bits};
}

static inline uint32_t key_of(const struct nk_lpm_cells *c, struct nk_u128 a)
{
    return nk_lpm_digit(a, c->start) >> (32 - c->bits);
}

bool nk_lpm_next_cell(struct nk_lpm_cells *c, struct nk_lpm_cell *out)
{
    if (c->rest) {
        *out = (struct nk_lpm_cell){.key = c->rest_key, .id = c->at[-1].id};
        c->rest = false;
        return true;
    }
    if (c->at == c->end)
        return false;
    struct nk_u128 first = nk_u128_less(c->at->first, c->base) ? c->base : c->at->first;
    struct nk_u128 inside = nk_u128_and(first, c->below);
    bool whole = inside.hi == 0 && inside.lo == 0;
    const struct nk_lpm_span *next = c->at + 1;
    out->key = key_of(c, first);
    out->id = c->at->id;
    while (next < c->end && key_of(c, next->first) == out->key)
        next++;
    out->split = !whole || next != c->at + 1;
    if (out->split) {
        out->divided =
            (struct nk_lpm_divided){whole ? c->at : c->at - 1, next, nk_u128_sub(first, inside)};
        c->rest_key = out->key + 1;
        c->rest = out->key != UINT32_MAX >> (32 - c->bits) &&
                  (next == c->end || key_of(c, next->first) != c->rest_key);
    }
    c->at = next;
    return true;
}

/* ---- trees --------------------------------------------------------------- */

uint32_t nk_lpm_depth_for(size_t count)
{
    uint32_t depth = 1;
    for (size_t most = NK_LPM_FANOUT; most < count; most *= NK_LPM_FANOUT)
        depth++;
    return depth;
}

/* A node whose children hold `width` keys each, from `at` on. */
static void put_node(struct nk_lpm_building *b, const uint32_t *keys, size_t count, size_t at,
                     size_t width, uint32_t child)
{
    struct nk_lpm_node node = {.child = child};
    for (size_t i = 1; i < NK_LPM_FANOUT; i++) {
        size_t first = at + i * width;
        node.keys[i - 1] = first < count ? keys[first] - 1 : UINT32_MAX;
    }
    nk_buf_add(&b->nodes, (const char *)&node, sizeof node);
}

/* The nodes over the keys in hand, level by level from the top: each node is full but the last ones
 * of a level. `place` is that of the first key's answer. */
static uint32_t put_nodes(struct nk_lpm_building *b, uint32_t depth, uint32_t place)
{
    const uint32_t *keys = (const uint32_t *)(const void *)b->keys.data;
    size_t count = b->keys.len / sizeof *keys, width = 1;
    uint32_t top = nk_lpm_count_of(&b->nodes, sizeof(struct nk_lpm_node)), below_it = top;
    for (uint32_t i = 1; i < depth; i++)
        width *= NK_LPM_FANOUT;
    for (uint32_t level = depth; level > 0; level--, width /= NK_LPM_FANOUT) {
        size_t each = width * NK_LPM_FANOUT;
        below_it += (uint32_t)((count - 1) / each + 1);
        uint32_t child = level == 1 ? place : below_it;
        for (size_t at = 0; at < count; at += each, child += NK_LPM_FANOUT)
            put_node(b, keys, count, at, width, child);
    }
    return top;
}

struct nk_lpm_split nk_lpm_put_tree(struct nk_lpm_building *b, const struct nk_lpm_divided *d,
                                    unsigned start, uint32_t depth)
{
    struct nk_lpm_cells cells = nk_lpm_cells_of(d, start, 32);
    struct nk_lpm_cell cell;
    uint32_t place = nk_lpm_count_of(&b->ids, sizeof(uint32_t));
    nk_buf_clear(&b->keys);
    while (nk_lpm_next_cell(&cells, &cell)) {
        nk_buf_add(&b->keys, (const char *)&cell.key, sizeof cell.key);
        if (cell.split)
            nk_lpm_put_divided(b, &cell.divided);
        else
            nk_lpm_put_id(b, cell.id);
    }
    if (nk_lpm_failed(b))
        return (struct nk_lpm_split){0, 1};
    uint32_t need = nk_lpm_depth_for(b->keys.len / sizeof(uint32_t));
    depth = need > depth ? need : depth;
    return (struct nk_lpm_split){put_nodes(b, depth, place), depth};
}

void nk_lpm_put_splits(struct nk_lpm_building *b, size_t at, unsigned start)
{
    while (!nk_lpm_failed(b) && at * sizeof(struct nk_lpm_divided) < b->queue.len) {
        size_t end = b->queue.len / sizeof(struct nk_lpm_divided);
        for (; !nk_lpm_failed(b) && at < end; at++) {
            struct nk_lpm_divided d; /* a copy: the queue may move */
            memcpy(&d, b->queue.data + at * sizeof d, sizeof d);
            struct nk_lpm_split split = nk_lpm_put_tree(b, &d, start, 1);
            nk_buf_add(&b->splits, (const char *)&split, sizeof split);
        }
        start += 32;
    }
}
