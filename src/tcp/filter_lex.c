#include "tcp/filter_lex.h"

#include <string.h>
#include <strings.h>

static const struct token_row {
    const char *text;
    enum nk_filter_token_kind kind;
} signs[] =
    {
        /* the longer ones first */
        {"&&", NK_TOKEN_AND}, {"||", NK_TOKEN_OR},   {"==", NK_TOKEN_EQ}, {"!=", NK_TOKEN_NE},
        {"<=", NK_TOKEN_LE},  {">=", NK_TOKEN_GE},   {"&", NK_TOKEN_AND}, {"|", NK_TOKEN_OR},
        {"=", NK_TOKEN_EQ},   {"!", NK_TOKEN_NOT},   {"<", NK_TOKEN_LT},  {">", NK_TOKEN_GT},
        {"(", NK_TOKEN_OPEN}, {")", NK_TOKEN_CLOSE},
},
  words[] = {
      {"and", NK_TOKEN_AND}, {"or", NK_TOKEN_OR},  {"not", NK_TOKEN_NOT}, {"eq", NK_TOKEN_EQ},
      {"ne", NK_TOKEN_NE},   {"neq", NK_TOKEN_NE}, {"lt", NK_TOKEN_LT},   {"le", NK_TOKEN_LE},
      {"leq", NK_TOKEN_LE},  {"gt", NK_TOKEN_GT},  {"ge", NK_TOKEN_GE},   {"geq", NK_TOKEN_GE},
};

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool ends_word(char c)
{
    return is_blank(c) || memchr("()&|=!<>", c, 8) != NULL;
}

static const struct token_row *find_sign(const char *text, size_t len)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t n = strlen(signs[i].text);
        if (n <= len && memcmp(signs[i].text, text, n) == 0)
            return &signs[i];
    }
    return NULL;
}

static enum nk_filter_token_kind kind_of_word(const char *text, size_t len)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strlen(words[i].text) == len && strncasecmp(words[i].text, text, len) == 0)
            return words[i].kind;
    return NK_TOKEN_WORD;
}

struct nk_filter_token nk_filter_token(const char *text, size_t len, size_t from)
{
    while (from < len && is_blank(text[from]))
        from++;
    struct nk_filter_token t = {NK_TOKEN_END, from, 0};
    if (from == len)
        return t;
    const struct token_row *sign = find_sign(text + from, len - from);
    if (sign != NULL) {
        t.kind = sign->kind;
        t.len = strlen(sign->text);
        return t;
    }
    while (from + t.len < len && !ends_word(text[from + t.len]))
        t.len++;
    t.kind = kind_of_word(text + from, t.len);
    return t;
}
