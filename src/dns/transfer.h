/* Zone transfers: what the messages of an AXFR (RFC 5936) or IXFR (RFC 1995) come to. */
#ifndef NK_DNS_TRANSFER_H
#define NK_DNS_TRANSFER_H

#include "netkit/dns.h"

enum nk_transfer_change {
    NK_TRANSFER_WHOLE, /* a record of the zone, all of which is sent */
    NK_TRANSFER_DELETED,
    NK_TRANSFER_ADDED,
};

/* One record, valid during the call. */
struct nk_transfer_record {
    const struct nk_dns_reader *reader;
    const struct nk_dns_record *rr;
    enum nk_transfer_change change;
    /* The version of the zone that it is in: what is deleted is in the older one, what is added in
     * the newer one. */
    uint32_t serial;
    /* NULL: it is good. Else why it is none of the zone's or cannot be read, and the offset in the
     * message. */
    const char *fault;
    size_t fault_at;
    bool refused; /* with `fault`: not to be shown as part of the zone */
};

/* Takes a record in the order of the transfer; false ends it all. */
typedef bool nk_transfer_take(void *closure, const struct nk_transfer_record *r);

enum nk_transfer_status {
    NK_TRANSFER_MORE,    /* another message is to come */
    NK_TRANSFER_DONE,    /* all is there */
    NK_TRANSFER_CURRENT, /* IXFR: nothing is newer than the serial that was given */
    NK_TRANSFER_BY_TCP,  /* over UDP it does not fit: to be asked again over TCP */
    NK_TRANSFER_BY_AXFR, /* the server knows no IXFR: to be asked again for the whole zone */
    NK_TRANSFER_FAILED,  /* refused by the server, or wrong: `err` says why */
    NK_TRANSFER_STOPPED, /* by `take` */
};

enum nk_transfer_phase {
    NK_TRANSFER_AT_START,  /* the zone's SOA has to come */
    NK_TRANSFER_AT_SECOND, /* IXFR: the next record tells what is sent */
    NK_TRANSFER_IN_ZONE,
    NK_TRANSFER_IN_DELETED, /* behind the SOA of the older version */
    NK_TRANSFER_IN_ADDED,   /* behind the SOA of the newer version */
    NK_TRANSFER_AT_END,
};

/*
 * A transfer on its way. The caller sets the first block and leaves the rest zero. No memory is
 * taken, and none grows with the zone.
 */
struct nk_transfer {
    struct nk_dns_question question; /* of type AXFR or IXFR */
    uint16_t id;
    uint32_t since; /* IXFR: the serial that one has */
    bool udp;       /* IXFR: the message came over UDP, and is the only one */
    nk_transfer_take *take;
    void *closure;

    enum nk_transfer_phase phase;
    struct nk_soa soa;          /* the first, once phase is not AT_START: the newest version */
    uint32_t soa_ttl;           /* of `soa`, seconds */
    uint32_t serial;            /* of the version whose records come now */
    bool differences;           /* differences came, not the whole zone */
    uint64_t messages, records; /* so far; records are those taken as part of the zone */
    uint64_t deleted, added;    /* of them */
    uint64_t faults;            /* records that had one */
    uint64_t octets;            /* of the messages */
};

/*
 * The next message as it came. What is wrong with the message or the order of its records ends the
 * transfer (NK_TRANSFER_FAILED with `err`, of code NK_ERR_SYSTEM); a record that is none of the
 * zone's or malformed goes to `take` with its fault, and the rest is read on. The SOA that ends a
 * whole zone and those that frame all differences are not given; the SOA records of each difference
 * are, as deleted and added. Of a zone that is current the SOA is given.
 */
enum nk_transfer_status nk_transfer_feed(struct nk_transfer *t, const void *bytes, size_t len,
                                         struct nk_err *err);

/* Whether `a` is a later serial than `b` (RFC 1982 3.2). */
bool nk_serial_is_later(uint32_t a, uint32_t b);

#endif
