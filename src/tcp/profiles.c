/* The profiles: what the RFC says, and where Linux differs. */
#include <string.h>
#include <strings.h>

#include "tcp/rows.h"

#define SECOND INT64_C(1000000)

/* clang-format off */
static const struct nk_tcp_row linux_rows[] = {
    /* state, event, when, next, segment, verdict, actions, what the user hears, section, reason */

    {LISTEN, ON_PASSIVE_OPEN, ALWAYS, SAME, NOTHING, TAKEN, {0}, NULL, "Linux listen(2)",
     "a second listen() only changes the length of the backlog"},
    {LISTEN, ON_ACTIVE_OPEN, ALWAYS, SAME, NOTHING, REFUSED, {0}, "EISCONN", "Linux connect(2)",
     "a listening socket cannot become active: connect() fails"},
    {LISTEN, ON_SEND, ALWAYS, SAME, NOTHING, REFUSED, {0}, "EPIPE", "Linux send(2)",
     "a listening socket never sends data: send() fails"},
    {LISTEN, ON_RECEIVE, ALWAYS, SAME, NOTHING, REFUSED, {0}, "ENOTCONN", "Linux recv(2)",
     "a listening socket never receives data: what it accepts are other sockets"},
    {CLOSING, ON_RECEIVE, UNREAD, SAME, NOTHING, TAKEN, {DELIVER}, NULL, "Linux recv(2)",
     "after shutdown() the user still gets what came before the peer's FIN"},
    {LAST_ACK, ON_RECEIVE, UNREAD, SAME, NOTHING, TAKEN, {DELIVER}, NULL, "Linux recv(2)",
     "after shutdown() the user still gets what came before the peer's FIN"},
    {TIME_WAIT, ON_RECEIVE, UNREAD, SAME, NOTHING, TAKEN, {DELIVER}, NULL, "Linux recv(2)",
     "after shutdown() the user still gets what came before the peer's FIN"},
    {ESTABLISHED, ON_CLOSE, ORPHAN | UNREAD, CLOSED, PUT_RST, TAKEN, {DELETE}, NULL, "RFC 2525 2.17",
     "data that the peer believes delivered is thrown away: a RST instead of a FIN says so"},
    {CLOSE_WAIT, ON_CLOSE, ORPHAN | UNREAD, CLOSED, PUT_RST, TAKEN, {DELETE}, NULL, "RFC 2525 2.17",
     "data that the peer believes delivered is thrown away: a RST instead of a FIN says so"},
    {SYN_RECEIVED, ON_OUTSIDE, SYN_AGAIN, SAME, PUT_SYN_ACK, DROPPED, {0}, NULL, "Linux tcp_check_req()",
     "the peer's SYN comes again, so our SYN,ACK was lost: that is sent again, not a bare ACK"},
    {SYN_RECEIVED, ON_SYN, SYN_AGAIN, SAME, PUT_SYN_ACK, DROPPED, {0}, NULL, "Linux tcp_check_req()",
     "the peer's SYN comes again, with data: our SYN,ACK is sent again"},
    {FIN_WAIT_1, ON_ACK, ORPHAN | ACKS_FIN, FIN_WAIT_2, NOTHING, TAKEN, {ADVANCE, UPDATE_WINDOW, START_2MSL}, NULL, "Linux tcp_fin_timeout",
     "our FIN is acknowledged; after close() the peer has 60 s for its own"},
    {FIN_WAIT_1, ON_TEXT, ORPHAN, CLOSED, PUT_RST_AT, TAKEN, {DELETE, STOP}, NULL, "RFC 1122 4.2.2.13",
     "after close() no process takes the data: a RST tells the peer that it is lost"},
    {FIN_WAIT_2, ON_TEXT, ORPHAN, CLOSED, PUT_RST_AT, TAKEN, {DELETE, STOP}, NULL, "RFC 1122 4.2.2.13",
     "after close() no process takes the data: a RST tells the peer that it is lost"},
    {FIN_WAIT_2, ON_2MSL, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, NULL, "Linux tcp_fin_timeout",
     "no process holds the socket, and the peer sent no FIN: the kernel waits no longer"},
    {TIME_WAIT, ON_OUTSIDE, SYN_NEW | PASSIVE, SYN_RECEIVED, PUT_SYN_ACK, TAKEN, {REOPEN, TAKE_SYN, HOLD_TEXT, CHOOSE_ISS, STOP}, NULL, "RFC 6191 2",
     "a SYN behind all that was received is a new connection to the listener"},
    {TIME_WAIT, ON_SYN, SYN_NEW | PASSIVE, SYN_RECEIVED, PUT_SYN_ACK, TAKEN, {REOPEN, TAKE_SYN, HOLD_TEXT, CHOOSE_ISS, STOP}, NULL, "RFC 6191 2",
     "a SYN behind all that was received is a new connection to the listener"},
};
/* clang-format on */

static const struct nk_tcp_profile profiles[] = {
    {
        .name = "rfc",
        .help = "RFC 9293 to the letter; 2MSL is 240 s",
        .time_wait = 240 * SECOND,
        .user_timeout = 300 * SECOND, /* RFC 9293 3.9.1.1 */
        .rto_first = SECOND,
        .rto_min = SECOND,
        .rto_max = 60 * SECOND,
        .window = 65535,
        .mss = 536,
    },
    {
        .name = "linux",
        .help = "a current Linux kernel: TIME-WAIT 60 s, SYN again after 1, 2, 3, 4, 5, 7, 11 s",
        .time_wait = 60 * SECOND,
        .rto_first = SECOND,
        .rto_min = SECOND / 5,
        .rto_max = 120 * SECOND,
        .syn_linear = 4, /* tcp_syn_linear_timeouts, with tcp_syn_retries 6 */
        .syn_retries = 10,
        .syn_ack_retries = 5,
        .retries = 15,
        .window = 65535,
        .mss = 1460,
        .rows = linux_rows,
        .count = sizeof linux_rows / sizeof *linux_rows,
    },
};

const struct nk_tcp_profile *nk_tcp_profile_at(size_t i)
{
    return i < sizeof profiles / sizeof *profiles ? &profiles[i] : NULL;
}

const struct nk_tcp_profile *nk_tcp_profile_find(const char *text, size_t len)
{
    const struct nk_tcp_profile *p;
    for (size_t i = 0; (p = nk_tcp_profile_at(i)) != NULL; i++)
        if (strlen(p->name) == len && strncasecmp(p->name, text, len) == 0)
            break;
    return p;
}
