/*
 * The text of RDATA of every type: what is taken is well-formed, and its own text reads as the
 * same. The input: which type (a row, or 65280), then the text.
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

static void read_back(const struct nk_rdata *d)
{
    struct nk_buf text = {0}, wire = {0};
    struct nk_err err = {0};
    nk_rdata_text(&text, d);
    must(nk_rdata_parse(d->type, d->class, text.data == NULL ? "" : text.data, text.len, NULL,
                        &wire, &err));
    must(wire.len == d->len && (d->len == 0 || memcmp(wire.data, d->bytes, d->len) == 0));
    nk_buf_release(&text);
    nk_buf_release(&wire);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct nk_name origin = {9, "\7example"};
    struct nk_buf wire = {0};
    struct nk_err err = {0};
    if (size < 1)
        return 0;
    const struct nk_rr_row *row = nk_rr_row_at(data[0] % 128);
    struct nk_rdata d = {.type = row == NULL ? 65280 : row->type, .class = NK_CLASS_IN};
    const char *text = (const char *)data + 1;
    if (nk_rdata_parse(d.type, d.class, text, size - 1, &origin, &wire, &err)) {
        size_t bad_at;
        must(!wire.failed && wire.len <= 65535);
        d.bytes = wire.data == NULL ? data : (const uint8_t *)wire.data;
        d.len = d.message_len = wire.len;
        must(nk_rdata_check(&d, &bad_at) == NULL || memmem(text, size - 1, "\\#", 2) != NULL);
        read_back(&d);
    } else {
        must(err.code == NK_ERR_INPUT && err.text[0] != '\0' && wire.len == 0);
        must(err.offset <= size - 1 && err.length <= size - 1 - err.offset);
    }
    nk_buf_release(&wire);
    return 0;
}
