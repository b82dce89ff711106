#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/session_part.h"

/* Where the cursor stands: the whole words of the statement before it, and the one that is typed.
 */
struct cursor {
    struct nk_session *s;
    struct nk_buf *rows;
    struct nk_buf text; /* the words, a NUL behind each */
    const char **words; /* the first is "netkit" */
    size_t count;
    const char *partial;
    bool help;
};

/* A row, if it continues what is typed. */
static void offer(struct cursor *c, const char *before, const char *word, const char *help)
{
    nk_offer_put(c->rows, c->partial, before, word, help);
}

/* A row of `?` that is no word to type. */
static void tell(struct cursor *c, const char *what, const char *help)
{
    if (c->help)
        nk_buf_printf(c->rows, "%s\t%s\n", what, help);
}

static void offer_list(struct cursor *c, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        offer(c, "", words[i], NULL);
}

static void offer_files(struct cursor *c)
{
    nk_buf_add_text(c->rows, ":files\t\n");
}

static bool is_guests(const struct cursor *c, const char *name)
{
    const struct nk_session_word *w = c->s->guest == NULL ? NULL : c->s->guest->words;
    while (w != NULL && w->name != NULL && strcmp(w->name, name) != 0)
        w++;
    return w != NULL && w->name != NULL;
}

/* Those that the session, or its guest, has no word of its own for. */
static void offer_commands(struct cursor *c)
{
    for (const struct nk_command *x = nk_commands; x->name[0] != '\0'; x++)
        if (!nk_session_is_own(x->name) && !is_guests(c, x->name))
            offer(c, "", x->name, x->summary);
}

static void offer_own(struct cursor *c, const struct nk_session_word *words)
{
    for (; words != NULL && words->name != NULL; words++)
        offer(c, "", words->name, words->help);
}

/* ---- results and names ------------------------------------------------------- */

/* "$", "@$", "--server=$": what stands before the name stays. */
static bool offer_references(struct cursor *c)
{
    const char *dollar = strrchr(c->partial, '$');
    if (dollar == NULL || strspn(dollar + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
                                             "0123456789") != strlen(dollar + 1))
        return false;
    struct nk_buf before = {0};
    nk_buf_add(&before, c->partial, (size_t)(dollar + 1 - c->partial));
    nk_buf_add_byte(&before, '\0');
    for (size_t i = 0; !before.failed && i < c->s->name_count; i++)
        offer(c, before.data, c->s->names[i].name, c->s->names[i].values[0]);
    for (size_t i = 0; !before.failed && i < c->s->results.count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%llu", (unsigned long long)c->s->results.items[i].number);
        offer(c, before.data, number, c->s->results.items[i].line);
    }
    c->rows->failed = c->rows->failed || before.failed;
    nk_buf_release(&before);
    return true;
}

/* ---- commands of the session --------------------------------------------------- */

static void offer_value(struct cursor *c, const char *name)
{
    static const char *const unset[] = {"default", NULL};
    for (int i = 0; i < NK_SET_COUNT; i++) {
        const struct nk_setting_row *row = &nk_setting_rows[i];
        if (strcmp(row->name, name) != 0)
            continue;
        const struct nk_option *option = NULL;
        for (size_t j = 0; row->option != NULL && j < NK_OPT_COUNT; j++)
            if (strcmp(nk_common_rows[j].option.name, row->option) == 0)
                option = &nk_common_rows[j].option;
        tell(c, row->metavar, row->help);
        if (row->words != NULL)
            offer_list(c, row->words);
        const char *word;
        for (size_t j = 0; option != NULL && (word = nk_option_word(option, j)) != NULL; j++)
            offer(c, "", word, NULL);
        offer_list(c, unset);
    }
}

static void offer_in_set(struct cursor *c)
{
    if (c->count == 2)
        for (int i = 0; i < NK_SET_COUNT; i++)
            offer(c, "", nk_setting_rows[i].name, nk_setting_rows[i].help);
    if (c->count == 2)
        tell(c, "<cr>", "show what is set");
    else if (c->count == 3)
        offer_value(c, c->words[2]);
    else
        tell(c, "<cr>", "");
}

static void offer_in_show(struct cursor *c)
{
    static const char *const words[] = {"settings", "names", "results", NULL};
    if (c->count == 2)
        offer_list(c, words);
    tell(c, "<cr>", "");
}

static void offer_in_help(struct cursor *c)
{
    struct nk_session_choice choice = {.command = NULL};
    if (c->count == 2) {
        offer_commands(c);
        offer_own(c, nk_session_words);
    } else if (c->count == 3) {
        nk_session_choose(c->s, c->words[2], &choice, NULL);
    }
    if (choice.command != NULL && choice.command->verbs[0]->name[0] != '\0')
        for (const struct nk_verb *const *v = choice.command->verbs; *v != NULL; v++)
            offer(c, "", (*v)->name, (*v)->summary);
    tell(c, "<cr>", "");
}

static void offer_in_own(struct cursor *c, const struct nk_session_word *own)
{
    const char *name = own->name;
    bool takes_file = strcmp(name, "source") == 0 || strcmp(name, "record") == 0;
    if (strcmp(name, "set") == 0)
        offer_in_set(c);
    else if (strcmp(name, "show") == 0)
        offer_in_show(c);
    else if (strcmp(name, "help") == 0)
        offer_in_help(c);
    else if (takes_file && c->count == 2) {
        tell(c, own->operands, own->help);
        offer_files(c);
    } else if (own->operands[0] != '\0' && !takes_file && c->count < 5)
        tell(c, own->operands, own->help);
    else
        tell(c, "<cr>", "");
}

/* ---- commands of netkit --------------------------------------------------------- */

/* How many of the words behind the verb are operands. */
static size_t count_operands(const struct cursor *c, const struct nk_verb *verb, size_t at)
{
    size_t n = 0;
    bool ended = false;
    for (; at < c->count; at++) {
        const char *word = c->words[at];
        if (!ended && strcmp(word, "--") == 0)
            ended = true;
        else if (!ended && word[0] == '-' && word[1] != '\0')
            at += nk_option_pending(verb, word) != NULL && strchr(word, '=') == NULL;
        else
            n++;
    }
    return n;
}

/* What `?` says of a verb beside the words to type: its operands, its options, and whether the line
 * may end. */
static void tell_verb(struct cursor *c, const struct nk_verb *verb, size_t at)
{
    const struct nk_option *pending = nk_option_pending(verb, c->words[c->count - 1]);
    size_t n = count_operands(c, verb, at);
    bool full = verb->max_operands == NK_NO_OPERANDS ||
                (verb->max_operands != 0 && n >= verb->max_operands);
    if (c->count > at && pending != NULL) {
        tell(c, pending->metavar, pending->help);
        return;
    }
    if (verb->operands[0] != '\0' && !full && c->partial[0] != '-')
        tell(c, verb->operands, verb->summary);
    if (c->partial[0] != '\0')
        return;
    c->partial = "-";
    nk_complete_words(c->words, c->count, c->partial, c->rows);
    if (n >= verb->min_operands)
        tell(c, "<cr>", "");
}

static void offer_in_command(struct cursor *c, const struct nk_command *command)
{
    const struct nk_verb *verb = NULL;
    c->words[1] = command->name;
    if (c->count > 2)
        nk_session_choose_verb(c->s, command, c->words[2], &verb, NULL);
    if (verb != NULL)
        c->words[2] = verb->name;
    size_t at = verb != NULL ? 3 : 2;
    const struct nk_verb *found = nk_complete_words(c->words, c->count, c->partial, c->rows);
    if (c->help && found != NULL)
        tell_verb(c, found, at);
    else if (command->bare && c->count == 2 && c->partial[0] == '\0')
        tell(c, "<cr>", "");
}

static void offer_words(struct cursor *c)
{
    struct nk_session_choice choice;
    if (offer_references(c))
        return;
    if (c->count == 1) {
        offer_own(c, c->s->guest == NULL ? NULL : c->s->guest->words);
        offer_commands(c);
        offer_own(c, nk_session_words);
        return;
    }
    nk_session_choose(c->s, c->words[1], &choice, NULL);
    if (choice.own != NULL)
        offer_in_own(c, choice.own);
    else if (choice.command != NULL)
        offer_in_command(c, choice.command);
    else if (choice.guests != NULL)
        tell(c, choice.guests->operands, choice.guests->help);
}

/* ---- the line ------------------------------------------------------------------- */

/* The text of a word, references as they were written but for braces. */
static void add_word(struct cursor *c, const struct nk_session_line *l, size_t index)
{
    const struct nk_line_word *word = &l->words[index];
    c->words[c->count++] = (const char *)(uintptr_t)c->text.len;
    for (size_t i = 0; i < word->count; i++) {
        const struct nk_line_piece *piece = &l->pieces[word->first + i];
        if (piece->reference)
            nk_buf_add_byte(&c->text, '$');
        nk_buf_add(&c->text, l->text.data + piece->at, piece->len);
    }
    nk_buf_add_byte(&c->text, '\0');
}

/* The words of the last statement; the one that is typed is the last of them, and taken off. */
static bool take_words(struct cursor *c, const struct nk_session_line *l)
{
    const struct nk_statement *statement = &l->statements[l->statement_count - 1];
    size_t first = statement->first, count = l->word_count - first;
    c->words = calloc(count + 2, sizeof *c->words);
    if (c->words == NULL)
        return false;
    c->count = 1;
    for (size_t i = 0; i < count; i++)
        add_word(c, l, first + i);
    if (c->text.failed)
        return false;
    for (size_t i = 1; i < c->count; i++)
        c->words[i] = c->text.data + (uintptr_t)c->words[i];
    c->words[0] = "netkit";
    if (l->at_word && count > 0)
        c->partial = c->words[--c->count];
    if (c->count > 1 && strcmp(c->words[1], "netkit") == 0) {
        c->count--;
        memmove(c->words + 1, c->words + 2, (c->count - 1) * sizeof *c->words);
    }
    return true;
}

/* In the shell's part only the last word is looked at: it may be a file. */
static size_t shell_word(const char *line, size_t cursor)
{
    size_t n = 0;
    while (n < cursor && strchr(" \t|;<>", line[cursor - n - 1]) == NULL)
        n++;
    return n;
}

bool nk_session_offers(struct nk_session *s, const char *line, size_t cursor, bool help,
                       struct nk_buf *rows, size_t *typed)
{
    struct cursor c = {.s = s, .rows = rows, .help = help, .partial = ""};
    struct nk_session_line l;
    struct nk_err err = {.code = NK_ERR_NONE};
    bool good = nk_session_line_parse(&l, line, cursor, &err) || err.code == NK_ERR_INPUT;
    const struct nk_statement *last =
        l.statement_count == 0 ? NULL : &l.statements[l.statement_count - 1];
    *typed = good && l.at_word ? cursor - l.words[l.word_count - 1].offset : 0;
    if (!good || last == NULL || l.in_comment || memchr(line, '\0', cursor) != NULL)
        goto done;
    if (last->to == NK_TO_COMMAND) {
        *typed = shell_word(line, cursor);
        offer_files(&c);
    } else if (last->to != NK_TO_OUTPUT) {
        tell(&c, "FILE", "what the output goes to");
        offer_files(&c);
    } else if (take_words(&c, &l)) {
        offer_words(&c);
    } else {
        good = false;
    }
done:
    free(c.words);
    nk_buf_release(&c.text);
    nk_session_line_release(&l);
    return good && !rows->failed;
}
