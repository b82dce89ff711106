#include "cli/route.h"

const struct nk_verb *const nk_route_verbs[] = {
    &nk_route_lookup_verb,
    &nk_route_aggregate_verb,
    &nk_route_diff_verb,
    &nk_route_list_verb,
    NULL,
    &nk_route_lookup_verb,
    &nk_route_aggregate_verb,
    &nk_route_list_verb,
    &nk_route_stats_verb,
    &nk_route_validate_verb,
    NULL,
};
