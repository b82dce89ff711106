#include "cli/cidr_list_explain.h"

/* ---- an item ------------------------------------------------------------- */

static void tell_prefix_size(struct nk_buf *b, const struct nk_prefix *p)
{
    unsigned width = nk_family_width(p->addr.family), bits = width - p->length;
    struct nk_prefix network = nk_prefix_network(p);
    char text[NK_PREFIX_TEXT_MAX], count[NK_COUNT_TEXT_MAX];
    nk_prefix_format(&network, text);
    nk_count_format(nk_prefix_count(p), count);
    nk_explain_say(b, 0, "%s leaves %u - %u = %u bit%s for the host: 2^%u = %s address%s", text,
                   width, (unsigned)p->length, bits, bits == 1 ? "" : "s", bits, count,
                   bits == 0 ? "" : "es");
}

/* What --usable leaves out, which the range tells. */
static void tell_left_out(struct nk_buf *b, const struct nk_cidr_listing *x)
{
    const struct nk_prefix *p = &x->item->prefix;
    struct nk_range all = x->item->range;
    char count[NK_COUNT_TEXT_MAX];
    if (nk_addr_compare(&all.first, &x->range.first) == 0)
        return;
    nk_cidr_tell_bits(b, "network", &all.first, p->length, "left out");
    nk_cidr_tell_bits(b, "broadcast", &all.last, p->length, "left out");
    nk_count_format(nk_range_count(&x->range), count);
    nk_explain_say(b, 2,
                   "no host has the address of host bits all 0 or all 1 (RFC 1122 3.2.1.3): 2^%u - "
                   "2 = %s are usable",
                   32u - p->length, count);
}

static bool is_below(uint64_t n, struct nk_count limit)
{
    return nk_count_compare(nk_count_of(n), limit) < 0;
}

/* The last of addresses in a row that the limit lets through. */
static struct nk_addr last_of(const struct nk_range *row, struct nk_count limit)
{
    struct nk_addr last = row->last;
    if (nk_count_compare(limit, nk_range_count(row)) < 0)
        nk_addr_add(&row->first, nk_count_sub(limit, nk_count_of(1)).low, &last);
    return last;
}

/* The first few that are listed, and the last where all from some number on are. */
static void tell_rows(struct nk_buf *b, const struct nk_cidr_listing *x)
{
    static const char *const names[] = {"first", "second", "third"};
    struct nk_range rest = x->range;
    bool ipv6 = rest.first.family == NK_IPV6;
    unsigned length = x->item->kind == NK_ITEM_RANGE ? nk_range_supernet(&x->range).length
                                                     : x->item->prefix.length;
    length = ipv6 ? 128 : length;
    nk_addr_add(&rest.first, x->skip.low, &rest.first);
    struct nk_addr last = last_of(&rest, x->limit);
    nk_cidr_tell_group(b, rest.first.family, length);
    for (size_t i = 0; i < 3 && is_below(i, x->limit); i++) {
        nk_cidr_tell_bits(b, names[i], &rest.first, length, NULL);
        if (nk_count_compare(x->step, nk_range_count(&rest)) >= 0)
            return;
        nk_addr_add(&rest.first, x->step.low, &rest.first);
    }
    if (!is_below(3, x->limit))
        return;
    if (nk_count_compare(x->step, nk_count_of(1)) == 0)
        nk_cidr_tell_bits(b, "last", &last, length, NULL);
    else
        nk_explain_say(b, 2, "and so on, as long as the sum is not past the last address");
}

static void tell_range_size(struct nk_buf *b, const struct nk_range *r)
{
    char first[NK_ADDR_TEXT_MAX], last[NK_ADDR_TEXT_MAX], count[NK_COUNT_TEXT_MAX];
    nk_addr_format(&r->first, first);
    nk_addr_format(&r->last, last);
    nk_count_format(nk_range_count(r), count);
    nk_explain_say(b, 0, "%s - %s: last - first + 1 = %s address%s", first, last, count,
                   nk_addr_compare(&r->first, &r->last) == 0 ? "" : "es");
}

void nk_cidr_list_tell_item(struct nk_buf *b, const struct nk_cidr_listing *x)
{
    char skip[NK_COUNT_TEXT_MAX], step[NK_COUNT_TEXT_MAX], limit[NK_COUNT_TEXT_MAX];
    struct nk_count one = nk_count_of(1);
    if (x->item->kind == NK_ITEM_RANGE)
        tell_range_size(b, &x->range);
    else
        tell_prefix_size(b, &x->item->prefix);
    tell_left_out(b, x);
    nk_count_format(x->skip, skip);
    nk_count_format(x->step, step);
    if (nk_count_compare(x->skip, nk_range_count(&x->range)) >= 0) {
        nk_explain_say(b, 2, "%s are still to be skipped: all of these", skip);
        return;
    }
    bool some = nk_count_compare(x->limit, nk_range_count(&x->range)) < 0;
    nk_count_format(x->limit, limit);
    if (nk_count_compare(x->step, one) != 0 || nk_count_compare(x->skip, nk_count_of(0)) != 0)
        nk_explain_say(b, 2, "listed: first + %s + k * %s for k = 0, 1, 2 ...%s%s", skip, step,
                       some ? ", k below " : "", some ? limit : "");
    else
        nk_explain_say(b, 2, "listed: first + k for k = 0, 1, 2 ...%s%s", some ? ", k below " : "",
                       some ? limit : "");
    tell_rows(b, x);
}

/* ---- --nth and --random -------------------------------------------------- */

void nk_cidr_list_tell_sequence(struct nk_buf *b, const struct nk_range *ranges, size_t count,
                                struct nk_count total)
{
    char text[NK_COUNT_TEXT_MAX];
    struct nk_count start = {0};
    nk_explain_say(b, 0, "The items one behind the other, counted from 0:");
    for (size_t i = 0; i < count && i < NK_CIDR_TOLD; i++) {
        char before[NK_COUNT_TEXT_MAX + 8] = "from ";
        size_t len = nk_count_format(start, before + 5);
        before[5 + len] = ':';
        before[6 + len] = '\0';
        nk_cidr_tell_range(b, 2, before, &ranges[i]);
        start = nk_count_add(start, nk_range_count(&ranges[i]));
    }
    nk_explain_more(b, 2, count, NK_CIDR_TOLD, "items");
    nk_count_format(total, text);
    nk_explain_say(b, 2, "%s in all", text);
}

void nk_cidr_list_tell_number(struct nk_buf *b, const char *number, const struct nk_range *range,
                              struct nk_count offset)
{
    uint8_t family = range->first.family;
    struct nk_addr plus = nk_addr_of(family, offset.low), sum;
    char first[NK_ADDR_TEXT_MAX], text[NK_COUNT_TEXT_MAX];
    /* IPv6 shows the group that the highest bit added is in */
    unsigned length =
        family == NK_IPV4 ? nk_range_supernet(range).length : nk_u128_leading_zeros(offset.low);
    nk_addr_add(&range->first, offset.low, &sum);
    nk_addr_format(&range->first, first);
    nk_count_format(offset, text);
    nk_explain_say(b, 0, "Number %s is %s + %s:", number, first, text);
    nk_cidr_tell_group(b, family, length);
    nk_cidr_tell_bits(b, "first", &range->first, length, NULL);
    nk_cidr_tell_bits(b, "number", &plus, length, "+");
    nk_cidr_tell_rule(b, family);
    nk_cidr_tell_bits(b, "address", &sum, length, NULL);
}
