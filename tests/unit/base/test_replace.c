#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/replace.h"

struct folder {
    char path[64], file[80];
};

static int make_folder(void **state)
{
    struct folder *f = calloc(1, sizeof *f);
    if (f == NULL)
        return -1;
    strcpy(f->path, "/tmp/nk-replace-XXXXXX");
    *state = f;
    if (mkdtemp(f->path) == NULL)
        return -1;
    snprintf(f->file, sizeof f->file, "%s/file", f->path);
    return 0;
}

static int remove_folder(void **state)
{
    struct folder *f = *state;
    unlink(f->file);
    int failed = rmdir(f->path); /* nothing else was left in it */
    free(f);
    return failed;
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void expect_file(const char *path, const char *text)
{
    char got[64] = {0};
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    assert_true(read(fd, got, sizeof got - 1) >= 0);
    close(fd);
    assert_string_equal(got, text);
}

static size_t count_entries(const char *path)
{
    size_t n = 0;
    DIR *d = opendir(path);
    assert_non_null(d);
    while (readdir(d) != NULL)
        n++;
    closedir(d);
    return n - 2;
}

static void a_commit_changes_the_file_at_once(void **state)
{
    const struct folder *f = *state;
    struct nk_replace r;
    struct nk_err err = {0};
    struct stat st;
    mode_t mask = umask(027);
    write_file(f->file, "old");
    int old = open(f->file, O_RDONLY);
    assert_true(nk_replace_open(&r, f->file, &err));
    assert_int_equal(count_entries(f->path), 2);
    assert_true(nk_replace_write(&r, "ne", 2, &err) && nk_replace_write(&r, "w", 1, &err) &&
                nk_replace_write(&r, "", 0, &err));
    expect_file(f->file, "old");
    assert_true(nk_replace_commit(&r, &err));
    nk_replace_release(&r);
    umask(mask);
    expect_file(f->file, "new");
    assert_int_equal(stat(f->file, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    char got[4] = {0};
    assert_int_equal(read(old, got, 3), 3);
    assert_string_equal(got, "old");
    close(old);
}

static void without_a_commit_nothing_changes(void **state)
{
    const struct folder *f = *state;
    struct nk_replace r;
    struct nk_err err = {0};
    assert_true(nk_replace_open(&r, f->file, &err));
    assert_true(nk_replace_write(&r, "new", 3, &err));
    nk_replace_release(&r);
    assert_int_equal(count_entries(f->path), 0);
    write_file(f->file, "old");
    assert_true(nk_replace_open(&r, f->file, &err));
    assert_true(nk_replace_write(&r, "new", 3, &err));
    nk_replace_release(&r);
    assert_int_equal(count_entries(f->path), 1);
    expect_file(f->file, "old");
}

static void a_link_is_refused_and_a_device_written_to(void **state)
{
    const struct folder *f = *state;
    char link[100];
    struct nk_replace r;
    struct nk_err err = {0};
    snprintf(link, sizeof link, "%s/link", f->path);
    write_file(f->file, "old");
    assert_int_equal(symlink(f->file, link), 0);
    assert_false(nk_replace_open(&r, link, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    nk_replace_release(&r);
    assert_int_equal(unlink(link), 0);
    expect_file(f->file, "old");
    assert_true(nk_replace_open(&r, "/dev/null", &err));
    assert_true(nk_replace_write(&r, "x", 1, &err) && nk_replace_commit(&r, &err));
    nk_replace_release(&r);
    assert_true(nk_replace_open(&r, "/dev/full", &err));
    assert_false(nk_replace_write(&r, "x", 1, &err));
    assert_non_null(strstr(err.text, "No space left on device"));
    nk_replace_release(&r);
    assert_false(nk_replace_open(&r, f->path, &err));
    nk_replace_release(&r);
}

/* In a process of its own: what becomes of a signal that comes between two writes. Returns the
 * status of waitpid(2). */
static int signalled(const struct folder *f, int number, bool ignored)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct nk_replace r;
        struct nk_err err;
        signal(number, ignored ? SIG_IGN : SIG_DFL);
        bool good = nk_replace_open(&r, f->file, &err) && nk_replace_write(&r, "n", 1, &err);
        raise(number);
        good = good && nk_replace_write(&r, "ew", 2, &err) && nk_replace_commit(&r, &err);
        nk_replace_release(&r);
        _exit(good ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void a_signal_ends_it_and_leaves_nothing(void **state)
{
    const struct folder *f = *state;
    static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1};
    write_file(f->file, "old");
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        int status = signalled(f, numbers[i], false);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), numbers[i]);
        assert_int_equal(count_entries(f->path), 1);
        expect_file(f->file, "old");
    }
    assert_int_equal(signalled(f, SIGHUP, true), 0);
    expect_file(f->file, "new");
}

static void the_greatest_size_of_a_file_is_an_error(void **state)
{
    const struct folder *f = *state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit limit = {100, 100};
        char data[200] = {0};
        struct nk_replace r;
        struct nk_err err = {0};
        setrlimit(RLIMIT_FSIZE, &limit);
        bool failed = nk_replace_open(&r, f->file, &err) &&
                      !nk_replace_write(&r, data, sizeof data, &err) &&
                      strstr(err.text, "File too large") != NULL;
        nk_replace_release(&r);
        _exit(failed ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(count_entries(f->path), 0);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(a_commit_changes_the_file_at_once),
        IN_A_FOLDER(without_a_commit_nothing_changes),
        IN_A_FOLDER(a_link_is_refused_and_a_device_written_to),
        IN_A_FOLDER(a_signal_ends_it_and_leaves_nothing),
        IN_A_FOLDER(the_greatest_size_of_a_file_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
