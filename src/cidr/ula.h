/* Unique local IPv6 prefixes (RFC 4193). */
#ifndef NK_CIDR_ULA_H
#define NK_CIDR_ULA_H

#include "netkit/addr.h"

/* 40 random bits from the system's random source (RFC 4193 3.2.1: a good one needs no more). */
bool nk_ula_random(uint64_t *global_id, struct nk_err *err);
/* Exactly ten hexadecimal digits. */
bool nk_ula_parse(const char *text, size_t len, uint64_t *global_id, struct nk_err *err);
/* fd, the global ID: a /48; with a subnet of 0 to 65535 the /64, with -1 none. */
struct nk_prefix nk_ula_prefix(uint64_t global_id, int subnet);

#endif
