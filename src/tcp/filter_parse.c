/* The parser of filters: recursive descent, whose depth is bounded. */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/words.h"
#include "tcp/filter_part.h"

enum verb {
    VERB_STATE,
    VERB_EXCLUDE,
    VERB_PORT,
    VERB_HOST,
};

static const struct verb_row {
    const char *name;
    enum verb verb;
    enum nk_filter_side side;
    const char *help;
} verbs[] = {
    {"state", VERB_STATE, NK_SIDE_EITHER, "one of these states: a name or several with commas"},
    {"exclude", VERB_EXCLUDE, NK_SIDE_EITHER, "none of these states"},
    {"sport", VERB_PORT, NK_SIDE_LOCAL, "the local port"},
    {"dport", VERB_PORT, NK_SIDE_PEER, "the peer's port"},
    {"port", VERB_PORT, NK_SIDE_EITHER, "either port"},
    {"src", VERB_HOST, NK_SIDE_LOCAL, "the local address is in a prefix"},
    {"dst", VERB_HOST, NK_SIDE_PEER, "the peer's address is in a prefix"},
    {"host", VERB_HOST, NK_SIDE_EITHER, "either address is in a prefix"},
};

static const struct nk_tcp_term connectives[] = {
    {"and", "both sides of it"}, {"or", "one of its sides"}, {"not", "the opposite"}};

enum {
    VERBS = sizeof verbs / sizeof verbs[0],
    CONNECTIVES = sizeof connectives / sizeof connectives[0],
    PAIRED = NK_TCP_BIT(NK_TCP_ESTABLISHED) | NK_TCP_BIT(NK_TCP_FIN_WAIT_1) |
             NK_TCP_BIT(NK_TCP_FIN_WAIT_2) | NK_TCP_BIT(NK_TCP_CLOSE_WAIT) |
             NK_TCP_BIT(NK_TCP_CLOSING) | NK_TCP_BIT(NK_TCP_LAST_ACK) |
             NK_TCP_BIT(NK_TCP_TIME_WAIT),
    SMALL = NK_TCP_BIT(NK_TCP_SYN_RECEIVED) | NK_TCP_BIT(NK_TCP_TIME_WAIT),
};

/* Synchronized as in RFC 9293 3.5.1; the last two as in ss, which counts SYN-RECEIVED among the
 * synchronized. */
static const struct group {
    const char *name;
    uint16_t states;
} groups[] = {
    {"all", NK_TCP_ALL_STATES},
    {"connected", NK_TCP_ALL_STATES & ~(1 << NK_TCP_LISTEN | 1 << NK_TCP_CLOSED)},
    {"synchronized", PAIRED},
    {"synchronised", PAIRED},
    {"bucket", SMALL},
    {"big", NK_TCP_ALL_STATES & ~SMALL},
};

const char *nk_tcp_filter_word(size_t i, const char **help)
{
    const char *name = NULL;
    if (i < VERBS) {
        *help = verbs[i].help;
        name = verbs[i].name;
    } else if (i < VERBS + CONNECTIVES) {
        *help = connectives[i - VERBS].help;
        name = connectives[i - VERBS].name;
    }
    return name;
}

/* ---- text ---------------------------------------------------------------- */

void nk_filter_advance(struct nk_filter_parser *p)
{
    p->token = nk_filter_token(p->text, p->len, p->token.at + p->token.len);
}

bool nk_filter_slice_is(struct nk_filter_text s, const char *word)
{
    return strlen(word) == s.len && strncasecmp(word, s.text, s.len) == 0;
}

bool nk_filter_expected(struct nk_filter_parser *p, const char *what)
{
    struct nk_filter_text s = nk_filter_slice(p);
    if (p->token.kind == NK_TOKEN_END)
        return nk_err_set(p->err, NK_ERR_INPUT, p->token.at, 0, "expected %s, the filter ends here",
                          what);
    return nk_err_set(p->err, NK_ERR_INPUT, p->token.at, s.len, "expected %s, found '%.*s'", what,
                      (int)(s.len < 60 ? s.len : 60), s.text);
}

/* ---- nodes --------------------------------------------------------------- */

bool nk_filter_add(struct nk_filter_parser *p, struct nk_tcp_node node)
{
    struct nk_tcp_filter *f = p->f;
    if (f->count == NK_TCP_FILTER_NODES)
        return nk_err_set(p->err, NK_ERR_INPUT, p->token.at, 0, "the filter has too many terms");
    if (!nk_grow((void **)&f->nodes, f->count, &f->room, sizeof *f->nodes))
        return nk_err_memory(p->err);
    f->nodes[f->count++] = node;
    return true;
}

bool nk_filter_join(struct nk_filter_parser *p, enum nk_tcp_test test, uint32_t left)
{
    return nk_filter_add(
        p, (struct nk_tcp_node){.test = (uint8_t)test, .left = left, .right = nk_filter_last(p)});
}

bool nk_filter_negate(struct nk_filter_parser *p)
{
    return nk_filter_add(p,
                         (struct nk_tcp_node){.test = NK_TCP_TEST_NOT, .left = nk_filter_last(p)});
}

bool nk_filter_add_sides(struct nk_filter_parser *p, struct nk_tcp_node node,
                         enum nk_filter_side side)
{
    node.peer = side == NK_SIDE_PEER;
    if (!nk_filter_add(p, node))
        return false;
    if (side != NK_SIDE_EITHER)
        return true;
    uint32_t left = nk_filter_last(p);
    node.peer = true;
    return nk_filter_add(p, node) && nk_filter_join(p, NK_TCP_TEST_OR, left);
}

/* ---- states -------------------------------------------------------------- */

static bool find_states(struct nk_filter_text s, uint16_t *states)
{
    enum nk_tcp_state state;
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        if (nk_filter_slice_is(s, groups[i].name)) {
            *states = groups[i].states;
            return true;
        }
    }
    if (!nk_tcp_state_find(s.text, s.len, &state))
        return false;
    *states = NK_TCP_BIT(state);
    return true;
}

/* Names with commas. */
static bool read_states(struct nk_filter_parser *p, struct nk_filter_text s, uint16_t *states)
{
    const char *end = s.text + s.len;
    for (*states = 0;;) {
        const char *comma = memchr(s.text, ',', s.len);
        struct nk_filter_text name = {s.text, (size_t)((comma == NULL ? end : comma) - s.text)};
        uint16_t found;
        if (!find_states(name, &found))
            return nk_err_set(p->err, NK_ERR_INPUT, nk_filter_offset(p, name), name.len,
                              "'%.*s' is no state: a name as established or TIME-WAIT, or all, "
                              "connected, synchronized",
                              (int)(name.len < 60 ? name.len : 60), name.text);
        *states |= found;
        if (comma == NULL)
            return true;
        s = (struct nk_filter_text){comma + 1, (size_t)(end - comma - 1)};
    }
}

static const struct verb_row *find_verb(struct nk_filter_text s)
{
    for (size_t i = 0; i < VERBS; i++)
        if (nk_filter_slice_is(s, verbs[i].name))
            return &verbs[i];
    return NULL;
}

/* A state's name, or the first of several. */
static bool begins_states(struct nk_filter_text s)
{
    const char *comma = memchr(s.text, ',', s.len);
    uint16_t states;
    if (comma != NULL)
        s.len = (size_t)(comma - s.text);
    return find_states(s, &states);
}

static bool parse_names(struct nk_filter_parser *p, uint16_t *states)
{
    if (p->token.kind == NK_TOKEN_EQ)
        nk_filter_advance(p);
    if (p->token.kind != NK_TOKEN_WORD)
        return nk_filter_expected(p, "the name of a state");
    if (!read_states(p, nk_filter_slice(p), states))
        return false;
    nk_filter_advance(p);
    return true;
}

/* The names behind `state`; "state X state Y" and "X Y" ask for one of the two. */
static bool parse_states(struct nk_filter_parser *p)
{
    struct nk_tcp_node node = {.test = NK_TCP_TEST_STATE};
    for (;;) {
        uint16_t states;
        if (!parse_names(p, &states))
            return false;
        node.states |= states;
        const struct nk_filter_text s = nk_filter_slice(p);
        const struct verb_row *row = find_verb(s);
        if (p->token.kind == NK_TOKEN_WORD && row != NULL && row->verb == VERB_STATE)
            nk_filter_advance(p);
        else if (p->token.kind != NK_TOKEN_WORD || row != NULL || !begins_states(s))
            return nk_filter_add(p, node);
    }
}

static bool parse_exclude(struct nk_filter_parser *p)
{
    struct nk_tcp_node node = {.test = NK_TCP_TEST_STATE};
    return parse_names(p, &node.states) && nk_filter_add(p, node) && nk_filter_negate(p);
}

/* ---- terms --------------------------------------------------------------- */

static bool unknown_word(struct nk_filter_parser *p, struct nk_filter_text s)
{
    char word[32] = "";
    const char *best = NULL;
    unsigned least = 3;
    memcpy(word, s.text, s.len < sizeof word ? s.len : sizeof word - 1);
    for (size_t i = 0; i < VERBS; i++) {
        unsigned d = nk_word_distance(word, verbs[i].name);
        if (d < least) {
            least = d;
            best = verbs[i].name;
        }
    }
    return nk_err_set(p->err, NK_ERR_INPUT, nk_filter_offset(p, s), s.len,
                      "'%s' begins no term of a filter (state, sport, dport, src, dst, not)%s%s%s",
                      word, best == NULL ? "" : ": did you mean '", best == NULL ? "" : best,
                      best == NULL ? "" : "'?");
}

static bool parse_verb(struct nk_filter_parser *p)
{
    struct nk_filter_text s = nk_filter_slice(p);
    const struct verb_row *row = find_verb(s);
    if (row == NULL)
        return begins_states(s) ? parse_states(p) : unknown_word(p, s);
    nk_filter_advance(p);
    switch (row->verb) {
    case VERB_PORT:
        return nk_filter_parse_port(p, row->side);
    case VERB_HOST:
        return nk_filter_parse_host(p, row->side);
    case VERB_EXCLUDE:
        return parse_exclude(p);
    case VERB_STATE:
        break;
    }
    return parse_states(p);
}

/* ---- the expression ------------------------------------------------------ */

static bool parse_or(struct nk_filter_parser *p);

static bool parse_bracket(struct nk_filter_parser *p)
{
    size_t at = p->token.at;
    nk_filter_advance(p);
    if (!parse_or(p))
        return false;
    if (p->token.kind == NK_TOKEN_END)
        return nk_err_set(p->err, NK_ERR_INPUT, at, 1, "'(' is not closed");
    if (p->token.kind != NK_TOKEN_CLOSE)
        return nk_filter_expected(p, "')', 'and' or 'or'");
    nk_filter_advance(p);
    return true;
}

static bool parse_unary(struct nk_filter_parser *p)
{
    bool good;
    if (p->token.kind == NK_TOKEN_WORD)
        return parse_verb(p);
    if (p->token.kind != NK_TOKEN_NOT && p->token.kind != NK_TOKEN_OPEN)
        return nk_filter_expected(p, "a term as 'state established' or 'dport 443'");
    if (p->depth == NK_TCP_FILTER_DEPTH)
        return nk_err_set(p->err, NK_ERR_INPUT, p->token.at, p->token.len,
                          "the filter is nested too deep: the maximum is %d", NK_TCP_FILTER_DEPTH);
    p->depth++;
    if (p->token.kind == NK_TOKEN_OPEN) {
        good = parse_bracket(p);
    } else {
        nk_filter_advance(p);
        good = parse_unary(p) && nk_filter_negate(p);
    }
    p->depth--;
    return good;
}

static bool begins_term(const struct nk_filter_parser *p)
{
    return p->token.kind == NK_TOKEN_WORD || p->token.kind == NK_TOKEN_NOT ||
           p->token.kind == NK_TOKEN_OPEN;
}

static bool parse_and(struct nk_filter_parser *p)
{
    if (!parse_unary(p))
        return false;
    while (p->token.kind == NK_TOKEN_AND || begins_term(p)) {
        uint32_t left = nk_filter_last(p);
        if (p->token.kind == NK_TOKEN_AND)
            nk_filter_advance(p);
        if (!parse_unary(p) || !nk_filter_join(p, NK_TCP_TEST_AND, left))
            return false;
    }
    return true;
}

static bool parse_or(struct nk_filter_parser *p)
{
    if (!parse_and(p))
        return false;
    while (p->token.kind == NK_TOKEN_OR) {
        uint32_t left = nk_filter_last(p);
        nk_filter_advance(p);
        if (!parse_and(p) || !nk_filter_join(p, NK_TCP_TEST_OR, left))
            return false;
    }
    return true;
}

static bool is_about_states(struct nk_filter_text s)
{
    const struct verb_row *row = find_verb(s);
    return row == NULL ? begins_states(s) : row->verb == VERB_STATE || row->verb == VERB_EXCLUDE;
}

/* The states at the start, which hold for all of the rest unless an operator follows them. */
static bool parse_start(struct nk_filter_parser *p, bool *alone)
{
    *alone = false;
    while (p->token.kind == NK_TOKEN_WORD && is_about_states(nk_filter_slice(p))) {
        uint32_t left = nk_filter_last(p);
        bool first = p->f->count == 0;
        if (!parse_verb(p) || (!first && !nk_filter_join(p, NK_TCP_TEST_AND, left)))
            return false;
    }
    *alone = p->f->count > 0 && (begins_term(p) || p->token.kind == NK_TOKEN_END);
    return true;
}

static bool parse_whole(struct nk_filter_parser *p)
{
    bool alone;
    if (!parse_start(p, &alone))
        return false;
    if (!alone) {
        p->f->count = 0;
        p->token = nk_filter_token(p->text, p->len, 0);
        return parse_or(p);
    }
    uint32_t left = nk_filter_last(p);
    return p->token.kind == NK_TOKEN_END ||
           (parse_or(p) && nk_filter_join(p, NK_TCP_TEST_AND, left));
}

bool nk_tcp_filter_parse(struct nk_tcp_filter *f, const char *text, size_t len,
                         nk_tcp_port_of *port_of, void *closure, struct nk_err *err)
{
    struct nk_err here = {0};
    struct nk_filter_parser p = {.f = f,
                                 .text = text,
                                 .len = len,
                                 .port_of = port_of,
                                 .closure = closure,
                                 .err = err == NULL ? &here : err};
    *f = (struct nk_tcp_filter){0};
    p.token = nk_filter_token(text, len, 0);
    if (p.token.kind == NK_TOKEN_END)
        return true;
    if (!parse_whole(&p))
        return false;
    return p.token.kind == NK_TOKEN_END || nk_filter_expected(&p, "'and', 'or' or the end");
}
