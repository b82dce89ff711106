/* The words of a filter's text. Private to its parser. */
#ifndef NK_TCP_FILTER_LEX_H
#define NK_TCP_FILTER_LEX_H

#include <stdbool.h>
#include <stddef.h>

enum nk_filter_token_kind {
    NK_TOKEN_END,
    NK_TOKEN_WORD,
    NK_TOKEN_OPEN,
    NK_TOKEN_CLOSE,
    NK_TOKEN_AND,
    NK_TOKEN_OR,
    NK_TOKEN_NOT,
    NK_TOKEN_EQ,
    NK_TOKEN_NE,
    NK_TOKEN_LT,
    NK_TOKEN_LE,
    NK_TOKEN_GT,
    NK_TOKEN_GE,
};

struct nk_filter_token {
    enum nk_filter_token_kind kind;
    size_t at, len; /* where it stands in the text */
};

/* The token at `from` or behind blanks. */
struct nk_filter_token nk_filter_token(const char *text, size_t len, size_t from);

static inline bool nk_token_compares(enum nk_filter_token_kind kind)
{
    return kind >= NK_TOKEN_EQ;
}

#endif
