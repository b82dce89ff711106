#include "tcp/diagram.h"

#include <stdio.h>
#include <string.h>

#include "draw/path.h"

/* ---- labels ------------------------------------------------------------------- */

static const char *const heads[NK_TCP_EVENTS] = {
    [NK_TCP_ON_PASSIVE_OPEN] = "passive OPEN",
    [NK_TCP_ON_ACTIVE_OPEN] = "active OPEN",
    [NK_TCP_ON_SEND] = "SEND",
    [NK_TCP_ON_RECEIVE] = "RECEIVE",
    [NK_TCP_ON_CLOSE] = "CLOSE",
    [NK_TCP_ON_ABORT] = "ABORT",
    [NK_TCP_ON_STATUS] = "STATUS",
    [NK_TCP_ON_OUTSIDE] = "rcv new SYN",
    [NK_TCP_ON_RST] = "rcv RST",
    [NK_TCP_ON_SYN] = "rcv SYN",
    [NK_TCP_ON_ACK] = "rcv ACK",
    [NK_TCP_ON_OTHER] = "rcv other",
    [NK_TCP_ON_URG] = "rcv URG",
    [NK_TCP_ON_TEXT] = "rcv data",
    [NK_TCP_ON_FIN] = "rcv FIN",
    [NK_TCP_ON_RETRANSMISSION] = "retransmission timeout",
    [NK_TCP_ON_USER_TIMEOUT] = "user timeout",
    [NK_TCP_ON_2MSL] = "2MSL timeout",
};

/* What the event of a row is called where it leads to another state. */
static const char *head_of(enum nk_tcp_state state, const struct nk_tcp_row *row)
{
    if (row->event == NK_TCP_ON_SYN && (row->when & NK_TCP_IF_ACK_NEW) != 0 &&
        state == NK_TCP_SYN_SENT)
        return "rcv SYN,ACK";
    if ((row->when & NK_TCP_IF_SYN_NEW) != 0)
        return (row->when & NK_TCP_IF_HAS_FIN) != 0 ? "rcv new SYN,FIN" : "rcv new SYN";
    if (row->event == NK_TCP_ON_OUTSIDE && (row->when & NK_TCP_IF_HAS_RST) != 0)
        return "rcv RST";
    if (row->event == NK_TCP_ON_ACK && (row->when & NK_TCP_IF_ACKS_FIN) != 0)
        return "rcv ACK of FIN";
    if (row->event == NK_TCP_ON_ACK && state == NK_TCP_SYN_RECEIVED)
        return "rcv ACK of SYN";
    if (row->event == NK_TCP_ON_CLOSE && (row->when & NK_TCP_IF_UNREAD) != 0)
        return "CLOSE with data unread";
    if (row->event == NK_TCP_ON_TEXT && row->next == NK_TCP_CLOSED)
        return (row->when & NK_TCP_IF_ORPHAN) != 0 ? "rcv data after close()"
                                                   : "rcv data behind FIN";
    return heads[row->event];
}

char *nk_tcp_row_label(enum nk_tcp_state state, const struct nk_tcp_row *row, char *text)
{
    bool sends = row->put != NK_TCP_PUT_NOTHING;
    snprintf(text, NK_TCP_LABEL_MAX, "%s%s%s", head_of(state, row), sends ? " / snd " : "",
             sends ? nk_tcp_put_term(row->put)->name : "");
    return text;
}

/* ---- the picture ---------------------------------------------------------------- */

enum { BOX_WIDTH = 14, POINTS = 5, LEFT_SIDE = 4, MIDDLE = 33, RIGHT_SIDE = 62 };

/* Where states stand. CLOSED stands at the end once more. */
static const struct nk_point boxes[NK_TCP_STATES + 1] = {
    [NK_TCP_CLOSED] = {2, MIDDLE},           [NK_TCP_LISTEN] = {8, MIDDLE},
    [NK_TCP_SYN_RECEIVED] = {14, LEFT_SIDE}, [NK_TCP_SYN_SENT] = {14, RIGHT_SIDE},
    [NK_TCP_ESTABLISHED] = {20, MIDDLE},     [NK_TCP_FIN_WAIT_1] = {26, LEFT_SIDE},
    [NK_TCP_CLOSE_WAIT] = {26, RIGHT_SIDE},  [NK_TCP_FIN_WAIT_2] = {32, LEFT_SIDE},
    [NK_TCP_CLOSING] = {32, MIDDLE},         [NK_TCP_LAST_ACK] = {32, RIGHT_SIDE},
    [NK_TCP_TIME_WAIT] = {38, LEFT_SIDE},    [NK_TCP_STATES] = {38, RIGHT_SIDE},
};

/* An edge of the figure: where its line goes, and where its label stands. */
struct edge {
    uint8_t from, to;
    struct nk_point label;
    bool ends_there;   /* the label ends at that column, or else begins there */
    uint8_t sends_row; /* where what is sent stands; 0: behind the event */
    uint8_t count;
    struct nk_point points[POINTS];
};

static const struct edge edges[] = {
    {NK_TCP_CLOSED, NK_TCP_LISTEN, {6, 35}, true, 0, 2, {{4, 37}, {7, 37}}},
    {NK_TCP_LISTEN, NK_TCP_CLOSED, {6, 45}, false, 0, 2, {{8, 43}, {5, 43}}},
    {NK_TCP_CLOSED, NK_TCP_SYN_SENT, {2, 49}, false, 0, 3, {{3, 46}, {3, 67}, {13, 67}}},
    {NK_TCP_SYN_SENT, NK_TCP_CLOSED, {1, 49}, false, 0, 4, {{14, 72}, {0, 72}, {0, 40}, {1, 40}}},
    {NK_TCP_LISTEN, NK_TCP_SYN_RECEIVED, {8, 10}, false, 0, 3, {{9, 33}, {9, 8}, {13, 8}}},
    {NK_TCP_SYN_RECEIVED,
     NK_TCP_LISTEN,
     {11, 16},
     false,
     0,
     4,
     {{14, 14}, {12, 14}, {12, 37}, {11, 37}}},
    {NK_TCP_LISTEN, NK_TCP_SYN_SENT, {8, 48}, false, 10, 3, {{9, 46}, {9, 64}, {13, 64}}},
    {NK_TCP_SYN_SENT, NK_TCP_SYN_RECEIVED, {14, 29}, false, 0, 2, {{15, 62}, {15, 18}}},
    {NK_TCP_SYN_RECEIVED,
     NK_TCP_ESTABLISHED,
     {17, 16},
     false,
     0,
     4,
     {{16, 14}, {18, 14}, {18, 36}, {19, 36}}},
    {NK_TCP_SYN_SENT,
     NK_TCP_ESTABLISHED,
     {17, 64},
     true,
     0,
     4,
     {{16, 66}, {18, 66}, {18, 44}, {19, 44}}},
    {NK_TCP_SYN_RECEIVED, NK_TCP_FIN_WAIT_1, {21, 10}, false, 0, 2, {{16, 8}, {25, 8}}},
    {NK_TCP_ESTABLISHED,
     NK_TCP_FIN_WAIT_1,
     {23, 34},
     true,
     0,
     4,
     {{22, 36}, {24, 36}, {24, 14}, {25, 14}}},
    {NK_TCP_ESTABLISHED,
     NK_TCP_CLOSE_WAIT,
     {23, 46},
     false,
     0,
     4,
     {{22, 44}, {24, 44}, {24, 69}, {25, 69}}},
    {NK_TCP_FIN_WAIT_1, NK_TCP_FIN_WAIT_2, {30, 10}, false, 0, 2, {{28, 8}, {31, 8}}},
    {NK_TCP_FIN_WAIT_1, NK_TCP_CLOSING, {26, 20}, false, 0, 3, {{27, 17}, {27, 40}, {31, 40}}},
    {NK_TCP_CLOSE_WAIT, NK_TCP_LAST_ACK, {30, 67}, true, 0, 2, {{28, 69}, {31, 69}}},
    {NK_TCP_FIN_WAIT_2, NK_TCP_TIME_WAIT, {36, 10}, false, 0, 2, {{34, 8}, {37, 8}}},
    {NK_TCP_CLOSING, NK_TCP_TIME_WAIT, {38, 20}, false, 0, 3, {{34, 40}, {39, 40}, {39, 18}}},
    {NK_TCP_LAST_ACK, NK_TCP_CLOSED, {36, 67}, true, 0, 2, {{34, 69}, {37, 69}}},
    {NK_TCP_TIME_WAIT,
     NK_TCP_CLOSED,
     {41, 20},
     false,
     0,
     4,
     {{40, 11}, {42, 11}, {42, 69}, {41, 69}}},
};

enum { LAST_ROW = 42 };

/* Calls, segments and the end of TIME-WAIT lead along lines; what tears a connection down does not,
 * where it does not lead back to LISTEN. */
static bool is_event_drawn(enum nk_tcp_state state, const struct nk_tcp_row *row)
{
    switch (row->event) {
    case NK_TCP_ON_ABORT:
    case NK_TCP_ON_OUTSIDE:
    case NK_TCP_ON_RETRANSMISSION:
    case NK_TCP_ON_USER_TIMEOUT:
        return false;
    case NK_TCP_ON_RST:
        return row->next == NK_TCP_LISTEN;
    case NK_TCP_ON_CLOSE:
        return (row->when & NK_TCP_IF_UNREAD) == 0;
    case NK_TCP_ON_2MSL:
        return state == NK_TCP_TIME_WAIT;
    case NK_TCP_ON_SYN:
    case NK_TCP_ON_TEXT:
        return row->next != NK_TCP_CLOSED;
    default: /* SYN-RECEIVED has been left by the ACK when a FIN is looked for */
        return state != NK_TCP_SYN_RECEIVED || row->event != NK_TCP_ON_FIN;
    }
}

static bool leads_from(enum nk_tcp_state state, const struct nk_tcp_row *row)
{
    return row->next != NK_TCP_SAME && row->next != state;
}

static const struct edge *edge_of(enum nk_tcp_state state, const struct nk_tcp_row *row)
{
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (edges[i].from == state && edges[i].to == row->next)
            return leads_from(state, row) && is_event_drawn(state, row) ? &edges[i] : NULL;
    return NULL;
}

bool nk_tcp_row_is_drawn(enum nk_tcp_state state, const struct nk_tcp_row *row)
{
    return edge_of(state, row) != NULL;
}

/* Walks all rows that lead to another state: NULL behind the last. */
struct walk {
    unsigned pair;
    size_t row;
};

static const struct nk_tcp_row *walk_on(const struct nk_tcp_machine *m, struct walk *w,
                                        enum nk_tcp_state *state)
{
    for (; w->pair < NK_TCP_STATES * NK_TCP_EVENTS; w->pair++, w->row = 0) {
        size_t count;
        *state = (enum nk_tcp_state)(w->pair / NK_TCP_EVENTS);
        const struct nk_tcp_row *const *rows =
            nk_tcp_machine_rows(m, *state, (enum nk_tcp_event)(w->pair % NK_TCP_EVENTS), &count);
        while (w->row < count)
            if (leads_from(*state, rows[w->row++]))
                return rows[w->row - 1];
    }
    return NULL;
}

/* The events along an edge, each once, and what the first of them sends. False where no row has
 * the edge. */
static bool edge_label(const struct nk_tcp_machine *m, const struct edge *e, char *text,
                       const char **sends)
{
    struct walk w = {0};
    enum nk_tcp_state state;
    const struct nk_tcp_row *row;
    size_t used = 0;
    text[0] = '\0';
    while ((row = walk_on(m, &w, &state)) != NULL) {
        if (edge_of(state, row) != e)
            continue;
        const char *head = head_of(state, row);
        if (used == 0)
            *sends = row->put == NK_TCP_PUT_NOTHING ? NULL : nk_tcp_put_term(row->put)->name;
        if (strstr(text, head) == NULL && used + strlen(head) + 3 < NK_TCP_LABEL_MAX)
            used += (size_t)snprintf(text + used, NK_TCP_LABEL_MAX - used, "%s%s",
                                     used > 0 ? ", " : "", head);
    }
    return used > 0;
}

static void draw_edge(struct nk_canvas *c, const struct nk_tcp_machine *m, const struct edge *e,
                      enum nk_tcp_state marked)
{
    char text[NK_TCP_LABEL_MAX];
    const char *sends = NULL;
    enum nk_ink ink = e->from == marked || e->to == marked ? NK_INK_STRONG : NK_INK_PLAIN;
    if (!edge_label(m, e, text, &sends))
        return;
    size_t len = strlen(text);
    nk_canvas_path(c, e->points, e->count, e->from == marked, ink);
    if (sends != NULL && e->sends_row == 0)
        snprintf(text + len, sizeof text - len, " / snd %s", sends);
    else if (sends != NULL)
        nk_canvas_printf(c, e->sends_row, e->label.column, ink, "/ snd %s", sends);
    nk_canvas_put(c, e->label.row,
                  e->label.column + (e->ends_there ? 1U : 0) -
                      (e->ends_there ? (unsigned)strlen(text) : 0),
                  ink, text);
}

static void draw_states(struct nk_canvas *c, enum nk_tcp_state marked)
{
    for (unsigned s = 0; s <= NK_TCP_STATES; s++) {
        enum nk_tcp_state state = s == NK_TCP_STATES ? NK_TCP_CLOSED : (enum nk_tcp_state)s;
        nk_canvas_box(c, boxes[s], BOX_WIDTH, state == marked,
                      state == marked ? NK_INK_STRONG : NK_INK_NETWORK, nk_tcp_state_name(state));
    }
}

/* ---- what is not drawn ----------------------------------------------------------- */

/* The states from which one event leads to one state. */
struct group {
    const char *head;
    uint8_t next, put;
    uint32_t from;
};

enum { GROUPS = 32, EXCEPTIONS = 3, FROM_COLUMN = 26, EVERY = (1 << NK_TCP_STATES) - 2 };

static size_t collect(const struct nk_tcp_machine *m, struct group *groups)
{
    struct walk w = {0};
    enum nk_tcp_state state;
    const struct nk_tcp_row *row;
    size_t count = 0;
    while ((row = walk_on(m, &w, &state)) != NULL) {
        const char *head = head_of(state, row);
        size_t i = 0;
        if (edge_of(state, row) != NULL ||
            (state == NK_TCP_SYN_RECEIVED && row->event == NK_TCP_ON_FIN))
            continue;
        while (i < count && (strcmp(groups[i].head, head) != 0 || groups[i].next != row->next))
            i++;
        if (i == GROUPS)
            continue;
        if (i == count)
            groups[count++] = (struct group){.head = head, .next = row->next, .put = row->put};
        groups[i].from |= UINT32_C(1) << state;
    }
    return count;
}

static void add_states(char *text, size_t size, uint32_t set)
{
    size_t used = strlen(text);
    const char *before = "";
    for (unsigned s = 0; s < NK_TCP_STATES && used < size; s++) {
        if ((set >> s & 1) == 0)
            continue;
        used += (size_t)snprintf(text + used, size - used, "%s%s", before,
                                 nk_tcp_state_name((enum nk_tcp_state)s));
        before = ", ";
    }
}

static void draw_group(struct nk_canvas *c, size_t row, const struct group *g)
{
    char text[256] = "";
    uint32_t missing = EVERY & ~g->from;
    unsigned n = 0;
    for (uint32_t rest = missing; rest != 0; rest &= rest - 1)
        n++;
    if (n <= EXCEPTIONS)
        snprintf(text, sizeof text, "all others%s", n > 0 ? " but " : "");
    add_states(text, sizeof text, n <= EXCEPTIONS ? missing : g->from);
    nk_canvas_printf(c, row, 2, NK_INK_DIM, "%s", g->head);
    nk_canvas_printf(c, row, FROM_COLUMN, NK_INK_DIM, "%s -> %s", text,
                     nk_tcp_state_name((enum nk_tcp_state)g->next));
}

static void draw_rest(struct nk_canvas *c, const struct nk_tcp_machine *m)
{
    struct group groups[GROUPS];
    size_t count = collect(m, groups), row = LAST_ROW + 2;
    nk_canvas_put(c, row++, 0, NK_INK_DIM, "Without a line:");
    for (size_t i = 0; i < count; i++)
        draw_group(c, row++, &groups[i]);
    nk_canvas_put(c, row++, 2, NK_INK_DIM, "rcv FIN, ACK of FIN");
    nk_canvas_put(c, row - 1, FROM_COLUMN, NK_INK_DIM,
                  "FIN-WAIT-1 -> TIME-WAIT, two steps in one segment");
}

void nk_tcp_diagram_draw(struct nk_canvas *c, const struct nk_tcp_machine *m,
                         enum nk_tcp_state marked)
{
    draw_states(c, marked);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        draw_edge(c, m, &edges[i], marked);
    draw_rest(c, m);
}

/* ---- the graph ------------------------------------------------------------------- */

void nk_tcp_diagram_graph(struct nk_graph *g, const struct nk_tcp_machine *m,
                          enum nk_tcp_state marked)
{
    char text[NK_TCP_LABEL_MAX];
    for (unsigned s = 0; s < NK_TCP_STATES; s++) {
        const char *name = nk_tcp_state_name((enum nk_tcp_state)s);
        nk_graph_node(g, s == marked ? NK_INK_STRONG : NK_INK_NETWORK);
        nk_graph_line(g, name, strlen(name));
    }
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        const char *sends = NULL;
        if (!edge_label(m, &edges[i], text, &sends))
            continue;
        size_t len = strlen(text);
        if (sends != NULL)
            snprintf(text + len, sizeof text - len, " / snd %s", sends);
        nk_graph_edge(g, edges[i].from, edges[i].to, text);
    }
}
