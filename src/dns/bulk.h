/* Many questions in flight at once over few sockets, results in order or as they come. */
#ifndef NK_DNS_BULK_H
#define NK_DNS_BULK_H

#include "base/buf.h"
#include "dns/exchange.h"

enum {
    NK_BULK_IN_FLIGHT = 100, /* the usual number */
    NK_BULK_IN_FLIGHT_MAX = 10000,
    NK_BULK_SERVERS_MAX = 256,
    NK_BULK_LOG_MAX = 32,
};

/* What the source of the questions says. */
enum nk_bulk_feed {
    NK_BULK_ASK,   /* here is one */
    NK_BULK_PASS,  /* a place in the order without a question: only the note comes back */
    NK_BULK_LATER, /* none yet: to be called again when `wait_fd` can be read */
    NK_BULK_END,   /* there are no more */
};

/* Fills the question. What it appends to the note, which is empty, comes back with the result. */
typedef enum nk_bulk_feed nk_bulk_next(void *closure, struct nk_dns_question *question,
                                       struct nk_buf *note);

/* What came of one. All is borrowed and valid during the call. */
struct nk_bulk_result {
    uint64_t number;                        /* of the question, from 0, in the order of the feed */
    const struct nk_dns_question *question; /* NULL: passed */
    const char *note;
    size_t note_len;
    const uint8_t *message; /* the answer; NULL: no server gave one */
    size_t len;
    size_t server; /* which gave it; without an answer the one that was asked last */
    enum nk_transport transport;
    enum nk_dns_fault fault; /* of the last try: NK_DNS_GOOD or NK_DNS_REFUSES with an answer */
    int error;               /* errno where there is one */
    int64_t time_us;         /* from sending the try that was answered, or the first of all, to its
                                end */
    unsigned tries;          /* that were made */
    unsigned dropped;        /* datagrams with its ID that did not count */
    const struct nk_dns_try *log; /* the tries one by one, where `log_tries` asks for them */
    size_t log_count;             /* NK_BULK_LOG_MAX at most */
};

/* False ends the run. */
typedef bool nk_bulk_take(void *closure, const struct nk_bulk_result *result);

/* How far it is; also every question's share of what `tick` shows. */
struct nk_bulk_counts {
    uint64_t asked, answered, failed; /* questions; failed: without an answer */
    uint64_t sent, retries;           /* tries */
    unsigned in_flight;
};
typedef void nk_bulk_tick(void *closure, const struct nk_bulk_counts *counts);

struct nk_bulk {
    const struct nk_dns_query *query; /* all but its question; SOA and padding are not for here */
    const struct nk_dns_server *servers;
    size_t server_count;                /* 1 to NK_BULK_SERVERS_MAX */
    const struct nk_dns_policy *policy; /* its deadline is not looked at */
    int64_t question_ms;                /* for all tries of a question; negative: no limit */
    unsigned in_flight;                 /* 1 to NK_BULK_IN_FLIGHT_MAX */
    unsigned rate;                      /* datagrams a second; 0: no limit */
    bool unordered;
    bool log_tries; /* results have a log */
    int wait_fd;    /* for NK_BULK_LATER */
    int stop_fd;    /* readable: ends the run; -1: none */
    nk_bulk_next *next;
    nk_bulk_take *take;
    nk_bulk_tick *tick; /* some times a second; NULL: not */
    void *closure;
};

/*
 * Asks all that `next` gives and hands every result to `take`, by one thread, in bounded memory
 * however many there are: where results keep the order, a question that waits for its retries holds
 * up those behind it only when the window is full. A question goes to the servers in turn, for
 * `tries` rounds, until one gives an answer that counts (nk_dns_answer_mismatch()) and is no
 * refusal; a truncated one is asked again over TCP. True at the end, and where `take` or `stop_fd`
 * ended it (what was done by then has been handed out). False with `err`: memory, descriptors, no
 * random numbers.
 */
bool nk_bulk_run(const struct nk_bulk *b, struct nk_err *err);

#endif
