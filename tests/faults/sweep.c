/*
 * Many faults with one start of the program. What a run takes is little beside the start: the
 * program is mapped and linked once, and forked before main() for each fault.
 *
 *   FAULT_SWEEP=FILE     its lines are "MAY SETTING...": MAY is = where output and status have to
 *                        be those of a run without a fault, and ? where it may also be status 3
 *                        with a message; the settings come into the environment of that run
 *   FAULT_GOOD=STATUS    the status of a run without a fault; its output is in the file "good"
 *
 * Of each run that was neither, the file "bad" has a line "NUMBER STATUS MAY SETTING...", and
 * out.NUMBER and err.NUMBER hold what it wrote.
 */
#include "sweep.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct text {
    char *bytes;
    size_t length;
};

/* Ends the process: the tests see that no file "bad" is there. */
static void give_up(const char *what)
{
    perror(what);
    _exit(99);
}

/* All bytes of a file, and a NUL behind them. */
static struct text read_all(int fd)
{
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0)
        give_up("sweep: cannot read");
    struct text t = {malloc((size_t)st.st_size + 1), (size_t)st.st_size};
    if (t.bytes == NULL || pread(fd, t.bytes, t.length, 0) != st.st_size)
        give_up("sweep: cannot read");
    t.bytes[t.length] = '\0';
    return t;
}

static struct text read_file(const char *path)
{
    int fd = open(path, O_RDONLY);
    struct text t = read_all(fd);
    close(fd);
    return t;
}

static void write_file(const char *name, unsigned number, struct text t)
{
    char path[64];
    snprintf(path, sizeof path, "%s.%u", name, number);
    FILE *f = fopen(path, "w");
    if (f == NULL || fwrite(t.bytes, 1, t.length, f) != t.length || fclose(f) != 0)
        give_up(path);
}

static int empty_place(const char *name)
{
    int fd = memfd_create(name, MFD_CLOEXEC);
    if (fd < 0)
        give_up("sweep: memfd_create");
    return fd;
}

/* In the child: the place of what it writes, and its fault. */
static void become(char *settings, int out, int err)
{
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    close(out);
    close(err);
    unsetenv("FAULT_SWEEP");
    unsetenv("FAULT_GOOD");
    for (char *one = strtok(settings, " "); one != NULL; one = strtok(NULL, " "))
        putenv(one);
}

static int status_of(pid_t child)
{
    int status;
    if (waitpid(child, &status, 0) != child)
        give_up("sweep: waitpid");
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void sweep(const char *file)
{
    struct text cases = read_file(file), good = read_file("good");
    const char *status = getenv("FAULT_GOOD");
    int good_status = status == NULL ? 0 : atoi(status);
    unsigned number = 0;
    FILE *bad = fopen("bad.part", "we");
    if (bad == NULL)
        give_up("sweep: bad.part");
    for (char *line = cases.bytes, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        int out = empty_place("out"), err = empty_place("err");
        fflush(bad);
        pid_t child = fork();
        if (child < 0)
            give_up("sweep: fork");
        if (child == 0) {
            close(fileno(bad));
            become(line + 2, out, err);
            return;
        }
        int got = status_of(child);
        struct text said = read_all(out), told = read_all(err);
        int same = got == good_status && said.length == good.length &&
                   memcmp(said.bytes, good.bytes, good.length) == 0;
        if (!same && !(line[0] == '?' && got == 3 && told.length > 0)) {
            fprintf(bad, "%u %d %s\n", ++number, got, line);
            write_file("out", number, said);
            write_file("err", number, told);
        }
        free(said.bytes);
        free(told.bytes);
        close(out);
        close(err);
    }
    if (fclose(bad) != 0 || rename("bad.part", "bad") != 0)
        give_up("sweep: bad");
    _exit(0);
}
