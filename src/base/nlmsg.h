/* Netlink messages and their attributes as bytes: taken apart and put together, without a socket.
 */
#ifndef NK_BASE_NLMSG_H
#define NK_BASE_NLMSG_H

#include "base/buf.h"
#include "base/cursor.h"

/* All numbers are in the byte order of the machine that made the message. */
struct nk_nlmsg {
    uint16_t type;  /* NLMSG_*, RTM_* */
    uint16_t flags; /* NLM_F_* */
    uint32_t seq;
    const uint8_t *body; /* what follows the header; not aligned */
    size_t len;
};

enum {
    NK_NLMSG_HEADER = 16,
    NK_ATTRS_MAX = 32, /* attributes of this number and above are passed over */
};

struct nk_attr {
    const uint8_t *data; /* NULL: not there */
    size_t len;
};

/* The attributes of a message or of one that nests, by their numbers; of equals the last. `failed`
 * stays true after a length that cannot be: a decoder needs one check where it is done. */
struct nk_attrs {
    struct nk_attr at[NK_ATTRS_MAX];
    bool failed;
};

/* The next message; false at the end. Where a length cannot be, false and the cursor has failed. */
bool nk_nlmsg_next(struct nk_cursor *c, struct nk_nlmsg *m);

/* Numbers in the machine's own byte order. */
uint16_t nk_host_u16(struct nk_cursor *c);
uint32_t nk_host_u32(struct nk_cursor *c);

/* The attributes behind a fixed part of `skip` bytes (its length aligned to four). */
void nk_attrs_read(struct nk_attrs *a, const uint8_t *bytes, size_t len, size_t skip);
/* Those nested in one attribute; none where it is not there. */
void nk_attrs_nested(struct nk_attrs *out, struct nk_attrs *a, size_t number);

static inline bool nk_attrs_has(const struct nk_attrs *a, size_t number)
{
    return a->at[number].data != NULL;
}

/* Values; `otherwise` where the attribute is not there, and where it has another length, which
 * fails. */
uint8_t nk_attrs_u8(struct nk_attrs *a, size_t number, uint8_t otherwise);
uint16_t nk_attrs_u16(struct nk_attrs *a, size_t number, uint16_t otherwise);
uint32_t nk_attrs_u32(struct nk_attrs *a, size_t number, uint32_t otherwise);
/* A text without the NUL that ends it, NULL where it is not there or empty. */
const char *nk_attrs_text(const struct nk_attrs *a, size_t number, size_t *len);

/* Puts a message together at the end of `b`: header and fixed part, then attributes, then its
 * length. nk_nlmsg_begin() returns where it starts, for nk_nlmsg_end(). */
size_t nk_nlmsg_begin(struct nk_buf *b, uint16_t type, uint16_t flags, const void *fixed,
                      size_t len);
void nk_nlmsg_attr(struct nk_buf *b, uint16_t number, const void *data, size_t len);
void nk_nlmsg_end(struct nk_buf *b, size_t start);

#endif
