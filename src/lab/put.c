/* Records into the sections of an answer. */
#include "lab/reply.h"

static bool put_one(struct nk_lab_reply *r, enum nk_dns_section section, const struct nk_zone *z,
                    const struct nk_zone_record *rr, const struct nk_name *owner, uint32_t ttl)
{
    bool fits =
        nk_dns_put_record(&r->w, section, owner == NULL ? &rr->owner : owner, rr->type, NK_CLASS_IN,
                          rr->ttl < ttl ? rr->ttl : ttl, nk_zone_rdata(z, rr), rr->len);
    if (!fits && section != NK_DNS_ADDITIONAL)
        r->truncated = true;
    return fits;
}

/* RRSIG records begin with the type that they cover (RFC 4034 3.1). */
static bool covers(const struct nk_zone *z, const struct nk_zone_record *rrsig, uint16_t type)
{
    const uint8_t *rdata = nk_zone_rdata(z, rrsig);
    return rrsig->len > 2 && rdata[0] == type >> 8 && rdata[1] == (type & 0xff);
}

void nk_lab_put_set(struct nk_lab_reply *r, enum nk_dns_section section, const struct nk_zone *z,
                    struct nk_zone_set set, const struct nk_name *owner, uint32_t ttl)
{
    struct nk_zone_set rrsigs = {0};
    for (size_t i = 0; i < set.count; i++)
        if (!put_one(r, section, z, &set.first[i], owner, ttl))
            return;
    if (r->edns.dnssec_ok && set.count > 0 && set.first->type != NK_TYPE_RRSIG)
        rrsigs = nk_zone_find(z, &set.first->owner, NK_TYPE_RRSIG);
    for (size_t i = 0; i < rrsigs.count; i++)
        if (covers(z, &rrsigs.first[i], set.first->type) &&
            !put_one(r, section, z, &rrsigs.first[i], owner, ttl))
            return;
}

void nk_lab_put_node(struct nk_lab_reply *r, const struct nk_zone *z, struct nk_zone_set node,
                     const struct nk_name *owner)
{
    for (size_t i = 0; i < node.count; i++)
        if (!put_one(r, NK_DNS_ANSWER, z, &node.first[i], owner, UINT32_MAX))
            return;
}

/* ---- proofs ------------------------------------------------------------------------ */

void nk_lab_prove(struct nk_lab_reply *r, const struct nk_zone *z, const struct nk_name *name)
{
    if (r->edns.dnssec_ok && r->proof_count < NK_LAB_PROOFS_MAX)
        r->proofs[r->proof_count++] = (struct nk_lab_proof){z, *name};
}

/* Whether an earlier proof is by the same record. */
static bool is_proved(const struct nk_lab_reply *r, unsigned at, struct nk_zone_set nsec)
{
    for (unsigned i = 0; i < at; i++)
        if (nk_zone_nsec(r->proofs[i].z, &r->proofs[i].name).first == nsec.first)
            return true;
    return false;
}

void nk_lab_put_proofs(struct nk_lab_reply *r)
{
    for (unsigned i = 0; i < r->proof_count; i++) {
        const struct nk_lab_proof *p = &r->proofs[i];
        struct nk_zone_set nsec = nk_zone_nsec(p->z, &p->name);
        if (nsec.count > 0 && !is_proved(r, i, nsec))
            nk_lab_put_set(r, NK_DNS_AUTHORITY, p->z, nsec, NULL, UINT32_MAX);
    }
}

/* ---- additional data ----------------------------------------------------------------- */

/* Addresses of a name into the additional section. False where they do not fit. */
static bool put_addresses(struct nk_lab_reply *r, const struct nk_zone *z,
                          const struct nk_name *name)
{
    static const uint16_t types[] = {NK_TYPE_A, NK_TYPE_AAAA};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        nk_lab_put_set(r, NK_DNS_ADDITIONAL, z, nk_zone_find(z, name, types[i]), NULL, UINT32_MAX);
        if (r->w.full)
            return false;
    }
    return true;
}

/* Where the RDATA has a name whose addresses the client will ask for next; SIZE_MAX: nowhere. */
static size_t target_offset(uint16_t type)
{
    switch (type) {
    case NK_TYPE_NS:
        return 0;
    case NK_TYPE_MX:
        return 2;
    case NK_TYPE_SRV:
        return 6;
    default:
        return SIZE_MAX;
    }
}

static bool is_named_before(const struct nk_zone *z, struct nk_zone_set set, size_t at,
                            size_t offset, const struct nk_name *name)
{
    struct nk_name other;
    for (size_t i = 0; i < at; i++)
        if (nk_zone_name_at(z, &set.first[i], offset, &other) && nk_name_equal(&other, name))
            return true;
    return false;
}

void nk_lab_put_additional(struct nk_lab_reply *r, const struct nk_zone *z, struct nk_zone_set set)
{
    size_t offset = set.count == 0 ? SIZE_MAX : target_offset(set.first->type);
    for (size_t i = 0; offset != SIZE_MAX && i < set.count; i++) {
        struct nk_name name;
        if (!nk_zone_name_at(z, &set.first[i], offset, &name) ||
            is_named_before(z, set, i, offset, &name))
            continue;
        const struct nk_lab_zone *zone = nk_lab_zone_of(r->host, &name, false);
        if (zone != NULL && !put_addresses(r, &zone->data, &name))
            return;
    }
}

void nk_lab_put_glue(struct nk_lab_reply *r, const struct nk_zone *z, struct nk_zone_set ns,
                     const struct nk_name *cut)
{
    for (size_t i = 0; i < ns.count; i++) {
        struct nk_name name;
        if (nk_zone_name_at(z, &ns.first[i], 0, &name) && !put_addresses(r, z, &name)) {
            r->truncated = r->truncated || nk_name_is_under(&name, cut);
            return;
        }
    }
}
