/* What the files of the dissection share. */
#ifndef NK_PACKET_DISSECT_PART_H
#define NK_PACKET_DISSECT_PART_H

#include "packet/dissect.h"

/* What a checksum has to know of the IP header around it. */
struct nk_dissect_ip {
    uint8_t family; /* 0: none */
    const uint8_t *source, *destination;
    uint64_t start, end; /* in the packet; the end on the wire by its own account */
    bool fragment, offloaded;
};

/* One header, or the data of one option: from octet `base` to `end` (captured), read so far to bit
 * `at`. */
struct nk_span {
    uint64_t base, at, end;
};

struct nk_dissector {
    struct nk_dissection *d;
    uint64_t captured; /* where the bytes end of the packet that is read: one may be quoted */
    unsigned level, quotes;
    struct nk_dissect_ip ip;
    /* the header that is read */
    const struct nk_header *header;
    enum nk_layer_kind layer;
    uint64_t header_at, header_end; /* as captured */
    uint64_t data_end;              /* of what is inside, on the wire */
    bool whole;                     /* all of it was captured */
    size_t header_part;             /* its part */
    const struct nk_option_row *option;
    const char *option_name;
    bool in_option;
    struct nk_span quote; /* a packet that it quotes: from `base` to `end` */
};

/* Adds a part; NULL where there is no memory, or no more room. */
struct nk_part *nk_dissect_add(struct nk_dissector *x, enum nk_part_kind kind, const char *name,
                               uint64_t offset, uint64_t bits);
void nk_dissect_fault(struct nk_dissector *x, uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Reads a header's pieces, then what of it is left. */
void nk_dissect_pieces(struct nk_dissector *x, const struct nk_piece *pieces, struct nk_span *s);

/* Value and meaning of a field that was added: its bits are there. */
void nk_dissect_value(struct nk_dissector *x, struct nk_part *p);
/* Whether the checksum `p` of the header that is read is right; appends its meaning. */
void nk_dissect_checksum(struct nk_dissector *x, struct nk_part *p);

#endif
