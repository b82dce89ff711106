/* --fail-on: which results are a failure, in place of the statuses that they have else. */
#ifndef NK_CLI_DNS_FAIL_ON_H
#define NK_CLI_DNS_FAIL_ON_H

#include "cli/cli.h"
#include "dns/exchange.h"
#include "dns/relevant.h"

#define NK_DNS_FAIL_ON_OPTION                                                                      \
    {                                                                                              \
        .name = "fail-on", .arg = NK_ARG_WORD, .metavar = "LIST",                                  \
        .help = "just these results exit 1, all others 0: nxdomain, nodata, servfail, timeout...," \
                " or none"                                                                         \
    }

enum { NK_FAIL_ON_MAX = 32 };

struct nk_dns_fail_on {
    bool given;
    unsigned outcomes, faults; /* bits */
    unsigned rcodes[NK_FAIL_ON_MAX];
    size_t rcode_count;
};

/* False after the message. */
bool nk_dns_fail_on_read(struct nk_dns_fail_on *f, struct nk_ctx *ctx, const struct nk_args *args);
/* Whether what came of a question is in the list. */
bool nk_dns_fail_on_has(const struct nk_dns_fail_on *f, const struct nk_dns_reply *reply,
                        enum nk_dns_outcome outcome);

#endif
