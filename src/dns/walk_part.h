/* What the files of the walk share. */
#ifndef NK_DNS_WALK_PART_H
#define NK_DNS_WALK_PART_H

#include "dns/walk.h"

#define NK_ITER_NOTHING UINT32_MAX

/* ---- what was learned: servers, their addresses, zones ------------------------- */

enum { NK_ITER_TRIED_A = 1, NK_ITER_TRIED_AAAA = 2 };

struct nk_iter_host {
    struct nk_name name;
    uint8_t tried; /* which side walks for it are over */
};

struct nk_iter_address {
    uint32_t host;
    struct nk_addr addr;
};

/* A zone and its servers: `count` numbers of hosts from `first` on. */
struct nk_iter_cut {
    struct nk_name zone;
    size_t first, count;
};

/* Zero-initialised is empty. */
struct nk_iter_cache {
    struct nk_iter_host *hosts;
    size_t host_count, host_room;
    struct nk_iter_address *addresses;
    size_t address_count, address_room;
    struct nk_iter_cut *cuts;
    size_t cut_count, cut_room;
    uint32_t *servers;
    size_t server_count, server_room;
};

void nk_iter_cache_release(struct nk_iter_cache *c);
/* The number of a server's name, a new one where it was not there. NK_ITER_NOTHING: memory. */
uint32_t nk_iter_host(struct nk_iter_cache *c, const struct nk_name *name);
/* False where memory is out. An address that is there already, or one too many, is no failure. */
bool nk_iter_address(struct nk_iter_cache *c, uint32_t host, const struct nk_addr *a);
/* A zone, whose servers nk_iter_cut_server() then adds; in place of what was known of it. */
uint32_t nk_iter_cut(struct nk_iter_cache *c, const struct nk_name *zone);
/* Adds a server to a zone, if it has not too many. */
bool nk_iter_cut_server(struct nk_iter_cache *c, uint32_t cut, uint32_t host);
/* The deepest known zone that holds the name; for DS, which stands at the parent, above it. */
uint32_t nk_iter_cut_find(const struct nk_iter_cache *c, const struct nk_name *name, uint16_t type);

/* ---- a walk --------------------------------------------------------------------- */

/* An address that may be asked. */
struct nk_iter_candidate {
    uint32_t host;
    struct nk_addr addr;
    unsigned timeouts;
    bool finished;
};

/* The walk itself, or a side walk for the address of a server. */
struct nk_iter_goal {
    struct nk_dns_question question;
    uint32_t host; /* whose address is wanted; NK_ITER_NOTHING: the walk itself */
    uint32_t cut;
    uint32_t skipped;   /* a bit for each server of the cut whose address is not looked for */
    unsigned sides;     /* side walks for servers of the cut */
    unsigned referrals; /* followed */
    unsigned failed[NK_STEP_VERDICTS]; /* servers of the cut, by verdict */
    bool tainted; /* something was left out that another walk need not leave out */
    /* with `all` */
    bool holds;         /* `held` is what the zone says */
    size_t held_by;     /* the candidate that said it */
    bool asks_servers;  /* the zone itself is asked for its servers */
    bool knows_servers; /* it was */
    unsigned compared, agreed;
    uint64_t digest;
    struct nk_iter_candidate *candidates;
    size_t candidate_count, candidate_room;
    struct nk_name *seen; /* names that were asked for, by way of aliases */
    size_t seen_count, seen_room;
};

/* An address that was silent. */
struct nk_iter_slow {
    struct nk_addr addr;
    unsigned times;
};

struct nk_dns_walk {
    const struct nk_dns_walk_setup *setup;
    struct nk_iter_cache cache;
    struct nk_iter_goal *goals; /* limits.depth + 1 of them */
    unsigned depth;             /* of the one that is worked on */
    unsigned queries, sides;
    int64_t time_us; /* of all questions */
    struct nk_iter_slow *slow;
    size_t slow_count, slow_room;
    bool answered[2], unreachable[2]; /* by family, IPv6 second */
    bool ended;
    enum nk_step_verdict verdict;
    struct nk_dns_reply reply, held_reply;
    struct nk_dns_judged judged, held;
    struct nk_buf why;
    struct nk_buf
        drift;          /* with `all`: where a zone's own servers are not those of its delegation */
    struct nk_err *err; /* of the step that is made */
    bool broken;        /* `err` is filled: no step more */
};

/* ---- which server next ------------------------------------------------------------ */

enum nk_iter_choice {
    NK_ITER_ASK,  /* candidate `at` */
    NK_ITER_SIDE, /* the address of server `at` of the cut is to be found */
    NK_ITER_DONE, /* all have been tried */
};

/* Adds the addresses that are known of the cut's servers and are not yet among the candidates. */
bool nk_iter_candidates(struct nk_dns_walk *w, struct nk_iter_goal *g);
enum nk_iter_choice nk_iter_choose(const struct nk_dns_walk *w, const struct nk_iter_goal *g,
                                   size_t *at);
/* Whether an address of the server is known that may be asked. It need not be a candidate: one that
 * another server has too is asked under that name. */
bool nk_iter_has_address(const struct nk_dns_walk *w, uint32_t host);
/* Keeps that the address was silent. */
bool nk_iter_slow(struct nk_dns_walk *w, const struct nk_addr *a);

/* ---- asking --------------------------------------------------------------------------- */

/* Asks a candidate and tells of it; the verdict is in `judged` too. False when `broken`. */
bool nk_iter_ask(struct nk_dns_walk *w, struct nk_iter_goal *g, struct nk_iter_candidate *c,
                 enum nk_step_verdict *verdict);

/* ---- telling ----------------------------------------------------------------------------- */

void nk_iter_tell(struct nk_dns_walk *w, struct nk_dns_event *step);
/* A step of the goal, filled as far as the goal tells. */
struct nk_dns_event nk_iter_step_of(const struct nk_dns_walk *w, enum nk_dns_event_kind event);
void nk_iter_add_name(struct nk_dns_walk *w, const struct nk_name *name);
int64_t nk_iter_now(const struct nk_dns_walk *w);
static inline const struct nk_iter_cut *nk_iter_cut_of(const struct nk_dns_walk *w,
                                                       const struct nk_iter_goal *g)
{
    return &w->cache.cuts[g->cut];
}
/* Server `at` of the goal's cut. */
static inline struct nk_iter_host *nk_iter_host_of(const struct nk_dns_walk *w,
                                                   const struct nk_iter_goal *g, size_t at)
{
    return &w->cache.hosts[w->cache.servers[nk_iter_cut_of(w, g)->first + at]];
}

/* ---- side walks ---------------------------------------------------------------------------- */

/* Begins a side walk for server `at` of the goal's cut, or says why not. False when broken. */
bool nk_iter_side(struct nk_dns_walk *w, size_t at);
/* Ends it: with the addresses of `judged` where the verdict is ANSWER. False when broken. */
bool nk_iter_side_end(struct nk_dns_walk *w, enum nk_step_verdict verdict);

/* ---- asking all --------------------------------------------------------------------------- */

/* Whether the answer says what the first good one said, in `step`. False when broken. */
bool nk_iter_compare(struct nk_dns_walk *w, struct nk_iter_goal *g, struct nk_dns_event *step);
/* Keeps the first good answer, that of candidate `at`, until all servers have been asked. */
void nk_iter_hold(struct nk_dns_walk *w, struct nk_iter_goal *g, size_t at);
/* All have been asked: asks the zone for its own servers, and those it names beside the others;
 * then the walk goes on from what is held. False when it is over or broken. */
bool nk_iter_settle(struct nk_dns_walk *w, struct nk_iter_goal *g);

/* ---- goals ----------------------------------------------------------------------------------- */

/* Goes to a zone's servers. */
bool nk_iter_enter(struct nk_dns_walk *w, struct nk_iter_goal *g, uint32_t cut);
/* Follows a good verdict. False when the walk is over or broken. */
bool nk_iter_act(struct nk_dns_walk *w, struct nk_iter_goal *g, const struct nk_dns_judged *j);
/* Appends " (2 lame, 1 silent)" to the sentence. */
void nk_iter_add_tally(struct nk_dns_walk *w, const struct nk_iter_goal *g);
bool nk_iter_broken(struct nk_dns_walk *w);

#endif
