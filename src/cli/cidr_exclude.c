#include "cli/cidr.h"
#include "cli/cidr_sets_explain.h"
#include "cli/cidr_words.h"

typedef bool set_operation(struct nk_set *out, const struct nk_set *a, const struct nk_set *b,
                           struct nk_err *err);

/* The set of one operand. A bad item is no empty set: then there is no result. */
static bool load(struct nk_ctx *ctx, const struct nk_args *args, size_t at, struct nk_set *set,
                 struct nk_labels *labels)
{
    char text[NK_RANGE_TEXT_MAX];
    if (nk_cidr_operand_is_list(args->operands[at]))
        return nk_cidr_set_load(ctx, args, args->operands + at, 1, set, labels);
    return nk_cidr_operand_load(ctx, args, at, NULL, set, text);
}

/* A run over all operands: what is done with each, and where the working goes. */
struct fold {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    set_operation *operation;
    struct nk_set set; /* the result so far */
    struct nk_buf told;
};

static void tell_step(struct fold *x, size_t at, const struct nk_set *other,
                      const struct nk_set *result)
{
    const struct nk_cidr_step step = {
        .number = at,
        .intersect = x->operation == nk_set_intersection,
        .first = at == 1 ? x->args->operands[0] : "the set so far",
        .other = x->args->operands[at],
        .before = &x->set,
        .operand = other,
        .after = result,
    };
    nk_cidr_tell_step(&x->told, &step);
}

/* set = set op operand */
static bool fold_operand(struct fold *x, size_t at)
{
    struct nk_set other, result;
    struct nk_err err = {0};
    bool done = load(x->ctx, x->args, at, &other, NULL);
    if (done) {
        done = x->operation(&result, &x->set, &other, &err);
        if (done) {
            if (nk_cli_explains(x->ctx))
                tell_step(x, at, &other, &result);
            nk_set_release(&x->set);
            x->set = result;
        } else {
            nk_cli_fail(x->ctx, &err);
        }
    }
    nk_set_release(&other);
    return done;
}

static enum nk_status run_fold(struct nk_ctx *ctx, const struct nk_args *args,
                               set_operation *operation)
{
    struct fold x = {.ctx = ctx, .args = args, .operation = operation};
    struct nk_labels labels = {0};
    if (!nk_cli_stdin_once(ctx, args, false))
        return ctx->worst;
    bool done = load(ctx, args, 0, &x.set, &labels);
    for (size_t i = 1; done && i < args->operand_count; i++)
        done = fold_operand(&x, i);
    if (done && nk_cli_explains(ctx)) {
        nk_cidr_tell_result(&x.told, &x.set);
        done = nk_cidr_tell_end(ctx, &x.told);
    }
    enum nk_status status = done ? nk_cidr_write_set(ctx, &x.set, &labels) : ctx->worst;
    nk_buf_release(&x.told);
    nk_set_release(&x.set);
    nk_labels_release(&labels);
    return status;
}

static enum nk_status run_exclude(struct nk_ctx *ctx, const struct nk_args *args)
{
    return run_fold(ctx, args, nk_set_difference);
}

static enum nk_status run_intersect(struct nk_ctx *ctx, const struct nk_args *args)
{
    return run_fold(ctx, args, nk_set_intersection);
}

static const struct nk_example exclude_examples[] = {
    {"cidr exclude 10.0.0.0/24 10.0.0.64/26", "what of a network is left without a part of it"},
    {"cidr exclude 0.0.0.0/0 10.0.0.0/8", "the complement of a network"},
    {"cidr exclude 10.0.0.0/24 10.0.0.64/26 --explain", "what is cut, and why these prefixes"},
    {"", ""},
};

const struct nk_verb nk_cidr_exclude_verb = {
    .name = "exclude",
    .operands = "ITEM ITEM...",
    .summary = "the first set less all the others",
    .about =
        "Prints the fewest prefixes that are the first set without the others. Each operand is "
        "one set: an address, a prefix, a range, '-' or @FILE (the union of its lines). Labels "
        "of the first set are kept.",
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 2,
    .operands_are_items = true,
    .schema = &nk_cidr_prefix_schema,
    .examples = exclude_examples,
    .run = run_exclude,
};

static const struct nk_example intersect_examples[] = {
    {"cidr intersect 10.0.0.0/8 10.1.0.0-10.2.0.255", "what two sets have in common"},
    {"cidr intersect 10.0.0.0-10.0.0.99 10.0.0.64/26 --explain", "how it follows"},
    {"", ""},
};

const struct nk_verb nk_cidr_intersect_verb = {
    .name = "intersect",
    .operands = "ITEM ITEM...",
    .summary = "the common part of all sets",
    .about =
        "Prints the fewest prefixes that are in every one of the sets. Each operand is one set: "
        "an address, a prefix, a range, '-' or @FILE (the union of its lines). Labels of the "
        "first set are kept.",
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 2,
    .operands_are_items = true,
    .schema = &nk_cidr_prefix_schema,
    .examples = intersect_examples,
    .run = run_intersect,
};
