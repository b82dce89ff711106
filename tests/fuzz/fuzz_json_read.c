/*
 * JSON documents. They are the same whether the bytes come at once or in pieces; what is written
 * again from the values reads as the same values; an error has its place within the text.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/json_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* A text in quotes: plain ASCII as it is, all else such that it reads as the same bytes. */
static void write_text(struct nk_buf *b, const char *text, size_t len)
{
    nk_buf_add_byte(b, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < ' ' || c == '"' || c == '\\')
            nk_buf_printf(b, "\\u%04x", c);
        else
            nk_buf_add_byte(b, (char)c);
    }
    nk_buf_add_byte(b, '"');
    require(text[len] == '\0');
}

static void write_value(const struct nk_json_reader *r, const struct nk_json_value *v,
                        struct nk_buf *b)
{
    const char *text;
    size_t len;
    int64_t n;
    bool flag;
    enum nk_json_type type = nk_json_type_of(v);
    require(type != NK_JSON_MISSING && *nk_json_type_name(type) != '\0');
    if (nk_json_text(r, v, &text, &len)) {
        write_text(b, text, len);
    } else if (nk_json_integer(v, INT64_MIN, INT64_MAX, &n)) {
        nk_buf_printf(b, "%lld", (long long)n);
    } else if (nk_json_flag(v, &flag)) {
        nk_buf_add_text(b, flag ? "true" : "false");
    } else if (type == NK_JSON_ARRAY || type == NK_JSON_OBJECT) {
        struct nk_json_member m = {0};
        nk_buf_add_byte(b, type == NK_JSON_ARRAY ? '[' : '{');
        while (nk_json_each(r, v, &m)) {
            if (m.given > 1)
                nk_buf_add_byte(b, ',');
            require((m.key != NULL) == (type == NK_JSON_OBJECT));
            if (m.key != NULL) {
                write_text(b, m.key, m.key_len);
                nk_buf_add_byte(b, ':');
                if (m.given < 4 && strlen(m.key) == m.key_len)
                    require(nk_json_get(r, v, m.key) >= m.value);
            }
            write_value(r, m.value, b);
        }
        require(m.given == nk_json_count(v));
        nk_buf_add_byte(b, type == NK_JSON_ARRAY ? ']' : '}');
    } else {
        nk_buf_add_text(b, type == NK_JSON_NULL ? "null" : "1e999");
    }
}

/* All documents, written again one a line; the failure behind them as its text. */
static void collect(struct nk_lines *lines, const char *data, size_t size, struct nk_buf *b)
{
    struct nk_json_reader r;
    struct nk_err err = {0};
    const struct nk_json_value *v;
    nk_json_reader_init(&r, lines);
    while ((v = nk_json_next(&r, &err)) != NULL) {
        write_value(&r, v, b);
        nk_buf_add_byte(b, '\n');
    }
    if (err.code != NK_ERR_NONE) {
        size_t breaks = 0;
        for (size_t i = 0; i < size; i++)
            breaks += data[i] == '\n';
        require(err.code == NK_ERR_INPUT && r.line >= 1 && r.line <= breaks + 1);
        require(r.column >= 1 && r.column <= size + 1);
        nk_buf_printf(b, "%llu:%llu: %s", (unsigned long long)r.line, (unsigned long long)r.column,
                      err.text);
    }
    nk_json_reader_release(&r);
    nk_lines_release(lines);
    require(!b->failed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_lines lines;
    struct nk_buf whole = {0}, pieces = {0}, again = {0};
    const char *text = (const char *)data;
    nk_lines_init_text(&lines, text, size, "x");
    collect(&lines, text, size, &whole);
    int ends[2];
    size_t given = size < 4000 ? size : 0; /* what a pipe takes */
    require(pipe2(ends, O_CLOEXEC) == 0);
    require(write(ends[1], data, given) == (ssize_t)given);
    close(ends[1]);
    nk_lines_init(&lines, ends[0], "x");
    bool packed =
        size >= 3 && (memcmp(data, "\x1f\x8b\x08", 3) == 0 || memcmp(data, "BZh", 3) == 0 ||
                      memcmp(data, "\x28\xb5\x2f", 3) == 0 || memcmp(data + 1, "*M", 2) == 0);
    if (given == size && !packed) { /* the places of what is unpacked are not those of `data` */
        collect(&lines, text, size, &pieces);
        require(whole.len == pieces.len &&
                (whole.len == 0 || memcmp(whole.data, pieces.data, whole.len) == 0));
    } else {
        nk_lines_release(&lines);
    }
    close(ends[0]);
    /* written again and read again, up to where the error was */
    nk_lines_init_text(&lines, whole.data, whole.len, "x");
    struct nk_json_reader r;
    struct nk_err err = {0};
    const struct nk_json_value *v;
    nk_json_reader_init(&r, &lines);
    while ((v = nk_json_next(&r, &err)) != NULL) {
        write_value(&r, v, &again);
        nk_buf_add_byte(&again, '\n');
    }
    require(again.len <= whole.len &&
            (again.len == 0 || memcmp(again.data, whole.data, again.len) == 0));
    require(again.len == whole.len ||
            (whole.data[again.len] >= '0' && whole.data[again.len] <= '9'));
    nk_json_reader_release(&r);
    nk_lines_release(&lines);
    nk_buf_release(&whole);
    nk_buf_release(&pieces);
    nk_buf_release(&again);
    return 0;
}
