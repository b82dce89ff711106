/* The record writer: typed values once, text, JSON Lines, CSV and TSV from them. */
#ifndef NK_BASE_RECORD_H
#define NK_BASE_RECORD_H

#include <stdint.h>

#include "base/buf.h"
#include "base/out.h"
#include "netkit/u128.h"

/* What a field holds; the JSON form follows from it. */
enum nk_type {
    NK_TEXT,   /* string; came from outside or is ours: always escaped */
    NK_ADDR,   /* string, canonical */
    NK_PREFIX, /* string, canonical */
    NK_COUNT,  /* string of digits: may pass 2^53 */
    NK_INT,    /* number below 2^53 */
    NK_FLAG,   /* true, false, null; in text yes, no, - */
    NK_LIST,   /* array of strings; joined with ',' elsewhere */
    NK_JSON,   /* what has no flat form: in JSON a value that the caller wrote (base/json.h),
                  elsewhere   the text that stands for it; which of the two follows from `format` */
};

enum nk_field_flags {
    NK_FIELD_BRIEF = 1 << 0, /* shown in text and tsv when no --fields is given; where no field of a
                                schema has it, all are */
    NK_FIELD_SHEET = 1 << 1, /* a row of the text sheet (layout NK_LAYOUT_SHEET) */
    NK_FIELD_EXTRA =
        1 << 2, /* only when asked for: by --fields, or by the verb (nk_record_enable) */
    NK_FIELD_MANY = 1 << 3,   /* of NK_JSON: an array of objects, not one object */
    NK_FIELD_NUMBER = 1 << 4, /* of NK_JSON: a number with decimals */
};

/* One column. `key` is the JSON key and csv header, `title` the text header and sheet label, `help`
 * the sentence of `--fields help` and the man page; `width` pads text columns (0: no padding).
 * Texts stand in it, no pointers: the loader would have to set each of them at every start. */
struct nk_field {
    char key[25], title[22], help[140];
    uint8_t type;   /* enum nk_type */
    uint16_t flags; /* enum nk_field_flags */
    uint16_t width;
};

enum nk_layout {
    NK_LAYOUT_LIST,  /* one line a record */
    NK_LAYOUT_SHEET, /* text: one row a field, a blank line between records */
};

/* `operand` is the index of the field that serves as an operand of a later command (`$1`). */
struct nk_schema {
    const struct nk_field *fields;
    size_t count;
    enum nk_layout layout;
    size_t operand;
};

enum nk_format { NK_FORMAT_TEXT, NK_FORMAT_JSON, NK_FORMAT_CSV, NK_FORMAT_TSV };

enum { NK_RECORD_FIELDS_MAX = 64 };

/* One value of the record in the making: a slice of the record's arena, or a number. */
struct nk_cell {
    enum {
        NK_CELL_NULL,
        NK_CELL_SLICE,
        NK_CELL_NUMBER,
        NK_CELL_LIST,
        NK_CELL_WORD, /* borrowed: printable ASCII without quotes, commas and backslashes */
        NK_CELL_READY /* borrowed: `at` columns from this one on, as the format writes them */
    } kind;
    size_t at, len; /* slice of the arena; a list's items are NUL-separated there */
    union {
        int64_t number;   /* int and flag */
        const char *text; /* word and ready */
    };
};

/* Columns as a format writes them, kept for records in which they are the same again. */
struct nk_saved {
    struct nk_buf text;
    size_t field, columns;
};

struct nk_record;
/* Sees every record that is written, before it is: for the REPL's results and for lessons. */
typedef void nk_record_tap(void *closure, const struct nk_record *r);

/*
 * A writer over one schema. Values are set by field index in any order; a field not set is null.
 * Setting a field that is not shown costs nothing but the call; ask nk_record_wants() before costly
 * work. Nothing is kept after nk_record_end(): it streams. A header line is written before the
 * first record; in csv also when there is none (by nk_record_finish).
 */
struct nk_record {
    const struct nk_schema *schema;
    struct nk_out *out;
    enum nk_format format;
    bool header, header_done;
    uint64_t written;
    uint8_t order[NK_RECORD_FIELDS_MAX]; /* the chosen fields in output order */
    size_t shown;
    size_t watched; /* fields behind these in `order` that nobody sees but the tap */
    bool wanted[NK_RECORD_FIELDS_MAX];
    uint8_t key_lens[NK_RECORD_FIELDS_MAX];
    bool sheet;  /* the layout in force: one row a field */
    bool told;   /* a text stood in place of a record */
    bool mute;   /* set by the caller: nobody sees the records but the tap */
    bool chosen; /* --fields was given: text is columns, also where the layout is a sheet */
    struct nk_cell cells[NK_RECORD_FIELDS_MAX];
    struct nk_buf arena, line;
    nk_record_tap *tap;
    void *tap_closure;
};

/*
 * `fields` is the argument of --fields or NULL; an unknown name is NK_ERR_INPUT with its offset in
 * `fields` and the nearest key in the text. `header`: -1 the format's default (csv yes, others no),
 * 0, 1.
 */
bool nk_record_init(struct nk_record *r, const struct nk_schema *schema, struct nk_out *out,
                    enum nk_format format, const char *fields, int header, struct nk_err *err);
void nk_record_release(struct nk_record *r);
/* Adds a NK_FIELD_EXTRA field to what is shown by default; nothing where --fields was given. */
void nk_record_enable(struct nk_record *r, size_t field);
/* Has the field's value set for the tap also where it is not shown. */
void nk_record_watch(struct nk_record *r, size_t field);
/* True where every line of this writer is just that field's text (text or tsv, one column, no
 * header still to come, no tap): a caller with millions of values may then write lines to `out`
 * itself. */
bool nk_record_is_plain(const struct nk_record *r, size_t field);

static inline bool nk_record_wants(const struct nk_record *r, size_t field)
{
    return r->wanted[field];
}

/* The same of a field that is written, and not only watched by a tap. */
bool nk_record_shows(const struct nk_record *r, size_t field);

/* Text of any origin; a NULL is null. */
void nk_record_text(struct nk_record *r, size_t field, const char *text);
void nk_record_slice(struct nk_record *r, size_t field, const char *text, size_t len);
/* A word of ours, of letters, digits and '-': needs no escaping in any format, and stands in memory
 * until the record has ended. */
void nk_record_word(struct nk_record *r, size_t field, const char *word);
void nk_record_count(struct nk_record *r, size_t field, struct nk_count n);
void nk_record_int(struct nk_record *r, size_t field, int64_t n);
void nk_record_flag(struct nk_record *r, size_t field, int tristate); /* -1 is null */
/* Appends one item to a list field; nk_record_list_empty() makes it [] instead of null. */
void nk_record_list_empty(struct nk_record *r, size_t field);
void nk_record_list_add(struct nk_record *r, size_t field, const char *text, size_t len);
/*
 * For formatters of other layers: room for `max` bytes in which to write the field's text (NULL
 * where the field is not wanted or memory is out), then nk_record_used() with its length.
 */
char *nk_record_room(struct nk_record *r, size_t field, size_t max);
void nk_record_used(struct nk_record *r, size_t field, size_t len);
/* The same for a list: what was written are its items, a NUL behind each. */
void nk_record_list_used(struct nk_record *r, size_t field, size_t len);

/*
 * For millions of records in which the same values come again and again: nk_record_save() keeps
 * `count` fields from `first` on as the format writes them, nk_record_restore() sets the fields
 * from that, at the price of a copy. `s` is zero-initialised at first and may be used again; it has
 * to stay as it is until the record has ended. Saving fails where the shown ones of these fields do
 * not stand side by side, in a sheet, where a tap looks at the values, and where memory is out: the
 * record is not touched.
 */
bool nk_record_save(struct nk_record *r, size_t first, size_t count, struct nk_saved *s);
void nk_record_restore(struct nk_record *r, const struct nk_saved *s);
void nk_saved_release(struct nk_saved *s);

/* Writes the record and clears all values. False once the output or the memory has failed. */
bool nk_record_end(struct nk_record *r);
/* Ends the record with a text in place of its line: the working, whose last lines are the answer. A
 * blank line parts it from such a text before it; none is written where it is empty, as for records
 * that one text tells together. The tap sees the record as ever. */
bool nk_record_end_told(struct nk_record *r, const struct nk_buf *told);
/* JSON: writes {"input":...,"error":...} for an item that failed; in other formats nothing. */
void nk_record_error(struct nk_record *r, const char *input, size_t len, const char *error);
/* For annotating verbs in text and tsv: ends the record as `line` TAB columns instead. The line
 * goes out byte for byte unless `escape`. With `failed` every column is '-'. */
bool nk_record_end_annotated(struct nk_record *r, const char *line, size_t len, bool escape,
                             bool failed);
/* Writes a csv header that is still due. False once the output or the memory has failed. */
bool nk_record_finish(struct nk_record *r, struct nk_err *err);

/* The text of a field of the record in the making, for a tap; NULL where null. */
const char *nk_record_peek(const struct nk_record *r, size_t field, size_t *len);
/* Appends the value as text shows it, but not escaped; false where null. */
bool nk_record_value(const struct nk_record *r, size_t field, struct nk_buf *b);

#endif
