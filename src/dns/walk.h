/* Iterative resolution from the root: one server after another, each step an event. */
#ifndef NK_DNS_WALK_H
#define NK_DNS_WALK_H

#include "dns/exchange.h"
#include "dns/hints.h"
#include "dns/judge.h"

/* What a walk does at most. Beyond each it ends, or leaves that server, and says so. */
struct nk_dns_walk_limits {
    unsigned queries;   /* questions sent */
    unsigned sides;     /* side walks for addresses of servers */
    unsigned per_zone;  /* of those, for the servers of one zone: see NXNSAttack */
    unsigned depth;     /* side walks within side walks */
    unsigned aliases;   /* followed in one walk */
    unsigned referrals; /* followed in one walk */
};
extern const struct nk_dns_walk_limits nk_dns_walk_limits;

enum nk_dns_event_kind {
    NK_EVENT_ASKED,    /* a server was asked: see `verdict` */
    NK_EVENT_STUCK,    /* something was not done: verdict loop or limit. Nothing was sent */
    NK_EVENT_SIDE,     /* a side walk begins: the address of a server of `zone` is wanted */
    NK_EVENT_SIDE_END, /* it is over */
    NK_EVENT_COMPARED, /* with `all`: the servers of a zone have all been asked */
    NK_EVENT_END,      /* the walk is over */
};

/* One event. Valid during the call. */
struct nk_dns_event {
    enum nk_dns_event_kind event;
    unsigned depth;  /* 0: the walk itself; above: a side walk */
    unsigned number; /* questions sent so far */
    struct nk_dns_question question;
    struct nk_name zone;        /* whose server it is */
    struct nk_name server_name; /* of side walks the server whose address is wanted; "no name" where
                                   there is none */
    struct nk_addr server;
    enum nk_step_verdict
        verdict;     /* not of NK_EVENT_SIDE. Of NK_EVENT_SIDE_END ANSWER: it was found */
    const char *why; /* one sentence without a full stop; may hold what came from
                        outside only in names, which are escaped */
    const struct nk_dns_judged *judged; /* what came; of COMPARED and END what the walk goes by.
                                           NULL: nothing came */
    enum nk_transport transport;
    int64_t time_us; /* of the question; of the end: of all questions */
    int agrees;      /* with `all`: as the first good one of the zone 1, else 0; -1: no matter */
};
typedef void nk_dns_watch(void *closure, const struct nk_dns_event *step);

/* How it is done. Everything is borrowed and stands while the walk goes on. */
struct nk_dns_walk_setup {
    nk_dns_ask *ask;
    void *ask_closure;
    nk_dns_watch *watch;
    void *watch_closure;
    int64_t (*now)(void *closure); /* milliseconds; NULL: nk_clock_ms() */
    void *now_closure;
    struct nk_dns_query query;   /* the question is the walk's, and RD is off */
    struct nk_dns_policy policy; /* `deadline` is of the whole walk; `tries` are rounds: a server
                                    that is silent waits until the others have been asked */
    uint16_t port;
    uint8_t family; /* of the servers asked; NK_FAMILY_NONE: both, IPv4 first */
    bool all;       /* asks all servers of every zone, and compares */
    struct nk_dns_walk_limits limits;
};

struct nk_dns_walk;
/* A walk for `q`, whose class is IN. NULL with `err` when out of memory. */
struct nk_dns_walk *nk_dns_walk_new(const struct nk_dns_walk_setup *setup,
                                    const struct nk_dns_hints *hints,
                                    const struct nk_dns_question *q, struct nk_err *err);
void nk_dns_walk_free(struct nk_dns_walk *w);
/* One step: at most one question. False when the walk is over, and with `err` filled when it could
 * not go on (memory, no descriptor, interrupted). */
bool nk_dns_walk_step(struct nk_dns_walk *w, struct nk_err *err);
/* All steps. False with `err`. */
bool nk_dns_walk_run(struct nk_dns_walk *w, struct nk_err *err);
/* How it ended. */
enum nk_step_verdict nk_dns_walk_verdict(const struct nk_dns_walk *w);
/* After the end: the zone that spoke last, and its servers' addresses, as far as they are known;
 * false behind the last. With `all` each server is known. */
void nk_dns_walk_zone(const struct nk_dns_walk *w, struct nk_name *zone);
bool nk_dns_walk_server(const struct nk_dns_walk *w, size_t at, struct nk_name *name,
                        struct nk_addr *addr);

#endif
