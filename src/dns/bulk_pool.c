/* The pool of connected sockets, and which question waits on which for which ID. */
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "dns/bulk_part.h"
#include "dns/transport.h"
#include "netkit/host.h"

bool nk_bulk_pool_init(struct nk_bulk_run *r)
{
    uint32_t heads = 256;
    while (heads < 2 * r->b->in_flight)
        heads *= 2;
    r->id_mask = heads - 1;
    r->ids = malloc(heads * sizeof *r->ids);
    r->socket_room = NK_BULK_SOCKETS * (uint32_t)r->b->server_count + NK_BULK_RETIRED;
    r->sockets = calloc(r->socket_room, sizeof *r->sockets);
    if (r->ids == NULL || r->sockets == NULL) {
        return nk_bulk_fail_memory(r);
    }
    for (uint32_t i = 0; i < heads; i++)
        r->ids[i] = NK_WINDOW_NONE;
    return true;
}

void nk_bulk_pool_release(struct nk_bulk_run *r)
{
    for (uint32_t i = 0; i < r->socket_count; i++)
        if (r->sockets[i].fd >= 0)
            close(r->sockets[i].fd);
    free(r->sockets);
    free(r->ids);
}

/* ---- IDs: unique on their socket ------------------------------------------- */

static uint32_t *find_head(const struct nk_bulk_run *r, uint32_t place, uint16_t id)
{
    return &r->ids[(id ^ place * 0x9e37u) & r->id_mask];
}

uint32_t nk_bulk_find(const struct nk_bulk_run *r, uint32_t place, uint16_t id)
{
    uint32_t slot = *find_head(r, place, id);
    while (slot != NK_WINDOW_NONE && (r->slots[slot].id != id || r->slots[slot].place != place))
        slot = r->slots[slot].next;
    return slot;
}

bool nk_bulk_give_id(struct nk_bulk_run *r, uint32_t slot, uint32_t place)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    uint16_t id;
    do {
        id = nk_bulk_random(r);
        if (r->failed)
            return false;
    } while (nk_bulk_find(r, place, id) != NK_WINDOW_NONE);
    uint32_t *head = find_head(r, place, id);
    s->id = id;
    s->place = place;
    s->next = *head;
    *head = slot;
    r->sockets[place].pending++;
    return true;
}

static void close_socket(struct nk_bulk_socket *s)
{
    close(s->fd);
    s->fd = -1;
}

void nk_bulk_forget(struct nk_bulk_run *r, uint32_t slot)
{
    struct nk_bulk_slot *s = &r->slots[slot];
    struct nk_bulk_socket *socket = &r->sockets[s->place];
    uint32_t *link = find_head(r, s->place, s->id);
    while (*link != slot)
        link = &r->slots[*link].next;
    *link = s->next;
    if (--socket->pending == 0 && socket->retired)
        close_socket(socket);
}

/* ---- sockets --------------------------------------------------------------- */

/* An ICMP error then comes with the datagram that it is about, so that it ends one try only. */
static void ask_for_errors(int fd, uint8_t family)
{
    const int on = 1;
    if (family == NK_IPV4)
        setsockopt(fd, IPPROTO_IP, IP_RECVERR, &on, sizeof on);
    else
        setsockopt(fd, IPPROTO_IPV6, IPV6_RECVERR, &on, sizeof on);
}

/* The source that the user chose; the run fails where that is not ours. A random port else. */
static bool bind_source(struct nk_bulk_run *r, int fd, uint8_t family, int type)
{
    const struct nk_dns_policy *p = r->b->policy;
    struct sockaddr_storage own;
    const int on = 1;
    if (p->source.family == NK_FAMILY_NONE)
        return type != SOCK_DGRAM || nk_dns_bind_random(fd, family, r->err) || nk_bulk_fail(r);
    if (p->source.family != family) {
        errno = EAFNOSUPPORT;
        return false;
    }
    socklen_t len = nk_addr_to_sockaddr(&p->source, p->source_port, &own);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); /* one port for several servers */
    if (bind(fd, (const struct sockaddr *)&own, len) == 0)
        return true;
    nk_dns_source_error(p, errno, r->err);
    return nk_bulk_fail(r);
}

int nk_bulk_connect(struct nk_bulk_run *r, size_t server, int type)
{
    const struct nk_dns_server *to = &r->b->servers[server];
    struct sockaddr_storage address;
    socklen_t len = nk_addr_to_sockaddr(&to->addr, to->port, &address);
    bool datagrams = type == SOCK_DGRAM;
    int fd, result;
    do
        fd = socket(address.ss_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return -1;
    bool bound = bind_source(r, fd, to->addr.family, type);
    do
        result = bound ? connect(fd, (const struct sockaddr *)&address, len) : -1;
    while (bound && result != 0 && errno == EINTR && datagrams);
    if (result == 0 || (bound && !datagrams && (errno == EINPROGRESS || errno == EINTR)))
        return fd;
    int why = errno;
    close(fd);
    errno = why;
    return -1;
}

static uint32_t find_place(struct nk_bulk_run *r)
{
    for (uint32_t i = 0; i < r->socket_count; i++)
        if (r->sockets[i].fd < 0)
            return i;
    if (r->socket_count == r->socket_room) {
        errno = EMFILE;
        return NK_WINDOW_NONE;
    }
    r->sockets[r->socket_count].fd = -1;
    return r->socket_count++;
}

/* A new socket of a server, on a port of the system's choice; NK_WINDOW_NONE with errno. */
static uint32_t open_socket(struct nk_bulk_run *r, uint16_t server)
{
    uint32_t place = find_place(r);
    int fd = place == NK_WINDOW_NONE ? -1 : nk_bulk_connect(r, server, SOCK_DGRAM);
    if (fd < 0)
        return NK_WINDOW_NONE;
    if (!nk_bulk_watch(r, fd, EPOLLIN, NK_BULK_SOCKET, place, true)) {
        int why = errno;
        close(fd);
        errno = why;
        return NK_WINDOW_NONE;
    }
    ask_for_errors(fd, r->b->servers[server].addr.family);
    r->sockets[place] = (struct nk_bulk_socket){.fd = fd, .server = server};
    return place;
}

static void retire(struct nk_bulk_run *r, uint32_t place)
{
    r->sockets[place].retired = true;
    if (r->sockets[place].pending == 0)
        close_socket(&r->sockets[place]);
}

uint32_t nk_bulk_choose_socket(struct nk_bulk_run *r, uint16_t server)
{
    struct nk_bulk_server *s = &r->servers[server];
    unsigned sockets = r->b->policy->source_port == 0 ? NK_BULK_SOCKETS : 1;
    if (s->turns == 0) {
        s->turn = (s->turn + 1) % sockets;
        s->turns = NK_BULK_TURN;
    }
    uint32_t place = s->sockets[s->turn];
    bool old = place != NK_WINDOW_NONE && r->sockets[place].asked >= NK_BULK_LIFE && sockets > 1;
    if (place != NK_WINDOW_NONE && !old)
        return place;
    uint32_t fresh = open_socket(r, server);
    if (fresh == NK_WINDOW_NONE)
        return place;
    if (old)
        retire(r, place);
    return s->sockets[s->turn] = fresh;
}
