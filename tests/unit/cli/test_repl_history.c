#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../capture.h"
#include "cli/repl_part.h"

#define HEAD "# netkit history\n"

/* A state folder of one's own, and the lines that were seen. */
struct place {
    char home[64], folder[80], file[96];
    struct capture out, err;
    struct nk_ctx ctx;
    struct nk_history history;
    struct nk_buf seen; /* a '|' behind each */
};

static int open_place(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    if (p == NULL)
        return -1;
    strcpy(p->home, "/tmp/nk-history-XXXXXX");
    *state = p;
    if (mkdtemp(p->home) == NULL)
        return -1;
    snprintf(p->folder, sizeof p->folder, "%s/netkit", p->home);
    snprintf(p->file, sizeof p->file, "%s/history", p->folder);
    capture_init(&p->out);
    capture_init(&p->err);
    p->ctx =
        (struct nk_ctx){.in_fd = -1, .out = &p->out.out, .err = &p->err.out, .state_home = p->home};
    return mkdir(p->folder, 0700);
}

static int close_place(void **state)
{
    struct place *p = *state;
    if (unlink(p->file) != 0)
        rmdir(p->file);
    int failed = rmdir(p->folder); /* nothing else was left in it */
    failed |= rmdir(p->home);
    nk_buf_release(&p->seen);
    capture_release(&p->out);
    capture_release(&p->err);
    free(p);
    return failed;
}

static void see(void *closure, const char *line)
{
    struct place *p = closure;
    nk_buf_printf(&p->seen, "%s|", line);
}

static const char *open_history(struct place *p)
{
    nk_buf_clear(&p->seen);
    nk_history_open(&p->history, &p->ctx, see, p);
    nk_buf_add_byte(&p->seen, '\0');
    assert_false(p->seen.failed);
    return p->seen.data;
}

static void add(struct place *p, const char *line)
{
    nk_history_add(&p->history, &p->ctx, line, strlen(line));
}

static void put_bytes(const struct place *p, const char *bytes, size_t len)
{
    int fd = open(p->file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    close(fd);
}

static void put(const struct place *p, const char *text)
{
    put_bytes(p, text, strlen(text));
}

static const char *content(const struct place *p)
{
    static char text[4096];
    int fd = open(p->file, O_RDONLY);
    ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    text[n < 0 ? 0 : n] = '\0';
    if (fd >= 0)
        close(fd);
    return fd < 0 ? "(none)" : text;
}

static void lines_are_kept(void **state)
{
    struct place *p = *state;
    struct stat st;
    assert_string_equal(open_history(p), "");
    add(p, "cidr sort 10.0.0.1");
    add(p, "let a = \"größe\"");
    add(p, "let a = \"größe\""); /* once */
    add(p, "cidr sort 10.0.0.1");
    add(p, "");
    add(p, "a\tb"); /* what would be no text of ours is not written */
    add(p, "\033[2J");
    add(p, "\xff");
    nk_history_release(&p->history);
    assert_string_equal(content(p),
                        HEAD "cidr sort 10.0.0.1\nlet a = \"größe\"\ncidr sort 10.0.0.1\n");
    assert_int_equal(stat(p->file, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_string_equal(open_history(p),
                        "cidr sort 10.0.0.1|let a = \"größe\"|cidr sort 10.0.0.1|");
    nk_history_release(&p->history);
    assert_string_equal(capture_take(&p->err), "");
}

static void others_may_read_it_no_more(void **state)
{
    struct place *p = *state;
    struct stat st;
    put(p, HEAD "one\n"); /* with mode 644 */
    assert_string_equal(open_history(p), "one|");
    add(p, "two");
    nk_history_release(&p->history);
    assert_int_equal(stat(p->file, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
}

static void a_file_that_is_frozen(void **state)
{
    struct place *p = *state;
    struct stat st;
    put(p, HEAD "one\n");
    assert_int_equal(chmod(p->file, 0400), 0);
    assert_string_equal(open_history(p), "one|");
    add(p, "two");
    nk_history_release(&p->history);
    assert_string_equal(content(p), HEAD "one\n");
    assert_int_equal(stat(p->file, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0400);
    assert_string_equal(capture_take(&p->err), "");
}

static void the_last_thousand(void **state)
{
    struct place *p = *state;
    struct nk_buf b = {0};
    nk_buf_add_text(&b, HEAD);
    for (int i = 0; i < 1500; i++)
        nk_buf_printf(&b, "line %d\n", i);
    put_bytes(p, b.data, b.len);
    nk_buf_release(&b);
    assert_int_equal(strncmp(open_history(p), "line 500|line 501|", 18), 0);
    add(p, "new");
    nk_history_release(&p->history);
    assert_int_equal(strncmp(open_history(p), "line 501|line 502|", 18), 0);
    assert_non_null(strstr(p->seen.data, "|line 1499|new|"));
    nk_history_release(&p->history);
}

static void a_line_that_is_too_long(void **state)
{
    struct place *p = *state;
    char *line = malloc(9000);
    assert_non_null(line);
    memset(line, 'x', 9000);
    open_history(p);
    nk_history_add(&p->history, &p->ctx, line, 8193);
    assert_string_equal(content(p), "(none)");
    nk_history_add(&p->history, &p->ctx, line, 8192);
    nk_history_release(&p->history);
    assert_int_equal(strlen(open_history(p)), 8193);
    nk_history_release(&p->history);
    free(line);
}

/* It is told, nothing is seen, and a line that is added changes nothing. */
static void refused(struct place *p, const char *why)
{
    char before[4096];
    strcpy(before, content(p));
    assert_string_equal(open_history(p), "");
    add(p, "cidr sort 10.0.0.1");
    nk_history_release(&p->history);
    const char *told = capture_take(&p->err);
    if (strstr(told, why) == NULL || strstr(told, "is not used") == NULL)
        fail_msg("'%s' is not told: %s", why, told);
    assert_ptr_equal(strchr(told, '\n'), strrchr(told, '\n')); /* once */
    assert_string_equal(content(p), before);
}

static void files_that_are_not_ours(void **state)
{
    struct place *p = *state;
    static const struct {
        const char *text, *why;
    } rows[] = {
        {"dear diary\n", "it is not netkit's"},
        {"#", "it is not netkit's"},
        {"_HiStOrY_V2_\ncidr\\040sort\n", "it is not netkit's"},
        {"# netkit history v2\nline\n", "it is not netkit's"},
        {HEAD "ok", "its last line is cut"},
        {HEAD "ok\n\033[2Jbad\n", "it has bytes that are no text"},
        {HEAD "ok\r\n", "it has bytes that are no text"},
        {HEAD "gr\xc3\n", "it has bytes that are no text"}, /* a character that was cut */
        {HEAD "\xc2\x9b"
              "2J\n",
         "it has bytes that are no text"},
        {"\xff\xfe\x01", "it is not netkit's"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put(p, rows[i].text);
        refused(p, rows[i].why);
    }
    put_bytes(p, HEAD "a\0b\n", strlen(HEAD) + 4);
    refused(p, "it has bytes that are no text");
}

static void sizes_that_are_not_ours(void **state)
{
    struct place *p = *state;
    struct nk_buf b = {0};
    nk_buf_add_text(&b, HEAD);
    for (int i = 0; i < 8193; i++)
        nk_buf_add_byte(&b, 'x');
    nk_buf_add_byte(&b, '\n');
    put_bytes(p, b.data, b.len);
    nk_buf_release(&b);
    assert_string_equal(open_history(p), "");
    assert_non_null(strstr(capture_take(&p->err), "it has a line that is too long"));
    nk_history_release(&p->history);
    put(p, HEAD "ok\n");
    assert_int_equal(truncate(p->file, (4 << 20) + 1), 0);
    assert_string_equal(open_history(p), "");
    assert_non_null(strstr(capture_take(&p->err), "it is too large"));
    nk_history_release(&p->history);
}

static void what_is_no_file(void **state)
{
    struct place *p = *state;
    assert_int_equal(mkdir(p->file, 0700), 0);
    assert_string_equal(open_history(p), "");
    add(p, "line");
    nk_history_release(&p->history);
    assert_non_null(strstr(capture_take(&p->err), "it is no regular file"));
    assert_int_equal(rmdir(p->file), 0);
    assert_int_equal(mkfifo(p->file, 0600), 0);
    assert_string_equal(open_history(p), ""); /* and does not wait for a writer */
    add(p, "line");
    nk_history_release(&p->history);
    assert_non_null(strstr(capture_take(&p->err), "it is no regular file"));
    unlink(p->file);
    static const char *const targets[] = {"/etc/passwd", "/nonexistent/file", "history",
                                          "/dev/zero"};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        char target[64];
        assert_int_equal(symlink(targets[i], p->file), 0);
        assert_string_equal(open_history(p), "");
        add(p, "line");
        nk_history_release(&p->history);
        assert_non_null(strstr(capture_take(&p->err), "it is a symbolic link"));
        assert_int_equal(readlink(p->file, target, sizeof target), strlen(targets[i]));
        unlink(p->file);
    }
}

static void it_becomes_another_one_meanwhile(void **state)
{
    struct place *p = *state;
    open_history(p);
    add(p, "one");
    put(p, HEAD "other\n"); /* another session's */
    add(p, "two");
    assert_string_equal(content(p), HEAD "other\ntwo\n");
    unlink(p->file);
    add(p, "three");
    assert_string_equal(content(p), HEAD "three\n");
    put(p, "mine\n");
    add(p, "four");
    add(p, "five");
    assert_string_equal(content(p), "mine\n");
    const char *told = capture_take(&p->err);
    assert_non_null(strstr(told, "is not written any more: it is not netkit's"));
    assert_ptr_equal(strchr(told, '\n'), strrchr(told, '\n'));
    nk_history_release(&p->history);
}

/* A disk that is full, as a limit shows it too: the old file stays, and it is told once. */
static void no_room(void **state)
{
    struct place *p = *state;
    struct nk_buf b = {0};
    nk_buf_add_text(&b, HEAD);
    for (int i = 0; i < 100; i++)
        nk_buf_printf(&b, "cidr sort 10.0.0.%d\n", i);
    nk_buf_add_byte(&b, '\0');
    put(p, b.data);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        const struct rlimit limit = {.rlim_cur = 1000, .rlim_max = 1000};
        open_history(p);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(1);
        add(p, "two");
        add(p, "three");
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_string_equal(content(p), b.data); /* and no other file, as close_place() sees */
    const char *told = capture_take(&p->err);
    assert_non_null(strstr(told, "File too large"));
    assert_ptr_equal(strchr(told, '\n'), strrchr(told, '\n'));
    nk_buf_release(&b);
}

static void places_that_cannot_be_written(void **state)
{
    struct place *p = *state;
    static const char *const homes[] = {"/proc/nothing", "/etc/passwd", "relative", ""};
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
        p->ctx.state_home = homes[i];
        assert_string_equal(open_history(p), "");
        add(p, "line");
        nk_history_release(&p->history);
    }
    p->ctx.state_home = NULL;
    p->ctx.home = "relative";
    assert_string_equal(open_history(p), "");
    assert_null(p->history.path);
    add(p, "line");
    nk_history_release(&p->history);
    p->ctx.home = NULL;
    p->ctx.state_home = p->home;
    p->ctx.restricted = true;
    assert_string_equal(open_history(p), "");
    add(p, "line");
    nk_history_release(&p->history);
    assert_string_equal(content(p), "(none)");
    assert_string_equal(capture_take(&p->err), "");
}

/* What sessions that were killed have left goes; that of others stays. */
static void left_overs_go(void **state)
{
    struct place *p = *state;
    char dead[128], alive[128], other[128];
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        _exit(0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    snprintf(dead, sizeof dead, "%s/.netkit-%ld-0.tmp", p->folder, (long)pid);
    snprintf(alive, sizeof alive, "%s/.netkit-%ld-7.tmp", p->folder, (long)getpid());
    snprintf(other, sizeof other, "%s/.netkit-%ldx.tmp.c", p->folder, (long)pid);
    const char *const paths[] = {dead, alive, other};
    for (size_t i = 0; i < 3; i++)
        close(open(paths[i], O_WRONLY | O_CREAT, 0600));
    open_history(p);
    add(p, "line");
    nk_history_release(&p->history);
    assert_int_not_equal(access(dead, F_OK), 0);
    assert_int_equal(unlink(alive), 0);
    assert_int_equal(unlink(other), 0);
    assert_string_equal(content(p), HEAD "line\n");
}

static void signals_that_are_held_stop_no_writing(void **state)
{
    struct place *p = *state;
    struct nk_signals s;
    open_history(p);
    nk_signals_hold(&s);
    raise(SIGINT);
    raise(SIGTERM);
    add(p, "one");
    for (int i = 0; i < 3; i++) /* valgrind has one of them come at a time */
        nk_signals_poll(&s, NULL, 0, 0);
    assert_true(nk_signals_take(SIGINT));
    nk_signals_release(&s);
    add(p, "two");
    nk_history_release(&p->history);
    assert_string_equal(content(p), HEAD "one\ntwo\n");
}

/* Somebody sits on the folder: one is kept waiting once, and no line is lost. */
static void a_folder_that_stays_locked(void **state)
{
    struct place *p = *state;
    int fd = open(p->folder, O_RDONLY | O_DIRECTORY);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    open_history(p);
    p->history.patience = 20;
    add(p, "one");
    assert_int_equal(p->history.patience, 0);
    add(p, "two");
    close(fd);
    add(p, "three");
    nk_history_release(&p->history);
    assert_string_equal(content(p), HEAD "one\ntwo\nthree\n");
}

/* Eight sessions at once: no line is lost. */
static void side_by_side(void **state)
{
    struct place *p = *state;
    enum { SESSIONS = 8, LINES = 5 };
    pid_t pids[SESSIONS];
    for (int i = 0; i < SESSIONS; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            char line[48];
            open_history(p);
            for (int n = 0; n < LINES; n++) {
                snprintf(line, sizeof line, "session %d, line %d", i, n);
                add(p, line);
            }
            _exit(0);
        }
    }
    for (int i = 0; i < SESSIONS; i++)
        assert_int_equal(waitpid(pids[i], NULL, 0), pids[i]);
    const char *lines = open_history(p);
    size_t count = 0;
    for (const char *at = lines; (at = strchr(at, '|')) != NULL; at++)
        count++;
    assert_int_equal(count, SESSIONS * LINES);
    nk_history_release(&p->history);
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(lines_are_kept),
        IN_A_PLACE(others_may_read_it_no_more),
        IN_A_PLACE(a_file_that_is_frozen),
        IN_A_PLACE(the_last_thousand),
        IN_A_PLACE(a_line_that_is_too_long),
        IN_A_PLACE(files_that_are_not_ours),
        IN_A_PLACE(sizes_that_are_not_ours),
        IN_A_PLACE(what_is_no_file),
        IN_A_PLACE(it_becomes_another_one_meanwhile),
        IN_A_PLACE(no_room),
        IN_A_PLACE(places_that_cannot_be_written),
        IN_A_PLACE(left_overs_go),
        IN_A_PLACE(signals_that_are_held_stop_no_writing),
        IN_A_PLACE(a_folder_that_stays_locked),
        IN_A_PLACE(side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
