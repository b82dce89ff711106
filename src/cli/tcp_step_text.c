/* What a step did, in words. */
#include <string.h>

#include "cli/explain.h"
#include "cli/tcp_step.h"

bool nk_tcp_step_is_legal(const struct nk_tcp_step *s)
{
    return !s->outcome.refused &&
           (s->said.kind != NK_TCP_SAID_TIMEOUT || s->outcome.rows[0]->verdict != NK_TCP_IGNORED);
}

static bool leads(const struct nk_tcp_row *row)
{
    return row->next != NK_TCP_SAME || row->put != NK_TCP_PUT_NOTHING;
}

const struct nk_tcp_row *nk_tcp_step_row(const struct nk_tcp_step *s)
{
    const struct nk_tcp_row *found = s->outcome.rows[0]; /* every event has at least one */
    for (unsigned i = 1; i < s->outcome.count; i++) {
        const struct nk_tcp_row *row = s->outcome.rows[i];
        if (row->next != NK_TCP_SAME ||
            (found->next == NK_TCP_SAME && (leads(row) || !leads(found))))
            found = row;
    }
    return found;
}

/* As the words of events have them, so that it can be said again. */
static void add_segment_name(struct nk_buf *b, const struct nk_tcp_segment *s)
{
    static const struct {
        uint8_t flag;
        char name[6];
    } names[] = {{NK_TCP_SYN, "-syn"},
                 {NK_TCP_FIN, "-fin"},
                 {NK_TCP_RST, "-rst"},
                 {NK_TCP_ACK, "-ack"},
                 {NK_TCP_URG, "-urg"}};
    size_t before = b->len;
    nk_buf_add_text(b, "rcv");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((s->flags & names[i].flag) != 0)
            nk_buf_add_text(b, names[i].name);
    if (s->len > 0)
        nk_buf_add_text(b, "-data");
    if (!b->failed && b->len == before + strlen("rcv"))
        nk_buf_add_text(b, "-none");
}

void nk_tcp_step_add_event(struct nk_buf *b, const struct nk_tcp_step *s)
{
    if (s->said.kind == NK_TCP_SAID_SEGMENT)
        add_segment_name(b, &s->arrived);
    else
        nk_buf_add_text(b, nk_tcp_event_term(s->outcome.rows[0]->event)->name);
}

void nk_tcp_step_add_why(struct nk_buf *b, const struct nk_tcp_step *s)
{
    const struct nk_tcp_row *most = nk_tcp_step_row(s);
    const char *before = "";
    for (unsigned i = 0; i < s->outcome.count; i++) {
        const struct nk_tcp_row *row = s->outcome.rows[i];
        if (row != most && row->next == NK_TCP_SAME)
            continue;
        nk_buf_printf(b, "%s%s", before, row->reason);
        before = "; then ";
    }
}

static bool is_checked(enum nk_tcp_state state, enum nk_tcp_event event)
{
    for (const uint8_t *check = nk_tcp_checks(state); *check != NK_TCP_EVENTS; check++)
        if (*check == event)
            return true;
    return false;
}

static bool is_taken(const struct nk_tcp_machine *m, enum nk_tcp_state state,
                     enum nk_tcp_event event)
{
    size_t count;
    const struct nk_tcp_row *const *rows = nk_tcp_machine_rows(m, state, event, &count);
    if (!nk_tcp_event_is_call(event) && !nk_tcp_event_is_timeout(event) &&
        !is_checked(state, event))
        return false;
    for (size_t i = 0; i < count; i++)
        if (rows[i]->verdict == NK_TCP_TAKEN)
            return true;
    return false;
}

const char *nk_tcp_step_takes(const struct nk_tcp_machine *m, enum nk_tcp_state state, size_t i)
{
    for (unsigned e = 0; e < NK_TCP_EVENTS; e++)
        if (is_taken(m, state, (enum nk_tcp_event)e) && i-- == 0)
            return nk_tcp_event_term(e)->name;
    return NULL;
}

/* ---- the lines ------------------------------------------------------------ */

static void say(struct nk_buf *b, unsigned indent, struct nk_buf *line)
{
    if (!line->failed)
        nk_explain_say(b, indent, "%.*s", (int)line->len, line->len == 0 ? "" : line->data);
    b->failed = b->failed || line->failed;
    nk_buf_clear(line);
}

static void say_sent(struct nk_buf *b, const struct nk_tcp_step *s, struct nk_buf *line)
{
    for (unsigned i = 0; i < s->sent_count; i++) {
        nk_buf_add_text(line, "sends ");
        nk_tcp_segment_format(&s->sent[i], line);
        say(b, 2, line);
    }
}

static void say_takes(struct nk_buf *b, const struct nk_tcp_step *s, struct nk_buf *line)
{
    const char *name;
    nk_buf_printf(line, "%s takes", nk_tcp_state_name(s->outcome.before));
    for (size_t i = 0; (name = nk_tcp_step_takes(s->machine, s->outcome.before, i)) != NULL; i++)
        nk_buf_printf(line, "%s%s", i > 0 ? ", " : " ", name);
    say(b, 2, line);
}

static void say_heading(struct nk_buf *b, const struct nk_tcp_step *s, struct nk_buf *line)
{
    nk_buf_printf(line, "%s, ", nk_tcp_state_name(s->outcome.before));
    nk_tcp_step_add_event(line, s);
    if (s->said.kind == NK_TCP_SAID_SEGMENT) {
        nk_buf_add_text(line, " ");
        nk_tcp_segment_format(&s->arrived, line);
    }
    say(b, 0, line);
}

static void say_result(struct nk_buf *b, const struct nk_tcp_step *s, struct nk_buf *line)
{
    const struct nk_tcp_row *row = nk_tcp_step_row(s);
    bool same = s->outcome.before == s->outcome.after;
    if (!nk_tcp_step_is_legal(s))
        nk_buf_add_text(line, "is not legal here");
    else
        nk_buf_printf(line, same ? "stays in %s" : "-> %s", nk_tcp_state_name(s->outcome.after));
    if (row->verdict == NK_TCP_DROPPED)
        nk_buf_add_text(line, "; the segment is dropped");
    say(b, 2, line);
    say_sent(b, s, line);
    if (s->outcome.says != NULL)
        nk_explain_say(b, 2, "the user hears \"%s\"", s->outcome.says);
}

void nk_tcp_step_add_text(struct nk_buf *b, const struct nk_tcp_step *s)
{
    struct nk_buf line = {0};
    say_heading(b, s, &line);
    say_result(b, s, &line);
    nk_tcp_step_add_why(&line, s);
    nk_buf_printf(&line, " (%s)", nk_tcp_step_row(s)->section);
    say(b, 2, &line);
    if (!nk_tcp_step_is_legal(s))
        say_takes(b, s, &line);
    nk_buf_release(&line);
}

/* ---- for a student ---------------------------------------------------------- */

static void say_tcb(struct nk_buf *b, const struct nk_tcb *t, uint32_t window,
                    enum nk_tcp_state state)
{
    if (state == NK_TCP_CLOSED || state == NK_TCP_LISTEN)
        return;
    nk_explain_say(b, 2, "ISS=%u SND.UNA=%u SND.NXT=%u SND.WND=%u", t->iss, t->snd_una, t->snd_nxt,
                   t->snd_wnd);
    if (state != NK_TCP_SYN_SENT)
        nk_explain_say(b, 2, "IRS=%u RCV.NXT=%u RCV.WND=%u", t->irs, t->rcv_nxt, window);
}

/* The numbers that a check compares. */
static void say_numbers(struct nk_buf *b, const struct nk_tcp_step *s, unsigned event)
{
    const struct nk_tcb *t = &s->before;
    uint32_t next = t->rcv_nxt, window = s->window_before;
    if (event == NK_TCP_ON_OUTSIDE && window == 0)
        nk_explain_say(b, 4, "SEG.SEQ=%u SEG.LEN=%u; the window at %u is shut", s->arrived.seq,
                       nk_tcp_segment_len(&s->arrived), next);
    else if (event == NK_TCP_ON_OUTSIDE)
        nk_explain_say(b, 4, "SEG.SEQ=%u SEG.LEN=%u; the window is %u to %u", s->arrived.seq,
                       nk_tcp_segment_len(&s->arrived), next, next + window - 1);
    else if (event == NK_TCP_ON_ACK && (s->arrived.flags & NK_TCP_ACK) != 0 &&
             s->outcome.before >= NK_TCP_SYN_SENT)
        nk_explain_say(b, 4, "SEG.ACK=%u; SND.UNA=%u, SND.NXT=%u", s->arrived.ack, t->snd_una,
                       t->snd_nxt);
}

static void say_row(struct nk_buf *b, const struct nk_tcp_step *s, const struct nk_tcp_row *row,
                    struct nk_buf *line)
{
    const struct nk_tcp_term *term;
    const char *before = " because ";
    nk_buf_printf(line, "%s: %s", nk_tcp_event_term(row->event)->name,
                  nk_tcp_verdict_term(row->verdict)->name);
    for (unsigned bit = 0; (term = nk_tcp_fact_term(bit)) != NULL; bit++) {
        if ((row->when >> bit & 1) == 0)
            continue;
        nk_buf_printf(line, "%s%s", before, term->help);
        before = " and ";
    }
    say(b, 2, line);
    say_numbers(b, s, row->event);
    nk_buf_printf(line, "%s (%s)", row->reason, row->section);
    say(b, 4, line);
    for (unsigned i = 0; i < NK_TCP_ROW_ACTIONS && row->actions[i] != NK_TCP_DO_NOTHING; i++) {
        term = nk_tcp_action_term(row->actions[i]);
        nk_explain_say(b, 4, "%s: %s", term->name, term->help);
    }
    if (row->next != NK_TCP_SAME)
        nk_explain_say(b, 4, "-> %s", nk_tcp_state_name((enum nk_tcp_state)row->next));
}

static void say_passed(struct nk_buf *b, const struct nk_tcp_step *s, unsigned event)
{
    static const char *const passed[NK_TCP_EVENTS] = {
        [NK_TCP_ON_OUTSIDE] = "no: a part of it is in the window",
        [NK_TCP_ON_RST] = "no: the bit is not set",
        [NK_TCP_ON_SYN] = "no: the bit is not set",
        [NK_TCP_ON_ACK] = "no: the bit is not set",
        [NK_TCP_ON_OTHER] = "no: the bit that the state needs is set",
        [NK_TCP_ON_URG] = "no: the bit is not set",
        [NK_TCP_ON_TEXT] = "no: there is no data",
        [NK_TCP_ON_FIN] = "no: the bit is not set",
    };
    nk_explain_say(b, 2, "%s: %s", nk_tcp_event_term(event)->name, passed[event]);
    say_numbers(b, s, event);
}

/* The checks in their order, with what each finds, up to the one that ends them. */
static void say_checks(struct nk_buf *b, const struct nk_tcp_step *s, struct nk_buf *line)
{
    unsigned row = 0;
    for (const uint8_t *check = nk_tcp_checks(s->outcome.before);
         *check != NK_TCP_EVENTS && row < s->outcome.count; check++) {
        if (s->outcome.rows[row]->event == *check || (s->outcome.rows[row]->event == NK_TCP_EVERY))
            say_row(b, s, s->outcome.rows[row++], line);
        else
            say_passed(b, s, *check);
    }
    for (; row < s->outcome.count; row++) /* a CLOSE that had waited */
        say_row(b, s, s->outcome.rows[row], line);
}

void nk_tcp_step_add_explanation(struct nk_buf *b, const struct nk_tcp_step *s)
{
    struct nk_buf line = {0};
    say_heading(b, s, &line);
    say_tcb(b, &s->before, s->window_before, s->outcome.before);
    if (s->said.kind == NK_TCP_SAID_SEGMENT)
        say_checks(b, s, &line);
    else
        say_row(b, s, s->outcome.rows[0], &line);
    say_result(b, s, &line);
    say_tcb(b, &s->after->tcb, nk_tcp_endpoint_window(s->after), s->outcome.after);
    if (!nk_tcp_step_is_legal(s))
        say_takes(b, s, &line);
    nk_buf_release(&line);
}
