#include "cli/cidr.h"

const struct nk_verb *const nk_cidr_verbs[] = {
    &nk_cidr_show_verb,     &nk_cidr_split_verb,
    &nk_cidr_plan_verb,     &nk_cidr_next_verb,
    &nk_cidr_supernet_verb, &nk_cidr_aggregate_verb,
    &nk_cidr_exclude_verb,  &nk_cidr_intersect_verb,
    &nk_cidr_diff_verb,     &nk_cidr_list_verb,
    &nk_cidr_match_verb,    &nk_cidr_contains_verb,
    &nk_cidr_overlaps_verb, &nk_cidr_classify_verb,
    &nk_cidr_ptr_verb,      &nk_cidr_sort_verb,
    &nk_cidr_mac_verb,      &nk_cidr_asn_verb,
    &nk_cidr_ula_verb,      &nk_cidr_embed_verb,
    &nk_cidr_extract_verb,  NULL,
};
