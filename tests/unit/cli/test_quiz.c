/* Answers in the spellings that people use, and questions that stay the same. */
#include "cli/quiz.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* An answer of a form beside the right one. */
struct row {
    enum nk_quiz_form form;
    const char *right, *given;
    enum nk_quiz_mark mark;
};

static const struct row rows[] = {
    {NK_QUIZ_ADDRESS, "10.0.0.1", " 10.0.0.1 \r", NK_QUIZ_RIGHT},
    {NK_QUIZ_ADDRESS, "2001:db8::1", "2001:DB8:0::1", NK_QUIZ_RIGHT},
    {NK_QUIZ_ADDRESS, "10.0.0.1", "10.0.0.2", NK_QUIZ_FALSE},
    {NK_QUIZ_ADDRESS, "10.0.0.1", "10.0.0", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_ADDRESS, "10.0.0.1", "none", NK_QUIZ_FALSE},
    {NK_QUIZ_ADDRESS, "none", "no route", NK_QUIZ_RIGHT},
    {NK_QUIZ_ADDRESS, "none", "10.0.0.1", NK_QUIZ_FALSE},
    {NK_QUIZ_ADDRESS, "none", "", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_PREFIX, "10.0.0.0/8", "10.0.0.0/255.0.0.0", NK_QUIZ_RIGHT},
    {NK_QUIZ_PREFIX, "10.0.0.0/8", "10.0.0.1/8", NK_QUIZ_FALSE},
    {NK_QUIZ_PREFIX, "10.0.0.0/8", "10.0.0.0", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_PREFIX, "0.0.0.0/0", "default", NK_QUIZ_RIGHT},
    {NK_QUIZ_PREFIXES, "10.0.0.0/9, 10.128.0.0/9", "10.128.0.0/9 and 10.0.0.0/9", NK_QUIZ_RIGHT},
    {NK_QUIZ_PREFIXES, "10.0.0.0/9, 10.128.0.0/9", "10.128.0.0/9", NK_QUIZ_FALSE},
    {NK_QUIZ_PREFIXES, "10.0.0.0/9, 10.128.0.0/9", "10.0.0.0/9,10.0.0.0/9", NK_QUIZ_FALSE},
    {NK_QUIZ_PREFIXES, "10.0.0.0/9, 10.128.0.0/9", "10.0.0.0/9 x", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_RANGE, "10.0.0.1-10.0.0.6", "10.0.0.1 to 10.0.0.6", NK_QUIZ_RIGHT},
    {NK_QUIZ_RANGE, "10.0.0.1-10.0.0.6", "10.0.0.1, 10.0.0.6", NK_QUIZ_RIGHT},
    {NK_QUIZ_RANGE, "10.0.0.1-10.0.0.6", "10.0.0.1 - 10.0.0.7", NK_QUIZ_FALSE},
    {NK_QUIZ_RANGE, "10.0.0.1-10.0.0.6", "10.0.0.1", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_RANGE, "10.0.0.1-10.0.0.6", "10.0.0.1-10.0.0.6-10.0.0.7", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_RANGE, "10.0.0.1-10.0.0.6", "10.0.0.1-x", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "4094", "4,094", NK_QUIZ_RIGHT},
    {NK_QUIZ_NUMBER, "4094", "2^12-2", NK_QUIZ_RIGHT},
    {NK_QUIZ_NUMBER, "4094", "2^12 - 2 hosts", NK_QUIZ_RIGHT},
    {NK_QUIZ_NUMBER, "4094", "2^64", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "4094", "99999999999999999999", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "20", "/20", NK_QUIZ_RIGHT},
    {NK_QUIZ_NUMBER, "20", "-20", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "20", "21", NK_QUIZ_FALSE},
    {NK_QUIZ_YES_NO, "yes", "Y", NK_QUIZ_RIGHT},
    {NK_QUIZ_YES_NO, "yes", "no", NK_QUIZ_FALSE},
    {NK_QUIZ_YES_NO, "no", "maybe", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_STATE, "FIN-WAIT-1", "fin_wait1", NK_QUIZ_RIGHT},
    {NK_QUIZ_STATE, "ESTABLISHED", "ESTAB", NK_QUIZ_RIGHT},
    {NK_QUIZ_STATE, "ESTABLISHED", "CLOSED", NK_QUIZ_FALSE},
    {NK_QUIZ_STATE, "ESTABLISHED", "open", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_FLAGS, "SYN,ACK", "ack + syn", NK_QUIZ_RIGHT},
    {NK_QUIZ_FLAGS, "SYN,ACK", "SYN-ACK", NK_QUIZ_RIGHT},
    {NK_QUIZ_FLAGS, "SYN,ACK", "SYN", NK_QUIZ_FALSE},
    {NK_QUIZ_FLAGS, "none", "-", NK_QUIZ_RIGHT},
    {NK_QUIZ_FLAGS, "none", "NAK", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_WORD, "NXDOMAIN", "nxdomain", NK_QUIZ_RIGHT},
    {NK_QUIZ_WORD, "NXDOMAIN", "NODATA", NK_QUIZ_FALSE},
    {NK_QUIZ_NAME, "www.example.com", "WWW.example.com.", NK_QUIZ_RIGHT},
    {NK_QUIZ_NAME, "www.example.com", "www", NK_QUIZ_FALSE},
    {NK_QUIZ_NAME, "www.example.com.", "www.example.com", NK_QUIZ_RIGHT},
    {NK_QUIZ_NAME, ".", ".", NK_QUIZ_RIGHT},
    {NK_QUIZ_NAME, "a", ".", NK_QUIZ_FALSE},
    {NK_QUIZ_EXACT, "2001:db8::1", "2001:DB8::1", NK_QUIZ_FALSE},
    {NK_QUIZ_ADDRESS, "10.0.0.1", "\t10.0.0.1\n", NK_QUIZ_RIGHT},
    {NK_QUIZ_PREFIXES, "10.0.0.0/9, 10.128.0.0/9", "10.0.0.0/9;\t10.128.0.0/9;", NK_QUIZ_RIGHT},
    {NK_QUIZ_PREFIXES, "10.0.0.0/9", "10.0.0.0/9 and", NK_QUIZ_RIGHT},
    {NK_QUIZ_RANGE, "10.0.0.1-10.0.0.6", "10.0.0.2-10.0.0.6", NK_QUIZ_FALSE},
    {NK_QUIZ_RANGE, "10.0.0.1-10.0.0.6", "x-10.0.0.6", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "4094", "2^12-x", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "4094", "2^12-5000", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "4094", "2^x", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "4094", "3^12", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "4096", "2^12", NK_QUIZ_RIGHT},
    {NK_QUIZ_NUMBER, "4096", "4096 Hosts", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "4096", "4096 hosts!", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_NUMBER, "4096", "/", NK_QUIZ_UNREADABLE},
    {NK_QUIZ_FLAGS, "SYN,ACK", "syn and ack", NK_QUIZ_RIGHT},
    {NK_QUIZ_WORD, "no data", "no-data", NK_QUIZ_RIGHT},
    {NK_QUIZ_WORD, "no-data", "no_data", NK_QUIZ_RIGHT},
    {NK_QUIZ_WORD, "no-data", "no/data", NK_QUIZ_FALSE},
    {NK_QUIZ_EXACT, "2001:db8::1", "2001:db8::1", NK_QUIZ_RIGHT},
};

static void answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nk_quiz_kind kind = {.form = rows[i].form};
        struct nk_question q = {.kind = &kind};
        struct nk_err err = {0};
        nk_buf_add_text(&q.answer, rows[i].right);
        enum nk_quiz_mark mark = nk_question_mark(&q, rows[i].given, strlen(rows[i].given), &err);
        if (mark != rows[i].mark)
            fail_msg("'%s' for '%s' is %d, not %d", rows[i].given, rows[i].right, (int)mark,
                     (int)rows[i].mark);
        assert_int_equal(err.code != NK_ERR_NONE, mark == NK_QUIZ_UNREADABLE);
        nk_question_release(&q);
    }
}

/* A question depends on its number and the seed, and on nothing else. */
static void same_everywhere(void **state)
{
    (void)state;
    struct nk_quiz quiz = {.topic = "cidr", .level = 1, .count = 1, .seed = 8};
    struct nk_question q;
    struct nk_err err;
    assert_true(nk_question_make(&quiz, 1, &q, &err));
    nk_buf_add_byte(&q.ask, '\0');
    assert_string_equal(q.ask.data,
                        "What is the broadcast address of the network of 10.155.121.236/28?");
    nk_question_release(&q);
}

/* Every kind has what it needs, and answers its own question. */
static void kinds(void **state)
{
    (void)state;
    for (size_t t = 0; nk_quiz_topic(t) != NULL; t++)
        for (unsigned level = 1; level <= NK_QUIZ_LEVELS; level++) {
            struct nk_quiz quiz = {.topic = nk_quiz_topic(t), .level = level, .seed = level};
            for (uint32_t i = 1; i <= 200; i++) {
                struct nk_question q;
                struct nk_err err = {0};
                assert_true(nk_question_make(&quiz, i, &q, &err));
                assert_string_equal(q.kind->topic, quiz.topic);
                assert_int_equal(q.kind->level, level);
                assert_true(q.ask.len > 0 && q.working.len > 0 && q.kind->hint != NULL);
                assert_int_equal(nk_question_mark(&q, q.answer.data, q.answer.len, &err),
                                 NK_QUIZ_RIGHT);
                nk_question_release(&q);
            }
        }
}

static void chance(void **state)
{
    (void)state;
    struct nk_quiz_dice d = {1234567};
    /* the first numbers of SplitMix64 from this seed, as its authors' code gives them */
    assert_true(nk_quiz_roll(&d) == UINT64_C(6457827717110365317));
    assert_true(nk_quiz_roll(&d) == UINT64_C(3203168211198807973));
    for (int i = 0; i < 1000; i++) {
        assert_in_range(nk_quiz_below(&d, 7), 0, 6);
        assert_in_range(nk_quiz_between(&d, 3, 5), 3, 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers),
        cmocka_unit_test(same_everywhere),
        cmocka_unit_test(kinds),
        cmocka_unit_test(chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
