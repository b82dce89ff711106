#include <string.h>

#include "addr/put.h"
#include "cidr/classify.h"
#include "cli/cidr.h"
#include "cli/cidr_tell.h"

enum { NOTES_MAX = 10 };

enum field {
    F_INPUT,
    F_ADDRESS,
    F_BLOCK,
    F_BLOCK_PREFIX,
    F_RFC,
    F_SOURCE,
    F_DESTINATION,
    F_FORWARDABLE,
    F_GLOBAL,
    F_RESERVED,
    F_PRIVATE,
    F_SCOPE,
    F_MULTICAST,
    F_COUNT
};

static const struct nk_field classify_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the operand or the line as given", NK_TEXT, 0, 0},
    [F_ADDRESS] = {"address", "address", "the address (or prefix, or range) in it", NK_ADDR, 0, 0},
    [F_BLOCK] = {"block", "block", "the IANA special-purpose block that holds it", NK_TEXT,
                 NK_FIELD_BRIEF, 0},
    [F_BLOCK_PREFIX] = {"block_prefix", "block prefix", "the prefix of that block", NK_PREFIX, 0,
                        0},
    [F_RFC] = {"rfc", "rfc", "the RFC that set the block aside", NK_TEXT, 0, 0},
    [F_SOURCE] = {"source", "source", "may be a source address (RFC 6890)", NK_FLAG, 0, 0},
    [F_DESTINATION] = {"destination", "destination", "may be a destination address (RFC 6890)",
                       NK_FLAG, 0, 0},
    [F_FORWARDABLE] = {"forwardable", "forwardable", "routers may forward it (RFC 6890)", NK_FLAG,
                       0, 0},
    [F_GLOBAL] = {"global", "global", "globally reachable (RFC 6890)", NK_FLAG, NK_FIELD_BRIEF, 0},
    [F_RESERVED] = {"reserved", "reserved", "reserved by protocol (RFC 6890)", NK_FLAG, 0, 0},
    [F_PRIVATE] = {"private", "private", "in RFC 1918 or RFC 4193 space", NK_FLAG, 0, 0},
    [F_SCOPE] = {"scope", "scope", "how far it is valid: host, link, site, global ...", NK_TEXT,
                 NK_FIELD_BRIEF, 0},
    [F_MULTICAST] = {"multicast", "multicast", "what kind of multicast address it is", NK_TEXT, 0,
                     0},
};

static const struct nk_schema classify_schema = {
    .fields = classify_fields,
    .count = F_COUNT,
    .operand = F_ADDRESS,
};

/* How lines and operands are answered. */
struct answers {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_record r;
    struct nk_classifier classifier;
    unsigned flags;
    bool explains;
    bool columns;     /* text and tsv: the line, then the columns */
    uint64_t lenient; /* items that only --lenient reads; the first ten are told */
    bool stop;
};

/* ---- one item ------------------------------------------------------------ */

/* Fills the record; returns the class, which may be in `room`. */
static const struct nk_class *put_item(struct answers *a, const struct nk_item *item,
                                       struct nk_class *room)
{
    const struct nk_class *class = room;
    struct nk_record *r = &a->r;
    if (item->kind == NK_ITEM_ADDRESS) {
        class = nk_classifier_find(&a->classifier, &item->prefix.addr, room);
        nk_put_addr(r, F_ADDRESS, &item->prefix.addr);
    } else {
        *room = nk_class_of_prefix(&item->prefix);
        nk_put_range(r, F_ADDRESS, &item->range);
    }
    nk_put_block(r, F_BLOCK, class);
    nk_record_flag(r, F_PRIVATE, class->is_private);
    nk_record_text(r, F_SCOPE, class->scope);
    nk_record_text(r, F_MULTICAST, class->multicast_kind);
    return class;
}

static void explain_item(struct answers *a, const struct nk_item *item,
                         const struct nk_class *class)
{
    struct nk_buf told = {0};
    nk_tell_class(&told, item, class);
    nk_tell_answer(&told, &a->r);
    a->stop = !nk_record_end_told(&a->r, &told) || a->stop;
    nk_buf_release(&told);
}

/* The record of a line whose item is filled in, or is missing. */
static void write_line(struct answers *a, const struct nk_input_item *at, bool found)
{
    bool more;
    if (a->explains) /* workings are no columns: a line without an address has none */
        return;
    nk_record_slice(&a->r, F_INPUT, at->line, at->line_len);
    if (a->columns) {
        bool escape = at->source == NULL || a->ctx->out_tty;
        more = nk_record_end_annotated(&a->r, at->line, at->line_len, escape, !found);
    } else {
        more = nk_record_end(&a->r);
    }
    a->stop = a->stop || !more;
}

/* A bad line is a line of output too: lines out are lines in. */
static void refuse(struct answers *a, const struct nk_input_item *at, const struct nk_err *err)
{
    if (a->r.format == NK_FORMAT_JSON)
        nk_record_error(&a->r, at->line, at->line_len, err->text);
    else if (at->source != NULL)
        write_line(a, at, false);
    if (!nk_cli_bad_item(a->ctx, at, err))
        a->stop = true;
}

static void tell_reading(struct answers *a, const struct nk_input_item *at,
                         const struct nk_item *item)
{
    char text[NK_RANGE_TEXT_MAX];
    if (++a->lenient > NOTES_MAX)
        return;
    nk_range_format(&item->range, text);
    nk_cli_say(a->ctx, "'%.*s' is read as %s", (int)(at->len < 100 ? at->len : 100), at->text,
               text);
}

static void classify(struct answers *a, const struct nk_input_item *at)
{
    struct nk_item item;
    struct nk_class room;
    struct nk_err err = {0};
    if (!nk_item_parse(at->text, at->len, a->flags, &item, &err)) {
        refuse(a, at, &err);
        return;
    }
    bool asked = a->args->family == NK_FAMILY_NONE || a->args->family == item.range.first.family;
    if (!asked && at->source == NULL)
        return;
    if (asked && item.lenient)
        tell_reading(a, at, &item);
    const struct nk_class *class = asked ? put_item(a, &item, &room) : NULL;
    if (a->explains && asked) {
        nk_record_slice(&a->r, F_INPUT, at->line, at->line_len);
        explain_item(a, &item, class);
    } else {
        write_line(a, at, asked);
    }
}

/* ---- lines --------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The first word of a line; false where it has none. */
static bool find_word(struct nk_input_item *at)
{
    size_t start = 0;
    while (start < at->line_len && is_blank(at->line[start]))
        start++;
    size_t end = start;
    while (end < at->line_len && !is_blank(at->line[end]))
        end++;
    at->text = at->line + start;
    at->len = end - start;
    at->column = start + 1;
    return end > start;
}

static void classify_lines(struct answers *a, struct nk_lines *lines)
{
    struct nk_line line;
    struct nk_err err = {0};
    enum nk_lines_status status = NK_LINES_OK;
    while (!a->stop && status != NK_LINES_FAILED) {
        status = nk_lines_next(lines, &line, &err);
        if (status == NK_LINES_END)
            return;
        struct nk_input_item at = {.source = lines->source,
                                   .number = lines->number,
                                   .text = "",
                                   .ended = status == NK_LINES_FAILED};
        if (status != NK_LINES_OK) {
            at.line = "";
            if (!nk_cli_bad_item(a->ctx, &at, &err))
                a->stop = true;
            if (status == NK_LINES_TOO_LONG)
                write_line(a, &at, false); /* a line out for each line in */
            continue;
        }
        at.line = line.text;
        at.line_len = line.len;
        if (find_word(&at))
            classify(a, &at);
        else
            write_line(a, &at, false);
    }
}

static bool open_list(struct answers *a, const char *operand, struct nk_lines *lines,
                      struct nk_err *err)
{
    const char *path = operand[0] == '@' ? operand + 1 : operand;
    if (*path == '\0')
        return nk_err_set(err, NK_ERR_INPUT, 0, 1, "a file name is missing behind '@'");
    if (strcmp(path, "-") != 0)
        return nk_lines_open(lines, path, err);
    nk_lines_init(lines, a->ctx->in_fd, "-");
    return true;
}

static void classify_operand(struct answers *a, size_t operand)
{
    const char *text = a->args->operands[operand];
    struct nk_input_item at = {.text = text,
                               .len = strlen(text),
                               .line = text,
                               .line_len = strlen(text),
                               .number = operand,
                               .operand = operand};
    struct nk_lines lines;
    struct nk_err err = {0};
    if (text[0] != '@' && strcmp(text, "-") != 0) {
        classify(a, &at);
    } else if (open_list(a, text, &lines, &err)) {
        classify_lines(a, &lines);
        nk_lines_release(&lines);
    } else if (!nk_cli_bad_item(a->ctx, &at, &err)) {
        a->stop = true;
    }
}

/* ---- the verb ------------------------------------------------------------ */

static enum nk_status run_classify(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct answers a = {.ctx = ctx, .args = args};
    struct nk_err err = {0};
    if (!nk_cli_records(ctx, &a.r))
        return ctx->worst;
    a.flags = NK_PARSE_ZONE | (args->lenient ? NK_PARSE_LENIENT : 0);
    a.explains = nk_cli_explains(ctx);
    a.columns = a.r.format == NK_FORMAT_TEXT || a.r.format == NK_FORMAT_TSV;
    if (nk_classifier_init(&a.classifier, &err))
        for (size_t i = 0; !a.stop && i < args->operand_count; i++)
            classify_operand(&a, i);
    else
        nk_cli_fail(ctx, &err);
    nk_classifier_release(&a.classifier);
    if (a.lenient > NOTES_MAX)
        nk_cli_say(ctx, "%llu more items were read leniently",
                   (unsigned long long)(a.lenient - NOTES_MAX));
    return nk_cli_records_done(ctx, &a.r);
}

static const struct nk_example classify_examples[] = {
    {"cidr classify 10.1.2.3 2001:db8::1 192.88.99.1", "the special blocks of three addresses"},
    {"cidr classify --json ff02::1:2", "a multicast group with all that is known"},
    {"cidr classify --explain 192.0.0.10", "the rows that hold it, and what they say"},
    {"", ""},
};

const struct nk_verb nk_cidr_classify_verb = {
    .name = "classify",
    .operands = "ADDRESS...",
    .summary = "the IANA special-purpose block of addresses",
    .about =
        "Adds columns to addresses: the special-purpose block, whether it is globally reachable, "
        "the scope; all five flags of RFC 6890 and more with --fields or --json. Of '-' and "
        "@FILE every line is passed on as it came, with the columns behind a TAB; the address is "
        "its first word. A prefix or a range has the block that holds all of it.",
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &classify_schema,
    .examples = classify_examples,
    .run = run_classify,
};
