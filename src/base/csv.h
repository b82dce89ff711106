/* The cells of a line of CSV (RFC 4180), or of any other single separator. */
#ifndef NK_BASE_CSV_H
#define NK_BASE_CSV_H

#include "base/buf.h"
#include "netkit/err.h"

/* A line on its way. `scratch` holds a cell whose quotes had to be undone, until the next one. */
struct nk_csv {
    const char *start, *at, *end;
    char separator;
    bool more; /* a cell is still to come, an empty one at the end too */
    struct nk_buf scratch;
};

/* `line` is without its newline and outlives the cells. A quoted cell that goes on in the next line
 * is refused. Between TABs there are no quotes: all that stands there is the cell, blanks too. */
void nk_csv_init(struct nk_csv *c, const char *line, size_t len, char separator);
void nk_csv_release(struct nk_csv *c);

/* The next cell without its quotes and the blanks around it, valid until the next call; `offset` is
 * where its text begins in the line. False at the end (err->code is NK_ERR_NONE then), for a broken
 * quote (NK_ERR_INPUT with its place in the line) or when out of memory. */
bool nk_csv_next(struct nk_csv *c, const char **text, size_t *len, size_t *offset,
                 struct nk_err *err);

#endif
