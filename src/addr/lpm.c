/*
 * Longest-prefix match for tables of a million routes.
 *
 * What decides is the number of cache lines that a look-up has to wait for. The prefixes are laid
 * out flat: sorted, they nest, and one sweep cuts the address space into elementary intervals, each
 * with one answer (lpm_sweep.c). So no look-up climbs back to a shorter prefix, and the answers
 * lie in one array, in the order of the addresses.
 *
 * IPv4. A bit for each /24 says whether another answer starts there; the number of ones up to an
 * address is the place of its answer. Thirty-two bits and the count of all before them make a
 * record of eight bytes, so that a look-up is two loads, neither of which depends on a branch: the
 * record, the answer. That is the bitmap with counts of Degermark et al., "Small forwarding tables
 * for fast routing lookups" (SIGCOMM 1997), with a plain population count for their tables; Tree
 * BitMap (Eatherton, Varghese, Dittia, CCR 2004) and Poptrie (Asai, Ohara, SIGCOMM 2015) have the
 * same node on each of several levels. A full table has a thousand prefixes above 24 bits in
 * 900,000, so here one level is as wide as DIR-24-8's (Gupta, Lin, McKeown, INFOCOM 1998) and
 * SAIL's (Yang et al., SIGCOMM 2014) first, at 4 MiB in place of 64, which is what makes it faster:
 * it stays in the cache.
 *
 * IPv6 has no level that wide, and its prefixes are dense in few places, 27,000 intervals in one
 * /16. A trie pays a miss for every six or eight bits of them; a search among the intervals pays
 * for the logarithm of their number, as DXR does (Zec, Rizzo, Mikuc, CCR 2012). Sixteen bits choose
 * a search tree whose nodes are one cache line: fifteen keys of 32 bits, compared at once, and the
 * place of the first child (B-trees for caches: Rao and Ross, SIGMOD 2000; with vector registers:
 * Schlegel, Gemulla, Lehner, DaMoN 2009). All trees have the same depth, four for the full table,
 * so that a batch goes down in step and its misses overlap.
 *
 * A cell that longer prefixes divide (beyond /24, beyond /48) holds the escape, an id that no
 * prefix has; its place leads through a bitmap of the same kind to a tree over the next 32 bits.
 * Small tables of both families are such trees from the first bit on. Ids are 32 bits wide, one a
 * route, where DXR and the published Poptrie have 16.
 *
 * Arrays hold indices and no pointers, and lie in one image that can be mapped. An index out of it
 * is a claim: it is cut to the length of the array it is for where it is used, which costs two
 * instructions, and with vectors one for sixteen look-ups.
 */
#include "netkit/lpm.h"

#include <stdlib.h>
#include <string.h>

#include "addr/lpm_part.h"

static const char magic[8] = {'n', 'k', 'l', 'p', 'm', '\r', '\n', 0};

enum { ORDER = 0x01020304, VERSION = 1, LINE = 64 };

/* ---- the image ----------------------------------------------------------- */

static uint64_t padded(uint64_t count, size_t size)
{
    return (count * size + LINE - 1) / LINE * LINE;
}

uint64_t nk_lpm_size(const struct nk_lpm_header *h)
{
    return padded(1, sizeof *h) + padded(h->records, sizeof(struct nk_lpm_record)) +
           padded(h->roots, sizeof(uint32_t)) + padded(h->nodes, sizeof(struct nk_lpm_node)) +
           padded(h->ids, sizeof(uint32_t)) + padded(h->marks, sizeof(struct nk_lpm_record)) +
           padded(h->splits, sizeof(struct nk_lpm_split));
}

/* What every look-up relies on: no array that it reads is empty. */
static bool counts_fit(const struct nk_lpm_header *h)
{
    return (h->records == 0 || h->records == NK_LPM_RECORDS) &&
           (h->roots == 1 || h->roots == NK_LPM_ROOTS) && h->nodes > 0 &&
           h->nodes <= NK_LPM_NODES_MAX && h->ids > 0 && h->ids <= NK_LPM_IDS_MAX &&
           h->splits <= h->ids &&
           h->marks == (h->splits == 0 ? 0 : (h->ids - 1) / NK_LPM_CELLS + 1) && h->depth4 > 0 &&
           h->depth4 <= NK_LPM_DEPTH_MAX && h->depth6 > 0 && h->depth6 <= NK_LPM_DEPTH_MAX;
}

static const void *take(const char **at, uint64_t count, size_t size)
{
    const char *start = *at;
    *at += padded(count, size);
    return start;
}

bool nk_lpm_lay_out(struct nk_lpm *t, const void *image, uint64_t size)
{
    const struct nk_lpm_header *h = &t->head;
    const char *at = image;
    if (!counts_fit(h) || nk_lpm_size(h) != size)
        return false;
    t->image = image;
    take(&at, 1, sizeof *h);
    t->records = take(&at, h->records, sizeof *t->records);
    t->roots = take(&at, h->roots, sizeof *t->roots);
    t->nodes = take(&at, h->nodes, sizeof *t->nodes);
    t->ids = take(&at, h->ids, sizeof *t->ids);
    t->marks = take(&at, h->marks, sizeof *t->marks);
    t->splits = take(&at, h->splits, sizeof *t->splits);
    return true;
}

const void *nk_lpm_image(const struct nk_lpm *t, size_t *size)
{
    *size = (size_t)t->head.size;
    return t->image;
}

static bool check_header(const struct nk_lpm_header *h, size_t size, struct nk_err *err)
{
    if (memcmp(h->magic, magic, sizeof magic) != 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "this is not an image of a table of prefixes");
    if (h->order != ORDER)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "the image is from a machine with another order of bytes");
    if (h->version != VERSION)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "the image has version %lu, expected %d",
                          (unsigned long)h->version, VERSION);
    if (h->size != size)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "the image has %zu bytes, its header says %llu",
                          size, (unsigned long long)h->size);
    return true;
}

struct nk_lpm *nk_lpm_attach(const void *image, size_t size, struct nk_err *err)
{
    struct nk_lpm_header head;
    if (size < sizeof head) {
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "the image has no header: it has %zu bytes", size);
        return NULL;
    }
    memcpy(&head, image, sizeof head);
    if (!check_header(&head, size, err))
        return NULL;
    if ((uintptr_t)image % 8 != 0) {
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "the image does not lie at a multiple of 8 bytes");
        return NULL;
    }
    struct nk_lpm *t = calloc(1, sizeof *t);
    if (t == NULL) {
        nk_err_memory(err);
        return NULL;
    }
    t->head = head;
    if (nk_lpm_lay_out(t, image, size))
        return t;
    free(t);
    nk_err_set(err, NK_ERR_INPUT, 0, 0, "the image is damaged: the sizes in its header are wrong");
    return NULL;
}

bool nk_lpm_header_fill(struct nk_lpm_header *h)
{
    memcpy(h->magic, magic, sizeof magic);
    h->order = ORDER;
    h->version = VERSION;
    h->size = nk_lpm_size(h);
    return counts_fit(h) && h->size <= SIZE_MAX / 2;
}

void nk_lpm_release(struct nk_lpm *t)
{
    if (t == NULL)
        return;
    free(t->owned);
    free(t);
}

/* ---- one look-up --------------------------------------------------------- */

/* How many keys are below x: they ascend. */
static uint32_t rank(const struct nk_lpm_node *node, uint32_t x)
{
    const uint32_t *keys = node->keys;
    uint32_t n = keys[7] < x ? 8 : 0;
    n += keys[n + 3] < x ? 4 : 0;
    n += keys[n + 1] < x ? 2 : 0;
    return n + (keys[n] < x ? 1 : 0);
}

/* The place of the answer for a key. */
static uint32_t search(const struct nk_lpm *t, uint32_t node, uint32_t depth, uint32_t key)
{
    uint32_t at = node;
    for (uint32_t i = 0; i < depth; i++) {
        const struct nk_lpm_node *n = &t->nodes[nk_lpm_at_most(at, t->head.nodes - 1)];
        at = n->child + rank(n, key);
    }
    return nk_lpm_at_most(at, t->head.ids - 1);
}

static uint32_t ones_up_to(const struct nk_lpm_record *r, uint32_t cell)
{
    return r->base + nk_lpm_ones(r->bits << (NK_LPM_CELLS - 1 - cell));
}

uint32_t nk_lpm_go_on(const struct nk_lpm *t, uint32_t place, struct nk_u128 a, unsigned start)
{
    uint32_t id = t->head.escape;
    for (; id == t->head.escape && t->head.splits > 0 && start < 128; start += 32) {
        const struct nk_lpm_record *mark = &t->marks[place / NK_LPM_CELLS];
        uint32_t i = ones_up_to(mark, place % NK_LPM_CELLS) - 1;
        const struct nk_lpm_split *split = &t->splits[nk_lpm_at_most(i, t->head.splits - 1)];
        uint32_t depth = nk_lpm_at_most(split->depth, NK_LPM_DEPTH_MAX);
        place = search(t, split->node, depth, nk_lpm_digit(a, start));
        id = t->ids[place];
    }
    return id;
}

uint32_t nk_lpm_find4(const struct nk_lpm *t, uint32_t a)
{
    if (t->head.records == 0)
        return t->ids[search(t, t->head.start4, t->head.depth4, a)];
    uint32_t cell = a >> (32 - NK_LPM_DIRECT_BITS);
    uint32_t place = ones_up_to(&t->records[cell / NK_LPM_CELLS], cell % NK_LPM_CELLS);
    place = nk_lpm_at_most(place, t->head.ids - 1);
    uint32_t id = t->ids[place];
    if (id != t->head.escape)
        return id;
    return nk_lpm_go_on(t, place, nk_u128((uint64_t)a << 32, 0), 0);
}

uint32_t nk_lpm_find6(const struct nk_lpm *t, struct nk_u128 a)
{
    unsigned start = nk_lpm_root_bits(t);
    uint32_t root = t->roots[a.hi >> 48 & (t->head.roots - 1)];
    uint32_t place = search(t, root, t->head.depth6, nk_lpm_digit(a, start));
    uint32_t id = t->ids[place];
    return id != t->head.escape ? id : nk_lpm_go_on(t, place, a, start + 32);
}

uint32_t nk_lpm_find(const struct nk_lpm *t, const struct nk_addr *a)
{
    if (a->family == NK_IPV6)
        return nk_lpm_find6(t, nk_addr_bits(*a));
    return nk_lpm_find4(t, (uint32_t)a->lo);
}
