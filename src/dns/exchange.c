#include "dns/exchange.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "dns/query_write.h"
#include "dns/random.h"
#include "dns/transport.h"

enum { COOKIE_TRIES = 2 }; /* over UDP; then the question goes over TCP (RFC 7873 5.3) */

/* What one server is known for in this exchange. */
struct peer {
    bool declined; /* it said what it has to say: not asked again */
    bool no_edns;  /* it does not understand EDNS */
    bool version0; /* it does not know the version asked for */
};

/* One exchange. */
struct exchange {
    struct nk_dns_session *session;
    const struct nk_dns_query *query;
    const struct nk_dns_policy *policy;
    struct nk_dns_reply *reply;
    struct nk_dns_channel channel;
    struct nk_buf out;
    struct nk_dns_query sent;    /* as it goes to this server */
    struct nk_dns_cookie cookie; /* the one that was sent */
    uint16_t id;
};

/* ---- the reply --------------------------------------------------------------------- */

const char *nk_dns_fault_name(enum nk_dns_fault fault)
{
    static const char *const names[] = {
        [NK_DNS_GOOD] = NULL,
        [NK_DNS_TIMEOUT] = "timeout",
        [NK_DNS_TRUNCATED] = "truncated",
        [NK_DNS_REFUSES] = "declined",
        [NK_DNS_UNREACHABLE] = "unreachable",
        [NK_DNS_CLOSED] = "closed",
        [NK_DNS_MALFORMED] = "malformed",
        [NK_DNS_NO_EDNS] = "no-edns",
        [NK_DNS_BAD_COOKIE] = "bad-cookie",
        [NK_DNS_BAD_ADDRESS] = "bad-address",
    };
    return names[fault];
}

void nk_dns_reply_release(struct nk_dns_reply *r)
{
    nk_buf_release(&r->message);
    free(r->tries);
    *r = (struct nk_dns_reply){.try_count = 0};
}

void nk_dns_reply_clear(struct nk_dns_reply *r)
{
    nk_buf_clear(&r->message);
    *r = (struct nk_dns_reply){.message = r->message, .tries = r->tries, .try_room = r->try_room};
}

/* ---- judging what came --------------------------------------------------------------- */

/* Why a message does not count as the answer; NULL: it does. */
static const char *find_mismatch(const struct exchange *x, const uint8_t *message, size_t len)
{
    const struct nk_dns_query *q = &x->sent;
    struct nk_dns_cookie came;
    struct nk_edns e;
    const char *why = nk_dns_answer_mismatch(message, len, x->id, q->opcode, &q->question);
    if (why != NULL || x->cookie.len == 0)
        return why;
    nk_dns_edns_read(message, len, &e);
    nk_dns_cookie_read(e.options, e.options_len, &came);
    bool alien = came.len > 0 && memcmp(came.bytes, x->cookie.bytes, NK_COOKIE_CLIENT) != 0;
    return alien ? "another client's cookie" : NULL; /* RFC 7873 5.3 */
}

/* Why the records of a message cannot all be found; NULL: they can. */
static const char *find_damage(const uint8_t *message, size_t len)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    nk_dns_reader_init(&r, message, len);
    while (nk_dns_reader_next(&r, &rr))
        continue;
    return r.stopped;
}

/* A server that knows no EDNS says that it cannot read the question (RFC 6891 7). */
static bool knows_no_edns(const struct exchange *x, unsigned rcode, const struct nk_edns *e)
{
    return x->sent.edns.present && !e->present &&
           (rcode == NK_RCODE_FORMERR || rcode == NK_RCODE_NOTIMP);
}

static enum nk_dns_fault judge(const struct exchange *x, struct nk_dns_try *t,
                               const struct peer *peer, const uint8_t *message, size_t len)
{
    struct nk_dns_reader r;
    struct nk_edns e;
    nk_dns_reader_init(&r, message, len);
    nk_dns_edns_read(message, len, &e);
    unsigned rcode = (unsigned)e.rcode_high << 4 | nk_dns_rcode(r.header.flags);
    bool tc = (r.header.flags & NK_DNS_TC) != 0;
    if (knows_no_edns(x, rcode, &e))
        return NK_DNS_NO_EDNS;
    if (rcode == NK_RCODE_BADVERS && x->sent.edns.present && x->sent.edns.version > 0 &&
        !x->sent.keep_version && !peer->version0)
        return NK_DNS_NO_EDNS;
    if (rcode == NK_RCODE_BADCOOKIE && x->sent.cookie && x->cookie.len > 0)
        return NK_DNS_BAD_COOKIE;
    if (tc && t->transport == NK_DNS_UDP && !x->policy->ignore_tc)
        return NK_DNS_TRUNCATED;
    const char *damage = find_damage(message, len);
    if (damage == NULL && tc && !x->policy->ignore_tc)
        damage = "truncated although it came over a stream";
    if (damage != NULL) {
        t->mismatch = damage;
        return NK_DNS_MALFORMED;
    }
    t->number = (int)rcode;
    if (rcode == NK_RCODE_SERVFAIL || rcode == NK_RCODE_REFUSED || rcode == NK_RCODE_NOTIMP)
        return NK_DNS_REFUSES;
    t->number = 0;
    return NK_DNS_GOOD;
}

/* ---- one message to one server ---------------------------------------------------------- */

/* The query as this server gets it. */
static bool write_query(struct exchange *x, const struct nk_dns_server *server,
                        const struct peer *peer, struct nk_err *err)
{
    x->sent = *x->query;
    x->cookie.len = 0;
    x->sent.edns.present = x->query->edns.present && !peer->no_edns;
    if (peer->version0)
        x->sent.edns.version = 0;
    if (x->sent.edns.present && x->sent.cookie && x->session != NULL) {
        if (!nk_dns_session_cookie(x->session, server, &x->sent, &x->cookie, err))
            return false;
    } else {
        x->sent.cookie = false; /* one that the user chose may stand among the options */
        if (x->sent.edns.present)
            nk_dns_cookie_read(x->sent.edns.options, x->sent.edns.options_len, &x->cookie);
    }
    if (!nk_random_fill(&x->id, sizeof x->id, err))
        return false;
    nk_buf_clear(&x->out);
    char *room = nk_buf_room(&x->out, NK_DNS_MESSAGE_MAX);
    if (room == NULL)
        return nk_err_memory(err);
    const struct nk_dns_cookie none = {.len = 0};
    x->out.len = nk_dns_query_put(&x->sent, x->sent.cookie ? &x->cookie : &none, x->id, room,
                                  NK_DNS_MESSAGE_MAX);
    return x->out.len > 0 ||
           nk_err_set(err, NK_ERR_INPUT, 0, 0, "the question does not fit into a DNS message");
}

/* Waits for the channel; false with `err` where that cannot be done. Nothing comes of a signal:
 * the clock decides. */
static bool wait_for(struct nk_dns_channel *c, int64_t end, struct nk_err *err)
{
    struct pollfd wait = {.fd = c->fd, .events = c->transport->want(c)};
    int64_t left = end - nk_clock_ms();
    int timeout = left < 0 ? 0 : left > 60000 ? 60000 : (int)left;
    if (poll(&wait, 1, timeout) >= 0 || errno == EINTR)
        return true;
    return nk_err_errno(err, errno, "cannot wait for an answer");
}

/* Goes on until a message counts, the transport gives up, or the time is over. NK_DNS_GOOD: the
 * channel has a message that counts. */
static bool drive(struct exchange *x, struct nk_dns_try *t, enum nk_dns_step step, int64_t end,
                  enum nk_dns_fault *fault, struct nk_err *err)
{
    struct nk_dns_channel *c = &x->channel;
    for (;;) {
        if (step == NK_STEP_FAILED) {
            t->number = c->number;
            *fault = c->fault;
            return true;
        }
        if (step == NK_STEP_MESSAGE) {
            const char *why = find_mismatch(x, c->message, c->message_len);
            *fault = why == NULL ? NK_DNS_GOOD : NK_DNS_MALFORMED;
            t->mismatch = why != NULL ? why : t->mismatch;
            if (why == NULL || !c->transport->datagrams)
                return true;
            t->dropped++;
        }
        if (nk_clock_ms() >= end) {
            *fault = NK_DNS_TIMEOUT;
            return true;
        }
        if (!wait_for(c, end, err) || !c->transport->step(c, &step, err))
            return false;
    }
}

/* Keeps the message that came, if it is the answer or the best there is. */
static bool keep(struct exchange *x, const struct nk_dns_try *t, struct nk_err *err)
{
    struct nk_dns_reply *r = x->reply;
    if (t->fault != NK_DNS_GOOD && r->message.len > 0)
        return true; /* the first refusal stays */
    nk_buf_clear(&r->message);
    nk_buf_add(&r->message, (const char *)x->channel.message, x->channel.message_len);
    if (r->message.failed)
        return nk_err_memory(err);
    r->fault = t->fault;
    r->server = t->server;
    r->transport = t->transport;
    r->time_us = t->time_us;
    r->received_at = nk_clock_date();
    return true;
}

/* What a message that counts teaches about the server. */
static void learn(struct exchange *x, const struct nk_dns_server *server)
{
    struct nk_dns_cookie came;
    struct nk_edns e;
    if (!x->sent.cookie)
        return;
    nk_dns_edns_read(x->channel.message, x->channel.message_len, &e);
    nk_dns_cookie_read(e.options, e.options_len, &came);
    nk_dns_session_learn(x->session, server, &came);
}

/* Sends the question once and waits; fills `t`. */
static bool ask_once(struct exchange *x, const struct nk_dns_server *server,
                     const struct peer *peer, struct nk_dns_try *t, struct nk_err *err)
{
    struct nk_dns_channel *c = &x->channel;
    enum nk_dns_step step;
    int64_t start = nk_clock_us(), end = start / 1000 + x->policy->try_ms;
    if (x->policy->deadline >= 0 && end > x->policy->deadline)
        end = x->policy->deadline;
    c->transport = nk_dns_transport_of(t->transport);
    if (c->transport == NULL)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "%s is not available in this build yet",
                          nk_transport_name(t->transport));
    if (!write_query(x, server, peer, err))
        return false;
    c->server = server;
    c->policy = x->policy;
    c->out = (const uint8_t *)x->out.data;
    c->out_len = x->out.len;
    bool done = c->transport->open(c, &step, err) && drive(x, t, step, end, &t->fault, err);
    t->time_us = nk_clock_us() - start;
    c->transport->close(c);
    if (!done || t->fault != NK_DNS_GOOD)
        return done;
    learn(x, server);
    t->fault = judge(x, t, peer, c->message, c->message_len);
    if (t->fault == NK_DNS_GOOD || t->fault == NK_DNS_REFUSES || t->fault == NK_DNS_MALFORMED)
        return keep(x, t, err);
    return true;
}

/* ---- one server -------------------------------------------------------------------------- */

static bool add_try(struct nk_dns_reply *r, const struct nk_dns_try *t, struct nk_err *err)
{
    if (!nk_grow((void **)&r->tries, r->try_count, &r->try_room, sizeof *t))
        return nk_err_memory(err);
    r->tries[r->try_count++] = *t;
    return true;
}

/* Changes what may mend the fault, each of which is done once; false where nothing is left. */
static bool mend(const struct exchange *x, struct nk_dns_try *t, struct peer *peer,
                 unsigned bad_cookies)
{
    switch (t->fault) {
    case NK_DNS_TRUNCATED:
        t->transport = NK_DNS_TCP;
        return true;
    case NK_DNS_BAD_COOKIE:
        if (bad_cookies == COOKIE_TRIES)
            t->transport = NK_DNS_TCP;
        return true;
    case NK_DNS_NO_EDNS:
        if (x->sent.edns.version > 0 && !x->sent.keep_version)
            peer->version0 = true;
        else
            peer->no_edns = true;
        return true;
    default:
        return false;
    }
}

/* Asks a server until it gives an answer, or a fault that no other way to ask may mend. */
static bool ask_server(struct exchange *x, const struct nk_dns_server *servers, size_t at,
                       struct peer *peer, enum nk_dns_fault *fault, struct nk_err *err)
{
    struct nk_dns_try t = {.server = at, .transport = servers[at].transport};
    unsigned bad_cookies = 0;
    if (x->policy->tcp && t.transport == NK_DNS_UDP)
        t.transport = NK_DNS_TCP;
    do {
        t.fault = nk_dns_may_ask(&servers[at].addr) ? NK_DNS_GOOD : NK_DNS_BAD_ADDRESS;
        t.number = 0;
        t.dropped = 0;
        t.mismatch = NULL;
        if (t.fault == NK_DNS_GOOD && !ask_once(x, &servers[at], peer, &t, err))
            return false;
        if (t.fault == NK_DNS_BAD_COOKIE && bad_cookies++ == COOKIE_TRIES) {
            t.fault = NK_DNS_REFUSES; /* it does not take its own */
            t.number = NK_RCODE_BADCOOKIE;
            if (!keep(x, &t, err))
                return false;
        }
        if (!add_try(x->reply, &t, err))
            return false;
    } while (mend(x, &t, peer, bad_cookies));
    *fault = t.fault;
    peer->declined = t.fault == NK_DNS_REFUSES || t.fault == NK_DNS_BAD_ADDRESS;
    return true;
}

static bool is_over(const struct nk_dns_policy *p)
{
    return p->deadline >= 0 && nk_clock_ms() >= p->deadline;
}

static bool ask_all(struct exchange *x, const struct nk_dns_server *servers, size_t count,
                    struct peer *peers, struct nk_err *err)
{
    enum nk_dns_fault fault;
    for (unsigned round = 0; round < x->policy->tries; round++) {
        bool any = false;
        for (size_t i = 0; i < count; i++) {
            if (peers[i].declined)
                continue;
            if (x->reply->try_count > 0 && is_over(x->policy))
                return true;
            any = true;
            if (!ask_server(x, servers, i, &peers[i], &fault, err))
                return false;
            if (fault == NK_DNS_GOOD)
                return true;
        }
        if (!any)
            return true;
    }
    return true;
}

bool nk_dns_exchange(struct nk_dns_session *s, const struct nk_dns_query *query,
                     const struct nk_dns_server *servers, size_t count,
                     const struct nk_dns_policy *policy, struct nk_dns_reply *reply,
                     struct nk_err *err)
{
    struct exchange x = {
        .session = s, .query = query, .policy = policy, .reply = reply, .channel.fd = -1};
    struct peer *peers = calloc(count == 0 ? 1 : count, sizeof *peers);
    nk_dns_reply_clear(reply);
    bool done = peers != NULL ? ask_all(&x, servers, count, peers, err) : nk_err_memory(err);
    free(peers);
    nk_buf_release(&x.out);
    nk_dns_frames_release(&x.channel.frames);
    return done;
}
