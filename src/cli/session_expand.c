#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/session_part.h"

enum { WORDS_MAX = 200000, TEXT_MAX = 16 << 20 };

/* One reference: where its values come from. */
struct values {
    const struct nk_session_name *name; /* or */
    const struct nk_session_result *result;
    size_t at;
};

/* The expansion of a statement. */
struct expand {
    struct nk_session *s;
    const struct nk_session_line *l;
    const char *line;
    size_t len;
    struct nk_session_argv *a;
    bool failed;
};

void nk_session_argv_release(struct nk_session_argv *a)
{
    nk_buf_release(&a->text);
    free(a->words);
    free(a->from);
    *a = (struct nk_session_argv){.words = NULL};
}

static bool grow(struct nk_session_argv *a)
{
    if (a->count + 2 < a->room)
        return true;
    int room = a->room * 2 + 16;
    const char **words = realloc(a->words, (size_t)room * sizeof *words);
    if (words != NULL)
        a->words = words;
    size_t *from = realloc(a->from, (size_t)room * sizeof *from);
    if (from != NULL)
        a->from = from;
    if (words == NULL || from == NULL)
        return false;
    a->room = room;
    return true;
}

bool nk_session_argv_insert(struct nk_session_argv *a, int at, const char *word)
{
    if (!grow(a))
        return false;
    size_t behind = (size_t)(a->count - at);
    memmove(a->words + at + 1, a->words + at, behind * sizeof *a->words);
    memmove(a->from + at + 1, a->from + at, behind * sizeof *a->from);
    a->words[at] = word;
    a->from[at] = SIZE_MAX;
    a->words[++a->count] = NULL;
    return true;
}

/* ---- values -------------------------------------------------------------- */

/* The next value, NULL at the end. */
static const char *next_value(struct values *v, size_t *len)
{
    if (v->name != NULL) {
        if (v->at == v->name->count)
            return NULL;
        const char *value = v->name->values[v->at++];
        *len = strlen(value);
        return value;
    }
    struct nk_session_result_row row;
    while (nk_session_result_next(v->result, &v->at, &row)) {
        const char *value = nk_session_result_field(&row, v->result->schema->operand, len);
        if (value != NULL)
            return value;
    }
    return NULL;
}

static void refuse(struct expand *x, const struct nk_line_piece *piece, const char *message)
{
    const struct nk_session_place place = {
        .line = x->line, .len = x->len, .offset = piece->offset, .length = piece->length};
    nk_session_blame(x->s, &place, message);
    x->failed = true;
}

static void no_such_result(struct expand *x, const struct nk_line_piece *piece, uint64_t number)
{
    char message[160];
    uint64_t last = x->s->results.last;
    if (last == 0)
        refuse(x, piece, "there is no result yet");
    else if (number > 0 && number <= last)
        refuse(x, piece, "this result is not kept any more: there were too many");
    else {
        snprintf(message, sizeof message, "there is no result of that number: the last is $%llu",
                 (unsigned long long)last);
        refuse(x, piece, message);
    }
}

static bool find_values(struct expand *x, const struct nk_line_piece *piece, struct values *v)
{
    const char *name = x->l->text.data + piece->at;
    char message[160];
    uint64_t number = 0;
    size_t digits = 0;
    *v = (struct values){.name = NULL};
    while (digits < piece->len && name[digits] >= '0' && name[digits] <= '9' && number < 1u << 30)
        number = number * 10 + (uint64_t)(name[digits++] - '0');
    if (digits == piece->len) {
        v->result =
            piece->len > 0 && number == 0 ? NULL : nk_session_results_find(&x->s->results, number);
        if (v->result == NULL)
            no_such_result(x, piece, number);
        else if (v->result->cut)
            refuse(x, piece, "this result is too long: not all of it is kept");
        return !x->failed;
    }
    v->name = nk_session_name_find(x->s, name, piece->len);
    if (v->name != NULL)
        return true;
    snprintf(message, sizeof message, "there is no name '%.*s': let NAME = VALUE makes one",
             (int)(piece->len < 40 ? piece->len : 40), name);
    refuse(x, piece, message);
    return false;
}

/* ---- words --------------------------------------------------------------- */

/* The text of a quoted reference: all values, parted by blanks. */
static void add_joined(struct expand *x, struct values *v)
{
    const char *value;
    size_t len;
    for (bool first = true; (value = next_value(v, &len)) != NULL; first = false) {
        if (!first)
            nk_buf_add_byte(&x->a->text, ' ');
        nk_buf_add(&x->a->text, value, len);
    }
}

/* Pieces from `at` on up to the next reference that makes several words; returns where that is. */
static size_t add_pieces(struct expand *x, const struct nk_line_word *word, size_t at)
{
    for (; at < word->count && !x->failed; at++) {
        const struct nk_line_piece *piece = &x->l->pieces[word->first + at];
        struct values v;
        if (!piece->reference)
            nk_buf_add(&x->a->text, x->l->text.data + piece->at, piece->len);
        else if (!piece->quoted)
            return at;
        else if (find_values(x, piece, &v))
            add_joined(x, &v);
    }
    return at;
}

/* The word that was made at the end of the text; its place becomes a pointer when all are there. */
static void end_word(struct expand *x, size_t start, size_t from)
{
    struct nk_session_argv *a = x->a;
    nk_buf_add_byte(&a->text, '\0');
    if (a->text.failed || !grow(a)) {
        nk_session_no_memory(x->s);
        x->failed = true;
        return;
    }
    a->from[a->count] = from;
    a->words[a->count++] = (const char *)(uintptr_t)start;
    if (a->count > WORDS_MAX || a->text.len > TEXT_MAX) {
        nk_cli_say(x->s->ctx, "the line comes to more than %d words", WORDS_MAX);
        nk_cli_status(x->s->ctx, NK_WRONG);
        x->failed = true;
    }
}

/* A word with a reference: as many words as there are values, each with what stands before and
 * behind it. */
static void add_values(struct expand *x, const struct nk_line_word *word, size_t from, size_t start,
                       size_t at)
{
    struct nk_buf before = {0};
    struct values v;
    const char *value;
    size_t len, made = 0;
    nk_buf_add(&before, x->a->text.data + start, x->a->text.len - start);
    x->a->text.len = start;
    if (!find_values(x, &x->l->pieces[word->first + at], &v))
        goto done;
    while (!x->failed && (value = next_value(&v, &len)) != NULL) {
        start = x->a->text.len;
        nk_buf_add(&x->a->text, before.data, before.len);
        nk_buf_add(&x->a->text, value, len);
        size_t next = add_pieces(x, word, at + 1);
        if (next < word->count && !x->failed)
            refuse(x, &x->l->pieces[word->first + next], "one result a word, please");
        if (!x->failed)
            end_word(x, start, from);
        made++;
    }
    if (made == 0)
        refuse(x, &x->l->pieces[word->first + at], "this result has no value to work with");
    if (before.failed && !x->failed) {
        nk_session_no_memory(x->s);
        x->failed = true;
    }
done:
    nk_buf_release(&before);
}

static void add_word(struct expand *x, size_t index)
{
    const struct nk_line_word *word = &x->l->words[index];
    size_t start = x->a->text.len;
    size_t at = add_pieces(x, word, 0);
    if (x->failed)
        return;
    if (at < word->count)
        add_values(x, word, index, start, at);
    else
        end_word(x, start, index);
}

bool nk_session_expand(struct nk_session *s, const struct nk_session_line *l, const char *line,
                       size_t len, size_t first, size_t count, struct nk_session_argv *a)
{
    struct expand x = {.s = s, .l = l, .line = line, .len = len, .a = a};
    *a = (struct nk_session_argv){.words = NULL};
    for (size_t i = first; i < first + count && !x.failed; i++)
        add_word(&x, i);
    if (x.failed)
        return false;
    for (int i = 0; i < a->count; i++)
        a->words[i] = a->text.data + (uintptr_t)a->words[i];
    if (nk_session_argv_insert(a, 0, "netkit"))
        return true;
    nk_session_no_memory(s);
    return false;
}
