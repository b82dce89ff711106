/*
 * CSV (RFC 4180) and the same with TABs or semicolons, with a header that names the columns: what
 * spreadsheets and databases write, and what `list` and `export` print.
 */
#include "route/formats.h"

#include "base/csv.h"
#include "netkit/asn.h"
#include "route/csv_parts.h"
#include "route/listing.h"
#include "route/names.h"

struct csv {
    struct nk_listing l;
    struct nk_csv_header header;
    /* the row */
    struct nk_prefix prefix;
    bool has_prefix, has_hop;
    struct nk_hop hop;
};

/* ---- values -------------------------------------------------------------- */

/* A number of a cell; false with `why`. */
static bool number(const struct nk_slice *cell, uint64_t max, uint32_t *out, struct nk_err *why)
{
    uint64_t n;
    if (!nk_slice_number(cell, max, &n))
        return nk_err_set(why, NK_ERR_INPUT, 0, cell->len, "'%.*s' is no number up to %llu",
                          nk_slice_quoted(cell), cell->text, (unsigned long long)max);
    *out = (uint32_t)n;
    return true;
}

static bool unknown(const struct nk_slice *cell, const char *what, struct nk_err *why)
{
    return nk_err_set(why, NK_ERR_INPUT, 0, cell->len, "'%.*s' is no %s", nk_slice_quoted(cell),
                      cell->text, what);
}

/* The length or mask in a column of its own. */
static bool take_length(struct csv *x, const struct nk_slice *cell, struct nk_err *why)
{
    char text[NK_ADDR_TEXT_MAX * 2];
    size_t len = nk_addr_format(&x->prefix.addr, text);
    struct nk_slice mask = *cell;
    if (mask.text[0] == '/') {
        mask.text++;
        mask.len--;
    }
    if (!x->has_prefix || mask.len >= NK_ADDR_TEXT_MAX)
        return unknown(cell, "length of a prefix before it", why);
    text[len++] = '/';
    memcpy(text + len, mask.text, mask.len);
    if (nk_prefix_parse(text, len + mask.len, &x->prefix, why))
        return true;
    why->offset = why->offset >= len ? why->offset - len : 0;
    return false;
}

/* One of "via A dev D onlink weight N". */
static bool take_hop(struct csv *x, struct nk_route_line *part, struct nk_err *why)
{
    struct nk_hop hop = {.dev = NK_ROUTE_NONE};
    struct nk_slice key, value;
    uint32_t weight = 0;
    while (nk_route_word(part, &key)) {
        if (nk_slice_is(&key, "onlink")) {
            hop.flags |= NK_HOP_ONLINK;
            continue;
        }
        nk_route_word(part, &value);
        if (nk_slice_is(&key, "via")) {
            if (!nk_addr_parse(value.text, value.len, &hop.via, why))
                return false;
        } else if (nk_slice_is(&key, "dev")) {
            hop.dev = nk_listing_text(&x->l, &value);
        } else if (nk_slice_is(&key, "weight")) {
            if (!number(&value, UINT16_MAX, &weight, why))
                return false;
            hop.weight = (uint16_t)weight;
        } else {
            return unknown(&key, "part of a next hop", why);
        }
    }
    nk_listing_hop(&x->l, &hop);
    return true;
}

static bool take_hops(struct csv *x, const struct nk_slice *cell, struct nk_err *why)
{
    const char *at = cell->text, *end = at + cell->len;
    for (;;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        struct nk_route_line part = {at, at, comma == NULL ? end : comma, 0};
        if (!take_hop(x, &part, why))
            return false;
        if (comma == NULL)
            return true;
        at = comma + 1;
    }
}

static bool take_more(struct csv *x, enum nk_csv_column column, const struct nk_slice *cell,
                      struct nk_err *why)
{
    struct nk_prefix from;
    struct nk_addr src;
    switch (column) {
    case NK_CSV_PREFSRC:
        if (!nk_addr_parse(cell->text, cell->len, &src, why))
            return false;
        nk_listing_prefsrc(&x->l, &src);
        return true;
    case NK_CSV_FROM:
        if (!nk_prefix_parse(cell->text, cell->len, &from, why))
            return false;
        nk_listing_from(&x->l, &from);
        return true;
    default:
        return number(cell, UINT32_MAX, &x->l.draft.more.mtu, why);
    }
}

/* Words that stand for numbers of rtnetlink. */
static bool take_word(struct csv *x, enum nk_csv_column column, const struct nk_slice *cell,
                      struct nk_err *why)
{
    struct nk_route *r = &x->l.draft.route;
    switch (column) {
    case NK_CSV_TABLE:
        return nk_table_number(cell->text, cell->len, &r->table) || unknown(cell, "table", why);
    case NK_CSV_TYPE:
        return nk_route_type_number(cell->text, cell->len, &r->type) ||
               unknown(cell, "type of route", why);
    case NK_CSV_PROTOCOL:
        return nk_route_protocol_number(cell->text, cell->len, &r->protocol) ||
               unknown(cell, "protocol", why);
    default:
        return nk_route_scope_number(cell->text, cell->len, &r->scope) ||
               unknown(cell, "scope", why);
    }
}

static bool take_number(struct csv *x, enum nk_csv_column column, const struct nk_slice *cell,
                        struct nk_err *why)
{
    struct nk_route *r = &x->l.draft.route;
    uint32_t n = 0;
    if (column == NK_CSV_ORIGIN) {
        r->flags |= NK_ROUTE_HAS_ORIGIN;
        return nk_asn_parse(cell->text, cell->len, &r->origin, why);
    }
    uint64_t max = column == NK_CSV_METRIC ? UINT32_MAX
                   : column == NK_CSV_TOS  ? UINT8_MAX
                                           : UINT16_MAX;
    if (!number(cell, max, &n, why))
        return false;
    if (column == NK_CSV_METRIC) {
        r->metric = n;
        r->flags |= NK_ROUTE_HAS_METRIC;
    } else if (column == NK_CSV_TOS) {
        r->tos = (uint8_t)n;
    } else {
        x->hop.weight = (uint16_t)n;
    }
    return true;
}

/* The cell of a column; false with `why`, whose offsets count in the cell. */
static bool take_cell(struct csv *x, enum nk_csv_column column, const struct nk_slice *cell,
                      struct nk_err *why)
{
    switch (column) {
    case NK_CSV_PREFIX:
        x->has_prefix = nk_prefix_parse(cell->text, cell->len, &x->prefix, why);
        return x->has_prefix;
    case NK_CSV_LENGTH:
        return take_length(x, cell, why);
    case NK_CSV_NEXT_HOPS:
        return take_hops(x, cell, why);
    case NK_CSV_VIA:
        x->has_hop = true;
        return nk_addr_parse(cell->text, cell->len, &x->hop.via, why);
    case NK_CSV_DEV:
        x->has_hop = true;
        x->hop.dev = nk_listing_text(&x->l, cell);
        return true;
    case NK_CSV_LABEL:
        x->l.draft.route.label = nk_listing_text(&x->l, cell);
        return true;
    case NK_CSV_ACTIVE:
        if (nk_slice_is(cell, "no") || nk_slice_is(cell, "false") || nk_slice_is(cell, "0"))
            x->l.draft.route.flags |= NK_ROUTE_INACTIVE;
        return true;
    case NK_CSV_TABLE:
    case NK_CSV_TYPE:
    case NK_CSV_PROTOCOL:
    case NK_CSV_SCOPE:
        return take_word(x, column, cell, why);
    case NK_CSV_PREFSRC:
    case NK_CSV_FROM:
    case NK_CSV_MTU:
        return take_more(x, column, cell, why);
    case NK_CSV_METRIC:
    case NK_CSV_ORIGIN:
    case NK_CSV_TOS:
    case NK_CSV_WEIGHT:
        return take_number(x, column, cell, why);
    case NK_CSV_OTHER:
        break;
    }
    return true;
}

/* ---- rows ---------------------------------------------------------------- */

/* All cells of a row; false after a complaint, or where memory is out. */
static bool take_cells(struct csv *x, const struct nk_route_line *line)
{
    const struct nk_csv_header *h = &x->header;
    struct nk_csv csv;
    struct nk_slice cell;
    struct nk_err why = {0};
    size_t offset = 0;
    bool good = true;
    nk_csv_init(&csv, line->text, (size_t)(line->end - line->text), h->separator);
    for (size_t i = 0; good && nk_csv_next(&csv, &cell.text, &cell.len, &offset, &why); i++) {
        bool empty = cell.len == 0 || nk_slice_is(&cell, "-");
        good = empty || i >= h->count || take_cell(x, h->columns[i], &cell, &why);
    }
    if (why.code == NK_ERR_MEMORY) {
        *x->l.err = why;
        x->l.ended = true;
    } else if (why.code != NK_ERR_NONE) {
        nk_route_refuse_err(x->l.reader, line, line->text + (good ? 0 : offset), &why);
    }
    nk_csv_release(&csv);
    return why.code == NK_ERR_NONE;
}

static void take_row(struct csv *x, struct nk_route_line *line)
{
    const struct nk_prefix nothing = {.addr = {.family = NK_IPV4}};
    nk_listing_open(&x->l, line, &nothing);
    x->has_prefix = x->has_hop = false;
    x->hop = (struct nk_hop){.dev = NK_ROUTE_NONE};
    bool good = take_cells(x, line);
    if (good && !x->has_prefix)
        good = nk_route_refuse(x->l.reader, line, line->text, 0, "the row has no prefix");
    if (!good) {
        nk_listing_drop(&x->l);
        return;
    }
    nk_route_set_prefix(&x->l.draft.route, &x->prefix);
    if (x->has_hop)
        nk_listing_hop(&x->l, &x->hop);
}

bool nk_csv_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct csv x = {.header = {.count = 0}};
    struct nk_route_line line;
    struct nk_slice word;
    bool begun = false;
    nk_listing_init(&x.l, r, err);
    while (nk_listing_line(&x.l, &line)) {
        bool blank = !nk_route_peek(&line, &word);
        if (blank || (begun && word.text[0] == '#'))
            continue;
        if (begun && x.header.count > 0)
            take_row(&x, &line);
        else if (!begun && !nk_csv_header_read(&x.header, &line))
            nk_route_refuse(r, &line, line.at, (size_t)(line.end - line.at),
                            "no column of the header is named prefix, network or destination");
        begun = true; /* where the header was refused nothing is read, and nothing more is told */
    }
    return nk_listing_done(&x.l);
}

/* The first line that is not blank has to be a header; one column alone has to be "prefix". */
int nk_csv_guess(const char *head, size_t len)
{
    const char *at = head, *end = head + len;
    struct nk_csv_header header;
    struct nk_route_line line;
    struct nk_slice word;
    do {
        if (!nk_head_line(&at, end, &line))
            return 0;
    } while (!nk_route_peek(&line, &word));
    if (!nk_csv_header_read(&header, &line) || (header.count == 1 && !header.known))
        return 0;
    return header.count > 1 ? 90 : 50;
}
