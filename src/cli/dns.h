/* The verbs of `netkit dns`: one file and one const row a verb. */
#ifndef NK_CLI_DNS_H
#define NK_CLI_DNS_H

#include "cli/cli.h"

/* In the order in which help lists them, ended by NULL. */
extern const struct nk_verb *const nk_dns_verbs[];

extern const struct nk_verb nk_dns_query_verb;
extern const struct nk_verb nk_dns_trace_verb;
extern const struct nk_verb nk_dns_reverse_verb;
extern const struct nk_verb nk_dns_resolve_verb;
extern const struct nk_verb nk_dns_check_verb;
extern const struct nk_verb nk_dns_wait_verb;
extern const struct nk_verb nk_dns_compare_verb;
extern const struct nk_verb nk_dns_transfer_verb;
extern const struct nk_verb nk_dns_decode_verb;
extern const struct nk_verb nk_dns_encode_verb;

#endif
