/* One run of `cidr match`, and the lines that it selects. */
#ifndef NK_CLI_CIDR_MATCH_H
#define NK_CLI_CIDR_MATCH_H

#include "cli/cidr_match_explain.h"

/* One run of the verb. */
struct nk_cidr_match {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_set set;
    struct nk_matcher matcher;
    struct nk_cidr_prefixes prefixes; /* for --which and --explain */
    struct nk_cidr_match_telling telling;
    struct nk_record record;
    bool invert, count_only, which, by_field, records, escape, explain;
    uint64_t field;
    char delimiter;
    uint64_t selected;
    bool stop; /* nothing more is to be written */
    /* the lines that are selected and stand one behind the other, not yet written */
    const char *pending, *pending_end;
    /* where in the block line numbers have been counted to */
    const char *counted;
    uint64_t line;
    const char *log; /* the file that is read, NULL for standard input */
};

extern const struct nk_schema nk_cidr_match_schema;

/* One selected line: `end` is at its newline or behind its last byte; `hit` NULL is none. */
void nk_cidr_match_select(struct nk_cidr_match *x, const char *line, const char *end, bool newline,
                          const struct nk_match_hit *hit);
/* Writes what was selected and waits for its neighbours. */
void nk_cidr_match_flush(struct nk_cidr_match *x);
/* The number of a line of the block that is read: of the last one asked for, or behind it. */
uint64_t nk_cidr_match_line_number(struct nk_cidr_match *x, const char *line);

#endif
