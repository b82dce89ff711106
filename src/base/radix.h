/* Bytes as digits: hexadecimal, base32hex and base64 (RFC 4648). */
#ifndef NK_BASE_RADIX_H
#define NK_BASE_RADIX_H

#include "base/buf.h"

/* The value is how many bits a digit has. */
enum nk_radix {
    NK_HEX = 4,
    NK_BASE32HEX = 5, /* no padding, upper case when written (RFC 4648 7) */
    NK_BASE64 = 6,    /* with padding (RFC 4648 4) */
};

/* Appends the digits. Hexadecimal ones are upper case. */
void nk_radix_put(struct nk_buf *b, enum nk_radix radix, const uint8_t *bytes, size_t len);
void nk_hex_put_lower(struct nk_buf *b, const uint8_t *bytes, size_t len);

/* Digits that come piece by piece; begin with zeros and the radix. */
struct nk_radix_reader {
    enum nk_radix radix;
    uint32_t value; /* bits that make no whole octet yet */
    unsigned held;  /* how many */
    unsigned digits, pads;
};

/* Reads a piece and appends its octets. NULL: all is well; else the reason, and the offset in the
 * piece. Letters count in either case, except in base64. Failed allocations stay in the buffer. */
const char *nk_radix_read(struct nk_radix_reader *r, const char *text, size_t len,
                          struct nk_buf *out, size_t *bad_at);
/* Behind the last piece: NULL, or why the digits cannot end here. Bits of the last digit that make
 * no octet have to be 0 (RFC 4648 3.5), so that each text stands for bytes of its own. */
const char *nk_radix_end(const struct nk_radix_reader *r);

#endif
