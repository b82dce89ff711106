#include "cidr/embed.h"

static const struct nk_prefix well_known = {
    .addr = {.hi = UINT64_C(0x0064ff9b00000000), .family = NK_IPV6}, .length = 96};
static const struct nk_prefix mapped_prefix = {
    .addr = {.lo = UINT64_C(0x0000ffff00000000), .family = NK_IPV6}, .length = 96};
static const struct nk_prefix teredo_prefix = {
    .addr = {.hi = UINT64_C(0x2001000000000000), .family = NK_IPV6}, .length = 32};
static const struct nk_prefix to4_prefix = {
    .addr = {.hi = UINT64_C(0x2002000000000000), .family = NK_IPV6}, .length = 16};

/* ---- RFC 6052 2.2 -------------------------------------------------------- */

/*
 * The 32 bits go behind the prefix and step over bits 64 to 71, which stay zero. So counted in the
 * 120 other bits they stand together: `low` is how many of those follow.
 */
static unsigned bits_below(unsigned length)
{
    return length == 96 ? 0 : 120 - length - 32;
}

/* The 120 bits without octet 8, right-aligned, and back. */
static struct nk_u128 close_gap(struct nk_u128 a)
{
    struct nk_u128 high = nk_u128_shr(nk_u128(a.hi, 0), 8);
    return nk_u128_or(high, nk_u128(0, a.lo & (UINT64_MAX >> 8)));
}

static struct nk_u128 open_gap(struct nk_u128 a)
{
    struct nk_u128 high = nk_u128_shl(a, 8);
    return nk_u128(high.hi, a.lo & (UINT64_MAX >> 8));
}

bool nk_embed_is_well_known(const struct nk_prefix *p)
{
    return p->length == 96 && nk_prefix_covers(&well_known, p);
}

bool nk_embed_check(const struct nk_prefix *p, struct nk_err *err)
{
    static const uint8_t lengths[] = {32, 40, 48, 56, 64, 96};
    if (p->addr.family != NK_IPV6)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "an IPv6 prefix is needed, not an IPv4 one");
    bool known = false;
    for (size_t i = 0; i < sizeof lengths; i++)
        known = known || p->length == lengths[i];
    if (!known)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "a /%u cannot hold IPv4 addresses: RFC 6052 has 32, 40, 48, 56, 64 and "
                          "96",
                          (unsigned)p->length);
    if (p->length == 96 && p->addr.lo >> 56 != 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "bits 64 to 71 of the prefix are not zero, as RFC 6052 wants them");
    return true;
}

struct nk_addr nk_embed_rfc6052(const struct nk_prefix *p, const struct nk_addr *ipv4)
{
    struct nk_prefix network = nk_prefix_network(p);
    if (p->length == 96)
        return nk_addr_ipv6(network.addr.hi, network.addr.lo | ipv4->lo);
    struct nk_u128 bits = nk_u128_shl(nk_u128(0, ipv4->lo), bits_below(p->length));
    bits = nk_u128_or(bits, close_gap(nk_addr_bits(network.addr)));
    return nk_addr_of(NK_IPV6, open_gap(bits));
}

static bool extract_rfc6052(const struct nk_addr *a, const struct nk_prefix *p,
                            struct nk_embedded *out)
{
    if (!nk_prefix_contains(p, a) || (p->length <= 64 && a->lo >> 56 != 0))
        return false;
    struct nk_u128 bits = nk_addr_bits(*a);
    if (p->length != 96)
        bits = nk_u128_shr(close_gap(bits), bits_below(p->length));
    *out = (struct nk_embedded){
        .kind = "nat64",
        .ipv4 = nk_addr_ipv4((uint32_t)bits.lo),
        .prefix = nk_prefix_network(p),
    };
    return true;
}

/* ---- the transition mechanisms ------------------------------------------- */

static bool extract_mapped(const struct nk_addr *a, struct nk_embedded *out)
{
    *out = (struct nk_embedded){
        .kind = "mapped", .ipv4 = nk_addr_ipv4((uint32_t)a->lo), .prefix = mapped_prefix};
    return nk_prefix_contains(&mapped_prefix, a);
}

/* RFC 4380 4: server, flags, then port and client with every bit inverted. */
static bool extract_teredo(const struct nk_addr *a, struct nk_embedded *out)
{
    *out = (struct nk_embedded){
        .kind = "teredo",
        .ipv4 = nk_addr_ipv4(~(uint32_t)a->lo),
        .prefix = teredo_prefix,
        .has_server = true,
        .server = nk_addr_ipv4((uint32_t)a->hi),
        .port = (uint16_t)(~a->lo >> 32),
    };
    return nk_prefix_contains(&teredo_prefix, a);
}

static bool extract_6to4(const struct nk_addr *a, struct nk_embedded *out)
{
    struct nk_addr ipv4 = nk_addr_ipv4((uint32_t)(a->hi >> 16));
    *out = (struct nk_embedded){.kind = "6to4", .ipv4 = ipv4, .prefix = nk_embed_6to4(&ipv4)};
    return nk_prefix_contains(&to4_prefix, a);
}

/* RFC 5214 6.1: ::0:5efe or ::200:5efe before the IPv4 address. */
static bool extract_isatap(const struct nk_addr *a, struct nk_embedded *out)
{
    uint64_t mark = a->lo >> 32;
    *out = (struct nk_embedded){
        .kind = "isatap",
        .ipv4 = nk_addr_ipv4((uint32_t)a->lo),
        .prefix = {nk_addr_ipv6(a->hi, 0), 64},
    };
    bool multicast = a->hi >> 56 == 0xff;
    return !multicast && (mark == 0x00005efe || mark == 0x02005efe);
}

bool nk_embed_read(const struct nk_addr *a, enum nk_embed_way way, const struct nk_prefix *given,
                   struct nk_embedded *out)
{
    switch (way) {
    case NK_EMBED_GIVEN:
        return given != NULL && extract_rfc6052(a, given, out);
    case NK_EMBED_NAT64:
        return extract_rfc6052(a, &well_known, out);
    case NK_EMBED_MAPPED:
        return extract_mapped(a, out);
    case NK_EMBED_TEREDO:
        return extract_teredo(a, out);
    case NK_EMBED_6TO4:
        return extract_6to4(a, out);
    case NK_EMBED_ISATAP:
        return extract_isatap(a, out);
    case NK_EMBED_WAYS:
        break;
    }
    return false;
}

const struct nk_prefix *nk_embed_prefix(enum nk_embed_way way)
{
    return way == NK_EMBED_NAT64    ? &well_known
           : way == NK_EMBED_MAPPED ? &mapped_prefix
           : way == NK_EMBED_TEREDO ? &teredo_prefix
           : way == NK_EMBED_6TO4   ? &to4_prefix
                                    : NULL;
}

bool nk_embed_extract(const struct nk_addr *a, const struct nk_prefix *given,
                      struct nk_embedded *out)
{
    for (unsigned way = 0; a->family == NK_IPV6 && way < NK_EMBED_WAYS; way++)
        if (nk_embed_read(a, (enum nk_embed_way)way, given, out))
            return true;
    return false;
}

struct nk_addr nk_embed_mapped(const struct nk_addr *ipv4)
{
    return nk_addr_ipv6(0, mapped_prefix.addr.lo | ipv4->lo);
}

struct nk_prefix nk_embed_6to4(const struct nk_addr *ipv4)
{
    return (struct nk_prefix){nk_addr_ipv6(to4_prefix.addr.hi | ipv4->lo << 16, 0), 48};
}
