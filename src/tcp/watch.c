#include "tcp/watch.h"

#include <stdlib.h>

enum { TABLE_FIRST = 256 };

void nk_watch_release(struct nk_watch *w)
{
    free(w->all);
    *w = (struct nk_watch){.started = false};
}

/* ---- the table -------------------------------------------------------------- */

static size_t home(const struct nk_watch *w, uint64_t cookie)
{
    return (size_t)(cookie * 0x9e3779b97f4a7c15 >> 32) & (w->size - 1);
}

/* Where the cookie stands, or the free place that it would take. */
static struct nk_watch_entry *place(const struct nk_watch *w, uint64_t cookie)
{
    size_t at = home(w, cookie);
    while (w->all[at].look != 0 && w->all[at].socket.cookie != cookie)
        at = (at + 1) & (w->size - 1);
    return &w->all[at];
}

/* Twice the size, so that half of it at least is free. */
static bool grow(struct nk_watch *w)
{
    struct nk_watch larger = *w;
    larger.size = w->size == 0 ? TABLE_FIRST : 2 * w->size;
    larger.all = calloc(larger.size, sizeof *larger.all);
    if (larger.all == NULL)
        return false;
    for (size_t i = 0; i < w->size; i++)
        if (w->all[i].look != 0)
            *place(&larger, w->all[i].socket.cookie) = w->all[i];
    free(w->all);
    *w = larger;
    return true;
}

/* Takes an entry out. Those behind it move up to the place that came free, if their way from home
 * leads over it. */
static void take_out(struct nk_watch *w, size_t hole)
{
    const size_t mask = w->size - 1;
    for (size_t at = (hole + 1) & mask; w->all[at].look != 0; at = (at + 1) & mask) {
        size_t from_home = (at - home(w, w->all[at].socket.cookie)) & mask;
        if (from_home >= ((at - hole) & mask)) {
            w->all[hole] = w->all[at];
            hole = at;
        }
    }
    w->all[hole].look = 0;
    w->used--;
}

/* ---- looks ------------------------------------------------------------------ */

void nk_watch_begin(struct nk_watch *w)
{
    if (++w->look == 0) /* which stands for a free place */
        w->look = 1;
}

bool nk_watch_see(struct nk_watch *w, const struct nk_diag_socket *s, nk_watch_sink *sink,
                  void *closure, struct nk_err *err)
{
    if (2 * (w->used + 1) > w->size && !grow(w))
        return nk_err_memory(err);
    struct nk_watch_entry *known = place(w, s->cookie);
    const enum nk_tcp_state old = known->look == 0 ? NK_TCP_CLOSED : known->socket.state;
    w->used += known->look == 0;
    *known = (struct nk_watch_entry){*s, w->look};
    return !w->started || old == s->state || sink(closure, old, s, err);
}

bool nk_watch_end(struct nk_watch *w, nk_watch_sink *sink, void *closure, struct nk_err *err)
{
    bool more = true;
    for (size_t i = 0; more && i < w->size;) {
        if (w->all[i].look == 0 || w->all[i].look == w->look) {
            i++;
            continue;
        }
        struct nk_diag_socket gone = w->all[i].socket;
        const enum nk_tcp_state old = gone.state;
        take_out(w, i); /* and another one may stand there now */
        gone.state = NK_TCP_CLOSED;
        more = !w->started || old == NK_TCP_CLOSED || sink(closure, old, &gone, err);
    }
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
