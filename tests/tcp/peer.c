#include "peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "netkit/host.h"

enum { TCP_HEADER = 20, PSEUDO_MAX = 40, FRAME_MAX = 4096 };

void give_up(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(3);
}

/* The kernel drops what it sends until it has seen that there is somebody at the other end. */
static void await_carrier(struct ifreq *request)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    for (int i = 0; fd >= 0 && i < 500; i++) {
        if (ioctl(fd, SIOCGIFFLAGS, request) == 0 && (request->ifr_flags & IFF_RUNNING) != 0)
            break;
        usleep(10000);
    }
    if (fd >= 0)
        close(fd);
}

int tun_open(void)
{
    struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI, .ifr_name = "nk0"};
    int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || ioctl(fd, TUNSETIFF, &request) != 0)
        give_up("the TUN device nk0 cannot be opened");
    await_carrier(&request);
    return fd;
}

void tun_hosts(struct tun *t, int fd, uint8_t family)
{
    static const char *const hosts[2][2] = {{"198.51.100.1", "198.51.100.2"},
                                            {"2001:db8:51::1", "2001:db8:51::2"}};
    const char *const *host = hosts[family == NK_IPV6];
    t->fd = fd;
    nk_addr_parse(host[0], strlen(host[0]), &t->here, NULL);
    nk_addr_parse(host[1], strlen(host[1]), &t->there, NULL);
}

/* ---- bytes ------------------------------------------------------------------- */

static void put16(uint8_t *at, unsigned value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, uint32_t value)
{
    put16(at, value >> 16);
    put16(at + 2, value & 0xffff);
}

static unsigned get16(const uint8_t *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static uint32_t get32(const uint8_t *at)
{
    return (uint32_t)get16(at) << 16 | get16(at + 2);
}

static size_t put_host(uint8_t *at, const struct nk_addr *a)
{
    if (a->family == NK_IPV4) {
        put32(at, (uint32_t)a->lo);
        return 4;
    }
    for (int i = 0; i < 4; i++)
        put32(at + (size_t)i * 4, (uint32_t)((i < 2 ? a->hi : a->lo) >> (i % 2 ? 0 : 32)));
    return 16;
}

/* RFC 1071 */
static unsigned sum(const uint8_t *data, size_t len, unsigned start)
{
    uint32_t s = start;
    for (size_t i = 0; i < len; i++)
        s += i % 2 ? data[i] : (uint32_t)data[i] << 8;
    while (s >> 16 != 0)
        s = (s & 0xffff) + (s >> 16);
    return s;
}

/* The IP header for `len` bytes of TCP from the peer; returns its length. */
static size_t put_ip(uint8_t *at, const struct tun *t, size_t len)
{
    size_t size = t->here.family == NK_IPV4 ? 20 : 40;
    memset(at, 0, size);
    if (size == 20) {
        at[0] = 0x45;
        put16(at + 2, (unsigned)(size + len));
        at[8] = 64;
        at[9] = IPPROTO_TCP;
        put_host(at + 16, &t->here);
        put_host(at + 12, &t->there);
        put16(at + 10, ~sum(at, size, 0) & 0xffff);
    } else {
        at[0] = 0x60;
        put16(at + 4, (unsigned)len);
        at[6] = IPPROTO_TCP;
        at[7] = 64;
        put_host(at + 24, &t->here);
        put_host(at + 8, &t->there);
    }
    return size;
}

static unsigned pseudo_sum(const struct tun *t, size_t len)
{
    uint8_t bytes[PSEUDO_MAX];
    size_t at = put_host(bytes, &t->there);
    at += put_host(bytes + at, &t->here);
    return sum(bytes, at, (unsigned)(IPPROTO_TCP + len));
}

/* ---- segments ------------------------------------------------------------------ */

void peer_send(const struct conn *c, const struct nk_tcp_segment *s)
{
    uint8_t frame[FRAME_MAX] = {0};
    size_t len = TCP_HEADER + s->len, ip = put_ip(frame, c->tun, len);
    uint8_t *tcp = frame + ip;
    put16(tcp, c->peer_port);
    put16(tcp + 2, c->port);
    put32(tcp + 4, s->seq);
    put32(tcp + 8, s->ack);
    tcp[12] = TCP_HEADER / 4 << 4;
    tcp[13] = s->flags;
    put16(tcp + 14, s->window);
    put16(tcp + 18, s->urgent);
    if (s->len > 0)
        memcpy(tcp + TCP_HEADER, s->data, s->len);
    put16(tcp + 16, ~sum(tcp, len, pseudo_sum(c->tun, len)) & 0xffff);
    if (write(c->tun->fd, frame, ip + len) != (ssize_t)(ip + len))
        give_up("the TUN device takes no packet");
}

/* Takes a packet of the kernel apart; false where it is none of the connection's. */
static bool parse(const struct conn *c, const uint8_t *frame, size_t size, struct nk_tcp_segment *s,
                  uint8_t *data)
{
    bool four = c->tun->here.family == NK_IPV4;
    size_t ip = four ? 20 : 40;
    if (size < ip + TCP_HEADER || frame[0] >> 4 != (four ? 4 : 6) ||
        frame[four ? 9 : 6] != IPPROTO_TCP)
        return false;
    const uint8_t *tcp = frame + ip;
    size_t header = (size_t)(tcp[12] >> 4) * 4, len = size - ip;
    if (get16(tcp) != c->port || get16(tcp + 2) != c->peer_port || header > len)
        return false;
    *s = (struct nk_tcp_segment){.seq = get32(tcp + 4),
                                 .ack = get32(tcp + 8),
                                 .flags = tcp[13] & 0x3f,
                                 .window = (uint16_t)get16(tcp + 14),
                                 .len = (uint32_t)(len - header),
                                 .data = data};
    if (s->len > PEER_DATA_MAX)
        s->len = PEER_DATA_MAX;
    memcpy(data, tcp + header, s->len);
    return true;
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What the segment tells of the kernel's end. */
static void note(struct conn *c, const struct nk_tcp_segment *s)
{
    uint32_t end = s->seq + nk_tcp_segment_len(s);
    if (s->flags & NK_TCP_RST) {
        c->reset = true;
        return;
    }
    if (s->flags & NK_TCP_SYN)
        c->iss = s->seq;
    if (s->flags & NK_TCP_SYN || (int32_t)(end - c->snd_nxt) > 0)
        c->snd_nxt = end;
    c->window = s->window;
}

bool peer_take(struct conn *c, struct nk_tcp_segment *s, uint8_t *data, int wait_ms)
{
    uint8_t frame[FRAME_MAX];
    int64_t end = now_ms() + wait_ms;
    for (;;) {
        ssize_t n = read(c->tun->fd, frame, sizeof frame);
        if (n > 0 && parse(c, frame, (size_t)n, s, data)) {
            note(c, s);
            return true;
        }
        int64_t left = end - now_ms();
        if (n < 0 && left <= 0)
            return false;
        if (n < 0) {
            struct pollfd wait = {.fd = c->tun->fd, .events = POLLIN};
            poll(&wait, 1, (int)left);
        }
    }
}
