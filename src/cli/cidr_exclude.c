#include "cli/cidr.h"
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

/* first = first op operand, for every further operand. */
static bool fold_operand(struct nk_ctx *ctx, const struct nk_args *args, size_t at,
                         set_operation *operation, struct nk_set *first)
{
    struct nk_set other, result;
    struct nk_err err = {0};
    bool done = load(ctx, args, at, &other, NULL);
    if (done) {
        done = operation(&result, first, &other, &err);
        if (done) {
            nk_set_release(first);
            *first = result;
        } else {
            nk_cli_fail(ctx, &err);
        }
    }
    nk_set_release(&other);
    return done;
}

static enum nk_status run_fold(struct nk_ctx *ctx, const struct nk_args *args,
                               set_operation *operation)
{
    struct nk_labels labels = {0};
    struct nk_set set;
    if (!nk_cli_stdin_once(ctx, args, false))
        return ctx->worst;
    bool done = load(ctx, args, 0, &set, &labels);
    for (size_t i = 1; done && i < args->operand_count; i++)
        done = fold_operand(ctx, args, i, operation, &set);
    enum nk_status status = done ? nk_cidr_write_set(ctx, &set, &labels) : ctx->worst;
    nk_set_release(&set);
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
    {NULL, NULL},
};

const struct nk_verb nk_cidr_exclude_verb = {
    .name = "exclude",
    .operands = "ITEM ITEM...",
    .summary = "the first set less all the others",
    .about =
        "Prints the fewest prefixes that are the first set without the others. Each operand is "
        "one set: an address, a prefix, a range, '-' or @FILE (the union of its lines). Labels "
        "of the first set are kept.",
    .common = NK_COMMON_RECORDS | NK_COMMON_FAMILY | NK_COMMON_LENIENT | NK_COMMON_STRICT,
    .min_operands = 2,
    .operands_are_items = true,
    .schema = &nk_cidr_prefix_schema,
    .examples = exclude_examples,
    .run = run_exclude,
};

static const struct nk_example intersect_examples[] = {
    {"cidr intersect 10.0.0.0/8 10.1.0.0-10.2.0.255", "what two sets have in common"},
    {NULL, NULL},
};

const struct nk_verb nk_cidr_intersect_verb = {
    .name = "intersect",
    .operands = "ITEM ITEM...",
    .summary = "the common part of all sets",
    .about =
        "Prints the fewest prefixes that are in every one of the sets. Each operand is one set: "
        "an address, a prefix, a range, '-' or @FILE (the union of its lines). Labels of the "
        "first set are kept.",
    .common = NK_COMMON_RECORDS | NK_COMMON_FAMILY | NK_COMMON_LENIENT | NK_COMMON_STRICT,
    .min_operands = 2,
    .operands_are_items = true,
    .schema = &nk_cidr_prefix_schema,
    .examples = intersect_examples,
    .run = run_intersect,
};
