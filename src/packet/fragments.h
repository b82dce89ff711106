/* IP datagrams put together from their fragments (RFC 791 3.2, RFC 8200 4.5), both families. */
#ifndef NK_PACKET_FRAGMENTS_H
#define NK_PACKET_FRAGMENTS_H

#include "packet/layers.h"

enum {
    NK_FRAGMENTS_MAX = 4096,               /* datagrams that wait for the rest */
    NK_FRAGMENTS_BYTES = 16 * 1024 * 1024, /* of memory for all their bytes */
    NK_FRAGMENTS_SECONDS = 60,             /* of the capture's time, from the first fragment */
};

enum nk_fragments_status {
    NK_FRAGMENTS_HELD,   /* the datagram is not whole: nothing to read yet, or ever */
    NK_FRAGMENTS_WHOLE,  /* this was the last one that was missing */
    NK_FRAGMENTS_FAILED, /* out of memory: `err` is set, the datagram is forgotten */
};

/* Why fragments came to nothing: how many fragments, and how many datagrams. */
struct nk_fragments_lost {
    uint64_t
        malformed; /* fragments: of no length, not of eights, past 65535 bytes, of no IP length */
    uint64_t cut;  /* fragments: longer than the link carried */
    uint64_t refused;  /* fragments: of a datagram that was given up before */
    uint64_t overlaps; /* datagrams: given up, as two of their fragments contradict */
    uint64_t expired;  /* datagrams: not whole in time */
    uint64_t evicted;  /* datagrams: not whole before there were too many or too large ones */
};

/*
 * Datagrams that wait. What is held is bounded in number, in bytes and in age, and the oldest makes
 * room. All zeros is empty; release in any case.
 *
 * A datagram of which two fragments overlap is given up, with all of it that follows: RFC 5722 asks
 * so for IPv6, and Linux does so for IPv4 too. What would win differs between systems, so that a
 * guess would be an evasion (RFC 791 leaves it open). The same fragment once more, with the same
 * bytes, is no overlap: captures hold it twice where a packet passed two interfaces.
 */
struct nk_fragments {
    struct nk_fragments_datagram *datagrams; /* NK_FRAGMENTS_MAX of them once there was one */
    uint32_t *heads;                         /* by hash: a datagram's number plus 1; 0: none */
    uint32_t oldest, newest, unused;         /* likewise */
    uint32_t count;
    size_t bytes; /* held */
    uint8_t *whole;
    size_t whole_room;
    struct nk_fragments_lost lost;
};

void nk_fragments_release(struct nk_fragments *f);

/*
 * Takes a packet whose layers say that it is a fragment; its bytes are copied. Of a fragment that
 * the capture cut the datagram has the length, and counts as cut where the first byte is missing.
 *
 * WHOLE: `whole` is the datagram as if it had come in one, from its IP header on (the headers
 * before it are left out, lengths and IPv4's checksum are made to fit, IPv6's fragment header is
 * out), with the number, time and interface of `p`; read its layers next. Its bytes are valid until
 * the next call; `whole` may be `p`.
 */
enum nk_fragments_status nk_fragments_add(struct nk_fragments *f, const struct nk_packet *p,
                                          const struct nk_layers *l, struct nk_packet *whole,
                                          struct nk_err *err);

/*
 * Reads the layers, and where the packet ends a datagram those of the datagram, which takes the
 * packet's place in `p`; and so on, where that is a tunnel whose packet is a fragment. HELD: `l`
 * are those of a fragment. WHOLE: of no fragment.
 */
enum nk_fragments_status nk_fragments_read(struct nk_fragments *f, struct nk_packet *p,
                                           struct nk_layers *l, struct nk_err *err);

#endif
