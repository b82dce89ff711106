/* Messages of INET_DIAG, and what tracefs and its events say: what is taken is whole. */
#include <stdlib.h>
#include <string.h>

#include "tcp/diag.h"
#include "tcp/trace.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static void take_messages(const uint8_t *data, size_t size)
{
    struct nk_cursor c = nk_cursor(data, size);
    struct nk_nlmsg m;
    while (nk_nlmsg_next(&c, &m)) {
        struct nk_diag_socket s;
        struct nk_diag_info info;
        if (nk_diag_read(&m, &s) != NK_DIAG_SOCKET)
            continue;
        must(s.state < NK_TCP_STATES && s.timer < NK_DIAG_TIMERS);
        must(s.family == NK_IPV4 || s.family == NK_IPV6);
        must(s.local.family == s.family && s.peer.family == s.family);
        must(s.family == NK_IPV6 || (s.local.hi == 0 && s.peer.hi == 0));
        if (nk_diag_read_info(&m, &info))
            must(memchr(info.congestion, '\0', sizeof info.congestion) != NULL);
    }
}

/* The text of `format`, a NUL, and an event. */
static void take_event(const uint8_t *data, size_t size)
{
    struct nk_trace_layout l;
    struct nk_trace_event e;
    struct nk_err err = {0};
    const uint8_t *end = memchr(data, '\0', size);
    size_t len = end == NULL ? size : (size_t)(end - data);
    bool good = nk_trace_layout_read(&l, (const char *)data, len, &err);
    must(good == (err.code == NK_ERR_NONE));
    if (!good || end == NULL || !nk_trace_event_read(&l, end + 1, size - len - 1, &e))
        return;
    must(e.old < NK_TCP_STATES && e.state < NK_TCP_STATES && e.local.family == e.peer.family);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 0 && data[0] == 'n') /* "name: inet_sock_set_state" */
        take_event(data, size);
    else
        take_messages(data, size);
    return 0;
}
