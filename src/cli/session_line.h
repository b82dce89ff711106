/* The grammar of a line of the session: what can be read of it without running anything. */
#ifndef NK_CLI_SESSION_LINE_H
#define NK_CLI_SESSION_LINE_H

#include "base/buf.h"
#include "netkit/err.h"

/*
 * A line is statements parted by ';'. A statement is words as a shell has them (blanks part them,
 * '...', "..." and backslash quote, '#' at the start of a word starts a comment), and then,
 * perhaps, one of `> FILE`, `>> FILE` and `| COMMAND`, where COMMAND is all text up to the next ';'
 * that is not quoted. `$`, `$7`, `$name` and `${name}` outside of '...' refer to results and names.
 */
struct nk_line_piece {
    bool reference;        /* the text is the name alone: "", "7", "name" */
    bool quoted;           /* within "...": the values make one word */
    size_t at, len;        /* in the line's `text` */
    size_t offset, length; /* in the line as it was written */
};

struct nk_line_word {
    size_t first, count;   /* pieces */
    size_t offset, length; /* in the line as it was written */
};

enum nk_statement_output {
    NK_TO_OUTPUT,
    NK_TO_FILE,     /* > */
    NK_TO_FILE_END, /* >> */
    NK_TO_COMMAND,  /* | */
};

struct nk_statement {
    size_t first, count; /* words */
    enum nk_statement_output to;
    size_t operator_at;          /* in the line */
    size_t target;               /* the word that names the file */
    size_t command, command_len; /* in the line */
};

struct nk_session_line {
    struct nk_buf text;
    struct nk_line_piece *pieces;
    size_t piece_count, piece_room;
    struct nk_line_word *words;
    size_t word_count, word_room;
    struct nk_statement *statements;
    size_t statement_count, statement_room;
    char quote;   /* the one that is open at the end; a line that is not ended may have one */
    bool at_word; /* the end belongs to the last word: no blank and no operator is behind it */
    bool in_comment;
};

/*
 * Reads a line, which is borrowed and holds no newline. False with `err`, whose offset counts in
 * the line: NK_ERR_INPUT for a NUL byte, a quote that is not closed (then all before was read:
 * whoever completes a line looks at it) and operators without what they need; NK_ERR_MEMORY.
 * Release in any case.
 */
bool nk_session_line_parse(struct nk_session_line *l, const char *line, size_t len,
                           struct nk_err *err);
void nk_session_line_release(struct nk_session_line *l);

#endif
