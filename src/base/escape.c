#include "base/escape.h"

#include <string.h>

static const char hex_digits[] = "0123456789abcdef";

/* Scalar values that a terminal obeys or that turn the reading order: C1 controls, line and
 * paragraph separators, bidirectional controls; and the two that no XML document may hold. */
static bool is_unsafe(uint32_t c)
{
    return (c >= 0x80 && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfffe || c == 0xffff;
}

/* How many bytes the valid UTF-8 sequence at `at` has (RFC 3629: no surrogates, nothing overlong);
 * 0 where there is none. */
static size_t sequence_length(const unsigned char *at, size_t left, uint32_t *scalar)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char c = at[0];
    size_t len = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
    if (len == 0 || len > left)
        return 0;
    uint32_t value = len == 1 ? c : c & (0x7fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3f);
    }
    if (value < least[len] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return 0;
    *scalar = value;
    return len;
}

size_t nk_text_scalar(const char *text, size_t len, uint32_t *scalar)
{
    const unsigned char *at = (const unsigned char *)text;
    if (*at >= 0x20 && *at < 0x7f) {
        *scalar = *at;
        return 1;
    }
    if (*at < 0x80)
        return 0;
    size_t n = sequence_length(at, len, scalar);
    return n > 0 && is_unsafe(*scalar) ? 0 : n;
}

#define EACH_BYTE(c) (UINT64_C(0x0101010101010101) * (c))

/* True if a byte of the word is `c`. */
static bool holds(uint64_t word, unsigned char c)
{
    uint64_t x = word ^ EACH_BYTE(c);
    return ((x - EACH_BYTE(1)) & ~x & EACH_BYTE(0x80)) != 0;
}

/* True if all eight bytes are printable ASCII (0x20 to 0x7e), and with `json` neither quote nor
 * backslash: most text is, so that it is looked at by the word. */
static bool is_plain_word(const char *text, bool json)
{
    uint64_t w;
    memcpy(&w, text, sizeof w);
    if (((w | (w - EACH_BYTE(0x20)) | (w + EACH_BYTE(1))) & EACH_BYTE(0x80)) != 0)
        return false;
    return !json || !(holds(w, '"') || holds(w, '\\'));
}

/* The same for a text of less than a word, filled up with what needs nothing. */
static bool is_plain_short(const char *text, size_t len, bool json)
{
    uint64_t word = EACH_BYTE('x');
    nk_copy((char *)&word, text, len);
    return is_plain_word((const char *)&word, json);
}

/* How many bytes from the start need nothing; with `json` it ends before a quote or backslash. */
static size_t safe_run(const char *text, size_t len, bool json)
{
    size_t at = 0;
    uint32_t scalar;
    if (len < 8 && is_plain_short(text, len, json))
        return len;
    while (at < len) {
        size_t word = len - at >= 8 || len < 8 ? at : len - 8; /* the last one may overlap */
        if (len >= 8 && is_plain_word(text + word, json)) {
            at = word + 8;
            continue;
        }
        if (json && (text[at] == '"' || text[at] == '\\'))
            break;
        size_t n = nk_text_scalar(text + at, len - at, &scalar);
        if (n == 0)
            break;
        at += n;
    }
    return at;
}

bool nk_text_is_safe(const char *text, size_t len)
{
    return safe_run(text, len, false) == len;
}

void nk_escape_text(struct nk_buf *b, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t run = safe_run(text + at, len - at, false);
        nk_buf_add(b, text + at, run);
        at += run;
        if (at == len)
            break;
        unsigned char c = (unsigned char)text[at++];
        const char escape[] = {'\\', 'x', hex_digits[c >> 4], hex_digits[c & 15]};
        nk_buf_add(b, escape, sizeof escape);
    }
}

/* One byte that cannot stand in a JSON string as it is. */
static void escape_json_byte(struct nk_buf *b, unsigned char c)
{
    static const char names[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    for (size_t i = 0; names[i] != '\0'; i++) {
        if ((unsigned char)names[i] == c) {
            const char escape[] = {'\\', letters[i]};
            nk_buf_add(b, escape, sizeof escape);
            return;
        }
    }
    if (c < 0x80)
        nk_buf_printf(b, "\\u%04x", c);
    else
        nk_buf_printf(b, "\\\\x%02x", c);
}

void nk_escape_json(struct nk_buf *b, const char *text, size_t len)
{
    nk_buf_add_byte(b, '"');
    for (size_t at = 0; at < len;) {
        size_t run = safe_run(text + at, len - at, true);
        nk_buf_add(b, text + at, run);
        at += run;
        if (at == len)
            break;
        uint32_t scalar;
        size_t n = sequence_length((const unsigned char *)text + at, len - at, &scalar);
        if (n > 1)
            nk_buf_printf(b, "\\u%04x", scalar); /* valid, but not to be shown to a terminal */
        else
            escape_json_byte(b, (unsigned char)text[at]);
        at += n > 1 ? n : 1;
    }
    nk_buf_add_byte(b, '"');
}

void nk_escape_csv(struct nk_buf *b, const char *text, size_t len)
{
    /* line ends need no quotes: they are escaped */
    if (len == 0 || (memchr(text, '"', len) == NULL && memchr(text, ',', len) == NULL)) {
        nk_escape_text(b, text, len);
        return;
    }
    nk_buf_add_byte(b, '"');
    nk_escape_csv_quoted(b, text, len);
    nk_buf_add_byte(b, '"');
}

void nk_escape_csv_quoted(struct nk_buf *b, const char *text, size_t len)
{
    for (size_t start = 0; start < len;) {
        size_t end = start;
        while (end < len && text[end] != '"')
            end++;
        nk_escape_text(b, text + start, end - start);
        if (end < len)
            nk_buf_add_text(b, "\"\"");
        start = end + 1;
    }
}
