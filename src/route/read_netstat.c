/*
 * What net-tools print: `netstat -rn`, `route -n` (also -e and -ee) and the same for IPv6. A line
 * that names the columns says where they are. The tables know the main table alone, of several IPv4
 * next hops the first, and of the routes that drop what /proc/net/route has of them.
 */
#include "addr/scan.h"
#include "route/formats.h"
#include "route/rows.h"

enum { COLUMNS_MAX = 16 };

/* Which word of a line is what; -1: there is no such column. */
struct columns {
    int destination, gateway, mask, flags, metric, iface;
    bool ipv6;
};

struct words {
    struct nk_slice at[COLUMNS_MAX];
    size_t count;
};

static void split(const struct nk_route_line *line, struct words *w)
{
    struct nk_route_line rest = *line;
    w->count = 0;
    while (w->count < COLUMNS_MAX && nk_route_word(&rest, &w->at[w->count]))
        w->count++;
}

/* ---- the line that names the columns ------------------------------------- */

static int column(const struct words *w, const char *name)
{
    for (size_t i = 0; i < w->count; i++)
        if (nk_slice_is(&w->at[i], name))
            return (int)i;
    return -1;
}

/* "Destination Gateway Genmask Flags ..." or "Destination Next Hop Flag Met ...", whose "Next Hop"
 * is one column. */
static bool is_header(const struct words *w, struct columns *c)
{
    if (w->count < 4 || !nk_slice_is(&w->at[0], "Destination"))
        return false;
    if (nk_slice_is(&w->at[1], "Next") && nk_slice_is(&w->at[2], "Hop")) {
        *c = (struct columns){.destination = 0,
                              .gateway = 1,
                              .mask = -1,
                              .flags = 2,
                              .metric = 3,
                              .iface = 6,
                              .ipv6 = true};
        return true;
    }
    if (column(w, "Genmask") < 0)
        return false;
    *c = (struct columns){.destination = 0,
                          .gateway = column(w, "Gateway"),
                          .mask = column(w, "Genmask"),
                          .flags = column(w, "Flags"),
                          .metric = column(w, "Metric"),
                          .iface = column(w, "Iface")};
    return c->gateway > 0 && c->flags > 0 && c->iface > 0;
}

/* "Kernel IP routing table" */
static bool is_title(const struct words *w)
{
    return w->count >= 3 && nk_slice_is(&w->at[0], "Kernel") && nk_slice_starts(&w->at[1], "IP") &&
           nk_slice_is(&w->at[2], "routing");
}

/* ---- values -------------------------------------------------------------- */

/* One line on its way. */
struct parse {
    struct nk_rows *x;
    const struct nk_route_line *line;
    const struct columns *columns;
    struct words words;
    struct nk_row row;
};

/* The word of a column; refused where the line is too short. */
static bool word_of(struct parse *p, int col, const char *what, struct nk_slice *word)
{
    *word = (struct nk_slice){p->line->end, 0};
    if (col < 0 || (size_t)col >= p->words.count)
        return nk_route_refuse(p->x->r, p->line, p->line->end, 0,
                               "expected %s, found the end of the line", what);
    *word = p->words.at[col];
    return true;
}

static bool flag(const struct nk_slice *flags, char c)
{
    return memchr(flags->text, c, flags->len) != NULL;
}

/* "[::]/0" is how some versions print "::/0". */
static bool bracketed(const struct nk_slice *word, struct nk_prefix *out)
{
    static const char any[] = "[::]/";
    struct nk_slice length = {word->text + strlen(any), word->len - strlen(any)};
    uint64_t n;
    if (!nk_slice_starts(word, any) || !nk_slice_number(&length, 128, &n))
        return false;
    *out = (struct nk_prefix){nk_addr_min(NK_IPV6), (uint8_t)n};
    return true;
}

static bool take_destination(struct parse *p)
{
    struct nk_slice word;
    struct nk_err why;
    if (!word_of(p, p->columns->destination, "a destination", &word))
        return false;
    if (nk_slice_is(&word, "default")) {
        p->row.prefix = (struct nk_prefix){nk_addr_min(p->columns->ipv6 ? NK_IPV6 : NK_IPV4), 0};
        return true;
    }
    if (!bracketed(&word, &p->row.prefix) &&
        !nk_prefix_parse(word.text, word.len, &p->row.prefix, &why))
        return nk_route_refuse_err(p->x->r, p->line, word.text, &why);
    return (p->row.prefix.addr.family == NK_IPV6) == p->columns->ipv6 ||
           nk_route_refuse(p->x->r, p->line, word.text, word.len,
                           "expected an %s address, found '%.*s'",
                           p->columns->ipv6 ? "IPv6" : "IPv4", nk_slice_quoted(&word), word.text);
}

static bool take_mask(struct parse *p)
{
    struct nk_slice word;
    struct nk_err why;
    enum nk_mask_kind kind;
    unsigned length;
    if (p->columns->mask < 0)
        return true;
    if (!word_of(p, p->columns->mask, "a mask", &word))
        return false;
    if (!nk_mask_parse(word.text, word.text, word.text + word.len, NK_IPV4, &length, &kind, &why))
        return nk_route_refuse_err(p->x->r, p->line, word.text, &why);
    if (kind != NK_MASK_NETMASK)
        return nk_route_refuse(p->x->r, p->line, word.text, word.len,
                               "expected a netmask, found '%.*s'", nk_slice_quoted(&word),
                               word.text);
    p->row.prefix.length = (uint8_t)length;
    return true;
}

/* "-", "*" and the address of all zeros stand for none. */
static bool take_gateway(struct parse *p)
{
    struct nk_slice word;
    struct nk_err why;
    struct nk_addr gateway;
    if (!word_of(p, p->columns->gateway, "a gateway", &word))
        return false;
    if (nk_slice_is(&word, "-") || nk_slice_is(&word, "*") || nk_slice_is(&word, "[::]"))
        return true;
    if (!nk_addr_parse(word.text, word.len, &gateway, &why))
        return nk_route_refuse_err(p->x->r, p->line, word.text, &why);
    if (gateway.hi != 0 || gateway.lo != 0) {
        p->row.hop.via = gateway;
        p->row.has_hop = true;
    }
    return true;
}

/* Of IPv4 a metric of 0 stands for none; -1 is how the largest one is printed. */
static bool take_metric(struct parse *p)
{
    struct nk_slice word;
    uint64_t n = UINT32_MAX;
    if (p->columns->metric < 0)
        return true;
    if (!word_of(p, p->columns->metric, "a metric", &word))
        return false;
    if (!nk_slice_is(&word, "-1") && !nk_slice_number(&word, UINT32_MAX, &n))
        return nk_route_refuse(p->x->r, p->line, word.text, word.len,
                               "expected a metric, found '%.*s'", nk_slice_quoted(&word),
                               word.text);
    p->row.metric = (uint32_t)n;
    p->row.has_metric = p->columns->ipv6 || n != 0;
    return true;
}

static bool take_iface(struct parse *p, bool *known)
{
    struct nk_slice word;
    if (!word_of(p, p->columns->iface, "a device", &word))
        return false;
    *known = !nk_slice_is(&word, "*") && !nk_slice_is(&word, "-");
    if (!*known)
        return true;
    p->row.has_hop = true;
    p->row.hop.dev = nk_table_text(p->x->r->table, word.text, word.len);
    return p->row.hop.dev != NK_ROUTE_NONE || nk_err_memory(p->x->err);
}

/* IPv6 addresses of the host itself are up and have no next hop ("Un"); anycast looks the same. */
static void judge_ipv6(struct nk_row *row, const struct nk_slice *flags)
{
    if (flag(flags, 'n') && row->type == NK_ROUTE_UNICAST)
        row->type = NK_ROUTE_LOCAL;
    else if (row->prefix.addr.hi == 0xff00000000000000 && row->prefix.length == 8)
        row->type = NK_ROUTE_MULTICAST;
    if (row->type == NK_ROUTE_LOCAL || row->type == NK_ROUTE_MULTICAST)
        row->table = NK_TABLE_LOCAL;
    row->joins = flag(flags, 'G') && !flag(flags, 'A') && !flag(flags, 'D');
}

static bool parse_row(struct parse *p)
{
    struct nk_slice flags;
    bool known;
    if (!take_destination(p) || !take_gateway(p) || !take_mask(p) ||
        !word_of(p, p->columns->flags, "flags", &flags))
        return false;
    if (!flag(&flags, 'U') && !flag(&flags, '!'))
        return nk_route_refuse(p->x->r, p->line, flags.text, flags.len,
                               "expected flags such as UG, found '%.*s'", nk_slice_quoted(&flags),
                               flags.text);
    if (!take_metric(p) || !take_iface(p, &known))
        return false;
    if (flag(&flags, '!'))
        p->row.type = NK_ROUTE_UNREACHABLE;
    else if (!known)
        p->row.type = NK_ROUTE_BLACKHOLE;
    if (p->columns->ipv6)
        judge_ipv6(&p->row, &flags);
    return true;
}

/* The entry that stands for "no route" of IPv6. */
static bool is_null_entry(const struct nk_row *row)
{
    return row->prefix.addr.family == NK_IPV6 && row->prefix.length == 0 &&
           row->type == NK_ROUTE_UNREACHABLE && row->metric == UINT32_MAX;
}

/* ---- lines --------------------------------------------------------------- */

/* False where the reading ends. */
static bool read_line(struct nk_rows *x, const struct nk_route_line *line, struct columns *columns)
{
    struct parse p = {.x = x, .line = line, .columns = columns, .row = nk_row_blank(line->number)};
    split(line, &p.words);
    if (p.words.count == 0 || is_title(&p.words) || is_header(&p.words, columns))
        return true;
    if (columns->iface == 0) {
        nk_route_refuse(x->r, line, p.words.at[0].text, p.words.at[0].len,
                        "expected the names of the columns: Destination, Gateway, Genmask ...");
        return true;
    }
    if (!parse_row(&p))
        return x->err->code == NK_ERR_NONE;
    return is_null_entry(&p.row) || nk_rows_add(x, &p.row);
}

bool nk_netstat_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct nk_rows x = {.r = r, .err = err};
    struct columns columns = {.iface = 0}; /* no device is the first word: not known yet */
    struct nk_route_line line;
    bool good = true;
    while (good && nk_route_next_line(r, &line, err))
        good = read_line(&x, &line, &columns);
    good = good && nk_rows_end(&x) && err->code == NK_ERR_NONE;
    nk_draft_release(&x.draft);
    return good;
}

int nk_netstat_guess(const char *head, size_t len)
{
    enum { GUESS_LINES = 20 };
    const char *end = head + len;
    struct columns columns;
    struct words words;
    for (int i = 0; i < GUESS_LINES && head != end; i++) {
        const char *newline = memchr(head, '\n', (size_t)(end - head));
        struct nk_route_line line = {.at = head, .end = newline == NULL ? end : newline};
        if (line.end != line.at && line.end[-1] == '\r')
            line.end--;
        split(&line, &words);
        if (is_header(&words, &columns))
            return 90;
        head = newline == NULL ? end : newline + 1;
    }
    return 0;
}
