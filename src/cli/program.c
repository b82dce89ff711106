#include "cli/program.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static enum nk_status cannot_start(struct nk_ctx *ctx, const char *name, int number)
{
    struct nk_err err;
    char what[160];
    snprintf(what, sizeof what, "cannot run '%.100s'", name);
    nk_err_errno(&err, number, what);
    return nk_cli_fail(ctx, &err);
}

/* The child of a session: Ctrl-C is for the program, not for us. */
static enum nk_status run_child(struct nk_ctx *ctx, char *const *words)
{
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before[2];
    posix_spawnattr_t how;
    sigset_t ending;
    pid_t child;
    int status = 0, number;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGQUIT);
    number = posix_spawnattr_init(&how);
    if (number != 0)
        return cannot_start(ctx, words[0], number);
    posix_spawnattr_setsigdefault(&how, &ending);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGDEF);
    sigaction(SIGINT, &ignore, &before[0]);
    sigaction(SIGQUIT, &ignore, &before[1]);
    number = posix_spawnp(&child, words[0], NULL, &how, words, environ);
    while (number == 0 && waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            break;
    sigaction(SIGINT, &before[0], NULL);
    sigaction(SIGQUIT, &before[1], NULL);
    posix_spawnattr_destroy(&how);
    if (number != 0)
        return cannot_start(ctx, words[0], number);
    return (enum nk_status)(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

enum nk_status nk_cli_program_run(struct nk_ctx *ctx, const char *const *words)
{
    char *const *argv = (char *const *)(uintptr_t)words; /* execvp() does not write there */
    if (!nk_out_flush(ctx->out))
        return NK_FAILED; /* told at the command's end */
    if (ctx->source != NULL)
        return run_child(ctx, argv);
    execvp(argv[0], argv);
    return cannot_start(ctx, argv[0], errno);
}
