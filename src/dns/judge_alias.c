#include <stdlib.h>

#include "dns/judge_part.h"
#include "dns/rdata.h"

/* An alias that applies to the name reached so far. */
struct alias {
    const struct nk_dns_record *rr; /* NULL: none */
    size_t at;                      /* its index */
    struct nk_name target;
};

static bool is_answer(const struct nk_dns_record *rr, uint16_t type)
{
    return rr->section == NK_DNS_ANSWER && rr->class == NK_CLASS_IN && rr->type == type;
}

static bool say_of(struct nk_judge *j, enum nk_step_verdict verdict, const char *before,
                   const struct nk_name *name, const char *after)
{
    nk_judge_say(j, verdict, "%s", before);
    nk_judge_add_name(j, name);
    nk_buf_add_text(&j->out->why, after);
    return false;
}

/* The CNAME record of the name. False where there are two that differ (RFC 2181 10.1). */
static bool find_cname(struct nk_judge *j, struct alias *a)
{
    struct nk_dns_judged *out = j->out;
    struct nk_name target;
    for (size_t i = 0; i < out->record_count; i++) {
        const struct nk_dns_record *rr = &out->records[i];
        if (!is_answer(rr, NK_TYPE_CNAME) || !nk_name_equal(&rr->owner, &out->name))
            continue;
        if (!nk_record_target(&out->reader, rr, &target))
            return say_of(j, NK_STEP_LAME, "its CNAME record of ", &out->name, " is malformed");
        if (a->rr != NULL && !nk_name_equal(&a->target, &target))
            return say_of(j, NK_STEP_LAME, "it gives two different CNAME records of ", &out->name,
                          "");
        *a = (struct alias){rr, i, target};
    }
    return true;
}

/* The DNAME record above the name, the nearest one; its owner is in the zone. */
static bool find_dname(struct nk_judge *j, struct alias *a)
{
    struct nk_dns_judged *out = j->out;
    for (size_t i = 0; i < out->record_count; i++) {
        const struct nk_dns_record *rr = &out->records[i];
        if (!is_answer(rr, NK_TYPE_DNAME) || rr->owner.len >= out->name.len ||
            !nk_name_is_under(&out->name, &rr->owner) || !nk_name_is_under(&rr->owner, j->zone) ||
            (a->rr != NULL && a->rr->owner.len >= rr->owner.len))
            continue;
        if (!nk_record_target(&out->reader, rr, &a->target))
            return say_of(j, NK_STEP_LAME, "its DNAME record of ", &rr->owner, " is malformed");
        a->rr = rr;
        a->at = i;
    }
    return true;
}

/* What a DNAME makes of the name (RFC 6672 2.2), and whether the CNAME record that the server made
 * says the same (3.1). */
static bool substitute(struct nk_judge *j, struct alias *dname, const struct alias *cname)
{
    struct nk_dns_judged *out = j->out;
    struct nk_name made;
    if (!nk_name_substitute(&out->name, &dname->rr->owner, &dname->target, &made))
        return say_of(j, NK_STEP_LIMIT, "the name that the DNAME of ", &dname->rr->owner,
                      " makes has more than 255 octets (RFC 6672 2.2)");
    if (cname->rr != NULL && !nk_name_equal(&cname->target, &made))
        return say_of(j, NK_STEP_LAME, "its CNAME record is not what the DNAME of ",
                      &dname->rr->owner, " makes (RFC 6672 3.1)");
    dname->target = made;
    return true;
}

static bool was_there(const struct nk_judge *j, const struct nk_name *name)
{
    const struct nk_dns_judged *out = j->out;
    if (nk_name_equal(name, &j->q->name))
        return true;
    for (size_t i = 0; i < out->alias_count; i++)
        if (nk_name_equal(name, &out->aliases[i]))
            return true;
    return false;
}

static bool add_alias(struct nk_judge *j, const struct nk_name *target)
{
    struct nk_dns_judged *out = j->out;
    void *aliases = out->aliases;
    if (was_there(j, target))
        return say_of(j, NK_STEP_LOOP, "the aliases lead back to ", target, "");
    if (out->alias_count == NK_JUDGE_ALIASES_MAX)
        return nk_judge_say(j, NK_STEP_LIMIT, "it gives more than %d aliases at once",
                            NK_JUDGE_ALIASES_MAX);
    if (!nk_grow(&aliases, out->alias_count, &out->alias_room, sizeof *out->aliases)) {
        out->failed = true;
        return false;
    }
    out->aliases = aliases;
    out->aliases[out->alias_count++] = *target;
    out->name = *target;
    return true;
}

/* RRSIG records of an owner and type go with what they sign. */
static void use_signatures(struct nk_judge *j, const struct nk_name *owner, uint16_t type)
{
    struct nk_dns_judged *out = j->out;
    for (size_t i = 0; i < out->record_count; i++) {
        const struct nk_dns_record *rr = &out->records[i];
        const uint8_t *rdata = out->reader.bytes + rr->rdata_at;
        if (!is_answer(rr, NK_TYPE_RRSIG) || rr->rdata_len < 18 ||
            !nk_name_equal(&rr->owner, owner) || (rdata[0] << 8 | rdata[1]) != type)
            continue;
        nk_judge_use(j, i);
        if (rdata[3] < nk_name_labels(owner) && rr->owner.wire[1] != '*')
            out->wildcard = true;
    }
}

static void use_alias(struct nk_judge *j, const struct alias *dname, const struct alias *cname)
{
    struct nk_dns_judged *out = j->out;
    const struct alias *both[] = {dname, cname};
    for (size_t i = 0; i < 2; i++) {
        if (both[i]->rr == NULL)
            continue;
        nk_judge_use(j, both[i]->at);
        nk_judge_ttl(j, both[i]->rr->ttl);
        use_signatures(j, &both[i]->rr->owner, both[i]->rr->type);
    }
    out->dname = out->dname || dname->rr != NULL;
}

/* Records of that type are what is asked for, and no alias is to be followed to them. */
static bool is_wanted(const struct nk_judge *j, uint16_t type)
{
    return j->q->type == type || j->q->type == NK_TYPE_ANY;
}

bool nk_judge_aliases(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    while (nk_name_is_under(&out->name, j->zone)) {
        struct alias dname = {0}, cname = {0};
        if (!find_dname(j, &dname) || !find_cname(j, &cname))
            return false;
        bool found = cname.rr != NULL && is_wanted(j, NK_TYPE_CNAME);
        if (dname.rr != NULL && !substitute(j, &dname, &cname))
            return false;
        if (found || (dname.rr == NULL && cname.rr == NULL))
            return true;
        use_alias(j, &dname, &cname);
        if (!add_alias(j, dname.rr != NULL ? &dname.target : &cname.target))
            return false;
    }
    return true;
}

size_t nk_judge_data(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    size_t count = 0, bad_at;
    uint16_t type = j->q->type;
    for (size_t i = 0; i < out->record_count; i++) {
        const struct nk_dns_record *rr = &out->records[i];
        if (rr->section != NK_DNS_ANSWER || rr->class != NK_CLASS_IN ||
            (type != NK_TYPE_ANY && rr->type != type) || !nk_name_equal(&rr->owner, &out->name))
            continue;
        struct nk_rdata d = nk_rdata_of(&out->reader, rr);
        if (nk_rdata_check(&d, &bad_at) != NULL)
            continue;
        nk_judge_use(j, i);
        nk_judge_ttl(j, rr->ttl);
        count++;
    }
    if (count > 0 && type != NK_TYPE_ANY)
        use_signatures(j, &out->name, type);
    return count;
}
