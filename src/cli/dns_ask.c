#include "cli/dns_ask.h"

#include <string.h>

bool nk_dns_asker_init(struct nk_dns_asker *a, struct nk_dns_options *o)
{
    struct nk_err err = {0};
    *a = (struct nk_dns_asker){.o = o, .session = nk_dns_session_new(&err)};
    if (a->session == NULL)
        nk_cli_fail(o->ctx, &err);
    return a->session != NULL;
}

void nk_dns_asker_release(struct nk_dns_asker *a)
{
    nk_dns_session_free(a->session);
    nk_dns_reply_release(&a->reply);
}

bool nk_dns_asker_ask(struct nk_dns_asker *a, const struct nk_dns_question *q)
{
    struct nk_dns_options *o = a->o;
    struct nk_err err = {0};
    o->query.question = *q;
    if (nk_dns_exchange(a->session, &o->query, o->servers, o->server_count, &o->policy, &a->reply,
                        &err))
        return true;
    nk_cli_fail(o->ctx, &err);
    return false;
}

enum nk_dns_outcome nk_dns_asker_outcome(const struct nk_dns_asker *a,
                                         const struct nk_dns_question *q)
{
    if (a->reply.message.len == 0)
        return NK_OUTCOME_REFUSED;
    if (a->reply.fault == NK_DNS_MALFORMED)
        return NK_OUTCOME_MALFORMED;
    return nk_dns_outcome(a->reply.message.data, a->reply.message.len, q);
}

struct nk_dns_item nk_dns_asker_item(const struct nk_dns_asker *a, const struct nk_dns_question *q,
                                     const char *input)
{
    return (struct nk_dns_item){
        .input = input,
        .input_len = strlen(input),
        .question = q,
        .servers = a->o->servers,
        .reply = &a->reply,
    };
}

void nk_dns_asker_visit(const struct nk_dns_asker *a, const struct nk_dns_question *q,
                        nk_dns_asker_see *see, void *closure)
{
    const struct nk_buf *m = &a->reply.message;
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_relevant related;
    size_t place = 0;
    if (m->len == 0)
        return;
    nk_relevant_init(&related, m->data, m->len, q);
    nk_dns_reader_init(&r, m->data, m->len);
    while (nk_dns_reader_next(&r, &rr)) {
        if (rr.section != NK_DNS_ANSWER || !nk_relevant_has(&related, place++) ||
            rr.malformed != NULL)
            continue;
        if (!see(closure, &r, &rr))
            return;
    }
}

/* ---- in words ----------------------------------------------------------------- */

static const char *fault_words(enum nk_dns_fault fault)
{
    static const char *const words[] = {
        [NK_DNS_GOOD] = "answered",
        [NK_DNS_TIMEOUT] = "no answer",
        [NK_DNS_TRUNCATED] = "truncated, asked again over tcp",
        [NK_DNS_REFUSES] = "declined with",
        [NK_DNS_UNREACHABLE] = "unreachable",
        [NK_DNS_CLOSED] = "the connection ended early",
        [NK_DNS_MALFORMED] = "malformed",
        [NK_DNS_NO_EDNS] = "EDNS or its version not understood, asked again with less",
        [NK_DNS_BAD_COOKIE] = "bad cookie, asked again with the one it gave",
        [NK_DNS_BAD_ADDRESS] = "no question is ever sent to such an address",
    };
    return words[fault];
}

void nk_dns_try_text(struct nk_buf *b, const struct nk_dns_server *servers,
                     const struct nk_dns_try *t)
{
    char rcode[NK_CODE_TEXT_MAX];
    struct nk_dns_server server = servers[t->server];
    server.transport = t->transport;
    nk_dns_server_text(b, &server);
    nk_buf_printf(b, " over %s: %s", nk_transport_name(t->transport), fault_words(t->fault));
    if (t->fault == NK_DNS_REFUSES)
        nk_buf_printf(b, " %s", nk_rcode_name((unsigned)t->number, rcode));
    else if (t->number != 0)
        nk_buf_printf(b, " (%s)", strerror(t->number));
    if (t->fault == NK_DNS_TIMEOUT)
        nk_buf_printf(b, " in %lld ms", (long long)(t->time_us / 1000));
    if (t->fault == NK_DNS_MALFORMED && t->mismatch != NULL)
        nk_buf_printf(b, " (%s)", t->mismatch);
    if (t->dropped > 0)
        nk_buf_printf(b, "; %u datagram%s did not count: %s", t->dropped,
                      t->dropped == 1 ? "" : "s", t->mismatch == NULL ? "" : t->mismatch);
}

/* Why the result is no yes and no no. */
static void add_reason(struct nk_buf *b, const struct nk_dns_asker *a,
                       const struct nk_dns_item *item)
{
    const struct nk_dns_reply *r = &a->reply;
    char rcode[NK_CODE_TEXT_MAX];
    struct nk_buf room = {0};
    const char *why = r->message.len == 0 ? NULL : nk_dns_item_error(item, &room);
    if (r->message.len == 0 && r->try_count == 0) {
        nk_buf_add_text(b, "nobody was asked");
    } else if (r->message.len == 0) {
        nk_dns_try_text(b, a->o->servers, &r->tries[r->try_count - 1]);
        if (r->try_count > 1)
            nk_buf_printf(b, " (the last of %zu tries)", r->try_count);
    } else {
        unsigned code = nk_dns_message_rcode(r->message.data, r->message.len);
        if (why == NULL)
            why = code != NK_RCODE_NOERROR ? nk_rcode_name(code, rcode) : "a truncated answer";
        nk_buf_printf(b, "%s from ", why);
        nk_dns_server_text(b, &a->o->servers[r->server]);
    }
    nk_buf_release(&room);
}

void nk_dns_asker_complain(struct nk_dns_asker *a, const struct nk_dns_question *q,
                           const struct nk_dns_item *item)
{
    struct nk_buf b = {0};
    struct nk_err err;
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    nk_name_format(&q->name, name);
    add_reason(&b, a, item);
    nk_buf_add_byte(&b, '\0');
    if (b.failed) {
        nk_err_memory(&err);
        nk_cli_fail(a->o->ctx, &err);
    } else {
        nk_cli_say(a->o->ctx, "%.200s %s: %s", name, nk_type_name(q->type, type), b.data);
    }
    nk_buf_release(&b);
}
