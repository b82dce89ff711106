#include "cli/hex_words.h"

#include <string.h>

#include "base/hexdump.h"

bool nk_hex_word(const char *word, struct nk_buf *octets, struct nk_err *err)
{
    nk_buf_clear(octets);
    return strcmp(word, "-") != 0 && nk_hexdump_read(word, strlen(word), octets, err) &&
           octets->len > 0;
}

bool nk_hex_are_words(const struct nk_args *args, size_t least)
{
    struct nk_buf octets = {0};
    struct nk_err err = {0};
    bool all = args->operand_count > 1, some_short = false;
    for (size_t i = 0; i < args->operand_count && all; i++) {
        all = nk_hex_word(args->operands[i], &octets, &err);
        some_short = some_short || octets.len < least;
    }
    nk_buf_release(&octets);
    return all && some_short;
}

bool nk_hex_words(const struct nk_args *args, struct nk_buf *text, struct nk_buf *octets,
                  struct nk_err *err)
{
    for (size_t i = 0; i < args->operand_count; i++) {
        if (i > 0)
            nk_buf_add_byte(text, ' ');
        nk_buf_add_text(text, args->operands[i]);
    }
    return (!text->failed || nk_err_memory(err)) &&
           nk_hexdump_read(text->data, text->len, octets, err);
}
