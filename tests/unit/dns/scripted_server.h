/* A name server for tests, in a thread of its own on a loopback port: the first label of the name
 * says what it does. */
#ifndef SCRIPTED_SERVER_H
#define SCRIPTED_SERVER_H

#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "netkit/dns.h"
#include "netkit/host.h"

/*
 * By the letters that the first label begins with:
 *   ok       answers                       drop     answers the second time it is asked
 *   silent   never answers                 twice    answers twice
 *   wrongid, wrongname, wrongtype, noqr, opcode, short: the lie first, then the answer
 *   liar     only lies (another ID)        tc       truncated over UDP, an answer over TCP
 *   tcloss   truncated over UDP, and the connection ends
 *   servfail, refused, notimp, nxdomain, damaged (its record is cut)
 *   formerr  the same unless there is no EDNS
 *   cookie   BADCOOKIE until its own cookie comes back; badcookie always; alien somebody else's
 *            cookie with the first answer, then ours
 *   mutate   an answer with some bytes changed, and every other time a good one behind it
 *   late     answers a first try when a second came
 *   long     an answer that is longer than a query of EDNS said to take
 * Everything else is answered, every fifth datagram lost where `lossy`, in pairs the wrong way
 * round where `reorders`.
 */
struct server {
    int udp, tcp;
    int stop[2];
    uint16_t port;
    pthread_t thread;
    bool lossy, reorders;
    unsigned random_seed;
    uint8_t address; /* the last octet of the A record */
    /* what it saw */
    unsigned datagrams, streams, connections;
    uint16_t source_ports[64];
    unsigned source_count;
    char seen[64][64]; /* names that came once, of drop and late */
    unsigned seen_count;
    uint8_t held[512];
    size_t held_len;
    struct sockaddr_storage held_from;
    int open[32];
    unsigned open_count;
};

/* Whether this name came before; it has then. */
static inline bool server_saw(struct server *s, const char *name)
{
    for (unsigned i = 0; i < s->seen_count; i++)
        if (strcmp(s->seen[i], name) == 0)
            return true;
    if (s->seen_count < 64)
        snprintf(s->seen[s->seen_count++], sizeof s->seen[0], "%.63s", name);
    return false;
}

/* The COOKIE option of an answer, behind its code and length; 0 octets where none came. The RCODE
 * is BADCOOKIE where `*bad`. */
static inline size_t server_cookie(const struct nk_edns *e, const char *name, uint8_t *option,
                                   bool *bad)
{
    static const uint8_t own[] = "\1\2\3\4\5\6\7\10";
    if (!e->present || e->options_len < 12 || e->options[1] != 10)
        return 0;
    bool known =
        e->options_len >= 20 && e->options[3] == 16 && memcmp(e->options + 12, own, 8) == 0;
    *bad = strncmp(name, "badcookie", 9) == 0 || (strncmp(name, "cookie", 6) == 0 && !known);
    memcpy(option, "\0\12\0\20", 4);
    memcpy(option + 4, e->options + 4, 8);
    memcpy(option + 12, own, 8);
    return 20;
}

static inline size_t server_answer(const struct server *s, const uint8_t *query, size_t len,
                                   uint8_t *out, size_t room, const char *name)
{
    struct nk_dns_reader r;
    struct nk_dns_record q;
    struct nk_dns_writer w;
    struct nk_edns e;
    uint16_t flags = NK_DNS_QR | NK_DNS_AA;
    const uint8_t a[] = {192, 0, 2, s->address};
    nk_dns_reader_init(&r, query, len);
    nk_dns_reader_next(&r, &q);
    nk_dns_edns_read(query, len, &e);
    static const struct {
        const char *word;
        unsigned rcode;
    } rcodes[] = {{"servfail", 2}, {"notimp", 4}, {"refused", 5}, {"nxdomain", 3}};
    unsigned rcode = strncmp(name, "formerr", 7) == 0 && e.present ? 1 : 0;
    for (size_t i = 0; i < 4; i++)
        if (strncmp(name, rcodes[i].word, strlen(rcodes[i].word)) == 0)
            rcode = rcodes[i].rcode;
    uint8_t option[20];
    bool bad = false;
    size_t option_len = server_cookie(&e, name, option, &bad);
    rcode = bad ? 7 : rcode;
    nk_dns_writer_init(&w, out, room, r.header.id, (uint16_t)(flags | rcode));
    nk_dns_put_question(&w, &q.owner, q.type, q.class);
    if (rcode == 0)
        nk_dns_put_record(&w, NK_DNS_ANSWER, &q.owner, NK_TYPE_A, NK_CLASS_IN, 60, a, sizeof a);
    for (int i = 0; i < 120 && (strncmp(name, "long", 4) == 0 || strncmp(name, "tc", 2) == 0); i++)
        nk_dns_put_record(&w, NK_DNS_ANSWER, &q.owner, NK_TYPE_A, NK_CLASS_IN, 60, a, sizeof a);
    if (e.present && rcode != 1)
        nk_dns_put_edns(&w, &(struct nk_edns){.present = true,
                                              .udp_size = 4096,
                                              .rcode_high = bad ? 1 : 0,
                                              .options = option,
                                              .options_len = option_len});
    return strncmp(name, "damaged", 7) == 0 ? w.len - 3 : w.len;
}

/* The lie that a name asks for, of an answer; its length, 0: none. */
static inline size_t server_lie(const char *name, uint8_t *bytes, size_t len)
{
    if (strncmp(name, "wrongid", 7) == 0 || strncmp(name, "liar", 4) == 0)
        bytes[1] ^= 1;
    else if (strncmp(name, "wrongname", 9) == 0)
        bytes[14] ^= 1;
    else if (strncmp(name, "wrongtype", 9) == 0)
        bytes[12 + strlen(name) + 2 + 1] ^= 2;
    else if (strncmp(name, "noqr", 4) == 0)
        bytes[2] &= 0x7f;
    else if (strncmp(name, "opcode", 6) == 0)
        bytes[2] |= 0x28;
    else if (strncmp(name, "alien", 5) == 0)
        bytes[len - 16] ^= 1; /* the client's part stands before the server's */
    else if (strncmp(name, "short", 5) == 0)
        return 7;
    else
        return 0;
    return len;
}

static inline void server_send(struct server *s, const uint8_t *bytes, size_t len,
                               const struct sockaddr_storage *to)
{
    sendto(s->udp, bytes, len, 0, (const struct sockaddr *)to,
           to->ss_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6));
}

static inline void server_reorder(struct server *s, const uint8_t *bytes, size_t len,
                                  const struct sockaddr_storage *to)
{
    if (s->held_len == 0) {
        memcpy(s->held, bytes, len);
        s->held_len = len;
        s->held_from = *to;
        return;
    }
    server_send(s, bytes, len, to);
    server_send(s, s->held, s->held_len, &s->held_from);
    s->held_len = 0;
}

/* Some bytes behind the ID are changed, or the end is cut. */
static inline size_t server_mutate(struct server *s, uint8_t *bytes, size_t len)
{
    for (int n = 1 + rand_r(&s->random_seed) % 6; n > 0; n--) {
        size_t at = 2 + (size_t)rand_r(&s->random_seed) % (len - 2);
        bytes[at] = (uint8_t)(rand_r(&s->random_seed) % 4 == 0 ? rand_r(&s->random_seed)
                                                               : bytes[at] ^ 1 << n);
    }
    return rand_r(&s->random_seed) % 4 == 0 ? (size_t)rand_r(&s->random_seed) % len : len;
}

static inline void server_datagram(struct server *s)
{
    struct sockaddr_storage from;
    socklen_t from_len = sizeof from;
    uint8_t query[2048], out[4096];
    char text[NK_NAME_TEXT_MAX];
    struct nk_dns_reader r;
    struct nk_dns_record q;
    uint16_t port = 0;
    ssize_t n = recvfrom(s->udp, query, sizeof query, 0, (struct sockaddr *)&from, &from_len);
    if (n < 0 || !nk_dns_reader_init(&r, query, (size_t)n) || !nk_dns_reader_next(&r, &q))
        return;
    s->datagrams++;
    nk_addr_from_sockaddr((const struct sockaddr *)&from, from_len, &(struct nk_addr){0}, &port);
    bool known = false;
    for (unsigned i = 0; i < s->source_count; i++)
        known = known || s->source_ports[i] == port;
    if (!known && s->source_count < 64)
        s->source_ports[s->source_count++] = port;
    nk_name_format(&q.owner, text);
    text[strcspn(text, ".")] = '\0';
    size_t len = server_answer(s, query, (size_t)n, out, sizeof out, text);
    uint8_t lie[4096];
    memcpy(lie, out, len);
    bool mutates = strncmp(text, "mutate", 6) == 0;
    size_t lie_len = mutates ? server_mutate(s, lie, len) : server_lie(text, lie, len);
    if (mutates && rand_r(&s->random_seed) % 2 == 0)
        len = 0;
    if (lie_len > 0)
        server_send(s, lie, lie_len, &from);
    if (len == 0 || strncmp(text, "silent", 6) == 0 || strncmp(text, "liar", 4) == 0 ||
        (strncmp(text, "drop", 4) == 0 && !server_saw(s, text)) ||
        (s->lossy && rand_r(&s->random_seed) % 5 == 0))
        return;
    if (strncmp(text, "late", 4) == 0) { /* the first answer is sent when the second try comes */
        if (!server_saw(s, text)) {
            memcpy(s->held, out, len);
            s->held_len = len;
            s->held_from = from;
            return;
        }
        server_send(s, s->held, s->held_len, &s->held_from);
        s->held_len = 0;
    }
    if (strncmp(text, "tc", 2) == 0) {
        out[2] |= 2;
        out[6] = out[7] = out[10] = out[11] = 0;
        len = 12 + q.owner.len + 4u;
    }
    if (s->reorders) {
        server_reorder(s, out, len, &from);
        return;
    }
    server_send(s, out, len, &from);
    if (strncmp(text, "twice", 5) == 0)
        server_send(s, out, len, &from);
}

/* One message of a stream, which is then closed after each third one; false at its end. */
static inline bool server_stream(struct server *s, int fd)
{
    uint8_t query[2048], out[8192];
    char text[NK_NAME_TEXT_MAX];
    struct nk_dns_reader r;
    struct nk_dns_record q;
    if (recv(fd, query, 2, MSG_WAITALL) != 2)
        return false;
    size_t want = (size_t)query[0] << 8 | query[1];
    if (want > sizeof query || recv(fd, query, want, MSG_WAITALL) != (ssize_t)want ||
        !nk_dns_reader_init(&r, query, want) || !nk_dns_reader_next(&r, &q))
        return false;
    s->streams++;
    nk_name_format(&q.owner, text);
    text[strcspn(text, ".")] = '\0';
    if (strncmp(text, "tcloss", 6) == 0)
        return false;
    if (strncmp(text, "tcsilent", 8) == 0)
        return true;
    size_t len = server_answer(s, query, want, out + 2, sizeof out - 2, text);
    out[0] = (uint8_t)(len >> 8);
    out[1] = (uint8_t)len;
    /* in pieces, so that the reader meets cut messages */
    send(fd, out, 1, MSG_NOSIGNAL);
    send(fd, out + 1, len / 2, MSG_NOSIGNAL);
    send(fd, out + 1 + len / 2, len + 1 - len / 2, MSG_NOSIGNAL);
    return s->streams % 3 != 0;
}

static inline void *server_run(void *closure)
{
    struct server *s = closure;
    for (;;) {
        struct pollfd fds[35] = {{s->stop[0], POLLIN, 0}, {s->udp, POLLIN, 0}, {s->tcp, POLLIN, 0}};
        unsigned known = s->open_count;
        for (unsigned i = 0; i < known; i++)
            fds[3 + i] = (struct pollfd){s->open[i], POLLIN, 0};
        poll(fds, 3 + known, s->held_len > 0 && s->reorders ? 20 : -1);
        if (fds[0].revents != 0)
            return NULL;
        if (fds[1].revents != 0)
            server_datagram(s);
        else if (s->reorders && s->held_len > 0) {
            server_send(s, s->held, s->held_len, &s->held_from);
            s->held_len = 0;
        }
        if (fds[2].revents != 0 && s->open_count < 32) {
            s->open[s->open_count++] = accept(s->tcp, NULL, NULL);
            s->connections++;
        }
        for (unsigned i = known; i > 0; i--)
            if (fds[2 + i].revents != 0 && !server_stream(s, s->open[i - 1])) {
                close(s->open[i - 1]);
                s->open[i - 1] = s->open[--s->open_count];
            }
    }
}

/* On 127.0.0.1, or ::1. False where it cannot be. */
static inline bool server_start(struct server *s, uint8_t family)
{
    struct nk_addr loopback = family == NK_IPV6 ? nk_addr_ipv6(0, 1) : nk_addr_ipv4(0x7f000001);
    struct sockaddr_storage address;
    socklen_t len = nk_addr_to_sockaddr(&loopback, 0, &address);
    s->random_seed = 1;
    for (int tries = 0; tries < 20; tries++) {
        s->udp = socket(address.ss_family, SOCK_DGRAM, 0);
        s->tcp = socket(address.ss_family, SOCK_STREAM, 0);
        const int room = 1 << 20;
        setsockopt(s->udp, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
        nk_addr_to_sockaddr(&loopback, 0, &address);
        bool good = bind(s->udp, (struct sockaddr *)&address, len) == 0 &&
                    getsockname(s->udp, (struct sockaddr *)&address, &len) == 0 &&
                    bind(s->tcp, (struct sockaddr *)&address, len) == 0 && listen(s->tcp, 32) == 0;
        if (good) {
            nk_addr_from_sockaddr((struct sockaddr *)&address, len, &loopback, &s->port);
            return pipe(s->stop) == 0 && pthread_create(&s->thread, NULL, server_run, s) == 0;
        }
        close(s->udp);
        close(s->tcp);
    }
    return false;
}

static inline void server_stop(struct server *s)
{
    if (write(s->stop[1], "", 1) == 1)
        pthread_join(s->thread, NULL);
    for (unsigned i = 0; i < s->open_count; i++)
        close(s->open[i]);
    close(s->udp);
    close(s->tcp);
    close(s->stop[0]);
    close(s->stop[1]);
}

#endif
