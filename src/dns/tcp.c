#include <errno.h>
#include <poll.h>
#include <sys/uio.h>

#include "dns/transport.h"
#include "netkit/host.h"

enum { HEAD = 2 }; /* octets of length before the message */

/* An end that came too soon; `number` 0: the server just closed. */
static enum nk_dns_step closed(struct nk_dns_channel *c, int number)
{
    c->fault = NK_DNS_CLOSED;
    c->number = number;
    return NK_STEP_FAILED;
}

static bool open_tcp(struct nk_dns_channel *c, enum nk_dns_step *step, struct nk_err *err)
{
    struct sockaddr_storage sa;
    c->sent = 0;
    nk_dns_frames_clear(&c->frames);
    if (!nk_dns_socket(c, SOCK_STREAM, step, err))
        return false;
    if (*step != NK_STEP_WAIT)
        return true;
    socklen_t len = nk_addr_to_sockaddr(&c->server->addr, c->server->port, &sa);
    int done;
    do /* one that is interrupted goes on by itself, which the next call tells */
        done = connect(c->fd, (const struct sockaddr *)&sa, len);
    while (done < 0 && errno == EINTR);
    if (done < 0 && errno != EINPROGRESS && errno != EALREADY && errno != EISCONN)
        *step = nk_dns_unreachable(c, errno);
    return true;
}

static short want_tcp(const struct nk_dns_channel *c)
{
    return c->sent < HEAD + c->out_len ? POLLOUT : POLLIN;
}

/* Sends the length and the message, whatever part of them the socket takes. */
static enum nk_dns_step send_out(struct nk_dns_channel *c)
{
    uint8_t head[HEAD] = {(uint8_t)(c->out_len >> 8), (uint8_t)c->out_len};
    int number = 0;
    socklen_t len = sizeof number;
    if (c->sent == 0 && getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &number, &len) == 0 && number != 0)
        return nk_dns_unreachable(c, number);
    while (c->sent < HEAD + c->out_len) {
        size_t of_head = c->sent < HEAD ? HEAD - c->sent : 0;
        size_t of_message = c->sent < HEAD ? 0 : c->sent - HEAD;
        struct iovec parts[] = {
            {.iov_base = head + (HEAD - of_head), .iov_len = of_head},
            {.iov_base = (void *)(uintptr_t)(c->out + of_message),
             .iov_len = c->out_len - of_message},
        };
        struct msghdr msg = {.msg_iov = parts, .msg_iovlen = 2};
        ssize_t n = sendmsg(c->fd, &msg, MSG_NOSIGNAL);
        if (n < 0 && errno == EAGAIN)
            break;
        if (n < 0 && errno != EINTR)
            return closed(c, errno);
        c->sent += n > 0 ? (size_t)n : 0;
    }
    return NK_STEP_WAIT;
}

static bool step_tcp(struct nk_dns_channel *c, enum nk_dns_step *step, struct nk_err *err)
{
    *step = NK_STEP_WAIT;
    if (c->sent < HEAD + c->out_len) {
        *step = send_out(c);
        return true;
    }
    if (nk_dns_frames_next(&c->frames, &c->message, &c->message_len)) {
        *step = NK_STEP_MESSAGE;
        return true;
    }
    size_t room;
    char *at = nk_dns_frames_room(&c->frames, &room);
    if (at == NULL)
        return nk_err_memory(err);
    ssize_t n = recv(c->fd, at, room, 0);
    if (n == 0)
        *step = closed(c, 0);
    else if (n < 0 && errno != EAGAIN && errno != EINTR)
        *step = closed(c, errno);
    if (n <= 0)
        return true;
    nk_dns_frames_filled(&c->frames, (size_t)n);
    if (nk_dns_frames_next(&c->frames, &c->message, &c->message_len))
        *step = NK_STEP_MESSAGE;
    return true;
}

const struct nk_dns_transport nk_dns_tcp = {
    .datagrams = false,
    .open = open_tcp,
    .want = want_tcp,
    .step = step_tcp,
    .close = nk_dns_socket_close,
};
