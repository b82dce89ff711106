#include <string.h>

#include "base/field.h"
#include "cli/cidr.h"
#include "cli/cidr_match.h"
#include "cli/cidr_words.h"

/* ---- the set ------------------------------------------------------------- */

static bool read_items(struct nk_cidr_match *x, struct nk_cidr_items *it, struct nk_err *err)
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
static bool load_operands(struct nk_cidr_match *x, const char *const *operands, size_t count)
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
static bool load_file(struct nk_cidr_match *x, const struct nk_given *given)
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

static bool load_set(struct nk_cidr_match *x)
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

/* ---- blocks -------------------------------------------------------------- */

/* All lines of a stretch without a hit. */
static void select_all(struct nk_cidr_match *x, const char *from, const char *to)
{
    while (from < to && !x->stop) {
        const char *end = memchr(from, '\n', (size_t)(to - from));
        nk_cidr_match_select(x, from, end == NULL ? to : end, end != NULL, NULL);
        from = end == NULL ? to : end + 1;
    }
}

/* The working of a line, before the line itself. */
static void explain_line(struct nk_cidr_match *x, struct nk_cidr_match_line *line)
{
    struct nk_buf text = {0};
    line->file = x->log;
    line->number = nk_cidr_match_line_number(x, line->text);
    nk_cidr_match_flush(x);
    nk_cidr_match_tell(&x->telling, &text, line);
    x->stop = !nk_cidr_tell_end(x->ctx, &text) || x->stop;
}

/* Line by line, where only one field counts, or each is explained. */
static void scan_each(struct nk_cidr_match *x, const char *at, const char *block_end)
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
            nk_cidr_match_select(x, at, end, newline, hit ? &found : NULL);
        at = end + newline;
    }
}

/* From hit to hit: lines without one are never looked at by themselves, unless they are wanted. */
static void scan_block(struct nk_cidr_match *x, const char *at, const char *block_end)
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
            nk_cidr_match_select(x, line, end, newline, &hit);
        at = end + newline;
    }
}

static void scan_lines(struct nk_cidr_match *x, struct nk_lines *lines)
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
            nk_cidr_match_flush(x);
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

static void scan_logs(struct nk_cidr_match *x)
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

static void write_count(struct nk_cidr_match *x)
{
    struct nk_buf b = {0};
    nk_buf_printf(&b, "%llu\n", (unsigned long long)x->selected);
    nk_cli_print_made(x->ctx, &b);
}

static bool read_delimiter(struct nk_cidr_match *x)
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

static bool read_options(struct nk_cidr_match *x)
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

static void run_records(struct nk_cidr_match *x)
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
    struct nk_cidr_match x = {.ctx = ctx, .args = args};
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
    {.name = ""},
};

static const struct nk_example match_examples[] = {
    {"cidr match 10.0.0.0/8 < access.log", "the lines that hold an address of that network"},
    {"cidr match @acl.txt -c -- access.log", "how many lines a list would stop"},
    {"cidr match 10.0.0.0/8 10.1.0.0/16 --explain < access.log", "what each line is compared with"},
    {"", ""},
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
    .schema = &nk_cidr_match_schema,
    .examples = match_examples,
    .run = run_match,
};
