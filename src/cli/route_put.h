/* A route as fields of a record: what every verb that prints routes shares. */
#ifndef NK_CLI_ROUTE_PUT_H
#define NK_CLI_ROUTE_PUT_H

#include "base/record.h"
#include "route/text.h"

/* The places of the fields from the first one on, in this order. */
enum nk_route_place_of {
    NK_RP_TYPE,
    NK_RP_PREFIX,
    NK_RP_NEXT_HOPS,
    NK_RP_TABLE,
    NK_RP_METRIC,
    NK_RP_PROTOCOL,
    NK_RP_PREFSRC,
    NK_RP_ORIGIN,
    NK_RP_LABEL,
    NK_RP_COUNT
};

/* Their rows for a schema; `brief` are the flags of prefix, type, next hops and label. */
#define NK_ROUTE_FIELDS(brief)                                                                    \
    {"type",                                                                                      \
     "type",                                                                                      \
     "unicast, local, broadcast, anycast, multicast, unreachable, blackhole, prohibit, throw or " \
     "none",                                                                                      \
     NK_TEXT,                                                                                     \
     brief,                                                                                       \
     11},                                                                                         \
        {"prefix", "prefix", "the prefix, canonical", NK_PREFIX, brief, 20},                      \
        {"next_hops",                                                                             \
         "next hops",                                                                             \
         "where the packet goes: via, dev and weight of each",                                    \
         NK_JSON,                                                                                 \
         (brief) | NK_FIELD_MANY,                                                                 \
         30},                                                                                     \
        {"table", "table", "the table that the route is in: a name or a number", NK_TEXT, 0, 8},  \
        {"metric", "metric", "lower is better among equal prefixes", NK_INT, 0, 6},               \
        {"protocol", "protocol", "who made the route: kernel, static, bgp", NK_TEXT, 0, 8},       \
        {"prefsrc", "prefsrc", "the source address that the host itself takes", NK_ADDR, 0, 15},  \
        {"origin", "origin", "the AS number that announces the prefix", NK_INT, 0, 10},           \
    {                                                                                             \
        "label", "label", "what followed the prefix in a plain list", NK_TEXT, brief, 0           \
    }

/* Sets the fields of a route; `at` is the index of the first one. */
void nk_route_put(struct nk_record *r, size_t at, const struct nk_table *t,
                  const struct nk_route *route);
/* Next hops into one field: an array of objects, as text "via A dev D weight N" joined with ','. */
void nk_put_hops(struct nk_record *r, size_t field, const struct nk_table *t,
                 const struct nk_hop *hops, size_t count);
#endif
