#include <stdio.h>
#include <string.h>

#include "addr/put.h"
#include "cli/frame.h"
#include "cli/route.h"
#include "cli/route_load.h"
#include "cli/route_walk.h"

enum {
    F_INPUT,
    F_HOP,
    F_NODE,
    F_PREFIX,
    F_VIA,
    F_DEV,
    F_TTL,
    F_RESULT,
    F_REPLIER,
    F_ICMP,
};

static const struct nk_field walk_fields[] = {
    {"input", "input", "the destination as given", NK_TEXT, 0, 0},
    {"hop", "hop", "how many links the packet has passed", NK_INT, NK_FIELD_BRIEF, 3},
    {"node", "node", "the host or router that has the packet", NK_TEXT, NK_FIELD_BRIEF, 8},
    {"prefix", "prefix", "the longest prefix that holds the destination there", NK_PREFIX,
     NK_FIELD_BRIEF, 20},
    {"via", "via", "the gateway; null where the destination itself is on the link", NK_ADDR,
     NK_FIELD_BRIEF, 16},
    {"dev", "dev", "the device that the packet leaves by", NK_TEXT, NK_FIELD_BRIEF, 8},
    {"ttl", "ttl", "its TTL (hop limit) as it leaves, or as it arrived where it ends", NK_INT,
     NK_FIELD_BRIEF, 3},
    {"result", "result",
     "in the last record: reply, ttl-exceeded, net-unreachable, host-unreachable, "
     "admin-prohibited, no-route, address-unreachable or silence",
     NK_TEXT, NK_FIELD_BRIEF, 19},
    {"replier", "replier", "who answers the sender; null where nobody does", NK_ADDR,
     NK_FIELD_BRIEF, 16},
    {"icmp", "icmp", "type and code of the answer, as in 11/0", NK_TEXT, NK_FIELD_BRIEF, 0},
};

static const struct nk_schema walk_schema = {
    .fields = walk_fields,
    .count = sizeof walk_fields / sizeof *walk_fields,
    .operand = F_NODE,
};

/* One run of the verb. */
struct walk {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_topology topology;
    struct nk_walker walker;
    struct nk_record record;
    uint32_t from;
    struct nk_addr source, to;
    unsigned ttl;
    struct nk_walk_hop held; /* the last hop so far: its record has to wait for the end */
    bool holding;
};

/* ---- records ------------------------------------------------------------- */

static void put_text(struct nk_record *r, size_t field, const struct nk_topology *t, uint32_t text)
{
    size_t len;
    const char *name = nk_topology_text(t, text, &len);
    if (name != NULL)
        nk_record_slice(r, field, name, len);
}

static void put_hop(struct walk *x, const struct nk_walk_hop *hop)
{
    struct nk_record *r = &x->record;
    const struct nk_topology *t = &x->topology;
    nk_record_text(r, F_INPUT, x->args->operands[1]);
    nk_record_int(r, F_HOP, hop->number);
    put_text(r, F_NODE, t, t->nodes[hop->node].name);
    if (hop->route != NULL) {
        struct nk_prefix route = nk_route_prefix(hop->route), prefix = nk_prefix_network(&route);
        nk_put_prefix(r, F_PREFIX, &prefix);
    }
    if (hop->gateway)
        nk_put_addr(r, F_VIA, &hop->next);
    if (hop->out != NK_ROUTE_NONE)
        put_text(r, F_DEV, t, t->devs[hop->out].name);
    nk_record_int(r, F_TTL, hop->ttl_out);
}

static void take_hop(void *closure, const struct nk_walk_hop *hop, bool back)
{
    struct walk *x = closure;
    if (back)
        return;
    if (x->holding) {
        put_hop(x, &x->held);
        nk_record_end(&x->record);
    }
    x->held = *hop;
    x->holding = true;
}

static void put_end(struct walk *x, const struct nk_walk_end *end)
{
    char icmp[32];
    put_hop(x, &end->last);
    nk_record_text(&x->record, F_RESULT, nk_walk_result_name(end->result));
    if (end->replier.family != NK_FAMILY_NONE)
        nk_put_addr(&x->record, F_REPLIER, &end->replier);
    if (end->icmp_type >= 0) {
        snprintf(icmp, sizeof icmp, "%d/%d", end->icmp_type, end->icmp_code);
        nk_record_text(&x->record, F_ICMP, icmp);
    }
    nk_record_end(&x->record);
}

/* ---- operands ------------------------------------------------------------ */

static bool load_topology(struct walk *x)
{
    struct nk_route_reader reader;
    struct nk_err err = {0};
    if (!nk_route_reader_open(x->ctx, nk_args_text(x->args, "topology"), nk_topology_samples,
                              &reader))
        return false;
    bool done = nk_topology_read(&x->topology, &reader, &err) && !reader.stopped &&
                nk_walker_build(&x->walker, &x->topology, &err);
    nk_lines_release(&reader.lines);
    if (err.code != NK_ERR_NONE)
        nk_cli_fail(x->ctx, &err);
    return done;
}

static bool refuse_operand(struct walk *x, size_t operand, const char *message)
{
    nk_cli_blame(x->ctx, x->args->operands[operand], 0, strlen(x->args->operands[operand]),
                 message);
    return false;
}

/* FROM is a node, or an address of one, which is then the packet's source. */
static bool find_from(struct walk *x)
{
    const char *word = x->args->operands[0];
    x->from = nk_topology_node(&x->topology, word, strlen(word));
    if (x->from == NK_ROUTE_NONE && nk_addr_parse(word, strlen(word), &x->source, NULL))
        x->from = nk_topology_owner(&x->topology, &x->source);
    return x->from != NK_ROUTE_NONE ||
           refuse_operand(x, 0, "that is no node of the topology, and no address of one");
}

/* The first address of a node, of the family asked for or that of the source. */
static bool first_address(const struct walk *x, uint32_t node, struct nk_addr *a)
{
    uint8_t family = x->args->family != NK_FAMILY_NONE ? x->args->family : x->source.family;
    for (size_t i = 0; i < x->topology.addr_count; i++) {
        const struct nk_topo_addr *have = &x->topology.addrs[i];
        if (x->topology.devs[have->dev].node != node ||
            (family != NK_FAMILY_NONE && have->prefix.addr.family != family))
            continue;
        *a = have->prefix.addr;
        return true;
    }
    return false;
}

/* TO is an address, or a node, which stands for its first one. */
static bool find_to(struct walk *x)
{
    const char *word = x->args->operands[1];
    struct nk_err err = {0};
    uint32_t node = nk_topology_node(&x->topology, word, strlen(word));
    if (node != NK_ROUTE_NONE && !first_address(x, node, &x->to))
        return refuse_operand(x, 1, "that node has no address of the family");
    if (node == NK_ROUTE_NONE && strpbrk(word, ".:") == NULL)
        return refuse_operand(x, 1, "that is no node of the topology, and no address");
    if (node == NK_ROUTE_NONE && !nk_addr_parse(word, strlen(word), &x->to, &err)) {
        nk_cli_blame(x->ctx, word, err.offset, err.length, err.text);
        return false;
    }
    if (x->args->family != NK_FAMILY_NONE && x->args->family != x->to.family)
        return refuse_operand(x, 1,
                              x->args->family == NK_IPV4 ? "-4 asks for an IPv4 address"
                                                         : "-6 asks for an IPv6 address");
    if (x->source.family != NK_FAMILY_NONE && x->source.family != x->to.family)
        return refuse_operand(x, 1, "source and destination are of different families");
    return true;
}

/* ---- the verb ------------------------------------------------------------ */

static void walk_records(struct walk *x)
{
    const struct nk_walk_watch watch = {take_hop, x};
    struct nk_walk_end end;
    struct nk_err err = {0};
    if (!nk_walk(&x->walker, x->from, &x->source, &x->to, x->ttl, &watch, &end, &err)) {
        nk_cli_fail(x->ctx, &err);
        return;
    }
    put_end(x, &end);
    nk_cli_status(x->ctx, end.result == NK_WALK_REPLY ? NK_YES : NK_NO);
}

static enum nk_status run_walk(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct walk x = {.ctx = ctx, .args = args};
    x.ttl = (unsigned)nk_args_number(args, "ttl", NK_WALK_TTL);
    if (!nk_args_has(args, "topology"))
        return nk_cli_misuse(ctx, "-T TOPOLOGY is missing: a file, - or sample:NAME");
    if (!nk_cli_records(ctx, &x.record))
        return ctx->worst;
    if (load_topology(&x) && find_from(&x) && find_to(&x)) {
        if (nk_cli_explains(ctx))
            nk_route_walk_explain(ctx, &x.walker, x.from, &x.source, &x.to, x.ttl);
        if (!nk_cli_explains(ctx) || nk_cli_keeps(&x.record))
            walk_records(&x);
    }
    nk_walker_release(&x.walker);
    nk_topology_release(&x.topology);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option walk_options[] = {
    {.name = "topology",
     .letter = 'T',
     .arg = NK_ARG_FILE,
     .metavar = "TOPOLOGY",
     .offers = NK_OFFER_ROUTE_TOPOLOGIES,
     .help = "the hosts, routers and links: a file, - or sample:NAME"},
    {.name = "ttl",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 1,
     .max = 255,
     .help = "the packet's TTL or hop limit (64)"},
    {.name = ""},
};

static const struct nk_example walk_examples[] = {
    {"route walk -T sample:textbook h1 h2", "a packet through three routers"},
    {"route walk -T sample:textbook h1 h2 --ttl 2 --explain", "why the second router answers"},
    {"", ""},
};

const struct nk_verb nk_route_walk_verb = {
    .name = "walk",
    .operands = "FROM TO",
    .summary = "what becomes of a packet, router by router",
    .about = "Walks an echo request through a topology by the general routing algorithm, and its "
             "answer back: the look-up at each node, the TTL, who answers with which ICMP message. "
             "FROM is a node or an address of one, TO an address or a node. Status 0 for a reply, "
             "1 for any other end.",
    .options = walk_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_STRICT,
    .min_operands = 2,
    .max_operands = 2,
    .schema = &walk_schema,
    .examples = walk_examples,
    .run = run_walk,
};
