#include "cli/route.h"
#include "cli/route_load.h"
#include "route/export.h"

static bool write_text(void *closure, const char *text, size_t len)
{
    struct nk_ctx *ctx = closure;
    nk_out_write(ctx->out, text, len);
    nk_out_end_line(ctx->out);
    return ctx->out->error == 0;
}

/* What the format could not say, a line a kind. */
static void tell_notes(struct nk_ctx *ctx, const struct nk_export *x)
{
    for (size_t i = 0; i < x->note_count; i++) {
        const struct nk_export_note *n = &x->notes[i];
        nk_cli_say(ctx, "--to %s has no %s: %llu %s", x->format->name, n->text,
                   (unsigned long long)n->count, n->left_out ? "left out" : "written without");
    }
}

static enum nk_status run_export(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_table table = {0};
    struct nk_export x = {
        .table = &table, .family = args->family, .sink = write_text, .closure = ctx};
    struct nk_err err = {0};
    const char *format = nk_args_text(args, "to");
    if (format == NULL)
        return nk_cli_misuse(ctx, "--to FORMAT is missing");
    if (!nk_route_load_option(ctx, args, &table)) {
        nk_table_release(&table);
        return ctx->worst;
    }
    bool done = nk_export_run(&x, format, &err);
    if (done && nk_out_flush(ctx->out)) /* of output that nobody reads there is nothing to tell */
        tell_notes(ctx, &x);
    else if (!done && err.code != NK_ERR_NONE)
        nk_cli_fail(ctx, &err);
    nk_export_release(&x);
    nk_table_release(&table);
    return ctx->worst;
}

static const struct nk_option export_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = "to",
     .arg = NK_ARG_CHOICE,
     .metavar = "FORMAT",
     .words = "ip\0json\0csv\0tsv\0bird\0frr\0cisco",
     .help = "ip (for ip -batch), json, csv, tsv, bird, frr or cisco"},
    {.name = ""},
};

static const struct nk_example export_examples[] = {
    {"route export -t sample:textbook --to ip", "commands for ip -batch"},
    {"route export -t sample:textbook --to cisco", "static routes for a router"},
    {"", ""},
};

const struct nk_verb nk_route_export_verb = {
    .name = "export",
    .operands = "",
    .summary = "a table for another program",
    .about = "Writes a table as commands, JSON, CSV or a router's configuration. What the format "
             "cannot say is left out, told on standard error, and where the format has comments "
             "by one of them. Reads back as the same table where there is a reader.",
    .options = export_options,
    .common = NK_COMMON_FAMILY | NK_COMMON_STRICT,
    .min_operands = 0,
    .max_operands = NK_NO_OPERANDS,
    .examples = export_examples,
    .run = run_export,
};
