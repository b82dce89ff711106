/* The values of SvcParams (RFC 9460 7, 9461, 9540, 9848), one row a key. Private to src/dns. */
#ifndef NK_DNS_SVC_VALUE_H
#define NK_DNS_SVC_VALUE_H

#include "dns/kinds.h"

enum { NK_SVC_MANDATORY = 0, NK_SVC_ALPN = 1, NK_SVC_NO_DEFAULT_ALPN = 2 };

struct nk_svc_value {
    const uint8_t *bytes;
    size_t len;
};

/*
 * What a value is. check() gives the reason why it is malformed; the others get only what it found
 * good. text() writes what stands behind '=', with quotes where there have to be some. parse()
 * appends the wire form of a value whose escapes are resolved already; false for one that is not
 * `what`.
 */
struct nk_svc_kind {
    const char *what; /* "a port from 0 to 65535" */
    bool may_be_empty;
    const char *(*check)(const struct nk_svc_value *v);
    void (*text)(struct nk_buf *b, const struct nk_svc_value *v);
    void (*json)(struct nk_buf *b, const struct nk_svc_value *v);
    bool (*parse)(struct nk_buf *out, const struct nk_svc_value *text);
};

struct nk_svc_row {
    uint16_t key;
    const char *name;
    const char *json_key; /* snake_case */
    const struct nk_svc_kind *kind;
};

/* NULL for a key that is not registered: its value is nk_svc_octets. */
const struct nk_svc_row *nk_svc_row_find(uint16_t key);
/* Any octets, as a <character-string>. */
extern const struct nk_svc_kind nk_svc_octets;
/* Lists. */
extern const struct nk_svc_kind nk_svc_keys, nk_svc_numbers, nk_svc_port, nk_svc_ipv4, nk_svc_ipv6;
/* A key by its name or as keyNNN; `row` is NULL in the latter case, whose value is octets. */
bool nk_svc_key_read(const char *text, size_t len, uint16_t *key, const struct nk_svc_row **row);
void nk_svc_key_put(struct nk_buf *b, uint16_t key);

#endif
