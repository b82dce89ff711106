/* Waiting until something is so, try by try: what the verbs `wait` share. */
#ifndef NK_CLI_WAIT_H
#define NK_CLI_WAIT_H

#include "cli/cli.h"

/* Times are of nk_clock_ms(); a negative deadline is none. `every` is the time from the beginning
 * of one try to that of the next. */
struct nk_wait {
    int64_t start, deadline, every;
    int64_t next;
    unsigned tries;
};

void nk_wait_init(struct nk_wait *w, int64_t deadline, int64_t every);
/* A try begins. */
void nk_wait_try(struct nk_wait *w);
/* After a try in vain: sleeps until the next one is due; false where the time is over, which has
 * then passed. One more try comes shortly before the end. */
bool nk_wait_again(const struct nk_wait *w);
/* Milliseconds since the start. */
int64_t nk_wait_elapsed(const struct nk_wait *w);
/* What was not so, on standard error: "try 2 after 1.5 s: TEXT". */
void nk_wait_tell(const struct nk_wait *w, struct nk_ctx *ctx, const char *text);
/* "1 try", "2 tries", into NK_WAIT_TRIES_MAX bytes. */
enum { NK_WAIT_TRIES_MAX = 32 };
char *nk_wait_tries(const struct nk_wait *w, char *text);

#endif
