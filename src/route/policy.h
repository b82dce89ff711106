/* The answer to a packet: rules, tables and routes as the Linux kernel goes through them. */
#ifndef NK_ROUTE_POLICY_H
#define NK_ROUTE_POLICY_H

#include "route/fib.h"

/* What a look-up knows of a packet. Zero-initialised, with `dst` set, is a packet of this host of
 * which nothing else is said. Texts are names of devices, NULL: not said. */
struct nk_flow {
    struct nk_addr dst;
    struct nk_addr src; /* NK_FAMILY_NONE: the host has still to choose one */
    const char *iif;    /* where it came in; NULL: made by this host, which rules see as "lo" */
    const char *oif;    /* where it has to go out; without a meaning where `iif` is given */
    const char *vrf;    /* a VRF device: as an `oif` of that name */
    uint32_t mark, uid;
    bool has_uid; /* else a packet of this host is of user 0, one that came in of none */
    uint8_t tos;
    uint8_t ipproto;       /* 0: not said; IPv4 takes that for UDP, as `ip route get` does */
    uint16_t sport, dport; /* 0: not said */
};

/* What decided. */
enum nk_verdict_reason {
    NK_VERDICT_ROUTE,
    NK_VERDICT_RULE,      /* a rule that answers by itself: blackhole, unreachable, prohibit */
    NK_VERDICT_NO_ROUTE,  /* no rule led to a route */
    NK_VERDICT_SOURCE,    /* the source is no address of the host that makes the packet (IPv4) */
    NK_VERDICT_THIS_HOST, /* 0.0.0.0 as a destination is the host itself */
    NK_VERDICT_MARTIAN,   /* addresses that no packet from outside can have (IPv4) */
};

/* The answer. `hops` are those that the packet may take, each with its weight, and belong to the
 * table or to the verdict: valid until it is used again. Zero-initialise, release. */
struct nk_verdict {
    enum nk_verdict_reason reason;
    uint8_t type;                 /* enum nk_route_type; NK_ROUTE_UNSPEC: there is no route */
    const struct nk_route *route; /* NULL: none, or a rule decided */
    uint32_t entry;               /* of the route, NK_ROUTE_NONE */
    const struct nk_rule *rule;   /* the one that led here, NULL: none */
    const struct nk_hop *hops;
    size_t hop_count;
    struct nk_hop *own;
    size_t room;
};

void nk_verdict_release(struct nk_verdict *v);
/* One more next hop, copied; `hops` are the verdict's own then. False with NK_ERR_MEMORY. */
bool nk_verdict_add_hop(struct nk_verdict *v, const struct nk_hop *hop, struct nk_err *err);

/* Why a rule does not match, or a route is passed over. */
enum nk_why {
    NK_WHY_NONE,
    NK_WHY_IIF,
    NK_WHY_OIF,
    NK_WHY_MARK,
    NK_WHY_TUNNEL,
    NK_WHY_L3MDEV,
    NK_WHY_UID,
    NK_WHY_FROM,
    NK_WHY_TO,
    NK_WHY_TOS,
    NK_WHY_IPPROTO,
    NK_WHY_SPORT,
    NK_WHY_DPORT,
    NK_WHY_NOT,      /* all of the selector holds, and the rule says "not" */
    NK_WHY_DEAD,     /* no next hop is alive */
    NK_WHY_DEVICE,   /* no next hop leaves by the device asked for */
    NK_WHY_SOURCE,   /* IPv6: only packets of other sources */
    NK_WHY_SHADOWED, /* IPv6: beside routes of the same prefix for other sources, this one is not
                        looked at */
    NK_WHY_LONGER,   /* merged tables: the other one has a longer prefix */
};

/* For people: what stands behind "because". */
const char *nk_why_text(enum nk_why why);

enum nk_step_kind {
    NK_STEP_RULE_PASSED,   /* `rule` does not match; `why` */
    NK_STEP_RULE_MATCHED,  /* `rule` matches and does what it says: `part` is its table */
    NK_STEP_ROUTE_PASSED,  /* `route` of `entry` does not count; `why` */
    NK_STEP_ROUTE_CHOSEN,  /* `route` of `entry` is the table's answer */
    NK_STEP_THROW,         /* the table's answer is to go on with the next rule */
    NK_STEP_TABLE_NOTHING, /* the table has none */
    NK_STEP_SUPPRESSED,    /* the rule does not accept an answer with so short a prefix */
    NK_STEP_OVERRULED,     /* merged tables: the local answer gives way to a longer prefix */
};

struct nk_step {
    enum nk_step_kind kind;
    enum nk_why why;
    const struct nk_rule *rule;
    const struct nk_fib_part *part; /* NULL where the table is empty */
    uint32_t entry;
    const struct nk_route *route;
};

/* Sees every step of a look-up, in order. */
struct nk_trace {
    void (*step)(void *closure, const struct nk_step *step);
    void *closure;
};

/* A rule in its place. */
struct nk_policy_rule {
    const struct nk_rule *rule;
    const struct nk_fib_part *part; /* the table that it leads to; NULL: none, or empty */
    size_t target;                  /* where a goto goes on; its own place: nowhere */
};

/* The rules of one family in the order in which they are tried. */
struct nk_policy_list {
    struct nk_policy_rule *rules;
    size_t count;
    bool merged; /* IPv4 with the rules that every machine has: local and main are one trie */
};

/* A forwarding view, which it borrows, and the rules of both families before it. */
struct nk_policy {
    const struct nk_fib *fib;
    struct nk_policy_list ipv4, ipv6;
    bool knows_local; /* the table says which IPv4 addresses are the host's own */
    bool has_sources; /* some IPv6 route is for packets of some sources only */
};

/* What a policy has to know of all routes. */
enum nk_policy_traits {
    NK_POLICY_KNOWS_LOCAL = 1 << 0,
    NK_POLICY_HAS_SOURCES = 1 << 1,
};

unsigned nk_policy_traits(const struct nk_table *t);

/* Where a family has no rules, those that every machine has. False with NK_ERR_MEMORY. Release in
 * any case. */
bool nk_policy_build(struct nk_policy *p, const struct nk_fib *f, struct nk_err *err);
void nk_policy_release(struct nk_policy *p);
const struct nk_policy_list *nk_policy_list_of(const struct nk_policy *p, uint8_t family);

/*
 * What becomes of a packet. Rules by priority; the first table with a route decides; within a table
 * the longest prefix, then for IPv4 the greater TOS, then the lower metric; what does not fit is
 * passed over, down to shorter prefixes. `trace` may be NULL. False with NK_ERR_MEMORY.
 */
bool nk_policy_lookup(const struct nk_policy *p, const struct nk_flow *flow, struct nk_verdict *v,
                      const struct nk_trace *trace, struct nk_err *err);
/*
 * The tables that the packet's rules lead to, in order, whatever they hold: start with *at = 0;
 * false at the end. `part` is NULL for a table that is empty.
 */
bool nk_policy_next_table(const struct nk_policy *p, const struct nk_flow *flow, size_t *at,
                          const struct nk_rule **rule, const struct nk_fib_part **part);
/* The table of a VRF device, or of a device that belongs to one; false where none is known. */
bool nk_policy_vrf(const struct nk_policy *p, const char *dev, uint32_t *table);

/* ---- between policy's files ---------------------------------------------- */

/* A flow as rules and routes see it, once. */
struct nk_query {
    const struct nk_policy *policy;
    const struct nk_flow *flow;
    const struct nk_trace *trace;
    const char *iif, *oif; /* as rules match them; oif NULL: any */
    bool strict;           /* IPv6: other devices than `dev` do not count at all */
    const char *dev;       /* IPv6: the device that is preferred; NULL: none */
    bool has_vrf;
    uint32_t vrf_table;
    uint32_t uid;
    uint8_t ipproto;
};

struct nk_query nk_query_of(const struct nk_policy *p, const struct nk_flow *flow,
                            const struct nk_trace *trace);
void nk_query_tell(const struct nk_query *q, const struct nk_step *step);
/* NK_WHY_NONE where the rule matches. */
enum nk_why nk_query_match(const struct nk_query *q, const struct nk_rule *rule);
/* The table that a rule leads to. */
const struct nk_fib_part *nk_query_part(const struct nk_query *q, const struct nk_policy_rule *at);

/* What a table answers: `route` NULL, nothing. */
struct nk_found {
    const struct nk_route *route;
    uint32_t entry;
    uint32_t place; /* which of the entry's routes it is */
};

struct nk_found nk_query_table(const struct nk_query *q, const struct nk_fib_part *part);
/* The next hops of an answer that count, into the verdict. */
bool nk_query_hops(const struct nk_query *q, const struct nk_found *found, struct nk_verdict *v,
                   struct nk_err *err);

#endif
