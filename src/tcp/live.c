/* Sockets of a scenario, one function a call. */
#include <errno.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/clock.h"
#include "netkit/host.h"
#include "tcp/sockets.h"

enum {
    PATIENCE_MS = 2000, /* for the kernel to come to a state */
    CALL_S = 2,         /* for a call that waits */
    SMALL = 4096,       /* bytes of a buffer */
    PIECE = 16384,
    BACKLOG = 4,
};

static const char hello[] = "hello";

void nk_live_init(struct nk_live *l, uint8_t family)
{
    *l = (struct nk_live){.family = family, .fd = {-1, -1, -1}};
    l->here = family == NK_IPV4 ? nk_addr_ipv4(0x7f000001) : nk_addr_ipv6(0, 1);
    nk_netlink_init(&l->netlink, NETLINK_SOCK_DIAG);
}

void nk_live_release(struct nk_live *l)
{
    for (unsigned i = 0; i < NK_LIVE_ENDS; i++)
        if (l->fd[i] >= 0)
            close(l->fd[i]);
    nk_netlink_release(&l->netlink);
    nk_live_init(l, l->family);
}

/* ---- calls ------------------------------------------------------------------ */

/* No call waits for ever, connect() included. */
static int64_t do_socket(struct nk_live *l, int *fd)
{
    const struct timeval wait = {.tv_sec = CALL_S};
    int type = SOCK_STREAM | SOCK_CLOEXEC;
    do
        *fd = socket(l->family == NK_IPV4 ? AF_INET : AF_INET6, type, 0);
    while (*fd < 0 && errno == EINTR);
    if (*fd >= 0) {
        setsockopt(*fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
        setsockopt(*fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    }
    return *fd;
}

static uint16_t port_of(int fd)
{
    struct sockaddr_storage sa;
    struct nk_addr addr;
    socklen_t len = sizeof sa;
    uint16_t port = 0;
    if (getsockname(fd, (struct sockaddr *)&sa, &len) == 0)
        nk_addr_from_sockaddr((struct sockaddr *)&sa, len, &addr, &port);
    return port;
}

static int64_t do_bind(const struct nk_live *l, int fd, uint16_t port)
{
    struct sockaddr_storage sa;
    socklen_t len = nk_addr_to_sockaddr(&l->here, port, &sa);
    return bind(fd, (struct sockaddr *)&sa, len);
}

/* A connect() that a signal interrupts goes on; the next one waits for the rest of it. */
static int64_t do_connect(const struct nk_live *l, int fd)
{
    struct sockaddr_storage sa;
    socklen_t len = nk_addr_to_sockaddr(&l->here, l->port, &sa);
    int status;
    do
        status = connect(fd, (struct sockaddr *)&sa, len);
    while (status != 0 && errno == EINTR);
    return status;
}

static int64_t do_accept(struct nk_live *l, int fd)
{
    int *server = &l->fd[NK_LIVE_SERVER];
    do
        *server = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
    while (*server < 0 && errno == EINTR);
    return *server;
}

/* All of it, or until it fails; what a call did in part is a result. */
static int64_t do_send(int fd, const char *data, size_t len, int flags)
{
    size_t done = 0;
    while (done < len) {
        ssize_t n = send(fd, data + done, len - done, flags | MSG_NOSIGNAL);
        if (n >= 0)
            done += (size_t)n;
        else if (errno != EINTR)
            return done > 0 ? (int64_t)done : -1;
    }
    return (int64_t)done;
}

/* So much, or what there is before the end. */
static int64_t do_recv(int fd, char *room, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t n = recv(fd, room + done, size - done, 0);
        if (n > 0)
            done += (size_t)n;
        else if (n == 0 || errno != EINTR)
            return done > 0 || n == 0 ? (int64_t)done : -1;
    }
    return (int64_t)done;
}

/* Until the peer's window and our own queue are full. */
static int64_t do_fill(int fd)
{
    static const char piece[PIECE];
    int64_t sent = 0, n;
    while ((n = do_send(fd, piece, sizeof piece, MSG_DONTWAIT)) > 0)
        sent += n;
    return errno == EAGAIN ? sent : -1;
}

static int64_t do_drain(int fd)
{
    char room[PIECE];
    int64_t got = 0, n;
    while ((n = do_recv(fd, room, sizeof room)) > 0)
        got += n;
    return n == 0 ? got : -1;
}

static int64_t set_linger(int fd)
{
    const struct linger reset = {.l_onoff = 1};
    return setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
}

static int64_t set_buffers(int fd)
{
    const int small = SMALL;
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small) != 0)
        return -1;
    return setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
}

/* The descriptor is gone whatever close() says. */
static int64_t do_close(int *fd)
{
    int status = close(*fd);
    *fd = -1;
    return status != 0 && errno == EINTR ? 0 : status;
}

static int64_t call_it(struct nk_live *l, const struct nk_live_step *step)
{
    int *fd = &l->fd[step->end];
    char room[sizeof hello];
    const int on = 1;
    switch ((enum nk_live_call)step->call) {
    case NK_LIVE_SOCKET:
        return do_socket(l, fd);
    case NK_LIVE_BIND:
        return do_bind(l, *fd, 0);
    case NK_LIVE_REBIND:
        return do_bind(l, *fd, l->port);
    case NK_LIVE_LISTEN:
        return listen(*fd, BACKLOG);
    case NK_LIVE_CONNECT:
        return do_connect(l, *fd);
    case NK_LIVE_ACCEPT:
        return do_accept(l, *fd);
    case NK_LIVE_SEND:
        return do_send(*fd, hello, strlen(hello), 0);
    case NK_LIVE_FILL:
        return do_fill(*fd);
    case NK_LIVE_RECV:
        return do_recv(*fd, room, strlen(hello));
    case NK_LIVE_DRAIN:
        return do_drain(*fd);
    case NK_LIVE_SHUTDOWN:
        return shutdown(*fd, SHUT_WR);
    case NK_LIVE_LINGER:
        return set_linger(*fd);
    case NK_LIVE_REUSE:
        return setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    case NK_LIVE_BUFFERS:
        return set_buffers(*fd);
    default:
        return do_close(fd);
    }
}

/* ---- states -------------------------------------------------------------------- */

/* What is to be known of the ends, once there is something. */
static void note(struct nk_live *l, const struct nk_live_step *step, bool done)
{
    int fd = l->fd[step->end];
    bool listener = step->end == NK_LIVE_LISTENER;
    if (listener && step->call == NK_LIVE_SOCKET)
        l->met = false; /* the server begins anew */
    if (listener && step->call == NK_LIVE_BIND && done)
        l->port = port_of(fd);
    if (step->end == NK_LIVE_CLIENT && step->call == NK_LIVE_BIND && done && l->port == 0)
        l->port = port_of(fd); /* it calls itself */
    if (step->call == NK_LIVE_CONNECT && done && step->end == NK_LIVE_CLIENT) {
        l->client_port = port_of(fd);
        l->met = true;
    }
}

/* What the socket itself says; false where it has none that counts: in TIME-WAIT, and where nobody
 * has called, it is CLOSED. */
static bool tells(int fd, enum nk_tcp_state *state)
{
    struct tcp_info info = {0};
    socklen_t len = sizeof info;
    return fd >= 0 && getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) == 0 &&
           nk_tcp_state_of_kernel(info.tcpi_state, state) && *state != NK_TCP_CLOSED;
}

/* The end at `local`: its socket while there is one, else the kernel's table. */
static bool ask(struct nk_live *l, int fd, uint16_t local, uint16_t peer, enum nk_tcp_state *state,
                struct nk_err *err)
{
    const struct nk_tcp_tuple tuple = {l->here, l->here, local, peer};
    if (tells(fd, state))
        return true;
    *state = NK_TCP_CLOSED;
    return local == 0 || nk_tcp_ask_state(&l->netlink, &tuple, state, err);
}

/* The server's end is its connection, once there was one; before that its listener. */
static bool ask_both(struct nk_live *l, struct nk_live_result *r, struct nk_err *err)
{
    const int *fd = l->fd;
    r->client = NK_TCP_CLOSED;
    if (l->client_port != 0 &&
        !ask(l, fd[NK_LIVE_CLIENT], l->client_port, l->port, &r->client, err))
        return false;
    return ask(l, fd[l->met ? NK_LIVE_SERVER : NK_LIVE_LISTENER], l->port,
               l->met ? l->client_port : 0, &r->server, err);
}

bool nk_live_do(struct nk_live *l, const struct nk_live_step *step, struct nk_live_result *result,
                struct nk_err *err)
{
    errno = 0;
    result->returned = call_it(l, step);
    result->error = result->returned < 0 ? errno : 0;
    note(l, step, result->returned >= 0);
    int64_t end = nk_clock_ms() + (result->error == step->error ? PATIENCE_MS : 0);
    for (;;) {
        if (!ask_both(l, result, err))
            return false;
        if ((result->client == step->client && result->server == step->server) ||
            nk_clock_ms() >= end)
            return true;
        poll(NULL, 0, 1);
    }
}
