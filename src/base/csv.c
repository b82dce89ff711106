#include "base/csv.h"

void nk_csv_init(struct nk_csv *c, const char *line, size_t len, char separator)
{
    *c = (struct nk_csv){
        .start = line, .at = line, .end = line + len, .separator = separator, .more = true};
}

void nk_csv_release(struct nk_csv *c)
{
    nk_buf_release(&c->scratch);
}

static const char *skip_blanks(const struct nk_csv *c, const char *at)
{
    while (at != c->end && (*at == ' ' || *at == '\t'))
        at++;
    return at;
}

/* Behind a cell: its separator, or the end of the line. */
static bool end_cell(struct nk_csv *c, const char *at, struct nk_err *err)
{
    at = skip_blanks(c, at);
    c->more = at != c->end;
    if (c->more && *at != c->separator)
        return nk_err_set(err, NK_ERR_INPUT, (size_t)(at - c->start), 1,
                          "expected the next cell behind the closing quote");
    c->at = at + c->more;
    return true;
}

/* A cell in quotes, from behind the opening one: doubled quotes are one. */
static bool quoted(struct nk_csv *c, const char *at, const char **text, size_t *len,
                   struct nk_err *err)
{
    const char *open = at - 1;
    nk_buf_clear(&c->scratch);
    for (;;) {
        const char *quote = memchr(at, '"', (size_t)(c->end - at));
        if (quote == NULL)
            return nk_err_set(err, NK_ERR_INPUT, (size_t)(open - c->start), 1,
                              "this quote has no end in its line");
        nk_buf_add(&c->scratch, at, (size_t)(quote - at));
        at = quote + 1;
        if (at == c->end || *at != '"')
            break;
        nk_buf_add_byte(&c->scratch, '"');
        at++;
    }
    if (c->scratch.failed)
        return nk_err_memory(err);
    *text = c->scratch.data == NULL ? "" : c->scratch.data;
    *len = c->scratch.len;
    return end_cell(c, at, err);
}

bool nk_csv_next(struct nk_csv *c, const char **text, size_t *len, size_t *offset,
                 struct nk_err *err)
{
    if (!c->more)
        return false;
    bool raw = c->separator == '\t';
    const char *at = raw ? c->at : skip_blanks(c, c->at);
    *offset = (size_t)(at - c->start);
    if (!raw && at != c->end && *at == '"')
        return quoted(c, at + 1, text, len, err);
    const char *stop = memchr(at, c->separator, (size_t)(c->end - at));
    const char *last = stop == NULL ? c->end : stop;
    c->more = stop != NULL;
    c->at = last + c->more;
    while (!raw && last != at && (last[-1] == ' ' || last[-1] == '\t'))
        last--;
    *text = at;
    *len = (size_t)(last - at);
    return true;
}
