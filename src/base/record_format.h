/* The formats of the record writer: how one looks as a line. Private to base. */
#ifndef NK_BASE_RECORD_FORMAT_H
#define NK_BASE_RECORD_FORMAT_H

#include "base/escape.h"
#include "base/record.h"

/*
 * `header` appends a whole line to r->line. `column` appends the value at a place of the columns
 * that are shown, with what parts it from the one before; `end` is what closes the record.
 */
struct nk_record_format {
    void (*header)(struct nk_record *r);
    void (*column)(struct nk_record *r, size_t place);
    const char *end;
};

const struct nk_record_format *nk_record_format(enum nk_format format);
/* The record as a line. */
void nk_record_columns(struct nk_record *r);
/* The text sheet: a row a field. */
void nk_record_sheet(struct nk_record *r);
/* One value as text and tsv show it, "-" for null. */
void nk_record_table_cell(struct nk_record *r, size_t field);

#endif
