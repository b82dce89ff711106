/* Which rows of the machine make a transition. */
#include <string.h>

#include "cli/explain.h"
#include "cli/tcp_watch.h"
#include "tcp/diagram.h"

enum { ROWS = 8 };

/* ---- rows ------------------------------------------------------------------------- */

static void say_row(struct nk_buf *b, unsigned indent, const char *before, enum nk_tcp_state state,
                    const struct nk_tcp_row *row)
{
    char label[NK_TCP_LABEL_MAX];
    nk_explain_say(b, indent, "%s%s: %s (%s)", before, nk_tcp_row_label(state, row, label),
                   row->reason, row->section);
}

/* ---- ways -------------------------------------------------------------------------- */

/* A step of a usual way: a line of the diagram, and no connection is closed before it is open. */
static bool is_step(const struct nk_tcp_machine *m, enum nk_tcp_state from, enum nk_tcp_state to)
{
    const struct nk_tcp_row *rows[ROWS];
    return (from != NK_TCP_SYN_RECEIVED || to == NK_TCP_ESTABLISHED) &&
           nk_socket_rows(rows, ROWS, m, from, to, true) > 0;
}

/* The shortest way of such steps that keeps out of a set of states: the states behind `from` into
 * `way`, which has room for all. Returns how many, 0 where no way leads there. */
static size_t find_way(enum nk_tcp_state *way, const struct nk_tcp_machine *m,
                       enum nk_tcp_state from, enum nk_tcp_state to, unsigned avoid)
{
    uint8_t before[NK_TCP_STATES], queue[NK_TCP_STATES];
    size_t head = 0, tail = 0, n = 0;
    memset(before, NK_TCP_STATES, sizeof before);
    queue[tail++] = (uint8_t)from;
    while (head < tail && before[to] == NK_TCP_STATES) {
        enum nk_tcp_state at = (enum nk_tcp_state)queue[head++];
        for (unsigned s = 0; s < NK_TCP_STATES; s++)
            if (s != from && before[s] == NK_TCP_STATES && (avoid >> s & 1) == 0 &&
                is_step(m, at, (enum nk_tcp_state)s)) {
                before[s] = (uint8_t)at;
                queue[tail++] = (uint8_t)s;
            }
    }
    if (before[to] == NK_TCP_STATES)
        return 0;
    for (enum nk_tcp_state s = to; s != from; s = (enum nk_tcp_state)before[s])
        n++;
    size_t at = n;
    for (enum nk_tcp_state s = to; s != from; s = (enum nk_tcp_state)before[s])
        way[--at] = s;
    return n;
}

static bool say_way(struct nk_buf *b, const struct nk_tcp_machine *m, enum nk_tcp_state from,
                    enum nk_tcp_state to, unsigned avoid, const char *what)
{
    const struct nk_tcp_row *rows[ROWS];
    enum nk_tcp_state way[NK_TCP_STATES] = {NK_TCP_CLOSED};
    struct nk_buf line = {0};
    size_t n = find_way(way, m, from, to, avoid);
    nk_buf_add_text(&line, nk_tcp_state_name(from));
    for (size_t i = 0; i < n; i++)
        nk_buf_printf(&line, " -> %s", nk_tcp_state_name(way[i]));
    if (n > 0)
        nk_explain_say(b, 2, "%s: %.*s", what, (int)line.len, line.data == NULL ? "" : line.data);
    for (size_t i = 0; i < n; i++) {
        enum nk_tcp_state at = i == 0 ? from : way[i - 1];
        if (nk_socket_rows(rows, ROWS, m, at, way[i], true) > 0)
            say_row(b, 4, "", at, rows[0]);
    }
    b->failed = b->failed || line.failed;
    nk_buf_release(&line);
    return n > 0;
}

void nk_tcp_watch_explain(struct nk_buf *b, const struct nk_tcp_machine *m, enum nk_tcp_state old,
                          enum nk_tcp_state new)
{
    const struct nk_tcp_row *rows[ROWS];
    size_t n = nk_socket_rows(rows, ROWS, m, old, new, false);
    bool way = false, drawn = false;
    for (size_t i = 0; i < n; i++) {
        say_row(b, 2, i == 0 ? "" : "or ", old, rows[i]);
        drawn = drawn || nk_tcp_row_is_drawn(old, rows[i]);
    }
    if (n > 0) {
        if (!drawn) /* the usual way may have been too quick to be seen */
            say_way(b, m, old, new, 0, "or unseen in between");
        return;
    }
    if (old == NK_TCP_CLOSED) { /* a listener stays, and its call is a socket of its own */
        way = say_way(b, m, old, new, NK_TCP_BIT(NK_TCP_LISTEN), "if it calls");
        way = say_way(b, m, NK_TCP_LISTEN, new,
                      NK_TCP_BIT(NK_TCP_CLOSED) | NK_TCP_BIT(NK_TCP_SYN_SENT),
                      "if a listener is called") ||
              way;
    } else {
        way = say_way(b, m, old, new, 0, "unseen in between");
    }
    if (!way)
        nk_explain_say(b, 2, "no row of the machine leads there: the socket is another one");
}
