/* The formats of the record writer: how one looks as a line. Private to base. */
#ifndef NK_BASE_RECORD_FORMAT_H
#define NK_BASE_RECORD_FORMAT_H

#include "base/escape.h"
#include "base/record.h"

/* Both append whole lines to r->line. */
struct nk_record_format {
    void (*header)(struct nk_record *r);
    void (*record)(struct nk_record *r);
};

const struct nk_record_format *nk_record_format(enum nk_format format);
/* The text sheet: a row a field. */
void nk_record_sheet(struct nk_record *r);
/* One value as text and tsv show it, "-" for null. */
void nk_record_table_cell(struct nk_record *r, size_t field);

#endif
