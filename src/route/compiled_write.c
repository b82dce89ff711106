/*
 * The file is made twice: once to get the checksum, which stands before what it is of, and once to
 * be written; so it can go to a pipe. Structs go out through a copy in which the bytes between
 * their members are zero: the same table gives the same file.
 */
#include <stdlib.h>
#include <string.h>

#include "base/sum64.h"
#include "route/compiled_part.h"

enum { CHUNK = 64 * 1024 };

/* A section's source: `clean` zeroes what is not a member in each `unit` bytes of the copy. */
struct source {
    const void *data;
    size_t count;
    size_t unit;
    void (*clean)(void *item);
};

struct writing {
    const struct nk_table *t;
    struct nk_fib fib;
    struct nk_answers answers;
    struct nk_compiled_part *parts;
    struct nk_compiled_head head;
    struct source sources[NK_SECTIONS];
    char *chunk;
    bool summing; /* the first time */
    struct nk_sum64 sum;
    nk_compiled_sink *sink;
    void *closure;
    struct nk_err *err;
};

/* ---- between the members ------------------------------------------------- */

static void zero(void *item, size_t from, size_t to)
{
    memset((char *)item + from, 0, to - from);
}

/* Where a member ends. */
#define BEHIND(type, member) (offsetof(type, member) + sizeof(((type *)NULL)->member))

static void clean_addr(void *item)
{
    zero(item, BEHIND(struct nk_addr, family), sizeof(struct nk_addr));
}

static void clean_prefix(void *item)
{
    clean_addr(item);
    zero(item, BEHIND(struct nk_prefix, length), sizeof(struct nk_prefix));
}

static void clean_route(void *item)
{
    zero(item, offsetof(struct nk_route, unused), sizeof(struct nk_route));
}

static void clean_rule(void *item)
{
    struct nk_rule *r = item;
    clean_prefix(&r->from);
    clean_prefix(&r->to);
    zero(r, BEHIND(struct nk_rule, tos_mask), offsetof(struct nk_rule, line));
    zero(r, BEHIND(struct nk_rule, line), offsetof(struct nk_rule, tun_id));
}

static void clean_vrf(void *item)
{
    zero(item, BEHIND(struct nk_vrf, is_master), sizeof(struct nk_vrf));
}

static void clean_nexthop(void *item)
{
    zero(item, BEHIND(struct nk_nexthop, tried), sizeof(struct nk_nexthop));
}

static void clean_path(void *item)
{
    zero(item, BEHIND(struct nk_path, two_octets), sizeof(struct nk_path));
}

static void clean_more(void *item)
{
    struct nk_route_more *m = item;
    clean_prefix(&m->from);
    clean_addr(&m->prefsrc);
}

/* What has no gaps but those of an address at its start, or none: nothing is lost by new members.
 */
_Static_assert(sizeof(struct nk_route) == 64, "a gap in struct nk_route");
_Static_assert(sizeof(struct nk_peer) == sizeof(struct nk_addr) + 8, "a gap in struct nk_peer");
_Static_assert(sizeof(struct nk_hop) == sizeof(struct nk_addr) + 8, "a gap in struct nk_hop");
_Static_assert(sizeof(struct nk_compiled_head) == 48 + 24 * NK_SECTIONS, "a gap in the header");
_Static_assert(sizeof(struct nk_compiled_part) == 32, "a gap in struct nk_compiled_part");

/* ---- what is in the file ------------------------------------------------- */

static void add_store(struct writing *x, const struct nk_labels *l,
                      enum nk_compiled_section_id ends, size_t unit, void (*clean)(void *item))
{
    x->sources[ends] = (struct source){l->ends, l->count, 0, NULL};
    x->sources[ends + 1] = (struct source){l->text.data, l->text.len, unit, clean};
}

static void add_table(struct writing *x)
{
    const struct nk_table *t = x->t;
    struct source *s = x->sources;
    s[NK_SECTION_ROUTES] = (struct source){t->routes, t->count, sizeof *t->routes, clean_route};
    s[NK_SECTION_RULES] = (struct source){t->rules, t->rule_count, sizeof *t->rules, clean_rule};
    s[NK_SECTION_VRFS] = (struct source){t->vrfs, t->vrf_count, sizeof *t->vrfs, clean_vrf};
    s[NK_SECTION_NEXTHOPS] =
        (struct source){t->nexthops, t->nexthop_count, sizeof *t->nexthops, clean_nexthop};
    s[NK_SECTION_ALIASES] = (struct source){t->aliases, t->alias_count, 0, NULL};
    s[NK_SECTION_PEERS] = (struct source){t->peers, t->peer_count, sizeof *t->peers, clean_addr};
    s[NK_SECTION_PATHS] = (struct source){t->paths, t->path_count, sizeof *t->paths, clean_path};
    s[NK_SECTION_SOURCES] = (struct source){t->sources, t->source_count, 0, NULL};
    add_store(x, &t->texts, NK_SECTION_TEXT_ENDS, 0, NULL);
    add_store(x, &t->hops, NK_SECTION_HOP_ENDS, sizeof(struct nk_hop), clean_addr);
    add_store(x, &t->more, NK_SECTION_MORE_ENDS, sizeof(struct nk_route_more), clean_more);
    add_store(x, &t->attrs, NK_SECTION_ATTR_ENDS, 0, NULL);
}

/* The parts, and where their images will be. */
static bool add_parts(struct writing *x)
{
    uint64_t at = 0;
    x->parts = calloc(x->fib.part_count + 1, sizeof *x->parts);
    for (size_t i = 0; x->parts != NULL && i < x->fib.part_count; i++) {
        const struct nk_fib_part *p = &x->fib.parts[i];
        size_t size;
        nk_lpm_image(p->lpm, &size);
        x->parts[i] = (struct nk_compiled_part){p->table, p->first, p->count, 0, at, size};
        at += (size + NK_COMPILED_ALIGN - 1) / NK_COMPILED_ALIGN * NK_COMPILED_ALIGN;
    }
    x->sources[NK_SECTION_PARTS] = (struct source){x->parts, x->fib.part_count, 0, NULL};
    x->sources[NK_SECTION_LOOKUPS].count = at;
    return x->parts != NULL || nk_err_memory(x->err);
}

static bool add_view(struct writing *x)
{
    struct source *s = x->sources;
    if (!nk_fib_build(&x->fib, x->t, NK_ROUTE_NONE, x->err) || !add_parts(x))
        return false;
    s[NK_SECTION_ORDER] = (struct source){x->fib.order, x->fib.order_count, 0, NULL};
    s[NK_SECTION_ENTRIES] = (struct source){x->fib.entries, x->fib.entry_count, 0, NULL};
    x->head.flags = nk_policy_traits(x->t);
    if (!nk_answers_suffice(&x->fib))
        return true;
    if (!nk_answers_build(&x->answers, &x->fib, x->err))
        return false;
    x->head.flags |= NK_COMPILED_SUFFICES;
    s[NK_SECTION_ANSWERS] = (struct source){x->answers.slots, x->answers.count, 0, NULL};
    s[NK_SECTION_ANSWERS_MORE] = (struct source){x->answers.more, x->answers.more_len, 0, NULL};
    return true;
}

static void lay_out(struct writing *x)
{
    struct nk_compiled_head *h = &x->head;
    uint64_t at = sizeof *h;
    memcpy(h->magic, NK_COMPILED_MAGIC, sizeof h->magic);
    h->order = NK_COMPILED_ORDER;
    h->version = NK_COMPILED_VERSION;
    h->section_count = NK_SECTIONS;
    for (size_t i = 0; i < NK_SECTIONS; i++) {
        at = (at + NK_COMPILED_ALIGN - 1) / NK_COMPILED_ALIGN * NK_COMPILED_ALIGN;
        h->sections[i] =
            (struct nk_compiled_section){at, x->sources[i].count, nk_compiled_widths[i], 0};
        at += (uint64_t)x->sources[i].count * nk_compiled_widths[i];
    }
    h->size = at;
}

/* ---- the bytes ----------------------------------------------------------- */

static bool emit(struct writing *x, const void *data, size_t len)
{
    if (!x->summing)
        return len == 0 || x->sink(x->closure, data, len, x->err);
    nk_sum64_add(&x->sum, data, len);
    return true;
}

static bool emit_zeros(struct writing *x, uint64_t len)
{
    static const char zeros[NK_COMPILED_ALIGN] = {0};
    return emit(x, zeros, (size_t)len);
}

/* A copy at a time; what is left of the last unit, where a store is damaged, goes as it is. */
static bool emit_clean(struct writing *x, const struct source *s, size_t bytes)
{
    const char *from = s->data;
    size_t most = CHUNK / s->unit * s->unit;
    bool good = true;
    for (size_t at = 0; good && at < bytes; at += most) {
        size_t len = bytes - at < most ? bytes - at : most;
        memcpy(x->chunk, from + at, len);
        for (size_t i = 0; i + s->unit <= len; i += s->unit)
            s->clean(x->chunk + i);
        good = emit(x, x->chunk, len);
    }
    return good;
}

static bool emit_lookups(struct writing *x)
{
    bool good = true;
    for (size_t i = 0; good && i < x->fib.part_count; i++) {
        size_t size;
        const void *image = nk_lpm_image(x->fib.parts[i].lpm, &size);
        uint64_t over = size % NK_COMPILED_ALIGN;
        good = emit(x, image, size) && emit_zeros(x, over == 0 ? 0 : NK_COMPILED_ALIGN - over);
    }
    return good;
}

static bool emit_body(struct writing *x)
{
    uint64_t at = sizeof x->head;
    bool good = true;
    for (size_t i = 0; good && i < NK_SECTIONS; i++) {
        const struct source *s = &x->sources[i];
        size_t bytes = s->count * nk_compiled_widths[i];
        good = emit_zeros(x, x->head.sections[i].offset - at);
        if (good && i == NK_SECTION_LOOKUPS)
            good = emit_lookups(x);
        else if (good)
            good = s->clean != NULL ? emit_clean(x, s, bytes) : emit(x, s->data, bytes);
        at = x->head.sections[i].offset + bytes;
    }
    return good;
}

static bool emit_file(struct writing *x)
{
    x->chunk = malloc(CHUNK);
    if (x->chunk == NULL)
        return nk_err_memory(x->err);
    x->summing = true;
    nk_sum64_init(&x->sum);
    emit_body(x);
    x->summing = false;
    x->head.body_sum = nk_sum64_end(&x->sum);
    x->head.sum = nk_compiled_head_sum(&x->head);
    return emit(x, &x->head, sizeof x->head) && emit_body(x);
}

bool nk_compiled_write(const struct nk_table *t, nk_compiled_sink *sink, void *closure,
                       struct nk_err *err)
{
    struct writing x = {.t = t, .sink = sink, .closure = closure, .err = err};
    add_table(&x);
    bool done = add_view(&x);
    if (done) {
        lay_out(&x);
        done = emit_file(&x);
    }
    free(x.chunk);
    free(x.parts);
    nk_answers_release(&x.answers);
    nk_fib_release(&x.fib);
    return done;
}
