/* Packets in hexadecimal text: one or many, in the dress that the tools give them. */
#ifndef NK_PACKET_HEXPACKETS_H
#define NK_PACKET_HEXPACKETS_H

#include "base/buf.h"
#include "netkit/err.h"

/*
 * How a text holds packets. Dumps with offsets (xxd, hexdump -C, od -A x -t x1, tcpdump -x and -X,
 * Wireshark): each offset 0 begins a packet, and lines without an offset are passed over, being
 * what a tool says of the packet. Plain digits: blank lines part packets; or each line is one.
 */
enum nk_hexpackets_form { NK_HEX_DUMP, NK_HEX_BLOCKS, NK_HEX_LINES };

struct nk_hexpackets {
    const char *text;
    size_t len, at;
    uint64_t line;     /* that comes next, from 1 */
    uint64_t first;    /* of the packet that was given out */
    size_t start, end; /* where it is in the text */
    enum nk_hexpackets_form form;
    struct nk_buf work;
};

/* Begins; the form is told by the text: `lines` says that each line is a packet. The text has to
 * stay. */
void nk_hexpackets_init(struct nk_hexpackets *h, const char *text, size_t len, bool lines);
void nk_hexpackets_release(struct nk_hexpackets *h);

enum nk_hexpackets_status {
    NK_HEX_PACKET,
    NK_HEX_END,
    NK_HEX_BAD,    /* NK_ERR_INPUT, whose offset counts in the text; go on with the next */
    NK_HEX_FAILED, /* NK_ERR_MEMORY */
};

/* The octets of the next packet, in place of what `octets` holds. */
enum nk_hexpackets_status nk_hexpackets_next(struct nk_hexpackets *h, struct nk_buf *octets,
                                             struct nk_err *err);

#endif
