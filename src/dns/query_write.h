/* A query as octets, with a cookie that the session has. */
#ifndef NK_DNS_QUERY_WRITE_H
#define NK_DNS_QUERY_WRITE_H

#include "dns/session.h"

/* As nk_dns_query_write(); a cookie of length 0 is none. */
size_t nk_dns_query_put(const struct nk_dns_query *query, const struct nk_dns_cookie *cookie,
                        uint16_t id, void *bytes, size_t room);

#endif
