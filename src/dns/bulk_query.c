/* The query of each question: mostly three copies; with care where it depends on the server. */
#include <stdlib.h>

#include "dns/bulk_part.h"

enum { OPT_LEN = 11, OPTION_HEAD = 4 };

/* What all queries have in common. */
static bool prepare_parts(struct nk_bulk_run *r)
{
    const struct nk_dns_query *q = r->b->query;
    struct nk_dns_writer w;
    nk_dns_writer_init(&w, r->head, sizeof r->head, 0,
                       (uint16_t)(q->flags | (q->opcode & 15) << 11));
    r->head[5] = 1; /* QDCOUNT */
    if (!q->edns.present)
        return true;
    size_t room = NK_DNS_HEADER_LEN + OPT_LEN + q->edns.options_len;
    uint8_t *bytes = malloc(room);
    if (bytes == NULL)
        return nk_bulk_fail_memory(r);
    nk_dns_writer_init(&w, bytes, room, 0, 0);
    nk_dns_put_edns(&w, &q->edns);
    nk_buf_add(&r->tail, (const char *)bytes + NK_DNS_HEADER_LEN, w.len - NK_DNS_HEADER_LEN);
    free(bytes);
    return !r->tail.failed || nk_bulk_fail_memory(r);
}

bool nk_bulk_query_init(struct nk_bulk_run *r)
{
    const struct nk_dns_query *q = r->b->query;
    r->room = q->edns.present ? q->edns.udp_size : 512;
    if (r->room < NK_BULK_ROOM_MIN)
        r->room = NK_BULK_ROOM_MIN;
    r->careful = q->edns.present && (q->cookie || q->padding > 0);
    if (q->edns.present && q->cookie && (r->session = nk_dns_session_new(r->err)) == NULL)
        return nk_bulk_fail(r);
    return prepare_parts(r);
}

void nk_bulk_query_release(struct nk_bulk_run *r)
{
    nk_buf_release(&r->tail);
    nk_dns_session_free(r->session);
}

size_t nk_bulk_query_room(const struct nk_bulk_run *r)
{
    size_t more = r->careful ? 2 * OPTION_HEAD + NK_COOKIE_MAX + r->b->query->padding : 0;
    return NK_DNS_HEADER_LEN + NK_NAME_WIRE_MAX + 4 + r->tail.len + more;
}

/* The cookie that goes to the slot's server; of length 0 where there is none. */
static bool find_cookie(struct nk_bulk_run *r, const struct nk_bulk_slot *s,
                        struct nk_dns_cookie *cookie)
{
    cookie->len = 0;
    if (r->session == NULL || s->no_edns)
        return true;
    return nk_dns_session_cookie(r->session, &r->b->servers[s->server], r->b->query, cookie,
                                 r->err) ||
           nk_bulk_fail(r);
}

static size_t write_with_care(struct nk_bulk_run *r, const struct nk_bulk_slot *s, uint8_t *bytes)
{
    struct nk_dns_query q = *r->b->query;
    struct nk_dns_cookie cookie;
    q.question = s->question;
    q.edns.present = q.edns.present && !s->no_edns;
    q.edns.version = s->version0 ? 0 : q.edns.version;
    return find_cookie(r, s, &cookie)
               ? nk_dns_query_put(&q, &cookie, 0, bytes, nk_bulk_query_room(r))
               : 0;
}

size_t nk_bulk_write_query(struct nk_bulk_run *r, const struct nk_bulk_slot *s, uint8_t *bytes)
{
    const struct nk_dns_question *q = &s->question;
    uint8_t *at = bytes + NK_DNS_HEADER_LEN;
    if (r->careful || s->version0)
        return write_with_care(r, s, bytes);
    memcpy(bytes, r->head, NK_DNS_HEADER_LEN);
    memcpy(at, q->name.wire, q->name.len);
    at += q->name.len;
    *at++ = (uint8_t)(q->type >> 8);
    *at++ = (uint8_t)q->type;
    *at++ = (uint8_t)(q->class >> 8);
    *at++ = (uint8_t)q->class;
    if (r->tail.len > 0 && !s->no_edns) {
        bytes[11] = 1; /* ARCOUNT */
        memcpy(at, r->tail.data, r->tail.len);
        at += r->tail.len;
    }
    return (size_t)(at - bytes);
}

/* ---- what comes back ------------------------------------------------------- */

/* Mostly the question comes back as it was sent, octet by octet: all else is read with care. */
static bool has_question(const struct nk_bulk_run *r, const struct nk_dns_question *q, uint16_t id,
                         const uint8_t *bytes, size_t len)
{
    const uint8_t *fields = bytes + NK_DNS_HEADER_LEN + q->name.len;
    unsigned opcode = r->b->query->opcode & 15;
    if (len >= NK_DNS_HEADER_LEN + q->name.len + 4u && bytes[0] == id >> 8 &&
        bytes[1] == (id & 255) && (bytes[2] & 0xf8) == (0x80 | opcode << 3) && bytes[4] == 0 &&
        bytes[5] == 1 && fields[0] == q->type >> 8 && fields[1] == (q->type & 255) &&
        fields[2] == q->class >> 8 && fields[3] == (q->class & 255) &&
        memcmp(bytes + NK_DNS_HEADER_LEN, q->name.wire, q->name.len) == 0)
        return true;
    return nk_dns_answer_mismatch(bytes, len, id, opcode, q) == NULL;
}

/* Whether the client's part of a cookie is ours, where there is one (RFC 7873 5.3); the server's is
 * kept. */
static bool has_our_cookie(struct nk_bulk_run *r, const struct nk_bulk_slot *s,
                           const uint8_t *bytes, size_t len)
{
    struct nk_dns_cookie ours, came;
    struct nk_edns e;
    if (!find_cookie(r, s, &ours))
        return false;
    nk_dns_edns_read(bytes, len, &e);
    nk_dns_cookie_read(e.options, e.options_len, &came);
    if (came.len == 0 || ours.len == 0)
        return true;
    if (memcmp(came.bytes, ours.bytes, NK_COOKIE_CLIENT) != 0)
        return false;
    nk_dns_session_learn(r->session, &r->b->servers[s->server], &came);
    return true;
}

bool nk_bulk_counts_as_answer(struct nk_bulk_run *r, const struct nk_bulk_slot *s, uint16_t id,
                              const uint8_t *bytes, size_t len)
{
    return has_question(r, &s->question, id, bytes, len) &&
           (r->session == NULL || has_our_cookie(r, s, bytes, len));
}
