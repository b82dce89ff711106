/* The bridge to the socket interface: sockaddr, and host names through getaddrinfo. */
#ifndef NETKIT_HOST_H
#define NETKIT_HOST_H

#include <sys/socket.h>

#include "netkit/addr.h"

/* Fills a sockaddr_in or sockaddr_in6 (port in host order); returns its length. */
socklen_t nk_addr_to_sockaddr(const struct nk_addr *a, uint16_t port, struct sockaddr_storage *out);
/* False for a family other than AF_INET and AF_INET6 or a length that is too short. `port`
 * may be NULL. */
bool nk_addr_from_sockaddr(const struct sockaddr *sa, socklen_t len, struct nk_addr *out,
                           uint16_t *port);

/* An address, of IPv6 perhaps with its zone: a number, or an interface of this host. No look-up. */
bool nk_host_address(const char *text, size_t len, struct nk_addr *out, struct nk_err *err);

/*
 * The addresses of a host name, in the order of getaddrinfo (RFC 6724), at most `max`, without
 * doubles. `family` is NK_FAMILY_NONE for both. An address in text form is read by our own parser
 * (a zone by if_nametoindex) and never looked up, and a word that looks like a broken address is
 * an error at once. The call runs in a child process, since it cannot be interrupted: the child is
 * killed when `timeout_ms` is over (negative: no limit). Returns the number, or -1 with `err`.
 */
int nk_host_resolve(const char *name, uint8_t family, int timeout_ms, struct nk_addr *out, int max,
                    struct nk_err *err);

/* The same, and 0, with `err`, where the resolver says that the name has no such address or does
 * not exist: for who tells that from a failure. */
int nk_host_look_up(const char *name, uint8_t family, int timeout_ms, struct nk_addr *out, int max,
                    struct nk_err *err);

/* True where a word may be looked up; else what is wrong with it. Words that look like addresses
 * are not, be they good or broken: those that hold ':', '%' or '/' or end in a number. */
bool nk_host_check_name(const char *name, struct nk_err *err);

#endif
