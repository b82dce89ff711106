#include "cli/route_list_explain.h"

#include "addr/put.h"
#include "cli/explain.h"
#include "cli/route_put.h"
#include "cli/route_words.h"
#include "route/names.h"

enum { TOLD = 20 }; /* routes that pass */

/* The columns in the order of the listing. */
enum { C_PREFIX, C_TYPE, C_NEXT_HOPS, C_PROTOCOL, C_METRIC, C_TABLE, C_ORIGIN, C_LABEL };

static unsigned width_of(const struct nk_route *r)
{
    return nk_family_width(r->family);
}

/* ---- why a route is left out --------------------------------------------- */

/* The first bit that differs, counted from 1; 0 where all that both have are equal. */
static unsigned first_difference(const struct nk_prefix *a, const struct nk_prefix *b)
{
    unsigned width = nk_family_width(a->addr.family);
    unsigned least = a->length < b->length ? a->length : b->length;
    struct nk_u128 differ = nk_u128_xor(nk_addr_bits(a->addr), nk_addr_bits(b->addr));
    unsigned same = nk_u128_leading_zeros(differ) - (128 - width);
    return same < least ? same + 1 : 0;
}

static void add_prefix_reason(struct nk_buf *w, const struct nk_route_filter *f,
                              const struct nk_route *r)
{
    struct nk_prefix p = nk_route_prefix(r), whole = {nk_addr_min(r->family), 0};
    const struct nk_prefix *asked = f->any_family ? &whole : &f->prefix;
    if (asked->addr.family != r->family) {
        nk_buf_printf(w, "it is IPv%d", r->family);
        return;
    }
    unsigned bit = first_difference(&p, asked);
    if (bit != 0)
        nk_buf_printf(w, "bit %u differs", bit);
    else
        nk_buf_printf(w, "its length is %u, %s than %u", p.length,
                      p.length < asked->length ? "shorter" : "longer", asked->length);
}

static void add_hops_reason(struct nk_buf *w, const struct nk_table *t, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, r->hops, &count);
    if (count == 0)
        nk_buf_add_text(w, "it has no next hop");
    else
        nk_buf_add_text(w, "its next hops are ");
    if (count > 0)
        nk_hops_text(w, t, hops, count);
}

static void add_reason(struct nk_buf *w, const struct nk_route_filter *f, const struct nk_table *t,
                       const struct nk_route *r, enum nk_filter_part part)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    const char *table;
    switch (part) {
    case NK_FILTER_FAMILY:
        nk_buf_printf(w, "it is IPv%d", r->family);
        break;
    case NK_FILTER_PREFIX:
        add_prefix_reason(w, f, r);
        break;
    case NK_FILTER_PROTOCOL:
        nk_buf_printf(w, "its protocol is %s",
                      r->protocol == 0 ? "not said" : nk_route_protocol_name(r->protocol, room));
        break;
    case NK_FILTER_TYPE:
        nk_buf_printf(w, "its type is %s", nk_route_type_name(r->type, room));
        break;
    case NK_FILTER_TABLE:
        table = nk_table_name_of(t, r->table, room, &len);
        nk_buf_add_text(w, "its table is ");
        nk_buf_add(w, table, len);
        break;
    case NK_FILTER_ORIGIN:
        if (r->flags & NK_ROUTE_HAS_ORIGIN)
            nk_buf_printf(w, "its origin is AS%u", r->origin);
        else
            nk_buf_add_text(w, "it has no one origin");
        break;
    default:
        add_hops_reason(w, t, r);
    }
}

/* ---- route by route ------------------------------------------------------ */

/* " (FILE:LINE)" */
static void add_place(struct nk_buf *w, const struct nk_table *t, const struct nk_route *r)
{
    size_t len;
    const char *file = nk_table_source_of(t, r->source, &len);
    if (file == NULL)
        return;
    nk_buf_add_text(w, " (");
    if (len == 1 && *file == '-')
        nk_buf_add_text(w, "standard input");
    else
        nk_buf_add(w, file, len);
    if (r->line > 0)
        nk_buf_printf(w, ":%u", r->line);
    nk_buf_add_byte(w, ')');
}

static void keep_left(struct nk_list_telling *x, const struct nk_route_filter *f,
                      const struct nk_table *t, const struct nk_route *r, enum nk_filter_part part)
{
    struct nk_buf *w = &x->first[part];
    if (x->left[part]++ > 0)
        return;
    nk_route_add_line(w, t, r);
    add_place(w, t, r);
    nk_buf_add_text(w, ": ");
    add_reason(w, f, t, r, part);
    nk_buf_add_byte(w, '\0');
}

static void count_columns(struct nk_list_telling *x, const struct nk_table *t,
                          const struct nk_route *r)
{
    size_t count;
    nk_table_hops_of(t, r->hops, &count);
    x->filled[C_PREFIX]++;
    x->filled[C_TYPE] += r->type != NK_ROUTE_UNICAST;
    x->filled[C_NEXT_HOPS] += count > 0;
    x->filled[C_PROTOCOL] += r->protocol != 0;
    x->filled[C_METRIC] += (r->flags & NK_ROUTE_HAS_METRIC) != 0;
    x->filled[C_TABLE] += r->table != NK_TABLE_MAIN;
    x->filled[C_ORIGIN] += (r->flags & NK_ROUTE_HAS_ORIGIN) != 0;
    x->filled[C_LABEL] += nk_table_text_of(t, r->label, &count) != NULL;
    x->with_path += nk_table_path_of(t, r->path) != NULL;
}

/* A route that passes: its words, and below a prefix that was asked for its bits. */
static void tell_route(struct nk_list_telling *x, const struct nk_route_filter *f,
                       const struct nk_table *t, const struct nk_route *r)
{
    struct nk_buf w = {0};
    struct nk_prefix p = nk_route_prefix(r);
    if (x->paths && p.length <= width_of(r)) { /* with peer and AS path */
        nk_add_prefix(&w, &p);
        nk_buf_add_byte(&w, ' ');
        nk_route_add_sentence(&w, t, r);
    } else {
        nk_route_add_line(&w, t, r);
    }
    add_place(&w, t, r);
    nk_buf_add_byte(&w, '\0');
    if (w.failed)
        x->routes.failed = true;
    else
        nk_explain_say(&x->routes, 2, "%s", w.data);
    nk_buf_release(&w);
    if (f->has_prefix && p.length <= width_of(r))
        nk_explain_prefix(&x->routes, &p, ' ', "", 0);
}

bool nk_list_explain(struct nk_list_telling *x, const struct nk_route_filter *f,
                     const struct nk_table *t, const struct nk_route *r)
{
    enum nk_filter_part part = nk_route_filter_stop(f, t, r);
    x->read++;
    if (part != NK_FILTER_PASSED) {
        keep_left(x, f, t, r, part);
        return false;
    }
    count_columns(x, t, r);
    if (x->passed++ < TOLD)
        tell_route(x, f, t, r);
    return true;
}

/* ---- the filter ---------------------------------------------------------- */

static void add_prefix_question(struct nk_buf *w, const struct nk_route_filter *f)
{
    char text[NK_PREFIX_TEXT_MAX];
    unsigned length = f->any_family ? 0 : f->prefix.length;
    if (f->any_family)
        nk_buf_add_text(w, "prefix 0.0.0.0/0 or ::/0");
    else {
        nk_prefix_format(&f->prefix, text);
        nk_buf_printf(w, "prefix %s", text);
    }
    if (f->mode == NK_FILTER_LONGER)
        nk_buf_printf(w, " --longer (length at least %u, the first %u bits equal)", length, length);
    else if (f->mode == NK_FILTER_SHORTER)
        nk_buf_printf(w, " --shorter (length at most %u, all of the route's bits equal)", length);
    else
        nk_buf_printf(w, " --exact (length %u, the first %u bits equal)", length, length);
}

static void add_question(struct nk_buf *w, const struct nk_route_filter *f,
                         enum nk_filter_part part)
{
    char room[NK_ROUTE_NAME_MAX];
    switch (part) {
    case NK_FILTER_FAMILY:
        nk_buf_printf(w, "family IPv%d", f->family);
        break;
    case NK_FILTER_PREFIX:
        add_prefix_question(w, f);
        break;
    case NK_FILTER_PROTOCOL:
        nk_buf_printf(w, "proto %s", nk_route_protocol_name(f->protocol, room));
        break;
    case NK_FILTER_TYPE:
        nk_buf_printf(w, "type %s", nk_route_type_name(f->type, room));
        break;
    case NK_FILTER_TABLE:
        nk_buf_printf(w, "table %s",
                      f->table_name != NULL ? f->table_name : nk_table_name(f->table, room));
        break;
    case NK_FILTER_ORIGIN:
        nk_buf_printf(w, "origin AS%u", f->origin);
        break;
    default:
        nk_buf_add_text(w, "one next hop with");
        if (f->dev != NULL)
            nk_buf_printf(w, " dev %s", f->dev);
        if (f->has_via) {
            nk_buf_add_text(w, " via ");
            nk_add_addr(w, &f->via);
        }
    }
}

/* Each part takes what the one before let pass. */
static void tell_filter(struct nk_list_telling *x, struct nk_buf *b,
                        const struct nk_route_filter *f)
{
    unsigned number = 0;
    uint64_t rest = x->read;
    for (unsigned i = 0; i < NK_FILTER_PASSED; i++) {
        enum nk_filter_part part = (enum nk_filter_part)i;
        struct nk_buf w = {0};
        if (!nk_route_filter_has(f, part))
            continue;
        add_question(&w, f, part);
        nk_buf_printf(&w, ": %llu - %llu = %llu pass", (unsigned long long)rest,
                      (unsigned long long)x->left[i], (unsigned long long)(rest - x->left[i]));
        nk_buf_add_byte(&w, '\0');
        if (!w.failed)
            nk_explain_say(b, 0, "%u. %s", ++number, w.data);
        b->failed = b->failed || w.failed || x->first[i].failed;
        if (x->left[i] > 0 && !b->failed)
            nk_explain_say(b, 3, "the first left out: %s", x->first[i].data);
        rest -= x->left[i];
        nk_buf_release(&w);
    }
}

/* ---- the columns --------------------------------------------------------- */

static void tell_column(struct nk_list_telling *x, struct nk_buf *b, unsigned column,
                        const char *name, const char *from)
{
    size_t line = b->len;
    nk_buf_printf(b, "  %-9s %7llu", name, (unsigned long long)x->filled[column]);
    nk_explain_pad(b, line, 21);
    nk_buf_printf(b, "%s\n", from);
}

static void tell_columns(struct nk_list_telling *x, struct nk_buf *b)
{
    nk_explain_say(b, 0, "columns: how many of the %llu say it, and what it is",
                   (unsigned long long)x->passed);
    tell_column(x, b, C_PREFIX, "prefix", "the destination, as it stands there");
    tell_column(x, b, C_TYPE, "type", "the word before it; unicast where there is none");
    tell_column(x, b, C_NEXT_HOPS, "next_hops", "gateways (via) and devices (dev); -: not said");
    tell_column(x, b, C_PROTOCOL, "protocol", "who made the route; -: not said");
    tell_column(x, b, C_METRIC, "metric", "the lower wins among equal prefixes; -: counts as 0");
    tell_column(x, b, C_TABLE, "table", "another one than main, where nothing is said");
    tell_column(x, b, C_ORIGIN, "origin", "the AS: a label that is a number, or a path's last");
    tell_column(x, b, C_LABEL, "label", "what follows a plain prefix; -: nothing does");
    if (x->paths)
        nk_explain_say(
            b, 2, "peer and the columns behind it are the path attributes of an MRT dump: %llu",
            (unsigned long long)x->with_path);
}

/* ---- all of it ----------------------------------------------------------- */

static void tell_routes(struct nk_list_telling *x, struct nk_buf *b,
                        const struct nk_route_filter *f)
{
    nk_explain_say(b, 0, "routes that pass: %llu%s", (unsigned long long)x->passed,
                   x->passed > 0 ? ", in the order of their sources" : "");
    if (x->passed == 0)
        return;
    if (f->has_prefix && !f->any_family)
        nk_explain_prefix(b, &f->prefix, '?', "asked for", strlen("asked for"));
    nk_buf_add(b, x->routes.data, x->routes.len);
    nk_explain_more(b, 2, x->passed, TOLD, "routes" NK_LISTED_ELSE);
    tell_columns(x, b);
}

void nk_list_explain_end(struct nk_ctx *ctx, struct nk_list_telling *x,
                         const struct nk_route_filter *f)
{
    struct nk_buf b = {0};
    nk_explain_say(&b, 0, "routes read: %llu", (unsigned long long)x->read);
    tell_filter(x, &b, f);
    tell_routes(x, &b, f);
    b.failed = b.failed || x->routes.failed;
    nk_cli_print_made(ctx, &b);
}

void nk_list_telling_release(struct nk_list_telling *x)
{
    nk_buf_release(&x->routes);
    for (unsigned i = 0; i < NK_FILTER_PASSED; i++)
        nk_buf_release(&x->first[i]);
}
