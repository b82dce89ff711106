/* What the files of the frame share; verbs use cli.h. */
#ifndef NK_CLI_FRAME_H
#define NK_CLI_FRAME_H

#include "cli/cli.h"

/* A common option: its row, which verbs take it, and what it sets. */
enum nk_common_id {
    NK_OPT_OUTPUT,
    NK_OPT_JSON,
    NK_OPT_FIELDS,
    NK_OPT_HEADER,
    NK_OPT_NO_HEADER,
    NK_OPT_EXPLAIN,
    NK_OPT_ASCII,
    NK_OPT_IPV4,
    NK_OPT_IPV6,
    NK_OPT_LENIENT,
    NK_OPT_STRICT,
    NK_OPT_TIMEOUT,
    NK_OPT_THREADS,
    NK_OPT_QUIET,
    NK_OPT_COLOR,
    NK_OPT_LINE_BUFFERED,
    NK_OPT_EXIT_ZERO,
    NK_OPT_FORMAT_VERSION,
    NK_OPT_HELP,
    NK_OPT_VERSION,
    NK_OPT_COUNT
};

struct nk_common_row {
    struct nk_option option;
    unsigned mask; /* enum nk_common; 0: every verb */
};

extern const struct nk_common_row nk_common_rows[NK_OPT_COUNT];

/* True where a verb takes the common option. */
bool nk_common_applies(const struct nk_verb *verb, const struct nk_common_row *row);
/* The places of the pictures among the words of `--output`; records come before them. */
enum { NK_OUTPUT_SVG = 4, NK_OUTPUT_DOT, NK_OUTPUT_MERMAID };
/* The words of `--output` that a verb knows. */
bool nk_output_applies(const struct nk_verb *verb, size_t word);

/* The word at that place, which counts from 0, of those that an option's argument is one of; NULL
 * behind the last. */
const char *nk_option_word(const struct nk_option *o, size_t at);
/* The words that completion offers for an option's argument; NULL for none. */
nk_offers *nk_option_offers(const struct nk_option *o);
/* The verb's own option or common one of that name or letter, NULL for none. */
const struct nk_option *nk_option_by_name(const struct nk_verb *verb, const char *name, size_t len);
const struct nk_option *nk_option_by_letter(const struct nk_verb *verb, char letter);

const struct nk_command *nk_command_find(const char *name);
const struct nk_verb *nk_verb_find(const struct nk_command *command, const char *name);

/*
 * Parses the words behind the verb into `args`, which nk_args_release() frees in any case. False
 * after the message was printed; `words` is argv without program, command and verb.
 */
bool nk_args_parse(struct nk_ctx *ctx, struct nk_args *args, int count, const char *const *words);
void nk_args_release(struct nk_args *args);
/* Whether the text can be the argument of the option. */
bool nk_args_check(const struct nk_option *row, const char *text, struct nk_err *err);
/* What selects the default verb: an item rather than a word, or a word that the command knows. */
bool nk_cli_is_item(const struct nk_command *command, const char *word);
/* The verdict on standard output, once a command. */
void nk_cli_check_output(struct nk_ctx *ctx);

/* Help at its three levels, as text. */
void nk_help_program(struct nk_buf *b);
void nk_help_command(struct nk_buf *b, const struct nk_command *command);
void nk_help_verb(struct nk_buf *b, const struct nk_command *command, const struct nk_verb *verb);
void nk_help_fields(struct nk_buf *b, const struct nk_schema *schema);
/* Prints what was made, or says that memory is out; releases it. */
enum nk_status nk_help_print(struct nk_ctx *ctx, struct nk_buf *b, bool to_stderr);

/* A wrong word of the command line: message, and the line with a caret under [offset, offset +
 * length) of word `word`. */
void nk_cli_blame(struct nk_ctx *ctx, const char *word, size_t offset, size_t length,
                  const char *message);
/* The same for a line of `len` bytes, which is shown as it is. */
void nk_cli_blame_line(struct nk_ctx *ctx, const char *line, size_t len, size_t offset,
                       size_t length, const char *message);
/* The nearest of the names, NULL where none is near. `next` walks them: NULL at the end. */
typedef const char *nk_name_walk(const void *of, size_t at);
const char *nk_cli_nearest(const char *word, nk_name_walk *next, const void *of);
/* A word of the command line that is no WHAT: did you mean NEAR? Where that is NULL, `instead`
 * follows. With a caret; status 2. */
void nk_cli_no_word(struct nk_ctx *ctx, const char *word, const char *what, const char *near,
                    const char *instead);

/* What can follow the words (the first is the program's name) in place of `partial`: candidates as
 * `netkit __complete` prints them. Returns the verb that the words name, NULL for none. */
const struct nk_verb *nk_complete_words(const char *const *words, size_t count, const char *partial,
                                        struct nk_buf *rows);
/* The option whose argument comes behind the word, NULL where none does. */
const struct nk_option *nk_option_pending(const struct nk_verb *verb, const char *word);

/* Hidden commands: candidates for a line, and the rows as TSV. */
int nk_cli_complete(struct nk_ctx *ctx, int argc, const char *const *argv);
/* Appends a candidate, `before` and the word, TAB, what it means, if it continues `partial`. */
void nk_offer_put(struct nk_buf *b, const char *partial, const char *before, const char *word,
                  const char *help);
int nk_cli_describe(struct nk_ctx *ctx);

/* Verbs of commands that have none. */
extern const struct nk_verb nk_completion_verb;
extern const struct nk_verb nk_help_verb_row;
extern const struct nk_verb nk_version_verb;
extern const struct nk_verb nk_repl_verb;

#endif
