/* Which routes a listing has: a prefix, and filters as words behind it. */
#ifndef NK_CLI_ROUTE_FILTER_H
#define NK_CLI_ROUTE_FILTER_H

#include "cli/cli.h"
#include "route/table.h"

enum nk_filter_mode {
    NK_FILTER_EXACT,
    NK_FILTER_LONGER,  /* the prefix and those that it covers */
    NK_FILTER_SHORTER, /* the prefix and those that cover it */
};

/* Zero-initialised lets every route pass. The words are borrowed. */
struct nk_route_filter {
    enum nk_filter_mode mode;
    bool has_prefix;
    const char *prefix_text; /* as given; NULL without one */
    bool any_family;         /* `default`: the whole of either family */
    struct nk_prefix prefix;
    uint8_t family;  /* NK_FAMILY_NONE: both */
    const char *dev; /* NULL: any, as below where has_X is false */
    bool has_via, has_protocol, has_table, has_type, has_origin;
    struct nk_addr via;
    uint8_t protocol, type;
    const char *table_name; /* instead of a number */
    uint32_t table, origin;
};

/* Operands "[PREFIX] [WORD VALUE]...". False after the message. */
bool nk_route_filter_parse(struct nk_ctx *ctx, const struct nk_args *args,
                           struct nk_route_filter *f);
/* The parts of a filter, in the order in which they are asked. */
enum nk_filter_part {
    NK_FILTER_FAMILY,
    NK_FILTER_PREFIX,
    NK_FILTER_PROTOCOL,
    NK_FILTER_TYPE,
    NK_FILTER_TABLE,
    NK_FILTER_ORIGIN,
    NK_FILTER_HOPS,   /* dev and via: one next hop has to have both */
    NK_FILTER_PASSED, /* all of them */
};

/* Whether a filter has a part at all. */
bool nk_route_filter_has(const struct nk_route_filter *f, enum nk_filter_part part);
/* The first part that a route does not pass. */
enum nk_filter_part nk_route_filter_stop(const struct nk_route_filter *f, const struct nk_table *t,
                                         const struct nk_route *r);
bool nk_route_filter_passes(const struct nk_route_filter *f, const struct nk_table *t,
                            const struct nk_route *r);
/* A prefix as an operand; with --lenient short forms too, and what was read is said. False with
 * `err`. */
bool nk_route_prefix_parse(struct nk_ctx *ctx, const char *word, struct nk_prefix *out,
                           struct nk_err *err);
/* For completion: the words that stand before values. */
bool nk_route_filter_offers(size_t at, struct nk_offer *offer);

#endif
