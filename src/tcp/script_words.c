/* The words of a line of a scenario, and what is said of wrong ones. */
#include <stdarg.h>
#include <stdio.h>
#include <strings.h>

#include "base/words.h"
#include "tcp/script_part.h"

bool nk_script_next(struct nk_script_read *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
        r->at++;
    if (r->at < r->end && *r->at == '#')
        r->at = r->end;
    r->word = r->at;
    while (r->at < r->end && *r->at != ' ' && *r->at != '\t')
        r->at++;
    r->len = (size_t)(r->at - r->word);
    return r->len > 0;
}

bool nk_script_is(const struct nk_script_read *r, const char *word)
{
    return strlen(word) == r->len && strncasecmp(word, r->word, r->len) == 0;
}

int nk_script_shown(const struct nk_script_read *r)
{
    return r->len < 40 ? (int)r->len : 40;
}

bool nk_script_refuse(struct nk_script_read *r, const char *format, ...)
{
    char text[NK_ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return nk_err_set(r->err, NK_ERR_INPUT, (size_t)(r->word - r->text), r->len, "%s", text);
}

bool nk_script_unknown(struct nk_script_read *r, const char *what, const char *const *words,
                       size_t count)
{
    char word[32];
    const char *nearest = NULL;
    unsigned best = 3;
    snprintf(word, sizeof word, "%.*s", nk_script_shown(r), r->word);
    for (size_t i = 0; i < count; i++) {
        unsigned distance = nk_word_distance(word, words[i]);
        if (distance >= best)
            continue;
        best = distance;
        nearest = words[i];
    }
    if (r->len == 0)
        return nk_script_refuse(r, "expected a word more: %s", what);
    if (nearest == NULL)
        return nk_script_refuse(r, "'%.*s' is no %s", nk_script_shown(r), r->word, what);
    return nk_script_refuse(r, "'%.*s' is no %s: did you mean '%s'?", nk_script_shown(r), r->word,
                            what, nearest);
}

bool nk_script_keep(struct nk_script_read *r)
{
    struct nk_script *s = r->script;
    void *lines = s->lines;
    if (s->count == NK_SCRIPT_LINES_MAX)
        return nk_script_refuse(r, "a scenario has at most %d lines", NK_SCRIPT_LINES_MAX);
    if (!nk_grow(&lines, s->count, &s->room, sizeof *s->lines))
        return nk_err_memory(r->err);
    s->lines = lines;
    s->lines[s->count++] = r->line;
    r->line.when = NK_SCRIPT_AND; /* what else the line says is done with it */
    return true;
}
