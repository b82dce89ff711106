#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/session_part.h"

enum { WORD_COLUMN = 22 };

bool nk_session_allows(struct nk_session *s, const char *what)
{
    if (!s->restricted)
        return true;
    nk_cli_say(s->ctx, "%s: a restricted session does not do that", what);
    return false;
}

static int usage(struct nk_session *s, const struct nk_session_word *word)
{
    nk_cli_say(s->ctx, "usage: %s%s%s", word->name, word->operands[0] == '\0' ? "" : " ",
               word->operands);
    return NK_WRONG;
}

/* ---- let ------------------------------------------------------------------- */

static bool is_name(const char *text, size_t len)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    size_t letter = strspn(text, letters);
    size_t all = 0;
    while (all < len && (strchr(letters, text[all]) != NULL || strchr("0123456789", text[all])))
        all++;
    return len > 0 && letter > 0 && all == len;
}

/* A name with its values, all in one allocation at `values`; NULL when out of memory. */
static char **make_values(const char *text, size_t len, int argc, const char *const *argv,
                          char **name)
{
    size_t count = (size_t)argc, size = (count + 1) * sizeof(char *) + len + 1;
    for (size_t i = 0; i < count; i++)
        size += strlen(argv[i]) + 1;
    char **values = nk_alloc_array(1, size);
    if (values == NULL)
        return NULL;
    char *at = (char *)(values + count + 1);
    for (size_t i = 0; i < count; i++) {
        values[i] = at;
        at = stpcpy(at, argv[i]) + 1;
    }
    memcpy(at, text, len);
    at[len] = '\0';
    *name = at;
    return values;
}

static int give_name(struct nk_session *s, const char *text, size_t len, int argc,
                     const char *const *argv)
{
    size_t at = 0;
    while (at < s->name_count &&
           (strncmp(s->names[at].name, text, len) != 0 || s->names[at].name[len] != '\0'))
        at++;
    char *name, **values = make_values(text, len, argc, argv, &name);
    if (values == NULL || (at == s->name_count && !nk_grow((void **)&s->names, s->name_count,
                                                           &s->name_room, sizeof *s->names))) {
        free(values);
        return nk_session_no_memory(s);
    }
    if (at < s->name_count)
        free(s->names[at].values);
    else
        s->name_count++;
    s->names[at] = (struct nk_session_name){name, values, (size_t)argc};
    return NK_YES;
}

/* let NAME = VALUE..., also without blanks. */
static int run_let(struct nk_session *s, const struct nk_session_word *word, int argc,
                   const char *const *argv)
{
    const char *values[1], *equals = argc > 1 ? strchr(argv[1], '=') : NULL;
    size_t len = argc < 2 ? 0 : equals != NULL ? (size_t)(equals - argv[1]) : strlen(argv[1]);
    bool apart = argc > 3 && equals == NULL && strcmp(argv[2], "=") == 0;
    bool glued = argc == 2 && equals != NULL && equals[1] != '\0';
    if (!apart && !glued)
        return usage(s, word);
    if (!is_name(argv[1], len)) {
        nk_cli_say(s->ctx, "'%.60s' is no name: letters, digits and '_', no digit first", argv[1]);
        return NK_WRONG;
    }
    if (apart)
        return give_name(s, argv[1], len, argc - 3, argv + 3);
    values[0] = equals + 1;
    return give_name(s, argv[1], len, 1, values);
}

/* ---- source ------------------------------------------------------------------ */

/* At a prompt no signal ends the waiting for what is no file: a FIFO, a terminal, a device. */
static int open_script(const struct nk_session *s, const char *path, struct nk_err *err)
{
    struct stat st;
    int wait = s->signals == NULL ? 0 : O_NONBLOCK;
    int fd = nk_file_open(path, O_RDONLY | wait, 0);
    if (fd < 0) {
        nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot open '%.120s': %s", path, strerror(errno));
        return -1;
    }
    if (wait == 0 || (nk_file_look(fd, &st) && (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))))
        return fd;
    nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot open '%.120s': at a prompt it has to be a file",
               path);
    close(fd);
    return -1;
}

static int run_source(struct nk_session *s, const struct nk_session_word *word, int argc,
                      const char *const *argv)
{
    struct nk_err err;
    int fd;
    if (argc != 2)
        return usage(s, word);
    if (s->depth >= NK_SESSION_SOURCES_MAX) {
        nk_cli_say(s->ctx, "%d files that name one another by 'source' are enough",
                   NK_SESSION_SOURCES_MAX);
        return NK_WRONG;
    }
    fd = open_script(s, argv[1], &err);
    if (fd < 0)
        return (int)nk_cli_fail(s->ctx, &err);
    s->depth++;
    int status = nk_session_run_lines(s, fd, argv[1]);
    s->depth--;
    close(fd);
    return status;
}

/* ---- help ------------------------------------------------------------------ */

/* A word with its operands, and what it does in a column: on a line below where there is no room.
 */
static void help_word(struct nk_buf *b, const struct nk_session_word *w)
{
    char head[64];
    int len = snprintf(head, sizeof head, "%s%s%s", w->name, w->operands[0] == '\0' ? "" : " ",
                       w->operands);
    nk_buf_printf(b, "  %-*s", WORD_COLUMN, head);
    if (len >= WORD_COLUMN)
        nk_buf_printf(b, "\n  %*s", WORD_COLUMN, "");
    nk_buf_printf(b, "%s\n", w->help);
}

static void help_session(const struct nk_session *s, struct nk_buf *b)
{
    const struct nk_session_word *sets[] = {s->guest == NULL ? NULL : s->guest->words,
                                            nk_session_words};
    nk_help_program(b);
    nk_buf_add_text(b, "\nIn the session also:\n");
    for (size_t i = 0; i < 2; i++)
        for (const struct nk_session_word *w = sets[i]; w != NULL && w->name != NULL; w++)
            help_word(b, w);
    nk_buf_add_text(b, "\n$ is the last result, $1 the first; '?' lists what can come next, Tab "
                       "completes.\n");
}

/* A word that is no command: the verbs of that name. */
static bool help_verbs(struct nk_buf *b, const char *word)
{
    const struct nk_command *command = NULL;
    const struct nk_verb *verb = NULL;
    size_t found = 0;
    for (const struct nk_command *c = nk_commands; c->name[0] != '\0'; c++) {
        const struct nk_verb *v = nk_verb_find(c, word);
        if (v == NULL || v->name[0] == '\0')
            continue;
        if (found++ == 0) {
            command = c;
            verb = v;
            continue;
        }
        if (found == 2)
            nk_buf_printf(b, "%s %s: %s\n", command->name, verb->name, verb->summary);
        nk_buf_printf(b, "%s %s: %s\n", c->name, v->name, v->summary);
    }
    if (found == 1)
        nk_help_verb(b, command, verb);
    return found > 0;
}

static int no_help(struct nk_session *s, struct nk_buf *b, const char *word)
{
    nk_buf_release(b);
    nk_cli_say(s->ctx, "there is no help on '%.60s': help alone lists the commands", word);
    return NK_WRONG;
}

static int run_help(struct nk_session *s, const struct nk_session_word *word, int argc,
                    const char *const *argv)
{
    struct nk_session_choice choice;
    struct nk_buf b = {0};
    const struct nk_verb *verb = NULL;
    if (argc > 3)
        return usage(s, word);
    if (argc == 1) {
        help_session(s, &b);
        return (int)nk_help_print(s->ctx, &b, false);
    }
    nk_session_choose(s, argv[1], &choice, NULL);
    const struct nk_session_word *own = choice.own == NULL ? choice.guests : choice.own;
    bool found = false;
    if (own != NULL && argc == 2)
        nk_buf_printf(&b, "%s%s%s: %s\n", own->name, own->operands[0] == '\0' ? "" : " ",
                      own->operands, own->help);
    if (argc == 2 && nk_command_find(argv[1]) == NULL)
        found = help_verbs(&b, argv[1]);
    if (found || (own != NULL && argc == 2))
        ;
    else if (choice.command == NULL)
        return no_help(s, &b, argv[1]);
    else if (argc == 2)
        nk_help_command(&b, choice.command);
    else if (nk_session_choose_verb(s, choice.command, argv[2], &verb, NULL) && verb != NULL)
        nk_help_verb(&b, choice.command, verb);
    else
        return no_help(s, &b, argv[2]);
    return (int)nk_help_print(s->ctx, &b, false);
}

/* ---- the rows ---------------------------------------------------------------- */

static int run_set(struct nk_session *s, const struct nk_session_word *word, int argc,
                   const char *const *argv)
{
    (void)word;
    return nk_session_set(s, argc, argv);
}

static int run_show(struct nk_session *s, const struct nk_session_word *word, int argc,
                    const char *const *argv)
{
    (void)word;
    return nk_session_show(s, argc, argv);
}

static int run_record(struct nk_session *s, const struct nk_session_word *word, int argc,
                      const char *const *argv)
{
    (void)word;
    return nk_session_record(s, argc, argv);
}

static int run_exit(struct nk_session *s, const struct nk_session_word *word, int argc,
                    const char *const *argv)
{
    (void)argv;
    if (argc > 1)
        return usage(s, word);
    s->ended = true;
    return NK_YES;
}

const struct nk_session_word nk_session_words[] = {
    {"let", "NAME = VALUE...", "name values: $NAME stands for them"},
    {"set", "NAME VALUE", "an option for all commands that know it"},
    {"show", "[settings | names | results]", "what is set, what has a name, and $1, $2 ..."},
    {"source", "FILE", "run the commands of a file"},
    {"record", "FILE | off", "keep what is typed and shown, behind what the file has"},
    {"help", "[COMMAND [VERB]]", "help on a command or a verb"},
    {"exit", "", "leave, as Ctrl-D does"},
    {"quit", "", "leave"},
    {NULL, NULL, NULL},
};

int nk_session_own(struct nk_session *s, const struct nk_session_word *word, int argc,
                   const char *const *argv)
{
    static int (*const run[])(struct nk_session * s, const struct nk_session_word *word, int argc,
                              const char *const *argv) = {
        run_let, run_set, run_show, run_source, run_record, run_help, run_exit, run_exit};
    return run[word - nk_session_words](s, word, argc, argv);
}

bool nk_session_prints(const struct nk_session_word *word)
{
    return strcmp(word->name, "show") == 0 || strcmp(word->name, "help") == 0;
}
