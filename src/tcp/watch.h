/* What changed between two looks at the kernel's sockets. */
#ifndef NK_TCP_WATCH_H
#define NK_TCP_WATCH_H

#include "tcp/diag.h"

/* A socket as it was seen last. */
struct nk_watch_entry {
    struct nk_diag_socket socket;
    uint32_t look; /* the number of the look that found it, 0: a free place */
};

/* The sockets in a table with open addressing by their cookies. Zero-initialised has not looked
 * yet. */
struct nk_watch {
    struct nk_watch_entry *all;
    size_t used, size; /* size: a power of two, or 0 */
    uint32_t look;     /* the number of this one */
    bool started;      /* there was a whole look: all that differs from it is news */
};

/* A socket that went from `old` to another state, s->state; CLOSED is also not to be there. False
 * ends, with `err` or without. */
typedef bool nk_watch_sink(void *closure, enum nk_tcp_state old, const struct nk_diag_socket *s,
                           struct nk_err *err);

/*
 * A look is nk_watch_begin(), then nk_watch_see() for each socket, then nk_watch_end(), which tells
 * of those that have gone. A look that broke off is begun again: what it told stays told once. The
 * first look tells nothing. False as the sink said, or with NK_ERR_MEMORY.
 */
void nk_watch_begin(struct nk_watch *w);
bool nk_watch_see(struct nk_watch *w, const struct nk_diag_socket *s, nk_watch_sink *sink,
                  void *closure, struct nk_err *err);
bool nk_watch_end(struct nk_watch *w, nk_watch_sink *sink, void *closure, struct nk_err *err);
void nk_watch_release(struct nk_watch *w);

/*
 * How long to wait until the next look, in milliseconds: short while there is news, longer while
 * there is none, and never so short that looking takes more than a tenth of the time. `last` is
 * what was waited before this look, 0 at first; `cost_us` how long it took.
 */
unsigned nk_watch_interval(unsigned last, bool news, uint64_t cost_us);

enum {
    NK_WATCH_SHORTEST = 5, /* ms */
    NK_WATCH_LONGEST = 100,
};

#endif
