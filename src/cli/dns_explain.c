#include "cli/dns_explain.h"

#include "base/radix.h"
#include "cli/dns_ask.h"

/* ---- who said what ----------------------------------------------------------- */

/* What the answer is worth: of an authority, of a resolver, or of neither (RFC 1035 4.1.1). */
static const char *authority_of(uint16_t flags)
{
    if ((flags & NK_DNS_AA) != 0)
        return "by an authority (aa)";
    if ((flags & NK_DNS_RA) != 0)
        return "by a resolver (ra, no aa)";
    return "by neither an authority nor a resolver (no aa, no ra)";
}

static void say_tries(struct nk_buf *b, unsigned indent, const struct nk_dns_item *item)
{
    const struct nk_dns_reply *r = item->reply;
    struct nk_buf text = {0};
    for (size_t i = 0; i < r->try_count && i < NK_DNS_EXPLAIN_LINES; i++) {
        if (r->tries[i].fault == NK_DNS_GOOD && r->tries[i].dropped == 0)
            continue;
        nk_buf_clear(&text);
        nk_dns_try_text(&text, item->servers, &r->tries[i]);
        nk_explain_say(b, indent, "%.*s", (int)text.len, text.len == 0 ? "" : text.data);
    }
    nk_explain_more(b, indent, r->try_count, NK_DNS_EXPLAIN_LINES, "tries");
    b->failed = b->failed || text.failed;
    nk_buf_release(&text);
}

static void say_answered(struct nk_buf *b, unsigned indent, const struct nk_dns_item *item,
                         const struct nk_dns_reader *reader)
{
    const struct nk_dns_reply *r = item->reply;
    struct nk_dns_server server = item->servers[r->server];
    struct nk_buf text = {0};
    char rcode[NK_CODE_TEXT_MAX];
    server.transport = r->transport;
    nk_dns_server_text(&text, &server);
    nk_explain_say(b, indent, "%.*s over %s: %s, %s", (int)text.len, text.len == 0 ? "" : text.data,
                   nk_transport_name(r->transport),
                   nk_rcode_name(nk_dns_message_rcode(r->message.data, r->message.len), rcode),
                   authority_of(reader->header.flags));
    b->failed = b->failed || text.failed;
    nk_buf_release(&text);
}

/* ---- records ----------------------------------------------------------------- */

/* A record as a line of a master file, its columns parted by single blanks. */
static void say_record(struct nk_buf *b, unsigned indent, const struct nk_dns_reader *r,
                       const struct nk_dns_record *rr)
{
    struct nk_buf text = {0};
    size_t used = 0;
    nk_show_record(&text, r, rr);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i] == '\t' ? ' ' : text.data[i];
        if (c != '\n' && (c != ' ' || used == 0 || text.data[used - 1] != ' '))
            text.data[used++] = c;
    }
    nk_explain_say(b, indent, "%.*s", (int)used, used == 0 ? "" : text.data);
    b->failed = b->failed || text.failed;
    nk_buf_release(&text);
}

/* Those that follow from the question, up to a number of them. */
static void say_records(struct nk_buf *b, unsigned indent, struct nk_dns_reader *r,
                        const struct nk_relevant *related)
{
    struct nk_dns_record rr;
    size_t place = 0, said = 0, left = 0, strange = 0;
    nk_dns_reader_rewind(r);
    while (nk_dns_reader_next(r, &rr)) {
        size_t bad_at;
        if (rr.section != NK_DNS_ANSWER)
            continue;
        bool follows = nk_relevant_has(related, place++);
        if (!follows || nk_dns_record_check(r, &rr, &bad_at) != NULL) {
            strange++;
        } else if (said == NK_DNS_EXPLAIN_LINES) {
            left++;
        } else {
            say_record(b, indent, r, &rr);
            said++;
        }
    }
    nk_explain_more(b, indent, left, 0, "records");
    if (strange > 0)
        nk_explain_say(b, indent,
                       "%zu more record%s not count: malformed, or not what follows from the "
                       "question",
                       strange, strange == 1 ? " does" : "s do");
}

/* ---- what it comes to ---------------------------------------------------------- */

/* How long the "no" may be kept (RFC 2308 5). */
static void say_negative_ttl(struct nk_buf *b, unsigned indent, struct nk_dns_reader *r)
{
    struct nk_dns_record rr;
    struct nk_soa soa;
    nk_dns_reader_rewind(r);
    while (nk_dns_reader_next(r, &rr)) {
        if (rr.section != NK_DNS_AUTHORITY || !nk_record_soa(r, &rr, &soa))
            continue;
        nk_explain_say(b, indent,
                       "that may be kept for min(%u, %u) = %u s: the SOA record's TTL, and its "
                       "minimum (RFC 2308 5)",
                       rr.ttl, soa.minimum, rr.ttl < soa.minimum ? rr.ttl : soa.minimum);
        return;
    }
    nk_explain_say(b, indent, "there is no SOA record, so nobody may keep that (RFC 2308 5)");
}

static void say_outcome(struct nk_buf *b, unsigned indent, const struct nk_dns_item *item,
                        struct nk_dns_reader *r, const struct nk_relevant *related)
{
    const struct nk_buf *m = &item->reply->message;
    enum nk_dns_outcome outcome = nk_dns_outcome(m->data, m->len, item->question);
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    struct nk_buf room = {0};
    const char *why = nk_dns_item_error(item, &room);
    nk_name_format(&related->end, name);
    nk_type_name(item->question->type, type);
    if (related->links > 0)
        nk_explain_say(b, indent, "%u alias%s to %.300s (RFC 1034 3.6.2)", related->links,
                       related->links == 1 ? " leads" : "es lead", name);
    if (outcome == NK_OUTCOME_NXDOMAIN)
        nk_explain_say(b, indent, "there is no %.300s, of no type, and no name below it (RFC 8020)",
                       name);
    else if (outcome == NK_OUTCOME_NO_DATA)
        nk_explain_say(b, indent,
                       "no data: %.300s is there, a record of type %s is not (RFC 2308 "
                       "2.2)",
                       name, type);
    else if (outcome == NK_OUTCOME_REFERRAL)
        nk_explain_say(b, indent, "a referral: it names servers that are nearer to the answer");
    else if (outcome == NK_OUTCOME_TRUNCATED)
        nk_explain_say(b, indent, "cut short (tc), and no record of type %s is in what came", type);
    else if (outcome == NK_OUTCOME_MALFORMED)
        nk_explain_say(b, indent, "%.300s", why == NULL ? "malformed" : why);
    if (outcome == NK_OUTCOME_NXDOMAIN || outcome == NK_OUTCOME_NO_DATA)
        say_negative_ttl(b, indent, r);
    b->failed = b->failed || room.failed;
    nk_buf_release(&room);
}

void nk_dns_explain_reply(struct nk_buf *b, unsigned indent, const struct nk_dns_item *item)
{
    const struct nk_buf *m = &item->reply->message;
    struct nk_dns_reader r;
    struct nk_relevant related;
    say_tries(b, indent, item);
    if (m->len == 0) {
        nk_explain_say(b, indent, "no answer came");
        return;
    }
    bool readable = nk_dns_reader_init(&r, m->data, m->len);
    nk_relevant_init(&related, m->data, m->len, item->question);
    say_answered(b, indent, item, &r);
    if (readable)
        say_records(b, indent + 2, &r, &related);
    say_outcome(b, indent, item, &r, &related);
}

/* ---- values -------------------------------------------------------------------- */

enum { OCTETS_COLUMN = 42 };

/* The octets that are compared; of text that stands for strings however they are parted there are
 * none. */
static void add_octets(struct nk_buf *b, size_t line, const struct nk_values *v,
                       const struct nk_value *x)
{
    struct nk_buf hex = {0};
    if (x->plain || x->len == 0)
        return;
    nk_hex_put_lower(&hex, (const uint8_t *)v->bytes.data + x->at, x->len);
    nk_explain_pad(b, line, OCTETS_COLUMN);
    nk_explain_cut(b, hex.data == NULL ? "" : hex.data, hex.len,
                   NK_EXPLAIN_COLUMNS - OCTETS_COLUMN);
    b->failed = b->failed || hex.failed;
    nk_buf_release(&hex);
}

static void say_value(struct nk_buf *b, unsigned indent, const struct nk_values *v,
                      const struct nk_value *x, char mark)
{
    size_t line = b->len;
    nk_explain_pad(b, line, indent);
    nk_buf_printf(b, "%c ", mark);
    nk_explain_cut(b, nk_value_text(v, x), x->text_len, NK_EXPLAIN_COLUMNS - indent - 2);
    if (indent + 2 + x->text_len < OCTETS_COLUMN)
        add_octets(b, line, v, x);
    nk_buf_add_byte(b, '\n');
}

/* Those that `other` has, or those that it has not; `said` counts the lines of both. */
static size_t say_values(struct nk_buf *b, unsigned indent, const struct nk_values *v,
                         const struct nk_values *other, char mark, bool common, size_t *said)
{
    size_t left = 0;
    for (size_t i = 0; i < v->count; i++) {
        if ((other == NULL || nk_values_have(other, v, &v->all[i])) != common)
            continue;
        if ((*said)++ < NK_DNS_EXPLAIN_LINES)
            say_value(b, indent, v, &v->all[i], mark);
        else
            left++;
    }
    return left;
}

void nk_dns_explain_values(struct nk_buf *b, unsigned indent, const struct nk_values *v,
                           const struct nk_values *other, char mark)
{
    size_t said = 0, left;
    if (v->count == 0)
        nk_explain_say(b, indent + 2, "(none)");
    left = say_values(b, indent, v, other, mark, false, &said);
    left += say_values(b, indent, v, other, ' ', true, &said);
    nk_explain_more(b, indent + 2, left, 0, "values");
}

void nk_dns_explain_lone(struct nk_buf *b, unsigned indent, const struct nk_values *v,
                         const struct nk_values *other, char mark)
{
    size_t said = 0;
    size_t left = say_values(b, indent, v, other, mark, false, &said);
    nk_explain_more(b, indent + 2, left, 0, "values");
}

bool nk_dns_explain_out(struct nk_ctx *ctx, struct nk_buf *b)
{
    struct nk_err err;
    bool done = !b->failed || nk_err_memory(&err);
    if (!done)
        nk_cli_fail(ctx, &err);
    else if (b->len > 0)
        nk_cli_print(ctx, b->data, b->len);
    nk_buf_clear(b);
    return done && ctx->out->error == 0;
}
