/* What the parts of the reader of scenarios share. */
#ifndef NK_TCP_SCRIPT_PART_H
#define NK_TCP_SCRIPT_PART_H

#include "tcp/script.h"

/* A line that is being read: the word that was taken last, and what stands behind it. */
struct nk_script_read {
    struct nk_script *script;
    struct nk_script_line line;
    const char *text, *at, *end; /* of the whole line */
    const char *word;
    size_t len;
    struct nk_err *err;
};

/* Takes the next word. False at the end, or where a comment begins; the word is empty then. */
bool nk_script_next(struct nk_script_read *r);
/* Whether the word is this one, in any case. */
bool nk_script_is(const struct nk_script_read *r, const char *word);
/* NK_ERR_INPUT at the word; at the end of the line where there is none. Returns false. */
bool nk_script_refuse(struct nk_script_read *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same, with the nearest of some words: "'x' is no call: did you mean 'y'?" */
bool nk_script_unknown(struct nk_script_read *r, const char *what, const char *const *words,
                       size_t count);
/* How much of the word a message shows. */
int nk_script_shown(const struct nk_script_read *r);
/* Adds the line that was read. False where memory is out or there are too many. */
bool nk_script_keep(struct nk_script_read *r);

/* Each takes the word for what its name says; false after the error is set. */
bool nk_script_take_side(struct nk_script_read *r, uint8_t *side);
bool nk_script_take_number(struct nk_script_read *r, const char *what, uint64_t max, uint64_t *n);
bool nk_script_take_time(struct nk_script_read *r, int64_t *time);
bool nk_script_take_state(struct nk_script_read *r, uint8_t *state);
bool nk_script_take_flags(struct nk_script_read *r, uint8_t *flags);
/* "1000", "0x10", "rcv.nxt", "server.snd.nxt-1"; without an end before it, it is of `side`. */
bool nk_script_take_value(struct nk_script_read *r, uint8_t side, struct nk_script_value *value);
/* Numbers of segments, a share of them, "next", "all" or "none": keeps a line for each. */
bool nk_script_take_faults(struct nk_script_read *r);

/* Whether the word names an end. */
bool nk_script_is_side(const struct nk_script_read *r, uint8_t *side);

#endif
