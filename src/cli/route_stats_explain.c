#include "cli/route_stats_explain.h"

#include <stdio.h>

#include "cli/explain.h"

/* "2 x 2^8 = 512", the decimal only where it fits a line. */
static void add_product(struct nk_buf *b, size_t line, uint64_t n, unsigned bits)
{
    char text[NK_COUNT_TEXT_MAX], product[NK_COUNT_TEXT_MAX + 48];
    struct nk_count all = {0}, one = nk_count_bit(bits);
    for (uint64_t rest = n; rest > 0; rest >>= 1) {
        if (rest & 1)
            all = nk_count_add(all, one);
        one = nk_count_add(one, one);
    }
    nk_count_format(all, text);
    nk_buf_printf(b, "%llu x 2^%u", (unsigned long long)n, bits);
    int len = snprintf(product, sizeof product, " = %s", text);
    if (b->len - line + (size_t)len <= NK_EXPLAIN_COLUMNS)
        nk_buf_add(b, product, (size_t)len);
}

static void tell_length(struct nk_buf *b, const struct nk_route_stats *s, unsigned length,
                        unsigned width)
{
    size_t line = b->len;
    nk_buf_printf(b, "  /%-5u %8llu %9llu %9llu   ", length, (unsigned long long)s->lengths[length],
                  (unsigned long long)s->distinct[length], (unsigned long long)s->outer[length]);
    if (s->outer[length] > 0)
        add_product(b, line, s->outer[length], width - length);
    else
        nk_buf_add_byte(b, '0');
    nk_buf_add_byte(b, '\n');
}

static void tell_table(struct nk_buf *b, const struct nk_route_stats *s, unsigned width)
{
    nk_explain_say(b, 0,
                   "1. Count by length. Another route of the same prefix (metric, table, peer) is "
                   "one route more, and no prefix more. Outer prefixes lie in no other one:");
    nk_buf_printf(b,
                  "  length   routes  prefixes     outer   their addresses, 2^(%u - length) each\n",
                  width);
    for (unsigned i = 0; i <= width; i++)
        if (s->lengths[i] > 0)
            tell_length(b, s, i, width);
    nk_buf_printf(b, "  all    %9llu %9llu\n", (unsigned long long)s->routes,
                  (unsigned long long)s->prefixes);
}

/* Two prefixes nest or have nothing in common, so that the outer ones are the whole. */
static void tell_share(struct nk_buf *b, const struct nk_route_stats *s, uint8_t family)
{
    char covered[NK_COUNT_TEXT_MAX];
    unsigned width = nk_family_width(family);
    nk_count_format(s->covered, covered);
    nk_explain_say(b, 0,
                   "2. Two prefixes nest or share nothing (RFC 4632 3.1), so the outer ones hold "
                   "every covered address once. Their sum: %s",
                   covered);
    nk_explain_say(b, 0, "3. The share is that sum / 2^%u = %.6g", width,
                   nk_route_share(s->covered, family));
}

static unsigned most_frequent(const struct nk_route_stats *s)
{
    unsigned most = 0;
    for (unsigned i = 1; i <= 128; i++)
        most = s->lengths[i] > s->lengths[most] ? i : most;
    return most;
}

static void tell_rest(struct nk_buf *b, const struct nk_route_stats *s)
{
    unsigned most = most_frequent(s);
    nk_explain_say(b, 0,
                   "4. One length alone: its share is its prefixes / 2^length, so for /%u it is "
                   "%llu / 2^%u. Shares of lengths overlap: they need not add up to the whole.",
                   most, (unsigned long long)s->distinct[most], most);
    nk_explain_say(b, 0,
                   "5. Results that differ (type and next hops, or the label where there are "
                   "none): %llu",
                   (unsigned long long)s->results);
    nk_explain_say(b, 0, "6. A bar is routes x %d / %llu, the most of one length (/%u), rounded up",
                   NK_STATS_BAR_MAX, (unsigned long long)s->lengths[most], most);
}

bool nk_stats_explain(struct nk_ctx *ctx, const struct nk_route_stats *s, uint8_t family, bool next)
{
    struct nk_buf b = {0};
    if (next)
        nk_buf_add_byte(&b, '\n');
    nk_buf_printf(&b, "IPv%d\n", family);
    tell_table(&b, s, nk_family_width(family));
    tell_share(&b, s, family);
    tell_rest(&b, s);
    nk_buf_add_text(&b, "The records:\n");
    return nk_cli_print_made(ctx, &b);
}
