#include "base/wrap.h"

void nk_wrap(struct nk_buf *b, const char *text, size_t len, size_t column, size_t indent)
{
    const char *end = text + len;
    for (bool first = true; text < end; first = false) {
        const char *blank = memchr(text, ' ', (size_t)(end - text));
        size_t word = (size_t)((blank == NULL ? end : blank) - text);
        if (!first && column + 1 + word > NK_WRAP_WIDTH) {
            nk_buf_printf(b, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            nk_buf_add_byte(b, ' ');
            column++;
        }
        nk_buf_add(b, text, word);
        column += word;
        text += word;
        while (text < end && *text == ' ')
            text++;
    }
    nk_buf_add_byte(b, '\n');
}
