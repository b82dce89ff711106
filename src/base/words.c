#include "base/words.h"

#include <stdlib.h>
#include <string.h>

/* The walk over a command line, which holds no NUL; the words' bytes go to `text`, one NUL behind
 * each. */
struct split {
    const char *line;
    size_t len, at;
    char *text;
    size_t used;
};

/* True where a backslash takes the meaning of what follows: in double quotes only of these (POSIX
 * XCU 2.2.3), in single quotes of nothing. */
static bool quotes_next(char quote, char next)
{
    return quote == '\0' || (quote == '"' && strchr("\"\\$`", next) != NULL);
}

/* One word, quotes taken off. */
static bool take_word(struct split *s, struct nk_err *err)
{
    char quote = '\0';
    size_t opened = 0;
    for (; s->at < s->len; s->at++) {
        char c = s->line[s->at];
        if (quote == '\0' && (c == ' ' || c == '\t' || c == '\r' || c == '\n'))
            break;
        if (quote == '\0' && (c == '\'' || c == '"')) {
            quote = c;
            opened = s->at;
        } else if (c == quote && quote != '\0') {
            quote = '\0';
        } else if (c == '\\' && s->at + 1 < s->len && quotes_next(quote, s->line[s->at + 1])) {
            s->text[s->used++] = s->line[++s->at];
        } else {
            s->text[s->used++] = c;
        }
    }
    s->text[s->used++] = '\0';
    if (quote != '\0')
        return nk_err_set(err, NK_ERR_INPUT, opened, s->len - opened, "the quote is not closed");
    return true;
}

/* Moves to the next word; false at the end or before a comment. */
static bool find_word(struct split *s)
{
    while (s->at < s->len && strchr(" \t\r\n", s->line[s->at]) != NULL)
        s->at++;
    return s->at < s->len && s->line[s->at] != '#';
}

bool nk_words_split(const char *line, size_t len, char ***words, size_t **offsets, size_t *count,
                    struct nk_err *err)
{
    if (len > 0 && memchr(line, '\0', len) != NULL)
        return nk_err_set(err, NK_ERR_INPUT, strnlen(line, len), 1,
                          "a command cannot hold a NUL byte");
    /* at most every second byte starts a word: the array, the offsets, then the bytes */
    size_t most = len / 2 + 2;
    char **array = malloc(most * (sizeof(char *) + sizeof(size_t)) + len + most);
    if (array == NULL)
        return nk_err_memory(err);
    size_t *places = (size_t *)(array + most);
    struct split s = {.line = line, .len = len, .text = (char *)(places + most)};
    size_t n = 0;
    while (find_word(&s)) {
        places[n] = s.at;
        array[n++] = s.text + s.used;
        if (!take_word(&s, err)) {
            free(array);
            return false;
        }
    }
    array[n] = NULL;
    *words = array;
    *count = n;
    if (offsets != NULL)
        *offsets = places;
    return true;
}

enum { DISTANCE_MAX = 64 };

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

unsigned nk_word_distance(const char *a, const char *b)
{
    size_t la = strnlen(a, DISTANCE_MAX), lb = strnlen(b, DISTANCE_MAX);
    unsigned rows[3][DISTANCE_MAX + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= lb; j++)
        last[j] = (unsigned)j;
    memcpy(before, last, sizeof rows[0]);
    for (size_t i = 1; i <= la; i++) {
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= lb; j++) {
            row[j] = min3(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
        unsigned *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[lb];
}
