/* Which rows of the registries hold an address, and what follows from the longest (RFC 6890). */
#include <stdio.h>
#include <string.h>

#include "addr/put.h"
#include "cli/cidr_tell.h"
#include "cli/explain.h"

enum {
    BITS_COLUMN = 20, /* behind the longest prefix of a row */
    WIDE = 16,        /* digits beside which there is no room for more */
    SHOWN = 4,        /* rows inside a prefix before it says how many more there are */
};

/* ---- bits ---------------------------------------------------------------- */

/* The first bits of an address: IPv4 in binary; IPv6 in digits, and what is left in binary beside
 * the whole digit that `of` has there. */
static void tell_bits_of(struct nk_buf *b, const struct nk_prefix *p, const struct nk_addr *of)
{
    char text[NK_ADDR_BINARY_MAX];
    unsigned length = p->length, digits = length / 4, left = length % 4;
    if (length == 0) {
        nk_buf_add_text(b, "(none)");
        return;
    }
    if (p->addr.family == NK_IPV4) {
        nk_addr_format_binary(&p->addr, text);
        nk_buf_add(b, text, length + (length - 1) / 8);
        return;
    }
    nk_addr_format_expanded(&p->addr, text);
    nk_buf_add(b, text, digits == 0 ? 0 : digits + (digits - 1) / 4);
    if (left == 0)
        return;
    unsigned digit = (unsigned)nk_u128_shr(nk_addr_bits(*of), 124 - digits * 4).lo & 15;
    if (digits > WIDE)
        nk_buf_printf(b, "\n%*s", BITS_COLUMN, "");
    else if (digits > 0)
        nk_buf_add_text(b, ", ");
    if (left == 1)
        nk_buf_printf(b, "then bit %u: ", length);
    else
        nk_buf_printf(b, "then bits %u to %u: ", digits * 4 + 1, length);
    nk_tell_bits(b, nk_u128_shr(nk_addr_bits(p->addr), 128 - length).lo, left);
    nk_buf_printf(b, " (%x is ", digit);
    nk_tell_bits(b, digit, 4);
    nk_buf_add_byte(b, ')');
}

/* ---- rows ---------------------------------------------------------------- */

static void tell_row(struct nk_buf *b, const struct nk_special *row, const struct nk_addr *of,
                     const char *what)
{
    size_t line = b->len;
    nk_add_prefix(b, &row->prefix);
    nk_explain_pad(b, line, BITS_COLUMN);
    tell_bits_of(b, &row->prefix, of);
    nk_buf_printf(b, "%s\n  %s (%s)\n", what, row->name, row->rfc);
}

static void tell_subject(struct nk_buf *b, const struct nk_prefix *p)
{
    bool whole = p->length == nk_family_width(p->addr.family);
    nk_buf_printf(b, "%-*s", BITS_COLUMN, whole ? "address" : "prefix");
    tell_bits_of(b, p, &p->addr);
    nk_buf_add_byte(b, '\n');
}

/* The row that has the most first bits in common, of those that do not hold the prefix. */
static void tell_nearest(struct nk_buf *b, const struct nk_prefix *p)
{
    size_t count;
    const struct nk_special *rows = nk_special_rows(p->addr.family, &count), *near = NULL;
    unsigned most = 0, unused = 128 - nk_family_width(p->addr.family);
    for (size_t i = 0; i < count; i++) {
        struct nk_u128 differs =
            nk_u128_xor(nk_addr_bits(rows[i].prefix.addr), nk_addr_bits(p->addr));
        unsigned equal = nk_u128_leading_zeros(differs) - unused;
        if (equal < rows[i].prefix.length && equal < p->length && (near == NULL || equal > most)) {
            near = &rows[i];
            most = equal;
        }
    }
    if (near == NULL)
        return;
    tell_row(b, near, &p->addr, "");
    nk_buf_printf(b, "  the nearest miss: bit %u differs\n", most + 1);
}

/* Rows that lie in a prefix: no one of them speaks for all of it. */
static size_t tell_inside(struct nk_buf *b, const struct nk_prefix *p)
{
    size_t count, inside = 0;
    const struct nk_special *rows = nk_special_rows(p->addr.family, &count);
    for (size_t i = 0; i < count; i++) {
        if (!nk_prefix_covers(p, &rows[i].prefix))
            continue;
        if (inside == 0)
            nk_buf_add_text(b, "No row holds all of it, but these lie in it, and differ from the "
                               "rest:\n");
        if (inside++ < SHOWN)
            tell_row(b, &rows[i], &rows[i].prefix.addr, "");
    }
    nk_explain_more(b, 0, inside, SHOWN, "rows");
    return inside;
}

static void tell_rows(struct nk_buf *b, const struct nk_prefix *p, const struct nk_class *class)
{
    size_t count, held = 0;
    const struct nk_special *rows = nk_special_rows(p->addr.family, &count);
    nk_buf_printf(b, "%zu rows of IANA's IPv%u special-purpose registry, as of %s\n", count,
                  (unsigned)p->addr.family, nk_special_date);
    tell_subject(b, p);
    for (size_t i = 0; i < count; i++) {
        if (!nk_prefix_covers(&rows[i].prefix, p))
            continue;
        held++;
        tell_row(b, &rows[i], &p->addr,
                 &rows[i] != class->block ? "  holds it"
                 : held > 1               ? "  the longest"
                                          : "  holds it");
    }
    if (held > 0 || class->multicast || tell_inside(b, p) > 0)
        return;
    nk_buf_add_text(b, "No row holds it: it is ordinary address space.\n");
    tell_nearest(b, p);
}

/* ---- multicast ----------------------------------------------------------- */

static void tell_multicast(struct nk_buf *b, const struct nk_prefix *p,
                           const struct nk_class *class)
{
    struct nk_prefix block;
    char text[NK_PREFIX_TEXT_MAX];
    bool ipv6 = p->addr.family == NK_IPV6;
    const char *scope = class->scope == NULL ? "several" : class->scope;
    nk_buf_printf(b, "It begins with %s: multicast, in no registry of RFC 6890.\n",
                  ipv6 ? "11111111 (ff00::/8)" : "1110 (224.0.0.0/4)");
    if (nk_class_multicast_block(p, &block)) {
        nk_prefix_format(&block, text);
        nk_explain_say(b, 0, "%s holds it: %s, scope %s (%s).", text, class->multicast_kind, scope,
                       ipv6 ? "RFC 4291 2.7.1" : "RFC 5771, RFC 2365");
    } else if (ipv6 && p->length >= 16) {
        unsigned flags = (unsigned)(p->addr.hi >> 52) & 15;
        unsigned value = (unsigned)(p->addr.hi >> 48) & 15;
        nk_buf_add_text(b, "The next 4 bits are the flags 0RPT: ");
        nk_tell_bits(b, flags, 4);
        nk_buf_printf(b, "%s%s (RFC 4291 2.7)\nThe 4 after them the scope: %x, %s\n",
                      p->length < 32 ? "" : ", ", p->length < 32 ? "" : class->multicast_kind,
                      value, scope);
    } else {
        nk_buf_add_text(b, "It holds groups of several kinds.\n");
    }
}

/* ---- flags --------------------------------------------------------------- */

static void tell_flag(struct nk_buf *b, const char *name, int value, const char *yes,
                      const char *no)
{
    nk_buf_printf(b, "  %-11s  %-3s  %s\n", name,
                  value == NK_UNKNOWN ? "-"
                  : value == NK_TRUE  ? "yes"
                                      : "no",
                  value == NK_UNKNOWN ? "not said"
                  : value == NK_TRUE  ? yes
                                      : no);
}

static void tell_flags(struct nk_buf *b, const struct nk_class *c)
{
    nk_buf_printf(b, "The flags (RFC 6890 2.2.1) %s:\n",
                  c->block != NULL   ? "of that row"
                  : c->multicast     ? "follow from the scope"
                  : c->scope == NULL ? "differ within it"
                                     : "of ordinary space");
    tell_flag(b, "source", c->source, "packets may come from it", "no packet may come from it");
    tell_flag(b, "destination", c->destination, "packets may go to it", "no packet may go to it");
    tell_flag(b, "forwardable", c->forwardable, "routers pass such packets on",
              "routers do not pass such packets on");
    tell_flag(b, "global", c->global, "also beyond its administrative domain",
              "not beyond its administrative domain");
    tell_flag(b, "reserved", c->reserved, "the protocol itself treats it apart",
              "to the protocol it is an address as any");
    if (c->destination == NK_FALSE)
        nk_buf_add_text(b, "  Where no packet may go, none is forwarded, and it is not global.\n");
    if (c->is_private && c->block != NULL) {
        nk_buf_add_text(b, "Private (RFC 1918, RFC 4193): the block ");
        nk_add_prefix(b, &c->block->prefix);
        nk_buf_add_byte(b, '\n');
    }
    if (!c->multicast && c->scope != NULL && strcmp(c->scope, "global") == 0 &&
        c->global == NK_FALSE)
        nk_explain_say(
            b, 0,
            "Its scope (RFC 4007) is global all the same: only addresses of the host and "
            "of the link have a smaller one. How far it can be reached, the flag says.");
}

/* ---- the working --------------------------------------------------------- */

void nk_tell_class(struct nk_buf *b, const struct nk_item *item, const struct nk_class *class)
{
    struct nk_prefix p = nk_class_subject(&item->prefix);
    char text[NK_RANGE_TEXT_MAX];
    if (item->kind == NK_ITEM_ADDRESS)
        nk_addr_format(&item->prefix.addr, text);
    else
        nk_range_format(&item->range, text);
    nk_buf_printf(b, "%s\n", text);
    if (p.addr.family != item->prefix.addr.family) {
        if (p.length == 32)
            nk_addr_format(&p.addr, text);
        else
            nk_prefix_format(&p, text);
        nk_explain_say(b, 0,
                       "It is under ::ffff:0:0/96, IPv4-mapped (RFC 4291 2.5.5.2): what "
                       "counts is the IPv4 address in its last 32 bits, %s.",
                       text);
    } else if (item->kind == NK_ITEM_RANGE) {
        nk_prefix_format(&p, text);
        nk_explain_say(b, 0, "The smallest prefix that holds the range: %s", text);
    }
    if (class->multicast)
        tell_multicast(b, &p, class);
    else
        tell_rows(b, &p, class);
    tell_flags(b, class);
}
