/* Sockets in chosen states. */
#include <errno.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "netkit/host.h"
#include "peer.h"
#include "tcp/sockets.h"

enum { PATIENCE_MS = 2000, PORT_FIRST = 40000 };

static uint16_t next_port(void)
{
    static unsigned used;
    return (uint16_t)(PORT_FIRST + used++ % 20000);
}

static int socket_of(const struct tun *t, struct conn *c, bool with_address)
{
    struct sockaddr_storage sa;
    socklen_t len = nk_addr_to_sockaddr(&t->here, 0, &sa);
    int fd = socket(sa.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || (with_address && bind(fd, (struct sockaddr *)&sa, len) != 0) ||
        getsockname(fd, (struct sockaddr *)&sa, &len) != 0)
        give_up("no socket");
    nk_addr_from_sockaddr((struct sockaddr *)&sa, len, &(struct nk_addr){0}, &c->port);
    return fd;
}

/* ---- what the peer says --------------------------------------------------------- */

static void say(struct conn *c, unsigned flags)
{
    struct nk_tcp_segment s = {.seq = c->nxt,
                               .ack = flags & NK_TCP_ACK ? c->snd_nxt : 0,
                               .flags = (uint8_t)flags,
                               .window = PEER_WINDOW};
    if (flags & NK_TCP_SYN)
        s.seq = c->isn;
    peer_send(c, &s);
    c->nxt = s.seq + nk_tcp_segment_len(&s);
}

/* The next segment with all these flags. */
static void expect(struct conn *c, unsigned flags)
{
    struct nk_tcp_segment s;
    uint8_t data[PEER_DATA_MAX];
    while (peer_take(c, &s, data, PATIENCE_MS))
        if ((s.flags & flags) == flags)
            return;
    errno = ETIMEDOUT;
    give_up("the kernel does not send what was expected");
}

/* ---- how it begins ---------------------------------------------------------------- */

static void listen_there(struct conn *c)
{
    c->listener = socket_of(c->tun, c, true);
    if (listen(c->listener, 8) != 0)
        give_up("listen");
}

static void call_there(struct conn *c)
{
    struct sockaddr_storage sa;
    socklen_t len = nk_addr_to_sockaddr(&c->tun->there, c->peer_port, &sa);
    c->fd = socket_of(c->tun, c, true);
    if (connect(c->fd, (struct sockaddr *)&sa, len) != 0 && errno != EINPROGRESS)
        give_up("connect");
    expect(c, NK_TCP_SYN);
}

static void accept_there(struct conn *c)
{
    for (int i = 0; i < PATIENCE_MS && c->fd < 0; i++) {
        c->fd = accept4(c->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (c->fd < 0)
            usleep(1000);
    }
    if (c->fd < 0)
        give_up("accept");
}

static void begin(struct conn *c, const struct way *way)
{
    if (way->active) {
        call_there(c);
        if (way->state == NK_TCP_SYN_SENT)
            return;
        say(c, way->state == NK_TCP_SYN_RECEIVED ? NK_TCP_SYN : NK_TCP_SYN | NK_TCP_ACK);
        expect(c, way->state == NK_TCP_SYN_RECEIVED ? NK_TCP_SYN | NK_TCP_ACK : NK_TCP_ACK);
        return;
    }
    listen_there(c);
    if (way->state == NK_TCP_LISTEN)
        return;
    say(c, NK_TCP_SYN);
    expect(c, NK_TCP_SYN | NK_TCP_ACK);
    if (way->state == NK_TCP_SYN_RECEIVED)
        return;
    say(c, NK_TCP_ACK);
    accept_there(c);
}

/* ---- how it ends ---------------------------------------------------------------------- */

static void end_ours(struct conn *c, const struct way *way)
{
    if (way->closes) {
        close(c->fd);
        c->fd = -1;
    } else if (shutdown(c->fd, SHUT_WR) != 0) {
        give_up("shutdown");
    }
    expect(c, NK_TCP_FIN);
}

static void send_unread(struct conn *c)
{
    struct nk_tcp_segment s = {.seq = c->nxt,
                               .ack = c->snd_nxt,
                               .flags = NK_TCP_ACK | NK_TCP_PSH,
                               .window = PEER_WINDOW,
                               .len = PEER_UNREAD,
                               .data = (const uint8_t *)"early data"};
    peer_send(c, &s);
    c->nxt += s.len;
    expect(c, NK_TCP_ACK);
}

/* The peer's FIN, with our end as it is. */
static void end_theirs(struct conn *c, bool acks)
{
    uint32_t sent = c->snd_nxt;
    c->snd_nxt -= !acks; /* what it acknowledges is all but our FIN */
    say(c, NK_TCP_FIN | NK_TCP_ACK);
    c->snd_nxt = sent;
    expect(c, NK_TCP_ACK);
}

static void finish(struct conn *c, const struct way *way)
{
    switch (way->state) {
    case NK_TCP_FIN_WAIT_1:
        end_ours(c, way);
        break;
    case NK_TCP_FIN_WAIT_2:
    case NK_TCP_TIME_WAIT:
        end_ours(c, way);
        say(c, NK_TCP_ACK);
        if (way->state == NK_TCP_TIME_WAIT)
            end_theirs(c, true);
        break;
    case NK_TCP_CLOSING:
        end_ours(c, way);
        end_theirs(c, false);
        break;
    case NK_TCP_CLOSE_WAIT:
    case NK_TCP_LAST_ACK:
        end_theirs(c, true);
        if (way->state == NK_TCP_LAST_ACK)
            end_ours(c, way);
        break;
    default:
        break;
    }
}

void conn_place(struct conn *c, const struct tun *t, const struct way *way)
{
    *c = (struct conn){.tun = t, .fd = -1, .listener = -1, .isn = 1000, .nxt = 1000};
    c->peer_port = next_port();
    if (way->state == NK_TCP_CLOSED) {
        c->fd = socket_of(t, c, true);
        return;
    }
    begin(c, way);
    if (way->unread)
        send_unread(c);
    finish(c, way);
    if (conn_state(c) == way->state)
        return;
    fprintf(stderr, "the kernel is in %s, not in %s\n", nk_tcp_state_name(conn_state(c)),
            nk_tcp_state_name(way->state));
    exit(3);
}

void conn_release(struct conn *c)
{
    if (c->fd >= 0)
        close(c->fd);
    if (c->listener >= 0)
        close(c->listener);
    c->fd = c->listener = -1;
}

enum nk_tcp_state conn_state(const struct conn *c)
{
    struct nk_tcp_tuple tuple = {c->tun->here, c->tun->there, c->port, c->peer_port};
    enum nk_tcp_state state;
    struct nk_netlink n;
    struct nk_err err;
    nk_netlink_init(&n, NETLINK_SOCK_DIAG);
    bool known = nk_tcp_ask_state(&n, &tuple, &state, &err);
    if (known && state == NK_TCP_CLOSED && c->listener >= 0 && c->nxt == c->isn) {
        tuple.peer_port = 0;
        known = nk_tcp_ask_state(&n, &tuple, &state, &err);
    }
    nk_netlink_release(&n);
    if (!known) {
        fprintf(stderr, "%s\n", err.text);
        exit(3);
    }
    return state;
}
