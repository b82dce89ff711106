#include "cidr/space.h"
#include "cli/cidr.h"
#include "cli/cidr_next_explain.h"
#include "cli/cidr_words.h"

/* What is sought, and where. */
struct search {
    struct nk_ctx *ctx;
    struct nk_set pool, used, unused;
    unsigned length;
    int64_t count;
};

/* Sees what is left of a free range, and the lowest prefix in it; NULL: none fits. False ends the
 * search. */
typedef bool visit_step(void *closure, const struct nk_range *rest, const struct nk_prefix *p);

/* Finds the free prefixes of one range. False: no more. */
static bool search_range(const struct search *x, struct nk_range rest, int64_t *found,
                         visit_step *visit, void *closure)
{
    struct nk_prefix p;
    bool fits = true;
    while (fits && *found < x->count) {
        fits = nk_space_first_fit(&rest, x->length, &p);
        *found += fits;
        if (!visit(closure, &rest, fits ? &p : NULL))
            return false;
        if (!fits)
            break;
        struct nk_addr last = nk_prefix_last(&p);
        fits = nk_addr_add(&last, nk_u128(0, 1), &rest.first) &&
               nk_addr_compare(&rest.first, &rest.last) <= 0;
    }
    return *found < x->count;
}

/* Finds up to `count` free prefixes of the length, lowest first; how many there were. */
static int64_t search_all(const struct search *x, visit_step *visit, void *closure)
{
    struct nk_set_iter it;
    struct nk_range gap;
    int64_t found = 0;
    nk_set_iter_init(&it, &x->unused);
    while (nk_set_next_range(&it, &gap, NULL) && search_range(x, gap, &found, visit, closure))
        continue;
    return found;
}

static bool write_step(void *closure, const struct nk_range *rest, const struct nk_prefix *p)
{
    struct nk_record *r = closure;
    (void)rest;
    if (p == NULL)
        return true;
    nk_cidr_put_prefix(r, 0, p, NULL, 0);
    return nk_record_end(r);
}

static bool explain(const struct search *x)
{
    struct nk_cidr_next_telling t = {.length = x->length};
    nk_cidr_next_tell_begin(&t, &x->pool, &x->used, &x->unused);
    int64_t found = search_all(x, nk_cidr_next_tell_step, &t);
    nk_explain_say(&t.text, 0, found > 0 ? "The lowest free prefixes:" : "None is free.");
    return nk_cidr_tell_end(x->ctx, &t.text);
}

static enum nk_status answer(const struct search *x)
{
    struct nk_record r;
    if (!nk_cli_records(x->ctx, &r))
        return x->ctx->worst;
    int64_t found = 0;
    if (!nk_cli_explains(x->ctx) || explain(x))
        found = search_all(x, write_step, &r);
    if (found < x->count && r.out->error == 0) {
        nk_cli_say(x->ctx, "%lld of %lld free /%u found", (long long)found, (long long)x->count,
                   x->length);
        nk_cli_status(x->ctx, NK_NO);
    }
    return nk_cli_records_done(x->ctx, &r);
}

static enum nk_status run_next(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_given *given = nk_args_find(args, "length");
    struct search x = {.ctx = ctx, .count = nk_args_number(args, "count", 1)};
    if (given == NULL)
        return nk_cli_misuse(ctx, "--length is missing: how long are the prefixes to be?");
    if (!nk_cidr_length_option(ctx, given, 128, &x.length) || !nk_cli_stdin_once(ctx, args, false))
        return ctx->worst;
    struct nk_err err = {0};
    nk_set_init(&x.used);
    nk_set_init(&x.unused);
    enum nk_status status = ctx->worst;
    if (nk_cidr_set_load(ctx, args, args->operands, args->operand_count, &x.pool, NULL) &&
        nk_cidr_set_option(ctx, args, "used", &x.used, NULL) &&
        nk_cidr_length_option(
            ctx, given, x.pool.ipv6.count > 0 || x.pool.ipv4.count == 0 ? 128 : 32, &x.length)) {
        if (nk_set_difference(&x.unused, &x.pool, &x.used, &err))
            status = answer(&x);
        else
            nk_cli_fail(ctx, &err);
    }
    nk_set_release(&x.pool);
    nk_set_release(&x.used);
    nk_set_release(&x.unused);
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
    {.name = ""},
};

static const struct nk_example next_examples[] = {
    {"cidr next 10.0.0.0/16 --length 24 --used 10.0.0.0/23", "the first free /24"},
    {"cidr next 10.0.0.0/24 --length 26 --used 10.0.0.0-10.0.0.9 --explain", "where it fits"},
    {"", ""},
};

const struct nk_verb nk_cidr_next_verb = {
    .name = "next",
    .operands = "POOL...",
    .summary = "the first free prefixes of a length",
    .about =
        "Prints the lowest aligned prefixes of the length that lie wholly in the pool and touch "
        "nothing that is used. Status 1 where there are fewer than asked for.",
    .options = next_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &nk_cidr_prefix_schema,
    .examples = next_examples,
    .run = run_next,
};
