/* What the commands of a session came to: `$`, `$1`, `$2` ... */
#ifndef NK_CLI_SESSION_RESULT_H
#define NK_CLI_SESSION_RESULT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/record.h"

enum {
    NK_SESSION_RESULT_MAX = 4 << 20,   /* of one: what comes behind is not kept */
    NK_SESSION_RESULTS_MAX = 64 << 20, /* of all: the oldest go */
};

/* The records of one command, as texts: of each the fields that were asked for (enum nk_watch). */
struct nk_session_result {
    uint64_t number; /* from 1 */
    char *line;      /* the command, as it was run */
    int status;
    const struct nk_schema *schema;
    size_t rows;
    bool cut; /* there were more records than are kept */
    struct nk_buf data;
};

/* All that are kept, oldest first; zero-initialised is none. */
struct nk_session_results {
    struct nk_session_result *items;
    size_t count, room, bytes;
    uint64_t last; /* the number of the newest ever */
};

/* The result of that number, 0 for the newest; NULL where there is none, or none any more. */
const struct nk_session_result *nk_session_results_find(const struct nk_session_results *all,
                                                        uint64_t number);
void nk_session_results_release(struct nk_session_results *all);

/* Where rows are collected, in this process or in a child whose parent reads them from `fd`. */
struct nk_session_sink {
    struct nk_buf data;
    size_t total; /* bytes, those too that were written to fd */
    int fd;       /* -1: `data` is for the caller */
    bool cut, dead;
};

/* A nk_record_tap; the closure is a struct nk_session_sink. */
void nk_session_result_tap(void *closure, const struct nk_record *r);
/* Writes what is still in the sink; for a child. */
void nk_session_result_flush(struct nk_session_sink *sink);
/* A child's last word: that its output could not be written. The parent takes it off the rows: true
 * where it was there. */
void nk_session_result_put_lost(struct nk_session_sink *sink);
bool nk_session_result_take_lost(struct nk_buf *data);

/*
 * Takes collected rows as a new result and gives it a number; `data` becomes its own. Nothing, and
 * NULL, where there is not one whole row, and where memory is out.
 */
const struct nk_session_result *nk_session_results_add(struct nk_session_results *all,
                                                       struct nk_buf *data, const char *line,
                                                       int status);

/* Walks the rows: start with *at = 0. */
struct nk_session_result_row {
    const char *data;
    size_t len, count;
};
bool nk_session_result_next(const struct nk_session_result *result, size_t *at,
                            struct nk_session_result_row *row);
/* The text of a field of a row (an index of the schema); NULL where it is null or was not kept. */
const char *nk_session_result_field(const struct nk_session_result_row *row, size_t field,
                                    size_t *len);
/* The same by the field's JSON key. */
const char *nk_session_result_key(const struct nk_session_result *result,
                                  const struct nk_session_result_row *row, const char *key,
                                  size_t *len);

#endif
