#include "cli/session_line.h"

#include <stdlib.h>
#include <string.h>

/* The walk over the line. */
struct scan {
    struct nk_session_line *l;
    const char *line;
    size_t len, at;
    struct nk_err *err;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_operator(char c)
{
    return c == ';' || c == '|' || c == '>';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool wrong(struct scan *s, size_t offset, size_t length, const char *text)
{
    return nk_err_set(s->err, NK_ERR_INPUT, offset, length, "%s", text);
}

static bool out_of_memory(struct scan *s)
{
    return nk_err_memory(s->err);
}

/* ---- words --------------------------------------------------------------- */

static struct nk_line_word *this_word(struct scan *s)
{
    return &s->l->words[s->l->word_count - 1];
}

static bool add_piece(struct scan *s, struct nk_line_piece piece)
{
    struct nk_session_line *l = s->l;
    if (!nk_grow((void **)&l->pieces, l->piece_count, &l->piece_room, sizeof *l->pieces))
        return out_of_memory(s);
    l->pieces[l->piece_count++] = piece;
    this_word(s)->count++;
    return true;
}

/* A byte of the word's own text. */
static bool add_byte(struct scan *s, char c, size_t offset)
{
    struct nk_session_line *l = s->l;
    bool goes_on = this_word(s)->count > 0 && !l->pieces[l->piece_count - 1].reference;
    if (!goes_on && !add_piece(s, (struct nk_line_piece){.at = l->text.len, .offset = offset}))
        return false;
    struct nk_line_piece *piece = &l->pieces[l->piece_count - 1];
    nk_buf_add_byte(&l->text, c);
    piece->len++;
    piece->length = s->at + 1 - piece->offset;
    return !l->text.failed || out_of_memory(s);
}

static size_t name_length(const char *at, size_t left)
{
    size_t n = 0;
    while (n < left && is_digit(at[n]))
        n++;
    if (n > 0)
        return n;
    while (n < left && (is_name_start(at[n]) || (n > 0 && is_digit(at[n]))))
        n++;
    return n;
}

/* How many bytes behind a '$' name what it refers to; *skip: of which so many at each side are
 * braces. SIZE_MAX: it is a '$' like any other byte. */
static size_t reference_length(const struct scan *s, char quote, size_t *skip)
{
    const char *at = s->line + s->at + 1;
    size_t left = s->len - s->at - 1;
    *skip = left > 0 && *at == '{';
    size_t n = name_length(at + *skip, left - *skip);
    if (*skip != 0)
        return n > 0 && n + 1 < left && at[n + 1] == '}' ? n + 2 : SIZE_MAX;
    if (n > 0)
        return n;
    /* alone it is the last result, also in front of "/24" and behind '@' and '='; at the end of a
     * word ("foo$") it is itself, as in a shell */
    const struct nk_line_word *word = &s->l->words[s->l->word_count - 1];
    const char *before = s->line + s->at - 1;
    bool starts = s->at == word->offset || (quote != '\0' && s->at == word->offset + 1) ||
                  *before == '@' || *before == '=';
    return starts ? 0 : SIZE_MAX;
}

static bool add_reference(struct scan *s, char quote, size_t length, size_t skip)
{
    struct nk_session_line *l = s->l;
    struct nk_line_piece piece = {.reference = true,
                                  .quoted = quote != '\0',
                                  .at = l->text.len,
                                  .len = length - 2 * skip,
                                  .offset = s->at,
                                  .length = length + 1};
    nk_buf_add(&l->text, s->line + s->at + 1 + skip, piece.len);
    s->at += length;
    return l->text.failed ? out_of_memory(s) : add_piece(s, piece);
}

/* In double quotes a backslash quotes these alone (POSIX XCU 2.2.3). */
static bool quotes_next(char quote, char next)
{
    return quote == '\0' || (quote == '"' && strchr("\"\\$`", next) != NULL);
}

/* One byte of a word, or what begins with it. */
static bool take_byte(struct scan *s, char *quote)
{
    char c = s->line[s->at];
    size_t skip, from = s->at;
    if (*quote == '\0' && (c == '\'' || c == '"')) {
        *quote = c;
        return true;
    }
    if (c == *quote && *quote != '\0') {
        *quote = '\0';
        return true;
    }
    if (c == '\\' && s->at + 1 < s->len && quotes_next(*quote, s->line[s->at + 1])) {
        s->at++;
        return add_byte(s, s->line[s->at], from);
    }
    if (c == '$' && *quote != '\'') {
        size_t length = reference_length(s, *quote, &skip);
        if (length != SIZE_MAX)
            return add_reference(s, *quote, length, skip);
    }
    return add_byte(s, c, from);
}

static bool take_word(struct scan *s)
{
    struct nk_session_line *l = s->l;
    size_t opened = s->at;
    char quote = '\0';
    if (!nk_grow((void **)&l->words, l->word_count, &l->word_room, sizeof *l->words))
        return out_of_memory(s);
    l->words[l->word_count++] = (struct nk_line_word){.first = l->piece_count, .offset = s->at};
    for (; s->at < s->len; s->at++) {
        if (quote == '\0' && (is_blank(s->line[s->at]) || is_operator(s->line[s->at])))
            break;
        bool was_open = quote != '\0';
        if (!take_byte(s, &quote))
            return false;
        if (!was_open && quote != '\0')
            opened = s->at;
    }
    this_word(s)->length = s->at - this_word(s)->offset;
    l->quote = quote;
    l->at_word = s->at == s->len;
    return quote == '\0' || wrong(s, opened, s->len - opened, "the quote is not closed");
}

/* ---- statements ---------------------------------------------------------- */

static struct nk_statement *this_statement(struct scan *s)
{
    return &s->l->statements[s->l->statement_count - 1];
}

static bool add_statement(struct scan *s)
{
    struct nk_session_line *l = s->l;
    if (!nk_grow((void **)&l->statements, l->statement_count, &l->statement_room,
                 sizeof *l->statements))
        return out_of_memory(s);
    l->statements[l->statement_count++] = (struct nk_statement){.first = l->word_count};
    return true;
}

static void skip_blanks(struct scan *s)
{
    while (s->at < s->len && is_blank(s->line[s->at]))
        s->at++;
    if (s->at < s->len && s->line[s->at] == '#') {
        s->l->in_comment = true;
        s->at = s->len;
    }
}

/* > FILE, >> FILE. */
static bool take_file(struct scan *s)
{
    struct nk_statement *statement = this_statement(s);
    size_t from = s->at;
    const struct nk_line_word *last = this_word(s);
    bool glued =
        last->offset + last->length == from && last->length == 1 && is_digit(s->line[last->offset]);
    if (glued)
        return wrong(s, last->offset, 2, "only standard output can go to a file: > FILE");
    bool end = s->at + 1 < s->len && s->line[s->at + 1] == '>';
    s->at += 1 + end;
    statement->to = end ? NK_TO_FILE_END : NK_TO_FILE;
    skip_blanks(s);
    s->l->at_word = false;
    if (s->at == s->len || is_operator(s->line[s->at]))
        return wrong(s, from, 1 + end, "a file is missing behind '>'");
    statement->target = s->l->word_count;
    return take_word(s);
}

/* | COMMAND: the shell's own text, of which only quotes are looked at. */
static bool take_command(struct scan *s)
{
    struct nk_statement *statement = this_statement(s);
    size_t from = s->at++;
    char quote = '\0';
    statement->to = NK_TO_COMMAND;
    while (s->at < s->len && is_blank(s->line[s->at]))
        s->at++;
    statement->command = s->at;
    for (; s->at < s->len; s->at++) {
        char c = s->line[s->at];
        if (quote == '\0' && c == ';')
            break;
        if (c == '\\' && quote != '\'' && s->at + 1 < s->len)
            s->at++;
        else if (quote == '\0' && (c == '\'' || c == '"'))
            quote = c;
        else if (c == quote)
            quote = '\0';
    }
    statement->command_len = s->at - statement->command;
    if (statement->command_len == 0)
        return wrong(s, from, 1, "a command is missing behind '|'");
    return true;
}

/* What stands behind the words: an operator, once. */
static bool take_operator(struct scan *s)
{
    struct nk_statement *statement = this_statement(s);
    bool first = s->l->word_count == statement->first;
    statement->operator_at = s->at;
    if (first)
        return wrong(s, s->at, 1, "a command is missing in front of this");
    return s->line[s->at] == '>' ? take_file(s) : take_command(s);
}

/* One statement; the scan then stands at the end, or behind the ';'. */
static bool take_statement(struct scan *s)
{
    if (!add_statement(s))
        return false;
    for (;;) {
        skip_blanks(s);
        struct nk_statement *statement = this_statement(s);
        if (s->at == s->len || s->line[s->at] == ';')
            break;
        s->l->at_word = false;
        if (statement->to != NK_TO_OUTPUT)
            return wrong(s, s->at, 1, "the output goes to one place: nothing can follow this");
        bool good = is_operator(s->line[s->at]) ? take_operator(s) : take_word(s);
        statement = this_statement(s);
        if (statement->to == NK_TO_OUTPUT)
            statement->count = s->l->word_count - statement->first;
        if (!good)
            return false;
        if (s->at < s->len)
            s->l->at_word = false;
    }
    if (s->at < s->len) {
        s->at++;
        s->l->at_word = false;
    }
    return true;
}

bool nk_session_line_parse(struct nk_session_line *l, const char *line, size_t len,
                           struct nk_err *err)
{
    struct scan s = {.l = l, .line = line, .len = len, .err = err};
    *l = (struct nk_session_line){.quote = '\0'};
    const char *nul = len == 0 ? NULL : memchr(line, '\0', len);
    if (nul != NULL)
        return nk_err_set(err, NK_ERR_INPUT, (size_t)(nul - line), 1,
                          "a command cannot hold a NUL byte");
    nk_buf_room(&l->text, 1); /* a line whose pieces are all empty has a text too */
    do
        if (!take_statement(&s))
            return false;
    while (s.at < s.len);
    return true;
}

void nk_session_line_release(struct nk_session_line *l)
{
    nk_buf_release(&l->text);
    free(l->pieces);
    free(l->words);
    free(l->statements);
    *l = (struct nk_session_line){.quote = '\0'};
}
