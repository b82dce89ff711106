#include <stdio.h>
#include <string.h>

#include "cli/session_part.h"

void nk_session_blame(struct nk_session *s, const struct nk_session_place *place,
                      const char *message)
{
    nk_cli_blame_line(s->ctx, place->line, place->len, place->offset, place->length, message);
}

int nk_session_no_memory(struct nk_session *s)
{
    struct nk_err err;
    nk_err_memory(&err);
    return (int)nk_cli_fail(s->ctx, &err);
}

const struct nk_session_name *nk_session_name_find(const struct nk_session *s, const char *name,
                                                   size_t len)
{
    for (size_t i = 0; i < s->name_count; i++)
        if (strncmp(s->names[i].name, name, len) == 0 && s->names[i].name[len] == '\0')
            return &s->names[i];
    return NULL;
}

/* ---- unique prefixes ----------------------------------------------------- */

/* The search for the one name that a word is, or begins. */
struct search {
    const char *word;
    size_t found; /* so many begin with it */
    bool exact;
    char list[200]; /* which */
    size_t used;
};

/* True where the name is the one to take, as far as is known. */
static bool fits(struct search *x, const char *name)
{
    if (x->exact || strncmp(name, x->word, strlen(x->word)) != 0)
        return false;
    x->exact = strcmp(name, x->word) == 0;
    size_t left = sizeof x->list - x->used;
    int n = snprintf(x->list + x->used, left, "%s%s", x->found == 0 ? "" : ", ", name);
    x->used += n < 0 ? 0 : (size_t)n < left ? (size_t)n : left - 1;
    x->found++;
    return true;
}

static bool is_clear(struct nk_session *s, const struct search *x,
                     const struct nk_session_place *blame)
{
    char message[300];
    if (x->exact || x->found <= 1)
        return true;
    if (blame == NULL)
        return false;
    snprintf(message, sizeof message, "'%.40s' could be %s", x->word, x->list);
    nk_session_blame(s, blame, message);
    return false;
}

bool nk_session_is_own(const char *name)
{
    for (const struct nk_session_word *w = nk_session_words; w->name != NULL; w++)
        if (strcmp(w->name, name) == 0)
            return true;
    return false;
}

bool nk_session_choose(struct nk_session *s, const char *word, struct nk_session_choice *choice,
                       const struct nk_session_place *blame)
{
    struct search x = {.word = word};
    *choice = (struct nk_session_choice){.command = NULL};
    if (*word == '\0')
        return true;
    for (const struct nk_session_word *w = nk_session_words; w->name != NULL; w++)
        if (fits(&x, w->name))
            *choice = (struct nk_session_choice){.own = w};
    const struct nk_session_word *guests = s->guest == NULL ? NULL : s->guest->words;
    for (const struct nk_session_word *w = guests; w != NULL && w->name != NULL; w++)
        if (fits(&x, w->name))
            *choice = (struct nk_session_choice){.guests = w};
    for (const struct nk_command *c = nk_commands; c->name[0] != '\0'; c++)
        if (!nk_session_is_own(c->name) && fits(&x, c->name))
            *choice = (struct nk_session_choice){.command = c};
    if (is_clear(s, &x, blame))
        return true;
    *choice = (struct nk_session_choice){.command = NULL};
    return false;
}

bool nk_session_choose_verb(struct nk_session *s, const struct nk_command *command,
                            const char *word, const struct nk_verb **verb,
                            const struct nk_session_place *blame)
{
    struct search x = {.word = word};
    *verb = NULL;
    if (*word == '\0' || command->verbs[0]->name[0] == '\0')
        return true;
    for (const struct nk_verb *const *v = command->verbs; *v != NULL; v++)
        if (fits(&x, (*v)->name))
            *verb = *v;
    if (!x.exact && nk_cli_is_item(command, word)) {
        *verb = NULL;
        return true;
    }
    if (is_clear(s, &x, blame))
        return true;
    *verb = NULL;
    return false;
}
