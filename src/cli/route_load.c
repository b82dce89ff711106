#include "cli/route_load.h"

#include <string.h>

#include "route/kernel.h"
#include "route/sample.h"

struct load {
    struct nk_ctx *ctx;
    struct nk_route_reader reader;
    const struct nk_route_format *format; /* NULL: the content tells */
};

static bool complain(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    struct load *x = closure;
    const struct nk_input_item at = {
        .text = place->text == NULL ? "" : place->text,
        .source = place->source == NULL ? "-" : place->source,
        .number = place->line,
        .column = place->column,
        .unit = place->unit,
    };
    return nk_cli_bad_item(x->ctx, &at, err);
}

static bool find_format(struct load *x, const struct nk_args *args)
{
    const struct nk_given *given = nk_args_find(args, "format");
    if (given == NULL)
        return true;
    x->format = nk_route_format_find(given->text);
    if (x->format != NULL)
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
    nk_cli_bad_argument(x->ctx, given, &err);
    nk_buf_release(&names);
    return false;
}

/* Opens what a word names, as lines. */
static bool open_source(struct load *x, const char *word, struct nk_err *err)
{
    struct nk_lines *lines = &x->reader.lines;
    const char *path = word[0] == '@' ? word + 1 : word;
    if (strncmp(word, "sample:", strlen("sample:")) == 0) {
        const struct nk_route_sample *sample = nk_route_sample_find(word + strlen("sample:"), err);
        if (sample == NULL)
            return false;
        nk_lines_init_text(lines, sample->text, strlen(sample->text), word);
        return true;
    }
    if (*path == '\0')
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "a table's file name is missing");
    if (strcmp(path, "-") == 0) {
        nk_lines_init(lines, x->ctx->in_fd, "-");
        return true;
    }
    return nk_lines_open(lines, path, err);
}

/* What becomes of a source that was not read to its end. */
static bool judge(struct load *x, const struct nk_err *err, size_t before)
{
    const struct nk_table *t = x->reader.table;
    if (err->code == NK_ERR_NONE) /* stopped: by --strict, or by a tap that has enough */
        return !x->reader.stopped;
    nk_cli_fail(x->ctx, err);
    bool some = t->count + t->rule_count > before || t->tap != NULL;
    return err->code == NK_ERR_INPUT && some && !x->ctx->args->strict;
}

static bool load_one(struct load *x, const char *word)
{
    struct nk_err err = {0};
    struct nk_table *t = x->reader.table;
    size_t before = t->count + t->rule_count;
    const char *name = word[0] == '@' ? word + 1 : word;
    bool kernel = strcmp(word, "kernel") == 0;
    if (!nk_table_source(t, name, &x->reader.source, &err) ||
        (!kernel && !open_source(x, word, &err))) {
        nk_cli_fail(x->ctx, &err);
        return false;
    }
    if (kernel)
        return nk_kernel_read(t, x->reader.source, &err) || judge(x, &err, before);
    bool done = nk_route_read(&x->reader, x->format, &err);
    nk_lines_release(&x->reader.lines);
    return (done && !x->reader.stopped) || judge(x, &err, before);
}

bool nk_route_load(struct nk_ctx *ctx, const struct nk_args *args, const char *const *words,
                   size_t count, struct nk_table *t)
{
    struct load x = {.ctx = ctx, .reader = {.table = t, .complain = complain}};
    x.reader.closure = &x;
    bool done = find_format(&x, args);
    for (size_t i = 0; done && i < count; i++)
        done = load_one(&x, words[i]);
    return done;
}

bool nk_route_load_option(struct nk_ctx *ctx, const struct nk_args *args, struct nk_table *t)
{
    static const char *const kernel = "kernel";
    const struct nk_given *given;
    size_t at = 0;
    if (nk_args_find(args, "table") == NULL)
        return nk_route_load(ctx, args, &kernel, 1, t);
    while ((given = nk_args_next(args, "table", &at)) != NULL)
        if (!nk_route_load(ctx, args, &given->text, 1, t))
            return false;
    return true;
}

bool nk_route_stdin_once(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_given *given;
    size_t at = 0, readers = 0;
    while ((given = nk_args_next(args, "table", &at)) != NULL)
        readers += strcmp(given->text, "-") == 0 || strcmp(given->text, "@-") == 0;
    for (size_t i = 0; i < args->operand_count; i++)
        readers += strcmp(args->operands[i], "-") == 0 || strcmp(args->operands[i], "@-") == 0;
    if (readers > 1)
        nk_cli_misuse(ctx, "standard input can be read only once");
    return readers <= 1;
}
