/*
 * All but the end of an address stays the same for long: for IPv4 the last octet is put behind a
 * head that is formatted once for 256 addresses, for IPv6 the last digit behind one for 16. Copies
 * are of a fixed size, larger than needed, so that they are single instructions; what is too much
 * is overwritten.
 */
#include "cidr/list.h"

#include <string.h>

#include "addr/octets.h"

enum { HEAD = 48 };

/* The part of an address's text that its neighbours share. */
struct head {
    char text[HEAD];
    size_t len;
};

static char *put_octets(char *at, const struct head *head, unsigned from, unsigned to)
{
    for (unsigned i = from; i <= to; i++) {
        memcpy(at, head->text, 12); /* three octets with their dots at most */
        at += head->len;
        memcpy(at, nk_octets[i].text, 4);
        at += nk_octets[i].length;
        *at++ = '\n';
    }
    return at;
}

static char *put_digits(char *at, const struct head *head, unsigned from, unsigned to)
{
    static const char digits[] = "0123456789abcdef";
    for (unsigned i = from; i <= to; i++) {
        memcpy(at, head->text, HEAD);
        at += head->len;
        *at++ = digits[i];
        *at++ = '\n';
    }
    return at;
}

/* The text of the address without its last octet, or without its last digit. */
static void make_head(struct head *head, const struct nk_addr *a)
{
    size_t len = nk_addr_format(a, head->text);
    if (a->family == NK_IPV6)
        len--;
    else
        while (head->text[len - 1] != '.')
            len--;
    head->len = len;
}

/* Addresses whose last part is changed without any effect on the rest: for IPv6, where the last
 * group is longer than a digit and the text is not the mixed form. */
static bool shares_head(const struct nk_addr *a)
{
    bool mixed = a->hi == 0 && a->lo >> 32 == 0xffff;
    return a->family == NK_IPV4 || ((a->lo & 0xfff0) != 0 && !mixed);
}

/* One address by itself. */
static char *put_one(char *at, const struct nk_addr *a)
{
    at += nk_addr_format(a, at);
    *at++ = '\n';
    return at;
}

size_t nk_list_fill(struct nk_addr *next, const struct nk_addr *last, bool *done, char *room,
                    size_t cap)
{
    char *at = room;
    size_t lines = cap / NK_LIST_LINE_MAX;
    *done = false;
    while (lines > 0 && !*done) {
        unsigned unit = next->family == NK_IPV4 ? 256 : 16;
        unsigned from = (unsigned)(next->lo & (unit - 1)), to = unit - 1;
        if (!shares_head(next))
            to = from;
        if (to - from >= lines)
            to = from + (unsigned)lines - 1;
        struct nk_u128 left = nk_u128_sub(nk_addr_bits(*last), nk_addr_bits(*next));
        if (left.hi == 0 && left.lo <= to - from) {
            to = from + (unsigned)left.lo;
            *done = true;
        }
        struct head head;
        lines -= to - from + 1;
        if (to == from && !shares_head(next)) {
            at = put_one(at, next);
        } else {
            make_head(&head, next);
            at = next->family == NK_IPV4 ? put_octets(at, &head, from, to)
                                         : put_digits(at, &head, from, to);
        }
        if (!*done)
            nk_addr_add(next, nk_u128(0, to - from + 1), next);
    }
    return (size_t)(at - room);
}
