/*
 * A name server whose answers are damaged: answer FILE
 *
 * Serves UDP and TCP of one free port of 127.0.0.1, prints its number, and ends when standard input
 * does. Each question gets the bytes that FILE holds then: as they are behind the question, which
 * is the asker's own, as are the ID, the opcode and the number of questions; or the answer would
 * only be waited for again. Where FILE is called *-stream, it holds what is sent over TCP: messages
 * with two octets of length before each, which get the ID.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROOM = 1 << 18, MESSAGE_MAX = 65535, HEADER = 12, QUERY_MAX = 4096 };

struct server {
    const char *path;
    int udp, tcp;
    uint8_t query[QUERY_MAX], bytes[ROOM];
};

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static size_t read_file(struct server *s)
{
    int fd = open(s->path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, s->bytes, sizeof s->bytes);
    close(fd);
    return n < 0 ? 0 : (size_t)n;
}

/* Where the first question of a query ends. */
static size_t question_end(const uint8_t *query, size_t len)
{
    size_t at = HEADER;
    while (at < len && query[at] != 0)
        at += (size_t)query[at] + 1;
    return at + 5 < len ? at + 5 : len;
}

/* Makes the message in `bytes` an answer to the query. */
static void adopt(uint8_t *bytes, size_t len, const uint8_t *query, size_t query_len)
{
    if (len < HEADER || query_len < HEADER)
        return;
    size_t end = question_end(query, query_len);
    memcpy(bytes, query, 2);
    bytes[2] = (uint8_t)(0x80 | (query[2] & 0x78) | (bytes[2] & 7));
    memcpy(bytes + 4, query + 4, 2);
    memcpy(bytes + HEADER, query + HEADER, (len < end ? len : end) - HEADER);
}

static void answer_udp(struct server *s)
{
    struct sockaddr_in from;
    socklen_t from_len = sizeof from;
    ssize_t n = recvfrom(s->udp, s->query, sizeof s->query, 0, (struct sockaddr *)&from, &from_len);
    if (n < 0)
        return;
    size_t len = read_file(s);
    len = len < 65000 ? len : 65000;
    adopt(s->bytes, len, s->query, (size_t)n);
    sendto(s->udp, s->bytes, len, 0, (struct sockaddr *)&from, from_len);
}

/* ---- TCP ----------------------------------------------------------------- */

static bool receive(int fd, uint8_t *bytes, size_t len)
{
    return recv(fd, bytes, len, MSG_WAITALL) == (ssize_t)len;
}

static void send_all(int fd, const uint8_t *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);
        if (n <= 0)
            return;
        bytes += n;
        len -= (size_t)n;
    }
}

/* The ID of each message, as far as the lengths lead. */
static void adopt_stream(uint8_t *bytes, size_t len, const uint8_t *id)
{
    for (size_t at = 0; at + 4 <= len; at += 2 + ((size_t)bytes[at] << 8 | bytes[at + 1]))
        memcpy(bytes + at + 2, id, 2);
}

static void answer_tcp(struct server *s)
{
    const struct timeval patience = {.tv_sec = 1};
    uint8_t prefix[2];
    int fd = accept(s->tcp, NULL, NULL);
    if (fd < 0)
        return;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    size_t len = receive(fd, prefix, 2) ? (size_t)prefix[0] << 8 | prefix[1] : 0;
    if (len >= HEADER && len <= sizeof s->query && receive(fd, s->query, len)) {
        const char *kind = strrchr(s->path, '-');
        size_t size = read_file(s);
        if (kind != NULL && strcmp(kind, "-stream") == 0) {
            adopt_stream(s->bytes, size, s->query);
        } else {
            size = size < MESSAGE_MAX ? size : MESSAGE_MAX;
            adopt(s->bytes, size, s->query, len);
            send_all(fd, (uint8_t[]){(uint8_t)(size >> 8), (uint8_t)size}, 2);
        }
        send_all(fd, s->bytes, size);
    }
    close(fd);
}

/* ---- the sockets ----------------------------------------------------------- */

/* A port that is free for both. */
static unsigned open_sockets(struct server *s)
{
    for (int i = 0; i < 100; i++) {
        struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        socklen_t len = sizeof own;
        s->udp = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        s->tcp = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (s->udp < 0 || s->tcp < 0)
            fail("socket");
        if (bind(s->udp, (struct sockaddr *)&own, sizeof own) == 0 &&
            getsockname(s->udp, (struct sockaddr *)&own, &len) == 0 &&
            bind(s->tcp, (struct sockaddr *)&own, sizeof own) == 0 && listen(s->tcp, 16) == 0)
            return ntohs(own.sin_port);
        close(s->udp);
        close(s->tcp);
    }
    fail("bind");
    return 0;
}

int main(int argc, char **argv)
{
    static struct server s;
    if (argc != 2)
        return 2;
    s.path = argv[1];
    printf("%u\n", open_sockets(&s));
    fflush(stdout);
    struct pollfd wait[] = {{.fd = s.udp, .events = POLLIN},
                            {.fd = s.tcp, .events = POLLIN},
                            {.fd = STDIN_FILENO, .events = POLLIN}};
    for (;;) {
        if (poll(wait, 3, -1) < 0 && errno != EINTR)
            fail("poll");
        if (wait[2].revents != 0)
            return 0;
        if (wait[0].revents != 0)
            answer_udp(&s);
        if (wait[1].revents != 0)
            answer_tcp(&s);
    }
}
