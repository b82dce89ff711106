/* The table of a look-up: read, sorted, built; with several threads these go on side by side. */
#include "cli/route_load.h"
#include "cli/route_lookup.h"
#include "route/follow.h"

/* Answers and look-ups need no more than the sorted routes, and nothing of each other. */
static bool build_both(struct nk_lookup *x, struct nk_fib_making *m, struct nk_err *err)
{
    struct nk_err later;
    struct nk_answers_making *answers = nk_answers_start(&x->fib, x->args->threads - 1, err);
    if (answers == NULL)
        return false;
    bool done = nk_fib_make_look_ups(m, err);
    return nk_answers_finish(answers, &x->answers, done ? err : &later) && done;
}

/* What one table says may change routes of another: only a table of its own is followed. */
static bool has_one_table(const struct nk_args *args)
{
    size_t at = 0;
    return nk_args_next(args, "table", &at) != NULL && nk_args_next(args, "table", &at) == NULL;
}

static bool build_followed(struct nk_lookup *x, struct nk_follow *follow, uint32_t peer,
                           struct nk_err *err)
{
    if (x->table.compiled != NULL)
        return nk_fib_build(&x->fib, &x->table, peer, err);
    if (!nk_follow_order(follow, peer, err))
        return false;
    return nk_lookup_is_bulk(x) ? build_both(x, &follow->making, err)
                                : nk_fib_make_look_ups(&follow->making, err);
}

bool nk_lookup_load(struct nk_lookup *x)
{
    struct nk_follow follow;
    struct nk_err err;
    uint32_t peer;
    bool several = x->args->threads > 1;
    if (several)
        nk_follow_start(&follow, &x->fib, &x->table, has_one_table(x->args));
    bool read = nk_route_load_option(x->ctx, x->args, &x->table) && nk_lookup_peer(x, &peer);
    bool built = read && (several ? build_followed(x, &follow, peer, &err)
                                  : nk_fib_build(&x->fib, &x->table, peer, &err));
    if (several)
        nk_follow_release(&follow);
    if (built && nk_policy_build(&x->policy, &x->fib, &err))
        return true;
    if (read)
        nk_cli_fail(x->ctx, &err);
    return false;
}
