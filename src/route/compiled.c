#include "route/compiled.h"

#include <stdlib.h>
#include <string.h>

#include "base/sum64.h"
#include "route/compiled_part.h"

const uint32_t nk_compiled_widths[NK_SECTIONS] = {
    [NK_SECTION_ROUTES] = sizeof(struct nk_route),
    [NK_SECTION_RULES] = sizeof(struct nk_rule),
    [NK_SECTION_VRFS] = sizeof(struct nk_vrf),
    [NK_SECTION_NEXTHOPS] = sizeof(struct nk_nexthop),
    [NK_SECTION_ALIASES] = sizeof(struct nk_table_alias),
    [NK_SECTION_PEERS] = sizeof(struct nk_peer),
    [NK_SECTION_PATHS] = sizeof(struct nk_path),
    [NK_SECTION_SOURCES] = sizeof(uint32_t),
    [NK_SECTION_TEXT_ENDS] = sizeof(size_t),
    [NK_SECTION_TEXTS] = 1,
    [NK_SECTION_HOP_ENDS] = sizeof(size_t),
    [NK_SECTION_HOPS] = 1,
    [NK_SECTION_MORE_ENDS] = sizeof(size_t),
    [NK_SECTION_MORE] = 1,
    [NK_SECTION_ATTR_ENDS] = sizeof(size_t),
    [NK_SECTION_ATTRS] = 1,
    [NK_SECTION_ORDER] = sizeof(uint32_t),
    [NK_SECTION_ENTRIES] = sizeof(struct nk_fib_entry),
    [NK_SECTION_PARTS] = sizeof(struct nk_compiled_part),
    [NK_SECTION_LOOKUPS] = 1,
    [NK_SECTION_ANSWERS] = sizeof(struct nk_answer),
    [NK_SECTION_ANSWERS_MORE] = 1,
};

uint64_t nk_compiled_head_sum(const struct nk_compiled_head *head)
{
    struct nk_compiled_head copy = *head;
    struct nk_sum64 s;
    copy.sum = 0;
    nk_sum64_init(&s);
    nk_sum64_add(&s, &copy, sizeof copy);
    return nk_sum64_end(&s);
}

void *nk_compiled_at(const struct nk_compiled *c, enum nk_compiled_section_id id, size_t *count)
{
    *count = (size_t)c->head->sections[id].count;
    return (char *)c->bytes.data + c->head->sections[id].offset;
}

/* ---- the header ---------------------------------------------------------- */

static bool refuse(struct nk_err *err, const char *name, const char *why)
{
    return nk_err_set(err, NK_ERR_INPUT, 0, 0, "'%.100s' %s", name, why);
}

/* What says whether the rest can be read at all; `have` bytes of the header are there. */
static bool check_kind(const struct nk_compiled_head *h, size_t have, const char *name,
                       struct nk_err *err)
{
    if (have < sizeof h->magic || memcmp(h->magic, NK_COMPILED_MAGIC, sizeof h->magic) != 0)
        return refuse(err, name, "is not a compiled table");
    if (have >= offsetof(struct nk_compiled_head, size)) {
        if (h->order == __builtin_bswap32(NK_COMPILED_ORDER))
            return refuse(err, name, "was compiled on a machine of another byte order");
        if (h->order == NK_COMPILED_ORDER && h->version != NK_COMPILED_VERSION)
            return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                              "'%.100s' is a compiled table of version %lu, this program reads "
                              "version %d: compile it anew",
                              name, (unsigned long)h->version, NK_COMPILED_VERSION);
    }
    return true;
}

static bool check_size(const struct nk_compiled_head *h, size_t have, const char *name,
                       struct nk_err *err)
{
    if (have == h->size)
        return true;
    return nk_err_set(err, NK_ERR_INPUT, 0, 0, "'%.100s' is %s: it has %zu of %llu bytes", name,
                      have < h->size ? "cut short" : "too long", have, (unsigned long long)h->size);
}

/* The structs are those of this program, and what is said of their places is within the file. */
static bool check_sections(const struct nk_compiled_head *h, const char *name, struct nk_err *err)
{
    if (h->section_count != NK_SECTIONS)
        return refuse(err, name, "is damaged: its header has another number of sections");
    for (size_t i = 0; i < NK_SECTIONS; i++) {
        const struct nk_compiled_section *s = &h->sections[i];
        if (s->width != nk_compiled_widths[i])
            return refuse(err, name,
                          "was compiled by a program with other sizes of things: compile it anew");
        if (s->offset % NK_COMPILED_ALIGN != 0 || s->offset < sizeof *h || s->offset > h->size ||
            s->count > (h->size - s->offset) / s->width || s->count > SIZE_MAX / 2)
            return refuse(err, name, "is damaged: a section lies outside of it");
    }
    return true;
}

static bool check_head(const struct nk_bytes *b, const char *name, struct nk_err *err)
{
    struct nk_compiled_head h = {.size = 0};
    size_t have = b->size < sizeof h ? b->size : sizeof h;
    if (have > 0)
        memcpy(&h, b->data, have);
    if (!check_kind(&h, have, name, err))
        return false;
    if (have < sizeof h)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "'%.100s' is cut short: it has %zu bytes, its header alone %zu", name,
                          b->size, sizeof h);
    if (h.order != NK_COMPILED_ORDER || nk_compiled_head_sum(&h) != h.sum)
        return refuse(err, name, "is damaged: its header's checksum is wrong");
    return check_size(&h, b->size, name, err) && check_sections(&h, name, err);
}

size_t nk_compiled_claim(const void *data, size_t len)
{
    struct nk_compiled_head h;
    if (len < sizeof h)
        return SIZE_MAX;
    memcpy(&h, data, sizeof h);
    bool ours = memcmp(h.magic, NK_COMPILED_MAGIC, sizeof h.magic) == 0 &&
                h.order == NK_COMPILED_ORDER && nk_compiled_head_sum(&h) == h.sum;
    return ours ? (size_t)h.size : 0;
}

/* ---- the table ----------------------------------------------------------- */

static bool set_store(const struct nk_compiled *c, enum nk_compiled_section_id ends,
                      struct nk_labels *l)
{
    l->ends = nk_compiled_at(c, ends, &l->count);
    l->text.data = nk_compiled_at(c, ends + 1, &l->text.len);
    return l->count < NK_LABELS_NONE;
}

/* False where there is more of something than numbers count. */
static bool set_table(struct nk_compiled *c, struct nk_table *t)
{
    t->compiled = c;
    t->routes = nk_compiled_at(c, NK_SECTION_ROUTES, &t->count);
    t->rules = nk_compiled_at(c, NK_SECTION_RULES, &t->rule_count);
    t->vrfs = nk_compiled_at(c, NK_SECTION_VRFS, &t->vrf_count);
    t->nexthops = nk_compiled_at(c, NK_SECTION_NEXTHOPS, &t->nexthop_count);
    t->aliases = nk_compiled_at(c, NK_SECTION_ALIASES, &t->alias_count);
    t->peers = nk_compiled_at(c, NK_SECTION_PEERS, &t->peer_count);
    t->paths = nk_compiled_at(c, NK_SECTION_PATHS, &t->path_count);
    t->sources = nk_compiled_at(c, NK_SECTION_SOURCES, &t->source_count);
    bool fits = t->count < NK_ROUTE_NONE && t->nexthop_count < NK_ROUTE_NONE &&
                t->peer_count < NK_ROUTE_NONE && t->path_count < NK_ROUTE_NONE &&
                t->source_count <= UINT16_MAX + 1u;
    return set_store(c, NK_SECTION_TEXT_ENDS, &t->texts) &&
           set_store(c, NK_SECTION_HOP_ENDS, &t->hops) &&
           set_store(c, NK_SECTION_MORE_ENDS, &t->more) &&
           set_store(c, NK_SECTION_ATTR_ENDS, &t->attrs) && fits;
}

static bool is_family(uint8_t family)
{
    return family == NK_FAMILY_NONE || family == NK_IPV4 || family == NK_IPV6;
}

static bool is_prefix(const struct nk_prefix *p)
{
    return is_family(p->addr.family) && p->length <= nk_family_width(p->addr.family);
}

/* Rules are few, and gone through by every look-up: they are looked at here. */
static bool rules_are_whole(const struct nk_table *t)
{
    for (size_t i = 0; i < t->rule_count; i++) {
        const struct nk_rule *r = &t->rules[i];
        if (!is_family(r->family) || !is_prefix(&r->from) || !is_prefix(&r->to) ||
            r->action > NK_RULE_PROHIBIT || (r->invert | r->l3mdev | r->has_uid) > 1)
            return false;
    }
    return true;
}

bool nk_compiled_open(struct nk_table *t, struct nk_bytes *bytes, const char *name,
                      struct nk_err *err)
{
    if (!check_head(bytes, name, err))
        return false;
    struct nk_compiled *c = calloc(1, sizeof *c);
    if (c == NULL)
        return nk_err_memory(err);
    c->bytes = *bytes;
    c->head = bytes->data;
    if (set_table(c, t) && rules_are_whole(t)) {
        *bytes = (struct nk_bytes){0};
        return true;
    }
    free(c);
    *t = (struct nk_table){0};
    return refuse(err, name, "is damaged: what it says of its rules or sizes cannot be");
}

void nk_compiled_release(struct nk_compiled *c)
{
    if (c == NULL)
        return;
    nk_bytes_release(&c->bytes);
    free(c);
}

/* ---- the forwarding view ------------------------------------------------- */

/* One part over its image. */
static bool attach(struct nk_fib_part *to, const struct nk_compiled *c,
                   const struct nk_compiled_part *from, size_t entries, struct nk_err *err)
{
    struct nk_err why = {.code = NK_ERR_NONE};
    size_t size;
    const char *images = nk_compiled_at(c, NK_SECTION_LOOKUPS, &size);
    *to = (struct nk_fib_part){from->table, from->first, from->count, NULL};
    bool fits = from->first <= entries && from->count <= entries - from->first &&
                from->lookup % NK_COMPILED_ALIGN == 0 && from->lookup <= size &&
                from->size <= size - from->lookup;
    if (fits)
        to->lpm = nk_lpm_attach(images + from->lookup, (size_t)from->size, &why);
    if (why.code == NK_ERR_MEMORY)
        return nk_err_memory(err);
    return to->lpm != NULL || nk_err_set(err, NK_ERR_INPUT, 0, 0,
                                         "the compiled table is damaged: part %lu of its look-ups "
                                         "is not whole",
                                         (unsigned long)from->table);
}

bool nk_compiled_fib(struct nk_fib *f, const struct nk_table *t, struct nk_err *err)
{
    const struct nk_compiled *c = t->compiled;
    size_t count;
    const struct nk_compiled_part *parts = nk_compiled_at(c, NK_SECTION_PARTS, &count);
    *f = (struct nk_fib){.table = t, .mapped = true, .traits = c->head->flags};
    f->order = nk_compiled_at(c, NK_SECTION_ORDER, &f->order_count);
    f->entries = nk_compiled_at(c, NK_SECTION_ENTRIES, &f->entry_count);
    if (f->entry_count >= NK_ROUTE_NONE)
        f->entry_count = 0;
    f->parts = calloc(count + 1, sizeof *f->parts);
    if (f->parts == NULL)
        return nk_err_memory(err);
    for (; f->part_count < count; f->part_count++)
        if (!attach(&f->parts[f->part_count], c, &parts[f->part_count], f->entry_count, err))
            return false;
    return true;
}

bool nk_compiled_answers(struct nk_answers *a, const struct nk_table *t)
{
    const struct nk_compiled *c = t->compiled;
    *a = (struct nk_answers){0};
    if (c == NULL || !(c->head->flags & NK_COMPILED_SUFFICES))
        return false;
    a->slots = nk_compiled_at(c, NK_SECTION_ANSWERS, &a->count);
    a->more = nk_compiled_at(c, NK_SECTION_ANSWERS_MORE, &a->more_len);
    return true;
}
