#include <stdlib.h>
#include <string.h>

#include "cli/cidr.h"
#include "cli/cidr_check.h"
#include "cli/cidr_words.h"

static const struct nk_field check_fields[] = {
    {"file", "file", "the list that the item is in; null for an operand", NK_TEXT, 0, 0},
    {"line", "line", "its line there", NK_INT, 0, 0},
    {"item", "item", "the item as given", NK_TEXT, 0, 0},
    {"finding", "finding", "overlap, host-bits, outside, not-private or too-full", NK_TEXT, 0, 0},
    {"other", "other", "the item or set that it conflicts with", NK_TEXT, 0, 0},
    {"detail", "detail", "what is wrong, in a sentence", NK_TEXT, 0, 0},
};

static const struct nk_schema check_schema = {
    .fields = check_fields,
    .count = sizeof check_fields / sizeof *check_fields,
    .operand = NK_REPORT_ITEM,
};

/* ---- finding ------------------------------------------------------------- */

static bool add_note(struct nk_cidr_check *x, uint32_t item, enum nk_cidr_finding kind,
                     uint32_t other)
{
    if (!nk_grow((void **)&x->notes, x->count, &x->room, sizeof *x->notes)) {
        x->failed = true;
        return false;
    }
    x->notes[x->count++] = (struct nk_cidr_note){item, other, kind};
    return true;
}

static bool note_pair(void *closure, const struct nk_entry *a, const struct nk_entry *b,
                      const struct nk_range *shared)
{
    struct nk_cidr_check *x = closure;
    (void)shared;
    if (x->args->quiet && x->count > 0)
        return false; /* the status is known */
    x->capped = x->count >= NK_CIDR_NOTES_MAX;
    if (x->capped)
        return false;
    /* `a` was given first: the later one is at fault */
    return add_note(x, (uint32_t)(b - x->entries.all), NK_CIDR_OVERLAP,
                    (uint32_t)(a - x->entries.all));
}

static bool has_host_bits(const struct nk_entry *e)
{
    struct nk_prefix p = {nk_addr_of(e->family, e->low), e->length};
    return e->kind == NK_ITEM_PREFIX && nk_prefix_has_host_bits(&p);
}

static void note_item(struct nk_cidr_check *x, uint32_t i)
{
    const struct nk_entry *e = &x->entries.all[i];
    struct nk_range r = nk_entry_range(e);
    if (x->canonical && has_host_bits(e))
        add_note(x, i, NK_CIDR_HOST_BITS, i);
    if (x->inside && !nk_set_contains_range(&x->within, &r))
        add_note(x, i, NK_CIDR_OUTSIDE, i);
    if (x->private_only && !nk_range_is_private(&r))
        add_note(x, i, NK_CIDR_NOT_PRIVATE, i);
}

static int compare_notes(const void *a, const void *b)
{
    const struct nk_cidr_note *x = a, *y = b;
    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->other < y->other ? -1 : x->other > y->other;
}

static bool find_all(struct nk_cidr_check *x, struct nk_err *err)
{
    const struct nk_cidr_entries *e = &x->entries;
    for (size_t i = 0; i < e->count && !x->failed; i++)
        note_item(x, (uint32_t)i);
    if (x->disjoint && !x->failed &&
        !nk_entries_overlaps(e->all, e->keys, e->count, note_pair, x, err))
        return false;
    if (x->failed)
        return nk_err_memory(err);
    if (x->count > 0)
        qsort(x->notes, x->count, sizeof *x->notes, compare_notes);
    return true;
}

/* ---- the verb ------------------------------------------------------------ */

/* "10.0.0.0/8 and 192.168.0.0/16" */
static bool name_within(struct nk_cidr_check *x)
{
    const struct nk_given *given;
    size_t at = 0;
    while ((given = nk_args_next(x->args, "within", &at)) != NULL) {
        if (x->within_text.len > 0)
            nk_buf_add_text(&x->within_text, " and ");
        nk_buf_add_text(&x->within_text, given->text);
    }
    nk_buf_add_byte(&x->within_text, '\0');
    return !x->within_text.failed;
}

static bool read_options(struct nk_cidr_check *x)
{
    const struct nk_args *args = x->args;
    struct nk_count least;
    const struct nk_given *min_free = nk_args_find(args, "min-free");
    x->inside = nk_args_has(args, "within");
    x->disjoint = nk_args_has(args, "disjoint");
    x->canonical = nk_args_has(args, "canonical");
    x->private_only = nk_args_has(args, "private");
    if (!x->disjoint && !x->canonical && !x->private_only && !x->inside && min_free == NULL)
        x->disjoint = x->canonical = true;
    if (args->explain && nk_args_number(args, "report", NK_REPORT_TEXT) != NK_REPORT_TEXT) {
        nk_cli_misuse(x->ctx, "--explain is for people: it does not go with --report %s",
                      nk_args_text(args, "report"));
        return false;
    }
    if (min_free != NULL && !nk_cidr_count_option(x->ctx, min_free, &least))
        return false;
    if (min_free == NULL || x->inside)
        return true;
    nk_cli_misuse(x->ctx, "--min-free counts what is free of --within, which is missing");
    return false;
}

static void run_loaded(struct nk_cidr_check *x)
{
    struct nk_err err = {0};
    if (!nk_cli_stdin_once(x->ctx, x->args, false) ||
        !nk_cidr_set_option(x->ctx, x->args, "within", &x->within, NULL) ||
        !nk_cidr_entries_load(&x->entries, x->ctx, x->args,
                              x->report.records ? &x->report.record : NULL, true))
        return;
    if ((name_within(x) || nk_err_memory(&err)) && find_all(x, &err))
        nk_cidr_check_tell(x);
    else
        nk_cli_fail(x->ctx, &err);
}

static enum nk_status run_check(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_cidr_check x = {.ctx = ctx, .args = args};
    if (!read_options(&x) || !nk_report_open(&x.report, ctx, "netkit cidr check"))
        return ctx->worst;
    nk_set_init(&x.within);
    run_loaded(&x);
    nk_report_close(&x.report);
    nk_cidr_entries_release(&x.entries);
    nk_set_release(&x.within);
    nk_buf_release(&x.within_text);
    free(x.notes);
    return ctx->worst;
}

static const struct nk_option check_options[] = {
    {.name = "disjoint", .help = "no two items share an address"},
    {.name = "canonical", .help = "no prefix has host bits set"},
    {.name = "within",
     .arg = NK_ARG_FILE,
     .metavar = "P",
     .repeats = true,
     .help = "every item lies wholly in this set: an item, '-' or @FILE"},
    {.name = "private", .help = "every item lies in RFC 1918 or RFC 4193 space"},
    {.name = "min-free",
     .arg = NK_ARG_WORD,
     .metavar = "N",
     .help = "at least N addresses of --within stay free"},
    NK_REPORT_OPTION,
    {.name = ""},
};

static const struct nk_example check_examples[] = {
    {"cidr check 10.0.0.0/24 10.0.0.128/25 10.0.1.7/24", "what overlaps, and what has host bits"},
    {"cidr check @networks.txt --report github", "a step in a CI pipeline"},
    {"cidr check 10.0.0.0/24 10.0.0.128/25 10.0.1.7/24 --explain", "why each is a finding"},
    {"", ""},
};

const struct nk_verb nk_cidr_check_verb = {
    .name = "check",
    .operands = "SET...",
    .summary = "a CI assertion over a list of networks",
    .about = "Looks at every item of the lists and tells what is wrong, with its line: items that "
             "overlap, host bits that are set, items outside a set or outside private space. "
             "Without an option that names a check: --disjoint --canonical. Status 1 if anything "
             "was found.",
    .options = check_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &check_schema,
    .examples = check_examples,
    .run = run_check,
};
