#include "cli/route_trie_explain.h"

#include "cli/explain.h"
#include "route/names.h"
#include "route/sweep.h"
#include "route/text.h"

enum {
    TOLD = 20, /* prefixes of one tree */
    TREES = 8,
    DEPTHS = 129,
    NEW = 22, /* columns */
    UNDER = 27,
    BITS = 47,
};

/* One tree in the making. */
struct tree {
    struct nk_buf *b;
    const struct nk_fib *f;
    uint64_t prefixes, forks, bits; /* bits: that no prefix before begins with */
    uint32_t last;                  /* the entry before, NK_ROUTE_NONE at first */
    uint32_t deepest;               /* the first entry that most prefixes cover */
    unsigned depth;                 /* how many of them do */
    unsigned path[DEPTHS];          /* the nodes from the root to the last entry, by length */
    unsigned path_count;
};

bool nk_trie_shows(const struct nk_trie_choice *c, const struct nk_prefix *p)
{
    if (c->family != NK_FAMILY_NONE && c->family != p->addr.family)
        return false;
    return c->within.addr.family == NK_FAMILY_NONE || nk_prefix_covers(&c->within, p) ||
           nk_prefix_covers(p, &c->within);
}

/* ---- counting ------------------------------------------------------------ */

/* How many leading bits two prefixes share. */
static unsigned shared_bits(const struct nk_prefix *a, const struct nk_prefix *b)
{
    unsigned width = nk_family_width(a->addr.family), least = a->length;
    least = b->length < least ? b->length : least;
    struct nk_u128 differ = nk_u128_xor(nk_addr_bits(a->addr), nk_addr_bits(b->addr));
    unsigned same = nk_u128_leading_zeros(differ) - (128 - width);
    return same < least ? same : least;
}

static unsigned depth_of(const struct nk_fib *f, uint32_t entry)
{
    unsigned depth = 0;
    while ((entry = nk_fib_parent(f, entry)) != NK_ROUTE_NONE)
        depth++;
    return depth;
}

/* Goes down to a node; of a damaged file prefixes may come in any order. */
static void enter(struct tree *x, unsigned length)
{
    bool is_there = x->path_count > 0 && x->path[x->path_count - 1] >= length;
    if (!is_there && x->path_count < DEPTHS)
        x->path[x->path_count++] = length;
}

/* Counts a prefix behind those before it; returns how many of its bits are new. */
static unsigned count(struct tree *x, uint32_t entry)
{
    struct nk_prefix p = nk_fib_prefix(x->f, entry), last;
    unsigned shared = 0, depth = depth_of(x->f, entry);
    if (x->last != NK_ROUTE_NONE) {
        last = nk_fib_prefix(x->f, x->last);
        shared = shared_bits(&last, &p);
    }
    while (x->path_count > 0 && x->path[x->path_count - 1] > shared)
        x->path_count--;
    if (x->prefixes > 0 && (x->path_count == 0 || x->path[x->path_count - 1] < shared)) {
        x->forks++; /* they part where no prefix is */
        enter(x, shared);
    }
    enter(x, p.length);
    if (x->prefixes == 0 || depth > x->depth) {
        x->deepest = entry;
        x->depth = depth;
    }
    x->prefixes++;
    x->last = entry;
    x->bits += p.length - shared;
    return p.length - shared;
}

/* ---- rows ---------------------------------------------------------------- */

/* Goes on at a column, on the next line where this one is past it. */
static size_t go_to(struct nk_buf *b, size_t line, size_t column)
{
    if (b->len - line >= column) {
        nk_buf_add_byte(b, '\n');
        line = b->len;
    }
    nk_explain_pad(b, line, column);
    return line;
}

static void add_bits(struct nk_buf *b, const struct nk_prefix *p, unsigned from)
{
    char text[DEPTHS];
    unsigned width = nk_family_width(p->addr.family), len = 0;
    for (unsigned bit = from; bit < p->length; bit++)
        text[len++] = (nk_u128_shr(nk_addr_bits(p->addr), width - 1 - bit).lo & 1) ? '1' : '0';
    nk_explain_cut(b, text, len, NK_EXPLAIN_COLUMNS - BITS);
}

static void tell_row(struct tree *x, uint32_t entry, unsigned fresh)
{
    char text[NK_PREFIX_TEXT_MAX];
    struct nk_prefix p = nk_fib_prefix(x->f, entry), above = {.length = 0};
    uint32_t parent = nk_fib_parent(x->f, entry);
    size_t line = x->b->len;
    nk_prefix_format(&p, text);
    nk_buf_printf(x->b, "  %s", text);
    line = go_to(x->b, line, NEW);
    nk_buf_printf(x->b, "%3u", fresh);
    line = go_to(x->b, line, UNDER);
    if (parent == NK_ROUTE_NONE) {
        nk_buf_add_text(x->b, "(none)");
    } else {
        above = nk_fib_prefix(x->f, parent);
        nk_prefix_format(&above, text);
        nk_buf_add_text(x->b, text);
    }
    if (p.length > above.length) {
        go_to(x->b, line, BITS);
        add_bits(x->b, &p, above.length);
    }
    nk_buf_add_byte(x->b, '\n');
}

/* ---- one tree ------------------------------------------------------------ */

static void tell_rows(struct tree *x, const struct nk_fib_slice *slice,
                      const struct nk_trie_choice *c)
{
    nk_explain_say(x->b, 0,
                   "1. In the order of addresses, the shorter first, a prefix stands before those "
                   "that it covers, and hangs under the last one that covers it. New bits: those "
                   "behind what it shares with the prefix before.");
    nk_buf_add_text(x->b, "  prefix              new  under               bits behind that\n");
    for (uint32_t i = slice->first; i < slice->first + slice->count; i++) {
        struct nk_prefix p = nk_fib_prefix(x->f, i);
        if (!nk_trie_shows(c, &p))
            continue;
        unsigned fresh = count(x, i);
        if (x->prefixes <= TOLD)
            tell_row(x, i, fresh);
    }
    nk_explain_more(x->b, 2, x->prefixes, TOLD, "prefixes");
}

static void tell_sizes(struct tree *x)
{
    nk_explain_say(x->b, 0,
                   "2. A binary trie has a node for each new bit, and the root: %llu + 1 = %llu "
                   "nodes. Path compression leaves out those with one child and no prefix: %llu "
                   "prefix%s + %llu fork%s where two part = %llu. The tree below has the prefixes "
                   "only.",
                   (unsigned long long)x->bits, (unsigned long long)x->bits + 1,
                   (unsigned long long)x->prefixes, x->prefixes == 1 ? "" : "es",
                   (unsigned long long)x->forks, x->forks == 1 ? "" : "s",
                   (unsigned long long)x->prefixes + x->forks);
}

/* A prefix on the way down, and what is remembered there. */
static void tell_step(struct tree *x, uint32_t entry, unsigned from)
{
    char text[NK_PREFIX_TEXT_MAX];
    struct nk_prefix p = nk_fib_prefix(x->f, entry);
    struct nk_buf answer = {0};
    nk_prefix_format(&p, text);
    nk_route_answer_text(&answer, x->f->table, nk_fib_route(x->f, entry, 0));
    nk_buf_add_byte(&answer, '\0');
    if (answer.failed)
        x->b->failed = true;
    else if (p.length == 0)
        nk_explain_say(x->b, 2, "%s: no bits to compare; remember %s", text, answer.data);
    else
        nk_explain_say(x->b, 2, "%s: bits %u to %u are equal; remember %s", text, from + 1,
                       p.length, answer.data);
    nk_buf_release(&answer);
}

static void tell_walk(struct tree *x)
{
    uint32_t way[DEPTHS];
    unsigned steps = 0, from = 0;
    char text[NK_ADDR_TEXT_MAX];
    struct nk_prefix end = nk_fib_prefix(x->f, x->deepest);
    for (uint32_t e = x->deepest; e != NK_ROUTE_NONE && steps < DEPTHS; e = nk_fib_parent(x->f, e))
        way[steps++] = e;
    nk_addr_format(&end.addr, text);
    nk_explain_say(x->b, 0, "3. A look-up of %s goes down as long as bits are equal:", text);
    while (steps > 0) {
        struct nk_prefix p = nk_fib_prefix(x->f, way[--steps]);
        tell_step(x, way[steps], from);
        from = p.length;
    }
    nk_explain_say(x->b, 2,
                   "nothing below holds it, so the last one remembered is the longest match: %u "
                   "prefix%s met; a binary trie takes a step a bit, %u",
                   x->depth + 1, x->depth == 0 ? "" : "es", end.length);
}

static bool has_any(const struct nk_fib *f, const struct nk_fib_slice *slice,
                    const struct nk_trie_choice *c)
{
    for (uint32_t i = slice->first; i < slice->first + slice->count; i++) {
        struct nk_prefix p = nk_fib_prefix(f, i);
        if (nk_trie_shows(c, &p))
            return true;
    }
    return false;
}

static void tell_tree(struct nk_buf *b, const struct nk_fib *f, const struct nk_fib_slice *slice,
                      const struct nk_trie_choice *c)
{
    struct tree x = {.b = b, .f = f, .last = NK_ROUTE_NONE};
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    const char *name = nk_table_name_of(f->table, slice->table, room, &len);
    nk_explain_say(b, 0, "IPv%d, table %.*s", slice->family, (int)len, name);
    tell_rows(&x, slice, c);
    tell_sizes(&x);
    tell_walk(&x);
    nk_buf_add_byte(b, '\n');
}

bool nk_trie_explain(struct nk_ctx *ctx, const struct nk_fib *f, const struct nk_trie_choice *c)
{
    struct nk_buf b = {0};
    struct nk_fib_slice slice;
    uint64_t trees = 0;
    for (uint32_t at = 0; nk_fib_slice_at(f, at, &slice); at += slice.count)
        if (has_any(f, &slice, c) && trees++ < TREES)
            tell_tree(&b, f, &slice, c);
    if (trees > TREES)
        nk_buf_printf(&b, "and %llu more trees\n\n", (unsigned long long)(trees - TREES));
    return nk_cli_print_made(ctx, &b);
}
