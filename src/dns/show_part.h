/* What the presentations of a message share. Private to the files show*.c. */
#ifndef NK_DNS_SHOW_PART_H
#define NK_DNS_SHOW_PART_H

#include "dns/show.h"

/* The OPT record that is told as EDNS, with the reader that found it; false without one. */
bool nk_show_find_edns(const void *bytes, size_t len, struct nk_dns_reader *r,
                       struct nk_dns_record *rr);
/* Appends the lines of the EDNS pseudo-section; false, and nothing, without an OPT record. */
bool nk_show_edns(struct nk_buf *b, const struct nk_show *s);
/* Appends the flags of an OPT record, parted by blanks; bits that have no name as a number. */
void nk_show_add_edns_flags(struct nk_buf *b, uint32_t ttl);
/* "QUESTION", "ANSWER"...; of an UPDATE those of RFC 2136. */
const char *nk_show_heading(unsigned opcode, enum nk_dns_section section);
#endif
