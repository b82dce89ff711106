#include "base/json.h"

#include <inttypes.h>

#include "base/escape.h"

/* A value that follows another one is set off; what opens or names it is not. */
static void part(struct nk_buf *b)
{
    char last = b->len == 0 ? '[' : b->data[b->len - 1];
    if (last != '[' && last != '{' && last != ':')
        nk_buf_add_byte(b, ',');
}

void nk_json_open(struct nk_buf *b, char bracket)
{
    part(b);
    nk_buf_add_byte(b, bracket);
}

void nk_json_close(struct nk_buf *b, char bracket)
{
    nk_buf_add_byte(b, bracket);
}

void nk_json_key(struct nk_buf *b, const char *key)
{
    nk_json_string(b, key, strlen(key));
    nk_buf_add_byte(b, ':');
}

void nk_json_string(struct nk_buf *b, const char *text, size_t len)
{
    part(b);
    nk_escape_json(b, text, len);
}

void nk_json_int(struct nk_buf *b, int64_t n)
{
    part(b);
    nk_buf_printf(b, "%" PRId64, n);
}

void nk_json_word(struct nk_buf *b, const char *word)
{
    part(b);
    nk_buf_add_text(b, word);
}
