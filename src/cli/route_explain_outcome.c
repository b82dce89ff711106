/* What becomes of a packet once its route is known. */
#include "addr/put.h"
#include "cli/route_explain.h"
#include "cli/route_put.h"

struct telling {
    struct nk_buf *b;
    const struct nk_table *table;
    const struct nk_flow *flow;
    const struct nk_verdict *v;
};

/* How the sender learns of it: an ICMP message to another host, an error to a program of this one.
 */
static void tell_refusal(struct telling *x, const char *what, const char *icmp4, const char *icmp6,
                         const char *error)
{
    bool ipv4 = x->flow->dst.family == NK_IPV4;
    if (x->flow->iif == NULL)
        nk_explain_say(x->b, 0,
                       "%s: a program of this host gets the error %s; a packet that came in would "
                       "be answered with %s",
                       what, error, ipv4 ? icmp4 : icmp6);
    else
        nk_explain_say(x->b, 0, "%s: the sender is answered with %s", what, ipv4 ? icmp4 : icmp6);
}

/* Words that were put together, as a paragraph; releases them. */
static void say_words(struct telling *x, unsigned indent, struct nk_buf *words)
{
    if (!words->failed)
        nk_explain_say(x->b, indent, "%.*s", (int)words->len, words->len == 0 ? "" : words->data);
    x->b->failed = x->b->failed || words->failed;
    nk_buf_release(words);
}

static void tell_hop(struct telling *x, const struct nk_hop *hop)
{
    struct nk_buf w = {0};
    size_t len;
    bool link = hop->via.family == NK_FAMILY_NONE;
    const char *dev = nk_table_text_of(x->table, hop->dev, &len);
    nk_buf_add_text(&w, x->flow->iif != NULL ? "it is forwarded " : "it is sent ");
    if (link) {
        nk_buf_add_text(&w, "to the destination itself, which is on the link");
    } else {
        nk_buf_add_text(&w, "to the gateway ");
        nk_add_addr(&w, &hop->via);
    }
    if (dev != NULL) {
        nk_buf_add_text(&w, link ? " of " : " over ");
        nk_buf_add(&w, dev, len);
    }
    say_words(x, 0, &w);
}

static void tell_hops(struct telling *x)
{
    const struct nk_verdict *v = x->v;
    unsigned long sum = 0;
    if (v->hop_count == 1) {
        tell_hop(x, &v->hops[0]);
        return;
    }
    for (size_t i = 0; i < v->hop_count; i++)
        sum += v->hops[i].weight;
    nk_explain_say(x->b, 0,
                   "%zu next hops: a hash of its addresses chooses one, always the same for one "
                   "flow:",
                   v->hop_count);
    for (size_t i = 0; i < v->hop_count; i++) {
        struct nk_buf w = {0};
        nk_hops_text(&w, x->table, &v->hops[i], 1);
        nk_buf_printf(&w, ": weight %u of %lu", v->hops[i].weight, sum);
        say_words(x, 2, &w);
    }
}

static void tell_label(struct telling *x)
{
    size_t len;
    const char *label = nk_table_text_of(x->table, x->v->route->label, &len);
    if (label != NULL)
        nk_explain_say(x->b, 0, "the answer is its label: %.*s", (int)(len < 500 ? len : 500),
                       label);
    else if (x->v->hop_count == 0)
        nk_explain_say(x->b, 0, "the table does not tell where it goes then");
}

static void tell_destination(struct telling *x)
{
    switch (x->v->type) {
    case NK_ROUTE_LOCAL:
        nk_explain_say(x->b, 0, "the address is this host's own: the packet is delivered here");
        return;
    case NK_ROUTE_BROADCAST:
        nk_explain_say(x->b, 0, "it is a broadcast: all hosts on that link get it");
        break;
    case NK_ROUTE_MULTICAST:
        nk_explain_say(x->b, 0, "it is a multicast: the hosts of the group on that link get it");
        break;
    case NK_ROUTE_ANYCAST:
        nk_explain_say(x->b, 0, "it is an anycast address of this host: delivered here");
        return;
    default:
        if (x->v->hop_count > 0)
            tell_hops(x);
        tell_label(x);
    }
}

static void tell_why_nothing(struct telling *x)
{
    if (x->v->reason == NK_VERDICT_SOURCE)
        nk_explain_say(x->b, 0,
                       "the source is no address of this host, so it cannot make such a "
                       "packet (one to be forwarded is asked for with --iif)");
    if (x->v->reason == NK_VERDICT_NO_ROUTE)
        nk_explain_say(x->b, 0, "no rule is left");
    if (x->v->reason == NK_VERDICT_NO_ROUTE && x->flow->dst.family == NK_IPV4 &&
        x->flow->iif == NULL && x->flow->oif != NULL)
        nk_explain_say(x->b, 0,
                       "(Linux then takes the destination to be on the link of that "
                       "device and sends the packet all the same)");
    tell_refusal(x, "no route", "ICMP network unreachable (type 3 code 0)",
                 "ICMPv6 no route (type 1 code 0)", "ENETUNREACH");
}

static void tell_outcome(struct telling *x)
{
    switch (x->v->reason == NK_VERDICT_MARTIAN ? (uint8_t)NK_ROUTE_NAT : x->v->type) {
    case NK_ROUTE_NAT:
        nk_explain_say(x->b, 0,
                       "no packet from outside can have these addresses: it is a martian, "
                       "discarded without a word");
        break;
    case NK_ROUTE_UNSPEC:
        tell_why_nothing(x);
        break;
    case NK_ROUTE_BLACKHOLE:
        tell_refusal(x, "blackhole: the packet is discarded", "nothing at all", "nothing at all",
                     "EINVAL");
        break;
    case NK_ROUTE_UNREACHABLE:
        if (x->v->reason == NK_VERDICT_RULE)
            tell_refusal(x, "unreachable: the packet is discarded",
                         "ICMP network unreachable (type 3 code 0)",
                         "ICMPv6 no route (type 1 code 0)", "ENETUNREACH");
        else
            tell_refusal(x, "unreachable: the packet is discarded",
                         "ICMP host unreachable (type 3 code 1)", "ICMPv6 no route (type 1 code 0)",
                         "EHOSTUNREACH");
        break;
    case NK_ROUTE_PROHIBIT:
        tell_refusal(x, "prohibit: the packet is discarded",
                     "ICMP administratively prohibited (type 3 code 13)",
                     "ICMPv6 administratively prohibited (type 1 code 1)", "EACCES");
        break;
    default:
        if (x->v->reason == NK_VERDICT_THIS_HOST)
            nk_explain_say(x->b, 0, "as a destination 0.0.0.0 is the host itself");
        else
            tell_destination(x);
    }
}

void nk_route_explain_outcome(struct nk_buf *b, const struct nk_table *t,
                              const struct nk_flow *flow, const struct nk_verdict *v)
{
    struct telling x = {.b = b, .table = t, .flow = flow, .v = v};
    tell_outcome(&x);
}
