/*
 * What birdc prints for `show route`, BIRD 1.6 to 3: a line a route,
 *     10.0.0.0/8  unicast [static1 2024-01-01] * (200)
 * with its next hops in lines of their own (BIRD 1 has a single one in the same line), and with
 * `all` its attributes. A route without a prefix is one more of the prefix before.
 */
#include "route/formats.h"

#include "route/bird_parts.h"

enum passing {
    PASS_NOTHING,
    PASS_SECTION, /* a table of other things, until the next listing */
    PASS_COMMAND, /* the answer to another command, until the next prompt */
};

struct bird {
    struct nk_listing l;
    struct nk_prefix prefix; /* of the last route, for those that follow without */
    enum passing passing;
    bool has_codes; /* birdc -v: five columns of codes before each line */
};

/* Puts the open route; the lines that follow are of no prefix. */
static void forget_prefix(struct bird *x, enum nk_listing_state state)
{
    nk_listing_close(&x->l);
    x->l.state = state;
    x->prefix.addr.family = NK_FAMILY_NONE;
}

/* ---- lines that are no routes -------------------------------------------- */

/* Moves the line's start behind what a terminal and `birdc -v` put before it. */
static void skip_dressing(struct bird *x, struct nk_route_line *line)
{
    static const char erase[] = "\033[K";
    const char *at = line->at;
    size_t len = (size_t)(line->end - at);
    const char *erased = memmem(at, len, erase, sizeof erase - 1);
    if (erased != NULL)
        at = erased + sizeof erase - 1;
    len = (size_t)(line->end - at);
    bool code = len >= 5 && nk_is_digits(at, 4) && (at[4] == '-' || at[4] == ' ');
    x->has_codes |= code;
    if (code || (x->has_codes && nk_text_starts(at, len, "     ")))
        at += 5;
    line->at = at;
}

/* "show" for "sh": commands may be cut short. */
static bool is_cut(const struct nk_slice *word, const char *whole)
{
    return word->len > 0 && word->len <= strlen(whole) && memcmp(word->text, whole, word->len) == 0;
}

/* A prompt, with the command that was typed behind it. */
static bool take_prompt(struct bird *x, struct nk_route_line *line)
{
    const struct nk_slice nowhere = {"", 0};
    struct nk_slice show, what;
    if (!nk_route_take(line, "bird>"))
        return false;
    forget_prefix(x, NK_LISTING_BETWEEN);
    nk_listing_table(&x->l, &nowhere, true);
    bool typed = nk_route_word(line, &show);
    bool routes =
        typed && is_cut(&show, "show") && nk_route_word(line, &what) && is_cut(&what, "route");
    x->passing = typed && !routes ? PASS_COMMAND : PASS_NOTHING;
    return true;
}

/* "Table master4:". */
static bool take_table(struct bird *x, struct nk_route_line *line)
{
    struct nk_slice name;
    if (!nk_route_take(line, "Table"))
        return false;
    nk_route_word(line, &name);
    if (name.len > 0 && name.text[name.len - 1] == ':')
        name.len--;
    bool master = nk_slice_is(&name, "master") || nk_slice_is(&name, "master4") ||
                  nk_slice_is(&name, "master6");
    forget_prefix(x, NK_LISTING_BETWEEN);
    nk_listing_table(&x->l, &name, master);
    x->passing = PASS_NOTHING;
    return true;
}

/* What BIRD says besides, at the left margin. */
static bool is_remark(const struct nk_route_line *line)
{
    static const char *const starts[] = {
        "BIRD ",        "Total:",    "Network not", "Network found", "No such",    "Access ",
        "Router ID",    "Hostname ", "Current ",    "Last ",         "Daemon ",    "Connection ",
        "Reconfig",     "flow4 ",    "flow6 ",      "Reading ",      "Not enough", "Import table",
        "Export table", "Unable to", "via routes",  "Syntax error",
    };
    size_t len = (size_t)(line->end - line->at);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (nk_text_starts(line->at, len, starts[i]))
            return true;
    return nk_text_holds(line->at, len, " routes for ") || nk_text_holds(line->at, len, "birdc");
}

/* Other lines at the left margin. What is nothing known is refused, and the route goes on. */
static void take_remark(struct bird *x, struct nk_route_line *line)
{
    struct nk_slice word;
    nk_route_peek(line, &word);
    bool section = nk_slice_is(&word, "Name") || nk_slice_is(&word, "Interface");
    if (section)
        x->passing = PASS_SECTION;
    if (section || is_remark(line) || nk_is_digits(word.text, word.len))
        forget_prefix(x, NK_LISTING_REFUSED); /* what is indented below belongs to it */
    else
        nk_listing_unexpected(&x->l, line, &word, "a prefix");
}

/* ---- next hops ----------------------------------------------------------- */

static bool take_weight(struct bird *x, struct nk_route_line *line, struct nk_hop *hop)
{
    uint64_t weight;
    if (!nk_listing_number(&x->l, line, UINT16_MAX, &weight))
        return false;
    hop->weight = (uint16_t)weight;
    return true;
}

/* The words of a next hop, up to the end or a '['. False after a complaint. */
static bool take_hop(struct bird *x, struct nk_route_line *line, struct nk_hop *hop)
{
    struct nk_slice word, skipped;
    while (nk_route_peek(line, &word) && word.text[0] != '[') {
        nk_route_word(line, &word);
        if (nk_slice_is(&word, "via")) {
            if (!nk_listing_addr(&x->l, line, &hop->via))
                return false;
        } else if (nk_slice_is(&word, "on") || nk_slice_is(&word, "dev")) {
            nk_route_word(line, &word);
            hop->dev = nk_listing_text(&x->l, &word);
        } else if (nk_slice_is(&word, "weight")) {
            if (!take_weight(x, line, hop))
                return false;
        } else if (nk_slice_is(&word, "onlink")) {
            hop->flags |= NK_HOP_ONLINK;
        } else if (nk_slice_is(&word, "mpls")) {
            nk_route_word(line, &skipped);
        } else {
            return nk_listing_unexpected(&x->l, line, &word, "a part of a next hop");
        }
    }
    return true;
}

static void take_hop_line(struct bird *x, struct nk_route_line *line)
{
    struct nk_hop hop = {.dev = NK_ROUTE_NONE};
    if (x->l.state == NK_LISTING_BETWEEN)
        nk_route_refuse(x->l.reader, line, line->at, 0, "a next hop without a route");
    if (x->l.state != NK_LISTING_OPEN)
        return;
    if (take_hop(x, line, &hop))
        nk_listing_hop(&x->l, &hop);
    else
        nk_listing_drop(&x->l);
}

/* ---- a route ------------------------------------------------------------- */

/* "[static1 2024-01-01 12:00 from 192.0.2.1]": the name is what counts. */
static bool take_protocol(struct bird *x, struct nk_route_line *line)
{
    struct nk_slice word;
    bool found = nk_route_peek(line, &word) && word.text[0] == '[';
    const char *close = found ? memchr(word.text, ']', (size_t)(line->end - word.text)) : NULL;
    if (close == NULL)
        return nk_listing_unexpected(&x->l, line, &word, "'[', a protocol and ']'");
    struct nk_slice name = {word.text + 1, word.len - 1};
    const char *end = memchr(name.text, ']', name.len);
    if (end != NULL)
        name.len = (size_t)(end - name.text);
    x->l.draft.route.protocol = nk_bird_protocol(&name);
    line->at = close + 1;
    return true;
}

/* The kind of the route; in BIRD 1 a next hop may stand for it. False after a complaint. */
static bool take_kind(struct bird *x, struct nk_route_line *line)
{
    struct nk_hop hop = {.dev = NK_ROUTE_NONE};
    struct nk_slice word;
    if (nk_route_take(line, "unicast") || nk_route_take(line, "multipath"))
        return true;
    if (nk_route_take(line, "blackhole"))
        x->l.draft.route.type = NK_ROUTE_BLACKHOLE;
    else if (nk_route_take(line, "unreachable"))
        x->l.draft.route.type = NK_ROUTE_UNREACHABLE;
    else if (nk_route_take(line, "prohibited") || nk_route_take(line, "prohibit"))
        x->l.draft.route.type = NK_ROUTE_PROHIBIT;
    if (x->l.draft.route.type != NK_ROUTE_UNICAST)
        return true;
    nk_route_peek(line, &word);
    if (!nk_slice_is(&word, "via") && !nk_slice_is(&word, "dev"))
        return nk_listing_unexpected(&x->l, line, &word,
                                     "a kind of route, as unicast or blackhole");
    bool good = take_hop(x, line, &hop);
    if (good)
        nk_listing_hop(&x->l, &hop);
    return good;
}

/* "from ::/0", where the routes are of a source and a destination. */
static bool take_source(struct bird *x, struct nk_route_line *line)
{
    struct nk_slice word;
    struct nk_prefix from;
    struct nk_err why;
    if (!nk_route_take(line, "from"))
        return true;
    nk_route_word(line, &word);
    if (!nk_prefix_parse(word.text, word.len, &from, &why))
        return nk_route_refuse_err(x->l.reader, line, word.text, &why);
    nk_listing_from(&x->l, &from);
    return true;
}

/* A route of x->prefix, from its kind on. */
static void take_route(struct bird *x, struct nk_route_line *line)
{
    nk_listing_open(&x->l, line, &x->prefix);
    if (take_source(x, line) && take_kind(x, line) && take_protocol(x, line))
        nk_bird_marks(&x->l.draft.route, line);
    else
        nk_listing_drop(&x->l);
}

/* "10.0.0.0/24-32 AS64500": rows of tables that are none of routes. */
static bool is_roa(const struct nk_route_line *line, const struct nk_slice *prefix)
{
    struct nk_route_line rest = *line;
    struct nk_slice word;
    rest.at = prefix->text + prefix->len;
    return memchr(prefix->text, '-', prefix->len) != NULL ||
           (nk_route_word(&rest, &word) && nk_slice_starts(&word, "AS"));
}

static void take_prefix(struct bird *x, struct nk_route_line *line)
{
    struct nk_slice word;
    struct nk_err why;
    nk_route_word(line, &word);
    bool roa = is_roa(line, &word);
    if (!roa && nk_prefix_parse(word.text, word.len, &x->prefix, &why)) {
        take_route(x, line);
        return;
    }
    if (!roa)
        nk_route_refuse_err(x->l.reader, line, word.text, &why);
    forget_prefix(x, NK_LISTING_REFUSED);
}

/* ---- lines --------------------------------------------------------------- */

/* A line that begins with blanks belongs to the route, or to the prefix, before it. */
static void take_indented(struct bird *x, struct nk_route_line *line)
{
    size_t len = (size_t)(line->end - line->at);
    bool deeper = nk_text_starts(line->at, len, "\t\t"); /* a long attribute goes on */
    struct nk_slice word;
    nk_route_peek(line, &word);
    if (deeper)
        return;
    if (word.text[word.len - 1] != ':' && nk_text_holds(line->at, len, " [")) {
        if (x->prefix.addr.family != NK_FAMILY_NONE)
            take_route(x, line);
        else if (x->l.state != NK_LISTING_REFUSED)
            nk_listing_unexpected(&x->l, line, &word, "a prefix");
    } else if (nk_slice_is(&word, "via") || nk_slice_is(&word, "dev")) {
        take_hop_line(x, line);
    } else if (nk_text_holds(line->at, len, ": ") || word.text[word.len - 1] == ':') {
        nk_bird_attribute(&x->l, line);
    } else if (x->l.state != NK_LISTING_REFUSED) {
        nk_listing_unexpected(&x->l, line, &word, "a next hop or an attribute");
    }
}

static void take_line(struct bird *x, struct nk_route_line *line)
{
    struct nk_slice word;
    skip_dressing(x, line);
    if (!nk_route_peek(line, &word) || take_prompt(x, line))
        return;
    if (word.text != line->at) {
        if (x->passing == PASS_NOTHING)
            take_indented(x, line);
        return;
    }
    if (x->passing == PASS_SECTION && nk_slice_is(&word, "BIRD"))
        x->passing = PASS_NOTHING;
    if (take_table(x, line) || x->passing != PASS_NOTHING)
        return;
    if (nk_looks_addr(&word))
        take_prefix(x, line);
    else
        take_remark(x, line);
}

bool nk_bird_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct bird x = {.passing = PASS_NOTHING};
    struct nk_route_line line;
    nk_listing_init(&x.l, r, err);
    while (nk_listing_line(&x.l, &line))
        take_line(&x, &line);
    return nk_listing_done(&x.l);
}

/* "10.0.0.0/8 unicast [...] * (200)", and what no other listing has. */
static bool is_bird_line(struct nk_route_line *line)
{
    static const char *const kinds[] = {"unicast",    "blackhole", "unreachable", "multipath",
                                        "prohibited", "via",       "dev"};
    struct nk_slice word;
    if (!nk_route_word(line, &word) || !nk_looks_addr(&word) || !nk_route_word(line, &word))
        return false;
    size_t len = (size_t)(line->end - line->text);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (nk_slice_is(&word, kinds[i]))
            return nk_text_holds(line->text, len, " [") &&
                   (nk_text_holds(line->text, len, "] *") || nk_text_holds(line->text, len, "] ("));
    return false;
}

int nk_bird_guess(const char *head, size_t len)
{
    const char *at = head, *end = head + len;
    struct nk_route_line line;
    struct bird x = {.has_codes = false};
    int sure = 0;
    while (sure < 95 && nk_head_line(&at, end, &line)) {
        skip_dressing(&x, &line);
        size_t rest = (size_t)(line.end - line.at);
        if (nk_text_starts(line.at, rest, "BIRD ") && nk_text_holds(line.at, rest, " ready."))
            sure = 95;
        else if (is_bird_line(&line))
            sure = 90;
    }
    return sure;
}
