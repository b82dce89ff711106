#include "cli/tcp_step.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/frame.h"
#include "cli/tcp_state.h"
#include "cli/tcp_step_events.h"
#include "tcp/given.h"

enum {
    F_INPUT,
    F_STATE,
    F_EVENT,
    F_NEXT,
    F_SENDS,
    F_LEGAL,
    F_WHY,
    F_SECTION,
    F_SEQ,
    F_ACK,
    F_LENGTH,
    F_WINDOW,
    F_ARRIVED,
    F_SENT,
    F_SAYS,
    F_VERDICT,
    F_ACTIONS,
    F_TAKES
};

static const struct nk_field step_fields[] = {
    {"input", "input", "the event as given", NK_TEXT, 0, 16},
    {"state", "state", "the state that the event finds", NK_TEXT, NK_FIELD_BRIEF, 12},
    {"event", "event", "the event's name; a segment's has its flags", NK_TEXT, NK_FIELD_BRIEF, 22},
    {"next", "next", "the state that follows, which may be the same", NK_TEXT, NK_FIELD_BRIEF, 12},
    {"sends", "sends", "the flags of what is sent; none: nothing", NK_TEXT, NK_FIELD_BRIEF, 7},
    {"legal", "legal", "whether the state takes the event", NK_FLAG, NK_FIELD_BRIEF, 5},
    {"why", "why", "the reason, in a sentence", NK_TEXT, 0, 0},
    {"section", "section", "of RFC 9293, where no other document is named", NK_TEXT, NK_FIELD_BRIEF,
     0},
    {"seq", "seq", "the sequence number of what is sent", NK_INT, 0, 10},
    {"ack", "ack", "its acknowledgment number", NK_INT, 0, 10},
    {"length", "length", "its bytes of data", NK_INT, 0, 6},
    {"window", "window", "its window", NK_INT, 0, 6},
    {"arrived", "arrived", "the segment that arrives, as the RFC writes it", NK_TEXT, 0, 40},
    {"sent", "sent", "the segment that is sent, likewise", NK_TEXT, 0, 40},
    {"says", "says", "what the user is told", NK_TEXT, 0, 24},
    {"verdict", "verdict", "taken, ignored, dropped (the segment) or refused (the call)", NK_TEXT,
     0, 8},
    {"actions", "actions", "what else is done, in order", NK_LIST, 0, 24},
    {"takes", "takes", "the events that the state takes", NK_LIST, 0, 0},
};

static const struct nk_schema step_schema = {
    .fields = step_fields,
    .count = sizeof step_fields / sizeof *step_fields,
    .operand = F_NEXT,
};

enum { ISS = 100, IRS = 300 }; /* the numbers of RFC 9293's figures */

/* One run of the verb. */
struct run {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_record record;
    struct nk_buf text, scratch;
    struct nk_step_events events;
    struct nk_tcp_machine machine;
    struct nk_tcp_endpoint end;
    uint32_t iss, irs;
    bool is_text, sound;
    uint8_t data[NK_TCP_SAID_LEN_MAX];
};

/* ---- records ------------------------------------------------------------- */

static void put_scratch(struct run *x, size_t field)
{
    nk_record_slice(&x->record, field, x->scratch.len == 0 ? "" : x->scratch.data, x->scratch.len);
    x->record.arena.failed = x->record.arena.failed || x->scratch.failed;
    nk_buf_clear(&x->scratch);
}

static void put_sent(struct run *x, const struct nk_tcp_step *s)
{
    struct nk_record *r = &x->record;
    char flags[NK_TCP_FLAGS_MAX];
    for (unsigned i = 0; i < s->sent_count; i++)
        nk_buf_printf(&x->scratch, "%s%s", i > 0 ? "; " : "",
                      nk_tcp_flags_format(s->sent[i].flags, flags));
    put_scratch(x, F_SENDS);
    for (unsigned i = 0; i < s->sent_count; i++) {
        nk_buf_add_text(&x->scratch, i > 0 ? "; " : "");
        nk_tcp_segment_format(&s->sent[i], &x->scratch);
    }
    put_scratch(x, F_SENT);
    nk_record_int(r, F_SEQ, s->sent[0].seq);
    if ((s->sent[0].flags & NK_TCP_ACK) != 0)
        nk_record_int(r, F_ACK, s->sent[0].ack);
    nk_record_int(r, F_LENGTH, s->sent[0].len);
    nk_record_int(r, F_WINDOW, s->sent[0].window);
}

static void put_actions(struct nk_record *r, const struct nk_tcp_step *s)
{
    nk_record_list_empty(r, F_ACTIONS);
    for (unsigned n = 0; n < s->outcome.count; n++) {
        const uint8_t *action = s->outcome.rows[n]->actions;
        for (unsigned i = 0; i < NK_TCP_ROW_ACTIONS && action[i] != NK_TCP_DO_NOTHING; i++) {
            const char *name = nk_tcp_action_term(action[i])->name;
            nk_record_list_add(r, F_ACTIONS, name, strlen(name));
        }
    }
}

static void put_record(struct run *x, const struct nk_tcp_step *s)
{
    struct nk_record *r = &x->record;
    const char *name;
    nk_record_text(r, F_INPUT, s->input);
    nk_record_text(r, F_STATE, nk_tcp_state_name(s->outcome.before));
    nk_tcp_step_add_event(&x->scratch, s);
    put_scratch(x, F_EVENT);
    nk_record_text(r, F_NEXT, nk_tcp_state_name(s->outcome.after));
    if (s->sent_count > 0)
        put_sent(x, s);
    nk_record_flag(r, F_LEGAL, nk_tcp_step_is_legal(s));
    nk_tcp_step_add_why(&x->scratch, s);
    put_scratch(x, F_WHY);
    nk_record_text(r, F_SECTION, nk_tcp_step_row(s)->section);
    if (s->said.kind == NK_TCP_SAID_SEGMENT) {
        nk_tcp_segment_format(&s->arrived, &x->scratch);
        put_scratch(x, F_ARRIVED);
    }
    nk_record_text(r, F_SAYS, s->outcome.says);
    nk_record_text(r, F_VERDICT, nk_tcp_verdict_term(nk_tcp_step_row(s)->verdict)->name);
    put_actions(r, s);
    nk_record_list_empty(r, F_TAKES);
    for (size_t i = 0; (name = nk_tcp_step_takes(s->machine, s->outcome.before, i)) != NULL; i++)
        nk_record_list_add(r, F_TAKES, name, strlen(name));
    nk_record_end(r);
}

/* ---- events -------------------------------------------------------------- */

static void fail(struct run *x, const struct nk_err *err)
{
    nk_cli_fail(x->ctx, err);
    x->sound = false;
}

/* What is text goes out step by step. */
static void tell(struct run *x)
{
    struct nk_err err = {0};
    if (!x->text.failed && x->text.len > 0)
        nk_cli_print(x->ctx, x->text.data, x->text.len);
    else if (x->text.failed && !nk_err_memory(&err))
        fail(x, &err);
    nk_buf_clear(&x->text);
}

/* A retransmission of data needs data. */
static bool prepare(struct run *x, const struct nk_tcp_said *said, struct nk_err *err)
{
    struct nk_tcp_endpoint *e = &x->end;
    bool waits = said->kind == NK_TCP_SAID_TIMEOUT &&
                 (said->event == NK_TCP_ON_RETRANSMISSION || said->event == NK_TCP_EVENTS);
    bool open = e->state == NK_TCP_ESTABLISHED || e->state == NK_TCP_CLOSE_WAIT;
    if (!waits || !open || e->tcb.snd_una != e->tcb.snd_nxt || e->out.len > 0)
        return true;
    for (size_t i = 0; nk_tcp_given_at(i) != NULL; i++)
        if (strcmp(nk_tcp_given_at(i)->name, "queued") == 0)
            return nk_tcp_given_apply(e, i, err);
    return true;
}

static void step(struct run *x, const char *word, const struct nk_tcp_said *said)
{
    struct nk_err err = {0};
    struct nk_tcp_step s = {.input = word, .said = *said, .machine = &x->machine, .after = &x->end};
    struct nk_tcp_segment segment;
    if (!prepare(x, said, &err)) {
        fail(x, &err);
        return;
    }
    s.before = x->end.tcb;
    s.window_before = nk_tcp_endpoint_window(&x->end);
    if (!nk_tcp_said_apply(said, &x->end, x->irs, x->data, 0, &s.arrived, &s.outcome, &err)) {
        fail(x, &err);
        return;
    }
    while (nk_tcp_endpoint_output(&x->end, 0, &segment))
        if (s.sent_count < NK_TCP_STEP_SENT_MAX)
            s.sent[s.sent_count++] = segment;
    if (!nk_tcp_step_is_legal(&s) && !x->args->exit_zero)
        nk_cli_status(x->ctx, NK_NO);
    if (nk_cli_explains(x->ctx))
        nk_tcp_step_add_explanation(&x->text, &s);
    else if (x->is_text)
        nk_tcp_step_add_text(&x->text, &s);
    else
        put_record(x, &s);
    tell(x);
}

/* ---- the endpoint --------------------------------------------------------- */

static const char *given_names(const void *of, size_t at)
{
    (void)of;
    const struct nk_tcp_term *term = nk_tcp_given_at(at);
    return term == NULL ? NULL : term->name;
}

static bool apply_given(struct run *x, const struct nk_given *given)
{
    struct nk_err err = {0};
    const char *near = nk_cli_nearest(given->text, given_names, NULL);
    for (size_t i = 0; nk_tcp_given_at(i) != NULL; i++) {
        if (strcasecmp(nk_tcp_given_at(i)->name, given->text) != 0)
            continue;
        return nk_tcp_given_apply(&x->end, i, &err) ||
               (nk_cli_bad_argument(x->ctx, given, &err), false);
    }
    nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text), "'%.60s' is nothing to be given%s%s%s",
               given->text,
               near == NULL ? ": expected passive, active, queued, unread and so on"
                            : ": did you mean '",
               near == NULL ? "" : near, near == NULL ? "" : "'?");
    nk_cli_bad_argument(x->ctx, given, &err);
    return false;
}

/* The endpoint in the state, with what --isn and --given say. */
static bool place(struct run *x)
{
    struct nk_err err = {0};
    const struct nk_given *given, *isn = nk_args_find(x->args, "isn");
    enum nk_tcp_state state;
    x->iss = ISS;
    x->irs = IRS;
    if (!nk_tcp_state_word(x->ctx, x->args->operands[0], &state))
        return false;
    if (isn != NULL && !nk_tcp_isns_read(isn->text, &x->iss, &x->irs, &err)) {
        nk_cli_bad_argument(x->ctx, isn, &err);
        return false;
    }
    if (!nk_tcp_endpoint_init(&x->end, &x->machine, x->iss, &err)) {
        nk_cli_fail(x->ctx, &err);
        return false;
    }
    nk_tcp_endpoint_place(&x->end, state, x->irs);
    for (size_t at = 0; (given = nk_args_next(x->args, "given", &at)) != NULL;)
        if (!apply_given(x, given))
            return false;
    return true;
}

static enum nk_status run_step(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_tcp_profile *profile = nk_tcp_profile_option(ctx, args);
    struct nk_err err = {0};
    struct run *x = profile == NULL ? NULL : calloc(1, sizeof *x);
    if (x == NULL) {
        if (profile != NULL && !nk_err_memory(&err))
            nk_cli_fail(ctx, &err);
        return ctx->worst;
    }
    x->ctx = ctx;
    x->args = args;
    x->is_text = args->format == NK_FORMAT_TEXT && args->fields == NULL;
    x->sound = nk_cli_records(ctx, &x->record);
    if (x->sound) {
        nk_tcp_machine_init(&x->machine, profile);
        x->sound = nk_cli_stdin_once(ctx, args, false) && place(x) &&
                   nk_step_events_read(&x->events, ctx, args, &x->record);
        for (size_t i = 0; i < x->events.count && x->sound; i++)
            step(x, x->events.texts.data + x->events.events[i].text, &x->events.events[i].said);
        nk_tcp_endpoint_release(&x->end);
        nk_cli_records_done(ctx, &x->record);
    }
    nk_buf_release(&x->text);
    nk_buf_release(&x->scratch);
    nk_step_events_release(&x->events);
    free(x);
    return ctx->worst;
}

bool nk_tcp_fact_offers(size_t at, struct nk_offer *offer)
{
    const struct nk_tcp_term *term = nk_tcp_given_at(at);
    if (term == NULL)
        return false;
    *offer = (struct nk_offer){.word = term->name, .help = term->help};
    return true;
}

/* States, then events. */
static bool word_offers(size_t at, struct nk_offer *offer)
{
    if (nk_tcp_state_offers(at, offer))
        return true;
    const struct nk_tcp_term *term = nk_tcp_said_at(at - NK_TCP_STATES);
    if (term == NULL)
        return false;
    *offer = (struct nk_offer){.word = term->name, .help = term->help};
    return true;
}

static const struct nk_option step_options[] = {
    NK_TCP_PROFILE_OPTION,
    {.name = "isn",
     .arg = NK_ARG_WORD,
     .metavar = "ISS,IRS",
     .help = "the first sequence numbers sent and received (100,300)"},
    {.name = "given",
     .arg = NK_ARG_WORD,
     .metavar = "FACT",
     .offers = NK_OFFER_TCP_FACTS,
     .repeats = true,
     .help = "what else is so: passive, active, queued, unread, no-window, orphan or tried; may be "
             "given "
             "several times"},
    {.name = ""},
};

static const struct nk_example step_examples[] = {
    {"tcp-state step SYN-SENT syn-ack", "the answer to a SYN"},
    {"tcp-state step CLOSED active-open syn-ack close ack fin 2msl",
     "a whole life, from one state to the next"},
    {"tcp-state step ESTABLISHED 'RST seq=305' --explain", "why a reset is not believed"},
    {"", ""},
};

const struct nk_verb nk_tcp_step_verb = {
    .name = "step",
    .operands = "STATE EVENT...",
    .summary = "what an event does in a state, and why",
    .about =
        "Takes an endpoint that is in a STATE through one EVENT after another and tells the "
        "next state, what is sent, and why. An EVENT is a call of the user (active-open, "
        "close), a segment by its flags (syn-ack, rst-outside, 'ACK seq=301 ack=101') or a "
        "timeout (rto, 2msl); a list of them has one a line. Status 1 if a state does not take "
        "an event.",
    .options = step_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN,
    .min_operands = 2,
    .operands_are_items = true,
    .offers = word_offers,
    .schema = &step_schema,
    .examples = step_examples,
    .run = run_step,
};
