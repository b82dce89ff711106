#include "cli/cidr_items.h"

#include <string.h>

#include "addr/put.h"
#include "addr/set_read.h"

enum { NOTES_MAX = 10 };

/* ---- items --------------------------------------------------------------- */

void nk_cidr_items_init(struct nk_cidr_items *it, struct nk_ctx *ctx, const struct nk_args *args,
                        const char *const *operands, size_t count)
{
    *it = (struct nk_cidr_items){.ctx = ctx, .args = args};
    it->flags = args->lenient ? NK_PARSE_LENIENT : 0;
    nk_input_init(&it->input, operands, count, ctx->in_fd);
}

void nk_cidr_items_release(struct nk_cidr_items *it)
{
    if (it->masked > NOTES_MAX)
        nk_cli_say(it->ctx, "%llu more items had host bits set, which were masked off",
                   (unsigned long long)(it->masked - NOTES_MAX));
    if (it->lenient > NOTES_MAX)
        nk_cli_say(it->ctx, "%llu more items were read leniently",
                   (unsigned long long)(it->lenient - NOTES_MAX));
    nk_input_release(&it->input);
}

/* "file:line:column: " of a listed item, nothing for an operand. */
static void say_of_item(struct nk_cidr_items *it, const char *what)
{
    const struct nk_input_item *at = &it->at;
    if (at->source == NULL)
        nk_cli_say(it->ctx, "%s", what);
    else
        nk_cli_say(it->ctx, "%s:%llu:%zu: %s",
                   strcmp(at->source, "-") == 0 ? "standard input" : at->source,
                   (unsigned long long)at->number, at->column, what);
}

static void tell_reading(struct nk_cidr_items *it)
{
    if (++it->lenient > NOTES_MAX)
        return;
    char text[NK_RANGE_TEXT_MAX];
    struct nk_err note;
    if (it->item.kind == NK_ITEM_PREFIX)
        nk_prefix_format(&it->item.prefix, text);
    else if (it->item.kind == NK_ITEM_ADDRESS)
        nk_addr_format(&it->item.prefix.addr, text);
    else
        nk_range_format(&it->item.range, text);
    nk_err_set(&note, NK_ERR_INPUT, 0, 0, "'%.*s' is read as %s", (int)it->at.len, it->at.text,
               text);
    say_of_item(it, note.text);
}

static void tell_masked(struct nk_cidr_items *it)
{
    if (++it->masked > NOTES_MAX)
        return;
    char given[NK_PREFIX_TEXT_MAX], text[NK_PREFIX_TEXT_MAX];
    struct nk_err note;
    struct nk_prefix network = nk_prefix_network(&it->item.prefix);
    nk_prefix_format(&it->item.prefix, given);
    nk_prefix_format(&network, text);
    nk_err_set(&note, NK_ERR_INPUT, 0, 0, "%s has host bits set: the network is %s", given, text);
    say_of_item(it, note.text);
}

bool nk_cidr_items_refuse(struct nk_cidr_items *it, const struct nk_err *err)
{
    it->refused++;
    if (it->record != NULL)
        nk_record_error(it->record, it->at.text, it->at.len, err->text);
    if (it->tell_bad != NULL && err->code == NK_ERR_INPUT &&
        !it->tell_bad(it->closure, &it->at, err)) {
        struct nk_err memory;
        nk_err_memory(&memory);
        nk_cli_fail(it->ctx, &memory);
        it->failed = it->unread = true;
        return false;
    }
    if (!nk_cli_bad_item(it->ctx, &it->at, err))
        it->failed = true;
    if (err->code != NK_ERR_INPUT)
        it->unread = true;
    return !it->failed;
}

bool nk_cidr_items_word(struct nk_cidr_items *it)
{
    struct nk_err err = {0};
    while (!it->failed) {
        enum nk_input_status status = nk_input_next(&it->input, &it->at, &err);
        if (status == NK_INPUT_END)
            return false;
        if (status == NK_INPUT_ITEM)
            return true;
        nk_cidr_items_refuse(it, &err);
    }
    return false;
}

bool nk_cidr_items_parse(struct nk_cidr_items *it)
{
    struct nk_err err = {0};
    if (!nk_item_parse(it->at.text, it->at.len, it->flags, &it->item, &err)) {
        nk_cidr_items_refuse(it, &err);
        return false;
    }
    if (it->args->family != NK_FAMILY_NONE && it->item.range.first.family != it->args->family)
        return false;
    if (it->item.lenient)
        tell_reading(it);
    if (it->networks && it->item.kind == NK_ITEM_PREFIX &&
        nk_prefix_has_host_bits(&it->item.prefix))
        tell_masked(it);
    return true;
}

bool nk_cidr_items_next(struct nk_cidr_items *it)
{
    while (nk_cidr_items_word(it))
        if (nk_cidr_items_parse(it))
            return true;
    return false;
}

/* ---- sets ---------------------------------------------------------------- */

bool nk_cidr_operand_is_list(const char *operand)
{
    return operand[0] == '@' || strcmp(operand, "-") == 0;
}

/* Plain lines of an open list, in bulk. The list's reader has given out a line before, so that
 * there is something to look at; lines that are not plain are left to it. */
static void add_plain(struct nk_cidr_items *it, struct nk_set *set)
{
    size_t len;
    uint64_t lines;
    if (!it->input.open)
        return;
    const char *text = nk_lines_peek(&it->input.lines, &len);
    size_t used = len == 0 ? 0 : nk_set_read_plain(set, text, len, it->args->family, &lines);
    if (used > 0)
        nk_lines_skip(&it->input.lines, used, lines);
}

static bool add_items(struct nk_cidr_items *it, struct nk_set *set, struct nk_labels *labels,
                      struct nk_err *err)
{
    for (; nk_cidr_items_next(it); add_plain(it, set)) {
        uint32_t label = NK_LABEL_NONE;
        if (labels != NULL && it->at.label != NULL) {
            label = nk_labels_add(labels, it->at.label, it->at.label_len);
            if (label == NK_LABELS_NONE)
                return nk_err_memory(err);
        }
        if (!nk_set_add(set, &it->item.range, label, err))
            return false;
    }
    return true;
}

bool nk_cidr_set_load(struct nk_ctx *ctx, const struct nk_args *args, const char *const *operands,
                      size_t count, struct nk_set *set, struct nk_labels *labels)
{
    struct nk_err err = {0};
    struct nk_cidr_items it;
    nk_set_init(set);
    nk_cidr_items_init(&it, ctx, args, operands, count);
    it.networks = true;
    bool done = add_items(&it, set, labels, &err) && nk_set_normalise(set, &err);
    if (!done)
        nk_cli_fail(ctx, &err);
    nk_cidr_items_release(&it);
    return done && !it.failed && !it.unread;
}

bool nk_cidr_set_option(struct nk_ctx *ctx, const struct nk_args *args, const char *name,
                        struct nk_set *set, struct nk_labels *labels)
{
    struct nk_err err = {0};
    const struct nk_given *given;
    bool done = true;
    size_t at = 0;
    nk_set_init(set);
    while (done && (given = nk_args_next(args, name, &at)) != NULL) {
        struct nk_cidr_items it;
        nk_cidr_items_init(&it, ctx, args, &given->text, 1);
        it.networks = true;
        done = add_items(&it, set, labels, &err);
        if (!done)
            nk_cli_fail(ctx, &err);
        nk_cidr_items_release(&it);
        /* a bad item is no empty set */
        bool list = nk_cidr_operand_is_list(given->text);
        done = done && !it.failed && !it.unread && (list || it.refused == 0);
    }
    return done && nk_set_normalise(set, &err);
}

/* ---- records ------------------------------------------------------------- */

#define PREFIX_FIELDS                                                                             \
    {"prefix", "prefix", "the network and its length", NK_PREFIX, NK_FIELD_BRIEF, 0},             \
        {"first", "first", "the first address", NK_ADDR, 0, 0},                                   \
        {"last", "last", "the last address", NK_ADDR, 0, 0},                                      \
        {"addresses", "addresses", "how many addresses it holds", NK_COUNT, 0, 0},                \
    {                                                                                             \
        "label", "label", "the label of the items it comes from, where they agree", NK_TEXT, 0, 0 \
    }

static const struct nk_field prefix_fields[] = {PREFIX_FIELDS};
static const struct nk_field input_prefix_fields[] = {
    {"input", "input", "the item as given", NK_TEXT, 0, 0}, PREFIX_FIELDS};

const struct nk_schema nk_cidr_prefix_schema = {
    .fields = prefix_fields,
    .count = sizeof prefix_fields / sizeof *prefix_fields,
    .operand = 0,
};

const struct nk_schema nk_cidr_input_prefix_schema = {
    .fields = input_prefix_fields,
    .count = sizeof input_prefix_fields / sizeof *input_prefix_fields,
    .operand = 1,
};

void nk_cidr_put_prefix(struct nk_record *r, size_t at, const struct nk_prefix *p,
                        const char *label, size_t label_len)
{
    nk_put_prefix(r, at, p);
    if (nk_record_wants(r, at + 1)) {
        struct nk_addr first = nk_prefix_first(p);
        nk_put_addr(r, at + 1, &first);
    }
    if (nk_record_wants(r, at + 2)) {
        struct nk_addr last = nk_prefix_last(p);
        nk_put_addr(r, at + 2, &last);
    }
    if (nk_record_wants(r, at + 3))
        nk_record_count(r, at + 3, nk_prefix_count(p));
    if (label != NULL)
        nk_record_slice(r, at + 4, label, label_len);
}

/* One prefix a line and nothing else: straight into the output's buffer. */
static bool write_plain(struct nk_out *out, struct nk_set_iter *it)
{
    struct nk_prefix p;
    while (nk_set_next_prefix(it, &p, NULL)) {
        char *room = nk_out_room(out, NK_PREFIX_TEXT_MAX + 1);
        if (room == NULL)
            return false;
        size_t len = nk_prefix_format(&p, room);
        room[len] = '\n';
        nk_out_used(out, len + 1);
        nk_out_end_line(out);
    }
    return true;
}

enum nk_status nk_cidr_write_set(struct nk_ctx *ctx, const struct nk_set *set,
                                 const struct nk_labels *labels)
{
    struct nk_record r;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    struct nk_set_iter it;
    struct nk_prefix p;
    uint32_t label;
    nk_set_iter_init(&it, set);
    bool more = true;
    if (nk_record_is_plain(&r, 0))
        more = write_plain(ctx->out, &it);
    while (more && nk_set_next_prefix(&it, &p, &label)) {
        size_t len = 0;
        const char *text = labels == NULL ? NULL : nk_labels_get(labels, label, &len);
        nk_cidr_put_prefix(&r, 0, &p, text, len);
        more = nk_record_end(&r);
    }
    return nk_cli_records_done(ctx, &r);
}

/* ---- arguments ----------------------------------------------------------- */

bool nk_cidr_length_option(struct nk_ctx *ctx, const struct nk_given *given, unsigned max,
                           unsigned *length)
{
    const char *digits = given->text + (given->text[0] == '/');
    size_t len = strlen(digits), at = (size_t)(digits - given->text);
    struct nk_err err = {0};
    unsigned value = 0;
    if (len == 0 || len > 3 || strspn(digits, "0123456789") != len)
        nk_err_set(&err, NK_ERR_INPUT, at, len, "'%s' is not a prefix length: expected 0 to %u",
                   given->text, max);
    else if (digits[0] == '0' && len > 1)
        nk_err_set(&err, NK_ERR_INPUT, at, len,
                   "'%s' is not a prefix length: it starts with a zero", given->text);
    else {
        for (size_t i = 0; i < len; i++)
            value = value * 10 + (unsigned)(digits[i] - '0');
        if (value <= max) {
            *length = value;
            return true;
        }
        nk_err_set(&err, NK_ERR_INPUT, at, len,
                   "'%s' is not a prefix length here: the maximum is %u", given->text, max);
    }
    nk_cli_bad_argument(ctx, given, &err);
    return false;
}

bool nk_cidr_count_option(struct nk_ctx *ctx, const struct nk_given *given, struct nk_count *count)
{
    if (nk_count_parse(given->text, strlen(given->text), count))
        return true;
    struct nk_err err;
    nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text),
               "'%s' is not a count: expected decimal digits", given->text);
    nk_cli_bad_argument(ctx, given, &err);
    return false;
}
