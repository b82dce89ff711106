/* Payloads as routinator's csv, csvcompat and csvext: columns by the names in the first line. */
#include "base/csv.h"
#include "netkit/asn.h"
#include "route/vrp_read.h"

enum column { COLUMN_ASN, COLUMN_PREFIX, COLUMN_MAX_LENGTH, COLUMN_COUNT };

static const char *const column_names[COLUMN_COUNT] = {
    [COLUMN_ASN] = "ASN",
    [COLUMN_PREFIX] = "IP Prefix",
    [COLUMN_MAX_LENGTH] = "Max Length",
};

enum { CELLS_MAX = 64 };

/* What a line of the file says. */
struct row {
    struct nk_prefix prefix;
    uint32_t asn, max_length;
    bool has_max;
};

struct reading {
    struct nk_route_reader *r;
    struct nk_vrps *v;
    size_t places[COLUMN_COUNT]; /* in which cell a column stands; CELLS_MAX: nowhere */
};

bool nk_vrp_csv_guess(const char *head, size_t len)
{
    const char *newline = memchr(head, '\n', len);
    size_t line = newline == NULL ? len : (size_t)(newline - head);
    return memmem(head, line, "ASN", 3) != NULL && memmem(head, line, "IP Prefix", 9) != NULL;
}

static bool read_header(struct reading *x, struct nk_route_line *line, struct nk_err *err)
{
    struct nk_csv c;
    const char *text;
    size_t len, offset;
    for (int i = 0; i < COLUMN_COUNT; i++)
        x->places[i] = CELLS_MAX;
    nk_csv_init(&c, line->text, (size_t)(line->end - line->text), ',');
    for (size_t cell = 0; cell < CELLS_MAX && nk_csv_next(&c, &text, &len, &offset, err); cell++)
        for (int i = 0; i < COLUMN_COUNT; i++)
            if (len == strlen(column_names[i]) && memcmp(text, column_names[i], len) == 0)
                x->places[i] = cell;
    nk_csv_release(&c);
    if (err->code != NK_ERR_NONE)
        return false;
    if (x->places[COLUMN_ASN] < CELLS_MAX && x->places[COLUMN_PREFIX] < CELLS_MAX)
        return true;
    return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                      "the first line names no columns 'ASN' and 'IP Prefix'");
}

/* One cell into the row; offsets in `err` count from the cell's start. */
static bool take_cell(const struct reading *x, size_t cell, const struct nk_slice *s,
                      struct row *row, struct nk_err *err)
{
    uint64_t n;
    if (cell == x->places[COLUMN_ASN])
        return nk_asn_parse(s->text, s->len, &row->asn, err);
    if (cell == x->places[COLUMN_PREFIX])
        return nk_prefix_parse(s->text, s->len, &row->prefix, err);
    if (cell != x->places[COLUMN_MAX_LENGTH] || s->len == 0)
        return true;
    if (!nk_slice_number(s, 128, &n))
        return nk_err_set(err, NK_ERR_INPUT, 0, s->len, "'%.*s' is no maximum length",
                          nk_slice_quoted(s), s->text);
    row->max_length = (uint32_t)n;
    row->has_max = true;
    return true;
}

/* All cells of a line; false with `err`, whose offset counts in the line. */
static bool take_cells(const struct reading *x, const struct nk_route_line *line, struct row *row,
                       struct nk_err *err)
{
    struct nk_csv c;
    struct nk_slice s;
    size_t offset, cell = 0;
    bool good = true;
    nk_csv_init(&c, line->text, (size_t)(line->end - line->text), ',');
    while (good && nk_csv_next(&c, &s.text, &s.len, &offset, err)) {
        good = take_cell(x, cell++, &s, row, err);
        if (!good)
            err->offset += offset;
    }
    nk_csv_release(&c);
    good = good && err->code == NK_ERR_NONE;
    if (good && (cell <= x->places[COLUMN_ASN] || cell <= x->places[COLUMN_PREFIX]))
        good = nk_err_set(err, NK_ERR_INPUT, 0, 0, "the line has only %zu cells", cell);
    return good;
}

/* False with `err` where memory is out. */
static bool read_row(struct reading *x, const struct nk_route_line *line, struct nk_err *err)
{
    struct row row = {0};
    struct nk_err why = {0};
    if (take_cells(x, line, &row, &why) &&
        nk_vrp_add(&x->v->table, &row.prefix, row.has_max ? row.max_length : row.prefix.length,
                   row.asn, &why))
        return true;
    if (why.code == NK_ERR_MEMORY)
        return nk_err_memory(err);
    nk_route_refuse_err(x->r, line, line->text, &why);
    return true;
}

bool nk_vrp_csv_read(struct nk_vrps *v, struct nk_route_reader *r, struct nk_err *err)
{
    struct reading x = {.r = r, .v = v};
    struct nk_route_line line;
    if (!nk_route_next_line(r, &line, err))
        return err->code == NK_ERR_NONE;
    if (!read_header(&x, &line, err))
        return false;
    while (nk_route_next_line(r, &line, err))
        if (line.at != line.end && !read_row(&x, &line, err))
            return false;
    return err->code == NK_ERR_NONE;
}
