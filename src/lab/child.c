#include "lab/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* The child: Ctrl-C is for the command that it serves, whose end is its own. It holds neither the
 * command's input nor its output, or whoever reads that would wait for the lab. */
static void run_child(struct nk_lab_server *s, pid_t parent)
{
    struct nk_err err;
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1); /* it ended before the line above */
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; null >= 0 && fd <= 2; fd++)
        dup2(null, fd);
    _exit(nk_lab_server_run(s, -1, &err) ? 0 : 1);
}

pid_t nk_lab_child_start(struct nk_lab_server *s, struct nk_err *err)
{
    pid_t parent = getpid(), child = fork();
    if (child == 0)
        run_child(s, parent);
    int number = errno;
    nk_lab_server_close(s);
    if (child > 0)
        return child;
    nk_err_errno(err, number, "cannot start the lab's process");
    return 0;
}

void nk_lab_child_stop(pid_t child)
{
    if (child <= 0)
        return;
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
}
