#include "cli/route_filter.h"

#include <string.h>

#include "cli/frame.h"
#include "netkit/asn.h"
#include "route/names.h"

/* ---- words to values ----------------------------------------------------- */

/* What a filter does with its value; false with `err`. */
typedef bool filter_parser(struct nk_route_filter *f, const char *value, struct nk_err *err);

static bool parse_dev(struct nk_route_filter *f, const char *value, struct nk_err *err)
{
    f->dev = value;
    return *value != '\0' || nk_err_set(err, NK_ERR_INPUT, 0, 0, "a device has a name");
}

static bool parse_via(struct nk_route_filter *f, const char *value, struct nk_err *err)
{
    f->has_via = true;
    return nk_addr_parse(value, strlen(value), &f->via, err);
}

static bool parse_proto(struct nk_route_filter *f, const char *value, struct nk_err *err)
{
    f->has_protocol = true;
    return nk_route_protocol_number(value, strlen(value), &f->protocol) ||
           nk_err_set(err, NK_ERR_INPUT, 0, strlen(value),
                      "'%.40s' is no protocol: a name as kernel, static or bgp, or a number up to "
                      "255",
                      value);
}

/* A name that is not well known may be one that a listing has. */
static bool parse_table(struct nk_route_filter *f, const char *value, struct nk_err *err)
{
    f->has_table = true;
    if (nk_table_number(value, strlen(value), &f->table))
        return true;
    f->table_name = value;
    return *value > '9' ||
           nk_err_set(err, NK_ERR_INPUT, 0, strlen(value),
                      "'%.40s' is no table: a name as main or local, or a number up to 4294967295",
                      value);
}

static bool parse_type(struct nk_route_filter *f, const char *value, struct nk_err *err)
{
    f->has_type = true;
    return nk_route_type_number(value, strlen(value), &f->type) ||
           nk_err_set(err, NK_ERR_INPUT, 0, strlen(value),
                      "'%.40s' is no type of route: unicast, local, broadcast, anycast, multicast, "
                      "unreachable, blackhole, prohibit or throw",
                      value);
}

static bool parse_origin(struct nk_route_filter *f, const char *value, struct nk_err *err)
{
    f->has_origin = true;
    return nk_asn_parse(value, strlen(value), &f->origin, err);
}

static const struct filter_word {
    const char *name, *value;
    filter_parser *parse;
} filter_words[] = {
    {"dev", "a device", parse_dev},
    {"via", "an address", parse_via},
    {"proto", "a protocol", parse_proto},
    {"table", "a table", parse_table},
    {"type", "a type of route", parse_type},
    {"origin", "an AS number", parse_origin},
    {NULL, NULL, NULL},
};

static const char *filter_names(const void *of, size_t at)
{
    (void)of;
    return filter_words[at].name;
}

/* The index of a word among the filters, that of the last row where it is none. */
static size_t find_word(const char *word)
{
    size_t i = 0;
    while (filter_words[i].name != NULL && strcmp(filter_words[i].name, word) != 0)
        i++;
    return i;
}

/* ---- operands ------------------------------------------------------------ */

bool nk_route_prefix_parse(struct nk_ctx *ctx, const char *word, struct nk_prefix *out,
                           struct nk_err *err)
{
    char read[NK_PREFIX_TEXT_MAX];
    struct nk_item item;
    size_t len = strlen(word);
    if (!ctx->args->lenient)
        return nk_prefix_parse(word, len, out, err);
    if (!nk_item_parse(word, len, NK_PARSE_LENIENT, &item, err))
        return false;
    if (item.kind == NK_ITEM_RANGE)
        return nk_err_set(err, NK_ERR_INPUT, 0, len, "expected a prefix, found a range");
    *out = item.prefix;
    nk_prefix_format(out, read);
    if (item.lenient)
        nk_cli_say(ctx, "'%.60s' is read as %s", word, read);
    return true;
}

static bool parse_prefix(struct nk_ctx *ctx, struct nk_route_filter *f, const char *word)
{
    struct nk_err err = {0};
    struct nk_prefix p;
    f->has_prefix = true;
    f->prefix_text = word;
    f->any_family = strcmp(word, "default") == 0;
    if (f->any_family)
        return true;
    if (nk_route_prefix_parse(ctx, word, &p, &err)) {
        f->prefix = nk_cli_network(ctx, &p);
        return true;
    }
    if (strpbrk(word, ".:/") == NULL && !ctx->args->lenient) {
        const char *near = nk_cli_nearest(word, filter_names, NULL);
        nk_err_set(&err, NK_ERR_INPUT, 0, strlen(word),
                   "'%.60s' is neither a prefix nor a filter (dev, via, proto, table, type, "
                   "origin)%s%s%s",
                   word, near == NULL ? "" : ": did you mean '", near == NULL ? "" : near,
                   near == NULL ? "" : "'?");
    }
    nk_cli_blame(ctx, word, err.offset, err.length > 0 ? err.length : strlen(word), err.text);
    return false;
}

/* A filter and its value, NULL where nothing follows; `seen` has a bit a filter. */
static bool parse_value(struct nk_ctx *ctx, struct nk_route_filter *f, size_t which,
                        const char *word, const char *value, unsigned *seen)
{
    const struct filter_word *w = &filter_words[which];
    struct nk_err err = {0};
    if (value == NULL)
        nk_err_set(&err, NK_ERR_INPUT, 0, 0, "'%s' needs %s behind it", w->name, w->value);
    else if (*seen >> which & 1)
        nk_err_set(&err, NK_ERR_INPUT, 0, 0, "'%s' is given twice", w->name);
    if (value == NULL || err.code != NK_ERR_NONE) {
        nk_cli_blame(ctx, word, 0, strlen(word), err.text);
        return false;
    }
    *seen |= 1u << which;
    if (w->parse(f, value, &err))
        return true;
    nk_cli_blame(ctx, value, err.offset, err.length > 0 ? err.length : strlen(value), err.text);
    return false;
}

bool nk_route_filter_parse(struct nk_ctx *ctx, const struct nk_args *args,
                           struct nk_route_filter *f)
{
    unsigned seen = 0;
    *f = (struct nk_route_filter){.family = args->family};
    for (size_t i = 0; i < args->operand_count; i++) {
        const char *word = args->operands[i];
        size_t which = find_word(word);
        if (filter_words[which].name != NULL) {
            const char *value = i + 1 < args->operand_count ? args->operands[i + 1] : NULL;
            if (!parse_value(ctx, f, which, word, value, &seen))
                return false;
            i++;
        } else if (f->has_prefix) {
            nk_cli_blame(ctx, word, 0, strlen(word), "there is a prefix already");
            return false;
        } else if (!parse_prefix(ctx, f, word)) {
            return false;
        }
    }
    return true;
}

/* ---- routes -------------------------------------------------------------- */

static bool prefix_passes(const struct nk_route_filter *f, const struct nk_route *r)
{
    struct nk_prefix route = nk_route_prefix(r), whole = {nk_addr_min(r->family), 0};
    const struct nk_prefix *asked = f->any_family ? &whole : &f->prefix;
    if (route.length > nk_family_width(r->family))
        return false;
    route = nk_prefix_network(&route);
    if (f->mode == NK_FILTER_LONGER)
        return nk_prefix_covers(asked, &route);
    if (f->mode == NK_FILTER_SHORTER)
        return nk_prefix_covers(&route, asked);
    return nk_prefix_compare(&route, asked) == 0;
}

static bool has_dev(const struct nk_route_filter *f, const struct nk_table *t, uint32_t dev)
{
    size_t len;
    const char *name = nk_table_text_of(t, dev, &len);
    return name != NULL && len == strlen(f->dev) && memcmp(name, f->dev, len) == 0;
}

/* By its number, or by the name that the listing or a VRF's device gives it. */
static bool has_table(const struct nk_route_filter *f, const struct nk_table *t, uint32_t table)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    if (f->table_name == NULL)
        return f->table == table;
    size_t asked = strlen(f->table_name);
    const char *name = nk_table_name_of(t, table, room, &len);
    bool same = len == asked && memcmp(name, f->table_name, asked) == 0;
    for (size_t i = 0; i < t->vrf_count && !same; i++) {
        name = nk_table_text_of(t, t->vrfs[i].dev, &len);
        same = t->vrfs[i].is_master && t->vrfs[i].table == table && name != NULL && len == asked &&
               memcmp(name, f->table_name, asked) == 0;
    }
    return same;
}

/* One of the next hops has to be what is asked for. */
static bool hops_pass(const struct nk_route_filter *f, const struct nk_table *t,
                      const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, r->hops, &count);
    for (size_t i = 0; i < count; i++)
        if ((f->dev == NULL || has_dev(f, t, hops[i].dev)) &&
            (!f->has_via || nk_addr_compare(&hops[i].via, &f->via) == 0))
            return true;
    return false;
}

bool nk_route_filter_has(const struct nk_route_filter *f, enum nk_filter_part part)
{
    switch (part) {
    case NK_FILTER_FAMILY:
        return f->family != NK_FAMILY_NONE;
    case NK_FILTER_PREFIX:
        return f->has_prefix;
    case NK_FILTER_PROTOCOL:
        return f->has_protocol;
    case NK_FILTER_TYPE:
        return f->has_type;
    case NK_FILTER_TABLE:
        return f->has_table;
    case NK_FILTER_ORIGIN:
        return f->has_origin;
    case NK_FILTER_HOPS:
        return f->dev != NULL || f->has_via;
    default:
        return false;
    }
}

enum nk_filter_part nk_route_filter_stop(const struct nk_route_filter *f, const struct nk_table *t,
                                         const struct nk_route *r)
{
    if (f->family != NK_FAMILY_NONE && f->family != r->family)
        return NK_FILTER_FAMILY;
    if (f->has_prefix && !prefix_passes(f, r))
        return NK_FILTER_PREFIX;
    if (f->has_protocol && f->protocol != r->protocol)
        return NK_FILTER_PROTOCOL;
    if (f->has_type && f->type != r->type)
        return NK_FILTER_TYPE;
    if (f->has_table && !has_table(f, t, r->table))
        return NK_FILTER_TABLE;
    if (f->has_origin && !((r->flags & NK_ROUTE_HAS_ORIGIN) && r->origin == f->origin))
        return NK_FILTER_ORIGIN;
    bool passes = (f->dev == NULL && !f->has_via) || hops_pass(f, t, r);
    return passes ? NK_FILTER_PASSED : NK_FILTER_HOPS;
}

bool nk_route_filter_passes(const struct nk_route_filter *f, const struct nk_table *t,
                            const struct nk_route *r)
{
    return nk_route_filter_stop(f, t, r) == NK_FILTER_PASSED;
}

bool nk_route_filter_offers(size_t at, struct nk_offer *offer)
{
    const struct filter_word *w = &filter_words[at];
    *offer = (struct nk_offer){"", w->name, w->value};
    return w->name != NULL;
}
