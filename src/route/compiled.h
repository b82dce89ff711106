/* A table as one file that is mapped at the next start, with all that look-ups need ready in it. */
#ifndef NK_ROUTE_COMPILED_H
#define NK_ROUTE_COMPILED_H

#include "base/bytes.h"
#include "route/answers.h"
#include "route/fib.h"

struct nk_compiled; /* an open file */

/* ---- writing ------------------------------------------------------------- */

/* Takes the next bytes of a file; false with `err` ends the writing. */
typedef bool nk_compiled_sink(void *closure, const void *data, size_t len, struct nk_err *err);

/* Gives the file of a table to `sink`; the same table gives the same bytes. False with
 * NK_ERR_MEMORY or the sink's error. */
bool nk_compiled_write(const struct nk_table *t, nk_compiled_sink *sink, void *closure,
                       struct nk_err *err);

/* ---- reading ------------------------------------------------------------- */

/* How long the file is by its header (bytes.h); 0 for another kind of file. */
size_t nk_compiled_claim(const void *data, size_t len);

/*
 * Makes `t`, which is zero-initialised, a table that reads the file where it lies; `bytes` belong
 * to it from then on. Only the header is looked at, its checksum is tested, and the rules:
 * NK_ERR_INPUT where it is not a file of this version and machine, whole. What the rest says is
 * bounded at every use: a damaged file gives wrong answers, and nothing outside of it is ever read.
 * `name` is for messages.
 */
bool nk_compiled_open(struct nk_table *t, struct nk_bytes *bytes, const char *name,
                      struct nk_err *err);
void nk_compiled_release(struct nk_compiled *c);

/* The forwarding view of such a table, of its first peer. False with NK_ERR_MEMORY, or NK_ERR_INPUT
 * for a damaged file; release in any case. */
bool nk_compiled_fib(struct nk_fib *f, const struct nk_table *t, struct nk_err *err);
/* The answers of that view. False where the table is not compiled, or where they do not suffice
 * (answers.h): then none were kept. */
bool nk_compiled_answers(struct nk_answers *a, const struct nk_table *t);

/* Reads all of it: the checksum of the body, every index. Tells what is wrong, once a kind. False
 * with NK_ERR_MEMORY. */
bool nk_compiled_check(const struct nk_table *t, void (*tell)(void *closure, const char *what),
                       void *closure, struct nk_err *err);

#endif
