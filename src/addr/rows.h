/* How const tables write prefixes: as initialisers, since a call is none. Private to src/addr. */
#ifndef NK_ADDR_ROWS_H
#define NK_ADDR_ROWS_H

#include "netkit/addr.h"

#define IPV4(bits, length)                          \
    {                                               \
        {.lo = (bits), .family = NK_IPV4}, (length) \
    }
#define IPV6(hi, lo, length)               \
    {                                      \
        {(hi), (lo), 0, NK_IPV6}, (length) \
    }

#endif
