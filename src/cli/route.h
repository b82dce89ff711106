/* The verbs of `route`. */
#ifndef NK_CLI_ROUTE_H
#define NK_CLI_ROUTE_H

#include "cli/cli.h"

/* Ended by NULL. */
extern const struct nk_verb *const nk_route_verbs[];

extern const struct nk_verb nk_route_lookup_verb;
extern const struct nk_verb nk_route_aggregate_verb;
extern const struct nk_verb nk_route_check_verb;
extern const struct nk_verb nk_route_compile_verb;
extern const struct nk_verb nk_route_diff_verb;
extern const struct nk_verb nk_route_export_verb;
extern const struct nk_verb nk_route_list_verb;
extern const struct nk_verb nk_route_stats_verb;
extern const struct nk_verb nk_route_trie_verb;
extern const struct nk_verb nk_route_walk_verb;
extern const struct nk_verb nk_route_validate_verb;

#endif
