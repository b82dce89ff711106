/*
 * CSV (RFC 4180) and the same with TABs or semicolons, with a header that names the columns: what
 * spreadsheets and databases write, and what `list` and `export` print.
 */
#include "route/formats.h"

#include <ctype.h>

#include "base/csv.h"
#include "netkit/asn.h"
#include "route/listing.h"
#include "route/names.h"

enum { COLUMNS_MAX = 64, NAME_MAX = 24 };

enum column {
    C_OTHER,
    C_PREFIX,
    C_LENGTH,
    C_NEXT_HOPS,
    C_VIA,
    C_DEV,
    C_WEIGHT,
    C_METRIC,
    C_TABLE,
    C_TYPE,
    C_PROTOCOL,
    C_PREFSRC,
    C_LABEL,
    C_ORIGIN,
    C_TOS,
    C_SCOPE,
    C_FROM,
    C_MTU,
    C_ACTIVE,
};

static const struct {
    const char *name; /* in lower case, '_' for every other sign */
    enum column column;
} names[] = {
    {"prefix", C_PREFIX},
    {"network", C_PREFIX},
    {"destination", C_PREFIX},
    {"dst", C_PREFIX},
    {"cidr", C_PREFIX},
    {"route", C_PREFIX},
    {"subnet", C_PREFIX},
    {"address", C_PREFIX},
    {"ip", C_PREFIX},
    {"length", C_LENGTH},
    {"len", C_LENGTH},
    {"mask", C_LENGTH},
    {"netmask", C_LENGTH},
    {"genmask", C_LENGTH},
    {"subnet_mask", C_LENGTH},
    {"prefixlen", C_LENGTH},
    {"prefix_length", C_LENGTH},
    {"masklen", C_LENGTH},
    {"next_hops", C_NEXT_HOPS},
    {"nexthops", C_NEXT_HOPS},
    {"next_hop", C_VIA},
    {"nexthop", C_VIA},
    {"via", C_VIA},
    {"gateway", C_VIA},
    {"gw", C_VIA},
    {"dev", C_DEV},
    {"device", C_DEV},
    {"interface", C_DEV},
    {"iface", C_DEV},
    {"ifname", C_DEV},
    {"netif", C_DEV},
    {"oif", C_DEV},
    {"weight", C_WEIGHT},
    {"metric", C_METRIC},
    {"priority", C_METRIC},
    {"table", C_TABLE},
    {"type", C_TYPE},
    {"protocol", C_PROTOCOL},
    {"proto", C_PROTOCOL},
    {"prefsrc", C_PREFSRC},
    {"src", C_PREFSRC},
    {"source", C_PREFSRC},
    {"label", C_LABEL},
    {"name", C_LABEL},
    {"description", C_LABEL},
    {"comment", C_LABEL},
    {"origin", C_ORIGIN},
    {"asn", C_ORIGIN},
    {"as", C_ORIGIN},
    {"origin_as", C_ORIGIN},
    {"origin_asn", C_ORIGIN},
    {"as_number", C_ORIGIN},
    {"tos", C_TOS},
    {"scope", C_SCOPE},
    {"from", C_FROM},
    {"mtu", C_MTU},
    {"active", C_ACTIVE},
};

struct csv {
    struct nk_listing l;
    char separator; /* '\0' until the header has been read */
    enum column columns[COLUMNS_MAX];
    size_t count;
    /* the row */
    struct nk_prefix prefix;
    bool has_prefix, has_hop;
    struct nk_hop hop;
};

/* ---- cells --------------------------------------------------------------- */

/* Cells with TABs between them have no quotes: what a cell holds is the cell. */
struct cells {
    struct nk_csv csv;
    const char *at, *end;
    bool tabs, more;
};

static void cells_init(struct cells *c, const char *text, size_t len, char separator)
{
    nk_csv_init(&c->csv, text, len, separator);
    c->at = text;
    c->end = text + len;
    c->tabs = separator == '\t';
    c->more = true;
}

/* False at the end, and with `err` for a broken quote or where memory is out. */
static bool cells_next(struct cells *c, struct nk_slice *cell, const char **where,
                       struct nk_err *err)
{
    size_t offset = 0;
    if (!c->tabs) {
        bool found = nk_csv_next(&c->csv, &cell->text, &cell->len, &offset, err);
        *where = c->csv.start + offset;
        return found;
    }
    if (!c->more)
        return false;
    const char *tab = memchr(c->at, '\t', (size_t)(c->end - c->at));
    const char *stop = tab == NULL ? c->end : tab;
    *cell = (struct nk_slice){c->at, (size_t)(stop - c->at)};
    *where = c->at;
    c->more = tab != NULL;
    c->at = stop + c->more;
    return true;
}

/* ---- the header ---------------------------------------------------------- */

static enum column column_of(const struct nk_slice *cell)
{
    char name[NAME_MAX];
    if (cell->len == 0 || cell->len >= sizeof name)
        return C_OTHER;
    for (size_t i = 0; i < cell->len; i++) {
        unsigned char c = (unsigned char)cell->text[i];
        name[i] = isalnum(c) ? (char)tolower(c) : '_';
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == cell->len && memcmp(names[i].name, name, cell->len) == 0)
            return names[i].column;
    return C_OTHER;
}

/* Moves behind a byte-order mark and the '#' that some headers begin with. */
static void skip_mark(struct nk_route_line *line)
{
    if (nk_text_starts(line->at, (size_t)(line->end - line->at), "\xef\xbb\xbf"))
        line->at += 3;
    while (line->at < line->end && (*line->at == '#' || *line->at == ' '))
        line->at++;
}

/* The columns of a header with that separator; false where none is of prefixes. */
static bool read_columns(const struct nk_route_line *line, char separator, enum column *columns,
                         size_t *count, bool *known_only)
{
    struct cells cells;
    struct nk_slice cell;
    struct nk_err err = {0};
    const char *where;
    bool prefixes = false;
    *count = 0;
    *known_only = true;
    cells_init(&cells, line->at, (size_t)(line->end - line->at), separator);
    while (*count < COLUMNS_MAX && cells_next(&cells, &cell, &where, &err)) {
        columns[*count] = column_of(&cell);
        prefixes |= columns[*count] == C_PREFIX;
        *known_only &= columns[*count] != C_OTHER;
        ++*count;
    }
    nk_csv_release(&cells.csv);
    return prefixes;
}

static const char separators[] = {'\t', ',', ';', '\0'};

static void take_header(struct csv *x, struct nk_route_line *line)
{
    bool known;
    skip_mark(line);
    for (const char *s = separators; x->separator == '\0' && *s != '\0'; s++) {
        if (memchr(line->at, *s, (size_t)(line->end - line->at)) == NULL && *s != ',')
            continue;
        if (read_columns(line, *s, x->columns, &x->count, &known))
            x->separator = *s;
    }
    if (x->separator != '\0')
        return;
    nk_route_refuse(x->l.reader, line, line->at, (size_t)(line->end - line->at),
                    "no column of the header is named prefix, network or destination");
    x->separator = ','; /* nothing is read then, and nothing more is told */
    x->count = 0;
}

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

static bool take_more(struct csv *x, enum column column, const struct nk_slice *cell,
                      struct nk_err *why)
{
    struct nk_prefix from;
    struct nk_addr src;
    switch (column) {
    case C_PREFSRC:
        if (!nk_addr_parse(cell->text, cell->len, &src, why))
            return false;
        nk_listing_prefsrc(&x->l, &src);
        return true;
    case C_FROM:
        if (!nk_prefix_parse(cell->text, cell->len, &from, why))
            return false;
        nk_listing_from(&x->l, &from);
        return true;
    default:
        return number(cell, UINT32_MAX, &x->l.draft.more.mtu, why);
    }
}

/* Words that stand for numbers of rtnetlink. */
static bool take_word(struct csv *x, enum column column, const struct nk_slice *cell,
                      struct nk_err *why)
{
    struct nk_route *r = &x->l.draft.route;
    switch (column) {
    case C_TABLE:
        return nk_table_number(cell->text, cell->len, &r->table) || unknown(cell, "table", why);
    case C_TYPE:
        return nk_route_type_number(cell->text, cell->len, &r->type) ||
               unknown(cell, "type of route", why);
    case C_PROTOCOL:
        return nk_route_protocol_number(cell->text, cell->len, &r->protocol) ||
               unknown(cell, "protocol", why);
    default:
        return nk_route_scope_number(cell->text, cell->len, &r->scope) ||
               unknown(cell, "scope", why);
    }
}

static bool take_number(struct csv *x, enum column column, const struct nk_slice *cell,
                        struct nk_err *why)
{
    struct nk_route *r = &x->l.draft.route;
    uint32_t n = 0;
    if (column == C_ORIGIN) {
        r->flags |= NK_ROUTE_HAS_ORIGIN;
        return nk_asn_parse(cell->text, cell->len, &r->origin, why);
    }
    uint64_t max = column == C_METRIC ? UINT32_MAX : column == C_TOS ? UINT8_MAX : UINT16_MAX;
    if (!number(cell, max, &n, why))
        return false;
    if (column == C_METRIC) {
        r->metric = n;
        r->flags |= NK_ROUTE_HAS_METRIC;
    } else if (column == C_TOS) {
        r->tos = (uint8_t)n;
    } else {
        x->hop.weight = (uint16_t)n;
    }
    return true;
}

/* The cell of a column; false with `why`, whose offsets count in the cell. */
static bool take_cell(struct csv *x, enum column column, const struct nk_slice *cell,
                      struct nk_err *why)
{
    switch (column) {
    case C_PREFIX:
        x->has_prefix = nk_prefix_parse(cell->text, cell->len, &x->prefix, why);
        return x->has_prefix;
    case C_LENGTH:
        return take_length(x, cell, why);
    case C_NEXT_HOPS:
        return take_hops(x, cell, why);
    case C_VIA:
        x->has_hop = true;
        return nk_addr_parse(cell->text, cell->len, &x->hop.via, why);
    case C_DEV:
        x->has_hop = true;
        x->hop.dev = nk_listing_text(&x->l, cell);
        return true;
    case C_LABEL:
        x->l.draft.route.label = nk_listing_text(&x->l, cell);
        return true;
    case C_ACTIVE:
        if (nk_slice_is(cell, "no") || nk_slice_is(cell, "false") || nk_slice_is(cell, "0"))
            x->l.draft.route.flags |= NK_ROUTE_INACTIVE;
        return true;
    case C_TABLE:
    case C_TYPE:
    case C_PROTOCOL:
    case C_SCOPE:
        return take_word(x, column, cell, why);
    case C_PREFSRC:
    case C_FROM:
    case C_MTU:
        return take_more(x, column, cell, why);
    case C_METRIC:
    case C_ORIGIN:
    case C_TOS:
    case C_WEIGHT:
        return take_number(x, column, cell, why);
    case C_OTHER:
        break;
    }
    return true;
}

/* ---- rows ---------------------------------------------------------------- */

/* All cells of a row; false after a complaint, or where memory is out. */
static bool take_cells(struct csv *x, const struct nk_route_line *line)
{
    struct cells cells;
    struct nk_slice cell;
    struct nk_err why = {0};
    const char *where = line->text;
    bool good = true;
    cells_init(&cells, line->text, (size_t)(line->end - line->text), x->separator);
    for (size_t i = 0; good && cells_next(&cells, &cell, &where, &why); i++) {
        bool empty = cell.len == 0 || nk_slice_is(&cell, "-");
        good = empty || i >= x->count || take_cell(x, x->columns[i], &cell, &why);
    }
    if (why.code == NK_ERR_MEMORY) {
        *x->l.err = why;
        x->l.ended = true;
    } else if (why.code != NK_ERR_NONE) {
        nk_route_refuse_err(x->l.reader, line, good ? line->text : where, &why);
    }
    nk_csv_release(&cells.csv);
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
    struct csv x = {.separator = '\0'};
    struct nk_route_line line;
    struct nk_slice word;
    nk_listing_init(&x.l, r, err);
    while (nk_listing_line(&x.l, &line)) {
        bool blank = !nk_route_peek(&line, &word);
        if (blank || (x.separator != '\0' && word.text[0] == '#'))
            continue;
        if (x.separator == '\0')
            take_header(&x, &line);
        else if (x.count > 0)
            take_row(&x, &line);
    }
    return nk_listing_done(&x.l);
}

/* The first line that is not blank has to be a header; one column alone has to be "prefix". */
int nk_csv_guess(const char *head, size_t len)
{
    enum column columns[COLUMNS_MAX];
    const char *at = head, *end = head + len;
    struct nk_route_line line;
    struct nk_slice word;
    size_t count;
    bool known;
    do {
        if (!nk_head_line(&at, end, &line))
            return 0;
    } while (!nk_route_peek(&line, &word));
    skip_mark(&line);
    for (const char *s = separators; *s != '\0'; s++)
        if (read_columns(&line, *s, columns, &count, &known) && (count > 1 || known))
            return count > 1 ? 90 : 50;
    return 0;
}
