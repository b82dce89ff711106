#include "base/file.h"

#include <errno.h>
#include <fcntl.h>

int nk_file_open(const char *path, int flags, mode_t mode)
{
    int fd;
    do
        fd = open(path, flags | O_CLOEXEC | O_NOCTTY, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

bool nk_file_look(int fd, struct stat *st)
{
    int failed;
    do
        failed = fstat(fd, st);
    while (failed != 0 && errno == EINTR);
    return failed == 0;
}
