/* From a listing, a dump or a file to a table: the formats, how they are told apart, one reader
 * each. */
#ifndef NK_ROUTE_READ_H
#define NK_ROUTE_READ_H

#include "addr/scan.h"
#include "base/lines.h"
#include "route/table.h"

/* Where something that cannot be read stands. */
struct nk_route_place {
    const char *source;
    uint64_t line;    /* from 1; of a binary file the number of the record; 0: not said */
    size_t column;    /* from 1, of err's offset 0; 0: not said */
    const char *text; /* the line, for a caret; NULL: none */
    size_t len;
    const char *unit; /* what is skipped; NULL: the line */
};

/* Hears what is wrong in a compiled table. */
struct nk_route_damage {
    void (*tell)(void *closure, const char *source, const char *what);
    void *closure;
};

/*
 * One source on its way into a table. A reader takes lines or bytes from `lines`, adds routes and
 * rules to `table` with `source` as their source, and tells what it cannot read by `complain`, once
 * a line; it then goes on with the next line, unless `complain` says no (`stopped` is true then).
 */
struct nk_route_reader {
    struct nk_table *table;
    struct nk_lines lines;
    uint16_t source;
    bool (*complain)(void *closure, const struct nk_route_place *place, const struct nk_err *err);
    void *closure;
    bool stopped;
    uint64_t refused;                     /* complaints so far */
    const struct nk_route_damage *damage; /* NULL: compiled tables are not read through */
    unsigned threads; /* that a reader may use, at most NK_ROUTE_THREADS_MAX; 0 and 1: none */
};

/*
 * A format: one row, one reader. `guess` looks at the first bytes (up to NK_ROUTE_HEAD_MAX of them)
 * and says how sure it is, from 0 (no) to 100; the surest wins, the first of equals. `read` reads
 * to the end; false with `err` where the rest of the source was lost: memory, a failed read, a
 * table that is damaged as a whole. Bad lines are no failure.
 */
struct nk_route_format {
    const char *name;    /* what --format takes */
    const char *summary; /* one line for the manual and for messages */
    int (*guess)(const char *head, size_t len);
    bool (*read)(struct nk_route_reader *r, struct nk_err *err);
};

enum { NK_ROUTE_THREADS_MAX = 8 };

enum { NK_ROUTE_HEAD_MAX = 64 * 1024 };

/* All formats, ended by a row without a name. */
extern const struct nk_route_format nk_route_formats[];

const struct nk_route_format *nk_route_format_find(const char *name);

/* Reads a whole source: finds the format (or takes `format`, where it is not NULL) and reads. An
 * empty source is an empty table. False with `err` as above, or where no format fits. */
bool nk_route_read(struct nk_route_reader *r, const struct nk_route_format *format,
                   struct nk_err *err);

/* ---- for readers of lines ------------------------------------------------ */

/* A part of a line. */
struct nk_slice {
    const char *text;
    size_t len;
};

/* A line on its way through a reader; `at` moves from its start to its end. */
struct nk_route_line {
    const char *text, *at, *end;
    uint64_t number;
};

/* The next line, without CR and newline; false at the end, after a stop, or after a failed read,
 * which fills `err` (err->code was NK_ERR_NONE before). A line that is too long is complained of
 * and passed over. */
bool nk_route_next_line(struct nk_route_reader *r, struct nk_route_line *line, struct nk_err *err);
/* The next word, parted by spaces and TABs; false where there is none. */
bool nk_route_word(struct nk_route_line *line, struct nk_slice *word);
/* The same without taking it. */
bool nk_route_peek(const struct nk_route_line *line, struct nk_slice *word);
bool nk_slice_is(const struct nk_slice *s, const char *word);
bool nk_slice_starts(const struct nk_slice *s, const char *start);

/* How much of it a message quotes, for "%.*s". */
static inline int nk_slice_quoted(const struct nk_slice *s)
{
    return nk_quoted(s->text, s->text + s->len);
}

/* Complains of a place in any kind of source; false where that ends the reading (`r->stopped`). */
bool nk_route_complain(struct nk_route_reader *r, const struct nk_route_place *place,
                       const struct nk_err *err);
/* Complains of a place in a line: "expected a next hop, found 'foo'". Returns false, so that a
 * parser of one line can end with it; the reader goes on with the next line unless `r->stopped`. */
bool nk_route_refuse(struct nk_route_reader *r, const struct nk_route_line *line, const char *at,
                     size_t len, const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same for an error of a parser, whose offsets count from `at`. */
bool nk_route_refuse_err(struct nk_route_reader *r, const struct nk_route_line *line,
                         const char *at, const struct nk_err *err);

/* Decimal digits up to `max`; false for anything else. */
bool nk_slice_number(const struct nk_slice *s, uint64_t max, uint64_t *out);

#endif
