/* Where the octets of an IPv4 address stand in an IPv6 one (RFC 6052 2.2 and the like). */
#include <stdio.h>

#include "addr/put.h"
#include "cidr/embed.h"
#include "cli/cidr_tell.h"
#include "cli/explain.h"

enum { OCTETS = 16 };

/* What each octet of the IPv6 address is: two columns a mark, NULL for what is not told of. */
struct layout {
    const char *marks[OCTETS];
};

static const char mark_prefix[] = "P", mark_u[] = "u", mark_ipv4[] = "v4", mark_suffix[] = "s",
                  mark_free[] = "-", mark_server[] = "sv", mark_flags[] = "fl", mark_port[] = "po",
                  mark_id[] = "id";

static unsigned octet_of(const struct nk_addr *a, unsigned at)
{
    return (unsigned)((at < 8 ? a->hi : a->lo) >> (56 - at % 8 * 8)) & 255;
}

static void mark(struct layout *x, unsigned first, unsigned last, const char *with)
{
    for (unsigned i = first; i <= last; i++)
        x->marks[i] = with;
}

/* Marks the octets in which an address that holds 255.255.255.255 has ones. */
static void mark_ones(struct layout *x, const struct nk_addr *ones, const char *with)
{
    for (unsigned i = 0; i < OCTETS; i++)
        if (octet_of(ones, i) == 255)
            x->marks[i] = with;
}

static void layout_rfc6052(struct layout *x, unsigned length)
{
    static const struct nk_addr all = {.lo = UINT32_MAX, .family = NK_IPV4};
    struct nk_prefix empty = {.addr = {.family = NK_IPV6}, .length = (uint8_t)length};
    struct nk_addr mask = nk_prefix_netmask(NK_IPV6, length);
    struct nk_addr ones = nk_embed_rfc6052(&empty, &all);
    mark(x, 0, OCTETS - 1, mark_suffix);
    mark_ones(x, &mask, mark_prefix);
    mark_ones(x, &ones, mark_ipv4);
    x->marks[8] = mark_u;
}

static void layout_mapped(struct layout *x)
{
    mark(x, 0, 11, mark_prefix);
    mark(x, 12, 15, mark_ipv4);
}

static void layout_6to4(struct layout *x)
{
    mark(x, 0, 1, mark_prefix);
    mark(x, 2, 5, mark_ipv4);
    mark(x, 6, 15, mark_free);
}

static void layout_teredo(struct layout *x)
{
    mark(x, 0, 3, mark_prefix);
    mark(x, 4, 7, mark_server);
    mark(x, 8, 9, mark_flags);
    mark(x, 10, 11, mark_port);
    mark(x, 12, 15, mark_ipv4);
}

static void layout_isatap(struct layout *x)
{
    mark(x, 0, 7, mark_prefix);
    mark(x, 8, 11, mark_id);
    mark(x, 12, 15, mark_ipv4);
}

/* ---- rows ---------------------------------------------------------------- */

static void tell_layout(struct nk_buf *b, const struct nk_addr *a, const struct layout *x)
{
    nk_buf_add_text(b, "octet");
    for (unsigned i = 0; i < OCTETS; i++)
        nk_buf_printf(b, " %2u", i);
    nk_buf_add_text(b, "\nvalue");
    for (unsigned i = 0; i < OCTETS; i++)
        nk_buf_printf(b, " %02x", octet_of(a, i));
    nk_buf_add_text(b, "\nis   ");
    for (unsigned i = 0; i < OCTETS; i++)
        nk_buf_printf(b, " %2s", x->marks[i]);
    nk_buf_add_byte(b, '\n');
}

/* "octets 5 to 7 and 9": where a mark stands. */
static void tell_place(struct nk_buf *b, const struct layout *x, const char *with)
{
    bool any = false;
    for (unsigned i = 0, first; i < OCTETS; i++) {
        if (x->marks[i] != with)
            continue;
        for (first = i; i + 1 < OCTETS && x->marks[i + 1] == with;)
            i++;
        nk_buf_add_text(b, any ? " and " : "octets ");
        nk_buf_printf(b, first == i ? "%u" : "%u to %u", first, i);
        any = true;
    }
}

static void tell_hex(struct nk_buf *b, const struct nk_addr *a, const struct layout *x,
                     const char *with)
{
    for (unsigned i = 0; i < OCTETS; i++)
        if (x->marks[i] == with)
            nk_buf_printf(b, " %02x", octet_of(a, i));
}

/* ---- embed --------------------------------------------------------------- */

static void tell_ipv4(struct nk_buf *b, const struct nk_addr *ipv4)
{
    nk_add_addr(b, ipv4);
    nk_buf_add_text(b, "\n1. Its octets in hexadecimal:");
    for (unsigned shift = 32; shift > 0; shift -= 8) {
        unsigned octet = (unsigned)(ipv4->lo >> (shift - 8)) & 255;
        nk_buf_printf(b, " %u = %02x%s", octet, octet, shift > 8 ? "," : "\n");
    }
}

static void tell_end(struct nk_buf *b, unsigned step, const struct nk_addr *a,
                     const struct layout *x)
{
    char text[NK_ADDR_TEXT_MAX];
    tell_layout(b, a, x);
    nk_addr_format_expanded(a, text);
    nk_buf_printf(b, "%u. Two octets a group, then shortened (RFC 5952 4):\n   %s\n", step, text);
}

static void tell_rfc6052(struct nk_buf *b, const struct nk_addr *ipv4, const struct nk_prefix *p)
{
    struct layout x;
    struct nk_addr a = nk_embed_rfc6052(p, ipv4);
    unsigned step = 5;
    layout_rfc6052(&x, p->length);
    nk_buf_printf(b, "2. The prefix has %u bits, %u octets (P): ", (unsigned)p->length,
                  (unsigned)p->length / 8);
    nk_add_prefix(b, p);
    nk_buf_add_text(b, "\n3. Octet 8, bits 64 to 71 (u), has to be 0 (RFC 6052 2.2)\n"
                       "4. The IPv4 address (v4) follows");
    nk_buf_add_text(b, p->length < 96 ? ", but not in u: " : ": ");
    tell_place(b, &x, mark_ipv4);
    nk_buf_add_byte(b, '\n');
    if (p->length < 96) {
        nk_buf_printf(b, "%u. The suffix (s) is 0: ", step++);
        tell_place(b, &x, mark_suffix);
        nk_buf_add_byte(b, '\n');
    }
    tell_end(b, step, &a, &x);
}

void nk_tell_embed(struct nk_buf *b, const struct nk_addr *ipv4, const struct nk_prefix *prefix,
                   bool mapped)
{
    struct layout x;
    struct nk_addr a = mapped ? nk_embed_mapped(ipv4) : nk_embed_6to4(ipv4).addr;
    tell_ipv4(b, ipv4);
    if (prefix != NULL) {
        tell_rfc6052(b, ipv4, prefix);
    } else if (mapped) {
        layout_mapped(&x);
        nk_buf_add_text(b, "2. The prefix (P) is ::ffff:0:0/96: 10 octets 0, 2 octets ff (RFC 4291 "
                           "2.5.5.2)\n3. The IPv4 address (v4) is the last 32 bits\n");
        tell_end(b, 4, &a, &x);
        nk_buf_add_text(b, "   with the last 32 bits as IPv4 writes them (RFC 5952 5)\n");
    } else {
        layout_6to4(&x);
        nk_buf_add_text(b, "2. The prefix (P) is 2002::/16 (RFC 3056 2)\n"
                           "3. The IPv4 address (v4) is the next 32 bits: 16 + 32 = 48 bits\n"
                           "4. The site has the rest (-): 16 bits of subnet, 64 of interface\n");
        tell_end(b, 5, &a, &x);
    }
}

/* ---- extract ------------------------------------------------------------- */

static const char *const names[NK_EMBED_WAYS] = {
    [NK_EMBED_GIVEN] = "--prefix, RFC 6052", [NK_EMBED_NAT64] = "NAT64, RFC 6052 2.1",
    [NK_EMBED_MAPPED] = "mapped, RFC 4291",  [NK_EMBED_TEREDO] = "Teredo, RFC 4380",
    [NK_EMBED_6TO4] = "6to4, RFC 3056",      [NK_EMBED_ISATAP] = "ISATAP, RFC 5214 6.1",
};

static void tell_why_not(struct nk_buf *b, const struct nk_addr *a, const struct nk_prefix *p)
{
    if (p == NULL && a->hi >> 56 == 0xff)
        nk_buf_add_text(b, "no, it is multicast");
    else if (p == NULL)
        nk_buf_printf(b, "no, %08llx", (unsigned long long)a->lo >> 32);
    else if (nk_prefix_contains(p, a))
        nk_buf_printf(b, "no, octet 8 (u) is %02x, not 0", octet_of(a, 8));
    else
        nk_buf_printf(b, "no, bit %u differs",
                      nk_u128_leading_zeros(nk_u128_xor(nk_addr_bits(*a), nk_addr_bits(p->addr))) +
                          1);
}

/* One way that is tried; true where it fits. */
static bool tell_try(struct nk_buf *b, unsigned step, const struct nk_addr *a,
                     enum nk_embed_way way, const struct nk_prefix *given,
                     struct nk_embedded *found)
{
    const struct nk_prefix *p = way == NK_EMBED_GIVEN ? given : nk_embed_prefix(way);
    bool fits = nk_embed_read(a, way, given, found);
    nk_buf_printf(b, "%u. ", step);
    if (p != NULL)
        nk_add_prefix(b, p);
    else
        nk_buf_add_text(b, "interface ID 00005efe or 02005efe");
    nk_buf_printf(b, " (%s)? ", names[way]);
    if (fits)
        nk_buf_add_text(b, "yes");
    else
        tell_why_not(b, a, p);
    nk_buf_add_byte(b, '\n');
    return fits;
}

static void tell_part(struct nk_buf *b, const struct nk_addr *a, const struct layout *x,
                      const char *with, const char *what)
{
    nk_buf_printf(b, "%s (%s): ", what, with);
    tell_place(b, x, with);
    nk_buf_add_byte(b, ':');
    tell_hex(b, a, x, with);
}

static void tell_teredo(struct nk_buf *b, const struct nk_addr *a, const struct layout *x,
                        const struct nk_embedded *found)
{
    unsigned flags = (unsigned)(a->lo >> 48);
    tell_part(b, a, x, mark_server, "server");
    nk_buf_add_text(b, " = ");
    nk_add_addr(b, &found->server);
    nk_buf_add_byte(b, '\n');
    tell_part(b, a, x, mark_flags, "flags");
    nk_buf_printf(b, " (first bit %u: %s)\n", flags >> 15,
                  flags >> 15 ? "behind a cone NAT" : "behind no cone NAT");
    tell_part(b, a, x, mark_port, "port");
    nk_buf_printf(b, " XOR ffff = %04x = %u\n", (unsigned)found->port, (unsigned)found->port);
    tell_part(b, a, x, mark_ipv4, "client");
    nk_buf_printf(b, "\n  XOR ffffffff = %08llx = ", (unsigned long long)found->ipv4.lo);
}

static void tell_found(struct nk_buf *b, const struct nk_addr *a, enum nk_embed_way way,
                       const struct nk_embedded *found)
{
    struct layout x;
    if (way == NK_EMBED_MAPPED)
        layout_mapped(&x);
    else if (way == NK_EMBED_TEREDO)
        layout_teredo(&x);
    else if (way == NK_EMBED_6TO4)
        layout_6to4(&x);
    else if (way == NK_EMBED_ISATAP)
        layout_isatap(&x);
    else
        layout_rfc6052(&x, found->prefix.length);
    tell_layout(b, a, &x);
    if (way == NK_EMBED_TEREDO) {
        tell_teredo(b, a, &x, found);
    } else {
        tell_part(b, a, &x, mark_ipv4, "IPv4 address");
        nk_buf_add_text(b, " = ");
    }
    nk_add_addr(b, &found->ipv4);
    nk_buf_add_byte(b, '\n');
}

void nk_tell_extract(struct nk_buf *b, const struct nk_record *r, const struct nk_cidr_items *it,
                     const void *closure)
{
    const struct nk_addr *a = &it->item.prefix.addr;
    const struct nk_prefix *given = closure;
    struct nk_embedded found;
    bool fits = false;
    unsigned step = 1;
    char text[NK_ADDR_TEXT_MAX];
    (void)r;
    nk_addr_format_expanded(a, text);
    nk_buf_printf(b, "%s\nWhat it is under, tried in this order:\n", text);
    for (unsigned way = given == NULL; !fits && way < NK_EMBED_WAYS; way++) {
        fits = tell_try(b, step++, a, (enum nk_embed_way)way, given, &found);
        if (fits)
            tell_found(b, a, (enum nk_embed_way)way, &found);
    }
    if (!fits)
        nk_buf_add_text(b, "None fits: there is no IPv4 address in it.\n");
}
