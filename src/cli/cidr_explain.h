/* What the workings of `cidr` verbs are made of: bits, number lines, pieces of ranges, and how a
 * range falls apart into prefixes. All lines are of 80 columns at most. */
#ifndef NK_CLI_CIDR_EXPLAIN_H
#define NK_CLI_CIDR_EXPLAIN_H

#include "cli/cli.h"
#include "cli/explain.h"

enum {
    NK_CIDR_TOLD = 20,       /* rows of one kind before "and N more" */
    NK_CIDR_POWER_MAX = 100, /* bytes of a count with its power of two */
};

/* Prints what was told, unless -q, and releases it. False after the message where memory is out, or
 * once the output has failed. */
bool nk_cidr_tell_end(struct nk_ctx *ctx, struct nk_buf *b);

/* "256 = 2^8", "100"; beyond 2^40 the power alone where it is one. */
void nk_cidr_power(char text[NK_CIDR_POWER_MAX], struct nk_count n);
/* "first - last", and the prefix in brackets where it is one; just the address of one alone. */
void nk_cidr_add_range(struct nk_buf *b, const struct nk_range *r);
/* A paragraph of that and the count, behind a word. */
void nk_cidr_tell_range(struct nk_buf *b, unsigned indent, const char *before,
                        const struct nk_range *r);

/* A row of bits: name, address, its bits with the boundary behind bit `length`, a note (or NULL).
 * IPv6 shows the group of 16 bits in which the boundary falls. */
void nk_cidr_tell_bits(struct nk_buf *b, const char *name, const struct nk_addr *a, unsigned length,
                       const char *note);
/* Above such rows: which bits they are. IPv4 shows all, and needs no such line. */
void nk_cidr_tell_group(struct nk_buf *b, uint8_t family, unsigned length);
/* The line under an operation's rows. */
void nk_cidr_tell_rule(struct nk_buf *b, uint8_t family);

/* A number line of 2^5 columns at most: all addresses of a prefix. */
struct nk_cidr_line {
    struct nk_prefix whole;
    unsigned shown; /* 2^shown columns */
};

/* Takes the smallest prefix that holds the ranges of a family in the set, and tells its scale;
 * false where there are none. */
bool nk_cidr_line_begin(struct nk_cidr_line *line, struct nk_buf *b, const struct nk_set *set,
                        uint8_t family);
/* One row: where the set has addresses, and its name. */
void nk_cidr_line_row(const struct nk_cidr_line *line, struct nk_buf *b, const struct nk_set *set,
                      const char *name);

/* The ranges of `over`, cut where they enter or leave `a` or `b` (NULL: none). A piece is told by
 * words[0] where it lies in neither, [1] in a, [2] in b, [3] in both. */
void nk_cidr_tell_pieces(struct nk_buf *text, const struct nk_set *over, const struct nk_set *a,
                         const struct nk_set *b, const char *const words[4]);

/* The rule by which a range falls apart into the fewest prefixes. */
void nk_cidr_tell_fall_rule(struct nk_buf *b);
/* How the ranges of a set do, a row a prefix; nothing for the empty set. */
void nk_cidr_tell_fall(struct nk_buf *b, const struct nk_set *set);

#endif
