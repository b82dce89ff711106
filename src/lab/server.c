#include "lab/server.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dns/exchange.h"
#include "netkit/host.h"

enum { PORT_TRIES = 64, BACKLOG = 64, DATAGRAMS_AT_ONCE = 64 };

/* ---- sockets -------------------------------------------------------------------- */

/* A socket that is bound to the server's address; -1 with errno. */
static int bind_socket(const struct nk_addr *addr, int type, uint16_t port)
{
    struct sockaddr_storage to;
    socklen_t len = nk_addr_to_sockaddr(addr, port, &to);
    int on = 1, fd;
    do
        fd = socket(to.ss_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return -1;
    /* a port in TIME-WAIT is free; for UDP the option would let two processes share it */
    if (type == SOCK_STREAM)
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (const struct sockaddr *)&to, len) == 0 &&
        (type != SOCK_STREAM || listen(fd, BACKLOG) == 0))
        return fd;
    int number = errno;
    close(fd);
    errno = number;
    return -1;
}

static void close_socket(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void close_all(struct nk_lab_server *s)
{
    for (size_t i = 0; i < s->count; i++) {
        close_socket(&s->endpoints[i].udp);
        close_socket(&s->endpoints[i].tcp);
    }
}

/* The port that the kernel chose for the first socket is the port of all. */
static uint16_t port_of(int fd)
{
    struct sockaddr_storage at;
    socklen_t len = sizeof at;
    struct nk_addr addr;
    uint16_t port = 0;
    if (getsockname(fd, (struct sockaddr *)&at, &len) != 0 ||
        !nk_addr_from_sockaddr((const struct sockaddr *)&at, len, &addr, &port))
        return 0;
    return port;
}

/* Binds all to `port`, or to the one that the first is given. False with errno; `*at` is the server
 * that could not be bound. */
static bool bind_all(struct nk_lab_server *s, uint16_t port, size_t *at)
{
    s->port = port;
    for (*at = 0; *at < s->count; ++*at) {
        struct nk_lab_endpoint *e = &s->endpoints[*at];
        unsigned flags = e->host->row->flags;
        if (flags & NK_LAB_DEAD)
            continue;
        e->udp = bind_socket(&e->host->addr, SOCK_DGRAM, s->port);
        if (e->udp < 0)
            return false;
        if (s->port == 0)
            s->port = port_of(e->udp);
        if ((flags & NK_LAB_NO_TCP) == 0)
            e->tcp = bind_socket(&e->host->addr, SOCK_STREAM, s->port);
        if (e->tcp < 0 && (flags & NK_LAB_NO_TCP) == 0)
            return false;
    }
    return true;
}

bool nk_lab_server_open(struct nk_lab_server *s, const struct nk_lab *lab, uint16_t port,
                        struct nk_err *err)
{
    size_t at = 0;
    *s = (struct nk_lab_server){0};
    s->endpoints = calloc(lab->host_count, sizeof *s->endpoints);
    if (s->endpoints == NULL)
        return nk_err_memory(err);
    s->count = lab->host_count;
    for (size_t i = 0; i < s->count; i++)
        s->endpoints[i] = (struct nk_lab_endpoint){.host = &lab->hosts[i], .udp = -1, .tcp = -1};
    for (int i = 0; i < PORT_TRIES; i++) {
        if (bind_all(s, port, &at))
            return true;
        int number = errno;
        close_all(s);
        errno = number;
        if (port != 0 || number != EADDRINUSE)
            break;
    }
    nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot listen at %s port %u: %s",
               at < s->count ? s->endpoints[at].host->row->addr : "127.53.0.0", s->port,
               strerror(errno));
    nk_lab_server_close(s);
    return false;
}

void nk_lab_server_close(struct nk_lab_server *s)
{
    close_all(s);
    for (size_t i = 0; i < NK_LAB_CONNS_MAX; i++)
        nk_lab_conn_close(&s->conns[i]);
    for (size_t i = 0; i < NK_LAB_HELD_MAX; i++)
        nk_buf_release(&s->held[i].answer);
    nk_buf_release(&s->scratch);
    free(s->endpoints);
    *s = (struct nk_lab_server){0};
}

/* ---- datagrams ------------------------------------------------------------------- */

/* Keeps the answer for later; with too many of them it is lost, as datagrams are. */
static void hold(struct nk_lab_server *s, const struct nk_lab_endpoint *e,
                 const struct sockaddr_storage *to, socklen_t to_len, int64_t due)
{
    for (size_t i = 0; i < NK_LAB_HELD_MAX; i++) {
        struct nk_lab_held *h = &s->held[i];
        if (h->from != NULL)
            continue;
        nk_buf_clear(&h->answer);
        nk_buf_add(&h->answer, s->scratch.data, s->scratch.len);
        if (h->answer.failed)
            nk_buf_release(&h->answer);
        else
            *h = (struct nk_lab_held){e, *to, to_len, due, h->answer};
        return;
    }
}

static void send_held(struct nk_lab_server *s, int64_t now)
{
    for (size_t i = 0; i < NK_LAB_HELD_MAX; i++) {
        struct nk_lab_held *h = &s->held[i];
        if (h->from == NULL || h->due > now)
            continue;
        sendto(h->from->udp, h->answer.data, h->answer.len, MSG_NOSIGNAL,
               (const struct sockaddr *)&h->to, h->to_len);
        h->from = NULL;
    }
}

static void serve_datagrams(struct nk_lab_server *s, const struct nk_lab_endpoint *e, int64_t now)
{
    uint8_t query[NK_DNS_MESSAGE_MAX];
    for (int i = 0; i < DATAGRAMS_AT_ONCE; i++) {
        struct sockaddr_storage from;
        socklen_t len = sizeof from;
        ssize_t n = recvfrom(e->udp, query, sizeof query, 0, (struct sockaddr *)&from, &len);
        if (n < 0)
            return; /* nothing more; an ICMP error is no matter of ours, EINTR comes again */
        nk_buf_clear(&s->scratch);
        nk_lab_answer(e->host, query, (size_t)n, false, &s->scratch);
        if (s->scratch.failed)
            nk_buf_release(&s->scratch); /* no answer: the client asks again */
        else if (s->scratch.len > 0 && e->host->row->delay_ms > 0)
            hold(s, e, &from, len, now + e->host->row->delay_ms);
        else if (s->scratch.len > 0)
            sendto(e->udp, s->scratch.data, s->scratch.len, MSG_NOSIGNAL,
                   (const struct sockaddr *)&from, len);
    }
}

/* ---- the loop --------------------------------------------------------------------- */

/* When something is due, at the latest; the clock's milliseconds, or -1. */
static int64_t next_wake(const struct nk_lab_server *s, int64_t end)
{
    int64_t wake = end;
    for (size_t i = 0; i < NK_LAB_HELD_MAX; i++)
        if (s->held[i].from != NULL && (wake < 0 || s->held[i].due < wake))
            wake = s->held[i].due;
    for (size_t i = 0; i < NK_LAB_CONNS_MAX; i++) {
        int64_t due = s->conns[i].host == NULL ? -1 : nk_lab_conn_wakes(&s->conns[i]);
        if (due >= 0 && (wake < 0 || due < wake))
            wake = due;
    }
    return wake;
}

static int wait_ms(int64_t wake, int64_t now)
{
    if (wake < 0)
        return -1;
    if (wake <= now)
        return 0;
    return wake - now > 60000 ? 60000 : (int)(wake - now);
}

/* What poll() is asked: only open sockets, as it takes no more entries than there may be open
 * files.
 */
struct watch {
    struct pollfd *fds;
    size_t count;
};

/* Adds an entry, and returns its place; SIZE_MAX for none. */
static size_t watch_socket(struct watch *w, int fd, short events)
{
    if (fd < 0 || events == 0)
        return SIZE_MAX;
    w->fds[w->count] = (struct pollfd){.fd = fd, .events = events};
    return w->count++;
}

static short events_at(const struct watch *w, size_t at)
{
    return at == SIZE_MAX ? 0 : w->fds[at].revents;
}

static void watch_all(struct nk_lab_server *s, struct watch *w, int64_t now)
{
    w->count = 0;
    for (size_t i = 0; i < s->count; i++) {
        struct nk_lab_endpoint *e = &s->endpoints[i];
        e->udp_at = watch_socket(w, e->udp, POLLIN);
        e->tcp_at = watch_socket(w, e->tcp, POLLIN);
    }
    for (size_t i = 0; i < NK_LAB_CONNS_MAX; i++) {
        struct nk_lab_conn *c = &s->conns[i];
        /* one that waits for its time is left out: it would wake us by its end (POLLHUP) */
        c->at = c->host == NULL ? SIZE_MAX : watch_socket(w, c->fd, nk_lab_conn_events(c, now));
    }
}

static void serve(struct nk_lab_server *s, const struct watch *w, int64_t now)
{
    for (size_t i = 0; i < NK_LAB_CONNS_MAX; i++)
        if (s->conns[i].host != NULL)
            nk_lab_conn_serve(&s->conns[i], events_at(w, s->conns[i].at), now);
    for (size_t i = 0; i < s->count; i++) {
        const struct nk_lab_endpoint *e = &s->endpoints[i];
        if (events_at(w, e->udp_at) != 0)
            serve_datagrams(s, e, now);
        if (events_at(w, e->tcp_at) != 0)
            nk_lab_conn_accept(s->conns, e->tcp, e->host, now);
    }
    send_held(s, now);
}

bool nk_lab_server_run(struct nk_lab_server *s, int64_t ms, struct nk_err *err)
{
    struct watch w = {calloc(2 * s->count + NK_LAB_CONNS_MAX, sizeof *w.fds), 0};
    int64_t now = nk_clock_ms(), end = ms < 0 ? -1 : now + ms;
    if (w.fds == NULL)
        return nk_err_memory(err);
    bool good = true;
    while (good && (end < 0 || now < end)) {
        watch_all(s, &w, now);
        int ready = poll(w.fds, (nfds_t)w.count, wait_ms(next_wake(s, end), now));
        if (ready < 0 && errno != EINTR)
            good = nk_err_errno(err, errno, "cannot wait for questions");
        now = nk_clock_ms();
        if (ready >= 0)
            serve(s, &w, now);
    }
    free(w.fds);
    return good;
}
