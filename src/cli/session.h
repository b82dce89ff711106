/*
 * The session: commands one after another, with results that later ones use, names and settings.
 * It knows no terminal: lines come from a file, from -c, or from whoever reads them at a prompt
 * (repl.h). Lessons and quizzes are guests of a session: they see what each command came to.
 */
#ifndef NK_CLI_SESSION_H
#define NK_CLI_SESSION_H

#include "cli/cli.h"
#include "cli/session_result.h"
#include "cli/signals.h"

struct nk_session;

enum { NK_SESSION_SOURCES_MAX = 16 /* files that `source` one another */ };

/* A word that a session takes beside the commands, with what help and `?` say of it. */
struct nk_session_word {
    const char *name, *operands, *help;
};

/* What a command came to. */
struct nk_session_report {
    int argc; /* the words that were run: argv[0] is "netkit", prefixes are whole words */
    const char *const *argv;
    int status;                             /* 128 + the number where a signal ended it */
    const struct nk_session_result *result; /* NULL: there was no record */
};

/* Who else takes part; all members may be NULL. The pointers are borrowed. */
struct nk_session_guest {
    void *closure;
    /* words of the guest's own ("hint", "skip"), ended by a row without a name. A whole word or a
     * prefix that is unique selects one, and `take` runs it: argv[0] is its name. */
    const struct nk_session_word *words;
    int (*take)(void *closure, struct nk_session *s, int argc, const char *const *argv);
    /* sees a line first, where it may be no command at all (the answer to a question): true with
     * *status where it was taken */
    bool (*line)(void *closure, struct nk_session *s, const char *text, size_t len, int *status);
    /* after each command */
    void (*seen)(void *closure, struct nk_session *s, const struct nk_session_report *report);
    bool all_fields; /* results keep all fields of a schema, not its operand alone */
};

/* `set`: each is NULL (not set) or a text of the session's. In the order of the rows in
 * session_set.c. */
enum nk_setting {
    NK_SET_OUTPUT,
    NK_SET_EXPLAIN,
    NK_SET_ASCII,
    NK_SET_COLOR,
    NK_SET_FAMILY,
    NK_SET_PORT,
    NK_SET_SERVER,
    NK_SET_TIMEOUT,
    NK_SET_COUNT
};

struct nk_session_name {
    char *name;
    char **values; /* one allocation with all that it and `name` point to */
    size_t count;
};

struct nk_session {
    struct nk_ctx *ctx;
    /* set by the caller after init */
    bool restricted; /* nothing is written but standard output, and no COMMAND is run */
    bool keep_going; /* a script goes on after a status of 2 or more */
    const struct nk_signals *signals; /* held: at a prompt, where each command runs in a child,
                                         which Ctrl-C ends alone; NULL: in a script */
    const struct nk_session_guest *guest;
    /* to be read */
    bool ended;       /* exit, quit: read no more lines */
    bool interrupted; /* the last command was ended by SIGINT */
    bool output_lost; /* standard output took not all that commands wrote */
    struct nk_session_results results;
    struct nk_session_name *names;
    size_t name_count;
    char *settings[NK_SET_COUNT];
    /* private */
    size_t name_room;
    unsigned depth; /* of source */
    int record_fd;  /* the transcript; -1: none */
    char *record_path;
    bool record_escape; /* within an escape sequence, which is left out */
    int record_error;   /* errno of a failed write */
};

void nk_session_init(struct nk_session *s, struct nk_ctx *ctx);
/* Ends the transcript and frees everything. Returns `status`, or 3 where the transcript
 * could not be written or output was lost, both after a message. */
int nk_session_release(struct nk_session *s, int status);

/*
 * Runs a line, or several: statements up to the first status of 2 or more (all with keep_going).
 * Returns the worst status; messages were printed, output is flushed. The context's `source` and
 * `line` say where the line stands, for messages.
 */
int nk_session_run(struct nk_session *s, const char *text, size_t len);
/* Runs the lines of a descriptor in the same way, until its end, `exit`, or a status of 2 or more.
 */
int nk_session_run_lines(struct nk_session *s, int fd, const char *source);

/* ---- what a line could be ------------------------------------------------- */

/* The rows for completion and `?`: `word` TAB what it means, one a line, as `netkit __complete`
 * writes them; a line ":files" TAB prefix where names of files may stand. `cursor` bytes of the
 * line count. With `help` it is what `?` shows: operands and options too, and "<cr>" where the line
 * may end. Nothing where nothing can be said. False: out of memory. `*typed` is how many bytes
 * before the cursor the rows are in place of. */
bool nk_session_offers(struct nk_session *s, const char *line, size_t cursor, bool help,
                       struct nk_buf *rows, size_t *typed);

/* The rows of the session's own commands, ended by one without a name. */
extern const struct nk_session_word nk_session_words[];

#endif
