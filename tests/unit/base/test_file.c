#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"

/* Here in place of the C library's: signals come so many times before the call is done. */
static int signals;

static bool is_interrupted(void)
{
    if (signals == 0)
        return false;
    signals--;
    errno = EINTR;
    return true;
}

int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return is_interrupted() ? -1 : openat(AT_FDCWD, path, flags, mode);
}

int fstat(int fd, struct stat *st)
{
    return is_interrupted() ? -1 : fstatat(fd, "", st, AT_EMPTY_PATH);
}

static void test_signals(void **state)
{
    struct stat st;
    (void)state;
    signals = 2;
    int fd = nk_file_open("/dev/null", O_RDONLY, 0);
    assert_true(fd >= 0);
    assert_int_equal(signals, 0);
    assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
    signals = 3;
    assert_true(nk_file_look(fd, &st));
    assert_int_equal(signals, 0);
    assert_true(S_ISCHR(st.st_mode));
    close(fd);
}

static void test_failures(void **state)
{
    struct stat st;
    (void)state;
    signals = 1;
    assert_int_equal(nk_file_open("/nonexistent/file", O_RDONLY, 0), -1);
    assert_int_equal(errno, ENOENT);
    signals = 1;
    assert_false(nk_file_look(-1, &st));
    assert_int_equal(errno, EBADF);
}

static void test_mode(void **state)
{
    char path[] = "/tmp/nk-file-XXXXXX";
    struct stat st;
    (void)state;
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    unlink(path);
    fd = nk_file_open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    unlink(path);
    assert_true(nk_file_look(fd, &st));
    assert_int_equal(st.st_mode & 0777, 0600);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signals),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_mode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
