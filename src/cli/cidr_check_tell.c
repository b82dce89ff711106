/* The findings of `cidr check`: their texts, their workings, and the report of them. */
#include <stdio.h>
#include <string.h>

#include "cidr/contain.h"
#include "cli/cidr.h"
#include "cli/cidr_check.h"
#include "cli/cidr_entries_explain.h"

static const char *const kind_words[] = {"overlap", "host-bits", "outside", "not-private"};

/* ---- telling ------------------------------------------------------------- */

static const char *text_of(const struct nk_cidr_check *x, uint32_t number, char *room, size_t size)
{
    return nk_labels_text(&x->entries.texts, number, room, size);
}

enum { TEXT_MAX = 512 };

/* What one note says, with all its texts. */
struct telling {
    char file[TEXT_MAX], item[TEXT_MAX], other[TEXT_MAX], detail[2 * TEXT_MAX];
    struct nk_finding finding;
};

static void other_place(const struct nk_cidr_check *x, const struct nk_entry *other,
                        struct nk_buf *b)
{
    char file[TEXT_MAX];
    const char *name = text_of(x, other->source, file, sizeof file);
    if (name != NULL)
        nk_buf_printf(b, " (%s:%llu)", nk_report_file(name), (unsigned long long)other->line);
}

static bool detail_text(const struct nk_cidr_check *x, const struct nk_cidr_note *n,
                        struct telling *t)
{
    const struct nk_entry *e = &x->entries.all[n->item], *other = &x->entries.all[n->other];
    struct nk_buf b = {0};
    char text[NK_RANGE_TEXT_MAX];
    struct nk_range r = nk_entry_range(e), theirs = nk_entry_range(other), shared = r;
    if (n->kind == NK_CIDR_OVERLAP) {
        nk_range_overlap(&r, &theirs, &shared);
        nk_range_format(&shared, text);
        nk_buf_printf(&b, "%s shares %s with %s", t->item, text, t->other);
        other_place(x, other, &b);
    } else if (n->kind == NK_CIDR_HOST_BITS) {
        nk_range_format(&r, text);
        nk_buf_printf(&b, "%s has host bits set: the network is %s", t->item, text);
    } else if (n->kind == NK_CIDR_OUTSIDE) {
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

static bool tell(const struct nk_cidr_check *x, const struct nk_cidr_note *n, struct telling *t)
{
    const struct nk_entry *e = &x->entries.all[n->item];
    *t = (struct telling){0};
    t->finding = (struct nk_finding){
        .file = text_of(x, e->source, t->file, sizeof t->file),
        .line = e->line,
        .item = text_of(x, e->text, t->item, sizeof t->item),
        .finding = kind_words[n->kind],
    };
    if (n->kind == NK_CIDR_OVERLAP)
        t->finding.other = text_of(x, x->entries.all[n->other].text, t->other, sizeof t->other);
    else if (n->kind == NK_CIDR_OUTSIDE)
        t->finding.other = x->within_text.data;
    t->finding.detail = t->detail;
    return detail_text(x, n, t);
}

/* ---- --explain ----------------------------------------------------------- */

static bool explains(const struct nk_cidr_check *x)
{
    return nk_cli_explains(x->ctx) && !x->args->quiet;
}

/* What is checked, before the findings. */
static bool explain_all(struct nk_cidr_check *x)
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
static bool explain_note(struct nk_cidr_check *x, const struct nk_cidr_note *n)
{
    const struct nk_entry *e = &x->entries.all[n->item], *other = &x->entries.all[n->other];
    struct nk_range r = nk_entry_range(e), theirs = nk_entry_range(other), shared;
    struct nk_buf b = {0};
    if (!explains(x) || x->explained++ > NK_CIDR_TOLD)
        return true;
    if (x->explained > NK_CIDR_TOLD)
        nk_explain_say(&b, 0, "(and the others in the same way)");
    else if (n->kind == NK_CIDR_OVERLAP && nk_range_overlap(&theirs, &r, &shared))
        nk_cidr_tell_pair(&b, other, e, &shared);
    else if (n->kind == NK_CIDR_HOST_BITS)
        nk_cidr_tell_host_bits(&b, e);
    else if (n->kind == NK_CIDR_OUTSIDE)
        nk_contain_explain(&b, &x->within, &r);
    else if (n->kind == NK_CIDR_NOT_PRIVATE)
        nk_cidr_tell_public(&b, &r);
    return nk_cidr_tell_end(x->ctx, &b);
}

/* --min-free as a subtraction. */
static bool explain_free(struct nk_cidr_check *x, struct nk_count left, struct nk_count least)
{
    struct nk_buf b = {0};
    if (!explains(x))
        return true;
    nk_cidr_tell_free(&b, x->within_text.data, nk_set_count(&x->within), left, least);
    return nk_cidr_tell_end(x->ctx, &b);
}

/* ---- telling all --------------------------------------------------------- */

/* The findings of one item, which are the notes from `first` to before `end`. */
static bool tell_item(struct nk_cidr_check *x, uint32_t item, size_t first, size_t end)
{
    const struct nk_entry *e = &x->entries.all[item];
    char file[TEXT_MAX], name[TEXT_MAX];
    nk_report_begin(&x->report, text_of(x, e->source, file, sizeof file),
                    text_of(x, e->text, name, sizeof name), end > first);
    for (size_t i = first; i < end && x->ctx->out->error == 0; i++) {
        struct telling t;
        if (!tell(x, &x->notes[i], &t))
            return false;
        nk_report_add(&x->report, &t.finding);
        if (!explain_note(x, &x->notes[i]))
            break;
    }
    nk_report_end(&x->report);
    return true;
}

static bool tell_items(struct nk_cidr_check *x)
{
    size_t at = 0;
    bool every = nk_report_has_all(&x->report);
    for (uint32_t i = 0; i < x->entries.count && x->ctx->out->error == 0; i++) {
        size_t start = at;
        while (at < x->count && x->notes[at].item == i)
            at++;
        if ((every || at > start) && !tell_item(x, i, start, at))
            return false;
    }
    return true;
}

/* --min-free: the set as a whole leaves too little of --within. */
static bool tell_fullness(struct nk_cidr_check *x, struct nk_err *err)
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

void nk_cidr_check_tell(struct nk_cidr_check *x)
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
        nk_cli_say(x->ctx, "more than %d findings: the other overlaps are left out",
                   NK_CIDR_NOTES_MAX);
    nk_cli_status(x->ctx, x->count > 0 ? NK_NO : NK_YES);
}
