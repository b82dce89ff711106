#include <stdlib.h>
#include <string.h>

#include "addr/put.h"
#include "cli/frame.h"
#include "cli/route.h"
#include "cli/route_filter.h"
#include "cli/route_load.h"
#include "cli/route_put.h"
#include "cli/route_trie_explain.h"
#include "draw/graph.h"
#include "route/fib.h"
#include "route/names.h"

enum { F_INPUT, F_PREFIX, F_PARENT, F_DEPTH, F_TABLE, F_ROUTES, F_ANSWER };

static const struct nk_field trie_fields[] = {
    {"input", "input", "the prefix that was asked for; null: the whole table", NK_TEXT, 0, 0},
    {"prefix", "prefix", "a prefix of the table", NK_PREFIX, NK_FIELD_BRIEF, 20},
    {"parent", "parent", "the next shorter prefix that covers it; null: none does", NK_PREFIX,
     NK_FIELD_BRIEF, 20},
    {"depth", "depth", "how many prefixes of the table cover it", NK_INT, NK_FIELD_BRIEF, 5},
    {"table", "table", "the table that it is in: a name or a number", NK_TEXT, 0, 0},
    {"routes", "routes", "how many routes the prefix has", NK_INT, 0, 0},
    {"answer", "answer",
     "where its best route leads: the label, else the gateways, else the devices, else the type",
     NK_TEXT, NK_FIELD_BRIEF, 0},
};

static const struct nk_schema trie_schema = {
    .fields = trie_fields,
    .count = sizeof trie_fields / sizeof *trie_fields,
    .operand = F_PREFIX,
};

/* One run of the verb. */
struct trie {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_table table;
    struct nk_fib fib;
    struct nk_record record;
    struct nk_graph graph;
    struct nk_buf answer;
    struct nk_trie_choice choice;
    uint64_t shown;
};

static bool is_shown(const struct trie *x, uint32_t entry)
{
    struct nk_prefix p = nk_fib_prefix(&x->fib, entry);
    return nk_trie_shows(&x->choice, &p);
}

static const char *answer_of(struct trie *x, uint32_t entry, size_t *len)
{
    nk_buf_clear(&x->answer);
    nk_route_answer_text(&x->answer, &x->table, nk_fib_route(&x->fib, entry, 0));
    *len = x->answer.len;
    return x->answer.len == 0 ? "" : x->answer.data;
}

/* ---- records ------------------------------------------------------------- */

static unsigned depth_of(const struct trie *x, uint32_t entry)
{
    unsigned depth = 0;
    while ((entry = nk_fib_parent(&x->fib, entry)) != NK_ROUTE_NONE)
        depth++;
    return depth;
}

static bool write_entry(struct trie *x, uint32_t entry)
{
    struct nk_record *r = &x->record;
    struct nk_prefix p = nk_fib_prefix(&x->fib, entry);
    uint32_t parent = nk_fib_parent(&x->fib, entry);
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    if (x->args->operand_count > 0)
        nk_record_text(r, F_INPUT, x->args->operands[0]);
    nk_put_prefix(r, F_PREFIX, &p);
    if (parent != NK_ROUTE_NONE) {
        p = nk_fib_prefix(&x->fib, parent);
        nk_put_prefix(r, F_PARENT, &p);
    }
    nk_record_int(r, F_DEPTH, depth_of(x, entry));
    const char *table =
        nk_table_name_of(&x->table, nk_fib_route(&x->fib, entry, 0)->table, room, &len);
    nk_record_slice(r, F_TABLE, table, len);
    nk_record_int(r, F_ROUTES, nk_fib_count(&x->fib, entry));
    const char *answer = answer_of(x, entry, &len);
    nk_record_slice(r, F_ANSWER, answer, len);
    r->arena.failed = r->arena.failed || x->answer.failed;
    return nk_record_end(r);
}

static void write_records(struct trie *x)
{
    for (uint32_t i = 0; i < x->fib.entry_count; i++) {
        if (!is_shown(x, i))
            continue;
        x->shown++;
        if (!write_entry(x, i))
            return;
    }
}

/* ---- the picture --------------------------------------------------------- */

static void add_node(struct trie *x, uint32_t entry)
{
    char text[NK_PREFIX_TEXT_MAX + 1];
    struct nk_prefix p = nk_fib_prefix(&x->fib, entry);
    const struct nk_route *route = nk_fib_route(&x->fib, entry, 0);
    size_t len = nk_prefix_format(&p, text);
    struct nk_buf line = {0};
    nk_graph_node(&x->graph, route->type == NK_ROUTE_UNICAST ? NK_INK_NETWORK : NK_INK_HOST);
    nk_buf_add(&line, text, len);
    nk_buf_add_byte(&line, ' ');
    const char *answer = answer_of(x, entry, &len);
    nk_buf_add(&line, answer, len);
    if (line.failed || x->answer.failed)
        x->graph.failed = true;
    else
        nk_graph_line(&x->graph, line.data, line.len);
    nk_buf_release(&line);
}

/* A node for each table where there are several, so that every tree says what it is. */
static uint32_t add_table(struct trie *x, uint32_t table)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    const char *name = nk_table_name_of(&x->table, table, room, &len);
    uint32_t node = nk_graph_node(&x->graph, NK_INK_STRONG);
    struct nk_buf line = {0};
    nk_buf_add_text(&line, "table ");
    nk_buf_add(&line, name, len);
    if (line.failed)
        x->graph.failed = true;
    else
        nk_graph_line(&x->graph, line.data, line.len);
    nk_buf_release(&line);
    return node;
}

/* Entries come with their parents before them: `nodes` has the node of each entry so far. */
static void add_nodes(struct trie *x, uint32_t *nodes)
{
    uint32_t root = NK_GRAPH_NONE, table = 0;
    for (uint32_t i = 0; i < x->fib.entry_count && !x->graph.failed; i++) {
        nodes[i] = NK_GRAPH_NONE;
        if (!is_shown(x, i))
            continue;
        uint32_t its = nk_fib_route(&x->fib, i, 0)->table;
        if (x->fib.part_count > 1 && (root == NK_GRAPH_NONE || its != table))
            root = add_table(x, its);
        table = its;
        nodes[i] = (uint32_t)x->graph.node_count;
        add_node(x, i);
        uint32_t parent = nk_fib_parent(&x->fib, i);
        uint32_t above = parent == NK_ROUTE_NONE ? root : nodes[parent];
        if (above != NK_GRAPH_NONE)
            nk_graph_edge(&x->graph, above, nodes[i], NULL);
        x->shown++;
    }
}

static void draw(struct trie *x)
{
    static const char title[] = "routing table";
    struct nk_out *out = x->ctx->out;
    struct nk_err err = {0};
    uint32_t *nodes = calloc(x->fib.entry_count + 1, sizeof *nodes);
    bool done = nodes != NULL || nk_err_memory(&err);
    if (nodes != NULL)
        add_nodes(x, nodes);
    free(nodes);
    if (done && x->args->svg)
        done = nk_graph_svg(&x->graph, out, title, &err);
    else if (done && x->args->dot)
        done = nk_graph_dot(&x->graph, out, title, &err);
    else if (done && x->args->mermaid)
        done = nk_graph_mermaid(&x->graph, out, title, &err);
    else if (done)
        done = nk_graph_text(&x->graph, out, x->args->ascii || !x->ctx->utf8, x->ctx->color, &err);
    if (!done && err.code == NK_ERR_MEMORY) /* a failed output is told when the command ends */
        nk_cli_fail(x->ctx, &err);
}

/* ---- the verb ------------------------------------------------------------ */

static bool read_operand(struct trie *x)
{
    struct nk_err err = {0};
    if (x->args->operand_count == 0)
        return true;
    const char *word = x->args->operands[0];
    struct nk_prefix p;
    if (!nk_route_prefix_parse(x->ctx, word, &p, &err)) {
        nk_cli_blame(x->ctx, word, err.offset, err.length, err.text);
        return false;
    }
    x->choice.within = nk_cli_network(x->ctx, &p);
    return true;
}

static void show(struct trie *x)
{
    struct nk_err err = {0};
    if (!nk_fib_sort(&x->fib, &x->table, NK_ROUTE_NONE, &err)) {
        nk_cli_fail(x->ctx, &err);
        return;
    }
    if (nk_cli_explains(x->ctx) && !nk_trie_explain(x->ctx, &x->fib, &x->choice))
        return;
    if (x->args->format == NK_FORMAT_TEXT && x->args->fields == NULL)
        draw(x);
    else
        write_records(x);
    nk_cli_status(x->ctx, x->shown > 0 || x->args->operand_count == 0 ? NK_YES : NK_NO);
}

static enum nk_status run_trie(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct trie x = {.ctx = ctx, .args = args, .choice = {.family = args->family}};
    if (!read_operand(&x) || !nk_cli_records(ctx, &x.record))
        return ctx->worst;
    if (nk_route_load_option(ctx, args, &x.table))
        show(&x);
    nk_fib_release(&x.fib);
    nk_graph_release(&x.graph);
    nk_buf_release(&x.answer);
    nk_table_release(&x.table);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option trie_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = ""},
};

static const struct nk_example trie_examples[] = {
    {"route trie -t sample:textbook", "which prefix lies in which"},
    {"route trie -t sample:textbook --explain", "how the tree is made, and walked"},
    {"route trie -t sample:textbook -o dot 192.168.1.0/24", "a part of it, for Graphviz"},
    {"", ""},
};

const struct nk_verb nk_route_trie_verb = {
    .name = "trie",
    .operands = "[PREFIX]",
    .summary = "the table as a tree: which prefix lies in which",
    .about =
        "Draws the prefixes of a table as a tree, each under the next shorter one that covers "
        "it, with where its best route leads. Of a PREFIX, what lies in it and what covers it. "
        "Status 1 if there is nothing of the PREFIX.",
    .options = trie_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_STRICT |
              NK_COMMON_GRAPH | NK_COMMON_LENIENT,
    .max_operands = 1,
    .schema = &trie_schema,
    .examples = trie_examples,
    .run = run_trie,
};
