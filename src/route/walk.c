#include "route/walk.h"

#include <stdlib.h>

/* ---- the nodes' rules ---------------------------------------------------- */

bool nk_walker_build(struct nk_walker *w, const struct nk_topology *t, struct nk_err *err)
{
    *w = (struct nk_walker){.topology = t};
    w->policies = calloc(t->node_count + 1, sizeof *w->policies);
    if (w->policies == NULL)
        return nk_err_memory(err);
    for (size_t i = 0; i < t->node_count; i++) {
        w->count = i + 1;
        if (!nk_policy_build(&w->policies[i], &t->nodes[i].fib, err))
            return false;
    }
    return true;
}

void nk_walker_release(struct nk_walker *w)
{
    for (size_t i = 0; i < w->count; i++)
        nk_policy_release(&w->policies[i]);
    free(w->policies);
    *w = (struct nk_walker){0};
}

/* ---- what an end is in words and ICMP ------------------------------------ */

struct result_row {
    const char *name;
    int icmp[2], icmpv6[2]; /* type and code, RFC 792, RFC 1812 5.2.7, RFC 4443 3; -1: none */
};

static const struct result_row results[] = {
    [NK_WALK_FORWARDED] = {"forwarded", {-1, -1}, {-1, -1}},
    [NK_WALK_REPLY] = {"reply", {0, 0}, {129, 0}},
    [NK_WALK_TTL_EXCEEDED] = {"ttl-exceeded", {11, 0}, {3, 0}},
    [NK_WALK_NET_UNREACHABLE] = {"net-unreachable", {3, 0}, {-1, -1}},
    [NK_WALK_HOST_UNREACHABLE] = {"host-unreachable", {3, 1}, {-1, -1}},
    [NK_WALK_ADMIN_PROHIBITED] = {"admin-prohibited", {3, 13}, {1, 1}},
    [NK_WALK_NO_ROUTE] = {"no-route", {-1, -1}, {1, 0}},
    [NK_WALK_ADDRESS_UNREACHABLE] = {"address-unreachable", {-1, -1}, {1, 3}},
    [NK_WALK_SILENCE] = {"silence", {-1, -1}, {-1, -1}},
};

const char *nk_walk_result_name(enum nk_walk_result result)
{
    return results[result].name;
}

/* What a node answers for each reason, by family. */
static const enum nk_walk_result answers[][2] = {
    [NK_WALK_SENT] = {NK_WALK_FORWARDED, NK_WALK_FORWARDED},
    [NK_WALK_DELIVERED] = {NK_WALK_REPLY, NK_WALK_REPLY},
    [NK_WALK_EXPIRED] = {NK_WALK_TTL_EXCEEDED, NK_WALK_TTL_EXCEEDED},
    [NK_WALK_NOTHING] = {NK_WALK_NET_UNREACHABLE, NK_WALK_NO_ROUTE},
    [NK_WALK_UNREACHABLE] = {NK_WALK_HOST_UNREACHABLE, NK_WALK_NO_ROUTE},
    [NK_WALK_RULED_OUT] = {NK_WALK_NET_UNREACHABLE, NK_WALK_NO_ROUTE}, /* fib4_rule_action */
    [NK_WALK_PROHIBITED] = {NK_WALK_ADMIN_PROHIBITED, NK_WALK_ADMIN_PROHIBITED},
    [NK_WALK_BLACKHOLE] = {NK_WALK_SILENCE, NK_WALK_SILENCE},
    [NK_WALK_MARTIAN] = {NK_WALK_SILENCE, NK_WALK_SILENCE},
    [NK_WALK_NO_NEIGHBOUR] = {NK_WALK_HOST_UNREACHABLE, NK_WALK_ADDRESS_UNREACHABLE},
    [NK_WALK_NO_FORWARDING] = {NK_WALK_SILENCE, NK_WALK_SILENCE},
    [NK_WALK_BROADCAST] = {NK_WALK_SILENCE, NK_WALK_SILENCE},
};

/* ---- one node ------------------------------------------------------------ */

struct packet {
    struct nk_addr source, to;
    unsigned ttl;
};

/* A walk in one direction. */
struct leg {
    const struct nk_walker *w;
    struct packet packet;
    struct nk_verdict verdict;
    const struct nk_walk_watch *watch;
    bool back;
    bool unbound; /* the node where it begins looks it up without its source */
};

/* The name of a device as its node's routes have it, with a NUL; NULL for no device. */
static const char *device_name(const struct leg *x, uint32_t dev, char *room, size_t size)
{
    size_t len;
    const char *text = dev == NK_ROUTE_NONE
                           ? NULL
                           : nk_topology_text(x->w->topology, x->w->topology->devs[dev].name, &len);
    if (text == NULL || len >= size)
        return NULL;
    memcpy(room, text, len);
    room[len] = '\0';
    return room;
}

/* What a verdict means for a packet; NK_WALK_SENT: it goes on. */
static enum nk_walk_why why_of(const struct nk_verdict *v)
{
    if (v->reason == NK_VERDICT_MARTIAN)
        return NK_WALK_MARTIAN;
    switch (v->type) {
    case NK_ROUTE_UNICAST:
    case NK_ROUTE_ANYCAST:
        return NK_WALK_SENT;
    case NK_ROUTE_LOCAL:
        return NK_WALK_DELIVERED;
    case NK_ROUTE_BROADCAST:
    case NK_ROUTE_MULTICAST:
        return NK_WALK_BROADCAST;
    case NK_ROUTE_UNREACHABLE:
        return v->reason == NK_VERDICT_RULE ? NK_WALK_RULED_OUT : NK_WALK_UNREACHABLE;
    case NK_ROUTE_PROHIBIT:
        return NK_WALK_PROHIBITED;
    case NK_ROUTE_BLACKHOLE:
        return NK_WALK_BLACKHOLE;
    default:
        return NK_WALK_NOTHING;
    }
}

/* The node's answer for the packet. One that nobody gave a source has none yet where it begins, as
 * ping's (raw_sendmsg) and the kernel's own (icmp_route_lookup); IPv6 asks again with the source
 * where it would refuse it otherwise (ip6_dst_lookup_tail). */
static bool look_up(struct leg *x, uint32_t node, uint32_t in, struct nk_err *err)
{
    char room[128];
    bool bare = x->unbound && in == NK_ROUTE_NONE;
    struct nk_flow flow = {
        .dst = x->packet.to,
        .iif = device_name(x, in, room, sizeof room),
    };
    if (!bare)
        flow.src = x->packet.source;
    const struct nk_policy *policy = &x->w->policies[node];
    if (!nk_policy_lookup(policy, &flow, &x->verdict, NULL, err))
        return false;
    if (!bare || flow.dst.family == NK_IPV4 || why_of(&x->verdict) == NK_WALK_SENT)
        return true;
    flow.src = x->packet.source;
    return nk_policy_lookup(policy, &flow, &x->verdict, NULL, err);
}

/* Where a verdict that forwards leads: next hop, device, neighbour. */
static void find_next(const struct leg *x, struct nk_walk_hop *hop)
{
    const struct nk_topology *t = x->w->topology;
    const struct nk_hop *first = x->verdict.hop_count > 0 ? &x->verdict.hops[0] : NULL;
    hop->gateway = first != NULL && first->via.family != NK_FAMILY_NONE;
    hop->next = hop->gateway ? first->via : x->packet.to;
    hop->out = first == NULL ? NK_ROUTE_NONE : nk_topology_dev(t, hop->node, first->dev);
    hop->to =
        hop->out == NK_ROUTE_NONE ? NK_ROUTE_NONE : nk_topology_neighbour(t, hop->out, &hop->next);
}

/* A host drops what it would have to forward. In IPv4 it says nothing of other packets that are not
 * for it either (net/ipv4/route.c ip_error), in IPv6 it answers them as a router does. */
static bool drops(const struct leg *x, const struct nk_walk_hop *hop)
{
    return !x->w->topology->nodes[hop->node].forwards && hop->why != NK_WALK_DELIVERED &&
           (hop->why == NK_WALK_SENT || x->packet.to.family == NK_IPV4);
}

/* One node: the look-up first, then, for what is forwarded, whether this node forwards at all, the
 * TTL, and the neighbour. */
static bool visit(struct leg *x, struct nk_walk_hop *hop, struct nk_err *err)
{
    if (!look_up(x, hop->node, hop->in, err))
        return false;
    hop->route = x->verdict.route;
    hop->entry = x->verdict.entry;
    hop->rule = x->verdict.rule;
    hop->why = why_of(&x->verdict);
    hop->ttl_in = hop->ttl_out = x->packet.ttl;
    bool begins = hop->in == NK_ROUTE_NONE;
    if (!begins && drops(x, hop))
        hop->why = NK_WALK_NO_FORWARDING;
    if (hop->why != NK_WALK_SENT)
        return true;
    find_next(x, hop);
    if (!begins && hop->ttl_in <= 1)
        hop->why = NK_WALK_EXPIRED;
    else if (hop->to == NK_ROUTE_NONE)
        hop->why = NK_WALK_NO_NEIGHBOUR;
    if (hop->why == NK_WALK_SENT || hop->why == NK_WALK_NO_NEIGHBOUR)
        hop->ttl_out = hop->ttl_in - !begins;
    return true;
}

/* From a node to where the packet ends; the TTL is the bound. */
static bool run_leg(struct leg *x, uint32_t from, struct nk_walk_hop *hop, struct nk_err *err)
{
    *hop = (struct nk_walk_hop){.node = from, .in = NK_ROUTE_NONE};
    for (;;) {
        hop->out = hop->to = NK_ROUTE_NONE;
        hop->gateway = false;
        hop->next = (struct nk_addr){0};
        if (!visit(x, hop, err))
            return false;
        if (x->watch != NULL)
            x->watch->hop(x->watch->closure, hop, x->back);
        if (hop->why != NK_WALK_SENT)
            return true;
        x->packet.ttl = hop->ttl_out;
        hop->in = hop->to;
        hop->node = x->w->topology->devs[hop->to].node;
        hop->number++;
    }
}

/* ---- source addresses ---------------------------------------------------- */

static unsigned common_bits(const struct nk_addr *a, const struct nk_addr *b)
{
    unsigned zeros = nk_u128_leading_zeros(nk_u128_xor(nk_addr_bits(*a), nk_addr_bits(*b)));
    return zeros - (128 - nk_family_width(a->family));
}

static bool is_link_local(const struct nk_addr *a)
{
    return a->family == NK_IPV6 && a->hi >> 54 == 0x3fa;
}

/*
 * The address that a node takes for a packet that leaves by a device: of those the device has, the
 * one that shares most bits with the next hop (IPv4: its network; IPv6: RFC 6724 5 rule 8), of
 * link-local ones only for a link-local destination; where it has none, the node's first.
 */
static struct nk_addr choose_source(const struct nk_topology *t, uint32_t node, uint32_t dev,
                                    const struct nk_addr *to, const struct nk_addr *next)
{
    struct nk_addr best = {0};
    unsigned most = 0;
    for (size_t i = 0; i < t->addr_count; i++) {
        const struct nk_addr *a = &t->addrs[i].prefix.addr;
        const struct nk_addr *near = to->family == NK_IPV4 ? next : to;
        if (t->devs[t->addrs[i].dev].node != node || a->family != to->family ||
            is_link_local(a) != is_link_local(to))
            continue;
        unsigned shared = near->family == a->family ? 1 + common_bits(a, near) : 1;
        unsigned rank = t->addrs[i].dev == dev ? 1000 + shared : 1;
        if (rank > most) {
            most = rank;
            best = *a;
        }
    }
    return best;
}

/* The source of a packet that begins at a node, by a look-up without one; of the addresses of the
 * device, or where that is NK_ROUTE_NONE, of that which it leaves by. */
static bool find_source(const struct nk_walker *w, uint32_t node, uint32_t dev,
                        const struct nk_addr *to, struct nk_addr *source, struct nk_err *err)
{
    struct leg x = {.w = w, .packet = {.to = *to, .ttl = NK_WALK_TTL}};
    struct nk_walk_hop hop = {.node = node, .in = NK_ROUTE_NONE};
    bool done = visit(&x, &hop, err);
    const struct nk_route_more *more =
        done && hop.route != NULL
            ? nk_table_more_of(&w->topology->nodes[node].table, hop.route->more)
            : NULL;
    if (done && more != NULL && more->prefsrc.family != NK_FAMILY_NONE)
        *source = more->prefsrc;
    else if (done && hop.why == NK_WALK_DELIVERED)
        *source = *to;
    else if (done)
        *source =
            choose_source(w->topology, node, dev == NK_ROUTE_NONE ? hop.out : dev, to, &hop.next);
    nk_verdict_release(&x.verdict);
    return done;
}

/* ---- the answer ---------------------------------------------------------- */

static void set_icmp(struct nk_walk_end *end, uint8_t family)
{
    const struct result_row *row = &results[end->result];
    end->icmp_type = family == NK_IPV4 ? row->icmp[0] : row->icmpv6[0];
    end->icmp_code = family == NK_IPV4 ? row->icmp[1] : row->icmpv6[1];
}

/* It never left its sender, whose kernel says so itself: for a neighbour that does not answer by an
 * ICMP message from its own address, else by the error of the system call. */
static bool refuse_own(struct nk_walk_end *end)
{
    if (end->last.why == NK_WALK_NO_NEIGHBOUR) {
        set_icmp(end, end->source.family);
        end->replier = end->source;
    }
    return true;
}

/* Who says that a packet goes no further: in IPv4 the address of the device that the answer leaves
 * by, in IPv6 that of the device that the packet came in by (icmp6_send); before both goes the
 * source that the route back prefers. */
static bool find_replier(const struct nk_walker *w, struct nk_walk_end *end, struct nk_err *err)
{
    uint32_t dev = end->source.family == NK_IPV6 ? end->last.in : NK_ROUTE_NONE;
    return find_source(w, end->last.node, dev, &end->source, &end->replier, err);
}

/* Sends the answer back; where it does not arrive there is silence. */
static bool walk_back(const struct nk_walker *w, const struct nk_addr *to,
                      const struct nk_walk_watch *watch, struct nk_walk_end *end,
                      struct nk_err *err)
{
    uint32_t node = end->last.node;
    bool reply = end->result == NK_WALK_REPLY;
    if (reply)
        end->replier = *to;
    else if (!find_replier(w, end, err))
        return false;
    struct leg x = {
        .w = w,
        .packet = {end->replier, end->source, NK_WALK_TTL},
        .watch = watch,
        .back = true,
        .unbound = !reply && end->source.family == NK_IPV4,
    };
    struct nk_walk_hop hop;
    bool done = run_leg(&x, node, &hop, err);
    nk_verdict_release(&x.verdict);
    if (!done || (hop.why == NK_WALK_DELIVERED && end->replier.family != NK_FAMILY_NONE))
        return done;
    end->answer_lost = true;
    end->lost = hop;
    end->sent = end->result;
    end->result = NK_WALK_SILENCE;
    end->replier = (struct nk_addr){0};
    return true;
}

bool nk_walk(const struct nk_walker *w, uint32_t from, const struct nk_addr *source,
             const struct nk_addr *to, unsigned ttl, const struct nk_walk_watch *watch,
             struct nk_walk_end *end, struct nk_err *err)
{
    *end = (struct nk_walk_end){.icmp_type = -1, .icmp_code = -1, .source = *source};
    bool unbound = source->family == NK_FAMILY_NONE;
    if (unbound && !find_source(w, from, NK_ROUTE_NONE, to, &end->source, err))
        return false;
    struct leg x = {.w = w, .packet = {end->source, *to, ttl}, .watch = watch, .unbound = unbound};
    bool done = run_leg(&x, from, &end->last, err);
    nk_verdict_release(&x.verdict);
    if (!done)
        return false;
    end->result = answers[end->last.why][to->family == NK_IPV6];
    if (end->result == NK_WALK_SILENCE)
        return true;
    if (end->last.in == NK_ROUTE_NONE && end->result != NK_WALK_REPLY)
        return refuse_own(end);
    set_icmp(end, to->family);
    if (!walk_back(w, to, watch, end, err))
        return false;
    if (end->answer_lost)
        end->icmp_type = end->icmp_code = -1;
    return true;
}
