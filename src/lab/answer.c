#include "lab/answer.h"

#include <string.h>

#include "base/cursor.h"
#include "lab/reply.h"

enum {
    OPTION_NSID = 3,    /* RFC 5001 */
    OPTION_COOKIE = 10, /* RFC 7873 */
    OPTION_EDE = 15,    /* RFC 8914 */
    COOKIE_LEN = 8,     /* of the client's part, and of ours */
    OPT_LEN = 11,       /* an OPT record without options */
    EDE_LEN = 6,
};

/* ---- EDNS ------------------------------------------------------------------------ */

static void add_option(struct nk_lab_reply *r, unsigned code, const void *data, size_t len)
{
    uint8_t *at = r->options + r->options_len;
    if (len + 4 > sizeof r->options - r->options_len)
        return;
    at[0] = (uint8_t)(code >> 8);
    at[1] = (uint8_t)code;
    at[2] = (uint8_t)(len >> 8);
    at[3] = (uint8_t)len;
    memcpy(at + 4, data, len);
    r->options_len += 4 + len;
}

/* The server's part of a cookie: follows from the client's part and the server, so that it is the
 * same again. A server on the internet would use a secret (RFC 9018). */
static void make_cookie(const struct nk_lab_host *host, const uint8_t *client, uint8_t *cookie)
{
    struct nk_name name = {.len = COOKIE_LEN};
    memcpy(name.wire, client, COOKIE_LEN);
    uint64_t hash = nk_name_hash(&name, host->addr.lo);
    memcpy(cookie, client, COOKIE_LEN);
    for (size_t i = 0; i < COOKIE_LEN; i++)
        cookie[COOKIE_LEN + i] = (uint8_t)(hash >> (8 * i));
}

/* False where the option is malformed (RFC 7873 5.2.2). */
static bool read_cookie(struct nk_lab_reply *r, const uint8_t *data, size_t len)
{
    uint8_t cookie[2 * COOKIE_LEN];
    if (len != COOKIE_LEN && (len < 16 || len > 40))
        return false;
    make_cookie(r->host, data, cookie);
    add_option(r, OPTION_COOKIE, cookie, sizeof cookie);
    bool known = len == sizeof cookie && memcmp(data, cookie, len) == 0;
    if ((r->host->row->flags & NK_LAB_COOKIES) != 0 && !known && !r->tcp)
        r->rcode = NK_RCODE_BADCOOKIE;
    return true;
}

/* Answers the options; false where they are malformed. */
static bool read_options(struct nk_lab_reply *r)
{
    struct nk_cursor c = nk_cursor(r->edns.options, r->edns.options_len);
    bool nsid = false, cookie = false; /* of several the first counts */
    while (nk_cursor_left(&c) > 0) {
        unsigned code = nk_cursor_u16(&c);
        size_t len = nk_cursor_u16(&c);
        const uint8_t *data = nk_cursor_take(&c, len);
        if (data == NULL)
            return false;
        if (code == OPTION_NSID && !nsid)
            add_option(r, OPTION_NSID, r->host->row->name, strlen(r->host->row->name));
        if (code == OPTION_COOKIE && !cookie && !read_cookie(r, data, len))
            return false;
        nsid = nsid || code == OPTION_NSID;
        cookie = cookie || code == OPTION_COOKIE;
    }
    return true;
}

/* ---- messages out ------------------------------------------------------------------ */

static size_t room_of(const struct nk_lab_reply *r)
{
    size_t said = r->edns.present ? r->edns.udp_size : 0;
    if (r->tcp)
        return NK_DNS_MESSAGE_MAX;
    if (said < NK_LAB_UDP_ROOM)
        return NK_LAB_UDP_ROOM;
    return said < NK_LAB_EDNS_ROOM ? said : NK_LAB_EDNS_ROOM;
}

void nk_lab_begin(struct nk_lab_reply *r, uint8_t *bytes, bool question)
{
    size_t opt = r->edns.present ? OPT_LEN + r->options_len + EDE_LEN : 0;
    nk_dns_writer_init(&r->w, bytes, room_of(r) - opt, r->header.id, 0);
    if (question)
        nk_dns_put_question(&r->w, &r->question.name, r->question.type, r->question.class);
    r->start = r->w;
}

void nk_lab_empty(struct nk_lab_reply *r)
{
    r->w = r->start;
    memset(r->w.bytes + 6, 0, 6); /* the counts of records */
}

static void put_opt(struct nk_lab_reply *r)
{
    struct nk_edns opt = {.present = true,
                          .udp_size = NK_LAB_EDNS_ROOM,
                          .dnssec_ok = r->edns.dnssec_ok,
                          .rcode_high = (uint8_t)(r->rcode >> 4),
                          .options = r->options,
                          .options_len = r->options_len};
    nk_dns_put_edns(&r->w, &opt);
}

void nk_lab_send(struct nk_lab_reply *r)
{
    bool resolver = (r->host->row->flags & NK_LAB_RESOLVER) != 0;
    unsigned flags = NK_DNS_QR | (r->header.flags & (0x7800 | NK_DNS_RD | NK_DNS_CD));
    if (r->aa && !resolver && (r->host->row->flags & NK_LAB_NOT_AA) == 0)
        flags |= NK_DNS_AA;
    if (resolver)
        flags |= NK_DNS_RA;
    if (r->truncated) { /* half a set would be no use: nothing is left but the question */
        nk_lab_empty(r);
        flags |= NK_DNS_TC;
    }
    r->w.full = false;
    r->w.room = room_of(r); /* what was kept for the OPT record */
    if (r->edns.present) {
        const uint8_t ede[] = {0, (uint8_t)r->ede};
        if (r->ede >= 0)
            add_option(r, OPTION_EDE, ede, sizeof ede);
        put_opt(r);
    }
    nk_dns_writer_flags(&r->w, (uint16_t)(flags | (r->rcode & 15)));
    if (r->tcp) {
        nk_buf_add_byte(r->out, (char)(r->w.len >> 8));
        nk_buf_add_byte(r->out, (char)r->w.len);
    }
    nk_buf_add(r->out, (const char *)r->w.bytes, r->w.len);
}

/* ---- messages in -------------------------------------------------------------------- */

/* Reads header, question and OPT record, and the rest as far as to see whether it is well-formed.
 * False: `rcode` is FORMERR. */
static bool read_query(struct nk_lab_reply *r)
{
    struct nk_dns_reader reader;
    struct nk_dns_record rr;
    unsigned opts = 0, questions = 0;
    bool good = true;
    nk_dns_reader_init(&reader, r->query, r->query_len);
    while (nk_dns_reader_next(&reader, &rr)) {
        good = good && rr.malformed == NULL;
        opts += rr.section == NK_DNS_ADDITIONAL && rr.type == NK_TYPE_OPT;
        if (rr.section == NK_DNS_QUESTION && questions++ == 0 && good)
            r->question = (struct nk_dns_question){rr.owner, rr.type, rr.class};
    }
    good = good && reader.stopped == NULL && nk_dns_reader_trailing(&reader) == 0;
    if (good)
        nk_dns_edns_read(r->query, r->query_len, &r->edns);
    r->rcode = NK_RCODE_FORMERR;
    if (!good || questions != 1 || opts > 1)
        return false;
    r->rcode = NK_RCODE_NOERROR;
    return true;
}

/* What is refused before a zone is looked at: `rcode` tells, or it is NOERROR. */
static void check_query(struct nk_lab_reply *r)
{
    uint16_t type = r->question.type;
    if (r->edns.present && (r->host->row->flags & NK_LAB_NO_EDNS) != 0) {
        r->edns.present = false;
        r->rcode = NK_RCODE_FORMERR;
    } else if (r->edns.present && r->edns.version > 0) {
        r->rcode = NK_RCODE_BADVERS;
    } else if (r->edns.present && !read_options(r)) {
        r->rcode = NK_RCODE_FORMERR;
    } else if (r->rcode == NK_RCODE_NOERROR) {
        if ((r->host->row->flags & NK_LAB_SERVFAIL) != 0)
            r->rcode = NK_RCODE_SERVFAIL;
        else if (type == NK_TYPE_OPT || type == NK_TYPE_TSIG || type == 0)
            r->rcode = NK_RCODE_FORMERR;
        else if (type >= 252 && type <= 254 && type != NK_TYPE_AXFR)
            r->rcode = NK_RCODE_NOTIMP; /* MAILB, MAILA */
    }
}

/* ---- class CH: which server is this (RFC 4892) --------------------------------------- */

static void answer_chaos(struct nk_lab_reply *r)
{
    static const char *const names[] = {"id.server.", "hostname.bind.", "version.bind."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct nk_name name;
        uint8_t text[64];
        const char *says = i < 2 ? r->host->row->name : "netkit lab";
        nk_name_parse(names[i], strlen(names[i]), NULL, &name, NULL);
        if (!nk_name_equal(&name, &r->question.name))
            continue;
        size_t len = strnlen(says, sizeof text - 1);
        text[0] = (uint8_t)len;
        memcpy(text + 1, says, len);
        r->aa = true;
        if (r->question.type == NK_TYPE_TXT || r->question.type == NK_TYPE_ANY)
            nk_dns_put_record(&r->w, NK_DNS_ANSWER, &r->question.name, NK_TYPE_TXT, NK_CLASS_CH, 0,
                              text, len + 1);
        return;
    }
    r->rcode = NK_RCODE_REFUSED;
}

/* ---- the answer ------------------------------------------------------------------------ */

static void answer_question(struct nk_lab_reply *r, uint8_t *bytes)
{
    check_query(r);
    if (r->rcode == NK_RCODE_NOERROR &&
        (r->question.type == NK_TYPE_AXFR || r->question.type == NK_TYPE_IXFR) &&
        nk_lab_transfer(r))
        return;
    nk_lab_begin(r, bytes, true);
    if (r->rcode == NK_RCODE_NOERROR) {
        if (r->question.class == NK_CLASS_CH)
            answer_chaos(r);
        else if (r->question.class != NK_CLASS_IN)
            r->rcode = NK_RCODE_REFUSED;
        else
            nk_lab_look_up(r);
    }
    nk_lab_send(r);
}

void nk_lab_answer(const struct nk_lab_host *host, const void *query, size_t len, bool tcp,
                   struct nk_buf *out)
{
    uint8_t bytes[NK_DNS_MESSAGE_MAX];
    struct nk_dns_reader reader;
    struct nk_lab_reply r = {
        .host = host, .query = query, .query_len = len, .tcp = tcp, .out = out, .ede = -1};
    if (!nk_dns_reader_init(&reader, query, len) || (reader.header.flags & NK_DNS_QR) != 0 ||
        (host->row->flags & (NK_LAB_SILENT | NK_LAB_DEAD)) != 0)
        return;
    r.header = reader.header;
    if (nk_dns_opcode(r.header.flags) != 0) {
        r.rcode = NK_RCODE_NOTIMP;
    } else if (read_query(&r)) {
        answer_question(&r, bytes);
        return;
    }
    nk_lab_begin(&r, bytes, false);
    nk_lab_send(&r);
}
