#include "cidr/space.h"
#include "cli/cidr.h"
#include "cli/cidr_words.h"

/* Writes up to `count` free prefixes of the length, lowest first; how many there were. */
static int64_t write_free(struct nk_record *r, const struct nk_set *unused, unsigned length,
                          int64_t count)
{
    struct nk_set_iter it;
    struct nk_range gap;
    int64_t found = 0;
    bool more = true;
    nk_set_iter_init(&it, unused);
    while (more && found < count && nk_set_next_range(&it, &gap, NULL)) {
        struct nk_prefix p;
        while (more && found < count && nk_space_first_fit(&gap, length, &p)) {
            nk_cidr_put_prefix(r, 0, &p, NULL, 0);
            more = nk_record_end(r);
            found++;
            struct nk_addr last = nk_prefix_last(&p);
            if (!nk_addr_add(&last, nk_u128(0, 1), &gap.first) ||
                nk_addr_compare(&gap.first, &gap.last) > 0)
                break;
        }
    }
    return found;
}

static enum nk_status answer(struct nk_ctx *ctx, const struct nk_set *unused, unsigned length,
                             int64_t count)
{
    struct nk_record r;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    int64_t found = write_free(&r, unused, length, count);
    if (found < count && r.out->error == 0) {
        nk_cli_say(ctx, "%lld of %lld free /%u found", (long long)found, (long long)count, length);
        nk_cli_status(ctx, NK_NO);
    }
    return nk_cli_records_done(ctx, &r);
}

static enum nk_status run_next(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_given *given = nk_args_find(args, "length");
    unsigned length = 0;
    if (given == NULL)
        return nk_cli_misuse(ctx, "--length is missing: how long are the prefixes to be?");
    if (!nk_cidr_length_option(ctx, given, 128, &length) || !nk_cli_stdin_once(ctx, args, false))
        return ctx->worst;
    struct nk_set pool, used, unused;
    struct nk_err err = {0};
    nk_set_init(&used);
    nk_set_init(&unused);
    enum nk_status status = ctx->worst;
    if (nk_cidr_set_load(ctx, args, args->operands, args->operand_count, &pool, NULL) &&
        nk_cidr_set_option(ctx, args, "used", &used, NULL) &&
        nk_cidr_length_option(ctx, given, pool.ipv6.count > 0 || pool.ipv4.count == 0 ? 128 : 32,
                              &length)) {
        if (nk_set_difference(&unused, &pool, &used, &err))
            status = answer(ctx, &unused, length, nk_args_number(args, "count", 1));
        else
            nk_cli_fail(ctx, &err);
    }
    nk_set_release(&pool);
    nk_set_release(&used);
    nk_set_release(&unused);
    return status > ctx->worst ? status : ctx->worst;
}

static const struct nk_option next_options[] = {
    {.name = "length", .arg = NK_ARG_WORD, .metavar = "LEN", .help = "the length wanted"},
    {.name = "count",
     .arg = NK_ARG_UINT,
     .metavar = "K",
     .min = 1,
     .max = INT64_C(1) << 53,
     .help = "how many prefixes (default 1)"},
    {.name = "used",
     .arg = NK_ARG_FILE,
     .metavar = "SET",
     .repeats = true,
     .help = "what is taken already: an item, '-' or @FILE"},
    {.name = NULL},
};

static const struct nk_example next_examples[] = {
    {"cidr next 10.0.0.0/16 --length 24 --used 10.0.0.0/23", "the first free /24"},
    {NULL, NULL},
};

const struct nk_verb nk_cidr_next_verb = {
    .name = "next",
    .operands = "POOL...",
    .summary = "the first free prefixes of a length",
    .about =
        "Prints the lowest aligned prefixes of the length that lie wholly in the pool and touch "
        "nothing that is used. Status 1 where there are fewer than asked for.",
    .options = next_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_FAMILY | NK_COMMON_LENIENT | NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &nk_cidr_prefix_schema,
    .examples = next_examples,
    .run = run_next,
};
