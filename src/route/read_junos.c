/*
 * What Junos prints for `show route`, brief or terse:
 *     10.1.0.0/16        *[OSPF/10] 00:12:34, metric 20
 *                         >  to 192.0.2.3 via ge-0/0/0.0
 * in tables "inet.0", "inet6.0", "red.inet.0". Best effort.
 */
#include "route/formats.h"

#include "route/listing.h"

enum {
    PROTO_KERNEL = 2,
    PROTO_STATIC = 4,
    PROTO_BGP = 186,
    PROTO_ISIS = 187,
    PROTO_OSPF = 188,
    PROTO_RIP = 189,
};

struct junos {
    struct nk_listing l;
    struct nk_prefix prefix; /* of the last line that had one */
    bool passing;            /* a table of other things, or the answer to another command */
    bool terse;
};

static const struct {
    const char *name;
    char letter;
    uint8_t protocol;
} protocols[] = {
    {"Static", 'S', PROTO_STATIC}, {"Direct", 'D', PROTO_KERNEL}, {"Local", 'L', PROTO_KERNEL},
    {"OSPF", 'O', PROTO_OSPF},     {"BGP", 'B', PROTO_BGP},       {"IS-IS", 'I', PROTO_ISIS},
    {"RIP", 'R', PROTO_RIP},
};

/* ---- lines around the routes --------------------------------------------- */

/* "inet.0: 6 destinations, ...": which table follows. */
static bool take_table(struct junos *x, const struct nk_route_line *line)
{
    struct nk_slice name;
    size_t len = (size_t)(line->end - line->text);
    if (!nk_route_peek(line, &name) || name.text != line->text || name.text[name.len - 1] != ':' ||
        !nk_text_holds(line->text, len, " destinations"))
        return false;
    name.len--;
    const char *inet = memmem(name.text, name.len, "inet.", 5);
    const char *inet6 = memmem(name.text, name.len, "inet6.", 6);
    const char *kind = inet != NULL ? inet : inet6;
    bool main = nk_slice_is(&name, "inet.0") || nk_slice_is(&name, "inet6.0");
    if (kind != NULL && kind > name.text && kind[-1] == '.')
        name.len = (size_t)(kind - name.text) - 1; /* the instance */
    nk_listing_table(&x->l, &name, main);
    x->prefix.addr.family = NK_FAMILY_NONE;
    x->passing = kind == NULL;
    x->terse = false;
    return true;
}

/* "user@router> show route". */
static bool take_prompt(struct junos *x, const struct nk_route_line *line)
{
    struct nk_slice word;
    size_t len = (size_t)(line->end - line->text);
    if (!nk_route_peek(line, &word) || word.text != line->text ||
        memchr(word.text, '@', word.len) == NULL ||
        (word.text[word.len - 1] != '>' && word.text[word.len - 1] != '#'))
        return false;
    nk_listing_close(&x->l);
    x->prefix.addr.family = NK_FAMILY_NONE;
    x->passing = !nk_text_holds(line->text, len, " route") && word.text + word.len != line->end;
    return true;
}

static bool is_remark(const struct nk_route_line *line)
{
    static const char *const starts[] = {"+ = ", "{",    "---",    "Restart",
                                         "@ = ", "# = ", "Limit/", "show "};
    size_t len = (size_t)(line->end - line->text);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (nk_text_starts(line->text, len, starts[i]))
            return true;
    return false;
}

/* ---- parts --------------------------------------------------------------- */

static void set_protocol(struct nk_route *route, const struct nk_slice *name)
{
    for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++)
        if (nk_slice_starts(name, protocols[i].name))
            route->protocol = protocols[i].protocol;
    if (nk_slice_is(name, "Local"))
        route->type = NK_ROUTE_LOCAL;
}

/* "64500 64501 I": the last number; a set in braces or brackets is none. */
static void take_path(struct nk_route *route, struct nk_route_line *line)
{
    struct nk_slice word;
    uint64_t as;
    while (nk_route_word(line, &word)) {
        bool last = word.text[word.len - 1] == ',';
        word.len -= last;
        if (nk_slice_number(&word, UINT32_MAX, &as)) {
            route->origin = (uint32_t)as;
            route->flags = (uint16_t)((route->flags | NK_ROUTE_HAS_ORIGIN) & ~NK_ROUTE_ORIGIN_SET);
        } else if (memchr(word.text, '}', word.len) != NULL) {
            route->flags = (uint16_t)((route->flags | NK_ROUTE_ORIGIN_SET) & ~NK_ROUTE_HAS_ORIGIN);
        }
        if (last)
            return;
    }
}

/* Words that stand where a next hop does; true where it was one. */
static bool take_kind(struct nk_listing *l, const struct nk_slice *word)
{
    if (nk_slice_is(word, "Discard"))
        l->draft.route.type = NK_ROUTE_BLACKHOLE;
    else if (nk_slice_is(word, "Reject"))
        l->draft.route.type = NK_ROUTE_UNREACHABLE;
    else if (nk_slice_is(word, "Receive") || nk_slice_is(word, "MultiRecv"))
        l->draft.route.type = nk_slice_is(word, "Receive") ? NK_ROUTE_LOCAL : NK_ROUTE_MULTICAST;
    else
        return false;
    return true;
}

/* "*[OSPF/10] 00:12:34, metric 20". */
static void take_source(struct junos *x, struct nk_route_line *line)
{
    struct nk_slice word, value;
    uint64_t metric;
    nk_listing_open(&x->l, line, &x->prefix);
    nk_route_word(line, &word);
    /* '#': what forwards, where that is not what routes ('@') */
    bool active = strchr("*+#", word.text[0]) != NULL;
    if (!active)
        x->l.draft.route.flags |= NK_ROUTE_INACTIVE;
    const char *open = memchr(word.text, '[', word.len);
    const char *slash = memchr(word.text, '/', word.len);
    if (open == NULL || slash == NULL || slash < open) {
        nk_listing_unexpected(&x->l, line, &word, "[protocol/preference]");
        nk_listing_drop(&x->l);
        return;
    }
    const struct nk_slice name = {open + 1, (size_t)(slash - open - 1)};
    set_protocol(&x->l.draft.route, &name);
    while (nk_route_word(line, &word)) {
        if (!nk_slice_is(&word, "metric") || !nk_route_word(line, &value))
            continue;
        value.len -= value.text[value.len - 1] == ',';
        if (nk_slice_number(&value, UINT32_MAX, &metric)) {
            x->l.draft.route.metric = (uint32_t)metric;
            x->l.draft.route.flags |= NK_ROUTE_HAS_METRIC;
        }
    }
}

/* "> to 192.0.2.3 via ge-0/0/0.0, Push 16". False after a complaint. */
static bool take_hop(struct junos *x, struct nk_route_line *line)
{
    struct nk_hop hop = {.dev = NK_ROUTE_NONE};
    struct nk_slice word;
    nk_route_take(line, ">");
    nk_route_take(line, "Local");
    if (nk_route_take(line, "to")) {
        if (nk_route_take(line, "table"))
            return true; /* goes on in another table: there is no next hop of its own */
        if (!nk_listing_addr(&x->l, line, &hop.via))
            return false;
    }
    if (nk_route_take(line, "via")) {
        nk_route_word(line, &word);
        word.len -= word.len > 0 && word.text[word.len - 1] == ',';
        hop.dev = nk_listing_text(&x->l, &word);
    }
    nk_listing_hop(&x->l, &hop);
    return true;
}

/* ---- lines --------------------------------------------------------------- */

static bool begins_source(const struct nk_slice *word)
{
    size_t mark = word->len > 1 && strchr("*+-@#", word->text[0]) != NULL;
    return word->len > mark && word->text[mark] == '[';
}

/* A line below a prefix. */
static void take_indented(struct junos *x, struct nk_route_line *line, const struct nk_slice *word)
{
    size_t len = (size_t)(line->end - line->at);
    if (begins_source(word)) {
        if (x->prefix.addr.family != NK_FAMILY_NONE)
            take_source(x, line);
        else if (x->l.state == NK_LISTING_BETWEEN)
            nk_listing_unexpected(&x->l, line, word, "a prefix");
    } else if (x->l.state != NK_LISTING_OPEN) {
        if (x->l.state == NK_LISTING_BETWEEN)
            nk_route_refuse(x->l.reader, line, word->text, word->len, "a next hop without a route");
    } else if (nk_text_holds(line->at, len, "AS path: ")) {
        line->at = (const char *)memmem(line->at, len, "AS path: ", 9) + 9;
        take_path(&x->l.draft.route, line);
    } else if (nk_slice_is(word, ">") || nk_slice_is(word, "to") || nk_slice_is(word, "via") ||
               nk_slice_is(word, "Local")) {
        if (!take_hop(x, line))
            nk_listing_drop(&x->l);
    } else if (!take_kind(&x->l, word) && word->text[word->len - 1] != ':' &&
               !nk_slice_is(word, "Indirect") && !nk_text_holds(line->at, len, ": ")) {
        nk_listing_unexpected(&x->l, line, word, "a next hop");
    }
}

/* "10.1.0.0/16  *[OSPF/10] ...", or a long prefix alone. */
static void take_prefix(struct junos *x, struct nk_route_line *line)
{
    struct nk_slice word;
    struct nk_err why;
    nk_listing_close(&x->l);
    nk_route_word(line, &word);
    if (!nk_prefix_parse(word.text, word.len, &x->prefix, &why)) {
        nk_route_refuse_err(x->l.reader, line, word.text, &why);
        x->prefix.addr.family = NK_FAMILY_NONE;
        nk_listing_drop(&x->l);
    } else if (nk_route_peek(line, &word)) {
        take_source(x, line);
    }
}

/* ---- terse --------------------------------------------------------------- */

/* What is behind the protocol's letter: preference, metrics, next hop, AS path. */
static void take_terse_rest(struct junos *x, struct nk_route_line *line)
{
    struct nk_hop hop = {.dev = NK_ROUTE_NONE};
    struct nk_slice word;
    uint64_t number, seen = 0;
    bool found = nk_route_word(line, &word);
    for (; found && nk_slice_number(&word, UINT32_MAX, &number);
         found = nk_route_word(line, &word)) {
        if (++seen != 2)
            continue; /* the first is the preference */
        x->l.draft.route.metric = (uint32_t)number;
        x->l.draft.route.flags |= NK_ROUTE_HAS_METRIC;
    }
    if (found && word.text[0] == '>') {
        word.text++;
        word.len--;
    }
    if (found && word.len == 0)
        found = nk_route_word(line, &word);
    if (!found || take_kind(&x->l, &word) || nk_slice_is(&word, "Local"))
        return;
    if (nk_looks_addr(&word)) {
        struct nk_err why;
        if (!nk_addr_parse(word.text, word.len, &hop.via, &why)) {
            nk_route_refuse_err(x->l.reader, line, word.text, &why);
            nk_listing_drop(&x->l);
            return;
        }
    } else {
        hop.dev = nk_listing_text(&x->l, &word);
    }
    nk_listing_hop(&x->l, &hop);
    take_path(&x->l.draft.route, line);
}

/* "* ? 10.1.0.0/16  O  10  20  >192.0.2.3"; a line of a next hop alone adds one. */
static void take_terse(struct junos *x, struct nk_route_line *line)
{
    struct nk_slice word;
    struct nk_err why;
    bool active = nk_route_take(line, "*") || nk_route_take(line, "+");
    while (nk_route_peek(line, &word) && word.len == 1 && strchr("?VIUN-", word.text[0]) != NULL &&
           word.text[0] != 'I')
        nk_route_word(line, &word);
    if (nk_looks_addr(&word) && memchr(word.text, '/', word.len) != NULL) {
        nk_listing_close(&x->l);
        nk_route_word(line, &word);
        if (!nk_prefix_parse(word.text, word.len, &x->prefix, &why)) {
            nk_route_refuse_err(x->l.reader, line, word.text, &why);
            nk_listing_drop(&x->l);
            return;
        }
        nk_route_peek(line, &word);
    }
    if (word.len == 1 && word.text[0] >= 'A' && word.text[0] <= 'Z' &&
        x->prefix.addr.family != NK_FAMILY_NONE) {
        nk_listing_open(&x->l, line, &x->prefix);
        if (!active)
            x->l.draft.route.flags |= NK_ROUTE_INACTIVE;
        for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++)
            if (protocols[i].letter == word.text[0])
                x->l.draft.route.protocol = protocols[i].protocol;
        if (word.text[0] == 'L')
            x->l.draft.route.type = NK_ROUTE_LOCAL;
        nk_route_word(line, &word);
    } else if (x->l.state != NK_LISTING_OPEN || word.text == line->text) {
        nk_listing_unexpected(&x->l, line, &word, "a route");
        return;
    }
    take_terse_rest(x, line);
}

/* ---- all ----------------------------------------------------------------- */

static void take_line(struct junos *x, struct nk_route_line *line)
{
    struct nk_slice word;
    size_t len = (size_t)(line->end - line->text);
    if (!nk_route_peek(line, &word) || take_table(x, line) || take_prompt(x, line) || x->passing ||
        is_remark(line))
        return;
    if (nk_text_starts(line->text, len, "A ") && nk_text_holds(line->text, len, "Destination"))
        x->terse = true;
    else if (x->terse)
        take_terse(x, line);
    else if (word.text != line->text || begins_source(&word))
        take_indented(x, line, &word);
    else if (nk_looks_addr(&word))
        take_prefix(x, line);
    else
        nk_listing_unexpected(&x->l, line, &word, "a prefix");
}

bool nk_junos_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct junos x = {.passing = false};
    struct nk_route_line line;
    nk_listing_init(&x.l, r, err);
    while (nk_listing_line(&x.l, &line))
        take_line(&x, &line);
    return nk_listing_done(&x.l);
}

int nk_junos_guess(const char *head, size_t len)
{
    const char *at = head, *end = head + len;
    struct nk_route_line line;
    struct nk_slice word;
    while (nk_head_line(&at, end, &line)) {
        size_t rest = (size_t)(line.end - line.text);
        if (nk_text_holds(line.text, rest, " destinations, ") &&
            nk_text_holds(line.text, rest, " routes ("))
            return 95;
        if (nk_text_starts(line.text, rest, "+ = Active Route"))
            return 95;
        if (nk_route_word(&line, &word) && nk_looks_addr(&word) && nk_route_word(&line, &word) &&
            word.len > 2 && word.text[0] == '*' && word.text[1] == '[')
            return 85;
    }
    return 0;
}
