/* The working of match: which addresses a line holds, and which prefixes hold them. */
#ifndef NK_CLI_CIDR_MATCH_EXPLAIN_H
#define NK_CLI_CIDR_MATCH_EXPLAIN_H

#include "cidr/match.h"
#include "cli/cidr_explain.h"
#include "cli/cidr_prefixes.h"

/* What lines are told with. The prefixes are borrowed. */
struct nk_cidr_match_telling {
    const struct nk_cidr_prefixes *prefixes;
    struct nk_set all; /* of both families: finds every address */
    struct nk_matcher any;
    uint64_t told; /* lines so far */
};

/* One line: the part that is looked at (NULL: it has no such field), and the first address that is
 * in the set (NULL: none). */
struct nk_cidr_match_line {
    const char *file; /* NULL: standard input */
    uint64_t number;
    const char *text, *part;
    size_t len, part_len;
    const struct nk_match_hit *hit;
    bool selected;
};

/* False where memory is out; release in any case. */
bool nk_cidr_match_telling_init(struct nk_cidr_match_telling *t,
                                const struct nk_cidr_prefixes *prefixes, struct nk_err *err);
void nk_cidr_match_telling_release(struct nk_cidr_match_telling *t);
/* The working of one line; of the first NK_CIDR_TOLD. */
void nk_cidr_match_tell(struct nk_cidr_match_telling *t, struct nk_buf *b,
                        const struct nk_cidr_match_line *line);

#endif
