#include "route/csv_parts.h"

#include <ctype.h>

#include "base/csv.h"
#include "route/listing.h"

enum { NAME_MAX = 24 };

static const struct {
    char name[16]; /* in lower case, '_' for every other sign; no pointer to set at every start */
    enum nk_csv_column column;
} names[] = {
    {"prefix", NK_CSV_PREFIX},
    {"network", NK_CSV_PREFIX},
    {"destination", NK_CSV_PREFIX},
    {"dst", NK_CSV_PREFIX},
    {"cidr", NK_CSV_PREFIX},
    {"route", NK_CSV_PREFIX},
    {"subnet", NK_CSV_PREFIX},
    {"address", NK_CSV_PREFIX},
    {"ip", NK_CSV_PREFIX},
    {"length", NK_CSV_LENGTH},
    {"len", NK_CSV_LENGTH},
    {"mask", NK_CSV_LENGTH},
    {"netmask", NK_CSV_LENGTH},
    {"genmask", NK_CSV_LENGTH},
    {"subnet_mask", NK_CSV_LENGTH},
    {"prefixlen", NK_CSV_LENGTH},
    {"prefix_length", NK_CSV_LENGTH},
    {"masklen", NK_CSV_LENGTH},
    {"next_hops", NK_CSV_NEXT_HOPS},
    {"nexthops", NK_CSV_NEXT_HOPS},
    {"next_hop", NK_CSV_VIA},
    {"nexthop", NK_CSV_VIA},
    {"via", NK_CSV_VIA},
    {"gateway", NK_CSV_VIA},
    {"gw", NK_CSV_VIA},
    {"dev", NK_CSV_DEV},
    {"device", NK_CSV_DEV},
    {"interface", NK_CSV_DEV},
    {"iface", NK_CSV_DEV},
    {"ifname", NK_CSV_DEV},
    {"netif", NK_CSV_DEV},
    {"oif", NK_CSV_DEV},
    {"weight", NK_CSV_WEIGHT},
    {"metric", NK_CSV_METRIC},
    {"priority", NK_CSV_METRIC},
    {"table", NK_CSV_TABLE},
    {"type", NK_CSV_TYPE},
    {"protocol", NK_CSV_PROTOCOL},
    {"proto", NK_CSV_PROTOCOL},
    {"prefsrc", NK_CSV_PREFSRC},
    {"src", NK_CSV_PREFSRC},
    {"source", NK_CSV_PREFSRC},
    {"label", NK_CSV_LABEL},
    {"name", NK_CSV_LABEL},
    {"description", NK_CSV_LABEL},
    {"comment", NK_CSV_LABEL},
    {"origin", NK_CSV_ORIGIN},
    {"asn", NK_CSV_ORIGIN},
    {"as", NK_CSV_ORIGIN},
    {"origin_as", NK_CSV_ORIGIN},
    {"origin_asn", NK_CSV_ORIGIN},
    {"as_number", NK_CSV_ORIGIN},
    {"tos", NK_CSV_TOS},
    {"scope", NK_CSV_SCOPE},
    {"from", NK_CSV_FROM},
    {"mtu", NK_CSV_MTU},
    {"active", NK_CSV_ACTIVE},
};

static enum nk_csv_column column_of(const struct nk_slice *cell)
{
    char name[NAME_MAX];
    if (cell->len == 0 || cell->len >= sizeof name)
        return NK_CSV_OTHER;
    for (size_t i = 0; i < cell->len; i++) {
        unsigned char c = (unsigned char)cell->text[i];
        name[i] = isalnum(c) ? (char)tolower(c) : '_';
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == cell->len && memcmp(names[i].name, name, cell->len) == 0)
            return names[i].column;
    return NK_CSV_OTHER;
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
static bool read_columns(struct nk_csv_header *h, const struct nk_route_line *line, char separator)
{
    struct nk_csv csv;
    struct nk_slice cell;
    struct nk_err err = {0};
    size_t offset;
    bool prefixes = false;
    *h = (struct nk_csv_header){.separator = separator, .known = true};
    nk_csv_init(&csv, line->at, (size_t)(line->end - line->at), separator);
    while (h->count < NK_CSV_COLUMNS_MAX &&
           nk_csv_next(&csv, &cell.text, &cell.len, &offset, &err)) {
        enum nk_csv_column column = column_of(&cell);
        prefixes |= column == NK_CSV_PREFIX;
        h->known &= column != NK_CSV_OTHER;
        h->columns[h->count++] = column;
    }
    nk_csv_release(&csv);
    return prefixes;
}

bool nk_csv_header_read(struct nk_csv_header *h, struct nk_route_line *line)
{
    skip_mark(line);
    size_t len = (size_t)(line->end - line->at);
    for (const char *s = "\t,;"; *s != '\0'; s++) /* one column alone has no separator: as CSV */
        if ((*s == ',' || memchr(line->at, *s, len) != NULL) && read_columns(h, line, *s))
            return true;
    *h = (struct nk_csv_header){.separator = ','};
    return false;
}
