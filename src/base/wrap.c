#include "base/wrap.h"

#include "base/columns.h"

void nk_text_cut(struct nk_buf *b, const char *text, size_t len, size_t columns)
{
    bool whole = nk_text_columns(text, len) <= columns;
    size_t most = whole ? columns : columns < 2 ? 0 : columns - 2;
    nk_buf_add(b, text, nk_text_fit(text, len, most));
    if (!whole && columns >= 2)
        nk_buf_add_text(b, "..");
}

/* Appends a word, or as much of it as is to stand in a line with that much room; how many bytes of
 * it are dealt with. */
static size_t add_word(struct nk_buf *b, const char *word, size_t len, size_t room,
                       enum nk_wrap_long long_words)
{
    size_t fits = long_words == NK_WRAP_LONG_BREAKS ? nk_text_fit(word, len, room) : len;
    if (long_words == NK_WRAP_LONG_CUT)
        nk_text_cut(b, word, len, room);
    else
        nk_buf_add(b, word, fits > 0 ? fits : len);
    return fits > 0 ? fits : len;
}

void nk_wrap(struct nk_buf *b, const char *text, size_t len, size_t column, size_t indent,
             enum nk_wrap_long long_words)
{
    const char *end = text + len;
    for (bool first = true; text < end; first = false) {
        const char *blank = memchr(text, ' ', (size_t)(end - text));
        size_t word = (size_t)((blank == NULL ? end : blank) - text);
        size_t columns = nk_text_columns(text, word);
        if (!first && column + 1 + columns > NK_WRAP_WIDTH) {
            nk_buf_printf(b, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            nk_buf_add_byte(b, ' ');
            column++;
        }
        size_t room = column < NK_WRAP_WIDTH ? NK_WRAP_WIDTH - column : 0;
        text += add_word(b, text, word, room, long_words);
        column += columns;
        while (text < end && *text == ' ')
            text++;
    }
    nk_buf_add_byte(b, '\n');
}
