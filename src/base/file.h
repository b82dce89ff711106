/* Opening a file and looking at it, again where a signal came in between. */
#ifndef NK_BASE_FILE_H
#define NK_BASE_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

/* open(2) with O_CLOEXEC and O_NOCTTY added; `mode` is for O_CREAT. -1 with errno, never EINTR. */
int nk_file_open(const char *path, int flags, mode_t mode);
/* fstat(2). False with errno, never EINTR. */
bool nk_file_look(int fd, struct stat *st);

#endif
