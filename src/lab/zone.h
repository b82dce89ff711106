/* A zone in memory: its records in canonical order, found by name and type (RFC 1034 4.2). */
#ifndef NK_LAB_ZONE_H
#define NK_LAB_ZONE_H

#include "base/buf.h"
#include "netkit/dns.h"

/* RDATA is uncompressed wire form: `len` octets at `at` of the zone's `rdata`. */
struct nk_zone_record {
    struct nk_name owner;
    uint16_t type;
    uint32_t ttl; /* seconds */
    size_t at, len;
    size_t order; /* as it was read: records of a set keep it */
};

/* Records sorted by owner (RFC 4034 6.1), type, and the order in which they were read. Owns its
 * memory; zero-initialised is empty. */
struct nk_zone {
    struct nk_name origin;
    struct nk_zone_record *records;
    size_t count, room;
    struct nk_buf rdata;
};

/* A run of records; `count` 0: there are none. */
struct nk_zone_set {
    const struct nk_zone_record *first;
    size_t count;
};

/*
 * Reads a master file into an empty zone. Refused are records of other classes and outside of
 * `origin`, and a CNAME or DNAME beside data that it excludes (RFC 2181 10.1, RFC 6672 2.4); a
 * record that is there already is left out. False with `err`, whose text begins with line and
 * column.
 */
bool nk_zone_read(struct nk_zone *z, const char *text, size_t len, const struct nk_name *origin,
                  struct nk_err *err);
void nk_zone_release(struct nk_zone *z);

static inline const uint8_t *nk_zone_rdata(const struct nk_zone *z, const struct nk_zone_record *rr)
{
    return (const uint8_t *)z->rdata.data + rr->at;
}

/* The records of a name and type. */
struct nk_zone_set nk_zone_find(const struct nk_zone *z, const struct nk_name *name, uint16_t type);
/* All records of a name. */
struct nk_zone_set nk_zone_node(const struct nk_zone *z, const struct nk_name *name);
/* Whether the name or one below it has records: an empty non-terminal exists (RFC 4592 2.2.2). */
bool nk_zone_exists(const struct nk_zone *z, const struct nk_name *name);
/* The NSEC records of the last name that has some and is not behind `name` in the canonical order:
 * they say that the name is not there, or which types it has (RFC 4034 4). */
struct nk_zone_set nk_zone_nsec(const struct nk_zone *z, const struct nk_name *name);
/* The name that the RDATA holds at an offset; false where it holds none. */
bool nk_zone_name_at(const struct nk_zone *z, const struct nk_zone_record *rr, size_t offset,
                     struct nk_name *out);
/* The last number of the SOA record's RDATA is the minimum, the first the serial (RFC 1035 3.3.13);
 * 0 where there is no SOA record. */
uint32_t nk_zone_serial(const struct nk_zone *z);
uint32_t nk_zone_minimum(const struct nk_zone *z);

#endif
