/*
 * Holds real sockets in all states of TCP: tests/tcp/namespace build/release/tcp_states 4 6
 *
 * A line a socket goes to standard output, "STATE LOCAL PORT PEER PORT"; CLOSED is a bound socket
 * that neither listens nor calls. An empty line says that all are there. They stay until standard
 * input ends.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "peer.h"

static void put_line(const struct conn *c, enum nk_tcp_state state)
{
    char here[NK_ADDR_TEXT_MAX], there[NK_ADDR_TEXT_MAX];
    bool called = state != NK_TCP_CLOSED && state != NK_TCP_LISTEN;
    nk_addr_format(&c->tun->here, here);
    nk_addr_format(&c->tun->there, there);
    printf("%s %s %u %s %u\n", nk_tcp_state_name(state), here, c->port, called ? there : "-",
           called ? c->peer_port : 0);
}

static void hold(const struct tun *t)
{
    for (unsigned state = 0; state < NK_TCP_STATES; state++) {
        const struct way way = {.state = (enum nk_tcp_state)state,
                                .active = state == NK_TCP_SYN_SENT};
        struct conn c; /* its sockets stay open */
        conn_place(&c, t, &way);
        put_line(&c, way.state);
    }
}

int main(int argc, char **argv)
{
    struct tun t;
    char byte;
    int fd = tun_open();
    for (int i = 1; i < argc; i++) {
        tun_hosts(&t, fd, strcmp(argv[i], "6") == 0 ? NK_IPV6 : NK_IPV4);
        hold(&t);
    }
    putchar('\n');
    fflush(stdout);
    while (read(STDIN_FILENO, &byte, 1) > 0)
        continue;
    return 0;
}
