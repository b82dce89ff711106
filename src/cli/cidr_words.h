/* Words that are no addresses (reverse names, MACs, AS numbers) from operands and lists. */
#ifndef NK_CLI_CIDR_WORDS_H
#define NK_CLI_CIDR_WORDS_H

#include "cli/cidr_items.h"

/* What a verb does with one word or item: fills the record's fields, or sets `err`. */
typedef bool nk_cidr_word_verb(struct nk_record *r, const struct nk_cidr_items *it, void *closure,
                               struct nk_err *err);

/* Opens the verb's records, gives every word to `put`, writes the record with the word as field 0,
 * or refuses the word; closes. Returns the status. */
enum nk_status nk_cidr_words_run(struct nk_ctx *ctx, const struct nk_args *args,
                                 nk_cidr_word_verb *put, void *closure);
/* The same with parsed items; `flags` from enum nk_parse_flags. */
enum nk_status nk_cidr_items_run(struct nk_ctx *ctx, const struct nk_args *args, unsigned flags,
                                 nk_cidr_word_verb *put, void *closure);

#endif
