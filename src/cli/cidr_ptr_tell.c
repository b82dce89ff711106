/* How reverse names come from the bits of a prefix, and back (RFC 1035 3.5, RFC 3596 2.5, 2317). */
#include <string.h>

#include "addr/put.h"
#include "cidr/ptr.h"
#include "cli/cidr_tell.h"
#include "cli/explain.h"

enum { SHOWN = 8 }; /* zones listed before it says how many more there are */

/* How the labels of a family are made. */
struct labels {
    unsigned bits, count;
    const char *suffix, *what;
};

static struct labels labels_of(uint8_t family)
{
    return family == NK_IPV4 ? (struct labels){8, 4, "in-addr.arpa", "an octet (RFC 1035 3.5)"}
                             : (struct labels){4, 32, "ip6.arpa",
                                               "a hexadecimal digit (RFC 3596 "
                                               "2.5)"};
}

/* ---- bits ---------------------------------------------------------------- */

/* The bits of an IPv4 prefix with its boundary; of IPv6 those of the digit in which it falls. */
static void tell_boundary(struct nk_buf *b, const struct nk_prefix *p)
{
    bool ipv4 = p->addr.family == NK_IPV4;
    unsigned first = ipv4 ? 0 : p->length / 4 * 4, last = ipv4 ? 32 : first + 4;
    struct nk_u128 bits = nk_addr_bits(p->addr);
    if (!ipv4)
        nk_buf_printf(b, "digit %u, bits %u to %u: ", first / 4 + 1, first + 1, last);
    for (unsigned at = first; at < last; at++) {
        if (at == p->length)
            nk_buf_add_byte(b, '|');
        else if (ipv4 && at > 0 && at % 8 == 0)
            nk_buf_add_byte(b, '.');
        nk_tell_bits(b, nk_u128_shr(bits, (ipv4 ? 31 : 127) - at).lo & 1, 1);
    }
    nk_buf_add_byte(b, '\n');
}

/* The first labels of an address as it writes them: "192 0 2", "2 0 0 1 0 d b 8". */
static void tell_labels(struct nk_buf *b, const struct nk_addr *a, unsigned count)
{
    struct labels l = labels_of(a->family);
    for (unsigned i = 0; i < count; i++) {
        unsigned low = nk_family_width(a->family) - (i + 1) * l.bits;
        unsigned value = (unsigned)nk_u128_shr(nk_addr_bits(*a), low).lo & ((1U << l.bits) - 1);
        nk_buf_printf(b, l.bits == 8 ? " %u" : " %x", value);
    }
    nk_buf_add_byte(b, '\n');
}

/* ---- one zone ------------------------------------------------------------ */

static void tell_whole(struct nk_buf *b, const struct nk_prefix *p)
{
    struct labels l = labels_of(p->addr.family);
    unsigned count = p->length / l.bits;
    nk_buf_printf(b, "1. A label is %s: %u bits\n", l.what, l.bits);
    nk_buf_printf(b, "2. /%u is %u / %u = %u label%s", (unsigned)p->length, (unsigned)p->length,
                  l.bits, count, count == 1 ? "" : "s");
    nk_buf_add_text(b, count == 0 ? "\n" : l.bits == 4 ? ":\n  " : ":");
    if (count > 0)
        tell_labels(b, &p->addr, count);
    nk_buf_printf(b, "3. In reverse, since a name ends with what is most general, under %s\n",
                  l.suffix);
}

/* A block within the last octet. */
static void tell_classless(struct nk_buf *b, const struct nk_prefix *p, const char *zone)
{
    struct nk_prefix parent = {p->addr, 24};
    struct nk_ptr_zones zones;
    struct nk_addr ends[2] = {nk_prefix_first(p), nk_prefix_last(p)};
    char name[NK_PTR_TEXT_MAX];
    unsigned first = (unsigned)ends[0].lo & 255, last = (unsigned)ends[1].lo & 255;
    parent = nk_prefix_network(&parent);
    nk_ptr_zones_init(&zones, &parent);
    nk_ptr_zones_next(&zones, &parent, name);
    tell_boundary(b, p);
    nk_buf_printf(b,
                  "1. A label is an octet: 8 bits. /%u ends inside the last one, so that\n"
                  "   %s holds this block and others\n",
                  (unsigned)p->length, name);
    nk_buf_printf(b, "2. The block has 2^(32 - %u) = %u addresses, of the last octet %u to %u\n",
                  (unsigned)p->length, last - first + 1, first, last);
    nk_buf_printf(b, "   Its label is the first one and the length: %u/%u (RFC 2317 4)\n", first,
                  (unsigned)p->length);
    nk_buf_add_text(b, "3. The zone above delegates it, and has an alias for each address:\n");
    for (unsigned i = 0; i < 2; i++) {
        nk_ptr_format(&ends[i], name);
        nk_buf_printf(b, "  %s CNAME %u.%s\n", name, i == 0 ? first : last, zone);
    }
}

/* ---- several zones ------------------------------------------------------- */

static void tell_zone(struct nk_buf *b, const struct nk_prefix *zone, unsigned length,
                      const char *name)
{
    unsigned width = nk_family_width(zone->addr.family);
    nk_buf_add_text(b, "   ");
    nk_tell_bits(b, nk_u128_shr(nk_addr_bits(zone->addr), width - zone->length).lo,
                 zone->length - length);
    nk_buf_add_text(b, "  ");
    nk_add_prefix(b, zone);
    nk_buf_printf(b, "%s%s\n", width == 32 ? "  " : "\n     ", name);
}

static void tell_several(struct nk_buf *b, const struct nk_prefix *p, struct nk_ptr_zones *zones)
{
    struct labels l = labels_of(p->addr.family);
    struct nk_prefix zone;
    char name[NK_PTR_TEXT_MAX];
    unsigned more = zones->length - p->length, count = 1U << more, at = 0;
    tell_boundary(b, p);
    nk_buf_printf(b, "1. A label is %s: %u bits\n", l.what, l.bits);
    nk_buf_printf(
        b, "2. /%u ends inside label %u, but a zone begins at a label: the next end is /%u\n",
        (unsigned)p->length, p->length / l.bits + 1, (unsigned)zones->length);
    nk_buf_printf(b, "3. %u bit%s 2^%u = %u zones:\n", more,
                  more == 1 ? " more counts" : "s more count", more, count);
    for (; nk_ptr_zones_next(zones, &zone, name); at++) {
        if (at == SHOWN && count > SHOWN + 1)
            nk_buf_printf(b, "   and %u more zones, up to\n", count - SHOWN);
        if (at < SHOWN || at + 1 == count)
            tell_zone(b, &zone, p->length, name);
    }
}

void nk_tell_zones(struct nk_buf *b, const struct nk_prefix *p, const struct nk_record *answer)
{
    struct nk_ptr_zones zones, all;
    struct nk_prefix first;
    char name[NK_PTR_TEXT_MAX];
    nk_ptr_zones_init(&zones, p);
    all = zones;
    nk_ptr_zones_next(&zones, &first, name);
    if (p->length == nk_family_width(p->addr.family))
        nk_add_addr(b, &p->addr);
    else
        nk_add_prefix(b, p);
    nk_buf_add_byte(b, '\n');
    if (answer == NULL)
        tell_several(b, p, &all);
    else if (strchr(name, '/') != NULL)
        tell_classless(b, p, name);
    else
        tell_whole(b, p);
    if (answer != NULL)
        nk_tell_answer(b, answer);
}

/* ---- from a name --------------------------------------------------------- */

/* The classless label of a name, as 64/26; NULL where it has none. */
static const char *classless_label(const char *text, size_t len, size_t *n)
{
    for (size_t start = 0, i = 0; i < len; i++) {
        if (text[i] == '.')
            start = i + 1;
        bool digit = text[start] >= '0' && text[start] <= '9'; /* "in-addr" is none */
        if (!digit || (text[i] != '/' && text[i] != '-'))
            continue;
        for (*n = i - start; start + *n < len && text[start + *n] != '.';)
            ++*n;
        return text + start;
    }
    return NULL;
}

void nk_tell_reverse(struct nk_buf *b, const char *text, size_t len, const struct nk_prefix *p)
{
    struct labels l = labels_of(p->addr.family);
    unsigned width = nk_family_width(p->addr.family), count = p->length / l.bits;
    size_t n;
    const char *label = l.bits == 8 ? classless_label(text, len, &n) : NULL;
    nk_explain_cut(b, text, len, NK_EXPLAIN_COLUMNS);
    nk_buf_printf(b, "\n1. Under %s a label is %s: %u bits\n", l.suffix, l.what, l.bits);
    nk_buf_printf(b, "2. From right to left %u label%s%s", count, count == 1 ? "" : "s",
                  count == 0    ? "\n"
                  : l.bits == 4 ? ":\n  "
                                : ":");
    if (count > 0)
        tell_labels(b, &p->addr, count);
    if (label != NULL && p->length < width) {
        struct nk_addr last = nk_prefix_last(p);
        nk_buf_printf(b, "3. %.*s is the block of %u to %u of the next octet, /%u (RFC 2317)\n",
                      (int)n, label, (unsigned)p->addr.lo & 255, (unsigned)last.lo & 255,
                      (unsigned)p->length);
        return;
    }
    if (label != NULL)
        nk_buf_printf(b, "   (%.*s names a block that holds the address: RFC 2317)\n", (int)n,
                      label);
    nk_buf_printf(b, "3. %u * %u = %u bits%s\n", count, l.bits, (unsigned)p->length,
                  p->length == width ? ": a whole address" : ", the others are 0: a prefix");
}
