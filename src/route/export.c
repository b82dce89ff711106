#include "route/export.h"

#include <stdio.h>
#include <stdlib.h>

#include "route/names.h"

/* clang-format off: a format a row */
const struct nk_export_format nk_export_formats[] = {
    {.name = "ip",
     .comment = "#",
     .commands = true,
     .route = nk_export_ip_route,
     .rule = nk_export_ip_rule},
    {.name = "json",
     .begin = nk_export_json_begin,
     .route = nk_export_json_route,
     .end = nk_export_json_end},
    {.name = "csv", .every = true, .begin = nk_export_csv_begin, .route = nk_export_csv_route},
    {.name = "tsv", .every = true, .begin = nk_export_tsv_begin, .route = nk_export_tsv_route},
    {.name = "bird",
     .comment = "#",
     .sorted = true,
     .section = nk_export_bird_section,
     .route = nk_export_bird_route,
     .section_end = nk_export_bird_section_end},
    {.name = "frr", .comment = "!", .sorted = true, .route = nk_export_frr_route},
    {.name = "cisco", .comment = "!", .sorted = true, .route = nk_export_cisco_route},
    {.name = NULL},
};
/* clang-format on */

const char *const nk_export_names[] = {"ip", "json", "csv", "tsv", "bird", "frr", "cisco", NULL};

void nk_export_release(struct nk_export *x)
{
    nk_buf_release(&x->text);
}

/* ---- what a format cannot say -------------------------------------------- */

static void note(struct nk_export *x, const char *what, bool left_out)
{
    for (size_t i = 0; i < x->note_count; i++) {
        if (strcmp(x->notes[i].text, what) == 0 && x->notes[i].left_out == left_out) {
            x->notes[i].count++;
            return;
        }
    }
    if (x->note_count == NK_EXPORT_NOTES) { /* there are fewer kinds than that */
        x->notes[NK_EXPORT_NOTES - 1].count++;
        return;
    }
    struct nk_export_note *n = &x->notes[x->note_count++];
    snprintf(n->text, sizeof n->text, "%s", what);
    n->left_out = left_out;
    n->count = 1;
}

void nk_export_lose(struct nk_export *x, const char *what)
{
    note(x, what, false);
}

void nk_export_lose_extras(struct nk_export *x, const struct nk_route *route)
{
    if (route->label != NK_ROUTE_NONE)
        nk_export_lose(x, "labels");
    else if (route->flags & NK_ROUTE_HAS_ORIGIN)
        nk_export_lose(x, "origins");
    if (route->path != NK_ROUTE_NONE)
        nk_export_lose(x, "BGP attributes");
}

bool nk_export_leave(struct nk_export *x, const struct nk_route *route, const char *what)
{
    char room[NK_ROUTE_NAME_MAX], text[NK_EXPORT_NOTE_MAX];
    if (what == NULL) {
        snprintf(text, sizeof text, "%s routes", nk_route_type_name(route->type, room));
        what = text;
    }
    note(x, what, true);
    return false;
}

/* ---- parts --------------------------------------------------------------- */

void nk_export_prefix(struct nk_export *x, const struct nk_route *route)
{
    struct nk_prefix p = nk_route_prefix(route);
    p = nk_prefix_network(&p);
    nk_add_prefix(&x->text, &p);
}

static bool is_word(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!plain && (c == '\0' || strchr("._:@/+-", c) == NULL))
            return false;
    }
    return len > 0 && len < 64;
}

bool nk_export_dev(struct nk_export *x, uint32_t dev, const char **name, size_t *len)
{
    *name = nk_table_text_of(x->table, dev, len);
    return *name == NULL || is_word(*name, *len);
}

const char *nk_export_vrf(const struct nk_export *x, uint32_t table, size_t *len)
{
    const struct nk_table *t = x->table;
    for (size_t i = 0; i < t->vrf_count; i++) {
        const char *name = nk_table_text_of(t, t->vrfs[i].dev, len);
        if (t->vrfs[i].table == table && t->vrfs[i].is_master && name != NULL &&
            is_word(name, *len))
            return name;
    }
    return NULL;
}

/* ---- the run ------------------------------------------------------------- */

/* Hands over what was written. */
static bool flush(struct nk_export *x, struct nk_err *err)
{
    if (x->text.failed)
        return nk_err_memory(err);
    bool more = x->text.len == 0 || x->sink(x->closure, x->text.data, x->text.len);
    nk_buf_clear(&x->text);
    return more;
}

/* A comment for a route that is left out, where there are comments. */
static void comment(struct nk_export *x, const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    if (x->format->comment == NULL)
        return;
    nk_buf_printf(&x->text, "%s left out: %s ", x->format->comment,
                  nk_route_type_name(route->type, room));
    nk_export_prefix(x, route);
    nk_buf_add_byte(&x->text, '\n');
}

static bool put_route(struct nk_export *x, const struct nk_route *route, struct nk_err *err)
{
    size_t before = x->text.len;
    if (route->flags & NK_ROUTE_INACTIVE && !x->format->every) {
        nk_export_leave(x, route, "routes that are not used");
        return true;
    }
    if (x->format->route(x, route)) {
        x->written++;
    } else {
        if (!x->text.failed)
            x->text.len = before;
        comment(x, route);
    }
    return flush(x, err);
}

static bool wanted(const struct nk_export *x, uint8_t family)
{
    return x->family == NK_FAMILY_NONE || x->family == family;
}

static bool put_in_order(struct nk_export *x, struct nk_err *err)
{
    const struct nk_table *t = x->table;
    for (size_t i = 0; i < t->count; i++)
        if (wanted(x, t->routes[i].family) && !put_route(x, &t->routes[i], err))
            return false;
    return true;
}

/* The same prefix in the same table? Host bits do not count. */
static int compare_prefixes(const struct nk_route *a, const struct nk_route *b)
{
    struct nk_prefix p = nk_route_prefix(a), q = nk_route_prefix(b);
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->table != b->table)
        return a->table < b->table ? -1 : 1;
    p = nk_prefix_network(&p);
    q = nk_prefix_network(&q);
    return nk_prefix_compare(&p, &q);
}

static int compare_routes(const void *a, const void *b, void *closure)
{
    const struct nk_table *t = closure;
    uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    int order = compare_prefixes(&t->routes[i], &t->routes[k]);
    if (order != 0)
        return order;
    uint32_t m = t->routes[i].metric, n = t->routes[k].metric;
    if (m != n)
        return m < n ? -1 : 1;
    return i < k ? -1 : i > k;
}

/* The indices of the wanted routes, sorted; free it. NULL when out of memory. */
static uint32_t *sorted(const struct nk_export *x, size_t *count)
{
    const struct nk_table *t = x->table;
    uint32_t *order = malloc((t->count + 1) * sizeof *order);
    *count = 0;
    for (size_t i = 0; order != NULL && i < t->count; i++)
        if (wanted(x, t->routes[i].family))
            order[(*count)++] = (uint32_t)i;
    if (order != NULL)
        qsort_r(order, *count, sizeof *order, compare_routes, (void *)(uintptr_t)t);
    return order;
}

/* ---- commands ------------------------------------------------------------ */

/* What has to be there before the others: the machine's own addresses, then what is on the link,
 * then what is behind a gateway. */
enum { STAGES = 3 };

static int stage_of(const struct nk_export *x, const struct nk_route *route)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(x->table, route->hops, &count);
    if (route->type == NK_ROUTE_LOCAL)
        return 0;
    for (size_t i = 0; i < count; i++)
        if (hops[i].via.family != NK_FAMILY_NONE)
            return 2;
    return 1;
}

/* Marks the routes that are not the only one of their prefix, table and metric: these are appended,
 * since a second one is refused where it is added. */
static bool mark_again(const struct nk_export *x, bool *again)
{
    const struct nk_route *routes = x->table->routes;
    size_t count;
    uint32_t *order = sorted(x, &count);
    for (size_t i = 1; order != NULL && i < count; i++) {
        const struct nk_route *a = &routes[order[i - 1]], *b = &routes[order[i]];
        if (a->metric == b->metric && compare_prefixes(a, b) == 0)
            again[order[i - 1]] = again[order[i]] = true;
    }
    bool good = order != NULL;
    free(order);
    return good;
}

static bool put_commands(struct nk_export *x, struct nk_err *err)
{
    const struct nk_table *t = x->table;
    bool *again = calloc(t->count + 1, sizeof *again);
    if (again == NULL)
        return nk_err_memory(err);
    bool good = mark_again(x, again) || nk_err_memory(err);
    for (int stage = 0; good && stage < STAGES; stage++) {
        for (size_t i = 0; good && i < t->count; i++) {
            if (!wanted(x, t->routes[i].family) || stage_of(x, &t->routes[i]) != stage)
                continue;
            x->again = again[i];
            good = put_route(x, &t->routes[i], err);
        }
    }
    free(again);
    return good;
}

/* ---- sections ------------------------------------------------------------ */

/* One route of the sorted ones; begins a section where it is the first of its table. */
static bool put_sorted(struct nk_export *x, const struct nk_route *last,
                       const struct nk_route *route, struct nk_err *err)
{
    const struct nk_export_format *f = x->format;
    if (last == NULL || last->family != route->family || last->table != route->table) {
        if (last != NULL && f->section_end != NULL)
            f->section_end(x);
        if (f->section != NULL)
            f->section(x, route);
        x->sections++;
    }
    x->rank = last != NULL && compare_prefixes(last, route) == 0 ? x->rank + 1 : 0;
    return put_route(x, route, err);
}

static bool put_sections(struct nk_export *x, struct nk_err *err)
{
    const struct nk_route *last = NULL;
    size_t count;
    uint32_t *order = sorted(x, &count);
    bool good = true;
    if (order == NULL)
        return nk_err_memory(err);
    for (size_t i = 0; good && i < count; i++) {
        const struct nk_route *route = &x->table->routes[order[i]];
        if (route->flags & NK_ROUTE_INACTIVE) {
            nk_export_leave(x, route, "routes that are not used");
            continue;
        }
        good = put_sorted(x, last, route, err);
        last = route;
    }
    free(order);
    if (last != NULL && x->format->section_end != NULL)
        x->format->section_end(x);
    return good && flush(x, err);
}

/* ---- the whole ----------------------------------------------------------- */

/* The three rules that every machine has from its start: to add them again would be an error. */
static bool is_given(const struct nk_rule *r)
{
    uint32_t table = r->priority == 0       ? NK_TABLE_LOCAL
                     : r->priority == 32766 ? NK_TABLE_MAIN
                     : r->priority == 32767 ? NK_TABLE_DEFAULT
                                            : NK_ROUTE_NONE;
    return r->action == NK_RULE_TABLE && r->table == table && !r->invert && !r->l3mdev &&
           r->from.length == 0 && r->to.length == 0 && r->iif == NK_ROUTE_NONE &&
           r->oif == NK_ROUTE_NONE && r->mask == 0 && r->tos == 0 && r->tos_mask == 0 &&
           r->ipproto == 0 && r->sport_last == 0 && r->dport_last == 0 && !r->has_uid &&
           r->suppress_prefixlength < 0 && r->suppress_ifgroup < 0;
}

static bool put_rules(struct nk_export *x, struct nk_err *err)
{
    for (size_t i = 0; i < x->table->rule_count; i++) {
        const struct nk_rule *rule = &x->table->rules[i];
        if (is_given(rule) || (rule->family != NK_FAMILY_NONE && !wanted(x, rule->family)))
            continue;
        if (x->format->rule == NULL)
            note(x, "rules", true);
        else
            x->format->rule(x, rule);
        if (!flush(x, err))
            return false;
    }
    return true;
}

bool nk_export_run(struct nk_export *x, const char *format, struct nk_err *err)
{
    x->format = nk_export_formats;
    while (strcmp(x->format->name, format) != 0)
        x->format++;
    if (x->format->begin != NULL)
        x->format->begin(x);
    bool good = x->format->sorted     ? put_sections(x, err)
                : x->format->commands ? put_commands(x, err)
                                      : put_in_order(x, err);
    if (!good || !put_rules(x, err))
        return false;
    if (x->format->end != NULL)
        x->format->end(x);
    return flush(x, err);
}
