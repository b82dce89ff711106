#include "cli/dns_trace.h"

#include <inttypes.h>

#include "cli/dns.h"
#include "cli/dns_world.h"
#include "dns/rdata.h"
#include "dns/show.h"

enum { TIMEOUT_MS = 30000, QUERIES_OF_ALL = 2000 };

/* ---- events ----------------------------------------------------------------- */

/* The answer is made of the aliases and the records at their end. */
static void keep_answer(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    const struct nk_dns_judged *j = step->judged;
    for (size_t i = 0; i < j->used_count; i++)
        if (j->records[j->used[i]].section == NK_DNS_ANSWER)
            nk_show_record(&x->answer, &j->reader, &j->records[j->used[i]]);
}

static void take_step(void *closure, const struct nk_dns_event *step)
{
    struct nk_dns_trace *x = closure;
    /* with --all what counts is the first one that is good, which comes when all were asked */
    bool counts = step->event == NK_EVENT_COMPARED ||
                  (step->event == NK_EVENT_ASKED && !nk_args_has(x->args, "all"));
    if (counts && step->depth == 0 && step->judged != NULL && nk_step_is_good(step->verdict))
        keep_answer(x, step);
    if (step->event == NK_EVENT_END && !nk_step_is_good(step->verdict))
        nk_buf_add_text(&x->failure, step->why);
    if (x->view == NK_TRACE_RECORDS)
        nk_trace_put(x, step);
    else if (x->view == NK_TRACE_TEXT)
        nk_trace_tell(x, step);
    else if (x->view == NK_TRACE_EXPLAIN)
        nk_trace_explain(x, step);
    else if (x->view == NK_TRACE_PICTURE)
        nk_trace_draw(&x->picture, step);
}

/* ---- hints -------------------------------------------------------------------- */

/* What is wrong with a hints file, with its line. */
static bool fail_hints(struct nk_ctx *ctx, const char *source, uint64_t number,
                       const struct nk_err *err)
{
    if (err->code != NK_ERR_INPUT) {
        nk_cli_fail(ctx, err);
        return false;
    }
    if (number > 0)
        nk_cli_say(ctx, "%s:%" PRIu64 ":%zu: %s", source, number, err->offset + 1, err->text);
    else
        nk_cli_say(ctx, "%s: %s", source, err->text);
    nk_cli_status(ctx, NK_WRONG);
    return false;
}

/* --hints FILE, else those of the lab, else the root's own. */
static bool load_hints(struct nk_dns_trace *x, struct nk_dns_hints *hints)
{
    const char *path = nk_args_text(x->args, "hints");
    const struct nk_dns_world *world = x->ctx->dns_world;
    struct nk_lines lines;
    struct nk_err err = {0};
    uint64_t number = 0;
    if (path == NULL && world == NULL)
        return nk_dns_hints_builtin(hints, &err) || fail_hints(x->ctx, "", 0, &err);
    if (path == NULL)
        nk_lines_init_text(&lines, world->hints, world->hints_len, world->name);
    else if (!nk_lines_open(&lines, path, &err))
        return fail_hints(x->ctx, path, 0, &err);
    bool good = nk_dns_hints_read(hints, &lines, &number, &err);
    nk_lines_release(&lines);
    return good || fail_hints(x->ctx, path == NULL ? world->name : path, number, &err);
}

/* ---- the walk ------------------------------------------------------------------- */

static bool ask(void *closure, const struct nk_dns_query *query,
                const struct nk_dns_server *servers, size_t count,
                const struct nk_dns_policy *policy, struct nk_dns_reply *reply, struct nk_err *err)
{
    return nk_dns_exchange(closure, query, servers, count, policy, reply, err);
}

static enum nk_status status_of(enum nk_step_verdict v)
{
    return v == NK_STEP_ANSWER                            ? NK_YES
           : v == NK_STEP_NXDOMAIN || v == NK_STEP_NODATA ? NK_NO
                                                          : NK_FAILED;
}

static struct nk_dns_walk_setup setup_of(struct nk_dns_trace *x, struct nk_dns_session *session)
{
    const struct nk_dns_world *world = x->ctx->dns_world;
    uint16_t port = (uint16_t)nk_args_number(x->args, "port", 0);
    struct nk_dns_walk_setup setup = {
        .ask = ask,
        .ask_closure = session,
        .watch = take_step,
        .watch_closure = x,
        .query = x->options.query,
        .policy = x->options.policy,
        .port = port != 0       ? port
                : world == NULL ? NK_DNS_PORT
                                : world->port,
        .family = x->args->family,
        .all = nk_args_has(x->args, "all"),
        .limits = nk_dns_walk_limits,
    };
    setup.policy.deadline = nk_clock_ms() + x->options.timeout_ms;
    if (setup.all)
        setup.limits.queries = QUERIES_OF_ALL;
    return setup;
}

/* False with `err` where the walk could not be made. */
static bool walk(struct nk_dns_trace *x, struct nk_dns_session *session,
                 const struct nk_dns_hints *hints, struct nk_err *err)
{
    const struct nk_dns_walk_setup setup = setup_of(x, session);
    struct nk_dns_walk *w = nk_dns_walk_new(&setup, hints, &x->question, err);
    bool done = w != NULL && nk_dns_walk_run(w, err);
    if (done && (x->failed || x->answer.failed || x->failure.failed))
        done = nk_err_memory(err);
    if (done)
        nk_cli_status(x->ctx, status_of(nk_dns_walk_verdict(w)));
    nk_dns_walk_free(w);
    return done;
}

static void run_walk(struct nk_dns_trace *x)
{
    struct nk_dns_hints hints = {0};
    struct nk_err err = {0};
    struct nk_dns_session *session = NULL;
    if (load_hints(x, &hints)) {
        session = nk_dns_session_new(&err);
        bool done = session != NULL && walk(x, session, &hints, &err);
        if (done && x->view == NK_TRACE_PICTURE)
            done = nk_trace_picture_write(x, &err);
        if (!done && err.code != NK_ERR_NONE)
            nk_cli_fail(x->ctx, &err);
        else if (x->failure.len > 0)
            nk_cli_say(x->ctx, "%.*s", (int)x->failure.len, x->failure.data);
    }
    nk_dns_session_free(session);
    nk_dns_hints_release(&hints);
}

/* ---- the verb ------------------------------------------------------------------- */

static bool refuse(struct nk_ctx *ctx, const char *why)
{
    nk_cli_misuse(ctx, "%s", why);
    return false;
}

/* A name, and at most one type that records can have. */
static bool read_question(struct nk_dns_trace *x)
{
    struct nk_dns_words words;
    struct nk_dns_options *o = &x->options;
    if (!nk_dns_words_read(o, &words))
        return false;
    uint16_t type = words.type_count > 0 ? words.types[0] : words.reverse ? NK_TYPE_PTR : NK_TYPE_A;
    const struct nk_rr_row *row = nk_rr_row_find(type);
    if (words.name == NULL)
        return refuse(x->ctx, "a name is missing");
    if (words.type_count > 1)
        return refuse(x->ctx, "a walk is for one type");
    if (o->search)
        return refuse(x->ctx, "a walk takes the name as it is: --search has no meaning");
    if (words.class != NK_CLASS_IN)
        return refuse(x->ctx, "only the class IN has a root to begin at");
    if (row != NULL && (row->flags & NK_RR_META) != 0 && type != NK_TYPE_ANY)
        return refuse(x->ctx, "no records of that type are kept in zones");
    if (o->server_words_count > 0)
        return refuse(x->ctx, "a walk begins at the root: it takes --hints FILE and no @SERVER");
    x->input = words.name;
    x->question.type = type;
    x->question.class = NK_CLASS_IN;
    return nk_dns_words_name(o, &words, &x->question.name);
}

static enum nk_status run_trace(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_dns_trace x = {.ctx = ctx, .args = args};
    bool picture = args->svg || args->dot || args->mermaid;
    x.view = picture                                                  ? NK_TRACE_PICTURE
             : nk_cli_explains(ctx)                                   ? NK_TRACE_EXPLAIN
             : args->format == NK_FORMAT_TEXT && args->fields == NULL ? NK_TRACE_TEXT
                                                                      : NK_TRACE_RECORDS;
    if (!nk_cli_records(ctx, &x.record))
        return ctx->worst;
    if (nk_dns_options_init(&x.options, ctx, args, TIMEOUT_MS) && read_question(&x))
        run_walk(&x);
    nk_dns_options_release(&x.options);
    nk_buf_release(&x.text);
    nk_buf_release(&x.answer);
    nk_buf_release(&x.failure);
    nk_buf_release(&x.way);
    nk_trace_picture_release(&x.picture);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option trace_options[] = {
    {.name = "all", .help = "ask every server of every zone, and say where they disagree"},
    {.name = "hints",
     .arg = NK_ARG_FILE,
     .metavar = "FILE",
     .help = "the root's servers: a master file of NS, A and AAAA records (built in)"},
    NK_DNS_EXCHANGE_OPTIONS,
    NK_DNS_QUESTION_OPTIONS,
    {.name = ""},
};

static const struct nk_example trace_examples[] = {
    {"lab run -- dns trace www.example.test", "a name from the root of the built-in internet"},
    {"lab run -- dns trace www.example.test --explain", "the same for a student"},
    {"", ""},
};

const struct nk_verb nk_dns_trace_verb = {
    .name = "trace",
    .operands = "NAME [TYPE]",
    .summary = "what happens from the root to the answer, step by step",
    .about = "Resolves a name as a recursive resolver does, from the root hints down, and tells "
             "each step: the zone, the server, its verdict and why, the glue, TTL and time. "
             "Servers without glue are found by walks of their own. Status 0 for records, 1 for "
             "NXDOMAIN and no data, 3 for no answer.",
    .options = trace_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT |
              NK_COMMON_GRAPH,
    .schema = &nk_trace_schema,
    .examples = trace_examples,
    .offers = nk_dns_type_offers,
    .run = run_trace,
};
