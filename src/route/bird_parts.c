#include "route/bird_parts.h"

enum {
    PROTO_REDIRECT = 1,
    PROTO_KERNEL = 2,
    PROTO_STATIC = 4,
    PROTO_BIRD = 12,
    PROTO_BABEL = 42,
    PROTO_BGP = 186,
    PROTO_OSPF = 188,
    PROTO_RIP = 189,
};

uint8_t nk_bird_protocol(const struct nk_slice *name)
{
    static const struct {
        const char *start;
        uint8_t protocol;
    } rows[] = {
        {"static", PROTO_STATIC}, {"direct", PROTO_KERNEL}, {"device", PROTO_KERNEL},
        {"kernel", PROTO_KERNEL}, {"bgp", PROTO_BGP},       {"ospf", PROTO_OSPF},
        {"rip", PROTO_RIP},       {"babel", PROTO_BABEL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (nk_slice_starts(name, rows[i].start))
            return rows[i].protocol;
    return PROTO_BIRD;
}

/* "(150/10)": preference and metric. */
static void take_metric(struct nk_route *route, const struct nk_slice *word)
{
    const char *slash = memchr(word->text, '/', word->len);
    if (slash == NULL)
        return;
    const char *end = slash + 1, *stop = word->text + word->len;
    while (end != stop && *end >= '0' && *end <= '9')
        end++;
    struct nk_slice digits = {slash + 1, (size_t)(end - slash - 1)};
    uint64_t metric;
    if (!nk_slice_number(&digits, UINT32_MAX, &metric))
        return;
    route->metric = (uint32_t)metric;
    route->flags |= NK_ROUTE_HAS_METRIC;
}

/* "[AS64512i]": the last AS of the path, and the path's origin type. */
static void take_origin(struct nk_route *route, const struct nk_slice *word)
{
    struct nk_slice digits = {word->text + 3, word->len > 3 ? word->len - 3 : 0};
    uint64_t as;
    while (digits.len > 0 && !nk_is_digits(digits.text + digits.len - 1, 1))
        digits.len--;
    if (!nk_slice_starts(word, "[AS") || !nk_slice_number(&digits, UINT32_MAX, &as))
        return;
    route->origin = (uint32_t)as;
    route->flags |= NK_ROUTE_HAS_ORIGIN;
    route->protocol = PROTO_BGP;
}

void nk_bird_marks(struct nk_route *route, struct nk_route_line *line)
{
    struct nk_slice word;
    bool best = false;
    while (nk_route_word(line, &word)) {
        if (nk_slice_is(&word, "*"))
            best = true;
        else if (word.text[0] == '(')
            take_metric(route, &word);
        else if (word.text[0] == '[')
            take_origin(route, &word);
        else if (nk_slice_is(&word, "I") || nk_slice_is(&word, "IA") || nk_slice_is(&word, "E1") ||
                 nk_slice_is(&word, "E2"))
            route->protocol = PROTO_OSPF;
    }
    if (!best) /* "!" is one that the kernel refused */
        route->flags |= NK_ROUTE_INACTIVE;
}

/* ---- attributes (show route all) ----------------------------------------- */

/* "BGP.as_path: 64501 {64502 64503}": who announced the prefix is the last of the path. */
static void take_path(struct nk_route *route, struct nk_route_line *line)
{
    struct nk_slice word, last = {NULL, 0};
    uint64_t as;
    while (nk_route_word(line, &word))
        last = word;
    if (last.len == 0 || nk_slice_is(&last, "...")) /* a long path is cut */
        return;
    route->flags &= (uint16_t) ~(NK_ROUTE_HAS_ORIGIN | NK_ROUTE_ORIGIN_SET);
    if (last.text[last.len - 1] == '}') {
        route->flags |= NK_ROUTE_ORIGIN_SET;
    } else if (nk_slice_number(&last, UINT32_MAX, &as)) {
        route->origin = (uint32_t)as;
        route->flags |= NK_ROUTE_HAS_ORIGIN;
    }
}

/* "Type: static univ". */
static void take_type(struct nk_route *route, struct nk_route_line *line)
{
    static const struct {
        const char *word;
        uint8_t protocol;
    } rows[] = {
        {"static", PROTO_STATIC}, {"device", PROTO_KERNEL},     {"BGP", PROTO_BGP},
        {"OSPF", PROTO_OSPF},     {"redirect", PROTO_REDIRECT}, {"RIP", PROTO_RIP},
        {"Babel", PROTO_BABEL},
    };
    struct nk_slice word;
    nk_route_word(line, &word);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (nk_slice_starts(&word, rows[i].word))
            route->protocol = rows[i].protocol;
}

static void take_kernel(struct nk_listing *l, const struct nk_slice *key,
                        struct nk_route_line *line)
{
    struct nk_route *route = &l->draft.route;
    struct nk_slice word;
    struct nk_addr src;
    uint64_t number;
    nk_route_word(line, &word);
    if (nk_slice_is(key, "Kernel.source:") && nk_slice_number(&word, UINT8_MAX, &number)) {
        route->protocol = (uint8_t)number;
    } else if (nk_slice_is(key, "Kernel.metric:") && nk_slice_number(&word, UINT32_MAX, &number)) {
        route->metric = (uint32_t)number;
        route->flags |= NK_ROUTE_HAS_METRIC;
    } else if (nk_slice_is(key, "Kernel.prefsrc:") &&
               nk_addr_parse(word.text, word.len, &src, NULL)) {
        nk_listing_prefsrc(l, &src);
    }
}

void nk_bird_attribute(struct nk_listing *l, struct nk_route_line *line)
{
    struct nk_slice key;
    nk_route_word(line, &key);
    if (l->state != NK_LISTING_OPEN)
        return;
    if (nk_slice_is(&key, "Type:") || nk_slice_is(&key, "source:"))
        take_type(&l->draft.route, line);
    else if (nk_slice_is(&key, "BGP.as_path:") || nk_slice_is(&key, "bgp_path:"))
        take_path(&l->draft.route, line);
    else if (nk_slice_starts(&key, "Kernel."))
        take_kernel(l, &key, line);
}
