/* Addresses that are nobody's: no question is sent to them, and no glue is taken that has one. */
#include "dns/exchange.h"
#include "dns/judge.h"

static const struct {
    struct nk_prefix prefix;
    const char *why;
} rows[] = {
    {{{0, 0, 0, NK_IPV4}, 8}, "an address of 0.0.0.0/8 is no server's"},
    {{{0, 0xe0000000, 0, NK_IPV4}, 4}, "a multicast address is no server's"},
    {{{0, 0xffffffff, 0, NK_IPV4}, 32}, "the broadcast address is no server's"},
    {{{0, 0, 0, NK_IPV6}, 128}, "the unspecified address is no server's"},
    {{{0xff00000000000000, 0, 0, NK_IPV6}, 8}, "a multicast address is no server's"},
};

static const char *why_not(const struct nk_addr *a)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (nk_prefix_contains(&rows[i].prefix, a))
            return rows[i].why;
    return NULL;
}

/* ::ffff:0:0/96, whose packets go to the IPv4 address in it (RFC 4291 2.5.5.2). */
static bool is_mapped(const struct nk_addr *a)
{
    return a->family == NK_IPV6 && a->hi == 0 && a->lo >> 32 == 0xffff;
}

bool nk_dns_may_ask(const struct nk_addr *a)
{
    const struct nk_addr inside = is_mapped(a) ? nk_addr_ipv4((uint32_t)a->lo) : *a;
    return a->family != NK_FAMILY_NONE && why_not(&inside) == NULL;
}

const char *nk_dns_unusable(const struct nk_addr *a)
{
    return is_mapped(a) ? "an IPv4-mapped address is no server's" : why_not(a);
}
