/* What is wrong in a compiled table: all of it is read, and every index followed. */
#include "base/sum64.h"
#include "route/compiled_part.h"

struct checking {
    const struct nk_table *t;
    const struct nk_compiled *c;
    void (*tell)(void *closure, const char *what);
    void *closure;
};

static void judge(const struct checking *x, bool good, const char *what)
{
    if (!good)
        x->tell(x->closure, what);
}

/* A number that names one of `count`, or nothing. */
static bool is_in(uint32_t number, size_t count)
{
    return number == NK_ROUTE_NONE || number < count;
}

/* ---- the table ----------------------------------------------------------- */

static bool sum_is_right(const struct nk_compiled *c)
{
    struct nk_sum64 s;
    nk_sum64_init(&s);
    nk_sum64_add(&s, (const char *)c->bytes.data + sizeof *c->head,
                 c->bytes.size - sizeof *c->head);
    return nk_sum64_end(&s) == c->head->body_sum;
}

/* Texts follow each other, and values have whole sizes. */
static bool store_is_whole(const struct nk_labels *l, size_t unit)
{
    size_t last = 0;
    for (size_t i = 0; i < l->count; last = l->ends[i++])
        if (l->ends[i] < last || l->ends[i] % unit != 0)
            return false;
    return last == l->text.len;
}

static bool routes_are_whole(const struct nk_table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct nk_route *r = &t->routes[i];
        if (!nk_route_is_sound(r) || !is_in(r->hops, t->hops.count) ||
            !is_in(r->more, t->more.count) || !is_in(r->label, t->texts.count) ||
            !is_in(r->path, t->path_count) || r->source >= t->source_count)
            return false;
    }
    return true;
}

static bool hops_are_whole(const struct nk_table *t)
{
    for (uint32_t i = 0; i < t->hops.count; i++) {
        size_t count;
        const struct nk_hop *hops = nk_table_hops_of(t, i, &count);
        for (size_t k = 0; k < count; k++)
            if (!is_in(hops[k].dev, t->texts.count))
                return false;
    }
    return true;
}

static bool paths_are_whole(const struct nk_table *t)
{
    for (size_t i = 0; i < t->path_count; i++) {
        const struct nk_path *p = &t->paths[i];
        if (p->peer >= t->peer_count || !is_in(p->attrs, t->attrs.count) ||
            (p->has_path_id | p->two_octets) > 1)
            return false;
    }
    return true;
}

static bool names_are_whole(const struct nk_table *t)
{
    bool good = true;
    for (size_t i = 0; i < t->source_count; i++)
        good = good && t->sources[i] < t->texts.count;
    for (size_t i = 0; i < t->alias_count; i++)
        good = good && t->aliases[i].text < t->texts.count &&
               (i == 0 || t->aliases[i - 1].number < t->aliases[i].number);
    for (size_t i = 0; i < t->vrf_count; i++)
        good = good && is_in(t->vrfs[i].dev, t->texts.count);
    for (size_t i = 0; i < t->nexthop_count; i++)
        good = good && is_in(t->nexthops[i].hops, t->hops.count);
    for (size_t i = 0; i < t->rule_count; i++)
        good = good && is_in(t->rules[i].iif, t->texts.count) &&
               is_in(t->rules[i].oif, t->texts.count);
    return good;
}

/* ---- the forwarding view ------------------------------------------------- */

/* Whether entry `i` stands where it has to: behind the routes of the one before it, below a parent
 * that covers it. */
static bool entry_is_whole(const struct nk_fib *f, uint32_t i, size_t *next)
{
    const struct nk_fib_entry *e = &f->entries[i];
    if (e->first != *next || e->count == 0 || e->count > f->order_count - *next)
        return false;
    *next += e->count;
    for (uint32_t k = 0; k < e->count; k++)
        if (nk_fib_index(f, i, k) == NK_ROUTE_NONE)
            return false;
    if (e->parent == NK_ROUTE_NONE)
        return true;
    if (nk_fib_parent(f, i) != e->parent)
        return false;
    struct nk_prefix outer = nk_fib_prefix(f, e->parent), inner = nk_fib_prefix(f, i);
    return nk_prefix_covers(&outer, &inner);
}

static bool view_is_whole(const struct nk_fib *f)
{
    size_t next = 0, entry = 0;
    for (uint32_t i = 0; i < f->entry_count; i++)
        if (!entry_is_whole(f, i, &next))
            return false;
    for (size_t i = 0; i < f->part_count; i++) {
        if (f->parts[i].first != entry || (i > 0 && f->parts[i - 1].table >= f->parts[i].table))
            return false;
        entry += f->parts[i].count;
    }
    return next == f->order_count && entry == f->entry_count;
}

/* Each entry is found by its own first address, or one that is more specific there. */
static bool lookups_are_whole(const struct nk_fib *f)
{
    for (size_t i = 0; i < f->part_count; i++) {
        const struct nk_fib_part *p = &f->parts[i];
        for (uint32_t e = p->first; e < p->first + p->count; e++) {
            struct nk_prefix prefix = nk_fib_prefix(f, e);
            uint32_t found = nk_fib_find(p, &prefix.addr);
            while (found != NK_ROUTE_NONE && found > e)
                found = nk_fib_parent(f, found);
            if (found != e)
                return false;
        }
    }
    return true;
}

static bool check_view(const struct checking *x, struct nk_err *err)
{
    struct nk_fib f;
    struct nk_answers answers;
    bool made = nk_compiled_fib(&f, x->t, err);
    if (made) {
        bool whole = view_is_whole(&f);
        judge(x, whole, "an entry of the forwarding view does not fit the routes");
        judge(x, !whole || lookups_are_whole(&f), "a look-up does not lead to its entry");
        judge(x, !nk_compiled_answers(&answers, x->t) || answers.count == f.entry_count,
              "there is not one answer an entry");
    } else if (err->code != NK_ERR_MEMORY) {
        judge(x, false, err->text);
        *err = (struct nk_err){0};
        made = true;
    }
    nk_fib_release(&f);
    return made;
}

bool nk_compiled_check(const struct nk_table *t, void (*tell)(void *closure, const char *what),
                       void *closure, struct nk_err *err)
{
    const struct checking x = {.t = t, .c = t->compiled, .tell = tell, .closure = closure};
    judge(&x, sum_is_right(x.c), "the checksum of its body is wrong");
    judge(&x,
          store_is_whole(&t->texts, 1) && store_is_whole(&t->attrs, 1) &&
              store_is_whole(&t->hops, sizeof(struct nk_hop)) &&
              store_is_whole(&t->more, sizeof(struct nk_route_more)),
          "a store's texts do not follow each other");
    judge(&x, routes_are_whole(t), "a route has no prefix, or names what is not there");
    judge(&x, hops_are_whole(t) && paths_are_whole(t) && names_are_whole(t),
          "a next hop, path, rule or name names what is not there");
    return check_view(&x, err);
}
