#include "lab/conn.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { READ_AT_ONCE = 4096, MESSAGE_MAX = NK_DNS_MESSAGE_MAX + 2 };

void nk_lab_conn_close(struct nk_lab_conn *c)
{
    if (c->host == NULL)
        return;
    close(c->fd);
    nk_buf_release(&c->in);
    nk_buf_release(&c->out);
    *c = (struct nk_lab_conn){0};
}

/* A free slot, or the one that is nearest to its end. */
static struct nk_lab_conn *choose_slot(struct nk_lab_conn *conns)
{
    struct nk_lab_conn *slot = &conns[0];
    for (size_t i = 0; i < NK_LAB_CONNS_MAX && slot->host != NULL; i++)
        if (conns[i].host == NULL || conns[i].deadline < slot->deadline)
            slot = &conns[i];
    return slot;
}

void nk_lab_conn_accept(struct nk_lab_conn *conns, int listener, const struct nk_lab_host *host,
                        int64_t now)
{
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    struct nk_lab_conn *slot = choose_slot(conns);
    if (fd >= 0) {
        nk_lab_conn_close(slot);
        *slot = (struct nk_lab_conn){.host = host, .fd = fd, .deadline = now + NK_LAB_CONN_MS};
    } else if (errno == EMFILE || errno == ENFILE) {
        /* it goes on waiting, and would wake us for ever: an old one makes room */
        for (size_t i = 0; i < NK_LAB_CONNS_MAX; i++)
            if (conns[i].host != NULL && (slot->host == NULL || conns[i].deadline < slot->deadline))
                slot = &conns[i];
        nk_lab_conn_close(slot);
    }
}

static bool has_output(const struct nk_lab_conn *c)
{
    return c->sent < c->out.len;
}

short nk_lab_conn_events(const struct nk_lab_conn *c, int64_t now)
{
    if (has_output(c))
        return now < c->due ? 0 : POLLOUT;
    return c->ended ? 0 : POLLIN;
}

int64_t nk_lab_conn_wakes(const struct nk_lab_conn *c)
{
    return has_output(c) && c->due < c->deadline ? c->due : c->deadline;
}

/* False where the connection is over. */
static bool read_some(struct nk_lab_conn *c)
{
    char *room = nk_buf_room(&c->in, READ_AT_ONCE);
    if (room == NULL)
        return false;
    ssize_t n = recv(c->fd, room, READ_AT_ONCE, 0);
    if (n > 0)
        c->in.len += (size_t)n;
    c->ended = n == 0;
    return n >= 0 || errno == EINTR || errno == EAGAIN;
}

static bool write_some(struct nk_lab_conn *c)
{
    while (has_output(c)) {
        ssize_t n = send(c->fd, c->out.data + c->sent, c->out.len - c->sent, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno == EAGAIN;
        c->sent += (size_t)n;
    }
    nk_buf_clear(&c->out);
    c->sent = 0;
    return true;
}

/* Answers the first question that is whole; one at a time, so that a client that does not read is
 * owed one answer at most. */
static bool take_question(struct nk_lab_conn *c, int64_t now)
{
    const uint8_t *in = (const uint8_t *)c->in.data;
    if (has_output(c) || c->in.len < 2)
        return false;
    size_t len = (size_t)in[0] << 8 | in[1];
    if (c->in.len < len + 2)
        return false;
    nk_lab_answer(c->host, in + 2, len, true, &c->out);
    memmove(c->in.data, c->in.data + len + 2, c->in.len - len - 2);
    c->in.len -= len + 2;
    c->deadline = now + NK_LAB_CONN_MS;
    c->due = now + c->host->row->delay_ms;
    return true;
}

void nk_lab_conn_serve(struct nk_lab_conn *c, short events, int64_t now)
{
    bool alive = now < c->deadline && (events & POLLERR) == 0;
    if (alive && (events & (POLLIN | POLLHUP)) != 0 && c->in.len < MESSAGE_MAX && !c->ended)
        alive = read_some(c);
    while (alive && (take_question(c, now) || (has_output(c) && (events & POLLOUT) != 0))) {
        if (now < c->due)
            break;
        alive = write_some(c);
        if (has_output(c))
            break;
    }
    if (!alive || c->out.failed || (c->ended && !has_output(c)))
        nk_lab_conn_close(c);
}
