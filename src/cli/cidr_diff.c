#include "addr/put.h"
#include "cli/cidr.h"
#include "cli/cidr_sets_explain.h"
#include "cli/cidr_words.h"

enum field { F_CHANGE, F_PREFIX, F_FIRST, F_LAST, F_ADDRESSES, F_COUNT };

static const struct nk_field diff_fields[F_COUNT] = {
    [F_CHANGE] = {"change", "change", "removed or added; in text - or +", NK_TEXT, NK_FIELD_BRIEF,
                  1},
    [F_PREFIX] = {"prefix", "prefix", "what is in one set only", NK_PREFIX, NK_FIELD_BRIEF, 0},
    [F_FIRST] = {"first", "first", "the first address", NK_ADDR, 0, 0},
    [F_LAST] = {"last", "last", "the last address", NK_ADDR, 0, 0},
    [F_ADDRESSES] = {"addresses", "addresses", "how many addresses it holds", NK_COUNT, 0, 0},
};

static const struct nk_schema diff_schema = {
    .fields = diff_fields,
    .count = F_COUNT,
    .operand = F_PREFIX,
};

/* One side of the difference, prefix by prefix. */
struct side {
    struct nk_set_iter it;
    struct nk_prefix prefix;
    bool more;
};

static void side_next(struct side *s)
{
    s->more = nk_set_next_prefix(&s->it, &s->prefix, NULL);
}

static void side_init(struct side *s, const struct nk_set *set)
{
    nk_set_iter_init(&s->it, set);
    side_next(s);
}

static bool write_change(struct nk_record *r, bool added, const struct nk_prefix *p)
{
    static const char *const words[2][2] = {{"removed", "added"}, {"-", "+"}};
    struct nk_addr first = nk_prefix_first(p), last = nk_prefix_last(p);
    nk_record_text(r, F_CHANGE, words[r->format == NK_FORMAT_TEXT][added]);
    nk_put_prefix(r, F_PREFIX, p);
    nk_put_addr(r, F_FIRST, &first);
    nk_put_addr(r, F_LAST, &last);
    nk_record_count(r, F_ADDRESSES, nk_prefix_count(p));
    return nk_record_end(r);
}

/* Both sides in one address order; they share no address. */
static void write_changes(struct nk_ctx *ctx, struct nk_record *r, const struct nk_set *removed,
                          const struct nk_set *added)
{
    struct side old, new;
    bool more = true;
    side_init(&old, removed);
    side_init(&new, added);
    if (old.more || new.more)
        nk_cli_status(ctx, NK_NO);
    while (more && (old.more || new.more)) {
        bool from_new = !old.more || (new.more &&nk_prefix_compare(&new.prefix, &old.prefix) < 0);
        struct side *side = from_new ? &new : &old;
        more = write_change(r, from_new, &side->prefix);
        side_next(side);
    }
}

static bool differences(const struct nk_set *old, const struct nk_set *new, struct nk_set *removed,
                        struct nk_set *added, struct nk_err *err)
{
    return nk_set_difference(removed, old, new, err) && nk_set_difference(added, new, old, err);
}

static void tell_side(struct nk_buf *text, const char *what, const struct nk_set *side)
{
    if (!nk_set_is_empty(side))
        nk_explain_say(text, 0, "%s", what);
    nk_cidr_tell_fall(text, side);
}

/* The working: both sets along one line, and how what is in one only falls into prefixes. */
static bool explain(struct nk_ctx *ctx, const struct nk_set *old, const struct nk_set *new,
                    const struct nk_set *removed, const struct nk_set *added)
{
    const char *const *names = ctx->args->operands;
    struct nk_set all, differ;
    struct nk_buf text = {0};
    struct nk_err err = {0};
    nk_set_init(&differ);
    bool done = nk_set_union(&all, old, new, &err) && nk_set_union(&differ, removed, added, &err);
    if (done) {
        nk_cidr_tell_diff(&text, names[0], old, names[1], new, &all);
        if (!nk_set_is_empty(&differ))
            nk_cidr_tell_fall_rule(&text);
        tell_side(&text, "What is in the old one only:", removed);
        tell_side(&text, "What is in the new one only:", added);
        nk_explain_say(&text, 0,
                       nk_set_is_empty(&differ) ? "No address is in one of them only."
                                                : "The fewest prefixes:");
        done = nk_cidr_tell_end(ctx, &text);
    } else {
        nk_cli_fail(ctx, &err);
    }
    nk_set_release(&all);
    nk_set_release(&differ);
    return done;
}

static enum nk_status run_diff(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_record r;
    struct nk_err err = {0};
    struct nk_set old, new, removed, added;
    char text[NK_RANGE_TEXT_MAX];
    if (!nk_cli_stdin_once(ctx, args, false) || !nk_cli_records(ctx, &r))
        return ctx->worst;
    nk_set_init(&new);
    nk_set_init(&removed);
    nk_set_init(&added);
    if (nk_cidr_operand_load(ctx, args, 0, &r, &old, text) &&
        nk_cidr_operand_load(ctx, args, 1, &r, &new, text)) {
        if (!differences(&old, &new, &removed, &added, &err))
            nk_cli_fail(ctx, &err);
        else if (!nk_cli_explains(ctx) || explain(ctx, &old, &new, &removed, &added))
            write_changes(ctx, &r, &removed, &added);
    }
    nk_set_release(&old);
    nk_set_release(&new);
    nk_set_release(&removed);
    nk_set_release(&added);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_example diff_examples[] = {
    {"cidr diff 10.0.0.0/23 10.0.1.0-10.0.2.255", "what went and what came"},
    {"cidr diff 10.0.0.0/23 10.0.1.0-10.0.2.255 --explain", "along one number line"},
    {"", ""},
};

const struct nk_verb nk_cidr_diff_verb = {
    .name = "diff",
    .operands = "OLD NEW",
    .summary = "what went from one set to the other, and what came",
    .about = "Prints the fewest prefixes that are in OLD only (-) and in NEW only (+), in address "
             "order. Each operand is one set: an address, a prefix, a range, '-' or @FILE (the "
             "union of its lines). Status 1 if anything differs.",
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 2,
    .max_operands = 2,
    .operands_are_items = true,
    .schema = &diff_schema,
    .examples = diff_examples,
    .run = run_diff,
};
