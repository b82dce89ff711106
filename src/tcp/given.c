#include "tcp/given.h"

enum { BYTES = 10 };

static const uint8_t some[BYTES];

static bool may_receive(const struct nk_tcp_endpoint *e)
{
    return e->state >= NK_TCP_ESTABLISHED && e->state < NK_TCP_STATES;
}

static bool make_passive(struct nk_tcp_endpoint *e, struct nk_err *err)
{
    (void)err;
    e->passive = true;
    return e->state != NK_TCP_SYN_SENT;
}

static bool make_active(struct nk_tcp_endpoint *e, struct nk_err *err)
{
    (void)err;
    e->passive = false;
    return e->state != NK_TCP_LISTEN;
}

/* Data that was given before the state was reached: on its way where it may be sent. */
static bool make_queued(struct nk_tcp_endpoint *e, struct nk_err *err)
{
    struct nk_tcp_call call = {.event = NK_TCP_ON_SEND, .data = some, .len = BYTES};
    struct nk_tcp_outcome out;
    struct nk_tcp_segment segment;
    if (e->state == NK_TCP_LISTEN)
        return false;
    if (!nk_tcp_endpoint_call(e, &call, 0, &out, err))
        return false;
    while (!out.refused && nk_tcp_endpoint_output(e, 0, &segment))
        ;
    return !out.refused;
}

/* Data that arrived before the peer's FIN, if there was one. */
static void receive(struct nk_tcp_endpoint *e, uint32_t len)
{
    for (uint32_t done = 0; done < len; done += BYTES) {
        nk_inbox_put(&e->in, 0, some, len - done < BYTES ? len - done : BYTES);
        e->tcb.rcv_nxt += nk_inbox_settle(&e->in);
    }
}

static bool make_unread(struct nk_tcp_endpoint *e, struct nk_err *err)
{
    (void)err;
    if (may_receive(e))
        receive(e, BYTES);
    return may_receive(e);
}

static bool make_shut(struct nk_tcp_endpoint *e, struct nk_err *err)
{
    (void)err;
    if (may_receive(e))
        receive(e, nk_tcp_endpoint_window(e));
    return may_receive(e);
}

static bool make_tried(struct nk_tcp_endpoint *e, struct nk_err *err)
{
    (void)err;
    e->tries = NK_TCP_TRIES_ALL;
    return e->state != NK_TCP_CLOSED && e->state != NK_TCP_LISTEN;
}

/* The states that a close() leads to, and keeps. */
static bool make_orphan(struct nk_tcp_endpoint *e, struct nk_err *err)
{
    (void)err;
    e->orphan = e->fin_sent;
    return e->orphan;
}

static const struct {
    struct nk_tcp_term term;
    bool (*make)(struct nk_tcp_endpoint *e, struct nk_err *err);
} rows[] = {
    {{"passive", "the connection began with a passive OPEN"}, make_passive},
    {{"active", "the connection began with an active OPEN"}, make_active},
    {{"queued", "data was given that is not acknowledged"}, make_queued},
    {{"unread", "data has arrived that the user has not taken"}, make_unread},
    {{"no-window", "so much has arrived that RCV.WND is 0"}, make_shut},
    {{"orphan", "no process holds it: CLOSE was close(), not shutdown()"}, make_orphan},
    {{"tried", "there were as many retransmissions as there may be"}, make_tried},
};

const struct nk_tcp_term *nk_tcp_given_at(size_t i)
{
    return i < sizeof rows / sizeof *rows ? &rows[i].term : NULL;
}

bool nk_tcp_given_apply(struct nk_tcp_endpoint *e, size_t i, struct nk_err *err)
{
    err->code = NK_ERR_NONE;
    if (rows[i].make(e, err))
        return true;
    return err->code == NK_ERR_NONE &&
           nk_err_set(err, NK_ERR_INPUT, 0, 0, "in %s it cannot be so that %s",
                      nk_tcp_state_name(e->state), rows[i].term.help);
}
