/*
 * Runs two command lines in turns and prints of each the least CPU time (user and system, of the
 * child alone), the least wall time, both in milliseconds, and the largest resident set, in KiB:
 *   measure ROUNDS COMMAND COMMAND
 * With ROUNDS as `-N` the commands are words between blanks, run without a shell, whose start would
 * count for more than that of a small program; what they print goes to /dev/null.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct figures {
    double cpu, wall;
    long rss;
};

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void run_words(const char *command)
{
    char *words[64], *text = strdup(command);
    int n = 0;
    for (char *word = strtok(text, " "); word != NULL && n < 63; word = strtok(NULL, " "))
        words[n++] = word;
    words[n] = NULL;
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
    execvp(words[0], words);
}

static void run(const char *command, int direct, struct figures *f)
{
    struct timespec start, end;
    struct rusage usage;
    int status;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = fork();
    if (child == 0) {
        if (direct)
            run_words(command);
        else
            execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || WEXITSTATUS(status) == 127)
        exit(1);
    clock_gettime(CLOCK_MONOTONIC, &end);
    double cpu = (seconds(usage.ru_utime) + seconds(usage.ru_stime)) * 1e3;
    double wall =
        (double)(end.tv_sec - start.tv_sec) * 1e3 + (double)(end.tv_nsec - start.tv_nsec) / 1e6;
    f->cpu = f->cpu == 0 || cpu < f->cpu ? cpu : f->cpu;
    f->wall = f->wall == 0 || wall < f->wall ? wall : f->wall;
    f->rss = usage.ru_maxrss > f->rss ? usage.ru_maxrss : f->rss;
}

int main(int argc, char **argv)
{
    struct figures f[2] = {0};
    if (argc != 4)
        return 2;
    int direct = argv[1][0] == '-';
    for (int i = atoi(argv[1] + direct); i > 0; i--) {
        run(argv[2], direct, &f[0]);
        run(argv[3], direct, &f[1]);
    }
    for (int i = 0; i < 2; i++)
        printf("%.2f %.2f %ld\n", f[i].cpu, f[i].wall, f[i].rss);
    return 0;
}
