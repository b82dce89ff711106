/*
 * When the kernel sends again, against the endpoint's timers:
 * tests/tcp/namespace build/release/tcp_times syn|syn-ack|data COUNT
 *
 * Nobody answers; so many retransmissions are waited for, and each has to come when the linux
 * profile has it. Prints a line for each; its status is 1 where one is early or late.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "peer.h"
#include "tcp/endpoint.h"

enum { SLACK_MS = 200, SLACK_OF_100 = 8 /* its clock ticks coarsely */, LONGEST_MS = 60000 };

static void begin(struct conn *c, const struct tun *t, struct nk_tcp_endpoint *e, const char *what)
{
    struct nk_tcp_call call = {.event = NK_TCP_ON_SEND, .data = (const uint8_t *)"x", .len = 1};
    struct nk_tcp_outcome out;
    struct nk_tcp_segment s;
    uint8_t data[PEER_DATA_MAX];
    struct way way = {.state = NK_TCP_ESTABLISHED};
    if (strcmp(what, "syn") == 0)
        way = (struct way){.state = NK_TCP_SYN_SENT, .active = true};
    else if (strcmp(what, "syn-ack") == 0)
        way.state = NK_TCP_SYN_RECEIVED;
    conn_place(c, t, &way);
    nk_tcp_endpoint_place(e, way.state, c->isn);
    e->passive = !way.active;
    if (way.state == NK_TCP_ESTABLISHED) {
        nk_rto_measure(&e->rto, 0); /* the peer has answered at once */
        if (send(c->fd, "x", 1, 0) != 1 || !nk_tcp_endpoint_call(e, &call, 0, &out, NULL) ||
            !peer_take(c, &s, data, 1000))
            give_up("send");
    } else {
        e->put_syn = true;
    }
    while (nk_tcp_endpoint_output(e, 0, &s))
        continue;
}

int main(int argc, char **argv)
{
    static struct nk_tcp_machine m;
    struct nk_tcp_endpoint e;
    struct nk_tcp_outcome out;
    struct nk_tcp_segment s;
    struct conn c;
    struct tun t;
    int bad = 0, count = argc > 2 ? atoi(argv[2]) : 3;
    uint8_t data[PEER_DATA_MAX];
    nk_tcp_machine_init(&m, nk_tcp_profile_find("linux", 5));
    tun_hosts(&t, tun_open(), NK_IPV4);
    if (argc < 2 || !nk_tcp_endpoint_init(&e, &m, 0, NULL))
        give_up("syn, syn-ack or data");
    begin(&c, &t, &e, argv[1]);
    int64_t start = nk_clock_ms();
    for (int i = 0; i < count; i++) {
        enum nk_tcp_event event = NK_TCP_ON_RETRANSMISSION;
        int64_t due = nk_tcp_endpoint_due(&e, &event);
        if (!peer_take(&c, &s, data, LONGEST_MS))
            give_up("nothing comes");
        int64_t came = nk_clock_ms() - start, off = came - due / 1000;
        int64_t slack = SLACK_MS + due / 1000 * SLACK_OF_100 / 100;
        bool good = off > -slack && off < slack;
        printf("%s %d: after %.3f s, expected %.3f s%s\n", argv[1], i + 1, (double)came / 1000,
               (double)due / 1e6, good ? "" : ": wrong");
        bad += !good;
        nk_tcp_endpoint_timeout(&e, event, due, &out, NULL);
        while (nk_tcp_endpoint_output(&e, due, &s))
            continue;
    }
    nk_tcp_endpoint_release(&e);
    conn_release(&c);
    return bad > 0;
}
