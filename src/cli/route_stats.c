#include <stdio.h>
#include <string.h>

#include "cli/route.h"
#include "cli/route_load.h"
#include "cli/route_stats_explain.h"
#include "draw/canvas.h"
#include "route/stats.h"

enum { F_FAMILY, F_ROUTES, F_LENGTH, F_COUNT, F_SHARE, F_PREFIXES, F_RESULTS, F_BAR };

static const struct nk_field stats_fields[] = {
    {"family", "family", "ipv4 or ipv6", NK_TEXT, NK_FIELD_BRIEF, 6},
    {"routes", "routes", "how many routes the family has", NK_INT, 0, 0},
    {"length", "length", "a prefix length; null in the record of the whole family", NK_INT,
     NK_FIELD_BRIEF, 6},
    {"count", "count", "the routes of that length", NK_INT, NK_FIELD_BRIEF, 9},
    {"share", "share",
     "the part of the family's address space that they cover, as a decimal fraction", NK_TEXT,
     NK_FIELD_BRIEF, 12},
    {"prefixes", "prefixes", "how many of them are distinct prefixes", NK_INT, 0, 0},
    {"next_hops", "next hops",
     "how many results differ: type, next hops, else label; null in the records of lengths", NK_INT,
     0, 0},
    {"bar", "bar", "the count as a bar, the longest for the most frequent length", NK_TEXT,
     NK_FIELD_BRIEF, 0},
};

static const struct nk_schema stats_schema = {
    .fields = stats_fields,
    .count = sizeof stats_fields / sizeof *stats_fields,
    .operand = F_LENGTH,
};

enum { BAR_MAX = NK_STATS_BAR_MAX, COLUMNS = 80 };

static const char *family_word(uint8_t family)
{
    return family == NK_IPV4 ? "ipv4" : "ipv6";
}

static uint64_t most_frequent(const struct nk_route_stats *s)
{
    uint64_t most = 1;
    for (unsigned i = 0; i <= 128; i++)
        most = s->lengths[i] > most ? s->lengths[i] : most;
    return most;
}

/* At least one cell for what is there at all. */
static unsigned bar_of(const struct nk_route_stats *s, unsigned length)
{
    return (unsigned)((s->lengths[length] * BAR_MAX + most_frequent(s) - 1) / most_frequent(s));
}

/* ---- records ------------------------------------------------------------- */

static void put_share(struct nk_record *r, struct nk_count addresses, uint8_t family)
{
    char text[32];
    snprintf(text, sizeof text, "%.6g", nk_route_share(addresses, family));
    nk_record_text(r, F_SHARE, text);
}

static struct nk_count addresses_of(const struct nk_route_stats *s, unsigned length, uint8_t family)
{
    struct nk_prefix p = {nk_addr_min(family), (uint8_t)length};
    struct nk_count one = nk_prefix_count(&p), all = {0};
    /* 2^length of them are the whole space: no more than a few doublings of a 64-bit number */
    for (uint64_t n = s->distinct[length]; n > 0; n >>= 1) {
        if (n & 1)
            all = nk_count_add(all, one);
        one = nk_count_add(one, one);
    }
    return all;
}

static bool write_length(struct nk_record *r, const struct nk_route_stats *s, unsigned length,
                         uint8_t family)
{
    char bar[BAR_MAX];
    nk_record_text(r, F_FAMILY, family_word(family));
    nk_record_int(r, F_ROUTES, (int64_t)s->routes);
    nk_record_int(r, F_LENGTH, length);
    nk_record_int(r, F_COUNT, (int64_t)s->lengths[length]);
    nk_record_int(r, F_PREFIXES, (int64_t)s->distinct[length]);
    put_share(r, addresses_of(s, length, family), family);
    memset(bar, '#', sizeof bar);
    nk_record_slice(r, F_BAR, bar, bar_of(s, length));
    return nk_record_end(r);
}

/* The whole family first, then each length that occurs. */
static bool write_records(struct nk_record *r, const struct nk_route_stats *s, uint8_t family)
{
    nk_record_text(r, F_FAMILY, family_word(family));
    nk_record_int(r, F_ROUTES, (int64_t)s->routes);
    nk_record_int(r, F_COUNT, (int64_t)s->routes);
    nk_record_int(r, F_PREFIXES, (int64_t)s->prefixes);
    nk_record_int(r, F_RESULTS, (int64_t)s->results);
    put_share(r, s->covered, family);
    bool good = nk_record_end(r);
    for (unsigned i = 0; good && i <= 128; i++)
        good = s->lengths[i] == 0 || write_length(r, s, i, family);
    return good;
}

/* ---- the picture --------------------------------------------------------- */

static void draw(struct nk_canvas *c, const struct nk_route_stats *s, uint8_t family)
{
    size_t row = c->rows + (c->rows > 0);
    nk_canvas_printf(c, row++, 0, NK_INK_STRONG, "IPv%d: %llu routes, %.4g %% of the address space",
                     family, (unsigned long long)s->routes,
                     100 * nk_route_share(s->covered, family));
    for (unsigned i = 0; i <= 128; i++) {
        if (s->lengths[i] == 0)
            continue;
        nk_canvas_printf(c, row, 0, NK_INK_DIM, "/%u", i);
        nk_canvas_fill(c, row, 5, bar_of(s, i), NK_INK_NETWORK, 0x2588);
        nk_canvas_printf(c, row++, 6 + bar_of(s, i), NK_INK_PLAIN, "%llu",
                         (unsigned long long)s->lengths[i]);
    }
}

/* ---- the verb ------------------------------------------------------------ */

/* One run of the verb: the families that have routes, as records or as a picture. */
struct stats {
    struct nk_record record;
    struct nk_canvas canvas;
    uint64_t routes;
};

static bool tell_family(struct nk_ctx *ctx, struct stats *x, const struct nk_table *t,
                        uint8_t family)
{
    struct nk_route_stats s;
    struct nk_err err = {0};
    if (ctx->args->family != NK_FAMILY_NONE && ctx->args->family != family)
        return true;
    if (!nk_route_stats(&s, t, family, &err)) {
        nk_cli_fail(ctx, &err);
        return false;
    }
    x->routes += s.routes;
    if (s.routes == 0)
        return true;
    if (nk_cli_explains(ctx) && !nk_stats_explain(ctx, &s, family, x->routes > s.routes))
        return false;
    if (!ctx->args->svg)
        return write_records(&x->record, &s, family);
    draw(&x->canvas, &s, family);
    return true;
}

static void tell_table(struct nk_ctx *ctx, struct stats *x, const struct nk_table *t)
{
    struct nk_err err = {0};
    if (!tell_family(ctx, x, t, NK_IPV4) || !tell_family(ctx, x, t, NK_IPV6))
        return;
    if (ctx->args->svg && x->routes > 0 &&
        !nk_canvas_svg(&x->canvas, ctx->out, "prefix lengths of a routing table", &err) &&
        err.code == NK_ERR_MEMORY)
        nk_cli_fail(ctx, &err);
}

static enum nk_status run_stats(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct stats x = {0};
    struct nk_table table = {0};
    if (!nk_cli_records(ctx, &x.record))
        return ctx->worst;
    nk_canvas_init(&x.canvas, COLUMNS);
    if (nk_route_load_option(ctx, args, &table))
        tell_table(ctx, &x, &table);
    nk_canvas_release(&x.canvas);
    nk_table_release(&table);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option stats_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = ""},
};

static const struct nk_example stats_examples[] = {
    {"route stats -t sample:textbook", "the lengths of a built-in table"},
    {"route stats -t sample:textbook --explain", "how the share of the address space is made"},
    {"", ""},
};

const struct nk_verb nk_route_stats_verb = {
    .name = "stats",
    .operands = "",
    .summary = "how many routes of which length, and what they cover",
    .about = "Counts the routes of each family and of each prefix length, the results that differ, "
             "and the share of the address space.",
    .options = stats_options,
    .common =
        NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_STRICT | NK_COMMON_SVG,
    .max_operands = NK_NO_OPERANDS,
    .schema = &stats_schema,
    .examples = stats_examples,
    .run = run_stats,
};
