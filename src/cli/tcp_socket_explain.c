#include "cli/tcp_socket_explain.h"

#include <inttypes.h>
#include <string.h>

#include "tcp/diagram.h"

/* ---- states ---------------------------------------------------------------------- */

static const char *actor_of(enum nk_tcp_event event)
{
    return nk_tcp_event_is_call(event)      ? "this end"
           : nk_tcp_event_is_timeout(event) ? "the clock"
                                            : "the peer";
}

enum { WAYS = 16 };

/* Where a row stands that has the label and the next state of this one; `n` where none has. */
static size_t place_of(const struct nk_tcp_row **rows, size_t n, enum nk_tcp_state from,
                       const struct nk_tcp_row *row)
{
    char label[NK_TCP_LABEL_MAX], other[NK_TCP_LABEL_MAX];
    size_t i = 0;
    nk_tcp_row_label(from, row, label);
    while (i < n && (rows[i]->next != row->next ||
                     strcmp(nk_tcp_row_label(from, rows[i], other), label) != 0))
        i++;
    return i;
}

size_t nk_socket_rows(const struct nk_tcp_row **out, size_t room, const struct nk_tcp_machine *m,
                      enum nk_tcp_state from, enum nk_tcp_state to, bool drawn)
{
    size_t n = 0, count;
    for (unsigned e = 0; e < NK_TCP_EVENTS; e++) {
        const struct nk_tcp_row *const *rows =
            nk_tcp_machine_rows(m, from, (enum nk_tcp_event)e, &count);
        for (size_t i = 0; i < count; i++) {
            const struct nk_tcp_row *row = rows[i];
            if (row->next == NK_TCP_SAME || row->next == from ||
                (to != NK_TCP_STATES && row->next != to) ||
                (drawn && !nk_tcp_row_is_drawn(from, row)))
                continue;
            size_t at = place_of(out, n, from, row);
            if (at < n && __builtin_popcount(row->when) < __builtin_popcount(out[at]->when))
                out[at] = row;
            else if (at == n && n < room)
                out[n++] = row;
        }
    }
    return n;
}

void nk_socket_explain_state(struct nk_buf *b, const struct nk_tcp_machine *m,
                             enum nk_tcp_state state)
{
    const struct nk_tcp_row *rows[WAYS];
    char label[NK_TCP_LABEL_MAX];
    size_t n = nk_socket_rows(rows, WAYS, m, state, NK_TCP_STATES, true);
    const struct nk_tcp_term *term = nk_tcp_state_term(state);
    nk_explain_say(b, 0, "%s: %s", term->name, term->help);
    for (size_t i = 0; i < n; i++)
        nk_explain_say(b, 2, "%s: %s -> %s (%s)", actor_of((enum nk_tcp_event)rows[i]->event),
                       nk_tcp_row_label(state, rows[i], label),
                       nk_tcp_state_name((enum nk_tcp_state)rows[i]->next), rows[i]->section);
}

void nk_socket_explain_udp(struct nk_buf *b, enum nk_tcp_state state)
{
    nk_explain_say(b, 0, "%s: UDP has no connections and so no states (RFC 768); %s",
                   nk_tcp_state_name(state),
                   state == NK_TCP_ESTABLISHED ? "connect() has named the one peer that it takes"
                                               : "it takes datagrams of any peer");
}

/* ---- one socket --------------------------------------------------------------------- */

void nk_socket_explain_ends(struct nk_buf *b, struct nk_socket_view *v,
                            const struct nk_diag_socket *s)
{
    char local[NK_SOCKET_ENDPOINT_MAX], peer[NK_SOCKET_ENDPOINT_MAX];
    *nk_socket_endpoint(v, &s->local, s->local_port, s->interface, local) = '\0';
    *nk_socket_endpoint(v, &s->peer, s->peer_port, s->interface, peer) = '\0';
    nk_explain_say(b, 2, "%s %s, peer %s", nk_tcp_state_name(s->state), local,
                   s->peer_port == 0 ? "any" : peer);
}

static void say_queues(struct nk_buf *b, const struct nk_diag_socket *s)
{
    if (s->state == NK_TCP_LISTEN)
        nk_explain_say(b, 4,
                       "connections that accept() has not taken: %" PRIu32 " of at most %" PRIu32
                       " (listen()'s backlog)",
                       s->recv_queue, s->send_queue);
    else if (s->recv_queue > 0 || s->send_queue > 0)
        nk_explain_say(b, 4,
                       "bytes that the program has not read: %" PRIu32
                       "; bytes that the peer has not acknowledged: %" PRIu32,
                       s->recv_queue, s->send_queue);
}

static void say_timer(struct nk_buf *b, const struct nk_diag_socket *s)
{
    static const char *const says[NK_DIAG_TIMERS] = {
        [NK_DIAG_TIMER_RETRANSMIT] = "the first segment without an ACK is sent again (RFC 6298 5)",
        [NK_DIAG_TIMER_KEEPALIVE] = "the peer is asked whether it is there (RFC 9293 3.8.4)",
        [NK_DIAG_TIMER_TIME_WAIT] = "the wait is over (2MSL, here 60 s)",
        [NK_DIAG_TIMER_PERSIST] = "the peer's window, which is 0, is probed (RFC 9293 3.8.6.1)",
    };
    if (s->timer != NK_DIAG_TIMER_NONE && s->timer < NK_DIAG_TIMERS)
        nk_explain_say(b, 4, "in %" PRIu32 " ms %s; it has fired %u time%s before", s->timer_ms,
                       says[s->timer], s->retransmits, s->retransmits == 1 ? "" : "s");
}

static void say_owner(struct nk_buf *b, const struct nk_socket_view *v,
                      const struct nk_diag_socket *s, bool looked)
{
    const struct nk_owner *owner = looked ? nk_owners_find(&v->owners, s->inode) : NULL;
    if (s->inode == 0)
        nk_explain_say(b, 4, "inode 0: no process has it, the kernel alone goes on with it");
    else if (owner != NULL)
        nk_explain_say(b, 4,
                       "inode %" PRIu32 ": /proc/%" PRIu32 "/fd has a link to socket:[%" PRIu32
                       "], so its owner is %" PRIu32 ", %s",
                       s->inode, owner->pid, s->inode, owner->pid, owner->name);
    else if (looked)
        nk_explain_say(b, 4,
                       "inode %" PRIu32 ": no /proc/PID/fd that may be read has a link to "
                       "socket:[%" PRIu32 "]",
                       s->inode, s->inode);
}

static void say_info(struct nk_buf *b, const struct nk_diag_socket *s,
                     const struct nk_diag_info *info)
{
    if (info == NULL || info->has == NK_DIAG_INFO_NONE || s->state == NK_TCP_LISTEN ||
        s->state == NK_TCP_CLOSED)
        return;
    nk_explain_say(b, 4,
                   "congestion window %" PRIu32 " x MSS %" PRIu32 " = %" PRIu64
                   " bytes may be on their way (RFC 5681 3.1)",
                   info->cwnd, info->mss, (uint64_t)info->cwnd * info->mss);
    if (info->rtt > 0)
        nk_explain_say(b, 4,
                       "SRTT %.3f ms + 4 x RTTVAR %.3f ms = %.3f ms: the timeout, but for the "
                       "least and the greatest that there is (RFC 6298 2.3)",
                       info->rtt / 1e3, info->rttvar / 1e3, (info->rtt + 4.0 * info->rttvar) / 1e3);
}

void nk_socket_explain(struct nk_buf *b, struct nk_socket_view *v, const struct nk_diag_socket *s,
                       const struct nk_diag_info *info, bool looked)
{
    nk_socket_explain_ends(b, v, s);
    say_queues(b, s);
    say_timer(b, s);
    say_owner(b, v, s, looked);
    say_info(b, s, info);
}

/* ---- the request ----------------------------------------------------------------------- */

void nk_socket_explain_request(struct nk_buf *b, const struct nk_diag_request *r, bool filtered)
{
    struct nk_buf states = {0};
    const char *before = "";
    for (unsigned s = 0; s < NK_TCP_STATES; s++) {
        if ((r->plan->states & NK_TCP_BIT(s)) == 0)
            continue;
        nk_buf_printf(&states, "%s%s", before, nk_tcp_state_name((enum nk_tcp_state)s));
        before = ", ";
    }
    bool all = r->plan->states == NK_TCP_ALL_STATES;
    nk_explain_say(b, 0, "The kernel is asked for the sockets of %s (INET_DIAG), in %s%.*s",
                   r->protocol == NK_DIAG_UDP ? "UDP" : "TCP", all ? "all states" : "",
                   all ? 0 : (int)states.len, states.len == 0 ? "no state" : states.data);
    if (filtered)
        nk_explain_say(b, 0,
                       r->plan->exact ? "It does the whole filter itself"
                                      : "It does a part of the filter, and each socket that "
                                        "it tells is held against all of it here");
    b->failed = b->failed || states.failed;
    nk_buf_release(&states);
}
