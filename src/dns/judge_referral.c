#include <stdlib.h>

#include "dns/judge_part.h"

/* ---- the zone that is referred to ------------------------------------------- */

static bool is_server(const struct nk_dns_record *rr)
{
    return rr->section == NK_DNS_AUTHORITY && rr->type == NK_TYPE_NS && rr->class == NK_CLASS_IN;
}

/* Below the zone that was asked, towards the name. DS records stand at the parent (RFC 4035
 * 3.1.4.1): for them the name's own zone is too far. */
static bool leads_down(const struct nk_judge *j, const struct nk_name *owner)
{
    return owner->len > j->zone->len && nk_name_is_under(owner, j->zone) &&
           nk_name_is_under(&j->q->name, owner) &&
           !(j->q->type == NK_TYPE_DS && nk_name_equal(owner, &j->q->name));
}

static bool say_astray(struct nk_judge *j, const struct nk_name *owner)
{
    const char *where = nk_name_equal(owner, j->zone)       ? "back to the zone itself, "
                        : nk_name_is_under(j->zone, owner)  ? "upwards, to "
                        : nk_name_equal(owner, &j->q->name) ? "past the parent, to "
                        : nk_name_is_under(owner, j->zone)
                            ? "to a zone that does not hold the name, "
                            : "sideways, to ";
    nk_judge_say(j, NK_STEP_LAME, "it refers %s", where);
    nk_judge_add_name(j, owner);
    return false;
}

/* The deepest zone that leads down; false, with the sentence, where there are only others. */
static bool find_cut(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    const struct nk_dns_record *down = NULL, *astray = NULL;
    for (size_t i = 0; i < out->record_count; i++) {
        const struct nk_dns_record *rr = &out->records[i];
        if (!is_server(rr))
            continue;
        if (!leads_down(j, &rr->owner))
            astray = rr;
        else if (down == NULL || rr->owner.len > down->owner.len)
            down = rr;
    }
    if (down == NULL)
        return astray == NULL ? false : say_astray(j, &astray->owner);
    out->zone = down->owner;
    return true;
}

/* ---- its servers ------------------------------------------------------------- */

static bool has_server(const struct nk_dns_judged *out, const struct nk_name *name)
{
    for (size_t i = 0; i < out->server_count; i++)
        if (nk_name_equal(&out->servers[i], name))
            return true;
    return false;
}

static void add_server(struct nk_judge *j, size_t record, const struct nk_name *name)
{
    struct nk_dns_judged *out = j->out;
    void *servers = out->servers;
    if (out->server_count < NK_JUDGE_SERVERS_MAX && has_server(out, name))
        return;
    out->server_claimed++;
    nk_judge_ttl(j, out->records[record].ttl);
    if (out->server_count == NK_JUDGE_SERVERS_MAX)
        return;
    nk_judge_use(j, record);
    if (!nk_grow(&servers, out->server_count, &out->server_room, sizeof *out->servers)) {
        out->failed = true;
        return;
    }
    out->servers = servers;
    out->servers[out->server_count++] = *name;
}

static void find_servers(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    struct nk_name name;
    for (size_t i = 0; i < out->record_count && !out->failed; i++)
        if (is_server(&out->records[i]) && nk_name_equal(&out->records[i].owner, &out->zone) &&
            nk_record_target(&out->reader, &out->records[i], &name))
            add_server(j, i, &name);
}

/* ---- their addresses ----------------------------------------------------------- */

static void add_glue(struct nk_judge *j, const struct nk_name *name, const struct nk_addr *a)
{
    struct nk_dns_judged *out = j->out;
    void *glue = out->glue;
    size_t same = 0;
    for (size_t i = 0; i < out->glue_count; i++)
        if (nk_name_equal(&out->glue[i].name, name)) {
            if (nk_addr_compare(&out->glue[i].addr, a) == 0)
                return;
            same++;
        }
    if (same == NK_JUDGE_GLUE_MAX)
        return;
    if (!nk_grow(&glue, out->glue_count, &out->glue_room, sizeof *out->glue)) {
        out->failed = true;
        return;
    }
    out->glue = glue;
    const char *refused = nk_name_is_under(name, j->zone)
                              ? nk_dns_unusable(a)
                              : "out of bailiwick: not a name of the zone that was asked";
    out->glue[out->glue_count++] = (struct nk_dns_glue){*name, *a, refused};
}

static void find_glue(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    struct nk_addr a;
    for (size_t i = 0; i < out->record_count && !out->failed; i++) {
        const struct nk_dns_record *rr = &out->records[i];
        if (rr->section == NK_DNS_ADDITIONAL && rr->class == NK_CLASS_IN &&
            nk_record_address(&out->reader, rr, &a) && has_server(out, &rr->owner))
            add_glue(j, &rr->owner, &a);
    }
}

/* DS records and their signatures go with a referral to a signed zone. */
static void use_signers(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    for (size_t i = 0; i < out->record_count; i++) {
        const struct nk_dns_record *rr = &out->records[i];
        if (rr->section == NK_DNS_AUTHORITY && rr->type == NK_TYPE_DS && rr->class == NK_CLASS_IN &&
            nk_name_equal(&rr->owner, &out->zone))
            nk_judge_use(j, i);
    }
}

static void say_referral(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    size_t used = 0;
    for (size_t i = 0; i < out->glue_count; i++)
        used += out->glue[i].refused == NULL;
    nk_judge_say(j, NK_STEP_REFERRAL, "refers to ");
    nk_judge_add_name(j, &out->zone);
    nk_buf_printf(&out->why, " with %zu server%s", out->server_claimed,
                  out->server_claimed == 1 ? "" : "s");
    if (out->server_claimed > out->server_count)
        nk_buf_printf(&out->why, ", of which the first %zu are used", out->server_count);
    if (used == 0)
        nk_buf_add_text(&out->why, " and no glue");
    else
        nk_buf_printf(&out->why, " and %zu address%s as glue", used, used == 1 ? "" : "es");
    if (used < out->glue_count)
        nk_buf_printf(&out->why, "; %zu of its addresses %s not used", out->glue_count - used,
                      out->glue_count - used == 1 ? "is" : "are");
    if (out->aa)
        nk_buf_add_text(&out->why, "; a referral should not have aa");
}

bool nk_judge_referral(struct nk_judge *j)
{
    struct nk_dns_judged *out = j->out;
    if (!find_cut(j))
        return false;
    find_servers(j);
    if (out->server_count == 0) {
        out->zone = (struct nk_name){0};
        return nk_judge_say(j, NK_STEP_LAME, "it refers to a zone without naming a server");
    }
    find_glue(j);
    use_signers(j);
    say_referral(j);
    return !out->failed;
}
