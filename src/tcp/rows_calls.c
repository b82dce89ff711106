/* What the user's calls do in each state (RFC 9293 3.10.1 to 3.10.6). */
#include "tcp/rows.h"

#define NONE    "connection does not exist"
#define EXISTS  "connection already exists"
#define NO_PEER "remote socket unspecified"
#define CLOSES  "connection closing"
#define RESET   "connection reset"

/* clang-format off */
const struct nk_tcp_row nk_tcp_call_rows[] = {
    /* state, event, when, next, segment, verdict, actions, what the user hears, section, reason */

    {CLOSED, ON_PASSIVE_OPEN, ALWAYS, LISTEN, NOTHING, TAKEN, {CREATE_PASSIVE}, "", "3.10.1",
     "a passive OPEN makes a TCB that waits for a SYN from outside"},
    {ANY, ON_PASSIVE_OPEN, ALWAYS, SAME, NOTHING, REFUSED, {0}, EXISTS, "3.10.1",
     "there is a TCB for this connection already"},

    {CLOSED, ON_ACTIVE_OPEN, PEER, SYN_SENT, PUT_SYN, TAKEN, {CREATE_ACTIVE, CHOOSE_ISS}, "", "3.10.1",
     "an active OPEN makes a TCB, chooses an ISS and asks the peer with a SYN"},
    {CLOSED, ON_ACTIVE_OPEN, ALWAYS, SAME, NOTHING, REFUSED, {0}, NO_PEER, "3.10.1",
     "an active OPEN has to say whom to connect to"},
    {LISTEN, ON_ACTIVE_OPEN, PEER, SYN_SENT, PUT_SYN, TAKEN, {CREATE_ACTIVE, CHOOSE_ISS}, "", "3.10.1",
     "an active OPEN turns a passive connection into an active one and sends its SYN"},
    {LISTEN, ON_ACTIVE_OPEN, ALWAYS, SAME, NOTHING, REFUSED, {0}, NO_PEER, "3.10.1",
     "a passive connection turns active only towards a remote socket that is given"},
    {ANY, ON_ACTIVE_OPEN, ALWAYS, SAME, NOTHING, REFUSED, {0}, EXISTS, "3.10.1",
     "the connection has been opened already"},

    {CLOSED, ON_SEND, ALWAYS, SAME, NOTHING, REFUSED, {0}, NONE, "3.10.2",
     "without a TCB there is nobody to send to"},
    {LISTEN, ON_SEND, PEER, SYN_SENT, PUT_SYN, TAKEN, {CREATE_ACTIVE, CHOOSE_ISS, QUEUE_TEXT}, "", "3.10.2",
     "SEND turns a passive connection active; the data waits until it is established"},
    {LISTEN, ON_SEND, ALWAYS, SAME, NOTHING, REFUSED, {0}, NO_PEER, "3.10.2",
     "a listener has no peer yet that data could go to"},
    {SYN_SENT, ON_SEND, ALWAYS, SAME, NOTHING, TAKEN, {QUEUE_TEXT}, "", "3.10.2",
     "the data waits until the connection is established"},
    {SYN_RECEIVED, ON_SEND, ALWAYS, SAME, NOTHING, TAKEN, {QUEUE_TEXT}, "", "3.10.2",
     "the data waits until the connection is established"},
    {ESTABLISHED, ON_SEND, ALWAYS, SAME, PUT_DATA, TAKEN, {QUEUE_TEXT}, "", "3.10.2",
     "the data is cut into segments and sent as far as the peer's window goes"},
    {CLOSE_WAIT, ON_SEND, ALWAYS, SAME, PUT_DATA, TAKEN, {QUEUE_TEXT}, "", "3.10.2",
     "the peer has closed its direction only: ours still takes data"},
    {ANY, ON_SEND, ALWAYS, SAME, NOTHING, REFUSED, {0}, CLOSES, "3.10.2",
     "after CLOSE no more data is taken: the FIN is the end of what is sent"},

    {CLOSED, ON_RECEIVE, ALWAYS, SAME, NOTHING, REFUSED, {0}, NONE, "3.10.3",
     "without a TCB nothing can arrive"},
    {LISTEN, ON_RECEIVE, ALWAYS, SAME, NOTHING, TAKEN, {0}, "", "3.10.3",
     "the request waits until the connection is established"},
    {SYN_SENT, ON_RECEIVE, ALWAYS, SAME, NOTHING, TAKEN, {0}, "", "3.10.3",
     "the request waits until the connection is established"},
    {SYN_RECEIVED, ON_RECEIVE, ALWAYS, SAME, NOTHING, TAKEN, {0}, "", "3.10.3",
     "the request waits until the connection is established"},
    {ESTABLISHED, ON_RECEIVE, ALWAYS, SAME, NOTHING, TAKEN, {DELIVER}, "", "3.10.3",
     "the user gets what has arrived in order, or waits for it"},
    {FIN_WAIT_1, ON_RECEIVE, ALWAYS, SAME, NOTHING, TAKEN, {DELIVER}, "", "3.10.3",
     "only our direction is closed: the peer may still send"},
    {FIN_WAIT_2, ON_RECEIVE, ALWAYS, SAME, NOTHING, TAKEN, {DELIVER}, "", "3.10.3",
     "only our direction is closed: the peer may still send"},
    {CLOSE_WAIT, ON_RECEIVE, UNREAD, SAME, NOTHING, TAKEN, {DELIVER}, "", "3.10.3",
     "the peer has sent its FIN, but the user has not taken all that came before it"},
    {CLOSE_WAIT, ON_RECEIVE, ALWAYS, SAME, NOTHING, REFUSED, {0}, CLOSES, "3.10.3",
     "the peer has sent its FIN, and all that came before it is taken"},
    {ANY, ON_RECEIVE, ALWAYS, SAME, NOTHING, REFUSED, {0}, CLOSES, "3.10.3",
     "both directions are closed: nothing more will arrive"},

    {CLOSED, ON_CLOSE, ALWAYS, SAME, NOTHING, REFUSED, {0}, NONE, "3.10.4",
     "without a TCB there is nothing to close"},
    {LISTEN, ON_CLOSE, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, "", "3.10.4",
     "nobody has called yet, so nobody has to be told"},
    {SYN_SENT, ON_CLOSE, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, "", "3.10.4",
     "the peer has not answered yet: the TCB is deleted, and calls that wait end"},
    {SYN_RECEIVED, ON_CLOSE, QUEUED, SAME, NOTHING, TAKEN, {DEFER_CLOSE}, "", "3.10.4",
     "data waits to be sent first, so CLOSE waits for ESTABLISHED"},
    {SYN_RECEIVED, ON_CLOSE, ALWAYS, FIN_WAIT_1, PUT_FIN, TAKEN, {QUEUE_FIN}, "", "3.10.4",
     "with nothing left to send the FIN goes out at once"},
    {ESTABLISHED, ON_CLOSE, ALWAYS, FIN_WAIT_1, PUT_FIN, TAKEN, {QUEUE_FIN}, "", "3.10.4",
     "CLOSE ends our direction: the FIN follows the last data"},
    {CLOSE_WAIT, ON_CLOSE, ALWAYS, LAST_ACK, PUT_FIN, TAKEN, {QUEUE_FIN}, "", "3.10.4",
     "the peer has closed already: after our FIN only its ACK is missing"},
    {ANY, ON_CLOSE, ALWAYS, SAME, NOTHING, REFUSED, {0}, CLOSES, "3.10.4",
     "CLOSE was called before, and a second FIN must not be sent"},

    {CLOSED, ON_ABORT, ALWAYS, SAME, NOTHING, REFUSED, {0}, NONE, "3.10.5",
     "without a TCB there is nothing to abort"},
    {LISTEN, ON_ABORT, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, RESET, "3.10.5",
     "nobody has called yet; calls that wait are told of the reset"},
    {SYN_SENT, ON_ABORT, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, RESET, "3.10.5",
     "the peer has not answered yet; calls that wait are told of the reset"},
    {CLOSING, ON_ABORT, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, "", "3.10.5",
     "both ends have sent all they had: the TCB is deleted without a RST"},
    {LAST_ACK, ON_ABORT, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, "", "3.10.5",
     "both ends have sent all they had: the TCB is deleted without a RST"},
    {TIME_WAIT, ON_ABORT, ALWAYS, CLOSED, NOTHING, TAKEN, {DELETE}, "", "3.10.5",
     "both ends have sent all they had: the TCB is deleted without a RST"},
    {ANY, ON_ABORT, ALWAYS, CLOSED, PUT_RST, TAKEN, {DELETE}, RESET, "3.10.5",
     "ABORT throws away what is queued and tells the peer with a RST"},

    {CLOSED, ON_STATUS, ALWAYS, SAME, NOTHING, REFUSED, {0}, NONE, "3.10.6",
     "without a TCB there is no state to tell"},
    {ANY, ON_STATUS, ALWAYS, SAME, NOTHING, TAKEN, {0}, "", "3.10.6",
     "STATUS tells the state and changes nothing"},
};
/* clang-format on */

const size_t nk_tcp_call_row_count = sizeof nk_tcp_call_rows / sizeof *nk_tcp_call_rows;
