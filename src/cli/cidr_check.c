#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cidr/contain.h"
#include "cli/cidr.h"
#include "cli/cidr_entries_explain.h"
#include "cli/cidr_words.h"
#include "cli/report.h"

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

enum kind { OVERLAP, HOST_BITS, OUTSIDE, NOT_PRIVATE };

static const char *const kind_words[] = {"overlap", "host-bits", "outside", "not-private"};

/* A finding in few bytes: the words are made when it is written. */
struct note {
    uint32_t item, other; /* entries */
    enum kind kind;
};

/* So many are kept. A list of equal lines has a pair for every two of them: more than any memory.
 */
enum { NOTES_MAX = 1 << 22 };

/* One run of the verb. */
struct check {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_cidr_entries entries;
    struct nk_set within;
    struct nk_buf within_text; /* what --within names, with a NUL; empty where it is not given */
    bool disjoint, canonical, inside, private_only;
    struct note *notes;
    size_t count, room;
    bool failed; /* a note could not be kept: memory is out */
    bool capped; /* there are more pairs than notes */
    struct nk_report_out report;
    size_t explained; /* findings whose working was told */
};

/* ---- finding ------------------------------------------------------------- */

static bool add_note(struct check *x, uint32_t item, enum kind kind, uint32_t other)
{
    if (!nk_grow((void **)&x->notes, x->count, &x->room, sizeof *x->notes)) {
        x->failed = true;
        return false;
    }
    x->notes[x->count++] = (struct note){item, other, kind};
    return true;
}

static bool note_pair(void *closure, const struct nk_entry *a, const struct nk_entry *b,
                      const struct nk_range *shared)
{
    struct check *x = closure;
    (void)shared;
    if (x->args->quiet && x->count > 0)
        return false; /* the status is known */
    x->capped = x->count >= NOTES_MAX;
    if (x->capped)
        return false;
    /* `a` was given first: the later one is at fault */
    return add_note(x, (uint32_t)(b - x->entries.all), OVERLAP, (uint32_t)(a - x->entries.all));
}

static bool has_host_bits(const struct nk_entry *e)
{
    struct nk_prefix p = {nk_addr_of(e->family, e->low), e->length};
    return e->kind == NK_ITEM_PREFIX && nk_prefix_has_host_bits(&p);
}

static void note_item(struct check *x, uint32_t i)
{
    const struct nk_entry *e = &x->entries.all[i];
    struct nk_range r = nk_entry_range(e);
    if (x->canonical && has_host_bits(e))
        add_note(x, i, HOST_BITS, i);
    if (x->inside && !nk_set_contains_range(&x->within, &r))
        add_note(x, i, OUTSIDE, i);
    if (x->private_only && !nk_range_is_private(&r))
        add_note(x, i, NOT_PRIVATE, i);
}

static int compare_notes(const void *a, const void *b)
{
    const struct note *x = a, *y = b;
    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->other < y->other ? -1 : x->other > y->other;
}

static bool find_all(struct check *x, struct nk_err *err)
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

/* ---- telling ------------------------------------------------------------- */

static const char *text_of(const struct check *x, uint32_t number, char *room, size_t size)
{
    size_t len;
    const char *text = nk_labels_get(&x->entries.texts, number, &len);
    if (text == NULL)
        return NULL;
    len = len < size ? len : size - 1;
    memcpy(room, text, len);
    room[len] = '\0';
    return room;
}

enum { TEXT_MAX = 512 };

/* What one note says, with all its texts. */
struct telling {
    char file[TEXT_MAX], item[TEXT_MAX], other[TEXT_MAX], detail[2 * TEXT_MAX];
    struct nk_finding finding;
};

static void other_place(const struct check *x, const struct nk_entry *other, struct nk_buf *b)
{
    char file[TEXT_MAX];
    const char *name = text_of(x, other->source, file, sizeof file);
    if (name != NULL)
        nk_buf_printf(b, " (%s:%llu)", nk_report_file(name), (unsigned long long)other->line);
}

static bool detail_text(const struct check *x, const struct note *n, struct telling *t)
{
    const struct nk_entry *e = &x->entries.all[n->item], *other = &x->entries.all[n->other];
    struct nk_buf b = {0};
    char text[NK_RANGE_TEXT_MAX];
    struct nk_range r = nk_entry_range(e), theirs = nk_entry_range(other), shared = r;
    if (n->kind == OVERLAP) {
        nk_range_overlap(&r, &theirs, &shared);
        nk_range_format(&shared, text);
        nk_buf_printf(&b, "%s shares %s with %s", t->item, text, t->other);
        other_place(x, other, &b);
    } else if (n->kind == HOST_BITS) {
        nk_range_format(&r, text);
        nk_buf_printf(&b, "%s has host bits set: the network is %s", t->item, text);
    } else if (n->kind == OUTSIDE) {
        nk_buf_printf(&b, "%s does not lie wholly in %s", t->item, x->within_text.data);
    } else {
        nk_buf_printf(&b, "%s is not in private space (RFC 1918, RFC 4193)", t->item);
    }
    size_t len = b.len < sizeof t->detail ? b.len : sizeof t->detail - 1;
    if (!b.failed)
        memcpy(t->detail, b.data, len);
    t->detail[b.failed ? 0 : len] = '\0';
    bool good = !b.failed;
    nk_buf_release(&b);
    return good;
}

static bool tell(const struct check *x, const struct note *n, struct telling *t)
{
    const struct nk_entry *e = &x->entries.all[n->item];
    *t = (struct telling){0};
    t->finding = (struct nk_finding){
        .file = text_of(x, e->source, t->file, sizeof t->file),
        .line = e->line,
        .item = text_of(x, e->text, t->item, sizeof t->item),
        .finding = kind_words[n->kind],
    };
    if (n->kind == OVERLAP)
        t->finding.other = text_of(x, x->entries.all[n->other].text, t->other, sizeof t->other);
    else if (n->kind == OUTSIDE)
        t->finding.other = x->within_text.data;
    t->finding.detail = t->detail;
    return detail_text(x, n, t);
}

/* ---- --explain ----------------------------------------------------------- */

static bool explains(const struct check *x)
{
    return nk_cli_explains(x->ctx) && !x->args->quiet;
}

/* What is checked, before the findings. */
static bool explain_all(struct check *x)
{
    const struct nk_cidr_checks checks = {
        .disjoint = x->disjoint,
        .canonical = x->canonical,
        .private_only = x->private_only,
        .within = x->inside ? x->within_text.data : NULL,
        .findings = x->count,
    };
    struct nk_buf b = {0};
    if (!explains(x))
        return true;
    nk_cidr_tell_checks(&b, &x->entries, &checks);
    return nk_cidr_tell_end(x->ctx, &b);
}

/* The working of one finding, behind it. */
static bool explain_note(struct check *x, const struct note *n)
{
    const struct nk_entry *e = &x->entries.all[n->item], *other = &x->entries.all[n->other];
    struct nk_range r = nk_entry_range(e), theirs = nk_entry_range(other), shared;
    struct nk_buf b = {0};
    if (!explains(x) || x->explained++ > NK_CIDR_TOLD)
        return true;
    if (x->explained > NK_CIDR_TOLD)
        nk_explain_say(&b, 0, "(and the others in the same way)");
    else if (n->kind == OVERLAP && nk_range_overlap(&theirs, &r, &shared))
        nk_cidr_tell_pair(&b, other, e, &shared);
    else if (n->kind == HOST_BITS)
        nk_cidr_tell_host_bits(&b, e);
    else if (n->kind == OUTSIDE)
        nk_contain_explain(&b, &x->within, &r);
    else if (n->kind == NOT_PRIVATE)
        nk_cidr_tell_public(&b, &r);
    return nk_cidr_tell_end(x->ctx, &b);
}

/* --min-free as a subtraction. */
static bool explain_free(struct check *x, struct nk_count left, struct nk_count least)
{
    struct nk_buf b = {0};
    if (!explains(x))
        return true;
    nk_cidr_tell_free(&b, x->within_text.data, nk_set_count(&x->within), left, least);
    return nk_cidr_tell_end(x->ctx, &b);
}

/* ---- telling all --------------------------------------------------------- */

/* The findings of one item, which are `count` notes. */
static bool tell_item(struct check *x, uint32_t item, const struct note *notes, size_t count)
{
    const struct nk_entry *e = &x->entries.all[item];
    char file[TEXT_MAX], name[TEXT_MAX];
    nk_report_begin(&x->report, text_of(x, e->source, file, sizeof file),
                    text_of(x, e->text, name, sizeof name), count > 0);
    for (size_t i = 0; i < count && x->ctx->out->error == 0; i++) {
        struct telling t;
        if (!tell(x, &notes[i], &t))
            return false;
        nk_report_add(&x->report, &t.finding);
        if (!explain_note(x, &notes[i]))
            break;
    }
    nk_report_end(&x->report);
    return true;
}

static bool tell_items(struct check *x)
{
    size_t at = 0;
    bool every = nk_report_has_all(&x->report);
    for (uint32_t i = 0; i < x->entries.count && x->ctx->out->error == 0; i++) {
        size_t start = at;
        while (at < x->count && x->notes[at].item == i)
            at++;
        if ((every || at > start) &&
            !tell_item(x, i, at > start ? &x->notes[start] : NULL, at - start))
            return false;
    }
    return true;
}

/* --min-free: the set as a whole leaves too little of --within. */
static bool tell_fullness(struct check *x, struct nk_err *err)
{
    const struct nk_given *given = nk_args_find(x->args, "min-free");
    struct nk_count least, have;
    struct nk_set set, left;
    if (given == NULL)
        return true;
    nk_count_parse(given->text, strlen(given->text), &least);
    nk_set_init(&set);
    nk_set_init(&left);
    bool done = true;
    for (size_t i = 0; done && i < x->entries.count; i++) {
        struct nk_range r = nk_entry_range(&x->entries.all[i]);
        done = nk_set_add(&set, &r, NK_LABEL_NONE, err);
    }
    done = done && nk_set_normalise(&set, err) && nk_set_difference(&left, &x->within, &set, err);
    have = nk_set_count(&left);
    bool too_full = done && nk_count_compare(have, least) < 0;
    nk_set_release(&set);
    nk_set_release(&left);
    if (!done)
        return false;
    if (!explain_free(x, have, least))
        return true;
    char count[NK_COUNT_TEXT_MAX], detail[200];
    nk_count_format(have, count);
    snprintf(detail, sizeof detail, "%s addresses of %.60s are free, at least %s have to be", count,
             x->within_text.data, given->text);
    struct nk_finding f = {.item = x->within_text.data, .finding = "too-full", .detail = detail};
    x->count += too_full;
    nk_report_begin(&x->report, NULL, "free space", too_full);
    if (too_full)
        nk_report_add(&x->report, &f);
    nk_report_end(&x->report);
    return true;
}

static void report(struct check *x)
{
    struct nk_err err = {0};
    nk_report_start(&x->report, &x->entries.bad);
    if (!explain_all(x))
        return;
    if ((tell_items(x) || nk_err_memory(&err)) && tell_fullness(x, &err))
        nk_report_finish(&x->report);
    else
        nk_cli_fail(x->ctx, &err);
    if (x->capped)
        nk_cli_say(x->ctx, "more than %d findings: the other overlaps are left out", NOTES_MAX);
    nk_cli_status(x->ctx, x->count > 0 ? NK_NO : NK_YES);
}

/* ---- the verb ------------------------------------------------------------ */

/* "10.0.0.0/8 and 192.168.0.0/16" */
static bool name_within(struct check *x)
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

static bool read_options(struct check *x)
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

static void run_loaded(struct check *x)
{
    struct nk_err err = {0};
    if (!nk_cli_stdin_once(x->ctx, x->args, false) ||
        !nk_cidr_set_option(x->ctx, x->args, "within", &x->within, NULL) ||
        !nk_cidr_entries_load(&x->entries, x->ctx, x->args,
                              x->report.records ? &x->report.record : NULL, true))
        return;
    if ((name_within(x) || nk_err_memory(&err)) && find_all(x, &err))
        report(x);
    else
        nk_cli_fail(x->ctx, &err);
}

static enum nk_status run_check(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct check x = {.ctx = ctx, .args = args};
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
    {.name = NULL},
};

static const struct nk_example check_examples[] = {
    {"cidr check 10.0.0.0/24 10.0.0.128/25 10.0.1.7/24", "what overlaps, and what has host bits"},
    {"cidr check @networks.txt --report github", "a step in a CI pipeline"},
    {"cidr check 10.0.0.0/24 10.0.0.128/25 10.0.1.7/24 --explain", "why each is a finding"},
    {NULL, NULL},
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
