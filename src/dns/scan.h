/* A message at a glance: whether it is well-formed, and what is asked first, for millions of them.
 */
#ifndef NK_DNS_SCAN_H
#define NK_DNS_SCAN_H

#include "netkit/dns.h"

/* What a message is. The places are offsets in it, 0 where there is none. */
struct nk_dns_scan {
    const uint8_t *bytes;
    size_t len;
    struct nk_dns_header header;
    unsigned rcode;       /* with the upper bits of EDNS */
    uint16_t type, class; /* of the first question */
    size_t question;
    size_t records; /* the first record of the answer section */
};

/* A record, met on the way. */
struct nk_dns_scanned {
    size_t owner;
    uint16_t type, class;
    uint32_t ttl;
    size_t rdata_at, rdata_len;
};

/*
 * True: the message is well-formed, as nk_dns_message_check() has it, and nothing is behind its
 * last record. No name is copied and no memory is taken. False: it is not, or that is not told at a
 * glance: nk_dns_message_check() knows, and why.
 */
bool nk_dns_scan(struct nk_dns_scan *s, const void *bytes, size_t len);
/* The record at `*at`, which moves behind it; of a message of which the scan was true, and not
 * behind its last record. */
void nk_dns_scan_record(const struct nk_dns_scan *s, size_t *at, struct nk_dns_scanned *rr);
/* Writes the text of the name at `at`, as nk_name_format() does, into NK_NAME_TEXT_MAX bytes.
 * Returns the length; `plain` tells whether all of it is letters, digits, hyphens, dots and
 * underscores. Of a name that the scan has found good. */
size_t nk_dns_scan_name(const struct nk_dns_scan *s, size_t at, char *text, bool *plain);

#endif
