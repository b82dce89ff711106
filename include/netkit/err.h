/* Errors: one struct that the caller owns, filled only on failure. */
#ifndef NETKIT_ERR_H
#define NETKIT_ERR_H

#include <stdbool.h>
#include <stddef.h>

/* What kind of failure it was; the command line turns it into an exit status. */
enum nk_err_code {
    NK_ERR_NONE = 0,
    NK_ERR_INPUT,  /* the text or the data given is wrong: status 2 */
    NK_ERR_SYSTEM, /* the world failed (open, read, write, permission, time): status 3 */
    NK_ERR_MEMORY, /* out of memory: status 3 */
};

enum { NK_ERR_TEXT_MAX = 224 };

/*
 * One failure. `offset` and `length` are bytes in the text that was parsed and
 * say what a caret has to point at (length 0: no place is known). `text` is one
 * sentence without a full stop; it may hold raw bytes of the input, which whoever
 * prints it has to escape.
 */
struct nk_err {
    enum nk_err_code code;
    size_t offset;
    size_t length;
    char text[NK_ERR_TEXT_MAX];
};

/*
 * Fills `err` (NULL is allowed) from a printf format and returns false, so that a
 * parser can say `return nk_err_set(...)`. The text is cut at NK_ERR_TEXT_MAX - 1.
 */
bool nk_err_set(struct nk_err *err, enum nk_err_code code, size_t offset, size_t length,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same for errno: `what` is a verb phrase, as in "cannot open 'x'". */
bool nk_err_errno(struct nk_err *err, int number, const char *what);

/* Out of memory. Never allocates. */
bool nk_err_memory(struct nk_err *err);

#endif
