#include "cli/route_aggregate_explain.h"

#include <stdio.h>

#include "cli/explain.h"
#include "cli/route_words.h"
#include "route/names.h"

enum {
    TOLD = 24,    /* nodes of one pass */
    RESULTS = 26, /* results that are named: they have letters */
    MEMBERS = 4,  /* members of a set that are told */
    NODE = 2,     /* columns */
    LEFT = 24,
    RIGHT = 38,
    HOW = 52,
    SET = 64,
    SET_WIDTH = 12,
};

/* One explanation in the making. */
struct telling {
    struct nk_buf b;
    const struct nk_table *t;
    enum nk_ortc_mode mode;
    unsigned parts;
    bool stays;    /* the table that is told */
    bool down;     /* the third pass has begun */
    uint64_t rows; /* nodes of the pass that is told */
    uint64_t entries;
};

/* ---- results and sets ---------------------------------------------------- */

static void add_result(struct nk_buf *b, uint32_t result)
{
    if (result == NK_RESULT_NONE)
        nk_buf_add_byte(b, '-');
    else if (result <= RESULTS)
        nk_buf_add_byte(b, (char)('A' + result - 1));
    else
        nk_buf_printf(b, "r%u", result);
}

static void add_set(struct nk_buf *b, const struct nk_idsets *sets, uint32_t set)
{
    struct nk_buf text = {0};
    size_t count;
    const uint32_t *all = nk_idset_members(sets, &set, &count);
    nk_buf_add_byte(&text, '{');
    for (size_t i = 0; i < count && i < MEMBERS; i++) {
        nk_buf_add_text(&text, i > 0 ? "," : "");
        add_result(&text, all[i]);
    }
    nk_buf_add_text(&text, count > MEMBERS ? ",..}" : "}");
    if (text.failed)
        b->failed = true;
    else
        nk_explain_cut(b, text.data, text.len, SET_WIDTH);
    nk_buf_release(&text);
}

static void tell_results(struct telling *x, const struct nk_ortc_step *step)
{
    nk_explain_say(&x->b, 0, "results: type and next hops, or the label where there are none");
    for (uint32_t i = 1; i <= step->count && i <= RESULTS; i++) {
        struct nk_buf words = {0};
        struct nk_route r = nk_result_as_route(&x->t->routes[nk_result_route(step->names, i)]);
        nk_route_add_sentence(&words, x->t, &r);
        nk_buf_add_byte(&words, '\0');
        if (words.failed)
            x->b.failed = true;
        else
            nk_explain_say(&x->b, 2, "%c = %s", (int)('A' + i - 1), words.data);
        nk_buf_release(&words);
    }
    if (step->count > RESULTS)
        nk_explain_say(&x->b, 2, "and %u more, called r%d and so on", step->count - RESULTS,
                       RESULTS + 1);
    nk_explain_say(&x->b, 2, "- = no route");
}

/* ---- rows ---------------------------------------------------------------- */

/* Whether there is still room for a row; counts it in any case. */
static bool has_room(struct telling *x)
{
    return x->rows++ < TOLD;
}

static void end_rows(struct telling *x)
{
    nk_explain_more(&x->b, 2, x->rows, TOLD, "nodes");
    x->rows = 0;
}

/* A node; one of IPv6 that is too long for its column has a line of its own. Returns where the line
 * begins. */
static size_t start_row(struct telling *x, const struct nk_prefix *node)
{
    char text[NK_PREFIX_TEXT_MAX];
    size_t line = x->b.len;
    size_t len = nk_prefix_format(node, text);
    nk_explain_pad(&x->b, line, NODE);
    nk_buf_add_text(&x->b, text);
    if (NODE + len + 1 > LEFT) {
        nk_buf_add_byte(&x->b, '\n');
        line = x->b.len;
    }
    return line;
}

static void tell_leaf(struct telling *x, const struct nk_ortc_step *step)
{
    size_t line = start_row(x, &step->node);
    nk_explain_pad(&x->b, line, LEFT);
    nk_buf_add_text(&x->b, "leaf");
    nk_explain_pad(&x->b, line, SET);
    add_set(&x->b, step->sets, step->set);
    nk_buf_add_byte(&x->b, '\n');
}

static bool share_any(const struct nk_ortc_step *step)
{
    size_t count;
    uint32_t left = step->halves[0];
    const uint32_t *all = nk_idset_members(step->sets, &left, &count);
    for (size_t i = 0; i < count; i++)
        if (nk_idset_has(step->sets, step->halves[1], all[i]))
            return true;
    return false;
}

static bool holds_none(const struct nk_ortc_step *step)
{
    return nk_idset_has(step->sets, step->halves[0], NK_RESULT_NONE) ||
           nk_idset_has(step->sets, step->halves[1], NK_RESULT_NONE);
}

/* How a set comes from those of both halves. */
static const char *how(const struct telling *x, const struct nk_ortc_step *step)
{
    if (x->mode == NK_ORTC_NO_NULL && holds_none(step))
        return "no entry";
    return share_any(step) ? "shared" : "all of both";
}

static void tell_join(struct telling *x, const struct nk_ortc_step *step)
{
    static const unsigned columns[] = {LEFT, RIGHT};
    size_t line = start_row(x, &step->node);
    for (unsigned i = 0; i < 2; i++) {
        nk_explain_pad(&x->b, line, columns[i]);
        add_set(&x->b, step->sets, step->halves[i]);
        nk_buf_add_text(&x->b, step->is_leaf[i] ? "'" : "");
    }
    nk_explain_pad(&x->b, line, HOW);
    nk_buf_add_text(&x->b, how(x, step));
    nk_explain_pad(&x->b, line, SET);
    add_set(&x->b, step->sets, step->set);
    nk_buf_add_byte(&x->b, '\n');
}

static void tell_chained(struct telling *x, const struct nk_ortc_step *step)
{
    char text[NK_PREFIX_TEXT_MAX];
    struct nk_buf set = {0};
    nk_prefix_format(&step->node, text);
    add_set(&set, step->sets, step->set);
    nk_buf_add_byte(&set, '\0');
    if (!set.failed)
        nk_explain_say(&x->b, 4, "likewise %u node%s above it, up to %s: %s", step->count,
                       step->count == 1 ? "" : "s", text, set.data);
    x->b.failed = x->b.failed || set.failed;
    nk_buf_release(&set);
}

static void tell_down(struct telling *x, const struct nk_ortc_step *step)
{
    size_t line = start_row(x, &step->node);
    nk_explain_pad(&x->b, line, LEFT);
    add_result(&x->b, step->inherited);
    nk_explain_pad(&x->b, line, RIGHT);
    if (x->mode == NK_ORTC_SIMPLE)
        add_result(&x->b, step->set);
    else
        add_set(&x->b, step->sets, step->set);
    nk_explain_pad(&x->b, line, HOW);
    nk_buf_add_text(&x->b, step->enters ? "entry " : "none needed");
    if (step->enters)
        add_result(&x->b, step->result);
    nk_buf_add_byte(&x->b, '\n');
}

/* ---- the passes ---------------------------------------------------------- */

static void add_heads(struct telling *x, const char *left, const char *right, const char *third,
                      const char *set)
{
    size_t line = x->b.len;
    nk_buf_add_text(&x->b, "  node");
    nk_explain_pad(&x->b, line, LEFT);
    nk_buf_add_text(&x->b, left);
    nk_explain_pad(&x->b, line, RIGHT);
    nk_buf_add_text(&x->b, right);
    nk_explain_pad(&x->b, line, HOW);
    nk_buf_add_text(&x->b, third);
    if (*set != '\0') {
        nk_explain_pad(&x->b, line, SET);
        nk_buf_add_text(&x->b, set);
    }
    nk_buf_add_byte(&x->b, '\n');
}

static void start_simple(struct telling *x)
{
    nk_explain_say(&x->b, 0,
                   "A prefix needs no entry where it has the result of the next shorter one that "
                   "covers it: without it its addresses match that one.");
    add_heads(x, "inherits", "has", "entry", "");
}

static void start_up(struct telling *x)
{
    nk_explain_say(&x->b, 0,
                   "1. Normalise (ORTC, Draves et al.): each node of the binary tree gets both "
                   "halves or none; a half without a longer prefix is a leaf (') with the result "
                   "of the prefix above it.");
    nk_explain_say(&x->b, 0,
                   "2. Upwards: a node's set is what both halves share; where they share nothing, "
                   "all of both.");
    if (x->mode == NK_ORTC_NO_NULL)
        nk_explain_say(&x->b, 2,
                       "Without entries that say \"no route\" a node with an address that has none "
                       "can have no entry: its set is {-}.");
    add_heads(x, "0-half", "1-half", "joined by", "set");
}

static void start_down(struct telling *x)
{
    end_rows(x);
    x->down = true;
    nk_explain_say(&x->b, 0,
                   "3. Downwards: a node whose set holds what it inherits needs no entry; another "
                   "takes one of its set, not - if there is another, which those below inherit. "
                   "Nodes under which all leaves inherit what they have are left out.");
    add_heads(x, "inherits", "its set", "entry", "");
}

static void end_part(struct telling *x)
{
    end_rows(x);
    if (x->parts > 0 && !x->stays)
        nk_explain_say(&x->b, 0, "entries: %llu", (unsigned long long)x->entries);
}

static void start_part(struct telling *x, const struct nk_ortc_step *step)
{
    char room[NK_ROUTE_NAME_MAX];
    struct nk_buf name = {0};
    size_t len;
    const char *text = nk_table_name_of(x->t, step->table, room, &len);
    if (x->parts++ == 0)
        tell_results(x, step);
    nk_buf_add(&name, text, len);
    nk_buf_add_byte(&name, '\0');
    if (!name.failed)
        nk_explain_say(&x->b, 0, "IPv%d, table %s", step->family, name.data);
    x->b.failed = x->b.failed || name.failed;
    nk_buf_release(&name);
    x->down = false;
    x->stays = step->kind == NK_ORTC_KEPT;
    x->rows = x->entries = 0;
    if (step->kind == NK_ORTC_KEPT)
        nk_explain_say(&x->b, 0, "It has routes for one TOS or source only, and stays as it is.");
    else if (x->mode == NK_ORTC_SIMPLE)
        start_simple(x);
    else
        start_up(x);
}

static void take_step(void *closure, const struct nk_ortc_step *step)
{
    struct telling *x = closure;
    bool joins = step->kind == NK_ORTC_JOIN || step->kind == NK_ORTC_CHAIN;
    if (step->kind == NK_ORTC_PART || step->kind == NK_ORTC_KEPT) {
        end_part(x);
        start_part(x, step);
        return;
    }
    if (step->kind == NK_ORTC_DOWN && !x->down)
        start_down(x);
    x->entries += step->enters;
    if (!has_room(x))
        return;
    if (step->kind == NK_ORTC_LEAF)
        tell_leaf(x, step);
    else if (joins)
        tell_join(x, step);
    else if (step->kind == NK_ORTC_CHAINED)
        tell_chained(x, step);
    else
        tell_down(x, step);
}

bool nk_aggregate_explain(struct nk_ctx *ctx, const struct nk_fib *f, enum nk_ortc_mode mode)
{
    struct telling x = {.t = f->table, .mode = mode};
    struct nk_err err = {0};
    const struct nk_ortc_watch watch = {take_step, &x};
    bool done = nk_ortc_watch(f, mode, ctx->args->family, &watch, &err);
    end_part(&x);
    done = done && (!x.b.failed || nk_err_memory(&err));
    if (done)
        nk_cli_print(ctx, x.b.data, x.b.len);
    else
        nk_cli_fail(ctx, &err);
    nk_buf_release(&x.b);
    return done;
}
