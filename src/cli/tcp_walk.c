#include "cli/tcp_walk.h"

#include <stdio.h>
#include <string.h>

#include "cli/tcp_state.h"

static void take_event(void *closure, const struct nk_net_record *record)
{
    struct nk_tcp_walk *x = closure;
    if (x->draws)
        nk_walk_draw(x, record);
    else
        nk_walk_put(x, record);
}

/* What did not go as the scenario has it. */
static void take_miss(void *closure, uint64_t line, const char *text)
{
    struct nk_tcp_walk *x = closure;
    nk_cli_status(x->ctx, NK_NO);
    if (line > 0)
        nk_cli_say(x->ctx, "%s:%llu: %s",
                   strcmp(x->source, "-") == 0 ? "standard input" : x->source,
                   (unsigned long long)line, text);
    else
        nk_cli_say(x->ctx, "%s", text);
}

static void walk(struct nk_tcp_walk *x)
{
    struct nk_err err = {0};
    bool met;
    if (x->draws)
        nk_walk_draw_begin(x);
    bool good = nk_script_run(&x->script, &x->settings, &x->net, take_miss, x, &met, &err);
    if (x->draws)
        good = nk_walk_draw_end(x, good ? &err : NULL) && good;
    if (!good)
        nk_cli_fail(x->ctx, &err);
}

static enum nk_status print_list(struct nk_ctx *ctx)
{
    const struct nk_scenario *s;
    struct nk_buf b = {0};
    for (size_t i = 0; (s = nk_scenario_at(i)) != NULL; i++)
        nk_buf_printf(&b, "%-19s%s\n", s->name, s->help);
    nk_cli_print_made(ctx, &b);
    return ctx->worst;
}

static enum nk_status print_script(struct nk_ctx *ctx, const char *word)
{
    const struct nk_scenario *s = nk_tcp_scenario_word(ctx, word);
    if (s != NULL)
        nk_cli_print(ctx, s->text, strlen(s->text));
    return ctx->worst;
}

static enum nk_status run_walk(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_tcp_walk x = {.ctx = ctx, .args = args};
    if (nk_args_has(args, "list"))
        return print_list(ctx);
    if (nk_args_has(args, "print-script"))
        return print_script(ctx, nk_args_text(args, "print-script"));
    x.source = args->operand_count > 0 ? args->operands[0] : nk_scenario_at(0)->name;
    x.source += x.source[0] == '@';
    x.draws = args->format == NK_FORMAT_TEXT && args->fields == NULL;
    x.explains = x.draws && args->explain;
    if (!nk_cli_records(ctx, &x.record))
        return ctx->worst;
    nk_net_init(&x.net, take_event, &x);
    if (nk_walk_read(&x))
        walk(&x);
    nk_net_release(&x.net);
    nk_script_release(&x.script);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option walk_options[] = {
    {.name = "isn",
     .arg = NK_ARG_WORD,
     .metavar = "C,S",
     .help = "initial sequence numbers of client and server (1000,5000)"},
    {.name = "msl",
     .arg = NK_ARG_DURATION,
     .metavar = "T",
     .help = "maximum segment lifetime: TIME-WAIT lasts twice as long"},
    NK_TCP_PROFILE_OPTION,
    {.name = "loss",
     .arg = NK_ARG_WORD,
     .metavar = "N,...",
     .repeats = true,
     .help = "lose these segments, in the order in which they are sent; or a share, as 10%"},
    {.name = "duplicate",
     .arg = NK_ARG_WORD,
     .metavar = "N,...",
     .repeats = true,
     .optional = true,
     .help = "let these segments arrive twice; without numbers all"},
    {.name = "reorder",
     .arg = NK_ARG_WORD,
     .metavar = "N,...",
     .repeats = true,
     .optional = true,
     .help = "let the next segment overtake these; without numbers all"},
    {.name = "seed",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .max = UINT32_MAX,
     .help = "where the chance of shares begins (0)"},
    {.name = "times", .help = "a column of times in the picture"},
    {.name = "list", .help = "list the built-in scenarios"},
    {.name = "print-script",
     .arg = NK_ARG_WORD,
     .metavar = "NAME",
     .offers = NK_OFFER_TCP_SCENARIOS,
     .help = "print a built-in scenario as a file"},
    {.name = ""},
};

static const struct nk_example walk_examples[] = {
    {"tcp-state walk", "from CLOSED to CLOSED"},
    {"tcp-state walk syn-loss --profile linux --explain", "each step with its reason"},
    {"tcp-state walk fig-8 --json", "an old SYN, with the RFC's numbers"},
    {"", ""},
};

const struct nk_verb nk_tcp_walk_verb = {
    .name = "walk",
    .operands = "[SCENARIO]",
    .summary = "two endpoints and a network: every segment, and the states of both",
    .about =
        "Runs a scenario on two simulated endpoints: a ladder of the segments, with the states "
        "of both ends. SCENARIO is one of --list (open-close), a file (FILE, @FILE) or - for "
        "standard input, in a language of one call, segment or fault a line. Status 1 where "
        "an expectation of the scenario is not met, or where it does not end.",
    .options = walk_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_STRICT | NK_COMMON_LADDER,
    .max_operands = 1,
    .operands_are_files = true,
    .offers = nk_tcp_scenario_offers,
    .schema = &nk_walk_schema,
    .examples = walk_examples,
    .run = run_walk,
};
