/*
 * Leads real sockets through all their states, one transition for each line that comes in:
 * tests/tcp/namespace build/release/tcp_slow 4
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "netkit/host.h"
#include "peer.h"

static void wait_for_line(void)
{
    int c;
    do
        c = getchar();
    while (c != '\n' && c != EOF);
}

static void say(struct conn *c, unsigned flags, uint32_t ack)
{
    struct nk_tcp_segment s = {
        .seq = c->nxt, .ack = ack, .flags = (uint8_t)flags, .window = PEER_WINDOW};
    wait_for_line();
    peer_send(c, &s);
    c->nxt += nk_tcp_segment_len(&s);
}

static void expect(struct conn *c, unsigned flags)
{
    struct nk_tcp_segment s;
    uint8_t data[PEER_DATA_MAX];
    while (peer_take(c, &s, data, 5000))
        if ((s.flags & flags) == flags)
            return;
    errno = ETIMEDOUT;
    give_up("the kernel does not send what was expected");
}

static int socket_of(struct conn *c)
{
    struct sockaddr_storage sa;
    socklen_t len = nk_addr_to_sockaddr(&c->tun->here, 0, &sa);
    int fd = socket(sa.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&sa, len) != 0 ||
        getsockname(fd, (struct sockaddr *)&sa, &len) != 0)
        give_up("no socket");
    nk_addr_from_sockaddr((struct sockaddr *)&sa, len, &(struct nk_addr){0}, &c->port);
    return fd;
}

/* SYN-SENT, ESTABLISHED */
static void call(struct conn *c)
{
    struct sockaddr_storage sa;
    socklen_t len = nk_addr_to_sockaddr(&c->tun->there, c->peer_port, &sa);
    c->fd = socket_of(c);
    wait_for_line();
    if (connect(c->fd, (struct sockaddr *)&sa, len) != 0 && errno != EINPROGRESS)
        give_up("connect");
    expect(c, NK_TCP_SYN);
    say(c, NK_TCP_SYN | NK_TCP_ACK, c->snd_nxt);
    expect(c, NK_TCP_ACK);
}

/* FIN-WAIT-1 or LAST-ACK */
static void end(struct conn *c)
{
    wait_for_line();
    close(c->fd);
    c->fd = -1;
    expect(c, NK_TCP_FIN);
}

/* Closes first: FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT. */
static void close_first(struct conn *c)
{
    call(c);
    wait_for_line();
    if (shutdown(c->fd, SHUT_WR) != 0)
        give_up("shutdown");
    expect(c, NK_TCP_FIN);
    say(c, NK_TCP_ACK, c->snd_nxt);
    say(c, NK_TCP_FIN | NK_TCP_ACK, c->snd_nxt);
}

/* Both close at once: FIN-WAIT-1, CLOSING, TIME-WAIT. */
static void close_both(struct conn *c)
{
    call(c);
    end(c);
    say(c, NK_TCP_FIN | NK_TCP_ACK, c->snd_nxt - 1);
    say(c, NK_TCP_ACK, c->snd_nxt);
}

/* Is called: SYN-RECEIVED, ESTABLISHED, CLOSE-WAIT, LAST-ACK, CLOSED. */
static void close_last(struct conn *c)
{
    c->listener = socket_of(c);
    if (listen(c->listener, 8) != 0)
        give_up("listen");
    say(c, NK_TCP_SYN, 0);
    expect(c, NK_TCP_SYN | NK_TCP_ACK);
    say(c, NK_TCP_ACK, c->snd_nxt);
    do
        c->fd = accept4(c->listener, NULL, NULL, SOCK_CLOEXEC);
    while (c->fd < 0 && errno == EAGAIN && usleep(1000) == 0);
    if (c->fd < 0)
        give_up("accept");
    say(c, NK_TCP_FIN | NK_TCP_ACK, c->snd_nxt);
    expect(c, NK_TCP_ACK);
    end(c);
    say(c, NK_TCP_ACK, c->snd_nxt);
}

int main(int argc, char **argv)
{
    void (*const ways[])(struct conn *) = {close_first, close_both, close_last};
    struct tun t;
    tun_hosts(&t, tun_open(), argc > 1 && strcmp(argv[1], "6") == 0 ? NK_IPV6 : NK_IPV4);
    for (unsigned i = 0; i < 3; i++) {
        struct conn c = {.tun = &t,
                         .fd = -1,
                         .listener = -1,
                         .isn = 1000,
                         .nxt = 1000,
                         .peer_port = (uint16_t)(41000 + i)};
        ways[i](&c);
    }
    wait_for_line();
    return 0;
}
