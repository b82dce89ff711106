#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/words.h"
#include "cli/dns.h"
#include "cli/dns_options.h"
#include "cli/dns_world.h"
#include "cli/frame.h"

/* A command line of `dns query`, read as the verb reads it. */
struct run {
    struct nk_out out, err;
    struct nk_ctx ctx;
    struct nk_args args;
    struct nk_dns_options o;
    struct nk_dns_words w;
    char err_buffer[4096];
    char **words;
    bool done;
};

static struct run *begin(const char *line)
{
    static struct run x;
    size_t count;
    x = (struct run){.done = false};
    nk_out_init(&x.out, -1, false);
    nk_out_init_fixed(&x.err, -1, x.err_buffer, sizeof x.err_buffer);
    x.ctx = (struct nk_ctx){.in_fd = -1, .out = &x.out, .err = &x.err, .args = &x.args};
    assert_true(nk_words_split(line, strlen(line), &x.words, NULL, &count, NULL));
    x.args.command = nk_command_find("dns");
    x.args.verb = &nk_dns_query_verb;
    assert_true(nk_args_parse(&x.ctx, &x.args, (int)count, (const char *const *)x.words));
    x.done = nk_dns_options_init(&x.o, &x.ctx, &x.args, 10000) && nk_dns_words_read(&x.o, &x.w);
    return &x;
}

static void end(struct run *x)
{
    nk_dns_options_release(&x->o);
    nk_args_release(&x->args);
    nk_out_release(&x->out);
    nk_out_release(&x->err);
    free(x->words);
}

/* The query of a command line in hexadecimal, behind ID and question. */
static const char *sent(const char *line)
{
    static char hex[2048];
    uint8_t bytes[1024];
    struct run *x = begin(line);
    assert_true(x->done);
    x->o.query.question = (struct nk_dns_question){nk_name_root(), NK_TYPE_A, x->w.class};
    size_t len = nk_dns_query_write(&x->o.query, 0, bytes, sizeof bytes);
    assert_true(len >= 17);
    size_t n = (size_t)snprintf(hex, sizeof hex, "%02x%02x", bytes[2], bytes[3]);
    for (size_t i = 17; i < len; i++)
        n += (size_t)snprintf(hex + n, sizeof hex - n, "%s%02x", i == 17 ? " " : "", bytes[i]);
    end(x);
    return hex;
}

#define OPT "00002904d0"

static void test_queries(void **state)
{
    static const struct {
        const char *line, *hex;
    } rows[] = {
        {"a.b", "0100 " OPT "000000000000"},
        {"a.b --no-recurse", "0000 " OPT "000000000000"},
        {"a.b +norec", "0000 " OPT "000000000000"},
        {"a.b +norecurse +rdflag", "0100 " OPT "000000000000"},
        {"a.b --cd", "0110 " OPT "000000000000"},
        {"a.b +cd +adflag +aaflag +zflag +tcflag +raflag", "07f0 " OPT "000000000000"},
        {"a.b +cdflag +nocd", "0100 " OPT "000000000000"},
        {"a.b +opcode=4", "2100 " OPT "000000000000"},
        {"a.b --dnssec", "0100 " OPT "000080000000"},
        {"a.b +do", "0100 " OPT "000080000000"},
        {"a.b +dnssec +nodnssec", "0100 " OPT "000000000000"},
        {"a.b --no-edns", "0100"},
        {"a.b +noedns", "0100"},
        {"a.b +noedns +dnssec", "0100 " OPT "000080000000"},
        {"a.b --edns-version 1", "0100 " OPT "000100000000"},
        {"a.b +edns=255", "0100 " OPT "00ff00000000"},
        {"a.b +edns", "0100 " OPT "000000000000"},
        {"a.b --bufsize 4096", "0100 0000291000000000000000"},
        {"a.b +bufsize=512", "0100 0000290200000000000000"},
        {"a.b --nsid", "0100 " OPT "000000000004"
                       "00030000"},
        {"a.b +nsid +nsid", "0100 " OPT "000000000004"
                            "00030000"},
        {"a.b +expire +keepalive", "0100 " OPT "000000000008"
                                   "00090000000b0000"},
        {"a.b +expire +noexpire", "0100 " OPT "000000000000"},
        {"a.b +nsid +nonsid", "0100 " OPT "000000000000"},
        {"a.b --subnet 192.0.2.77/24", "0100 " OPT "00000000000b"
                                       "0008000700011800c00002"},
        {"a.b +subnet=2001:db8::/32", "0100 " OPT "00000000000c"
                                      "000800080002200020010db8"},
        {"a.b +subnet=0", "0100 " OPT "000000000008"
                          "0008000400010000"},
        {"a.b +subnet=192.0.2.0/25 +nosubnet", "0100 " OPT "000000000000"},
        {"a.b --cookie=0102030405060708", "0100 " OPT "00000000000c"
                                          "000a00080102030405060708"},
        {"a.b +cookie=0102030405060708 +nocookie", "0100 " OPT "000000000000"},
        {"a.b --ednsopt 65001:beef --ednsopt 65002", "0100 " OPT "00000000000a"
                                                     "fde90002beeffdea0000"},
        {"a.b +ednsopt=65001:be +noednsopt", "0100 " OPT "000000000000"},
        {"a.b --nsid --subnet 192.0.2.0/24 --ednsopt 65001", "0100 " OPT "000000000013"
                                                             "00030000"
                                                             "0008000700011800c00002"
                                                             "fde90000"},
        {"a.b --padding 48", "0100 " OPT "000000000014"
                             "000c001000000000000000000000000000000000"},
        {"a.b +padding=0", "0100 " OPT "000000000000"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(sent(rows[i].line), rows[i].hex);
}

static void test_cookie_of_the_session(void **state)
{
    (void)state;
    struct run *x = begin("a.b --cookie");
    assert_true(x->done && x->o.query.cookie && x->o.cookie == NULL);
    assert_int_equal(x->o.query.edns.options_len, 0);
    end(x);
    x = begin("--cookie a.b"); /* the next word is none of it */
    assert_string_equal(x->w.name, "a.b");
    end(x);
    x = begin("a.b +cookie");
    assert_true(x->done && x->o.query.cookie);
    end(x);
    x = begin("a.b --cookie +nocookie");
    assert_false(x->o.query.cookie);
    end(x);
}

/* The operands: name, types, class, servers. */
static void test_words(void **state)
{
    static const struct {
        const char *line, *name, *types;
        unsigned class, servers;
    } rows[] = {
        {"www.example", "www.example", "", 1, 0},
        {"www.example MX", "www.example", "15", 1, 0},
        {"mx www.example", "www.example", "15", 1, 0},
        {"aaaa in a www.example @192.0.2.1 TYPE65534", "www.example", "28 1 65534", 1, 1},
        {"@a @b www TXT CH @c", "www", "16", 3, 3},
        {"www any class7", "www", "255", 7, 0},
        {"www a A TYPE1", "www", "1", 1, 0},
        {"-q mx", "mx", "", 1, 0},
        {"-q mx -t mx -t ns -c hs", "mx", "15 2", 4, 0},
        {"-x 192.0.2.1", "192.0.2.1", "12", 1, 0},
        {"-x 192.0.2.1 soa", "192.0.2.1", "6", 1, 0},
        {"- mx", NULL, "15", 1, 0},
        {".", ".", "", 1, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char types[64] = "";
        struct run *x = begin(rows[i].line);
        assert_true(x->done);
        if (rows[i].name == NULL)
            assert_null(x->w.name);
        else
            assert_string_equal(x->w.name, rows[i].name);
        for (size_t j = 0; j < x->w.type_count; j++)
            snprintf(types + strlen(types), sizeof types - strlen(types), "%s%u", j == 0 ? "" : " ",
                     x->w.types[j]);
        assert_string_equal(types, rows[i].types);
        assert_int_equal(x->w.class, rows[i].class);
        assert_int_equal(x->o.server_words_count, rows[i].servers);
        end(x);
    }
}

static void test_policy(void **state)
{
    (void)state;
    struct run *x = begin("a.b");
    assert_int_equal(x->o.policy.tries, 3);
    assert_int_equal(x->o.policy.try_ms, 3000);
    assert_int_equal(x->o.timeout_ms, 10000);
    assert_false(x->o.policy.tcp || x->o.policy.ignore_tc || x->o.search || x->o.trace);
    assert_true(x->o.idn);
    end(x);
    x = begin("a.b --tries 5 --try-timeout 250ms --timeout 1s --tcp --ignore-tc --search --no-idn "
              "-b 192.0.2.1#99");
    assert_int_equal(x->o.policy.tries, 5);
    assert_int_equal(x->o.policy.try_ms, 250);
    assert_int_equal(x->o.timeout_ms, 1000);
    assert_true(x->o.policy.tcp && x->o.policy.ignore_tc && x->o.search && !x->o.idn);
    assert_int_equal(x->o.policy.source.lo, 0xc0000201);
    assert_int_equal(x->o.policy.source_port, 99);
    end(x);
    x = begin("a.b +retry=4 +time=7 +vc +ignore +search +noidn +trace +noednsneg");
    assert_int_equal(x->o.policy.tries, 5);
    assert_int_equal(x->o.policy.try_ms, 7000);
    assert_true(x->o.policy.tcp && x->o.policy.ignore_tc && x->o.search && !x->o.idn);
    assert_true(x->o.trace && x->o.query.keep_version);
    end(x);
    x = begin("a.b +noall +answer +stats +short");
    assert_int_equal(x->o.parts, NK_SHOW_ANSWER | NK_SHOW_STATS);
    assert_true(x->o.brief);
    end(x);
    x = begin("a.b +nocomments +nocmd +keepopen");
    assert_int_equal(x->o.parts, NK_SHOW_ALL & ~NK_SHOW_COMMENTS);
    end(x);
}

/* The servers as text, one behind the other. */
static const char *servers(struct run *x)
{
    static char text[1024];
    struct nk_buf b = {0};
    assert_true(x->done && nk_dns_options_ready(&x->o));
    for (size_t i = 0; i < x->o.server_count; i++) {
        nk_buf_add_text(&b, i == 0 ? "" : " ");
        nk_dns_server_text(&b, &x->o.servers[i]);
        nk_buf_printf(&b, "/%s", nk_transport_name(x->o.servers[i].transport));
    }
    nk_buf_add_byte(&b, '\0');
    snprintf(text, sizeof text, "%s", b.data);
    nk_buf_release(&b);
    end(x);
    return text;
}

static void test_servers(void **state)
{
    (void)state;
    assert_string_equal(servers(begin("a @192.0.2.1 @2001:db8::1#54 @[::1]:99")),
                        "192.0.2.1#53/udp 2001:db8::1#54/udp ::1#99/udp");
    assert_string_equal(servers(begin("a @192.0.2.1 @192.0.2.2#54 -p 5300")),
                        "192.0.2.1#5300/udp 192.0.2.2#54/udp");
    assert_string_equal(servers(begin("a @tcp://192.0.2.1")), "192.0.2.1#53/tcp");
    /* a lab has a port and resolvers of its own */
    const struct nk_addr resolvers[] = {nk_addr_ipv4(0x7f350035), nk_addr_ipv6(0, 1)};
    const struct nk_dns_world world = {
        .port = 5399, .resolvers = resolvers, .resolver_count = 2, .name = "lab"};
    struct run *x = begin("a");
    x->ctx.dns_world = &world;
    assert_string_equal(servers(x), "127.53.0.53#5399/udp ::1#5399/udp");
    x = begin("a -6");
    x->ctx.dns_world = &world;
    assert_string_equal(servers(x), "::1#5399/udp");
    x = begin("a @192.0.2.1 @192.0.2.2#53");
    x->ctx.dns_world = &world;
    assert_string_equal(servers(x), "192.0.2.1#5399/udp 192.0.2.2#53/udp");
}

static void test_absolute(void **state)
{
    (void)state;
    assert_true(nk_dns_name_is_absolute("a."));
    assert_true(nk_dns_name_is_absolute("."));
    assert_true(nk_dns_name_is_absolute("a\\\\."));
    assert_false(nk_dns_name_is_absolute("a\\."));
    assert_false(nk_dns_name_is_absolute("\\\\\\."));
    assert_false(nk_dns_name_is_absolute("a"));
    assert_false(nk_dns_name_is_absolute(""));
}

static void test_habits(void **state)
{
    static const char *const habits[] = {"+short", "mx", "AAAA", "TYPE7", "ch", "IN"};
    static const char *const others[] = {"www", "query", "", "TYPE", "-x", "TYPE70000"};
    (void)state;
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        assert_true(nk_dns_is_habit(habits[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(nk_dns_is_habit(others[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queries), cmocka_unit_test(test_cookie_of_the_session),
        cmocka_unit_test(test_words),   cmocka_unit_test(test_policy),
        cmocka_unit_test(test_servers), cmocka_unit_test(test_absolute),
        cmocka_unit_test(test_habits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
