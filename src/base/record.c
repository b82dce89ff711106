#include "base/record.h"

#include <string.h>

#include "base/record_format.h"

/* ---- values -------------------------------------------------------------- */

char *nk_record_room(struct nk_record *r, size_t field, size_t max)
{
    if (!r->wanted[field])
        return NULL;
    return nk_buf_room(&r->arena, max);
}

void nk_record_used(struct nk_record *r, size_t field, size_t len)
{
    r->cells[field] = (struct nk_cell){.kind = NK_CELL_SLICE, .at = r->arena.len, .len = len};
    r->arena.len += len;
}

void nk_record_list_used(struct nk_record *r, size_t field, size_t len)
{
    r->cells[field] = (struct nk_cell){.kind = NK_CELL_LIST, .at = r->arena.len, .len = len};
    r->arena.len += len;
}

void nk_record_slice(struct nk_record *r, size_t field, const char *text, size_t len)
{
    char *room = nk_record_room(r, field, len + 1);
    if (room == NULL)
        return;
    nk_copy(room, text, len);
    nk_record_used(r, field, len);
}

void nk_record_word(struct nk_record *r, size_t field, const char *word)
{
    r->cells[field] = (struct nk_cell){.kind = NK_CELL_WORD, .len = strlen(word), .text = word};
}

void nk_record_text(struct nk_record *r, size_t field, const char *text)
{
    if (text != NULL)
        nk_record_slice(r, field, text, strlen(text));
}

void nk_record_count(struct nk_record *r, size_t field, struct nk_count n)
{
    char *room = nk_record_room(r, field, NK_COUNT_TEXT_MAX);
    if (room != NULL)
        nk_record_used(r, field, nk_count_format(n, room));
}

void nk_record_int(struct nk_record *r, size_t field, int64_t n)
{
    r->cells[field] = (struct nk_cell){.kind = NK_CELL_NUMBER, .number = n};
}

void nk_record_flag(struct nk_record *r, size_t field, int tristate)
{
    if (tristate >= 0)
        nk_record_int(r, field, tristate);
}

void nk_record_list_empty(struct nk_record *r, size_t field)
{
    r->cells[field] = (struct nk_cell){.kind = NK_CELL_LIST, .at = r->arena.len};
}

/* Another field was set since: what the list has so far moves behind it. */
static bool move_to_end(struct nk_record *r, struct nk_cell *cell)
{
    if (cell->at + cell->len == r->arena.len)
        return true;
    char *room = nk_buf_room(&r->arena, cell->len);
    if (room == NULL)
        return false;
    if (cell->len > 0)
        memcpy(room, r->arena.data + cell->at, cell->len);
    cell->at = r->arena.len;
    r->arena.len += cell->len;
    return true;
}

void nk_record_list_add(struct nk_record *r, size_t field, const char *text, size_t len)
{
    struct nk_cell *cell = &r->cells[field];
    if (!r->wanted[field])
        return;
    if (cell->kind != NK_CELL_LIST)
        nk_record_list_empty(r, field);
    if (!move_to_end(r, cell))
        return;
    char *room = nk_buf_room(&r->arena, len + 1); /* the item with its NUL, or nothing of it */
    if (room == NULL)
        return;
    nk_copy(room, text, len);
    room[len] = '\0';
    r->arena.len += len + 1;
    cell->len = r->arena.len - cell->at;
}

const char *nk_record_peek(const struct nk_record *r, size_t field, size_t *len)
{
    const struct nk_cell *cell = &r->cells[field];
    if (cell->kind == NK_CELL_WORD) {
        *len = cell->len;
        return cell->text;
    }
    if (cell->kind != NK_CELL_SLICE || r->arena.data == NULL)
        return NULL;
    *len = cell->len;
    return r->arena.data + cell->at;
}

static void add_items(struct nk_buf *b, const char *at, const char *end)
{
    for (bool first = true; at != end; first = false) {
        size_t len = strlen(at);
        if (!first)
            nk_buf_add_byte(b, ',');
        nk_buf_add(b, at, len);
        at += len + 1;
    }
}

bool nk_record_value(const struct nk_record *r, size_t field, struct nk_buf *b)
{
    const struct nk_cell *cell = &r->cells[field];
    const char *start = cell->len == 0 || r->arena.data == NULL ? "" : r->arena.data + cell->at;
    if (!r->wanted[field]) /* a number may stand there from another record */
        return false;
    switch (cell->kind) {
    case NK_CELL_NULL:
    case NK_CELL_READY:
        return false;
    case NK_CELL_SLICE:
        nk_buf_add(b, start, cell->len);
        break;
    case NK_CELL_WORD:
        nk_buf_add(b, cell->text, cell->len);
        break;
    case NK_CELL_LIST:
        add_items(b, start, start + cell->len);
        break;
    case NK_CELL_NUMBER:
        if (r->schema->fields[field].type == NK_FLAG)
            nk_buf_add_text(b, cell->number != 0 ? "yes" : "no");
        else
            nk_buf_printf(b, "%lld", (long long)cell->number);
    }
    return true;
}

/* ---- values that come again ---------------------------------------------- */

/* The places among the shown columns that the fields have: `*from` and how many; false where they
 * do not stand side by side. */
static bool find_columns(const struct nk_record *r, size_t first, size_t count, size_t *from,
                         size_t *columns)
{
    *columns = 0;
    for (size_t i = 0; i < r->shown; i++) {
        if (r->order[i] < first || r->order[i] >= first + count)
            continue;
        if (*columns == 0)
            *from = i;
        else if (*from + *columns != i)
            return false;
        ++*columns;
    }
    return true;
}

bool nk_record_save(struct nk_record *r, size_t first, size_t count, struct nk_saved *s)
{
    size_t from = 0, start = r->line.len;
    nk_buf_clear(&s->text);
    if (r->sheet || r->tap != NULL || r->arena.failed ||
        !find_columns(r, first, count, &from, &s->columns))
        return false;
    s->field = r->order[from];
    for (size_t i = 0; i < s->columns; i++)
        nk_record_format(r->format)->column(r, from + i);
    nk_buf_add(&s->text, r->line.data + start, r->line.len - start);
    r->line.len = start;
    return !s->text.failed && !r->line.failed;
}

void nk_record_restore(struct nk_record *r, const struct nk_saved *s)
{
    if (s->columns > 0)
        r->cells[s->field] = (struct nk_cell){
            .kind = NK_CELL_READY, .at = s->columns, .len = s->text.len, .text = s->text.data};
}

void nk_saved_release(struct nk_saved *s)
{
    nk_buf_release(&s->text);
    *s = (struct nk_saved){.columns = 0};
}

/* ---- output -------------------------------------------------------------- */

/* Forgets the values, so that the next record starts from null. */
static void clear(struct nk_record *r)
{
    for (size_t i = 0; i < r->shown + r->watched; i++)
        r->cells[r->order[i]].kind = NK_CELL_NULL;
    r->arena.len = 0;
}

/* Sends the finished line; false once something failed. A line that lacks something is not sent. */
static bool send_line(struct nk_record *r)
{
    bool whole = !r->arena.failed && !r->line.failed;
    if (whole) {
        nk_out_write(r->out, r->line.data, r->line.len);
        nk_out_end_line(r->out);
    }
    r->line.len = 0;
    clear(r);
    return whole && r->out->error == 0;
}

static void header_once(struct nk_record *r)
{
    if (!r->header || r->header_done || r->sheet)
        return;
    r->header_done = true;
    nk_record_format(r->format)->header(r);
}

bool nk_record_end(struct nk_record *r)
{
    if (!r->mute)
        header_once(r);
    if (r->tap != NULL)
        r->tap(r->tap_closure, r);
    if (r->mute) {
        bool whole = !r->arena.failed;
        clear(r);
        return whole;
    }
    if (r->sheet)
        nk_record_sheet(r);
    else
        nk_record_columns(r);
    r->written++;
    return send_line(r);
}

bool nk_record_end_told(struct nk_record *r, const struct nk_buf *told)
{
    if (r->tap != NULL)
        r->tap(r->tap_closure, r);
    if (told->len > 0 && r->told)
        nk_buf_add_byte(&r->line, '\n');
    nk_buf_add(&r->line, told->data, told->len);
    r->line.failed = r->line.failed || told->failed;
    r->told = r->told || told->len > 0;
    r->written++;
    return send_line(r);
}

void nk_record_error(struct nk_record *r, const char *input, size_t len, const char *error)
{
    clear(r);
    if (r->format != NK_FORMAT_JSON)
        return;
    nk_buf_add_text(&r->line, "{\"input\":");
    nk_escape_json(&r->line, input, len);
    nk_buf_add_text(&r->line, ",\"error\":");
    nk_escape_json(&r->line, error, strlen(error));
    nk_buf_add_text(&r->line, "}\n");
    send_line(r);
}

bool nk_record_end_annotated(struct nk_record *r, const char *line, size_t len, bool escape,
                             bool failed)
{
    if (r->mute)
        return failed || nk_record_end(r);
    if (failed)
        clear(r);
    else if (r->tap != NULL)
        r->tap(r->tap_closure, r);
    if (r->header && !r->header_done)
        nk_buf_add_text(&r->line, "input\t");
    header_once(r);
    if (escape)
        nk_escape_text(&r->line, line, len);
    else
        nk_buf_add(&r->line, line, len);
    for (size_t i = 0; i < r->shown; i++) {
        nk_buf_add_byte(&r->line, '\t');
        nk_record_table_cell(r, r->order[i]);
    }
    nk_buf_add_byte(&r->line, '\n');
    r->written++;
    return send_line(r);
}

bool nk_record_finish(struct nk_record *r, struct nk_err *err)
{
    if (r->arena.failed || r->line.failed)
        return nk_err_memory(err);
    if (r->format == NK_FORMAT_CSV) {
        header_once(r);
        if (r->line.failed || (r->line.len > 0 && !send_line(r) && r->line.failed))
            return nk_err_memory(err);
    }
    if (r->out->error != 0)
        return nk_err_errno(err, r->out->error, "cannot write to standard output");
    return true;
}
