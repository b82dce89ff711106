#include "cli/route.h"

/* One a line, in the order of the help. */
/* clang-format off */
const struct nk_verb *const nk_route_verbs[] = {
    &nk_route_lookup_verb,
    &nk_route_list_verb,
    &nk_route_check_verb,
    &nk_route_diff_verb,
    &nk_route_aggregate_verb,
    &nk_route_stats_verb,
    &nk_route_trie_verb,
    &nk_route_walk_verb,
    &nk_route_export_verb,
    &nk_route_compile_verb,
    &nk_route_validate_verb,
    NULL,
};
/* clang-format on */
