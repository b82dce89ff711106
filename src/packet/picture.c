#include <string.h>

#include "packet/picture_part.h"

size_t nk_picture_next(const struct nk_dissection *d, size_t at)
{
    for (at++; at < d->count; at++)
        if (d->parts[at].kind == NK_PART_HEADER || d->parts[at].kind == NK_PART_DATA)
            break;
    return at;
}

/* What does not fit ends with dots. */
static void cut(struct nk_buf *b, size_t start, size_t columns)
{
    if (b->failed || b->len - start <= columns)
        return;
    b->len = start + columns - 2;
    nk_buf_add_text(b, "..");
}

static void add_octets(struct nk_buf *b, const uint8_t *bytes, size_t len, size_t columns)
{
    size_t most = columns / 3 + 1; /* more are cut off anyway */
    for (size_t i = 0; i < len && i < most; i++)
        nk_buf_printf(b, "%s%02x", i == 0 ? "" : " ", bytes[i]);
    if (len > most)
        nk_buf_add_text(b, " ....");
}

void nk_picture_value(struct nk_buf *b, const struct nk_dissection *d, const struct nk_part *p,
                      size_t columns)
{
    size_t start = b->len;
    const char *value = nk_part_value(d, p);
    if (p->octets)
        add_octets(b, d->bytes + p->offset, p->bits / 8, columns);
    else
        for (size_t i = 0; i < p->value_len && b->len - start <= columns; i++) {
            unsigned char c = (unsigned char)value[i];
            if (c >= 0x20 && c < 0x7f)
                nk_buf_add_byte(b, (char)c);
            else
                nk_buf_printf(b, "\\x%02x", c);
        }
    cut(b, start, columns);
}

/* How much of a text goes into one line: up to a blank, or all that fits. */
static size_t line_of(const char *text, size_t len, size_t width)
{
    if (len <= width)
        return len;
    for (size_t n = width + 1; n-- > 1;)
        if (text[n] == ' ')
            return n;
    return width;
}

size_t nk_picture_words(struct nk_canvas *c, size_t row, unsigned column, unsigned width,
                        enum nk_ink ink, const char *text, size_t len)
{
    char line[NK_PICTURE_COLUMNS + 1];
    size_t lines = 0;
    while (len > 0) {
        size_t n = line_of(text, len, width < NK_PICTURE_COLUMNS ? width : NK_PICTURE_COLUMNS);
        memcpy(line, text, n);
        line[n] = '\0';
        nk_canvas_put(c, row + lines++, column, ink, line);
        for (text += n, len -= n; len > 0 && *text == ' '; len--)
            text++;
    }
    return lines;
}
