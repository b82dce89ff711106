#include "addr/put.h"
#include "cli/route_walk.h"

#include <string.h>

#include "base/escape.h"

enum { LABEL = 10, WIDTH = 80 };

/* One explanation in the making. */
struct explain {
    struct nk_ctx *ctx;
    const struct nk_topology *t;
    const struct nk_addr *to;
    struct nk_buf text;
    unsigned back; /* nodes that the answer has seen */
};

static void add_name(struct explain *x, uint32_t text)
{
    size_t len;
    const char *name = nk_topology_text(x->t, text, &len);
    if (name != NULL)
        nk_escape_text(&x->text, name, len);
}

static void add_node(struct explain *x, uint32_t node)
{
    add_name(x, x->t->nodes[node].name);
}

/* Begins a line: "   look-up    ". */
static void start(struct explain *x, const char *label)
{
    nk_buf_printf(&x->text, "   %-*s ", LABEL, label);
}

static void line(struct explain *x, const char *label, const char *text)
{
    start(x, label);
    nk_buf_printf(&x->text, "%s\n", text);
}

/* ---- the steps at a node ------------------------------------------------- */

static void tell_place(struct explain *x, const struct nk_walk_hop *hop)
{
    nk_buf_printf(&x->text, "\n%-2u ", hop->number);
    add_node(x, hop->node);
    if (hop->in == NK_ROUTE_NONE) {
        nk_buf_add_text(&x->text, ": here it begins\n");
        return;
    }
    nk_buf_printf(&x->text, ": in by ");
    add_name(x, x->t->devs[hop->in].name);
    nk_buf_printf(&x->text, ", TTL %u\n", hop->ttl_in);
}

static void tell_mine(struct explain *x, const struct nk_walk_hop *hop)
{
    bool mine = hop->why == NK_WALK_DELIVERED;
    start(x, "for me?");
    nk_add_addr(&x->text, x->to);
    nk_buf_add_text(&x->text, mine ? ": yes, deliver\n" : ": no\n");
}

static void tell_lookup(struct explain *x, const struct nk_walk_hop *hop)
{
    static const char *const words[] = {
        [NK_WALK_UNREACHABLE] = "it says unreachable",
        [NK_WALK_RULED_OUT] = "it says unreachable",
        [NK_WALK_PROHIBITED] = "it says prohibit",
        [NK_WALK_BLACKHOLE] = "it is a black hole: drop, and say nothing",
        [NK_WALK_BROADCAST] = "a broadcast: nobody answers",
    };
    if (hop->why == NK_WALK_MARTIAN) {
        line(x, "martian", "no packet from outside has these addresses: drop, and say nothing");
        return;
    }
    start(x, "look-up");
    if (hop->why == NK_WALK_NOTHING) {
        nk_buf_add_text(&x->text, "no prefix holds it: no route\n");
        return;
    }
    if (hop->route != NULL) {
        struct nk_prefix route = nk_route_prefix(hop->route), prefix = nk_prefix_network(&route);
        nk_add_prefix(&x->text, &prefix);
        nk_buf_add_text(&x->text, " is the longest match\n");
    } else {
        nk_buf_add_text(&x->text, "a rule decides\n");
    }
    if (hop->why < sizeof words / sizeof *words && words[hop->why] != NULL)
        line(x, "", words[hop->why]);
}

static void tell_forward(struct explain *x, const struct nk_walk_hop *hop)
{
    if (hop->why == NK_WALK_NO_FORWARDING) {
        line(x, "forward", "a host does not forward: drop, and say nothing");
        return;
    }
    start(x, hop->in == NK_ROUTE_NONE ? "send" : "forward");
    if (hop->gateway) {
        nk_buf_add_text(&x->text, "to ");
        nk_add_addr(&x->text, &hop->next);
    } else {
        nk_buf_add_text(&x->text, "to the destination itself");
    }
    if (hop->out != NK_ROUTE_NONE) {
        nk_buf_add_text(&x->text, " over ");
        add_name(x, x->t->devs[hop->out].name);
    }
    nk_buf_add_byte(&x->text, '\n');
}

static void tell_ttl(struct explain *x, const struct nk_walk_hop *hop)
{
    start(x, "TTL");
    if (hop->in == NK_ROUTE_NONE)
        nk_buf_printf(&x->text, "%u, as the sender sets it\n", hop->ttl_out);
    else if (hop->why == NK_WALK_EXPIRED)
        nk_buf_printf(&x->text, "%u - 1 = 0: discard\n", hop->ttl_in);
    else
        nk_buf_printf(&x->text, "%u - 1 = %u: goes on\n", hop->ttl_in, hop->ttl_out);
}

static void add_mac(struct nk_buf *b, const struct nk_mac *mac)
{
    char text[NK_MAC_TEXT_MAX];
    nk_buf_add(b, text, nk_mac_format(mac, ':', text));
}

/* The link changes the frame's addresses at every hop; the packet's stay as they are. */
static void tell_frame(struct explain *x, const struct nk_walk_hop *hop)
{
    if (hop->to == NK_ROUTE_NONE) {
        line(x, "neighbour", "nobody on the link has that address");
        return;
    }
    start(x, "frame");
    add_mac(&x->text, &x->t->devs[hop->out].mac);
    nk_buf_add_text(&x->text, " > ");
    add_mac(&x->text, &x->t->devs[hop->to].mac);
    nk_buf_add_text(&x->text, ", to ");
    add_node(x, x->t->devs[hop->to].node);
    nk_buf_add_byte(&x->text, '\n');
}

/* Which steps a node came to. */
static bool has_forward(enum nk_walk_why why)
{
    return why == NK_WALK_SENT || why == NK_WALK_EXPIRED || why == NK_WALK_NO_NEIGHBOUR ||
           why == NK_WALK_NO_FORWARDING;
}

static void tell_hop(void *closure, const struct nk_walk_hop *hop, bool back)
{
    struct explain *x = closure;
    if (back) {
        x->back = hop->number;
        return;
    }
    tell_place(x, hop);
    tell_mine(x, hop);
    if (hop->why == NK_WALK_DELIVERED)
        return;
    tell_lookup(x, hop);
    if (!has_forward(hop->why))
        return;
    tell_forward(x, hop);
    if (hop->why == NK_WALK_NO_FORWARDING)
        return;
    tell_ttl(x, hop);
    if (hop->why != NK_WALK_EXPIRED)
        tell_frame(x, hop);
}

/* ---- the beginning and the end ------------------------------------------- */

static const char *const why_lost[] = {
    [NK_WALK_SENT] = "", /* it ends somewhere else */
    [NK_WALK_DELIVERED] = "",
    [NK_WALK_EXPIRED] = "its TTL ends",
    [NK_WALK_NOTHING] = "there is no route back",
    [NK_WALK_UNREACHABLE] = "the route back says unreachable",
    [NK_WALK_RULED_OUT] = "a rule on the way back says unreachable",
    [NK_WALK_PROHIBITED] = "the route back says prohibit",
    [NK_WALK_BLACKHOLE] = "the route back is a black hole",
    [NK_WALK_MARTIAN] = "the answer's addresses come from nowhere outside",
    [NK_WALK_NO_NEIGHBOUR] = "the next hop back does not answer",
    [NK_WALK_NO_FORWARDING] = "that host does not forward",
    [NK_WALK_BROADCAST] = "the way back is a broadcast",
};

static void tell_lost(struct explain *x, const struct nk_walk_end *end)
{
    start(x, "answer");
    nk_buf_printf(&x->text, "%s is sent, and lost at ", nk_walk_result_name(end->sent));
    add_node(x, end->lost.node);
    nk_buf_add_text(&x->text, ":\n");
    line(x, "",
         end->lost.why == NK_WALK_DELIVERED ? "the answer has no source address"
                                            : why_lost[end->lost.why]);
}

static void tell_answer(struct explain *x, const struct nk_walk_end *end)
{
    if (end->answer_lost) {
        tell_lost(x, end);
    } else if (end->icmp_type >= 0) {
        start(x, "answer");
        nk_buf_printf(&x->text, "%s %d/%d from ", x->to->family == NK_IPV4 ? "ICMP" : "ICMPv6",
                      end->icmp_type, end->icmp_code);
        nk_add_addr(&x->text, &end->replier);
        nk_buf_printf(&x->text, "\n");
        if (x->back > 0) {
            start(x, "");
            nk_buf_printf(&x->text, "back at the sender after %u link%s\n", x->back,
                          x->back == 1 ? "" : "s");
        }
    } else if (end->result != NK_WALK_SILENCE) {
        line(x, "answer", "the sender's own kernel refuses, and nothing is sent");
    }
    nk_buf_printf(&x->text, "\nresult: %s\n", nk_walk_result_name(end->result));
}

/* The two addresses, in one line where they fit. */
static void tell_packet(struct nk_buf *b, const struct nk_addr *source, const struct nk_addr *to,
                        unsigned ttl)
{
    nk_buf_add_text(b, "echo request ");
    if (source->family == NK_FAMILY_NONE)
        nk_buf_add_text(b, "without a source");
    else
        nk_add_addr(b, source);
    nk_buf_add_text(b, b->len + NK_ADDR_TEXT_MAX > WIDTH ? "\n           > " : " > ");
    nk_add_addr(b, to);
    nk_buf_printf(b, ", TTL %u\nIts addresses stay as they are on every link.\n", ttl);
}

void nk_route_walk_explain(struct nk_ctx *ctx, const struct nk_walker *w, uint32_t from,
                           const struct nk_addr *source, const struct nk_addr *to, unsigned ttl)
{
    struct explain x = {.ctx = ctx, .t = w->topology, .to = to};
    const struct nk_walk_watch watch = {tell_hop, &x};
    struct nk_walk_end end;
    struct nk_err err = {0};
    struct nk_buf head = {0};
    bool done = nk_walk(w, from, source, to, ttl, &watch, &end, &err);
    if (done) {
        tell_packet(&head, &end.source, to, ttl);
        tell_answer(&x, &end);
    }
    if (done && (head.failed || x.text.failed))
        done = nk_err_memory(&err);
    if (done) {
        nk_cli_print(ctx, head.data, head.len);
        nk_cli_print(ctx, x.text.data, x.text.len);
        nk_cli_status(ctx, end.result == NK_WALK_REPLY ? NK_YES : NK_NO);
    } else {
        nk_cli_fail(ctx, &err);
    }
    nk_buf_release(&head);
    nk_buf_release(&x.text);
}
