/* Routes of listings that are tables of columns, one next hop a line: /proc, netstat, route. */
#ifndef NK_ROUTE_ROWS_H
#define NK_ROUTE_ROWS_H

#include "route/draft.h"

/* What one line says. */
struct nk_row {
    struct nk_prefix prefix;
    struct nk_prefix from; /* NK_FAMILY_NONE: none */
    struct nk_hop hop;
    uint64_t line;
    uint32_t table, metric;
    uint8_t type;
    bool has_metric, has_hop;
    bool
        joins; /* with the lines around it: the same prefix, source and metric are one route then */
};

/* One source on its way; release what nk_rows_end() leaves by nk_draft_release(). */
struct nk_rows {
    struct nk_route_reader *r;
    struct nk_err *err;
    struct nk_draft draft;
    bool open, joins;
};

/* A line with nothing said: unicast in main. */
struct nk_row nk_row_blank(uint64_t line);
/* Takes a line. False when out of memory, or where the table's tap has enough. */
bool nk_rows_add(struct nk_rows *x, const struct nk_row *row);
/* Adds the last route. False as above. */
bool nk_rows_end(struct nk_rows *x);

#endif
