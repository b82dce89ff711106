/* /etc/hosts: the names that this machine gives to addresses by itself (hosts(5)). */
#ifndef NK_DNS_HOSTS_H
#define NK_DNS_HOSTS_H

#include "base/lines.h"
#include "netkit/addr.h"

/* Sees an address whose line has the name; false: enough. */
typedef bool nk_hosts_sink(void *closure, const struct nk_addr *addr);

/* Reads the lines of such a file for the addresses of a name, in any case of letters, with or
 * without a final dot. Lines that mean nothing are passed over. False with `err` for a failed read.
 */
bool nk_hosts_find(struct nk_lines *lines, const char *name, nk_hosts_sink *sink, void *closure,
                   struct nk_err *err);

#endif
