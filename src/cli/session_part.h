/* What the files of the session share. */
#ifndef NK_CLI_SESSION_PART_H
#define NK_CLI_SESSION_PART_H

#include "cli/frame.h"
#include "cli/session.h"
#include "cli/session_line.h"

/* The words of a statement with all references replaced; one allocation each for texts and array.
 */
struct nk_session_argv {
    struct nk_buf text;
    const char **words; /* count of them, and NULL; the first is "netkit" */
    size_t *from;       /* which word of the statement each came from; SIZE_MAX: none */
    int count, room;
};

/* ---- session_expand.c ---------------------------------------------------- */

/* Words `first` to `first + count` of the line, behind "netkit". False after a message with a
 * caret. Release in any case. */
bool nk_session_expand(struct nk_session *s, const struct nk_session_line *l, const char *line,
                       size_t len, size_t first, size_t count, struct nk_session_argv *a);
void nk_session_argv_release(struct nk_session_argv *a);
/* Puts a word at a place; `word` stands as long as the words are used. False: out of memory. */
bool nk_session_argv_insert(struct nk_session_argv *a, int at, const char *word);

/* ---- session_names.c ----------------------------------------------------- */

/* What a word at the start of a line names. */
struct nk_session_choice {
    const struct nk_command *command;     /* or */
    const struct nk_session_word *own;    /* of the session, or */
    const struct nk_session_word *guests; /* of its guest */
};

/* Finds the command, or the session's own, of which the word is the name or a unique prefix. False
 * after a message where it could be several; nothing is set where it is none. `blame` says where
 * the word stands, NULL: no message. */
struct nk_session_place {
    const char *line;
    size_t len, offset, length;
};
bool nk_session_is_own(const char *name); /* which goes before a command of that name */
bool nk_session_choose(struct nk_session *s, const char *word, struct nk_session_choice *choice,
                       const struct nk_session_place *blame);
/* The same for a verb of a command; NULL where there is none. */
bool nk_session_choose_verb(struct nk_session *s, const struct nk_command *command,
                            const char *word, const struct nk_verb **verb,
                            const struct nk_session_place *blame);
/* A message with the line and a caret. Status 2. */
void nk_session_blame(struct nk_session *s, const struct nk_session_place *place,
                      const char *message);
const struct nk_session_name *nk_session_name_find(const struct nk_session *s, const char *name,
                                                   size_t len);

/* ---- session_set.c ------------------------------------------------------- */

struct nk_setting_row {
    const char *name;
    const char *option;       /* the common or own option that it stands for; NULL: no option */
    const char *const *words; /* what it can be; NULL: what the option takes */
    const char *metavar, *help;
};
extern const struct nk_setting_row nk_setting_rows[NK_SET_COUNT];

/* Adds the words of the settings that the verb takes and the line does not say itself, at `at`. */
bool nk_session_apply(struct nk_session *s, const struct nk_verb *verb, struct nk_session_argv *a,
                      int at);
int nk_session_set(struct nk_session *s, int argc, const char *const *argv);
int nk_session_show(struct nk_session *s, int argc, const char *const *argv);

/* ---- session_own.c ------------------------------------------------------- */

int nk_session_own(struct nk_session *s, const struct nk_session_word *word, int argc,
                   const char *const *argv);
/* Whether all that the command does is to print. */
bool nk_session_prints(const struct nk_session_word *word);
/* False after the message: not in a restricted session. */
bool nk_session_allows(struct nk_session *s, const char *what);

/* ---- session_record.c ---------------------------------------------------- */

int nk_session_record(struct nk_session *s, int argc, const char *const *argv);
/* The line goes into the transcript, as it stands behind a prompt. */
void nk_session_note(struct nk_session *s, const char *text, size_t len);
bool nk_session_record_end(struct nk_session *s);

/* ---- session_run.c ------------------------------------------------------- */

/* Where the output of a command goes. */
struct nk_session_output {
    enum nk_statement_output to;
    const char *file;    /* to a file */
    const char *command; /* to a shell, NUL-terminated */
};

/* Runs the words (argv[0] is "netkit") by nk_cli_run(), keeps the result, and tells the guest. */
int nk_session_execute(struct nk_session *s, int argc, const char *const *argv,
                       const struct nk_session_output *output);

/* Runs a command of the session's own that only prints, and sends its output on. */
int nk_session_execute_own(struct nk_session *s, int argc, const char *const *argv,
                           const struct nk_session_output *output);

/* ---- session.c ------------------------------------------------------------- */

/* A word that is no command of netkit; argv[0] is its name. */
int nk_session_run_own(struct nk_session *s, int argc, const char *const *argv);

/* Out of memory: the message; returns 3. */
int nk_session_no_memory(struct nk_session *s);

#endif
