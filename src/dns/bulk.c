/* The run: questions in, time, events, and the end. */
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "dns/bulk_part.h"
#include "dns/random.h"

enum { TICK_US = 200000, EVENTS = 64 };

bool nk_bulk_fail(struct nk_bulk_run *r)
{
    r->failed = true;
    return false;
}

bool nk_bulk_fail_memory(struct nk_bulk_run *r)
{
    nk_err_memory(r->err);
    return nk_bulk_fail(r);
}

uint16_t nk_bulk_random(struct nk_bulk_run *r)
{
    uint16_t bits = 0;
    if (r->random_left == 0) {
        if (!nk_random_fill(r->random, sizeof r->random, r->err)) {
            nk_bulk_fail(r);
            return 0;
        }
        r->random_left = sizeof r->random;
    }
    r->random_left -= sizeof bits;
    memcpy(&bits, r->random + r->random_left, sizeof bits);
    return bits;
}

bool nk_bulk_watch(struct nk_bulk_run *r, int fd, uint32_t events, enum nk_bulk_source source,
                   uint32_t number, bool add)
{
    struct epoll_event e = {.events = events, .data.u64 = (uint64_t)source << 32 | number};
    return epoll_ctl(r->epoll, add ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &e) == 0;
}

/* ---- queues of slots ------------------------------------------------------- */

void nk_bulk_push(struct nk_bulk_run *r, struct nk_bulk_queue *q, uint32_t slot)
{
    r->slots[slot].next = NK_WINDOW_NONE;
    if (q->first == NK_WINDOW_NONE)
        q->first = slot;
    else
        r->slots[q->last].next = slot;
    q->last = slot;
}

void nk_bulk_unshift(struct nk_bulk_run *r, struct nk_bulk_queue *q, uint32_t slot)
{
    if (q->first == NK_WINDOW_NONE)
        q->last = slot;
    r->slots[slot].next = q->first;
    q->first = slot;
}

uint32_t nk_bulk_shift(struct nk_bulk_run *r, struct nk_bulk_queue *q)
{
    uint32_t slot = q->first;
    if (slot != NK_WINDOW_NONE)
        q->first = r->slots[slot].next;
    return slot;
}

void nk_bulk_unlink(struct nk_bulk_run *r, struct nk_bulk_queue *q, uint32_t slot)
{
    uint32_t *link = &q->first, before = NK_WINDOW_NONE;
    while (*link != NK_WINDOW_NONE && *link != slot) {
        before = *link;
        link = &r->slots[before].next;
    }
    if (*link == NK_WINDOW_NONE)
        return;
    *link = r->slots[slot].next;
    if (q->last == slot)
        q->last = before;
}

/* ---- time ------------------------------------------------------------------ */

void nk_bulk_start_timer(struct nk_bulk_run *r, uint32_t slot)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    if (s->tries++ == 0)
        s->begun_us = r->now_us;
    s->sent_us = r->now_us;
    r->counts.sent++;
    r->counts.retries += s->tries > 1;
    int64_t due = r->now_us + r->b->policy->try_ms * 1000;
    int64_t last = r->b->question_ms < 0 ? due : s->begun_us + r->b->question_ms * 1000;
    nk_timers_set(&r->timers, slot, last < due ? last : due);
}

static void expire(struct nk_bulk_run *r)
{
    const struct nk_timer *first;
    while (!r->failed && !r->stopped && (first = nk_timers_first(&r->timers)) != NULL &&
           first->due <= r->now_us) {
        uint32_t slot = first->item;
        struct nk_bulk_slot *s = &r->slots[slot];
        if (s->state == NK_BULK_SENT)
            nk_bulk_forget(r, slot);
        else
            nk_bulk_tcp_forget(r, slot);
        nk_bulk_fault(r, slot, NK_DNS_TIMEOUT, 0);
    }
}

/* Milliseconds to wait at most; -1: for ever. */
static int wait_time(const struct nk_bulk_run *r, bool idle)
{
    const struct nk_timer *first = nk_timers_first(&r->timers);
    int64_t until = first == NULL ? INT64_MAX : first->due;
    if (!idle)
        until = r->b->rate == 0 ? r->now_us : r->now_us + 1000000 / r->b->rate;
    if (r->b->tick != NULL && until > r->ticked_us + TICK_US)
        until = r->ticked_us + TICK_US;
    if (until == INT64_MAX)
        return -1;
    int64_t left = (until - r->now_us + 999) / 1000;
    return left < 0 ? 0 : left > 60000 ? 60000 : (int)left;
}

/* ---- questions ------------------------------------------------------------- */

/* Whether what is under way may grow: results that wait for their turn are held in memory. */
static bool has_room(const struct nk_bulk_run *r)
{
    unsigned n = r->counts.in_flight;
    return n == 0 || (n < r->b->in_flight && r->held + (n + 1) * r->room <= NK_BULK_HELD_MAX);
}

/* A slot as a new question finds it: only the memory of its buffers stays. */
static void begin(struct nk_bulk_run *r, struct nk_bulk_slot *s, bool passed)
{
    s->number = r->number++;
    s->begun_us = r->now_us;
    s->tries = s->round = s->dropped = 0;
    s->declined = 0;
    s->server = s->answer_server = 0;
    s->fault = s->answer_fault = NK_DNS_GOOD;
    s->passed = passed;
    s->no_edns = s->version0 = false;
    s->bad_cookies = 0;
    s->log_count = 0;
    s->logged_dropped = 0;
    s->error = 0;
    s->time_us = 0;
}

/* Takes one from the caller into a slot; false where there is none now. */
static bool take_question(struct nk_bulk_run *r, uint32_t slot)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    enum nk_bulk_feed feed = r->b->next(r->b->closure, &s->question, &s->note);
    if (feed == NK_BULK_END || feed == NK_BULK_LATER) {
        r->ended = feed == NK_BULK_END;
        r->later = feed == NK_BULK_LATER;
        nk_window_give_back(&r->window, slot);
        return false;
    }
    if (slot >= r->slots_used)
        r->slots_used = slot + 1;
    begin(r, s, feed == NK_BULK_PASS);
    if (s->note.failed)
        return nk_bulk_fail_memory(r);
    r->counts.in_flight++;
    if (s->passed) {
        nk_bulk_complete(r, slot, NULL, 0);
        return true;
    }
    r->counts.asked++;
    nk_bulk_queue(r, slot, nk_bulk_is_stream(r, s->server));
    return true;
}

static void feed(struct nk_bulk_run *r)
{
    while (!r->ended && !r->later && !r->failed && !r->stopped && has_room(r)) {
        uint32_t slot = nk_window_take(&r->window);
        if (slot == NK_WINDOW_NONE || !take_question(r, slot))
            return;
    }
}

/* ---- events ---------------------------------------------------------------- */

/* The input is watched only while it is waited for. */
static void watch_input(struct nk_bulk_run *r)
{
    if (!r->later || r->armed)
        return;
    bool watched =
        nk_bulk_watch(r, r->b->wait_fd, EPOLLIN | EPOLLONESHOT, NK_BULK_INPUT, 0, false) ||
        nk_bulk_watch(r, r->b->wait_fd, EPOLLIN | EPOLLONESHOT, NK_BULK_INPUT, 0, true);
    r->armed = watched;
    r->later = watched; /* a file cannot be watched, and need not */
}

static void handle(struct nk_bulk_run *r, const struct epoll_event *e)
{
    uint32_t number = (uint32_t)e->data.u64;
    switch ((enum nk_bulk_source)(e->data.u64 >> 32)) {
    case NK_BULK_SOCKET:
        nk_bulk_udp_event(r, number, e->events);
        break;
    case NK_BULK_CONNECTION:
        nk_bulk_tcp_event(r, number, e->events);
        break;
    case NK_BULK_INPUT:
        r->later = r->armed = false;
        break;
    case NK_BULK_STOP:
        r->stopped = r->interrupted = true;
        break;
    }
}

static void wait_events(struct nk_bulk_run *r, bool idle)
{
    struct epoll_event events[EVENTS];
    int n = epoll_wait(r->epoll, events, EVENTS, wait_time(r, idle));
    if (n < 0 && errno != EINTR) {
        nk_err_errno(r->err, errno, "cannot wait for answers");
        nk_bulk_fail(r);
    }
    r->now_us = nk_clock_us();
    for (int i = 0; i < n && !r->failed && !r->stopped; i++)
        handle(r, &events[i]);
    expire(r);
    if (r->b->tick != NULL && r->now_us - r->ticked_us >= TICK_US) {
        r->ticked_us = r->now_us;
        r->b->tick(r->b->closure, &r->counts);
    }
}

/* Whether no question can be taken before an event. */
static bool has_to_wait(const struct nk_bulk_run *r)
{
    if (r->counts.in_flight == 0)
        return r->later;
    return r->ended || r->later || !has_room(r) || r->window.free_count == 0;
}

static void loop(struct nk_bulk_run *r)
{
    r->now_us = r->ticked_us = r->credit_us = nk_clock_us();
    while (!r->failed && !r->stopped) {
        feed(r);
        r->now_us = nk_clock_us(); /* the caller may have waited for somebody to read its output */
        if (r->ended && nk_window_is_empty(&r->window))
            return;
        nk_bulk_tcp_start(r);
        bool idle = nk_bulk_udp_send(r);
        watch_input(r);
        if (!r->failed && !r->stopped)
            wait_events(r, idle && has_to_wait(r));
    }
}

/* ---- the whole ------------------------------------------------------------- */

static bool prepare(struct nk_bulk_run *r)
{
    const struct nk_bulk *b = r->b;
    uint32_t size = b->unordered ? b->in_flight : 4 * b->in_flight;
    if (!b->unordered && size < NK_BULK_WINDOW)
        size = NK_BULK_WINDOW;
    r->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (r->epoll < 0) {
        nk_err_errno(r->err, errno, "cannot watch sockets");
        return nk_bulk_fail(r);
    }
    r->slots = calloc(size, sizeof *r->slots);
    r->servers = calloc(b->server_count, sizeof *r->servers);
    if (!nk_window_init(&r->window, size, !b->unordered) || !nk_timers_init(&r->timers, size) ||
        r->slots == NULL || r->servers == NULL)
        return nk_bulk_fail_memory(r);
    for (size_t i = 0; i < b->server_count; i++) {
        struct nk_bulk_server *s = &r->servers[i];
        s->queue.first = s->streams.first = NK_WINDOW_NONE;
        for (size_t k = 0; k < NK_BULK_SOCKETS; k++)
            s->sockets[k] = NK_WINDOW_NONE;
    }
    if (b->stop_fd >= 0 && !nk_bulk_watch(r, b->stop_fd, EPOLLIN, NK_BULK_STOP, 0, true)) {
        nk_err_errno(r->err, errno, "cannot watch for signals");
        return nk_bulk_fail(r);
    }
    return nk_bulk_query_init(r) && nk_bulk_pool_init(r) && nk_bulk_udp_init(r) &&
           nk_bulk_tcp_init(r);
}

static void release(struct nk_bulk_run *r)
{
    nk_bulk_pool_release(r);
    nk_bulk_udp_release(r);
    nk_bulk_tcp_release(r);
    if (r->epoll >= 0)
        close(r->epoll);
    for (uint32_t i = 0; r->slots != NULL && i < r->slots_used; i++) {
        nk_buf_release(&r->slots[i].answer);
        nk_buf_release(&r->slots[i].note);
        free(r->slots[i].log);
    }
    free(r->slots);
    free(r->servers);
    nk_bulk_query_release(r);
    nk_window_release(&r->window);
    nk_timers_release(&r->timers);
}

bool nk_bulk_run(const struct nk_bulk *b, struct nk_err *err)
{
    struct nk_bulk_run r = {.b = b, .err = err, .epoll = -1};
    if (prepare(&r))
        loop(&r);
    if (r.interrupted && !r.failed) { /* what is done is not lost */
        r.stopped = false;
        r.window.ending = true;
        nk_bulk_deliver(&r);
    }
    bool done = !r.failed;
    release(&r);
    return done;
}
