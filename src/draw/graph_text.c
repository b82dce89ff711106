#include <stdlib.h>
#include <string.h>

#include "base/columns.h"
#include "draw/graph.h"
#include "draw/graph_links.h"

/* A node on the way from the margin to where the walk is. */
struct level {
    uint32_t node, next; /* the next of its edges */
    size_t indent;       /* how long what stands before its children is, in bytes */
};

/* How wide the branches are, widest first: in cells. */
enum { STEPS = 3 };
static const unsigned step_columns[STEPS] = {4, 2, 1};

struct walk {
    const struct nk_graph *g;
    struct nk_graph_links links;
    struct nk_out *out;
    bool ascii, color;
    bool measuring;       /* nothing is written: */
    bool too_wide[STEPS]; /* which branches leave no room for what follows */
    size_t step;          /* the branches that are used */
    bool *seen;
    struct level *levels;
    size_t depth, room;
    struct nk_buf indent; /* what stands before the children of the last level */
    struct nk_buf line, plain;
    size_t used; /* columns of the line so far */
};

/* The branches: before a child, before the last; under a child, under the last. */
static const char *const branches[2][STEPS][4] = {
    {
        {"\xe2\x94\x9c\xe2\x94\x80\xe2\x94\x80 ", "\xe2\x94\x94\xe2\x94\x80\xe2\x94\x80 ",
         "\xe2\x94\x82   ", "    "},
        {"\xe2\x94\x9c ", "\xe2\x94\x94 ", "\xe2\x94\x82 ", "  "},
        {"\xe2\x94\x9c", "\xe2\x94\x94", "\xe2\x94\x82", " "},
    },
    {
        {"|-- ", "`-- ", "|   ", "    "},
        {"|-", "`-", "| ", "  "},
        {"|", "`", "|", " "},
    },
};

static const char *const *branches_of(const struct walk *w)
{
    return branches[w->ascii][w->step];
}

static void add_ink(struct walk *w, enum nk_ink ink)
{
    if (w->color)
        nk_buf_add_text(&w->line, nk_ink_code(ink));
}

/* As much of a text as leaves so many columns of the line. */
static void add_text(struct walk *w, const char *text, size_t len, size_t leave)
{
    size_t room = NK_GRAPH_TEXT_COLUMNS - leave;
    room = room > w->used ? room - w->used : 0;
    nk_buf_clear(&w->plain);
    if (w->ascii) {
        for (const char *at = text, *end = text + len; at < end;)
            nk_buf_add_byte(&w->plain, (char)nk_character_ascii(nk_character_next(&at, end)));
        w->line.failed = w->line.failed || w->plain.failed;
        text = w->plain.len == 0 ? "" : w->plain.data;
        len = w->plain.len;
    }
    size_t columns = nk_text_columns(text, len);
    bool whole = columns <= room;
    nk_buf_add(&w->line, text, whole ? len : nk_text_fit(text, len, room > 2 ? room - 2 : 0));
    if (!whole)
        nk_buf_add_text(&w->line, "..");
    w->used += whole ? columns : room;
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
    w->used =
        nk_text_columns(w->indent.data, w->indent.len) + nk_text_columns(branch, strlen(branch));
}

enum { ABOVE = sizeof " (above)" - 1, LABEL_COLUMNS = 40 };

/* What stands in front of the text of a node: how deep it is, where that is not seen, and the label
 * of the edge. */
static void add_front(struct walk *w, const struct nk_graph_edge *edge)
{
    if (w->depth > NK_GRAPH_TEXT_DEPTH_MAX) {
        size_t before = w->line.len;
        nk_buf_printf(&w->line, "(%zu) ", w->depth);
        w->used += w->line.len - before;
    }
    if (edge == NULL || edge->label_len == 0)
        return;
    add_text(w, w->g->texts.data + edge->label, edge->label_len, LABEL_COLUMNS);
    nk_buf_add_text(&w->line, ": ");
    w->used += 2;
}

/* A node with its lines. `edge` led to it; NULL at the margin. */
static void write_node(struct walk *w, uint32_t node, const struct nk_graph_edge *edge, bool last)
{
    const struct nk_graph *g = w->g;
    const struct nk_graph_node *n = &g->nodes[node];
    const char *text = g->texts.data + n->label, *end = text + n->label_len;
    const char *const *b = branches_of(w);
    bool parent = w->links.first[node] < w->links.first[node + 1] && !w->seen[node];
    add_indent(w, edge == NULL ? "" : b[last ? 1 : 0]);
    add_front(w, edge);
    for (bool first = true; first || text < end; first = false) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop == NULL ? end : stop;
        if (!first) {
            add_indent(w, edge == NULL ? "" : b[last ? 3 : 2]);
            nk_buf_add_text(&w->line, parent ? b[2] : b[3]);
            w->used += step_columns[w->step];
        }
        add_ink(w, n->ink);
        add_text(w, text, (size_t)(stop - text), w->seen[node] ? ABOVE : 0);
        add_ink(w, NK_INK_PLAIN);
        if (w->seen[node]) {
            nk_buf_add_text(&w->line, " (above)");
            stop = end;
        }
        send_line(w);
        text = stop < end ? stop + 1 : end;
    }
}

/* Which branches would leave too little for a node. */
static void measure_node(struct walk *w, uint32_t node, const struct nk_graph_edge *edge)
{
    const struct nk_graph_node *n = &w->g->nodes[node];
    const char *text = w->g->texts.data + n->label, *end = text + n->label_len;
    size_t front = edge == NULL || edge->label_len == 0 ? 0 : edge->label_len + 2;
    bool first = true;
    do {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        stop = stop == NULL ? end : stop;
        size_t need = nk_text_columns(text, (size_t)(stop - text)) + (first ? front : 0);
        need = need < NK_GRAPH_TEXT_COLUMNS * 3 / 4 ? need : NK_GRAPH_TEXT_COLUMNS * 3 / 4;
        for (size_t i = 0; i < STEPS; i++)
            w->too_wide[i] = w->too_wide[i] ||
                             (w->depth + !first) * step_columns[i] + need > NK_GRAPH_TEXT_COLUMNS;
        text = stop < end ? stop + 1 : end;
        first = false;
    } while (text < end);
}

static void visit(struct walk *w, uint32_t node, const struct nk_graph_edge *edge, bool last)
{
    if (w->measuring)
        measure_node(w, node, edge);
    else
        write_node(w, node, edge, last);
}

static bool push(struct walk *w, uint32_t node)
{
    void *levels = w->levels;
    if (!nk_grow(&levels, w->depth, &w->room, sizeof *w->levels))
        return false;
    w->levels = levels;
    w->levels[w->depth++] = (struct level){node, w->links.first[node], w->indent.len};
    w->seen[node] = true;
    return true;
}

/* A node at the margin and all that is under it. */
static bool walk_from(struct walk *w, uint32_t root)
{
    visit(w, root, NULL, true);
    if (!push(w, root))
        return false;
    while (w->depth > 0 && w->out->error == 0 && !w->line.failed && !w->indent.failed) {
        struct level *l = &w->levels[w->depth - 1];
        if (l->next == w->links.first[l->node + 1]) {
            w->depth--;
            w->indent.len = w->depth == 0 ? 0 : w->levels[w->depth - 1].indent;
            continue;
        }
        const struct nk_graph_edge *e = &w->g->edges[w->links.edges[l->next++]];
        bool last = l->next == w->links.first[l->node + 1];
        visit(w, e->to, e, last);
        if (w->seen[e->to])
            continue;
        if (w->depth < NK_GRAPH_TEXT_DEPTH_MAX)
            nk_buf_add_text(&w->indent, branches_of(w)[last ? 3 : 2]);
        if (!push(w, e->to))
            return false;
    }
    return !w->indent.failed && !w->line.failed;
}

/* First from the nodes to which nothing leads, then what only circles lead to. */
static bool walk_all(struct walk *w)
{
    bool good = true;
    memset(w->seen, 0, w->g->node_count);
    for (int circles = 0; circles < 2; circles++)
        for (size_t n = 0; n < w->g->node_count && good; n++)
            if (!w->seen[n] && (circles || w->links.into[n] == 0))
                good = walk_from(w, (uint32_t)n);
    return good;
}

bool nk_graph_text(const struct nk_graph *g, struct nk_out *out, bool ascii, bool color,
                   struct nk_err *err)
{
    struct walk w = {.g = g, .out = out, .ascii = ascii, .color = color, .measuring = true};
    if (!nk_graph_links_build(&w.links, g, err))
        return false;
    w.seen = calloc(g->node_count + 1, sizeof *w.seen);
    bool good = w.seen != NULL && walk_all(&w);
    while (w.step + 1 < STEPS && w.too_wide[w.step])
        w.step++;
    w.measuring = false;
    w.indent.len = 0;
    good = good && walk_all(&w);
    nk_graph_links_release(&w.links);
    free(w.seen);
    free(w.levels);
    nk_buf_release(&w.indent);
    nk_buf_release(&w.line);
    nk_buf_release(&w.plain);
    return good || nk_err_memory(err);
}
