/* The lines that `cidr match` selects: as they are, escaped, counted, or as records. */
#include <string.h>

#include "addr/put.h"
#include "base/escape.h"
#include "cli/cidr_match.h"

enum { F_INPUT, F_LINE, F_ADDRESS, F_PREFIX, F_LABEL, F_FILE };

static const struct nk_field match_fields[] = {
    {"input", "input", "the line", NK_TEXT, 0, 0},
    {"line", "line", "its number, from 1 in each file", NK_INT, 0, 0},
    {"address", "address", "the first address in it that is in the set", NK_ADDR, 0, 0},
    {"prefix", "prefix", "the longest prefix of the set that holds it (--which)", NK_PREFIX,
     NK_FIELD_BRIEF, 0},
    {"label", "label", "the label of that prefix (--which)", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"file", "file", "the log that the line is in; null for standard input", NK_TEXT, 0, 0},
};

const struct nk_schema nk_cidr_match_schema = {
    .fields = match_fields,
    .count = sizeof match_fields / sizeof *match_fields,
    .operand = F_ADDRESS,
};

void nk_cidr_match_flush(struct nk_cidr_match *x)
{
    if (x->pending != x->pending_end)
        nk_out_write(x->ctx->out, x->pending, (size_t)(x->pending_end - x->pending));
    x->pending = x->pending_end = NULL;
    x->stop = x->stop || x->ctx->out->error != 0;
}

static void write_escaped(struct nk_cidr_match *x, const char *line, const char *end)
{
    struct nk_buf b = {0};
    nk_escape_text(&b, line, (size_t)(end - line));
    nk_buf_add_byte(&b, '\n');
    if (b.failed) {
        struct nk_err err;
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
    } else {
        nk_out_write(x->ctx->out, b.data, b.len);
        nk_out_end_line(x->ctx->out);
    }
    x->stop = x->stop || b.failed || x->ctx->out->error != 0;
    nk_buf_release(&b);
}

/* Newlines are counted only where somebody asks. */
uint64_t nk_cidr_match_line_number(struct nk_cidr_match *x, const char *line)
{
    const char *at;
    while ((at = memchr(x->counted, '\n', (size_t)(line - x->counted))) != NULL) {
        x->counted = at + 1;
        x->line++;
    }
    return x->line;
}

static void put_which(struct nk_cidr_match *x, const struct nk_addr *found)
{
    uint32_t id = nk_cidr_prefixes_find(&x->prefixes, found);
    size_t len;
    if (id == NK_LPM_NONE)
        return;
    const char *label = nk_cidr_prefixes_label(&x->prefixes, id, &len);
    nk_put_prefix(&x->record, F_PREFIX, &x->prefixes.entries[id].prefix);
    if (label != NULL)
        nk_record_slice(&x->record, F_LABEL, label, len);
}

static void write_record(struct nk_cidr_match *x, const char *line, const char *end,
                         const struct nk_match_hit *hit)
{
    struct nk_record *r = &x->record;
    if (hit != NULL) {
        nk_put_addr(r, F_ADDRESS, &hit->addr);
        if (x->which)
            put_which(x, &hit->addr);
    }
    if (nk_record_wants(r, F_LINE))
        nk_record_int(r, F_LINE, (int64_t)nk_cidr_match_line_number(x, line));
    nk_record_text(r, F_FILE, x->log);
    bool table = r->format == NK_FORMAT_TEXT || r->format == NK_FORMAT_TSV;
    if (table && !r->chosen) {
        x->stop = !nk_record_end_annotated(r, line, (size_t)(end - line), x->escape, false);
        return;
    }
    nk_record_slice(r, F_INPUT, line, (size_t)(end - line));
    x->stop = !nk_record_end(r);
}

void nk_cidr_match_select(struct nk_cidr_match *x, const char *line, const char *end, bool newline,
                          const struct nk_match_hit *hit)
{
    x->selected++;
    if (x->count_only) {
        return;
    } else if (x->args->quiet) {
        x->stop = true; /* the answer is known */
    } else if (x->records) {
        write_record(x, line, end, hit);
    } else if (x->escape) {
        write_escaped(x, line, end);
    } else {
        if (x->pending_end != line)
            nk_cidr_match_flush(x);
        if (x->pending == NULL)
            x->pending = line;
        x->pending_end = end + newline;
        if (!newline || x->ctx->out->line_buffered) {
            nk_cidr_match_flush(x);
            if (!newline)
                nk_out_byte(x->ctx->out, '\n');
            nk_out_end_line(x->ctx->out);
        }
    }
}
