/*
 * Item lists, escaping and the words of a line. A list gives the same items whether it comes from a
 * file or in pieces, and each item lies in its line; what is escaped is safe; words that are quoted
 * again split into the same words.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/input.h"
#include "base/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void check_item(const struct nk_input_item *item, uint64_t last)
{
    const char *end = item->line + item->line_len;
    require(item->number > last && item->operand == 0 && item->len > 0);
    require(item->text >= item->line && item->text + item->len <= end);
    require(item->column == (size_t)(item->text - item->line) + 1);
    require(!is_blank(item->text[0]) && item->text[0] != '#');
    require(!is_blank(item->text[item->len - 1]));
    require(memchr(item->line, '\n', item->line_len) == NULL);
    require((item->label == NULL) == (item->label_len == 0));
    if (item->label != NULL) {
        require(item->label > item->text + item->len - 1);
        require(item->label + item->label_len <= end && is_blank(item->label[-1]));
        require(!is_blank(item->label[0]) && !is_blank(item->label[item->label_len - 1]));
    }
}

/* All items of a descriptor, as bytes to compare. */
static void collect(int fd, struct nk_buf *all)
{
    static const char *const operands[] = {"-"};
    struct nk_input in;
    struct nk_input_item item;
    struct nk_err err;
    uint64_t last = 0;
    nk_input_init(&in, operands, 1, fd);
    while (nk_input_next(&in, &item, &err) == NK_INPUT_ITEM) {
        check_item(&item, last);
        last = item.number;
        nk_buf_printf(all, "%llu %zu %zu %zu ", (unsigned long long)last, item.column, item.len,
                      item.label_len);
        nk_buf_add(all, item.text, item.len);
        nk_buf_add(all, item.label, item.label_len);
    }
    nk_input_release(&in);
    close(fd);
}

/* A descriptor that gives the bytes in pieces whose lengths the bytes choose. */
static int in_pieces(const uint8_t *data, size_t size)
{
    int ends[2], room = 1 << 20;
    require(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends) == 0);
    setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    size_t step = size / 64 + 1;
    for (size_t at = 0, n; at < size; at += n) {
        n = step + data[at] % 13;
        n = n < size - at ? n : size - at;
        if (write(ends[1], data + at, n) != (ssize_t)n) { /* full: this input is not for us */
            close(ends[0]);
            close(ends[1]);
            return -1;
        }
    }
    close(ends[1]);
    return ends[0];
}

static void check_list(const uint8_t *data, size_t size)
{
    struct nk_buf whole = {0}, pieces = {0};
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    require(fd >= 0 && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0);
    collect(fd, &whole);
    fd = in_pieces(data, size);
    if (fd >= 0) {
        collect(fd, &pieces);
        require(whole.len == pieces.len &&
                (whole.len == 0 || memcmp(whole.data, pieces.data, whole.len) == 0));
    }
    nk_buf_release(&whole);
    nk_buf_release(&pieces);
}

static void check_escapes(const char *text, size_t size)
{
    struct nk_buf b = {0};
    nk_escape_text(&b, text, size);
    require(nk_text_is_safe(b.data, b.len));
    require((b.len == size) == nk_text_is_safe(text, size));
    nk_buf_clear(&b);
    nk_escape_json(&b, text, size);
    require(nk_text_is_safe(b.data, b.len) && b.data[0] == '"' && b.data[b.len - 1] == '"');
    for (size_t i = 1; i + 1 < b.len; i++) {
        require(b.data[i] != '"');
        i += b.data[i] == '\\';
        require(i + 1 < b.len);
    }
    nk_buf_clear(&b);
    nk_escape_csv(&b, text, size);
    require(nk_text_is_safe(b.data, b.len));
    if (b.len > 0 && b.data[0] == '"')
        for (size_t i = 1; i + 1 < b.len; i++)
            if (b.data[i] == '"')
                require(b.data[++i] == '"' && i + 1 < b.len);
    nk_buf_release(&b);
}

/* The words again, each in single quotes. */
static void add_quoted(struct nk_buf *b, const char *word)
{
    nk_buf_add_byte(b, '\'');
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            nk_buf_add_text(b, "'\\''");
        else
            nk_buf_add_byte(b, *word);
    }
    nk_buf_add_text(b, "' ");
}

static void check_words(const char *text, size_t size)
{
    char **words, **again;
    size_t *offsets, count, second;
    struct nk_err err = {0};
    struct nk_buf b = {0};
    if (!nk_words_split(text, size, &words, &offsets, &count, &err)) {
        require(err.code == NK_ERR_INPUT && err.offset + err.length <= size);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        require(offsets[i] < size && (i == 0 || offsets[i] > offsets[i - 1]));
        require(nk_word_distance(words[i], words[i]) == 0);
        add_quoted(&b, words[i]);
    }
    require(nk_words_split(b.data == NULL ? "" : b.data, b.len, &again, NULL, &second, &err));
    require(second == count);
    for (size_t i = 0; i < count; i++)
        require(strcmp(words[i], again[i]) == 0);
    free(words);
    free(again);
    nk_buf_release(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_list(data, size);
    check_escapes((const char *)data, size);
    check_words((const char *)data, size);
    return 0;
}
