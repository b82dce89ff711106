#include "cli/cidr_explain.h"

#include <stdio.h>
#include <string.h>

bool nk_cidr_tell_end(struct nk_ctx *ctx, struct nk_buf *b)
{
    struct nk_err err;
    if (b->failed) {
        nk_err_memory(&err);
        nk_cli_fail(ctx, &err);
    } else if (!ctx->args->quiet) {
        nk_out_write(ctx->out, b->data, b->len);
    }
    bool done = !b->failed && ctx->out->error == 0;
    nk_buf_release(b);
    *b = (struct nk_buf){0};
    return done;
}

/* ---- counts and ranges --------------------------------------------------- */

void nk_cidr_power(char text[NK_CIDR_POWER_MAX], struct nk_count n)
{
    char digits[NK_COUNT_TEXT_MAX];
    nk_count_format(n, digits);
    unsigned power = 0;
    while (power < 128 && nk_count_compare(nk_count_bit(power), n) < 0)
        power++;
    if (nk_count_compare(nk_count_bit(power), n) != 0)
        snprintf(text, NK_CIDR_POWER_MAX, "%s", digits);
    else if (power > 40)
        snprintf(text, NK_CIDR_POWER_MAX, "2^%u", power);
    else
        snprintf(text, NK_CIDR_POWER_MAX, "%s = 2^%u", digits, power);
}

void nk_cidr_add_range(struct nk_buf *b, const struct nk_range *r)
{
    char first[NK_ADDR_TEXT_MAX], last[NK_ADDR_TEXT_MAX], prefix[NK_PREFIX_TEXT_MAX];
    struct nk_prefix p;
    nk_addr_format(&r->first, first);
    nk_addr_format(&r->last, last);
    if (nk_addr_compare(&r->first, &r->last) == 0) {
        nk_buf_add_text(b, first);
        return;
    }
    nk_buf_printf(b, "%s - %s", first, last);
    if (!nk_range_prefix(r, &p))
        return;
    nk_prefix_format(&p, prefix);
    nk_buf_printf(b, " (%s)", prefix);
}

void nk_cidr_tell_range(struct nk_buf *b, unsigned indent, const char *before,
                        const struct nk_range *r)
{
    char count[NK_CIDR_POWER_MAX];
    struct nk_buf w = {0};
    nk_cidr_add_range(&w, r);
    nk_buf_add_byte(&w, '\0');
    nk_cidr_power(count, nk_range_count(r));
    if (!w.failed)
        nk_explain_say(b, indent, "%s %s, %s address%s", before, w.data, count,
                       nk_addr_compare(&r->first, &r->last) == 0 ? "" : "es");
    b->failed = b->failed || w.failed;
    nk_buf_release(&w);
}

/* ---- bits ---------------------------------------------------------------- */

enum {
    NAME_COLUMN = 2,
    VALUE_COLUMN = 14,
    BITS_COLUMN = 30,  /* IPv4 */
    BITS_COLUMN6 = 54, /* behind an address in full */
};

static unsigned group_of(unsigned length)
{
    return length >= 128 ? 7 : length / 16;
}

void nk_cidr_tell_bits(struct nk_buf *b, const char *name, const struct nk_addr *a, unsigned length,
                       const char *note)
{
    char text[NK_ADDR_TEXT_MAX];
    size_t line = b->len;
    bool ipv4 = a->family == NK_IPV4;
    unsigned from = ipv4 ? 0 : group_of(length) * 16;
    nk_explain_pad(b, line, NAME_COLUMN);
    nk_buf_add_text(b, name);
    nk_explain_pad(b, line, VALUE_COLUMN);
    if (ipv4)
        nk_addr_format(a, text);
    else
        nk_addr_format_expanded(a, text);
    nk_buf_add_text(b, text);
    nk_explain_pad(b, line, ipv4 ? BITS_COLUMN : BITS_COLUMN6);
    nk_explain_bits(b, a, from, ipv4 ? 32 : 16, length);
    if (note != NULL)
        nk_buf_printf(b, "  %s", note);
    nk_buf_add_byte(b, '\n');
}

void nk_cidr_tell_group(struct nk_buf *b, uint8_t family, unsigned length)
{
    size_t line = b->len;
    unsigned from = group_of(length) * 16;
    if (family != NK_IPV6)
        return;
    nk_explain_pad(b, line, BITS_COLUMN6);
    nk_buf_printf(b, "bits %u to %u:\n", from + 1, from + 16);
}

void nk_cidr_tell_rule(struct nk_buf *b, uint8_t family)
{
    size_t line = b->len;
    unsigned column = family == NK_IPV4 ? BITS_COLUMN : BITS_COLUMN6;
    nk_explain_pad(b, line, column);
    for (unsigned i = 0; i < (family == NK_IPV4 ? 36 : 17); i++)
        nk_buf_add_byte(b, '-');
    nk_buf_add_byte(b, '\n');
}

/* ---- number lines -------------------------------------------------------- */

enum { SHOWN_MAX = 5, LINE_COLUMNS = 1 << SHOWN_MAX };

/* From the first to the last address of a family in the set. */
static bool hull_of(const struct nk_set *set, uint8_t family, struct nk_range *hull)
{
    struct nk_set_iter it;
    struct nk_range r;
    bool found = false;
    nk_set_iter_init(&it, set);
    while (nk_set_next_range(&it, &r, NULL)) {
        if (r.first.family != family)
            continue;
        if (!found)
            hull->first = r.first;
        hull->last = r.last;
        found = true;
    }
    return found;
}

bool nk_cidr_line_begin(struct nk_cidr_line *line, struct nk_buf *b, const struct nk_set *set,
                        uint8_t family)
{
    struct nk_range hull;
    char count[NK_CIDR_POWER_MAX], whole[NK_PREFIX_TEXT_MAX];
    if (!hull_of(set, family, &hull))
        return false;
    line->whole = nk_range_supernet(&hull);
    unsigned bits = nk_family_width(family) - line->whole.length;
    line->shown = bits < SHOWN_MAX ? bits : SHOWN_MAX;
    nk_cidr_power(count, nk_count_bit(bits - line->shown));
    nk_prefix_format(&line->whole, whole);
    nk_explain_say(b, 2, "%s, each column %s address%s (# all, + some, . none):", whole, count,
                   bits == line->shown ? "" : "es");
    return true;
}

/* One of # + . for the addresses of a column. */
static char mark_of(const struct nk_set *set, const struct nk_prefix *column)
{
    struct nk_range here = nk_prefix_range(column), r;
    if (nk_set_contains_range(set, &here))
        return '#';
    bool some = nk_set_find(set, &here.first, &r) && nk_range_overlap(&r, &here, NULL);
    return some ? '+' : '.';
}

void nk_cidr_line_row(const struct nk_cidr_line *line, struct nk_buf *b, const struct nk_set *set,
                      const char *name)
{
    unsigned columns = 1u << line->shown, each = LINE_COLUMNS / columns;
    struct nk_prefix column = {line->whole.addr, (uint8_t)(line->whole.length + line->shown)};
    nk_buf_add_text(b, "  |");
    for (unsigned i = 0; i < columns; i++) {
        char mark = mark_of(set, &column);
        for (unsigned k = 0; k < each; k++)
            nk_buf_add_byte(b, mark);
        struct nk_addr last = nk_prefix_last(&column);
        nk_addr_add(&last, nk_u128(0, 1), &column.addr);
    }
    nk_buf_add_text(b, "|  ");
    nk_explain_cut(b, name, strlen(name), NK_EXPLAIN_COLUMNS - LINE_COLUMNS - 6);
    nk_buf_add_byte(b, '\n');
}

/* ---- pieces -------------------------------------------------------------- */

/* Whether `at` is in the set, and `*last` no later than where that changes. */
static bool is_in(const struct nk_set *set, const struct nk_addr *at, struct nk_addr *last)
{
    struct nk_range r;
    if (set == NULL || !nk_set_find(set, at, &r))
        return false;
    bool in = nk_addr_compare(&r.first, at) <= 0;
    struct nk_addr end = r.last;
    if (!in)
        end = nk_addr_of(at->family, nk_u128_sub(nk_addr_bits(r.first), nk_u128(0, 1)));
    if (nk_addr_compare(&end, last) < 0)
        *last = end;
    return in;
}

void nk_cidr_tell_pieces(struct nk_buf *text, const struct nk_set *over, const struct nk_set *a,
                         const struct nk_set *b, const char *const words[4])
{
    struct nk_set_iter it;
    struct nk_range rest;
    uint64_t told = 0;
    nk_set_iter_init(&it, over);
    while (nk_set_next_range(&it, &rest, NULL)) {
        bool more = true;
        while (more) {
            struct nk_range piece = rest;
            unsigned in = is_in(a, &piece.first, &piece.last);
            in |= is_in(b, &piece.first, &piece.last) ? 2u : 0u;
            if (told++ < NK_CIDR_TOLD)
                nk_cidr_tell_range(text, 2, words[in], &piece);
            more = nk_addr_compare(&piece.last, &rest.last) < 0 &&
                   nk_addr_add(&piece.last, nk_u128(0, 1), &rest.first);
        }
    }
    nk_explain_more(text, 2, told, NK_CIDR_TOLD, "pieces");
}

/* ---- a range falls apart into prefixes ----------------------------------- */

static void power_text(char text[8], unsigned power, bool any)
{
    if (any)
        snprintf(text, 8, "any");
    else
        snprintf(text, 8, "2^%u", power);
}

static void tell_block(struct nk_buf *b, const struct nk_range *rest,
                       const struct nk_range_block *x)
{
    char first[NK_ADDR_TEXT_MAX], left[NK_COUNT_TEXT_MAX], align[8], fits[8];
    uint8_t family = rest->first.family;
    unsigned width = nk_family_width(family);
    nk_addr_format(&rest->first, first);
    power_text(align, x->aligned, nk_u128_equal(nk_addr_bits(rest->first), nk_u128(0, 0)));
    power_text(fits, x->fits, false);
    if (family == NK_IPV4) {
        nk_buf_printf(b, "  %-15s ", first);
        nk_explain_bits(b, &rest->first, 0, 32, NK_NO_EDGE);
        nk_count_format(nk_range_count(rest), left);
        nk_buf_printf(b, " %5s %10s", align, left);
    } else {
        unsigned group = x->aligned >= 128 ? 7 : 7 - x->aligned / 16;
        nk_buf_printf(b, "  %-39s %u:", first, group + 1);
        nk_explain_bits(b, &rest->first, group * 16, 16, NK_NO_EDGE);
        nk_buf_printf(b, " %5s", align);
    }
    nk_buf_printf(b, " %5s /%u\n", fits, width - x->host);
}

static void tell_header(struct nk_buf *b, uint8_t family)
{
    if (family == NK_IPV4)
        nk_buf_printf(b, "  %-15s %-35s %5s %10s %5s as\n", "first", "in binary", "align", "left",
                      "fits");
    else
        nk_buf_printf(b, "  %-39s %-18s %5s %5s as\n", "first", "group with that bit", "align",
                      "fits");
}

void nk_cidr_tell_fall_rule(struct nk_buf *b)
{
    nk_explain_say(b, 0,
                   "A prefix is 2^n addresses from a multiple of 2^n on (RFC 4632 3.1). Of each "
                   "range the largest is taken that is aligned (align: the lowest 1 bit of its "
                   "first address) and fits (the highest power of two in what is left): the lesser "
                   "2^n of the two, a length of 32 - n (IPv6: 128 - n), until nothing is left:");
}

void nk_cidr_tell_fall(struct nk_buf *b, const struct nk_set *set)
{
    struct nk_set_iter it;
    struct nk_range rest;
    uint8_t family = NK_FAMILY_NONE;
    uint64_t told = 0;
    nk_set_iter_init(&it, set);
    while (nk_set_next_range(&it, &rest, NULL)) {
        bool more = true;
        while (more) {
            struct nk_range_block x = nk_range_block(&rest);
            struct nk_prefix p;
            if (told < NK_CIDR_TOLD && family != rest.first.family)
                tell_header(b, rest.first.family);
            family = rest.first.family;
            if (told++ < NK_CIDR_TOLD)
                tell_block(b, &rest, &x);
            more = nk_range_take_prefix(&rest, &p);
        }
    }
    nk_explain_more(b, 2, told, NK_CIDR_TOLD, "prefixes");
}
