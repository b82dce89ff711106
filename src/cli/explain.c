#include "cli/explain.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/columns.h"
#include "base/escape.h"
#include "base/wrap.h"

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
    if (safe.failed)
        b->failed = true;
    else if (safe.len > 0)
        nk_text_cut(b, safe.data, safe.len, columns);
    nk_buf_release(&safe);
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
    if (safe.failed) {
        b->failed = true;
    } else {
        nk_buf_printf(b, "%*s", (int)indent, "");
        nk_wrap(b, safe.len == 0 ? "" : safe.data, safe.len, indent, indent + 2, NK_WRAP_LONG_CUT);
    }
    nk_buf_release(&safe);
}

void nk_explain_more(struct nk_buf *b, unsigned indent, uint64_t all, uint64_t told,
                     const char *word)
{
    if (all > told)
        nk_explain_say(b, indent, "and %llu more %s", (unsigned long long)(all - told), word);
}
