/* For unit tests: packets written in hexadecimal. */
#ifndef TESTS_UNIT_PACKET_UNHEX_H
#define TESTS_UNIT_PACKET_UNHEX_H

#include <stdlib.h>
#include <string.h>

#include "packet/capture.h"

/* Octets in memory of their own, which a sanitizer watches: free() them. Blanks are passed over. */
static inline uint8_t *unhex(const char *hex, uint32_t *len)
{
    uint8_t *bytes = malloc(strlen(hex) + 1);
    size_t n = 0;
    while (bytes != NULL && *hex != '\0') {
        if (*hex == ' ') {
            hex++;
            continue;
        }
        char two[3] = {hex[0], hex[1], '\0'};
        bytes[n++] = (uint8_t)strtoul(two, NULL, 16);
        hex += hex[1] == '\0' ? 1 : 2;
    }
    *len = (uint32_t)n;
    return bytes == NULL ? NULL : realloc(bytes, n + (n == 0));
}

/* A SYN with options, its checksums right; a DNS query over UDP in Ethernet; an ICMP error that
 * quotes a packet. */
#define SYN_IP                                                       \
    "4500003c1c4640004006323fc0000201c6336402"                       \
    "c35001bb0000100000000000a002faf087e40000020405b40402080a000003" \
    "e80000000001030307"

#define DNS_QUERY                                \
    "0200000000020200000000010800"               \
    "45000034000100004011ae82 0a000001 c0000235" \
    "d4310035 00205f82"                          \
    "123401000001000000000000 0377777702696f00 00010001"
#define TIME_EXCEEDED                            \
    "45000038341200004001c2af c0000201 c0000202" \
    "0b00f00600000000"                           \
    "4500003c000100000111cd79 c0000202 c6336401" \
    "8235829b00280000"

#endif
