/* What a try came to: an answer, another try, or nothing; and the results in their turn. */
#include "dns/bulk_part.h"

enum {
    BAD_COOKIES = 2,   /* then over TCP */
    DECLINED_MAX = 64, /* servers of which it is known that they declined */
};

/* ---- results ---------------------------------------------------------------- */

/* Empties a buffer; large memory is given back, so that few large answers do not stay many. */
static void empty(struct nk_buf *b)
{
    if (b->cap > NK_BULK_KEPT_MAX)
        nk_buf_release(b);
    else
        b->len = 0;
}

/* Hands a result out and frees the slot. */
static void hand_out(struct nk_bulk_run *r, uint32_t slot, const uint8_t *bytes, size_t len)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    const struct nk_bulk_result result = {
        .number = s->number,
        .question = s->passed ? NULL : &s->question,
        .note = s->note.data == NULL ? "" : s->note.data,
        .note_len = s->note.len,
        .message = len == 0 ? NULL : bytes,
        .len = len,
        .server = len == 0 ? s->server : s->answer_server,
        .transport = len == 0 ? s->transport : s->answer_transport,
        .fault = s->fault,
        .error = s->error,
        .time_us = s->time_us,
        .tries = s->tries,
        .dropped = s->dropped,
        .log = s->log,
        .log_count = s->log_count,
    };
    if (!r->b->take(r->b->closure, &result))
        r->stopped = true;
    empty(&s->answer);
    empty(&s->note);
    nk_window_free(&r->window, slot);
}

void nk_bulk_deliver(struct nk_bulk_run *r)
{
    uint32_t slot;
    while (!r->stopped && !r->failed && (slot = nk_window_next(&r->window)) != NK_WINDOW_NONE) {
        struct nk_bulk_slot *s = &r->slots[slot];
        r->held -= s->answer.len + s->note.len;
        hand_out(r, slot, (const uint8_t *)s->answer.data, s->answer.len);
    }
}

static bool keep(struct nk_bulk_run *r, struct nk_bulk_slot *s, const uint8_t *bytes, size_t len)
{
    s->answer.len = 0;
    nk_buf_add(&s->answer, (const char *)bytes, len);
    if (!s->answer.failed)
        return true;
    return nk_bulk_fail_memory(r);
}

void nk_bulk_complete(struct nk_bulk_run *r, uint32_t slot, const uint8_t *bytes, size_t len)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    s->state = NK_BULK_DONE;
    r->counts.in_flight--;
    if (!s->passed) {
        r->counts.answered += len > 0;
        r->counts.failed += len == 0;
    }
    if (nk_window_is_next(&r->window, slot)) { /* as mostly: no copy */
        nk_window_done(&r->window, slot);
        nk_window_next(&r->window);
        hand_out(r, slot, bytes, len);
        nk_bulk_deliver(r);
        return;
    }
    if (len > 0 && bytes != (const uint8_t *)s->answer.data && !keep(r, s, bytes, len))
        return;
    r->held += s->answer.len + s->note.len;
    nk_window_done(&r->window, slot);
}

/* ---- tries ------------------------------------------------------------------ */

static void log_try(struct nk_bulk_run *r, struct nk_bulk_slot *s)
{
    if (s->log_count == NK_BULK_LOG_MAX)
        return;
    if (!nk_grow((void **)&s->log, s->log_count, &s->log_room, sizeof *s->log)) {
        nk_bulk_fail_memory(r);
        return;
    }
    s->log[s->log_count++] = (struct nk_dns_try){.server = s->server,
                                                 .transport = s->transport,
                                                 .fault = s->fault,
                                                 .number = s->error,
                                                 .time_us = r->now_us - s->sent_us,
                                                 .dropped = s->dropped - s->logged_dropped};
    s->logged_dropped = s->dropped;
}

/* The try that is under way has come to this. */
static void end_try(struct nk_bulk_run *r, struct nk_bulk_slot *s, enum nk_dns_fault fault,
                    int error)
{
    s->fault = (uint8_t)fault;
    s->error = error;
    if (r->b->log_tries)
        log_try(r, s);
}

/* ---- verdicts --------------------------------------------------------------- */

/* All tries are over: the best that came, or nothing. */
static void give_up(struct nk_bulk_run *r, uint32_t slot)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    if (s->answer.len > 0)
        s->fault = s->answer_fault;
    else
        s->time_us = r->now_us - s->begun_us;
    nk_bulk_complete(r, slot, (const uint8_t *)s->answer.data, s->answer.len);
}

bool nk_bulk_is_stream(const struct nk_bulk_run *r, size_t server)
{
    return r->b->policy->tcp || r->b->servers[server].transport == NK_DNS_TCP;
}

void nk_bulk_queue(struct nk_bulk_run *r, uint32_t slot, bool stream)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    struct nk_bulk_server *server = &r->servers[s->server];
    s->state = stream ? NK_BULK_STREAM : NK_BULK_QUEUED;
    s->transport = stream ? NK_DNS_TCP : NK_DNS_UDP;
    nk_bulk_push(r, stream ? &server->streams : &server->queue, slot);
}

static bool is_late(const struct nk_bulk_run *r, const struct nk_bulk_slot *s)
{
    return r->b->question_ms >= 0 && r->now_us >= s->begun_us + r->b->question_ms * 1000;
}

/* Moves the slot to the next server that has not declined, of this round or the next; false where
 * there is none. */
static bool choose_server(struct nk_bulk_run *r, struct nk_bulk_slot *s)
{
    for (size_t i = 0; i < r->b->server_count; i++) {
        if (++s->server == r->b->server_count) {
            s->server = 0;
            s->round++;
        }
        if (s->round == r->b->policy->tries)
            return false;
        if (s->server >= DECLINED_MAX || (s->declined >> s->server & 1) == 0)
            return true;
    }
    return false;
}

/* The next try, where there is one left. */
static void try_again(struct nk_bulk_run *r, uint32_t slot)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    if (s->server < DECLINED_MAX && (s->fault == NK_DNS_REFUSES || s->fault == NK_DNS_BAD_ADDRESS))
        s->declined |= UINT64_C(1) << s->server;
    uint16_t asked = s->server;
    if (is_late(r, s) || !choose_server(r, s)) {
        s->server = asked;
        give_up(r, slot);
        return;
    }
    s->no_edns = s->version0 = false;
    s->bad_cookies = 0;
    nk_bulk_queue(r, slot, nk_bulk_is_stream(r, s->server));
}

void nk_bulk_fault(struct nk_bulk_run *r, uint32_t slot, enum nk_dns_fault fault, int error)
{
    nk_timers_drop(&r->timers, slot);
    end_try(r, &r->slots[slot], fault, error);
    try_again(r, slot);
}

static bool is_refusal(unsigned rcode)
{
    return rcode == NK_RCODE_SERVFAIL || rcode == NK_RCODE_NOTIMP || rcode == NK_RCODE_REFUSED;
}

/* An error without an OPT record, for a query that had one: a server that knows no EDNS (RFC 6891
 * 7). */
static bool lacks_edns(const struct nk_bulk_run *r, const struct nk_bulk_slot *s,
                       const uint8_t *bytes, size_t len)
{
    struct nk_edns e;
    unsigned rcode = bytes[3] & 15;
    if (r->tail.len == 0 || s->no_edns || (rcode != NK_RCODE_FORMERR && rcode != NK_RCODE_NOTIMP))
        return false;
    nk_dns_edns_read(bytes, len, &e);
    return !e.present;
}

/* BADVERS, where another version than 0 was tried and the user does not want to see just that. */
static bool lacks_version(const struct nk_bulk_run *r, const struct nk_bulk_slot *s,
                          const uint8_t *bytes, size_t len)
{
    const struct nk_dns_query *q = r->b->query;
    return q->edns.present && q->edns.version > 0 && !q->keep_version && !s->no_edns &&
           !s->version0 && nk_dns_message_rcode(bytes, len) == NK_RCODE_BADVERS;
}

/* Whether all records can be found. */
static bool is_sound(const uint8_t *bytes, size_t len)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    nk_dns_reader_init(&r, bytes, len);
    while (nk_dns_reader_next(&r, &rr))
        ;
    return r.stopped == NULL;
}

/* Another server, or another try where it is damaged, may do better; what came is kept for the case
 * that none does. */
static void decline(struct nk_bulk_run *r, uint32_t slot, const uint8_t *bytes, size_t len,
                    enum nk_dns_fault fault)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    end_try(r, s, fault, fault == NK_DNS_REFUSES ? bytes[3] & 15 : 0);
    s->answer_fault = (uint8_t)fault;
    if (keep(r, s, bytes, len))
        try_again(r, slot);
}

/* What asking the same server in another way may mend, each way once a server; false: nothing. The
 * queue has the slot then. */
static bool mend(struct nk_bulk_run *r, uint32_t slot, const uint8_t *bytes, size_t len, bool whole)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    bool stream = s->transport == NK_DNS_TCP;
    bool truncated = !whole || ((bytes[2] & (NK_DNS_TC >> 8)) != 0 && !r->b->policy->ignore_tc);
    if (lacks_edns(r, s, bytes, len) || lacks_version(r, s, bytes, len)) {
        end_try(r, s, NK_DNS_NO_EDNS, 0);
        s->version0 = lacks_version(r, s, bytes, len);
        s->no_edns = !s->version0;
    } else if (r->session != NULL && nk_dns_message_rcode(bytes, len) == NK_RCODE_BADCOOKIE &&
               ++s->bad_cookies <= BAD_COOKIES) { /* its new one is known now (RFC 7873 5.3) */
        end_try(r, s, NK_DNS_BAD_COOKIE, 0);
        stream = stream || s->bad_cookies == BAD_COOKIES;
    } else if (truncated && !stream) {
        end_try(r, s, NK_DNS_TRUNCATED, 0);
        stream = true;
    } else {
        return false;
    }
    nk_bulk_queue(r, slot, stream);
    return true;
}

void nk_bulk_answer(struct nk_bulk_run *r, uint32_t slot, const uint8_t *bytes, size_t len,
                    bool whole)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    nk_timers_drop(&r->timers, slot);
    if (mend(r, slot, bytes, len, whole))
        return;
    s->answer_server = s->server;
    s->answer_transport = s->transport;
    s->time_us = r->now_us - s->sent_us;
    bool sound = is_sound(bytes, len);
    if (!sound || is_refusal(bytes[3] & 15) || s->bad_cookies > BAD_COOKIES) {
        decline(r, slot, bytes, len, sound ? NK_DNS_REFUSES : NK_DNS_MALFORMED);
        return;
    }
    end_try(r, s, NK_DNS_GOOD, 0);
    nk_bulk_complete(r, slot, bytes, len);
}
