/* Questions on addresses, masks and single networks. */
#include <stdio.h>

#include "cidr/ptr.h"
#include "cli/quiz.h"
#include "netkit/mac.h"
#include "netkit/special.h"

/* An IPv4 address with a length that parts it between two octets' ends as often as not. */
static struct nk_prefix some_prefix(struct nk_quiz_dice *d, unsigned low, unsigned high)
{
    struct nk_addr a = nk_quiz_ipv4(d);
    return (struct nk_prefix){a, (uint8_t)nk_quiz_between(d, low, high)};
}

/* ---- level 1 ------------------------------------------------------------------- */

static void make_network(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_prefix(d, 17, 30);
    nk_buf_printf(&q->ask, "What is the network address of %s?", nk_quiz_prefix(p).text);
    nk_buf_add_text(&q->answer, nk_quiz_addr(nk_prefix_first(&p)).text);
    nk_buf_printf(&q->working,
                  "The first %u bits are the network's; the other %u are 0 in its address.",
                  p.length, 32U - p.length);
    nk_buf_printf(&q->command, "cidr show %s --explain", nk_quiz_prefix(p).text);
}

static void make_broadcast(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_prefix(d, 17, 30);
    nk_buf_printf(&q->ask, "What is the broadcast address of the network of %s?",
                  nk_quiz_prefix(p).text);
    nk_buf_add_text(&q->answer, nk_quiz_addr(nk_prefix_last(&p)).text);
    nk_buf_printf(&q->working,
                  "The first %u bits are the network's; the other %u are 1 in the broadcast "
                  "address.",
                  p.length, 32U - p.length);
    nk_buf_printf(&q->command, "cidr show %s --explain", nk_quiz_prefix(p).text);
}

static void make_netmask(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned length = nk_quiz_between(d, 9, 30);
    nk_buf_printf(&q->ask, "Which netmask is the prefix length /%u?", length);
    nk_buf_add_text(&q->answer, nk_quiz_addr(nk_prefix_netmask(NK_IPV4, length)).text);
    nk_buf_printf(&q->working, "%u bits of 1, then %u of 0, in octets of 8 bits.", length,
                  32 - length);
    nk_buf_printf(&q->command, "cidr show 10.0.0.0/%u --explain", length);
}

static void make_length(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned length = nk_quiz_between(d, 9, 30);
    struct nk_quiz_text mask = nk_quiz_addr(nk_prefix_netmask(NK_IPV4, length));
    nk_buf_printf(&q->ask, "Which prefix length is the netmask %s?", mask.text);
    nk_buf_printf(&q->answer, "%u", length);
    nk_buf_printf(&q->working, "The netmask begins with %u bits of 1.", length);
    nk_buf_printf(&q->command, "cidr show 10.0.0.0/%s --explain", mask.text);
}

static void make_hosts(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_prefix(d, 20, 30);
    p = nk_prefix_network(&p);
    unsigned bits = 32U - p.length;
    nk_buf_printf(&q->ask, "How many addresses are there for hosts in %s?", nk_quiz_prefix(p).text);
    nk_buf_printf(&q->answer, "%lu", (1UL << bits) - 2);
    nk_buf_printf(&q->working,
                  "2^%u - 2: all but the network's own address and the broadcast address.", bits);
    nk_buf_printf(&q->command, "cidr show %s --explain", nk_quiz_prefix(p).text);
}

/* Half of the addresses lie in the network, the others just beside it. */
static void make_member(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_prefix(d, 18, 29), beside;
    p = nk_prefix_network(&p);
    beside = p;
    beside.addr.lo ^= UINT64_C(1) << (32U - p.length + nk_quiz_below(d, 2));
    bool in = nk_quiz_below(d, 2) == 0;
    struct nk_addr a = nk_quiz_within(d, in ? &p : &beside);
    struct nk_quiz_text address = nk_quiz_addr(a), net = nk_quiz_prefix(p);
    struct nk_prefix own = {a, p.length};
    nk_buf_printf(&q->ask, "Is %s in %s?", address.text, net.text);
    nk_buf_add_text(&q->answer, in ? "yes" : "no");
    nk_buf_printf(&q->working, "With the same mask the address is in %s.",
                  nk_quiz_prefix(nk_prefix_network(&own)).text);
    nk_buf_printf(&q->command, "cidr contains %s %s --explain", net.text, address.text);
}

static void make_private(struct nk_quiz_dice *d, struct nk_question *q)
{
    static const struct nk_prefix blocks[] = {
        {{.lo = 0x0a000000, .family = NK_IPV4}, 7},
        {{.lo = 0xac000000, .family = NK_IPV4}, 10},
        {{.lo = 0xc0a80000, .family = NK_IPV4}, 15},
    };
    struct nk_addr a = nk_quiz_within(d, &blocks[nk_quiz_below(d, 3)]);
    struct nk_quiz_text text = nk_quiz_addr(a);
    struct nk_class class = nk_class_of(&a);
    nk_buf_printf(&q->ask, "Is %s a private address (RFC 1918)?", text.text);
    nk_buf_add_text(&q->answer, class.is_private ? "yes" : "no");
    nk_buf_add_text(&q->working, "Private are 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16, and "
                                 "nothing else.");
    nk_buf_printf(&q->command, "cidr classify %s", text.text);
}

/* ---- level 2 ------------------------------------------------------------------- */

static void make_range(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_prefix(d, 18, 30);
    struct nk_addr first = nk_prefix_first(&p), last = nk_prefix_last(&p);
    first.lo++;
    last.lo--;
    nk_buf_printf(&q->ask,
                  "Which are the first and the last address for hosts in the network of %s?",
                  nk_quiz_prefix(p).text);
    nk_buf_printf(&q->answer, "%s-%s", nk_quiz_addr(first).text, nk_quiz_addr(last).text);
    nk_buf_add_text(&q->working,
                    "One above the network's own address, one below the broadcast address.");
    nk_buf_printf(&q->command, "cidr show %s --explain", nk_quiz_prefix(p).text);
}

static void make_wildcard(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned length = nk_quiz_between(d, 9, 30);
    nk_buf_printf(&q->ask, "Which wildcard mask does an access list need for a /%u?", length);
    nk_buf_add_text(&q->answer, nk_quiz_addr(nk_prefix_hostmask(NK_IPV4, length)).text);
    nk_buf_printf(&q->working,
                  "The netmask's bits inverted: %u of 0, then %u of 1; %s is the "
                  "netmask.",
                  length, 32 - length, nk_quiz_addr(nk_prefix_netmask(NK_IPV4, length)).text);
    nk_buf_printf(&q->command, "cidr show 10.0.0.0/%u", length);
}

static void make_fit(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned bits = nk_quiz_between(d, 3, 13);
    uint32_t hosts = nk_quiz_between(d, (1U << (bits - 1)) - 1, (1U << bits) - 2);
    nk_buf_printf(&q->ask,
                  "A network needs addresses for %u hosts. What is the longest prefix length "
                  "that will do?",
                  hosts);
    nk_buf_printf(&q->answer, "%u", 32 - bits);
    nk_buf_printf(&q->working, "2^%u - 2 = %u would be too few, 2^%u - 2 = %u suffice.", bits - 1,
                  (1U << (bits - 1)) - 2, bits, (1U << bits) - 2);
    nk_buf_printf(&q->command, "cidr plan 10.0.0.0/16 --need net=%u --explain", hosts);
}

static void make_pieces(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned outer = nk_quiz_between(d, 12, 22), more = nk_quiz_between(d, 1, 8);
    nk_buf_printf(&q->ask, "How many networks of length /%u are there in a /%u?", outer + more,
                  outer);
    nk_buf_printf(&q->answer, "%u", 1U << more);
    nk_buf_printf(&q->working, "%u - %u = %u bits tell them apart: 2^%u.", outer + more, outer,
                  more, more);
    nk_buf_printf(&q->command, "cidr split 10.0.0.0/%u --into %u --explain", outer, outer + more);
}

static void make_nth(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_prefix(d, 14, 20);
    unsigned more = nk_quiz_between(d, 2, 6), into = p.length + more;
    uint32_t number = nk_quiz_between(d, 2, 1U << more);
    p = nk_prefix_network(&p);
    struct nk_prefix piece = {p.addr, (uint8_t)into};
    piece.addr.lo += (uint64_t)(number - 1) << (32 - into);
    struct nk_quiz_text text = nk_quiz_prefix(p);
    nk_buf_printf(&q->ask,
                  "%s is split into networks of length /%u. Which is number %u, counted from 1?",
                  text.text, into, number);
    nk_buf_add_text(&q->answer, nk_quiz_prefix(piece).text);
    nk_buf_printf(&q->working, "They are 2^%u addresses apart, and %u of them come before it.",
                  32 - into, number - 1);
    nk_buf_printf(&q->command, "cidr split %s --into %u", text.text, into);
}

static void make_reverse(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a = nk_quiz_ipv4(d);
    char name[NK_PTR_TEXT_MAX];
    nk_ptr_format(&a, name);
    nk_buf_printf(&q->ask, "Under which name does DNS have the PTR record of %s?",
                  nk_quiz_addr(a).text);
    nk_buf_add_text(&q->answer, name);
    nk_buf_add_text(&q->working,
                    "The octets from the last to the first, since names end with what is most "
                    "general; then in-addr.arpa.");
    nk_buf_printf(&q->command, "cidr ptr %s", nk_quiz_addr(a).text);
}

static void make_short(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a = nk_quiz_ipv6(d);
    char full[NK_ADDR_TEXT_MAX];
    nk_addr_format_expanded(&a, full);
    nk_buf_printf(&q->ask, "What is the canonical text (RFC 5952) of %s?", full);
    nk_buf_add_text(&q->answer, nk_quiz_addr(a).text);
    nk_buf_add_text(&q->working,
                    "No leading zeros in a group; the longest run of two or more groups of 0, the "
                    "first of equal ones, is ::; small letters.");
    nk_buf_printf(&q->command, "cidr show %s", full);
}

static void make_nibble(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = {nk_quiz_ipv6(d), (uint8_t)(4 * nk_quiz_between(d, 11, 16))};
    nk_buf_printf(&q->ask, "What is the network's prefix of %s?", nk_quiz_prefix(p).text);
    nk_buf_add_text(&q->answer, nk_quiz_prefix(nk_prefix_network(&p)).text);
    nk_buf_printf(&q->working, "%u bits are %u hexadecimal digits; the others become 0.", p.length,
                  p.length / 4U);
    nk_buf_printf(&q->command, "cidr show %s --explain", nk_quiz_prefix(p).text);
}

/* ---- level 3 ------------------------------------------------------------------- */

static void make_odd_length(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned length = 4 * nk_quiz_between(d, 11, 15) + nk_quiz_between(d, 1, 3);
    struct nk_prefix p = {nk_quiz_ipv6(d), (uint8_t)length};
    p.addr.hi |= nk_quiz_roll(d) & 0xffff;
    nk_buf_printf(&q->ask, "What is the network's prefix of %s?", nk_quiz_prefix(p).text);
    nk_buf_add_text(&q->answer, nk_quiz_prefix(nk_prefix_network(&p)).text);
    nk_buf_printf(&q->working, "%u bits are %u hexadecimal digits, and %u bit%s of the next one.",
                  length, length / 4, length % 4, length % 4 == 1 ? "" : "s");
    nk_buf_printf(&q->command, "cidr show %s --explain", nk_quiz_prefix(p).text);
}

static void make_slaac(struct nk_quiz_dice *d, struct nk_question *q)
{
    uint64_t bits = nk_quiz_roll(d);
    struct nk_mac mac = {.length = 6};
    for (unsigned i = 0; i < 6; i++)
        mac.bytes[i] = (uint8_t)(bits >> 8 * i);
    mac.bytes[0] &= 0xfc; /* one station's, given by its maker */
    struct nk_addr net = nk_addr_ipv6(UINT64_C(0x20010db800000000) | nk_quiz_below(d, 65536), 0);
    struct nk_prefix p = {net, 64};
    struct nk_addr own = nk_addr_ipv6(net.hi, nk_mac_interface_id(&mac));
    char text[NK_MAC_TEXT_MAX];
    nk_mac_format(&mac, '-', text);
    nk_buf_printf(&q->ask,
                  "Which address does an interface with the Ethernet address %s make in %s by "
                  "modified EUI-64 (RFC 4291)?",
                  text, nk_quiz_prefix(p).text);
    nk_buf_add_text(&q->answer, nk_quiz_addr(own).text);
    nk_buf_add_text(&q->working,
                    "ff:fe goes into the middle, and bit 0x02 of the first octet is inverted.");
    nk_buf_printf(&q->command, "cidr mac %s --prefix %s", text, nk_quiz_prefix(p).text);
}

static void make_subnets6(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned length = nk_quiz_between(d, 40, 60);
    nk_buf_printf(&q->ask, "How many networks of length /64 are there in an IPv6 /%u?", length);
    nk_buf_printf(&q->answer, "%lu", 1UL << (64 - length));
    nk_buf_printf(&q->working, "64 - %u = %u bits tell them apart: 2^%u.", length, 64 - length,
                  64 - length);
    nk_buf_printf(&q->command, "cidr split 2001:db8::/%u --into 64 --explain", length);
}

/* clang-format off */
const struct nk_quiz_kind nk_quiz_cidr[] = {
    {"cidr", 1, "network", NK_QUIZ_ADDRESS, "address AND netmask, bit by bit", make_network},
    {"cidr", 1, "broadcast", NK_QUIZ_ADDRESS, "all host bits are 1", make_broadcast},
    {"cidr", 1, "netmask", NK_QUIZ_ADDRESS, "8 bits of 1 are 255", make_netmask},
    {"cidr", 1, "length", NK_QUIZ_NUMBER, "count the bits of 1: 255 has 8", make_length},
    {"cidr", 1, "hosts", NK_QUIZ_NUMBER, "two of the addresses are not for hosts", make_hosts},
    {"cidr", 1, "member", NK_QUIZ_YES_NO, "what is the network of the address with this mask?", make_member},
    {"cidr", 1, "private", NK_QUIZ_YES_NO, "there are three private blocks: a /8, a /12 and a /16", make_private},
    {"cidr", 2, "range", NK_QUIZ_RANGE, "first the network and broadcast addresses", make_range},
    {"cidr", 2, "wildcard", NK_QUIZ_ADDRESS, "255 minus each octet of the netmask", make_wildcard},
    {"cidr", 2, "fit", NK_QUIZ_NUMBER, "which power of two is large enough, when two are taken off?", make_fit},
    {"cidr", 2, "pieces", NK_QUIZ_NUMBER, "how many bits lie between the two lengths?", make_pieces},
    {"cidr", 2, "nth", NK_QUIZ_PREFIX, "how many addresses lie between the start of one and the next?", make_nth},
    {"cidr", 2, "reverse", NK_QUIZ_NAME, "the octets in reverse, under in-addr.arpa", make_reverse},
    {"cidr", 2, "short", NK_QUIZ_EXACT, "leading zeros go, then the longest run of zeros", make_short},
    {"cidr", 2, "nibble", NK_QUIZ_PREFIX, "a hexadecimal digit is 4 bits", make_nibble},
    {"cidr", 3, "odd-length", NK_QUIZ_PREFIX, "write the digit that the boundary cuts in binary", make_odd_length},
    {"cidr", 3, "slaac", NK_QUIZ_ADDRESS, "ff:fe in the middle, and one bit inverted", make_slaac},
    {"cidr", 3, "subnets-of-64", NK_QUIZ_NUMBER, "how many bits lie between the two lengths?", make_subnets6},
    {.name = NULL},
};
/* clang-format on */
