#include "cli/dns.h"

/* One a line, in the order of the help. */
/* clang-format off */
const struct nk_verb *const nk_dns_verbs[] = {
    &nk_dns_query_verb,
    &nk_dns_trace_verb,
    &nk_dns_reverse_verb,
    &nk_dns_resolve_verb,
    &nk_dns_check_verb,
    &nk_dns_wait_verb,
    &nk_dns_compare_verb,
    &nk_dns_transfer_verb,
    &nk_dns_decode_verb,
    &nk_dns_encode_verb,
    NULL,
};
/* clang-format on */
