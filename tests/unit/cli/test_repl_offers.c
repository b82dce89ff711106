#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../capture.h"
#include "cli/repl_offers.h"

/* A session, and a folder with some files, in which it is. */
struct place {
    struct capture out, err;
    struct nk_ctx ctx;
    struct nk_session s;
    char folder[64];
    int before; /* the folder that one was in */
};

static const char *const files[] = {"alpha",  "a file",    "größe",  "größer", ".hidden",
                                    "q'uote", "new\nline", "pri$ce", "\033[2J"};
enum { FILES = sizeof files / sizeof *files };

static int open_place(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    if (p == NULL)
        return -1;
    capture_init(&p->out);
    capture_init(&p->err);
    p->ctx = (struct nk_ctx){.in_fd = -1, .out = &p->out.out, .err = &p->err.out};
    nk_session_init(&p->s, &p->ctx);
    strcpy(p->folder, "/tmp/nk-offers-XXXXXX");
    p->before = open(".", O_RDONLY | O_DIRECTORY);
    *state = p;
    if (mkdtemp(p->folder) == NULL || chdir(p->folder) != 0 || mkdir("folder", 0700) != 0 ||
        mkdir("folder/inner", 0700) != 0)
        return -1;
    for (size_t i = 0; i < FILES; i++)
        close(open(files[i], O_WRONLY | O_CREAT, 0600));
    return 0;
}

static int close_place(void **state)
{
    struct place *p = *state;
    for (size_t i = 0; i < FILES; i++)
        unlink(files[i]);
    rmdir("folder/inner");
    rmdir("folder");
    int failed = fchdir(p->before);
    close(p->before);
    failed |= rmdir(p->folder);
    nk_session_release(&p->s, 0);
    capture_release(&p->out);
    capture_release(&p->err);
    free(p);
    return failed;
}

static void find(struct place *p, struct nk_repl_offers *o, const char *line)
{
    assert_true(nk_repl_offers_find(o, &p->s, line, strlen(line), false));
}

/* All words, a '|' behind each. */
static const char *words(struct place *p, const char *line)
{
    static char text[1024];
    struct nk_repl_offers o;
    size_t n = 0;
    find(p, &o, line);
    text[0] = '\0';
    for (size_t i = 0; i < o.count; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%s|", o.items[i].word,
                              o.items[i].goes_on ? "+" : "");
    nk_repl_offers_release(&o);
    return text;
}

static void files_of_a_folder(void **state)
{
    struct place *p = *state;
    assert_string_equal(words(p, "source al"), "alpha|");
    assert_string_equal(words(p, "source a"), "a file|alpha|");
    assert_string_equal(words(p, "source a\\ f"), "a file|");
    assert_string_equal(words(p, "source 'a f"), "a file|");
    assert_string_equal(words(p, "source f"), "folder/+|");
    assert_string_equal(words(p, "source folder/"), "folder/inner/+|");
    assert_string_equal(words(p, "source .h"), ".hidden|");
    assert_string_equal(words(p, "source ./al"), "./alpha|");
    assert_string_equal(words(p, "source nothing"), "");
    assert_string_equal(words(p, "source /nonexistent/"), "");
    assert_string_equal(words(p, "version | cat al"), "alpha|");
    assert_string_equal(words(p, "version > al"), "alpha|");
    assert_string_equal(words(p, "cidr sort @al"), "@alpha|");
    assert_string_equal(words(p, "source new"), ""); /* what follows would be a command */
    assert_string_equal(words(p, "source \033"), "");
    assert_null(strstr(words(p, "source "), ".hidden"));
}

static void words_that_go_on(void **state)
{
    struct place *p = *state;
    assert_string_equal(words(p, "ci"), "cidr|");
    assert_non_null(strstr(words(p, "source f"), "folder/+"));
}

static void what_is_common(void **state)
{
    struct place *p = *state;
    struct nk_repl_offers o;
    find(p, &o, "source gr");
    assert_int_equal(o.count, 2);
    assert_int_equal(nk_repl_offers_common(&o), strlen("größe"));
    nk_repl_offers_release(&o);
    find(p, &o, "source nothing");
    assert_int_equal(nk_repl_offers_common(&o), 0);
    nk_repl_offers_release(&o);
    struct nk_repl_offer cut[] = {{"x\xc3\xa4", "", false, false}, {"x\xc3\xb6", "", false, false}};
    o = (struct nk_repl_offers){.items = cut, .count = 2};
    assert_int_equal(nk_repl_offers_common(&o), 1); /* no half character */
}

static const char *quoted(const char *word, bool file)
{
    static char text[64];
    struct nk_buf b = {0};
    nk_repl_offers_quote(&b, word, strlen(word), file);
    snprintf(text, sizeof text, "%.*s", (int)b.len, b.data == NULL ? "" : b.data);
    nk_buf_release(&b);
    return text;
}

static void quotes(void **state)
{
    (void)state;
    assert_string_equal(quoted("a file", false), "a\\ file");
    assert_string_equal(quoted("q'uo\"te\\", false), "q\\'uo\\\"te\\\\");
    assert_string_equal(quoted("a|b>c;d", false), "a\\|b\\>c\\;d");
    assert_string_equal(quoted("#x#", false), "\\#x#");
    assert_string_equal(quoted("$1", false), "$1");
    assert_string_equal(quoted("pri$ce", true), "pri\\$ce");
    assert_string_equal(quoted("", false), "");
}

static const char *shown(const struct nk_repl_offers *o, bool help, size_t columns)
{
    static char text[1024];
    struct nk_buf b = {0};
    nk_repl_offers_show(o, help, columns, &b);
    snprintf(text, sizeof text, "%.*s", (int)b.len, b.data == NULL ? "" : b.data);
    nk_buf_release(&b);
    return text;
}

static void rows_for_people(void **state)
{
    (void)state;
    struct nk_repl_offer items[] = {{"show", "what it is", false, false},
                                    {"größe", "", false, false},
                                    {"\033[2J", "an \033 escape", false, false}};
    const struct nk_repl_offers o = {.items = items, .count = 3}, none = {.items = NULL};
    assert_string_equal(shown(&o, false, 80), "show     größe    \\x1b[2J\r\n");
    assert_string_equal(shown(&o, false, 12), "show     \r\ngröße    \r\n\\x1b[2J\r\n");
    assert_string_equal(shown(&o, true, 80), "  show                   what it is\r\n"
                                             "  größe\r\n"
                                             "  \\x1b[2J                an \\x1b escape\r\n");
    assert_string_equal(shown(&o, true, 30), "  show                   what\r\n"
                                             "  größe\r\n"
                                             "  \\x1b[2J                an \\x\r\n");
    assert_string_equal(shown(&o, true, 1), "  show\r\n  größe\r\n  \\x1b[2J\r\n");
    assert_string_equal(shown(&none, true, 80), "");
    assert_string_equal(shown(&none, false, 0), "");
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(files_of_a_folder),     IN_A_PLACE(words_that_go_on),
        IN_A_PLACE(what_is_common),        cmocka_unit_test(quotes),
        cmocka_unit_test(rows_for_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
