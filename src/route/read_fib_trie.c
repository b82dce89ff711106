/*
 * /proc/net/fib_trie: the IPv4 tables as the kernel's own trie holds them, with their types and TOS
 * but without next hops (net/ipv4/fib_trie.c, fib_trie_seq_show); and /proc/net/fib_triestat, which
 * counts nodes and has no routes.
 *
 * Without rules of one's own the kernel keeps the tables local and main in one trie and prints it
 * twice, as "Main:" and as "Local:". It is taken once then: what is local or broadcast belongs to
 * local, all else to main.
 */
#include "addr/scan.h"
#include "route/formats.h"
#include "route/listing.h"
#include "route/names.h"

struct reading {
    struct nk_route_reader *r;
    struct nk_route_line line;
    uint32_t table;
    struct nk_addr leaf; /* NK_FAMILY_NONE: none is open */
    bool shared;         /* main has what belongs to local: the two are one trie */
};

/* "100:" */
static bool table_number(const struct nk_slice *word, uint64_t *number)
{
    const struct nk_slice digits = {word->text, word->len - 1};
    return nk_slice_number(&digits, UINT32_MAX, number);
}

/* A line at the margin that names a table: "Main:", "Local:", "Id 100:". */
static bool is_heading(const struct nk_route_line *line, uint32_t *table)
{
    struct nk_route_line copy = *line;
    struct nk_slice word;
    uint64_t number;
    if (line->at == line->end || *line->at == ' ' || *line->at == '\t' || line->end[-1] != ':')
        return false;
    nk_route_word(&copy, &word);
    if (nk_slice_is(&word, "Main:"))
        *table = NK_TABLE_MAIN;
    else if (nk_slice_is(&word, "Local:"))
        *table = NK_TABLE_LOCAL;
    else if (!nk_slice_is(&word, "Id") || !nk_route_word(&copy, &word) ||
             !table_number(&word, &number))
        return false;
    else
        *table = (uint32_t)number;
    return !nk_route_word(&copy, &word);
}

int nk_fib_trie_guess(const char *head, size_t len)
{
    const char *newline = memchr(head, '\n', len), *end = newline == NULL ? head + len : newline;
    struct nk_route_line first = {head, head, end, 1};
    uint32_t table;
    if (nk_text_starts(head, len, "Basic info: size of leaf:"))
        return 90;
    if (newline == NULL || !is_heading(&first, &table))
        return 0;
    for (end = newline + 1; end != head + len && *end == ' '; end++)
        ;
    size_t left = (size_t)(head + len - end);
    return nk_text_starts(end, left, "+--") || nk_text_starts(end, left, "|--") ? 90 : 0;
}

/* "UNICAST" as its number. */
static bool type_of(const struct nk_slice *word, uint8_t *type)
{
    char lower[NK_ROUTE_NAME_MAX];
    if (word->len > sizeof lower)
        return false;
    for (size_t i = 0; i < word->len; i++) {
        char c = word->text[i];
        if (c < 'A' || c > 'Z')
            return false;
        lower[i] = (char)(c - 'A' + 'a');
    }
    return nk_route_type_number(lower, word->len, type);
}

/* The words of rt_scopes, but for the widest one, which the kernel calls the universe. */
static bool scope_of(const struct nk_slice *word, uint8_t *number)
{
    if (!nk_slice_is(word, "universe"))
        return nk_route_scope_number(word->text, word->len, number);
    *number = 0;
    return true;
}

/* The next word; an empty one at the end of the line. */
static struct nk_slice next_word(struct reading *x)
{
    struct nk_slice word;
    if (!nk_route_word(&x->line, &word))
        word = (struct nk_slice){x->line.end, 0};
    return word;
}

static bool refuse(struct reading *x, const struct nk_slice *word, const char *expected)
{
    if (word->len == 0)
        return nk_route_refuse(x->r, &x->line, word->text, 0,
                               "expected %s, found the end of the line", expected);
    return nk_route_refuse(x->r, &x->line, word->text, word->len, "expected %s, found '%.*s'",
                           expected, nk_quoted(word->text, word->text + word->len), word->text);
}

/* "|-- 10.0.0.0": what follows has that address. */
static void open_leaf(struct reading *x)
{
    struct nk_slice word = next_word(x);
    struct nk_err why;
    if (nk_addr_parse(word.text, word.len, &x->leaf, &why) && x->leaf.family == NK_IPV4)
        return;
    x->leaf = (struct nk_addr){0};
    refuse(x, &word, "an IPv4 address");
}

/* "/8 universe UNICAST tos=16"; false after the complaint. */
static bool take_route(struct reading *x, struct nk_slice word, struct nk_route *route)
{
    struct nk_slice digits = {word.text + 1, word.len - 1};
    uint64_t length, tos = 0;
    if (!nk_slice_number(&digits, 32, &length))
        return refuse(x, &word, "a prefix length up to 32");
    struct nk_prefix p = {x->leaf, (uint8_t)length};
    nk_route_set_prefix(route, &p);
    word = next_word(x);
    if (!scope_of(&word, &route->scope))
        return refuse(x, &word, "a scope");
    word = next_word(x);
    if (!type_of(&word, &route->type))
        return refuse(x, &word, "a type");
    word = next_word(x);
    if (word.len == 0)
        return true;
    digits = (struct nk_slice){word.text + 4, word.len < 4 ? 0 : word.len - 4};
    if (!nk_slice_starts(&word, "tos=") || !nk_slice_number(&digits, UINT8_MAX, &tos))
        return refuse(x, &word, "tos= and a number");
    route->tos = (uint8_t)tos;
    return true;
}

/* Whether a route of main or local stands where it belongs, or is the other table's that is printed
 * along. */
static bool belongs(struct reading *x, const struct nk_route *route)
{
    bool local = route->type == NK_ROUTE_LOCAL || route->type == NK_ROUTE_BROADCAST;
    if (x->table == NK_TABLE_MAIN && local)
        x->shared = true;
    return !x->shared || (x->table != NK_TABLE_MAIN && x->table != NK_TABLE_LOCAL) ||
           local == (x->table == NK_TABLE_LOCAL);
}

static bool read_route(struct reading *x, struct nk_slice word, struct nk_err *err)
{
    struct nk_route route = nk_route_blank();
    if (x->leaf.family == NK_FAMILY_NONE) /* its address was refused */
        return true;
    if (!take_route(x, word, &route) || !belongs(x, &route))
        return true;
    route.table = x->table;
    route.line = (uint32_t)x->line.number;
    route.source = x->r->source;
    return nk_table_add(x->r->table, &route, err);
}

static bool read_line(struct reading *x, struct nk_err *err)
{
    if (is_heading(&x->line, &x->table)) {
        x->leaf = (struct nk_addr){0};
        return true;
    }
    struct nk_slice word = next_word(x);
    if (word.len == 0 || nk_slice_is(&word, "+--")) /* an inner node */
        return true;
    if (nk_slice_is(&word, "|--")) {
        open_leaf(x);
        return true;
    }
    if (word.text[0] == '/')
        return read_route(x, word, err);
    refuse(x, &word, "a table, a node or a route");
    return true;
}

/* Statistics: every line is known to hold no route. */
static bool is_statistics(struct nk_route_reader *r)
{
    size_t len;
    const char *head = nk_lines_peek(&r->lines, &len);
    return nk_text_starts(head, len, "Basic info:");
}

bool nk_fib_trie_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct reading x = {.r = r, .table = NK_TABLE_MAIN};
    bool statistics = is_statistics(r);
    while (nk_route_next_line(r, &x.line, err))
        if (!statistics && !read_line(&x, err))
            return false;
    return err->code == NK_ERR_NONE;
}
