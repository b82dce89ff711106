#include "cli/route_diff_explain.h"

#include "addr/put.h"
#include "cli/explain.h"
#include "cli/route_put.h"
#include "cli/route_words.h"
#include "route/names.h"
#include "route/result.h"

enum {
    TOLD = 20,     /* differences with their working */
    PREFIXES = 12, /* of one range */
};

enum { REMOVED, ADDED, CHANGED };

/* One explanation in the making. */
struct telling {
    struct nk_buf b; /* the differences */
    const struct nk_table *t;
    struct nk_diff_seen seen;
    bool effective;
    uint64_t counts[3]; /* by kind */
    uint64_t told, rest;
};

/* ---- fields -------------------------------------------------------------- */

static const char *field_name(enum nk_diff_field field)
{
    static const char names[NK_DIFF_FIELDS][18] = {
        [NK_DIFF_METRIC] = "metric",         [NK_DIFF_TYPE] = "type",
        [NK_DIFF_HOPS] = "next hops",        [NK_DIFF_LABEL] = "label",
        [NK_DIFF_ORIGIN] = "origin",         [NK_DIFF_PROTOCOL] = "protocol",
        [NK_DIFF_PREFSRC] = "prefsrc",       [NK_DIFF_MTU] = "mtu",
        [NK_DIFF_ATTRS] = "path attributes",
    };
    return names[field];
}

static void add_hops(struct nk_buf *w, const struct nk_table *t, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, r->hops, &count);
    if (count > 0)
        nk_hops_text(w, t, hops, count);
}

static void add_value(struct nk_buf *w, const struct nk_table *t, const struct nk_route *r,
                      enum nk_diff_field field)
{
    char room[NK_ROUTE_NAME_MAX];
    struct nk_route_more more = {.mtu = 0};
    const struct nk_route_more *has = nk_table_more_of(t, r->more);
    size_t len, before = w->len;
    const char *label = nk_table_text_of(t, r->label, &len);
    more = has != NULL ? *has : more;
    if (field == NK_DIFF_METRIC)
        nk_buf_printf(w, "%u", r->metric);
    else if (field == NK_DIFF_TYPE)
        nk_buf_add_text(w, nk_route_type_name(r->type, room));
    else if (field == NK_DIFF_HOPS)
        add_hops(w, t, r);
    else if (field == NK_DIFF_LABEL && label != NULL)
        nk_buf_add(w, label, len);
    else if (field == NK_DIFF_ORIGIN && (r->flags & NK_ROUTE_HAS_ORIGIN))
        nk_buf_printf(w, "AS%u", r->origin);
    else if (field == NK_DIFF_PROTOCOL && r->protocol != 0)
        nk_buf_add_text(w, nk_route_protocol_name(r->protocol, room));
    else if (field == NK_DIFF_PREFSRC && more.prefsrc.family != NK_FAMILY_NONE)
        nk_add_addr(w, &more.prefsrc);
    else if (field == NK_DIFF_MTU && more.mtu != 0)
        nk_buf_printf(w, "%u", more.mtu);
    else if (field == NK_DIFF_ATTRS)
        nk_route_add_sentence(w, t, r);
    if (w->len == before)
        nk_buf_add_byte(w, '-');
}

/* Says what was gathered in a buffer, and releases it. */
static void say(struct telling *x, unsigned indent, struct nk_buf *w)
{
    nk_buf_add_byte(w, '\0');
    if (w->failed)
        x->b.failed = true;
    else
        nk_explain_say(&x->b, indent, "%s", w->data);
    nk_buf_release(w);
}

static void tell_fields(struct telling *x, const struct nk_route *old, const struct nk_route *new)
{
    unsigned same = 0;
    for (unsigned i = 0; i < NK_DIFF_FIELDS; i++) {
        enum nk_diff_field field = (enum nk_diff_field)i;
        struct nk_buf w = {0};
        if (nk_diff_compare(x->t, old, new, field) == 0) {
            same++;
            continue;
        }
        nk_buf_printf(&w, "%s: ", field_name(field));
        add_value(&w, x->t, old, field);
        nk_buf_add_text(&w, ", now ");
        add_value(&w, x->t, new, field);
        say(x, 4, &w);
    }
    nk_explain_say(&x->b, 4, "equal: %u of %d fields", same, NK_DIFF_FIELDS);
}

static void tell_route(struct telling *x, const char *before, const struct nk_route *r)
{
    struct nk_buf w = {0};
    nk_buf_add_text(&w, before);
    nk_route_add_sentence(&w, x->t, r);
    say(x, 4, &w);
}

/* ---- route by route ------------------------------------------------------ */

static void add_key(struct telling *x, struct nk_buf *w, uint32_t table, const struct nk_route *r)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    struct nk_prefix p = nk_route_prefix(r);
    const struct nk_route_more *more = nk_table_more_of(x->t, r->more);
    const char *name = nk_table_name_of(x->t, table, room, &len);
    p = nk_prefix_network(&p);
    nk_add_prefix(w, &p);
    nk_buf_add_text(w, ", table ");
    nk_buf_add(w, name, len);
    if (r->tos != 0)
        nk_buf_printf(w, ", TOS 0x%02x", r->tos);
    if (more != NULL && more->from.addr.family != NK_FAMILY_NONE) {
        nk_buf_add_text(w, ", from ");
        nk_add_prefix(w, &more->from);
    }
}

static void tell_pair(struct telling *x, uint32_t table, const struct nk_route *old,
                      const struct nk_route *new)
{
    struct nk_buf w = {0};
    bool paired = old != NULL && new != NULL;
    const struct nk_route *one = new == NULL ? old : new;
    if (one == NULL) /* what differs has at least one of them, which the analyzers cannot know */
        return;
    nk_buf_add_text(&w, paired ? "~ " : old == NULL ? "+ " : "- ");
    add_key(x, &w, table, one);
    say(x, 0, &w);
    if (paired) {
        tell_fields(x, old, new);
        return;
    }
    nk_explain_say(&x->b, 4, "nothing is left to pair it with in %s", one == old ? "NEW" : "OLD");
    tell_route(x, "it is: ", one);
}

/* ---- address by address -------------------------------------------------- */

static void tell_prefixes(struct telling *x, const struct nk_range *where)
{
    struct nk_range rest = *where;
    struct nk_buf w = {0};
    bool more = true;
    unsigned count = 0;
    nk_buf_add_text(&w, "as the fewest prefixes:");
    while (more) {
        struct nk_prefix p;
        more = nk_range_take_prefix(&rest, &p);
        if (count++ >= PREFIXES)
            continue;
        nk_buf_add_byte(&w, ' ');
        nk_add_prefix(&w, &p);
    }
    if (count > PREFIXES)
        nk_buf_printf(&w, " and %u more", count - PREFIXES);
    say(x, 4, &w);
}

static void tell_match(struct telling *x, const char *side, const struct nk_prefix *match,
                       const struct nk_route *r)
{
    if (match->addr.family != NK_FAMILY_NONE)
        nk_explain_prefix(&x->b, match, ' ', side, strlen(side));
    struct nk_buf w = {0};
    nk_buf_printf(&w, "result in %s: ", side);
    if (r == NULL) {
        nk_buf_add_text(&w, match->addr.family != NK_FAMILY_NONE ? "no route (throw)"
                                                                 : "no route, nothing matches");
    } else {
        struct nk_route result = nk_result_as_route(r);
        nk_route_add_sentence(&w, x->t, &result);
    }
    say(x, 4, &w);
}

static void tell_range(struct telling *x, uint32_t table, const struct nk_range *where,
                       const struct nk_route *old, const struct nk_route *new)
{
    char first[NK_ADDR_TEXT_MAX], last[NK_ADDR_TEXT_MAX], text[NK_COUNT_TEXT_MAX];
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    const char *name = nk_table_name_of(x->t, table, room, &len);
    nk_addr_format(&where->first, first);
    nk_addr_format(&where->last, last);
    nk_count_format(nk_range_count(where), text);
    nk_explain_say(&x->b, 0, "%s %s - %s, table %.*s: %s address%s",
                   old == NULL   ? "+"
                   : new == NULL ? "-"
                                 : "~",
                   first, last, (int)len, name, text, strcmp(text, "1") == 0 ? "" : "es");
    nk_explain_address(&x->b, &where->first);
    tell_match(x, "OLD", &x->seen.matches[0], old);
    tell_match(x, "NEW", &x->seen.matches[1], new);
    tell_prefixes(x, where);
}

/* ---- all of it ----------------------------------------------------------- */

static bool take(void *closure, uint32_t table, const struct nk_range *where,
                 const struct nk_route *old, const struct nk_route *new)
{
    struct telling *x = closure;
    x->counts[new == NULL ? REMOVED : old == NULL ? ADDED : CHANGED]++;
    if (x->told >= TOLD) {
        x->rest++;
        return true;
    }
    x->told++;
    if (x->effective)
        tell_range(x, table, where, old, new);
    else
        tell_pair(x, table, old, new);
    return !x->b.failed;
}

static void tell_routes_start(const struct telling *x, struct nk_buf *b)
{
    nk_explain_say(
        b, 0,
        "1. The key of a route: table and prefix (host bits 0), then TOS and source, in a "
        "BGP dump peer and path identifier. Both tables are sorted by it and merged.");
    nk_explain_say(b, 0,
                   "2. Of one key, routes equal in all %d fields are pairs and drop out: %llu. "
                   "Fields: type, next hops, metric, protocol, prefsrc, mtu, label, origin, path "
                   "attributes.",
                   NK_DIFF_FIELDS, (unsigned long long)x->seen.same);
    nk_explain_say(b, 0,
                   "3. Of what is left of a key, one of OLD and one of NEW are one route that "
                   "changed (~); the others are removed (-) or added (+).");
}

static void tell_effective_start(struct nk_buf *b)
{
    nk_explain_say(
        b, 0,
        "1. The addresses of each table are cut wherever a prefix of OLD or NEW begins or "
        "ends: in a piece, one prefix of each is the longest match.");
    nk_explain_say(b, 0,
                   "2. Pieces with the same result in both (type and next hops, or the label where "
                   "there are none) drop out; neighbours with the same change are joined.");
}

static void tell_end(const struct telling *x, struct nk_buf *b)
{
    unsigned long long removed = x->counts[REMOVED], added = x->counts[ADDED],
                       changed = x->counts[CHANGED], same = x->seen.same;
    nk_explain_more(b, 0, x->rest, 0,
                    x->effective ? "ranges" NK_LISTED_ELSE : "routes" NK_LISTED_ELSE);
    if (x->effective) {
        nk_explain_say(b, 0, "ranges: %llu removed, %llu added, %llu changed", removed, added,
                       changed);
        return;
    }
    nk_explain_say(b, 0, "routes in OLD: %llu = %llu equal + %llu changed + %llu removed",
                   (unsigned long long)x->seen.old, same, changed, removed);
    nk_explain_say(b, 0, "routes in NEW: %llu = %llu equal + %llu changed + %llu added",
                   (unsigned long long)x->seen.new, same, changed, added);
}

static bool compare(struct telling *x, const struct nk_diff *d, struct nk_buf *head,
                    struct nk_err *err)
{
    struct nk_diff seeing = *d;
    seeing.seen = &x->seen;
    if (!(x->effective ? nk_diff_effective : nk_diff_routes)(&seeing, take, x, err))
        return false;
    if (x->effective)
        tell_effective_start(head);
    else
        tell_routes_start(x, head);
    nk_buf_add(head, x->b.data, x->b.len);
    tell_end(x, head);
    return (!x->b.failed && !head->failed) || nk_err_memory(err);
}

void nk_diff_explain(struct nk_ctx *ctx, const struct nk_diff *d, bool effective)
{
    struct telling x = {.t = d->both, .effective = effective};
    struct nk_buf text = {0};
    struct nk_err err = {0};
    if (compare(&x, d, &text, &err))
        nk_cli_print(ctx, text.data, text.len);
    else
        nk_cli_fail(ctx, &err);
    nk_cli_status(ctx,
                  x.counts[REMOVED] + x.counts[ADDED] + x.counts[CHANGED] > 0 ? NK_NO : NK_YES);
    nk_buf_release(&x.b);
    nk_buf_release(&text);
}
