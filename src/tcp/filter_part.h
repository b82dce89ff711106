/* What the files of the filter's parser share. */
#ifndef NK_TCP_FILTER_PART_H
#define NK_TCP_FILTER_PART_H

#include "tcp/filter.h"
#include "tcp/filter_lex.h"

struct nk_filter_parser {
    struct nk_tcp_filter *f;
    const char *text;
    size_t len;
    struct nk_filter_token token; /* the next one */
    unsigned depth;
    nk_tcp_port_of *port_of;
    void *closure;
    struct nk_err *err;
};

/* A part of the text. */
struct nk_filter_text {
    const char *text;
    size_t len;
};

enum nk_filter_side {
    NK_SIDE_LOCAL,
    NK_SIDE_PEER,
    NK_SIDE_EITHER,
};

static inline struct nk_filter_text nk_filter_slice(const struct nk_filter_parser *p)
{
    return (struct nk_filter_text){p->text + p->token.at, p->token.len};
}

static inline size_t nk_filter_offset(const struct nk_filter_parser *p, struct nk_filter_text s)
{
    return (size_t)(s.text - p->text);
}

/* The index of the last node. */
static inline uint32_t nk_filter_last(const struct nk_filter_parser *p)
{
    return (uint32_t)(p->f->count - 1);
}

void nk_filter_advance(struct nk_filter_parser *p);
bool nk_filter_slice_is(struct nk_filter_text s, const char *word);
/* "expected X, found Y" at the next token. */
bool nk_filter_expected(struct nk_filter_parser *p, const char *what);

/* Each adds a node: as it is, on one side or both, joining the one at `left` with the last one, the
 * opposite of the last one. */
bool nk_filter_add(struct nk_filter_parser *p, struct nk_tcp_node node);
bool nk_filter_add_sides(struct nk_filter_parser *p, struct nk_tcp_node node,
                         enum nk_filter_side side);
bool nk_filter_join(struct nk_filter_parser *p, enum nk_tcp_test test, uint32_t left);
bool nk_filter_negate(struct nk_filter_parser *p);

/* Terms behind their first word. */
bool nk_filter_parse_port(struct nk_filter_parser *p, enum nk_filter_side side);
bool nk_filter_parse_host(struct nk_filter_parser *p, enum nk_filter_side side);

#endif
