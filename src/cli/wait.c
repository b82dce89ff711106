#include "cli/wait.h"

#include <poll.h>
#include <stdio.h>

#include "base/clock.h"

enum { LAST_MS = 1000 /* before the end */ };

void nk_wait_init(struct nk_wait *w, int64_t deadline, int64_t every)
{
    *w = (struct nk_wait){.start = nk_clock_ms(), .deadline = deadline, .every = every};
}

void nk_wait_try(struct nk_wait *w)
{
    w->next = nk_clock_ms() + w->every;
    w->tries++;
}

static void pause_until(int64_t end)
{
    int64_t left;
    while ((left = end - nk_clock_ms()) > 0)
        poll(NULL, 0, left > 60000 ? 60000 : (int)left);
}

/* When to try again: at `next`, or where there is no time for that, once more shortly before the
 * end, unless it is near already. Negative: not at all. */
static int64_t next_try(const struct nk_wait *w)
{
    int64_t now = nk_clock_ms(), spare = (w->deadline - w->start) / 10;
    if (spare > LAST_MS)
        spare = LAST_MS;
    int64_t last = w->deadline - spare;
    if (w->deadline < 0 || (w->next < last && now < last))
        return w->next;
    return last > now && last - now >= 3 * spare ? last : -1;
}

bool nk_wait_again(const struct nk_wait *w)
{
    int64_t next = next_try(w);
    pause_until(next < 0 ? w->deadline : next);
    return next >= 0;
}

int64_t nk_wait_elapsed(const struct nk_wait *w)
{
    return nk_clock_ms() - w->start;
}

void nk_wait_tell(const struct nk_wait *w, struct nk_ctx *ctx, const char *text)
{
    int64_t elapsed = nk_wait_elapsed(w);
    nk_cli_say(ctx, "try %u after %lld.%lld s: %s", w->tries, (long long)(elapsed / 1000),
               (long long)(elapsed % 1000 / 100), text);
}

char *nk_wait_tries(const struct nk_wait *w, char *text)
{
    snprintf(text, NK_WAIT_TRIES_MAX, "%u %s", w->tries, w->tries == 1 ? "try" : "tries");
    return text;
}
