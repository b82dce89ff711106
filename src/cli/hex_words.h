/* Operands that are octets in hexadecimal: each for itself, or together the words of one. */
#ifndef NK_CLI_HEX_WORDS_H
#define NK_CLI_HEX_WORDS_H

#include "cli/cli.h"

/* The octets that a word spells, in place of what the buffer held. False where it spells none:
 * `err` says why not, NK_ERR_NONE where there is nothing in it or it is '-'. */
bool nk_hex_word(const char *word, struct nk_buf *octets, struct nk_err *err);
/* Whether the operands are words of one: all hexadecimal, and one of fewer octets than `least`. */
bool nk_hex_are_words(const struct nk_args *args, size_t least);
/* All operands, parted by blanks, and the octets that they spell. Release both in any case. */
bool nk_hex_words(const struct nk_args *args, struct nk_buf *text, struct nk_buf *octets,
                  struct nk_err *err);

#endif
