#include "addr/set_read.h"

#include "addr/scan.h"
#include "addr/set_part.h"

/* One line; NULL where it is not of the plain form. */
static const char *scan_line(const char *at, const char *end, struct nk_addr *addr,
                             unsigned *length)
{
    at = nk_scan_addr(at, end, addr);
    if (at == NULL || at == end)
        return NULL;
    *length = nk_family_width(addr->family);
    if (*at == '/') {
        at = nk_scan_length(at + 1, end, length);
        if (at == NULL || at == end || *length > nk_family_width(addr->family))
            return NULL;
    }
    return *at == '\n' ? at + 1 : NULL;
}

size_t nk_set_read_plain(struct nk_set *set, const char *text, size_t len, uint8_t family,
                         uint64_t *lines)
{
    const char *at = text, *end = text + len, *next;
    struct nk_addr addr;
    unsigned length;
    for (*lines = 0; (next = scan_line(at, end, &addr, &length)) != NULL; ++*lines, at = next) {
        bool ipv6 = addr.family == NK_IPV6;
        struct nk_u128 host = nk_u128_low_ones(nk_family_width(addr.family) - length);
        struct nk_u128 first = nk_addr_bits(addr), bits = nk_u128_and(first, host);
        struct nk_cell6 cell = {first, nk_u128_or(first, host)};
        if ((bits.hi | bits.lo) != 0)
            break;
        if (family != NK_FAMILY_NONE && family != addr.family)
            continue;
        struct nk_set_part *part = ipv6 ? &set->ipv6 : &set->ipv4;
        if (!nk_part_add(part, ipv6, &cell, NK_LABEL_NONE))
            break;
        part->sorted = false;
    }
    return (size_t)(at - text);
}
