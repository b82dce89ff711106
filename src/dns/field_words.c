/* The words of RDATA as text (RFC 1035 5.1). */
#include <string.h>

#include "base/digits.h"
#include "dns/kinds.h"

enum { QUOTE_MAX = 60 }; /* how much of a word a message quotes */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '(' || c == ')';
}

static void skip_blanks(struct nk_field_out *o)
{
    while (o->at < o->len) {
        if (o->text[o->at] == ';') {
            const char *line = memchr(o->text + o->at, '\n', o->len - o->at);
            o->at = line == NULL ? o->len : (size_t)(line - o->text);
        } else if (!is_blank(o->text[o->at])) {
            return;
        } else {
            o->at++;
        }
    }
}

bool nk_words_end(struct nk_field_out *o)
{
    skip_blanks(o);
    return o->at >= o->len;
}

/* Behind an opening quote: moves to the closing one. */
static bool find_quote(struct nk_field_out *o, size_t open)
{
    while (o->at < o->len && o->text[o->at] != '"')
        o->at += o->text[o->at] == '\\' ? 2 : 1;
    if (o->at < o->len)
        return true;
    o->at = o->len;
    return nk_err_set(o->err, NK_ERR_INPUT, open, 1, "a quote is not closed");
}

/* Moves behind a word without quotes; with `pair` a quote right behind '=' belongs to it. */
static bool find_blank(struct nk_field_out *o, bool pair)
{
    size_t start = o->at;
    while (o->at < o->len) {
        char c = o->text[o->at];
        if (is_blank(c) || c == ';')
            break;
        if (c == '"' && pair && o->at > start && o->text[o->at - 1] == '=') {
            size_t open = o->at++;
            if (!find_quote(o, open))
                return false;
            o->at++;
            break;
        }
        if (c == '"')
            break;
        o->at += c == '\\' ? 2 : 1;
    }
    if (o->at > o->len)
        o->at = o->len; /* it ends in a backslash */
    return true;
}

static bool next(struct nk_field_out *o, struct nk_word *w, bool pair)
{
    if (nk_words_end(o))
        return false;
    size_t open = o->at;
    w->quoted = o->text[o->at] == '"';
    o->at += w->quoted;
    w->at = o->at;
    w->text = o->text + o->at;
    if (w->quoted ? !find_quote(o, open) : !find_blank(o, pair))
        return false;
    w->len = o->at - w->at;
    o->at += w->quoted;
    return true;
}

bool nk_word_next(struct nk_field_out *o, struct nk_word *w)
{
    return next(o, w, false);
}

bool nk_word_next_pair(struct nk_field_out *o, struct nk_word *w)
{
    return next(o, w, true);
}

bool nk_word_need(struct nk_field_out *o, struct nk_word *w)
{
    if (nk_words_end(o))
        return nk_err_set(o->err, NK_ERR_INPUT, o->len, 0, "'%s' is missing: %s", o->field->key,
                          o->field->help);
    return next(o, w, false);
}

bool nk_word_is(const struct nk_word *w, const char *text)
{
    return !w->quoted && w->len == strlen(text) && memcmp(w->text, text, w->len) == 0;
}

bool nk_word_wrong(struct nk_field_out *o, const struct nk_word *w, const char *what)
{
    return nk_err_set(o->err, NK_ERR_INPUT, w->at, w->len, "'%.*s' is not %s, for '%s'",
                      (int)(w->len > QUOTE_MAX ? QUOTE_MAX : w->len), w->text, what, o->field->key);
}

bool nk_word_number(struct nk_field_out *o, const struct nk_word *w, uint64_t max, uint64_t *n)
{
    char what[64] = "a number from 0 to ";
    if (nk_digits_read(w->text, w->len, max, n))
        return true;
    *nk_digits(what + strlen(what), max) = '\0'; /* what is behind is zero anyway */
    return nk_word_wrong(o, w, what);
}

bool nk_word_blame(struct nk_field_out *o, const struct nk_word *w)
{
    if (o->err != NULL)
        o->err->offset += w->at;
    return false;
}

bool nk_word_addr(struct nk_field_out *o, const struct nk_word *w, uint8_t family,
                  struct nk_addr *a)
{
    if (!nk_addr_parse(w->text, w->len, a, o->err))
        return nk_word_blame(o, w);
    if (a->family == family)
        return true;
    return nk_word_wrong(o, w, family == NK_IPV4 ? "an IPv4 address" : "an IPv6 address");
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The octet that a backslash at `*i` stands for: \DDD or \X. */
static bool take_escape(struct nk_field_out *o, const struct nk_word *w, size_t *i, uint8_t *octet)
{
    const char *at = w->text + *i + 1;
    size_t left = w->len - *i - 1;
    if (left == 0)
        return nk_err_set(o->err, NK_ERR_INPUT, w->at + *i, 1, "the text ends in a backslash");
    if (!is_digit(at[0])) {
        *octet = (uint8_t)at[0];
        *i += 2;
        return true;
    }
    unsigned value = 256;
    if (left >= 3 && is_digit(at[1]) && is_digit(at[2]))
        value = (unsigned)((at[0] - '0') * 100 + (at[1] - '0') * 10 + (at[2] - '0'));
    if (value > 255)
        return nk_err_set(o->err, NK_ERR_INPUT, w->at + *i, left < 3 ? left + 1 : 4,
                          "a backslash and a digit begin \\DDD, three digits up to 255");
    *octet = (uint8_t)value;
    *i += 4;
    return true;
}

bool nk_word_octets(struct nk_field_out *o, const struct nk_word *w, struct nk_buf *b)
{
    for (size_t i = 0; i < w->len;) {
        uint8_t octet = (uint8_t)w->text[i];
        if (octet != '\\')
            i++;
        else if (!take_escape(o, w, &i, &octet))
            return false;
        nk_buf_add_byte(b, (char)octet);
    }
    return true;
}
