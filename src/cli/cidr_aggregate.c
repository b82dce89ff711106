#include <stdlib.h>
#include <string.h>

#include "addr/put.h"
#include "cidr/firewall.h"
#include "cidr/merge.h"
#include "cli/cidr.h"
#include "cli/cidr_items.h"
#include "cli/explain.h"

enum { F_PREFIX, F_FIRST, F_LAST, F_ADDRESSES, F_LABEL };
enum { AS_PREFIXES, AS_RANGES, AS_ADDRESSES, AS_NFT, AS_IPSET, AS_ACL };

static const char *const as_words[] = {"prefixes", "ranges", "addresses", "nft", "ipset", "acl"};

/* ---- --as ranges, addresses, --count ------------------------------------- */

static bool write_range(struct nk_record *r, const struct nk_range *range, const char *label,
                        size_t label_len)
{
    if (nk_record_wants(r, F_PREFIX)) {
        /* always first-last, also where the range is a prefix: that is what was asked for */
        char text[NK_RANGE_TEXT_MAX];
        size_t len = nk_addr_format(&range->first, text);
        text[len++] = '-';
        len += nk_addr_format(&range->last, text + len);
        nk_record_slice(r, F_PREFIX, text, len);
    }
    nk_put_addr(r, F_FIRST, &range->first);
    nk_put_addr(r, F_LAST, &range->last);
    nk_record_count(r, F_ADDRESSES, nk_range_count(range));
    if (label != NULL)
        nk_record_slice(r, F_LABEL, label, label_len);
    return nk_record_end(r);
}

static bool write_addresses(struct nk_record *r, const struct nk_range *range, const char *label,
                            size_t label_len)
{
    struct nk_addr at = range->first;
    do {
        nk_put_addr(r, F_PREFIX, &at);
        nk_put_addr(r, F_FIRST, &at);
        nk_put_addr(r, F_LAST, &at);
        nk_record_count(r, F_ADDRESSES, nk_count_of(1));
        if (label != NULL)
            nk_record_slice(r, F_LABEL, label, label_len);
        if (!nk_record_end(r))
            return false;
    } while (nk_addr_compare(&at, &range->last) < 0 && nk_addr_add(&at, nk_u128(0, 1), &at));
    return true;
}

static enum nk_status write_ranges(struct nk_ctx *ctx, const struct nk_set *set,
                                   const struct nk_labels *labels, bool each)
{
    struct nk_record r;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    struct nk_set_iter it;
    struct nk_range range;
    uint32_t label;
    bool more = true;
    nk_set_iter_init(&it, set);
    while (more && nk_set_next_range(&it, &range, &label)) {
        size_t len;
        const char *text = nk_labels_get(labels, label, &len);
        more = each ? write_addresses(&r, &range, text, len) : write_range(&r, &range, text, len);
    }
    return nk_cli_records_done(ctx, &r);
}

static enum nk_status write_count(struct nk_ctx *ctx, const struct nk_set *set)
{
    struct nk_record r;
    if (!nk_cli_records_of(ctx, &r, "addresses"))
        return ctx->worst;
    nk_record_count(&r, F_ADDRESSES, nk_set_count(set));
    nk_record_end(&r);
    return nk_cli_records_done(ctx, &r);
}

/* ---- --as nft, ipset, acl ------------------------------------------------ */

/* Names of tables, sets and lists: what all three take. */
static bool name_is_good(const char *name)
{
    static const char good[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    size_t len = strlen(name);
    bool letter = (name[0] | 0x20) >= 'a' && (name[0] | 0x20) <= 'z';
    return letter && len <= 28 && strspn(name, good) == len;
}

static enum nk_status write_firewall(struct nk_ctx *ctx, const struct nk_args *args,
                                     const struct nk_set *set, int as)
{
    const struct nk_given *given = nk_args_find(args, "name");
    const char *name = given == NULL ? "netkit" : given->text;
    if (!name_is_good(name)) {
        struct nk_err err;
        nk_err_set(&err, NK_ERR_INPUT, 0, strlen(name),
                   "'%s' is not a name for a set: expected a letter, then up to 27 letters, "
                   "digits, '_' or '-'",
                   name);
        return nk_cli_bad_argument(ctx, given, &err);
    }
    if (args->format != NK_FORMAT_TEXT)
        return nk_cli_misuse(ctx, "--as %s has a syntax of its own: no --output or --json with it",
                             as_words[as]);
    nk_firewall_write(ctx->out, (enum nk_firewall)(as - AS_NFT), name, set);
    return ctx->worst;
}

/* ---- --explain ----------------------------------------------------------- */

enum { STEPS_TOLD = 100 };

struct telling {
    struct nk_buf *b;
    uint64_t steps;
};

static void tell_step(void *closure, const struct nk_merge_step *step)
{
    struct telling *x = closure;
    struct nk_buf *b = x->b;
    if (x->steps++ >= STEPS_TOLD)
        return;
    char a[NK_PREFIX_TEXT_MAX], other[NK_PREFIX_TEXT_MAX], whole[NK_PREFIX_TEXT_MAX];
    nk_prefix_format(&step->a, a);
    nk_prefix_format(&step->b, other);
    nk_prefix_format(&step->c, whole);
    if (step->kind == NK_MERGE_TAKE)
        nk_buf_printf(b, "+ %s\n", a);
    else if (step->kind == NK_MERGE_INSIDE)
        nk_buf_printf(b, "  %s\n    inside %s: adds nothing\n", a, other);
    else
        nk_buf_printf(b, "= %s\n    %s\n    %s\n    differ in bit %u only: together a /%u\n", whole,
                      a, other, (unsigned)step->a.length, (unsigned)step->c.length);
}

/* The networks of all items; a range gives the prefixes that it is made of. */
static bool collect_prefixes(struct nk_cidr_items *it, struct nk_prefix **prefixes, size_t *count)
{
    size_t room = 0;
    while (nk_cidr_items_next(it)) {
        struct nk_range rest = it->item.range;
        bool more = true;
        while (more) {
            if (!nk_grow((void **)prefixes, *count, &room, sizeof **prefixes))
                return false;
            more = nk_range_take_prefix(&rest, &(*prefixes)[(*count)++]);
        }
    }
    return true;
}

static void keep_prefixes(struct nk_ctx *ctx, const struct nk_prefix *prefixes, size_t count)
{
    struct nk_record r;
    if (!nk_cli_records(ctx, &r))
        return;
    bool more = nk_cli_keeps(&r);
    for (size_t i = 0; more && i < count; i++) {
        nk_cidr_put_prefix(&r, 0, &prefixes[i], NULL, 0);
        more = nk_record_end(&r);
    }
    nk_cli_records_done(ctx, &r);
}

static enum nk_status explain(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_prefix *prefixes = NULL;
    size_t count = 0, left = 0;
    struct nk_cidr_items it;
    struct nk_buf text = {0};
    nk_cidr_items_init(&it, ctx, args, args->operands, args->operand_count);
    it.networks = true;
    bool done = collect_prefixes(&it, &prefixes, &count);
    nk_cidr_items_release(&it);
    if (done && !it.unread) {
        nk_buf_printf(&text, "In order of their first address, the larger first:\n");
        struct telling x = {.b = &text};
        left = nk_merge_prefixes(prefixes, count, tell_step, &x);
        nk_explain_more(&text, 0, x.steps, STEPS_TOLD, "steps");
        nk_buf_printf(&text, "The fewest prefixes: %zu of %zu\n", left, count);
        for (size_t i = 0; i < left; i++) {
            char prefix[NK_PREFIX_TEXT_MAX];
            nk_prefix_format(&prefixes[i], prefix);
            nk_buf_printf(&text, "%s\n", prefix);
        }
    }
    struct nk_err err;
    if (!done || text.failed) {
        nk_err_memory(&err);
        nk_cli_fail(ctx, &err);
    } else {
        nk_out_write(ctx->out, text.data, text.len);
        keep_prefixes(ctx, prefixes, left);
    }
    free(prefixes);
    nk_buf_release(&text);
    return ctx->worst;
}

/* ---- the verb ------------------------------------------------------------ */

static enum nk_status write_as(struct nk_ctx *ctx, const struct nk_args *args,
                               const struct nk_set *set, const struct nk_labels *labels)
{
    int as = (int)nk_args_number(args, "as", AS_PREFIXES);
    if (args->quiet)
        return ctx->worst;
    if (nk_args_has(args, "count"))
        return write_count(ctx, set);
    if (as >= AS_NFT)
        return write_firewall(ctx, args, set, as);
    if (as == AS_PREFIXES)
        return nk_cidr_write_set(ctx, set, labels);
    return write_ranges(ctx, set, labels, as == AS_ADDRESSES);
}

static enum nk_status run_aggregate(struct nk_ctx *ctx, const struct nk_args *args)
{
    if (nk_args_has(args, "name") && nk_args_number(args, "as", AS_PREFIXES) < AS_NFT)
        return nk_cli_misuse(ctx, "--name goes with --as nft, ipset or acl");
    if (args->explain + nk_args_has(args, "count") + nk_args_has(args, "as") > 1)
        return nk_cli_misuse(ctx, "--explain, --count and --as exclude each other");
    if (nk_args_has(args, "count") && args->fields != NULL)
        return nk_cli_misuse(ctx, "--count has one field: --fields does not go with it");
    if (args->explain && args->format == NK_FORMAT_TEXT)
        return explain(ctx, args);
    struct nk_labels labels = {0};
    struct nk_set set;
    enum nk_status status = ctx->worst;
    if (nk_cidr_set_load(ctx, args, args->operands, args->operand_count, &set, &labels))
        status = write_as(ctx, args, &set, &labels);
    nk_set_release(&set);
    nk_labels_release(&labels);
    return status > ctx->worst ? status : ctx->worst;
}

static const struct nk_option aggregate_options[] = {
    {.name = "as",
     .arg = NK_ARG_CHOICE,
     .metavar = "FORM",
     .words = "prefixes\0ranges\0addresses\0nft\0ipset\0acl",
     .unexplained = true,
     .help = "prefixes, ranges, addresses, or ready for nft -f, ipset restore, a router"},
    {.name = "name",
     .arg = NK_ARG_WORD,
     .metavar = "NAME",
     .help = "the name of the set for nft, ipset and acl (default netkit)"},
    {.name = "count", .unexplained = true, .help = "just how many addresses the set holds"},
    {.name = ""},
};

static const struct nk_example aggregate_examples[] = {
    {"cidr aggregate 10.0.0.0/25 10.0.0.128/25 10.0.1.0/24", "neighbours join to one prefix"},
    {"cidr aggregate 10.0.0.5-10.0.0.20", "a range as the fewest prefixes"},
    {"cidr aggregate --count 10.0.0.0/8 ::/0", "how many addresses, exactly"},
    {"cidr aggregate --explain 10.0.0.0/25 10.0.0.128/25 10.0.0.7", "each step told"},
    {"", ""},
};

const struct nk_verb nk_cidr_aggregate_verb = {
    .name = "aggregate",
    .operands = "ITEM...",
    .summary = "the fewest prefixes that are exactly the set",
    .about = "Reads addresses, prefixes and ranges in any order, with doubles and overlaps, and "
             "prints the fewest prefixes that hold the same addresses, in order. Items that join "
             "keep their label where it is the same.",
    .options = aggregate_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &nk_cidr_prefix_schema,
    .examples = aggregate_examples,
    .run = run_aggregate,
};
