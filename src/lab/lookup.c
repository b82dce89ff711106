/* The algorithm of RFC 1034 4.3.2, with DNAME (RFC 6672) and wildcards (RFC 4592). */
#include <string.h>

#include "lab/reply.h"

enum { EDE_NOT_AUTHORITATIVE = 20, EDE_NO_REACHABLE_AUTHORITY = 22 }; /* RFC 8914 4 */

/* What is looked for: aliases move the name, and those that it had are kept to see a loop. */
struct search {
    struct nk_lab_reply *r;
    const struct nk_zone *z;
    struct nk_name name;
    uint16_t type;
    bool resolver;
    struct nk_name seen[NK_LAB_ALIASES_MAX];
    unsigned aliases;
    struct nk_zone_set found; /* the answer, whose additional data are due */
    struct nk_name cut;       /* of a referral; else no name */
};

enum { RCODE_YXDOMAIN = 6 };

enum step { DONE, AGAIN };

const struct nk_lab_zone *nk_lab_zone_of(const struct nk_lab_host *host, const struct nk_name *name,
                                         bool above)
{
    const struct nk_lab_zone *best = NULL;
    for (size_t i = 0; i < host->zone_count; i++) {
        const struct nk_lab_zone *zone = host->zones[i];
        const struct nk_name *origin = &zone->data.origin;
        if (nk_name_is_under(name, origin) && !(above && nk_name_equal(name, origin)) &&
            (best == NULL || origin->len > best->data.origin.len))
            best = zone;
    }
    return best;
}

static void put(struct search *s, enum nk_dns_section section, struct nk_zone_set set,
                const struct nk_name *owner)
{
    nk_lab_put_set(s->r, section, s->z, set, owner, UINT32_MAX);
}

/* ---- what the zone says ----------------------------------------------------------- */

/* The SOA record tells how long the negative answer may be kept (RFC 2308 3). */
static enum step deny(struct search *s, unsigned rcode)
{
    struct nk_zone_set soa = nk_zone_find(s->z, &s->z->origin, NK_TYPE_SOA);
    if (s->aliases == 0)
        s->r->aa = true;
    s->r->rcode = rcode; /* of the last name of a chain of aliases (RFC 6604 2.1) */
    nk_lab_prove(s->r, s->z, &s->name);
    nk_lab_put_set(s->r, NK_DNS_AUTHORITY, s->z, soa, NULL, nk_zone_minimum(s->z));
    return DONE;
}

static enum step fail(struct search *s)
{
    struct nk_lab_reply *r = s->r;
    nk_lab_empty(r);
    r->truncated = false;
    r->proof_count = 0;
    r->rcode = NK_RCODE_SERVFAIL;
    r->ede = EDE_NO_REACHABLE_AUTHORITY;
    return DONE;
}

/* A zone cut: who knows more, and where they are (RFC 1034 4.3.2 3b); whether the zone below is
 * signed (RFC 4035 3.1.4). */
static enum step refer(struct search *s, const struct nk_name *cut)
{
    struct nk_zone_set ds = nk_zone_find(s->z, cut, NK_TYPE_DS);
    if (s->resolver)
        return fail(s); /* none of the servers there is any good */
    s->cut = *cut;
    put(s, NK_DNS_AUTHORITY, nk_zone_find(s->z, cut, NK_TYPE_NS), NULL);
    if (s->r->edns.dnssec_ok && ds.count > 0)
        put(s, NK_DNS_AUTHORITY, ds, NULL);
    else
        nk_lab_prove(s->r, s->z, cut);
    return DONE;
}

static enum step follow(struct search *s, const struct nk_name *target)
{
    s->seen[s->aliases++] = s->name;
    for (unsigned i = 0; i < s->aliases; i++)
        if (nk_name_equal(&s->seen[i], target))
            return s->resolver ? fail(s) : DONE; /* a loop */
    if (s->aliases == NK_LAB_ALIASES_MAX)
        return s->resolver ? fail(s) : DONE;
    s->name = *target;
    return AGAIN;
}

/* The CNAME that a DNAME stands for has the DNAME's TTL (RFC 6672 3.1). */
static enum step redirect(struct search *s, struct nk_zone_set dname)
{
    struct nk_name target, alias;
    s->r->aa = s->r->aa || s->aliases == 0;
    put(s, NK_DNS_ANSWER, dname, NULL);
    if (!nk_zone_name_at(s->z, dname.first, 0, &target))
        return DONE;
    if (!nk_name_substitute(&s->name, &dname.first->owner, &target, &alias)) {
        s->r->rcode = RCODE_YXDOMAIN; /* the name got too long (RFC 6672 2.2) */
        return DONE;
    }
    if (!nk_dns_put_record(&s->r->w, NK_DNS_ANSWER, &s->name, NK_TYPE_CNAME, NK_CLASS_IN,
                           dname.first->ttl, alias.wire, alias.len))
        s->r->truncated = true;
    return follow(s, &alias);
}

/* The name exists, or a wildcard stands for it; `node` is where the records are. They are owned by
 * the name as it was asked for, letter by letter. */
static enum step answer(struct search *s, const struct nk_name *node)
{
    struct nk_zone_set cname = nk_zone_find(s->z, node, NK_TYPE_CNAME);
    struct nk_zone_set set =
        s->type == NK_TYPE_ANY ? nk_zone_node(s->z, node) : nk_zone_find(s->z, node, s->type);
    bool alias = set.count == 0 && cname.count > 0;
    struct nk_name target;
    if (!nk_name_equal(node, &s->name))
        nk_lab_prove(s->r, s->z, &s->name); /* no closer name is there (RFC 4035 3.1.3.3) */
    if (set.count == 0 && !alias) {
        nk_lab_prove(s->r, s->z, node);
        return deny(s, NK_RCODE_NOERROR);
    }
    s->r->aa = s->r->aa || s->aliases == 0;
    if (s->type == NK_TYPE_ANY)
        nk_lab_put_node(s->r, s->z, set, &s->name);
    else
        put(s, NK_DNS_ANSWER, alias ? cname : set, &s->name);
    if (alias)
        return nk_zone_name_at(s->z, cname.first, 0, &target) ? follow(s, &target) : DONE;
    s->found = set;
    return DONE;
}

/* ---- down the tree ------------------------------------------------------------------ */

/* The nearest name above that exists: the closest encloser (RFC 4592 3.3.1). */
static struct nk_name find_encloser(const struct search *s)
{
    struct nk_name at = s->name;
    unsigned labels = nk_name_labels(&s->name), own = nk_name_labels(&s->z->origin);
    while (labels > own) {
        nk_name_suffix(&s->name, --labels, &at);
        if (nk_zone_exists(s->z, &at))
            break;
    }
    return at;
}

static enum step look(struct search *s)
{
    unsigned own = nk_name_labels(&s->z->origin), all = nk_name_labels(&s->name);
    struct nk_name node;
    for (unsigned labels = own; labels <= all; labels++) {
        nk_name_suffix(&s->name, labels, &node);
        bool cut = labels > own && nk_zone_find(s->z, &node, NK_TYPE_NS).count > 0;
        if (cut && !(labels == all && s->type == NK_TYPE_DS))
            return refer(s, &node);
        struct nk_zone_set dname = nk_zone_find(s->z, &node, NK_TYPE_DNAME);
        if (labels < all && dname.count > 0)
            return redirect(s, dname);
    }
    if (nk_zone_exists(s->z, &s->name))
        return answer(s, &s->name);
    struct nk_name encloser = find_encloser(s);
    bool wildcard = nk_name_wildcard(&encloser, &node);
    if (wildcard && nk_zone_node(s->z, &node).count > 0)
        return answer(s, &node);
    nk_lab_prove(s->r, s->z, &s->name);
    if (wildcard)
        nk_lab_prove(s->r, s->z, &node); /* nor is there a wildcard (RFC 4035 3.1.3.2) */
    return deny(s, NK_RCODE_NXDOMAIN);
}

void nk_lab_look_up(struct nk_lab_reply *r)
{
    struct search s = {.r = r,
                       .name = r->question.name,
                       .type = r->question.type,
                       .resolver = (r->host->row->flags & NK_LAB_RESOLVER) != 0};
    enum step step = AGAIN;
    while (step == AGAIN) {
        const struct nk_lab_zone *zone = NULL;
        if (s.type == NK_TYPE_DS)
            zone = nk_lab_zone_of(r->host, &s.name, true);
        if (zone == NULL)
            zone = nk_lab_zone_of(r->host, &s.name, false);
        if (zone == NULL && s.aliases == 0) {
            r->rcode = NK_RCODE_REFUSED;
            r->ede = EDE_NOT_AUTHORITATIVE;
        }
        if (zone == NULL)
            break; /* an alias that leaves the zones of this server */
        s.z = &zone->data;
        step = look(&s);
    }
    nk_lab_put_proofs(r);
    if (s.cut.len > 0)
        nk_lab_put_glue(r, s.z, nk_zone_find(s.z, &s.cut, NK_TYPE_NS), &s.cut);
    else if (!s.resolver)
        nk_lab_put_additional(r, s.z, s.found);
}
