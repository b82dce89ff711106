#include "addr/put.h"
#include "cli/cidr.h"
#include "cli/cidr_entries.h"
#include "cli/cidr_tell.h"
#include "cli/explain.h"

enum { TOLD = 20 }; /* entries whose place --explain tells of */

enum field { F_INPUT, F_ITEM, F_FIRST, F_LAST, F_ADDRESSES, F_LABEL, F_COUNT };

static const struct nk_field sort_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the item as given", NK_TEXT, 0, 0},
    [F_ITEM] = {"item", "item", "the address, prefix (host bits kept) or range", NK_PREFIX,
                NK_FIELD_BRIEF, 0},
    [F_FIRST] = {"first", "first", "the first address", NK_ADDR, 0, 0},
    [F_LAST] = {"last", "last", "the last address", NK_ADDR, 0, 0},
    [F_ADDRESSES] = {"addresses", "addresses", "how many addresses it holds", NK_COUNT, 0, 0},
    [F_LABEL] = {"label", "label", "what followed the item on its line", NK_TEXT, 0, 0},
};

static const struct nk_schema sort_schema = {
    .fields = sort_fields,
    .count = F_COUNT,
    .operand = F_ITEM,
};

static void put_entry(struct nk_record *r, const struct nk_cidr_entries *all,
                      const struct nk_entry *e)
{
    struct nk_range range = nk_entry_range(e);
    char *room = nk_record_room(r, F_ITEM, NK_RANGE_TEXT_MAX);
    if (room != NULL)
        nk_record_used(r, F_ITEM, nk_entry_format(e, room));
    nk_cidr_entries_put(all, r, F_INPUT, e->text);
    nk_cidr_entries_put(all, r, F_LABEL, e->label);
    nk_put_addr(r, F_FIRST, &range.first);
    nk_put_addr(r, F_LAST, &range.last);
    nk_put_range_count(r, F_ADDRESSES, &range);
}

/* Drops the keys of entries that are equal to the one before; how many are left. */
static size_t make_unique(struct nk_cidr_entries *e)
{
    size_t kept = 0;
    for (size_t i = 0; i < e->count; i++) {
        if (kept > 0 &&
            nk_entry_compare(&e->all[e->keys[kept - 1].index], &e->all[e->keys[i].index]) == 0)
            continue;
        e->keys[kept++] = e->keys[i];
    }
    return kept;
}

/* Lines of nothing but the item, straight into the output's buffer. */
static void write_plain(struct nk_ctx *ctx, const struct nk_entry *e)
{
    char *room = nk_out_room(ctx->out, NK_RANGE_TEXT_MAX + 1);
    if (room == NULL)
        return;
    size_t len = nk_entry_format(e, room);
    room[len++] = '\n';
    nk_out_used(ctx->out, len);
    nk_out_end_line(ctx->out);
}

/* The workings are one text, which stands where the last of their records does; the records behind
 * it go out as ever. */
static void explain_entries(struct nk_record *r, const struct nk_cidr_entries *e, size_t count,
                            bool reverse)
{
    const struct nk_entry *before = NULL;
    struct nk_buf told = {0}, nothing = {0};
    size_t last = count < TOLD ? count : TOLD;
    bool more = true;
    nk_tell_order(&told, reverse);
    for (size_t i = 0; more && i < count; i++) {
        const struct nk_entry *entry = &e->all[e->keys[reverse ? count - 1 - i : i].index];
        put_entry(r, e, entry);
        if (i < last)
            nk_tell_place(&told, before, entry, reverse);
        if (i < last && r->chosen)
            nk_tell_answer(&told, r);
        before = entry;
        if (i + 1 == last && count < e->count)
            nk_buf_printf(&told, "%zu left out: the same as the one before (--unique)\n",
                          e->count - count);
        if (i + 1 == last && count > last)
            nk_buf_printf(&told, "the other %zu, by the same rules:\n", count - last);
        more =
            i >= last ? nk_record_end(r) : nk_record_end_told(r, i + 1 == last ? &told : &nothing);
    }
    nk_buf_release(&told);
}

static void write_entries(struct nk_ctx *ctx, const struct nk_args *args, struct nk_record *r,
                          struct nk_cidr_entries *e)
{
    size_t count = nk_args_has(args, "unique") ? make_unique(e) : e->count;
    bool reverse = nk_args_has(args, "reverse"), more = true;
    if (nk_cli_explains(ctx)) {
        explain_entries(r, e, count, reverse);
        return;
    }
    for (size_t i = 0; more && i < count; i++) {
        const struct nk_entry *entry = &e->all[e->keys[reverse ? count - 1 - i : i].index];
        if (nk_record_is_plain(r, F_ITEM)) {
            write_plain(ctx, entry);
            more = ctx->out->error == 0;
        } else {
            put_entry(r, e, entry);
            more = nk_record_end(r);
        }
    }
}

static enum nk_status run_sort(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_record r;
    struct nk_cidr_entries e;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    if (nk_cidr_entries_load(&e, ctx, args, &r, nk_record_wants(&r, F_INPUT)))
        write_entries(ctx, args, &r, &e);
    nk_cidr_entries_release(&e);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_option sort_options[] = {
    {.name = "unique",
     .letter = 'u',
     .arg = NK_ARG_NONE,
     .help = "of items with the same addresses and host bits, only the first given"},
    {.name = "reverse", .letter = 'r', .arg = NK_ARG_NONE, .help = "the highest first"},
    {.name = ""},
};

static const struct nk_example sort_examples[] = {
    {"cidr sort 10.0.0.10 10.0.0.9 2001:db8::/32 10.0.0.0/8", "by number, not by letters"},
    {"cidr sort --explain 10.0.0.10 10.0.0.9 10.0.0.0/8", "what puts each behind the one before"},
    {"", ""},
};

const struct nk_verb nk_cidr_sort_verb = {
    .name = "sort",
    .operands = "ITEM...",
    .summary = "items in numeric order",
    .about = "Prints addresses, prefixes and ranges in order, IPv4 first: by first address, the "
             "larger first, then by host bits. Each stays what it is, in canonical text; equal "
             "ones stay in the order given. Labels are in json and csv.",
    .options = sort_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &sort_schema,
    .examples = sort_examples,
    .run = run_sort,
};
