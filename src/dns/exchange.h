/* One question to one of several servers, and its answer: transports, tries, one deadline. */
#ifndef NK_DNS_EXCHANGE_H
#define NK_DNS_EXCHANGE_H

#include "base/buf.h"
#include "base/clock.h"
#include "netkit/dns.h"

enum nk_transport { NK_DNS_UDP, NK_DNS_TCP, NK_DNS_TLS, NK_DNS_HTTPS, NK_DNS_QUIC };
/* "udp", "tcp", "tls", "https", "quic". */
const char *nk_transport_name(enum nk_transport transport);

/* Where to ask. `host` and `path` are for encrypted transports and for messages; borrowed, NULL:
 * none. */
struct nk_dns_server {
    struct nk_addr addr;
    uint16_t port;
    enum nk_transport transport; /* UDP goes on over TCP when an answer is truncated */
    const char *host, *path;
};

/* What goes out. */
struct nk_dns_query {
    struct nk_dns_question question;
    unsigned opcode;
    uint16_t flags;      /* NK_DNS_RD, NK_DNS_CD, NK_DNS_AD */
    struct nk_edns edns; /* `present` false: no OPT record */
    bool cookie;         /* adds a cookie (RFC 7873): the session's, and what the server gave */
    /* What a server is sent first, in place of one that is made up; of length 0: none. Borrowed. */
    const uint8_t *first_cookie;
    size_t first_cookie_len;
    bool keep_version; /* BADVERS is the answer: not asked again with version 0 */
    uint16_t padding;  /* pads to a multiple of that many octets (RFC 7830, 8467); 0: not */
    /* For IXFR: RDATA of the SOA record in the authority section, uncompressed; NULL: none. */
    const uint8_t *soa;
    size_t soa_len;
};

/* How it is asked. Times are milliseconds; `deadline` is of nk_clock_ms() and covers everything,
 * negative: none. */
struct nk_dns_policy {
    unsigned tries; /* per server, at least 1 */
    int64_t try_ms;
    int64_t deadline;
    bool tcp;              /* from the start */
    bool ignore_tc;        /* a truncated answer is the answer */
    struct nk_addr source; /* of NK_FAMILY_NONE: the system's choice */
    uint16_t source_port;  /* 0: the system's choice */
};

/* Why a try gave no answer that ends the exchange. */
enum nk_dns_fault {
    NK_DNS_GOOD,        /* it did */
    NK_DNS_TIMEOUT,     /* nothing that counts came in time */
    NK_DNS_TRUNCATED,   /* TC: asked again over TCP */
    NK_DNS_REFUSES,     /* SERVFAIL, REFUSED, NOTIMP: the next server is asked, the answer kept */
    NK_DNS_UNREACHABLE, /* the system says so: `number` is its errno */
    NK_DNS_CLOSED,      /* the connection ended early */
    NK_DNS_MALFORMED,   /* an answer that is ours but cannot be read */
    NK_DNS_NO_EDNS,     /* FORMERR or BADVERS: asked again without EDNS, or with its version */
    NK_DNS_BAD_COOKIE,  /* BADCOOKIE: asked again with the new cookie */
    NK_DNS_BAD_ADDRESS, /* unspecified, multicast or broadcast: nothing was sent */
};
/* "timeout", "truncated", ...: the `error` of `tries` in JSON; NULL for NK_DNS_GOOD. */
const char *nk_dns_fault_name(enum nk_dns_fault fault);

struct nk_dns_try {
    size_t server; /* index in the list that was given */
    enum nk_transport transport;
    enum nk_dns_fault fault;
    int number; /* errno where there is one; of NK_DNS_REFUSES the RCODE */
    int64_t time_us;
    unsigned dropped;     /* datagrams that did not count: another ID, question, QR... */
    const char *mismatch; /* of the last of them, or what is malformed; ours */
};

/* What came of it; zero-initialised is empty. Owns its memory. */
struct nk_dns_reply {
    struct nk_buf message;   /* the answer as it came; empty: no server gave one */
    enum nk_dns_fault fault; /* GOOD; of an answer for want of a better one REFUSES or MALFORMED */
    size_t server;           /* which gave it */
    enum nk_transport transport;
    int64_t time_us;     /* of the try that gave it */
    int64_t received_at; /* seconds since 1970 */
    struct nk_dns_try *tries;
    size_t try_count, try_room;
};
void nk_dns_reply_release(struct nk_dns_reply *r);
/* Empties it for another exchange and keeps its memory. */
void nk_dns_reply_clear(struct nk_dns_reply *r);

/* What lives longer than a question: cookies of servers. */
struct nk_dns_session;
struct nk_dns_session *nk_dns_session_new(struct nk_err *err);
void nk_dns_session_free(struct nk_dns_session *s);

/*
 * Asks the servers in their order, `tries` rounds, until one gives an answer that counts and is no
 * refusal. True with an answer in `reply` (any RCODE; a refusal only where no server did better),
 * and true without one (`message` empty) where all tries failed: `tries` tells how. False with
 * `err` only where the exchange could not be made at all (memory, descriptors, interrupted).
 */
bool nk_dns_exchange(struct nk_dns_session *s, const struct nk_dns_query *query,
                     const struct nk_dns_server *servers, size_t count,
                     const struct nk_dns_policy *policy, struct nk_dns_reply *reply,
                     struct nk_err *err);

/* The same as a value, so that the walk and the tests can be given another network. */
typedef bool nk_dns_ask(void *closure, const struct nk_dns_query *query,
                        const struct nk_dns_server *servers, size_t count,
                        const struct nk_dns_policy *policy, struct nk_dns_reply *reply,
                        struct nk_err *err);

/* Writes the query as a message of at most `room` octets; its length, 0 where it does not fit. */
size_t nk_dns_query_write(const struct nk_dns_query *query, uint16_t id, void *bytes, size_t room);

/* False for addresses to which no question is ever sent: unspecified, multicast, broadcast. */
bool nk_dns_may_ask(const struct nk_addr *a);

#endif
