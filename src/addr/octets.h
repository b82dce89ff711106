/* The decimal text of 0 to 255. */
#ifndef NK_ADDR_OCTETS_H
#define NK_ADDR_OCTETS_H

#include <stdint.h>

/* Four bytes of text, so that one copy of fixed size serves all. */
struct nk_octet {
    char text[4];
    uint8_t length;
};

extern const struct nk_octet nk_octets[256];

#endif
