/* Addresses as the system calls have them. */
#include <netinet/in.h>
#include <string.h>

#include "netkit/host.h"

static void put_bytes(uint8_t *out, uint64_t bits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (uint8_t)(bits >> (8 * (count - 1 - i)));
}

static uint64_t take_bytes(const uint8_t *in)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < 8; i++)
        bits = bits << 8 | in[i];
    return bits;
}

socklen_t nk_addr_to_sockaddr(const struct nk_addr *a, uint16_t port, struct sockaddr_storage *out)
{
    memset(out, 0, sizeof *out);
    if (a->family == NK_IPV4) {
        struct sockaddr_in in = {.sin_family = AF_INET,
                                 .sin_port = htons(port),
                                 .sin_addr.s_addr = htonl((uint32_t)a->lo)};
        memcpy(out, &in, sizeof in);
        return sizeof in;
    }
    struct sockaddr_in6 in6 = {
        .sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_scope_id = a->zone};
    put_bytes(in6.sin6_addr.s6_addr, a->hi, 8);
    put_bytes(in6.sin6_addr.s6_addr + 8, a->lo, 8);
    memcpy(out, &in6, sizeof in6);
    return sizeof in6;
}

bool nk_addr_from_sockaddr(const struct sockaddr *sa, socklen_t len, struct nk_addr *out,
                           uint16_t *port)
{
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
    sa_family_t family;
    if (len < offsetof(struct sockaddr, sa_family) + sizeof family)
        return false;
    memcpy(&family, (const char *)sa + offsetof(struct sockaddr, sa_family), sizeof family);
    if (family == AF_INET && len >= sizeof in) {
        memcpy(&in, sa, sizeof in);
        *out = nk_addr_ipv4(ntohl(in.sin_addr.s_addr));
        if (port != NULL)
            *port = ntohs(in.sin_port);
        return true;
    }
    if (family == AF_INET6 && len >= sizeof in6) {
        memcpy(&in6, sa, sizeof in6);
        *out =
            nk_addr_ipv6(take_bytes(in6.sin6_addr.s6_addr), take_bytes(in6.sin6_addr.s6_addr + 8));
        out->zone = in6.sin6_scope_id;
        if (port != NULL)
            *port = ntohs(in6.sin6_port);
        return true;
    }
    return false;
}
