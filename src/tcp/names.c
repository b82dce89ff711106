/* The names of states, events, facts, actions and segments. */
#include <stdio.h>
#include <string.h>

#include "netkit/tcp.h"

static const struct nk_tcp_term states[NK_TCP_STATES] = {
    [NK_TCP_CLOSED] = {"CLOSED", "no connection at all"},
    [NK_TCP_LISTEN] = {"LISTEN", "waits for a connection request from any peer"},
    [NK_TCP_SYN_SENT] = {"SYN-SENT", "has sent a SYN and waits for the peer's"},
    [NK_TCP_SYN_RECEIVED] = {"SYN-RECEIVED", "has both SYNs and waits for the ACK of its own"},
    [NK_TCP_ESTABLISHED] = {"ESTABLISHED", "open: data flows in both directions"},
    [NK_TCP_FIN_WAIT_1] = {"FIN-WAIT-1", "has closed and waits for the ACK of its FIN"},
    [NK_TCP_FIN_WAIT_2] = {"FIN-WAIT-2", "has closed and waits for the peer's FIN"},
    [NK_TCP_CLOSE_WAIT] = {"CLOSE-WAIT", "the peer has closed, the user has not yet"},
    [NK_TCP_CLOSING] = {"CLOSING", "both have closed; the ACK of its FIN is missing"},
    [NK_TCP_LAST_ACK] = {"LAST-ACK", "closed after the peer; the ACK of its FIN is missing"},
    [NK_TCP_TIME_WAIT] = {"TIME-WAIT", "both have closed; waits until old segments are gone"},
};

/* ss, netstat of Linux and of BSD, the kernel; those that differ by '-', '_' or TCP_ only are found
 * without being here. */
static const char *const spellings[NK_TCP_STATES][6] = {
    [NK_TCP_CLOSED] = {"CLOSE", "UNCONN", "BOUND-INACTIVE", "BOUND", NULL},
    [NK_TCP_LISTEN] = {"LISTENING", NULL},
    [NK_TCP_SYN_SENT] = {NULL},
    [NK_TCP_SYN_RECEIVED] = {"SYN-RECV", "SYN-RCVD", "NEW-SYN-RECV", NULL},
    [NK_TCP_ESTABLISHED] = {"ESTAB", NULL},
    [NK_TCP_FIN_WAIT_1] = {"FIN-WAIT1", "FINWAIT1", NULL},
    [NK_TCP_FIN_WAIT_2] = {"FIN-WAIT2", "FINWAIT2", NULL},
    [NK_TCP_CLOSE_WAIT] = {NULL},
    [NK_TCP_CLOSING] = {NULL},
    [NK_TCP_LAST_ACK] = {NULL},
    [NK_TCP_TIME_WAIT] = {NULL},
};

/* The kernel's numbers; of the two behind them 12 is a SYN-RECEIVED that is not a socket yet, and
 * 13 a socket that is bound and no more. */
static const uint8_t kernel_states[] = {
    NK_TCP_STATES,       NK_TCP_ESTABLISHED, NK_TCP_SYN_SENT,  NK_TCP_SYN_RECEIVED,
    NK_TCP_FIN_WAIT_1,   NK_TCP_FIN_WAIT_2,  NK_TCP_TIME_WAIT, NK_TCP_CLOSED,
    NK_TCP_CLOSE_WAIT,   NK_TCP_LAST_ACK,    NK_TCP_LISTEN,    NK_TCP_CLOSING,
    NK_TCP_SYN_RECEIVED, NK_TCP_CLOSED,
};

static const struct nk_tcp_term events[NK_TCP_EVENTS] = {
    [NK_TCP_ON_PASSIVE_OPEN] = {"passive-open", "the user waits for a peer to call"},
    [NK_TCP_ON_ACTIVE_OPEN] = {"active-open", "the user calls a peer"},
    [NK_TCP_ON_SEND] = {"send", "the user gives data to be sent"},
    [NK_TCP_ON_RECEIVE] = {"receive", "the user asks for data"},
    [NK_TCP_ON_CLOSE] = {"close", "the user has no more data to send"},
    [NK_TCP_ON_ABORT] = {"abort", "the user ends the connection at once"},
    [NK_TCP_ON_STATUS] = {"status", "the user asks for the state"},
    [NK_TCP_ON_OUTSIDE] = {"rcv-outside", "a segment with unacceptable sequence numbers arrives"},
    [NK_TCP_ON_RST] = {"rcv-rst", "a segment with RST arrives"},
    [NK_TCP_ON_SYN] = {"rcv-syn", "a segment with SYN arrives"},
    [NK_TCP_ON_ACK] = {"rcv-ack", "a segment with ACK arrives"},
    [NK_TCP_ON_OTHER] = {"rcv-other", "a segment without the bit that the state needs arrives"},
    [NK_TCP_ON_URG] = {"rcv-urg", "a segment with URG arrives"},
    [NK_TCP_ON_TEXT] = {"rcv-text", "a segment with data arrives"},
    [NK_TCP_ON_FIN] = {"rcv-fin", "a segment with FIN arrives"},
    [NK_TCP_ON_RETRANSMISSION] = {"retransmission-timeout", "no ACK came in time"},
    [NK_TCP_ON_USER_TIMEOUT] = {"user-timeout", "the user waits no longer"},
    [NK_TCP_ON_2MSL] = {"time-wait-timeout", "2MSL are over"},
};

static const struct nk_tcp_term facts[NK_TCP_IF_FACTS] = {
    {"passive", "the connection began with a passive OPEN"},
    {"peer", "the remote socket is given"},
    {"queued", "data waits to be sent or acknowledged"},
    {"unread", "the user has not taken all data"},
    {"has-rst", "the segment has RST"},
    {"has-fin", "the segment has FIN"},
    {"seq-next", "the segment begins at RCV.NXT or holds it"},
    {"fin-next", "all data before the FIN is here"},
    {"ack-new", "SND.UNA < SEG.ACK =< SND.NXT"},
    {"ack-future", "SEG.ACK > SND.NXT"},
    {"ack-old", "SEG.ACK < SND.UNA - MAX.SND.WND"},
    {"acks-fin", "the segment acknowledges our FIN"},
    {"syn-again", "the peer's SYN has been received before"},
    {"syn-crossed", "the peer's SYN has been received before, and now has the ACK of ours"},
    {"syn-new", "a SYN alone, behind all that was received"},
    {"no-window", "RCV.WND is 0, and the segment is at RCV.NXT"},
    {"tried", "there were as many retransmissions as there may be"},
    {"orphan", "no process holds it: the user called close() before"},
    {"seq-old", "the segment begins before RCV.NXT"},
    {"seq-last", "the segment begins one before RCV.NXT"},
    {"beyond", "its data ends, or its FIN is, behind RCV.NXT"},
    {"has-ack", "the segment has ACK"},
    {"bare", "the segment has neither SYN, RST nor ACK"},
    {"half", "CLOSE is shutdown(), which ends our direction only"},
};

static const struct nk_tcp_term actions[NK_TCP_ACTIONS] = {
    [NK_TCP_DO_NOTHING] = {"nothing", "nothing is done"},
    [NK_TCP_DO_CREATE_PASSIVE] = {"create-passive", "makes a TCB that waits"},
    [NK_TCP_DO_CREATE_ACTIVE] = {"create-active", "makes a TCB for a peer"},
    [NK_TCP_DO_CHOOSE_ISS] = {"choose-iss", "chooses ISS; SND.UNA = ISS, SND.NXT = ISS+1"},
    [NK_TCP_DO_QUEUE_TEXT] = {"queue-text", "queues the user's data"},
    [NK_TCP_DO_DELIVER] = {"deliver", "gives data to the user, which opens the window"},
    [NK_TCP_DO_QUEUE_FIN] = {"queue-fin", "queues a FIN behind the data"},
    [NK_TCP_DO_DEFER_CLOSE] = {"defer-close", "does the CLOSE once ESTABLISHED"},
    [NK_TCP_DO_TAKE_SYN] = {"take-syn", "IRS = SEG.SEQ, RCV.NXT = SEG.SEQ+1"},
    [NK_TCP_DO_HOLD_TEXT] = {"hold-text", "keeps the data of a SYN until ESTABLISHED"},
    [NK_TCP_DO_ADVANCE] = {"advance", "SND.UNA = SEG.ACK; the retransmission timer starts anew"},
    [NK_TCP_DO_SET_WINDOW] = {"set-window", "SND.WND, SND.WL1 and SND.WL2 of the segment"},
    [NK_TCP_DO_UPDATE_WINDOW] = {"update-window", "the same if the segment is not an older one"},
    [NK_TCP_DO_TAKE_HELD] = {"take-held", "takes the data that came with the SYN"},
    [NK_TCP_DO_TAKE_URGENT] = {"take-urgent", "RCV.UP = max(RCV.UP, SEG.SEQ+SEG.UP)"},
    [NK_TCP_DO_TAKE_TEXT] = {"take-text", "takes the data; RCV.NXT moves over what is in order"},
    [NK_TCP_DO_HOLD_FIN] = {"hold-fin", "keeps the FIN until the data before it is here"},
    [NK_TCP_DO_TAKE_FIN] = {"take-fin", "RCV.NXT moves over the FIN"},
    [NK_TCP_DO_TRIM] = {"trim", "leaves out the data and the FIN"},
    [NK_TCP_DO_RESEND] = {"resend", "doubles the timeout and starts the timer"},
    [NK_TCP_DO_STOP_TIMERS] = {"stop-timers", "stops all other timers"},
    [NK_TCP_DO_START_2MSL] = {"start-2msl", "starts the TIME-WAIT timer"},
    [NK_TCP_DO_REOPEN] = {"reopen", "forgets the peer and waits for another"},
    [NK_TCP_DO_DELETE] = {"delete", "deletes the TCB"},
    [NK_TCP_DO_STOP] = {"stop", "makes no further check of the segment"},
};

static const struct nk_tcp_term segments[NK_TCP_PUTS] = {
    [NK_TCP_PUT_NOTHING] = {"-", "nothing"},
    [NK_TCP_PUT_SYN] = {"SYN", "<SEQ=ISS><CTL=SYN>"},
    [NK_TCP_PUT_SYN_ACK] = {"SYN,ACK", "<SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>"},
    [NK_TCP_PUT_ACK] = {"ACK", "<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>"},
    [NK_TCP_PUT_CHALLENGE] = {"ACK", "<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>, a challenge"},
    [NK_TCP_PUT_DATA] = {"data", "<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK> and data"},
    [NK_TCP_PUT_FIN] = {"FIN,ACK", "<SEQ=SND.NXT><ACK=RCV.NXT><CTL=FIN,ACK>"},
    [NK_TCP_PUT_RST] = {"RST", "<SEQ=SND.NXT><CTL=RST>"},
    [NK_TCP_PUT_RST_AT] = {"RST", "<SEQ=SEG.ACK><CTL=RST>"},
    [NK_TCP_PUT_RST_OWN] = {"RST,ACK", "<SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK>"},
    [NK_TCP_PUT_RST_ACK] = {"RST,ACK", "<SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>"},
    [NK_TCP_PUT_AGAIN] = {"again", "the first segment that is not acknowledged"},
};

static const struct nk_tcp_term verdicts[NK_TCP_VERDICTS] = {
    [NK_TCP_TAKEN] = {"taken", "it has its effect"},
    [NK_TCP_IGNORED] = {"ignored", "it has no effect here"},
    [NK_TCP_DROPPED] = {"dropped", "the segment is dropped"},
    [NK_TCP_REFUSED] = {"refused", "the call fails"},
};

const struct nk_tcp_term *nk_tcp_state_term(unsigned state)
{
    return state < NK_TCP_STATES ? &states[state] : NULL;
}

const struct nk_tcp_term *nk_tcp_event_term(unsigned event)
{
    return event < NK_TCP_EVENTS ? &events[event] : NULL;
}

const struct nk_tcp_term *nk_tcp_fact_term(unsigned bit)
{
    return bit < NK_TCP_IF_FACTS ? &facts[bit] : NULL;
}

const struct nk_tcp_term *nk_tcp_action_term(unsigned action)
{
    return action < NK_TCP_ACTIONS ? &actions[action] : NULL;
}

const struct nk_tcp_term *nk_tcp_put_term(unsigned put)
{
    return put < NK_TCP_PUTS ? &segments[put] : NULL;
}

const struct nk_tcp_term *nk_tcp_verdict_term(unsigned verdict)
{
    return verdict < NK_TCP_VERDICTS ? &verdicts[verdict] : NULL;
}

const char *nk_tcp_state_name(enum nk_tcp_state state)
{
    return states[state].name;
}

const char *const *nk_tcp_state_spellings(enum nk_tcp_state state)
{
    return spellings[state];
}

/* ASCII upper case, and a hyphen for '_': no effect of the locale. */
static char plain(char c)
{
    if (c >= 'a' && c <= 'z')
        return (char)(c - 'a' + 'A');
    return c == '_' ? '-' : c;
}

/* Hyphens may be left out: TIMEWAIT, but none may stand where the name has none. */
static bool is_spelled(const char *name, const char *text, size_t len)
{
    size_t i = 0;
    for (; *name != '\0'; name++) {
        if (i < len && plain(text[i]) == *name)
            i++;
        else if (*name != '-')
            return false;
    }
    return i == len;
}

bool nk_tcp_state_find(const char *text, size_t len, enum nk_tcp_state *state)
{
    if (len > 4 && is_spelled("TCP-", text, 4)) {
        text += 4;
        len -= 4;
    }
    for (unsigned s = 0; s < NK_TCP_STATES; s++) {
        bool found = is_spelled(states[s].name, text, len);
        for (size_t i = 0; !found && spellings[s][i] != NULL; i++)
            found = is_spelled(spellings[s][i], text, len);
        if (found) {
            *state = (enum nk_tcp_state)s;
            return true;
        }
    }
    return false;
}

bool nk_tcp_state_of_kernel(unsigned number, enum nk_tcp_state *state)
{
    if (number == 0 || number >= sizeof kernel_states)
        return false;
    *state = (enum nk_tcp_state)kernel_states[number];
    return true;
}

unsigned nk_tcp_state_to_kernel(enum nk_tcp_state state)
{
    unsigned number = 1;
    while (kernel_states[number] != state)
        number++;
    return number;
}

/* The order of RFC 9293's figures: SYN,ACK and FIN,ACK. */
char *nk_tcp_flags_format(uint8_t flags, char *text)
{
    static const struct {
        uint8_t flag;
        char name[4];
    } rows[] = {{NK_TCP_SYN, "SYN"}, {NK_TCP_FIN, "FIN"}, {NK_TCP_RST, "RST"},
                {NK_TCP_PSH, "PSH"}, {NK_TCP_ACK, "ACK"}, {NK_TCP_URG, "URG"}};
    size_t used = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (flags & rows[i].flag)
            used += (size_t)snprintf(text + used, NK_TCP_FLAGS_MAX - used, "%s%s",
                                     used > 0 ? "," : "", rows[i].name);
    if (used == 0)
        memcpy(text, "-", 2);
    return text;
}
