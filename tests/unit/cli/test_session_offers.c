#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../capture.h"
#include "cli/session.h"

/* A session, and what it offered last. */
struct place {
    struct capture out, err;
    struct nk_ctx ctx;
    struct nk_session s;
    struct nk_buf rows;
    size_t typed;
};

static int open_place(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    if (p == NULL)
        return -1;
    capture_init(&p->out);
    capture_init(&p->err);
    p->ctx = (struct nk_ctx){.in_fd = -1, .out = &p->out.out, .err = &p->err.out};
    nk_session_init(&p->s, &p->ctx);
    *state = p;
    return 0;
}

static int close_place(void **state)
{
    struct place *p = *state;
    nk_buf_release(&p->rows);
    nk_session_release(&p->s, 0);
    capture_release(&p->out);
    capture_release(&p->err);
    free(p);
    return 0;
}

static void run(struct place *p, const char *line)
{
    assert_int_equal(nk_session_run(&p->s, line, strlen(line)), 0);
}

/* The first words of all rows, each with a blank behind. */
static const char *offered(struct place *p, const char *line, size_t len, bool help)
{
    static char words[8192];
    size_t n = 0;
    nk_buf_clear(&p->rows);
    assert_true(nk_session_offers(&p->s, line, len, help, &p->rows, &p->typed));
    assert_true(p->typed <= len);
    for (const char *at = p->rows.data, *end = at == NULL ? at : at + p->rows.len; at < end;) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        assert_non_null(newline);
        assert_true(tab != NULL && tab < newline);
        assert_true(n + (size_t)(tab - at) + 2 < sizeof words);
        memcpy(words + n, at, (size_t)(tab - at));
        n += (size_t)(tab - at);
        words[n++] = ' ';
        at = newline + 1;
    }
    words[n] = '\0';
    return words;
}

static const char *tab(struct place *p, const char *line)
{
    return offered(p, line, strlen(line), false);
}

static const char *help(struct place *p, const char *line)
{
    return offered(p, line, strlen(line), true);
}

static void words_of_the_line(void **state)
{
    struct place *p = *state;
    assert_string_equal(tab(p, "ci"), "cidr ");
    assert_int_equal(p->typed, 2);
    assert_string_equal(tab(p, "cidr s"), "show split supernet sort ");
    assert_int_equal(p->typed, 1);
    assert_string_equal(tab(p, "version; cidr agg"), "aggregate ");
    assert_string_equal(tab(p, "netkit cidr agg"), "aggregate ");
    assert_string_equal(tab(p, "ci agg"), "aggregate "); /* behind a prefix too */
    assert_string_equal(tab(p, "cidr aggregate --js"), "--json ");
    assert_string_equal(tab(p, "cidr aggregate --output t"), "text tsv ");
    assert_string_equal(tab(p, "cidr \"agg"), "aggregate ");
    assert_int_equal(p->typed, 4); /* with the quote */
    assert_string_equal(tab(p, "nothing "), "");
    assert_string_equal(tab(p, "ci # ci"), "");
    assert_non_null(strstr(tab(p, ""), "cidr "));
    assert_int_equal(p->typed, 0);
}

static void words_of_the_session(void **state)
{
    struct place *p = *state;
    assert_string_equal(tab(p, "set ou"), "output ");
    assert_string_equal(tab(p, "set explain "), "on off default ");
    assert_string_equal(tab(p, "set output j"), "json ");
    assert_string_equal(tab(p, "show na"), "names ");
    assert_string_equal(tab(p, "help cidr agg"), "aggregate ");
    assert_string_equal(tab(p, "source "), ":files ");
    assert_string_equal(help(p, "record "), "FILE | off :files ");
    assert_string_equal(help(p, "show settings "), "<cr> ");
    assert_string_equal(help(p, "let "), "NAME = VALUE... ");
    assert_string_equal(help(p, "exit "), "<cr> ");
}

static void references(void **state)
{
    struct place *p = *state;
    assert_string_equal(tab(p, "cidr sort $"), "");
    run(p, "let site = 10.0.0.0/8; let side = 10.1.0.0/16; cidr sort 192.0.2.1");
    assert_string_equal(tab(p, "cidr sort $"), "$site $side $1 ");
    assert_string_equal(tab(p, "cidr sort $sit"), "$site ");
    assert_string_equal(tab(p, "cidr sort @$s"), "@$site @$side ");
    assert_string_equal(tab(p, "dns query --server=$1"), "--server=$1 ");
    assert_string_equal(tab(p, "$s"), "$site $side ");
    assert_string_equal(tab(p, "cidr sort \"$si"), "$site $side ");
}

static void ends_of_statements(void **state)
{
    struct place *p = *state;
    assert_string_equal(tab(p, "cidr sort > "), ":files ");
    assert_string_equal(help(p, "cidr sort >> x"), "FILE :files ");
    assert_string_equal(tab(p, "cidr sort | grep x"), ":files ");
    assert_int_equal(p->typed, 1);
    assert_string_equal(tab(p, "cidr sort |"), ":files ");
    assert_int_equal(p->typed, 0);
}

static void helps(void **state)
{
    struct place *p = *state;
    assert_non_null(strstr(help(p, "cidr asn 1 "), "<cr> "));
    assert_null(strstr(help(p, "cidr asn "), "<cr> "));
    assert_non_null(strstr(help(p, "cidr asn "), "AS... "));
    assert_string_equal(help(p, "cidr split 10.0.0.0/8 --into "), "LEN ");
}

/* Lines that have no text of their own in their last word, and others that are no whole lines: each
 * of all their starts, as they are typed. */
static void odd_lines(void **state)
{
    struct place *p = *state;
    static const char *const lines[] = {" \"$",
                                        "''",
                                        "\"",
                                        "'",
                                        "\"\"",
                                        "$",
                                        "${",
                                        "${}",
                                        "\"$\"",
                                        "cidr ''",
                                        "'' ''",
                                        "netkit",
                                        "netkit ",
                                        "netkit ''",
                                        "netkit netkit",
                                        ";;;",
                                        "|",
                                        ">",
                                        "> >",
                                        "a > ''",
                                        "a | '",
                                        "\\",
                                        "a\\",
                                        "--",
                                        "-",
                                        "cidr -- -",
                                        "=",
                                        "@$",
                                        "--x=$",
                                        "cidr sort @",
                                        "\"a\"$b'",
                                        "$1$2$",
                                        "help ''",
                                        "set ''",
                                        "set '' ''",
                                        "show ''",
                                        "source ''",
                                        "let = =",
                                        "#",
                                        "'#",
                                        "\xff\xfe \xc3",
                                        "\t\r\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        for (size_t len = 0; len <= strlen(lines[i]); len++) {
            offered(p, lines[i], len, false);
            offered(p, lines[i], len, true);
        }
    offered(p, "cidr\0sort", 9, false);
    assert_int_equal(p->rows.len, 0);
}

/* ---- a guest ----------------------------------------------------------------- */

static void words_of_a_guest(void **state)
{
    struct place *p = *state;
    static const struct nk_session_word words[] = {
        {"hint", "[N]", "a hint"}, {"learn", "", "another chapter"}, {NULL, NULL, NULL}};
    const struct nk_session_guest guest = {.words = words};
    p->s.guest = &guest;
    assert_string_equal(tab(p, "hi"), "hint ");
    assert_string_equal(help(p, "hint "), "[N] ");
    assert_string_equal(tab(p, "le"), "learn let "); /* the command of that name gives way */
    p->s.guest = NULL;
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(words_of_the_line),
        IN_A_PLACE(words_of_the_session),
        IN_A_PLACE(references),
        IN_A_PLACE(ends_of_statements),
        IN_A_PLACE(helps),
        IN_A_PLACE(odd_lines),
        IN_A_PLACE(words_of_a_guest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
