/* The miniature internet: which servers there are, which zones they serve, and what each is there
 * to show. Rows are data; nk_lab_build() makes zones of their texts. */
#ifndef NK_LAB_LAB_H
#define NK_LAB_LAB_H

#include "lab/zone.h"

/* What a server does that a good one does not. */
enum nk_lab_flags {
    NK_LAB_RESOLVER = 1 << 0, /* answers from all zones as a recursive server does */
    NK_LAB_NOT_AA = 1 << 1,   /* never says that it is authoritative: lame */
    NK_LAB_SERVFAIL = 1 << 2, /* fails at everything */
    NK_LAB_SILENT = 1 << 3,   /* listens and never answers */
    NK_LAB_DEAD = 1 << 4,     /* nobody listens */
    NK_LAB_NO_EDNS = 1 << 5,  /* FORMERR for an OPT record, as servers before RFC 2671 */
    NK_LAB_NO_TCP = 1 << 6,   /* nobody listens there */
    NK_LAB_COOKIES = 1 << 7,  /* BADCOOKIE until the client shows the server's cookie */
};

enum { NK_LAB_ZONES_MAX = 4 };

struct nk_lab_server_row {
    char name[24], addr[16];
    unsigned flags;
    unsigned delay_ms;                /* before each answer */
    char behaviour[84];               /* "": that of a good one */
    char zones[NK_LAB_ZONES_MAX][28]; /* keys of zone rows, ended by "" */
};

/* A step in a zone's history, for IXFR (RFC 1995): both texts hold an SOA record. */
struct nk_lab_change_row {
    const char *removed, *added;
};

struct nk_lab_zone_row {
    const char *key, *origin; /* the key tells versions of a zone apart: "split.test/2" */
    const char *text;
    const char *signatures; /* more text: what signing adds; NULL: the zone is not signed */
    const char *teaches;    /* a sentence without a full stop */
    const char *attempt;    /* a netkit command that shows it; NULL: none of its own */
    bool transfer;          /* AXFR and IXFR are allowed */
    const struct nk_lab_change_row *changes; /* from the oldest, ended by a row without texts */
};

/* Ended by rows without a name and a key. */
extern const struct nk_lab_server_row nk_lab_servers[];
extern const struct nk_lab_zone_row nk_lab_zones[];

struct nk_lab_change {
    struct nk_zone removed, added;
};

struct nk_lab_zone {
    const struct nk_lab_zone_row *row;
    struct nk_zone data;
    struct nk_lab_change *changes; /* of the lab's */
    size_t change_count;
};

/* A server with the zones that it serves. */
struct nk_lab_host {
    const struct nk_lab_server_row *row;
    struct nk_addr addr;
    const struct nk_lab_zone **zones; /* of the lab's `served` */
    size_t zone_count;
};

/* Owns everything; zero-initialised is empty. */
struct nk_lab {
    struct nk_lab_zone *zones;
    size_t zone_count;
    struct nk_lab_change *changes;
    size_t change_count;
    struct nk_lab_host *hosts;
    size_t host_count;
    const struct nk_lab_zone **served;
};

bool nk_lab_build(struct nk_lab *lab, struct nk_err *err);
void nk_lab_release(struct nk_lab *lab);
/* The first host with the flag: the resolver; NULL where there is none. */
const struct nk_lab_host *nk_lab_host_with(const struct nk_lab *lab, unsigned flag);
/* Appends the root hints, a master file: the root's name servers and their addresses. */
void nk_lab_hints(const struct nk_lab *lab, struct nk_buf *out);

#endif
