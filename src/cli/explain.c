#include "cli/explain.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/columns.h"
#include "base/escape.h"

/* How far the line that began at `line` has come. */
static size_t column_of(const struct nk_buf *b, size_t line)
{
    return b->len == line ? 0 : nk_text_columns(b->data + line, b->len - line);
}

void nk_explain_pad(struct nk_buf *b, size_t line, size_t column)
{
    size_t used = column_of(b, line);
    for (; !b->failed && used < column; used++)
        nk_buf_add_byte(b, ' ');
}

void nk_explain_cut(struct nk_buf *b, const char *text, size_t len, size_t columns)
{
    struct nk_buf safe = {0};
    nk_escape_text(&safe, text, len);
    bool whole = nk_text_columns(safe.data, safe.len) <= columns;
    size_t most = whole ? columns : columns < 2 ? 0 : columns - 2;
    size_t end = nk_text_fit(safe.data, safe.len, most);
    nk_buf_add(b, safe.data, end);
    if (!whole && columns >= 2)
        nk_buf_add_text(b, "..");
    b->failed = b->failed || safe.failed;
    nk_buf_release(&safe);
}

/* Puts words on lines; one that is longer than a line is cut. */
static void wrap(struct nk_buf *b, unsigned indent, const char *text, size_t len)
{
    size_t line = b->len, at = 0;
    nk_explain_pad(b, line, indent);
    bool first = true;
    while (at < len && !b->failed) {
        size_t end = at;
        while (end < len && text[end] != ' ')
            end++;
        size_t used = column_of(b, line);
        if (!first && used + 1 + nk_text_columns(text + at, end - at) > NK_EXPLAIN_COLUMNS) {
            nk_buf_add_byte(b, '\n');
            line = b->len;
            nk_explain_pad(b, line, indent + 2);
            used = indent + 2;
            first = true;
        }
        if (!first)
            nk_buf_add_byte(b, ' ');
        nk_explain_cut(b, text + at, end - at, NK_EXPLAIN_COLUMNS - used - !first);
        first = false;
        at = end;
        while (at < len && text[at] == ' ')
            at++;
    }
    nk_buf_add_byte(b, '\n');
}

void nk_explain_say(struct nk_buf *b, unsigned indent, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct nk_buf safe = {0};
    if (n > 0)
        nk_escape_text(&safe, text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
    if (safe.failed)
        b->failed = true;
    else
        wrap(b, indent, safe.data, safe.len);
    nk_buf_release(&safe);
}
