#include <errno.h>
#include <poll.h>
#include <string.h>

#include "dns/transport.h"
#include "netkit/host.h"

static enum nk_dns_step send_out(struct nk_dns_channel *c)
{
    ssize_t n;
    do
        n = send(c->fd, c->out, c->out_len, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    if (n < 0 && errno != EAGAIN)
        return nk_dns_unreachable(c, errno);
    if (n >= 0)
        c->sent = c->out_len;
    return NK_STEP_WAIT;
}

static bool open_udp(struct nk_dns_channel *c, enum nk_dns_step *step, struct nk_err *err)
{
    struct sockaddr_storage sa;
    c->sent = 0;
    if (!nk_dns_socket(c, SOCK_DGRAM, step, err))
        return false;
    if (*step != NK_STEP_WAIT)
        return true;
    if (c->policy->source.family == NK_FAMILY_NONE &&
        !nk_dns_bind_random(c->fd, c->server->addr.family, err))
        return false;
    socklen_t len = nk_addr_to_sockaddr(&c->server->addr, c->server->port, &sa);
    int done;
    do
        done = connect(c->fd, (const struct sockaddr *)&sa, len);
    while (done < 0 && errno == EINTR);
    *step = done < 0 ? nk_dns_unreachable(c, errno) : send_out(c);
    return true;
}

static short want_udp(const struct nk_dns_channel *c)
{
    return c->sent < c->out_len ? POLLOUT : POLLIN;
}

/* What came before connect() may be from anybody. */
static bool is_from(const struct nk_dns_channel *c, const struct sockaddr_storage *sa,
                    socklen_t len)
{
    struct nk_addr from;
    uint16_t port;
    if (!nk_addr_from_sockaddr((const struct sockaddr *)sa, len, &from, &port))
        return false;
    return from.family == c->server->addr.family && from.hi == c->server->addr.hi &&
           from.lo == c->server->addr.lo && port == c->server->port;
}

static bool step_udp(struct nk_dns_channel *c, enum nk_dns_step *step, struct nk_err *err)
{
    struct sockaddr_storage sa;
    if (c->sent < c->out_len) {
        *step = send_out(c);
        return true;
    }
    nk_buf_clear(&c->frames.bytes);
    char *room = nk_buf_room(&c->frames.bytes, NK_DNS_MESSAGE_MAX);
    if (room == NULL)
        return nk_err_memory(err);
    for (;;) {
        socklen_t len = sizeof sa;
        ssize_t n =
            recvfrom(c->fd, room, NK_DNS_MESSAGE_MAX, 0, (struct sockaddr *)(void *)&sa, &len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            *step = errno == EAGAIN ? NK_STEP_WAIT : nk_dns_unreachable(c, errno);
            return true;
        }
        c->message = (const uint8_t *)room;
        c->message_len = (size_t)n;
        *step = is_from(c, &sa, len) ? NK_STEP_MESSAGE : NK_STEP_WAIT;
        return true;
    }
}

const struct nk_dns_transport nk_dns_udp = {
    .datagrams = true,
    .open = open_udp,
    .want = want_udp,
    .step = step_udp,
    .close = nk_dns_socket_close,
};
