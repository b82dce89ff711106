#include "addr/put.h"
#include "cli/cidr.h"
#include "cli/cidr_entries_explain.h"

/* The fields of a and of b stand in the same order. */
enum field {
    F_A,
    F_B,
    F_OVERLAP,
    F_A_LABEL,
    F_A_FILE,
    F_A_LINE,
    F_B_LABEL,
    F_B_FILE,
    F_B_LINE,
    F_COUNT
};

static const struct nk_field overlaps_fields[F_COUNT] = {
    [F_A] = {"a", "a", "the item given first", NK_PREFIX, NK_FIELD_BRIEF, 0},
    [F_B] = {"b", "b", "the other item", NK_PREFIX, NK_FIELD_BRIEF, 0},
    [F_OVERLAP] = {"overlap", "overlap", "the addresses in both: a prefix or first-last", NK_PREFIX,
                   NK_FIELD_BRIEF, 0},
    [F_A_LABEL] = {"a_label", "a label", "the label of a", NK_TEXT, 0, 0},
    [F_A_FILE] = {"a_file", "a file", "the list that a is in; null for an operand", NK_TEXT, 0, 0},
    [F_A_LINE] = {"a_line", "a line", "its line there", NK_INT, 0, 0},
    [F_B_LABEL] = {"b_label", "b label", "the label of b", NK_TEXT, 0, 0},
    [F_B_FILE] = {"b_file", "b file", "the list that b is in; null for an operand", NK_TEXT, 0, 0},
    [F_B_LINE] = {"b_line", "b line", "its line there", NK_INT, 0, 0},
};

static const struct nk_schema overlaps_schema = {
    .fields = overlaps_fields,
    .count = F_COUNT,
    .operand = F_OVERLAP,
};

struct pairs {
    struct nk_record *r;
    const struct nk_cidr_entries *entries;
    bool quiet, found;
};

static void put_side(const struct pairs *p, const struct nk_entry *e, size_t item, size_t label)
{
    char *room = nk_record_room(p->r, item, NK_RANGE_TEXT_MAX);
    if (room != NULL)
        nk_record_used(p->r, item, nk_entry_format(e, room));
    nk_cidr_entries_put(p->entries, p->r, label, e->label);
    nk_cidr_entries_put(p->entries, p->r, label + 1, e->source);
    if (e->line > 0)
        nk_record_int(p->r, label + 2, (int64_t)e->line);
}

static bool write_pair(void *closure, const struct nk_entry *a, const struct nk_entry *b,
                       const struct nk_range *shared)
{
    struct pairs *p = closure;
    p->found = true;
    if (p->quiet)
        return false;
    put_side(p, a, F_A, F_A_LABEL);
    put_side(p, b, F_B, F_B_LABEL);
    nk_put_range(p->r, F_OVERLAP, shared);
    return nk_record_end(p->r);
}

/* ---- --explain ----------------------------------------------------------- */

/* The pairs that were told. */
struct telling {
    struct nk_buf text;
    size_t count;
};

static bool tell_pair(void *closure, const struct nk_entry *a, const struct nk_entry *b,
                      const struct nk_range *shared)
{
    struct telling *t = closure;
    char left[NK_RANGE_TEXT_MAX], right[NK_RANGE_TEXT_MAX];
    if (t->count++ == NK_CIDR_TOLD) {
        nk_explain_say(&t->text, 0, "and so on in the same way");
        return false;
    }
    nk_entry_format(a, left);
    nk_entry_format(b, right);
    nk_explain_say(&t->text, 0, "%zu. %s and %s", t->count, left, right);
    nk_cidr_tell_pair(&t->text, a, b, shared);
    return true;
}

static bool explain(struct nk_ctx *ctx, const struct nk_cidr_entries *e, struct nk_err *err)
{
    struct telling t = {0};
    if (e->count > 0)
        nk_cidr_tell_sweep(&t.text, e);
    bool done = nk_entries_overlaps(e->all, e->keys, e->count, tell_pair, &t, err);
    nk_explain_say(&t.text, 0, t.count > 0 ? "The pairs:" : "No two items share an address.");
    if (!done)
        nk_buf_release(&t.text);
    return done && nk_cidr_tell_end(ctx, &t.text);
}

/* ---- the verb ------------------------------------------------------------ */

static void answer(struct nk_ctx *ctx, struct pairs *p)
{
    const struct nk_cidr_entries *e = p->entries;
    struct nk_err err = {0};
    bool done = !nk_cli_explains(ctx) || ctx->args->quiet || explain(ctx, e, &err);
    done = done && nk_entries_overlaps(e->all, e->keys, e->count, write_pair, p, &err);
    if (!done && err.code != 0)
        nk_cli_fail(ctx, &err);
    if (!p->found)
        nk_cli_status(ctx, NK_NO);
}

static enum nk_status run_overlaps(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_record r;
    struct nk_cidr_entries e;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    struct pairs p = {&r, &e, args->quiet, false};
    if (nk_cidr_entries_load(&e, ctx, args, &r, false))
        answer(ctx, &p);
    nk_cidr_entries_release(&e);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_example overlaps_examples[] = {
    {"cidr overlaps 10.0.0.0/22 10.0.3.0/24 10.0.8.0/24", "who shares addresses with whom"},
    {"cidr overlaps 10.0.0.0-10.0.0.99 10.0.0.64/26", "what two items have in common"},
    {"cidr overlaps 10.0.0.0/22 10.0.3.0/24 10.0.8.0/24 --explain", "the bits that tell it"},
    {"", ""},
};

const struct nk_verb nk_cidr_overlaps_verb = {
    .name = "overlaps",
    .operands = "ITEM ITEM...",
    .summary = "every pair of items that shares an address",
    .about =
        "Compares all items, of operands and of lists, with one another and prints each pair that "
        "shares an address, and what it shares. Status 0 if there is such a pair, 1 if all are "
        "disjoint.",
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &overlaps_schema,
    .examples = overlaps_examples,
    .run = run_overlaps,
};
