#include "cli/cidr_next_explain.h"

#include <stdio.h>

#include "cidr/space.h"

/* "IPv4: a /24 is 2^(32 - 24) = 2^8 = 256 addresses ..." */
static void tell_size(struct nk_buf *b, uint8_t family, unsigned length)
{
    unsigned width = nk_family_width(family), bits = width - length;
    char count[NK_COUNT_TEXT_MAX] = "";
    if (bits <= 40)
        nk_count_format(nk_count_bit(bits), count);
    nk_explain_say(b, 0,
                   "A /%u holds 2^(%u - %u) = 2^%u%s%s addresses and begins at a multiple of that: "
                   "its last %u bits are 0 (RFC 4632 3.1).",
                   length, width, length, bits, bits <= 40 ? " = " : "", count, bits);
}

void nk_cidr_next_tell_begin(struct nk_cidr_next_telling *t, const struct nk_set *pool,
                             const struct nk_set *used, const struct nk_set *unused)
{
    static const uint8_t families[] = {NK_IPV4, NK_IPV6};
    struct nk_cidr_line line;
    for (size_t i = 0; i < 2; i++) {
        if (t->length <= nk_family_width(families[i]) &&
            nk_cidr_line_begin(&line, &t->text, pool, families[i])) {
            nk_cidr_line_row(&line, &t->text, pool, "the pool");
            nk_cidr_line_row(&line, &t->text, used, "used");
            nk_cidr_line_row(&line, &t->text, unused, "= free");
            tell_size(&t->text, families[i], t->length);
        }
    }
    if (nk_set_is_empty(unused))
        nk_explain_say(&t->text, 0, "Nothing of the pool is free.");
    else
        nk_explain_say(&t->text, 0, "The free ranges, from the lowest on:");
}

/* The first address of a free range, and the next multiple of the block from there. */
static void tell_start(struct nk_buf *b, const struct nk_addr *first, const struct nk_addr *start,
                       unsigned length)
{
    unsigned bits = nk_family_width(first->family) - length;
    nk_cidr_tell_group(b, first->family, length);
    nk_cidr_tell_bits(b, "begins at", first, length, NULL);
    if (nk_addr_compare(first, start) == 0) {
        nk_explain_say(b, 2, "its last %u bits are 0: it is aligned", bits);
        return;
    }
    nk_cidr_tell_bits(b, "rounded up", start, length, NULL);
    nk_explain_say(b, 2, "its last %u bits are not 0: they become 0, and 1 is added before them",
                   bits);
}

static void tell_verdict(struct nk_buf *b, const struct nk_range *rest, const struct nk_addr *start,
                         unsigned length, bool fits)
{
    const struct nk_prefix p = {*start, (uint8_t)length};
    struct nk_addr last = nk_prefix_last(&p);
    char prefix[NK_PREFIX_TEXT_MAX], end[NK_ADDR_TEXT_MAX], limit[NK_ADDR_TEXT_MAX];
    nk_prefix_format(&p, prefix);
    nk_addr_format(&last, end);
    nk_addr_format(&rest->last, limit);
    if (fits)
        nk_explain_say(b, 2, "%s ends at %s, not past %s: taken", prefix, end, limit);
    else
        nk_explain_say(b, 2, "%s would end at %s, past %s: it does not fit", prefix, end, limit);
}

bool nk_cidr_next_tell_step(void *closure, const struct nk_range *rest, const struct nk_prefix *p)
{
    struct nk_cidr_next_telling *t = closure;
    struct nk_buf *b = &t->text;
    struct nk_addr start;
    char number[24];
    if (t->told == NK_CIDR_TOLD) {
        nk_explain_say(b, 0, "and so on in the same way");
        t->told++;
    }
    if (t->told > NK_CIDR_TOLD)
        return p == NULL; /* on to see whether there is one at all */
    snprintf(number, sizeof number, "%llu.", (unsigned long long)++t->told);
    nk_cidr_tell_range(b, 0, number, rest);
    if (t->length > nk_family_width(rest->first.family)) {
        nk_explain_say(b, 2, "an IPv4 prefix has at most 32 bits: no /%u in it", t->length);
    } else if (!nk_space_round_up(&rest->first, t->length, &start)) {
        nk_explain_say(b, 2, "behind its first address no multiple of 2^%u follows",
                       nk_family_width(rest->first.family) - t->length);
    } else {
        tell_start(b, &rest->first, &start, t->length);
        tell_verdict(b, rest, &start, t->length, p != NULL);
    }
    return true;
}
