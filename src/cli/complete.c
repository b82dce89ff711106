#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "cli/frame.h"

/* Where the cursor stands: the whole words before it, and the one that is being typed. */
struct cursor {
    struct nk_buf *out;
    const char *const *words;
    size_t count;
    const char *partial;
};

void nk_offer_put(struct nk_buf *b, const char *partial, const char *before, const char *word,
                  const char *help)
{
    size_t skip = strlen(before), typed = strlen(partial);
    if (typed < skip ? strncmp(before, partial, typed) != 0
                     : strncmp(before, partial, skip) != 0 ||
                           strncmp(word, partial + skip, typed - skip) != 0)
        return;
    nk_buf_printf(b, "%s%s\t%s\n", before, word, help == NULL ? "" : help);
}

/* One candidate, if it continues what is typed: the word, TAB, what it means. */
static void offer(struct cursor *c, const char *before, const char *word, const char *help)
{
    nk_offer_put(c->out, c->partial, before, word, help);
}

static void offer_commands(struct cursor *c)
{
    for (const struct nk_command *command = nk_commands; command->name[0] != '\0'; command++)
        offer(c, "", command->name, command->summary);
}

static void offer_verbs(struct cursor *c, const struct nk_command *command)
{
    for (const struct nk_verb *const *v = command->verbs; *v != NULL; v++)
        offer(c, "", (*v)->name, (*v)->summary);
}

/* The shell itself completes the names of files; they may have a '@' in front. */
static void offer_files(struct cursor *c, const char *before)
{
    bool marked = c->partial[strnlen(c->partial, strlen(before))] == '@';
    nk_buf_printf(c->out, ":files\t%s%s\n", before, marked ? "@" : "");
}

static void offer_from(struct cursor *c, const char *before, nk_offers *offers)
{
    struct nk_offer o = {0};
    for (size_t i = 0; offers != NULL && offers(i, &o); i++) {
        struct nk_buf start = {0};
        nk_buf_printf(&start, "%s%s", before, o.start == NULL ? "" : o.start);
        nk_buf_add_byte(&start, '\0');
        if (start.failed)
            c->out->failed = true;
        else
            offer(c, start.data, o.word, o.help);
        nk_buf_release(&start);
    }
}

static void offer_option(struct cursor *c, const struct nk_option *o)
{
    offer(c, "--", o->name, o->help);
}

static void offer_options(struct cursor *c, const struct nk_verb *verb)
{
    for (const struct nk_option *o = verb->options; o != NULL && o->name[0] != '\0'; o++)
        offer_option(c, o);
    for (size_t i = 0; i < NK_OPT_COUNT; i++)
        if (nk_common_applies(verb, &nk_common_rows[i]))
            offer_option(c, &nk_common_rows[i].option);
}

/* A list of keys: what is typed up to the last comma stays. */
static void offer_fields(struct cursor *c, const struct nk_schema *schema)
{
    struct nk_buf before = {0};
    const char *comma = strrchr(c->partial, ',');
    const char *equals = strchr(c->partial, '=');
    const char *from = comma != NULL ? comma : equals;
    if (from != NULL)
        nk_buf_add(&before, c->partial, (size_t)(from + 1 - c->partial));
    nk_buf_add_byte(&before, '\0');
    if (schema == NULL || before.failed)
        goto done;
    if (comma == NULL)
        offer(c, before.data, "help", "list the fields");
    for (size_t i = 0; i < schema->count; i++)
        offer(c, before.data, schema->fields[i].key, schema->fields[i].help);
done:
    nk_buf_release(&before);
}

/* What can be the argument of an option; `before` is "--option=" or empty. */
static void offer_argument(struct cursor *c, const struct nk_verb *verb, const struct nk_option *o,
                           const char *before)
{
    offer_from(c, before, nk_option_offers(o));
    if (o->arg == NK_ARG_FIELDS)
        offer_fields(c, verb->schema);
    else if (o->arg == NK_ARG_FILE)
        offer_files(c, before);
    const char *word;
    for (size_t i = 0; (word = nk_option_word(o, i)) != NULL; i++)
        if (o != &nk_common_rows[NK_OPT_OUTPUT].option || nk_output_applies(verb, i))
            offer(c, before, word, NULL);
}

const struct nk_option *nk_option_pending(const struct nk_verb *verb, const char *word)
{
    const struct nk_option *o = NULL;
    if (word[0] == '-' && word[1] == '-')
        o = nk_option_by_name(verb, word + 2, strlen(word + 2));
    else if (word[0] == '-' && word[1] != '\0')
        o = nk_option_by_letter(verb, word[strlen(word) - 1]);
    return o != NULL && o->arg != NK_ARG_NONE && !o->optional ? o : NULL;
}

static void offer_inline_argument(struct cursor *c, const struct nk_verb *verb, const char *equals)
{
    struct nk_buf before = {0};
    size_t len = (size_t)(equals - c->partial);
    const struct nk_option *o = nk_option_by_name(verb, c->partial + 2, len - 2);
    nk_buf_add(&before, c->partial, len + 1);
    nk_buf_add_byte(&before, '\0');
    if (o != NULL && !before.failed)
        offer_argument(c, verb, o, before.data);
    nk_buf_release(&before);
}

static void offer_operands(struct cursor *c, const struct nk_command *command,
                           const struct nk_verb *verb)
{
    static const char *const shells[] = {"bash", "zsh", "fish"};
    offer_from(c, "", verb->offers);
    if ((verb->operands_are_items && c->partial[0] == '@') || verb->operands_are_files ||
        (verb->dash_dash && c->partial[0] != '\0'))
        offer_files(c, "");
    if (verb == &nk_completion_verb)
        for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
            offer(c, "", shells[i], NULL);
    if (verb != &nk_help_verb_row)
        return;
    if (c->count == 2)
        offer_commands(c);
    const struct nk_command *other = c->count == 3 ? nk_command_find(c->words[2]) : NULL;
    if (other != NULL && other != command)
        offer_verbs(c, other);
}

static void offer_in_verb(struct cursor *c, const struct nk_command *command,
                          const struct nk_verb *verb)
{
    const char *equals = strchr(c->partial, '=');
    const struct nk_option *pending = nk_option_pending(verb, c->words[c->count - 1]);
    if (pending != NULL)
        offer_argument(c, verb, pending, "");
    else if (c->partial[0] == '-' && c->partial[1] == '-' && equals != NULL)
        offer_inline_argument(c, verb, equals);
    else if (c->partial[0] == '-')
        offer_options(c, verb);
    else
        offer_operands(c, command, verb);
}

/* Returns the verb that was recognised, NULL for none. */
static const struct nk_verb *offer_words(struct cursor *c)
{
    const struct nk_command *command = c->count > 1 ? nk_command_find(c->words[1]) : NULL;
    if (c->count <= 1) {
        offer_commands(c);
        return NULL;
    }
    if (command == NULL)
        return NULL;
    bool verbless = command->verbs[0]->name[0] == '\0';
    const struct nk_verb *verb = verbless ? command->verbs[0] : NULL;
    if (verb == NULL && c->count > 2)
        verb = nk_verb_find(command, c->words[2]);
    if (verb == NULL && command->default_verb != NULL && (c->count > 2 || c->partial[0] == '-'))
        verb = nk_verb_find(command, command->default_verb);
    if (verb != NULL)
        offer_in_verb(c, command, verb);
    else
        offer_verbs(c, command);
    return verb;
}

const struct nk_verb *nk_complete_words(const char *const *words, size_t count, const char *partial,
                                        struct nk_buf *rows)
{
    struct cursor c = {.out = rows, .words = words, .count = count, .partial = partial};
    return offer_words(&c);
}

int nk_cli_complete(struct nk_ctx *ctx, int argc, const char *const *argv)
{
    const char *line = argc > 0 ? argv[0] : "netkit ";
    struct nk_buf b = {0};
    struct nk_err err = {0};
    char **words;
    size_t count, len = strlen(line);
    if (!nk_words_split(line, len, &words, NULL, &count, &err))
        return (int)ctx->worst; /* an open quote: nothing can be said */
    bool open = len > 0 && strchr(" \t", line[len - 1]) == NULL;
    const char *partial = open && count > 0 ? words[--count] : "";
    if (count > 0)
        nk_complete_words((const char *const *)words, count, partial, &b);
    free(words);
    return (int)nk_help_print(ctx, &b, false);
}
