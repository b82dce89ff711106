#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "dns/bulk.h"
#include "scripted_server.h"

enum { RESULTS_MAX = 20000 };

struct result {
    char note[32];
    bool passed, answered;
    unsigned rcode, tries, dropped;
    size_t server, len;
    uint8_t address; /* the last octet of the first A record */
    enum nk_dns_fault fault;
    enum nk_transport transport;
    int error;
};

/* A run: what is asked, what came. */
struct test {
    const char *const *names; /* NULL: `count` names ok0, ok1... */
    size_t count, at;
    struct result *results;
    size_t got;
    size_t stop_after; /* 0: not */
    unsigned ticks;
    struct nk_bulk_counts last;
    struct nk_dns_server servers[3];
    struct nk_dns_query query;
    struct nk_dns_policy policy;
    struct nk_bulk bulk;
};

static enum nk_bulk_feed give(void *closure, struct nk_dns_question *q, struct nk_buf *note)
{
    struct test *t = closure;
    char text[64];
    if (t->at == t->count)
        return NK_BULK_END;
    if (t->names != NULL && t->names[t->at][0] == '-') {
        nk_buf_add_text(note, t->names[t->at++]);
        return NK_BULK_PASS;
    }
    if (t->names != NULL)
        snprintf(text, sizeof text, "%s.example", t->names[t->at]);
    else
        snprintf(text, sizeof text, "ok%zu.example", t->at);
    nk_buf_add(note, text, strcspn(text, "."));
    t->at++;
    assert_true(nk_name_parse(text, strlen(text), NULL, &q->name, NULL));
    q->type = NK_TYPE_A;
    q->class = NK_CLASS_IN;
    return NK_BULK_ASK;
}

static void read_answer(struct result *into, const struct nk_bulk_result *r)
{
    struct nk_dns_reader reader;
    struct nk_dns_record rr;
    struct nk_addr a;
    into->answered = true;
    nk_dns_reader_init(&reader, r->message, r->len);
    into->rcode = nk_dns_rcode(reader.header.flags);
    while (nk_dns_reader_next(&reader, &rr))
        if (rr.section == NK_DNS_ANSWER && into->address == 0 &&
            nk_record_address(&reader, &rr, &a))
            into->address = (uint8_t)a.lo;
}

static bool take(void *closure, const struct nk_bulk_result *r)
{
    struct test *t = closure;
    assert_true(t->got < RESULTS_MAX);
    struct result *into = &t->results[t->got++];
    *into = (struct result){.passed = r->question == NULL,
                            .tries = r->tries,
                            .dropped = r->dropped,
                            .server = r->server,
                            .len = r->len,
                            .fault = r->fault,
                            .transport = r->transport,
                            .error = r->error};
    assert_true(r->note_len < sizeof into->note);
    memcpy(into->note, r->note, r->note_len);
    if (r->message != NULL)
        read_answer(into, r);
    return t->got != t->stop_after;
}

static void tick(void *closure, const struct nk_bulk_counts *counts)
{
    struct test *t = closure;
    t->ticks++;
    t->last = *counts;
}

static struct nk_dns_server at_port(const struct server *s)
{
    return (struct nk_dns_server){.addr = nk_addr_ipv4(0x7f000001), .port = s->port};
}

static void set_up(struct test *t, const struct server *server)
{
    *t = (struct test){.results = calloc(RESULTS_MAX, sizeof(struct result))};
    t->servers[0] = at_port(server);
    t->query =
        (struct nk_dns_query){.flags = NK_DNS_RD, .edns = {.present = true, .udp_size = 1232}};
    t->policy = (struct nk_dns_policy){.tries = 3, .try_ms = 5000, .deadline = -1};
    t->bulk = (struct nk_bulk){.query = &t->query,
                               .servers = t->servers,
                               .server_count = 1,
                               .policy = &t->policy,
                               .question_ms = -1,
                               .in_flight = 100,
                               .wait_fd = -1,
                               .stop_fd = -1,
                               .next = give,
                               .take = take,
                               .closure = t};
    assert_non_null(t->results);
}

static void run(struct test *t)
{
    struct nk_err err = {0};
    assert_true(nk_bulk_run(&t->bulk, &err));
    assert_int_equal(err.code, NK_ERR_NONE);
}

static void run_names(struct test *t, const char *const *names, size_t count)
{
    t->names = names;
    t->count = count;
    run(t);
    assert_int_equal(t->got, count);
}

static int64_t now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* ---- all is well ------------------------------------------------------------- */

static void check_order(const struct test *t, size_t count)
{
    char want[32];
    assert_int_equal(t->got, count);
    for (size_t i = 0; i < count; i++) {
        snprintf(want, sizeof want, "ok%zu", i);
        assert_string_equal(t->results[i].note, want);
        assert_true(t->results[i].answered);
        assert_int_equal(t->results[i].address, 7);
    }
}

static void test_many(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.count = 20000;
    run(&t);
    server_stop(&s);
    check_order(&t, 20000);
    assert_true(s.datagrams >= 20000);
    /* four sockets at a time, each for some thousand questions */
    assert_true(s.source_count >= 5 && s.source_count < 30);
    free(t.results);
}

static void test_ipv6(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    if (!server_start(&s, NK_IPV6))
        skip();
    set_up(&t, &s);
    t.servers[0].addr = nk_addr_ipv6(0, 1);
    t.count = 500;
    run(&t);
    server_stop(&s);
    check_order(&t, 500);
    free(t.results);
}

/* One datagram of five is lost, and the others come in pairs the wrong way round. */
static void test_loss_and_reordering(void **state)
{
    struct server s = {.address = 7, .lossy = true, .reorders = true};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.tries = 20;
    t.policy.try_ms = 100;
    t.count = 3000;
    run(&t);
    server_stop(&s);
    check_order(&t, 3000);
    unsigned again = 0;
    for (size_t i = 0; i < t.got; i++)
        again += t.results[i].tries > 1;
    assert_true(again > 300);
    free(t.results);
}

static void test_unordered(void **state)
{
    static const char *const names[] = {"drop1", "ok1", "ok2"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.try_ms = 400;
    t.bulk.unordered = true;
    run_names(&t, names, 3);
    server_stop(&s);
    assert_string_equal(t.results[2].note, "drop1"); /* it came last */
    assert_int_equal(t.results[2].tries, 2);
    free(t.results);
}

static void test_places_without_a_question(void **state)
{
    static const char *const names[] = {"-first", "drop1", "-second", "ok1", "-third"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.try_ms = 400;
    run_names(&t, names, 5);
    server_stop(&s);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(t.results[i].note, names[i]);
        assert_int_equal(t.results[i].passed, i % 2 == 0);
        assert_int_equal(t.results[i].answered, i % 2 == 1);
    }
    free(t.results);
}

static void test_nothing(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    run(&t);
    server_stop(&s);
    assert_int_equal(t.got, 0);
    assert_int_equal(s.datagrams, 0);
    free(t.results);
}

/* ---- what does not count ------------------------------------------------------ */

static void test_lies(void **state)
{
    static const char *const names[] = {"wrongid", "wrongname", "wrongtype", "noqr",
                                        "opcode",  "short",     "twice",     "ok"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    run_names(&t, names, 8);
    server_stop(&s);
    for (size_t i = 0; i < 8; i++) {
        const struct result *r = &t.results[i];
        assert_true(r->answered);
        assert_int_equal(r->address, 7);
        assert_int_equal(r->tries, 1); /* the lie ended nothing */
        /* one of another ID belongs to no question, one that is too short neither */
        assert_int_equal(r->dropped, i >= 1 && i <= 4);
    }
    assert_int_equal(s.datagrams, 8);
    free(t.results);
}

static void test_only_lies(void **state)
{
    static const char *const names[] = {"liar"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.try_ms = 150;
    run_names(&t, names, 1);
    server_stop(&s);
    assert_false(t.results[0].answered);
    assert_int_equal(t.results[0].fault, NK_DNS_TIMEOUT);
    assert_int_equal(t.results[0].tries, 3);
    free(t.results);
}

/* The answer to a try that was given up belongs to no question any more; that to the next does. */
static void test_late(void **state)
{
    static const char *const names[] = {"late", "ok"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.try_ms = 400;
    run_names(&t, names, 2);
    server_stop(&s);
    assert_true(t.results[0].answered);
    assert_int_equal(t.results[0].tries, 2);
    assert_int_equal(s.datagrams, 3);
    free(t.results);
}

/* Whatever the bytes are, each question has its result, and no answer of another one. */
static bool take_mutated(void *closure, const struct nk_bulk_result *r)
{
    if (r->message != NULL)
        assert_null(nk_dns_answer_mismatch(
            r->message, r->len, (uint16_t)(r->message[0] << 8 | r->message[1]), 0, r->question));
    return take(closure, r);
}

static void test_mutations(void **state)
{
    enum { COUNT = 2000 };
    struct server s = {.address = 7};
    struct test t;
    char(*texts)[16] = calloc(COUNT, sizeof *texts);
    const char **names = calloc(COUNT, sizeof *names);
    size_t answered = 0;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    for (size_t i = 0; i < COUNT; i++) {
        snprintf(texts[i], sizeof texts[i], "mutate%zu", i);
        names[i] = texts[i];
    }
    t.bulk.take = take_mutated;
    t.policy.try_ms = 100;
    t.policy.tries = 2;
    run_names(&t, names, COUNT);
    server_stop(&s);
    for (size_t i = 0; i < COUNT; i++) {
        assert_string_equal(t.results[i].note, names[i]);
        answered += t.results[i].answered;
    }
    assert_true(answered > COUNT / 2);
    free(t.results);
    free(texts);
    free(names);
}

/* ---- silence, refusals, errors --------------------------------------------------- */

static void test_silence(void **state)
{
    static const char *const names[] = {"silent1", "ok1", "silent2", "ok2"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.try_ms = 150;
    t.bulk.tick = tick;
    int64_t start = now_ms();
    run_names(&t, names, 4);
    int64_t took = now_ms() - start;
    server_stop(&s);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(t.results[i].note, names[i]);
        assert_int_equal(t.results[i].answered, i % 2 == 1);
    }
    assert_int_equal(t.results[0].fault, NK_DNS_TIMEOUT);
    assert_int_equal(t.results[0].tries, 3);
    assert_true(took >= 440 && took < 20000);
    assert_true(t.ticks >= 1);
    assert_int_equal(t.last.answered, 2);
    assert_int_equal(t.last.in_flight, 2);
    free(t.results);
}

/* The time for all tries of a question is over before the tries are. */
static void test_question_time(void **state)
{
    static const char *const names[] = {"silent"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.try_ms = 150;
    t.bulk.question_ms = 200;
    t.policy.tries = 100;
    int64_t start = now_ms();
    run_names(&t, names, 1);
    int64_t took = now_ms() - start;
    server_stop(&s);
    assert_int_equal(t.results[0].tries, 2);
    assert_true(took >= 195 && took < 10000);
    free(t.results);
}

static void test_rcodes(void **state)
{
    static const char *const names[] = {"servfail", "refused", "notimp", "nxdomain", "damaged"};
    static const unsigned rcodes[] = {2, 5, 4, 3, 0};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    run_names(&t, names, 5);
    server_stop(&s);
    for (size_t i = 0; i < 5; i++) {
        assert_true(t.results[i].answered);
        assert_int_equal(t.results[i].rcode, rcodes[i]);
        assert_int_equal(t.results[i].fault, i < 3    ? NK_DNS_REFUSES
                                             : i == 3 ? NK_DNS_GOOD
                                                      : NK_DNS_MALFORMED);
        assert_int_equal(t.results[i].tries, i < 4 ? 1 : 3);
    }
    free(t.results);
}

/* A second server does better, and is asked only where it has to be. */
static void test_second_server(void **state)
{
    static const char *const names[] = {"ok", "servfail", "silent"};
    struct server first = {.address = 7}, second = {.address = 9};
    struct test t;
    (void)state;
    assert_true(server_start(&first, NK_IPV4));
    assert_true(server_start(&second, NK_IPV4));
    set_up(&t, &first);
    t.policy.try_ms = 150;
    t.servers[1] = at_port(&second);
    t.bulk.server_count = 2;
    run_names(&t, names, 3);
    assert_int_equal(t.results[0].address, 7);
    assert_int_equal(t.results[0].server, 0);
    assert_int_equal(t.results[1].rcode, 2);
    assert_int_equal(t.results[1].fault, NK_DNS_REFUSES);
    assert_int_equal(t.results[1].tries, 2);
    assert_int_equal(t.results[2].tries, 6);
    server_stop(&first);
    t.got = t.at = 0;
    run_names(&t, names, 1); /* nobody listens at the first port now */
    assert_int_equal(t.results[0].address, 9);
    assert_int_equal(t.results[0].server, 1);
    assert_int_equal(t.results[0].tries, 2);
    server_stop(&second);
    free(t.results);
}

/* ICMP says that nobody listens: that is told at once, for each question once a try. */
static void test_nobody_listens(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    server_stop(&s);
    t.policy.try_ms = 3000;
    t.count = 1000;
    int64_t start = now_ms();
    run(&t);
    assert_true(now_ms() - start < 8500);
    assert_int_equal(t.got, 1000);
    for (size_t i = 0; i < t.got; i++) {
        assert_false(t.results[i].answered);
        assert_int_equal(t.results[i].fault, NK_DNS_UNREACHABLE);
        assert_int_equal(t.results[i].error, ECONNREFUSED);
        assert_int_equal(t.results[i].tries, 3);
    }
    free(t.results);
}

/* A source that is not ours ends the run; one of another family only the try. */
static void test_wrong_source(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    struct nk_err err = {0};
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.count = 3;
    t.policy.source = nk_addr_ipv6(0, 1);
    run(&t);
    assert_int_equal(t.got, 3);
    assert_int_equal(t.results[2].fault, NK_DNS_UNREACHABLE);
    assert_int_equal(t.results[2].error, EAFNOSUPPORT);
    t.policy.source = nk_addr_ipv4(0xc0000201);
    for (int tcp = 0; tcp < 2; tcp++) {
        t.got = t.at = 0;
        t.policy.tcp = tcp == 1;
        assert_false(nk_bulk_run(&t.bulk, &err));
        assert_int_equal(err.code, NK_ERR_SYSTEM);
        assert_non_null(strstr(err.text, "cannot ask from 192.0.2.1: "));
    }
    server_stop(&s);
    assert_int_equal(s.datagrams, 0);
    free(t.results);
}

static void test_source_port(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.source = nk_addr_ipv4(0x7f000001);
    t.policy.source_port = (uint16_t)(20000 + getpid() % 10000);
    t.count = 6000;
    run(&t);
    server_stop(&s);
    check_order(&t, 6000);
    assert_int_equal(s.source_count, 1);
    assert_int_equal(s.source_ports[0], t.policy.source_port);
    free(t.results);
}

static void test_no_edns(void **state)
{
    static const char *const names[] = {"formerr", "ok"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.tries = 1;
    run_names(&t, names, 2);
    server_stop(&s);
    assert_int_equal(t.results[0].rcode, 0);
    assert_int_equal(t.results[0].address, 7);
    assert_int_equal(t.results[0].tries, 2);
    assert_int_equal(s.datagrams, 3);
    free(t.results);
}

/* A server with a cookie of its own, and one that takes no cookie at all. */
static void test_cookies(void **state)
{
    static const char *const names[] = {"cookie1", "alien", "badcookie", "ok"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.query.cookie = true;
    t.query.padding = 64;
    t.bulk.in_flight = 1; /* so that the cookie of the first is there for the others */
    run_names(&t, names, 4);
    server_stop(&s);
    for (size_t i = 0; i < 4; i++) {
        assert_true(t.results[i].answered);
        assert_int_equal(t.results[i].rcode, i == 2 ? 7 : 0);
    }
    assert_int_equal(t.results[0].tries, 2);
    assert_int_equal(t.results[1].dropped, 1);
    assert_int_equal(t.results[1].tries, 1);
    assert_int_equal(t.results[2].tries, 3);
    assert_int_equal(t.results[2].transport, NK_DNS_TCP);
    assert_int_equal(t.results[2].fault, NK_DNS_REFUSES);
    assert_int_equal(t.results[3].tries, 1);
    assert_int_equal(s.streams, 1);
    free(t.results);
}

/* Nothing is sent to 0.0.0.0, over UDP or TCP; the next server is asked. */
static void test_bad_address(void **state)
{
    static const char *const names[] = {"ok1", "ok2"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.servers[1] = t.servers[0];
    t.servers[0].addr = nk_addr_ipv4(0);
    t.bulk.server_count = 2;
    run_names(&t, names, 2);
    assert_int_equal(t.results[1].address, 7);
    assert_int_equal(t.results[1].server, 1);
    t.bulk.server_count = 1;
    for (int tcp = 0; tcp < 2; tcp++) {
        t.policy.tcp = tcp == 1;
        t.got = t.at = 0;
        run_names(&t, names, 2);
        assert_false(t.results[1].answered);
        assert_int_equal(t.results[1].fault, NK_DNS_BAD_ADDRESS);
        assert_int_equal(t.results[1].tries, 1);
    }
    server_stop(&s);
    assert_int_equal(s.datagrams, 2);
    assert_int_equal(s.connections, 0);
    free(t.results);
}

/* The tries of each question, one by one. */
static bool take_log(void *closure, const struct nk_bulk_result *r)
{
    struct test *t = closure;
    static const enum nk_dns_fault tc[] = {NK_DNS_TRUNCATED, NK_DNS_GOOD};
    static const enum nk_dns_fault silent[] = {NK_DNS_TIMEOUT, NK_DNS_TIMEOUT, NK_DNS_TIMEOUT};
    static const enum nk_dns_fault refused[] = {NK_DNS_REFUSES};
    static const enum nk_dns_fault formerr[] = {NK_DNS_NO_EDNS, NK_DNS_GOOD};
    static const enum nk_dns_fault *const logs[] = {tc, silent, refused, formerr};
    static const size_t counts[] = {2, 3, 1, 2};
    assert_int_equal(r->log_count, counts[t->got]);
    for (size_t i = 0; i < r->log_count; i++) {
        assert_int_equal(r->log[i].fault, logs[t->got][i]);
        assert_int_equal(r->log[i].transport, t->got == 0 && i == 1 ? NK_DNS_TCP : NK_DNS_UDP);
        assert_true(r->log[i].time_us >= (t->got == 1 ? 149000 : 0));
    }
    assert_int_equal(t->got == 2 ? r->log[0].number : NK_RCODE_REFUSED, NK_RCODE_REFUSED);
    return take(t, r);
}

static void test_log(void **state)
{
    static const char *const names[] = {"tc1", "silent", "refused", "formerr"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.try_ms = 150;
    t.bulk.log_tries = true;
    t.bulk.take = take_log;
    run_names(&t, names, 4);
    server_stop(&s);
    free(t.results);
}

/* ---- TCP --------------------------------------------------------------------------- */

static void test_truncated(void **state)
{
    static const char *const names[] = {"tc1", "ok1", "long1", "tc2",      "tcloss", "tc3",
                                        "tc4", "tc5", "tc6",   "tcsilent", "tc7"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.try_ms = 500;
    t.policy.tries = 2;
    run_names(&t, names, 11);
    server_stop(&s);
    for (size_t i = 0; i < 11; i++) {
        const struct result *r = &t.results[i];
        assert_string_equal(r->note, names[i]);
        if (i == 4 || i == 9) {
            assert_false(r->answered);
            assert_int_equal(r->fault, i == 4 ? NK_DNS_CLOSED : NK_DNS_TIMEOUT);
            continue;
        }
        assert_true(r->answered);
        assert_int_equal(r->address, 7);
        assert_int_equal(r->transport, i == 1 ? NK_DNS_UDP : NK_DNS_TCP);
        assert_true(i == 1 || r->len > 1232);
    }
    free(t.results);
}

static void test_ignore_tc(void **state)
{
    static const char *const names[] = {"tc1"};
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.policy.ignore_tc = true;
    run_names(&t, names, 1);
    server_stop(&s);
    assert_true(t.results[0].answered);
    assert_int_equal(t.results[0].transport, NK_DNS_UDP);
    assert_int_equal(t.results[0].tries, 1);
    assert_int_equal(s.streams, 0);
    free(t.results);
}

/* Connections are kept and used again; a server that closes one loses no question. */
static void test_tcp(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.servers[0].transport = NK_DNS_TCP;
    t.policy.tries = 1;
    t.policy.try_ms = 5000;
    t.count = 300;
    run(&t);
    server_stop(&s);
    check_order(&t, 300);
    assert_int_equal(s.datagrams, 0);
    assert_true(s.connections >= 100 && s.connections < 200);
    free(t.results);
}

static void test_tcp_nobody_listens(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    server_stop(&s);
    t.policy.tcp = true;
    t.count = 50;
    run(&t);
    assert_int_equal(t.got, 50);
    assert_false(t.results[49].answered);
    assert_int_equal(t.results[49].fault, NK_DNS_UNREACHABLE);
    assert_int_equal(t.results[49].error, ECONNREFUSED);
    free(t.results);
}

/* ---- the run ----------------------------------------------------------------------------- */

static void test_rate(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.bulk.rate = 200;
    t.count = 100;
    int64_t start = now_ms();
    run(&t);
    int64_t took = now_ms() - start;
    server_stop(&s);
    check_order(&t, 100);
    assert_true(took >= 470 && took < 20000);
    free(t.results);
}

static void test_taker_ends_it(void **state)
{
    struct server s = {.address = 7};
    struct test t;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    set_up(&t, &s);
    t.count = 20000;
    t.stop_after = 10;
    run(&t);
    server_stop(&s);
    assert_int_equal(t.got, 10);
    free(t.results);
}

/* Writes a byte to a pipe now and then, from a thread of its own, and closes it. */
struct writer {
    int fd, times;
    useconds_t before, after;
};

static void *write_bytes(void *closure)
{
    const struct writer *w = closure;
    ssize_t n = 1;
    for (int i = 0; i < w->times && n == 1; i++) {
        usleep(w->before);
        n = write(w->fd, "q", 1);
        usleep(w->after);
    }
    close(w->fd);
    return NULL;
}

/* What is done behind a question that waits is given out, in its order. */
static void test_stop(void **state)
{
    static const char *const names[] = {"ok1", "silent1", "ok2", "silent2", "ok3"};
    struct server s = {.address = 7};
    struct test t;
    int stop[2];
    pthread_t writer;
    (void)state;
    assert_true(server_start(&s, NK_IPV4));
    assert_int_equal(pipe(stop), 0);
    set_up(&t, &s);
    t.policy.try_ms = 60000;
    t.bulk.stop_fd = stop[0];
    t.names = names;
    t.count = 5;
    struct writer w = {.fd = stop[1], .times = 1, .before = 200000};
    assert_int_equal(pthread_create(&writer, NULL, write_bytes, &w), 0);
    int64_t start = now_ms();
    run(&t);
    assert_true(now_ms() - start < 10000);
    server_stop(&s);
    assert_int_equal(t.got, 3);
    assert_string_equal(t.results[1].note, "ok2");
    assert_string_equal(t.results[2].note, "ok3");
    pthread_join(writer, NULL);
    close(stop[0]);
    free(t.results);
}

/* Questions that come one by one, with time between: answers do not wait for the next one. */
struct slow {
    struct test t;
    int fd;
    int64_t waited_ms;
};

static enum nk_bulk_feed give_slowly(void *closure, struct nk_dns_question *q, struct nk_buf *note)
{
    struct slow *s = closure;
    struct pollfd p = {s->fd, POLLIN, 0};
    char c;
    if (poll(&p, 1, 0) == 0)
        return NK_BULK_LATER;
    if (read(s->fd, &c, 1) <= 0)
        return NK_BULK_END;
    s->t.count++;
    return give(&s->t, q, note);
}

static bool take_slowly(void *closure, const struct nk_bulk_result *r)
{
    struct slow *s = closure;
    if (s->t.got == 0)
        s->waited_ms = now_ms() - s->waited_ms;
    return take(&s->t, r);
}

static void test_slow_feed(void **state)
{
    struct server server = {.address = 7};
    struct slow s;
    int feed[2];
    pthread_t writer;
    (void)state;
    assert_true(server_start(&server, NK_IPV4));
    assert_int_equal(pipe(feed), 0);
    set_up(&s.t, &server);
    s.fd = s.t.bulk.wait_fd = feed[0];
    s.t.bulk.next = give_slowly;
    s.t.bulk.take = take_slowly;
    s.t.bulk.closure = &s;
    s.waited_ms = now_ms();
    struct writer w = {.fd = feed[1], .times = 2, .after = 600000};
    assert_int_equal(pthread_create(&writer, NULL, write_bytes, &w), 0);
    run(&s.t);
    server_stop(&server);
    check_order(&s.t, 2);
    assert_true(s.waited_ms < 580); /* the first came before the second was asked */
    pthread_join(writer, NULL);
    close(feed[0]);
    free(s.t.results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_ipv6),
        cmocka_unit_test(test_loss_and_reordering),
        cmocka_unit_test(test_unordered),
        cmocka_unit_test(test_places_without_a_question),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_lies),
        cmocka_unit_test(test_only_lies),
        cmocka_unit_test(test_late),
        cmocka_unit_test(test_mutations),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_question_time),
        cmocka_unit_test(test_rcodes),
        cmocka_unit_test(test_second_server),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_wrong_source),
        cmocka_unit_test(test_source_port),
        cmocka_unit_test(test_no_edns),
        cmocka_unit_test(test_cookies),
        cmocka_unit_test(test_bad_address),
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_ignore_tc),
        cmocka_unit_test(test_tcp),
        cmocka_unit_test(test_tcp_nobody_listens),
        cmocka_unit_test(test_rate),
        cmocka_unit_test(test_taker_ends_it),
        cmocka_unit_test(test_stop),
        cmocka_unit_test(test_slow_feed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
