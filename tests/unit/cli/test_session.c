#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../capture.h"
#include "cli/session.h"

/* A session whose output and messages are kept. */
struct place {
    struct capture out, err;
    struct nk_ctx ctx;
    struct nk_session s;
};

static void open_place(struct place *p)
{
    capture_init(&p->out);
    capture_init(&p->err);
    p->ctx = (struct nk_ctx){.in_fd = -1, .out = &p->out.out, .err = &p->err.out};
    nk_session_init(&p->s, &p->ctx);
}

static void close_place(struct place *p)
{
    assert_int_equal(nk_session_release(&p->s, 0), 0);
    capture_release(&p->out);
    capture_release(&p->err);
}

static int run(struct place *p, const char *line)
{
    return nk_session_run(&p->s, line, strlen(line));
}

static void test_results(void **state)
{
    (void)state;
    struct place p;
    open_place(&p);
    assert_null(nk_session_results_find(&p.s.results, 0));
    assert_int_equal(run(&p, "cidr sort 10.0.0.2 10.0.0.1; cidr show 192.0.2.0/24"), 0);
    const struct nk_session_result *one = nk_session_results_find(&p.s.results, 1);
    const struct nk_session_result *two = nk_session_results_find(&p.s.results, 0);
    assert_non_null(one);
    assert_int_equal(one->rows, 2);
    assert_int_equal(two->number, 2);
    assert_string_equal(two->line, "cidr show 192.0.2.0/24");
    assert_null(nk_session_results_find(&p.s.results, 3));
    struct nk_session_result_row row;
    size_t at = 0, len;
    assert_true(nk_session_result_next(one, &at, &row));
    const char *text = nk_session_result_key(one, &row, "item", &len);
    assert_int_equal(len, 8);
    assert_memory_equal(text, "10.0.0.1", len);
    assert_null(nk_session_result_key(one, &row, "nothing", &len));
    assert_true(nk_session_result_next(one, &at, &row));
    assert_false(nk_session_result_next(one, &at, &row));
    close_place(&p);
}

/* ---- a guest ----------------------------------------------------------------- */

struct seen {
    int commands, status, hints, argc;
    char verb[32], mask[32];
};

static void see(void *closure, struct nk_session *s, const struct nk_session_report *report)
{
    struct seen *seen = closure;
    struct nk_session_result_row row;
    size_t at = 0, len;
    (void)s;
    seen->commands++;
    seen->status = report->status;
    seen->argc = report->argc;
    strncpy(seen->verb, report->argc > 2 ? report->argv[2] : "", sizeof seen->verb - 1);
    if (report->result == NULL || !nk_session_result_next(report->result, &at, &row))
        return;
    const char *mask = nk_session_result_key(report->result, &row, "netmask", &len);
    if (mask != NULL && len < sizeof seen->mask)
        memcpy(seen->mask, mask, len);
}

static int take(void *closure, struct nk_session *s, int argc, const char *const *argv)
{
    struct seen *seen = closure;
    (void)s;
    assert_string_equal(argv[0], "hint");
    seen->hints += argc;
    return 0;
}

static bool take_line(void *closure, struct nk_session *s, const char *text, size_t len,
                      int *status)
{
    (void)closure;
    (void)s;
    *status = 1;
    return len == 2 && memcmp(text, "42", 2) == 0;
}

static void test_guest(void **state)
{
    (void)state;
    static const struct nk_session_word words[] = {{"hint", "", "a hint"}, {NULL, NULL, NULL}};
    struct seen seen = {0};
    const struct nk_session_guest guest = {.closure = &seen,
                                           .words = words,
                                           .take = take,
                                           .line = take_line,
                                           .seen = see,
                                           .all_fields = true};
    struct place p;
    open_place(&p);
    p.s.guest = &guest;
    assert_int_equal(run(&p, "cid sh 10.0.0.0/9 --fields prefix"), 0);
    assert_string_equal(capture_take(&p.out), "10.0.0.0/9\n");
    assert_string_equal(seen.verb, "show");
    assert_string_equal(seen.mask, "255.128.0.0");
    assert_int_equal(run(&p, "hin t"), 0);
    assert_int_equal(seen.hints, 2);
    assert_int_equal(run(&p, "42"), 1);
    assert_int_equal(run(&p, "cidr sort x"), 2);
    assert_int_equal(seen.status, 2);
    assert_int_equal(seen.commands, 2);
    close_place(&p);
}

static void test_oldest_go(void **state)
{
    (void)state;
    struct place p;
    open_place(&p);
    for (int i = 0; i < 40; i++) /* 2.2 MB each */
        assert_int_equal(run(&p, "cidr list 10.0.0.0/16"), 0);
    assert_null(nk_session_results_find(&p.s.results, 1));
    assert_non_null(nk_session_results_find(&p.s.results, 40));
    assert_true(p.s.results.bytes <= NK_SESSION_RESULTS_MAX);
    assert_int_equal(run(&p, "cidr sort $1"), 2);
    assert_non_null(strstr(capture_take(&p.err), "not kept any more"));
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_results),
        cmocka_unit_test(test_guest),
        cmocka_unit_test(test_oldest_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
