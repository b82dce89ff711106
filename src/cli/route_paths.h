/* What only paths of BGP have, as fields of a record behind those of a route. */
#ifndef NK_CLI_ROUTE_PATHS_H
#define NK_CLI_ROUTE_PATHS_H

#include "base/record.h"
#include "route/table.h"

/* The places of the fields from the first one on, in this order. */
enum nk_path_place_of {
    NK_PP_PEER,
    NK_PP_PEER_AS,
    NK_PP_AS_PATH,
    NK_PP_ORIGIN_TYPE,
    NK_PP_LOCAL_PREF,
    NK_PP_MED,
    NK_PP_COMMUNITIES,
    NK_PP_LARGE_COMMUNITIES,
    NK_PP_EXT_COMMUNITIES,
    NK_PP_AGGREGATOR,
    NK_PP_ATOMIC_AGGREGATE,
    NK_PP_PATH_ID,
    NK_PP_TIME,
    NK_PP_ORIGINATED,
    NK_PP_COUNT
};

/* Their rows for a schema: shown where a verb enables them. */
#define NK_PATH_FIELDS                                                                           \
    {"peer",  "peer",         "the address of the router that the path is from",                 \
     NK_ADDR, NK_FIELD_EXTRA, 15},                                                               \
        {"peer_as", "peer AS", "its AS number", NK_INT, NK_FIELD_EXTRA, 7},                      \
        {"as_path",                                                                              \
         "AS path",                                                                              \
         "the ASes on the way, the origin last: {sets}; (sequences), [sets] of a confederation", \
         NK_TEXT,                                                                                \
         NK_FIELD_EXTRA,                                                                         \
         30},                                                                                    \
        {"origin_type", "origin type", "IGP, EGP or INCOMPLETE", NK_TEXT, NK_FIELD_EXTRA, 11},   \
        {"local_pref", "pref", "LOCAL_PREF", NK_INT, NK_FIELD_EXTRA, 4},                         \
        {"med", "MED", "MULTI_EXIT_DISC", NK_INT, NK_FIELD_EXTRA, 4},                            \
        {"communities", "communities",  "as 64500:1, or a well-known name",                      \
         NK_LIST,       NK_FIELD_EXTRA, 0},                                                      \
        {"large_communities", "large communities", "as 64500:1:2", NK_LIST, NK_FIELD_EXTRA, 0},  \
        {"ext_communities",                                                                      \
         "extended communities",                                                                 \
         "as rt:64500:1 or soo:64500:1, other kinds as 16 digits",                               \
         NK_LIST,                                                                                \
         NK_FIELD_EXTRA,                                                                         \
         0},                                                                                     \
        {"aggregator", "aggregator",   "who made one prefix of several: AS number and address",  \
         NK_TEXT,      NK_FIELD_EXTRA, 0},                                                       \
        {"atomic_aggregate", "atomic", "ATOMIC_AGGREGATE is there", NK_FLAG, NK_FIELD_EXTRA, 0}, \
        {"path_id", "path id", "the path identifier of ADD-PATH", NK_INT, NK_FIELD_EXTRA, 0},    \
        {"time",   "time",         "of the dump or the message, seconds since 1970",             \
         NK_COUNT, NK_FIELD_EXTRA, 0},                                                           \
    {                                                                                            \
        "originated", "originated", "when the dumping router got the path, seconds since 1970",  \
            NK_COUNT, NK_FIELD_EXTRA, 0                                                          \
    }

/* Attributes and peers whose fields were written lately, as the format shows them: most paths of a
 * dump share theirs with others. Of a limited size; NULL when out of memory, which costs time only.
 */
struct nk_path_memo *nk_path_memo_new(void);
void nk_path_memo_release(struct nk_path_memo *memo);

/* Sets the fields of a route's path, where it has one; `at` is the index of the first one. `memo`
 * may be NULL; it belongs to one record writer. */
void nk_path_put(struct nk_record *r, size_t at, const struct nk_table *t,
                 const struct nk_route *route, struct nk_path_memo *memo);

#endif
