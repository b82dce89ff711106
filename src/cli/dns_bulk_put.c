/* Results of bulk queries: a line a question, or an object. */
#include <string.h>

#include "base/escape.h"
#include "cli/dns_bulk_part.h"
#include "dns/rdata.h"

bool nk_bulk_query_open(struct nk_bulk_query *x)
{
    const struct nk_args *args = x->ctx->args;
    const char *fields = args->fields;
    bool table = args->format == NK_FORMAT_TEXT || args->format == NK_FORMAT_TSV;
    if (fields == NULL && x->options.brief)
        fields = "data";
    x->plain = table && fields == NULL && args->header != 1 && x->ctx->tap == NULL;
    if (fields == NULL && args->format != NK_FORMAT_JSON)
        fields = "name,type,status,data";
    if (!nk_cli_records_of(x->ctx, &x->record, fields))
        return false;
    x->data =
        nk_record_wants(&x->record, NK_DNS_F_DATA) || nk_record_wants(&x->record, NK_DNS_F_TTL);
    x->inputs = nk_record_wants(&x->record, NK_DNS_F_INPUT);
    return true;
}

/* ---- the plain line -------------------------------------------------------- */

static void add_name(struct nk_buf *b, const struct nk_name *name)
{
    char *room = nk_buf_room(b, NK_NAME_TEXT_MAX);
    if (room != NULL)
        b->len += nk_name_format(name, room);
}

static void add_type(struct nk_bulk_query *x, uint16_t type)
{
    if (x->named != type || x->type_name[0] == '\0') {
        nk_type_name(type, x->type_name);
        x->named = type;
    }
    nk_buf_add_text(&x->line, x->type_name);
}

/* A record of the type asked whose owner is the name asked, as it stands behind the header. */
static bool is_direct(const uint8_t *bytes, const struct nk_dns_record *rr,
                      const struct nk_dns_question *q)
{
    return rr->malformed == NULL && bytes[rr->offset] == 0xc0 &&
           bytes[rr->offset + 1] == NK_DNS_HEADER_LEN && rr->type == q->type &&
           rr->class == q->class;
}

/* Adds the data of the answer's records that follow from the question, joined with ',', and finds
 * the least of their TTLs. Mostly all of them are direct; else it is looked into. */
static void add_data(struct nk_buf *b, const struct nk_bulk_result *result, int64_t *ttl)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_relevant v;
    bool looked = false;
    size_t start = b->len, place = 0, bad_at;
    nk_dns_reader_init(&r, result->message, result->len);
    while (nk_dns_reader_next(&r, &rr) && rr.section <= NK_DNS_ANSWER) {
        if (rr.section != NK_DNS_ANSWER)
            continue;
        if (!looked && !is_direct(r.bytes, &rr, result->question)) {
            nk_relevant_init(&v, result->message, result->len, result->question);
            looked = true;
        }
        bool follows = !looked || nk_relevant_has(&v, place);
        place++;
        if (!follows || nk_dns_record_check(&r, &rr, &bad_at) != NULL)
            continue;
        struct nk_rdata d = nk_rdata_of(&r, &rr);
        if (b->len > start)
            nk_buf_add_byte(b, ',');
        nk_rdata_text(b, &d);
        *ttl = *ttl < 0 || rr.ttl < *ttl ? rr.ttl : *ttl;
    }
}

/* What stands in the column status: the RCODE, or why there is none. `text` has room for a code. */
static const char *find_status(const struct nk_bulk_result *result, enum nk_dns_outcome outcome,
                               char *text)
{
    const char *fault = nk_dns_fault_name(result->fault);
    if (result->message == NULL)
        return fault == NULL ? "timeout" : fault;
    if (outcome == NK_OUTCOME_MALFORMED)
        return "malformed";
    return nk_rcode_name(nk_dns_message_rcode(result->message, result->len), text);
}

static bool has_data(const struct nk_bulk_result *result, enum nk_dns_outcome outcome)
{
    return result->message != NULL && outcome != NK_OUTCOME_MALFORMED;
}

/* The columns status and data. */
static void add_answer(struct nk_buf *b, const struct nk_bulk_result *result,
                       enum nk_dns_outcome outcome)
{
    char text[NK_CODE_TEXT_MAX];
    int64_t ttl = -1;
    nk_buf_add_text(b, find_status(result, outcome, text));
    nk_buf_add_byte(b, '\t');
    size_t start = b->len;
    if (has_data(result, outcome))
        add_data(b, result, &ttl);
    if (b->len == start)
        nk_buf_add_byte(b, '-');
}

static bool put_plain(struct nk_bulk_query *x, const struct nk_bulk_result *result,
                      enum nk_dns_outcome outcome)
{
    struct nk_buf *b = &x->line;
    b->len = 0;
    if (result->question == NULL) {
        size_t len = strlen(result->note);
        if (len > 0)
            nk_escape_text(b, result->note, len);
        else
            nk_buf_add_byte(b, '-');
        nk_buf_add_text(b, "\t-\t-\t-");
    } else {
        add_name(b, &result->question->name);
        nk_buf_add_byte(b, '\t');
        add_type(x, result->question->type);
        nk_buf_add_byte(b, '\t');
        add_answer(b, result, outcome);
    }
    nk_buf_add_byte(b, '\n');
    if (b->failed) {
        x->memory_failed = true;
        return false;
    }
    nk_out_write(x->ctx->out, b->data, b->len);
    nk_out_end_line(x->ctx->out);
    return x->ctx->out->error == 0;
}

/* ---- records --------------------------------------------------------------- */

/* A line that is no question. */
static bool put_passed(struct nk_bulk_query *x, const struct nk_bulk_result *result)
{
    struct nk_record *r = &x->record;
    size_t len = strlen(result->note);
    const char *why = result->note + len + 1;
    char text[NK_ERR_TEXT_MAX];
    size_t why_len = result->note_len > len ? result->note_len - len - 1 : 0;
    memcpy(text, why, why_len < sizeof text ? why_len : sizeof text - 1);
    text[why_len < sizeof text ? why_len : sizeof text - 1] = '\0';
    if (r->format == NK_FORMAT_JSON) {
        nk_record_error(r, result->note, len, text);
        return r->out->error == 0;
    }
    nk_record_slice(r, NK_DNS_F_INPUT, result->note, len);
    if (len > 0)
        nk_record_slice(r, NK_DNS_F_NAME, result->note, len);
    nk_record_text(r, NK_DNS_F_ERROR, text);
    return nk_record_end(r);
}

/* The result as the reply to one question. */
static struct nk_dns_reply as_reply(const struct nk_bulk_result *result, struct nk_dns_try *last)
{
    *last = (struct nk_dns_try){.server = result->server,
                                .transport = result->transport,
                                .fault = result->fault,
                                .number = result->error,
                                .time_us = result->time_us,
                                .dropped = result->dropped};
    struct nk_dns_reply reply = {.fault = result->fault,
                                 .server = result->server,
                                 .transport = result->transport,
                                 .time_us = result->time_us,
                                 .tries = last,
                                 .try_count = 1};
    if (result->log_count > 0) {
        reply.tries = (struct nk_dns_try *)(uintptr_t)result->log; /* borrowed, and only read */
        reply.try_count = result->log_count;
    }
    reply.message.data = (char *)(uintptr_t)result->message; /* likewise */
    reply.message.len = result->len;
    return reply;
}

static bool put_record(struct nk_bulk_query *x, const struct nk_bulk_result *result,
                       const struct nk_dns_reply *reply, enum nk_dns_outcome outcome)
{
    struct nk_record *r = &x->record;
    const struct nk_dns_item item = {.input = result->note,
                                     .input_len = result->note_len,
                                     .question = result->question,
                                     .servers = x->options.servers,
                                     .reply = reply};
    char text[NK_CODE_TEXT_MAX];
    int64_t ttl = -1;
    nk_dns_item_fill(r, &item);
    if (r->format != NK_FORMAT_JSON)
        nk_record_text(r, NK_DNS_F_STATUS, find_status(result, outcome, text));
    if (x->data && has_data(result, outcome)) {
        x->line.len = 0;
        add_data(&x->line, result, &ttl);
        x->memory_failed = x->line.failed;
        if (x->memory_failed)
            return false;
        if (x->line.len > 0)
            nk_record_slice(r, NK_DNS_F_DATA, x->line.data, x->line.len);
        if (ttl >= 0)
            nk_record_int(r, NK_DNS_F_TTL, ttl);
    }
    return nk_record_end(r);
}

/* ---- results --------------------------------------------------------------- */

/* What the result means for the status of the command. */
static void judge(struct nk_bulk_query *x, const struct nk_dns_reply *reply,
                  enum nk_dns_outcome outcome)
{
    x->asked++;
    if (x->fail_on.given) {
        x->failing = x->failing || nk_dns_fail_on_has(&x->fail_on, reply, outcome);
        return;
    }
    if (reply->message.len == 0)
        x->unanswered++;
    else if (outcome == NK_OUTCOME_MALFORMED)
        x->malformed++;
    else if (nk_dns_status(outcome) == NK_FAILED)
        x->refused++;
}

bool nk_bulk_query_take(void *closure, const struct nk_bulk_result *result)
{
    struct nk_bulk_query *x = closure;
    enum nk_dns_outcome outcome = NK_OUTCOME_REFUSED;
    struct nk_dns_try last;
    struct nk_dns_reply reply;
    if (result->question == NULL)
        return x->plain ? put_plain(x, result, outcome) : put_passed(x, result);
    if (result->message != NULL)
        outcome = nk_dns_outcome(result->message, result->len, result->question);
    reply = as_reply(result, &last);
    judge(x, &reply, outcome);
    return x->plain ? put_plain(x, result, outcome) : put_record(x, result, &reply, outcome);
}
