/* How a checksum is made, for who wants to do it by hand. */
#include "packet/checksum.h"
#include "packet/picture_part.h"

enum { WORDS_MAX = 48 /* that are written down one by one */ };

/* The words that are summed up; the checksum's own counts as 0. */
static void add_words(struct nk_buf *b, const struct nk_dissection *d, const struct nk_part *p)
{
    for (uint32_t at = p->covers; at < p->covers_end; at += 2) {
        unsigned high = d->bytes[at], low = at + 1 < p->covers_end ? d->bytes[at + 1] : 0;
        bool own = at == p->offset;
        nk_buf_printf(b, "%s%04x", at == p->covers ? "" : " + ", own ? 0 : high << 8 | low);
    }
}

static void add_folding(struct nk_buf *b, uint64_t sum)
{
    unsigned long long n = sum;
    nk_buf_printf(b, "0x%04llx", n);
    while (n > 0xffff) {
        nk_buf_printf(b, "; what passes 16 bits is added below: 0x%04llx + 0x%llx = ", n & 0xffff,
                      n >> 16);
        n = (n & 0xffff) + (n >> 16);
        nk_buf_printf(b, "0x%04llx", n);
    }
    nk_buf_printf(b, "; all bits turned over: 0x%04llx.", ~n & 0xffff);
}

void nk_picture_sum(struct nk_canvas *c, const struct nk_dissection *d, const struct nk_part *p,
                    unsigned column)
{
    struct nk_buf b = {0};
    if (p->verdict != NK_VERDICT_RIGHT && p->verdict != NK_VERDICT_WRONG)
        return;
    size_t words = (p->covers_end - p->covers + 1) / 2;
    uint64_t sum = nk_checksum_add(0, d->bytes + p->covers, p->covers_end - p->covers) - p->number;
    nk_buf_printf(&b, "The sum of %zu words of 16 bits, this one as 0: ", words);
    if (words <= WORDS_MAX) {
        add_words(&b, d, p);
        nk_buf_add_text(&b, " = ");
    }
    if (p->pseudo > 0)
        nk_buf_printf(&b, "0x%04llx; and 0x%04llx, the sum of the pseudo-header: ",
                      (unsigned long long)sum, (unsigned long long)p->pseudo);
    add_folding(&b, sum + p->pseudo);
    nk_picture_words(c, c->rows, column, NK_PICTURE_COLUMNS - column, NK_INK_DIM, b.data, b.len);
    c->failed = c->failed || b.failed;
    nk_buf_release(&b);
}
