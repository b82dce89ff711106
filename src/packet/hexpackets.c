#include "packet/hexpackets.h"

#include "base/hexdump.h"
#include "packet/capture.h"

enum {
    OFFSET_DIGITS = 4,
    OD_DIGITS = 7 /* octal */,
    ROW = 16,
    LEAST = 20 /* octets of a packet that is alone in a line */
};

/* A line, without its end and the blanks around it. */
struct line {
    const char *text;
    size_t len;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool is_digit(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static size_t count_digits(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len && is_digit(text[n]))
        n++;
    return n;
}

/* Takes the line at `*at`; false at the end. */
static bool next_line(const char *text, size_t len, size_t *at, struct line *line)
{
    if (*at >= len)
        return false;
    const char *start = text + *at, *newline = memchr(start, '\n', len - *at);
    const char *end = newline == NULL ? text + len : newline;
    *at = (size_t)(end - text) + (newline != NULL);
    while (start < end && is_blank(*start))
        start++;
    while (end > start && is_blank(end[-1]))
        end--;
    *line = (struct line){start, (size_t)(end - start)};
    return true;
}

/* ---- dumps --------------------------------------------------------------- */

/* The number that a line begins with, of so many digits; `*end` is behind them. */
static bool read_offset(const struct line *l, size_t *offset, size_t *end)
{
    size_t skip = l->len > 2 && l->text[0] == '0' && (l->text[1] | 0x20) == 'x' ? 2 : 0;
    size_t digits = count_digits(l->text + skip, l->len - skip);
    *end = skip + digits;
    *offset = 0;
    for (size_t i = skip; i < *end; i++) {
        char c = l->text[i];
        *offset = *offset << (digits == OD_DIGITS ? 3 : 4) |
                  (size_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return digits >= OFFSET_DIGITS && digits <= 8;
}

/* Whether a line begins with an offset, and octets behind it; `*behind` is where those begin. */
static bool has_offset(const struct line *l, size_t *offset, size_t *behind)
{
    size_t end;
    if (!read_offset(l, offset, &end))
        return false;
    bool colon = end < l->len && l->text[end] == ':';
    size_t at = end + colon;
    if (at >= l->len || !is_blank(l->text[at]))
        return false;
    while (at < l->len && is_blank(l->text[at]))
        at++;
    size_t octets = count_digits(l->text + at, l->len - at);
    *behind = at;
    /* a word of two digits where the offset has more, or words behind a colon or a gap */
    return octets >= 2 && octets % 2 == 0 && (colon || octets == 2 || at >= end + 2);
}

static bool is_dump(const char *text, size_t len)
{
    struct line line;
    size_t offset, behind;
    for (size_t at = 0; next_line(text, len, &at, &line);)
        if (has_offset(&line, &offset, &behind) && offset == 0)
            return true;
    return false;
}

/* hexdump writes rows that are like the one before as one '*'. */
static void repeat_row(struct nk_buf *b, const struct line *row, size_t behind, size_t from,
                       size_t width, size_t to)
{
    for (; from < to && from < NK_CAPTURE_RECORD_MAX && !b->failed; from += width) {
        nk_buf_printf(b, "%08zx  ", from);
        nk_buf_add(b, row->text + behind, row->len - behind);
        nk_buf_add_byte(b, '\n');
    }
}

/* The last line of a dump is its length alone: what a '*' before it stands for goes up to there. */
static bool is_length(const struct line *l, size_t *length)
{
    size_t end;
    return read_offset(l, length, &end) && end == l->len;
}

/* The lines with offsets up to the next offset 0. */
static enum nk_hexpackets_status next_dump(struct nk_hexpackets *h, struct nk_buf *octets,
                                           struct nk_err *err)
{
    struct line line, row = {.len = 0};
    size_t offset, behind, last = 0, row_behind = 0, width = ROW;
    bool begun = false, starred = false;
    nk_buf_clear(&h->work);
    for (size_t at = h->at; next_line(h->text, h->len, &at, &line); h->at = at, h->line++) {
        bool has = has_offset(&line, &offset, &behind);
        if (starred && !has && is_length(&line, &offset)) {
            repeat_row(&h->work, &row, row_behind, last + width, width, offset);
            starred = false;
        }
        starred = starred || (begun && line.len == 1 && line.text[0] == '*');
        if (!has || (!begun && offset > 0))
            continue;
        if (begun && offset == 0)
            break;
        if (!begun) {
            h->first = h->line;
            h->start = (size_t)(line.text - h->text);
        }
        if (starred)
            repeat_row(&h->work, &row, row_behind, last + width, width, offset);
        else if (begun && offset > last)
            width = offset - last;
        begun = true;
        starred = false;
        row = line;
        row_behind = behind;
        h->end = (size_t)(line.text - h->text) + line.len;
        last = offset;
        nk_buf_add(&h->work, line.text, line.len);
        nk_buf_add_byte(&h->work, '\n');
    }
    if (h->work.failed && !nk_err_memory(err))
        return NK_HEX_FAILED;
    if (!begun)
        return NK_HEX_END;
    if (nk_hexdump_read(h->work.data, h->work.len, octets, err))
        return NK_HEX_PACKET;
    err->offset = h->start;
    return err->code == NK_ERR_MEMORY ? NK_HEX_FAILED : NK_HEX_BAD;
}

/* ---- plain digits -------------------------------------------------------- */

static bool is_comment(const struct line *l)
{
    return l->len > 0 && (l->text[0] == '#' || l->text[0] == ';');
}

/* Whether lines are a packet each: digits alone, enough of them, and not what a program breaks at
 * one width, where all lines are as long but the last. */
static bool is_list(const char *text, size_t len)
{
    struct line line;
    size_t first = 0, last = 0, lines = 0;
    bool broken = true;
    for (size_t at = 0; next_line(text, len, &at, &line);) {
        if (line.len == 0 || is_comment(&line))
            continue;
        if (count_digits(line.text, line.len) != line.len || line.len < LEAST * 2)
            return false;
        if (lines++ == 0)
            first = line.len;
        else
            broken = broken && last == first && line.len <= first;
        last = line.len;
    }
    return lines > 1 && !broken;
}

/* Lines up to a blank one, or one line. */
static enum nk_hexpackets_status next_block(struct nk_hexpackets *h, struct nk_buf *octets,
                                            struct nk_err *err)
{
    struct line line;
    bool begun = false;
    for (size_t at = h->at; next_line(h->text, h->len, &at, &line); h->at = at, h->line++) {
        if (is_comment(&line) || (line.len == 0 && !begun))
            continue;
        if (line.len == 0 || (begun && h->form == NK_HEX_LINES))
            break;
        if (!begun) {
            h->first = h->line;
            h->start = (size_t)(line.text - h->text);
        }
        begun = true;
        h->end = (size_t)(line.text - h->text) + line.len;
    }
    if (!begun)
        return NK_HEX_END;
    if (nk_hexdump_read(h->text + h->start, h->end - h->start, octets, err))
        return NK_HEX_PACKET;
    err->offset += h->start;
    return err->code == NK_ERR_MEMORY ? NK_HEX_FAILED : NK_HEX_BAD;
}

/* ---- both ---------------------------------------------------------------- */

void nk_hexpackets_init(struct nk_hexpackets *h, const char *text, size_t len, bool lines)
{
    *h = (struct nk_hexpackets){.text = text, .len = len, .line = 1, .form = NK_HEX_BLOCKS};
    if (lines || is_list(text, len))
        h->form = NK_HEX_LINES;
    else if (is_dump(text, len))
        h->form = NK_HEX_DUMP;
}

void nk_hexpackets_release(struct nk_hexpackets *h)
{
    nk_buf_release(&h->work);
}

enum nk_hexpackets_status nk_hexpackets_next(struct nk_hexpackets *h, struct nk_buf *octets,
                                             struct nk_err *err)
{
    nk_buf_clear(octets);
    return h->form == NK_HEX_DUMP ? next_dump(h, octets, err) : next_block(h, octets, err);
}
