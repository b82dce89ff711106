/* What differs between two tables: route by route, and address by address. */
#ifndef NK_ROUTE_DIFF_H
#define NK_ROUTE_DIFF_H

#include "route/table.h"

/* What a run comes by beside the differences, for whoever tells how they were found. */
struct nk_diff_seen {
    uint64_t old, new, same;     /* nk_diff_routes(), at its end: routes of both, and equal pairs */
    struct nk_prefix matches[2]; /* nk_diff_effective(), before each difference: what the first of
                                    its addresses matches in both; NK_FAMILY_NONE: nothing */
};

/*
 * Both tables in one struct nk_table, so that texts and next hops have the same numbers: the first
 * `old_count` routes are the old table, the rest is the new one.
 */
struct nk_diff {
    const struct nk_table *both;
    size_t old_count;
    uint8_t family;            /* NK_FAMILY_NONE: both */
    struct nk_diff_seen *seen; /* NULL: nobody asks */
};

/* What is compared of two routes of one key. */
enum nk_diff_field {
    NK_DIFF_METRIC,
    NK_DIFF_TYPE,
    NK_DIFF_HOPS,
    NK_DIFF_LABEL,
    NK_DIFF_ORIGIN,
    NK_DIFF_PROTOCOL,
    NK_DIFF_PREFSRC,
    NK_DIFF_MTU,
    NK_DIFF_ATTRS, /* path attributes (MRT) */
    NK_DIFF_FIELDS
};

/* The order of two routes of one table by one field; zero where it does not differ. */
int nk_diff_compare(const struct nk_table *t, const struct nk_route *a, const struct nk_route *b,
                    enum nk_diff_field field);

/* One difference: `old` NULL: added, `new` NULL: removed, else changed. `where` is the prefix, or
 * the addresses that now get something else. False ends the run, which is no failure. */
typedef bool nk_diff_take(void *closure, uint32_t table, const struct nk_range *where,
                          const struct nk_route *old, const struct nk_route *new);

/*
 * Compares routes by table number and prefix (host bits masked), in that order. Of the routes of
 * one prefix those that are in both tables are matched first; of what is left, those of the same
 * TOS, source, and peer and path identifier (MRT) are the old and new form of one route. Compared
 * are type, next hops, metric, protocol, preferred source, MTU, label, origin and path attributes;
 * routes that are listed but not in use do not count. O(n log n). False with NK_ERR_MEMORY.
 */
bool nk_diff_routes(const struct nk_diff *d, nk_diff_take *take, void *closure, struct nk_err *err);

/*
 * Compares what addresses get (route/result.h), by longest prefix, table number by table number:
 * the ranges where the result differs, neighbours with the same results joined. Routes for one TOS
 * or source only do not count; of an MRT dump the first peer's do. O(n log n). False with
 * NK_ERR_MEMORY.
 */
bool nk_diff_effective(const struct nk_diff *d, nk_diff_take *take, void *closure,
                       struct nk_err *err);

#endif
