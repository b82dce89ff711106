#include "cli/route_check_explain.h"

#include "addr/put.h"
#include "cli/explain.h"
#include "cli/route_words.h"
#include "route/names.h"
#include "route/nearest.h"
#include "route/result.h"

enum {
    TOLD = 20, /* findings with their working */
    STEPS = 8, /* next hops of a chain */
};

const char *const nk_fault_words[NK_FAULT_COUNT] = {
    [NK_FAULT_DUPLICATE] = "duplicate", [NK_FAULT_HOST_BITS] = "host-bits",
    [NK_FAULT_REDUNDANT] = "redundant", [NK_FAULT_UNREACHABLE] = "unreachable-next-hop",
    [NK_FAULT_LOOP] = "next-hop-loop",  [NK_FAULT_BLACKHOLE] = "in-blackhole",
};

/* What a check compares. */
static const char *question(unsigned fault)
{
    switch (fault) {
    case NK_FAULT_DUPLICATE:
        return "same prefix, table, TOS, source and metric";
    case NK_FAULT_HOST_BITS:
        return "a bit behind the length is 1";
    case NK_FAULT_REDUNDANT:
        return "the next shorter prefix has the same result";
    case NK_FAULT_UNREACHABLE:
        return "no longest match leads a next hop to a link";
    case NK_FAULT_LOOP:
        return "longest matches lead a next hop in a circle";
    default:
        return "a shorter prefix of the table is a blackhole";
    }
}

void nk_check_explain_start(struct nk_check_telling *x, unsigned faults,
                            const struct nk_route_notes *notes)
{
    size_t counts[NK_FAULT_COUNT] = {0};
    for (size_t i = 0; i < notes->count; i++)
        counts[notes->all[i].fault]++;
    nk_explain_say(&x->b, 0,
                   "routes: %zu; found of each check, and what makes it a finding:", x->t->count);
    for (unsigned i = 0; i < NK_FAULT_COUNT; i++)
        if (faults >> i & 1)
            nk_buf_printf(&x->b, "  %-20s %6zu  %s\n", nk_fault_words[i], counts[i], question(i));
}

/* ---- two routes ---------------------------------------------------------- */

/* The address of a network bit by bit; behind it how the packet goes on. */
static void tell_prefix(struct nk_check_telling *x, const struct nk_prefix *p, const char *note)
{
    nk_explain_prefix(&x->b, p, ' ', note, strlen(note));
}

/* Both prefixes, the one that covers first: its bits begin the other's. */
static void tell_nesting(struct nk_check_telling *x, const struct nk_route *r,
                         const struct nk_route *other)
{
    struct nk_prefix inner = nk_route_prefix(r), outer = nk_route_prefix(other);
    inner = nk_prefix_network(&inner);
    outer = nk_prefix_network(&outer);
    tell_prefix(x, &outer, "covers");
    tell_prefix(x, &inner, "");
    if (outer.length == 0)
        nk_explain_say(&x->b, 4, "0 bits to compare: a /0 covers all");
    else
        nk_explain_say(&x->b, 4,
                       "the first %u bits are equal, and %u <= %u: all of it lies in there",
                       outer.length, outer.length, inner.length);
}

static void tell_words(struct nk_check_telling *x, const char *before, const struct nk_route *r,
                       const char *after)
{
    struct nk_buf w = {0};
    nk_route_add_sentence(&w, x->t, r);
    nk_buf_add_byte(&w, '\0');
    if (!w.failed)
        nk_explain_say(&x->b, 4, "%s%s%s", before, w.data, after);
    x->b.failed = x->b.failed || w.failed;
    nk_buf_release(&w);
}

static void tell_duplicate(struct nk_check_telling *x, const struct nk_route *r,
                           const struct nk_route *other)
{
    char text[NK_PREFIX_TEXT_MAX], room[NK_ROUTE_NAME_MAX];
    struct nk_prefix p = nk_route_prefix(r), q = nk_route_prefix(other);
    size_t len;
    const char *table = nk_table_name_of(x->t, r->table, room, &len);
    p = nk_prefix_network(&p);
    q = nk_prefix_network(&q);
    nk_prefix_format(&p, text);
    tell_prefix(x, &q, "first");
    tell_prefix(x, &p, "again");
    nk_explain_say(&x->b, 4, "key of both: table %.*s, %s, TOS 0x%02x, metric %u", (int)len, table,
                   text, r->tos, r->metric);
    tell_words(x, "the first: ", other, "");
    tell_words(x, "the later: ", r, "");
    nk_explain_say(&x->b, 4,
                   "a packet that matches one matches the other: nothing tells which is meant");
}

static void tell_redundant(struct nk_check_telling *x, const struct nk_route *r,
                           const struct nk_route *other)
{
    struct nk_route result = nk_result_as_route(r);
    tell_nesting(x, r, other);
    tell_words(x, "result of both: ", &result, "");
    nk_explain_say(&x->b, 4,
                   "without the longer one its packets match the shorter one, and go the same way");
}

static void tell_blackhole(struct nk_check_telling *x, const struct nk_route *r,
                           const struct nk_route *other)
{
    tell_nesting(x, r, other);
    tell_words(x, "the longer one wins: ", r, "; the rest of the blackhole is discarded");
}

static void tell_host_bits(struct nk_check_telling *x, const struct nk_route *r)
{
    struct nk_prefix p = nk_route_prefix(r), network = nk_prefix_network(&p);
    struct nk_u128 host = nk_u128_xor(nk_addr_bits(p.addr), nk_addr_bits(network.addr));
    unsigned width = nk_family_width(r->family), bits = width - p.length;
    tell_prefix(x, &p, "as given");
    tell_prefix(x, &network, "the network");
    nk_explain_say(&x->b, 4,
                   "of the %u bits behind '|' the first that is 1 is bit %u; the AND with the /%u "
                   "mask makes them 0",
                   bits, nk_u128_leading_zeros(host) - (128 - width) + 1, p.length);
}

/* ---- next hops ----------------------------------------------------------- */

static bool make_resolver(struct nk_check_telling *x, struct nk_err *err)
{
    if (!x->resolves)
        x->resolves = nk_fib_build(&x->fib, x->t, NK_ROUTE_NONE, err) &&
                      nk_resolver_build(&x->resolver, &x->fib, err);
    return x->resolves;
}

static void tell_no_match(struct nk_check_telling *x, uint32_t table, const struct nk_hop *hop)
{
    char text[NK_ADDR_TEXT_MAX];
    unsigned shared;
    uint32_t near = nk_fib_nearest(&x->fib, nk_fib_part_of(&x->fib, table), &hop->via, &shared);
    nk_addr_format(&hop->via, text);
    nk_explain_say(&x->b, 4, "%s: no prefix holds it (a default route does not count here)", text);
    if (near == NK_ROUTE_NONE)
        return;
    struct nk_prefix p = nk_fib_prefix(&x->fib, near);
    nk_explain_address(&x->b, &hop->via);
    nk_explain_miss(&x->b, &p, &hop->via, shared + 1, "nearest", strlen("nearest"));
}

/* The prefix that holds a next hop, and where it leads in its turn. */
static void tell_match(struct nk_check_telling *x, const struct nk_hop *hop, uint32_t entry)
{
    char text[NK_ADDR_TEXT_MAX];
    const struct nk_route *r = nk_fib_route(&x->fib, entry, 0);
    struct nk_prefix p = nk_fib_prefix(&x->fib, entry);
    nk_addr_format(&hop->via, text);
    nk_explain_say(&x->b, 4, "%s: the longest prefix that holds it", text);
    nk_explain_address(&x->b, &hop->via);
    tell_prefix(x, &p, "");
    tell_words(x, "leads on: ", r, "");
}

/* A next hop of an entry that ends as the whole chain does; NULL where none has a gateway. */
static const struct nk_hop *next_hop(const struct nk_check_telling *x, uint32_t entry,
                                     enum nk_reach reach)
{
    size_t count;
    const struct nk_route *r = nk_fib_route(&x->fib, entry, 0);
    const struct nk_hop *hops = nk_table_hops_of(x->t, r->hops, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t to;
        if (hops[i].via.family != NK_FAMILY_NONE &&
            nk_resolve(&x->resolver, r->table, &hops[i], &to) == reach)
            return &hops[i];
    }
    return NULL;
}

static bool is_in(const uint32_t *seen, unsigned count, uint32_t entry)
{
    for (unsigned i = 0; i < count; i++)
        if (seen[i] == entry)
            return true;
    return false;
}

static void tell_chain(struct nk_check_telling *x, const struct nk_route *r,
                       const struct nk_hop *hop)
{
    uint32_t seen[STEPS], table = r->table, entry;
    for (unsigned i = 0; hop != NULL; i++) {
        enum nk_reach reach = nk_resolve(&x->resolver, table, hop, &entry);
        if (entry == NK_ROUTE_NONE) {
            tell_no_match(x, table, hop);
            return;
        }
        if (is_in(seen, i, entry) || i == STEPS) {
            char text[NK_ADDR_TEXT_MAX];
            nk_addr_format(&hop->via, text);
            nk_explain_say(&x->b, 4,
                           i == STEPS ? "%s: and so on"
                                      : "%s: held by a prefix that was met before: a circle",
                           text);
            return;
        }
        tell_match(x, hop, entry);
        seen[i] = entry;
        table = nk_fib_route(&x->fib, entry, 0)->table;
        hop = next_hop(x, entry, reach);
    }
    nk_explain_say(&x->b, 4, "which is on no link and has no gateway: it ends there");
}

static bool tell_hop(struct nk_check_telling *x, const struct nk_route *r,
                     const struct nk_route_note *n, struct nk_err *err)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(x->t, r->hops, &count);
    if (!make_resolver(x, err))
        return false;
    if (n->hop < count)
        tell_chain(x, r, &hops[n->hop]);
    return true;
}

/* ---- one finding --------------------------------------------------------- */

static void tell_line(struct nk_check_telling *x, const struct nk_finding *f)
{
    const char *file = f->file == NULL             ? "-"
                       : strcmp(f->file, "-") == 0 ? "standard input"
                                                   : f->file;
    if (f->line > 0)
        nk_explain_say(&x->b, 0, "%.400s:%llu: %s: %s", file, (unsigned long long)f->line,
                       f->finding, f->detail);
    else
        nk_explain_say(&x->b, 0, "%.400s: %s: %s", file, f->finding, f->detail);
}

static bool tell_why(struct nk_check_telling *x, const struct nk_route_note *n, struct nk_err *err)
{
    const struct nk_route *r = &x->t->routes[n->route];
    const struct nk_route *other = n->other == NK_ROUTE_NONE ? r : &x->t->routes[n->other];
    switch (n->fault) {
    case NK_FAULT_DUPLICATE:
        tell_duplicate(x, r, other);
        return true;
    case NK_FAULT_HOST_BITS:
        tell_host_bits(x, r);
        return true;
    case NK_FAULT_REDUNDANT:
        tell_redundant(x, r, other);
        return true;
    case NK_FAULT_BLACKHOLE:
        tell_blackhole(x, r, other);
        return true;
    default:
        return tell_hop(x, r, n, err);
    }
}

bool nk_check_explain(struct nk_check_telling *x, const struct nk_finding *f,
                      const struct nk_route_note *n, struct nk_err *err)
{
    if (x->told >= TOLD) {
        x->rest++;
        return true;
    }
    x->told++;
    nk_buf_add_byte(&x->b, '\n');
    tell_line(x, f);
    return (n == NULL || tell_why(x, n, err)) && (!x->b.failed || nk_err_memory(err));
}

void nk_check_explain_rest(struct nk_check_telling *x)
{
    if (x->rest > 0)
        nk_buf_printf(&x->b, "\nand %llu more findings" NK_LISTED_ELSE "\n",
                      (unsigned long long)x->rest);
}

void nk_check_telling_release(struct nk_check_telling *x)
{
    nk_resolver_release(&x->resolver);
    nk_fib_release(&x->fib);
    nk_buf_release(&x->b);
}
