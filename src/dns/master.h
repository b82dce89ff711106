/* Records from the text of a master file (RFC 1035 5.1, RFC 2308 4). */
#ifndef NK_DNS_MASTER_H
#define NK_DNS_MASTER_H

#include "base/buf.h"
#include "netkit/dns.h"

/*
 * A reader over borrowed text: $ORIGIN, $TTL, "@", relative names, a blank owner, parentheses,
 * comments, TTLs with units (1h30m). $INCLUDE and $GENERATE are refused: a text opens no files and
 * makes no more records than it has lines.
 */
struct nk_master {
    const char *text;
    size_t len, at;
    uint64_t line; /* of `at`, from 1 */
    struct nk_name origin, owner;
    bool has_owner; /* the text has named an owner: a line may begin with a blank */
    uint16_t class;
    bool has_ttl; /* the caller, $TTL or a record has given one */
    bool ttl_is_default;
    uint32_t ttl; /* seconds: of records that state none */
    /* where the entry began that is read or was read last, and the place of an error */
    size_t entry_at;
    uint64_t entry_line, bad_line, bad_column;
    struct nk_buf flat, rdata;
};

/* `rdata` is uncompressed wire form, valid until the next call. */
struct nk_master_record {
    struct nk_name owner;
    uint16_t type, class;
    uint32_t ttl;
    const uint8_t *rdata;
    size_t rdata_len;
    uint64_t line;
};

enum nk_master_status {
    NK_MASTER_RECORD,
    NK_MASTER_END,
    NK_MASTER_BAD, /* a wrong entry (or no memory: the code of the error tells); it is skipped, and
                      the next call goes on behind it */
};

/* `origin` NULL is the root. Set `ttl` and `has_ttl` for records that state none where the text has
 * no $TTL. */
void nk_master_init(struct nk_master *m, const char *text, size_t len,
                    const struct nk_name *origin);
void nk_master_release(struct nk_master *m);
/* The next record. With NK_MASTER_BAD `err` has the message, its offset counts in the text, and
 * `bad_line` and `bad_column` count from 1 (columns in bytes). */
enum nk_master_status nk_master_next(struct nk_master *m, struct nk_master_record *rr,
                                     struct nk_err *err);

#endif
