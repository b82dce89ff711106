#include "tcp/watch.h"

#include <stdlib.h>

enum { TABLE_FIRST = 256 };

void nk_watch_release(struct nk_watch *w)
{
    free(w->before.all);
    free(w->now.all);
    *w = (struct nk_watch){.started = false};
}

/* ---- tables ----------------------------------------------------------------- */

/* Where the cookie stands, or the free place that it would take. */
static struct nk_watch_entry *place(const struct nk_watch_table *t, uint64_t cookie)
{
    size_t mask = t->size - 1, at = (size_t)(cookie * 0x9e3779b97f4a7c15 >> 32) & mask;
    while (t->all[at].used && t->all[at].socket.cookie != cookie)
        at = (at + 1) & mask;
    return &t->all[at];
}

static struct nk_watch_entry *find(const struct nk_watch_table *t, uint64_t cookie)
{
    struct nk_watch_entry *at = t->size == 0 ? NULL : place(t, cookie);
    return at != NULL && at->used ? at : NULL;
}

static bool grow(struct nk_watch_table *t)
{
    struct nk_watch_table larger = {.used = t->used,
                                    .size = t->size == 0 ? TABLE_FIRST : 2 * t->size};
    larger.all = calloc(larger.size, sizeof *larger.all);
    if (larger.all == NULL)
        return false;
    for (size_t i = 0; i < t->size; i++)
        if (t->all[i].used)
            *place(&larger, t->all[i].socket.cookie) = t->all[i];
    free(t->all);
    *t = larger;
    return true;
}

static bool add(struct nk_watch_table *t, const struct nk_diag_socket *s)
{
    if (2 * (t->used + 1) > t->size && !grow(t))
        return false;
    struct nk_watch_entry *at = place(t, s->cookie);
    t->used += !at->used;
    *at = (struct nk_watch_entry){.socket = *s, .used = true};
    return true;
}

static void clear(struct nk_watch_table *t)
{
    for (size_t i = 0; i < t->size; i++)
        t->all[i].used = false;
    t->used = 0;
}

/* ---- looks ------------------------------------------------------------------ */

void nk_watch_begin(struct nk_watch *w)
{
    clear(&w->now);
    for (size_t i = 0; i < w->before.size; i++)
        w->before.all[i].seen = false;
}

bool nk_watch_see(struct nk_watch *w, const struct nk_diag_socket *s, nk_watch_sink *sink,
                  void *closure, struct nk_err *err)
{
    struct nk_watch_entry *known = find(&w->before, s->cookie);
    const enum nk_tcp_state old = known == NULL ? NK_TCP_CLOSED : known->socket.state;
    if (!add(&w->now, s))
        return nk_err_memory(err);
    if (known == NULL) { /* should this look break off, the next one has it already */
        if (!add(&w->before, s))
            return nk_err_memory(err);
        known = place(&w->before, s->cookie);
    }
    known->seen = true;
    known->socket = *s;
    if (!w->started || old == s->state)
        return true;
    return sink(closure, old, s, err);
}

bool nk_watch_end(struct nk_watch *w, nk_watch_sink *sink, void *closure, struct nk_err *err)
{
    bool more = true;
    for (size_t i = 0; w->started && more && i < w->before.size; i++) {
        const struct nk_watch_entry *e = &w->before.all[i];
        if (!e->used || e->seen || e->socket.state == NK_TCP_CLOSED)
            continue;
        struct nk_diag_socket gone = e->socket;
        gone.state = NK_TCP_CLOSED;
        more = sink(closure, e->socket.state, &gone, err);
    }
    const struct nk_watch_table before = w->before;
    w->before = w->now;
    w->now = before;
    w->started = true;
    return more;
}

/* ---- waits ------------------------------------------------------------------ */

unsigned nk_watch_interval(unsigned last, bool news, uint64_t cost_us)
{
    uint64_t next = news || last == 0 ? NK_WATCH_SHORTEST : last + last / 4 + 1;
    uint64_t least = cost_us * 9 / 1000;
    if (next > NK_WATCH_LONGEST)
        next = NK_WATCH_LONGEST;
    return (unsigned)(least > next ? (least < 60000 ? least : 60000) : next);
}
