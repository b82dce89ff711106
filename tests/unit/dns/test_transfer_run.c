#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "dns/transfer_run.h"

/* What the server does behind a number of messages. */
enum end { CLOSES, CUTS, HANGS, REPEATS };

/* A server of one transfer, in a thread of its own. */
struct server {
    int tcp, udp;
    struct nk_dns_server at;
    struct nk_name zone;
    uint16_t type;
    unsigned messages; /* with a record each, between the two SOA records */
    bool closing_soa;
    uint32_t udp_serial; /* of the one SOA that is sent over UDP */
    enum end end;
    unsigned asked_tcp, asked_udp;
    uint32_t asked_serial;
    pthread_t thread;
};

static void put_soa(struct nk_dns_writer *w, const struct nk_name *zone, uint32_t serial)
{
    uint8_t rdata[NK_TRANSFER_SOA_LEN];
    nk_transfer_soa(serial, rdata);
    nk_dns_put_record(w, NK_DNS_ANSWER, zone, NK_TYPE_SOA, NK_CLASS_IN, 60, rdata, sizeof rdata);
}

static void begin(const struct server *s, struct nk_dns_writer *w, uint8_t *room,
                  const uint8_t *query)
{
    nk_dns_writer_init(w, room, 512, (uint16_t)(query[0] << 8 | query[1]), NK_DNS_QR | NK_DNS_AA);
    nk_dns_put_question(w, &s->zone, s->type, NK_CLASS_IN);
}

static bool send_frame(int fd, const uint8_t *bytes, size_t len, size_t claimed)
{
    uint8_t frame[514] = {(uint8_t)(claimed >> 8), (uint8_t)claimed};
    memcpy(frame + 2, bytes, len);
    return send(fd, frame, len + 2, MSG_NOSIGNAL) == (ssize_t)(len + 2);
}

/* The messages of a zone, as many as it has. */
static void send_zone(struct server *s, int fd, const uint8_t *query)
{
    struct nk_dns_writer w;
    uint8_t room[512];
    begin(s, &w, room, query);
    put_soa(&w, &s->zone, 9);
    bool open = send_frame(fd, room, w.len, w.len);
    for (unsigned i = 0; open && (i < s->messages || s->end == REPEATS); i++) {
        begin(s, &w, room, query);
        nk_dns_put_record(&w, NK_DNS_ANSWER, &s->zone, NK_TYPE_A, NK_CLASS_IN, 60, "\1\2\3\4", 4);
        open = send_frame(fd, room, w.len, w.len);
    }
    begin(s, &w, room, query);
    put_soa(&w, &s->zone, 9);
    if (s->closing_soa)
        send_frame(fd, room, w.len, w.len);
    else if (s->end == CUTS)
        send_frame(fd, room, w.len - 5, w.len);
}

static void serve_tcp(struct server *s)
{
    uint8_t query[514];
    int fd = accept(s->tcp, NULL, NULL);
    ssize_t n = recv(fd, query, sizeof query, 0);
    s->asked_tcp++;
    if (n > 2 + NK_DNS_HEADER_LEN) {
        struct nk_dns_reader r;
        struct nk_dns_record rr;
        struct nk_soa soa;
        nk_dns_reader_init(&r, query + 2, (size_t)n - 2);
        while (nk_dns_reader_next(&r, &rr))
            if (rr.section == NK_DNS_AUTHORITY && nk_record_soa(&r, &rr, &soa))
                s->asked_serial = soa.serial;
        send_zone(s, fd, query + 2);
    }
    if (s->end == HANGS)
        recv(fd, query, sizeof query, 0); /* until the other end closes */
    close(fd);
}

static void serve_udp(struct server *s)
{
    struct sockaddr_in peer;
    socklen_t len = sizeof peer;
    uint8_t query[512], room[512];
    struct nk_dns_writer w;
    recvfrom(s->udp, query, sizeof query, 0, (struct sockaddr *)&peer, &len);
    s->asked_udp++;
    begin(s, &w, room, query);
    put_soa(&w, &s->zone, s->udp_serial);
    sendto(s->udp, room, w.len, 0, (struct sockaddr *)&peer, len);
}

static void *serve(void *closure)
{
    struct server *s = closure;
    struct pollfd fds[] = {{s->tcp, POLLIN, 0}, {s->udp, POLLIN, 0}};
    poll(fds, 2, 5000);
    if (fds[0].revents != 0)
        serve_tcp(s);
    if (fds[1].revents != 0)
        serve_udp(s);
    return NULL;
}

static void start(struct server *s)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof a;
    assert_true(nk_name_parse("example", 7, NULL, &s->zone, NULL));
    s->tcp = socket(AF_INET, SOCK_STREAM, 0);
    s->udp = socket(AF_INET, SOCK_DGRAM, 0);
    for (int tries = 0; tries < 20; tries++) { /* a port that is free for both */
        a.sin_port = 0;
        assert_int_equal(bind(s->udp, (struct sockaddr *)&a, sizeof a), 0);
        assert_int_equal(getsockname(s->udp, (struct sockaddr *)&a, &len), 0);
        if (bind(s->tcp, (struct sockaddr *)&a, sizeof a) == 0)
            break;
        close(s->udp);
        s->udp = socket(AF_INET, SOCK_DGRAM, 0);
    }
    assert_int_equal(listen(s->tcp, 4), 0);
    s->at =
        (struct nk_dns_server){.addr = nk_addr_ipv4(INADDR_LOOPBACK), .port = ntohs(a.sin_port)};
    assert_int_equal(pthread_create(&s->thread, NULL, serve, s), 0);
}

static void stop(struct server *s)
{
    pthread_join(s->thread, NULL);
    close(s->tcp);
    close(s->udp);
}

/* ---- the asking side ------------------------------------------------------------- */

static bool count(void *closure, const struct nk_transfer_record *r)
{
    unsigned *n = closure;
    (void)r;
    ++*n;
    return true;
}

struct client {
    struct nk_transfer t;
    struct nk_dns_query query;
    struct nk_dns_policy policy;
    struct nk_err err;
    uint8_t soa[NK_TRANSFER_SOA_LEN];
    unsigned taken;
};

static void set_up(struct client *c, const struct server *s, uint32_t since)
{
    memset(c, 0, sizeof *c);
    c->t = (struct nk_transfer){.question = {s->zone, s->type, NK_CLASS_IN},
                                .since = since,
                                .take = count,
                                .closure = &c->taken};
    nk_transfer_soa(since, c->soa);
    c->query = (struct nk_dns_query){.question = c->t.question};
    if (s->type == NK_TYPE_IXFR) {
        c->query.soa = c->soa;
        c->query.soa_len = sizeof c->soa;
    }
    c->policy = (struct nk_dns_policy){.tries = 1, .try_ms = 300, .deadline = -1};
}

static void test_a_zone_of_many_messages(void **state)
{
    struct server s = {.type = NK_TYPE_AXFR, .messages = 500, .closing_soa = true};
    struct client c;
    (void)state;
    start(&s);
    set_up(&c, &s, 0);
    assert_int_equal(nk_transfer_by_tcp(&c.t, &c.query, &s.at, &c.policy, &c.err),
                     NK_TRANSFER_DONE);
    stop(&s);
    assert_int_equal(c.taken, 501);
    assert_int_equal(c.t.messages, 502);
}

static void test_a_connection_that_ends_too_soon(void **state)
{
    static const struct {
        enum end end;
        const char *why;
    } rows[] = {{CLOSES, "the connection ended too soon, after 4 messages with 4 records"},
                {CUTS, "the connection ended within a message, after 4 messages with 4 records"},
                {HANGS, "the server is silent after 4 messages with 4 records"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct server s = {.type = NK_TYPE_AXFR, .messages = 3, .end = rows[i].end};
        struct client c;
        start(&s);
        set_up(&c, &s, 0);
        assert_int_equal(nk_transfer_by_tcp(&c.t, &c.query, &s.at, &c.policy, &c.err),
                         NK_TRANSFER_FAILED);
        stop(&s);
        assert_int_equal(c.taken, 4);
        if (strncmp(c.err.text, rows[i].why, strlen(rows[i].why)) != 0)
            fail_msg("'%s' is not '%s'", c.err.text, rows[i].why);
    }
}

static void test_a_zone_without_end(void **state)
{
    struct server s = {.type = NK_TYPE_AXFR, .end = REPEATS};
    struct client c;
    (void)state;
    start(&s);
    set_up(&c, &s, 0);
    int64_t begun = nk_clock_ms();
    c.policy.deadline = begun + 200;
    assert_int_equal(nk_transfer_by_tcp(&c.t, &c.query, &s.at, &c.policy, &c.err),
                     NK_TRANSFER_FAILED);
    assert_true(nk_clock_ms() - begun < 2000);
    stop(&s);
    assert_int_equal(strncmp(c.err.text, "the time is over", 16), 0);
    assert_true(c.taken > 10);
}

static void test_nobody_listens(void **state)
{
    struct server s = {.type = NK_TYPE_AXFR};
    struct client c;
    (void)state;
    start(&s);
    struct nk_dns_server gone = s.at;
    shutdown(s.tcp, SHUT_RDWR); /* which wakes the thread, too */
    stop(&s);
    set_up(&c, &s, 0);
    assert_int_equal(nk_transfer_by_tcp(&c.t, &c.query, &gone, &c.policy, &c.err),
                     NK_TRANSFER_FAILED);
    assert_non_null(strstr(c.err.text, "Connection refused"));
    assert_int_equal(c.err.code, NK_ERR_SYSTEM);
}

static void test_ixfr_asks_with_its_serial(void **state)
{
    struct server s = {.type = NK_TYPE_IXFR, .messages = 1, .closing_soa = true};
    struct client c;
    (void)state;
    start(&s);
    set_up(&c, &s, 4000000000);
    assert_int_equal(nk_transfer_by_tcp(&c.t, &c.query, &s.at, &c.policy, &c.err),
                     NK_TRANSFER_DONE);
    stop(&s);
    assert_int_equal(s.asked_serial, 4000000000);
    assert_int_equal(c.taken, 2);
}

static void test_ixfr_over_udp(void **state)
{
    static const struct {
        uint32_t serial;
        enum nk_transfer_status status;
    } rows[] = {{7, NK_TRANSFER_CURRENT}, {9, NK_TRANSFER_BY_TCP}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct server s = {.type = NK_TYPE_IXFR, .udp_serial = rows[i].serial};
        struct client c;
        start(&s);
        set_up(&c, &s, 7);
        assert_int_equal(nk_transfer_by_udp(&c.t, &c.query, &s.at, &c.policy, &c.err),
                         rows[i].status);
        stop(&s);
        assert_int_equal(s.asked_udp, 1);
        assert_int_equal(s.asked_tcp, 0);
        assert_int_equal(c.taken, i == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_zone_of_many_messages),
        cmocka_unit_test(test_a_connection_that_ends_too_soon),
        cmocka_unit_test(test_a_zone_without_end),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_ixfr_asks_with_its_serial),
        cmocka_unit_test(test_ixfr_over_udp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
