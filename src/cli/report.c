#include "cli/report.h"

#include <stdlib.h>

/* ---- what could not be read ---------------------------------------------- */

static bool keep(struct nk_bad_items *b, const char *text, size_t len, uint32_t *number)
{
    *number = text == NULL ? NK_LABELS_NONE : nk_labels_add(&b->texts, text, len);
    return text == NULL || *number != NK_LABELS_NONE;
}

bool nk_bad_items_add(struct nk_bad_items *b, const struct nk_input_item *at,
                      const struct nk_err *err)
{
    struct nk_bad_item bad = {.line = at->number};
    size_t source_len = at->source != NULL ? strlen(at->source) : 0;
    if (!keep(b, at->source, source_len, &bad.source) || !keep(b, at->text, at->len, &bad.text) ||
        !keep(b, err->text, strlen(err->text), &bad.error) ||
        !nk_grow((void **)&b->all, b->count, &b->room, sizeof *b->all))
        return false;
    if (at->column > 0)
        bad.column = at->column + err->offset;
    if (at->source == NULL)
        bad.line = bad.column = 0;
    b->all[b->count++] = bad;
    return true;
}

void nk_bad_items_release(struct nk_bad_items *b)
{
    free(b->all);
    nk_labels_release(&b->texts);
    *b = (struct nk_bad_items){0};
}

enum { TEXT_MAX = 512 };

static const char *text_of(const struct nk_bad_items *b, uint32_t number, char *room)
{
    return nk_labels_text(&b->texts, number, room, TEXT_MAX);
}

static void tell_bad(struct nk_report_out *r, const struct nk_bad_items *b)
{
    for (size_t i = 0; i < b->count; i++) {
        const struct nk_bad_item *bad = &b->all[i];
        char file[TEXT_MAX], item[TEXT_MAX], detail[TEXT_MAX];
        struct nk_finding f = {
            .file = nk_report_file(text_of(b, bad->source, file)),
            .line = bad->line,
            .column = bad->column,
            .item = text_of(b, bad->text, item),
            .finding = "malformed",
            .detail = text_of(b, bad->error, detail),
        };
        nk_findings_item(&r->findings, f.file, f.item, &f, 1);
    }
}

/* ---- the report ---------------------------------------------------------- */

const char *nk_report_file(const char *file)
{
    return file != NULL && strcmp(file, "-") == 0 ? "standard input" : file;
}

bool nk_report_open(struct nk_report_out *r, struct nk_ctx *ctx, const char *suite)
{
    const struct nk_args *args = ctx->args;
    *r = (struct nk_report_out){.ctx = ctx, .suite = suite};
    r->kind = (enum nk_report)nk_args_number(args, "report", NK_REPORT_TEXT);
    r->records = args->format != NK_FORMAT_TEXT || args->fields != NULL;
    if (!r->records)
        return true;
    if (!nk_args_has(args, "report"))
        return nk_cli_records(ctx, &r->record);
    nk_cli_misuse(ctx, "--report is text of its own: it does not go with --output");
    return false;
}

void nk_report_start(struct nk_report_out *r, const struct nk_bad_items *bad)
{
    if (r->records)
        return;
    nk_findings_init(&r->findings, r->ctx->out, r->kind, r->suite);
    if (r->kind != NK_REPORT_TEXT) /* there they are on standard error */
        tell_bad(r, bad);
}

bool nk_report_has_all(const struct nk_report_out *r)
{
    return !r->records && (r->kind == NK_REPORT_TAP || r->kind == NK_REPORT_JUNIT);
}

void nk_report_begin(struct nk_report_out *r, const char *file, const char *name, bool failing)
{
    if (!r->records)
        nk_findings_begin(&r->findings, nk_report_file(file), name, failing);
}

static void write_record(struct nk_record *r, const struct nk_finding *f)
{
    nk_record_text(r, NK_REPORT_FILE, f->file);
    if (f->line > 0)
        nk_record_int(r, NK_REPORT_LINE, (int64_t)f->line);
    nk_record_text(r, NK_REPORT_ITEM, f->item);
    nk_record_text(r, NK_REPORT_FINDING, f->finding);
    nk_record_text(r, NK_REPORT_OTHER, f->other);
    nk_record_text(r, NK_REPORT_DETAIL, f->detail);
    nk_record_end(r);
}

void nk_report_add(struct nk_report_out *r, const struct nk_finding *f)
{
    struct nk_finding told = *f;
    if (r->records) {
        write_record(&r->record, f);
        return;
    }
    told.file = nk_report_file(f->file);
    nk_findings_add(&r->findings, &told);
}

void nk_report_end(struct nk_report_out *r)
{
    if (!r->records)
        nk_findings_end(&r->findings);
}

void nk_report_finish(struct nk_report_out *r)
{
    struct nk_err err = {0};
    if (!r->records && !nk_findings_finish(&r->findings, &err))
        nk_cli_fail(r->ctx, &err);
}

enum nk_status nk_report_close(struct nk_report_out *r)
{
    nk_findings_release(&r->findings);
    return r->records ? nk_cli_records_done(r->ctx, &r->record) : r->ctx->worst;
}
