/* The DNS messages of a capture: of UDP and TCP, out of fragments and segments. */
#ifndef NK_DNS_CAPTURED_H
#define NK_DNS_CAPTURED_H

#include "netkit/dns.h"
#include "packet/capture.h"
#include "packet/fragments.h"
#include "packet/reassembly.h"

/* A message where it was found. What it points to is valid until the next one is read. */
struct nk_dns_captured {
    const uint8_t *message;
    size_t length;      /* octets that are there */
    size_t claimed;     /* octets that it had: more where the capture cut it */
    uint64_t packet;    /* the number in the file of that which made it whole */
    int64_t time;       /* nanoseconds since 1970 */
    bool timed;         /* false: the file has no time for it */
    bool tcp;           /* it came by TCP; else by UDP */
    const char *broken; /* why it is none, beyond what can be read in it; NULL: nothing */
    struct nk_addr source, destination;
    uint16_t source_port, destination_port;
};

/* Whether QR is set. */
static inline bool nk_dns_captured_is_response(const struct nk_dns_captured *m)
{
    return m->length > 2 && m->message[2] >> 7 != 0;
}

/* Whether it is a message of mDNS. */
static inline bool nk_dns_captured_is_multicast(const struct nk_dns_captured *m)
{
    return !m->tcp && (m->source_port == NK_MDNS_PORT || m->destination_port == NK_MDNS_PORT);
}

/*
 * The reader. Messages are what UDP and TCP carry from and to certain ports: 53, 5353 (mDNS, RFC
 * 6762) and 5355 (LLMNR, RFC 4795), or those that were named instead. Memory is bounded, however
 * long the capture is: see packet/fragments.h and packet/reassembly.h.
 */
struct nk_dns_capture {
    struct nk_capture *capture; /* borrowed */
    struct nk_fragments fragments;
    struct nk_reassembly streams;
    struct nk_packet packet;
    struct nk_layers layers;
    struct nk_reassembly_run run; /* that is being read, from `at` on */
    size_t at;
    uint64_t begun, whole;           /* datagrams of such ports in fragments: begun, put together */
    bool reading, draining, flushed; /* the run; streams that may have more; all of them */
    bool named;                      /* ports other than the default ones */
    uint8_t ports[65536 / 8];
    enum nk_capture_status ended; /* PACKET: the capture has not ended */
    struct nk_err failure;
};

/* Begins to read the messages of a capture, which stays the caller's; `secret` is random, as
 * packet/flow.h wants it. Release in any case. */
bool nk_dns_capture_init(struct nk_dns_capture *c, struct nk_capture *capture,
                         const uint64_t secret[NK_FLOW_SECRET], struct nk_err *err);
void nk_dns_capture_release(struct nk_dns_capture *c);
/* Another port whose messages are read; the first one takes the place of the default ones. */
void nk_dns_capture_port(struct nk_dns_capture *c, uint16_t port);

/*
 * The next message, in the order in which they became whole. END and FAILED come after all that was
 * readable was given out, as by nk_capture_next(), and then again. A stream that cannot be followed
 * (its start is not in the capture, bytes are missing) is taken up again where a segment begins
 * with what can only be a message.
 */
enum nk_capture_status nk_dns_capture_next(struct nk_dns_capture *c, struct nk_dns_captured *m,
                                           struct nk_err *err);

#endif
