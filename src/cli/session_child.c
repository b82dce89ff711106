#include "cli/session_child.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

enum { PATIENCE = 3 /* so many SIGINT, then it is killed */ };

/* The processes of one command line. */
struct job {
    struct nk_session *s;
    const struct nk_session_output *output;
    int rows[2], pipe[2]; /* -1: closed */
    pid_t pids[2];        /* netkit, and the shell's; 0: none, or over */
    int statuses[2];      /* of waitpid() */
    unsigned interrupts;
    bool told; /* of the end of the session */
};

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool cannot(const struct job *j, const char *what, int number)
{
    struct nk_err err;
    nk_err_errno(&err, number, what);
    nk_cli_fail(j->s->ctx, &err);
    return false;
}

/* ---- in the children ------------------------------------------------------- */

static void start_child(const struct job *j, pid_t parent)
{
    if (j->s->signals != NULL)
        nk_signals_release(j->s->signals);
    j->s->signals = NULL;
    prctl(PR_SET_PDEATHSIG, SIGHUP);
    if (getppid() != parent)
        _exit(1);
}

/* Standard output becomes the pipe or the file. False after the message. */
static bool turn_output(const struct job *j)
{
    const struct nk_session_output *output = j->output;
    int fd = j->pipe[1], end = output->to == NK_TO_FILE_END ? O_APPEND : O_TRUNC;
    if (output->to == NK_TO_OUTPUT)
        return true;
    if (output->to != NK_TO_COMMAND)
        fd = nk_file_open(output->file, O_WRONLY | O_CREAT | end, 0666);
    if (fd < 0) {
        struct nk_err err;
        nk_err_set(&err, NK_ERR_SYSTEM, 0, 0, "cannot write '%.120s': %s", output->file,
                   strerror(errno));
        nk_cli_fail(j->s->ctx, &err);
        return false;
    }
    if (dup2(fd, STDOUT_FILENO) < 0)
        return cannot(j, "cannot turn the output", errno);
    j->s->ctx->out->copy = NULL; /* the transcript has what the terminal has */
    nk_ctx_look_at_output(j->s->ctx);
    return true;
}

static void run_netkit(struct job *j, nk_session_runner *run, int argc, const char *const *argv)
{
    struct nk_ctx *ctx = j->s->ctx;
    struct nk_session_sink sink = {.fd = j->rows[1]};
    int status = NK_FAILED;
    close_fd(&j->pipe[0]); /* or it would be a reader itself */
    if (turn_output(j)) {
        ctx->tap_closure = &sink;
        status = run(j->s, argc, argv);
        nk_session_result_flush(&sink);
        status = nk_ctx_close(ctx, status);
        if (j->output->to == NK_TO_OUTPUT && ctx->out->error != 0)
            nk_session_result_put_lost(&sink);
    }
    _exit(status & 255);
}

static void run_shell(struct job *j)
{
    if (dup2(j->pipe[0], STDIN_FILENO) >= 0)
        execl("/bin/sh", "sh", "-c", j->output->command, (char *)NULL);
    cannot(j, "cannot run /bin/sh", errno);
    _exit(127);
}

/* ---- in the parent --------------------------------------------------------- */

static bool start(struct job *j, nk_session_runner *run, int argc, const char *const *argv)
{
    pid_t parent = getpid();
    if (pipe2(j->rows, O_CLOEXEC) != 0 ||
        (j->output->to == NK_TO_COMMAND && pipe2(j->pipe, O_CLOEXEC) != 0))
        return cannot(j, "cannot make a pipe", errno);
    pid_t pid = fork();
    if (pid == 0) {
        start_child(j, parent);
        run_netkit(j, run, argc, argv);
    }
    if (pid < 0)
        return cannot(j, "cannot start a process", errno);
    j->pids[0] = pid;
    close_fd(&j->rows[1]);
    close_fd(&j->pipe[1]);
    if (j->output->to != NK_TO_COMMAND)
        return true;
    pid = fork();
    if (pid == 0) {
        start_child(j, parent);
        run_shell(j);
    }
    if (pid > 0)
        j->pids[1] = pid;
    close_fd(&j->pipe[0]); /* without a reader the other one ends */
    return pid > 0 || cannot(j, "cannot start a process", errno);
}

/* True once all are over; waits for that where `flags` is 0. */
static bool reap(struct job *j, int flags)
{
    bool over = true;
    for (size_t i = 0; i < 2; i++) {
        pid_t got = 0;
        if (j->pids[i] == 0)
            continue;
        do
            got = waitpid(j->pids[i], &j->statuses[i], flags);
        while (got < 0 && errno == EINTR && flags == 0);
        if (got == j->pids[i] || (got < 0 && errno == ECHILD))
            j->pids[i] = 0;
        over = over && j->pids[i] == 0;
    }
    return over;
}

/* What there is of the rows; closes them at their end. */
static void read_rows(struct job *j, struct nk_session_sink *sink)
{
    while (j->rows[0] >= 0) {
        char *room = nk_buf_room(&sink->data, 16384);
        char lost[4096];
        ssize_t n =
            room != NULL ? read(j->rows[0], room, 16384) : read(j->rows[0], lost, sizeof lost);
        if (n > 0 && room != NULL)
            sink->data.len += (size_t)n;
        else if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
            close_fd(&j->rows[0]);
        else if (n < 0 && errno == EAGAIN)
            return;
    }
}

static void pass_on(const struct job *j, int number)
{
    for (size_t i = 0; i < 2; i++)
        if (j->pids[i] > 0)
            kill(j->pids[i], number);
}

/* Ctrl-C and Ctrl-Z come to all processes of the terminal; who sent a signal to this one alone
 * means the command. */
static void heed_signals(struct job *j)
{
    if (nk_signals_take(SIGINT)) {
        if (++j->interrupts < PATIENCE)
            pass_on(j, SIGINT);
        else if (j->pids[0] > 0)
            kill(j->pids[0], SIGKILL);
    }
    if (nk_signals_take(SIGTSTP))
        nk_signals_stop();
    int ending = nk_signals_ending();
    if (ending != 0 && !j->told) {
        j->told = true;
        pass_on(j, ending);
    }
}

/* At a prompt signals have to be heeded meanwhile; SIGCHLD is one of them. */
static void wait_at_prompt(struct job *j, struct nk_session_sink *sink)
{
    fcntl(j->rows[0], F_SETFL, O_NONBLOCK);
    while (!reap(j, WNOHANG)) {
        struct pollfd p = {.fd = j->rows[0], .events = POLLIN};
        nk_signals_poll(j->s->signals, &p, p.fd >= 0, -1);
        heed_signals(j);
        read_rows(j, sink);
    }
    read_rows(j, sink);
    /* the Ctrl-C that ended the command is not the next one's */
    nk_signals_poll(j->s->signals, NULL, 0, 0);
    if (WIFSIGNALED(j->statuses[0]) && WTERMSIG(j->statuses[0]) == SIGINT)
        nk_signals_take(SIGINT);
}

static int status_of(int status)
{
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* The status of the line: COMMAND's, or netkit's where that is 0; that its reader had enough is no
 * failure. */
static int judge(const struct job *j, bool *interrupted)
{
    bool piped = j->output->to == NK_TO_COMMAND;
    int own = status_of(j->statuses[0]), other = piped ? status_of(j->statuses[1]) : 0;
    if (piped && own == 128 + SIGPIPE)
        own = 0;
    bool quiet = j->output->to == NK_TO_OUTPUT && own == 128 + SIGPIPE;
    *interrupted = own == 128 + SIGINT || other == 128 + SIGINT;
    if (WIFSIGNALED(j->statuses[0]) && own != 0 && !*interrupted && !quiet)
        nk_cli_say(j->s->ctx, "the command was ended by signal %d (%s)", own - 128,
                   strsignal(own - 128));
    return other != 0 ? other : own;
}

int nk_session_child(struct nk_session *s, nk_session_runner *run, int argc,
                     const char *const *argv, const struct nk_session_output *output,
                     struct nk_session_sink *rows, bool *interrupted)
{
    struct job j = {.s = s, .output = output, .rows = {-1, -1}, .pipe = {-1, -1}};
    *interrupted = false;
    nk_out_flush(s->ctx->out); /* or the child would write it once more */
    nk_out_flush(s->ctx->err);
    bool started = start(&j, run, argc, argv);
    close_fd(&j.rows[1]);
    close_fd(&j.pipe[0]);
    close_fd(&j.pipe[1]);
    if (j.pids[0] > 0 && s->signals != NULL) {
        wait_at_prompt(&j, rows);
    } else if (j.pids[0] > 0) {
        read_rows(&j, rows);
        reap(&j, 0);
    }
    close_fd(&j.rows[0]);
    if (nk_session_result_take_lost(&rows->data))
        s->output_lost = true;
    if (s->signals != NULL && output->to == NK_TO_OUTPUT && WIFSIGNALED(j.statuses[0]) &&
        WTERMSIG(j.statuses[0]) == SIGPIPE)
        raise(SIGPIPE); /* nobody reads: the session ends as quietly */
    return started ? judge(&j, interrupted) : NK_FAILED;
}
