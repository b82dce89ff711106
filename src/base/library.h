/* A shared library that is loaded when it is first needed, so that starting costs nothing. */
#ifndef NK_BASE_LIBRARY_H
#define NK_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "netkit/err.h"

/* A function of the library, and where its pointer goes in the caller's table. */
struct nk_library_function {
    const char *name;
    size_t offset;
};

struct nk_library {
    const char *file;    /* "libz.so.1" */
    const char *package; /* Debian's name of what has it */
    const char *purpose; /* "unpack gzip data": a message says what cannot be done without it */
    const struct nk_library_function *functions;
    size_t count;
};

/* Loads the library and fills the caller's table of pointers. `*handle` is for
 * nk_library_release(), NULL after a failure (NK_ERR_SYSTEM: it is missing, or lacks a function).
 */
bool nk_library_load(const struct nk_library *library, void **handle, void *table,
                     struct nk_err *err);
/* NULL is allowed. No function of the library may be called afterwards. */
void nk_library_release(void *handle);

#endif
