/*
 * From spans to the image: the index and the trees of each family, all of it into one piece of
 * memory.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "addr/lpm_build.h"

enum {
    DIRECT_FROM = 1 << 15, /* spans: fewer are quicker found in a tree than 4 MiB are filled */
    ROOTS_FROM = 1 << 12,
    HUGE_PAGE = 1 << 21,
};

/* ---- IPv4 ---------------------------------------------------------------- */

static void put_direct(struct nk_lpm_building *b, const struct nk_lpm_divided *all)
{
    struct nk_lpm_cells cells = nk_lpm_cells_of(all, 0, NK_LPM_DIRECT_BITS);
    struct nk_lpm_cell cell;
    uint32_t next = 0,
             place = nk_lpm_put_id(b, all->from->id); /* the next record; the answer before it */
    uint32_t known = all->from->id;
    b->head.records = NK_LPM_RECORDS;
    b->records = nk_alloc_array(NK_LPM_RECORDS, sizeof *b->records);
    b->failed = b->records == NULL;
    if (b->failed)
        return;
    memset(b->records, 0, NK_LPM_RECORDS * sizeof *b->records);
    /* no more answers than spans, but for what goes on behind a cell that is divided */
    nk_buf_room(&b->ids, (size_t)(all->to - all->from) * sizeof(uint32_t) * 9 / 8);
    while (nk_lpm_next_cell(&cells, &cell)) {
        for (; next <= cell.key / NK_LPM_CELLS; next++)
            b->records[next].base = place;
        if (!cell.split && cell.id == known)
            continue;
        place = cell.split ? nk_lpm_put_divided(b, &cell.divided) : nk_lpm_put_id(b, cell.id);
        known = cell.split ? b->head.escape : cell.id;
        b->records[cell.key / NK_LPM_CELLS].bits |= 1u << cell.key % NK_LPM_CELLS;
    }
    for (; next < NK_LPM_RECORDS; next++)
        b->records[next].base = place;
}

static void build_ipv4(struct nk_lpm_building *b, const struct nk_lpm_divided *all)
{
    struct nk_lpm_split top = {0, 1};
    if (all->to - all->from >= DIRECT_FROM) {
        put_direct(b, all);
        nk_lpm_put_splits(b, 0, 0);
    } else {
        top = nk_lpm_put_tree(b, all, 0, 1);
    }
    b->head.start4 = top.node;
    b->head.depth4 = top.depth;
}

/* ---- IPv6 ---------------------------------------------------------------- */

/* The spans that have to do with the addresses of one root, searched from `from` on. */
static struct nk_lpm_divided root_spans(const struct nk_lpm_span *from,
                                        const struct nk_lpm_span *end, uint64_t root)
{
    const struct nk_lpm_span *to = from + 1;
    while (to < end && to->first.hi >> 48 <= root)
        to++;
    while (from + 1 < to && from[1].first.hi <= root << 48 &&
           (from[1].first.hi < root << 48 || from[1].first.lo == 0))
        from++;
    return (struct nk_lpm_divided){from, to, nk_u128(root << 48, 0)};
}

/* How deep the deepest tree is. */
static uint32_t roots_depth(const struct nk_lpm_divided *all)
{
    const struct nk_lpm_span *from = all->from;
    size_t most = 1;
    for (uint64_t root = 0; root < NK_LPM_ROOTS; root++) {
        struct nk_lpm_divided d = root_spans(from, all->to, root);
        struct nk_lpm_cells cells = nk_lpm_cells_of(&d, 16, 32);
        struct nk_lpm_cell cell;
        size_t count = 0;
        while (nk_lpm_next_cell(&cells, &cell))
            count++;
        most = count > most ? count : most;
        from = d.to - 1;
    }
    return nk_lpm_depth_for(most);
}

/* A tree for each root; those with one answer share one where it is that of the root before, or
 * none. */
static void put_roots(struct nk_lpm_building *b, const struct nk_lpm_divided *all)
{
    const struct nk_lpm_span *from = all->from;
    uint32_t depth = roots_depth(all);
    struct {
        uint32_t id, node;
        bool known;
    } same[2] = {{0}};
    for (uint64_t root = 0; !b->failed && root < NK_LPM_ROOTS; root++) {
        struct nk_lpm_divided d = root_spans(from, all->to, root);
        bool one = d.to == d.from + 1, none = d.from->id == NK_LPM_NONE;
        if (one && same[none].known && same[none].id == d.from->id) {
            b->roots[root] = same[none].node;
        } else {
            b->roots[root] = nk_lpm_put_tree(b, &d, 16, depth).node;
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

static void build_ipv6(struct nk_lpm_building *b, const struct nk_lpm_divided *all)
{
    bool roots = all->to - all->from >= ROOTS_FROM;
    size_t waiting = b->queue.len / sizeof(struct nk_lpm_divided);
    b->head.roots = roots ? NK_LPM_ROOTS : 1;
    b->roots = calloc(b->head.roots, sizeof *b->roots);
    b->failed = b->failed || b->roots == NULL;
    if (b->failed)
        return;
    if (roots) {
        put_roots(b, all);
    } else {
        struct nk_lpm_split top = nk_lpm_put_tree(b, all, 0, 1);
        b->roots[0] = top.node;
        b->head.depth6 = top.depth;
    }
    nk_lpm_put_splits(b, waiting, roots ? 48 : 32);
}

/* ---- the image ----------------------------------------------------------- */

static void fill_marks(const struct nk_lpm_building *b, struct nk_lpm_record *marks)
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

static bool assemble(struct nk_lpm_building *b, struct nk_lpm *t, struct nk_err *err)
{
    struct nk_lpm_header *h = &b->head;
    h->nodes = nk_lpm_count_of(&b->nodes, sizeof(struct nk_lpm_node));
    h->ids = nk_lpm_count_of(&b->ids, sizeof(uint32_t));
    h->splits = nk_lpm_count_of(&b->splits, sizeof(struct nk_lpm_split));
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

static void release(struct nk_lpm_building *b)
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

struct nk_lpm *nk_lpm_build_spans(const struct nk_lpm_divided *ipv4,
                                  const struct nk_lpm_divided *ipv6, uint32_t escape,
                                  struct nk_err *err)
{
    struct nk_lpm_building b = {.head = {.escape = escape}};
    struct nk_lpm *t = calloc(1, sizeof *t);
    bool done = t != NULL;
    if (done) {
        build_ipv4(&b, ipv4);
        build_ipv6(&b, ipv6);
        done = !nk_lpm_failed(&b);
    }
    if (!done)
        nk_err_memory(err);
    done = done && assemble(&b, t, err);
    release(&b);
    if (done)
        return t;
    nk_lpm_release(t);
    return NULL;
}
