#include "route/cisco_parts.h"

enum {
    PROTO_KERNEL = 2,
    PROTO_STATIC = 4,
    PROTO_RA = 9,
    PROTO_BGP = 186,
    PROTO_ISIS = 187,
    PROTO_OSPF = 188,
    PROTO_RIP = 189,
    PROTO_EIGRP = 192,
};

/* A next hop to nowhere, until the route is whole. */
enum { HOP_NULL = 1 << 15 };

/* ---- protocols ----------------------------------------------------------- */

/* The first letter of the code; those that Linux has no number for stay without one. */
static const struct {
    char letter;
    uint8_t protocol;
} letters[] = {
    {'L', PROTO_KERNEL},
    {'C', PROTO_KERNEL},
    {'S', PROTO_STATIC},
    {'U', PROTO_STATIC},
    {'R', PROTO_RIP},
    {'B', PROTO_BGP},
    {'O', PROTO_OSPF},
    {'i', PROTO_ISIS},
    {'I', PROTO_ISIS},
    {'D', PROTO_EIGRP},
    {'E', PROTO_EIGRP},
    {'N', PROTO_RA},
    {'K', PROTO_KERNEL},
    {'M', 0},
    {'o', 0},
    {'P', 0},
    {'H', 0},
    {'l', 0},
    {'a', 0},
    {'A', 0},
    {'n', PROTO_RA},
    {'G', 0},
    {'m', 0},
    {'r', 0},
    {'u', 0},
    {'V', 0},
    {'k', 0},
    {'d', 0},
};

static const struct {
    const char *start;
    uint8_t protocol;
} names[] = {
    {"static", PROTO_STATIC}, {"direct", PROTO_KERNEL}, {"connected", PROTO_KERNEL},
    {"local", PROTO_KERNEL},  {"ospf", PROTO_OSPF},     {"bgp", PROTO_BGP},
    {"eigrp", PROTO_EIGRP},   {"isis", PROTO_ISIS},     {"rip", PROTO_RIP},
};

bool nk_cisco_is_code(const struct nk_slice *word, int number)
{
    static const char signs[] = "*+%&!>()~";
    size_t known = 0, count = sizeof letters / sizeof *letters;
    if (word->len > 4)
        return false;
    for (size_t i = 0; i < word->len; i++) {
        char c = word->text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (c == '\0' || (!letter && strchr(signs, c) == NULL))
            return false;
    }
    while (known < count && letters[known].letter != word->text[0])
        known++;
    return number > 0 || known < count;
}

void nk_cisco_code(struct nk_route *route, const struct nk_slice *code)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == code->text[0])
            route->protocol = letters[i].protocol;
    if (code->text[0] == 'L' && (code->len == 1 || code->text[1] != 'C'))
        route->type = NK_ROUTE_LOCAL;
}

static bool take_name(struct nk_route *route, const struct nk_slice *word)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!nk_slice_starts(word, names[i].start))
            continue;
        route->protocol = names[i].protocol;
        if (nk_slice_is(word, "local"))
            route->type = NK_ROUTE_LOCAL;
        return true;
    }
    return false;
}

void nk_cisco_known(struct nk_route *route, struct nk_route_line *line)
{
    struct nk_slice word, number;
    uint64_t metric;
    while (nk_route_word(line, &word)) {
        if (word.text[0] == '"') {
            struct nk_slice name = {word.text + 1, word.len - 1};
            if (name.len > 0)
                take_name(route, &name);
        } else if (nk_slice_is(&word, "metric") && nk_route_word(line, &number)) {
            if (number.text[number.len - 1] == ',')
                number.len--;
            if (!nk_slice_number(&number, UINT32_MAX, &metric))
                continue;
            route->metric = (uint32_t)metric;
            route->flags |= NK_ROUTE_HAS_METRIC;
        }
    }
}

/* ---- next hops ----------------------------------------------------------- */

/* "[110/20]". */
static bool take_metric(struct nk_listing *l, const struct nk_route_line *line,
                        const struct nk_slice *word)
{
    const char *slash = memchr(word->text, '/', word->len);
    const char *close = memchr(word->text, ']', word->len);
    uint64_t metric;
    if (slash != NULL && close != NULL && close > slash) {
        struct nk_slice digits = {slash + 1, (size_t)(close - slash - 1)};
        if (nk_slice_number(&digits, UINT32_MAX, &metric)) {
            l->draft.route.metric = (uint32_t)metric;
            l->draft.route.flags |= NK_ROUTE_HAS_METRIC;
            return true;
        }
    }
    return nk_listing_unexpected(l, line, word, "[distance/metric]");
}

/* An address ("192.0.2.1%default" too) or a device. */
static bool take_place(struct nk_listing *l, struct nk_route_line *field,
                       const struct nk_slice *word, struct nk_hop *hop)
{
    struct nk_err why;
    struct nk_slice addr = *word;
    const char *percent = memchr(word->text, '%', word->len);
    if (percent != NULL)
        addr.len = (size_t)(percent - word->text);
    if (nk_looks_addr(&addr)) {
        if (!nk_addr_parse(addr.text, addr.len, &hop->via, &why))
            return nk_route_refuse_err(l->reader, field, addr.text, &why);
        if ((hop->via.hi | hop->via.lo) == 0) /* IOS-XR: no gateway */
            hop->via.family = NK_FAMILY_NONE;
        return true;
    }
    if (nk_slice_is(word, "Null0") || nk_slice_is(word, "null0"))
        hop->flags |= HOP_NULL;
    if (hop->dev == NK_ROUTE_NONE)
        hop->dev = nk_listing_text(l, word);
    return true;
}

/* One of the parts between commas. `late` is true behind NX-OS's metric, where no device stands. */
static bool take_field(struct nk_listing *l, struct nk_route_line *field, struct nk_hop *hop,
                       bool late)
{
    static const char *const others[] = {
        "from",  "tag",   "type",     "label",     "receive", "attached", "is",       "intra",
        "inter", "segid", "directly", "connected", "never",   "internal", "external", "discard"};
    struct nk_slice word;
    if (!nk_route_word(field, &word))
        return true;
    if (word.text[0] == '[' && !take_metric(l, field, &word))
        return false;
    if (word.text[0] == '[' && !nk_route_word(field, &word))
        return true;
    if (nk_is_uptime(&word))
        return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (nk_slice_is(&word, others[i]))
            return true;
    if (nk_slice_is(&word, "via") || nk_slice_is(&word, "*via") || nk_slice_is(&word, "**via") ||
        nk_slice_is(&word, "*")) {
        nk_route_word(field, &word);
        if (word.len == 0)
            return nk_listing_unexpected(l, field, &word, "a next hop");
    } else if (late) {
        take_name(&l->draft.route, &word);
        return true;
    }
    return nk_slice_is(&word, "directly") || take_place(l, field, &word, hop);
}

bool nk_cisco_hop(struct nk_listing *l, struct nk_route_line *line)
{
    struct nk_hop hop = {.dev = NK_ROUTE_NONE};
    bool first = true, late = false;
    /* IOS-XR marks a backup path, which carries nothing */
    bool standby = nk_text_holds(line->at, (size_t)(line->end - line->at), " (!)");
    while (line->at < line->end) {
        struct nk_route_line field = *line;
        const char *comma = memchr(line->at, ',', (size_t)(line->end - line->at));
        field.end = comma == NULL ? line->end : comma;
        line->at = comma == NULL ? line->end : comma + 1;
        struct nk_slice word;
        bool metric = nk_route_peek(&field, &word) && word.text[0] == '[';
        if (!take_field(l, &field, &hop, late))
            return false;
        late |= metric && !first;
        first = false;
    }
    if (!standby && (hop.via.family != NK_FAMILY_NONE || hop.dev != NK_ROUTE_NONE))
        nk_listing_hop(l, &hop);
    return true;
}

void nk_cisco_settle(struct nk_listing *l)
{
    size_t kept = 0;
    for (size_t i = 0; i < l->draft.hop_count; i++)
        if (!(l->draft.hops[i].flags & HOP_NULL))
            l->draft.hops[kept++] = l->draft.hops[i];
    if (kept == 0 && l->draft.hop_count > 0 && l->draft.route.type == NK_ROUTE_UNICAST)
        l->draft.route.type = NK_ROUTE_BLACKHOLE;
    l->draft.hop_count = kept;
}
