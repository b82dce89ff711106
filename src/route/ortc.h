/* The smallest table that forwards the same. */
#ifndef NK_ROUTE_ORTC_H
#define NK_ROUTE_ORTC_H

#include "route/idset.h"
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

enum nk_ortc_step_kind {
    NK_ORTC_PART,    /* a table number and family begins */
    NK_ORTC_KEPT,    /* the same of one that stays as it is */
    NK_ORTC_LEAF,    /* upwards: a node without children */
    NK_ORTC_JOIN,    /* upwards: a node with the sets of both halves */
    NK_ORTC_CHAIN,   /* upwards: the same of a node between a prefix and the one above it */
    NK_ORTC_CHAINED, /* upwards: `count` more nodes up to `node` come to the same set */
    NK_ORTC_DOWN,    /* downwards: what the node inherits, and the entry that it needs, if any */
    NK_ORTC_COVERED, /* the simple way: the same of a prefix of the table */
};

/* What was found at one node of the full binary tree. Sets and results are numbers in the two
 * stores, which are there while the step is told. */
struct nk_ortc_step {
    enum nk_ortc_step_kind kind;
    uint32_t table; /* these two in every step */
    uint8_t family;
    struct nk_prefix node;
    uint32_t halves[2]; /* JOIN, CHAIN: the sets of both */
    bool is_leaf[2];    /* which of these halves has no longer prefix in it */
    uint32_t set;       /* of the node */
    uint32_t count;     /* CHAINED: nodes; PART, KEPT: results, NK_RESULT_NONE not counted */
    uint32_t inherited; /* DOWN, COVERED: a result */
    bool enters;        /* DOWN, COVERED: it gets an entry */
    uint32_t result;    /* of that entry, or what it has without one */
    const struct nk_idsets *sets;
    const struct nk_results *names;
};

/* Sees the steps; `step` NULL: nobody does. */
struct nk_ortc_watch {
    void (*step)(void *closure, const struct nk_ortc_step *step);
    void *closure;
};

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
/* The same run with its steps instead of its entries. */
bool nk_ortc_watch(const struct nk_fib *f, enum nk_ortc_mode mode, uint8_t family,
                   const struct nk_ortc_watch *watch, struct nk_err *err);

#endif
