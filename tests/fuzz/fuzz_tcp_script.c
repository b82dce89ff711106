/* A scenario out of hostile text: it is read or refused with a place, and its run ends. */
#include <stdlib.h>
#include <string.h>

#include "tcp/script.h"

enum { LINES_MAX = 400 };

static void tell(void *closure, const struct nk_net_record *r)
{
    int64_t *last = closure;
    if (r->time < *last || r->event == NULL || r->why == NULL || r->state[0] >= NK_TCP_STATES ||
        r->state[1] >= NK_TCP_STATES)
        abort();
    *last = r->time;
}

static void ignore(void *closure, uint64_t line, const char *text)
{
    (void)closure;
    (void)line;
    if (text[0] == '\0')
        abort();
}

static void read_lines(struct nk_script *s, const char *text, size_t size)
{
    uint64_t number = 1;
    for (const char *at = text, *end = text + size; at < end && number < LINES_MAX; number++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((newline != NULL ? newline : end) - at), before = s->count;
        struct nk_err err = {0};
        if (!nk_script_add(s, at, len, number, &err) &&
            (err.code != NK_ERR_INPUT || err.offset + err.length > len || s->count != before))
            abort();
        at += len + (newline != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_script s = {0};
    struct nk_net net;
    struct nk_err err = {0};
    const struct nk_script_settings settings = {.msl = -1};
    int64_t last = 0;
    bool met;
    read_lines(&s, (const char *)data, size);
    nk_net_init(&net, tell, &last);
    if (!nk_script_run(&s, &settings, &net, ignore, NULL, &met, &err))
        abort();
    if (net.records > NK_NET_RECORDS_MAX + 1)
        abort();
    nk_net_release(&net);
    nk_script_release(&s);
    return 0;
}
