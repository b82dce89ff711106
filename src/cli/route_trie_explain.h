/* How the tree of a table is made and walked, for a student. */
#ifndef NK_CLI_ROUTE_TRIE_EXPLAIN_H
#define NK_CLI_ROUTE_TRIE_EXPLAIN_H

#include "cli/cli.h"
#include "route/fib.h"

/* Which prefixes are shown: of one family or both, and those within a prefix or that cover it. */
struct nk_trie_choice {
    uint8_t family;          /* NK_FAMILY_NONE: both */
    struct nk_prefix within; /* NK_FAMILY_NONE: everything */
};

bool nk_trie_shows(const struct nk_trie_choice *c, const struct nk_prefix *p);

/*
 * Prints of each table and family where the prefixes that are shown hang and by which bits, how
 * many nodes a trie has with and without compressed paths, and one look-up from the root down. Of
 * many prefixes and trees the first few are told. The picture follows. False when out of memory,
 * after the message.
 */
bool nk_trie_explain(struct nk_ctx *ctx, const struct nk_fib *f, const struct nk_trie_choice *c);

#endif
