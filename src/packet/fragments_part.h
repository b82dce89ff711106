/* What the table of datagrams and the datagram itself share. */
#ifndef NK_PACKET_FRAGMENTS_PART_H
#define NK_PACKET_FRAGMENTS_PART_H

#include "packet/fragments.h"

/* Who a datagram's fragments are from: IPv6 has no protocol here (RFC 8200 4.5). */
struct nk_fragment_key {
    struct nk_addr source, destination;
    uint32_t id, protocol;
};

/* A fragment where it lies in its packet. */
struct nk_fragment {
    const uint8_t *header; /* IP's, with the extension headers before the fragment header */
    const uint8_t *bytes;
    uint32_t header_length;
    uint32_t next_at;        /* in an IPv6 header: which byte names the header that follows */
    uint32_t offset, length; /* of the bytes, in the datagram */
    uint32_t captured;       /* so many of them are here */
    uint8_t next;            /* what it has to name */
    bool more;
};

/* A run of bytes: where it is in the datagram, and in the memory that holds the first ones. */
struct nk_fragment_piece {
    uint16_t offset, length, captured;
    uint32_t at;
};

/* The bytes lie in the order in which they came; the pieces in the datagram's. */
struct nk_fragments_datagram {
    struct nk_fragment_key key;
    int64_t time;                /* of the first fragment that was seen */
    uint32_t same, newer, older; /* with this hash; by arrival: numbers plus 1 */
    uint32_t bucket;
    uint8_t *bytes;
    struct nk_fragment_piece *pieces;
    uint32_t used, room, piece_count, piece_room;
    uint32_t total, received;          /* total 0: the last fragment is not there */
    uint32_t header_at, header_length; /* length 0: the first one is not there */
    uint32_t next_at;
    uint8_t next;
    bool timed, given_up;
};

enum nk_datagram_status {
    NK_DATAGRAM_OPEN,
    NK_DATAGRAM_WHOLE,
    NK_DATAGRAM_CONTRADICTED,
    NK_DATAGRAM_FAILED, /* out of memory */
};

enum nk_datagram_status nk_datagram_add(struct nk_fragments_datagram *d,
                                        const struct nk_fragment *x);
/* The memory that it holds. */
size_t nk_datagram_bytes(const struct nk_fragments_datagram *d);
/* Gives the memory back. */
void nk_datagram_release(struct nk_fragments_datagram *d);
/* How long the whole datagram is; 0: longer than IP allows. */
uint32_t nk_datagram_length(const struct nk_fragments_datagram *d);
/* How many of its bytes are here before the first one that was not captured. */
uint32_t nk_datagram_captured(const struct nk_fragments_datagram *d);
/* Writes as many bytes as it is long; those that were not captured are zeros. */
void nk_datagram_write(const struct nk_fragments_datagram *d, uint8_t *to);

#endif
