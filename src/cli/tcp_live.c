#include <stdio.h>
#include <string.h>

#include "cli/explain.h"
#include "cli/frame.h"
#include "cli/tcp_state.h"
#include "draw/ladder.h"
#include "tcp/sockets.h"

enum live_field { F_END, F_CALL, F_ARGUMENTS, F_RETURNED, F_ERRNO, F_CLIENT, F_SERVER, F_WHY };

static const struct nk_field live_fields[] = {
    {"end", "end", "whose socket: client, listener, or server, which accept() returned", NK_TEXT,
     NK_FIELD_BRIEF, 8},
    {"call", "call", "the function that was called", NK_TEXT, NK_FIELD_BRIEF, 10},
    {"arguments", "arguments", "what of its arguments matters", NK_TEXT, NK_FIELD_BRIEF, 14},
    {"returned", "returned", "what it returned: a descriptor, bytes, 0; -1 where it failed", NK_INT,
     NK_FIELD_BRIEF, 5},
    {"errno", "errno", "the error's name, null for none", NK_TEXT, NK_FIELD_BRIEF, 12},
    {"client_state", "client", "the kernel's state of the client's end after that", NK_TEXT,
     NK_FIELD_BRIEF, 12},
    {"server_state", "server", "the same of the server's end; of its listener before there is one",
     NK_TEXT, NK_FIELD_BRIEF, 12},
    {"why", "why", "the reason, in a sentence", NK_TEXT, 0, 0},
};

static const struct nk_schema live_schema = {
    .fields = live_fields,
    .count = sizeof live_fields / sizeof *live_fields,
    .operand = F_CALL,
};

/* One run of the verb. */
struct play {
    struct nk_ctx *ctx;
    const struct nk_live_scenario *scenario;
    struct nk_record record;
    bool records, explains;
    struct nk_buf text; /* for people */
    bool draws;         /* a ladder instead: -o svg, mermaid */
    struct nk_ladder ladder;
};

/* ---- telling ------------------------------------------------------------------- */

static void put_record(struct play *p, const struct nk_live_step *step,
                       const struct nk_live_result *r)
{
    const struct nk_live_term *term = nk_live_call_term(step->call);
    nk_record_word(&p->record, F_END, nk_live_end_name(step->end));
    nk_record_word(&p->record, F_CALL, term->name);
    if (term->arguments[0] != '\0')
        nk_record_text(&p->record, F_ARGUMENTS, term->arguments);
    nk_record_int(&p->record, F_RETURNED, r->returned);
    if (r->error != 0)
        nk_record_text(&p->record, F_ERRNO, strerrorname_np(r->error));
    nk_record_word(&p->record, F_CLIENT, nk_tcp_state_name(r->client));
    nk_record_word(&p->record, F_SERVER, nk_tcp_state_name(r->server));
    nk_record_text(&p->record, F_WHY, step->why);
    nk_record_end(&p->record);
}

/* "-1 ECONNRESET" */
static void write_returned(const struct nk_live_result *r, char *text, size_t size)
{
    const char *name = r->error != 0 ? strerrorname_np(r->error) : NULL;
    snprintf(text, size, "%lld%s%s", (long long)r->returned, name != NULL ? " " : "",
             name != NULL ? name : "");
}

static void add_line(struct play *p, const struct nk_live_step *step,
                     const struct nk_live_result *r)
{
    const struct nk_live_term *term = nk_live_call_term(step->call);
    char call[48], returned[48];
    snprintf(call, sizeof call, "%s(%s)", term->name, term->arguments);
    write_returned(r, returned, sizeof returned);
    nk_buf_printf(&p->text, "%-9s %-26s %-16s %-12s %s\n", nk_live_end_name(step->end), call,
                  returned, nk_tcp_state_name(r->client), nk_tcp_state_name(r->server));
}

static void add_words(struct play *p, const struct nk_live_step *step,
                      const struct nk_live_result *r)
{
    const struct nk_live_term *term = nk_live_call_term(step->call);
    char returned[48];
    write_returned(r, returned, sizeof returned);
    nk_buf_printf(&p->text, "\n%s: %s(%s) = %s\n", nk_live_end_name(step->end), term->name,
                  term->arguments, returned);
    nk_explain_say(&p->text, 4, "client %s, server %s", nk_tcp_state_name(r->client),
                   nk_tcp_state_name(r->server));
    nk_explain_say(&p->text, 4, "%s() %s.", term->name, term->help);
    nk_explain_say(&p->text, 4, "Here: %s.", step->why);
}

/* A step of the ladder: the calls of the listener stand on the server's side. */
static void add_rung(struct play *p, const struct nk_live_step *step,
                     const struct nk_live_result *r)
{
    const struct nk_live_term *term = nk_live_call_term(step->call);
    char label[128], returned[48];
    write_returned(r, returned, sizeof returned);
    snprintf(label, sizeof label, "%s: %s(%s) = %s", nk_live_end_name(step->end), term->name,
             term->arguments, returned);
    const struct nk_rung rung = {
        .kind = step->end == NK_LIVE_CLIENT ? NK_RUNG_AT_LEFT : NK_RUNG_AT_RIGHT,
        .left = nk_tcp_state_name(r->client),
        .right = nk_tcp_state_name(r->server),
        .label = label,
        .note = p->ctx->args->explain ? step->why : NULL,
    };
    nk_ladder_add(&p->ladder, &rung);
}

/* What the kernel does otherwise is told; false where a call fails that should not: then there is
 * nothing to go on with. */
static bool judge(struct play *p, const struct nk_live_step *step, const struct nk_live_result *r)
{
    const char *call = nk_live_call_term(step->call)->name, *end = nk_live_end_name(step->end);
    if (r->error != 0 && r->error != step->error) {
        nk_cli_say(p->ctx, "%s() of the %s failed: %s", call, end, strerror(r->error));
        nk_cli_status(p->ctx, NK_FAILED);
        return false;
    }
    if (r->client != step->client || r->server != step->server || r->error != step->error) {
        nk_cli_say(p->ctx, "%s() of the %s: expected %s and %s%s%s", call, end,
                   nk_tcp_state_name(step->client), nk_tcp_state_name(step->server),
                   step->error != 0 ? ", and " : "",
                   step->error != 0 ? strerrorname_np(step->error) : "");
        nk_cli_status(p->ctx, NK_NO);
    }
    return true;
}

static bool tell(struct play *p, const struct nk_live_step *step, const struct nk_live_result *r)
{
    if (p->draws)
        add_rung(p, step, r);
    else if (p->records)
        put_record(p, step, r);
    else if (p->explains)
        add_words(p, step, r);
    else
        add_line(p, step, r);
    return judge(p, step, r);
}

static void begin(struct play *p)
{
    const struct nk_args *args = p->ctx->args;
    if (p->draws) {
        nk_ladder_init(&p->ladder, p->ctx->out, args->svg ? NK_LADDER_SVG : NK_LADDER_MERMAID,
                       false, p->scenario->help);
        nk_ladder_begin(&p->ladder, "client", "server");
    }
    if (p->records || p->draws)
        return;
    nk_buf_printf(&p->text, "%s: %s\n", p->scenario->name, p->scenario->help);
    if (!p->explains)
        nk_buf_printf(&p->text, "\n%-9s %-26s %-16s %-12s %s\n", "socket", "call", "returned",
                      "client", "server");
}

/* ---- the verb ---------------------------------------------------------------------- */

static bool play(struct play *p, struct nk_err *err)
{
    uint8_t family = p->ctx->args->family;
    struct nk_live live;
    bool good = true, goes_on = true;
    nk_live_init(&live, family == NK_FAMILY_NONE ? NK_IPV4 : family);
    begin(p);
    for (const struct nk_live_step *s = p->scenario->steps;
         good && goes_on && s->end != NK_LIVE_ENDS; s++) {
        struct nk_live_result result;
        good = nk_live_do(&live, s, &result, err);
        goes_on = good && tell(p, s, &result);
    }
    nk_live_release(&live);
    if (p->draws && !nk_ladder_finish(&p->ladder, good ? err : NULL))
        return false;
    if (p->text.failed)
        return nk_err_memory(err);
    if (p->text.len > 0)
        nk_cli_print(p->ctx, p->text.data, p->text.len);
    return good;
}

static const char *scenario_names(const void *of, size_t at)
{
    (void)of;
    const struct nk_live_scenario *s = nk_live_scenario_at(at);
    return s == NULL ? NULL : s->name;
}

/* NULL after the message. */
static const struct nk_live_scenario *scenario_word(struct nk_ctx *ctx, const char *word)
{
    const struct nk_live_scenario *s = nk_live_scenario_find(word, strlen(word));
    const char *near = s == NULL ? nk_cli_nearest(word, scenario_names, NULL) : NULL;
    if (s == NULL)
        nk_cli_no_word(ctx, word, "scenario", near, ": --list has them");
    return s;
}

static enum nk_status print_list(struct nk_ctx *ctx)
{
    const struct nk_live_scenario *s;
    struct nk_buf b = {0};
    for (size_t i = 0; (s = nk_live_scenario_at(i)) != NULL; i++)
        nk_buf_printf(&b, "%-19s%s\n", s->name, s->help);
    nk_cli_print_made(ctx, &b);
    return ctx->worst;
}

static enum nk_status run_live(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct play p = {.ctx = ctx, .scenario = nk_live_scenario_at(0)};
    struct nk_err err = {0};
    if (nk_args_has(args, "list"))
        return print_list(ctx);
    if (args->operand_count > 0)
        p.scenario = scenario_word(ctx, args->operands[0]);
    if (p.scenario == NULL || !nk_cli_records(ctx, &p.record))
        return ctx->worst;
    p.explains = nk_cli_explains(ctx);
    p.draws = args->svg || args->mermaid;
    p.records = !p.explains && !p.draws && (args->format != NK_FORMAT_TEXT || args->fields != NULL);
    if (!play(&p, &err))
        nk_cli_fail(ctx, &err);
    nk_buf_release(&p.text);
    return nk_cli_records_done(ctx, &p.record);
}

static bool scenario_offers(size_t at, struct nk_offer *offer)
{
    const struct nk_live_scenario *s = nk_live_scenario_at(at);
    if (s == NULL)
        return false;
    *offer = (struct nk_offer){.word = s->name, .help = s->help};
    return true;
}

static const struct nk_option live_options[] = {
    {.name = "list", .help = "list the scenarios"},
    {.name = ""},
};

static const struct nk_example live_examples[] = {
    {"tcp-state live reset --fields end,call,errno,client_state,server_state",
     "what both ends of a reset see"},
    {"tcp-state live half-close --explain", "each call in words"},
    {"", ""},
};

const struct nk_verb nk_tcp_live_verb = {
    .name = "live",
    .operands = "[SCENARIO]",
    .summary = "play with real sockets, and see the kernel's states",
    .about = "Makes sockets on loopback, calls what the scenario says (open-close without one), "
             "and shows after each call what it returned and what the kernel says of both ends, "
             "also of those that no process holds any more. Nothing leaves this machine; the "
             "kernel chooses the ports.",
    .options = live_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LADDER,
    .max_operands = 1,
    .offers = scenario_offers,
    .schema = &live_schema,
    .examples = live_examples,
    .run = run_live,
};
