/* What base/stream.c knows of a format of packed data; one file a format. */
#ifndef NK_BASE_UNPACK_H
#define NK_BASE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

#include "netkit/err.h"

/* Bytes in and room for bytes out; what is used up moves the pointers. */
struct nk_unpack_bytes {
    const char *in;
    size_t in_len;
    char *out;
    size_t room;
};

enum nk_unpack_result {
    NK_UNPACK_MORE, /* all is well: more input, or more room, is needed */
    NK_UNPACK_END,  /* a member, stream or frame is complete; another may follow */
    NK_UNPACK_DAMAGED,
    NK_UNPACK_WINDOW,     /* wants more memory than is allowed */
    NK_UNPACK_DICTIONARY, /* wants a dictionary that is elsewhere */
    NK_UNPACK_MEMORY,
    NK_UNPACK_RESULTS,
};

/*
 * `init` loads the library and returns the state, NULL on failure. `run` unpacks what it can;
 * behind a complete member it begins with the next. After a failure only `release` may be called.
 */
struct nk_unpack {
    const char *name;
    bool padded; /* zero bytes may stand behind a member */
    void *(*init)(struct nk_err *err);
    enum nk_unpack_result (*run)(void *state, struct nk_unpack_bytes *bytes);
    void (*release)(void *state);
};

extern const struct nk_unpack nk_unpack_gz;   /* RFC 1952 */
extern const struct nk_unpack nk_unpack_bz2;  /* bzip2 has no standard but its source */
extern const struct nk_unpack nk_unpack_zstd; /* RFC 8878 */

#endif
