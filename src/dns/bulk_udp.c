/* Questions over UDP: batches of datagrams out and in, and which of them count. */
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

/* needs time.h */
#include <linux/errqueue.h>

#include "dns/bulk_part.h"

enum { CONTROL_ROOM = 128, BURST_US = 10000, ROUNDS_MAX = 256 };

/* The headers of a batch each way, and their bytes. */
struct nk_bulk_udp {
    struct mmsghdr out[NK_BULK_BATCH], in[NK_BULK_BATCH];
    struct iovec out_bytes[NK_BULK_BATCH], in_bytes[NK_BULK_BATCH];
    uint32_t slots[NK_BULK_BATCH];
    uint8_t *sent, *received;
    size_t sent_room;
};

bool nk_bulk_udp_init(struct nk_bulk_run *r)
{
    r->udp = calloc(1, sizeof *r->udp);
    if (r->udp != NULL) {
        r->udp->sent_room = nk_bulk_query_room(r);
        r->udp->sent = malloc(NK_BULK_BATCH * r->udp->sent_room);
        r->udp->received = malloc(NK_BULK_BATCH * r->room);
    }
    if (r->udp == NULL || r->udp->sent == NULL || r->udp->received == NULL) {
        return nk_bulk_fail_memory(r);
    }
    for (size_t i = 0; i < NK_BULK_BATCH; i++) {
        struct nk_bulk_udp *u = r->udp;
        u->out_bytes[i].iov_base = u->sent + i * u->sent_room;
        u->in_bytes[i] = (struct iovec){u->received + i * r->room, r->room};
        u->out[i].msg_hdr = (struct msghdr){.msg_iov = &u->out_bytes[i], .msg_iovlen = 1};
        u->in[i].msg_hdr = (struct msghdr){.msg_iov = &u->in_bytes[i], .msg_iovlen = 1};
    }
    return true;
}

void nk_bulk_udp_release(struct nk_bulk_run *r)
{
    if (r->udp != NULL) {
        free(r->udp->sent);
        free(r->udp->received);
    }
    free(r->udp);
}

/* ---- sending --------------------------------------------------------------- */

/* How many datagrams --rate allows now. Time that was not used is lost but for a burst. */
static unsigned allowance(struct nk_bulk_run *r)
{
    if (r->b->rate == 0)
        return NK_BULK_BATCH;
    int64_t one = 1000000, rate = r->b->rate;
    if (r->now_us - r->credit_us > BURST_US + one / rate)
        r->credit_us = r->now_us - BURST_US - one / rate;
    int64_t n = (r->now_us - r->credit_us) * rate / one;
    return n > NK_BULK_BATCH ? NK_BULK_BATCH : (unsigned)n;
}

/* Writes the queries at the front of the queue; how many. */
static unsigned fill_batch(struct nk_bulk_run *r, struct nk_bulk_server *server, uint32_t place,
                           unsigned most)
{
    struct nk_bulk_udp *u = r->udp;
    unsigned n = 0;
    for (; n < most && server->queue.first != NK_WINDOW_NONE; n++) {
        uint32_t slot = nk_bulk_shift(r, &server->queue);
        uint8_t *bytes = u->out_bytes[n].iov_base;
        if (!nk_bulk_give_id(r, slot, place)) {
            nk_bulk_unshift(r, &server->queue, slot);
            break;
        }
        u->slots[n] = slot;
        u->out_bytes[n].iov_len = nk_bulk_write_query(r, &r->slots[slot], bytes);
        bytes[0] = (uint8_t)(r->slots[slot].id >> 8);
        bytes[1] = (uint8_t)r->slots[slot].id;
    }
    return n;
}

/* Sends; how many went out, -1 with errno. What an ICMP message left on the socket is told by the
 * first call, and by that only. */
static int send_batch(struct nk_bulk_run *r, int fd, unsigned n)
{
    int sent, failures = 0;
    do {
        sent = sendmmsg(fd, r->udp->out, n, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR && errno != EAGAIN)
            failures++;
    } while (sent < 0 && (errno == EINTR || (errno != EAGAIN && failures < 2)));
    return sent < 0 && errno == ENOBUFS ? 1 : sent; /* dropped on its way: as a loss */
}

/* The first `sent` of a batch are under way; the others go back, the first of them with a fault
 * where there was one. */
static void settle_batch(struct nk_bulk_run *r, struct nk_bulk_server *server, unsigned n, int sent)
{
    int why = errno;
    bool fault = sent < 0 && why != EAGAIN;
    unsigned out = sent < 0 ? 0 : (unsigned)sent;
    for (unsigned i = 0; i < out; i++) {
        r->slots[r->udp->slots[i]].state = NK_BULK_SENT;
        nk_bulk_start_timer(r, r->udp->slots[i]);
    }
    for (unsigned i = n; i > out + fault; i--) {
        nk_bulk_forget(r, r->udp->slots[i - 1]);
        nk_bulk_unshift(r, &server->queue, r->udp->slots[i - 1]);
    }
    if (fault) {
        nk_bulk_start_timer(r, r->udp->slots[0]);
        nk_bulk_forget(r, r->udp->slots[0]);
        nk_bulk_fault(r, r->udp->slots[0], NK_DNS_UNREACHABLE, why);
    }
}

/* No socket: the whole run fails where there are no descriptors, else the try of the first. */
static void fail_server(struct nk_bulk_run *r, struct nk_bulk_server *server,
                        enum nk_dns_fault fault)
{
    int why = fault == NK_DNS_UNREACHABLE ? errno : 0;
    if (r->failed)
        return;
    if (why == EMFILE || why == ENFILE || why == ENOMEM) {
        nk_err_errno(r->err, why, "cannot open a socket");
        nk_bulk_fail(r);
        return;
    }
    uint32_t slot = nk_bulk_shift(r, &server->queue);
    nk_bulk_start_timer(r, slot);
    nk_bulk_fault(r, slot, fault, why);
}

/* A batch to one server; whether more of its queue could go now. */
static bool send_to(struct nk_bulk_run *r, uint16_t at, unsigned most)
{
    struct nk_bulk_server *server = &r->servers[at];
    bool good = nk_dns_may_ask(&r->b->servers[at].addr);
    uint32_t place = good ? nk_bulk_choose_socket(r, at) : NK_WINDOW_NONE;
    if (place == NK_WINDOW_NONE) {
        fail_server(r, server, good ? NK_DNS_UNREACHABLE : NK_DNS_BAD_ADDRESS);
        return server->queue.first != NK_WINDOW_NONE;
    }
    struct nk_bulk_socket *socket = &r->sockets[place];
    if (socket->blocked)
        return false;
    unsigned n = fill_batch(r, server, place, most < server->turns ? most : server->turns);
    if (n == 0 || r->failed)
        return false;
    int sent = send_batch(r, socket->fd, n);
    socket->blocked = sent < 0 && errno == EAGAIN;
    settle_batch(r, server, n, sent);
    if (socket->blocked)
        nk_bulk_watch(r, socket->fd, EPOLLIN | EPOLLOUT, NK_BULK_SOCKET, place, false);
    if (sent > 0) {
        server->turns -= (unsigned)sent;
        socket->asked += (unsigned)sent;
        if (r->b->rate > 0)
            r->credit_us += (int64_t)sent * 1000000 / r->b->rate;
    }
    return !socket->blocked && server->queue.first != NK_WINDOW_NONE;
}

bool nk_bulk_udp_send(struct nk_bulk_run *r)
{
    bool more = false;
    for (uint16_t i = 0; i < r->b->server_count; i++) {
        if (r->failed || r->stopped || r->servers[i].queue.first == NK_WINDOW_NONE)
            continue;
        unsigned most = allowance(r);
        more = most == 0 || send_to(r, i, most) || more;
    }
    return !more;
}

/* ---- receiving ------------------------------------------------------------- */

static void take_datagram(struct nk_bulk_run *r, uint32_t place, const uint8_t *bytes, size_t len,
                          bool whole)
{
    if (len < NK_DNS_HEADER_LEN)
        return;
    uint32_t slot = nk_bulk_find(r, place, (uint16_t)(bytes[0] << 8 | bytes[1]));
    if (slot == NK_WINDOW_NONE)
        return; /* of no question, or of one that is done: it comes again, or late */
    if (!nk_bulk_counts_as_answer(r, &r->slots[slot], r->slots[slot].id, bytes, len)) {
        r->slots[slot].dropped++;
        return;
    }
    nk_bulk_forget(r, slot);
    nk_bulk_answer(r, slot, bytes, len, whole);
}

/* All that has come: an answer that waits here is not late, whatever the clock says. */
static void receive(struct nk_bulk_run *r, uint32_t place)
{
    struct nk_bulk_udp *u = r->udp;
    int fd = r->sockets[place].fd, n;
    unsigned rounds = 0;
    do {
        n = recvmmsg(fd, u->in, NK_BULK_BATCH, MSG_DONTWAIT, NULL);
        for (int i = 0; i < n && !r->failed && !r->stopped; i++)
            take_datagram(r, place, u->in_bytes[i].iov_base, u->in[i].msg_len,
                          (u->in[i].msg_hdr.msg_flags & MSG_TRUNC) == 0);
    } while (n == NK_BULK_BATCH && r->sockets[place].fd == fd && ++rounds < ROUNDS_MAX &&
             !r->failed && !r->stopped);
}

/* The errno of an ICMP message about a datagram of ours; 0: nothing that ends a try. */
static int read_error(struct msghdr *message)
{
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c != NULL; c = CMSG_NXTHDR(message, c)) {
        struct sock_extended_err e;
        if (!(c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR) &&
            !(c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR))
            continue;
        memcpy(&e, CMSG_DATA(c), sizeof e);
        bool icmp = e.ee_origin == SO_EE_ORIGIN_ICMP || e.ee_origin == SO_EE_ORIGIN_ICMP6;
        return icmp && e.ee_errno != EMSGSIZE ? (int)e.ee_errno : 0;
    }
    return 0;
}

/* Ends the tries whose datagrams came back in ICMP messages. */
static void receive_errors(struct nk_bulk_run *r, uint32_t place)
{
    uint8_t bytes[64] = {0}, control[CONTROL_ROOM];
    while (!r->failed && !r->stopped && r->sockets[place].fd >= 0) {
        struct iovec iov = {.iov_base = bytes, .iov_len = sizeof bytes};
        struct msghdr message = {.msg_iov = &iov,
                                 .msg_iovlen = 1,
                                 .msg_control = control,
                                 .msg_controllen = sizeof control};
        ssize_t n = recvmsg(r->sockets[place].fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            break;
        int why = read_error(&message);
        uint32_t slot = n < 2 || why == 0
                            ? NK_WINDOW_NONE
                            : nk_bulk_find(r, place, (uint16_t)(bytes[0] << 8 | bytes[1]));
        if (slot == NK_WINDOW_NONE)
            continue;
        nk_bulk_forget(r, slot);
        nk_bulk_fault(r, slot, NK_DNS_UNREACHABLE, why);
    }
}

void nk_bulk_udp_event(struct nk_bulk_run *r, uint32_t place, uint32_t events)
{
    struct nk_bulk_socket *s = &r->sockets[place];
    if (s->fd < 0)
        return;
    if (events & EPOLLOUT) {
        s->blocked = false;
        nk_bulk_watch(r, s->fd, EPOLLIN, NK_BULK_SOCKET, place, false);
    }
    if (events & EPOLLIN)
        receive(r, place);
    if (events & EPOLLERR)
        receive_errors(r, place);
}
