#include <string.h>

#include "draw/graph.h"

/* What goes out goes through one buffer, a line at a time; a failure stays in it. */
static bool send(struct nk_buf *b, struct nk_out *out)
{
    if (b->failed)
        return false;
    nk_out_write(out, b->data, b->len);
    nk_buf_clear(b);
    return out->error == 0;
}

static bool finish(struct nk_buf *b, struct nk_err *err)
{
    bool good = !b->failed;
    nk_buf_release(b);
    return good || nk_err_memory(err);
}

/* ---- dot ----------------------------------------------------------------- */

/* A quoted label: dot gives a meaning to quotes, backslashes and the names of characters. */
static void add_dot(struct nk_buf *b, const char *text, size_t len)
{
    nk_buf_add_byte(b, '"');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n')
            nk_buf_add_text(b, "\\n");
        else if (text[i] == '&')
            nk_buf_add_text(b, "&amp;");
        else {
            if (text[i] == '"' || text[i] == '\\')
                nk_buf_add_byte(b, '\\');
            nk_buf_add_byte(b, text[i]);
        }
    }
    nk_buf_add_byte(b, '"');
}

/* A title may hold anything. */
static void add_title(struct nk_buf *b, const char *title)
{
    for (const char *end = title + strlen(title); title < end;)
        nk_character_add(b, nk_character_next(&title, end));
}

static void dot_node(struct nk_buf *b, const struct nk_graph *g, size_t i)
{
    const struct nk_graph_node *n = &g->nodes[i];
    nk_buf_printf(b, "    n%zu [label=", i);
    add_dot(b, g->texts.data + n->label, n->label_len);
    if (n->ink == NK_INK_STRONG)
        nk_buf_add_text(b, ", style=bold");
    else if (n->ink != NK_INK_PLAIN)
        nk_buf_printf(b, ", color=\"%s\", fontcolor=\"%s\"", nk_ink_color(n->ink),
                      nk_ink_color(n->ink));
    nk_buf_add_text(b, "];\n");
}

bool nk_graph_dot(const struct nk_graph *g, struct nk_out *out, const char *title,
                  struct nk_err *err)
{
    struct nk_buf b = {.failed = g->failed}, safe = {0};
    add_title(&safe, title);
    b.failed = b.failed || safe.failed;
    nk_buf_add_text(
        &b, "digraph netkit {\n    graph [rankdir=LR, labelloc=t, fontname=monospace, label=");
    add_dot(&b, safe.data == NULL ? "" : safe.data, safe.len);
    nk_buf_add_text(
        &b, "];\n    node [shape=box, fontname=monospace];\n    edge [fontname=monospace];\n");
    nk_buf_release(&safe);
    bool good = send(&b, out);
    for (size_t i = 0; i < g->node_count && good; i++) {
        dot_node(&b, g, i);
        good = send(&b, out);
    }
    for (size_t i = 0; i < g->edge_count && good; i++) {
        const struct nk_graph_edge *e = &g->edges[i];
        nk_buf_printf(&b, "    n%u -> n%u", e->from, e->to);
        if (e->label_len > 0) {
            nk_buf_add_text(&b, " [label=");
            add_dot(&b, g->texts.data + e->label, e->label_len);
            nk_buf_add_byte(&b, ']');
        }
        nk_buf_add_text(&b, ";\n");
        good = send(&b, out);
    }
    nk_buf_add_text(&b, "}\n");
    send(&b, out);
    return finish(&b, err);
}

/* ---- mermaid ------------------------------------------------------------- */

/* A quoted label. */
static void add_mermaid(struct nk_buf *b, const char *text, size_t len)
{
    nk_mermaid_add(b, text, len, " .:/,()=");
}

static void mermaid_node(struct nk_buf *b, const struct nk_graph *g, size_t i)
{
    const struct nk_graph_node *n = &g->nodes[i];
    nk_buf_printf(b, "    n%zu[\"", i);
    if (n->label_len == 0)
        nk_buf_add_byte(b, ' '); /* an empty text is an error there */
    add_mermaid(b, g->texts.data + n->label, n->label_len);
    nk_buf_add_text(b, "\"]");
    if (n->ink != NK_INK_PLAIN)
        nk_buf_printf(b, ":::%s", nk_ink_class(n->ink));
    nk_buf_add_byte(b, '\n');
}

static void mermaid_edge(struct nk_buf *b, const struct nk_graph *g, const struct nk_graph_edge *e)
{
    nk_buf_printf(b, "    n%u -->", e->from);
    if (e->label_len > 0) {
        nk_buf_add_text(b, "|\"");
        add_mermaid(b, g->texts.data + e->label, e->label_len);
        nk_buf_add_text(b, "\"|");
    }
    nk_buf_printf(b, " n%u\n", e->to);
}

bool nk_graph_mermaid(const struct nk_graph *g, struct nk_out *out, const char *title,
                      struct nk_err *err)
{
    struct nk_buf b = {.failed = g->failed}, safe = {0};
    add_title(&safe, title);
    b.failed = b.failed || safe.failed;
    nk_buf_add_text(&b, "flowchart LR\n    accTitle: ");
    add_mermaid(&b, safe.data == NULL ? "" : safe.data, safe.len);
    nk_buf_add_text(&b, "\n    classDef s stroke-width:3px\n");
    for (enum nk_ink ink = NK_INK_NETWORK; ink < NK_INK_COUNT; ink++)
        nk_buf_printf(&b, "    classDef %s stroke:%s,color:%s\n", nk_ink_class(ink),
                      nk_ink_color(ink), nk_ink_color(ink));
    nk_buf_release(&safe);
    bool good = send(&b, out);
    for (size_t i = 0; i < g->node_count && good; i++) {
        mermaid_node(&b, g, i);
        good = send(&b, out);
    }
    for (size_t i = 0; i < g->edge_count && good; i++) {
        mermaid_edge(&b, g, &g->edges[i]);
        good = send(&b, out);
    }
    return finish(&b, err);
}
