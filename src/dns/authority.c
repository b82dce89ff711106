#include "dns/authority.h"

#include <stdlib.h>

#include "dns/relevant.h"

/* One search. */
struct search {
    struct nk_dns_authority *a;
    const struct nk_dns_resolver *r;
    uint16_t class;
    uint16_t port;
    struct nk_dns_reply reply;
    struct nk_dns_question question;
    bool broken; /* nothing can be asked */
    bool unsure; /* not all addresses of a server were told */
    struct nk_err *err;
};

void nk_dns_authority_release(struct nk_dns_authority *a)
{
    free(a->servers);
    *a = (struct nk_dns_authority){.count = 0};
}

/* ---- asking --------------------------------------------------------------------- */

static bool fail(struct search *s, const char *what)
{
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    nk_name_format(&s->question.name, name);
    return nk_err_set(s->err, NK_ERR_SYSTEM, 0, 0, "the resolver was asked for %.120s %s: %s", name,
                      nk_type_name(s->question.type, type), what);
}

/* An answer that says yes or no is in s->reply. */
static bool ask(struct search *s, const struct nk_name *name, uint16_t type)
{
    const struct nk_dns_resolver *r = s->r;
    struct nk_dns_query query = *r->query;
    char rcode_text[NK_CODE_TEXT_MAX];
    s->question = (struct nk_dns_question){*name, type, s->class};
    query.question = s->question;
    s->broken =
        !r->ask(r->closure, &query, r->servers, r->server_count, r->policy, &s->reply, s->err);
    if (s->broken)
        return false;
    if (s->reply.message.len == 0)
        return fail(s, "no answer");
    unsigned rcode = nk_dns_message_rcode(s->reply.message.data, s->reply.message.len);
    return rcode == NK_RCODE_NOERROR || rcode == NK_RCODE_NXDOMAIN ||
           fail(s, nk_rcode_name(rcode, rcode_text));
}

static bool open_reply(const struct search *s, struct nk_dns_reader *r)
{
    return nk_dns_reader_init(r, s->reply.message.data, s->reply.message.len);
}

/* ---- the zone ------------------------------------------------------------------- */

/* The owner of an SOA record that says in which zone `name` is: its own in the answer, that of the
 * zone above it in the authority section (RFC 2308 2). */
static bool read_zone(const struct search *s, const struct nk_name *name, struct nk_name *zone)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    bool found = false;
    if (!open_reply(s, &r))
        return false;
    while (nk_dns_reader_next(&r, &rr)) {
        if (rr.malformed != NULL || rr.type != NK_TYPE_SOA || rr.class != s->class ||
            !nk_name_is_under(name, &rr.owner))
            continue;
        bool own = rr.section == NK_DNS_ANSWER && nk_name_equal(&rr.owner, name);
        if (!own && rr.section != NK_DNS_AUTHORITY)
            continue;
        *zone = rr.owner;
        found = true;
        if (own)
            break;
    }
    return found;
}

/* A name that is an alias tells of the zone of its target: then the one above it is asked. */
static bool find_zone(struct search *s, const struct nk_name *name)
{
    struct nk_name at = *name;
    for (unsigned labels = nk_name_labels(name);; labels--) {
        nk_name_suffix(name, labels, &at);
        if (!ask(s, &at, NK_TYPE_SOA))
            return false;
        if (read_zone(s, &at, &s->a->zone))
            return true;
        if (labels == 0)
            return fail(s, "no SOA record");
    }
}

/* ---- its servers ------------------------------------------------------------------ */

static bool has_name(const struct nk_dns_authority *a, const struct nk_name *name)
{
    for (size_t i = 0; i < a->name_count; i++)
        if (nk_name_equal(&a->names[i], name))
            return true;
    return false;
}

static bool find_names(struct search *s)
{
    struct nk_dns_authority *a = s->a;
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_name target;
    if (!ask(s, &a->zone, NK_TYPE_NS))
        return false;
    if (!open_reply(s, &r))
        return fail(s, "a malformed answer");
    while (nk_dns_reader_next(&r, &rr)) {
        if (rr.section == NK_DNS_ANSWER && rr.type == NK_TYPE_NS && rr.class == s->class &&
            nk_name_equal(&rr.owner, &a->zone) && nk_record_target(&r, &rr, &target) &&
            !has_name(a, &target) && a->name_count < NK_AUTHORITY_NAMES)
            a->names[a->name_count++] = target;
    }
    return a->name_count > 0 || fail(s, "no NS record");
}

static bool add_server(struct search *s, const struct nk_name *name, const struct nk_addr *addr)
{
    struct nk_dns_authority *a = s->a;
    if (a->count == NK_AUTHORITY_SERVERS)
        return true;
    if (!nk_grow((void **)&a->servers, a->count, &a->room, sizeof *a->servers))
        return s->broken = true, nk_err_memory(s->err);
    a->servers[a->count++] = (struct nk_dns_authority_server){
        .name = *name, .at = {.addr = *addr, .port = s->port, .transport = NK_DNS_UDP}};
    return true;
}

/* The addresses of one type that a server's name has, also through an alias, which it should not
 * be (RFC 2181 10.3). */
static bool find_addresses(struct search *s, const struct nk_name *name, uint16_t type)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_relevant relevant;
    struct nk_addr addr;
    if (!ask(s, name, type)) { /* the server may be lost, and no more than that */
        s->unsure = true;
        return !s->broken;
    }
    if (!open_reply(s, &r))
        return true;
    nk_relevant_init(&relevant, r.bytes, r.len, &s->question);
    for (size_t place = 0; nk_dns_reader_next(&r, &rr);) {
        if (rr.section != NK_DNS_ANSWER || !nk_relevant_has(&relevant, place++))
            continue;
        if (rr.type == type && nk_record_address(&r, &rr, &addr) && !add_server(s, name, &addr))
            return false;
    }
    return true;
}

static bool find_servers(struct search *s, uint8_t family)
{
    struct nk_dns_authority *a = s->a;
    for (size_t i = 0; i < a->name_count; i++) {
        size_t before = a->count;
        s->unsure = false;
        if ((family != NK_IPV6 && !find_addresses(s, &a->names[i], NK_TYPE_A)) ||
            (family != NK_IPV4 && !find_addresses(s, &a->names[i], NK_TYPE_AAAA)))
            return false;
        if (a->count > before)
            continue;
        a->lost = a->names[i];
        a->unsure = a->unsure || s->unsure;
    }
    return a->count > 0 || nk_err_set(s->err, NK_ERR_SYSTEM, 0, 0,
                                      "no server of the zone has an address that can be asked");
}

enum nk_authority_status nk_dns_authority_find(struct nk_dns_authority *a,
                                               const struct nk_dns_resolver *r,
                                               const struct nk_name *name, uint16_t class,
                                               uint8_t family, uint16_t port, struct nk_err *err)
{
    struct search s = {.a = a, .r = r, .class = class, .port = port, .err = err};
    nk_dns_authority_release(a);
    bool done = find_zone(&s, name) && find_names(&s) && find_servers(&s, family);
    nk_dns_reply_release(&s.reply);
    return done ? NK_AUTHORITY_FOUND : s.broken ? NK_AUTHORITY_BROKEN : NK_AUTHORITY_UNKNOWN;
}
