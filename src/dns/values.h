/* Data of records as a set: compared by meaning, shown as text. */
#ifndef NK_DNS_VALUES_H
#define NK_DNS_VALUES_H

#include "base/buf.h"
#include "netkit/dns.h"

struct nk_value {
    size_t at, len; /* in `bytes`: the canonical form (RFC 4034 6.2), names in lower case */
    size_t text_at, text_len; /* in `bytes`: presentation text */
    uint16_t type;
    uint32_t ttl;
    bool plain; /* text without quotes: stands for strings that give it when joined (TXT) */
};

/* Zero-initialised is empty. */
struct nk_values {
    struct nk_buf bytes;
    struct nk_value *all;
    size_t count, room;
};

void nk_values_release(struct nk_values *v);
void nk_values_clear(struct nk_values *v);

/* Adds a value as a user writes it: text of a master file, names absolute. Of types that are
 * strings only (TXT), text that begins with no quote is one text, blanks included, however the
 * record parts it. False with `err`, whose offset counts in `text`. */
bool nk_values_add_text(struct nk_values *v, uint16_t type, uint16_t class, const char *text,
                        size_t len, struct nk_err *err);
/* Adds the data of an answer that follow from the question: those of the type asked, or with
 * `aliases` also the aliases on the way; signatures only where they are asked for. Data that is
 * there already is not added again. False with `err` without memory. */
bool nk_values_add_answer(struct nk_values *v, const void *message, size_t len,
                          const struct nk_dns_question *q, bool aliases, struct nk_err *err);

/* Whether `x`, a value of the set `of`, is in the set. */
bool nk_values_have(const struct nk_values *v, const struct nk_values *of,
                    const struct nk_value *x);
/* Whether each value of `part` is in `v`. */
bool nk_values_hold(const struct nk_values *v, const struct nk_values *part);
/* The same values in both, in any order. */
bool nk_values_equal(const struct nk_values *a, const struct nk_values *b);

static inline const char *nk_value_text(const struct nk_values *v, const struct nk_value *x)
{
    return v->bytes.data + x->text_at;
}
/* Appends the texts, with `between` between them. */
void nk_values_text(struct nk_buf *b, const struct nk_values *v, const char *between);
/* The greatest TTL; 0 of none. */
uint32_t nk_values_ttl(const struct nk_values *v);

#endif
