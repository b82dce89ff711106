#include "cli/dns_put_part.h"

#include <string.h>

#include "addr/put.h"
#include "dns/rdata.h"
#include "dns/text.h"

static const struct nk_field fields[NK_DNS_F_ALL] = {
    [NK_DNS_F_INPUT] = {"input", "input", "the question or the message as given", NK_TEXT, 0, 0},
    [NK_DNS_F_NAME] = {"name", "name", "the name asked for; in a line that is a record, its owner",
                       NK_TEXT, 0, 0},
    [NK_DNS_F_TYPE] = {"type", "type", "the type asked for; in a line that is a record, its type",
                       NK_TEXT, 0, 0},
    [NK_DNS_F_CLASS] = {"class", "class", "the class, in general IN", NK_TEXT, 0, 0},
    [NK_DNS_F_SERVER] = {"server", "server", "the address of the server that answered", NK_ADDR, 0,
                         0},
    [NK_DNS_F_PORT] = {"port", "port", "its port", NK_INT, 0, 0},
    [NK_DNS_F_TRANSPORT] = {"transport", "transport", "udp, tcp, tls, https or quic", NK_TEXT, 0,
                            0},
    [NK_DNS_F_STATUS] = {"status", "status", "the RCODE by name: NOERROR, NXDOMAIN", NK_TEXT, 0, 0},
    [NK_DNS_F_FLAGS] = {"flags", "flags", "the header's flags: qr, aa, tc, rd, ra, ad, cd", NK_LIST,
                        0, 0},
    [NK_DNS_F_ANSWER] = {"answer", "answer", "the records of the answer section", NK_JSON,
                         NK_FIELD_MANY, 0},
    [NK_DNS_F_AUTHORITY] = {"authority", "authority", "the records of the authority section",
                            NK_JSON, NK_FIELD_MANY, 0},
    [NK_DNS_F_ADDITIONAL] = {"additional", "additional",
                             "the records of the additional section, without OPT", NK_JSON,
                             NK_FIELD_MANY, 0},
    [NK_DNS_F_EDNS] = {"edns", "edns", "version, udp_size, do and options of EDNS", NK_JSON, 0, 0},
    [NK_DNS_F_EDE] = {"ede", "ede", "extended errors: code, name, text", NK_JSON, NK_FIELD_MANY, 0},
    [NK_DNS_F_TIME_MS] = {"time_ms", "time", "how long the answer took, in milliseconds", NK_JSON,
                          NK_FIELD_NUMBER, 0},
    [NK_DNS_F_SIZE] = {"size", "size", "the octets of the message", NK_INT, 0, 0},
    [NK_DNS_F_DNSSEC] = {"dnssec", "dnssec", "secure, insecure, bogus or indeterminate", NK_TEXT, 0,
                         0},
    [NK_DNS_F_ERROR] = {"error", "error", "why there is no answer, or what is wrong with it",
                        NK_TEXT, 0, 0},
    [NK_DNS_F_TRIES] = {"tries", "tries", "each try: server, transport, error, time_ms", NK_JSON,
                        NK_FIELD_MANY, 0},
    [NK_DNS_F_TTL] = {"ttl", "ttl", "of a record: how long it may be kept, in seconds", NK_INT,
                      NK_FIELD_EXTRA, 0},
    [NK_DNS_F_DATA] = {"data", "data", "of a record: what it says", NK_TEXT, NK_FIELD_EXTRA, 0},
    [NK_DNS_F_ID] = {"id", "id", "the message's ID", NK_INT, NK_FIELD_EXTRA, 0},
    [NK_DNS_F_OPCODE] = {"opcode", "opcode", "the message's opcode: QUERY, NOTIFY, UPDATE", NK_TEXT,
                         NK_FIELD_EXTRA, 0},
    [NK_DNS_F_NUMBER] = {"number", "number", "in a capture: the packet that made the message whole",
                         NK_INT, NK_FIELD_EXTRA, 0},
    [NK_DNS_F_WHEN] = {"time", "when", "in a capture: the packet's time, in seconds since 1970",
                       NK_TEXT, NK_FIELD_EXTRA, 0},
    [NK_DNS_F_SOURCE] = {"source", "source", "in a capture: the address that it is from", NK_ADDR,
                         NK_FIELD_EXTRA, 0},
    [NK_DNS_F_SOURCE_PORT] = {"source_port", "port", "in a capture: the port that it is from",
                              NK_INT, NK_FIELD_EXTRA, 0},
    [NK_DNS_F_DESTINATION] = {"destination", "destination",
                              "in a capture: the address that it is for", NK_ADDR, NK_FIELD_EXTRA,
                              0},
    [NK_DNS_F_DESTINATION_PORT] = {"destination_port", "port",
                                   "in a capture: the port that it is for", NK_INT, NK_FIELD_EXTRA,
                                   0},
    [NK_DNS_F_UNICAST_RESPONSE] = {"unicast_response", "unicast",
                                   "in a capture, of mDNS: the question wants a unicast answer",
                                   NK_FLAG, NK_FIELD_EXTRA, 0},
};

const struct nk_schema nk_dns_decode_schema = {
    .fields = fields,
    .count = NK_DNS_F_ALL,
    .operand = NK_DNS_F_NAME,
};

const struct nk_schema nk_dns_schema = {
    .fields = fields,
    .count = NK_DNS_F_COUNT,
    .operand = NK_DNS_F_DATA,
};

/* ---- which fields ------------------------------------------------------------------- */

bool nk_dns_records(struct nk_ctx *ctx, struct nk_record *r)
{
    static const char line[] = "name,ttl,class,type,data";
    static const char csv[] = "name,ttl,class,type,data,input,server,port,transport,status,flags,"
                              "time_ms,size,dnssec,error";
    const struct nk_args *args = ctx->args;
    const char *chosen = args->fields;
    if (chosen == NULL && args->format == NK_FORMAT_CSV)
        chosen = csv;
    else if (chosen == NULL && args->format != NK_FORMAT_JSON)
        chosen = line;
    return nk_cli_records_of(ctx, r, chosen);
}

bool nk_dns_records_are_lines(const struct nk_record *r)
{
    return r->format != NK_FORMAT_JSON || nk_record_shows(r, NK_DNS_F_TTL) ||
           nk_record_shows(r, NK_DNS_F_DATA);
}

/* ---- values ------------------------------------------------------------------------- */

/* What an item comes to: the message, where there is one, and the server that gave it. */
struct nk_show nk_dns_item_show(const struct nk_dns_item *item, unsigned parts)
{
    struct nk_show s = {
        .parts = parts, .question = item->question, .time_us = -1, .multicast = item->multicast};
    if (item->reply == NULL) {
        s.bytes = item->message;
        s.len = item->message_len;
    } else if (item->reply->message.len > 0) {
        s.bytes = item->reply->message.data;
        s.len = item->reply->message.len;
        s.server = item->servers == NULL ? NULL : &item->servers[item->reply->server];
        s.transport = item->reply->transport;
        s.time_us = item->reply->time_us;
    }
    return s;
}

const char *nk_dns_item_error(const struct nk_dns_item *item, struct nk_buf *b)
{
    struct nk_show s = nk_dns_item_show(item, 0);
    const struct nk_dns_reply *reply = item->reply;
    size_t bad_at = 0;
    if (item->error != NULL)
        return item->error;
    if (s.bytes == NULL) {
        enum nk_dns_fault fault = reply == NULL || reply->try_count == 0
                                      ? NK_DNS_TIMEOUT
                                      : reply->tries[reply->try_count - 1].fault;
        const char *name = nk_dns_fault_name(fault);
        return name == NULL ? "no answer" : name;
    }
    const char *why = nk_dns_message_check(s.bytes, s.len, &bad_at);
    if (why == NULL && item->question == NULL)
        return NULL;
    if (why == NULL) {
        struct nk_relevant v;
        nk_show_relevant(&s, &v);
        return v.found == 0 ? v.broken : NULL;
    }
    nk_buf_clear(b);
    nk_buf_printf(b, "malformed at offset %zu: %s", bad_at, why);
    nk_buf_add_byte(b, '\0');
    return b->failed ? why : b->data;
}

enum nk_status nk_dns_status(enum nk_dns_outcome outcome)
{
    switch (outcome) {
    case NK_OUTCOME_FOUND:
        return NK_YES;
    case NK_OUTCOME_NO_DATA:
    case NK_OUTCOME_REFERRAL:
    case NK_OUTCOME_NXDOMAIN:
        return NK_NO;
    default:
        return NK_FAILED;
    }
}

static void put_name(struct nk_record *r, size_t field, const struct nk_name *name)
{
    char *room = nk_record_room(r, field, NK_NAME_TEXT_MAX);
    if (room != NULL)
        nk_record_used(r, field, nk_name_format(name, room));
}

static void put_codes(struct nk_record *r, uint16_t type, uint16_t class)
{
    char text[NK_CODE_TEXT_MAX];
    nk_record_text(r, NK_DNS_F_TYPE, nk_type_name(type, text));
    nk_record_text(r, NK_DNS_F_CLASS, nk_class_name(class, text));
}

/* The question that was asked, else the message's own. */
static void put_question(struct nk_record *r, const struct nk_dns_item *item,
                         const struct nk_show *s)
{
    struct nk_dns_reader reader;
    struct nk_dns_record rr;
    if (item->question != NULL) {
        put_name(r, NK_DNS_F_NAME, &item->question->name);
        put_codes(r, item->question->type, item->question->class);
    } else if (s->bytes != NULL && nk_show_reader(s, &reader) && nk_dns_reader_next(&reader, &rr) &&
               rr.section == NK_DNS_QUESTION && rr.malformed == NULL) {
        put_name(r, NK_DNS_F_NAME, &rr.owner);
        put_codes(r, rr.type, rr.class);
        if (s->multicast)
            nk_record_flag(r, NK_DNS_F_UNICAST_RESPONSE, rr.marked);
    }
}

static void put_server(struct nk_record *r, const struct nk_show *s, struct nk_buf *made)
{
    if (s->server != NULL) {
        nk_put_addr(r, NK_DNS_F_SERVER, &s->server->addr);
        nk_record_int(r, NK_DNS_F_PORT, s->server->port);
        nk_record_word(r, NK_DNS_F_TRANSPORT, nk_transport_name(s->transport));
    }
    if (s->time_us >= 0) {
        nk_show_add_ms(made, s->time_us);
        nk_dns_put_made(r, NK_DNS_F_TIME_MS, made);
    }
}

static void put_header(struct nk_record *r, const struct nk_show *s)
{
    char text[NK_CODE_TEXT_MAX];
    struct nk_dns_reader reader;
    const char *name;
    uint16_t bit;
    nk_record_int(r, NK_DNS_F_SIZE, (int64_t)s->len);
    if (!nk_dns_reader_init(&reader, s->bytes, s->len))
        return;
    nk_record_text(r, NK_DNS_F_STATUS, nk_rcode_name(nk_dns_message_rcode(s->bytes, s->len), text));
    nk_record_int(r, NK_DNS_F_ID, reader.header.id);
    nk_record_text(r, NK_DNS_F_OPCODE, nk_opcode_name(nk_dns_opcode(reader.header.flags), text));
    nk_record_list_empty(r, NK_DNS_F_FLAGS);
    for (size_t i = 0; (name = nk_dns_flag_at(i, &bit)) != NULL; i++)
        if ((reader.header.flags & bit) != 0)
            nk_record_list_add(r, NK_DNS_F_FLAGS, name, strlen(name));
}

/* ---- records --------------------------------------------------------------------------- */

/* All that is the same in each line of an item. */
static void put_item(struct nk_record *r, const struct nk_dns_item *item, const struct nk_show *s,
                     const char *error, struct nk_buf *made)
{
    nk_record_slice(r, NK_DNS_F_INPUT, item->input, item->input_len);
    nk_record_text(r, NK_DNS_F_ERROR, error);
    put_question(r, item, s);
    put_server(r, s, made);
    nk_dns_put_tries(r, item, made);
    if (s->bytes == NULL)
        return;
    put_header(r, s);
    nk_dns_put_nested(r, item, s, made);
}

static void put_record(struct nk_record *r, const struct nk_dns_reader *reader,
                       const struct nk_dns_record *rr, struct nk_buf *made)
{
    struct nk_rdata d = nk_rdata_of(reader, rr);
    put_name(r, NK_DNS_F_NAME, &rr->owner);
    put_codes(r, rr->type, rr->class);
    nk_record_int(r, NK_DNS_F_TTL, rr->ttl);
    if (!nk_record_wants(r, NK_DNS_F_DATA))
        return;
    nk_rdata_text(made, &d);
    nk_dns_put_made(r, NK_DNS_F_DATA, made);
}

/* A line for each record of the answer that follows from the question. */
static bool put_lines(struct nk_record *r, const struct nk_dns_item *item, const struct nk_show *s,
                      const char *error, struct nk_buf *made)
{
    struct nk_dns_reader reader;
    struct nk_dns_record rr;
    struct nk_relevant v;
    size_t place = 0, bad_at;
    bool more = true;
    if (s->bytes == NULL || !nk_show_reader(s, &reader))
        return true;
    nk_show_relevant(s, &v);
    while (more && nk_dns_reader_next(&reader, &rr) && rr.section <= NK_DNS_ANSWER) {
        if (rr.section != NK_DNS_ANSWER || !nk_relevant_has(&v, place++) ||
            nk_dns_record_check(&reader, &rr, &bad_at) != NULL)
            continue;
        put_item(r, item, s, error, made);
        put_record(r, &reader, &rr, made);
        more = nk_record_end(r);
    }
    return more;
}

void nk_dns_item_fill(struct nk_record *r, const struct nk_dns_item *item)
{
    struct nk_show s = nk_dns_item_show(item, 0);
    struct nk_buf made = {0}, why = {0};
    const char *error = nk_record_wants(r, NK_DNS_F_ERROR) ? nk_dns_item_error(item, &why) : NULL;
    put_item(r, item, &s, error, &made);
    nk_buf_release(&made);
    nk_buf_release(&why);
}

bool nk_dns_item_put(struct nk_record *r, const struct nk_dns_item *item)
{
    struct nk_show s = nk_dns_item_show(item, 0);
    struct nk_buf made = {0}, why = {0};
    bool more;
    if (nk_dns_records_are_lines(r)) {
        const char *error =
            nk_record_wants(r, NK_DNS_F_ERROR) ? nk_dns_item_error(item, &why) : NULL;
        more = put_lines(r, item, &s, error, &made);
    } else {
        nk_dns_item_fill(r, item);
        more = nk_record_end(r);
    }
    nk_buf_release(&made);
    nk_buf_release(&why);
    return more;
}
