/*
 * `netstat -rn` of FreeBSD, macOS, OpenBSD and NetBSD: columns that a header names, short forms of
 * IPv4 networks ("10/8", "169.254"), gateways that are links, MAC addresses or devices. Best
 * effort.
 */
#include "route/formats.h"

#include "addr/scan.h"
#include "route/listing.h"

enum { PROTO_REDIRECT = 1, PROTO_KERNEL = 2, PROTO_STATIC = 4, WORDS_MAX = 16 };

struct bsd {
    struct nk_listing l;
    uint8_t family;           /* of the section; NK_FAMILY_NONE: none that is of routes */
    size_t dev_at, metric_at; /* the columns of the device and of OpenBSD's priority; 0: none */
    bool has_header;
};

/* ---- addresses ----------------------------------------------------------- */

/* Without "%em0", which may stand before the length: fe80::%em0/64. */
static size_t without_zone(const struct nk_slice *word, char *text, size_t room)
{
    size_t len = 0;
    bool zone = false;
    for (size_t i = 0; i < word->len && len < room; i++) {
        if (word->text[i] == '%')
            zone = true;
        else if (word->text[i] == '/')
            zone = false;
        if (!zone)
            text[len++] = word->text[i];
    }
    return len;
}

/* Up to four octets, those at the end left out where they are zero: "10", "169.254". Returns how
 * many there are, 0 for anything else. */
static unsigned short_octets(const char *text, size_t len, uint32_t *bits)
{
    unsigned count = 0;
    size_t at = 0;
    *bits = 0;
    while (at < len && count < 4) {
        unsigned value = 0;
        size_t start = at;
        for (; at < len && text[at] >= '0' && text[at] <= '9' && value < 256; at++)
            value = value * 10 + (unsigned)(text[at] - '0');
        if (at == start || value > 255)
            return 0;
        *bits |= (uint32_t)value << (24 - 8 * count++);
        if (at < len && text[at++] != '.')
            return 0;
    }
    return at == len ? count : 0;
}

/* "10/8", "127", "192.0.2/24", "10.10.10.7". */
static bool short_prefix(const char *text, size_t len, struct nk_prefix *out)
{
    const char *slash = memchr(text, '/', len);
    size_t octets = slash == NULL ? len : (size_t)(slash - text);
    uint32_t bits;
    uint64_t length;
    unsigned count = short_octets(text, octets, &bits);
    if (count == 0)
        return false;
    length = 8 * count;
    if (slash != NULL) {
        const struct nk_slice digits = {slash + 1, len - octets - 1};
        if (!nk_slice_number(&digits, 32, &length))
            return false;
    }
    *out = (struct nk_prefix){nk_addr_ipv4(bits), (uint8_t)length};
    return true;
}

static bool take_destination(struct bsd *x, const struct nk_route_line *line,
                             const struct nk_slice *word, struct nk_prefix *out)
{
    char text[NK_PREFIX_TEXT_MAX + 32];
    struct nk_err why;
    if (nk_slice_is(word, "default")) {
        *out = (struct nk_prefix){nk_addr_of(x->family, nk_u128(0, 0)), 0};
        return true;
    }
    size_t len = without_zone(word, text, sizeof text);
    if (x->family == NK_IPV4 && short_prefix(text, len, out))
        return true;
    return nk_prefix_parse(text, len, out, &why) ||
           nk_route_refuse_err(x->l.reader, line, word->text, &why);
}

/* A gateway that is an address; links, MAC addresses and devices are none. False after a complaint.
 */
static bool take_gateway(struct bsd *x, const struct nk_route_line *line,
                         const struct nk_slice *word, struct nk_hop *hop)
{
    char text[NK_ADDR_TEXT_MAX + 32] = "";
    struct nk_err why;
    size_t len = without_zone(word, text, sizeof text);
    if (nk_addr_parse(text, len, &hop->via, &why))
        return true;
    bool dotted = memchr(text, '.', len) != NULL && text[0] >= '0' && text[0] <= '9' &&
                  memchr(text, ':', len) == NULL;
    bool double_colon = nk_text_holds(text, len, "::");
    return (!dotted && !double_colon) || nk_route_refuse_err(x->l.reader, line, word->text, &why);
}

/* ---- flags --------------------------------------------------------------- */

static bool has(const struct nk_slice *flags, char flag)
{
    return memchr(flags->text, flag, flags->len) != NULL;
}

/* What netstat(1) says the letters mean. */
static void take_flags(struct nk_route *route, const struct nk_slice *flags, bool loopback)
{
    if (has(flags, 'B'))
        route->type = NK_ROUTE_BLACKHOLE;
    else if (has(flags, 'R'))
        route->type = NK_ROUTE_UNREACHABLE;
    else if (has(flags, 'l') || (loopback && has(flags, 'H')))
        route->type = NK_ROUTE_LOCAL;
    else if (has(flags, 'b'))
        route->type = NK_ROUTE_BROADCAST;
    else if (has(flags, 'm'))
        route->type = NK_ROUTE_MULTICAST;
    if (has(flags, 'D'))
        route->protocol = PROTO_REDIRECT;
    else if (has(flags, 'S') && !has(flags, 'C') && route->type != NK_ROUTE_LOCAL)
        route->protocol = PROTO_STATIC;
    else if (!has(flags, 'G')) /* of an address that a device has */
        route->protocol = PROTO_KERNEL;
    /* macOS: for packets that ask for its device; each tunnel has a way to everywhere so */
    if (has(flags, 'I') && route->length == 0)
        route->flags |= NK_ROUTE_INACTIVE;
}

/* "UGS": capital and small letters and digits, 'U' first where the route is up. */
static bool is_flags(const struct nk_slice *word)
{
    for (size_t i = 0; i < word->len; i++) {
        char c = word->text[i];
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            return false;
    }
    return word->len > 0 && word->len <= 12;
}

/* ---- lines --------------------------------------------------------------- */

/* "Destination Gateway Flags ... Netif Expire": where the columns are. */
static bool take_header(struct bsd *x, struct nk_route_line *line)
{
    struct nk_slice word;
    if (!nk_route_take(line, "Destination"))
        return false;
    x->dev_at = x->metric_at = 0;
    for (size_t i = 1; nk_route_word(line, &word); i++) {
        if (nk_slice_is(&word, "Netif") || nk_slice_is(&word, "Iface") ||
            nk_slice_is(&word, "Interface"))
            x->dev_at = i;
        else if (nk_slice_is(&word, "Prio"))
            x->metric_at = i;
    }
    x->has_header = true;
    return true;
}

/* "Internet:", "Internet6:", "Encap:", "Routing tables (fib: 1)". */
static bool take_section(struct bsd *x, struct nk_route_line *line)
{
    struct nk_slice word;
    size_t len = (size_t)(line->end - line->at);
    if (nk_text_starts(line->at, len, "Routing tables") ||
        nk_text_starts(line->at, len, "Routing Table")) {
        const char *fib = memmem(line->at, len, "fib: ", 5);
        struct nk_slice name = {"", 0};
        if (fib != NULL)
            name = (struct nk_slice){fib + 5, (size_t)(line->end - fib - 5)};
        name.len -= name.len > 0 && name.text[name.len - 1] == ')';
        nk_listing_table(&x->l, &name, fib == NULL || nk_slice_is(&name, "0"));
        return true;
    }
    nk_route_peek(line, &word);
    if (word.text + word.len != line->end || word.text[word.len - 1] != ':' || nk_looks_addr(&word))
        return false;
    x->has_header = false;
    x->family = nk_slice_is(&word, "Internet:")    ? NK_IPV4
                : nk_slice_is(&word, "Internet6:") ? NK_IPV6
                                                   : NK_FAMILY_NONE;
    return true;
}

/* The words of a route by their columns. */
static void take_words(struct bsd *x, const struct nk_route_line *line,
                       const struct nk_slice *words, size_t count)
{
    struct nk_hop hop = {.dev = NK_ROUTE_NONE};
    struct nk_prefix prefix;
    uint64_t metric;
    if (!take_destination(x, line, &words[0], &prefix) || !take_gateway(x, line, &words[1], &hop))
        return;
    nk_listing_open(&x->l, line, &prefix);
    bool loopback = false;
    if (x->dev_at > 2 && x->dev_at < count) {
        hop.dev = nk_listing_text(&x->l, &words[x->dev_at]);
        loopback = nk_slice_starts(&words[x->dev_at], "lo");
    }
    if (x->metric_at > 2 && x->metric_at < count &&
        nk_slice_number(&words[x->metric_at], UINT32_MAX, &metric)) {
        x->l.draft.route.metric = (uint32_t)metric;
        x->l.draft.route.flags |= NK_ROUTE_HAS_METRIC;
    }
    take_flags(&x->l.draft.route, &words[2], loopback);
    nk_listing_hop(&x->l, &hop);
    nk_listing_close(&x->l);
}

static void take_line(struct bsd *x, struct nk_route_line *line)
{
    struct nk_slice words[WORDS_MAX], word;
    size_t count = 0;
    if (!nk_route_peek(line, &word) || take_header(x, line) || take_section(x, line) ||
        x->family == NK_FAMILY_NONE)
        return;
    if (!x->has_header) { /* a prompt, or the command that was typed */
        if (nk_looks_addr(&word))
            nk_listing_unexpected(&x->l, line, &word, "the columns' names");
        return;
    }
    struct nk_route_line rest = *line;
    while (count < WORDS_MAX && nk_route_word(&rest, &words[count]))
        count++;
    bool prompt = nk_text_holds(line->text, (size_t)(line->end - line->text), "netstat");
    if (count >= 3 && is_flags(&words[2]))
        take_words(x, line, words, count);
    else if (!prompt)
        nk_listing_unexpected(&x->l, line, &words[count > 2 ? 2 : count - 1],
                              "a destination, a gateway and flags");
}

bool nk_bsd_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct bsd x = {.family = NK_IPV4};
    struct nk_route_line line;
    nk_listing_init(&x.l, r, err);
    while (nk_listing_line(&x.l, &line))
        take_line(&x, &line);
    return nk_listing_done(&x.l);
}

int nk_bsd_guess(const char *head, size_t len)
{
    const char *at = head, *end = head + len;
    struct nk_route_line line;
    while (nk_head_line(&at, end, &line)) {
        size_t rest = (size_t)(line.end - line.text);
        if (nk_text_starts(line.text, rest, "Destination ") &&
            nk_text_holds(line.text, rest, " Gateway ") &&
            nk_text_holds(line.text, rest, " Flags ") &&
            !nk_text_holds(line.text, rest, "Genmask") && !nk_text_holds(line.text, rest, "Metric"))
            return 90;
    }
    return 0;
}
