/* Validated ROA payloads (RFC 6811) and the local exceptions to them (SLURM, RFC 8416). */
#ifndef NK_ROUTE_VRP_H
#define NK_ROUTE_VRP_H

#include "route/fib.h"
#include "route/read.h"

/* What SLURM drops: all payloads within the prefix, or of the AS, or both (RFC 8416 3.3.1). */
struct nk_vrp_filter {
    struct nk_prefix prefix; /* NK_FAMILY_NONE: any */
    uint32_t asn;
    bool has_asn;
};

/*
 * A set of payloads. One of them is a route of `table`: prefix, `origin` the AS, `metric` the
 * maximum length; `added` has those that SLURM adds, which no filter drops. nk_vrps_finish() makes
 * the forwarding view, in which those that cover a prefix are found from the longest on.
 */
struct nk_vrps {
    struct nk_table table, added;
    struct nk_vrp_filter *filters;
    size_t filter_count, filter_room;
    struct nk_fib fib;
};

/* Zero-initialised is empty. */
void nk_vrps_release(struct nk_vrps *v);
/* Adds to `to`, which is one of the two tables. False with NK_ERR_INPUT where the maximum length is
 * not from the prefix's length to the family's width (RFC 9582 4.3.2.2), or the prefix has host
 * bits; there are no offsets. */
bool nk_vrp_add(struct nk_table *to, const struct nk_prefix *prefix, uint32_t max_length,
                uint32_t asn, struct nk_err *err);
bool nk_vrps_add_filter(struct nk_vrps *v, const struct nk_vrp_filter *filter, struct nk_err *err);
/* Filters, adds the assertions, sorts. After the last file. False with NK_ERR_MEMORY. */
bool nk_vrps_finish(struct nk_vrps *v, struct nk_err *err);

enum nk_origin_state { NK_ORIGIN_VALID, NK_ORIGIN_INVALID, NK_ORIGIN_NOT_FOUND };

/* Why a state is what it is. */
enum nk_origin_reason {
    NK_ORIGIN_MATCHED,   /* valid: a payload covers it, allows the length, and names the AS */
    NK_ORIGIN_TOO_LONG,  /* invalid: one names the AS, but not that length */
    NK_ORIGIN_OTHER_AS,  /* invalid: all that cover it name other ASes */
    NK_ORIGIN_NO_ONE,    /* invalid: the path has no one origin (AS_SET, or none at all) */
    NK_ORIGIN_UNCOVERED, /* not found */
};

struct nk_origin_verdict {
    enum nk_origin_state state;
    enum nk_origin_reason reason;
    const struct nk_route *vrp; /* the payload that decided, NULL where none covers */
};

/* RFC 6811 2: `has_origin` false is an origin of NONE, which nothing matches; AS 0 matches nothing
 * either (RFC 6483 4). */
struct nk_origin_verdict nk_vrps_validate(const struct nk_vrps *v, const struct nk_prefix *prefix,
                                          bool has_origin, uint32_t origin);

/* The two steps of that, for whoever wants to see them: the longest entry of the view that covers
 * the whole prefix, not just its first address, from which nk_fib_parent() leads to the others;
 * NK_ROUTE_NONE for none. And what one payload that covers the prefix says. */
uint32_t nk_vrps_covering(const struct nk_vrps *v, const struct nk_prefix *prefix);
enum nk_origin_reason nk_vrp_judge(const struct nk_route *vrp, const struct nk_prefix *prefix,
                                   bool has_origin, uint32_t origin);

/* Reads a file of payloads: routinator's csv, csvcompat, csvext, json and jsonext, and SLURM.
 * `r->lines` is open; the reader's table is not used. As nk_route_read(). */
bool nk_vrps_read(struct nk_vrps *v, struct nk_route_reader *r, struct nk_err *err);

#endif
