/* Cookies of servers (RFC 7873, 9018), kept for the session. */
#ifndef NK_DNS_SESSION_H
#define NK_DNS_SESSION_H

#include "dns/exchange.h"

enum {
    NK_OPTION_COOKIE = 10,
    NK_COOKIE_CLIENT = 8,
    NK_COOKIE_SERVER_MIN = 8,
    NK_COOKIE_MAX = 40,            /* octets of both parts */
    NK_SESSION_SERVERS_MAX = 1024, /* then the oldest goes */
};

/* The data of a COOKIE option; `len` 0: none. */
struct nk_dns_cookie {
    uint8_t bytes[NK_COOKIE_MAX];
    size_t len;
};

/* What to send to a server: the client's part, which is the query's or made up when the server is
 * met, and the server's if it gave one. False without memory or random numbers. */
bool nk_dns_session_cookie(struct nk_dns_session *s, const struct nk_dns_server *server,
                           const struct nk_dns_query *query, struct nk_dns_cookie *out,
                           struct nk_err *err);
/* The one that the user chose; of length 0 where that was none. */
struct nk_dns_cookie nk_dns_first_cookie(const struct nk_dns_query *query);
/* Keeps the server's part of a cookie that came from there. */
void nk_dns_session_learn(struct nk_dns_session *s, const struct nk_dns_server *server,
                          const struct nk_dns_cookie *came);

/* The COOKIE option in EDNS options; `len` 0 where there is none or its length is none of a
 * cookie's (RFC 7873 5.2). */
void nk_dns_cookie_read(const uint8_t *options, size_t len, struct nk_dns_cookie *out);

#endif
