/* Which routes a listing has, and why, for a student. */
#ifndef NK_CLI_ROUTE_LIST_EXPLAIN_H
#define NK_CLI_ROUTE_LIST_EXPLAIN_H

#include "cli/cli.h"
#include "cli/route_filter.h"

enum { NK_LIST_COLUMNS = 8 };

/* What is gathered route by route; zero-initialised but for `paths`. */
struct nk_list_telling {
    bool paths;                       /* --paths: the columns of MRT too */
    uint64_t read, passed;            /* routes */
    uint64_t left[NK_FILTER_PASSED];  /* those that each part of the filter left out */
    uint64_t filled[NK_LIST_COLUMNS]; /* of those that passed, how many have the column */
    uint64_t with_path;
    struct nk_buf first[NK_FILTER_PASSED]; /* the first route that each left out, and why */
    struct nk_buf routes;                  /* the first ones that passed */
};

/* Takes a route; true if the filter lets it pass. */
bool nk_list_explain(struct nk_list_telling *x, const struct nk_route_filter *f,
                     const struct nk_table *t, const struct nk_route *r);
/* Prints what each part of the filter did, the routes that passed (the first few, and how many),
 * and where their columns come from. */
void nk_list_explain_end(struct nk_ctx *ctx, struct nk_list_telling *x,
                         const struct nk_route_filter *f);
void nk_list_telling_release(struct nk_list_telling *x);

#endif
