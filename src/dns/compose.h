/* A message from text: what nk_show_text() and dig print, and what people write like that. */
#ifndef NK_DNS_COMPOSE_H
#define NK_DNS_COMPOSE_H

#include "base/buf.h"
#include "netkit/dns.h"

/* What a message has besides its questions and records. */
struct nk_dns_frame {
    uint16_t id, flags; /* with opcode and the lower RCODE */
    bool edns;
    uint16_t udp_size;
    uint32_t edns_ttl;     /* of the OPT record: upper RCODE, version, flags */
    struct nk_buf options; /* of EDNS, in wire form; owned */
};
void nk_dns_frame_release(struct nk_dns_frame *f);
/* An opcode of at most 15; an RCODE of at most 4095, whose upper bits go to EDNS. */
void nk_dns_frame_opcode(struct nk_dns_frame *f, unsigned opcode);
void nk_dns_frame_status(struct nk_dns_frame *f, unsigned rcode);

/*
 * Reads the text into `frame`, which keeps what the text does not say, and the questions and
 * records into `w`, in the order of the sections. The text: lines `;; opcode: QUERY, status:
 * NOERROR, id: 1, flags: qr rd`, `;; QUESTION SECTION:`, `;NAME CLASS TYPE`, master-file lines (RFC
 * 1035 5.1) without $ lines, `;; EDNS: version: 0, flags: do, udp: 1232`, and below that `; NAME:
 * \# LENGTH HEX` for each option. Other comments are skipped. False with `err`, whose offset counts
 * in `text`.
 */
bool nk_dns_compose(const char *text, size_t len, struct nk_dns_frame *frame,
                    struct nk_dns_writer *w, struct nk_err *err);
/* How much of a text is its first message: up to the second line that begins a header, `;; opcode:`
 * or dig's. 0 where there are only blanks. */
size_t nk_dns_compose_first(const char *text, size_t len);
/* Ends the message: puts the OPT record, ID and flags. False where it does not fit. */
bool nk_dns_frame_close(const struct nk_dns_frame *frame, struct nk_dns_writer *w,
                        struct nk_err *err);
/* Flags as words: "qr aa rd", with blanks or commas between. False for a word that is none. */
bool nk_dns_flags_find(const char *text, size_t len, uint16_t *flags, struct nk_err *err);
bool nk_opcode_find(const char *text, size_t len, unsigned *opcode);

#endif
