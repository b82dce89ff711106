/* A peer that follows a script, at the other end of a TUN device, and real sockets on this side. */
#ifndef PEER_H
#define PEER_H

#include "netkit/netkit.h"
#include "netkit/tcp.h"

/* The device of tests/tcp/namespace, and the two hosts of one family. */
struct tun {
    int fd;
    struct nk_addr here, there;
};

enum { PEER_WINDOW = 60000, PEER_DATA_MAX = 2048, PEER_UNREAD = 10 };

/* One connection, or what comes before it: the kernel's end is a socket, ours are numbers. */
struct conn {
    const struct tun *tun;
    int fd, listener; /* -1: none */
    uint16_t port, peer_port;
    uint32_t iss, snd_nxt; /* the kernel's: the number of its SYN, and behind all that it sent */
    uint32_t isn, nxt;     /* ours: of our SYN, and of what we send next */
    uint32_t window;       /* what the kernel said last */
    bool reset;            /* it has sent a RST */
};

/* How a socket gets to its state. */
struct way {
    enum nk_tcp_state state;
    bool active; /* by connect(); SYN-RECEIVED then is of two SYNs that crossed */
    bool closes; /* by close(), not shutdown() */
    bool unread; /* with data of the peer that was not read */
};

/* The device; ends the program with a message where it cannot be opened. */
int tun_open(void);
/* The hosts of a family at it. */
void tun_hosts(struct tun *t, int fd, uint8_t family);
/* Ends the program with a message. */
void give_up(const char *what) __attribute__((noreturn));

/* Sends a segment to the kernel; `s->seq` and `s->ack` as they are to be. */
void peer_send(const struct conn *c, const struct nk_tcp_segment *s);
/* The next segment that the kernel sends on this connection, at most `wait_ms` from now; others are
 * dropped. Its data stands in `data`, PEER_DATA_MAX bytes. */
bool peer_take(struct conn *c, struct nk_tcp_segment *s, uint8_t *data, int wait_ms);

/* Makes the socket and leads it there. Ends the program with a message where the kernel does not
 * go along. conn_release() closes what is open. */
void conn_place(struct conn *c, const struct tun *t, const struct way *way);
void conn_release(struct conn *c);
/* What the kernel says; CLOSED where it knows of no such connection; LISTEN before the first SYN.
 */
enum nk_tcp_state conn_state(const struct conn *c);

#endif
