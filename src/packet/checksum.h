/* The internet checksum (RFC 1071): the ones' complement of the sum of 16-bit words. */
#ifndef NK_PACKET_CHECKSUM_H
#define NK_PACKET_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* Adds the words of the bytes to a sum; a last odd byte counts as if a zero followed. */
static inline uint64_t nk_checksum_add(uint64_t sum, const uint8_t *bytes, size_t len)
{
    for (; len > 1; len -= 2, bytes += 2)
        sum += (unsigned)bytes[0] << 8 | bytes[1];
    return len == 0 ? sum : sum + ((unsigned)bytes[0] << 8);
}

/* What is carried out of 16 bits comes back in. */
static inline uint16_t nk_checksum_fold(uint64_t sum)
{
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)sum;
}

/* What goes into the header. */
static inline uint16_t nk_checksum_of(uint64_t sum)
{
    return (uint16_t)~nk_checksum_fold(sum);
}

#endif
