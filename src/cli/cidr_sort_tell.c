/* How items are sorted: what puts an item behind the one before it. */
#include <string.h>

#include "addr/put.h"
#include "cli/cidr_tell.h"
#include "cli/explain.h"

void nk_tell_order(struct nk_buf *b, bool reverse)
{
    nk_buf_add_text(b, "Asked in turn, until it is decided:\n"
                       "  1. the family: IPv4 before IPv6\n"
                       "  2. the first address as a number: the lower first\n"
                       "  3. the last address: the higher first, that is the larger item\n"
                       "  4. the host bits: the lower first\n"
                       "  5. nothing differs: as given\n");
    if (reverse)
        nk_buf_add_text(b, "and all of it backwards (--reverse)\n");
}

/* Where the order of letters is another than that of numbers: at the first letter that differs. */
static void tell_letters(struct nk_buf *b, const char *before, const char *text, bool reverse)
{
    while (*before == *text && *text != '\0') {
        before++;
        text++;
    }
    if (*before == '\0' || *text == '\0' || (*before < *text) != reverse)
        return;
    nk_buf_printf(b, "     by letters it would stand before it: '%c' %s '%c'\n", *text,
                  reverse ? "is after" : "is before", *before);
}

/* The first bit in which two addresses differ. */
static void tell_bit(struct nk_buf *b, const char *what, uint8_t family, struct nk_u128 there,
                     struct nk_u128 here)
{
    unsigned bit = nk_u128_leading_zeros(nk_u128_xor(there, here));
    unsigned one = (unsigned)nk_u128_shr(here, 127 - bit).lo & 1;
    nk_buf_printf(b, "  %s %s: bit %u is %u, in the one before %u\n", what,
                  one ? "higher" : "lower", bit - (128 - nk_family_width(family)) + 1, one,
                  1 - one);
}

void nk_tell_place(struct nk_buf *b, const struct nk_entry *before, const struct nk_entry *e,
                   bool reverse)
{
    char text[NK_RANGE_TEXT_MAX], before_text[NK_RANGE_TEXT_MAX];
    enum nk_entry_by by;
    nk_entry_format(e, text);
    nk_buf_printf(b, "%s\n", text);
    if (before == NULL)
        return;
    nk_entry_format(before, before_text);
    nk_entry_decide(before, e, &by);
    switch (by) {
    case NK_ENTRY_BY_FAMILY:
        nk_buf_printf(b, "  1. it is IPv%u, the one before IPv%u\n", (unsigned)e->family,
                      (unsigned)before->family);
        break;
    case NK_ENTRY_BY_FIRST:
        tell_bit(b, "2. its first address is", e->family,
                 nk_addr_bits(nk_entry_range(before).first), nk_addr_bits(nk_entry_range(e).first));
        tell_letters(b, before_text, text, reverse);
        break;
    case NK_ENTRY_BY_LAST:
        tell_bit(
            b, reverse ? "3. it is larger, its last address" : "3. it is smaller, its last address",
            e->family, before->high, e->high);
        break;
    case NK_ENTRY_BY_HOST:
        tell_bit(b, "4. its host bits are", e->family, before->low, e->low);
        break;
    case NK_ENTRY_SAME:
        nk_buf_printf(b, "  5. the same as the one before: given %s it\n",
                      reverse ? "before" : "after");
    }
}
