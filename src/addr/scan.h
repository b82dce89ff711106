/* The fast reading of addresses: takes as much of the text as is one, or says no. */
#ifndef NK_ADDR_SCAN_H
#define NK_ADDR_SCAN_H

#include "netkit/addr.h"

/* Values of hexadecimal digits, 255 for every other byte. */
extern const uint8_t nk_hex_values[256];

static inline bool nk_is_hex(char c)
{
    return nk_hex_values[(unsigned char)c] != 255;
}

/*
 * Each reads an address from the start of the text and returns where it ends, NULL where there is
 * none. What follows may still make it none ("10.0.0.12" followed by "3"): that is for the caller
 * to look at; a digit or '.' never follows where one more would have been read. Strict, as
 * inet_pton.
 */
const char *nk_scan_ipv4(const char *text, const char *end, uint32_t *out);
const char *nk_scan_ipv6(const char *text, const char *end, struct nk_addr *out);
const char *nk_scan_addr(const char *text, const char *end, struct nk_addr *out);
/* 0 to 128 in decimal digits without leading zeros. */
const char *nk_scan_length(const char *text, const char *end, unsigned *out);

/*
 * nk_scan_ipv4() for addresses by the million, which are of many lengths: a loop over digits would
 * be mispredicted several times for each. Where enough text follows, sixteen bytes are looked at
 * together, and no branch depends on where the dots are; all else, and all that is no address at
 * first sight, goes to nk_scan_ipv4(), so that the result is always the same.
 */
const char *nk_scan_ipv4_ahead(const char *text, const char *end, uint32_t *out);

/* The fastest function of this processor that does the same: chosen once for many addresses. */
struct nk_scanner {
    const char *(*ipv4)(const char *text, const char *end, uint32_t *out);
};

struct nk_scanner nk_scanner_choose(void);

/* How much of a text a message quotes. */
static inline int nk_quoted(const char *text, const char *end)
{
    return end - text > 60 ? 60 : (int)(end - text);
}

enum nk_diagnose_flags {
    NK_DIAGNOSE_LENIENT = 1 << 0, /* tell where --lenient would read it */
    NK_DIAGNOSE_MASK = 1 << 1,    /* a mask was expected, in the form of an address */
};

/*
 * Why [text, end) is no address, in words; `whole` is where offsets count from. Called only after
 * the fast reading said no, and always fails.
 */
bool nk_diagnose_addr(const char *whole, const char *text, const char *end, unsigned flags,
                      struct nk_err *err);

/* What a byte is that has no place in an address, a length or a zone ("a blank"), and where its
 * character ends; NULL for a printable one. */
const char *nk_diagnose_byte(const char *at, const char *end, const char **stop);

/*
 * What stands behind the '/' of an address of that family: a length, a netmask or a wildcard. A
 * mask that could be both, 0.0.0.0 and 255.255.255.255, is a netmask.
 */
bool nk_mask_parse(const char *whole, const char *text, const char *end, uint8_t family,
                   unsigned *length, enum nk_mask_kind *kind, struct nk_err *err);

#endif
