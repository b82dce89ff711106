/* Payloads as configuration has them: OpenBGPD's roa-set, and the routes of BIRD's tables of ROAs.
 * Both are a prefix and pairs of words a line. */
#include "netkit/asn.h"
#include "route/vrp_read.h"

/* What a line of the file says. */
struct payload {
    struct nk_prefix prefix;
    uint64_t max_length;
    uint32_t asn;
    bool has_max, has_asn;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool nk_vrp_words_guess(const char *head, size_t len)
{
    static const char *const first[] = {"roa-set", "route", "roa"};
    size_t at = 0;
    while (at < len && (is_space(head[at]) || head[at] == '#')) {
        const char *newline = head[at] == '#' ? memchr(head + at, '\n', len - at) : head + at;
        at = newline == NULL ? len : (size_t)(newline - head) + 1;
    }
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        size_t word = strlen(first[i]);
        if (len - at > word && memcmp(head + at, first[i], word) == 0 && is_space(head[at + word]))
            return true;
    }
    return false;
}

/* The next word without the semicolon that ends a statement; false at the end of the line or where
 * a comment begins. */
static bool next_word(struct nk_route_line *line, struct nk_slice *word)
{
    if (!nk_route_word(line, word) || word->text[0] == '#')
        return false;
    if (word->len > 0 && word->text[word->len - 1] == ';')
        word->len--;
    return word->len > 0;
}

/* One pair of words; false after the complaint. */
static bool take_pair(struct nk_route_reader *r, struct nk_route_line *line,
                      const struct nk_slice *key, struct payload *p)
{
    struct nk_slice value;
    struct nk_err why = {0};
    uint64_t ignored;
    bool max = nk_slice_is(key, "max") || nk_slice_is(key, "maxlen");
    bool as = nk_slice_is(key, "as") || nk_slice_is(key, "source-as");
    if (!max && !as && !nk_slice_is(key, "expires"))
        return nk_route_refuse(r, line, key->text, key->len,
                               "expected a maximum length or an AS number, found '%.*s'",
                               nk_slice_quoted(key), key->text);
    if (!next_word(line, &value))
        return nk_route_refuse(r, line, key->text, key->len, "'%.*s' needs a value behind it",
                               nk_slice_quoted(key), key->text);
    if (as) {
        p->has_asn = nk_asn_parse(value.text, value.len, &p->asn, &why);
        return p->has_asn || nk_route_refuse_err(r, line, value.text, &why);
    }
    p->has_max = p->has_max || max;
    if (nk_slice_number(&value, max ? 128 : UINT64_MAX, max ? &p->max_length : &ignored))
        return true;
    return nk_route_refuse(r, line, value.text, value.len, "'%.*s' is no %s",
                           nk_slice_quoted(&value), value.text, max ? "maximum length" : "time");
}

/* A line with a payload; false after the complaint. */
static bool take_line(struct nk_route_reader *r, struct nk_route_line *line,
                      const struct nk_slice *prefix, struct payload *p)
{
    struct nk_slice key;
    struct nk_err why = {0};
    if (!nk_prefix_parse(prefix->text, prefix->len, &p->prefix, &why))
        return nk_route_refuse_err(r, line, prefix->text, &why);
    while (next_word(line, &key))
        if (!take_pair(r, line, &key, p))
            return false;
    return p->has_asn || nk_route_refuse(r, line, line->end, 0, "the line names no AS");
}

/* False with `err` where memory is out. */
static bool read_line(struct nk_vrps *v, struct nk_route_reader *r, struct nk_route_line *line,
                      struct nk_err *err)
{
    struct nk_slice word;
    struct payload p = {.has_max = false};
    struct nk_err why = {0};
    if (!next_word(line, &word) || nk_slice_is(&word, "roa-set") || nk_slice_is(&word, "}"))
        return true;
    bool named = nk_slice_is(&word, "route") || nk_slice_is(&word, "roa");
    if (named && !next_word(line, &word))
        word = (struct nk_slice){line->end, 0};
    if (!take_line(r, line, &word, &p) ||
        nk_vrp_add(&v->table, &p.prefix, p.has_max ? (uint32_t)p.max_length : p.prefix.length,
                   p.asn, &why))
        return true;
    if (why.code == NK_ERR_MEMORY)
        return nk_err_memory(err);
    nk_route_refuse_err(r, line, word.text, &why);
    return true;
}

bool nk_vrp_words_read(struct nk_vrps *v, struct nk_route_reader *r, struct nk_err *err)
{
    struct nk_route_line line;
    while (nk_route_next_line(r, &line, err))
        if (!read_line(v, r, &line, err))
            return false;
    return err->code == NK_ERR_NONE;
}
