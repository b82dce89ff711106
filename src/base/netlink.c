#include "base/netlink.h"

#include <errno.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    ROOM_FIRST = 64 * 1024, /* twice what the kernel fills at once */
    ROOM_MAX = 16 * 1024 * 1024,
};

/* What a datagram, or a try, came to. */
enum outcome {
    MORE,
    DONE,
    AGAIN,  /* broken: from the start once more */
    FAILED, /* `err` says it, or the sink has enough */
};

void nk_netlink_init(struct nk_netlink *n, int protocol)
{
    *n = (struct nk_netlink){.fd = -1, .protocol = protocol};
}

static void hang_up(struct nk_netlink *n)
{
    if (n->fd >= 0)
        close(n->fd);
    n->fd = -1;
}

void nk_netlink_release(struct nk_netlink *n)
{
    hang_up(n);
    free(n->data);
    nk_netlink_init(n, n->protocol);
}

/* ---- the socket ---------------------------------------------------------- */

/* Strict checks let the kernel filter, and caps keep our own request out of its answers; older
 * kernels do without. Without the deadline a lost answer would be waited for for ever. */
static bool set_up(int fd)
{
    const struct timeval wait = {.tv_sec = NK_NETLINK_SECONDS};
    const int on = 1;
    setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &on, sizeof on);
    setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on);
    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) == 0;
}

static bool open_socket(struct nk_netlink *n, const char *what, struct nk_err *err)
{
    if (n->data == NULL) {
        n->data = malloc(ROOM_FIRST);
        if (n->data == NULL)
            return nk_err_memory(err);
        n->room = ROOM_FIRST;
    }
    if (n->fd >= 0)
        return true;
    do
        n->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, n->protocol);
    while (n->fd < 0 && errno == EINTR);
    if (n->fd >= 0 && set_up(n->fd))
        return true;
    int number = errno;
    hang_up(n);
    return nk_err_errno(err, number, what);
}

static bool send_request(struct nk_netlink *n, const struct nk_buf *request, uint16_t flags,
                         const char *what, struct nk_err *err)
{
    const struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    struct nlmsghdr header;
    if (request->failed)
        return nk_err_memory(err);
    memcpy(&header, request->data, sizeof header);
    header.nlmsg_flags = flags;
    header.nlmsg_seq = ++n->seq;
    memcpy(request->data, &header, sizeof header);
    ssize_t sent;
    do
        sent = sendto(n->fd, request->data, request->len, 0, (const struct sockaddr *)&kernel,
                      sizeof kernel);
    while (sent < 0 && errno == EINTR);
    return sent >= 0 || nk_err_errno(err, errno, what);
}

/* ---- receiving ----------------------------------------------------------- */

/* recvmsg(), carried on with after a signal, yet not beyond the deadline that each wait has. */
static ssize_t receive_once(int fd, struct msghdr *msg)
{
    struct timespec start, now;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        ssize_t got = recvmsg(fd, msg, MSG_TRUNC);
        if (got >= 0 || errno != EINTR)
            return got;
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (now.tv_sec - start.tv_sec > NK_NETLINK_SECONDS) {
            errno = EAGAIN;
            return -1;
        }
    }
}

/* Makes room for datagrams of `len` bytes: the one that told of them is lost. */
static enum outcome grow(struct nk_netlink *n, size_t len, const char *what, struct nk_err *err)
{
    uint8_t *data = len > ROOM_MAX ? NULL : realloc(n->data, len);
    if (len > ROOM_MAX)
        nk_err_errno(err, EMSGSIZE, what);
    else if (data == NULL)
        nk_err_memory(err);
    if (data == NULL)
        return FAILED;
    n->data = data;
    n->room = len;
    return AGAIN;
}

/* The next datagram that the kernel sent: MORE and its bytes. */
static enum outcome receive(struct nk_netlink *n, struct nk_cursor *c, const char *what,
                            struct nk_err *err)
{
    for (;;) {
        struct sockaddr_nl from = {0};
        struct iovec iov = {.iov_base = n->data, .iov_len = n->room};
        struct msghdr msg = {
            .msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &iov, .msg_iovlen = 1};
        ssize_t got = receive_once(n->fd, &msg);
        if (got < 0 && errno == ENOBUFS)
            return AGAIN;
        if (got <= 0) {
            nk_err_errno(err, got == 0 || errno == EAGAIN ? ETIMEDOUT : errno, what);
            return FAILED;
        }
        if (msg.msg_namelen < sizeof from || from.nl_family != AF_NETLINK || from.nl_pid != 0)
            continue; /* any process may send us something */
        if ((size_t)got > n->room)
            return grow(n, (size_t)got, what, err);
        *c = nk_cursor(n->data, (size_t)got);
        return MORE;
    }
}

/* ---- what the kernel says of a question ---------------------------------- */

/* The words that the kernel adds to an error (struct nlmsgerr's attributes), NULL for none. */
static const char *kernel_words(const struct nk_nlmsg *m, size_t skip, size_t *len)
{
    struct nk_attrs attrs;
    if (!(m->flags & NLM_F_ACK_TLVS) || skip > m->len)
        return NULL;
    nk_attrs_read(&attrs, m->body, m->len, skip);
    return nk_attrs_text(&attrs, NLMSGERR_ATTR_MSG, len);
}

/* NLMSG_ERROR and NLMSG_DONE begin with an errno, negated; zero is none. True where it is none. */
static bool judge_verdict(struct nk_netlink *n, const struct nk_nlmsg *m, const char *what,
                          struct nk_err *err)
{
    struct nk_cursor c = nk_cursor(m->body, m->len);
    int verdict = (int)nk_host_u32(&c);
    if (verdict >= 0)
        return true;
    n->error = verdict == INT32_MIN ? EPROTO : -verdict;
    size_t skip = sizeof verdict, len;
    if (m->type == NLMSG_ERROR) { /* our request follows, whole where it is not capped */
        uint32_t whole = nk_host_u32(&c);
        skip += m->flags & NLM_F_CAPPED || whole < NK_NLMSG_HEADER ? NK_NLMSG_HEADER : whole;
    }
    const char *words = kernel_words(m, skip, &len);
    if (words == NULL)
        return nk_err_errno(err, n->error, what);
    return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "%s: %.*s", what, (int)(len < 120 ? len : 120),
                      words);
}

static bool damaged(struct nk_err *err, const char *what)
{
    return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "%s: the kernel's answer is damaged", what);
}

/* ---- dumps --------------------------------------------------------------- */

/* One message of an answer with our sequence number. */
static enum outcome take_message(struct nk_netlink *n, const struct nk_nlmsg *m, const char *what,
                                 const struct nk_netlink_sink *sink, struct nk_err *err)
{
    if (m->flags & NLM_F_DUMP_INTR || m->type == NLMSG_OVERRUN)
        return AGAIN;
    if (m->type == NLMSG_ERROR || m->type == NLMSG_DONE) {
        if (judge_verdict(n, m, what, err))
            return m->type == NLMSG_DONE ? DONE : MORE;
        if (n->error != EINTR)
            return FAILED;
        *err = (struct nk_err){0};
        return AGAIN;
    }
    if (m->type < NLMSG_MIN_TYPE)
        return MORE;
    return sink->message(sink->closure, m, err) ? MORE : FAILED;
}

static enum outcome take_datagram(struct nk_netlink *n, struct nk_cursor *c, const char *what,
                                  const struct nk_netlink_sink *sink, struct nk_err *err)
{
    struct nk_nlmsg m;
    while (nk_nlmsg_next(c, &m)) {
        if (m.seq != n->seq)
            continue;
        enum outcome outcome = take_message(n, &m, what, sink, err);
        if (outcome != MORE)
            return outcome;
    }
    if (!c->failed)
        return MORE;
    damaged(err, what);
    return FAILED;
}

static enum outcome dump_once(struct nk_netlink *n, const struct nk_buf *request, const char *what,
                              const struct nk_netlink_sink *sink, struct nk_err *err)
{
    struct nk_cursor c;
    n->error = 0;
    if (!open_socket(n, what, err) ||
        !send_request(n, request, NLM_F_REQUEST | NLM_F_DUMP, what, err))
        return FAILED;
    sink->begin(sink->closure);
    enum outcome outcome;
    do {
        outcome = receive(n, &c, what, err);
        if (outcome == MORE)
            outcome = take_datagram(n, &c, what, sink, err);
    } while (outcome == MORE);
    if (outcome != DONE)
        hang_up(n);
    return outcome;
}

bool nk_netlink_dump(struct nk_netlink *n, struct nk_buf *request, const char *what,
                     const struct nk_netlink_sink *sink, struct nk_err *err)
{
    for (int i = 0; i < NK_NETLINK_TRIES; i++) {
        enum outcome outcome = dump_once(n, request, what, sink, err);
        if (outcome != AGAIN)
            return outcome == DONE;
    }
    return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "%s: it changed %d times while it was read", what,
                      NK_NETLINK_TRIES);
}

/* ---- single answers ------------------------------------------------------ */

/* The first message of a datagram that answers us: DONE; MORE where there is none. */
static enum outcome take_answer(struct nk_netlink *n, struct nk_cursor *c, const char *what,
                                struct nk_nlmsg *answer, struct nk_err *err)
{
    while (nk_nlmsg_next(c, answer)) {
        if (answer->seq != n->seq)
            continue;
        if (answer->type == NLMSG_ERROR && !judge_verdict(n, answer, what, err))
            return FAILED;
        if (answer->type >= NLMSG_MIN_TYPE)
            return DONE;
    }
    if (!c->failed)
        return MORE;
    damaged(err, what);
    return FAILED;
}

static enum outcome ask_once(struct nk_netlink *n, const struct nk_buf *request, const char *what,
                             struct nk_nlmsg *answer, struct nk_err *err)
{
    struct nk_cursor c;
    n->error = 0;
    if (!open_socket(n, what, err) || !send_request(n, request, NLM_F_REQUEST, what, err))
        return FAILED;
    enum outcome outcome;
    do {
        outcome = receive(n, &c, what, err);
        if (outcome == MORE)
            outcome = take_answer(n, &c, what, answer, err);
    } while (outcome == MORE);
    if (outcome != DONE && n->error == 0)
        hang_up(n);
    return outcome;
}

bool nk_netlink_ask(struct nk_netlink *n, struct nk_buf *request, const char *what,
                    struct nk_nlmsg *answer, struct nk_err *err)
{
    for (int i = 0; i < NK_NETLINK_TRIES; i++) {
        enum outcome outcome = ask_once(n, request, what, answer, err);
        if (outcome != AGAIN)
            return outcome == DONE;
    }
    return nk_err_errno(err, ENOBUFS, what);
}
