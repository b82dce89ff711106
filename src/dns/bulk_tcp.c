/* Questions over TCP (RFC 7766): few connections, one question at a time on each. */
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "dns/bulk_part.h"

bool nk_bulk_tcp_init(struct nk_bulk_run *r)
{
    r->connections = calloc(NK_BULK_CONNECTIONS, sizeof *r->connections);
    if (r->connections == NULL) {
        return nk_bulk_fail_memory(r);
    }
    for (size_t i = 0; i < NK_BULK_CONNECTIONS; i++)
        r->connections[i].fd = -1;
    return true;
}

static void close_connection(struct nk_bulk_connection *c)
{
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1;
    nk_buf_release(&c->in);
    nk_buf_release(&c->out);
}

void nk_bulk_tcp_release(struct nk_bulk_run *r)
{
    for (size_t i = 0; r->connections != NULL && i < NK_BULK_CONNECTIONS; i++)
        close_connection(&r->connections[i]);
    free(r->connections);
}

void nk_bulk_tcp_forget(struct nk_bulk_run *r, uint32_t slot)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    if (s->state == NK_BULK_STREAM)
        nk_bulk_unlink(r, &r->servers[s->server].streams, slot);
    else if (s->state == NK_BULK_TALKING)
        close_connection(&r->connections[s->place]);
}

/* ---- starting -------------------------------------------------------------- */

/* The first of the queue that may start: an answer may have 64 KiB, and what is held has a limit,
 * but for the one whose turn it is. */
static uint32_t choose_slot(struct nk_bulk_run *r, struct nk_bulk_queue *q)
{
    uint32_t slot = q->first;
    bool room = r->held + (size_t)NK_BULK_CONNECTIONS * NK_DNS_MESSAGE_MAX <= NK_BULK_HELD_MAX;
    while (slot != NK_WINDOW_NONE && !room && !nk_window_is_next(&r->window, slot))
        slot = r->slots[slot].next;
    return slot;
}

/* An idle connection to the server, else a free place, else one that idles elsewhere. */
static struct nk_bulk_connection *choose_connection(struct nk_bulk_run *r, uint16_t server)
{
    struct nk_bulk_connection *best = NULL;
    for (size_t i = 0; i < NK_BULK_CONNECTIONS; i++) {
        struct nk_bulk_connection *c = &r->connections[i];
        if (c->fd >= 0 && c->slot == NK_WINDOW_NONE && c->server == server)
            return c;
        if (c->fd < 0 || (c->slot == NK_WINDOW_NONE && best == NULL))
            best = c;
    }
    if (best != NULL)
        close_connection(best);
    return best;
}

/* Opens the connection; false with errno. */
static bool open_connection(struct nk_bulk_run *r, struct nk_bulk_connection *c, uint16_t server)
{
    uint32_t at = (uint32_t)(c - r->connections);
    int fd = nk_bulk_connect(r, server, SOCK_STREAM);
    if (fd < 0)
        return false;
    *c = (struct nk_bulk_connection){.fd = fd, .server = server, .slot = NK_WINDOW_NONE};
    if (nk_bulk_watch(r, fd, EPOLLIN | EPOLLOUT, NK_BULK_CONNECTION, at, true))
        return true;
    int why = errno;
    close_connection(c);
    errno = why;
    return false;
}

/* Writes the query behind its length (RFC 1035 4.2.2). */
static bool prepare(struct nk_bulk_run *r, struct nk_bulk_connection *c, uint32_t slot)
{
    nk_buf_clear(&c->out);
    nk_buf_clear(&c->in);
    c->slot = slot;
    c->written = c->length_got = 0;
    c->id = nk_bulk_random(r);
    uint8_t *bytes = (uint8_t *)nk_buf_room(&c->out, 2 + nk_bulk_query_room(r));
    if (bytes == NULL) {
        return nk_bulk_fail_memory(r);
    }
    size_t len = nk_bulk_write_query(r, &r->slots[slot], bytes + 2);
    bytes[0] = (uint8_t)(len >> 8);
    bytes[1] = (uint8_t)len;
    bytes[2] = (uint8_t)(c->id >> 8);
    bytes[3] = (uint8_t)c->id;
    c->out.len = 2 + len;
    return !r->failed;
}

static void start_slot(struct nk_bulk_run *r, struct nk_bulk_connection *c, uint32_t slot)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    uint32_t at = (uint32_t)(c - r->connections);
    bool good = nk_dns_may_ask(&r->b->servers[s->server].addr);
    bool open = good && (c->fd >= 0 || open_connection(r, c, s->server));
    int why = good ? errno : 0;
    if (r->failed)
        return;
    s->transport = NK_DNS_TCP;
    nk_bulk_start_timer(r, slot);
    if (!open) {
        nk_bulk_fault(r, slot, good ? NK_DNS_UNREACHABLE : NK_DNS_BAD_ADDRESS, why);
        return;
    }
    s->state = NK_BULK_TALKING;
    s->place = at;
    if (prepare(r, c, slot))
        nk_bulk_watch(r, c->fd, EPOLLIN | EPOLLOUT, NK_BULK_CONNECTION, at, false);
}

void nk_bulk_tcp_start(struct nk_bulk_run *r)
{
    for (uint16_t i = 0; i < r->b->server_count; i++) {
        struct nk_bulk_queue *q = &r->servers[i].streams;
        uint32_t slot;
        struct nk_bulk_connection *c;
        while (!r->failed && !r->stopped && q->first != NK_WINDOW_NONE &&
               (slot = choose_slot(r, q)) != NK_WINDOW_NONE &&
               (c = choose_connection(r, i)) != NULL) {
            nk_bulk_unlink(r, q, slot);
            start_slot(r, c, slot);
        }
    }
}

/* ---- talking --------------------------------------------------------------- */

/* The connection is over. A question that found it closed by a server that had answered on it
 * before gets a new one, which is no further try. */
static void end_connection(struct nk_bulk_run *r, struct nk_bulk_connection *c, int why)
{
    uint32_t slot = c->slot;
    bool again = c->used && c->length_got == 0;
    bool connected = c->connected;
    close_connection(c);
    if (slot == NK_WINDOW_NONE)
        return;
    if (again) {
        struct nk_bulk_slot *s = &r->slots[slot];
        nk_timers_drop(&r->timers, slot);
        s->state = NK_BULK_STREAM;
        s->tries--;
        nk_bulk_unshift(r, &r->servers[s->server].streams, slot);
        return;
    }
    nk_bulk_fault(r, slot, connected ? NK_DNS_CLOSED : NK_DNS_UNREACHABLE, why);
}

static bool is_connected(struct nk_bulk_connection *c, int *why)
{
    socklen_t len = sizeof *why;
    if (getsockopt(c->fd, SOL_SOCKET, SO_ERROR, why, &len) != 0)
        *why = errno;
    c->connected = *why == 0;
    return c->connected;
}

/* Writes what is left of the query; false where the connection is over. */
static bool write_query(struct nk_bulk_run *r, struct nk_bulk_connection *c)
{
    while (c->slot != NK_WINDOW_NONE && c->written < c->out.len) {
        ssize_t n = send(c->fd, c->out.data + c->written, c->out.len - c->written, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno == EAGAIN;
        c->written += (size_t)n;
    }
    nk_bulk_watch(r, c->fd, EPOLLIN, NK_BULK_CONNECTION, (uint32_t)(c - r->connections), false);
    return true;
}

/* One whole message is there. What does not count is passed over: the wait goes on. */
static void take_message(struct nk_bulk_run *r, struct nk_bulk_connection *c)
{
    uint32_t slot = c->slot;
    struct nk_bulk_slot *s = &r->slots[slot];
    const uint8_t *bytes = (const uint8_t *)c->in.data;
    size_t len = c->in.len;
    c->length_got = 0;
    if (len < NK_DNS_HEADER_LEN || !nk_bulk_counts_as_answer(r, s, c->id, bytes, len)) {
        s->dropped++;
        nk_buf_clear(&c->in);
        return;
    }
    c->slot = NK_WINDOW_NONE;
    c->used = true;
    nk_bulk_answer(r, slot, bytes, len, true);
    nk_buf_release(&c->in);
}

/* Reads what is there of the length and the message. 1: go on; 0: no more now; -1: the end. */
static int read_some(struct nk_bulk_run *r, struct nk_bulk_connection *c)
{
    size_t length = (size_t)c->length[0] << 8 | c->length[1];
    bool head = c->length_got < 2;
    uint8_t *to = c->length + c->length_got;
    size_t want = head ? 2 - c->length_got : length - c->in.len;
    if (!head && (to = (uint8_t *)nk_buf_room(&c->in, want)) == NULL) {
        nk_bulk_fail_memory(r);
        return 0;
    }
    ssize_t n = recv(c->fd, to, want, 0);
    if (n < 0)
        return errno == EINTR ? 1 : errno == EAGAIN ? 0 : -1;
    errno = 0;
    if (n == 0)
        return -1;
    if (head) {
        c->length_got += (size_t)n;
        return c->length_got == 2 && c->length[0] == 0 && c->length[1] == 0 ? -1 : 1;
    }
    c->in.len += (size_t)n;
    if (c->in.len == length)
        take_message(r, c);
    return 1;
}

void nk_bulk_tcp_event(struct nk_bulk_run *r, uint32_t at, uint32_t events)
{
    struct nk_bulk_connection *c = &r->connections[at];
    int why = 0, more = 1;
    if (c->fd < 0)
        return;
    if (!c->connected && !is_connected(c, &why)) {
        end_connection(r, c, why);
        return;
    }
    if ((events & EPOLLOUT) && !write_query(r, c)) {
        end_connection(r, c, errno);
        return;
    }
    if (!(events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
        return;
    while (more > 0 && !r->failed && !r->stopped) {
        if (c->slot == NK_WINDOW_NONE) { /* idle: nothing that comes now is asked for */
            uint8_t byte;
            ssize_t n = recv(c->fd, &byte, 1, MSG_PEEK);
            if (n >= 0 || (errno != EAGAIN && errno != EINTR))
                close_connection(c);
            return;
        }
        more = read_some(r, c);
    }
    if (more < 0)
        end_connection(r, c, errno);
}
