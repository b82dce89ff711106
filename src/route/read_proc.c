/*
 * /proc/net/route and /proc/net/ipv6_route. The first one has the main table alone, of several next
 * hops the first, and of the routes that drop only whether they tell (unreachable, prohibit: read
 * as unreachable) or not (blackhole, throw: read as blackhole); the second one has the routes of
 * all tables without saying which.
 */
#include <endian.h>

#include "addr/scan.h"
#include "route/formats.h"
#include "route/rows.h"

/* linux/route.h and linux/ipv6_route.h. */
enum {
    RTF_GATEWAY = 0x2,
    RTF_DYNAMIC = 0x10,
    RTF_REJECT = 0x200,
    RTF_ADDRCONF = 0x40000,
    RTF_ANYCAST = 0x100000,
};
static const uint32_t RTF_LOCAL = 0x80000000;

enum { DIGITS_4 = 8, DIGITS_6 = 32, METRIC_NONE = -1 };

/* ---- values -------------------------------------------------------------- */

/* Exactly so many hexadecimal digits, at most 16. */
static bool hex(const char *text, size_t digits, uint64_t *out)
{
    uint64_t n = 0;
    for (size_t i = 0; i < digits; i++) {
        if (!nk_is_hex(text[i]))
            return false;
        n = n << 4 | nk_hex_values[(unsigned char)text[i]];
    }
    *out = n;
    return true;
}

/* The next word, of so many hexadecimal digits (0: one to eight). */
static bool take_hex(struct nk_route_reader *r, struct nk_route_line *line, const char *what,
                     size_t digits, uint64_t *out)
{
    struct nk_slice word;
    if (!nk_route_word(line, &word))
        return nk_route_refuse(r, line, line->end, 0, "expected %s, found the end of the line",
                               what);
    bool fits = digits == 0 ? word.len <= 8 : word.len == digits;
    return (fits && hex(word.text, word.len, out)) ||
           nk_route_refuse(r, line, word.text, word.len, "expected %s, found '%.*s'", what,
                           nk_slice_quoted(&word), word.text);
}

static bool take_number(struct nk_route_reader *r, struct nk_route_line *line, const char *what,
                        uint64_t *out)
{
    struct nk_slice word;
    if (!nk_route_word(line, &word))
        return nk_route_refuse(r, line, line->end, 0, "expected %s, found the end of the line",
                               what);
    return nk_slice_number(&word, UINT32_MAX, out) ||
           nk_route_refuse(r, line, word.text, word.len, "expected %s, found '%.*s'", what,
                           nk_slice_quoted(&word), word.text);
}

static bool take_dev(struct nk_rows *x, struct nk_route_line *line, struct nk_hop *hop)
{
    struct nk_slice word;
    if (!nk_route_word(line, &word))
        return nk_route_refuse(x->r, line, line->end, 0,
                               "expected a device, found the end of the line");
    hop->dev = nk_table_text(x->r->table, word.text, word.len);
    return hop->dev != NK_ROUTE_NONE || nk_err_memory(x->err);
}

/* ---- /proc/net/route ----------------------------------------------------- */

/* The kernel prints the four bytes in network order as one number of the machine. */
static uint32_t ipv4_bits(uint64_t printed)
{
    return be32toh((uint32_t)printed);
}

static bool mask_length(uint32_t mask, uint8_t *length)
{
    uint32_t host = ~mask;
    if ((host & (host + 1)) != 0)
        return false;
    *length = (uint8_t)__builtin_popcount(mask);
    return true;
}

/* Device, destination, gateway, flags, two counters, metric, mask; what follows is not kept: the
 * MTU there is made up from the segment size. */
static bool parse_ipv4(struct nk_rows *x, struct nk_route_line *line, struct nk_row *row)
{
    struct nk_slice dev, skipped;
    uint64_t dst = 0, gateway = 0, flags = 0, metric = 0, mask = 0;
    if (!nk_route_word(line, &dev) ||
        !take_hex(x->r, line, "an address of 8 hexadecimal digits", DIGITS_4, &dst) ||
        !take_hex(x->r, line, "an address of 8 hexadecimal digits", DIGITS_4, &gateway) ||
        !take_hex(x->r, line, "flags", 0, &flags))
        return false;
    nk_route_word(line, &skipped);
    nk_route_word(line, &skipped);
    if (!take_number(x->r, line, "a metric", &metric))
        return false;
    bool more = nk_route_peek(line, &skipped);
    if (!take_hex(x->r, line, "a mask of 8 hexadecimal digits", DIGITS_4, &mask))
        return false;
    if (!mask_length(ipv4_bits(mask), &row->prefix.length))
        return nk_route_refuse(x->r, line, skipped.text, more ? skipped.len : 0,
                               "the mask '%.8s' has holes", skipped.text);
    row->prefix.addr = nk_addr_ipv4(ipv4_bits(dst));
    row->metric = (uint32_t)metric;
    row->has_metric = metric != 0; /* 0 stands for none */
    bool known = dev.len != 1 || dev.text[0] != '*';
    row->type = flags & RTF_REJECT ? NK_ROUTE_UNREACHABLE
                : known            ? NK_ROUTE_UNICAST
                                   : NK_ROUTE_BLACKHOLE;
    row->has_hop = known;
    if (gateway != 0)
        row->hop.via = nk_addr_ipv4(ipv4_bits(gateway));
    if (known)
        row->hop.dev = nk_table_text(x->r->table, dev.text, dev.len);
    return !known || row->hop.dev != NK_ROUTE_NONE || nk_err_memory(x->err);
}

/* ---- /proc/net/ipv6_route ------------------------------------------------ */

static bool take_ipv6(struct nk_route_reader *r, struct nk_route_line *line, struct nk_addr *out)
{
    struct nk_slice word;
    uint64_t hi, lo;
    if (!nk_route_word(line, &word) || word.len != DIGITS_6 || !hex(word.text, 16, &hi) ||
        !hex(word.text + 16, 16, &lo))
        return nk_route_refuse(r, line, word.text, word.len,
                               "expected an address of 32 hexadecimal digits");
    *out = nk_addr_ipv6(hi, lo);
    return true;
}

static bool take_ipv6_prefix(struct nk_route_reader *r, struct nk_route_line *line,
                             struct nk_prefix *out)
{
    uint64_t length = 0;
    if (!take_ipv6(r, line, &out->addr) ||
        !take_hex(r, line, "a prefix length of 2 hexadecimal digits", 2, &length))
        return false;
    out->length = (uint8_t)length;
    return length <= 128 ||
           nk_route_refuse(r, line, line->at - 2, 2,
                           "prefix length %u is too long: the maximum is 128", (unsigned)length);
}

/* Those of the kernel's own that it keeps in the table local. */
static void judge_ipv6(struct nk_row *row, uint64_t flags)
{
    if (flags & RTF_REJECT)
        row->type = NK_ROUTE_UNREACHABLE;
    else if (flags & RTF_ANYCAST)
        row->type = NK_ROUTE_ANYCAST;
    else if (flags & RTF_LOCAL)
        row->type = NK_ROUTE_LOCAL;
    else if (row->prefix.addr.hi == 0xff00000000000000 && row->prefix.length == 8)
        row->type = NK_ROUTE_MULTICAST;
    if (row->type != NK_ROUTE_UNREACHABLE && row->type != NK_ROUTE_UNICAST)
        row->table = NK_TABLE_LOCAL;
    row->joins = (flags & (RTF_GATEWAY | RTF_DYNAMIC | RTF_ADDRCONF)) == RTF_GATEWAY;
}

static bool parse_ipv6(struct nk_rows *x, struct nk_route_line *line, struct nk_row *row)
{
    struct nk_slice skipped;
    struct nk_addr gateway = {0};
    uint64_t metric = 0, flags = 0;
    if (!take_ipv6_prefix(x->r, line, &row->prefix) || !take_ipv6_prefix(x->r, line, &row->from) ||
        !take_ipv6(x->r, line, &gateway) ||
        !take_hex(x->r, line, "a metric of 8 hexadecimal digits", 8, &metric))
        return false;
    nk_route_word(line, &skipped);
    nk_route_word(line, &skipped);
    if (!take_hex(x->r, line, "flags of 8 hexadecimal digits", 8, &flags) ||
        !take_dev(x, line, &row->hop))
        return false;
    if (row->from.length == 0)
        row->from = (struct nk_prefix){.length = 0};
    if (gateway.hi != 0 || gateway.lo != 0)
        row->hop.via = gateway;
    row->metric = (uint32_t)metric;
    row->has_metric = row->has_hop = true;
    judge_ipv6(row, flags);
    return true;
}

/* The entry that stands for "no route": every table ends with it, and ip does not list it. */
static bool is_null_entry(const struct nk_row *row)
{
    return row->prefix.addr.family == NK_IPV6 && row->prefix.length == 0 &&
           row->type == NK_ROUTE_UNREACHABLE && row->metric == (uint32_t)METRIC_NONE;
}

/* ---- both ---------------------------------------------------------------- */

static bool is_header(const struct nk_slice *first)
{
    return nk_slice_is(first, "Iface");
}

/* False where the reading ends. */
static bool read_line(struct nk_rows *x, struct nk_route_line *line)
{
    struct nk_slice first;
    struct nk_row row = nk_row_blank(line->number);
    if (!nk_route_peek(line, &first) || is_header(&first))
        return true;
    bool ipv6 = first.len == DIGITS_6; /* a device's name has at most 15 bytes */
    if (!(ipv6 ? parse_ipv6 : parse_ipv4)(x, line, &row))
        return x->err->code == NK_ERR_NONE;
    return is_null_entry(&row) || nk_rows_add(x, &row);
}

bool nk_proc_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct nk_rows x = {.r = r, .err = err};
    struct nk_route_line line;
    bool good = true;
    while (good && nk_route_next_line(r, &line, err))
        good = read_line(&x, &line);
    good = good && nk_rows_end(&x) && err->code == NK_ERR_NONE;
    nk_draft_release(&x.draft);
    return good;
}

int nk_proc_guess(const char *head, size_t len)
{
    static const char header[] = "Iface\tDestination\tGateway";
    const char *end = head + len;
    struct nk_slice word;
    uint64_t n;
    while (head != end && (*head == '\n' || *head == '\r'))
        head++;
    const char *newline = memchr(head, '\n', (size_t)(end - head));
    struct nk_route_line line = {.at = head, .end = newline == NULL ? end : newline};
    if ((size_t)(line.end - line.at) >= strlen(header) && memcmp(head, header, strlen(header)) == 0)
        return 95;
    return nk_route_word(&line, &word) && word.len == DIGITS_6 && hex(word.text, 16, &n) &&
                   hex(word.text + 16, 16, &n) && nk_route_word(&line, &word) && word.len == 2 &&
                   hex(word.text, 2, &n)
               ? 95
               : 0;
}
