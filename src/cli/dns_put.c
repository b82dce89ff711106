#include "cli/dns_put.h"

#include <string.h>

#include "addr/put.h"
#include "base/json.h"
#include "dns/edns.h"
#include "dns/rdata.h"
#include "dns/text.h"

static const struct nk_field fields[NK_DNS_F_COUNT] = {
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
                          0, 0},
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
};

const struct nk_schema nk_dns_schema = {
    .fields = fields,
    .count = NK_DNS_F_COUNT,
    .operand = NK_DNS_F_NAME,
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
    return r->format != NK_FORMAT_JSON || nk_record_wants(r, NK_DNS_F_TTL) ||
           nk_record_wants(r, NK_DNS_F_DATA);
}

/* ---- values ------------------------------------------------------------------------- */

/* What an item comes to: the message, where there is one, and the server that gave it. */
struct nk_show nk_dns_item_show(const struct nk_dns_item *item, unsigned parts)
{
    struct nk_show s = {.parts = parts, .question = item->question, .time_us = -1};
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
    if (why == NULL) {
        struct nk_relevant v;
        nk_relevant_init(&v, s.bytes, s.len, s.question);
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

/* Sets a field to what was gathered, and empties that. */
static void put_made(struct nk_record *r, size_t field, struct nk_buf *made)
{
    if (made->failed)
        r->arena.failed = true;
    else
        nk_record_slice(r, field, made->data == NULL ? "" : made->data, made->len);
    nk_buf_clear(made);
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
    } else if (s->bytes != NULL && nk_dns_reader_init(&reader, s->bytes, s->len) &&
               nk_dns_reader_next(&reader, &rr) && rr.section == NK_DNS_QUESTION &&
               rr.malformed == NULL) {
        put_name(r, NK_DNS_F_NAME, &rr.owner);
        put_codes(r, rr.type, rr.class);
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
        put_made(r, NK_DNS_F_TIME_MS, made);
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

/* ---- values that have no flat form ------------------------------------------------------ */

/* The records of a section as master-file lines in one cell. */
static void add_section_text(struct nk_buf *b, const struct nk_show *s, enum nk_dns_section section)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    size_t edns = nk_show_edns_place(s->bytes, s->len), bad_at;
    const char *part = "";
    nk_dns_reader_init(&r, s->bytes, s->len);
    while (nk_dns_reader_next(&r, &rr)) {
        if (rr.section != section || (edns != 0 && rr.rdata_at == edns) ||
            nk_dns_record_check(&r, &rr, &bad_at) != NULL)
            continue;
        struct nk_rdata d = nk_rdata_of(&r, &rr);
        nk_buf_add_text(b, part);
        nk_add_name(b, &rr.owner);
        nk_buf_printf(b, " %u ", rr.ttl);
        nk_add_class(b, rr.class);
        nk_buf_add_byte(b, ' ');
        nk_add_type(b, rr.type);
        nk_buf_add_byte(b, ' ');
        nk_rdata_text(b, &d);
        part = ",";
    }
}

/* The options of EDNS, or the extended errors alone, in one cell. */
static void add_options_text(struct nk_buf *b, const struct nk_show *s, bool errors)
{
    char name[NK_EDNS_NAME_MAX];
    struct nk_edns e;
    struct nk_edns_walk w;
    struct nk_edns_option o;
    nk_dns_edns_read(s->bytes, s->len, &e);
    if (!errors && e.present)
        nk_buf_printf(b, "version %u,udp %u%s", e.version, e.udp_size, e.dnssec_ok ? ",do" : "");
    nk_edns_walk_init(&w, &e);
    while (nk_edns_walk_next(&w, &o)) {
        if (errors && (o.code != NK_EDNS_ERROR || o.malformed != NULL))
            continue;
        if (b->len > 0)
            nk_buf_add_byte(b, ',');
        if (!errors)
            nk_buf_printf(b, "%s ", nk_edns_name(o.code, name));
        nk_edns_text(b, &o);
    }
}

static void put_nested(struct nk_record *r, const struct nk_dns_item *item, const struct nk_show *s,
                       struct nk_buf *made)
{
    bool json = r->format == NK_FORMAT_JSON;
    for (unsigned i = NK_DNS_ANSWER; i <= NK_DNS_ADDITIONAL; i++) {
        size_t field = NK_DNS_F_ANSWER + i - NK_DNS_ANSWER;
        if (!nk_record_wants(r, field))
            continue;
        if (json)
            nk_show_section_json(made, s, i, item->places);
        else
            add_section_text(made, s, i);
        put_made(r, field, made);
    }
    if (nk_record_wants(r, NK_DNS_F_EDNS)) {
        if (json)
            nk_show_edns_json(made, s, item->places);
        else
            add_options_text(made, s, false);
        put_made(r, NK_DNS_F_EDNS, made);
    }
    if (nk_record_wants(r, NK_DNS_F_EDE)) {
        if (json)
            nk_show_ede_json(made, s);
        else
            add_options_text(made, s, true);
        put_made(r, NK_DNS_F_EDE, made);
    }
}

static void add_key(struct nk_buf *b, const char *key, const char *text)
{
    nk_json_key(b, key);
    if (text == NULL)
        nk_json_word(b, "null");
    else
        nk_json_string(b, text, strlen(text));
}

static void add_try_json(struct nk_buf *b, const struct nk_dns_try *t,
                         const struct nk_dns_server *server)
{
    char text[NK_ADDR_TEXT_MAX];
    nk_json_open(b, '{');
    if (server != NULL)
        nk_addr_format(&server->addr, text);
    add_key(b, "server", server == NULL ? NULL : text);
    nk_json_key(b, "port");
    nk_json_int(b, server == NULL ? 0 : server->port);
    add_key(b, "transport", nk_transport_name(t->transport));
    add_key(b, "error", nk_dns_fault_name(t->fault));
    nk_json_key(b, "time_ms");
    nk_show_add_ms(b, t->time_us);
    nk_json_key(b, "dropped");
    nk_json_int(b, t->dropped);
    add_key(b, "mismatch", t->mismatch);
    nk_json_close(b, '}');
}

static void put_tries(struct nk_record *r, const struct nk_dns_item *item, struct nk_buf *made)
{
    const struct nk_dns_reply *reply = item->reply;
    bool json = r->format == NK_FORMAT_JSON;
    if (!nk_record_wants(r, NK_DNS_F_TRIES) || reply == NULL)
        return;
    if (json)
        nk_json_open(made, '[');
    for (size_t i = 0; i < reply->try_count; i++) {
        const struct nk_dns_try *t = &reply->tries[i];
        const struct nk_dns_server *server =
            item->servers == NULL ? NULL : &item->servers[t->server];
        const char *fault = nk_dns_fault_name(t->fault);
        if (json) {
            add_try_json(made, t, server);
            continue;
        }
        if (i > 0)
            nk_buf_add_byte(made, ',');
        if (server != NULL)
            nk_dns_server_text(made, server);
        nk_buf_printf(made, " %s %s", nk_transport_name(t->transport),
                      fault == NULL ? "answered" : fault);
    }
    if (json)
        nk_json_close(made, ']');
    put_made(r, NK_DNS_F_TRIES, made);
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
    put_tries(r, item, made);
    if (s->bytes == NULL)
        return;
    put_header(r, s);
    put_nested(r, item, s, made);
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
    put_made(r, NK_DNS_F_DATA, made);
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
    if (s->bytes == NULL || !nk_dns_reader_init(&reader, s->bytes, s->len))
        return true;
    nk_relevant_init(&v, s->bytes, s->len, s->question);
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
