/* Lines of `NAME [TYPE] [CLASS]`, each a question. */
#include <poll.h>

#include "cli/dns_bulk_part.h"
#include "dns/idn.h"

enum { WORDS_MAX = 3 };

struct word {
    const char *text;
    size_t len;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The words of a line; one more than there may be where there are more. */
static size_t split(const struct nk_line *line, struct word *words)
{
    size_t count = 0, at = 0;
    while (count <= WORDS_MAX) {
        while (at < line->len && is_blank(line->text[at]))
            at++;
        if (at == line->len)
            break;
        size_t start = at;
        while (at < line->len && !is_blank(line->text[at]))
            at++;
        words[count++] = (struct word){line->text + start, at - start};
    }
    return count;
}

/* ---- what a line asks ------------------------------------------------------ */

static bool has_unicode(const struct word *w)
{
    for (size_t i = 0; i < w->len; i++)
        if ((unsigned char)w->text[i] >= 0x80)
            return true;
    return false;
}

/* The name; letters beyond ASCII by IDNA. */
static bool read_name(struct nk_bulk_query *x, const struct word *w, struct nk_name *name,
                      struct nk_err *err)
{
    if (!x->options.idn || !has_unicode(w))
        return nk_name_parse(w->text, w->len, NULL, name, err);
    if (memchr(w->text, '\0', w->len) != NULL)
        return nk_err_set(err, NK_ERR_INPUT, 0, w->len, "a name with a NUL byte");
    nk_buf_clear(&x->line);
    nk_buf_clear(&x->ace);
    nk_buf_add(&x->line, w->text, w->len);
    nk_buf_add_byte(&x->line, '\0');
    if (x->line.failed)
        return nk_err_memory(err);
    if (nk_idn_to_ace(x->line.data, &x->ace, err) &&
        nk_name_parse(x->ace.data, x->ace.len, NULL, name, err))
        return true;
    err->offset = 0; /* it is one of another text */
    return false;
}

/* A type or a class behind the name, each once. */
static bool read_code(const struct word *w, struct nk_dns_question *q, bool *typed, bool *classed,
                      struct nk_err *err)
{
    if (!*typed && nk_type_find(w->text, w->len, &q->type))
        return *typed = true;
    if (!*classed && nk_class_find(w->text, w->len, &q->class))
        return *classed = true;
    return nk_err_set(err, NK_ERR_INPUT, 0, w->len,
                      "expected a type or a class behind the name, found '%.*s'",
                      w->len > 40 ? 40 : (int)w->len, w->text);
}

/* `*bad` is the word to blame. */
static bool read_question(struct nk_bulk_query *x, const struct word *words, size_t count,
                          struct nk_dns_question *q, size_t *bad, struct nk_err *err)
{
    bool typed = false, classed = false;
    q->type = x->type;
    q->class = x->words.class;
    *bad = 0;
    if (!read_name(x, &words[0], &q->name, err))
        return false;
    for (*bad = 1; *bad < count; ++*bad)
        if (!read_code(&words[*bad], q, &typed, &classed, err))
            return false;
    if (q->type != NK_TYPE_AXFR && q->type != NK_TYPE_IXFR)
        return true;
    *bad = count > 1 ? 1 : 0; /* the type may be the option's */
    return nk_err_set(err, NK_ERR_INPUT, 0, words[*bad].len,
                      "a transfer is no question: 'netkit dns transfer' asks for it");
}

/* ---- the feed -------------------------------------------------------------- */

/* What a line that is no question is shown as: as much of it as is of use, a NUL, why. */
static void note_refusal(struct nk_buf *note, const struct nk_line *line, const char *why)
{
    nk_buf_add(note, line->text, line->len < NK_BULK_SHOWN_MAX ? line->len : NK_BULK_SHOWN_MAX);
    nk_buf_add_byte(note, '\0');
    nk_buf_add_text(note, why);
}

/* A bad line: told, and given its place among the results. */
static enum nk_bulk_feed refuse(struct nk_bulk_query *x, const struct nk_line *line, size_t column,
                                const struct nk_err *err, struct nk_buf *note)
{
    const struct nk_input_item at = {.source = x->lines.source,
                                     .number = x->lines.number,
                                     .column = column,
                                     .text = line->text,
                                     .line = line->text,
                                     .line_len = line->len};
    if (!nk_cli_bad_item(x->ctx, &at, err)) {
        x->input_ended = true;
        return NK_BULK_END;
    }
    note_refusal(note, line, err->text);
    return NK_BULK_PASS;
}

static enum nk_bulk_feed read_line(struct nk_bulk_query *x, const struct nk_line *line,
                                   struct nk_dns_question *q, struct nk_buf *note)
{
    struct word words[WORDS_MAX + 1];
    struct nk_err err = {0};
    size_t count = split(line, words), bad = 0;
    if (count == 0) { /* an empty line is no bad line */
        note_refusal(note, &(struct nk_line){.text = ""}, "the line is empty");
        return NK_BULK_PASS;
    }
    if (read_question(x, words, count, q, &bad, &err)) {
        if (x->inputs)
            nk_buf_add(note, words[0].text, words[0].len);
        return NK_BULK_ASK;
    }
    if (err.code == NK_ERR_INPUT)
        return refuse(x, line, (size_t)(words[bad].text - line->text) + 1, &err, note);
    nk_cli_fail(x->ctx, &err);
    x->input_ended = true;
    return NK_BULK_END;
}

/* Whether nk_lines_next() gives a line, or tells of an end, without waiting for a writer. */
static bool has_line(struct nk_bulk_query *x, struct nk_err *err)
{
    struct nk_lines *l = &x->lines;
    for (;;) {
        size_t len;
        const char *text = nk_lines_peek(l, &len);
        struct pollfd wait = {.fd = l->stream.fd, .events = POLLIN};
        if (l->at_end || len > NK_LINE_MAX || memchr(text, '\n', len) != NULL)
            return true;
        if (poll(&wait, 1, 0) == 0)
            return false;
        if (!nk_lines_fill(l, len + 1, err))
            return true; /* which tells of the failure again */
    }
}

enum nk_bulk_feed nk_bulk_query_next(void *closure, struct nk_dns_question *question,
                                     struct nk_buf *note)
{
    struct nk_bulk_query *x = closure;
    struct nk_line line = {.text = ""};
    struct nk_err err = {0};
    if (x->input_ended)
        return NK_BULK_END;
    if (!has_line(x, &err))
        return NK_BULK_LATER;
    switch (nk_lines_next(&x->lines, &line, &err)) {
    case NK_LINES_OK:
        return read_line(x, &line, question, note);
    case NK_LINES_TOO_LONG:
        return refuse(x, &(struct nk_line){.text = ""}, 0, &err, note);
    case NK_LINES_FAILED:
        nk_cli_bad_item(x->ctx,
                        &(struct nk_input_item){.source = x->lines.source,
                                                .number = x->lines.number,
                                                .text = "",
                                                .line = "",
                                                .ended = true},
                        &err);
        break;
    case NK_LINES_END:
        break;
    }
    x->input_ended = true;
    return NK_BULK_END;
}
