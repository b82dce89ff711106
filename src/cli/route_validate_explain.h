/* The working of origin validation (RFC 6811), for a student. */
#ifndef NK_CLI_ROUTE_VALIDATE_EXPLAIN_H
#define NK_CLI_ROUTE_VALIDATE_EXPLAIN_H

#include "cli/cli.h"
#include "route/vrp.h"

/* What is validated; without `has_origin` the path has no one origin. */
struct nk_announcement {
    const struct nk_prefix *prefix; /* a network */
    bool has_origin;
    uint32_t origin;
};

/* How much was told; zero-initialised is nothing. */
struct nk_validate_told {
    uint64_t routes;
    uint64_t rest[3]; /* those that are only counted, by state */
};

/*
 * Prints which payloads cover the announcement, what each says of its AS and of its length, and
 * what follows, which is `v`. Only the first few announcements are told, the others are counted.
 * False once the output has failed or memory is out, after the message.
 */
bool nk_validate_explain(struct nk_ctx *ctx, struct nk_validate_told *told, const struct nk_vrps *p,
                         const struct nk_announcement *a, const struct nk_origin_verdict *v);
/* Prints how many were only counted, if any. */
void nk_validate_explain_rest(struct nk_ctx *ctx, const struct nk_validate_told *told);

#endif
