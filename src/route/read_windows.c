/*
 * Windows' `route print`: a section of active routes a family, then persistent ones, which are not
 * looked at: what holds is active. Interfaces are told by their address (IPv4) or number (IPv6).
 * Words differ with the language: what counts is where a line stands and what it holds. Best
 * effort.
 */
#include "route/formats.h"

#include "route/listing.h"

struct windows {
    struct nk_listing l;
    uint8_t family;
    bool active;      /* in a section of active routes */
    unsigned rulers;  /* lines of '=' since the family's heading */
    bool open_prefix; /* an IPv6 prefix that was too long for its line: the gateway follows */
    struct nk_hop hop;
};

static bool is_ruler(const struct nk_route_line *line)
{
    return nk_text_starts(line->text, (size_t)(line->end - line->text), "==========");
}

/* Headings and rulers; true where the line is one. */
static bool take_heading(struct windows *x, const struct nk_route_line *line)
{
    size_t len = (size_t)(line->end - line->text);
    if (is_ruler(line)) {
        x->rulers++;
        x->active = x->family != NK_FAMILY_NONE && x->rulers == 1;
        return true;
    }
    bool ipv4 = nk_text_starts(line->text, len, "IPv4");
    if (ipv4 || nk_text_starts(line->text, len, "IPv6")) {
        x->family = ipv4 ? NK_IPV4 : NK_IPV6;
        x->rulers = 0;
        x->active = false;
        return true;
    }
    if (nk_text_starts(line->text, len, "Active Routes:")) {
        x->active = true;
        if (x->family == NK_FAMILY_NONE)
            x->family = NK_IPV4; /* releases before Vista have no other */
        return true;
    }
    if (nk_text_starts(line->text, len, "Persistent Routes:"))
        x->active = false;
    return !x->active;
}

/* "On-link", in the words of the language: not an address. */
static bool take_gateway(struct windows *x, struct nk_route_line *line, struct nk_hop *hop)
{
    struct nk_slice word;
    if (nk_route_peek(line, &word) && nk_looks_addr(&word))
        return nk_listing_addr(&x->l, line, &hop->via);
    while (nk_route_peek(line, &word) && !nk_looks_addr(&word))
        nk_route_word(line, &word);
    return true;
}

static void set_metric(struct nk_route *route, uint64_t metric)
{
    route->metric = (uint32_t)metric;
    route->flags |= NK_ROUTE_HAS_METRIC;
}

/* Some of the routes that every machine has say what they are by their prefix. */
static void set_type(struct nk_listing *l, const struct nk_addr *own)
{
    const struct nk_prefix p = nk_route_prefix(&l->draft.route);
    if (p.length == 32 && p.addr.lo == own->lo)
        l->draft.route.type = NK_ROUTE_LOCAL;
    else if (p.length == 32 && p.addr.lo == UINT32_MAX)
        l->draft.route.type = NK_ROUTE_BROADCAST;
    else if (p.addr.lo >> 28 == 0xe && p.length >= 4)
        l->draft.route.type = NK_ROUTE_MULTICAST;
}

/* "10.0.0.0  255.0.0.0  192.0.2.3  192.0.2.10  26". */
static void take_ipv4(struct windows *x, struct nk_route_line *line)
{
    char text[NK_ADDR_TEXT_MAX * 2];
    struct nk_hop hop = {.dev = NK_ROUTE_NONE};
    struct nk_slice word, mask;
    struct nk_prefix prefix;
    struct nk_addr own;
    struct nk_err why;
    uint64_t metric;
    nk_route_word(line, &word);
    if (!nk_route_word(line, &mask) || word.len + mask.len + 1 > sizeof text) {
        nk_listing_unexpected(&x->l, line, &mask, "a netmask");
        return;
    }
    memcpy(text, word.text, word.len);
    text[word.len] = '/';
    memcpy(text + word.len + 1, mask.text, mask.len);
    if (!nk_prefix_parse(text, word.len + 1 + mask.len, &prefix, &why)) {
        bool in_mask = why.offset > word.len;
        why.offset -= in_mask ? word.len + 1 : 0;
        nk_route_refuse_err(x->l.reader, line, in_mask ? mask.text : word.text, &why);
        return;
    }
    if (!take_gateway(x, line, &hop) || !nk_route_peek(line, &word) ||
        !nk_listing_addr(&x->l, line, &own) ||
        !nk_listing_number(&x->l, line, UINT32_MAX, &metric)) {
        if (word.len == 0)
            nk_listing_unexpected(&x->l, line, &word, "an interface");
        return;
    }
    hop.dev = nk_listing_text(&x->l, &word);
    nk_listing_open(&x->l, line, &prefix);
    set_metric(&x->l.draft.route, metric);
    set_type(&x->l, &own);
    nk_listing_prefsrc(&x->l, &own);
    nk_listing_hop(&x->l, &hop);
    nk_listing_close(&x->l);
}

/* "12  266  2001:db8:0:1::/64  On-link"; a long prefix stands alone, its gateway in the next line.
 */
static void take_ipv6(struct windows *x, struct nk_route_line *line)
{
    char name[16];
    struct nk_slice word, index;
    struct nk_prefix prefix;
    struct nk_err why;
    uint64_t number, metric;
    x->hop = (struct nk_hop){.dev = NK_ROUTE_NONE};
    nk_route_peek(line, &index);
    if (!nk_listing_number(&x->l, line, UINT32_MAX, &number) ||
        !nk_listing_number(&x->l, line, UINT32_MAX, &metric))
        return;
    nk_route_word(line, &word);
    if (!nk_prefix_parse(word.text, word.len, &prefix, &why)) {
        nk_route_refuse_err(x->l.reader, line, word.text, &why);
        return;
    }
    nk_listing_open(&x->l, line, &prefix);
    set_metric(&x->l.draft.route, metric);
    memcpy(name, "if", 2);
    size_t len = index.len < sizeof name - 2 ? index.len : sizeof name - 2;
    memcpy(name + 2, index.text, len);
    x->hop.dev = nk_listing_text(&x->l, &(struct nk_slice){name, len + 2});
    x->open_prefix = !nk_route_peek(line, &word);
    if (x->open_prefix)
        return;
    if (take_gateway(x, line, &x->hop))
        nk_listing_hop(&x->l, &x->hop);
    else
        nk_listing_drop(&x->l);
}

/* The names of the columns, or a heading in some language. */
static bool is_words(const struct nk_route_line *line)
{
    return nk_text_holds(line->text, (size_t)(line->end - line->text), "  ") ||
           line->end[-1] == ':';
}

static void take_line(struct windows *x, struct nk_route_line *line)
{
    struct nk_slice word;
    if (!nk_route_peek(line, &word) || take_heading(x, line))
        return;
    bool number = nk_is_digits(word.text, word.len), addr = nk_looks_addr(&word);
    if (x->open_prefix && !number) {
        x->open_prefix = false;
        if (take_gateway(x, line, &x->hop))
            nk_listing_hop(&x->l, &x->hop);
        else
            nk_listing_drop(&x->l);
        return;
    }
    if (x->open_prefix) {
        nk_listing_unexpected(&x->l, line, &word, "the gateway of the prefix before");
        nk_listing_drop(&x->l);
    }
    x->open_prefix = false;
    if (x->family == NK_IPV6 && number)
        take_ipv6(x, line);
    else if (x->family == NK_IPV4 && addr)
        take_ipv4(x, line);
    else if (addr || number || !is_words(line))
        nk_listing_unexpected(&x->l, line, &word, "a route");
}

bool nk_windows_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct windows x = {.family = NK_FAMILY_NONE};
    struct nk_route_line line;
    nk_listing_init(&x.l, r, err);
    while (nk_listing_line(&x.l, &line))
        take_line(&x, &line);
    if (x.open_prefix)
        nk_listing_drop(&x.l);
    return nk_listing_done(&x.l);
}

int nk_windows_guess(const char *head, size_t len)
{
    const char *at = head, *end = head + len;
    struct nk_route_line line;
    bool ruler = false;
    while (nk_head_line(&at, end, &line)) {
        size_t rest = (size_t)(line.end - line.text);
        if (nk_text_starts(line.text, rest, "Active Routes:") ||
            (ruler &&
             (nk_text_starts(line.text, rest, "IPv4") || nk_text_starts(line.text, rest, "IPv6"))))
            return 95;
        ruler |= is_ruler(&line);
    }
    return 0;
}
