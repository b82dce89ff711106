/* Events in words, a line each, taken by an endpoint: the first byte is its state and its profile.
 * Whatever is said, the endpoint stays in a state, and its numbers stay in their order. */
#include <stdlib.h>
#include <string.h>

#include "tcp/given.h"
#include "tcp/seq.h"
#include "tcp/words.h"

enum { SENT_MAX = 100000 };

static void check(const struct nk_tcp_endpoint *e)
{
    bool numbers = e->state != NK_TCP_CLOSED && e->state != NK_TCP_LISTEN;
    if (e->state >= NK_TCP_STATES || (numbers && nk_seq_after(e->tcb.snd_una, e->tcb.snd_nxt)))
        abort();
}

static bool take(struct nk_tcp_endpoint *e, const char *line, size_t len)
{
    static const uint8_t data[NK_TCP_SAID_LEN_MAX];
    struct nk_tcp_said said;
    struct nk_tcp_segment segment;
    struct nk_tcp_outcome out;
    struct nk_err err = {0};
    size_t sent = 0;
    if (!nk_tcp_said_parse(line, len, &said, &err)) {
        if (err.code != NK_ERR_INPUT || err.offset + err.length > len)
            abort();
        return true;
    }
    if (!nk_tcp_said_apply(&said, e, 300, data, 0, &segment, &out, &err))
        return false;
    if (out.count == 0 || out.before >= NK_TCP_STATES || out.after != e->state)
        abort();
    while (nk_tcp_endpoint_output(e, 0, &segment))
        if (++sent > SENT_MAX)
            abort();
    check(e);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_tcp_machine m;
    struct nk_tcp_endpoint e;
    struct nk_err err = {0};
    if (size == 0)
        return 0;
    nk_tcp_machine_init(&m, nk_tcp_profile_at(data[0] & 1));
    if (nk_tcp_endpoint_init(&e, &m, data[0] & 2 ? UINT32_MAX : 100, &err)) {
        nk_tcp_endpoint_place(&e, (enum nk_tcp_state)(data[0] / 4 % NK_TCP_STATES), 300);
        for (size_t at = 1, end; at < size; at = end + 1) {
            for (end = at; end < size && data[end] != '\n'; end++)
                ;
            if (!take(&e, (const char *)data + at, end - at))
                break;
        }
    }
    nk_tcp_endpoint_release(&e);
    return 0;
}
