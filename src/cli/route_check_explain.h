/* Why a finding is one, for a student. */
#ifndef NK_CLI_ROUTE_CHECK_EXPLAIN_H
#define NK_CLI_ROUTE_CHECK_EXPLAIN_H

#include "base/findings.h"
#include "cli/cli.h"
#include "route/check.h"
#include "route/resolve.h"

/* The words of the findings, by enum nk_route_fault. */
extern const char *const nk_fault_words[NK_FAULT_COUNT];

/* One explanation of a whole table; zero-initialised but for its table. */
struct nk_check_telling {
    const struct nk_table *t;
    struct nk_buf b; /* what is to be printed */
    uint64_t told, rest;
    struct nk_fib fib; /* for next hops, made when the first is told */
    struct nk_resolver resolver;
    bool resolves;
};

/* Adds what each check compares, and how often it found something. */
void nk_check_explain_start(struct nk_check_telling *x, unsigned faults,
                            const struct nk_route_notes *notes);
/* Adds one finding with its working: the two routes, and what in them makes it one. `n` is NULL for
 * a damaged file. Of many findings the first few are told, the others counted. False when out of
 * memory. */
bool nk_check_explain(struct nk_check_telling *x, const struct nk_finding *f,
                      const struct nk_route_note *n, struct nk_err *err);
/* Adds how many were only counted, if any. */
void nk_check_explain_rest(struct nk_check_telling *x);
void nk_check_telling_release(struct nk_check_telling *x);

#endif
