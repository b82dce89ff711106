/* What the files of the prompt share. */
#ifndef NK_CLI_REPL_PART_H
#define NK_CLI_REPL_PART_H

#include <histedit.h>
#include <locale.h>
#include <termios.h>

#include "cli/frame.h"
#include "cli/repl.h"
#include "cli/session.h"

/* ---- repl_history.c ------------------------------------------------------ */

/* The lines of earlier sessions, in a file of the user's own. */
struct nk_history {
    char *path;        /* NULL: there is none */
    bool writable;     /* it is ours, was read as a whole, and can be written as far as is known */
    unsigned patience; /* with other sessions: nk_state_lock() */
};

/* Sees each line, oldest first. */
typedef void nk_history_line(void *closure, const char *line);

/* Finds the file and reads it. What is wrong with it is told, and it is left as it is then. */
void nk_history_open(struct nk_history *h, struct nk_ctx *ctx, nk_history_line *see, void *closure);
/* Adds a line to the file, behind those that other sessions have added meanwhile. A place that
 * cannot be written is no error; a disk that is full, and a file that has become another one, are
 * told once. */
void nk_history_add(struct nk_history *h, struct nk_ctx *ctx, const char *line, size_t len);
void nk_history_release(struct nk_history *h);

/* ---- repl_edit.c --------------------------------------------------------- */

/* The functions of libedit that are used. */
struct nk_libedit {
    EditLine *(*init)(const char *name, FILE *in, FILE *out, FILE *err);
    void (*end)(EditLine *el);
    const wchar_t *(*gets)(EditLine *el, int *count);
    int (*getc)(EditLine *el, wchar_t *c);
    int (*set)(EditLine *el, int what, ...);
    int (*wset)(EditLine *el, int what, ...);
    int (*get)(EditLine *el, int what, ...);
    const LineInfoW *(*line)(EditLine *el);
    int (*insert)(EditLine *el, const wchar_t *text);
    void (*erase)(EditLine *el, int count);
    int (*cursor)(EditLine *el, int count);
    void (*beep)(EditLine *el);
    void (*resize)(EditLine *el);
    History *(*history_init)(void);
    void (*history_end)(History *h);
    int (*history)(History *h, HistEvent *event, int what, ...);
};

/* Why a line did not come. */
enum nk_edit_end {
    NK_EDIT_LINE,        /* it did */
    NK_EDIT_INTERRUPTED, /* Ctrl-C: it is dropped */
    NK_EDIT_END,         /* Ctrl-D, or the terminal is gone */
};

/* A prompt at a terminal: with libedit, or without where that is missing or the terminal cannot
 * move its cursor. */
struct nk_editor {
    struct nk_session *session;
    struct nk_signals signals;
    struct nk_history history;
    const char *prompt;
    int in, out;          /* the terminal */
    int keys;             /* the same to read from, without ever waiting */
    struct nk_out screen; /* what we write there ourselves */
    struct termios modes; /* as they were found */
    bool has_modes;
    struct nk_libedit lib;
    void *library;
    locale_t locale; /* of lines: UTF-8 where it says nothing else */
    EditLine *el;    /* NULL: without libedit */
    History *lines;
    FILE *files[3];
    enum nk_edit_end why;
    struct nk_buf text; /* the line */
};

/* Opens the terminal of descriptor `in` for a session, with signals held. Without libedit it still
 * reads lines, and says why once. */
void nk_editor_open(struct nk_editor *e, struct nk_session *s, const char *prompt);
void nk_editor_close(struct nk_editor *e);
/* The next line, without its newline, in e->text. */
enum nk_edit_end nk_editor_read(struct nk_editor *e);
/* Whose it is: for functions that libedit calls. NULL where that cannot be found out. */
struct nk_editor *nk_editor_of(EditLine *el);
/* The terminal's modes as they were found: a command may have left others. */
void nk_editor_restore(struct nk_editor *e);

/* ---- repl_wait.c ----------------------------------------------------------- */

/* Whether the window has a size that a screen can be kept of: libedit has all its cells twice. */
bool nk_editor_fits(const struct nk_editor *e);

/* Waits for bytes, and heeds the signals meanwhile: stops, goes on, takes the new size. Returns how
 * many there are, `most` at most; 0 at the end of input, -1 with e->why after a signal that ends
 * the reading. What is not asked for is left to the command that reads next. */
ssize_t nk_editor_bytes(struct nk_editor *e, char *bytes, size_t most);
/* For libedit: a character of the locale. */
int nk_editor_char(EditLine *el, wchar_t *c);
/* Ctrl-Z: the shell gets the terminal as it was, and the line comes back with us. */
void nk_editor_stop(struct nk_editor *e);
/* How the terminal is told that a paste has an end (xterm's "bracketed paste"). */
void nk_editor_paste_mode(struct nk_editor *e, bool on);

/* ---- repl_keys.c --------------------------------------------------------- */

/* Tab, '?', and the start of pasted text. */
void nk_editor_bind(struct nk_editor *e);

#endif
