#include <string.h>

#include "addr/put.h"
#include "base/escape.h"
#include "base/field.h"
#include "cidr/match.h"
#include "cli/cidr.h"
#include "cli/cidr_match_explain.h"
#include "cli/cidr_words.h"

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

static const struct nk_schema match_schema = {
    .fields = match_fields,
    .count = sizeof match_fields / sizeof *match_fields,
    .operand = F_ADDRESS,
};

/* One run of the verb. */
struct match {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_set set;
    struct nk_matcher matcher;
    struct nk_cidr_prefixes prefixes; /* for --which and --explain */
    struct nk_cidr_match_telling telling;
    struct nk_record record;
    bool invert, count_only, which, by_field, records, escape, explain;
    uint64_t field;
    char delimiter;
    uint64_t selected;
    bool stop; /* nothing more is to be written */
    /* the lines that are selected and stand one behind the other, not yet written */
    const char *pending, *pending_end;
    /* where in the block line numbers have been counted to */
    const char *counted;
    uint64_t line;
    const char *log; /* the file that is read, NULL for standard input */
};

/* ---- the set ------------------------------------------------------------- */

static bool read_items(struct match *x, struct nk_cidr_items *it, struct nk_err *err)
{
    while (nk_cidr_items_next(it)) {
        if (!nk_set_add(&x->set, &it->item.range, NK_LABEL_NONE, err))
            return false;
        if ((x->which || x->explain) && !nk_cidr_prefixes_add(&x->prefixes, it))
            return nk_err_memory(err);
    }
    return true;
}

/* Items of some operands into the set; false after the message. */
static bool load_operands(struct match *x, const char *const *operands, size_t count)
{
    struct nk_cidr_items it;
    struct nk_err err = {0};
    nk_cidr_items_init(&it, x->ctx, x->args, operands, count);
    it.networks = true;
    bool done = read_items(x, &it, &err);
    if (!done)
        nk_cli_fail(x->ctx, &err);
    nk_cidr_items_release(&it);
    return done && !it.failed && !it.unread;
}

/* -f FILE is `@FILE`, and `-f -` is standard input. */
static bool load_file(struct match *x, const struct nk_given *given)
{
    struct nk_buf name = {0};
    nk_buf_add_byte(&name, '@');
    nk_buf_add(&name, given->text, strlen(given->text) + 1);
    if (name.failed) {
        struct nk_err err;
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
        return false;
    }
    const char *operand = name.data;
    bool done = load_operands(x, &operand, 1);
    nk_buf_release(&name);
    return done;
}

static bool load_set(struct match *x)
{
    const struct nk_given *given;
    struct nk_err err = {0};
    size_t at = 0;
    if (!load_operands(x, x->args->operands, x->args->operand_count))
        return false;
    while ((given = nk_args_next(x->args, "file", &at)) != NULL)
        if (!load_file(x, given))
            return false;
    bool mapped = nk_args_has(x->args, "mapped");
    bool done =
        nk_set_normalise(&x->set, &err) && nk_matcher_init(&x->matcher, &x->set, mapped, &err);
    if (done && (x->which || x->explain))
        done = nk_cidr_prefixes_build(&x->prefixes, &err);
    if (done && x->explain)
        done = nk_cidr_match_telling_init(&x->telling, &x->prefixes, &err);
    if (!done)
        nk_cli_fail(x->ctx, &err);
    return done;
}

/* ---- selected lines ------------------------------------------------------ */

static void send_pending(struct match *x)
{
    if (x->pending != x->pending_end)
        nk_out_write(x->ctx->out, x->pending, (size_t)(x->pending_end - x->pending));
    x->pending = x->pending_end = NULL;
    x->stop = x->stop || x->ctx->out->error != 0;
}

static void write_escaped(struct match *x, const char *line, const char *end)
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

/* The line's number: newlines are counted only where somebody asks. */
static uint64_t line_number(struct match *x, const char *line)
{
    const char *at;
    while ((at = memchr(x->counted, '\n', (size_t)(line - x->counted))) != NULL) {
        x->counted = at + 1;
        x->line++;
    }
    return x->line;
}

static void put_which(struct match *x, const struct nk_addr *found)
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

static void write_record(struct match *x, const char *line, const char *end,
                         const struct nk_match_hit *hit)
{
    struct nk_record *r = &x->record;
    if (hit != NULL) {
        nk_put_addr(r, F_ADDRESS, &hit->addr);
        if (x->which)
            put_which(x, &hit->addr);
    }
    if (nk_record_wants(r, F_LINE))
        nk_record_int(r, F_LINE, (int64_t)line_number(x, line));
    nk_record_text(r, F_FILE, x->log);
    bool table = r->format == NK_FORMAT_TEXT || r->format == NK_FORMAT_TSV;
    if (table && !r->chosen) {
        x->stop = !nk_record_end_annotated(r, line, (size_t)(end - line), x->escape, false);
        return;
    }
    nk_record_slice(r, F_INPUT, line, (size_t)(end - line));
    x->stop = !nk_record_end(r);
}

/* One selected line: `end` is at its newline or behind its last byte. */
static void select_line(struct match *x, const char *line, const char *end, bool newline,
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
            send_pending(x);
        if (x->pending == NULL)
            x->pending = line;
        x->pending_end = end + newline;
        if (!newline || x->ctx->out->line_buffered) {
            send_pending(x);
            if (!newline)
                nk_out_byte(x->ctx->out, '\n');
            nk_out_end_line(x->ctx->out);
        }
    }
}

/* All lines of a stretch without a hit. */
static void select_all(struct match *x, const char *from, const char *to)
{
    while (from < to && !x->stop) {
        const char *end = memchr(from, '\n', (size_t)(to - from));
        select_line(x, from, end == NULL ? to : end, end != NULL, NULL);
        from = end == NULL ? to : end + 1;
    }
}

/* ---- blocks -------------------------------------------------------------- */

/* The working of a line, before the line itself. */
static void explain_line(struct match *x, struct nk_cidr_match_line *line)
{
    struct nk_buf text = {0};
    line->file = x->log;
    line->number = line_number(x, line->text);
    send_pending(x);
    nk_cidr_match_tell(&x->telling, &text, line);
    x->stop = !nk_cidr_tell_end(x->ctx, &text) || x->stop;
}

/* Line by line, where only one field counts, or each is explained. */
static void scan_each(struct match *x, const char *at, const char *block_end)
{
    while (at < block_end && !x->stop) {
        const char *end = memchr(at, '\n', (size_t)(block_end - at)), *part = at;
        bool newline = end != NULL, hit = false;
        struct nk_match_hit found;
        end = newline ? end : block_end;
        size_t len = (size_t)(end - at);
        if (x->by_field && !nk_field_find(at, len, x->field, x->delimiter, &part, &len))
            part = NULL;
        hit = part != NULL && nk_matcher_scan(&x->matcher, part, len, &found);
        if (x->explain) {
            struct nk_cidr_match_line line = {
                .text = at,
                .part = part,
                .len = (size_t)(end - at),
                .part_len = len,
                .hit = hit ? &found : NULL,
                .selected = hit != x->invert,
            };
            explain_line(x, &line);
        }
        if (hit != x->invert)
            select_line(x, at, end, newline, hit ? &found : NULL);
        at = end + newline;
    }
}

/* From hit to hit: lines without one are never looked at by themselves, unless they are wanted. */
static void scan_block(struct match *x, const char *at, const char *block_end)
{
    while (at < block_end && !x->stop) {
        struct nk_match_hit hit;
        bool found = nk_matcher_scan(&x->matcher, at, (size_t)(block_end - at), &hit);
        const char *line = block_end, *end = block_end;
        if (found) {
            line = memrchr(at, '\n', (size_t)(hit.at - at));
            line = line == NULL ? at : line + 1;
            end = memchr(hit.at, '\n', (size_t)(block_end - hit.at));
        }
        bool newline = found && end != NULL;
        end = end == NULL ? block_end : end;
        if (x->invert)
            select_all(x, at, line);
        else if (found)
            select_line(x, line, end, newline, &hit);
        at = end + newline;
    }
}

static void scan_lines(struct match *x, struct nk_lines *lines)
{
    struct nk_line block;
    struct nk_err err = {0};
    while (!x->stop) {
        enum nk_lines_status status = nk_lines_next_block(lines, &block, &err);
        if (status == NK_LINES_END)
            return;
        if (status == NK_LINES_OK) {
            x->counted = block.text;
            x->line = block.number;
            if (x->by_field || x->explain)
                scan_each(x, block.text, block.text + block.len);
            else
                scan_block(x, block.text, block.text + block.len);
            send_pending(x);
            continue;
        }
        if (status == NK_LINES_FAILED) {
            nk_cli_fail(x->ctx, &err);
            return;
        }
        const struct nk_input_item at = {.source = lines->source, .number = lines->number};
        if (!nk_cli_bad_item(x->ctx, &at, &err))
            return;
    }
}

/* ---- the verb ------------------------------------------------------------ */

static void scan_logs(struct match *x)
{
    static const char *const standard[] = {"-"};
    const char *const *logs = x->args->rest_count > 0 ? x->args->rest : standard;
    size_t count = x->args->rest_count > 0 ? x->args->rest_count : 1;
    for (size_t i = 0; i < count && !x->stop; i++) {
        struct nk_lines lines;
        struct nk_err err = {0};
        x->log = strcmp(logs[i], "-") == 0 ? NULL : logs[i];
        if (x->log == NULL) {
            nk_lines_init(&lines, x->ctx->in_fd, "-");
        } else if (!nk_lines_open(&lines, logs[i], &err)) {
            nk_cli_fail(x->ctx, &err);
            continue;
        }
        scan_lines(x, &lines);
        nk_lines_release(&lines);
    }
}

static void write_count(struct match *x)
{
    struct nk_buf b = {0};
    struct nk_err err;
    nk_buf_printf(&b, "%llu\n", (unsigned long long)x->selected);
    if (b.failed) {
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
    } else {
        nk_cli_print(x->ctx, b.data, b.len);
    }
    nk_buf_release(&b);
}

static bool read_delimiter(struct match *x)
{
    const struct nk_given *given = nk_args_find(x->args, "delimiter");
    struct nk_err err;
    if (given == NULL)
        return true;
    if (strcmp(given->text, "\\t") == 0)
        x->delimiter = '\t';
    else if (strlen(given->text) == 1)
        x->delimiter = given->text[0];
    else {
        nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text),
                   "--delimiter takes one byte (or \\t), not '%.60s'", given->text);
        nk_cli_bad_argument(x->ctx, given, &err);
        return false;
    }
    return true;
}

static bool read_options(struct match *x)
{
    const struct nk_args *args = x->args;
    x->invert = nk_args_has(args, "invert-match");
    x->count_only = nk_args_has(args, "count");
    x->which = nk_args_has(args, "which");
    x->by_field = nk_args_has(args, "field");
    x->field = (uint64_t)nk_args_number(args, "field", 1);
    x->records = x->which || args->fields != NULL || args->format == NK_FORMAT_JSON ||
                 args->format == NK_FORMAT_CSV;
    x->escape = x->ctx->out_tty;
    x->explain = nk_cli_explains(x->ctx) && !args->quiet;
    if (args->operand_count == 0 && !nk_args_has(args, "file"))
        nk_cli_misuse(x->ctx, "a set is missing: an operand, or -f FILE");
    else if (x->which && x->invert)
        nk_cli_misuse(x->ctx, "--which has nothing to tell of lines that do not match");
    else if (nk_args_has(args, "delimiter") && !x->by_field)
        nk_cli_misuse(x->ctx, "--delimiter goes with --field");
    else if (x->count_only && x->records)
        nk_cli_misuse(x->ctx, "-c gives a number: no --which, --fields, json or csv with it");
    else if (nk_cli_stdin_once(x->ctx, args, false))
        return read_delimiter(x);
    return false;
}

static void run_records(struct match *x)
{
    if (x->records && !nk_cli_records(x->ctx, &x->record))
        return;
    if (load_set(x)) {
        scan_logs(x);
        if (x->count_only)
            write_count(x);
        nk_cli_status(x->ctx, x->selected > 0 ? NK_YES : NK_NO);
    }
    if (x->records)
        nk_cli_records_done(x->ctx, &x->record);
}

static enum nk_status run_match(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct match x = {.ctx = ctx, .args = args};
    nk_set_init(&x.set);
    if (read_options(&x))
        run_records(&x);
    nk_matcher_release(&x.matcher);
    nk_cidr_match_telling_release(&x.telling);
    nk_cidr_prefixes_release(&x.prefixes);
    nk_set_release(&x.set);
    return ctx->worst;
}

static const struct nk_option match_options[] = {
    {.name = "file",
     .letter = 'f',
     .arg = NK_ARG_FILE,
     .metavar = "FILE",
     .repeats = true,
     .help = "one more set, from a file"},
    {.name = "invert-match", .letter = 'v', .help = "the lines that do not match"},
    {.name = "count", .letter = 'c', .help = "just how many lines"},
    {.name = "field",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 1,
     .max = INT64_C(1) << 31,
     .help = "look only into the N-th field of each line"},
    {.name = "delimiter",
     .arg = NK_ARG_WORD,
     .metavar = "C",
     .help = "what parts the fields (default: blanks)"},
    {.name = "which", .help = "add the longest matching prefix and its label"},
    {.name = "mapped", .help = "an IPv4-mapped address matches IPv4 sets too"},
    {.name = NULL},
};

static const struct nk_example match_examples[] = {
    {"cidr match 10.0.0.0/8 < access.log", "the lines that hold an address of that network"},
    {"cidr match @acl.txt -c -- access.log", "how many lines a list would stop"},
    {"cidr match 10.0.0.0/8 10.1.0.0/16 --explain < access.log", "what each line is compared with"},
    {NULL, NULL},
};

const struct nk_verb nk_cidr_match_verb = {
    .name = "match",
    .operands = "SET... [-- LOG...]",
    .summary = "the lines that hold an address in the set: a grep for networks",
    .about =
        "Prints the lines of the LOGs, else of standard input, that hold an address in the set. "
        "Lines pass byte for byte. Status 0 if there is one, 1 if there is none.",
    .options = match_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .operands_are_items = true,
    .dash_dash = true,
    .schema = &match_schema,
    .examples = match_examples,
    .run = run_match,
};
