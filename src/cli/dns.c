#include "cli/dns.h"

/* One a line, in the order of the help. */
/* clang-format off */
const struct nk_verb *const nk_dns_verbs[] = {
    NULL,
};
/* clang-format on */
