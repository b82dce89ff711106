/* Checksums: right or wrong, and what they should be. */
#include <stdio.h>

#include "packet/checksum.h"
#include "packet/dissect_part.h"

enum { IPV4_HEADER = 20, PROTOCOL_TCP = 6, PROTOCOL_UDP = 17, PROTOCOL_ICMPV6 = 58 };

/* What a checksum covers: octets of the packet, and before them a pseudo-header's sum. */
struct cover {
    uint64_t from, to;
    uint64_t pseudo;
    const char *why; /* it cannot be checked; NULL: it can */
};

static uint16_t u16_at(const struct nk_dissector *x, uint64_t at)
{
    return (uint16_t)(x->d->bytes[at] << 8 | x->d->bytes[at + 1]);
}

/* RFC 9293 3.1, RFC 768, RFC 8200 8.1: both addresses, the protocol, the length. */
static void add_pseudo(struct nk_dissector *x, struct cover *c, unsigned protocol)
{
    size_t octets = x->ip.family == NK_IPV4 ? 4 : 16;
    uint64_t length = c->to - c->from;
    c->pseudo = nk_checksum_add(0, x->ip.source, octets);
    c->pseudo = nk_checksum_add(c->pseudo, x->ip.destination, octets);
    c->pseudo += protocol + (length >> 16) + (length & 0xffff);
}

static void cover_transport(struct nk_dissector *x, struct cover *c, unsigned protocol)
{
    if (x->ip.family == NK_FAMILY_NONE)
        c->why = "no IP header, whose addresses it covers";
    else if (x->ip.fragment)
        c->why = "a fragment; it covers the whole datagram";
    else if (x->ip.offloaded)
        c->why = "IP's length is 0: the card was to cut it up";
    else if (c->to <= c->from)
        c->why = "a length is wrong";
    else
        add_pseudo(x, c, protocol);
}

/* A UDP length of 0 is all that IP has (RFC 2675 4). */
static void cover_udp(struct nk_dissector *x, struct cover *c)
{
    uint64_t length = c->from + 6 <= x->header_end ? u16_at(x, c->from + 4) : 0;
    if (length >= 8 && c->from + length <= c->to)
        c->to = c->from + length;
    else if (length > 0 && !x->ip.fragment)
        c->why = "the length is wrong";
    if (c->why == NULL)
        cover_transport(x, c, PROTOCOL_UDP);
}

static void find_cover(struct nk_dissector *x, struct cover *c)
{
    c->from = x->header_at;
    c->to = x->ip.family == NK_FAMILY_NONE ? x->data_end : x->ip.end;
    switch (x->layer) {
    case NK_LAYER_IPV4:
        c->to = c->from + (x->d->bytes[c->from] & 15) * 4u;
        c->why = c->to < c->from + IPV4_HEADER ? "the header's length is wrong" : NULL;
        break;
    case NK_LAYER_TCP:
        cover_transport(x, c, PROTOCOL_TCP);
        break;
    case NK_LAYER_UDP:
        cover_udp(x, c);
        break;
    case NK_LAYER_ICMPV6:
        cover_transport(x, c, PROTOCOL_ICMPV6);
        break;
    case NK_LAYER_ICMP:
    case NK_LAYER_GRE:
        c->why = x->ip.fragment ? "a fragment; it covers the whole datagram" : NULL;
        break;
    default: /* an extension of ICMP */
        c->to = x->header_end;
    }
}

/* A sender that leaves the sum to its card fills in the pseudo-header's alone. */
static void mean_wrong(struct nk_buf *b, const struct nk_part *p, const struct cover *c)
{
    nk_buf_printf(b, "wrong: should be 0x%04x", p->expected);
    if (c->pseudo > 0 && p->number == nk_checksum_fold(c->pseudo))
        nk_buf_add_text(b, "; the pseudo-header's sum: left to the card");
}

static void judge(struct nk_dissector *x, struct nk_part *p, const struct cover *c)
{
    struct nk_buf *b = &x->d->text;
    uint64_t sum = nk_checksum_add(c->pseudo, x->d->bytes + c->from, c->to - c->from);
    /* the field itself counts as 0; it is at an even place of what is covered */
    p->expected = nk_checksum_of(sum - p->number);
    if (x->layer == NK_LAYER_UDP && p->expected == 0)
        p->expected = 0xffff;
    /* of the two zeros of ones' complement either will do, but in UDP */
    bool right = p->number == p->expected || nk_checksum_fold(sum) == 0xffff;
    p->covers = (uint32_t)c->from;
    p->covers_end = (uint32_t)c->to;
    p->pseudo = c->pseudo;
    p->verdict = right ? NK_VERDICT_RIGHT : NK_VERDICT_WRONG;
    if (right)
        nk_buf_add_text(b, "right");
    else
        mean_wrong(b, p, c);
}

void nk_dissect_checksum(struct nk_dissector *x, struct nk_part *p)
{
    struct nk_buf *b = &x->d->text;
    struct cover c = {.why = NULL};
    if (x->layer == NK_LAYER_UDP && p->number == 0 && x->ip.family != NK_IPV6) {
        p->verdict = NK_VERDICT_ABSENT;
        nk_buf_add_text(b, "none: the sender made none");
        return;
    }
    find_cover(x, &c);
    p->verdict = NK_VERDICT_UNCHECKABLE;
    if (c.why == NULL && c.to < p->offset + 2u) /* the field itself is not covered */
        c.why = "a length is wrong";
    if (c.why != NULL)
        nk_buf_printf(b, "not checkable: %s", c.why);
    else if (c.to > x->captured)
        nk_buf_printf(b, "not checkable: it covers %llu octets, and %llu are here",
                      (unsigned long long)(c.to - c.from),
                      (unsigned long long)(x->captured - c.from));
    else
        judge(x, p, &c);
}
