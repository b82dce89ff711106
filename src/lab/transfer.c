/* Zone transfers: AXFR (RFC 5936) and IXFR (RFC 1995). */
#include "lab/reply.h"

/* Messages in the making: each is closed when it is long enough or full. */
struct transfer {
    struct nk_lab_reply *r;
    const struct nk_zone *z;
    uint8_t *bytes;
    bool udp; /* one message, or nothing */
    bool failed;
};

static void next_message(struct transfer *t)
{
    nk_lab_send(t->r);
    nk_lab_begin(t->r, t->bytes, false);
}

static bool put_in_message(struct transfer *t, const struct nk_zone *z,
                           const struct nk_zone_record *rr)
{
    return nk_dns_put_record(&t->r->w, NK_DNS_ANSWER, &rr->owner, rr->type, NK_CLASS_IN, rr->ttl,
                             nk_zone_rdata(z, rr), rr->len);
}

static void put(struct transfer *t, const struct nk_zone *z, const struct nk_zone_record *rr)
{
    if (!t->udp && t->r->w.len >= NK_LAB_TRANSFER_ROOM)
        next_message(t);
    if (put_in_message(t, z, rr))
        return;
    if (!t->udp)
        next_message(t);
    if (t->udp || !put_in_message(t, z, rr))
        t->failed = true;
}

static const struct nk_zone_record *soa_of(const struct nk_zone *z)
{
    return nk_zone_find(z, &z->origin, NK_TYPE_SOA).first;
}

/* The SOA record, then the others. */
static void put_all(struct transfer *t, const struct nk_zone *z)
{
    put(t, z, soa_of(z));
    for (size_t i = 0; i < z->count; i++)
        if (z->records[i].type != NK_TYPE_SOA)
            put(t, z, &z->records[i]);
}

/* The step of the history that begins with the serial; `change_count`: none does. */
static size_t find_change(const struct nk_lab_zone *zone, uint32_t serial)
{
    size_t i = 0;
    while (i < zone->change_count && nk_zone_serial(&zone->changes[i].removed) != serial)
        i++;
    return i;
}

/* The serial that the client of IXFR has: of the SOA record in the authority section. */
static bool client_serial(const struct nk_lab_reply *r, uint32_t *serial)
{
    struct nk_dns_reader reader;
    struct nk_dns_record rr;
    struct nk_soa soa;
    nk_dns_reader_init(&reader, r->query, r->query_len);
    while (nk_dns_reader_next(&reader, &rr))
        if (rr.section == NK_DNS_AUTHORITY && rr.type == NK_TYPE_SOA &&
            nk_name_equal(&rr.owner, &r->question.name) && nk_record_soa(&reader, &rr, &soa)) {
            *serial = soa.serial;
            return true;
        }
    return false;
}

static void put_changes(struct transfer *t, const struct nk_lab_zone *zone, size_t from)
{
    put(t, t->z, soa_of(t->z));
    for (; from < zone->change_count; from++) {
        put_all(t, &zone->changes[from].removed);
        put_all(t, &zone->changes[from].added);
    }
    put(t, t->z, soa_of(t->z));
}

/* Serials are compared as RFC 1982 does. */
static bool is_current(uint32_t ours, uint32_t theirs)
{
    return (int32_t)(theirs - ours) >= 0;
}

static void put_transfer(struct transfer *t, const struct nk_lab_zone *zone, uint32_t serial)
{
    bool incremental = t->r->question.type == NK_TYPE_IXFR;
    size_t change = incremental ? find_change(zone, serial) : zone->change_count;
    if (incremental && is_current(nk_zone_serial(t->z), serial)) {
        put(t, t->z, soa_of(t->z));
    } else if (change < zone->change_count) {
        put_changes(t, zone, change);
    } else if (t->udp) {
        t->failed = true; /* the whole zone goes over TCP */
    } else {
        put_all(t, t->z);
        put(t, t->z, soa_of(t->z));
    }
}

bool nk_lab_transfer(struct nk_lab_reply *r)
{
    uint8_t bytes[NK_DNS_MESSAGE_MAX];
    const struct nk_lab_zone *zone = nk_lab_zone_of(r->host, &r->question.name, false);
    bool incremental = r->question.type == NK_TYPE_IXFR;
    uint32_t serial = 0;
    if (r->question.class != NK_CLASS_IN || zone == NULL || !zone->row->transfer ||
        !nk_name_equal(&zone->data.origin, &r->question.name))
        r->rcode = NK_RCODE_REFUSED;
    else if ((!incremental && !r->tcp) || (incremental && !client_serial(r, &serial)))
        r->rcode = NK_RCODE_FORMERR; /* AXFR is for TCP (RFC 5936 4.2) */
    if (r->rcode != NK_RCODE_NOERROR)
        return false;
    struct transfer t = {.r = r, .z = &zone->data, .bytes = bytes, .udp = !r->tcp};
    nk_lab_begin(r, bytes, true);
    r->aa = true;
    put_transfer(&t, zone, serial);
    if (t.failed && t.udp) { /* RFC 1995 2: our SOA record alone says that there is more over TCP */
        nk_lab_begin(r, bytes, true);
        put(&t, t.z, soa_of(t.z));
    }
    nk_lab_send(r);
    return true;
}
