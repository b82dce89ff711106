/* The smallest table that forwards the same. */
#ifndef NK_ROUTE_ORTC_H
#define NK_ROUTE_ORTC_H

#include "route/result.h"

enum nk_ortc_mode {
    NK_ORTC_FULL,    /* the fewest entries, some of which may say "no route" */
    NK_ORTC_NO_NULL, /* the fewest without such entries */
    NK_ORTC_SIMPLE,  /* entries that are there, less those that a shorter one makes needless */
};

/* One entry of the smaller table. */
struct nk_ortc_entry {
    struct nk_prefix prefix;
    uint32_t table;
    uint32_t route; /* a route with the result, NK_ROUTE_NONE: no route, which is a `throw` */
    bool kept;      /* that very route, of a table that stays as it is (see below) */
};

/* Takes one entry; false ends the run, which is no failure. */
typedef bool nk_ortc_take(void *closure, const struct nk_ortc_entry *entry);

/*
 * Gives the entries in order: by table number, family, address, the shorter first. Each table
 * number and family stands for itself (`family` NK_FAMILY_NONE: both); every address gets the same
 * result (route/result.h) as before, and where no route held it, none. Time is linear in the
 * entries and the sum of the sets' sizes, memory too: at most 128 words an entry, about 2 in real
 * tables. A table with routes for one TOS or one source only stays as it is: what they leave
 * depends on every longer prefix. `*kept` is set where there was such a one. False with
 * NK_ERR_MEMORY.
 */
bool nk_ortc_run(const struct nk_fib *f, enum nk_ortc_mode mode, uint8_t family, nk_ortc_take *take,
                 void *closure, bool *kept, struct nk_err *err);

#endif
