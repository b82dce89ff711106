#include "base/record_format.h"

#include <string.h>

#include "base/columns.h"
#include "base/digits.h"

/* A writer of one string in the escaping of a format. */
typedef void string_writer(struct nk_buf *b, const char *text, size_t len);

/* Strings that we made ourselves of a few characters: nothing to escape, and millions of them. */
static bool is_ours(enum nk_type type)
{
    return type == NK_ADDR || type == NK_PREFIX || type == NK_COUNT;
}

static void add_number(struct nk_buf *b, int64_t n)
{
    char *room = nk_buf_room(b, NK_DIGITS_MAX + 1);
    if (room == NULL)
        return;
    char *at = room;
    if (n < 0)
        *at++ = '-';
    at = nk_digits(at, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
    b->len += (size_t)(at - room);
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

/* A flag, or another number. */
static void table_number(struct nk_record *r, const struct nk_cell *cell, enum nk_type type)
{
    static const char *const words[2][2] = {{"no", "yes"}, {"false", "true"}};
    if (type == NK_FLAG)
        nk_buf_add_text(&r->line, words[r->format != NK_FORMAT_TEXT][cell->number != 0]);
    else
        add_number(&r->line, cell->number);
}

void nk_record_table_cell(struct nk_record *r, size_t field)
{
    const struct nk_cell *cell = &r->cells[field];
    enum nk_type type = r->schema->fields[field].type;
    switch (cell->kind) {
    case NK_CELL_NULL:
        nk_buf_add_byte(&r->line, '-');
        break;
    case NK_CELL_LIST:
        add_list(r, cell, nk_escape_text);
        break;
    case NK_CELL_SLICE:
        if (is_ours(type))
            nk_buf_add(&r->line, slice(r, cell), cell->len);
        else
            nk_escape_text(&r->line, slice(r, cell), cell->len);
        break;
    case NK_CELL_WORD:
        nk_buf_add(&r->line, cell->text, cell->len);
        break;
    case NK_CELL_NUMBER:
        table_number(r, cell, type);
        break;
    case NK_CELL_READY: /* written with the columns that it holds */
        break;
    }
}

/* How many columns a text takes; most is ASCII, eight bytes of which are counted at a time. */
static size_t columns_of(const char *text, size_t len)
{
    uint64_t word;
    size_t ascii = 0;
    while (ascii + sizeof word <= len) {
        memcpy(&word, text + ascii, sizeof word);
        if ((word & 0x8080808080808080) != 0)
            break;
        ascii += sizeof word;
    }
    while (ascii < len && (unsigned char)text[ascii] < 0x80)
        ascii++;
    return ascii + nk_text_columns(text + ascii, len - ascii);
}

/* Parts a column from the next: blanks up to the field's width, or a TAB where it has none. */
static void end_column(struct nk_record *r, size_t place, size_t start)
{
    const struct nk_field *f = &r->schema->fields[r->order[place]];
    if (place + 1 == r->shown)
        return;
    if (r->format == NK_FORMAT_TSV || f->width == 0) {
        nk_buf_add_byte(&r->line, '\t');
        return;
    }
    size_t used = columns_of(r->line.data + start, r->line.len - start);
    size_t blanks = used < f->width ? f->width - used + 1 : 1;
    char *room = nk_buf_room(&r->line, blanks);
    if (room == NULL)
        return;
    memset(room, ' ', blanks);
    r->line.len += blanks;
}

static void table_header(struct nk_record *r)
{
    for (size_t i = 0; i < r->shown; i++) {
        const struct nk_field *f = &r->schema->fields[r->order[i]];
        size_t start = r->line.len;
        nk_buf_add_text(&r->line, r->format == NK_FORMAT_TEXT ? f->title : f->key);
        end_column(r, i, start);
    }
    nk_buf_add_byte(&r->line, '\n');
}

static void tsv_column(struct nk_record *r, size_t place)
{
    if (place > 0)
        nk_buf_add_byte(&r->line, '\t');
    nk_record_table_cell(r, r->order[place]);
}

static void text_column(struct nk_record *r, size_t place)
{
    size_t start = r->line.len;
    nk_record_table_cell(r, r->order[place]);
    end_column(r, place, start);
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
    if (cell->kind == NK_CELL_WORD) {
        nk_buf_add(&r->line, cell->text, cell->len);
    } else if (cell->kind == NK_CELL_SLICE) {
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

static void csv_column(struct nk_record *r, size_t place)
{
    if (place > 0)
        nk_buf_add_byte(&r->line, ',');
    csv_cell(r, r->order[place]);
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
    } else if (cell->kind == NK_CELL_WORD) {
        nk_buf_add_byte(&r->line, '"');
        nk_buf_add(&r->line, cell->text, cell->len);
        nk_buf_add_byte(&r->line, '"');
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

static void json_column(struct nk_record *r, size_t place)
{
    size_t field = r->order[place], len = r->key_lens[field];
    char *room = nk_buf_room(&r->line, len + 4);
    if (room == NULL)
        return;
    *room++ = place == 0 ? '{' : ',';
    *room++ = '"';
    nk_copy(room, r->schema->fields[field].key, len);
    nk_copy(room + len, "\":", 2);
    r->line.len += len + 4;
    json_cell(r, field);
}

/* ---- all of them --------------------------------------------------------- */

const struct nk_record_format *nk_record_format(enum nk_format format)
{
    static const struct nk_record_format formats[] = {
        [NK_FORMAT_TEXT] = {table_header, text_column, "\n"},
        [NK_FORMAT_JSON] = {json_header, json_column, "}\n"},
        [NK_FORMAT_CSV] = {csv_header, csv_column, "\n"},
        [NK_FORMAT_TSV] = {table_header, tsv_column, "\n"},
    };
    return &formats[format];
}

void nk_record_columns(struct nk_record *r)
{
    const struct nk_record_format *format = nk_record_format(r->format);
    for (size_t i = 0; i < r->shown;) {
        const struct nk_cell *cell = &r->cells[r->order[i]];
        if (cell->kind == NK_CELL_READY) {
            nk_buf_add(&r->line, cell->text, cell->len);
            i += cell->at;
        } else {
            format->column(r, i++);
        }
    }
    nk_buf_add_text(&r->line, format->end);
}
