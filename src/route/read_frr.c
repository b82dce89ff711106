/*
 * What vtysh prints for `show ip route`, `show ipv6 route` and `show ip fib` (FRR, and Quagga
 * before it): a letter for the protocol, '>' for the selected route, '*' for what forwards,
 *     S>* 10.0.0.0/8 [1/0] via 192.0.2.1, e0, weight 1, 00:00:02
 *       *                  via 198.51.100.1, e1, weight 1, 00:00:02
 * and for `show ip route PREFIX` blocks "Routing entry for ...".
 */
#include "route/formats.h"

#include "route/frr_parts.h"

struct frr {
    struct nk_listing l;
    bool passing;  /* the answer to another command */
    bool in_codes; /* the legend, up to a blank line */
    bool in_block; /* "Routing entry for" */
};

/* ---- lines that are no routes -------------------------------------------- */

static bool is_cut(const struct nk_slice *word, const char *whole)
{
    return word->len > 0 && word->len <= strlen(whole) && memcmp(word->text, whole, word->len) == 0;
}

/* "frr# show ip route": a name that ends in '#' or '>', unless it is a route's "S> 10.0.0.0/8". */
static bool take_prompt(struct frr *x, const struct nk_route_line *line)
{
    struct nk_route_line rest = *line;
    const struct nk_slice nowhere = {"", 0};
    struct nk_slice host, word;
    size_t len = (size_t)(line->end - line->text);
    if (!nk_route_word(&rest, &host) || host.text != line->text || host.len < 2 ||
        (host.text[host.len - 1] != '#' && host.text[host.len - 1] != '>') ||
        (nk_route_peek(&rest, &word) && nk_looks_addr(&word)))
        return false;
    nk_listing_table(&x->l, &nowhere, true);
    x->in_block = x->in_codes = x->passing = false;
    if (!nk_route_word(&rest, &word))
        return true;
    bool routes = is_cut(&word, "show") && nk_route_word(&rest, &word) &&
                  (nk_slice_is(&word, "ip") || is_cut(&word, "ipv6")) &&
                  nk_route_word(&rest, &word) && (is_cut(&word, "route") || is_cut(&word, "fib"));
    x->passing = !(routes || nk_text_holds(line->text, len, "vtysh")) ||
                 nk_text_holds(line->text, len, "summary");
    return true;
}

/* "VRF red:", "VRF default table 77:", "IPv4 unicast VRF default:". */
static bool take_vrf(struct frr *x, const struct nk_route_line *line)
{
    struct nk_route_line rest = *line;
    struct nk_slice name, number;
    uint64_t table;
    if (line->end == line->text || line->end[-1] != ':')
        return false;
    rest.end--;
    if (nk_route_take(&rest, "IPv4") || nk_route_take(&rest, "IPv6"))
        nk_route_word(&rest, &name);
    if (!nk_route_take(&rest, "VRF") || !nk_route_word(&rest, &name))
        return false;
    nk_listing_table(&x->l, &name, nk_slice_is(&name, "default"));
    if (nk_slice_is(&name, "default"))
        nk_listing_default(&x->l);
    if (nk_route_take(&rest, "table") && nk_route_word(&rest, &number) &&
        nk_slice_number(&number, UINT32_MAX - 1, &table))
        x->l.table = (uint32_t)table;
    x->passing = x->in_codes = x->in_block = false;
    return true;
}

/* The legend and the summary; true where the line is of these. */
static bool take_legend(struct frr *x, const struct nk_route_line *line)
{
    size_t len = (size_t)(line->end - line->text);
    if (nk_text_starts(line->text, len, "Codes:")) {
        nk_listing_close(&x->l);
        x->in_codes = true;
        x->in_block = x->passing = false;
    } else if (nk_text_starts(line->text, len, "Route Source")) {
        nk_listing_close(&x->l);
        x->passing = true;
    }
    return x->in_codes || x->passing || line->text[0] == '%';
}

/* ---- routes -------------------------------------------------------------- */

/* "[110/20]" and the number of a next-hop group in parentheses, where they stand. */
static bool take_distance(struct frr *x, struct nk_route_line *line)
{
    struct nk_slice word;
    uint64_t metric = 0;
    x->l.draft.route.flags |= NK_ROUTE_HAS_METRIC; /* 0 where a connected route does not say */
    if (nk_route_peek(line, &word) && word.text[0] == '[') {
        nk_route_word(line, &word);
        struct nk_slice digits = word;
        while (digits.len > 0 && digits.text[0] != '/') { /* the distance */
            digits.text++;
            digits.len--;
        }
        if (digits.len < 2 || word.text[word.len - 1] != ']')
            return nk_listing_unexpected(&x->l, line, &word, "[distance/metric]");
        digits.text++;
        digits.len -= 2;
        if (!nk_slice_number(&digits, UINT32_MAX, &metric))
            return nk_listing_unexpected(&x->l, line, &word, "[distance/metric]");
    }
    x->l.draft.route.metric = (uint32_t)metric;
    if (nk_route_peek(line, &word) && word.text[0] == '(')
        nk_route_word(line, &word);
    return true;
}

/* The columns before the prefix: "S>*", "C *", "O[1]>*", "B>r". False where they are none. */
static bool take_columns(struct nk_route_line *line, char *letter, char *selected, char *status)
{
    const char *at = line->at, *end = line->end;
    if (at == end || !((*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z')))
        return false;
    *letter = *at++;
    if (at != end && *at == '[') {
        at = memchr(at, ']', (size_t)(end - at));
        if (at == NULL)
            return false;
        at++;
    }
    if (end - at < 4 || strchr("> ", at[0]) == NULL || strchr("*qrbto ", at[1]) == NULL ||
        at[2] != ' ' || at[0] == '\0' || at[1] == '\0')
        return false;
    *selected = at[0];
    *status = at[1];
    line->at = at + 3;
    return true;
}

static void take_route(struct frr *x, struct nk_route_line *line)
{
    struct nk_slice word;
    struct nk_prefix prefix;
    struct nk_err why;
    char letter, selected, status;
    x->in_block = false;
    if (!take_columns(line, &letter, &selected, &status)) {
        nk_route_peek(line, &word);
        nk_listing_unexpected(&x->l, line, &word, "a route");
        return;
    }
    nk_listing_close(&x->l);
    nk_route_word(line, &word);
    if (!nk_prefix_parse(word.text, word.len, &prefix, &why)) {
        nk_route_refuse_err(x->l.reader, line, word.text, &why);
        nk_listing_drop(&x->l);
        return;
    }
    nk_listing_open(&x->l, line, &prefix);
    x->l.draft.route.protocol = nk_frr_protocol_letter(letter);
    if (letter == 'L')
        x->l.draft.route.type = NK_ROUTE_LOCAL;
    if (selected != '>' || status == 'r' || status == 'q')
        x->l.draft.route.flags |= NK_ROUTE_INACTIVE;
    if (take_distance(x, line))
        nk_frr_hop(&x->l, line, status == '*' ? NK_FRR_FIB : 0);
    else
        nk_listing_drop(&x->l);
}

/* "Routing entry for 10.0.0.0/8", whose lines are indented. */
static bool take_block(struct frr *x, struct nk_route_line *line)
{
    struct nk_slice word;
    struct nk_prefix prefix;
    struct nk_err why;
    if (!nk_route_take(line, "Routing") || !nk_route_take(line, "entry") ||
        !nk_route_take(line, "for"))
        return false;
    nk_listing_close(&x->l);
    nk_route_word(line, &word);
    x->in_block = true;
    x->in_codes = x->passing = false;
    if (nk_prefix_parse(word.text, word.len, &prefix, &why)) {
        nk_listing_open(&x->l, line, &prefix);
        x->l.draft.route.flags |= NK_ROUTE_INACTIVE; /* until it is "best" */
    } else {
        nk_route_refuse_err(x->l.reader, line, word.text, &why);
        nk_listing_drop(&x->l);
    }
    return true;
}

/* 'Known via "static", distance 1, metric 0, vrf red, best'. */
static void take_known(struct frr *x, struct nk_route_line *line)
{
    struct nk_slice word;
    uint64_t number;
    while (nk_route_word(line, &word)) {
        if (word.text[word.len - 1] == ',')
            word.len--;
        struct nk_route_line rest = *line;
        struct nk_slice value = {"", 0};
        if (nk_route_word(&rest, &value) && value.text[value.len - 1] == ',')
            value.len--;
        if (nk_slice_starts(&word, "\"") && word.len > 2) {
            const struct nk_slice name = {word.text + 1, word.len - 2};
            x->l.draft.route.protocol = nk_frr_protocol_name(&name);
            if (nk_slice_is(&name, "local"))
                x->l.draft.route.type = NK_ROUTE_LOCAL;
        } else if (nk_slice_is(&word, "metric") && nk_slice_number(&value, UINT32_MAX, &number)) {
            x->l.draft.route.metric = (uint32_t)number;
            x->l.draft.route.flags |= NK_ROUTE_HAS_METRIC;
        } else if (nk_slice_is(&word, "best")) {
            x->l.draft.route.flags &= (uint16_t)~NK_ROUTE_INACTIVE;
        }
    }
}

/* The lines of a block: what is known, then the next hops. */
static void take_in_block(struct frr *x, struct nk_route_line *line)
{
    struct nk_slice word;
    nk_route_peek(line, &word);
    if (nk_slice_is(&word, "Known"))
        take_known(x, line);
    else if (nk_route_take(line, "*"))
        nk_frr_hop(&x->l, line, NK_FRR_FIB);
    else if (nk_looks_addr(&word) || nk_slice_is(&word, "directly") ||
             nk_slice_is(&word, "unreachable") || nk_slice_is(&word, "is"))
        nk_frr_hop(&x->l, line, 0);
    /* "Last update ...", "Flags: ..." and the like say nothing of where packets go */
}

/* A next hop more: blanks and the status in the third column before it. */
static void take_more(struct frr *x, struct nk_route_line *line)
{
    struct nk_slice word;
    char status = ' ';
    nk_route_peek(line, &word);
    if (word.len == 1 && strchr("*qrbto", word.text[0]) != NULL) {
        status = word.text[0];
        nk_route_word(line, &word);
        nk_route_peek(line, &word);
    }
    if (!nk_slice_is(&word, "via") && !nk_slice_is(&word, "is") &&
        !nk_slice_is(&word, "unreachable"))
        nk_listing_unexpected(&x->l, line, &word, "a next hop");
    else if (x->l.state == NK_LISTING_BETWEEN)
        nk_route_refuse(x->l.reader, line, word.text, word.len, "a next hop without a route");
    else if (x->l.state == NK_LISTING_OPEN)
        nk_frr_hop(&x->l, line, status == '*' ? NK_FRR_FIB : 0);
}

static void take_line(struct frr *x, struct nk_route_line *line)
{
    struct nk_slice word;
    if (!nk_route_peek(line, &word)) {
        x->in_codes = false;
        return;
    }
    if (take_prompt(x, line) || take_vrf(x, line) || take_block(x, line) || take_legend(x, line))
        return;
    bool indented = word.text != line->text;
    if (!indented)
        take_route(x, line);
    else if (!x->in_block)
        take_more(x, line);
    else if (x->l.state == NK_LISTING_OPEN)
        take_in_block(x, line);
}

bool nk_frr_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct frr x = {.passing = false};
    struct nk_route_line line;
    nk_listing_init(&x.l, r, err);
    x.l.settle = nk_frr_settle;
    while (nk_listing_line(&x.l, &line))
        take_line(&x, &line);
    return nk_listing_done(&x.l);
}

int nk_frr_guess(const char *head, size_t len)
{
    const char *at = head, *end = head + len;
    struct nk_route_line line;
    struct nk_slice word;
    char letter, selected, status;
    while (nk_head_line(&at, end, &line)) {
        size_t rest = (size_t)(line.end - line.text);
        if (nk_text_starts(line.text, rest, "Codes: K - kernel"))
            return 95;
        if (nk_text_starts(line.text, rest, "  Last update ") &&
            nk_text_holds(line.text, rest, " ago") && !nk_text_holds(line.text, rest, " from "))
            return 85;
        if (take_columns(&line, &letter, &selected, &status) && selected == '>' &&
            nk_route_word(&line, &word) && nk_looks_addr(&word))
            return 85;
    }
    return 0;
}
