#include "draw/graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/columns.h"
#include "base/escape.h"
#include "draw/graph_links.h"

void nk_graph_release(struct nk_graph *g)
{
    free(g->nodes);
    free(g->edges);
    nk_buf_release(&g->texts);
    *g = (struct nk_graph){0};
}

/* ---- nodes and edges ----------------------------------------------------- */

uint32_t nk_graph_node(struct nk_graph *g, enum nk_ink ink)
{
    void *nodes = g->nodes;
    g->failed = g->failed || g->node_count >= NK_GRAPH_NONE ||
                !nk_grow(&nodes, g->node_count, &g->node_room, sizeof *g->nodes);
    g->nodes = nodes;
    nk_buf_add_byte(&g->texts, '\0'); /* an empty text has memory too */
    g->failed = g->failed || g->texts.failed;
    if (g->failed)
        return NK_GRAPH_NONE;
    g->nodes[g->node_count] = (struct nk_graph_node){.label = g->texts.len, .ink = ink};
    return (uint32_t)g->node_count++;
}

void nk_graph_line(struct nk_graph *g, const char *text, size_t len)
{
    if (g->failed || g->node_count == 0)
        return;
    struct nk_graph_node *n = &g->nodes[g->node_count - 1];
    if (n->label_len == 0)
        n->label = g->texts.len;
    else
        nk_buf_add_byte(&g->texts, '\n');
    nk_escape_text(&g->texts, text, len);
    n->label_len = g->texts.len - n->label;
    g->failed = g->texts.failed;
}

void nk_graph_edge(struct nk_graph *g, uint32_t from, uint32_t to, const char *label)
{
    void *edges = g->edges;
    if (g->failed || from >= g->node_count || to >= g->node_count)
        return;
    if (g->edge_count == NK_GRAPH_NONE ||
        !nk_grow(&edges, g->edge_count, &g->edge_room, sizeof *g->edges)) {
        g->failed = true;
        return;
    }
    g->edges = edges;
    size_t start = g->texts.len;
    if (label != NULL)
        nk_escape_text(&g->texts, label, strlen(label));
    g->failed = g->texts.failed;
    g->edges[g->edge_count++] = (struct nk_graph_edge){from, to, start, g->texts.len - start};
}

/* ---- in words ------------------------------------------------------------ */

enum { WORDS_MAX = 2000 };

/* A label on one line. */
static void add_label(struct nk_buf *b, const struct nk_graph *g, size_t label, size_t len)
{
    const char *text = g->texts.data + label, *end = text + nk_text_fit(text, len, WORDS_MAX / 10);
    while (text < end) {
        if (*text == '\n') {
            nk_buf_add_text(b, ", ");
            text++;
        } else {
            nk_character_xml(b, nk_character_next(&text, end));
        }
    }
}

void nk_graph_words(const struct nk_graph *g, struct nk_buf *b)
{
    size_t i = 0;
    nk_buf_printf(b, "%zu node%s, %zu arrow%s\n", g->node_count, g->node_count == 1 ? "" : "s",
                  g->edge_count, g->edge_count == 1 ? "" : "s");
    for (; i < g->edge_count && b->len < WORDS_MAX; i++) {
        const struct nk_graph_edge *e = &g->edges[i];
        add_label(b, g, g->nodes[e->from].label, g->nodes[e->from].label_len);
        nk_buf_add_text(b, " to ");
        add_label(b, g, g->nodes[e->to].label, g->nodes[e->to].label_len);
        nk_buf_add_text(b, e->label_len > 0 ? ": " : "");
        add_label(b, g, e->label, e->label_len);
        nk_buf_add_byte(b, '\n');
    }
    for (size_t n = 0; n < g->node_count && g->edge_count == 0 && b->len < WORDS_MAX; n++) {
        add_label(b, g, g->nodes[n].label, g->nodes[n].label_len);
        nk_buf_add_byte(b, '\n');
    }
    if (i < g->edge_count)
        nk_buf_add_text(b, "and so on\n");
}

/* ---- edges by node ------------------------------------------------------- */

bool nk_graph_links_build(struct nk_graph_links *links, const struct nk_graph *g,
                          struct nk_err *err)
{
    *links = (struct nk_graph_links){0};
    if (g->failed)
        return nk_err_memory(err);
    links->first = calloc(g->node_count + 2, sizeof *links->first);
    links->into = calloc(g->node_count + 1, sizeof *links->into);
    links->edges = calloc(g->edge_count + 1, sizeof *links->edges);
    if (links->first == NULL || links->into == NULL || links->edges == NULL) {
        nk_graph_links_release(links);
        return nk_err_memory(err);
    }
    /* counted one further, so that the second pass leaves each start where it belongs */
    for (size_t i = 0; i < g->edge_count; i++) {
        links->first[g->edges[i].from + 2]++;
        links->into[g->edges[i].to] += g->edges[i].to != g->edges[i].from;
    }
    for (size_t n = 2; n < g->node_count + 2; n++)
        links->first[n] += links->first[n - 1];
    for (size_t i = 0; i < g->edge_count; i++)
        links->edges[links->first[g->edges[i].from + 1]++] = (uint32_t)i;
    return true;
}

void nk_graph_links_release(struct nk_graph_links *links)
{
    free(links->first);
    free(links->edges);
    free(links->into);
    *links = (struct nk_graph_links){0};
}
