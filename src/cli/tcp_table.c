#include <string.h>

#include "cli/explain.h"
#include "cli/frame.h"
#include "cli/tcp_state.h"

enum {
    F_STATE,
    F_EVENT,
    F_WHEN,
    F_NEXT,
    F_SENDS,
    F_SEGMENT,
    F_ACTIONS,
    F_VERDICT,
    F_SAYS,
    F_SECTION,
    F_WHY
};

static const struct nk_field table_fields[] = {
    {"state", "state", "the state that the event finds", NK_TEXT, NK_FIELD_BRIEF, 12},
    {"event", "event", "the event", NK_TEXT, NK_FIELD_BRIEF, 22},
    {"when", "when", "what has to be so for the row to apply; none: always", NK_LIST,
     NK_FIELD_BRIEF, 16},
    {"next", "next", "the state that follows, which may be the same", NK_TEXT, NK_FIELD_BRIEF, 12},
    {"sends", "sends", "the segment that is sent: its flags, data, or again", NK_TEXT,
     NK_FIELD_BRIEF, 7},
    {"segment", "segment", "the same with its sequence numbers, as the RFC writes it", NK_TEXT, 0,
     40},
    {"actions", "actions", "what else is done, in order", NK_LIST, 0, 24},
    {"verdict", "verdict", "taken, ignored, dropped (the segment) or refused (the call)", NK_TEXT,
     0, 8},
    {"says", "says", "what the user is told", NK_TEXT, 0, 24},
    {"section", "section", "of RFC 9293, where no other document is named", NK_TEXT, NK_FIELD_BRIEF,
     0},
    {"why", "why", "the reason, in a sentence", NK_TEXT, 0, 0},
};

static const struct nk_schema table_schema = {
    .fields = table_fields,
    .count = sizeof table_fields / sizeof *table_fields,
    .operand = F_STATE,
};

/* Which rows are shown. */
struct choice {
    uint32_t states, events; /* sets; 0: all */
    bool changes;
};

/* ---- records ------------------------------------------------------------- */

static void put_facts(struct nk_record *r, uint32_t when)
{
    const struct nk_tcp_term *term;
    nk_record_list_empty(r, F_WHEN);
    for (unsigned bit = 0; (term = nk_tcp_fact_term(bit)) != NULL; bit++)
        if (when >> bit & 1)
            nk_record_list_add(r, F_WHEN, term->name, strlen(term->name));
}

static void put_actions(struct nk_record *r, const struct nk_tcp_row *row)
{
    nk_record_list_empty(r, F_ACTIONS);
    for (unsigned i = 0; i < NK_TCP_ROW_ACTIONS && row->actions[i] != NK_TCP_DO_NOTHING; i++) {
        const char *name = nk_tcp_action_term(row->actions[i])->name;
        nk_record_list_add(r, F_ACTIONS, name, strlen(name));
    }
}

static unsigned next_of(unsigned state, const struct nk_tcp_row *row)
{
    return row->next == NK_TCP_SAME ? state : row->next;
}

static bool put_row(struct nk_record *r, unsigned state, unsigned event,
                    const struct nk_tcp_row *row)
{
    const struct nk_tcp_term *put = nk_tcp_put_term(row->put);
    nk_record_text(r, F_STATE, nk_tcp_state_term(state)->name);
    nk_record_text(r, F_EVENT, nk_tcp_event_term(event)->name);
    put_facts(r, row->when);
    nk_record_text(r, F_NEXT, nk_tcp_state_term(next_of(state, row))->name);
    if (row->put != NK_TCP_PUT_NOTHING) {
        nk_record_text(r, F_SENDS, put->name);
        nk_record_text(r, F_SEGMENT, put->help);
    }
    put_actions(r, row);
    nk_record_text(r, F_VERDICT, nk_tcp_verdict_term(row->verdict)->name);
    nk_record_text(r, F_SAYS, row->says[0] == '\0' ? NULL : row->says);
    nk_record_text(r, F_SECTION, row->section);
    nk_record_text(r, F_WHY, row->reason);
    return nk_record_end(r);
}

/* ---- words --------------------------------------------------------------- */

static void add_facts(struct nk_buf *b, uint32_t when)
{
    const struct nk_tcp_term *term;
    const char *before = ", if ";
    for (unsigned bit = 0; (term = nk_tcp_fact_term(bit)) != NULL; bit++) {
        if ((when >> bit & 1) == 0)
            continue;
        nk_buf_add_text(b, before);
        nk_buf_add_text(b, term->help);
        before = " and ";
    }
}

static void add_line(struct nk_buf *b, unsigned indent, struct nk_buf *line)
{
    nk_explain_say(b, indent, "%.*s", (int)line->len, line->len == 0 ? "" : line->data);
    b->failed = b->failed || line->failed;
    nk_buf_clear(line);
}

static void explain_row(struct nk_buf *b, unsigned state, unsigned event,
                        const struct nk_tcp_row *row)
{
    struct nk_buf line = {0};
    nk_buf_add_text(&line, nk_tcp_event_term(event)->name);
    add_facts(&line, row->when);
    add_line(b, 2, &line);
    nk_buf_printf(&line, "-> %s", nk_tcp_state_term(next_of(state, row))->name);
    if (row->put != NK_TCP_PUT_NOTHING)
        nk_buf_printf(&line, ", sends %s", nk_tcp_put_term(row->put)->help);
    if (row->verdict != NK_TCP_TAKEN)
        nk_buf_printf(&line, ", %s", nk_tcp_verdict_term(row->verdict)->name);
    if (row->says[0] != '\0')
        nk_buf_printf(&line, ", the user hears \"%s\"", row->says);
    add_line(b, 4, &line);
    for (unsigned i = 0; i < NK_TCP_ROW_ACTIONS && row->actions[i] != NK_TCP_DO_NOTHING; i++) {
        const struct nk_tcp_term *action = nk_tcp_action_term(row->actions[i]);
        nk_buf_printf(&line, "%s: %s", action->name, action->help);
        add_line(b, 4, &line);
    }
    nk_buf_printf(&line, "%s (%s)", row->reason, row->section);
    add_line(b, 4, &line);
    nk_buf_release(&line);
}

/* ---- the verb ------------------------------------------------------------ */

/* One run: records, or text in `b`. */
struct run {
    struct nk_record record;
    struct nk_buf text;
    bool explains;
};

static void show_pair(struct run *x, const struct nk_tcp_machine *m, const struct choice *c,
                      unsigned state, unsigned event)
{
    size_t count;
    const struct nk_tcp_row *const *rows =
        nk_tcp_machine_rows(m, (enum nk_tcp_state)state, (enum nk_tcp_event)event, &count);
    for (size_t i = 0; i < count; i++) {
        if (c->changes && next_of(state, rows[i]) == state)
            continue;
        if (x->explains)
            explain_row(&x->text, state, event, rows[i]);
        if (!x->explains || nk_cli_keeps(&x->record))
            put_row(&x->record, state, event, rows[i]);
    }
}

static void show(struct run *x, const struct nk_tcp_machine *m, const struct choice *c)
{
    for (unsigned state = 0; state < NK_TCP_STATES; state++) {
        if (c->states != 0 && (c->states >> state & 1) == 0)
            continue;
        const struct nk_tcp_term *term = nk_tcp_state_term(state);
        if (x->explains)
            nk_explain_say(&x->text, 0, "%s: %s", term->name, term->help);
        for (unsigned event = 0; event < NK_TCP_EVENTS; event++)
            if (c->events == 0 || (c->events >> event & 1) != 0)
                show_pair(x, m, c, state, event);
    }
}

static bool read_choice(struct nk_ctx *ctx, const struct nk_args *args, struct choice *c)
{
    const struct nk_given *given;
    enum nk_tcp_state state;
    *c = (struct choice){.changes = nk_args_has(args, "changes")};
    for (size_t at = 0; (given = nk_args_next(args, "state", &at)) != NULL;) {
        if (!nk_tcp_state_word(ctx, given->text, &state))
            return false;
        c->states |= UINT32_C(1) << state;
    }
    for (size_t at = 0; (given = nk_args_next(args, "event", &at)) != NULL;)
        if (!nk_tcp_events_word(ctx, given->text, &c->events))
            return false;
    return true;
}

static enum nk_status run_table(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct run x = {.explains = nk_cli_explains(ctx)};
    struct choice c;
    struct nk_tcp_machine machine;
    const struct nk_tcp_profile *profile = nk_tcp_profile_option(ctx, args);
    if (profile == NULL || !read_choice(ctx, args, &c) || !nk_cli_records(ctx, &x.record))
        return ctx->worst;
    nk_tcp_machine_init(&machine, profile);
    show(&x, &machine, &c);
    nk_cli_print_made(ctx, &x.text);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option table_options[] = {
    NK_TCP_PROFILE_OPTION,
    {.name = "state",
     .arg = NK_ARG_WORD,
     .metavar = "STATE",
     .offers = NK_OFFER_TCP_STATES,
     .repeats = true,
     .help = "only this state; may be given several times"},
    {.name = "event",
     .arg = NK_ARG_WORD,
     .metavar = "EVENT",
     .offers = NK_OFFER_TCP_EVENTS,
     .repeats = true,
     .help = "only this event, or calls, segments, timeouts; may be given several times"},
    {.name = "changes", .help = "only what leads to another state"},
    {.name = ""},
};

static const struct nk_example table_examples[] = {
    {"tcp-state table --changes", "every way from one state to another"},
    {"tcp-state table --state TIME-WAIT --profile linux --explain", "all that a state answers"},
    {"", ""},
};

const struct nk_verb nk_tcp_table_verb = {
    .name = "table",
    .operands = "",
    .summary = "the whole transition table",
    .about = "Lists what each state does at each event: a row for each set of conditions, in the "
             "order in which they are tried, the last one always applies. An arriving segment is "
             "several events, one for each check of RFC 9293 3.10.7 that finds something.",
    .options = table_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN,
    .max_operands = NK_NO_OPERANDS,
    .schema = &table_schema,
    .examples = table_examples,
    .run = run_table,
};
