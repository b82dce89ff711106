/* TCP: the state machine of RFC 9293 as data, one row a transition. */
#ifndef NETKIT_TCP_H
#define NETKIT_TCP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- states and events ------------------------------------------------------ */

/* RFC 9293 3.3.2 */
enum nk_tcp_state {
    NK_TCP_CLOSED,
    NK_TCP_LISTEN,
    NK_TCP_SYN_SENT,
    NK_TCP_SYN_RECEIVED,
    NK_TCP_ESTABLISHED,
    NK_TCP_FIN_WAIT_1,
    NK_TCP_FIN_WAIT_2,
    NK_TCP_CLOSE_WAIT,
    NK_TCP_CLOSING,
    NK_TCP_LAST_ACK,
    NK_TCP_TIME_WAIT,
    NK_TCP_STATES,
    NK_TCP_ANY = NK_TCP_STATES,  /* in a row: every state that has no row of its own */
    NK_TCP_SAME = NK_TCP_STATES, /* as a row's next state: no change */
};

/*
 * What a state answers. An arriving segment is several events, one for each of the checks of RFC
 * 9293 3.10.7 that finds something, in the order that the state has (nk_tcp_checks()).
 */
enum nk_tcp_event {
    NK_TCP_ON_PASSIVE_OPEN,
    NK_TCP_ON_ACTIVE_OPEN,
    NK_TCP_ON_SEND,
    NK_TCP_ON_RECEIVE,
    NK_TCP_ON_CLOSE,
    NK_TCP_ON_ABORT,
    NK_TCP_ON_STATUS,
    NK_TCP_ON_OUTSIDE, /* the sequence numbers are not acceptable */
    NK_TCP_ON_RST,
    NK_TCP_ON_SYN,
    NK_TCP_ON_ACK,
    NK_TCP_ON_OTHER, /* the bit that the state needs is not there */
    NK_TCP_ON_URG,
    NK_TCP_ON_TEXT,
    NK_TCP_ON_FIN,
    NK_TCP_ON_RETRANSMISSION, /* timeouts */
    NK_TCP_ON_USER_TIMEOUT,
    NK_TCP_ON_2MSL,
    NK_TCP_EVENTS,
    NK_TCP_EVERY = NK_TCP_EVENTS, /* in a row: every event that has no row of its own */
};

/* What has to be so for a row to apply; a row names a set of these, none for "always". */
enum nk_tcp_fact {
    NK_TCP_IF_ALWAYS = 0,
    NK_TCP_IF_PASSIVE = 1 << 0,      /* it began with a passive OPEN */
    NK_TCP_IF_PEER = 1 << 1,         /* the remote socket is given */
    NK_TCP_IF_QUEUED = 1 << 2,       /* data waits to be sent or acknowledged */
    NK_TCP_IF_UNREAD = 1 << 3,       /* data has arrived that the user has not taken */
    NK_TCP_IF_HAS_RST = 1 << 4,      /* the segment has this bit */
    NK_TCP_IF_HAS_FIN = 1 << 5,      /* or this */
    NK_TCP_IF_SEQ_NEXT = 1 << 6,     /* SEG.SEQ = RCV.NXT; of text: it holds RCV.NXT */
    NK_TCP_IF_FIN_NEXT = 1 << 7,     /* the FIN is at RCV.NXT */
    NK_TCP_IF_ACK_NEW = 1 << 8,      /* SND.UNA < SEG.ACK =< SND.NXT */
    NK_TCP_IF_ACK_FUTURE = 1 << 9,   /* SEG.ACK > SND.NXT */
    NK_TCP_IF_ACK_OLD = 1 << 10,     /* SEG.ACK < SND.UNA - MAX.SND.WND (RFC 5961 5.2) */
    NK_TCP_IF_ACKS_FIN = 1 << 11,    /* our FIN is sent, and this acknowledges it */
    NK_TCP_IF_SYN_AGAIN = 1 << 12,   /* the SYN that has been taken already */
    NK_TCP_IF_SYN_CROSSED = 1 << 13, /* the same with an ACK: both ends sent a SYN */
    NK_TCP_IF_SYN_NEW = 1 << 14,     /* a SYN alone, behind all that was received */
    NK_TCP_IF_NO_WINDOW = 1 << 15,   /* RCV.WND is 0, and SEG.SEQ = RCV.NXT */
    NK_TCP_IF_TRIED = 1 << 16,       /* as often retransmitted as the profile has it (R2) */
    NK_TCP_IF_ORPHAN = 1 << 17,      /* no process holds it: the user called close() before */
    NK_TCP_IF_SEQ_OLD = 1 << 18,     /* SEG.SEQ < RCV.NXT */
    NK_TCP_IF_SEQ_LAST = 1 << 19,    /* SEG.SEQ = RCV.NXT - 1 */
    NK_TCP_IF_BEYOND = 1 << 20,      /* its text ends, or its FIN is, behind RCV.NXT */
    NK_TCP_IF_HAS_ACK = 1 << 21,     /* the segment has this bit */
    NK_TCP_IF_BARE = 1 << 22,        /* it has neither SYN, RST nor ACK */
    NK_TCP_IF_HALF = 1 << 23,        /* the CLOSE is shutdown(), which ends our direction only */
    NK_TCP_IF_FACTS = 24,            /* how many */
};

/* What an endpoint does for a row, in the row's order. */
enum nk_tcp_action {
    NK_TCP_DO_NOTHING, /* ends a row's list */
    NK_TCP_DO_CREATE_PASSIVE,
    NK_TCP_DO_CREATE_ACTIVE,
    NK_TCP_DO_CHOOSE_ISS,
    NK_TCP_DO_QUEUE_TEXT,
    NK_TCP_DO_DELIVER,
    NK_TCP_DO_QUEUE_FIN,
    NK_TCP_DO_DEFER_CLOSE,
    NK_TCP_DO_TAKE_SYN,
    NK_TCP_DO_HOLD_TEXT,
    NK_TCP_DO_ADVANCE,
    NK_TCP_DO_SET_WINDOW,
    NK_TCP_DO_UPDATE_WINDOW,
    NK_TCP_DO_TAKE_HELD,
    NK_TCP_DO_TAKE_URGENT,
    NK_TCP_DO_TAKE_TEXT,
    NK_TCP_DO_HOLD_FIN,
    NK_TCP_DO_TAKE_FIN,
    NK_TCP_DO_TRIM,
    NK_TCP_DO_RESEND,
    NK_TCP_DO_STOP_TIMERS,
    NK_TCP_DO_START_2MSL,
    NK_TCP_DO_REOPEN,
    NK_TCP_DO_DELETE,
    NK_TCP_DO_STOP, /* no further check of this segment */
    NK_TCP_ACTIONS,
};

/* The segment that a row sends, with its sequence numbers. */
enum nk_tcp_put {
    NK_TCP_PUT_NOTHING,
    NK_TCP_PUT_SYN,       /* SEQ=ISS */
    NK_TCP_PUT_SYN_ACK,   /* SEQ=ISS, ACK=RCV.NXT */
    NK_TCP_PUT_ACK,       /* SEQ=SND.NXT, ACK=RCV.NXT */
    NK_TCP_PUT_CHALLENGE, /* the same, to ask whether the peer meant it (RFC 5961) */
    NK_TCP_PUT_DATA,      /* as much as the window takes */
    NK_TCP_PUT_FIN,       /* SEQ=SND.NXT, ACK=RCV.NXT, when all data is sent */
    NK_TCP_PUT_RST,       /* SEQ=SND.NXT */
    NK_TCP_PUT_RST_AT,    /* SEQ=SEG.ACK */
    NK_TCP_PUT_RST_OWN,   /* SEQ=SND.NXT, ACK=RCV.NXT: as every segment of a connection */
    NK_TCP_PUT_RST_ACK,   /* SEQ=0, ACK=SEG.SEQ+SEG.LEN */
    NK_TCP_PUT_AGAIN,     /* the first segment that is not acknowledged */
    NK_TCP_PUTS,
};

enum nk_tcp_verdict {
    NK_TCP_TAKEN,
    NK_TCP_IGNORED, /* has no effect here; a segment's further checks follow */
    NK_TCP_DROPPED, /* the segment, without its further checks */
    NK_TCP_REFUSED, /* the call, with an error: it is not legal in this state */
    NK_TCP_VERDICTS,
};

/* ---- rows ------------------------------------------------------------------- */

enum { NK_TCP_ROW_ACTIONS = 7 };

/* One transition. `says` is what the user is told. Texts stand in it, no pointers: the loader would
 * have to set each of them at every start. */
struct nk_tcp_row {
    uint8_t state; /* enum nk_tcp_state */
    uint8_t event; /* enum nk_tcp_event */
    uint32_t when; /* set of enum nk_tcp_fact */
    uint8_t next;  /* enum nk_tcp_state */
    uint8_t put;   /* enum nk_tcp_put */
    uint8_t verdict;
    uint8_t actions[NK_TCP_ROW_ACTIONS]; /* enum nk_tcp_action, the last one NK_TCP_DO_NOTHING */
    char says[40];                       /* "": nothing */
    char section[40];                    /* of RFC 9293, where no other document is named */
    char reason[104];                    /* one sentence without a full stop */
};

/* A value of an enumeration: its name and one sentence. */
struct nk_tcp_term {
    const char *name;
    const char *help;
};

/* Terms of the numbers above; of nk_tcp_fact_term() the number of the bit. NULL: no such. */
const struct nk_tcp_term *nk_tcp_state_term(unsigned state);
const struct nk_tcp_term *nk_tcp_event_term(unsigned event);
const struct nk_tcp_term *nk_tcp_fact_term(unsigned bit);
const struct nk_tcp_term *nk_tcp_action_term(unsigned action);
const struct nk_tcp_term *nk_tcp_put_term(unsigned put);
const struct nk_tcp_term *nk_tcp_verdict_term(unsigned verdict);

/* RFC 9293's name, with hyphens. */
const char *nk_tcp_state_name(enum nk_tcp_state state);
/* A state by its name in RFC 9293, ss, netstat or the kernel, in any case, with '_', '-' or
 * nothing between its parts, with or without TCP_ before it. False where there is none. */
bool nk_tcp_state_find(const char *text, size_t len, enum nk_tcp_state *state);
/* The kernel's number (include/net/tcp_states.h); of 12 and 13 too. */
bool nk_tcp_state_of_kernel(unsigned number, enum nk_tcp_state *state);
unsigned nk_tcp_state_to_kernel(enum nk_tcp_state state);
/* Other spellings of a state, NULL behind the last one. */
const char *const *nk_tcp_state_spellings(enum nk_tcp_state state);

static inline bool nk_tcp_event_is_call(enum nk_tcp_event event)
{
    return event <= NK_TCP_ON_STATUS;
}

static inline bool nk_tcp_event_is_timeout(enum nk_tcp_event event)
{
    return event >= NK_TCP_ON_RETRANSMISSION && event <= NK_TCP_ON_2MSL;
}

/* The events of a segment in the order in which a state looks for them, NK_TCP_EVENTS at the end
 * (RFC 9293 3.10.7.1 to 3.10.7.4). */
const uint8_t *nk_tcp_checks(enum nk_tcp_state state);

/* ---- profiles --------------------------------------------------------------- */

/* How an implementation fills in what the RFC leaves open, and where it differs. Times are
 * microseconds. */
struct nk_tcp_profile {
    const char *name;
    const char *help;
    int64_t time_wait;    /* 2MSL */
    int64_t user_timeout; /* 0: none */
    int64_t rto_first, rto_min, rto_max;
    unsigned syn_linear;  /* so many retransmissions of a SYN before the timeout doubles */
    unsigned syn_retries; /* then it gives up; 0: the user timeout decides */
    unsigned syn_ack_retries;
    unsigned retries;
    uint16_t window; /* bytes of the receive buffer */
    uint16_t mss;
    bool edges;     /* what only touches the window, at either end, is acceptable to a socket */
    bool ack_floor; /* an ACK of what was never sent is an old one, however near it is */
    const struct nk_tcp_row *rows; /* before those of the RFC; one of the same pair and facts
                                      takes the place of the RFC's */
    size_t count;
};

/* "rfc", "linux"; NULL behind the last one. */
const struct nk_tcp_profile *nk_tcp_profile_at(size_t i);
const struct nk_tcp_profile *nk_tcp_profile_find(const char *text, size_t len);

/* The RFC's rows: user calls, segments, timeouts. */
const struct nk_tcp_row *nk_tcp_row_at(size_t i);

/* ---- the machine ------------------------------------------------------------ */

enum { NK_TCP_MACHINE_ROWS = 1024 };

/* The rows of a profile, so that those of a pair are found at once: list[first[pair]] up to the
 * next pair's. The last row of each pair applies always. */
struct nk_tcp_machine {
    const struct nk_tcp_profile *profile;
    uint16_t first[NK_TCP_STATES * NK_TCP_EVENTS + 1];
    const struct nk_tcp_row *list[NK_TCP_MACHINE_ROWS];
};

/* NULL is the RFC's profile. */
void nk_tcp_machine_init(struct nk_tcp_machine *m, const struct nk_tcp_profile *profile);
/* The rows of a pair, `count` of them, in the order in which they are tried. */
const struct nk_tcp_row *const *nk_tcp_machine_rows(const struct nk_tcp_machine *m,
                                                    enum nk_tcp_state state,
                                                    enum nk_tcp_event event, size_t *count);
/* The look-up: the first row all of whose facts are among `facts`. Never NULL. */
const struct nk_tcp_row *nk_tcp_machine_find(const struct nk_tcp_machine *m,
                                             enum nk_tcp_state state, enum nk_tcp_event event,
                                             uint32_t facts);

/* ---- segments --------------------------------------------------------------- */

enum {
    NK_TCP_FIN = 1,
    NK_TCP_SYN = 2,
    NK_TCP_RST = 4,
    NK_TCP_PSH = 8,
    NK_TCP_ACK = 16,
    NK_TCP_URG = 32,
};

/* A segment; `data` is borrowed. */
struct nk_tcp_segment {
    uint32_t seq, ack;
    uint16_t window, urgent;
    uint8_t flags;
    uint32_t len; /* of data */
    const uint8_t *data;
};

/* SEG.LEN: data, SYN and FIN. */
static inline uint32_t nk_tcp_segment_len(const struct nk_tcp_segment *s)
{
    return s->len + ((s->flags & NK_TCP_SYN) != 0) + ((s->flags & NK_TCP_FIN) != 0);
}

enum { NK_TCP_FLAGS_MAX = 32 };
/* "SYN,ACK" in RFC 9293's order, "-" for none, into NK_TCP_FLAGS_MAX bytes. */
char *nk_tcp_flags_format(uint8_t flags, char *text);

#endif
