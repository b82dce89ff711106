#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/relevant.h"
#include "message.h"

#define QUESTION(name, type) ";" name " IN " type "\n;; ANSWER\n"

/* `marks` has a '+' for each record that follows and a '-' for each that does not. */
static void check(const char *text, const char *marks, unsigned found, enum nk_dns_outcome outcome)
{
    struct message *m = message(text);
    struct nk_relevant v;
    nk_relevant_init(&v, m->bytes, m->len, NULL);
    assert_int_equal(v.records, strlen(marks));
    for (size_t i = 0; i < v.records; i++)
        if (nk_relevant_has(&v, i) != (marks[i] == '+'))
            fail_msg("record %zu of:\n%s", i, text);
    assert_int_equal(v.found, found);
    assert_string_equal(nk_dns_outcome_name(nk_dns_outcome(m->bytes, m->len, NULL)),
                        nk_dns_outcome_name(outcome));
}

static void test_names_and_types(void **state)
{
    (void)state;
    check(QUESTION("a.example.", "A") "A.Example. 1 A 192.0.2.1\n"
                                      "b.example. 1 A 192.0.2.2\n"
                                      "a.example. 1 AAAA 2001:db8::1\n"
                                      "a.example. 1 HS A 192.0.2.3\n",
          "+---", 1, NK_OUTCOME_FOUND);
    check(QUESTION("a.example.", "ANY") "a.example. 1 A 192.0.2.1\n"
                                        "a.example. 1 CNAME b.example.\n"
                                        "b.example. 1 A 192.0.2.2\n",
          "++-", 2, NK_OUTCOME_FOUND);
    check(QUESTION("a.example.", "CNAME") "a.example. 1 CNAME b.example.\n"
                                          "b.example. 1 A 192.0.2.2\n",
          "+-", 1, NK_OUTCOME_FOUND);
    check(QUESTION("a.example.", "MAILB") "a.example. 1 MG b.example.\na.example. 1 MX 1 b.\n",
          "+-", 1, NK_OUTCOME_FOUND);
    check(QUESTION("a.example.", "AXFR") "a.example. 1 A 192.0.2.1\nb. 1 A 192.0.2.2\n", "++", 2,
          NK_OUTCOME_FOUND);
    check(QUESTION("a.example.", "A") "b.example. 1 A 192.0.2.2\n", "-", 0, NK_OUTCOME_NO_DATA);
    check(";; ANSWER\nb.example. 1 A 192.0.2.2\n", "+", 1, NK_OUTCOME_FOUND); /* nothing asked */
    check(";a. ANY A\n;; ANSWER\na. 1 HS A 192.0.2.2\n", "+", 1, NK_OUTCOME_FOUND);
}

static void test_aliases(void **state)
{
    struct nk_relevant v;
    struct nk_name c;
    (void)state;
    check(QUESTION("a.", "A") "a. 1 CNAME b.\nb. 1 CNAME c.\nc. 1 A 192.0.2.1\n", "+++", 1,
          NK_OUTCOME_FOUND);
    /* in any order */
    check(QUESTION("a.", "A") "c. 1 A 192.0.2.1\nb. 1 CNAME c.\na. 1 CNAME b.\nd. 1 CNAME a.\n",
          "+++-", 1, NK_OUTCOME_FOUND);
    struct message *m = message(QUESTION("a.", "A") "a. 1 CNAME b.\nb. 1 CNAME c.\n");
    nk_relevant_init(&v, m->bytes, m->len, NULL);
    nk_name_parse("c.", 2, NULL, &c, NULL);
    assert_int_equal(v.links, 2);
    assert_true(nk_name_equal(&v.end, &c));
    assert_null(v.broken);
    /* an alias alone is no data */
    check(QUESTION("a.", "A") "a. 1 CNAME b.\n", "+", 0, NK_OUTCOME_NO_DATA);
    /* the first of two counts */
    check(QUESTION("a.", "A") "a. 1 CNAME b.\na. 1 CNAME c.\nb. 1 A 192.0.2.1\nc. 1 A 192.0.2.2\n",
          "+++-", 1, NK_OUTCOME_FOUND);
}

static void test_loops(void **state)
{
    struct nk_buf text = {0};
    struct nk_relevant v;
    (void)state;
    struct message *m = message(QUESTION("a.", "A") "a. 1 CNAME b.\nb. 1 CNAME a.\n");
    nk_relevant_init(&v, m->bytes, m->len, NULL);
    assert_int_equal(v.related, 2);
    assert_non_null(strstr(v.broken, "circle"));
    m = message(QUESTION("a.b.", "A") "b. 1 DNAME b.b.\n");
    nk_relevant_init(&v, m->bytes, m->len, NULL);
    assert_int_equal(v.related, 1);
    assert_non_null(strstr(v.broken, "32"));
    nk_buf_add_text(&text, QUESTION("n0.", "A"));
    for (unsigned i = 0; i < 40; i++)
        nk_buf_printf(&text, "n%u. 1 CNAME n%u.\n", i, i + 1);
    nk_buf_add_byte(&text, '\0');
    m = message(text.data);
    nk_relevant_init(&v, m->bytes, m->len, NULL);
    assert_int_equal(v.links, NK_RELEVANT_LINKS_MAX);
    assert_int_equal(v.related, NK_RELEVANT_LINKS_MAX + 1);
    assert_non_null(strstr(v.broken, "32"));
    nk_buf_release(&text);
    check(QUESTION("a.", "A") "a. 1 CNAME b.\nb. 1 CNAME a.\n", "++", 0, NK_OUTCOME_MALFORMED);
    /* beside an alias there is nothing else, wherever it stands */
    check(QUESTION("a.", "A") "a. 1 A 192.0.2.1\na. 1 CNAME a.\na. 1 A 192.0.2.2\n", "-+-", 0,
          NK_OUTCOME_MALFORMED);
    check(QUESTION("a.", "A") "a. 1 A 192.0.2.1\na. 1 CNAME b.\nb. 1 A 192.0.2.2\n", "-++", 1,
          NK_OUTCOME_FOUND);
}

static void test_dname(void **state)
{
    (void)state;
    check(QUESTION("w.a.", "A") "a. 1 DNAME b.\nw.a. 1 CNAME w.b.\nw.b. 1 A 192.0.2.1\n", "+++", 1,
          NK_OUTCOME_FOUND);
    check(QUESTION("w.a.", "A") "a. 1 DNAME b.\nw.b. 1 A 192.0.2.1\n", "++", 1, NK_OUTCOME_FOUND);
    /* a DNAME is for what is below its owner, not for the owner, nor for other names */
    check(QUESTION("a.", "A") "a. 1 DNAME b.\nb. 1 A 192.0.2.1\n", "--", 0, NK_OUTCOME_NO_DATA);
    check(QUESTION("w.a.", "A") "c. 1 DNAME b.\n", "-", 0, NK_OUTCOME_NO_DATA);
    check(QUESTION("a.", "DNAME") "a. 1 DNAME b.\n", "+", 1, NK_OUTCOME_FOUND);
    check(QUESTION("w.a.", "CNAME") "a. 1 DNAME b.\nw.a. 1 CNAME w.b.\n", "++", 1,
          NK_OUTCOME_FOUND);
}

#define RRSIG(type) "RRSIG " type " 13 1 60 20300101000000 20200101000000 1 a. AAAA\n"

static void test_signatures(void **state)
{
    (void)state;
    check(QUESTION("a.", "A") "a. 1 CNAME b.\na. 1 " RRSIG(
              "CNAME") "b. 1 A 192.0.2.1\n"
                       "b. 1 " RRSIG("A") "b. 1 " RRSIG("MX") "c. 1 " RRSIG("A"),
          "++++--", 1, NK_OUTCOME_FOUND);
    check(QUESTION("w.a.", "A") "a. 1 DNAME b.\na. 1 " RRSIG("DNAME") "w.b. 1 A 192.0.2.1\n", "+++",
          1, NK_OUTCOME_FOUND);
    check(QUESTION("a.", "RRSIG") "a. 1 " RRSIG("MX"), "+", 1, NK_OUTCOME_FOUND);
    check(QUESTION("a.", "A") "a. 1 " RRSIG("A"), "+", 0, NK_OUTCOME_NO_DATA);
}

static void test_outcomes(void **state)
{
    (void)state;
    check(";; status: NXDOMAIN\n" QUESTION("a.", "A") "a. 1 CNAME b.\n", "+", 0,
          NK_OUTCOME_NXDOMAIN);
    /* with an error there are no data, whatever is said, and no aliases but for those of two */
    check(";; status: NXDOMAIN\n" QUESTION("a.", "A") "a. 1 CNAME b.\nb. 1 A 192.0.2.1\n", "+-", 0,
          NK_OUTCOME_NXDOMAIN);
    check(";; status: SERVFAIL\n" QUESTION("a.", "A") "a. 1 CNAME b.\nb. 1 A 192.0.2.1\n", "--", 0,
          NK_OUTCOME_REFUSED);
    check(";; status: YXDOMAIN\n" QUESTION("w.a.", "A") "a. 1 DNAME b.\nw.b. 1 A 192.0.2.1\n", "+-",
          0, NK_OUTCOME_REFUSED);
    check(";; status: SERVFAIL\n;a. IN A\n", "", 0, NK_OUTCOME_REFUSED);
    check(";; status: BADVERS\n;a. IN A\n", "", 0, NK_OUTCOME_REFUSED);
    check(";; flags: qr tc\n;a. IN A\n", "", 0, NK_OUTCOME_TRUNCATED);
    check(";; flags: qr tc\n" QUESTION("a.", "A") "a. 1 A 192.0.2.1\n", "+", 1, NK_OUTCOME_FOUND);
    check(";w.a. IN A\n;; AUTHORITY\na. 1 NS ns.a.\n", "", 0, NK_OUTCOME_REFERRAL);
    check(";; flags: qr aa\n;w.a. IN A\n;; AUTHORITY\na. 1 NS ns.a.\n", "", 0, NK_OUTCOME_NO_DATA);
    check(";w.a. IN A\n;; AUTHORITY\na. 1 NS ns.a.\na. 1 SOA a. a. 1 2 3 4 5\n", "", 0,
          NK_OUTCOME_NO_DATA);
}

/* What is wrong anywhere makes the message malformed, but for EDNS options. */
static void test_malformed(void **state)
{
    size_t bad_at = 0;
    struct nk_relevant v;
    (void)state;
    struct message *m = message(QUESTION("a.", "A") "a. 1 A 192.0.2.1\na. 1 A 192.0.2.2\n");
    m->bytes[m->len - 5] = 3; /* RDLENGTH of the last */
    m->len--;
    assert_int_equal(nk_dns_outcome(m->bytes, m->len, NULL), NK_OUTCOME_MALFORMED);
    assert_non_null(nk_dns_message_check(m->bytes, m->len, &bad_at));
    nk_relevant_init(&v, m->bytes, m->len, NULL);
    assert_int_equal(v.found, 1);
    m->len -= 4; /* and cut */
    assert_non_null(nk_dns_message_check(m->bytes, m->len, &bad_at));
    nk_relevant_init(&v, m->bytes, m->len, NULL);
    assert_int_equal(v.related, 1);
    assert_int_equal(nk_dns_outcome(m->bytes, 5, NULL), NK_OUTCOME_MALFORMED);
    m = message(QUESTION("a.", "A") "a. 1 A 192.0.2.1\n;; EDNS: version: 0\n; COOKIE: \\# 1 00\n");
    assert_null(nk_dns_message_check(m->bytes, m->len, &bad_at));
    assert_int_equal(nk_dns_outcome(m->bytes, m->len, NULL), NK_OUTCOME_FOUND);
}

/* The question that was asked counts, not the one that came back. */
static void test_question(void **state)
{
    struct nk_dns_question q = {.type = NK_TYPE_A, .class = NK_CLASS_IN};
    (void)state;
    nk_name_parse("b.", 2, NULL, &q.name, NULL);
    struct message *m = message(QUESTION("a.", "A") "a. 1 A 192.0.2.1\n");
    assert_int_equal(nk_dns_outcome(m->bytes, m->len, &q), NK_OUTCOME_NO_DATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_and_types), cmocka_unit_test(test_aliases),
        cmocka_unit_test(test_loops),           cmocka_unit_test(test_dname),
        cmocka_unit_test(test_signatures),      cmocka_unit_test(test_outcomes),
        cmocka_unit_test(test_malformed),       cmocka_unit_test(test_question),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
