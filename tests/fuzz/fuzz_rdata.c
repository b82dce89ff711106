/*
 * RDATA of every type: what is made of it stays within it, and the text reads back to the same
 * octets. The input: which type (a row, or 65280), the class in the lowest bit, where the RDATA
 * begins in the message, the message.
 */
#include <stdlib.h>
#include <string.h>

#include "dns/rdata.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static void visit(void *closure, const struct nk_rdata_part *part)
{
    const struct nk_rdata *d = closure;
    must(part->at >= d->at && part->len <= d->at + d->len - part->at);
    must(memchr(part->text, '\n', part->text_len) == NULL);
}

static void text_is_plain(const struct nk_buf *text)
{
    for (size_t i = 0; i < text->len; i++)
        must(text->data[i] >= ' ' && text->data[i] < 0x7f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_buf text = {0}, wire = {0}, expanded = {0}, json = {0};
    struct nk_err err = {0};
    if (size < 3)
        return 0;
    const struct nk_rr_row *row = nk_rr_row_at(data[0] % 128);
    struct nk_rdata d = {.bytes = data + 3,
                         .message_len = size - 3,
                         .at = data[2] < size - 3 ? data[2] : 0,
                         .type = row == NULL ? 65280 : row->type,
                         .class = data[1] & 1 ? NK_CLASS_CH : NK_CLASS_IN};
    size_t bad_at = d.at;
    d.len = d.message_len - d.at;
    if (nk_rdata_check(&d, &bad_at) != NULL)
        must(bad_at <= d.message_len);
    nk_rdata_walk(&d, visit, &d);
    nk_rdata_json(&json, &d);
    nk_rdata_text(&text, &d);
    text_is_plain(&text);
    nk_rdata_expand(&expanded, &d, false);
    must(nk_rdata_parse(d.type, d.class, text.data == NULL ? "" : text.data, text.len, NULL, &wire,
                        &err) ||
         expanded.len > 65535);
    must(expanded.len > 65535 ||
         (wire.len == expanded.len &&
          (wire.len == 0 || memcmp(wire.data, expanded.data, wire.len) == 0)));
    nk_buf_release(&text);
    nk_buf_release(&wire);
    nk_buf_release(&expanded);
    nk_buf_release(&json);
    return 0;
}
