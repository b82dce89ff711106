/* The words of iproute2's lines and their values. */
#include "addr/scan.h"
#include "base/digits.h"
#include "route/names.h"
#include "route/read_ip.h"

bool nk_ip_memory(struct nk_ip_reader *x)
{
    x->ended = true;
    return nk_err_memory(x->err);
}

bool nk_ip_unexpected(struct nk_ip_reader *x, const struct nk_route_line *line, const char *what,
                      const struct nk_slice *word)
{
    if (word->len == 0)
        return nk_route_refuse(x->r, line, line->end, 0, "expected %s, found the end of the line",
                               what);
    return nk_route_refuse(x->r, line, word->text, word->len, "expected %s, found '%.*s'", what,
                           nk_slice_quoted(word), word->text);
}

bool nk_ip_word(struct nk_ip_reader *x, struct nk_route_line *line, const char *what,
                struct nk_slice *word)
{
    return nk_route_word(line, word) || nk_ip_unexpected(x, line, what, word);
}

/* ---- numbers ------------------------------------------------------------- */

bool nk_ip_digits(const struct nk_slice *s, uint64_t max, uint64_t *out)
{
    return nk_digits_read_hex(s->text, s->len, max, out);
}

bool nk_ip_number(struct nk_ip_reader *x, struct nk_route_line *line, const char *what,
                  uint64_t max, uint64_t *out)
{
    struct nk_slice word;
    return nk_ip_word(x, line, what, &word) &&
           (nk_ip_digits(&word, max, out) || nk_ip_unexpected(x, line, what, &word));
}

/* ---- addresses ----------------------------------------------------------- */

/* A word that was meant for an address: then it is told what is wrong in it. */
static bool looks_like_addr(const struct nk_slice *word)
{
    return (word->text[0] >= '0' && word->text[0] <= '9') ||
           memchr(word->text, ':', word->len) != NULL;
}

bool nk_ip_addr(struct nk_ip_reader *x, struct nk_route_line *line, const char *what,
                struct nk_addr *out)
{
    struct nk_slice word;
    struct nk_err why;
    if (!nk_ip_word(x, line, what, &word))
        return false;
    if (nk_addr_parse(word.text, word.len, out, &why))
        return true;
    return looks_like_addr(&word) ? nk_route_refuse_err(x->r, line, word.text, &why)
                                  : nk_ip_unexpected(x, line, what, &word);
}

/* Where an address is all zeros the kernel may leave it out: "0/8". */
static bool zero_prefix(const struct nk_slice *word, struct nk_prefix *out)
{
    struct nk_slice length = {word->text + 2, word->len - 2};
    uint64_t n;
    if (!nk_slice_starts(word, "0/") || !nk_slice_number(&length, 32, &n))
        return false;
    *out = (struct nk_prefix){nk_addr_ipv4(0), (uint8_t)n};
    return true;
}

bool nk_ip_prefix(struct nk_ip_reader *x, struct nk_route_line *line, const char *what,
                  struct nk_prefix *out)
{
    struct nk_slice word;
    struct nk_err why;
    if (!nk_ip_word(x, line, what, &word))
        return false;
    if (nk_slice_is(&word, "default") || nk_slice_is(&word, "all") || nk_slice_is(&word, "any")) {
        *out = (struct nk_prefix){.length = 0};
        return true;
    }
    if (nk_prefix_parse(word.text, word.len, out, &why) || zero_prefix(&word, out))
        return true;
    return looks_like_addr(&word) ? nk_route_refuse_err(x->r, line, word.text, &why)
                                  : nk_ip_unexpected(x, line, what, &word);
}

/* ---- names --------------------------------------------------------------- */

bool nk_ip_dev(struct nk_ip_reader *x, struct nk_route_line *line, uint32_t *out)
{
    struct nk_slice word;
    if (!nk_ip_word(x, line, "a device", &word))
        return false;
    *out = nk_table_text(x->r->table, word.text, word.len);
    return *out != NK_ROUTE_NONE || nk_ip_memory(x);
}

bool nk_ip_table(struct nk_ip_reader *x, struct nk_route_line *line, uint32_t *out)
{
    struct nk_slice word;
    uint64_t n;
    if (!nk_ip_word(x, line, "a table", &word))
        return false;
    if (nk_ip_digits(&word, UINT32_MAX, &n)) {
        *out = (uint32_t)n;
        return true;
    }
    if (word.text[0] >= '0' && word.text[0] <= '9')
        return nk_ip_unexpected(x, line, "a table", &word);
    return nk_table_alias(x->r->table, word.text, word.len, out) || nk_ip_memory(x);
}

/* ---- keys ---------------------------------------------------------------- */

const struct nk_ip_key *nk_ip_key_find(const struct nk_ip_key *keys, const struct nk_slice *word)
{
    for (const struct nk_ip_key *k = keys; k->word != NULL; k++)
        if (nk_slice_is(word, k->word))
            return k;
    return NULL;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool nk_ip_unknown(struct nk_ip_reader *x, struct nk_route_line *line, const struct nk_ip_key *keys,
                   const struct nk_slice *word)
{
    struct nk_slice value;
    struct nk_prefix prefix;
    if (!is_letter(word->text[0]) || nk_prefix_parse(word->text, word->len, &prefix, NULL))
        return nk_ip_unexpected(x, line, "a keyword", word);
    if (!nk_route_peek(line, &value) || nk_ip_key_find(keys, &value) != NULL)
        return true;
    if (nk_prefix_parse(value.text, value.len, &prefix, NULL))
        return nk_ip_unexpected(x, line, "a keyword", word);
    return nk_route_word(line, &value);
}

bool nk_ip_keys(struct nk_ip_reader *x, struct nk_route_line *line, const struct nk_ip_key *keys,
                void *into)
{
    struct nk_slice word;
    while (nk_route_word(line, &word)) {
        const struct nk_ip_key *key = nk_ip_key_find(keys, &word);
        if (key == NULL ? !nk_ip_unknown(x, line, keys, &word) : !key->take(x, line, into))
            return false;
    }
    return true;
}
