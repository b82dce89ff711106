/* What the files of the engine for many questions share; others use bulk.h. */
#ifndef NK_DNS_BULK_PART_H
#define NK_DNS_BULK_PART_H

#include <sys/socket.h>

#include "dns/bulk.h"
#include "dns/query_write.h"
#include "dns/timers.h"
#include "dns/window.h"

enum {
    NK_BULK_BATCH = 64,          /* datagrams a system call */
    NK_BULK_TURN = 64,           /* questions to one socket before the next one's turn */
    NK_BULK_LIFE = 4096,         /* questions of a socket, then another port takes its place */
    NK_BULK_SOCKETS = 4,         /* of a server, at a time */
    NK_BULK_RETIRED = 256,       /* sockets that wait for their last answers */
    NK_BULK_CONNECTIONS = 16,    /* TCP, at a time */
    NK_BULK_HELD_MAX = 12 << 20, /* octets of results that wait for their turn */
    NK_BULK_WINDOW = 16384,      /* questions that results may be apart, at least */
    NK_BULK_KEPT_MAX = 512,      /* octets of memory that a slot keeps for its next answer */
    NK_BULK_ROOM_MIN = 1232,     /* for a datagram; a longer one is asked again over TCP */
};

/* What an event of epoll belongs to: a kind and a number. */
enum nk_bulk_source { NK_BULK_SOCKET, NK_BULK_CONNECTION, NK_BULK_INPUT, NK_BULK_STOP };

enum nk_bulk_state {
    NK_BULK_QUEUED,  /* to be sent */
    NK_BULK_SENT,    /* over UDP; its ID is in the table */
    NK_BULK_STREAM,  /* waits for a connection */
    NK_BULK_TALKING, /* has one */
    NK_BULK_DONE,
};

/* One question under way. Slots are linked by numbers: NK_WINDOW_NONE ends a list. */
struct nk_bulk_slot {
    struct nk_dns_question question;
    struct nk_buf answer; /* kept until its turn; a refusal until another server does better */
    struct nk_buf note;
    uint64_t number;
    int64_t begun_us, sent_us;
    uint32_t next;  /* in a queue, or with the same hash in the table of IDs */
    uint32_t place; /* in the array of sockets */
    unsigned tries, round, dropped;
    uint64_t declined; /* servers, by bits */
    uint16_t id, server, answer_server;
    uint8_t state, transport, answer_transport, fault, answer_fault;
    bool passed, no_edns, version0;
    uint8_t bad_cookies;
    int error;
    int64_t time_us;
    struct nk_dns_try *log;
    size_t log_count, log_room;
    unsigned logged_dropped;
};

struct nk_bulk_queue {
    uint32_t first, last;
};

/* A connected socket. Retired ones get no more questions. */
struct nk_bulk_socket {
    int fd; /* -1: this place is free */
    uint16_t server;
    bool retired, blocked;
    uint32_t asked, pending;
};

/* One of the servers that were given. */
struct nk_bulk_server {
    struct nk_bulk_queue queue;        /* to be sent over UDP */
    struct nk_bulk_queue streams;      /* to be asked over TCP */
    uint32_t sockets[NK_BULK_SOCKETS]; /* places; NK_WINDOW_NONE: not yet open */
    unsigned turn, turns;              /* which socket it is, for how many more questions */
};

/* A TCP connection (RFC 7766): one question at a time, kept open for the next. */
struct nk_bulk_connection {
    int fd; /* -1: free */
    uint16_t server;
    bool connected;
    bool used; /* has given an answer: that it is closed now says nothing of the next question */
    uint32_t slot; /* NK_WINDOW_NONE: idle */
    uint16_t id;
    struct nk_buf out, in;
    size_t written;
    uint8_t length[2];
    size_t length_got;
};

struct nk_bulk_udp; /* buffers and message headers of a batch */

struct nk_bulk_run {
    const struct nk_bulk *b;
    struct nk_err *err;
    bool failed;      /* `err` says how */
    bool stopped;     /* nothing more is to be done */
    bool interrupted; /* by `stop_fd` */
    bool ended;       /* no more questions come */
    bool later;       /* `next` has none now */
    bool armed;       /* `wait_fd` is watched */
    int epoll;
    int64_t now_us;
    struct nk_window window;
    struct nk_timers timers;
    struct nk_bulk_slot *slots;
    uint32_t slots_used; /* the highest that was ever in use, and one */
    uint64_t number;
    size_t held;
    struct nk_bulk_counts counts;
    int64_t credit_us, ticked_us; /* --rate: time not yet spent on datagrams */
    struct nk_bulk_server *servers;
    struct nk_bulk_socket *sockets;
    uint32_t socket_count, socket_room; /* places ever used, and all */
    struct nk_bulk_connection *connections;
    uint32_t *ids; /* the table: heads of lists */
    uint32_t id_mask;
    struct nk_bulk_udp *udp;
    uint8_t head[NK_DNS_HEADER_LEN]; /* of every query, but for its ID */
    struct nk_buf tail;              /* what comes behind the question: EDNS */
    bool careful;                    /* queries are not made of these: cookies, padding */
    struct nk_dns_session *session;  /* NULL: no cookies */
    size_t room;                     /* for a datagram */
    uint8_t random[256];
    size_t random_left;
};

/* ---- bulk.c ----------------------------------------------------------------- */

/* The run cannot go on. Returns false. */
bool nk_bulk_fail(struct nk_bulk_run *r);
bool nk_bulk_fail_memory(struct nk_bulk_run *r);
/* 16 random bits; 0 where there are none, and the run has failed then. */
uint16_t nk_bulk_random(struct nk_bulk_run *r);
/* Watches a descriptor; `events` 0 at first means to add it. */
bool nk_bulk_watch(struct nk_bulk_run *r, int fd, uint32_t events, enum nk_bulk_source source,
                   uint32_t number, bool add);
void nk_bulk_push(struct nk_bulk_run *r, struct nk_bulk_queue *q, uint32_t slot);
/* Back to the front. */
void nk_bulk_unshift(struct nk_bulk_run *r, struct nk_bulk_queue *q, uint32_t slot);
uint32_t nk_bulk_shift(struct nk_bulk_run *r, struct nk_bulk_queue *q);
void nk_bulk_unlink(struct nk_bulk_run *r, struct nk_bulk_queue *q, uint32_t slot);
/* The timer of the try that was just sent. */
void nk_bulk_start_timer(struct nk_bulk_run *r, uint32_t slot);

/* ---- bulk_query.c --------------------------------------------------------------- */

bool nk_bulk_query_init(struct nk_bulk_run *r);
void nk_bulk_query_release(struct nk_bulk_run *r);
/* Writes the query of a slot, without its ID; its length, 0 where the run failed. */
size_t nk_bulk_write_query(struct nk_bulk_run *r, const struct nk_bulk_slot *s, uint8_t *bytes);
/* The octets that it needs at most. */
size_t nk_bulk_query_room(const struct nk_bulk_run *r);
/* Whether a message, of at least a header, answers the slot's question that went out with `id`. */
bool nk_bulk_counts_as_answer(struct nk_bulk_run *r, const struct nk_bulk_slot *s, uint16_t id,
                              const uint8_t *bytes, size_t len);

/* ---- bulk_verdict.c ------------------------------------------------------------ */

/* Whether the server is asked over TCP from the start. */
bool nk_bulk_is_stream(const struct nk_bulk_run *r, size_t server);
/* To be sent to the slot's server. */
void nk_bulk_queue(struct nk_bulk_run *r, uint32_t slot, bool stream);
/* A message that counts came for a slot, whole or not. The slot waits for nothing now. */
void nk_bulk_answer(struct nk_bulk_run *r, uint32_t slot, const uint8_t *bytes, size_t len,
                    bool whole);
/* A try came to nothing: the next one, or the end. */
void nk_bulk_fault(struct nk_bulk_run *r, uint32_t slot, enum nk_dns_fault fault, int error);
/* The result is there: it is given out at once or kept for its turn. */
void nk_bulk_complete(struct nk_bulk_run *r, uint32_t slot, const uint8_t *bytes, size_t len);
/* Hands out what is done and has its turn. */
void nk_bulk_deliver(struct nk_bulk_run *r);

/* ---- bulk_udp.c --------------------------------------------------------------- */

bool nk_bulk_udp_init(struct nk_bulk_run *r);
void nk_bulk_udp_release(struct nk_bulk_run *r);
/* Sends what is queued, a batch a server; false where more could go before an event comes. */
bool nk_bulk_udp_send(struct nk_bulk_run *r);
void nk_bulk_udp_event(struct nk_bulk_run *r, uint32_t place, uint32_t events);

/* ---- bulk_pool.c -------------------------------------------------------------- */

bool nk_bulk_pool_init(struct nk_bulk_run *r);
void nk_bulk_pool_release(struct nk_bulk_run *r);
/* The socket of a server whose turn it is. Where no other can be opened an old one goes on.
 * NK_WINDOW_NONE with errno where there is none at all. */
uint32_t nk_bulk_choose_socket(struct nk_bulk_run *r, uint16_t server);
/* Draws an ID for the slot, which is in no queue, and puts it into the table. */
bool nk_bulk_give_id(struct nk_bulk_run *r, uint32_t slot, uint32_t place);
/* The slot that waits on that socket for that ID; NK_WINDOW_NONE: none. */
uint32_t nk_bulk_find(const struct nk_bulk_run *r, uint32_t place, uint16_t id);
/* The slot no longer waits for a datagram. */
void nk_bulk_forget(struct nk_bulk_run *r, uint32_t slot);
/* A socket of the type, connected (or about to be) to a server as the policy asks; -1 with errno.
 */
int nk_bulk_connect(struct nk_bulk_run *r, size_t server, int type);

/* ---- bulk_tcp.c --------------------------------------------------------------- */

bool nk_bulk_tcp_init(struct nk_bulk_run *r);
void nk_bulk_tcp_release(struct nk_bulk_run *r);
/* Gives waiting questions to connections that are free. */
void nk_bulk_tcp_start(struct nk_bulk_run *r);
void nk_bulk_tcp_event(struct nk_bulk_run *r, uint32_t at, uint32_t events);
/* The time of a slot's try is over: its connection, if it has one, ends. */
void nk_bulk_tcp_forget(struct nk_bulk_run *r, uint32_t slot);

#endif
