/* Events in words: user calls, timeouts, and segments by their flags and by where their numbers
 * are. What a command line and a script say is read here. Pure. */
#ifndef NK_TCP_WORDS_H
#define NK_TCP_WORDS_H

#include "base/buf.h"
#include "tcp/endpoint.h"

/* What a number counts from. */
enum nk_tcp_base {
    NK_TCP_BASE_NONE, /* not given: what a peer in its right mind would send */
    NK_TCP_BASE_ZERO, /* the number itself */
    NK_TCP_BASE_ISS,
    NK_TCP_BASE_IRS,
    NK_TCP_BASE_SND_UNA,
    NK_TCP_BASE_SND_NXT,
    NK_TCP_BASE_SND_DATA, /* SND.NXT, or where our FIN is while that is not acknowledged */
    NK_TCP_BASE_SND_OLD,  /* SND.UNA - MAX.SND.WND */
    NK_TCP_BASE_RCV_NXT,
    NK_TCP_BASE_RCV_END, /* RCV.NXT + RCV.WND, the first number behind the window */
    NK_TCP_BASE_BEFORE,  /* RCV.NXT - SEG.LEN, of a segment that was received before; of a SYN: IRS
                          */
};

struct nk_tcp_number {
    uint8_t base;    /* enum nk_tcp_base */
    uint32_t offset; /* added, modulo 2^32 */
};

/* One event as it was said. */
struct nk_tcp_said {
    enum { NK_TCP_SAID_CALL, NK_TCP_SAID_SEGMENT, NK_TCP_SAID_TIMEOUT } kind;
    enum nk_tcp_event event;    /* of calls and timeouts; NK_TCP_EVENTS is "timeout": the state's */
    bool no_peer, urgent, half; /* of calls */
    uint8_t flags;              /* of segments */
    bool loose;                 /* nothing tells what the ACK acknowledges: not our FIN */
    bool has_window, has_up;
    struct nk_tcp_number seq, ack;
    uint32_t len; /* bytes of data, also of SEND */
    uint16_t window, up;
};

enum {
    NK_TCP_SAID_LEN = 10, /* bytes of "data" where no number is given */
    NK_TCP_SAID_LEN_MAX = 65535
};

/*
 * Reads one event, in any case and with any of "-_,+/ " between its parts:
 *   calls      passive-open (listen), active-open (connect), send, receive, close, abort, status
 *   timeouts   retransmission-timeout (rto), user-timeout, time-wait-timeout (2msl)
 *   segments   their flags: syn, "SYN,ACK", rcv-fin, [S.], <CTL=RST,ACK>; data; words for where the
 *              numbers are: rst-outside, rst-in-window, ack-of-fin, future-ack, old-ack, dup-fin
 *   and behind them  seq=N ack=N len=N win=N up=N, N a number or one of iss, irs, snd.una, snd.nxt,
 *              rcv.nxt, rcv.end with +N or -N
 * NK_ERR_INPUT with the place and the nearest word.
 */
bool nk_tcp_said_parse(const char *text, size_t len, struct nk_tcp_said *said, struct nk_err *err);
/* True where a word is only numbers (`seq=100`), which belong to the event before it. */
bool nk_tcp_said_is_number(const char *text);
/* "ISS,IRS", or ISS alone, which leaves the other as it is. */
bool nk_tcp_isns_read(const char *text, uint32_t *iss, uint32_t *irs, struct nk_err *err);
/* The words that completion offers and a wrong one is held against: NULL behind the last. */
const struct nk_tcp_term *nk_tcp_said_at(size_t i);

/* The event as the endpoint takes it now: its segment, numbers and all; `irs` is the first number
 * of a peer that is not known yet. The data are `data`, of at least said->len bytes. */
void nk_tcp_said_segment(const struct nk_tcp_said *said, const struct nk_tcp_endpoint *e,
                         uint32_t irs, const uint8_t *data, struct nk_tcp_segment *segment);
/* Applies it, whatever it is. False where memory is out. `segment` becomes what arrived. */
bool nk_tcp_said_apply(const struct nk_tcp_said *said, struct nk_tcp_endpoint *e, uint32_t irs,
                       const uint8_t *data, int64_t now, struct nk_tcp_segment *segment,
                       struct nk_tcp_outcome *out, struct nk_err *err);

/* A segment as the RFC's figures write it: <SEQ=100><ACK=301><CTL=SYN,ACK>, with <DATA=10> where it
 * has data. */
void nk_tcp_segment_format(const struct nk_tcp_segment *s, struct nk_buf *b);

#endif
