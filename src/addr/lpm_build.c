/*
 * From spans to the image. A level of the structure sees an address as one key of a few bits after
 * those that were decided: cells of that width, which a span may fill, or which spans divide. Those
 * that are divided get the escape and wait in a queue for a tree of their own; the queue's order is
 * that of their places, so that a bitmap over the places finds the trees again.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "addr/lpm_part.h"
#include "base/buf.h"

enum {
    DIRECT_FROM = 1 << 15, /* spans: fewer are quicker found in a tree than 4 MiB are filled */
    ROOTS_FROM = 1 << 12,
    HUGE_PAGE = 1 << 21,
};

/* Spans that divide a cell, and the cell's first address. */
struct divided {
    const struct nk_lpm_span *from, *to;
    struct nk_u128 base;
};

struct build {
    struct nk_lpm_header head;
    struct nk_lpm_record *records;
    uint32_t *roots;
    struct nk_buf nodes, ids; /* arrays of struct nk_lpm_node and of uint32_t */
    struct nk_buf keys;       /* of the tree in hand */
    struct nk_buf queue;      /* of struct divided */
    struct nk_buf places;     /* of uint32_t: where the members of the queue stand */
    struct nk_buf splits;
    bool failed;
};

static uint32_t count_of(const struct nk_buf *b, size_t size)
{
    return (uint32_t)(b->len / size);
}

static uint32_t put_id(struct build *b, uint32_t id)
{
    uint32_t place = count_of(&b->ids, sizeof id);
    nk_buf_add(&b->ids, (const char *)&id, sizeof id);
    return place;
}

/* The escape at the next place, and the cell into the queue. */
static uint32_t put_divided(struct build *b, const struct divided *d)
{
    uint32_t place = put_id(b, b->head.escape);
    nk_buf_add(&b->queue, (const char *)d, sizeof *d);
    nk_buf_add(&b->places, (const char *)&place, sizeof place);
    return place;
}

/* ---- cells --------------------------------------------------------------- */

/* Goes over the cells of a range of spans, which starts at a cell's first address: the key has
 * `bits` bits (at most 32) after the first `start` ones. */
struct cells {
    const struct nk_lpm_span *at, *end;
    struct nk_u128 base;
    unsigned start, bits;
    bool rest; /* behind a divided cell its last span goes on */
    uint32_t rest_key;
};

struct cell {
    uint32_t key, id;
    bool split;
    struct divided divided;
};

static uint32_t key_of(const struct cells *c, struct nk_u128 a)
{
    return nk_lpm_digit(a, c->start) >> (32 - c->bits);
}

/* The bits of an address below its cell. */
static struct nk_u128 below(const struct cells *c, struct nk_u128 a)
{
    unsigned decided = c->start + c->bits;
    return decided >= 128 ? nk_u128(0, 0) : nk_u128_and(a, nk_u128_low_ones(128 - decided));
}

static bool next_cell(struct cells *c, struct cell *out)
{
    if (c->rest) {
        *out = (struct cell){.key = c->rest_key, .id = c->at[-1].id};
        c->rest = false;
        return true;
    }
    if (c->at == c->end)
        return false;
    struct nk_u128 first = nk_u128_less(c->at->first, c->base) ? c->base : c->at->first;
    struct nk_u128 inside = below(c, first);
    bool whole = inside.hi == 0 && inside.lo == 0;
    const struct nk_lpm_span *next = c->at + 1;
    out->key = key_of(c, first);
    out->id = c->at->id;
    while (next < c->end && key_of(c, next->first) == out->key)
        next++;
    out->split = !whole || next != c->at + 1;
    if (out->split) {
        out->divided =
            (struct divided){whole ? c->at : c->at - 1, next, nk_u128_sub(first, inside)};
        c->rest_key = out->key + 1;
        c->rest = out->key != UINT32_MAX >> (32 - c->bits) &&
                  (next == c->end || key_of(c, next->first) != c->rest_key);
    }
    c->at = next;
    return true;
}

/* ---- trees --------------------------------------------------------------- */

static uint32_t depth_for(size_t count)
{
    uint32_t depth = 1;
    for (size_t most = NK_LPM_FANOUT; most < count; most *= NK_LPM_FANOUT)
        depth++;
    return depth;
}

/* A node whose children hold `width` keys each, from `at` on. */
static void put_node(struct build *b, const uint32_t *keys, size_t count, size_t at, size_t width,
                     uint32_t child)
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
static uint32_t put_nodes(struct build *b, uint32_t depth, uint32_t place)
{
    const uint32_t *keys = (const uint32_t *)(const void *)b->keys.data;
    size_t count = b->keys.len / sizeof *keys, width = 1;
    uint32_t top = count_of(&b->nodes, sizeof(struct nk_lpm_node)), below_it = top;
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

/* A tree over some spans by the 32 bits from `start` on, as deep as it must be but at least
 * `depth`. */
static struct nk_lpm_split put_tree(struct build *b, const struct divided *d, unsigned start,
                                    uint32_t depth)
{
    struct cells cells = {.at = d->from, .end = d->to, .base = d->base, .start = start, .bits = 32};
    struct cell cell;
    uint32_t place = count_of(&b->ids, sizeof(uint32_t));
    nk_buf_clear(&b->keys);
    while (next_cell(&cells, &cell)) {
        nk_buf_add(&b->keys, (const char *)&cell.key, sizeof cell.key);
        if (cell.split)
            put_divided(b, &cell.divided);
        else
            put_id(b, cell.id);
    }
    b->failed = b->failed || b->keys.failed || b->ids.failed || b->queue.failed ||
                b->places.failed || b->ids.len / 4 > NK_LPM_IDS_MAX;
    if (b->failed)
        return (struct nk_lpm_split){0, 1};
    uint32_t need = depth_for(b->keys.len / sizeof(uint32_t));
    depth = need > depth ? need : depth;
    uint32_t top = put_nodes(b, depth, place);
    b->failed = b->nodes.failed || b->nodes.len / sizeof(struct nk_lpm_node) > NK_LPM_NODES_MAX;
    return (struct nk_lpm_split){top, depth};
}

/* Trees for the members of the queue from `at` on, which may join more to it; the first of them
 * starts at bit `start`, those that join below it 32 bits later. */
static void put_splits(struct build *b, size_t at, unsigned start)
{
    while (!b->failed && at * sizeof(struct divided) < b->queue.len) {
        size_t end = b->queue.len / sizeof(struct divided);
        for (; !b->failed && at < end; at++) {
            struct divided d; /* a copy: the queue may move */
            memcpy(&d, b->queue.data + at * sizeof d, sizeof d);
            struct nk_lpm_split split = put_tree(b, &d, start, 1);
            nk_buf_add(&b->splits, (const char *)&split, sizeof split);
            b->failed = b->failed || b->splits.failed;
        }
        start += 32;
    }
}

/* ---- IPv4 ---------------------------------------------------------------- */

static void put_direct(struct build *b, const struct divided *all)
{
    struct cells cells = {.at = all->from, .end = all->to, .bits = NK_LPM_DIRECT_BITS};
    struct cell cell;
    uint32_t next = 0, place = put_id(b, all->from->id); /* the next record; the answer before it */
    uint32_t known = all->from->id;
    b->head.records = NK_LPM_RECORDS;
    b->records = calloc(NK_LPM_RECORDS, sizeof *b->records);
    b->failed = b->records == NULL;
    while (!b->failed && next_cell(&cells, &cell)) {
        for (; next <= cell.key / NK_LPM_CELLS; next++)
            b->records[next].base = place;
        if (!cell.split && cell.id == known)
            continue;
        place = cell.split ? put_divided(b, &cell.divided) : put_id(b, cell.id);
        known = cell.split ? b->head.escape : cell.id;
        b->records[cell.key / NK_LPM_CELLS].bits |= 1u << cell.key % NK_LPM_CELLS;
        b->failed = b->ids.failed || b->queue.failed || b->places.failed;
    }
    for (; !b->failed && next < NK_LPM_RECORDS; next++)
        b->records[next].base = place;
}

static void build_ipv4(struct build *b, const struct divided *all)
{
    struct nk_lpm_split top = {0, 1};
    if (all->to - all->from >= DIRECT_FROM) {
        put_direct(b, all);
        put_splits(b, 0, 0);
    } else {
        top = put_tree(b, all, 0, 1);
    }
    b->head.start4 = top.node;
    b->head.depth4 = top.depth;
}

/* ---- IPv6 ---------------------------------------------------------------- */

/* The spans that have to do with the addresses of one root, searched from `from` on. */
static struct divided root_spans(const struct nk_lpm_span *from, const struct nk_lpm_span *end,
                                 uint64_t root)
{
    const struct nk_lpm_span *to = from + 1;
    while (to < end && to->first.hi >> 48 <= root)
        to++;
    while (from + 1 < to && from[1].first.hi <= root << 48 &&
           (from[1].first.hi < root << 48 || from[1].first.lo == 0))
        from++;
    return (struct divided){from, to, nk_u128(root << 48, 0)};
}

/* How deep the deepest tree is. */
static uint32_t roots_depth(const struct divided *all)
{
    const struct nk_lpm_span *from = all->from;
    size_t most = 1;
    for (uint64_t root = 0; root < NK_LPM_ROOTS; root++) {
        struct divided d = root_spans(from, all->to, root);
        struct cells cells = {.at = d.from, .end = d.to, .base = d.base, .start = 16, .bits = 32};
        struct cell cell;
        size_t count = 0;
        while (next_cell(&cells, &cell))
            count++;
        most = count > most ? count : most;
        from = d.to - 1;
    }
    return depth_for(most);
}

/* A tree for each root; those with one answer share one where it is that of the root before, or
 * none. */
static void put_roots(struct build *b, const struct divided *all)
{
    const struct nk_lpm_span *from = all->from;
    uint32_t depth = roots_depth(all);
    struct {
        uint32_t id, node;
        bool known;
    } same[2] = {{0}};
    for (uint64_t root = 0; !b->failed && root < NK_LPM_ROOTS; root++) {
        struct divided d = root_spans(from, all->to, root);
        bool one = d.to == d.from + 1, none = d.from->id == NK_LPM_NONE;
        if (one && same[none].known && same[none].id == d.from->id) {
            b->roots[root] = same[none].node;
        } else {
            b->roots[root] = put_tree(b, &d, 16, depth).node;
            if (one) {
                same[none].id = d.from->id;
                same[none].node = b->roots[root];
                same[none].known = true;
            }
        }
        from = d.to - 1;
    }
    b->head.depth6 = depth;
}

static void build_ipv6(struct build *b, const struct divided *all)
{
    bool roots = all->to - all->from >= ROOTS_FROM;
    size_t waiting = b->queue.len / sizeof(struct divided);
    b->head.roots = roots ? NK_LPM_ROOTS : 1;
    b->roots = calloc(b->head.roots, sizeof *b->roots);
    b->failed = b->failed || b->roots == NULL;
    if (b->failed)
        return;
    if (roots) {
        put_roots(b, all);
    } else {
        struct nk_lpm_split top = put_tree(b, all, 0, 1);
        b->roots[0] = top.node;
        b->head.depth6 = top.depth;
    }
    put_splits(b, waiting, roots ? 48 : 32);
}

/* ---- the image ----------------------------------------------------------- */

static void fill_marks(const struct build *b, struct nk_lpm_record *marks)
{
    const uint32_t *places = (const uint32_t *)(const void *)b->places.data;
    uint32_t next = 0;
    for (uint32_t i = 0; i < b->head.marks; i++) {
        marks[i].base = next;
        for (; next < b->head.splits && places[next] / NK_LPM_CELLS == i; next++)
            marks[i].bits |= 1u << places[next] % NK_LPM_CELLS;
    }
}

/* Zeroed; in large pages, where the system has some, since every look-up would miss the TLB. */
static void *image_memory(size_t size)
{
    size_t line = size >= 2 * HUGE_PAGE ? HUGE_PAGE : sizeof(struct nk_lpm_node);
    size_t all = (size + line - 1) / line * line;
    void *memory = aligned_alloc(line, all);
    if (memory == NULL)
        return NULL;
    if (line == HUGE_PAGE)
        (void)madvise(memory, all, MADV_HUGEPAGE);
    memset(memory, 0, size);
    return memory;
}

static void copy(const void *to, const void *from, size_t size)
{
    if (size > 0)
        memcpy((void *)(uintptr_t)to, from, size);
}

static bool assemble(struct build *b, struct nk_lpm *t, struct nk_err *err)
{
    struct nk_lpm_header *h = &b->head;
    h->nodes = count_of(&b->nodes, sizeof(struct nk_lpm_node));
    h->ids = count_of(&b->ids, sizeof(uint32_t));
    h->splits = count_of(&b->splits, sizeof(struct nk_lpm_split));
    h->marks = h->splits == 0 ? 0 : (h->ids - 1) / NK_LPM_CELLS + 1;
    if (!nk_lpm_header_fill(h))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "too many prefixes for one table");
    t->owned = image_memory((size_t)h->size);
    t->head = *h;
    if (t->owned == NULL || !nk_lpm_lay_out(t, t->owned, h->size))
        return nk_err_memory(err);
    copy(t->owned, h, sizeof *h);
    copy(t->records, b->records, h->records * sizeof *t->records);
    copy(t->roots, b->roots, h->roots * sizeof *t->roots);
    copy(t->nodes, b->nodes.data, b->nodes.len);
    copy(t->ids, b->ids.data, b->ids.len);
    copy(t->splits, b->splits.data, b->splits.len);
    fill_marks(b, (struct nk_lpm_record *)(uintptr_t)t->marks);
    return true;
}

static void release(struct build *b)
{
    free(b->records);
    free(b->roots);
    nk_buf_release(&b->nodes);
    nk_buf_release(&b->ids);
    nk_buf_release(&b->keys);
    nk_buf_release(&b->queue);
    nk_buf_release(&b->places);
    nk_buf_release(&b->splits);
}

/* The least id that no row has: of count + 1 numbers one is free. */
static bool find_escape(const struct nk_lpm_row *rows, size_t count, uint32_t *escape)
{
    uint8_t *used = calloc(count / 8 + 1, 1);
    if (used == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (rows[i].id <= count)
            used[rows[i].id / 8] |= (uint8_t)(1u << rows[i].id % 8);
    *escape = 0;
    while ((used[*escape / 8] >> *escape % 8 & 1) != 0)
        ++*escape;
    free(used);
    return true;
}

struct nk_lpm *nk_lpm_build_sorted(const struct nk_lpm_row *rows, size_t count, struct nk_err *err)
{
    struct build b = {0};
    size_t ipv4;
    if (!nk_lpm_check_rows(rows, count, &ipv4, err))
        return NULL;
    if (count > NK_LPM_IDS_MAX / 4) {
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "too many prefixes for one table");
        return NULL;
    }
    size_t most = ipv4 > count - ipv4 ? ipv4 : count - ipv4;
    struct nk_lpm *t = calloc(1, sizeof *t);
    struct nk_lpm_span *spans = malloc((2 * most + 1) * sizeof *spans);
    bool done = t != NULL && spans != NULL && find_escape(rows, count, &b.head.escape);
    if (done) {
        struct divided all = {spans, spans + nk_lpm_sweep(rows, ipv4, spans), {0, 0}};
        build_ipv4(&b, &all);
        /* the spans of IPv4 are no more needed */
        all.to = spans + nk_lpm_sweep(rows + ipv4, count - ipv4, spans);
        build_ipv6(&b, &all);
        done = !b.failed;
    }
    if (!done)
        nk_err_memory(err);
    done = done && assemble(&b, t, err);
    release(&b);
    free(spans);
    if (done)
        return t;
    nk_lpm_release(t);
    return NULL;
}

struct nk_lpm *nk_lpm_build(const struct nk_lpm_entry *entries, size_t count, struct nk_err *err)
{
    struct nk_lpm_row *rows = malloc((count + 1) * sizeof *rows);
    if (rows == NULL || count > NK_LPM_IDS_MAX) {
        free(rows);
        nk_err_memory(err);
        return NULL;
    }
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const struct nk_prefix *p = &entries[i].prefix;
        if (p->addr.family != NK_FAMILY_NONE)
            rows[n++] = (struct nk_lpm_row){nk_addr_bits(nk_prefix_first(p)), entries[i].id,
                                            p->length, p->addr.family};
    }
    struct nk_lpm *t = NULL;
    if (nk_lpm_sort(rows, n, err))
        t = nk_lpm_build_sorted(rows, n, err);
    free(rows);
    return t;
}
