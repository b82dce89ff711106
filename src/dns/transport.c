#include "dns/transport.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "dns/random.h"
#include "netkit/host.h"

enum {
    PORT_FIRST = 1024, /* those below are for the privileged */
    PORT_TRIES = 8,    /* random ports that are taken, before the system chooses */
};

const char *nk_transport_name(enum nk_transport transport)
{
    static const char *const names[] = {"udp", "tcp", "tls", "https", "quic"};
    return names[transport];
}

const struct nk_dns_transport *nk_dns_transport_of(enum nk_transport transport)
{
    switch (transport) {
    case NK_DNS_UDP:
        return &nk_dns_udp;
    case NK_DNS_TCP:
        return &nk_dns_tcp;
    default:
        return NULL;
    }
}

/* ---- sockets --------------------------------------------------------------------- */

enum nk_dns_step nk_dns_unreachable(struct nk_dns_channel *c, int number)
{
    c->fault = NK_DNS_UNREACHABLE;
    c->number = number;
    return NK_STEP_FAILED;
}

/* No server could be asked, rather than this one. */
static bool is_ours(int number)
{
    return number == EMFILE || number == ENFILE || number == ENOMEM || number == ENOBUFS;
}

bool nk_dns_source_error(const struct nk_dns_policy *p, int number, struct nk_err *err)
{
    char text[NK_ADDR_TEXT_MAX], port[8] = "", what[NK_ADDR_TEXT_MAX + 40];
    nk_addr_format(&p->source, text);
    if (p->source_port != 0)
        snprintf(port, sizeof port, "#%u", p->source_port);
    snprintf(what, sizeof what, "cannot ask from %s%s", text, port);
    return nk_err_errno(err, number, what);
}

/* The source that the user chose. */
static bool bind_source(struct nk_dns_channel *c, enum nk_dns_step *step, struct nk_err *err)
{
    const struct nk_dns_policy *p = c->policy;
    struct sockaddr_storage sa;
    if (p->source.family == NK_FAMILY_NONE)
        return true;
    if (p->source.family != c->server->addr.family) {
        *step = nk_dns_unreachable(c, EAFNOSUPPORT);
        return true;
    }
    socklen_t len = nk_addr_to_sockaddr(&p->source, p->source_port, &sa);
    if (bind(c->fd, (const struct sockaddr *)&sa, len) == 0)
        return true;
    return nk_dns_source_error(p, errno, err);
}

bool nk_dns_bind_random(int fd, uint8_t family, struct nk_err *err)
{
    const struct nk_addr any = {.family = family};
    uint16_t ports[PORT_TRIES];
    struct sockaddr_storage sa;
    if (!nk_random_fill(ports, sizeof ports, err))
        return false;
    for (size_t i = 0; i < PORT_TRIES; i++) {
        if (ports[i] < PORT_FIRST)
            continue;
        socklen_t len = nk_addr_to_sockaddr(&any, ports[i], &sa);
        if (bind(fd, (const struct sockaddr *)&sa, len) == 0 || errno != EADDRINUSE)
            break;
    }
    return true;
}

bool nk_dns_socket(struct nk_dns_channel *c, int type, enum nk_dns_step *step, struct nk_err *err)
{
    int family = c->server->addr.family == NK_IPV4 ? AF_INET : AF_INET6;
    do
        c->fd = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    while (c->fd < 0 && errno == EINTR);
    if (c->fd < 0 && is_ours(errno))
        return nk_err_errno(err, errno, "cannot make a socket");
    if (c->fd < 0) {
        *step = nk_dns_unreachable(c, errno);
        return true;
    }
    *step = NK_STEP_WAIT;
    return bind_source(c, step, err);
}

void nk_dns_socket_close(struct nk_dns_channel *c)
{
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1;
}
