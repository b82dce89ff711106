/* Autonomous system numbers (RFC 5396, 6793, and the IANA AS registries). */
#ifndef NETKIT_ASN_H
#define NETKIT_ASN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "netkit/err.h"

enum { NK_ASN_TEXT_MAX = 12 };

/* 65536, 1.0, with or without "AS" in any case. */
bool nk_asn_parse(const char *text, size_t len, uint32_t *out, struct nk_err *err);
size_t nk_asn_format_plain(uint32_t asn, char *text);    /* 65536 */
size_t nk_asn_format_dot(uint32_t asn, char *text);      /* 65535, 1.0 */
size_t nk_asn_format_dot_plus(uint32_t asn, char *text); /* 0.65535, 1.0 */
/* A run of numbers that are not public: what it is for, and the document that says so. */
struct nk_asn_block {
    uint32_t first, last;
    const char *kind;
    char document[12]; /* "RFC 6996"; "IANA" where it is the registry alone */
};

/* The runs in order, disjoint (the IANA registries of AS numbers, RFC 7249). */
const struct nk_asn_block *nk_asn_blocks(size_t *count);
/* "public", "private", "documentation", "reserved" or "as_trans". */
const char *nk_asn_kind(uint32_t asn);

#endif
