/* A zone transfer from a server: the stream over TCP, or one message over UDP. */
#ifndef NK_DNS_TRANSFER_RUN_H
#define NK_DNS_TRANSFER_RUN_H

#include "dns/exchange.h"
#include "dns/transfer.h"

/*
 * Asks the server over TCP, or by the transport that it is reached by, and feeds what comes to the
 * transfer `t`, whose ID is chosen here, until it is done. `query->question` is that of `t`; for
 * IXFR `query->soa` holds its serial. Of `policy` the source counts, `try_ms` as the longest
 * silence before and between messages, and `deadline` over all of it. NK_TRANSFER_FAILED with `err`
 * also where the connection cannot be made, ends too soon or is silent: what had come was given to
 * `t->take`.
 */
enum nk_transfer_status nk_transfer_by_tcp(struct nk_transfer *t, const struct nk_dns_query *query,
                                           const struct nk_dns_server *server,
                                           const struct nk_dns_policy *policy, struct nk_err *err);

/* The same for IXFR over UDP (RFC 1995 2): NK_TRANSFER_BY_TCP where the answer does not fit. */
enum nk_transfer_status nk_transfer_by_udp(struct nk_transfer *t, const struct nk_dns_query *query,
                                           const struct nk_dns_server *server,
                                           const struct nk_dns_policy *policy, struct nk_err *err);

/* The RDATA of the SOA that an IXFR query holds, of which only the serial says something: root
 * names, zeros. `rdata` has NK_TRANSFER_SOA_LEN octets. */
enum { NK_TRANSFER_SOA_LEN = 22 };
void nk_transfer_soa(uint32_t serial, uint8_t *rdata);

#endif
