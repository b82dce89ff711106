/* The messages of INET_DIAG. */
#include "tcp/diag.h"

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

/* ---- requests -------------------------------------------------------------- */

/* A set of the kernel's states: several of them are one of ours. */
static uint32_t kernel_states(uint16_t states)
{
    enum nk_tcp_state state;
    uint32_t set = 0;
    for (unsigned number = 1; nk_tcp_state_of_kernel(number, &state); number++)
        if (states & NK_TCP_BIT(state))
            set |= 1u << number;
    return set;
}

static uint8_t extensions(const struct nk_diag_request *r)
{
    return r->info ? 1u << (INET_DIAG_INFO - 1) | 1u << (INET_DIAG_CONG - 1) : 0;
}

void nk_diag_put_request(struct nk_buf *b, const struct nk_diag_request *r, uint8_t family)
{
    size_t start;
    if (family == NK_FAMILY_NONE) { /* the older request: one walk over the table for both */
        const struct inet_diag_req request = {.idiag_family = AF_UNSPEC,
                                              .idiag_ext = extensions(r),
                                              .idiag_states = kernel_states(r->plan->states)};
        start = nk_nlmsg_begin(b, TCPDIAG_GETSOCK, 0, &request, sizeof request);
    } else {
        const struct inet_diag_req_v2 request = {.sdiag_family =
                                                     family == NK_IPV4 ? AF_INET : AF_INET6,
                                                 .sdiag_protocol = (uint8_t)r->protocol,
                                                 .idiag_ext = extensions(r),
                                                 .idiag_states = kernel_states(r->plan->states)};
        start = nk_nlmsg_begin(b, SOCK_DIAG_BY_FAMILY, 0, &request, sizeof request);
    }
    if (r->plan->code.len > 0)
        nk_nlmsg_attr(b, INET_DIAG_REQ_BYTECODE, r->plan->code.data, r->plan->code.len);
    nk_nlmsg_end(b, start);
}

/* ---- sockets --------------------------------------------------------------- */

static void read_address(struct nk_addr *a, uint8_t family, const __be32 words[4])
{
    if (family == NK_IPV4)
        *a = nk_addr_ipv4(ntohl(words[0]));
    else
        *a = nk_addr_ipv6((uint64_t)ntohl(words[0]) << 32 | ntohl(words[1]),
                          (uint64_t)ntohl(words[2]) << 32 | ntohl(words[3]));
}

enum nk_diag_reading nk_diag_read(const struct nk_nlmsg *m, struct nk_diag_socket *s)
{
    struct inet_diag_msg in;
    if (m->type != SOCK_DIAG_BY_FAMILY && m->type != TCPDIAG_GETSOCK)
        return NK_DIAG_OTHER;
    if (m->len < sizeof in)
        return NK_DIAG_DAMAGED;
    memcpy(&in, m->body, sizeof in);
    if ((in.idiag_family != AF_INET && in.idiag_family != AF_INET6) ||
        !nk_tcp_state_of_kernel(in.idiag_state, &s->state))
        return NK_DIAG_OTHER;
    s->family = in.idiag_family == AF_INET ? NK_IPV4 : NK_IPV6;
    s->timer = in.idiag_timer < NK_DIAG_TIMERS ? in.idiag_timer : NK_DIAG_TIMER_NONE;
    s->retransmits = in.idiag_retrans;
    s->local_port = ntohs(in.id.idiag_sport);
    s->peer_port = ntohs(in.id.idiag_dport);
    read_address(&s->local, s->family, in.id.idiag_src);
    read_address(&s->peer, s->family, in.id.idiag_dst);
    s->recv_queue = in.idiag_rqueue;
    s->send_queue = in.idiag_wqueue;
    s->uid = in.idiag_uid;
    s->inode = in.idiag_inode;
    s->interface = in.id.idiag_if;
    s->timer_ms = in.idiag_expires;
    s->cookie = (uint64_t)in.id.idiag_cookie[1] << 32 | in.id.idiag_cookie[0];
    return NK_DIAG_SOCKET;
}

/* ---- what is said of a connection ------------------------------------------ */

/* Where a field of struct tcp_info ends. */
#define END_OF(field) (offsetof(struct tcp_info, field) + sizeof((struct tcp_info *)0)->field)

static void read_tcp_info(const struct nk_attr *attr, struct nk_diag_info *info)
{
    struct tcp_info in = {.tcpi_state = 0};
    if (attr->data == NULL || attr->len < END_OF(tcpi_snd_cwnd))
        return;
    memcpy(&in, attr->data, attr->len < sizeof in ? attr->len : sizeof in);
    info->has = attr->len < END_OF(tcpi_segs_in) ? NK_DIAG_INFO_BASE : NK_DIAG_INFO_BYTES;
    info->rtt = in.tcpi_rtt;
    info->rttvar = in.tcpi_rttvar;
    info->cwnd = in.tcpi_snd_cwnd;
    info->ssthresh = in.tcpi_snd_ssthresh;
    info->mss = in.tcpi_snd_mss;
    info->bytes_acked = in.tcpi_bytes_acked;
    info->bytes_received = in.tcpi_bytes_received;
    info->segs_out = in.tcpi_segs_out;
    info->segs_in = in.tcpi_segs_in;
}

bool nk_diag_read_info(const struct nk_nlmsg *m, struct nk_diag_info *info)
{
    struct nk_attrs attrs;
    size_t len;
    *info = (struct nk_diag_info){.has = NK_DIAG_INFO_NONE};
    nk_attrs_read(&attrs, m->body, m->len, sizeof(struct inet_diag_msg));
    read_tcp_info(&attrs.at[INET_DIAG_INFO], info);
    const char *name = nk_attrs_text(&attrs, INET_DIAG_CONG, &len);
    if (name != NULL && len < sizeof info->congestion)
        memcpy(info->congestion, name, len);
    return !attrs.failed;
}

/* ---- kernels ----------------------------------------------------------------- */

bool nk_diag_has_user(const struct nk_diag_socket *s)
{
    return s->inode != 0 ||
           (s->timer != NK_DIAG_TIMER_TIME_WAIT && s->state != NK_TCP_SYN_RECEIVED);
}

bool nk_diag_sees_bound(const char *release)
{
    char *end;
    unsigned long major = strtoul(release, &end, 10), minor;
    if (end == release || *end != '.')
        return false;
    minor = strtoul(end + 1, NULL, 10);
    return major > 6 || (major == 6 && minor >= 8);
}
