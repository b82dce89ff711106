/*
 * Cisco's `show ip route` and `show ipv6 route`: IOS and those that print as it does (IOS-XE,
 * IOS-XR, EOS),
 *     O IA     10.2.0.0/16 [110/30] via 192.0.2.3, 1d02h, GigabitEthernet0/0
 * where a line "172.16.0.0/24 is subnetted" gives the length to those that follow without one;
 * and NX-OS, whose routes are blocks. The forms differ from release to release: best effort.
 */
#include "route/formats.h"

#include "route/cisco_parts.h"

struct cisco {
    struct nk_listing l;
    bool passing;           /* the answer to another command */
    bool in_legend;         /* "Codes:" and what is indented below */
    bool in_block;          /* "Routing entry for": indented lines say much of it */
    bool in_stars;          /* NX-OS: of its next hops those with '*' count */
    struct nk_prefix group; /* "... is subnetted": whose length its subnets have */
};

/* ---- lines that are no routes -------------------------------------------- */

/* What names of hosts have in a prompt: "RP/0/RSP0/CPU0:r1#", "r1(config)#". */
static bool is_of_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._:/()@~", c) != NULL);
}

/* "R1#show ip route", "R1> sh ip ro". */
static bool take_prompt(struct cisco *x, const struct nk_route_line *line)
{
    const struct nk_slice nowhere = {"", 0};
    struct nk_slice word;
    size_t len = (size_t)(line->end - line->text), i = 0;
    nk_route_peek(line, &word);
    while (i < word.len && is_of_name(word.text[i]))
        i++;
    if (word.text != line->text || i < 2 || i == word.len ||
        (word.text[i] != '#' && word.text[i] != '>'))
        return false;
    bool typed = i + 1 < word.len || word.text + word.len != line->end;
    nk_listing_table(&x->l, &nowhere, true);
    x->in_legend = x->in_block = false;
    x->passing =
        typed && !(nk_text_holds(line->text, len, "sh") && nk_text_holds(line->text, len, " ro") &&
                   !nk_text_holds(line->text, len, "summ"));
    return true;
}

/* What stands around a VRF's name in a heading. */
static bool take_vrf(struct cisco *x, const struct nk_route_line *line)
{
    static const char *const starts[] = {
        "Routing Table: ",
        "IP Route Table for VRF ",
        "IPv6 Routing Table for VRF ",
        "IPv6 Routing Table - ",
        "VRF: ",
        "VRF name: ",
    };
    size_t len = (size_t)(line->end - line->text);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (!nk_text_starts(line->text, len, starts[i]))
            continue;
        struct nk_route_line rest = *line;
        struct nk_slice name;
        rest.at += strlen(starts[i]);
        if (!nk_route_word(&rest, &name))
            return true;
        if (name.text[0] == '"' && name.len > 2) {
            name.text++;
            name.len -= 2;
        }
        x->in_block = false;
        bool entries = name.text[0] >= '0' && name.text[0] <= '9'; /* "- 5 entries" */
        nk_listing_table(&x->l, &name, entries || nk_slice_is(&name, "default"));
        if (nk_slice_is(&name, "default"))
            nk_listing_default(&x->l);
        return true;
    }
    return false;
}

static bool is_remark(const struct nk_route_line *line)
{
    static const char *const starts[] = {
        "Gateway of",      "'",     "IPv6 Routing", "IP Route",           "Routing Table",
        "Default gateway", "Host ", "ICMP ",        "Load for",           "Time source",
        "WARNING",         "%",     "Route Source", "Routing Descriptor", "Route not found",
        "show ",           "sh ",   "! ",           "Displaying ",
    };
    static const char *const days[] = {"Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun "};
    size_t len = (size_t)(line->end - line->text);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) /* IOS-XR tells when it was asked */
        if (nk_text_starts(line->text, len, days[i]))
            return true;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (nk_text_starts(line->text, len, starts[i]))
            return true;
    return false;
}

/* The legend: it ends with what is not indented. */
static bool take_legend(struct cisco *x, const struct nk_route_line *line, bool indented)
{
    size_t len = (size_t)(line->end - line->text);
    if (nk_text_starts(line->text, len, "Codes:")) {
        nk_listing_close(&x->l);
        x->in_legend = true;
    } else {
        x->in_legend &= indented;
    }
    return x->in_legend;
}

/* ---- routes -------------------------------------------------------------- */

/* "255.255.0.0" behind a prefix, as ASA prints it. */
static bool take_mask(const struct nk_slice *mask, struct nk_prefix *out, struct nk_err *why)
{
    char text[2 * NK_ADDR_TEXT_MAX];
    size_t len = nk_addr_format(&out->addr, text);
    text[len++] = '/';
    memcpy(text + len, mask->text, mask->len);
    return nk_prefix_parse(text, len + mask->len, out, why);
}

/* The word as a prefix; where it has no length, that of the mask behind it, of the group that it
 * is in, or of its class (RFC 791) as old releases print a network that has no subnets. */
static bool take_prefix(struct cisco *x, struct nk_route_line *line, const struct nk_slice *word,
                        struct nk_prefix *out, struct nk_err *why)
{
    struct nk_slice mask;
    if (!nk_prefix_parse(word->text, word->len, out, why))
        return false;
    if (memchr(word->text, '/', word->len) != NULL || out->addr.family != NK_IPV4)
        return true;
    if (nk_route_peek(line, &mask) && nk_looks_addr(&mask) && mask.len < NK_ADDR_TEXT_MAX) {
        nk_route_word(line, &mask);
        return take_mask(&mask, out, why);
    }
    if (x->group.addr.family == NK_IPV4) {
        out->length = x->group.length;
        return true;
    }
    uint64_t first = out->addr.lo >> 24;
    out->length = first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : 32;
    return true;
}

/* "172.16.0.0/24 is subnetted, 2 subnets": no route; true where the line is such a one. */
static bool take_group(struct cisco *x, struct nk_route_line *line)
{
    struct nk_slice word;
    struct nk_prefix prefix;
    struct nk_err why;
    size_t len = (size_t)(line->end - line->at);
    bool variably = nk_text_holds(line->at, len, "variably");
    if (!nk_text_holds(line->at, len, " subnetted"))
        return false;
    nk_listing_close(&x->l);
    nk_route_word(line, &word);
    x->group.addr.family = NK_FAMILY_NONE;
    if (!nk_prefix_parse(word.text, word.len, &prefix, &why))
        nk_route_refuse_err(x->l.reader, line, word.text, &why);
    else if (!variably)
        x->group = prefix;
    return true;
}

/* The rest of a route's first line, from its prefix on. */
static void take_route(struct cisco *x, struct nk_route_line *line, const struct nk_slice *code)
{
    struct nk_slice word;
    struct nk_prefix prefix;
    struct nk_err why;
    nk_listing_close(&x->l);
    x->in_block = false;
    x->in_stars = nk_text_holds(line->at, (size_t)(line->end - line->at), "ubest");
    nk_route_word(line, &word);
    if (word.len > 0 && word.text[word.len - 1] == ',') /* NX-OS */
        word.len--;
    if (!take_prefix(x, line, &word, &prefix, &why)) {
        nk_route_refuse_err(x->l.reader, line, word.text, &why);
        nk_listing_drop(&x->l);
        return;
    }
    nk_listing_open(&x->l, line, &prefix);
    if (code->len > 0)
        nk_cisco_code(&x->l.draft.route, code);
    if (!x->in_stars && !nk_cisco_hop(&x->l, line))
        nk_listing_drop(&x->l);
}

/* A line that begins with codes, as "O*E2", "O IA", "i L1". False where they are none. */
static bool take_codes(struct nk_route_line *line, struct nk_slice *code)
{
    struct nk_slice word;
    int words = 0;
    *code = (struct nk_slice){"", 0};
    while (nk_route_peek(line, &word) && !nk_looks_addr(&word)) {
        if (!nk_cisco_is_code(&word, words) || ++words > 4)
            return false;
        if (words == 1)
            *code = word;
        nk_route_word(line, &word);
    }
    return nk_looks_addr(&word);
}

/* "Routing entry for 10.0.0.0/8", whose lines are indented. */
static bool take_block(struct cisco *x, struct nk_route_line *line)
{
    const struct nk_slice none = {"", 0};
    if (!nk_route_take(line, "Routing") || !nk_route_take(line, "entry") ||
        !nk_route_take(line, "for"))
        return false;
    if (memchr(line->at, ',', (size_t)(line->end - line->at)) != NULL)
        line->end = memchr(line->at, ',', (size_t)(line->end - line->at)); /* ", supernet" */
    take_route(x, line, &none);
    x->in_block = true;
    return true;
}

/* The first word of a next hop's line. */
static bool begins_hop(const struct cisco *x, const struct nk_slice *word)
{
    return word->text[0] == '[' || word->text[0] == '*' || nk_slice_is(word, "via") ||
           nk_slice_is(word, "is") || nk_slice_is(word, "directly") ||
           (nk_looks_addr(word) && (x->in_block || word->text[word->len - 1] == ','));
}

/* A line that adds to the route: a next hop, or what a block says of it. */
static bool take_more(struct cisco *x, struct nk_route_line *line)
{
    struct nk_slice word;
    nk_route_peek(line, &word);
    if (!begins_hop(x, &word)) {
        if (x->in_block && x->l.state == NK_LISTING_OPEN && nk_slice_is(&word, "Known"))
            nk_cisco_known(&x->l.draft.route, line);
        return x->in_block;
    }
    if (x->l.state == NK_LISTING_BETWEEN)
        nk_route_refuse(x->l.reader, line, word.text, word.len, "a next hop without a route");
    else if (x->in_stars && nk_slice_is(&word, "via"))
        return true; /* one that stands by */
    else if (x->l.state == NK_LISTING_OPEN && !nk_cisco_hop(&x->l, line))
        nk_listing_drop(&x->l);
    return true;
}

static void take_line(struct cisco *x, struct nk_route_line *line)
{
    struct nk_slice word, code;
    struct nk_route_line start = *line;
    if (!nk_route_peek(line, &word)) {
        x->in_legend = false;
        return;
    }
    bool indented = word.text != line->text;
    if (take_prompt(x, line) || x->passing || take_legend(x, line, indented) || take_vrf(x, line) ||
        take_block(x, line))
        return;
    *line = start;
    if ((!indented && is_remark(line)) || (indented && take_more(x, line)) || take_group(x, line))
        return;
    bool routes = take_codes(line, &code);
    size_t rest = (size_t)(line->end - line->at);
    if (routes && (code.len > 0 || nk_text_holds(line->at, rest, "ubest")))
        take_route(x, line, &code);
    else
        nk_listing_unexpected(&x->l, line, &word, "a route");
}

bool nk_cisco_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct cisco x = {.passing = false};
    struct nk_route_line line;
    nk_listing_init(&x.l, r, err);
    x.l.settle = nk_cisco_settle;
    while (nk_listing_line(&x.l, &line))
        take_line(&x, &line);
    return nk_listing_done(&x.l);
}

int nk_cisco_guess(const char *head, size_t len)
{
    static const char *const marks[] = {"Codes: ", "Gateway of last resort", "IPv6 Routing Table",
                                        "IP Route Table for VRF", "  Routing Descriptor"};
    const char *at = head, *end = head + len;
    struct nk_route_line line;
    struct nk_slice code;
    int sure = 0;
    while (nk_head_line(&at, end, &line)) {
        size_t rest = (size_t)(line.end - line.text);
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (nk_text_starts(line.text, rest, marks[i]))
                return 90;
        if (nk_text_holds(line.text, rest, " subnetted,") ||
            nk_text_holds(line.text, rest, "ubest/mbest:"))
            return 90;
        if (take_codes(&line, &code) && code.len > 0 &&
            (nk_text_holds(line.at, (size_t)(line.end - line.at), "] via ") ||
             nk_text_holds(line.at, (size_t)(line.end - line.at), " is directly connected, ")))
            sure = 70;
    }
    return sure;
}
