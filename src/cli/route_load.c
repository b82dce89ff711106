#include "cli/route_load.h"

#include <string.h>

#include "route/kernel.h"

static bool complain(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    struct nk_ctx *ctx = closure;
    const struct nk_input_item at = {
        .text = place->text == NULL ? "" : place->text,
        .len = place->text == NULL ? 0 : place->len,
        .source = place->source == NULL ? "-" : place->source,
        .number = place->line,
        .column = place->column,
        .unit = place->unit,
    };
    return nk_cli_bad_item(ctx, &at, err);
}

/* What --format names; NULL where it is not given: the content tells. */
static bool find_format(struct nk_ctx *ctx, const struct nk_args *args,
                        const struct nk_route_format **format)
{
    const struct nk_given *given = nk_args_find(args, "format");
    *format = given == NULL ? NULL : nk_route_format_find(given->text);
    if (given == NULL || *format != NULL)
        return true;
    struct nk_buf names = {0};
    for (const struct nk_route_format *f = nk_route_formats; f->name != NULL; f++)
        nk_buf_printf(&names, "%s%s", names.len > 0 ? ", " : "", f->name);
    nk_buf_add_byte(&names, '\0');
    struct nk_err err = {0};
    if (names.failed)
        nk_err_memory(&err);
    else
        nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text),
                   "there is no table format '%.40s': %s", given->text, names.data);
    nk_cli_bad_argument(ctx, given, &err);
    nk_buf_release(&names);
    return false;
}

/* Opens what a word names, as lines. */
static bool open_source(struct nk_ctx *ctx, const char *word, const struct nk_route_sample *samples,
                        struct nk_lines *lines, struct nk_err *err)
{
    const char *path = word[0] == '@' ? word + 1 : word;
    if (strncmp(word, "sample:", strlen("sample:")) == 0) {
        const struct nk_route_sample *sample =
            nk_route_sample_find(samples, word + strlen("sample:"), err);
        if (sample == NULL)
            return false;
        nk_lines_init_text(lines, sample->text, strlen(sample->text), word);
        return true;
    }
    if (*path == '\0')
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "a file name is missing");
    if (strcmp(path, "-") == 0) {
        nk_lines_init(lines, ctx->in_fd, "-");
        return true;
    }
    return nk_lines_open(lines, path, err);
}

bool nk_route_reader_open(struct nk_ctx *ctx, const char *word,
                          const struct nk_route_sample *samples, struct nk_route_reader *r)
{
    struct nk_err err = {0};
    *r = (struct nk_route_reader){
        .complain = complain, .closure = ctx, .threads = ctx->args->threads};
    if (open_source(ctx, word, samples, &r->lines, &err))
        return true;
    nk_cli_fail(ctx, &err);
    return false;
}

/* What becomes of a source that was not read to its end. */
static bool judge(struct nk_ctx *ctx, const struct nk_route_reader *r, const struct nk_err *err,
                  size_t before)
{
    const struct nk_table *t = r->table;
    if (err->code == NK_ERR_NONE) /* stopped: by --strict, or by a tap that has enough */
        return !r->stopped;
    nk_cli_fail(ctx, err);
    bool some = t->count + t->rule_count > before || t->tap != NULL;
    return err->code == NK_ERR_INPUT && some && !ctx->args->strict;
}

/* The kernel's own tables, which need no file and have no lines. */
static bool load_kernel(struct nk_ctx *ctx, struct nk_table *t)
{
    struct nk_route_reader reader = {.table = t};
    struct nk_err err = {0};
    size_t before = t->count + t->rule_count;
    return (nk_table_source(t, "kernel", &reader.source, &err) &&
            nk_kernel_read(t, reader.source, &err)) ||
           judge(ctx, &reader, &err, before);
}

static bool load_one(struct nk_ctx *ctx, const char *word, const struct nk_route_format *format,
                     const struct nk_route_damage *damage, struct nk_table *t)
{
    struct nk_route_reader reader;
    struct nk_err err = {0};
    size_t before = t->count + t->rule_count;
    if (strcmp(word, "kernel") == 0)
        return load_kernel(ctx, t);
    if (!nk_route_reader_open(ctx, word, nk_route_samples, &reader))
        return false;
    reader.table = t;
    reader.damage = damage;
    const char *name = word[0] == '@' ? word + 1 : word;
    bool done =
        nk_table_source(t, name, &reader.source, &err) && nk_route_read(&reader, format, &err);
    nk_lines_release(&reader.lines);
    return (done && !reader.stopped) || judge(ctx, &reader, &err, before);
}

bool nk_route_load(struct nk_ctx *ctx, const struct nk_args *args, const char *const *words,
                   size_t count, struct nk_table *t)
{
    const struct nk_route_format *format;
    bool done = find_format(ctx, args, &format);
    for (size_t i = 0; done && i < count; i++)
        done = load_one(ctx, words[i], format, NULL, t);
    return done;
}

bool nk_route_load_checked(struct nk_ctx *ctx, const struct nk_args *args,
                           const struct nk_route_damage *damage, struct nk_table *t)
{
    const struct nk_route_format *format;
    const struct nk_given *given;
    size_t at = 0;
    struct nk_args tables = *args;
    tables.operand_count = 0; /* they may be files to write */
    bool done = nk_cli_stdin_once(ctx, &tables, false) && find_format(ctx, args, &format);
    if (done && nk_args_find(args, "table") == NULL)
        return load_one(ctx, "kernel", format, damage, t);
    while (done && (given = nk_args_next(args, "table", &at)) != NULL)
        done = load_one(ctx, given->text, format, damage, t);
    return done;
}

bool nk_route_load_option(struct nk_ctx *ctx, const struct nk_args *args, struct nk_table *t)
{
    return nk_route_load_checked(ctx, args, NULL, t);
}

/* ---- for completion ------------------------------------------------------ */

static bool offer_sample(const struct nk_route_sample *samples, size_t at, struct nk_offer *offer)
{
    *offer = (struct nk_offer){"sample:", samples[at].name, samples[at].summary};
    return samples[at].name != NULL;
}

bool nk_route_table_offers(size_t at, struct nk_offer *offer)
{
    *offer = (struct nk_offer){"", "kernel", "the kernel's own tables and rules"};
    return at == 0 || offer_sample(nk_route_samples, at - 1, offer);
}

bool nk_route_topology_offers(size_t at, struct nk_offer *offer)
{
    return offer_sample(nk_topology_samples, at, offer);
}

bool nk_route_format_offers(size_t at, struct nk_offer *offer)
{
    const struct nk_route_format *f = &nk_route_formats[at];
    *offer = (struct nk_offer){"", f->name, f->summary};
    return f->name != NULL;
}
