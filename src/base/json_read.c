#include "base/json_read.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, END = -1 };

void nk_json_reader_init(struct nk_json_reader *r, struct nk_lines *lines)
{
    *r = (struct nk_json_reader){.lines = lines, .line = 1, .column = 1};
}

void nk_json_reader_release(struct nk_json_reader *r)
{
    free(r->block);
    free(r->values);
    nk_buf_release(&r->texts);
    *r = (struct nk_json_reader){.at_end = true};
}

/* ---- bytes --------------------------------------------------------------- */

static bool fill(struct nk_json_reader *r)
{
    if (r->at_end || r->failure.code != NK_ERR_NONE)
        return false;
    if (r->block == NULL)
        r->block = malloc(BLOCK);
    if (r->block == NULL)
        return nk_err_memory(&r->failure);
    ssize_t n = nk_lines_read(r->lines, r->block, BLOCK, &r->failure);
    r->at = 0;
    r->end = n > 0 ? (size_t)n : 0;
    r->at_end = n <= 0;
    return n > 0;
}

/* The next byte, which is not taken; END at the end and after a failed read. */
static int peek(struct nk_json_reader *r)
{
    return r->at < r->end || fill(r) ? (unsigned char)r->block[r->at] : END;
}

/* Takes the byte that was seen. */
static void take(struct nk_json_reader *r)
{
    unsigned char c = (unsigned char)r->block[r->at++];
    if (c == '\n') {
        r->line++;
        r->column = 1;
    } else if ((c & 0xc0) != 0x80) {
        r->column++;
    }
}

static bool take_if(struct nk_json_reader *r, int c)
{
    bool is = peek(r) == c;
    if (is)
        take(r);
    return is;
}

/* The next byte that is no blank. */
static int peek_dark(struct nk_json_reader *r)
{
    int c = peek(r);
    while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        take(r);
        c = peek(r);
    }
    return c;
}

/* The next byte is not what may stand there. A failed read, which is why there is none, goes first.
 */
static bool refuse(struct nk_json_reader *r, const char *expected)
{
    int c = peek(r);
    if (r->failure.code != NK_ERR_NONE)
        return false;
    if (c == END)
        return nk_err_set(&r->failure, NK_ERR_INPUT, 0, 0, "the JSON ends too early: expected %s",
                          expected);
    if (c < ' ' || c > '~')
        return nk_err_set(&r->failure, NK_ERR_INPUT, 0, 0,
                          "this is not JSON: expected %s, found the byte 0x%02x", expected,
                          (unsigned)c);
    return nk_err_set(&r->failure, NK_ERR_INPUT, 0, 0, "this is not JSON: expected %s, found '%c'",
                      expected, c);
}

/* ---- values -------------------------------------------------------------- */

/* A new value behind the others; NULL when out of memory. */
static struct nk_json_value *add(struct nk_json_reader *r, enum nk_json_type type)
{
    void *values = r->values;
    if (!nk_grow(&values, r->count, &r->room, sizeof *r->values)) {
        nk_err_memory(&r->failure);
        return NULL;
    }
    r->values = values;
    struct nk_json_value *v = &r->values[r->count++];
    *v = (struct nk_json_value){.type = type};
    return v;
}

/* Four hexadecimal digits. */
static bool read_unit(struct nk_json_reader *r, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int c = peek(r);
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : END;
        if (digit == END)
            return refuse(r, "four hexadecimal digits");
        *unit = *unit << 4 | (uint32_t)digit;
        take(r);
    }
    return true;
}

static void add_scalar(struct nk_buf *b, uint32_t c)
{
    if (c < 0x80) {
        nk_buf_add_byte(b, (char)c);
        return;
    }
    int shift = c < 0x800 ? 6 : c < 0x10000 ? 12 : 18;
    uint32_t lead = c < 0x800 ? 0xc0 : c < 0x10000 ? 0xe0 : 0xf0;
    nk_buf_add_byte(b, (char)(lead | c >> shift));
    while ((shift -= 6) >= 0)
        nk_buf_add_byte(b, (char)(0x80 | (c >> shift & 0x3f)));
}

/* Behind "\u": a character, or two halves of one beyond U+FFFF (RFC 8259, section 7). */
static bool read_character(struct nk_json_reader *r)
{
    uint32_t unit, low;
    if (!read_unit(r, &unit))
        return false;
    if (unit >= 0xd800 && unit < 0xe000) {
        static const char half[] = "the other half of a surrogate pair";
        if (unit >= 0xdc00 || !take_if(r, '\\') || !take_if(r, 'u'))
            return refuse(r, half);
        if (!read_unit(r, &low))
            return false;
        if (low < 0xdc00 || low >= 0xe000)
            return refuse(r, half);
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
    add_scalar(&r->texts, unit);
    return true;
}

static bool read_escape(struct nk_json_reader *r)
{
    static const char names[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    int c = peek(r);
    const char *name = c > 0 ? strchr(names, c) : NULL;
    if (name == NULL && c != 'u')
        return refuse(r, "an escape as \\n or \\u00e9");
    take(r);
    if (name == NULL)
        return read_character(r);
    nk_buf_add_byte(&r->texts, bytes[name - names]);
    return true;
}

/* The bytes that stand for themselves, as many as there are in the block. */
static void read_run(struct nk_json_reader *r)
{
    size_t from = r->at;
    while (r->at < r->end) {
        unsigned char c = (unsigned char)r->block[r->at];
        if (c < ' ' || c == '"' || c == '\\')
            break;
        r->column += (c & 0xc0) != 0x80;
        r->at++;
    }
    nk_buf_add(&r->texts, r->block + from, r->at - from);
}

/* A text, from its quote. */
static bool read_text(struct nk_json_reader *r)
{
    size_t start = r->texts.len;
    take(r);
    while (!take_if(r, '"')) {
        if (take_if(r, '\\')) {
            if (!read_escape(r))
                return false;
        } else if (peek(r) < ' ') {
            return refuse(r, "the rest of a text");
        } else {
            read_run(r);
        }
    }
    size_t len = r->texts.len - start;
    nk_buf_add_byte(&r->texts, '\0');
    if (r->texts.failed)
        return nk_err_memory(&r->failure);
    struct nk_json_value *v = add(r, NK_JSON_TEXT);
    if (v == NULL)
        return false;
    v->size = len;
    v->is.text = start;
    return true;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

/* Digits, at least one; false where there is none. `n` counts down from 0, and `*fits` becomes
 * false where the number passes 64 bits. */
static bool read_digits(struct nk_json_reader *r, int64_t *n, bool *fits)
{
    if (!is_digit(peek(r)))
        return refuse(r, "a digit");
    while (is_digit(peek(r))) {
        int digit = peek(r) - '0';
        *fits =
            *fits && !__builtin_mul_overflow(*n, 10, n) && !__builtin_sub_overflow(*n, digit, n);
        take(r);
    }
    return true;
}

/* A number (RFC 8259, section 6). */
static bool read_number(struct nk_json_reader *r)
{
    bool minus = take_if(r, '-'), whole = true, unused = false;
    int64_t n = 0;
    if (!take_if(r, '0') && !read_digits(r, &n, &whole))
        return false;
    if (is_digit(peek(r)))
        return refuse(r, "no digit behind a leading zero");
    if (take_if(r, '.')) {
        whole = false;
        if (!read_digits(r, &n, &unused))
            return false;
    }
    if (take_if(r, 'e') || take_if(r, 'E')) {
        whole = false;
        if (!take_if(r, '+'))
            take_if(r, '-');
        if (!read_digits(r, &n, &unused))
            return false;
    }
    whole = whole && (minus || n != INT64_MIN); /* n is minus the number */
    struct nk_json_value *v = add(r, whole ? NK_JSON_INTEGER : NK_JSON_REAL);
    if (v != NULL && whole)
        v->is.integer = minus ? n : -n;
    return v != NULL;
}

static bool read_word(struct nk_json_reader *r, const char *word, enum nk_json_type type)
{
    bool flag = *word == 't';
    for (; *word != '\0'; word++)
        if (!take_if(r, *word))
            return refuse(r, "true, false or null");
    struct nk_json_value *v = add(r, type);
    if (v != NULL && type == NK_JSON_FLAG)
        v->is.flag = flag;
    return v != NULL;
}

/* ---- documents ----------------------------------------------------------- */

/* Begins an array or object, which until it is closed keeps in `is.end` what it stands in. */
static bool open_bracket(struct nk_json_reader *r, int bracket)
{
    if (r->depth == NK_JSON_DEPTH_MAX)
        return nk_err_set(&r->failure, NK_ERR_INPUT, 0, 0,
                          "more than %d arrays and objects are within each other",
                          NK_JSON_DEPTH_MAX);
    struct nk_json_value *v = add(r, bracket == '[' ? NK_JSON_ARRAY : NK_JSON_OBJECT);
    if (v == NULL)
        return false;
    v->is.end = r->open;
    r->open = r->count - 1;
    r->depth++;
    take(r);
    return true;
}

static void close_bracket(struct nk_json_reader *r)
{
    struct nk_json_value *v = &r->values[r->open];
    r->open = v->is.end;
    v->is.end = r->count;
    r->depth--;
    take(r);
}

static bool read_value(struct nk_json_reader *r)
{
    int c = peek_dark(r);
    switch (c) {
    case '[':
    case '{':
        return open_bracket(r, c);
    case '"':
        return read_text(r);
    case 't':
        return read_word(r, "true", NK_JSON_FLAG);
    case 'f':
        return read_word(r, "false", NK_JSON_FLAG);
    case 'n':
        return read_word(r, "null", NK_JSON_NULL);
    default:
        return c == '-' || is_digit(c) ? read_number(r) : refuse(r, "a value");
    }
}

/* The next element or member of what is open, or its end. */
static bool read_element(struct nk_json_reader *r)
{
    struct nk_json_value *open = &r->values[r->open];
    bool object = open->type == NK_JSON_OBJECT;
    if (peek_dark(r) == (object ? '}' : ']')) {
        close_bracket(r);
        return true;
    }
    if (open->size > 0 && !take_if(r, ','))
        return refuse(r, object ? "',' or '}'" : "',' or ']'");
    open->size++;
    if (object) {
        if (peek_dark(r) != '"')
            return refuse(r, "a key in quotes");
        if (!read_text(r))
            return false;
        peek_dark(r);
        if (!take_if(r, ':'))
            return refuse(r, "':'");
    }
    return read_value(r);
}

/* The byte order mark before the first document. */
static bool skip_mark(struct nk_json_reader *r)
{
    r->begun = true;
    if (!take_if(r, 0xef))
        return true;
    if (!take_if(r, 0xbb) || !take_if(r, 0xbf))
        return refuse(r, "a byte order mark");
    r->column = 1;
    return true;
}

static bool read_document(struct nk_json_reader *r)
{
    r->count = r->depth = r->open = 0;
    nk_buf_clear(&r->texts);
    if (!r->begun && !skip_mark(r))
        return false;
    int c = peek_dark(r);
    if (c == END)
        return false;
    if (c != '[' && c != '{')
        return refuse(r, "'[' or '{'");
    bool good = open_bracket(r, c);
    while (good && r->depth > 0)
        good = read_element(r);
    return good;
}

const struct nk_json_value *nk_json_next(struct nk_json_reader *r, struct nk_err *err)
{
    if (r->failure.code == NK_ERR_NONE && read_document(r))
        return r->values;
    if (r->failure.code != NK_ERR_NONE && err != NULL)
        *err = r->failure;
    return NULL;
}
