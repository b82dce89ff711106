/* /etc/resolv.conf: which servers to ask, and where a short name is looked for (resolv.conf(5)). */
#ifndef NK_DNS_RESOLVCONF_H
#define NK_DNS_RESOLVCONF_H

#include "base/lines.h"
#include "netkit/dns.h"

enum {
    NK_RESOLV_SERVERS = 3, /* as glibc: more are passed over */
    NK_RESOLV_SEARCH = 32,
    NK_RESOLV_NDOTS_MAX = 15,
    NK_RESOLV_TIMEOUT_MAX = 30, /* seconds */
    NK_RESOLV_ATTEMPTS_MAX = 5,
};

/* A value; zero-initialised it is an empty file's but for the defaults of nk_resolvconf_init(). */
struct nk_resolvconf {
    struct nk_addr servers[NK_RESOLV_SERVERS];
    size_t server_count;
    struct nk_name *search; /* the list that is in force */
    size_t search_count, search_room;
    unsigned ndots, timeout_s, attempts;
    bool timeout_given, attempts_given;
    bool rotate, edns0, trust_ad, use_vc, no_aaaa;
    unsigned ignored; /* lines and options that say nothing to us, or nothing that can be read */
};

/* The defaults: ndots 1, timeout 5, attempts 2, no server, no search list. */
void nk_resolvconf_init(struct nk_resolvconf *c);
void nk_resolvconf_release(struct nk_resolvconf *c);
/*
 * Reads the lines of such a file into `c`. As tolerant as glibc: a line that means nothing is
 * passed over. `localdomain` and `res_options` are the variables of the environment, NULL where
 * they are not set: they win over the file. False with `err` for memory and where reading failed.
 */
bool nk_resolvconf_read(struct nk_resolvconf *c, struct nk_lines *lines, const char *localdomain,
                        const char *res_options, struct nk_err *err);

/*
 * The names to try for a name as a user wrote it, in order: calls with at = 0, 1, ... until false.
 * `absolute` (it ends with a dot): itself alone. Else with `ndots` dots or more itself first and
 * then in each domain of the list, with fewer itself last. Names that get too long are left out.
 */
bool nk_resolvconf_candidate(const struct nk_resolvconf *c, const struct nk_name *name,
                             bool absolute, size_t at, struct nk_name *out);

#endif
