#include "base/record_format.h"

#include <string.h>

/* A writer of one string in the escaping of a format. */
typedef void string_writer(struct nk_buf *b, const char *text, size_t len);

/* Strings that we made ourselves of a few characters: nothing to escape, and millions of them. */
static bool is_ours(enum nk_type type)
{
    return type == NK_ADDR || type == NK_PREFIX || type == NK_COUNT;
}

static void add_number(struct nk_buf *b, int64_t n)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (n < 0)
        digits[--at] = '-';
    nk_buf_add(b, digits + at, sizeof digits - at);
}

static const char *slice(const struct nk_record *r, const struct nk_cell *cell)
{
    return cell->len == 0 ? "" : r->arena.data + cell->at;
}

/* The items of a list, joined. */
static void add_list(struct nk_record *r, const struct nk_cell *cell, string_writer *write)
{
    const char *at = slice(r, cell), *end = at + cell->len;
    for (bool first = true; at != end; first = false) {
        size_t len = strlen(at);
        if (!first)
            nk_buf_add_byte(&r->line, ',');
        write(&r->line, at, len);
        at += len + 1;
    }
}

/* ---- text and tsv -------------------------------------------------------- */

void nk_record_table_cell(struct nk_record *r, size_t field)
{
    const struct nk_cell *cell = &r->cells[field];
    enum nk_type type = r->schema->fields[field].type;
    static const char *const words[2][2] = {{"no", "yes"}, {"false", "true"}};
    if (cell->kind == NK_CELL_NULL)
        nk_buf_add_byte(&r->line, '-');
    else if (cell->kind == NK_CELL_LIST)
        add_list(r, cell, nk_escape_text);
    else if (cell->kind == NK_CELL_SLICE && is_ours(type))
        nk_buf_add(&r->line, slice(r, cell), cell->len);
    else if (cell->kind == NK_CELL_SLICE)
        nk_escape_text(&r->line, slice(r, cell), cell->len);
    else if (type == NK_FLAG)
        nk_buf_add_text(&r->line, words[r->format != NK_FORMAT_TEXT][cell->number != 0]);
    else
        add_number(&r->line, cell->number);
}

/* How many columns UTF-8 text takes, when each character takes one. */
static size_t columns_of(const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

/* Parts a column from the next: blanks up to the field's width, or a TAB where it has none. */
static void end_column(struct nk_record *r, size_t place, size_t start)
{
    const struct nk_field *f = &r->schema->fields[r->order[place]];
    if (place + 1 == r->shown) {
        nk_buf_add_byte(&r->line, '\n');
        return;
    }
    if (r->format == NK_FORMAT_TSV || f->width == 0) {
        nk_buf_add_byte(&r->line, '\t');
        return;
    }
    size_t used = columns_of(r->line.data + start, r->line.len - start);
    nk_buf_add_byte(&r->line, ' ');
    for (; used < f->width; used++)
        nk_buf_add_byte(&r->line, ' ');
}

static void table_header(struct nk_record *r)
{
    for (size_t i = 0; i < r->shown; i++) {
        const struct nk_field *f = &r->schema->fields[r->order[i]];
        size_t start = r->line.len;
        nk_buf_add_text(&r->line, r->format == NK_FORMAT_TEXT ? f->title : f->key);
        end_column(r, i, start);
    }
}

static void table_record(struct nk_record *r)
{
    for (size_t i = 0; i < r->shown; i++) {
        size_t start = r->line.len;
        nk_record_table_cell(r, r->order[i]);
        end_column(r, i, start);
    }
}

void nk_record_sheet(struct nk_record *r)
{
    size_t widest = 0;
    for (size_t i = 0; i < r->shown; i++) {
        size_t len = strlen(r->schema->fields[r->order[i]].title);
        widest = len > widest ? len : widest;
    }
    if (r->written > 0)
        nk_buf_add_byte(&r->line, '\n');
    for (size_t i = 0; i < r->shown; i++) {
        const char *title = r->schema->fields[r->order[i]].title;
        if (r->cells[r->order[i]].kind == NK_CELL_NULL)
            continue;
        nk_buf_add_text(&r->line, title);
        for (size_t at = strlen(title); at < widest + 2; at++)
            nk_buf_add_byte(&r->line, ' ');
        nk_record_table_cell(r, r->order[i]);
        nk_buf_add_byte(&r->line, '\n');
    }
}

/* ---- csv (RFC 4180) ------------------------------------------------------ */

static void csv_header(struct nk_record *r)
{
    for (size_t i = 0; i < r->shown; i++) {
        nk_buf_add_text(&r->line, r->schema->fields[r->order[i]].key);
        nk_buf_add_text(&r->line, i + 1 == r->shown ? "\n" : ",");
    }
}

static void csv_cell(struct nk_record *r, size_t field)
{
    const struct nk_cell *cell = &r->cells[field];
    if (cell->kind == NK_CELL_NULL)
        return;
    if (cell->kind == NK_CELL_SLICE) {
        nk_escape_csv(&r->line, slice(r, cell), cell->len);
    } else if (cell->kind == NK_CELL_LIST) {
        nk_buf_add_byte(&r->line, '"');
        add_list(r, cell, nk_escape_csv_quoted);
        nk_buf_add_byte(&r->line, '"');
    } else if (r->schema->fields[field].type == NK_FLAG) {
        nk_buf_add_text(&r->line, cell->number != 0 ? "true" : "false");
    } else {
        add_number(&r->line, cell->number);
    }
}

static void csv_record(struct nk_record *r)
{
    for (size_t i = 0; i < r->shown; i++) {
        csv_cell(r, r->order[i]);
        nk_buf_add_text(&r->line, i + 1 == r->shown ? "\n" : ",");
    }
}

/* ---- JSON Lines (RFC 8259) ----------------------------------------------- */

static void json_header(struct nk_record *r)
{
    (void)r; /* every record has its keys */
}

static void json_cell(struct nk_record *r, size_t field)
{
    const struct nk_cell *cell = &r->cells[field];
    enum nk_type type = r->schema->fields[field].type;
    if (cell->kind == NK_CELL_NULL) {
        nk_buf_add(&r->line, "null", 4);
    } else if (cell->kind == NK_CELL_LIST) {
        nk_buf_add_byte(&r->line, '[');
        add_list(r, cell, nk_escape_json);
        nk_buf_add_byte(&r->line, ']');
    } else if (type == NK_JSON) {
        nk_buf_add(&r->line, slice(r, cell), cell->len);
    } else if (cell->kind == NK_CELL_SLICE && is_ours(type)) {
        nk_buf_add_byte(&r->line, '"');
        nk_buf_add(&r->line, slice(r, cell), cell->len);
        nk_buf_add_byte(&r->line, '"');
    } else if (cell->kind == NK_CELL_SLICE) {
        nk_escape_json(&r->line, slice(r, cell), cell->len);
    } else if (type == NK_FLAG) {
        nk_buf_add_text(&r->line, cell->number != 0 ? "true" : "false");
    } else {
        add_number(&r->line, cell->number);
    }
}

static void json_record(struct nk_record *r)
{
    char before = '{';
    for (size_t i = 0; i < r->shown; i++) {
        const char *key = r->schema->fields[r->order[i]].key;
        nk_buf_add_byte(&r->line, before);
        nk_buf_add_byte(&r->line, '"');
        nk_buf_add(&r->line, key, strlen(key));
        nk_buf_add(&r->line, "\":", 2);
        json_cell(r, r->order[i]);
        before = ',';
    }
    nk_buf_add(&r->line, "}\n", 2);
}

const struct nk_record_format *nk_record_format(enum nk_format format)
{
    static const struct nk_record_format formats[] = {
        [NK_FORMAT_TEXT] = {table_header, table_record},
        [NK_FORMAT_JSON] = {json_header, json_record},
        [NK_FORMAT_CSV] = {csv_header, csv_record},
        [NK_FORMAT_TSV] = {table_header, table_record},
    };
    return &formats[format];
}
