/* A name server on loopback that does what a script says, one act a question, in its own thread. */
#ifndef FAKE_SERVER_H
#define FAKE_SERVER_H

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dns/exchange.h"
#include "netkit/host.h"

enum act {
    ANSWERS,  /* a record, and an OPT record where the question has one */
    SILENT,   /* nothing */
    OTHER_ID, /* these nine are forged, or of another question */
    OTHER_NAME,
    OTHER_TYPE,
    OTHER_CLASS,
    NOT_RESPONSE,
    OTHER_OPCODE,
    TWO_QUESTIONS,
    NO_QUESTION,
    OTHER_PORT,
    EMPTY,        /* a datagram without an octet */
    TRUNCATES,    /* TC, no record */
    CODE,         /* an RCODE (`with`) with EDNS where the question has it */
    CODE_BARE,    /* the same without EDNS */
    NO_VERSION,   /* BADVERS */
    COOKIE,       /* an answer with the client's cookie and a new one of the server */
    BAD_COOKIE,   /* BADCOOKIE likewise */
    ALIEN_COOKIE, /* the cookie of somebody else */
    DAMAGED,      /* a count of records that are not there */
    CLOSES,       /* TCP: no answer, the connection ends */
    CUTS,         /* TCP: half of the answer */
    DRIPS,        /* TCP: octet by octet, `with` milliseconds apart */
    BIG,          /* 60 KB */
};

struct line {
    enum act act;
    int with;
};

enum { QUERY_MAX = 2048, ANSWER_MAX = 65535 };

struct fake_server {
    struct nk_dns_server at; /* where to ask */
    int udp, tcp, stop[2];
    pthread_t thread;
    const struct line *lines;
    size_t count, next;
    /* what came, to be read after fake_stop() */
    uint8_t last[QUERY_MAX];
    size_t last_len;
    unsigned over_udp, over_tcp;
    uint16_t ids[32], ports[32];
};

/* ---- answers ---------------------------------------------------------------- */

static struct nk_name fake_name(const char *text)
{
    struct nk_name name = {0};
    if (!nk_name_parse(text, strlen(text), NULL, &name, NULL))
        abort();
    return name;
}

/* The question that came, as it is to be repeated. */
static void fake_question(struct nk_dns_writer *w, const struct nk_dns_record *q, enum act act)
{
    struct nk_name name = act == OTHER_NAME ? fake_name("forged.example") : q->owner;
    if (act == NO_QUESTION)
        return;
    nk_dns_put_question(w, &name, act == OTHER_TYPE ? NK_TYPE_AAAA : q->type,
                        act == OTHER_CLASS ? NK_CLASS_CH : q->class);
    if (act == TWO_QUESTIONS)
        nk_dns_put_question(w, &name, q->type, q->class);
}

static void fake_records(struct nk_dns_writer *w, const struct nk_dns_record *q, enum act act)
{
    static const uint8_t address[] = {192, 0, 2, 1};
    static uint8_t text[250] = {249};
    if (act == TRUNCATES || act == CODE || act == CODE_BARE || act == NO_VERSION ||
        act == BAD_COOKIE)
        return;
    for (int i = 0; act == BIG && i < 230; i++)
        nk_dns_put_record(w, NK_DNS_ANSWER, &q->owner, NK_TYPE_TXT, NK_CLASS_IN, 60, text,
                          sizeof text);
    nk_dns_put_record(w, NK_DNS_ANSWER, &q->owner, NK_TYPE_A, NK_CLASS_IN, 60, address,
                      sizeof address);
}

/* The COOKIE option: the client's part as it came (8 octets), 8 of the server. */
static size_t fake_cookie(uint8_t *option, const struct nk_edns *came, enum act act, int with)
{
    static const uint8_t head[] = {0, 10, 0, 16};
    if (act != COOKIE && act != BAD_COOKIE && act != ALIEN_COOKIE)
        return 0;
    memcpy(option, head, 4);
    memset(option + 4, 0xee, 8);
    if (act != ALIEN_COOKIE && came->options_len >= 12)
        memcpy(option + 4, came->options + 4, 8);
    memset(option + 12, with, 8);
    return 20;
}

static size_t fake_answer(uint8_t *out, const uint8_t *query, size_t len, const struct line *line)
{
    struct nk_dns_reader r;
    struct nk_dns_record q = {0};
    struct nk_dns_writer w;
    struct nk_edns came, e = {.udp_size = 1232};
    uint8_t option[32];
    enum act act = line->act;
    nk_dns_reader_init(&r, query, len);
    nk_dns_reader_next(&r, &q);
    nk_dns_edns_read(query, len, &came);
    unsigned rcode = act == CODE || act == CODE_BARE || act == NO_QUESTION ? (unsigned)line->with
                     : act == NO_VERSION                                   ? NK_RCODE_BADVERS
                     : act == BAD_COOKIE                                   ? NK_RCODE_BADCOOKIE
                                                                           : 0;
    uint16_t flags = (uint16_t)(NK_DNS_QR | NK_DNS_RA | (r.header.flags & NK_DNS_RD) |
                                (rcode & 15) | (act == TRUNCATES ? NK_DNS_TC : 0));
    if (act == NOT_RESPONSE)
        flags = (uint16_t)(flags & ~NK_DNS_QR);
    if (act == OTHER_OPCODE)
        flags |= 4 << 11;
    uint16_t id = (uint16_t)(r.header.id ^ (act == OTHER_ID));
    nk_dns_writer_init(&w, out, ANSWER_MAX, id, flags);
    fake_question(&w, &q, act);
    fake_records(&w, &q, act);
    e.rcode_high = (uint8_t)(rcode >> 4);
    e.options = option;
    e.options_len = fake_cookie(option, &came, act, line->with);
    if (came.present && act != CODE_BARE)
        nk_dns_put_edns(&w, &e);
    if (act == DAMAGED)
        out[7] = 9;
    return act == EMPTY ? 0 : w.len;
}

/* ---- the thread ------------------------------------------------------------- */

static const struct line *fake_next(struct fake_server *f, const uint8_t *query, size_t len,
                                    const struct sockaddr_storage *from, socklen_t from_len)
{
    static const struct line silent = {SILENT, 0};
    struct nk_addr addr;
    memcpy(f->last, query, len);
    f->last_len = len;
    if (f->next < 32 && from != NULL)
        nk_addr_from_sockaddr((const struct sockaddr *)from, from_len, &addr, &f->ports[f->next]);
    if (f->next < 32)
        f->ids[f->next] = (uint16_t)(query[0] << 8 | query[1]);
    return f->next < f->count ? &f->lines[f->next++] : &silent;
}

static void fake_udp(struct fake_server *f)
{
    static uint8_t out[ANSWER_MAX];
    uint8_t query[QUERY_MAX];
    struct sockaddr_storage from;
    socklen_t len = sizeof from;
    ssize_t n = recvfrom(f->udp, query, sizeof query, 0, (struct sockaddr *)&from, &len);
    if (n < NK_DNS_HEADER_LEN)
        return;
    f->over_udp++;
    const struct line *line = fake_next(f, query, (size_t)n, &from, len);
    for (;;) { /* forgeries: the next act follows at once, as if the same question had come again */
        int other = line->act == OTHER_PORT
                        ? socket(f->at.addr.family == NK_IPV4 ? AF_INET : AF_INET6, SOCK_DGRAM, 0)
                        : -1;
        size_t size = fake_answer(out, query, (size_t)n, line);
        if (line->act != SILENT)
            sendto(other >= 0 ? other : f->udp, out, size, 0, (struct sockaddr *)&from, len);
        if (other >= 0)
            close(other);
        bool forged = (line->act >= OTHER_ID && line->act <= EMPTY && line->act != NO_QUESTION) ||
                      line->act == ALIEN_COOKIE;
        if (!forged || f->next == f->count)
            return;
        line = &f->lines[f->next++];
    }
}

static void fake_drip(int fd, const uint8_t *out, size_t size, int ms)
{
    for (size_t i = 0; i < size; i++) {
        if (send(fd, out + i, 1, MSG_NOSIGNAL) != 1)
            return;
        poll(NULL, 0, ms);
    }
}

static void fake_tcp(struct fake_server *f)
{
    static uint8_t out[2 + ANSWER_MAX];
    uint8_t query[QUERY_MAX];
    int fd = accept(f->tcp, NULL, NULL);
    size_t have = 0;
    while (have < 2 || have < 2 + ((size_t)query[0] << 8 | query[1])) {
        ssize_t n = recv(fd, query + have, sizeof query - have, 0);
        if (n <= 0)
            break;
        have += (size_t)n;
    }
    f->over_tcp++;
    if (have > 2) {
        const struct line *line = fake_next(f, query + 2, have - 2, NULL, 0);
        size_t size = fake_answer(out + 2, query + 2, have - 2, line);
        out[0] = (uint8_t)(size >> 8);
        out[1] = (uint8_t)size;
        if (line->act == DRIPS)
            fake_drip(fd, out, size + 2, line->with);
        else if (line->act == SILENT)
            poll(NULL, 0, line->with);
        else if (line->act != CLOSES)
            send(fd, out, line->act == CUTS ? size / 2 : size + 2, MSG_NOSIGNAL);
    }
    close(fd);
}

static void *fake_run(void *closure)
{
    struct fake_server *f = closure;
    struct pollfd wait[] = {{.fd = f->udp, .events = POLLIN},
                            {.fd = f->tcp, .events = POLLIN},
                            {.fd = f->stop[0], .events = POLLIN}};
    while (poll(wait, 3, -1) > 0 && wait[2].revents == 0) {
        if (wait[0].revents != 0)
            fake_udp(f);
        if (wait[1].revents != 0)
            fake_tcp(f);
    }
    return NULL;
}

/* A free port, the same for both transports. */
static void fake_bind(struct fake_server *f, uint8_t family)
{
    struct sockaddr_storage sa;
    struct nk_addr any = family == NK_IPV4 ? nk_addr_ipv4(0x7f000001) : nk_addr_ipv6(0, 1);
    int domain = family == NK_IPV4 ? AF_INET : AF_INET6;
    for (int i = 0; i < 100; i++) {
        socklen_t len = nk_addr_to_sockaddr(&any, 0, &sa);
        f->udp = socket(domain, SOCK_DGRAM, 0);
        f->tcp = socket(domain, SOCK_STREAM, 0);
        if (bind(f->udp, (struct sockaddr *)&sa, len) != 0)
            abort();
        socklen_t full = sizeof sa;
        getsockname(f->udp, (struct sockaddr *)&sa, &full);
        nk_addr_from_sockaddr((struct sockaddr *)&sa, full, &f->at.addr, &f->at.port);
        if (bind(f->tcp, (struct sockaddr *)&sa, len) == 0 && listen(f->tcp, 8) == 0)
            return;
        close(f->udp);
        close(f->tcp);
    }
    abort();
}

static void fake_start(struct fake_server *f, uint8_t family, const struct line *lines,
                       size_t count)
{
    memset(f, 0, sizeof *f);
    f->lines = lines;
    f->count = count;
    fake_bind(f, family);
    if (pipe(f->stop) != 0 || pthread_create(&f->thread, NULL, fake_run, f) != 0)
        abort();
}

/* The number of acts that were done. */
static size_t fake_stop(struct fake_server *f)
{
    if (write(f->stop[1], "", 1) != 1)
        abort();
    pthread_join(f->thread, NULL);
    close(f->udp);
    close(f->tcp);
    close(f->stop[0]);
    close(f->stop[1]);
    return f->next;
}

#endif
