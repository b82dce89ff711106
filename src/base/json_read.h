/* JSON documents of a stream (RFC 8259). */
#ifndef NK_BASE_JSON_READ_H
#define NK_BASE_JSON_READ_H

#include <stdint.h>

#include "base/lines.h"

enum { NK_JSON_DEPTH_MAX = 2048 /* arrays and objects within each other */ };

enum nk_json_type {
    NK_JSON_MISSING, /* what a NULL for a value is */
    NK_JSON_NULL,
    NK_JSON_FLAG,
    NK_JSON_INTEGER,
    NK_JSON_REAL, /* any other number: with a fraction, an exponent, or beyond 64 bits */
    NK_JSON_TEXT,
    NK_JSON_ARRAY,
    NK_JSON_OBJECT,
};

/* A value of a document; it lives as long as its document. Read it by the functions below. */
struct nk_json_value {
    enum nk_json_type type;
    size_t size; /* bytes of a text, elements, members */
    union {
        bool flag;
        int64_t integer;
        size_t text; /* where it begins in the reader's texts */
        size_t end;  /* of an array or object: the index behind its last value */
    } is;
};

/*
 * The documents, arrays or objects, of what `lines` reads: one, one a line, or simply one behind
 * the other, as two commands write them. Each is in memory as a whole until the next is read, flat,
 * in the order of the text: a value of 24 bytes, and the bytes of the texts. `line` and `column`
 * (both from 1; a column is a character) say where an error is. (Not by jansson 2.14: where an
 * allocation fails it drops bytes of a text, or writes past it.)
 */
struct nk_json_reader {
    struct nk_lines *lines; /* the caller's */
    uint64_t line, column;  /* of the next byte; after an error, of the error */
    bool begun, at_end;
    struct nk_err failure;
    char *block; /* what was read */
    size_t at, end;
    struct nk_json_value *values;
    size_t count, room;
    size_t open; /* the array or object that values go into */
    size_t depth;
    struct nk_buf texts;
};

/* Nothing is read, and nothing can fail. */
void nk_json_reader_init(struct nk_json_reader *r, struct nk_lines *lines);
void nk_json_reader_release(struct nk_json_reader *r);

/* The next document; NULL at the end (err->code is NK_ERR_NONE then) and after a failure: memory, a
 * failed read, or NK_ERR_INPUT, of which `r->line` and `r->column` tell the place. Behind a failure
 * there are no more documents. */
const struct nk_json_value *nk_json_next(struct nk_json_reader *r, struct nk_err *err);

/* ---- values -------------------------------------------------------------- */

/* All of these take NULL for a value that is missing. */
enum nk_json_type nk_json_type_of(const struct nk_json_value *v);
/* What a type is called in a message: "a text". */
const char *nk_json_type_name(enum nk_json_type type);

/* The elements of an array or the members of an object, in their order. Begin with zeros; false
 * behind the last, and for a value that has none. */
struct nk_json_member {
    const char *key; /* with a NUL behind; NULL in an array */
    size_t key_len;
    const struct nk_json_value *value;
    size_t given; /* how many came so far */
};
bool nk_json_each(const struct nk_json_reader *r, const struct nk_json_value *v,
                  struct nk_json_member *member);
/* How many there are. */
size_t nk_json_count(const struct nk_json_value *v);
/* The member of an object, by a search through all; NULL where it has none of that key, or is no
 * object. Of two with one key the last counts. */
const struct nk_json_value *nk_json_get(const struct nk_json_reader *r,
                                        const struct nk_json_value *object, const char *key);

/* Bytes with a NUL behind; NUL bytes may be in them, and what was no UTF-8 stays as it was. False
 * where it is no text. */
bool nk_json_text(const struct nk_json_reader *r, const struct nk_json_value *v, const char **text,
                  size_t *len);
/* False where it is no integer, or not from `least` to `most`. */
bool nk_json_integer(const struct nk_json_value *v, int64_t least, int64_t most, int64_t *out);
/* False where it is neither true nor false. */
bool nk_json_flag(const struct nk_json_value *v, bool *out);

#endif
