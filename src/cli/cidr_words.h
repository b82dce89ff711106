/* Verbs that do one thing with each word or item, and operands that are a set each. */
#ifndef NK_CLI_CIDR_WORDS_H
#define NK_CLI_CIDR_WORDS_H

#include "cli/cidr_items.h"

/* What a verb does with one word or item: fills the record's fields, or sets `err`. */
typedef bool nk_cidr_word_verb(struct nk_record *r, const struct nk_cidr_items *it, void *closure,
                               struct nk_err *err);

/* How the values of the record that was just filled come about, for --explain: appends lines. */
typedef void nk_cidr_word_teller(struct nk_buf *b, const struct nk_record *r,
                                 const struct nk_cidr_items *it, const void *closure);

/* Opens the verb's records, gives every word to `put`, writes the record with the word as field 0,
 * or refuses the word; closes. With --explain what `tell` says stands before the record's values,
 * one a line. Returns the status. */
enum nk_status nk_cidr_words_run(struct nk_ctx *ctx, const struct nk_args *args,
                                 nk_cidr_word_verb *put, nk_cidr_word_teller *tell, void *closure);
/* The same with parsed items; `flags` from enum nk_parse_flags. */
enum nk_status nk_cidr_items_run(struct nk_ctx *ctx, const struct nk_args *args, unsigned flags,
                                 nk_cidr_word_verb *put, nk_cidr_word_teller *tell, void *closure);

/*
 * One operand as a normalised set, to be released in any case. `text` of NK_RANGE_TEXT_MAX bytes
 * becomes what a single item names (its network), or "" for a list. False after the message where
 * it is a bad item or a list that could not be read; `r` (may be NULL) gets the failed items.
 */
bool nk_cidr_operand_load(struct nk_ctx *ctx, const struct nk_args *args, size_t operand,
                          struct nk_record *r, struct nk_set *set, char *text);

/* What a verb asks of the prefix in an option's argument; NULL: nothing. */
typedef bool nk_cidr_prefix_check(const struct nk_prefix *p, struct nk_err *err);
/* The prefix in an option's argument, as a network; masked host bits are said. False: the message
 * is printed. */
bool nk_cidr_prefix_option(struct nk_ctx *ctx, const struct nk_given *given,
                           nk_cidr_prefix_check *check, struct nk_prefix *p);

#endif
