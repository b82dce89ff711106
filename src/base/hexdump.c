#include "base/hexdump.h"

#include <string.h>

enum { OFFSET_DIGITS = 4, ROW_MAX = 16, OD_DIGITS = 7 /* of an offset of od, which is octal */ };

/* A text being read; `line_end` is the end of the line that `at` is in. */
struct reader {
    const char *text;
    size_t at, len, line_end;
    struct nk_buf *out;
    size_t start; /* of ours in `out` */
};

/* The value of a digit; more than 15 for what is none. */
static unsigned digit(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

/* Of two digits. */
static char octet(const char *pair)
{
    return (char)((unsigned)digit(pair[0]) << 4 | (unsigned)digit(pair[1]));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* How many hexadecimal digits stand at a place of the line. */
static size_t count_digits(const struct reader *r, size_t at)
{
    size_t n = 0;
    while (at + n < r->line_end && digit(r->text[at + n]) < 16)
        n++;
    return n;
}

static size_t skip_blanks(const struct reader *r, size_t at)
{
    while (at < r->line_end && is_blank(r->text[at]))
        at++;
    return at;
}

static bool is_word_at(const struct reader *r, size_t at, size_t digits)
{
    size_t end = at + digits;
    return count_digits(r, at) == digits && (end == r->line_end || is_blank(r->text[end]));
}

/* The number that digits spell, to the base 2^shift. */
static size_t number(const char *text, size_t digits, unsigned shift)
{
    size_t value = 0;
    for (size_t i = 0; i < digits; i++)
        value = value << shift | digit(text[i]);
    return value;
}

/* Whether the line begins with an offset: the number of octets so far, and behind it a colon, or
 * two blanks, or words of two digits where its own has more; `*end` is behind it. */
static bool has_offset(const struct reader *r, size_t at, size_t *end, bool *colon)
{
    size_t skip = at + 2 < r->line_end && memcmp(r->text + at, "0x", 2) == 0 ? 2 : 0;
    size_t digits = count_digits(r, at + skip), next = at + skip + digits;
    if (digits < OFFSET_DIGITS || digits > 8)
        return false;
    size_t value = number(r->text + at + skip, digits, 4), here = r->out->len - r->start;
    if (digits == OD_DIGITS && number(r->text + at, digits, 3) == here)
        value = here;
    if (value != here)
        return false;
    *colon = next < r->line_end && r->text[next] == ':';
    *end = next + *colon;
    size_t after = skip_blanks(r, *end);
    if (*colon)
        return after > *end;
    if (after == r->line_end) /* the last line of od and hexdump has nothing else */
        return value > 0;
    return after >= *end + 2 || (after > *end && is_word_at(r, after, 2));
}

/* What C has between the octets of an array or of a string of several lines: 0 where it is nothing
 * such, else how many characters. */
static size_t between(const struct reader *r)
{
    const char *c = r->text + r->at, *end = r->text + r->line_end;
    if (is_blank(*c) || *c == ',' || *c == ':' || *c == '"')
        return 1;
    if (*c == '\\' && skip_blanks(r, r->at + 1) == r->line_end)
        return 1; /* the string goes on in the next line */
    for (const char *star = c + 2; end - c >= 4 && memcmp(c, "/*", 2) == 0 && star < end - 1;
         star++)
        if (memcmp(star, "*/", 2) == 0)
            return (size_t)(star + 2 - c);
    return 0;
}

/* The pairs of a line without an offset. */
static bool read_words(struct reader *r, struct nk_err *err)
{
    while (r->at < r->line_end) {
        const char *c = r->text + r->at;
        size_t left = r->line_end - r->at, skip = between(r);
        if (skip > 0) {
            r->at += skip;
            continue;
        }
        if (left > 2 && ((c[0] == '0' && (c[1] | 0x20) == 'x') || (c[0] == '\\' && c[1] == 'x'))) {
            r->at += 2;
            continue;
        }
        if (digit(*c) > 15)
            return nk_err_set(err, NK_ERR_INPUT, r->at, 1, "expected hexadecimal digits");
        if (left < 2 || digit(c[1]) > 15)
            return nk_err_set(err, NK_ERR_INPUT, r->at, 1,
                              "a hexadecimal digit stands alone: two make an octet");
        nk_buf_add_byte(r->out, octet(c));
        r->at += 2;
    }
    return true;
}

/* The pairs behind an offset, up to the characters: those stand behind a bar, or behind
 * three blanks (two where the offset has a colon), or behind sixteen octets where no word like the
 * first one follows after one blank. */
static bool read_row(struct reader *r, bool colon, struct nk_err *err)
{
    size_t first = count_digits(r, skip_blanks(r, r->at));
    for (size_t count = 0; r->at < r->line_end;) {
        size_t next = skip_blanks(r, r->at);
        if (count >= ROW_MAX && (next != r->at + 1 || !is_word_at(r, next, first)))
            break;
        if (next == r->line_end || r->text[next] == '|' || r->text[next] == '>' ||
            (count > 0 && next >= r->at + (colon ? 2 : 3)))
            break;
        r->at = next;
        size_t digits = count_digits(r, next);
        if (digits == 0 || digits % 2 != 0)
            return nk_err_set(err, NK_ERR_INPUT, next, digits,
                              "expected pairs of hexadecimal digits behind the offset");
        for (; digits > 0; digits -= 2, r->at += 2, count++)
            nk_buf_add_byte(r->out, octet(r->text + r->at));
    }
    return true;
}

static bool read_line(struct reader *r, struct nk_err *err)
{
    bool colon = false;
    size_t end;
    r->at = skip_blanks(r, r->at);
    if (r->at == r->line_end || r->text[r->at] == '#' || r->text[r->at] == ';')
        return true;
    if (!has_offset(r, r->at, &end, &colon))
        return read_words(r, err);
    r->at = skip_blanks(r, end);
    return read_row(r, colon, err);
}

/* Whether the line begins as one of a dump does, which may have braces among its characters. */
static bool is_row(const struct reader *r, size_t at)
{
    size_t skip = at + 2 < r->line_end && memcmp(r->text + at, "0x", 2) == 0 ? 2 : 0;
    size_t digits = count_digits(r, at + skip), end = at + skip + digits;
    return digits >= 2 && end < r->line_end && (is_blank(r->text[end]) || r->text[end] == ':');
}

/* Of an array of C what is between its braces: true where there is one. */
static bool bound_array(struct reader *r)
{
    const char *open = r->len == 0 ? NULL : memchr(r->text, '{', r->len);
    if (open == NULL)
        return false;
    size_t at = (size_t)(open - r->text) + 1;
    const char *line = memrchr(r->text, '\n', at - 1);
    const char *close = memchr(r->text + at, '}', r->len - at);
    r->line_end = at;
    size_t begin = skip_blanks(r, line == NULL ? 0 : (size_t)(line - r->text) + 1);
    if (close == NULL || is_row(r, begin) || r->text[begin] == '#' || r->text[begin] == ';')
        return false;
    r->at = at;
    r->len = (size_t)(close - r->text);
    return true;
}

bool nk_hexdump_read(const char *text, size_t len, struct nk_buf *out, struct nk_err *err)
{
    struct reader r = {.text = text, .len = len, .out = out, .start = out->len};
    bool is_array = bound_array(&r);
    size_t begin = r.at;
    while (r.at < r.len) {
        const char *newline = memchr(text + r.at, '\n', r.len - r.at);
        r.line_end = newline == NULL ? r.len : (size_t)(newline - text);
        if (!read_line(&r, err)) {
            out->len = r.start;
            return false;
        }
        r.at = r.line_end + 1;
    }
    if (out->failed)
        return nk_err_memory(err);
    if (is_array && out->len == r.start)
        return nk_err_set(err, NK_ERR_INPUT, begin - 1, 1, "no octet is between these braces");
    return true;
}

bool nk_hexdump_is_text(const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < len; i++)
        if ((at[i] < 0x20 || at[i] > 0x7e) && memchr("\t\r\n", at[i], 3) == NULL)
            return false;
    return true;
}
