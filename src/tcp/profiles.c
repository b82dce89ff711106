/* The profiles: what the RFC says, and where Linux differs. */
#include <string.h>
#include <strings.h>

#include "tcp/rows.h"

#define SECOND INT64_C(1000000)

/* clang-format off */
static const struct nk_tcp_row linux_rows[] = {
    /* state, event, when, next, segment, verdict, actions, what the user hears, section, reason */

    {LISTEN, ON_PASSIVE_OPEN, ALWAYS, SAME, NOTHING, TAKEN, {0}, "", "Linux listen(2)",
     "a second listen() only changes the length of the backlog"},
    {LISTEN, ON_ACTIVE_OPEN, ALWAYS, SAME, NOTHING, REFUSED, {0}, "EISCONN", "Linux connect(2)",
     "a listening socket cannot become active: connect() fails"},
    {LISTEN, ON_SEND, ALWAYS, SAME, NOTHING, REFUSED, {0}, "EPIPE", "Linux send(2)",
     "a listening socket never sends data: send() fails"},
    {LISTEN, ON_RECEIVE, ALWAYS, SAME, NOTHING, REFUSED, {0}, "ENOTCONN", "Linux recv(2)",
     "a listening socket never receives data: what it accepts are other sockets"},
    {CLOSING, ON_RECEIVE, UNREAD, SAME, NOTHING, TAKEN, {DELIVER}, "", "Linux recv(2)",
     "after shutdown() the user still gets what came before the peer's FIN"},
    {LAST_ACK, ON_RECEIVE, UNREAD, SAME, NOTHING, TAKEN, {DELIVER}, "", "Linux recv(2)",
     "after shutdown() the user still gets what came before the peer's FIN"},
    {TIME_WAIT, ON_RECEIVE, UNREAD, SAME, NOTHING, TAKEN, {DELIVER}, "", "Linux recv(2)",
     "after shutdown() the user still gets what came before the peer's FIN"},
    /* shutdown() ends our direction, close() both: whatever the state, the process is gone then */
    {ESTABLISHED, ON_CLOSE, HALF, FIN_WAIT_1, PUT_FIN, TAKEN, {QUEUE_FIN}, "", "Linux shutdown(2)",
     "shutdown() ends our direction: the FIN follows the last data, and the process still receives"},
    {ESTABLISHED, ON_CLOSE, UNREAD, CLOSED, PUT_RST_OWN, TAKEN, {DELETE}, "", "RFC 2525 2.17",
     "data that the peer believes delivered is thrown away: a RST instead of a FIN says so"},
    {CLOSE_WAIT, ON_CLOSE, HALF, LAST_ACK, PUT_FIN, TAKEN, {QUEUE_FIN}, "", "Linux shutdown(2)",
     "the peer has closed already: after our FIN only its ACK is missing"},
    {CLOSE_WAIT, ON_CLOSE, UNREAD, CLOSED, PUT_RST_OWN, TAKEN, {DELETE}, "", "RFC 2525 2.17",
     "data that the peer believes delivered is thrown away: a RST instead of a FIN says so"},
#define AFTER_FIN(state, actions) \
    {state, ON_SEND, ORPHAN, SAME, NOTHING, REFUSED, {0}, "EBADF", "Linux close(2)", \
     "after close() the process has no socket, whatever the kernel still does with it"}, \
    {state, ON_RECEIVE, ORPHAN, SAME, NOTHING, REFUSED, {0}, "EBADF", "Linux close(2)", \
     "after close() the process has no socket, whatever the kernel still does with it"}, \
    {state, ON_CLOSE, ORPHAN, SAME, NOTHING, REFUSED, {0}, "EBADF", "Linux close(2)", \
     "after close() the process has no socket, whatever the kernel still does with it"}, \
    {state, ON_CLOSE, HALF, SAME, NOTHING, TAKEN, {0}, "", "Linux shutdown(2)", \
     "our direction is closed already: a second shutdown() changes nothing"}, \
    {state, ON_CLOSE, ALWAYS, SAME, NOTHING, TAKEN, actions, "", "Linux close(2)", \
     "our direction is closed already: the kernel goes on without the process"}
#define UNREAD_AFTER_FIN(state) \
    {state, ON_CLOSE, UNREAD, CLOSED, PUT_RST_OWN, TAKEN, {DELETE}, "", "RFC 2525 2.17", \
     "data that the peer believes delivered is thrown away: a RST says so"}
    UNREAD_AFTER_FIN(FIN_WAIT_1),
    UNREAD_AFTER_FIN(FIN_WAIT_2),
    UNREAD_AFTER_FIN(CLOSING),
    UNREAD_AFTER_FIN(LAST_ACK),
    AFTER_FIN(FIN_WAIT_1, {0}),
    AFTER_FIN(FIN_WAIT_2, {START_2MSL}),
    AFTER_FIN(CLOSING, {0}),
    AFTER_FIN(LAST_ACK, {0}),
    AFTER_FIN(TIME_WAIT, {0}),
#define ABORTED(state) \
    {state, ON_ABORT, ALWAYS, CLOSED, PUT_RST_OWN, TAKEN, {DELETE}, "connection reset", "Linux tcp_send_active_reset()", \
     "ABORT throws away what is queued and tells the peer with a RST, which has an ACK, too"}
    ABORTED(ESTABLISHED),
    ABORTED(FIN_WAIT_1),
    ABORTED(FIN_WAIT_2),
    ABORTED(CLOSE_WAIT),
#undef ABORTED
#undef AFTER_FIN
#undef UNREAD_AFTER_FIN

    {SYN_SENT, ON_RETRANSMISSION, TRIED, CLOSED, NOTHING, TAKEN, {DELETE}, "connection timed out", "Linux tcp_syn_retries",
     "the SYN has been sent as often as it may be, and no answer came"},
    {SYN_SENT, ON_RETRANSMISSION, ALWAYS, SAME, PUT_AGAIN, TAKEN, {RESEND}, "", "Linux tcp_syn_linear_timeouts",
     "the SYN is sent again, and the timeout doubles from the fifth time on only"},

    /* a listener, and a connection that is not yet accepted: less than a socket */
    {LISTEN, ON_SYN, HAS_FIN, SAME, NOTHING, DROPPED, {0}, "", "Linux tcp_rcv_state_process()",
     "a SYN with a FIN opens nothing: only scans send it"},
    {SYN_RECEIVED, ON_OUTSIDE, PASSIVE | SYN_AGAIN, SAME, PUT_SYN_ACK, DROPPED, {0}, "", "Linux tcp_check_req()",
     "the peer's SYN comes again, so our SYN,ACK was lost: that is sent again, not a bare ACK"},
    {SYN_RECEIVED, ON_OUTSIDE, PASSIVE | HAS_RST, SAME, NOTHING, DROPPED, {0}, "", "3.10.7.4",
     "a RST outside the window may be forged, and is never answered"},
    {SYN_RECEIVED, ON_OUTSIDE, PASSIVE | ACK_NEW, SAME, PUT_ACK, DROPPED, {0}, "", "3.10.7.4",
     "the segment is outside the window: an ACK tells the peer what is expected"},
    {SYN_RECEIVED, ON_OUTSIDE, PASSIVE | HAS_ACK, SAME, PUT_RST_AT, DROPPED, {0}, "", "Linux tcp_check_req()",
     "the ACK is not of our SYN, which is looked at first: a RST tells its sender"},
    {SYN_RECEIVED, ON_OUTSIDE, PASSIVE | BARE, SAME, PUT_ACK, DROPPED, {0}, "", "3.10.7.4",
     "the segment is outside the window: an ACK tells the peer what is expected"},
    {SYN_RECEIVED, ON_SYN, PASSIVE | SYN_AGAIN, SAME, PUT_SYN_ACK, DROPPED, {0}, "", "Linux tcp_check_req()",
     "the peer's SYN comes again, so our SYN,ACK was lost: that is sent again"},
    {SYN_RECEIVED, ON_SYN, PASSIVE | SYN_CROSSED | ACK_NEW, SAME, PUT_CHALLENGE, DROPPED, {0}, "", "Linux tcp_validate_incoming()",
     "the ACK is right, but the SYN before it is not to come again: a challenge ACK asks"},
    {SYN_RECEIVED, ON_SYN, PASSIVE | ACK_NEW, LISTEN, PUT_RST_AT, DROPPED, {REOPEN}, "", "Linux tcp_check_req()",
     "another SYN in the window: the connection is dropped, and the peer is told"},
    {SYN_RECEIVED, ON_SYN, PASSIVE | HAS_ACK, SAME, PUT_RST_AT, DROPPED, {0}, "", "Linux tcp_check_req()",
     "the ACK is not of our SYN: a RST tells its sender, and the first SYN still counts"},
    {SYN_RECEIVED, ON_SYN, PASSIVE, LISTEN, PUT_RST_ACK, DROPPED, {REOPEN}, "", "Linux tcp_check_req()",
     "another SYN in the window: the connection is dropped, and the peer is told"},
    {SYN_RECEIVED, ON_SYN, SYN_CROSSED | BEYOND, SAME, PUT_CHALLENGE, DROPPED, {0}, "", "Linux tcp_validate_incoming()",
     "both ends sent a SYN, but the peer's had no data then: a challenge ACK asks"},
    {SYN_RECEIVED, ON_SYN, SYN_CROSSED | ACK_NEW, SAME, PUT_ACK, TAKEN, {0}, "", "Linux tcp_validate_incoming()",
     "both ends sent a SYN: this one is known already, its ACK is what counts, and is answered"},
    {SYN_RECEIVED, ON_SYN, SYN_CROSSED, SAME, PUT_CHALLENGE, DROPPED, {0}, "", "Linux tcp_validate_incoming()",
     "both ends sent a SYN, but this ACK is not of ours: a challenge ACK asks"},

    /* a socket */
    {SYN_SENT, ON_SYN, ACK_NEW, ESTABLISHED, PUT_ACK, TAKEN, {TAKE_SYN, ADVANCE, SET_WINDOW, STOP}, "", "Linux tcp_rcv_synsent_state_process()",
     "the peer has acknowledged our SYN and sent its own; data that came with it is not taken"},
#define WITHOUT_ACK(state) \
    {state, ON_OUTSIDE, BARE, SAME, NOTHING, DROPPED, {0}, "", "Linux tcp_rcv_established()", \
     "after the handshake each segment has an ACK; one without is dropped before its numbers are looked at"}
    WITHOUT_ACK(SYN_RECEIVED),
    WITHOUT_ACK(ESTABLISHED),
    WITHOUT_ACK(FIN_WAIT_1),
    WITHOUT_ACK(CLOSE_WAIT),
    WITHOUT_ACK(CLOSING),
    WITHOUT_ACK(LAST_ACK),

    /* close(): no process takes what still comes */
    {FIN_WAIT_1, ON_ACK, ORPHAN | ACKS_FIN | HAS_FIN, FIN_WAIT_2, NOTHING, TAKEN, {ADVANCE, UPDATE_WINDOW, START_2MSL}, "", "Linux tcp_fin_timeout",
     "our FIN is acknowledged, and the peer's is here"},
    {FIN_WAIT_1, ON_ACK, ORPHAN | ACKS_FIN | BEYOND, FIN_WAIT_2, NOTHING, TAKEN, {ADVANCE, UPDATE_WINDOW, START_2MSL}, "", "Linux tcp_fin_timeout",
     "our FIN is acknowledged, but there is data"},
    {FIN_WAIT_1, ON_ACK, ORPHAN | ACKS_FIN, FIN_WAIT_2, NOTHING, TAKEN, {ADVANCE, UPDATE_WINDOW, START_2MSL, STOP}, "", "Linux tcp_fin_timeout",
     "our FIN is acknowledged; after close() the peer has 60 s for its own"},
    {FIN_WAIT_1, ON_TEXT, ORPHAN | BEYOND, CLOSED, PUT_RST_AT, TAKEN, {DELETE, STOP}, "", "RFC 1122 4.2.2.13",
     "after close() no process takes the data: a RST tells the peer that it is lost"},
    {FIN_WAIT_1, ON_FIN, ORPHAN | BEYOND, CLOSED, PUT_RST_AT, TAKEN, {DELETE, STOP}, "", "RFC 1122 4.2.2.13",
     "data before this FIN is missing, and after close() no process would take it"},
    {FIN_WAIT_2, ON_OUTSIDE, ORPHAN, SAME, PUT_ACK, DROPPED, {0}, "", "Linux tcp_timewait_state_process()",
     "what is left of the socket answers whatever is outside the window, a RST too"},
    WITHOUT_ACK(FIN_WAIT_2),
#undef WITHOUT_ACK
    {FIN_WAIT_2, ON_RST, ORPHAN, CLOSED, NOTHING, TAKEN, {DELETE, STOP}, "", "Linux tcp_timewait_state_process()",
     "what is left of the socket takes any RST in the window"},
    {FIN_WAIT_2, ON_SYN, ORPHAN | HAS_ACK, CLOSED, PUT_RST_AT, TAKEN, {DELETE, STOP}, "", "Linux tcp_timewait_state_process()",
     "the peer has begun anew: a RST ends what is left of the old connection"},
    {FIN_WAIT_2, ON_SYN, ORPHAN | SEQ_OLD, SAME, NOTHING, DROPPED, {0}, "", "Linux tcp_timewait_state_process()",
     "an old SYN means nothing to what is left of the socket"},
    {FIN_WAIT_2, ON_SYN, ORPHAN, CLOSED, PUT_RST_ACK, TAKEN, {DELETE, STOP}, "", "Linux tcp_timewait_state_process()",
     "the peer has begun anew: a RST ends what is left of the old connection"},
    {FIN_WAIT_2, ON_ACK, ORPHAN, SAME, NOTHING, IGNORED, {0}, "", "Linux tcp_timewait_state_process()",
     "all that was sent is acknowledged, so no ACK matters any more"},
    {FIN_WAIT_2, ON_TEXT, ORPHAN | BEYOND, CLOSED, PUT_RST_AT, TAKEN, {DELETE, STOP}, "", "RFC 1122 4.2.2.13",
     "after close() no process takes the data: a RST tells the peer that it is lost"},
    {FIN_WAIT_2, ON_FIN, ORPHAN | BEYOND, CLOSED, PUT_RST_AT, TAKEN, {DELETE, STOP}, "", "RFC 1122 4.2.2.13",
     "data before this FIN is missing, and after close() no process would take it"},
    {FIN_WAIT_2, ON_2MSL, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, "", "Linux tcp_fin_timeout",
     "no process holds the socket, and the peer sent no FIN: the kernel waits no longer"},

    /* the peer has sent its FIN */
#define CLOSED_BY_PEER(state) \
    {state, ON_OUTSIDE, HAS_RST | SEQ_LAST, CLOSED, NOTHING, TAKEN, {DELETE, STOP}, "", "Linux tcp_reset_check()", \
     "some peers send their RST with the number of their FIN: it counts"}, \
    {state, ON_RST, SEQ_LAST, CLOSED, NOTHING, TAKEN, {DELETE, STOP}, "", "Linux tcp_reset_check()", \
     "some peers send their RST with the number of their FIN: it counts"}, \
    {state, ON_TEXT, SEQ_OLD | BEYOND, CLOSED, PUT_RST_AT, TAKEN, {DELETE, STOP}, "", "Linux tcp_rcv_state_process()", \
     "there is data behind the peer's FIN: one of the two is wrong"}, \
    {state, ON_TEXT, SEQ_OLD, SAME, PUT_ACK, IGNORED, {0}, "", "Linux tcp_data_queue()", \
     "the data has been taken before, so our ACK was lost"}, \
    {state, ON_FIN, SEQ_OLD | FIN_NEXT, SAME, PUT_ACK, TAKEN, {TAKE_FIN}, "", "Linux tcp_data_queue()", \
     "a second FIN behind the first: its number is taken, and nothing else changes"}, \
    {state, ON_FIN, SEQ_OLD, SAME, PUT_ACK, IGNORED, {0}, "", "Linux tcp_data_queue()", \
     "the peer sends its FIN again, so our ACK was lost"}, \
    {state, ON_FIN, ALWAYS, SAME, NOTHING, IGNORED, {0}, "", "Linux tcp_rcv_state_process()", \
     "the peer's FIN has been taken already, and this is another one"}
    {CLOSING, ON_ACK, ACKS_FIN, TIME_WAIT, NOTHING, TAKEN, {ADVANCE, STOP_TIMERS, START_2MSL, STOP}, "", "Linux tcp_rcv_state_process()",
     "both FINs are acknowledged; whatever else the segment has is not looked at"},
    CLOSED_BY_PEER(CLOSE_WAIT),
    CLOSED_BY_PEER(CLOSING),
    CLOSED_BY_PEER(LAST_ACK),
#undef CLOSED_BY_PEER

    /* TIME-WAIT is less than a socket, too */
    {TIME_WAIT, ON_OUTSIDE, SYN_NEW | PASSIVE | HAS_FIN, CLOSED, NOTHING, TAKEN, {DELETE, STOP}, "", "Linux tcp_rcv_state_process()",
     "the new SYN ends the wait, but the listener takes none with a FIN"},
    {TIME_WAIT, ON_SYN, SYN_NEW | PASSIVE | HAS_FIN, CLOSED, NOTHING, TAKEN, {DELETE, STOP}, "", "Linux tcp_rcv_state_process()",
     "the new SYN ends the wait, but the listener takes none with a FIN"},
    {TIME_WAIT, ON_OUTSIDE, SYN_NEW | PASSIVE, SYN_RECEIVED, PUT_SYN_ACK, TAKEN, {REOPEN, TAKE_SYN, HOLD_TEXT, CHOOSE_ISS, STOP}, "", "RFC 6191 2",
     "a SYN behind all that was received is a new connection to the listener"},
    {TIME_WAIT, ON_SYN, SYN_NEW | PASSIVE, SYN_RECEIVED, PUT_SYN_ACK, TAKEN, {REOPEN, TAKE_SYN, HOLD_TEXT, CHOOSE_ISS, STOP}, "", "RFC 6191 2",
     "a SYN behind all that was received is a new connection to the listener"},
    {TIME_WAIT, ON_RST, SEQ_NEXT, CLOSED, NOTHING, TAKEN, {DELETE, STOP}, "", "Linux tcp_rfc1337",
     "the RST is at RCV.NXT and ends the wait early"},
    {TIME_WAIT, ON_RST, ALWAYS, SAME, NOTHING, DROPPED, {0}, "", "Linux tcp_timewait_state_process()",
     "a RST that is not at RCV.NXT is not answered"},
    {TIME_WAIT, ON_ACK, SEQ_NEXT, SAME, NOTHING, IGNORED, {START_2MSL}, "", "Linux tcp_timewait_state_process()",
     "all that was sent is acknowledged, so no ACK matters any more; the peer is still there"},
    {TIME_WAIT, ON_ACK, ALWAYS, SAME, PUT_ACK, DROPPED, {START_2MSL}, "", "Linux tcp_timewait_state_process()",
     "whatever is not at RCV.NXT is answered by the last ACK"},
    {TIME_WAIT, ON_OTHER, BEYOND, SAME, PUT_ACK, DROPPED, {0}, "", "Linux tcp_timewait_state_process()",
     "data is answered by the last ACK"},
    {TIME_WAIT, ON_OTHER, HAS_FIN, SAME, PUT_ACK, DROPPED, {0}, "", "Linux tcp_timewait_state_process()",
     "a FIN is answered by the last ACK"},
    {TIME_WAIT, ON_TEXT, ALWAYS, SAME, PUT_ACK, DROPPED, {0}, "", "Linux tcp_timewait_state_process()",
     "data is answered by the last ACK"},
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
        .edges = true,
        .ack_floor = true,
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
