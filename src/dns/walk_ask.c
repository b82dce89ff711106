#include <errno.h>
#include <string.h>

#include "dns/walk_part.h"

static enum nk_step_verdict say(struct nk_dns_walk *w, enum nk_step_verdict verdict,
                                const char *text)
{
    nk_buf_add_text(&w->why, text);
    return verdict;
}

/* Why the system sends nothing there, or got nothing back. */
static enum nk_step_verdict say_unreachable(struct nk_dns_walk *w, struct nk_iter_candidate *c,
                                            int number)
{
    if (number == ENETUNREACH || number == EADDRNOTAVAIL || number == EAFNOSUPPORT)
        w->unreachable[c->addr.family == NK_IPV6] = true;
    if (number == ECONNREFUSED)
        return say(w, NK_STEP_TIMEOUT, "no answer: nothing listens there (connection refused)");
    nk_buf_printf(&w->why, "no answer: the address cannot be reached (%s)", strerror(number));
    return NK_STEP_TIMEOUT;
}

/* What came and did not count: somebody else's, or a liar's. */
static void add_dropped(struct nk_buf *b, const struct nk_dns_reply *r)
{
    const char *mismatch = NULL;
    unsigned dropped = 0;
    for (size_t i = 0; i < r->try_count; i++) {
        dropped += r->tries[i].dropped;
        if (r->tries[i].mismatch != NULL)
            mismatch = r->tries[i].mismatch;
    }
    if (dropped == 0)
        return;
    nk_buf_printf(b, "; %u message%s that did not count came", dropped, dropped == 1 ? "" : "s");
    if (mismatch != NULL)
        nk_buf_printf(b, " (%s)", mismatch);
    nk_buf_add_byte(b, '\0');
    b->len -= !b->failed;
}

/* No message: what the tries tell. A server that is only silent may be asked once more. */
static enum nk_step_verdict judge_silence(struct nk_dns_walk *w, struct nk_iter_candidate *c)
{
    const struct nk_dns_reply *r = &w->reply;
    static const struct nk_dns_try none = {.fault = NK_DNS_TIMEOUT};
    const struct nk_dns_try *last = r->try_count > 0 ? &r->tries[r->try_count - 1] : &none;
    enum nk_step_verdict verdict = NK_STEP_TIMEOUT;
    c->finished = last->fault != NK_DNS_TIMEOUT;
    switch (last->fault) {
    case NK_DNS_UNREACHABLE:
        verdict = say_unreachable(w, c, last->number);
        break;
    case NK_DNS_CLOSED:
        say(w, verdict, "no answer: it closes the connection");
        break;
    case NK_DNS_MALFORMED:
        verdict = say(w, NK_STEP_LAME, "its message cannot be read");
        break;
    case NK_DNS_BAD_ADDRESS:
        verdict = say(w, NK_STEP_LAME, "no question goes to such an address");
        break;
    case NK_DNS_TRUNCATED:
        say(w, verdict, "no answer over TCP, and over UDP it is cut");
        break;
    default:
        nk_buf_printf(&w->why, "no answer in %.3g s", (double)last->time_us / 1e6);
        break;
    }
    add_dropped(&w->why, r);
    return verdict;
}

static int64_t time_of(const struct nk_dns_reply *r)
{
    int64_t sum = 0;
    if (r->message.len > 0)
        return r->time_us;
    for (size_t i = 0; i < r->try_count; i++)
        sum += r->tries[i].time_us;
    return sum;
}

static bool send(struct nk_dns_walk *w, const struct nk_iter_goal *g,
                 const struct nk_iter_candidate *c)
{
    const struct nk_dns_walk_setup *setup = w->setup;
    struct nk_dns_query query = setup->query;
    struct nk_dns_policy policy = setup->policy;
    struct nk_dns_server server = {.addr = c->addr, .port = setup->port};
    query.question = g->question;
    query.flags &= (uint16_t)~NK_DNS_RD;
    policy.tries = 1;
    w->queries++;
    if (setup->ask(setup->ask_closure, &query, &server, 1, &policy, &w->reply, w->err))
        return true;
    w->broken = true;
    return false;
}

bool nk_iter_ask(struct nk_dns_walk *w, struct nk_iter_goal *g, struct nk_iter_candidate *c,
                 enum nk_step_verdict *verdict)
{
    struct nk_dns_event step = nk_iter_step_of(w, NK_EVENT_ASKED);
    nk_dns_reply_clear(&w->reply);
    if (!send(w, g, c))
        return false;
    const struct nk_buf *message = &w->reply.message;
    nk_buf_clear(&w->why);
    if (message->len == 0) {
        *verdict = judge_silence(w, c);
    } else {
        if (!nk_dns_judge(&w->judged, message->data, message->len, &g->question, &step.zone))
            return nk_iter_broken(w);
        add_dropped(&w->judged.why, &w->reply);
        if (w->judged.why.failed)
            return nk_iter_broken(w);
        *verdict = w->judged.verdict;
        step.judged = &w->judged;
        w->answered[c->addr.family == NK_IPV6] = true;
        c->finished = true;
    }
    if (*verdict == NK_STEP_TIMEOUT) {
        c->timeouts++;
        if (!nk_iter_slow(w, &c->addr))
            return false;
    }
    step.number = w->queries;
    step.server_name = w->cache.hosts[c->host].name;
    step.server = c->addr;
    step.verdict = *verdict;
    step.why = step.judged != NULL ? step.judged->why.data : NULL;
    step.transport = w->reply.transport;
    step.time_us = time_of(&w->reply);
    w->time_us += step.time_us;
    if (nk_iter_compare(w, g, &step))
        nk_iter_tell(w, &step);
    return !w->broken;
}
