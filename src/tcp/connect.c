#include "tcp/connect.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "netkit/host.h"

enum { STAGGER_MS = 250 };

/* ---- one address ------------------------------------------------------------ */

static void end(struct nk_tcp_attempt *a, int error)
{
    if (a->fd >= 0)
        close(a->fd);
    a->fd = -1;
    a->error = error;
    switch (error) {
    case 0:
        a->answer = NK_TCP_OPEN;
        break;
    case ECONNREFUSED:
    case ECONNRESET:
    case EHOSTUNREACH:
    case EHOSTDOWN:
        a->answer = NK_TCP_CLOSED_PORT;
        break;
    case ETIMEDOUT:
        a->answer = NK_TCP_NO_ANSWER;
        break;
    default:
        a->answer = NK_TCP_TROUBLE;
    }
}

/*
 * What came of a connect() that has done: 0, or an errno. A port of this machine that nobody holds
 * may be the one that the kernel chooses for our own end: then both SYNs are ours, and the
 * connection is with itself. It is not to keep the port in TIME-WAIT, or nobody could listen there.
 */
static int judge(int fd)
{
    const struct linger reset = {.l_onoff = 1};
    struct sockaddr_storage here, there;
    socklen_t here_len = sizeof here, there_len = sizeof there;
    struct nk_addr ours, theirs;
    uint16_t our_port, their_port;
    if (getsockname(fd, (struct sockaddr *)&here, &here_len) != 0 ||
        getpeername(fd, (struct sockaddr *)&there, &there_len) != 0)
        return errno;
    if (!nk_addr_from_sockaddr((struct sockaddr *)&here, here_len, &ours, &our_port) ||
        !nk_addr_from_sockaddr((struct sockaddr *)&there, there_len, &theirs, &their_port) ||
        our_port != their_port || nk_addr_compare(&ours, &theirs) != 0)
        return 0;
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    return ECONNREFUSED;
}

static void begin(struct nk_tcp_attempt *a, int64_t now)
{
    struct sockaddr_storage sa;
    socklen_t len = nk_addr_to_sockaddr(&a->addr, a->port, &sa);
    int failed;
    a->tried = true;
    a->due = now + STAGGER_MS;
    do
        a->fd = socket(sa.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    while (a->fd < 0 && errno == EINTR);
    if (a->fd < 0) {
        end(a, errno);
        return;
    }
    do
        failed = connect(a->fd, (struct sockaddr *)&sa, len);
    while (failed != 0 && errno == EINTR);
    if (failed == 0 || errno == EISCONN)
        end(a, judge(a->fd));
    else if (errno != EINPROGRESS && errno != EALREADY)
        end(a, errno);
}

static void see(struct nk_tcp_attempt *a)
{
    int error = 0;
    socklen_t len = sizeof error;
    if (getsockopt(a->fd, SOL_SOCKET, SO_ERROR, &error, &len) != 0)
        error = errno;
    end(a, error == 0 ? judge(a->fd) : error);
}

/* ---- all of them -------------------------------------------------------------- */

/* Where the target's attempts end that begin at `first`. */
static size_t target_end(const struct nk_tcp_attempt *all, size_t count, size_t first)
{
    size_t i = first;
    while (i < count && all[i].target == all[first].target)
        i++;
    return i;
}

static void leave(struct nk_tcp_attempt *a)
{
    if (a->fd >= 0)
        close(a->fd);
    a->fd = -1;
}

/* Begins what is due of one target; returns when the next one is, -1 for never. */
static int64_t go_on(struct nk_tcp_attempt *all, size_t first, size_t last, int64_t now)
{
    for (size_t i = first; i < last; i++)
        if (all[i].answer == NK_TCP_OPEN) {
            for (size_t j = first; j < last; j++)
                leave(&all[j]);
            return -1;
        }
    for (size_t i = first; i < last; i++) {
        if (!all[i].tried)
            begin(&all[i], now);
        if (all[i].answer == NK_TCP_OPEN)
            return go_on(all, first, last, now);
        if (all[i].fd >= 0 && i + 1 < last && !all[i + 1].tried && now < all[i].due)
            return all[i].due;
    }
    return -1;
}

/* Puts those under way into `polls`; returns how many. */
static nfds_t gather(struct nk_tcp_attempt *all, size_t count, struct pollfd *polls)
{
    nfds_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (all[i].fd >= 0)
            polls[n++] = (struct pollfd){.fd = all[i].fd, .events = POLLOUT};
    return n;
}

static void take_answers(struct nk_tcp_attempt *all, size_t count, const struct pollfd *polls)
{
    nfds_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (all[i].fd >= 0 && polls[n++].revents != 0)
            see(&all[i]);
}

/* Begins what is due of all targets; returns when something is due next, at `deadline` at the
 * latest. */
static int64_t go_on_all(struct nk_tcp_attempt *all, size_t count, int64_t deadline)
{
    int64_t now = nk_clock_ms(), wake = deadline;
    for (size_t i = 0, last; i < count; i = last) {
        last = target_end(all, count, i);
        int64_t due = go_on(all, i, last, now);
        if (due >= 0 && due < wake)
            wake = due;
    }
    return wake;
}

bool nk_tcp_attempts_run(struct nk_tcp_attempt *all, size_t count, int64_t deadline,
                         struct nk_err *err)
{
    struct pollfd *polls = calloc(count > 0 ? count : 1, sizeof *polls);
    if (polls == NULL)
        return nk_err_memory(err);
    bool late = false;
    while (!late) {
        int64_t wake = go_on_all(all, count, deadline);
        nfds_t n = gather(all, count, polls);
        int64_t left = wake - nk_clock_ms();
        if (n == 0)
            break;
        late = left <= 0 && wake == deadline;             /* what has come by then counts */
        if (poll(polls, n, left < 0 ? 0 : (int)left) > 0) /* a signal is no answer */
            take_answers(all, count, polls);
    }
    for (size_t i = 0; i < count; i++) {
        if (all[i].fd >= 0)
            all[i].error = ETIMEDOUT;
        leave(&all[i]);
    }
    free(polls);
    return true;
}
