/* The smallest table, table number by table number: which are made smaller, and how. */
#include <stdlib.h>

#include "route/ortc_part.h"
#include "route/sweep.h"

/* ---- the simple way ------------------------------------------------------ */

/* An entry whose parent has the same result is needless, whether or not the parent is needless
 * itself: what covers both has that result then. */
static void simplify(struct nk_ortc *x, uint32_t first, uint32_t count)
{
    for (uint32_t i = first; i < first + count; i++) {
        uint32_t parent = nk_fib_parent(x->f, i);
        uint32_t above = parent == NK_ROUTE_NONE ? NK_RESULT_NONE : x->results[parent];
        struct nk_ortc_step step = {.kind = NK_ORTC_COVERED,
                                    .set = x->results[i],
                                    .inherited = above,
                                    .enters = x->results[i] != above,
                                    .result = x->results[i]};
        if (x->watch.step != NULL) {
            step.node = nk_fib_prefix(x->f, i);
            nk_ortc_show(x, &step);
        }
        if (step.enters)
            nk_ortc_emit(x, i, nk_fib_route(x->f, i, 0)->length, false, x->results[i]);
    }
}

/* ---- which tables -------------------------------------------------------- */

static bool is_selective(const struct nk_table *t, const struct nk_route *r)
{
    const struct nk_route_more *more = nk_table_more_of(t, r->more);
    return r->tos != 0 || (more != NULL && more->from.addr.family != NK_FAMILY_NONE);
}

/* Gives all routes as they are, where some are for one TOS or source only. */
static bool keep(struct nk_ortc *x, uint32_t first, uint32_t count)
{
    const struct nk_fib *f = x->f;
    bool selective = false;
    for (uint32_t e = first; e < first + count && !selective; e++)
        for (uint32_t i = 0; i < nk_fib_count(f, e) && !selective; i++)
            selective = is_selective(f->table, nk_fib_route(f, e, i));
    for (uint32_t e = first; selective && e < first + count; e++) {
        for (uint32_t i = 0; i < nk_fib_count(f, e) && !x->stopped && x->take != NULL; i++) {
            const struct nk_ortc_entry out = {nk_route_prefix(nk_fib_route(f, e, i)), x->table,
                                              nk_fib_index(f, e, i), true};
            x->stopped = !x->take(x->closure, &out);
        }
    }
    return selective;
}

/* One table number and family: `count` entries from `first` on. */
static bool run_part(struct nk_ortc *x, enum nk_ortc_mode mode, uint32_t first, uint32_t count,
                     bool *kept, struct nk_err *err)
{
    struct nk_ortc_step step = {.count = (uint32_t)x->names->count};
    x->width = nk_family_width(x->family);
    bool stays = keep(x, first, count);
    *kept = *kept || stays;
    step.kind = stays ? NK_ORTC_KEPT : NK_ORTC_PART;
    if (x->watch.step != NULL)
        nk_ortc_show(x, &step);
    if (!stays && mode == NK_ORTC_SIMPLE)
        simplify(x, first, count);
    else if (!stays)
        return nk_ortc_optimise(x, first, count, err);
    return true;
}

static bool run_parts(struct nk_ortc *x, enum nk_ortc_mode mode, uint8_t family, bool *kept,
                      struct nk_err *err)
{
    struct nk_fib_slice slice;
    for (uint32_t at = 0; !x->stopped && nk_fib_slice_at(x->f, at, &slice); at += slice.count) {
        x->table = slice.table;
        x->family = slice.family;
        if ((family == NK_FAMILY_NONE || family == slice.family) &&
            !run_part(x, mode, slice.first, slice.count, kept, err))
            return false;
    }
    return true;
}

static bool run(struct nk_ortc *x, enum nk_ortc_mode mode, uint8_t family, bool *kept,
                struct nk_err *err)
{
    struct nk_results names = {0};
    // cppcheck-suppress autoVariables ; it is used by what runs here, and only by that
    x->names = &names;
    x->no_null = mode == NK_ORTC_NO_NULL;
    *kept = false;
    uint32_t *results = nk_results_of_entries(&names, x->f, err);
    x->results = results;
    bool done = results != NULL && (names.count < NK_IDSET_MANY || nk_err_memory(err)) &&
                run_parts(x, mode, family, kept, err);
    free(x->nodes);
    nk_idsets_release(&x->sets);
    nk_results_release(&names);
    free(results);
    return done;
}

bool nk_ortc_run(const struct nk_fib *f, enum nk_ortc_mode mode, uint8_t family, nk_ortc_take *take,
                 void *closure, bool *kept, struct nk_err *err)
{
    struct nk_ortc x = {.f = f, .take = take, .closure = closure};
    return run(&x, mode, family, kept, err);
}

bool nk_ortc_watch(const struct nk_fib *f, enum nk_ortc_mode mode, uint8_t family,
                   const struct nk_ortc_watch *watch, struct nk_err *err)
{
    struct nk_ortc x = {.f = f, .watch = *watch};
    bool kept;
    return run(&x, mode, family, &kept, err);
}
