#include "cli/tcp_diagram.h"

#include "tcp/diagram.h"

/* ---- the usual ways --------------------------------------------------------------- */

struct step {
    enum nk_tcp_event event;
    uint32_t facts;
};

/* From CLOSED to CLOSED: the events of an end that calls and closes first, and of the other. */
static const struct step ways[2][6] = {
    {{NK_TCP_ON_ACTIVE_OPEN, NK_TCP_IF_PEER},
     {NK_TCP_ON_SYN, NK_TCP_IF_ACK_NEW},
     {NK_TCP_ON_CLOSE, 0},
     {NK_TCP_ON_ACK, NK_TCP_IF_ACK_NEW | NK_TCP_IF_ACKS_FIN},
     {NK_TCP_ON_FIN, NK_TCP_IF_FIN_NEXT},
     {NK_TCP_ON_2MSL, 0}},
    {{NK_TCP_ON_PASSIVE_OPEN, 0},
     {NK_TCP_ON_SYN, 0},
     {NK_TCP_ON_ACK, NK_TCP_IF_ACK_NEW},
     {NK_TCP_ON_FIN, NK_TCP_IF_FIN_NEXT},
     {NK_TCP_ON_CLOSE, 0},
     {NK_TCP_ON_ACK, NK_TCP_IF_ACK_NEW | NK_TCP_IF_ACKS_FIN}},
};

static void say_way(struct nk_buf *b, const struct nk_tcp_machine *m, const struct step *steps)
{
    enum nk_tcp_state state = NK_TCP_CLOSED;
    char label[NK_TCP_LABEL_MAX];
    for (unsigned i = 0; i < 6; i++) {
        const struct nk_tcp_row *row =
            nk_tcp_machine_find(m, state, steps[i].event, steps[i].facts);
        if (row->next == NK_TCP_SAME)
            break;
        nk_buf_printf(b, "  %u. %-12s  %-31s -> %s\n", i + 1, nk_tcp_state_name(state),
                      nk_tcp_row_label(state, row, label),
                      nk_tcp_state_name((enum nk_tcp_state)row->next));
        state = (enum nk_tcp_state)row->next;
    }
}

/* ---- the edges ------------------------------------------------------------------------ */

static void say_edge(struct nk_buf *b, enum nk_tcp_state state, const struct nk_tcp_row *row)
{
    char label[NK_TCP_LABEL_MAX];
    const char *name = nk_tcp_state_name(state);
    nk_explain_say(b, 2, "%s: %s -> %s%s", name, nk_tcp_row_label(state, row, label),
                   nk_tcp_state_name((enum nk_tcp_state)row->next),
                   nk_tcp_row_is_drawn(state, row) ? "" : " (no line)");
    nk_explain_say(b, 4, "%s (%s)", row->reason, row->section);
}

static bool leads(enum nk_tcp_state state, const struct nk_tcp_row *row)
{
    return row->next != NK_TCP_SAME && row->next != state;
}

/* The edges from a state, or from all; to a state, or to any (NK_TCP_STATES). Returns how many rows
 * were left out since they have no line. */
static size_t say_edges(struct nk_buf *b, const struct nk_tcp_machine *m, enum nk_tcp_state from,
                        enum nk_tcp_state to, bool drawn_only)
{
    size_t left = 0, count;
    for (unsigned s = 0; s < NK_TCP_STATES; s++)
        for (unsigned e = 0; e < NK_TCP_EVENTS; e++) {
            enum nk_tcp_state state = (enum nk_tcp_state)s;
            const struct nk_tcp_row *const *rows =
                nk_tcp_machine_rows(m, state, (enum nk_tcp_event)e, &count);
            for (size_t i = 0; i < count; i++) {
                if (!leads(state, rows[i]) || (from != NK_TCP_STATES && from != state) ||
                    (to != NK_TCP_STATES && to != rows[i]->next))
                    continue;
                if (!drawn_only || nk_tcp_row_is_drawn(state, rows[i]))
                    say_edge(b, state, rows[i]);
                else
                    left++;
            }
        }
    return left;
}

static void explain_state(struct nk_buf *b, const struct nk_tcp_machine *m,
                          enum nk_tcp_state marked)
{
    const struct nk_tcp_term *term = nk_tcp_state_term(marked);
    nk_explain_say(b, 0, "%s, the box with the double frame: %s", term->name, term->help);
    nk_explain_say(b, 0, "What leads to it");
    say_edges(b, m, NK_TCP_STATES, marked, false);
    nk_explain_say(b, 0, "What leads away from it");
    say_edges(b, m, marked, NK_TCP_STATES, false);
}

void nk_tcp_diagram_explain(struct nk_buf *b, const struct nk_tcp_machine *m,
                            enum nk_tcp_state marked)
{
    nk_explain_say(b, 0,
                   "A box is a state of one end. A line leads to the next state: beside it "
                   "stands what makes it, a call (in capitals), a segment that comes (rcv) "
                   "or a timeout, and behind / snd the segment that is sent.");
    if (marked != NK_TCP_STATES) {
        explain_state(b, m, marked);
        return;
    }
    nk_explain_say(b, 0, "The end that calls and is the first to close");
    say_way(b, m, ways[0]);
    nk_explain_say(b, 0, "The end that is called and is the last to close");
    say_way(b, m, ways[1]);
    nk_explain_say(b, 0, "Each line, and why (sections of RFC 9293)");
    size_t left = say_edges(b, m, NK_TCP_STATES, NK_TCP_STATES, true);
    nk_explain_say(b, 0,
                   "%zu more rows lead to another state and have no line: 'tcp-state table "
                   "--changes --explain' tells them",
                   left);
}
