#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <sys/time.h>

#include "dns/session.h"
#include "fake_server.h"

/* A question to a server with a script, what came of it, and how long it took. */
struct run {
    struct fake_server server;
    struct nk_dns_query query;
    struct nk_dns_policy policy;
    struct nk_dns_reply reply;
    struct nk_dns_session *session;
    struct nk_err err;
    uint8_t family;
    int64_t ms;
    size_t acts;
    bool done;
};

static void *set_up(struct run *x)
{
    memset(x, 0, sizeof *x);
    x->family = NK_IPV4;
    x->session = nk_dns_session_new(&x->err);
    x->query = (struct nk_dns_query){
        .question = {fake_name("www.example"), NK_TYPE_A, NK_CLASS_IN},
        .flags = NK_DNS_RD,
        .edns = {.present = true, .udp_size = 1232},
    };
    x->policy = (struct nk_dns_policy){.tries = 1, .try_ms = 2000, .deadline = -1};
    return x;
}

static void tear_down(struct run *x)
{
    nk_dns_reply_release(&x->reply);
    nk_dns_session_free(x->session);
}

static void ask_more(struct run *x, const struct line *lines, size_t count)
{
    fake_start(&x->server, x->family, lines, count);
    int64_t start = nk_clock_ms();
    x->done =
        nk_dns_exchange(x->session, &x->query, &x->server.at, 1, &x->policy, &x->reply, &x->err);
    x->ms = nk_clock_ms() - start;
    x->acts = fake_stop(&x->server);
    assert_true(x->done);
}

#define ask(x, ...)                                          \
    do {                                                     \
        const struct line lines_[] = {__VA_ARGS__};          \
        ask_more(x, lines_, sizeof lines_ / sizeof *lines_); \
    } while (0)

static unsigned rcode_of(const struct run *x)
{
    return nk_dns_message_rcode(x->reply.message.data, x->reply.message.len);
}

/* The faults of the tries, as a word each. */
static void assert_tries(const struct run *x, const char *const *faults)
{
    size_t n = 0;
    for (; faults[n] != NULL; n++) {
        assert_true(n < x->reply.try_count);
        const char *name = nk_dns_fault_name(x->reply.tries[n].fault);
        assert_string_equal(name == NULL ? "good" : name, faults[n]);
    }
    assert_int_equal(x->reply.try_count, n);
}

#define tries(x, ...) assert_tries(x, (const char *const[]){__VA_ARGS__, NULL})

/* ---- UDP --------------------------------------------------------------------- */

static void test_answer(void **state)
{
    (void)state;
    struct run x;
    for (int family = NK_IPV4; family <= NK_IPV6; family += NK_IPV6 - NK_IPV4) {
        set_up(&x);
        x.family = (uint8_t)family;
        ask(&x, {ANSWERS, 0});
        tries(&x, "good");
        assert_int_equal(x.reply.fault, NK_DNS_GOOD);
        assert_int_equal(x.reply.transport, NK_DNS_UDP);
        assert_int_equal(x.reply.message.data[7], 1);
        assert_true(x.reply.time_us > 0 && x.reply.received_at > 1700000000);
        assert_int_equal(x.server.over_tcp, 0);
        tear_down(&x);
    }
}

static void test_forged_is_dropped(void **state)
{
    static const struct {
        enum act act;
        const char *why;
    } rows[] = {
        {OTHER_ID, "another ID"},
        {OTHER_NAME, "another question"},
        {OTHER_TYPE, "another question"},
        {OTHER_CLASS, "another question"},
        {NOT_RESPONSE, "a query, not a response"},
        {OTHER_OPCODE, "another opcode"},
        {TWO_QUESTIONS, "not one question"},
        {EMPTY, "shorter than a header"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run x;
        set_up(&x);
        ask(&x, {rows[i].act, 0}, {rows[i].act, 0}, {ANSWERS, 0});
        tries(&x, "good");
        assert_int_equal(x.reply.tries[0].dropped, 2);
        assert_string_equal(x.reply.tries[0].mismatch, rows[i].why);
        tear_down(&x);
    }
}

/* Nothing but forgeries: no answer, and the time of the try is not stretched. */
static void test_only_forged(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    x.policy.try_ms = 150;
    ask(&x, {OTHER_ID, 0}, {OTHER_NAME, 0}, {NOT_RESPONSE, 0});
    tries(&x, "timeout");
    assert_int_equal(x.reply.tries[0].dropped, 3);
    assert_int_equal(x.reply.message.len, 0);
    assert_true(x.ms >= 140 && x.ms < 1500);
    tear_down(&x);
}

/* The kernel keeps what comes from another port out of a connected socket. */
static void test_other_port(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    ask(&x, {OTHER_PORT, 0}, {ANSWERS, 0});
    tries(&x, "good");
    assert_int_equal(x.reply.tries[0].dropped, 0);
    assert_int_equal(x.acts, 2);
    tear_down(&x);
}

static void test_silence(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    x.policy.tries = 3;
    x.policy.try_ms = 60;
    ask(&x, {SILENT, 0}, {SILENT, 0}, {SILENT, 0});
    tries(&x, "timeout", "timeout", "timeout");
    assert_true(x.ms >= 170 && x.ms < 2000);
    assert_int_equal(x.server.over_udp, 3);
    /* each time from another port, with another ID */
    const uint16_t *ids = x.server.ids, *ports = x.server.ports;
    assert_false(ids[0] == ids[1] && ids[1] == ids[2]);
    assert_false(ports[0] == ports[1] && ports[1] == ports[2]);
    tear_down(&x);
}

static void test_deadline_over_all(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    x.policy.tries = 100;
    x.policy.try_ms = 80;
    x.policy.deadline = nk_clock_ms() + 200;
    ask(&x, {SILENT, 0});
    assert_true(x.ms >= 150 && x.ms < 1500);
    assert_true(x.reply.try_count <= 4);
    tear_down(&x);
}

/* A port where nobody listens: the system says so, and the wait ends at once. */
static void test_refused_by_icmp(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    fake_start(&x.server, NK_IPV4, NULL, 0);
    fake_stop(&x.server);
    x.policy.tries = 2;
    assert_true(nk_dns_exchange(x.session, &x.query, &x.server.at, 1, &x.policy, &x.reply, &x.err));
    tries(&x, "unreachable", "unreachable");
    assert_int_equal(x.reply.tries[0].number, ECONNREFUSED);
    x.policy.tcp = true;
    assert_true(nk_dns_exchange(x.session, &x.query, &x.server.at, 1, &x.policy, &x.reply, &x.err));
    tries(&x, "unreachable", "unreachable");
    assert_int_equal(x.reply.tries[0].number, ECONNREFUSED);
    assert_int_equal(x.reply.tries[0].transport, NK_DNS_TCP);
    tear_down(&x);
}

static void test_source(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    x.policy.source = nk_addr_ipv4(0x7f000002);
    ask(&x, {ANSWERS, 0});
    tries(&x, "good");
    fake_start(&x.server, NK_IPV6, NULL, 0); /* a source of the other family does not get there */
    assert_true(nk_dns_exchange(x.session, &x.query, &x.server.at, 1, &x.policy, &x.reply, &x.err));
    fake_stop(&x.server);
    tries(&x, "unreachable");
    x.policy.source = nk_addr_ipv4(0xc0000201); /* not ours */
    fake_start(&x.server, NK_IPV4, NULL, 0);
    assert_false(
        nk_dns_exchange(x.session, &x.query, &x.server.at, 1, &x.policy, &x.reply, &x.err));
    fake_stop(&x.server);
    assert_int_equal(x.err.code, NK_ERR_SYSTEM);
    assert_non_null(strstr(x.err.text, "cannot ask from 192.0.2.1: "));
    tear_down(&x);
}

static void test_addresses_never_asked(void **state)
{
    static const char *const bad[] = {
        "0.0.0.0", "0.1.2.3",  "224.0.0.251",    "239.1.2.3",       "255.255.255.255",
        "::",      "ff02::fb", "::ffff:0.0.0.0", "::ffff:224.0.0.1"};
    static const char *const good[] = {
        "127.0.0.1", "192.0.2.1",   "223.255.255.255",   "240.0.0.1", "::1",
        "fe80::1",   "2001:db8::1", "::ffff:192.0.2.53", "64:ff9b::1"};
    struct nk_addr a;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(nk_addr_parse(good[i], strlen(good[i]), &a, NULL));
        assert_true(nk_dns_may_ask(&a));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct run x;
        set_up(&x);
        struct nk_dns_server server = {.port = 53};
        x.policy.tries = 3;
        assert_true(nk_addr_parse(bad[i], strlen(bad[i]), &server.addr, NULL));
        assert_true(nk_dns_exchange(x.session, &x.query, &server, 1, &x.policy, &x.reply, &x.err));
        tries(&x, "bad-address");
        tear_down(&x);
    }
}

/* ---- TCP --------------------------------------------------------------------- */

static void test_truncated(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    ask(&x, {TRUNCATES, 0}, {BIG, 0});
    tries(&x, "truncated", "good");
    assert_int_equal(x.reply.transport, NK_DNS_TCP);
    assert_true(x.reply.message.len > 59000);
    x.policy.ignore_tc = true;
    ask(&x, {TRUNCATES, 0});
    tries(&x, "good");
    assert_int_equal(x.reply.message.data[2] & 2, 2);
    tear_down(&x);
}

/* What was truncated and could not be had whole is no answer. */
static void test_truncated_only(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    ask(&x, {TRUNCATES, 0}, {CLOSES, 0});
    tries(&x, "truncated", "closed");
    assert_int_equal(x.reply.message.len, 0);
    ask(&x, {TRUNCATES, 0}, {TRUNCATES, 0}); /* there is no way on from a stream */
    tries(&x, "truncated", "malformed");
    assert_int_equal(x.reply.fault, NK_DNS_MALFORMED);
    tear_down(&x);
}

static void test_tcp(void **state)
{
    (void)state;
    struct run x;
    for (int family = NK_IPV4; family <= NK_IPV6; family += NK_IPV6 - NK_IPV4) {
        set_up(&x);
        x.policy.tcp = true;
        x.family = (uint8_t)family;
        ask(&x, {ANSWERS, 0});
        tries(&x, "good");
        assert_int_equal(x.server.over_udp, 0);
        ask(&x, {DRIPS, 0});
        tries(&x, "good");
        ask(&x, {CUTS, 0});
        tries(&x, "closed");
        ask(&x, {CLOSES, 0});
        tries(&x, "closed");
        ask(&x, {OTHER_ID, 0});
        tries(&x, "malformed");
        assert_string_equal(x.reply.tries[0].mismatch, "another ID");
        assert_int_equal(x.reply.message.len, 0);
        ask(&x, {OTHER_NAME, 0});
        tries(&x, "malformed");
        tear_down(&x);
    }
}

/* One octet at a time is not a way around the deadline. */
static void test_drip_ends(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    x.policy.tcp = true;
    x.policy.try_ms = 150;
    ask(&x, {DRIPS, 20});
    tries(&x, "timeout");
    assert_true(x.ms < 1000);
    tear_down(&x);
}

/* ---- what servers say -------------------------------------------------------- */

static void test_no_edns(void **state)
{
    static const int codes[] = {NK_RCODE_FORMERR, NK_RCODE_NOTIMP};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct run x;
        set_up(&x);
        ask(&x, {CODE_BARE, codes[i]}, {ANSWERS, 0});
        tries(&x, "no-edns", "good");
        struct nk_edns e;
        nk_dns_edns_read(x.server.last, x.server.last_len, &e);
        assert_false(e.present);
        ask(&x, {CODE_BARE, NK_RCODE_FORMERR}, {CODE_BARE, NK_RCODE_FORMERR});
        tries(&x, "no-edns", "good");
        assert_int_equal(rcode_of(&x), NK_RCODE_FORMERR);
        ask(&x, {CODE, NK_RCODE_FORMERR}); /* it knows EDNS, and means what it says */
        tries(&x, "good");
        ask(&x, {NO_QUESTION, NK_RCODE_FORMERR});
        tries(&x, "good");
        tear_down(&x);
    }
}

static void test_version(void **state)
{
    (void)state;
    struct run x;
    struct nk_edns e;
    set_up(&x);
    x.query.edns.version = 7;
    ask(&x, {NO_VERSION, 0}, {ANSWERS, 0});
    tries(&x, "no-edns", "good");
    nk_dns_edns_read(x.server.last, x.server.last_len, &e);
    assert_true(e.present && e.version == 0);
    x.query.keep_version = true;
    ask(&x, {NO_VERSION, 0});
    tries(&x, "good");
    assert_int_equal(rcode_of(&x), NK_RCODE_BADVERS);
    ask(&x, {CODE_BARE, NK_RCODE_FORMERR}, {ANSWERS, 0});
    tries(&x, "no-edns", "good");
    nk_dns_edns_read(x.server.last, x.server.last_len, &e);
    assert_false(e.present);
    tear_down(&x);
}

static void cookie_sent(const struct run *x, struct nk_dns_cookie *c)
{
    struct nk_edns e;
    nk_dns_edns_read(x->server.last, x->server.last_len, &e);
    nk_dns_cookie_read(e.options, e.options_len, c);
}

static void test_cookies(void **state)
{
    (void)state;
    struct run x;
    struct nk_dns_cookie first, second;
    set_up(&x);
    ask(&x, {ANSWERS, 0});
    cookie_sent(&x, &first);
    assert_int_equal(first.len, 0);
    x.query.cookie = true;
    ask(&x, {BAD_COOKIE, 1}, {COOKIE, 2});
    tries(&x, "bad-cookie", "good");
    cookie_sent(&x, &first);
    assert_int_equal(first.len, 16);
    assert_int_equal(first.bytes[15], 1);
    ask(&x, {BAD_COOKIE, 1}, {BAD_COOKIE, 2}, {COOKIE, 3});
    tries(&x, "bad-cookie", "bad-cookie", "good");
    assert_int_equal(x.reply.transport, NK_DNS_TCP);
    cookie_sent(&x, &second); /* of another port: another server */
    assert_memory_not_equal(first.bytes, second.bytes, 8);
    ask(&x, {BAD_COOKIE, 1}, {BAD_COOKIE, 2}, {BAD_COOKIE, 3});
    tries(&x, "bad-cookie", "bad-cookie", "declined");
    assert_int_equal(rcode_of(&x), NK_RCODE_BADCOOKIE);
    ask(&x, {ALIEN_COOKIE, 0}, {COOKIE, 0});
    tries(&x, "good");
    assert_int_equal(x.reply.tries[0].dropped, 1);
    assert_string_equal(x.reply.tries[0].mismatch, "another client's cookie");
    tear_down(&x);
}

/* A cookie that the user chose goes out as it is, and its answers are held against it. */
static void test_cookie_of_the_user(void **state)
{
    static const uint8_t option[] = {0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8};
    (void)state;
    struct run x;
    set_up(&x);
    x.query.edns.options = option;
    x.query.edns.options_len = sizeof option;
    ask(&x, {ALIEN_COOKIE, 0}, {BAD_COOKIE, 0});
    tries(&x, "good");
    assert_int_equal(rcode_of(&x), NK_RCODE_BADCOOKIE);
    assert_int_equal(x.reply.tries[0].dropped, 1);
    tear_down(&x);
}

static void test_padding(void **state)
{
    (void)state;
    struct run x;
    for (unsigned block = 1; block < 600; block += 37) {
        set_up(&x);
        x.query.padding = (uint16_t)block;
        x.query.cookie = true;
        ask(&x, {ANSWERS, 0});
        assert_int_equal(x.server.last_len % block, 0);
        tear_down(&x);
    }
}

/* A refusal is the last resort, the first one stays, and who refused is not asked again. */
static void test_refusals(void **state)
{
    static const struct line first[] = {{CODE, NK_RCODE_SERVFAIL}},
                             second[] = {{CODE, NK_RCODE_REFUSED}}, third[] = {{ANSWERS, 0}};
    (void)state;
    struct run x;
    struct fake_server a, b, c;
    set_up(&x);
    fake_start(&a, NK_IPV4, first, 1);
    fake_start(&b, NK_IPV6, second, 1);
    fake_start(&c, NK_IPV4, third, 1);
    struct nk_dns_server servers[] = {a.at, b.at, c.at};
    x.policy.tries = 3;
    assert_true(nk_dns_exchange(x.session, &x.query, servers, 2, &x.policy, &x.reply, &x.err));
    tries(&x, "declined", "declined");
    assert_int_equal(rcode_of(&x), NK_RCODE_SERVFAIL);
    assert_int_equal(x.reply.fault, NK_DNS_REFUSES);
    assert_int_equal(x.reply.tries[1].number, NK_RCODE_REFUSED);
    assert_int_equal(x.reply.server, 0);
    a.next = b.next = 0;
    assert_true(nk_dns_exchange(x.session, &x.query, servers, 3, &x.policy, &x.reply, &x.err));
    tries(&x, "declined", "declined", "good");
    assert_int_equal(rcode_of(&x), NK_RCODE_NOERROR);
    assert_int_equal(x.reply.fault, NK_DNS_GOOD);
    assert_int_equal(x.reply.server, 2);
    fake_stop(&a);
    fake_stop(&b);
    fake_stop(&c);
    tear_down(&x);
}

static void test_damaged(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    ask(&x, {DAMAGED, 0});
    tries(&x, "malformed");
    assert_int_equal(x.reply.fault, NK_DNS_MALFORMED);
    assert_true(x.reply.message.len > 0);
    assert_non_null(x.reply.tries[0].mismatch);
    x.policy.tries = 2;
    ask(&x, {DAMAGED, 0}, {ANSWERS, 0});
    tries(&x, "malformed", "good");
    assert_int_equal(x.reply.fault, NK_DNS_GOOD);
    tear_down(&x);
}

/* A signal is no answer and no end: the clock goes on. */
static void on_signal(int number)
{
    (void)number;
}

static void test_signals(void **state)
{
    (void)state;
    struct run x;
    struct sigaction act = {.sa_handler = on_signal};
    struct itimerval every = {{0, 5000}, {0, 5000}}, never = {{0, 0}, {0, 0}};
    sigaction(SIGALRM, &act, NULL);
    set_up(&x);
    x.policy.try_ms = 150;
    setitimer(ITIMER_REAL, &every, NULL);
    ask(&x, {SILENT, 0});
    tries(&x, "timeout");
    assert_true(x.ms >= 140);
    x.policy.tcp = true;
    x.policy.try_ms = 5000;
    ask(&x, {DRIPS, 1});
    tries(&x, "good");
    setitimer(ITIMER_REAL, &never, NULL);
    tear_down(&x);
}

static void test_not_there_yet(void **state)
{
    (void)state;
    struct run x;
    set_up(&x);
    struct nk_dns_server server = {nk_addr_ipv4(0x7f000001), 853, NK_DNS_TLS, NULL, NULL};
    assert_false(nk_dns_exchange(x.session, &x.query, &server, 1, &x.policy, &x.reply, &x.err));
    assert_int_equal(x.err.code, NK_ERR_INPUT);
    assert_string_equal(x.err.text, "tls is not available in this build yet");
    tear_down(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answer),
        cmocka_unit_test(test_forged_is_dropped),
        cmocka_unit_test(test_only_forged),
        cmocka_unit_test(test_other_port),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_deadline_over_all),
        cmocka_unit_test(test_refused_by_icmp),
        cmocka_unit_test(test_source),
        cmocka_unit_test(test_addresses_never_asked),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_truncated_only),
        cmocka_unit_test(test_tcp),
        cmocka_unit_test(test_drip_ends),
        cmocka_unit_test(test_no_edns),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_cookies),
        cmocka_unit_test(test_cookie_of_the_user),
        cmocka_unit_test(test_padding),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_signals),
        cmocka_unit_test(test_not_there_yet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
