/* Messages: what is malformed, EDNS and its options, truncation, odd servers. */
#include "ask.h"

#define EXAMPLE "127.53.10.1"
#define WWW     "!www.example.test. 300 A 192.0.2.80\n"

static void expect_bytes(const char *server, const void *bytes, size_t len, const char *want)
{
    struct nk_buf out = {0};
    add_answer(&out, server, bytes, len, false);
    if (strcmp(out.data, want) != 0)
        fail_msg("%swanted:\n%s", out.data, want);
    nk_buf_release(&out);
}

static void test_malformed(void **state)
{
    uint8_t query[512];
    const struct how how = {.flags = NK_DNS_RD};
    size_t len = write_query(query, sizeof query, "www.example.test", NK_TYPE_A, &how);
    (void)state;
    expect_bytes(EXAMPLE, query, len, "NOERROR aa rd\n" WWW);
    /* what is shorter than a header has no answer */
    for (size_t i = 0; i < NK_DNS_HEADER_LEN; i++)
        expect_bytes(EXAMPLE, query, i, "");
    for (size_t i = NK_DNS_HEADER_LEN; i < len; i++)
        expect_bytes(EXAMPLE, query, i, "FORMERR rd\n");
    query[len] = 0;
    expect_bytes(EXAMPLE, query, len + 1, "FORMERR rd\n");
    /* an answer is not answered, or two servers would go on for ever */
    query[2] |= 0x80;
    expect_bytes(EXAMPLE, query, len, "");
    /* NOTIFY, UPDATE and what has no name */
    for (unsigned opcode = 1; opcode < 16; opcode++) {
        query[2] = (uint8_t)(opcode << 3);
        expect_bytes(EXAMPLE, query, len, "NOTIMP\n");
    }
    query[2] = 0;
    query[5] = 2;
    expect_bytes(EXAMPLE, query, len, "FORMERR\n");
    query[5] = 0;
    expect_bytes(EXAMPLE, query, NK_DNS_HEADER_LEN, "FORMERR\n");
}

static void test_types_and_classes(void **state)
{
    (void)state;
    expect(EXAMPLE, "example.test", NK_TYPE_OPT, "FORMERR\n");
    expect(EXAMPLE, "example.test", 253, "NOTIMP\n");
    expect_how(EXAMPLE, "www.example.test", NK_TYPE_A, (struct how){.class = NK_CLASS_ANY},
               "REFUSED\n");
    expect_how(EXAMPLE, "ID.server", NK_TYPE_TXT, (struct how){.class = NK_CLASS_CH},
               "NOERROR aa\n!ID.server. 0 TXT \"ns1.example.test\"\n");
    expect_how(EXAMPLE, "version.bind", NK_TYPE_TXT, (struct how){.class = NK_CLASS_CH},
               "NOERROR aa\n!version.bind. 0 TXT \"netkit lab\"\n");
    expect_how(EXAMPLE, "version.bind", NK_TYPE_A, (struct how){.class = NK_CLASS_CH},
               "NOERROR aa\n");
    expect_how(EXAMPLE, "www.example.test", NK_TYPE_TXT, (struct how){.class = NK_CLASS_CH},
               "REFUSED\n");
}

static void test_edns(void **state)
{
    static const uint8_t nsid[] = {0, 3, 0, 0, 0, 3, 0, 0}, broken[] = {0, 3, 0, 9},
                         unknown[] = {0xff, 0, 0, 1, 7};
    (void)state;
    expect_how(EXAMPLE, "www.example.test", NK_TYPE_A, (struct how){.udp_size = 4096},
               "NOERROR aa\n" WWW "+OPT 1232\n");
    expect_how(EXAMPLE, "www.example.test", NK_TYPE_A,
               (struct how){.udp_size = 512, .dnssec_ok = true},
               "NOERROR aa\n" WWW "+OPT 1232 do\n");
    expect_how(EXAMPLE, "www.example.test", NK_TYPE_A, (struct how){.udp_size = 512, .version = 1},
               "BADVERS\n+OPT 1232\n");
    expect_how(EXAMPLE, "www.example.test", NK_TYPE_A,
               (struct how){.udp_size = 512, .options = nsid, .options_len = sizeof nsid},
               "NOERROR aa\n" WWW "+OPT 1232 000300106e73312e6578616d706c652e74657374\n");
    expect_how(EXAMPLE, "www.example.test", NK_TYPE_A,
               (struct how){.udp_size = 512, .options = unknown, .options_len = sizeof unknown},
               "NOERROR aa\n" WWW "+OPT 1232\n");
    expect_how(EXAMPLE, "www.example.test", NK_TYPE_A,
               (struct how){.udp_size = 512, .options = broken, .options_len = sizeof broken},
               "FORMERR\n+OPT 1232\n");
    /* REFUSED, and why: RFC 8914, 20 */
    expect_how("127.53.12.1", "www.lame.test", NK_TYPE_A, (struct how){.udp_size = 512},
               "REFUSED\n+OPT 1232 000f00020014\n");
}

static void test_two_opts(void **state)
{
    uint8_t query[512];
    struct nk_dns_writer w;
    struct nk_name n = name("www.example.test");
    (void)state;
    nk_dns_writer_init(&w, query, sizeof query, 0xabcd, 0);
    nk_dns_put_question(&w, &n, NK_TYPE_A, NK_CLASS_IN);
    nk_dns_put_edns(&w, &(struct nk_edns){.udp_size = 512});
    nk_dns_put_edns(&w, &(struct nk_edns){.udp_size = 512});
    expect_bytes(EXAMPLE, query, w.len, "FORMERR\n+OPT 1232\n");
}

/* The cookie that a server sends back is good the next time (RFC 7873). */
static void test_cookies(void **state)
{
    uint8_t option[20] = {0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8}, query[512];
    struct how how = {.udp_size = 512, .options = option, .options_len = 12};
    struct nk_buf answer = {0};
    struct nk_edns edns;
    (void)state;
    size_t len = write_query(query, sizeof query, "www.cookies.test", NK_TYPE_A, &how);
    nk_lab_answer(host_at("127.53.22.1"), query, len, false, &answer);
    assert_int_equal(nk_dns_message_rcode(answer.data, answer.len), NK_RCODE_BADCOOKIE);
    nk_dns_edns_read(answer.data, answer.len, &edns);
    assert_int_equal(edns.options_len, 20);
    memcpy(option, edns.options, 20);
    how.options_len = 20;
    len = write_query(query, sizeof query, "www.cookies.test", NK_TYPE_A, &how);
    nk_buf_clear(&answer);
    nk_lab_answer(host_at("127.53.22.1"), query, len, false, &answer);
    assert_int_equal(nk_dns_message_rcode(answer.data, answer.len), NK_RCODE_NOERROR);
    option[19] ^= 1;
    len = write_query(query, sizeof query, "www.cookies.test", NK_TYPE_A, &how);
    nk_buf_clear(&answer);
    nk_lab_answer(host_at("127.53.22.1"), query, len, false, &answer);
    assert_int_equal(nk_dns_message_rcode(answer.data, answer.len), NK_RCODE_BADCOOKIE);
    /* others take any */
    nk_buf_clear(&answer);
    nk_lab_answer(host_at("127.53.1.1"), query, len, false, &answer);
    assert_int_equal(nk_dns_message_rcode(answer.data, answer.len), NK_RCODE_NOERROR);
    nk_buf_release(&answer);
    /* a cookie of 7 octets is malformed */
    option[3] = 7;
    expect_how("127.53.22.1", "www.cookies.test", NK_TYPE_A,
               (struct how){.udp_size = 512, .options = option, .options_len = 11},
               "FORMERR\n+OPT 1232\n");
}

static size_t answer_size(const char *of, uint16_t type, const struct how *how)
{
    uint8_t query[512];
    struct nk_buf answer = {0};
    size_t len = write_query(query, sizeof query, of, type, how);
    nk_lab_answer(host_at(EXAMPLE), query, len, how->tcp, &answer);
    size_t size = answer.len;
    nk_buf_release(&answer);
    return size;
}

static void test_truncation(void **state)
{
    const struct how tcp = {.tcp = true}, wide = {.udp_size = 1232};
    (void)state;
    expect(EXAMPLE, "many.example.test", NK_TYPE_A, "NOERROR aa tc\n");
    expect_how(EXAMPLE, "many.example.test", NK_TYPE_A, (struct how){.udp_size = 600},
               "NOERROR aa tc\n+OPT 1232\n");
    /* a size below 512 is 512 (RFC 6891 6.2.3) */
    expect_how(EXAMPLE, "www.example.test", NK_TYPE_A, (struct how){.udp_size = 10},
               "NOERROR aa\n" WWW "+OPT 1232\n");
    assert_in_range(answer_size("many.example.test", NK_TYPE_A, &wide), 600, 1232);
    /* more than the servers send over UDP, whatever is announced */
    expect_how(EXAMPLE, "big.example.test", NK_TYPE_TXT, (struct how){.udp_size = 65535},
               "NOERROR aa tc\n+OPT 1232\n");
    assert_true(answer_size("big.example.test", NK_TYPE_TXT, &tcp) > 1232);
}

static void test_odd_servers(void **state)
{
    (void)state;
    expect("127.53.12.2", "www.lame.test", NK_TYPE_A,
           "NOERROR\n!www.lame.test. 3600 A 203.0.113.12\n");
    expect("127.53.12.6", "www.hopeless.test", NK_TYPE_A, "SERVFAIL\n");
    expect("127.53.13.3", "www.silent.test", NK_TYPE_A, "");
    expect("127.53.13.1", "www.dead.test", NK_TYPE_A, "");
    expect_how("127.53.21.1", "www.old.test", NK_TYPE_A, (struct how){.udp_size = 1232},
               "FORMERR\n");
    expect("127.53.21.1", "www.old.test", NK_TYPE_A,
           "NOERROR aa\n!www.old.test. 3600 A 203.0.113.21\n");
}

/* Every query with one octet changed gets an answer that can be read, or none. */
static void test_changed_octets(void **state)
{
    static const uint8_t options[] = {0, 3, 0, 0, 0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8};
    const struct how how = {.udp_size = 1232, .options = options, .options_len = sizeof options};
    uint8_t query[512];
    size_t len = write_query(query, sizeof query, "x.before.example.test", NK_TYPE_A, &how);
    (void)state;
    for (size_t i = 2; i < len; i++)
        for (unsigned value = 0; value < 256; value++) {
            uint8_t before = query[i];
            struct nk_buf out = {0};
            query[i] = (uint8_t)value;
            add_answer(&out, value % 2 == 0 ? EXAMPLE : "127.53.0.53", query, len, value % 3 == 0);
            query[i] = before;
            nk_buf_release(&out);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_malformed),   cmocka_unit_test(test_types_and_classes),
        cmocka_unit_test(test_edns),        cmocka_unit_test(test_two_opts),
        cmocka_unit_test(test_cookies),     cmocka_unit_test(test_truncation),
        cmocka_unit_test(test_odd_servers), cmocka_unit_test(test_changed_octets),
    };
    return cmocka_run_group_tests(tests, build_lab, release_lab);
}
