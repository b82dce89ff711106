#include "dns/transfer_run.h"

#include <endian.h>
#include <errno.h>
#include <poll.h>
#include <string.h>

#include "dns/random.h"
#include "dns/transport.h"

void nk_transfer_soa(uint32_t serial, uint8_t *rdata)
{
    const uint32_t n = htobe32(serial);
    memset(rdata, 0, NK_TRANSFER_SOA_LEN);
    memcpy(rdata + 2, &n, sizeof n);
}

/* One transfer over a connection. */
struct run {
    struct nk_transfer *t;
    const struct nk_dns_policy *policy;
    struct nk_dns_channel channel;
    struct nk_err *err;
};

static enum nk_transfer_status fail(struct run *x, const char *what)
{
    nk_err_set(x->err, NK_ERR_SYSTEM, 0, 0, "%s after %llu messages with %llu records of the zone",
               what, (unsigned long long)x->t->messages, (unsigned long long)x->t->records);
    return NK_TRANSFER_FAILED;
}

/* The connection is of no more use. */
static enum nk_transfer_status give_up(struct run *x)
{
    const struct nk_dns_channel *c = &x->channel;
    if (c->number != 0) {
        nk_err_errno(x->err, c->number,
                     c->fault == NK_DNS_UNREACHABLE ? "cannot connect" : "the connection broke");
        return NK_TRANSFER_FAILED;
    }
    return fail(x, nk_dns_frames_is_cut(&c->frames) ? "the connection ended within a message,"
                                                    : "the connection ended too soon,");
}

/* Waits for the channel until `silence` or the deadline, and not at all where more may have come
 * already. MORE when it is to go on. */
static enum nk_transfer_status wait_for(struct run *x, int64_t silence, bool more)
{
    struct nk_dns_channel *c = &x->channel;
    struct pollfd wait = {.fd = c->fd, .events = c->transport->want(c)};
    int64_t now = nk_clock_ms(), end = silence, deadline = x->policy->deadline;
    if (deadline >= 0 && deadline < end)
        end = deadline;
    if (now >= end)
        return fail(x, end == silence ? "the server is silent" : "the time is over");
    int timeout = more ? 0 : end - now > 60000 ? 60000 : (int)(end - now);
    if (poll(&wait, 1, timeout) >= 0 || errno == EINTR)
        return NK_TRANSFER_MORE;
    nk_err_errno(x->err, errno, "cannot wait for the server");
    return NK_TRANSFER_FAILED;
}

/* Reads messages until the transfer is done. */
static enum nk_transfer_status drive(struct run *x, enum nk_dns_step step)
{
    struct nk_dns_channel *c = &x->channel;
    enum nk_transfer_status status = NK_TRANSFER_MORE;
    int64_t silence = nk_clock_ms() + x->policy->try_ms;
    while (status == NK_TRANSFER_MORE) {
        if (step == NK_STEP_FAILED)
            return give_up(x);
        if (step == NK_STEP_MESSAGE) {
            status = nk_transfer_feed(x->t, c->message, c->message_len, x->err);
            silence = nk_clock_ms() + x->policy->try_ms;
        }
        if (status == NK_TRANSFER_MORE)
            status = wait_for(x, silence, step == NK_STEP_MESSAGE);
        if (status == NK_TRANSFER_MORE && !c->transport->step(c, &step, x->err))
            return NK_TRANSFER_FAILED;
    }
    return status;
}

enum nk_transfer_status nk_transfer_by_tcp(struct nk_transfer *t, const struct nk_dns_query *query,
                                           const struct nk_dns_server *server,
                                           const struct nk_dns_policy *policy, struct nk_err *err)
{
    struct nk_buf out = {0};
    struct run x = {.t = t, .policy = policy, .err = err};
    enum nk_transfer_status status = NK_TRANSFER_FAILED;
    enum nk_dns_step step;
    enum nk_transport by = server->transport == NK_DNS_UDP ? NK_DNS_TCP : server->transport;
    uint8_t *room = (uint8_t *)nk_buf_room(&out, NK_DNS_MESSAGE_MAX);
    x.channel = (struct nk_dns_channel){
        .server = server, .policy = policy, .transport = nk_dns_transport_of(NK_DNS_TCP), .fd = -1};
    if (room == NULL) {
        nk_err_memory(err);
    } else if (x.channel.transport == NULL) {
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "%s is not available in this build yet",
                   nk_transport_name(by));
    } else if (nk_random_fill(&t->id, sizeof t->id, err)) {
        x.channel.out = room;
        x.channel.out_len = nk_dns_query_write(query, t->id, room, NK_DNS_MESSAGE_MAX);
        if (x.channel.out_len == 0)
            nk_err_set(err, NK_ERR_INPUT, 0, 0, "the question does not fit into a message");
        else if (x.channel.transport->open(&x.channel, &step, err))
            status = drive(&x, step);
        x.channel.transport->close(&x.channel);
    }
    nk_dns_frames_release(&x.channel.frames);
    nk_buf_release(&out);
    return status;
}

enum nk_transfer_status nk_transfer_by_udp(struct nk_transfer *t, const struct nk_dns_query *query,
                                           const struct nk_dns_server *server,
                                           const struct nk_dns_policy *policy, struct nk_err *err)
{
    struct nk_dns_policy p = *policy;
    struct nk_dns_reply reply = {.server = 0};
    enum nk_transfer_status status = NK_TRANSFER_FAILED;
    p.ignore_tc = true; /* the transfer knows what that means */
    if (!nk_dns_exchange(NULL, query, server, 1, &p, &reply, err)) {
        nk_dns_reply_release(&reply);
        return NK_TRANSFER_FAILED;
    }
    const uint8_t *bytes = (const uint8_t *)reply.message.data;
    if (reply.message.len < NK_DNS_HEADER_LEN) {
        const struct nk_dns_try *last =
            reply.try_count > 0 ? &reply.tries[reply.try_count - 1] : NULL;
        if (last != NULL && last->number != 0)
            nk_err_errno(err, last->number, "no answer");
        else
            nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "no answer");
    } else {
        t->id = (uint16_t)(bytes[0] << 8 | bytes[1]); /* the exchange has compared it */
        t->udp = true;
        status = nk_transfer_feed(t, bytes, reply.message.len, err);
        t->udp = false;
    }
    nk_dns_reply_release(&reply);
    return status;
}
