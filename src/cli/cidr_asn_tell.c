/* How the spellings and the kind of an AS number come about (RFC 5396). */
#include <string.h>

#include "cli/cidr_tell.h"
#include "cli/explain.h"
#include "netkit/asn.h"

static void tell_halves(struct nk_buf *b, const struct nk_cidr_items *it, uint32_t asn)
{
    uint32_t high = asn >> 16, low = asn & 0xffff;
    if (memchr(it->at.text, '.', it->at.len) != NULL)
        nk_buf_printf(b, "a dot parts two numbers of 16 bits: %u * 65536 + %u = %u\n", high, low,
                      asn);
    else
        nk_buf_printf(b, "%u / 65536 = %u, remainder %u\n", asn, high, low);
    nk_buf_add_text(b, "high 16 bits  ");
    nk_tell_bits(b, high, 16);
    nk_buf_printf(b, " = %u\nlow 16 bits   ", high);
    nk_tell_bits(b, low, 16);
    nk_buf_printf(b, " = %u\n", low);
    if (high == 0)
        nk_explain_say(b, 0,
                       "The high half is 0: 16 bits hold the number, so asdot leaves the dot out "
                       "(RFC 5396).");
    else
        nk_explain_say(b, 0,
                       "The high half is not 0: the number takes 32 bits, so asdot has the dot "
                       "(RFC 5396), and a speaker of 16-bit numbers sees AS_TRANS, 23456 (RFC "
                       "6793).");
}

static void tell_run(struct nk_buf *b, const struct nk_asn_block *run, const char *what)
{
    nk_buf_printf(b, "  %10u to %10u  %-13s  %-8s%s\n", run->first, run->last, run->kind,
                  run->document, what);
}

/* The run that holds the number; of a public one, the runs on both sides. */
static void tell_kind(struct nk_buf *b, uint32_t asn)
{
    size_t count, at = 0;
    const struct nk_asn_block *runs = nk_asn_blocks(&count);
    while (at < count && runs[at].last < asn)
        at++;
    bool inside = at < count && runs[at].first <= asn;
    nk_buf_printf(b, "IANA's registry of AS numbers: %s\n",
                  inside ? "the number is in" : "the number is in no run set aside");
    if (!inside && at > 0)
        tell_run(b, &runs[at - 1], "  below it");
    if (at < count)
        tell_run(b, &runs[at], inside ? "" : "  above it");
}

void nk_tell_asn(struct nk_buf *b, const struct nk_record *r, const struct nk_cidr_items *it,
                 const void *closure)
{
    uint32_t asn;
    struct nk_err err;
    (void)r;
    (void)closure;
    if (!nk_asn_parse(it->at.text, it->at.len, &asn, &err))
        return;
    nk_explain_cut(b, it->at.text, it->at.len, NK_EXPLAIN_COLUMNS);
    nk_buf_add_byte(b, '\n');
    tell_halves(b, it, asn);
    tell_kind(b, asn);
}
