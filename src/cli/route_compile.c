#include <string.h>

#include "base/replace.h"
#include "cli/route.h"
#include "cli/route_load.h"
#include "route/compiled.h"

static bool to_file(void *closure, const void *data, size_t len, struct nk_err *err)
{
    return nk_replace_write(closure, data, len, err);
}

/* What fails on standard output is told when the command ends. */
static bool to_output(void *closure, const void *data, size_t len, struct nk_err *err)
{
    struct nk_ctx *ctx = closure;
    (void)err;
    nk_out_write(ctx->out, data, len);
    return ctx->out->error == 0;
}

static bool write_file(const struct nk_table *t, const char *path, struct nk_err *err)
{
    struct nk_replace file;
    bool done = nk_replace_open(&file, path, err) && nk_compiled_write(t, to_file, &file, err) &&
                nk_replace_commit(&file, err);
    nk_replace_release(&file);
    return done;
}

static enum nk_status run_compile(struct nk_ctx *ctx, const struct nk_args *args)
{
    const char *path = args->operands[0];
    bool output = strcmp(path, "-") == 0;
    struct nk_table table = {0};
    struct nk_err err = {0};
    if (output && ctx->out_tty)
        return nk_cli_misuse(ctx, "a compiled table is not written to a terminal");
    bool done = nk_route_load_option(ctx, args, &table);
    if (done && output)
        done = nk_compiled_write(&table, to_output, ctx, &err);
    else if (done)
        done = write_file(&table, path, &err);
    if (!done && err.code != NK_ERR_NONE)
        nk_cli_fail(ctx, &err);
    nk_table_release(&table);
    return ctx->worst;
}

static const struct nk_option compile_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = ""},
};

static const struct nk_example compile_examples[] = {
    {"route compile -t sample:textbook /dev/null", "to a file of that name"},
    {"", ""},
};

const struct nk_verb nk_route_compile_verb = {
    .name = "compile",
    .operands = "FILE",
    .summary = "a table as one file that starts at once",
    .about = "Writes a table as one file, in which look-ups are ready: '-t FILE' then maps it, and "
             "reads no more of it than an answer needs. The old FILE stays whole until the new one "
             "takes its place; '-' is standard output. Lines that could not be read are told, and "
             "missing; with --strict nothing is written then.",
    .options = compile_options,
    .common = NK_COMMON_STRICT,
    .min_operands = 1,
    .max_operands = 1,
    .operands_are_files = true,
    .writes_operand = true,
    .examples = compile_examples,
    .run = run_compile,
};
