#include "tcp/sockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "netkit/host.h"

/* ---- the kernel's table ---------------------------------------------------- */

static void put_address(const struct nk_addr *a, __be32 out[4])
{
    struct sockaddr_storage sa;
    nk_addr_to_sockaddr(a, 0, &sa);
    if (a->family == NK_IPV4)
        memcpy(out, &((struct sockaddr_in *)&sa)->sin_addr, sizeof(struct in_addr));
    else
        memcpy(out, &((struct sockaddr_in6 *)&sa)->sin6_addr, sizeof(struct in6_addr));
}

static void make_request(const struct nk_tcp_tuple *t, struct nk_buf *b)
{
    struct inet_diag_req_v2 request = {.sdiag_family =
                                           t->local.family == NK_IPV4 ? AF_INET : AF_INET6,
                                       .sdiag_protocol = IPPROTO_TCP,
                                       .idiag_states = ~0U,
                                       .id.idiag_sport = htons(t->local_port),
                                       .id.idiag_dport = htons(t->peer_port),
                                       .id.idiag_cookie = {INET_DIAG_NOCOOKIE, INET_DIAG_NOCOOKIE}};
    put_address(&t->local, request.id.idiag_src);
    if (t->peer_port != 0)
        put_address(&t->peer, request.id.idiag_dst);
    nk_nlmsg_end(b, nk_nlmsg_begin(b, SOCK_DIAG_BY_FAMILY, 0, &request, sizeof request));
}

bool nk_tcp_ask_state(struct nk_netlink *n, const struct nk_tcp_tuple *tuple,
                      enum nk_tcp_state *state, struct nk_err *err)
{
    struct nk_buf request = {0};
    struct nk_nlmsg answer;
    struct inet_diag_msg found;
    make_request(tuple, &request);
    bool done = nk_netlink_ask(n, &request, "cannot ask the kernel for a socket", &answer, err);
    nk_buf_release(&request);
    *state = NK_TCP_CLOSED;
    if (!done)
        return n->error == ENOENT;
    if (answer.len < sizeof found)
        return nk_err_errno(err, EPROTO, "cannot ask the kernel for a socket");
    memcpy(&found, answer.body, sizeof found);
    /* where the connection is not there, the kernel answers with the listener of that port */
    if (found.id.idiag_dport == htons(tuple->peer_port))
        nk_tcp_state_of_kernel(found.idiag_state, state);
    return true;
}
