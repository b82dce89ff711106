/* Words of a line. */
#ifndef NK_BASE_WORDS_H
#define NK_BASE_WORDS_H

#include "base/buf.h"
#include "netkit/err.h"

/*
 * Splits a command line as a shell does, without expansions: blanks part words, '...' and "..." and
 * backslash quote, '#' at the start of a word starts a comment. `words` become `count` strings with
 * NUL, all in one allocation together with the array (free(*words) releases all). `offsets`, if not
 * NULL, becomes as many byte offsets into `line`, for carets, in the same allocation. An open quote
 * or a NUL byte is NK_ERR_INPUT with its offset.
 */
bool nk_words_split(const char *line, size_t len, char ***words, size_t **offsets, size_t *count,
                    struct nk_err *err);

/* Levenshtein distance with transpositions, for "did you mean"; at most 64 bytes are looked at. */
unsigned nk_word_distance(const char *a, const char *b);

#endif
