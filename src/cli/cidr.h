/* The verbs of `netkit cidr`: one file and one const row a verb. */
#ifndef NK_CLI_CIDR_H
#define NK_CLI_CIDR_H

#include "cli/cli.h"

/* In the order in which help lists them, ended by NULL. */
extern const struct nk_verb *const nk_cidr_verbs[];

extern const struct nk_verb nk_cidr_ptr_verb;
extern const struct nk_verb nk_cidr_mac_verb;
extern const struct nk_verb nk_cidr_asn_verb;
extern const struct nk_verb nk_cidr_ula_verb;
extern const struct nk_verb nk_cidr_embed_verb;
extern const struct nk_verb nk_cidr_extract_verb;
extern const struct nk_verb nk_cidr_classify_verb;
extern const struct nk_verb nk_cidr_sort_verb;
extern const struct nk_verb nk_cidr_contains_verb;
extern const struct nk_verb nk_cidr_overlaps_verb;
extern const struct nk_verb nk_cidr_diff_verb;
extern const struct nk_verb nk_cidr_show_verb;
extern const struct nk_verb nk_cidr_list_verb;
extern const struct nk_verb nk_cidr_match_verb;
extern const struct nk_verb nk_cidr_check_verb;
extern const struct nk_verb nk_cidr_split_verb;
extern const struct nk_verb nk_cidr_plan_verb;
extern const struct nk_verb nk_cidr_next_verb;
extern const struct nk_verb nk_cidr_supernet_verb;
extern const struct nk_verb nk_cidr_aggregate_verb;
extern const struct nk_verb nk_cidr_exclude_verb;
extern const struct nk_verb nk_cidr_intersect_verb;

#endif
