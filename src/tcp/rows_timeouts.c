/* What timeouts do in each state (RFC 9293 3.10.8). */
#include "tcp/rows.h"

/* clang-format off */
const struct nk_tcp_row nk_tcp_timeout_rows[] = {
    /* state, event, when, next, segment, verdict, actions, what the user hears, section, reason */

    {CLOSED, ON_RETRANSMISSION, ALWAYS, SAME, NOTHING, IGNORED, {0}, "", "3.10.8",
     "without a TCB there is no retransmission queue"},
    {LISTEN, ON_RETRANSMISSION, ALWAYS, SAME, NOTHING, IGNORED, {0}, "", "3.10.8",
     "a listener has sent nothing that could be sent again"},
    {FIN_WAIT_2, ON_RETRANSMISSION, ALWAYS, SAME, NOTHING, IGNORED, {0}, "", "3.10.8",
     "all that was sent is acknowledged, the FIN too"},
    {TIME_WAIT, ON_RETRANSMISSION, ALWAYS, SAME, NOTHING, IGNORED, {0}, "", "3.10.8",
     "all that was sent is acknowledged, the FIN too"},
    {ANY, ON_RETRANSMISSION, TRIED, CLOSED, NOTHING, TAKEN, {DELETE}, "connection timed out", "3.8.3",
     "the segment has been sent as often as it may be, and no answer came"},
    {ANY, ON_RETRANSMISSION, ALWAYS, SAME, PUT_AGAIN, TAKEN, {RESEND}, "", "3.10.8",
     "the first segment without an ACK is sent again, and the timeout doubles (RFC 6298 5.5)"},

    {CLOSED, ON_USER_TIMEOUT, ALWAYS, SAME, NOTHING, IGNORED, {0}, "", "3.10.8",
     "without a TCB nobody waits"},
    {ANY, ON_USER_TIMEOUT, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, "connection aborted due to user timeout", "3.10.8",
     "the user would not wait longer: all queues are thrown away"},

    {TIME_WAIT, ON_2MSL, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, "", "3.10.8",
     "no segment of this connection can be on its way any more: the TCB is deleted"},
    {ANY, ON_2MSL, ALWAYS, SAME, NOTHING, IGNORED, {0}, "", "3.10.8",
     "this timer runs in TIME-WAIT only"},
};
/* clang-format on */

const size_t nk_tcp_timeout_row_count = sizeof nk_tcp_timeout_rows / sizeof *nk_tcp_timeout_rows;
