#include <stdlib.h>
#include <string.h>

#include "draw/graph.h"
#include "draw/graph_links.h"

/* A node on the way from the margin to where the walk is. */
struct level {
    uint32_t node, next; /* the next of its edges */
};

struct walk {
    const struct nk_graph *g;
    struct nk_graph_links links;
    struct nk_out *out;
    bool ascii, color;
    bool *seen;
    struct level *levels;
    size_t depth, room;
    struct nk_buf indent; /* what stands before the children of the last level */
    struct nk_buf line;
};

/* The branches: before a child, before the last; under a child, under the last. All are four cells
 * wide, of so many bytes. */
static const char *const branches[2][4] = {
    {"\xe2\x94\x9c\xe2\x94\x80\xe2\x94\x80 ", "\xe2\x94\x94\xe2\x94\x80\xe2\x94\x80 ",
     "\xe2\x94\x82   ", "    "},
    {"|-- ", "`-- ", "|   ", "    "},
};

static void add_ink(struct walk *w, enum nk_ink ink)
{
    if (w->color)
        nk_buf_add_text(&w->line, nk_ink_code(ink));
}

static void add_text(struct walk *w, const char *text, size_t len)
{
    if (!w->ascii) {
        nk_buf_add(&w->line, text, len);
        return;
    }
    for (const char *at = text, *end = text + len; at < end;)
        nk_buf_add_byte(&w->line, (char)nk_character_ascii(nk_character_next(&at, end)));
}

static void send_line(struct walk *w)
{
    size_t len = w->line.len;
    if (w->line.failed)
        return; /* which it stays */
    while (len > 0 && w->line.data[len - 1] == ' ')
        len--;
    nk_out_write(w->out, w->line.data, len);
    nk_out_byte(w->out, '\n');
    nk_out_end_line(w->out);
    nk_buf_clear(&w->line);
}

/* The indentation, with the branch of a first line, or what goes down beside the lines under it. */
static void add_indent(struct walk *w, const char *branch)
{
    add_ink(w, NK_INK_DIM);
    nk_buf_add(&w->line, w->indent.data == NULL ? "" : w->indent.data, w->indent.len);
    nk_buf_add_text(&w->line, branch);
    add_ink(w, NK_INK_PLAIN);
}

/* A node with its lines. `edge` led to it; NULL at the margin. */
static void write_node(struct walk *w, uint32_t node, const struct nk_graph_edge *edge, bool last)
{
    const struct nk_graph *g = w->g;
    const struct nk_graph_node *n = &g->nodes[node];
    const char *text = g->texts.data + n->label, *end = text + n->label_len;
    const char *const *b = branches[w->ascii];
    bool parent = w->links.first[node] < w->links.first[node + 1] && !w->seen[node];
    add_indent(w, edge == NULL ? "" : b[last ? 1 : 0]);
    if (edge != NULL && edge->label_len > 0) {
        add_text(w, g->texts.data + edge->label, edge->label_len);
        nk_buf_add_text(&w->line, ": ");
    }
    for (bool first = true; first || text < end; first = false) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop == NULL ? end : stop;
        if (!first) {
            add_indent(w, edge == NULL ? "" : b[last ? 3 : 2]);
            nk_buf_add_text(&w->line, parent ? b[2] : "    ");
        }
        add_ink(w, n->ink);
        add_text(w, text, (size_t)(stop - text));
        add_ink(w, NK_INK_PLAIN);
        if (w->seen[node]) {
            nk_buf_add_text(&w->line, " (above)");
            stop = end;
        }
        send_line(w);
        text = stop < end ? stop + 1 : end;
    }
}

static bool push(struct walk *w, uint32_t node)
{
    void *levels = w->levels;
    if (!nk_grow(&levels, w->depth, &w->room, sizeof *w->levels))
        return false;
    w->levels = levels;
    w->levels[w->depth++] = (struct level){node, w->links.first[node]};
    w->seen[node] = true;
    return true;
}

/* How long what stands before the children of a level is, beyond that of the level before. */
static size_t pop_indent(const struct nk_buf *indent, bool ascii)
{
    size_t bar = strlen(branches[ascii][2]);
    if (indent->len >= bar &&
        memcmp(indent->data + indent->len - bar, branches[ascii][2], bar) == 0)
        return indent->len - bar;
    return indent->len - strlen(branches[ascii][3]);
}

/* A node at the margin and all that is under it. */
static bool walk_from(struct walk *w, uint32_t root)
{
    write_node(w, root, NULL, true);
    if (!push(w, root))
        return false;
    while (w->depth > 0 && w->out->error == 0 && !w->line.failed && !w->indent.failed) {
        struct level *l = &w->levels[w->depth - 1];
        if (l->next == w->links.first[l->node + 1]) {
            w->depth--;
            if (w->depth > 0)
                w->indent.len = pop_indent(&w->indent, w->ascii);
            continue;
        }
        const struct nk_graph_edge *e = &w->g->edges[w->links.edges[l->next++]];
        bool last = l->next == w->links.first[l->node + 1];
        write_node(w, e->to, e, last);
        if (w->seen[e->to])
            continue;
        nk_buf_add_text(&w->indent, branches[w->ascii][last ? 3 : 2]);
        if (!push(w, e->to))
            return false;
    }
    return !w->indent.failed && !w->line.failed;
}

bool nk_graph_text(const struct nk_graph *g, struct nk_out *out, bool ascii, bool color,
                   struct nk_err *err)
{
    struct walk w = {.g = g, .out = out, .ascii = ascii, .color = color};
    if (!nk_graph_links_build(&w.links, g, err))
        return false;
    w.seen = calloc(g->node_count + 1, sizeof *w.seen);
    bool good = w.seen != NULL;
    /* first from the nodes to which nothing leads, then what only circles lead to */
    for (int circles = 0; circles < 2; circles++)
        for (size_t n = 0; n < g->node_count && good; n++)
            if (!w.seen[n] && (circles || w.links.into[n] == 0))
                good = walk_from(&w, (uint32_t)n);
    nk_graph_links_release(&w.links);
    free(w.seen);
    free(w.levels);
    nk_buf_release(&w.indent);
    nk_buf_release(&w.line);
    return good || nk_err_memory(err);
}
