/*
 * Damaged inputs for one parser: damage PROGRAM NAME FOLDER COUNT SEED SECONDS MEMORY SEEDS... --
 * COMMANDS...
 *
 * Each of COUNT inputs is one of the files SEEDS, damaged; it is given to one of COMMANDS, whose
 * word '@' is the file's path. PROGRAM is netkit, or '-': then a copy of this process runs the
 * command line, which is quicker where a program starts slowly; or '+': a copy gives the input to
 * the fuzz target that is linked in. A command that ends by a signal, with a status other than 0, 1
 * and 2 (the world has not failed; behind '!' it may have: 3), after more than 5 s of processor
 * time or with more than MEMORY MiB (0: any) is told with its input, which stays in FOLDER. Ends
 * after SECONDS at the latest (0: any time).
 *
 * Prints one line of what was done; its status is 1 where anything was told.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "mutate.h"

enum { CPU_SECONDS = 5, WALL_SECONDS = 60, WORDS_MAX = 32 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) __attribute__((weak));

struct run {
    const char *program, *name;
    char path[512], kept[600];
    size_t seed_count, command_count;
    struct bytes *seeds;
    char **commands;
    long memory_most;         /* MiB */
    long memory, statuses[4]; /* what was seen: KiB, and how often each status */
    double seconds;
    int failed;
};

static void fail(const char *what, const char *which)
{
    fprintf(stderr, "damage: %s '%s': %s\n", what, which, strerror(errno));
    exit(2);
}

/* ---- files --------------------------------------------------------------- */

static struct bytes read_seed(const char *path)
{
    struct bytes b = {malloc(DAMAGED_MAX), 0};
    FILE *f = fopen(path, "rb");
    if (b.data == NULL || f == NULL)
        fail("cannot read", path);
    b.len = fread(b.data, 1, DAMAGED_MAX, f);
    fclose(f);
    b.data = realloc(b.data, b.len + 1);
    return b;
}

static void write_input(const char *path, const struct bytes *b)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, b->data, b->len) != (ssize_t)b->len)
        fail("cannot write", path);
    close(fd);
}

/* ---- one command --------------------------------------------------------- */

/* The words of a command line, which is changed; the list ends with NULL. `path` has '@' before it.
 */
static int split(char *line, char *path, char **words)
{
    static char zeroth[] = "netkit";
    int n = 0;
    words[n++] = zeroth;
    for (char *w = strtok(line, " "); w != NULL && n < WORDS_MAX - 1; w = strtok(NULL, " "))
        words[n++] = strcmp(w, "@") == 0 ? path + 1 : strcmp(w, "@@") == 0 ? path : w;
    words[n] = NULL;
    return n;
}

static int run_inside(int count, char **words)
{
    struct nk_out out, err;
    struct nk_ctx ctx;
    char err_buffer[1024];
    nk_ctx_init(&ctx, &out, &err, err_buffer, sizeof err_buffer);
    return nk_ctx_close(&ctx, nk_cli_run(&ctx, count, (const char *const *)words));
}

/* In memory of its very size, so that ASan sees a read behind it. */
static int run_target(const struct bytes *b)
{
    unsigned char *own = malloc(b->len);
    memcpy(own, b->data, b->len);
    int status = LLVMFuzzerTestOneInput(own, b->len);
    free(own);
    return status;
}

static void become(const struct run *x, const struct bytes *b, int count, char **words)
{
    int null = open("/dev/null", O_RDWR);
    const struct rlimit cpu = {CPU_SECONDS, CPU_SECONDS + 1}, core = {0, 0};
    for (int fd = 0; fd < (getenv("DAMAGE_SHOW") != NULL ? 1 : 3); fd++)
        dup2(null, fd);
    close(null);
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (strcmp(x->program, "-") == 0)
        exit(run_inside(count, words));
    if (strcmp(x->program, "+") == 0)
        exit(run_target(b));
    execv(x->program, words);
    _exit(127);
}

/* Waits for the child; one that does nothing for long is ended. */
static int wait_for(pid_t child, struct rusage *used)
{
    const struct timespec most = {WALL_SECONDS, 0};
    sigset_t ends;
    int status;
    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD);
    if (sigtimedwait(&ends, NULL, &most) != SIGCHLD)
        kill(child, SIGKILL);
    if (wait4(child, &status, 0, used) != child)
        fail("cannot wait for", "the command");
    return status;
}

/* What is wrong with how it ended, with `most` for the worst status; NULL for nothing. */
static const char *judge(struct run *x, int most, int status, const struct rusage *used)
{
    static char text[80];
    double seconds = (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) +
                     (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e6;
    x->seconds = seconds > x->seconds ? seconds : x->seconds;
    x->memory = used->ru_maxrss > x->memory ? used->ru_maxrss : x->memory;
    if (WIFSIGNALED(status))
        snprintf(text, sizeof text, "signal %d after %.1f s", WTERMSIG(status), seconds);
    else if (WEXITSTATUS(status) > most)
        snprintf(text, sizeof text, "status %d", WEXITSTATUS(status));
    else if (x->memory_most > 0 && used->ru_maxrss > x->memory_most * 1024)
        snprintf(text, sizeof text, "%ld MiB of memory", used->ru_maxrss / 1024);
    else {
        x->statuses[WEXITSTATUS(status)]++;
        return NULL;
    }
    return text;
}

static void run_one(struct run *x, const struct bytes *b, const char *command, long number)
{
    char line[1024], *words[WORDS_MAX];
    struct rusage used;
    snprintf(line, sizeof line, "%s", command + (*command == '!'));
    write_input(x->path + 1, b);
    int count = split(line, x->path, words);
    pid_t child = fork();
    if (child < 0)
        fail("cannot start", x->program);
    if (child == 0)
        become(x, b, count, words);
    const char *wrong = judge(x, *command == '!' ? 3 : 2, wait_for(child, &used), &used);
    if (wrong == NULL)
        return;
    snprintf(x->kept, sizeof x->kept, "%s-%ld", x->path + 1, number);
    write_input(x->kept, b);
    printf("damage: %s: %s: netkit %s (@ is %s)\n", x->name, wrong, command, x->kept);
    x->failed++;
}

/* ---- all of them --------------------------------------------------------- */

static long run_all(struct run *x, long count, uint64_t random, double seconds)
{
    struct bytes b = {malloc(DAMAGED_MAX), 0};
    struct timespec start, now;
    long done = 0;
    if (b.data == NULL)
        fail("cannot begin", x->name);
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (; done < count && x->failed < 20; done++) {
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (seconds > 0 && (double)(now.tv_sec - start.tv_sec) >= seconds)
            break;
        uint64_t own = random_next(&random);
        const struct bytes *seed = &x->seeds[random_next(&own) % x->seed_count];
        const struct bytes *other = &x->seeds[random_next(&own) % x->seed_count];
        memcpy(b.data, seed->data, seed->len);
        b.len = seed->len;
        mutate(&own, &b, other);
        run_one(x, &b, x->commands[(size_t)done % x->command_count], done);
    }
    free(b.data);
    return done;
}

int main(int argc, char **argv)
{
    sigset_t ends;
    int at = 8;
    if (argc < 11)
        return 2;
    struct run x = {.program = argv[1], .name = argv[2], .memory_most = atol(argv[7])};
    snprintf(x.path, sizeof x.path, "@%s/%s", argv[3], x.name);
    x.seeds = calloc((size_t)argc, sizeof *x.seeds);
    for (; at < argc && strcmp(argv[at], "--") != 0; at++)
        x.seeds[x.seed_count++] = read_seed(argv[at]);
    x.commands = &argv[at + 1];
    x.command_count = (size_t)(argc - at - 1);
    if (x.seed_count == 0 || at + 1 >= argc)
        return 2;
    sigemptyset(&ends);
    sigaddset(&ends, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    long done = run_all(&x, atol(argv[4]), strtoull(argv[5], NULL, 10), atof(argv[6]));
    printf("damage: %s: %ld inputs, %ld done, %ld no, %ld refused, ", x.name, done, x.statuses[0],
           x.statuses[1], x.statuses[2]);
    if (x.statuses[3] > 0)
        printf("%ld without an answer, ", x.statuses[3]);
    printf("%d failed; at most %.2f s, %.1f MiB\n", x.failed, x.seconds, (double)x.memory / 1024);
    unlink(x.path + 1);
    for (size_t i = 0; i < x.seed_count; i++)
        free(x.seeds[i].data);
    free(x.seeds);
    return x.failed > 0;
}
