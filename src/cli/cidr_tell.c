#include "cli/cidr_tell.h"

#include "base/escape.h"

void nk_tell_answer(struct nk_buf *b, const struct nk_record *r)
{
    size_t widest = 0;
    for (size_t i = 0; i < r->shown; i++) {
        size_t len = strlen(r->schema->fields[r->order[i]].title);
        widest = len > widest ? len : widest;
    }
    for (size_t i = 0; i < r->shown; i++) {
        struct nk_buf value = {0};
        bool known = nk_record_value(r, r->order[i], &value);
        if (known || !r->sheet) { /* a sheet leaves out what does not apply */
            nk_buf_printf(b, "%-*s  ", (int)widest, r->schema->fields[r->order[i]].title);
            nk_escape_text(b, known ? value.data : "-", known ? value.len : 1);
            nk_buf_add_byte(b, '\n');
        }
        b->failed = b->failed || value.failed;
        nk_buf_release(&value);
    }
}

void nk_tell_bits(struct nk_buf *b, uint64_t value, unsigned count)
{
    while (count-- > 0)
        nk_buf_add_byte(b, (char)('0' + (value >> count & 1)));
}
