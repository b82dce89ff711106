#include "cidr/contain.h"
#include "cli/cidr.h"
#include "cli/cidr_explain.h"
#include "cli/cidr_words.h"

enum field { F_INPUT, F_OUTER, F_INNER, F_CONTAINS, F_COUNT };

static const struct nk_field contains_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the inner operand as given", NK_TEXT, 0, 0},
    [F_OUTER] = {"outer", "outer", "the outer set: an item, or the list as given", NK_TEXT, 0, 0},
    [F_INNER] = {"inner", "inner", "the inner set: an item, or the list as given", NK_TEXT,
                 NK_FIELD_BRIEF, 0},
    [F_CONTAINS] = {"contains", "contains", "whether all of inner lies in outer", NK_FLAG,
                    NK_FIELD_BRIEF, 0},
};

static const struct nk_schema contains_schema = {
    .fields = contains_fields,
    .count = F_COUNT,
    .operand = F_INNER,
};

/* The outer set and how it is named; where the answers go. */
struct question {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_record *r;
    struct nk_set outer;
    char outer_text[NK_RANGE_TEXT_MAX];
    bool explain, explained;
};

static bool holds(const struct nk_set *outer, const struct nk_set *inner)
{
    struct nk_set_iter it;
    struct nk_range range;
    nk_set_iter_init(&it, inner);
    while (nk_set_next_range(&it, &range, NULL))
        if (!nk_set_contains_range(outer, &range))
            return false;
    return true;
}

/* The working for one range of inner; blank lines part them. */
static bool explain_range(struct question *q, const struct nk_range *range)
{
    struct nk_buf text = {0};
    if (q->explained)
        nk_buf_add_byte(&text, '\n');
    q->explained = true;
    nk_contain_explain(&text, &q->outer, range);
    return nk_cidr_tell_end(q->ctx, &text);
}

/* What follows from the workings of several ranges. */
static bool explain_all(struct question *q, const char *name, uint64_t ranges, uint64_t told,
                        uint64_t outside)
{
    struct nk_buf text = {0};
    nk_buf_add_byte(&text, '\n');
    nk_explain_more(&text, 0, ranges, told, "ranges");
    if (outside == 0)
        nk_explain_say(&text, 0, "%s: yes, each of its %llu ranges lies in the outer set", name,
                       (unsigned long long)ranges);
    else
        nk_explain_say(&text, 0, "%s: no, of its %llu ranges %llu do%s not lie in the outer set",
                       name, (unsigned long long)ranges, (unsigned long long)outside,
                       outside == 1 ? "es" : "");
    return nk_cidr_tell_end(q->ctx, &text);
}

/* Of many ranges the first are told, and the first that lies outside. */
static bool explain(struct question *q, const struct nk_set *inner, const char *name)
{
    struct nk_set_iter it;
    struct nk_range range;
    uint64_t ranges = 0, told = 0, outside = 0;
    bool more = true;
    nk_set_iter_init(&it, inner);
    while (more && nk_set_next_range(&it, &range, NULL)) {
        bool first_outside = !nk_set_contains_range(&q->outer, &range) && outside++ == 0;
        if (ranges++ < NK_CIDR_TOLD || first_outside) {
            more = explain_range(q, &range);
            told++;
        }
    }
    return more && (ranges < 2 || explain_all(q, name, ranges, told, outside));
}

static bool answer(struct question *q, size_t operand, const struct nk_set *inner,
                   const char *inner_text)
{
    const char *const *operands = q->args->operands;
    bool yes = holds(&q->outer, inner);
    if (!yes)
        nk_cli_status(q->ctx, NK_NO);
    if (q->explain && (!explain(q, inner, operands[operand]) || !nk_cli_keeps(q->r)))
        return q->ctx->out->error == 0;
    nk_record_text(q->r, F_INPUT, operands[operand]);
    nk_record_text(q->r, F_OUTER, *q->outer_text != '\0' ? q->outer_text : operands[0]);
    nk_record_text(q->r, F_INNER, *inner_text != '\0' ? inner_text : operands[operand]);
    nk_record_flag(q->r, F_CONTAINS, yes);
    return nk_record_end(q->r);
}

/* An item that -4 or -6 rules out is no set of nothing: there is no question about it. */
static bool is_passed_over(const struct question *q, size_t operand, const struct nk_set *set)
{
    return nk_set_is_empty(set) && !nk_cidr_operand_is_list(q->args->operands[operand]);
}

static void answer_all(struct question *q)
{
    bool more = true, compared = false;
    for (size_t i = 1; more && i < q->args->operand_count; i++) {
        struct nk_set inner;
        char text[NK_RANGE_TEXT_MAX];
        if (!nk_cidr_operand_load(q->ctx, q->args, i, q->r, &inner, text)) {
            more = !q->args->strict;
        } else if (!is_passed_over(q, i, &inner)) {
            more = answer(q, i, &inner, text);
            compared = true;
        }
        nk_set_release(&inner);
    }
    /* an assertion that compared nothing is no yes */
    if (!compared && q->ctx->worst < NK_WRONG)
        nk_cli_misuse(q->ctx, "-%u leaves nothing to compare", (unsigned)q->args->family);
}

static enum nk_status run_contains(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_record r;
    struct question q = {.ctx = ctx, .args = args, .r = &r};
    if (!nk_cli_stdin_once(ctx, args, false) || !nk_cli_records(ctx, &r))
        return ctx->worst;
    q.explain = args->explain && args->format == NK_FORMAT_TEXT && !args->quiet;
    if (nk_cidr_operand_load(ctx, args, 0, &r, &q.outer, q.outer_text))
        answer_all(&q);
    nk_set_release(&q.outer);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_example contains_examples[] = {
    {"cidr contains 10.0.0.0/8 10.1.2.3 10.200.0.0/16", "is all of it in there?"},
    {"cidr contains --explain 192.168.0.0/20 192.168.10.0/24", "why: address AND mask"},
    {"", ""},
};

const struct nk_verb nk_cidr_contains_verb = {
    .name = "contains",
    .operands = "OUTER INNER...",
    .summary = "whether one set holds all of others",
    .about = "Status 0 if every INNER lies wholly in OUTER, else 1. Each operand is one set: an "
             "address, a prefix, a range, '-' or @FILE (the union of its lines).",
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 2,
    .operands_are_items = true,
    .schema = &contains_schema,
    .examples = contains_examples,
    .run = run_contains,
};
