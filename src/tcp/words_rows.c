/* The pieces that words of events are made of. */
#include "tcp/words_part.h"

enum {
    SYN = NK_TCP_SYN,
    ACK = NK_TCP_ACK,
    FIN = NK_TCP_FIN,
    RST = NK_TCP_RST,
    PSH = NK_TCP_PSH,
    URG = NK_TCP_URG
};

/* clang-format off */
#define CALLS(word, event)      {word, NK_PIECE_CALL, event, 0, 0, {0}, {0}}
#define TIMES(word, event)      {word, NK_PIECE_TIMEOUT, event, 0, 0, {0}, {0}}
#define FLAGS(word, bits, more) {word, NK_PIECE_SEGMENT, 0, bits, more, {0}, {0}}
#define AT_SEQ(word, base, n)   {word, NK_PIECE_SEGMENT, 0, 0, 0, {NK_TCP_BASE_##base, n}, {0}}
#define AT_ACK(word, base, n)   {word, NK_PIECE_SEGMENT, 0, ACK, 0, {0}, {NK_TCP_BASE_##base, n}}
#define SAYS_NOTHING(word)      {word, NK_PIECE_NOISE, 0, 0, 0, {0}, {0}}
#define MINUS_ONE UINT32_MAX

const struct nk_tcp_piece nk_tcp_pieces[] = {
    CALLS("passiveopen", NK_TCP_ON_PASSIVE_OPEN), CALLS("openpassive", NK_TCP_ON_PASSIVE_OPEN),
    CALLS("passive", NK_TCP_ON_PASSIVE_OPEN), CALLS("listen", NK_TCP_ON_PASSIVE_OPEN),
    CALLS("activeopen", NK_TCP_ON_ACTIVE_OPEN), CALLS("openactive", NK_TCP_ON_ACTIVE_OPEN),
    CALLS("active", NK_TCP_ON_ACTIVE_OPEN), CALLS("connect", NK_TCP_ON_ACTIVE_OPEN),
    CALLS("open", NK_TCP_ON_ACTIVE_OPEN),
    CALLS("send", NK_TCP_ON_SEND), CALLS("write", NK_TCP_ON_SEND), CALLS("snd", NK_TCP_ON_SEND),
    CALLS("close", NK_TCP_ON_CLOSE), {"shutdown", NK_PIECE_CALL, NK_TCP_ON_CLOSE, 0, NK_PIECE_HALF, {0}, {0}}, {"halfclose", NK_PIECE_CALL, NK_TCP_ON_CLOSE, 0, NK_PIECE_HALF, {0}, {0}},
    CALLS("abort", NK_TCP_ON_ABORT), CALLS("status", NK_TCP_ON_STATUS),
    {"receive", NK_PIECE_CALL, NK_TCP_ON_RECEIVE, 0, NK_PIECE_WEAK, {0}, {0}},
    {"recv", NK_PIECE_CALL, NK_TCP_ON_RECEIVE, 0, NK_PIECE_WEAK, {0}, {0}},
    {"rcv", NK_PIECE_CALL, NK_TCP_ON_RECEIVE, 0, NK_PIECE_WEAK, {0}, {0}},
    {"read", NK_PIECE_CALL, NK_TCP_ON_RECEIVE, 0, NK_PIECE_WEAK, {0}, {0}},
    {"nopeer", NK_PIECE_CALL, NK_TCP_EVENTS, 0, NK_PIECE_NO_PEER, {0}, {0}},
    {"withoutpeer", NK_PIECE_CALL, NK_TCP_EVENTS, 0, NK_PIECE_NO_PEER, {0}, {0}},
    {"unspecified", NK_PIECE_CALL, NK_TCP_EVENTS, 0, NK_PIECE_NO_PEER, {0}, {0}},
    {"urgent", NK_PIECE_NOISE, 0, URG, NK_PIECE_URGENT, {0}, {0}},

    TIMES("retransmissiontimeout", NK_TCP_ON_RETRANSMISSION), TIMES("retransmission", NK_TCP_ON_RETRANSMISSION),
    TIMES("retransmittimeout", NK_TCP_ON_RETRANSMISSION), TIMES("retransmit", NK_TCP_ON_RETRANSMISSION),
    TIMES("rexmt", NK_TCP_ON_RETRANSMISSION), TIMES("rto", NK_TCP_ON_RETRANSMISSION),
    TIMES("usertimeout", NK_TCP_ON_USER_TIMEOUT), TIMES("uto", NK_TCP_ON_USER_TIMEOUT),
    TIMES("timewaittimeout", NK_TCP_ON_2MSL), TIMES("timewait", NK_TCP_ON_2MSL),
    TIMES("2msl", NK_TCP_ON_2MSL), TIMES("2xmsl", NK_TCP_ON_2MSL), TIMES("twtimeout", NK_TCP_ON_2MSL),
    {"timeout", NK_PIECE_TIMEOUT, NK_TCP_EVENTS, 0, NK_PIECE_WEAK, {0}, {0}},

    FLAGS("syn", SYN, 0), FLAGS("ack", ACK, 0), FLAGS("fin", FIN, 0), FLAGS("rst", RST, 0),
    FLAGS("reset", RST, 0), FLAGS("psh", PSH, 0), FLAGS("push", PSH, 0), FLAGS("urg", URG, 0),
    FLAGS("data", 0, NK_PIECE_TEXT), FLAGS("text", 0, NK_PIECE_TEXT), FLAGS("payload", 0, NK_PIECE_TEXT),
    FLAGS("noack", 0, NK_PIECE_NO_ACK), FLAGS("withoutack", 0, NK_PIECE_NO_ACK), FLAGS("noflags", 0, NK_PIECE_NO_ACK),
    FLAGS("other", 0, NK_PIECE_NO_ACK), FLAGS("null", 0, NK_PIECE_NO_ACK), FLAGS("none", 0, NK_PIECE_NO_ACK),
    FLAGS("zerowindow", 0, NK_PIECE_SHUT), FLAGS("windowzero", 0, NK_PIECE_SHUT),
    FLAGS("windowupdate", ACK, 0), FLAGS("pureack", ACK, 0), FLAGS("keepalive", 0, 0),

    AT_SEQ("outside", RCV_END, 0), AT_SEQ("outsidewindow", RCV_END, 0), AT_SEQ("outofwindow", RCV_END, 0),
    AT_SEQ("oow", RCV_END, 0), AT_SEQ("unacceptable", RCV_END, 0), AT_SEQ("notinwindow", RCV_END, 0),
    AT_SEQ("badseq", RCV_END, 0), AT_SEQ("unacceptableseq", RCV_END, 0), AT_SEQ("afterwindow", RCV_END, 0), AT_SEQ("invalid", RCV_END, 0), AT_SEQ("bad", RCV_END, 0),
    AT_SEQ("inwindow", RCV_NXT, 1), AT_SEQ("insidewindow", RCV_NXT, 1), AT_SEQ("inside", RCV_NXT, 1),
    AT_SEQ("within", RCV_NXT, 1), AT_SEQ("withinwindow", RCV_NXT, 1), AT_SEQ("notexact", RCV_NXT, 1),
    AT_SEQ("inexact", RCV_NXT, 1), AT_SEQ("notnext", RCV_NXT, 1), AT_SEQ("inwindownotexact", RCV_NXT, 1),
    AT_SEQ("exact", RCV_NXT, 0), AT_SEQ("exactseq", RCV_NXT, 0), AT_SEQ("next", RCV_NXT, 0),
    AT_SEQ("atrcvnxt", RCV_NXT, 0), AT_SEQ("inorder", RCV_NXT, 0), AT_SEQ("inwindowexact", RCV_NXT, 0),
    AT_SEQ("outoforder", RCV_NXT, 100), AT_SEQ("ooo", RCV_NXT, 100), AT_SEQ("gap", RCV_NXT, 100),
    AT_SEQ("old", BEFORE, 0), AT_SEQ("dup", BEFORE, 0), AT_SEQ("duplicate", BEFORE, 0),
    AT_SEQ("again", BEFORE, 0), AT_SEQ("retransmitted", BEFORE, 0), AT_SEQ("oldseq", BEFORE, 0),
    AT_SEQ("beforewindow", BEFORE, 0), AT_SEQ("belowwindow", BEFORE, 0),
    AT_SEQ("crossed", IRS, 0), AT_SEQ("simultaneous", IRS, 0),
    {"newsyn", NK_PIECE_SEGMENT, 0, SYN, 0, {NK_TCP_BASE_RCV_NXT, 1000}, {0}},
    {"synnew", NK_PIECE_SEGMENT, 0, SYN, 0, {NK_TCP_BASE_RCV_NXT, 1000}, {0}},

    AT_ACK("ackoffin", SND_NXT, 0), AT_ACK("acksfin", SND_NXT, 0), AT_ACK("finacked", SND_NXT, 0),
    AT_ACK("acknowledgesfin", SND_NXT, 0), AT_ACK("acksourfin", SND_NXT, 0), AT_ACK("ackofourfin", SND_NXT, 0),
    AT_ACK("ackofsyn", ISS, 1), AT_ACK("ackssyn", ISS, 1), AT_ACK("ackofoursyn", ISS, 1),
    AT_ACK("ackofdata", SND_DATA, 0), AT_ACK("acknotoffin", SND_DATA, 0), AT_ACK("notackingfin", SND_DATA, 0),
    AT_ACK("ackwithoutfin", SND_DATA, 0), AT_ACK("partialack", SND_DATA, 0),
    AT_ACK("dupack", SND_UNA, 0), AT_ACK("duplicateack", SND_UNA, 0), AT_ACK("ackdup", SND_UNA, 0),
    AT_ACK("ackduplicate", SND_UNA, 0), AT_ACK("futureack", SND_NXT, 1), AT_ACK("ackfuture", SND_NXT, 1),
    AT_ACK("ackofunsent", SND_NXT, 1), AT_ACK("ackunsent", SND_NXT, 1), AT_ACK("acknotsent", SND_NXT, 1),
    AT_ACK("badack", SND_NXT, 1), AT_ACK("ackbad", SND_NXT, 1), AT_ACK("wrongack", SND_NXT, 1),
    AT_ACK("unacceptableack", SND_NXT, 1), AT_ACK("ackunacceptable", SND_NXT, 1), AT_ACK("invalidack", SND_NXT, 1), AT_ACK("ackinvalid", SND_NXT, 1),
    AT_ACK("future", SND_NXT, 1), AT_ACK("unsent", SND_NXT, 1),
    AT_ACK("oldack", SND_OLD, MINUS_ONE), AT_ACK("ackold", SND_OLD, MINUS_ONE), AT_ACK("tooold", SND_OLD, MINUS_ONE),
    AT_ACK("acktooold", SND_OLD, MINUS_ONE), AT_ACK("toooldack", SND_OLD, MINUS_ONE), AT_ACK("ancientack", SND_OLD, MINUS_ONE),

    SAYS_NOTHING("segment"), SAYS_NOTHING("segments"), SAYS_NOTHING("seg"), SAYS_NOTHING("packet"),
    SAYS_NOTHING("arrives"), SAYS_NOTHING("arrived"), SAYS_NOTHING("arrive"), SAYS_NOTHING("received"),
    SAYS_NOTHING("receives"), SAYS_NOTHING("incoming"), SAYS_NOTHING("with"), SAYS_NOTHING("and"),
    SAYS_NOTHING("tcp"), SAYS_NOTHING("flags"), SAYS_NOTHING("flag"), SAYS_NOTHING("bit"), SAYS_NOTHING("call"),
    SAYS_NOTHING("user"), SAYS_NOTHING("event"), SAYS_NOTHING("valid"), SAYS_NOTHING("acceptable"),
    SAYS_NOTHING("expires"), SAYS_NOTHING("expired"), SAYS_NOTHING("timer"), SAYS_NOTHING("peer"),
    SAYS_NOTHING("the"), SAYS_NOTHING("only"), SAYS_NOTHING("bare"), SAYS_NOTHING("set"),
    SAYS_NOTHING("app"), SAYS_NOTHING("appl"), SAYS_NOTHING("application"), SAYS_NOTHING("shutwr"), SAYS_NOTHING("our"),
    SAYS_NOTHING("of"), SAYS_NOTHING("on"), SAYS_NOTHING("ece"), SAYS_NOTHING("cwr"), SAYS_NOTHING("fires"),
};

/* What completion offers. */
static const struct nk_tcp_term terms[] = {
    {"passive-open", "the user waits for a peer to call; also listen"},
    {"active-open", "the user calls a peer; also connect"},
    {"send", "the user gives data to be sent"},
    {"receive", "the user asks for data"},
    {"close", "the user has no more data to send"},
    {"shutdown", "the same; in Linux the process keeps the socket"},
    {"abort", "the user ends the connection at once"},
    {"status", "the user asks for the state"},
    {"syn", "a segment with SYN arrives"},
    {"syn-ack", "with SYN and ACK"},
    {"ack", "with an ACK of all that was sent"},
    {"ack-of-fin", "with an ACK of our FIN"},
    {"data", "with data and an ACK, but not of our FIN"},
    {"fin", "with FIN and an ACK, but not of our FIN"},
    {"fin-ack", "with FIN and an ACK of all that was sent"},
    {"rst", "with RST, at RCV.NXT"},
    {"rst-ack", "with RST and ACK"},
    {"urg", "with URG and ACK"},
    {"none", "without any flag"},
    {"rst-in-window", "with RST, in the window but not at RCV.NXT"},
    {"rst-outside", "with RST, outside the window"},
    {"syn-again", "the SYN that has been received already"},
    {"fin-again", "the FIN that has been received already"},
    {"data-outside", "with data outside the window"},
    {"data-out-of-order", "with data behind a gap"},
    {"data-again", "with data that has been received already"},
    {"dup-ack", "with an ACK of nothing new"},
    {"future-ack", "with an ACK of what was not sent"},
    {"old-ack", "with an ACK older than any window"},
    {"retransmission-timeout", "no ACK came in time; also rto"},
    {"user-timeout", "the user waits no longer"},
    {"time-wait-timeout", "2MSL are over; also 2msl"},
};
/* clang-format on */

const size_t nk_tcp_piece_count = sizeof nk_tcp_pieces / sizeof *nk_tcp_pieces;

const struct nk_tcp_term *nk_tcp_said_at(size_t i)
{
    return i < sizeof terms / sizeof *terms ? &terms[i] : NULL;
}
