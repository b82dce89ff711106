/* The parts of the reader of iproute2's JSON: routes, rules, next-hop objects. */
#ifndef NK_ROUTE_READ_IP_JSON_H
#define NK_ROUTE_READ_IP_JSON_H

#include "base/json_read.h"
#include "route/draft.h"
#include "route/families.h"

/* One source on its way. A record is an object: a route, a rule or a next-hop object. */
struct nk_ip_json {
    struct nk_route_reader *r;
    struct nk_err *err;
    struct nk_json_reader json;
    struct nk_families families;
    struct nk_draft draft;
    struct nk_family_hint hint;
    uint64_t record; /* from 1 */
    bool ended;      /* memory is out, or the table's tap has enough */
};

/* Parsers of records. False where the record was refused, or where x->ended says that the reading
 * ends. */
bool nk_ip_json_route(struct nk_ip_json *x, const struct nk_json_value *object);
bool nk_ip_json_rule(struct nk_ip_json *x, const struct nk_json_value *object);
bool nk_ip_json_nexthop(struct nk_ip_json *x, const struct nk_json_value *object);

/* ---- values -------------------------------------------------------------- */

/* A member of an object and what reads its value. */
struct nk_ip_json_key {
    const char *key;
    bool (*take)(struct nk_ip_json *x, const struct nk_json_member *m, void *into);
};

/* Reads the members that have a row; `keys` ends with a row without a key. */
bool nk_ip_json_keys(struct nk_ip_json *x, const struct nk_json_value *object,
                     const struct nk_ip_json_key *keys, void *into);
/* The row of a key, NULL for none. */
const struct nk_ip_json_key *nk_ip_json_key_find(const struct nk_ip_json_key *keys,
                                                 const struct nk_json_member *m);

/* Each reads the value of a member; false after "gateway: expected WHAT, found 'x'", or where
 * memory is out. Numbers may be texts of digits, also hexadecimal ones behind 0x. */
bool nk_ip_json_text(struct nk_ip_json *x, const struct nk_json_member *m, const char *what,
                     struct nk_slice *out);
bool nk_ip_json_number(struct nk_ip_json *x, const struct nk_json_member *m, const char *what,
                       uint64_t max, uint64_t *out);
bool nk_ip_json_addr(struct nk_ip_json *x, const struct nk_json_member *m, struct nk_addr *out);
/* Also "default" and "all" (NK_FAMILY_NONE). */
bool nk_ip_json_prefix(struct nk_ip_json *x, const struct nk_json_member *m, struct nk_prefix *out);
bool nk_ip_json_dev(struct nk_ip_json *x, const struct nk_json_member *m, uint32_t *out);
bool nk_ip_json_table(struct nk_ip_json *x, const struct nk_json_member *m, uint32_t *out);
/* The names of rtnetlink's numbers (names.h), or digits. */
bool nk_ip_json_name(struct nk_ip_json *x, const struct nk_json_member *m, const char *what,
                     bool (*number)(const char *word, size_t len, uint8_t *out), uint8_t *out);
/* A protocol; a name of one's own is 0, not said. */
bool nk_ip_json_protocol(struct nk_ip_json *x, const struct nk_json_member *m, uint8_t *out);
/* "flags": an array of words. */
bool nk_ip_json_flags(struct nk_ip_json *x, const struct nk_json_member *m, uint16_t *flags);
/* "via": {"family": "inet6", "host": A}. */
bool nk_ip_json_via(struct nk_ip_json *x, const struct nk_json_member *m, struct nk_addr *out);

bool nk_ip_json_memory(struct nk_ip_json *x);
bool nk_ip_json_unexpected(struct nk_ip_json *x, const struct nk_json_member *m, const char *what);
/* Refuses the record for another reason. */
bool nk_ip_json_refuse(struct nk_ip_json *x, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
