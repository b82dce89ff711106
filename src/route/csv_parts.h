/* The columns of a table in CSV, as its header names them. */
#ifndef NK_ROUTE_CSV_PARTS_H
#define NK_ROUTE_CSV_PARTS_H

#include "route/read.h"

enum { NK_CSV_COLUMNS_MAX = 64 };

enum nk_csv_column {
    NK_CSV_OTHER,
    NK_CSV_PREFIX,
    NK_CSV_LENGTH,
    NK_CSV_NEXT_HOPS,
    NK_CSV_VIA,
    NK_CSV_DEV,
    NK_CSV_WEIGHT,
    NK_CSV_METRIC,
    NK_CSV_TABLE,
    NK_CSV_TYPE,
    NK_CSV_PROTOCOL,
    NK_CSV_PREFSRC,
    NK_CSV_LABEL,
    NK_CSV_ORIGIN,
    NK_CSV_TOS,
    NK_CSV_SCOPE,
    NK_CSV_FROM,
    NK_CSV_MTU,
    NK_CSV_ACTIVE,
};

struct nk_csv_header {
    char separator;
    enum nk_csv_column columns[NK_CSV_COLUMNS_MAX];
    size_t count;
    bool known; /* all of them */
};

/* Reads a header, behind a byte-order mark and the '#' that some begin with, by TABs, commas or
 * semicolons. False where none of its columns is of prefixes. */
bool nk_csv_header_read(struct nk_csv_header *h, struct nk_route_line *line);

#endif
