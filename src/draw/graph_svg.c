#include <stdlib.h>
#include <string.h>

#include "draw/graph.h"
#include "draw/graph_layout.h"

enum {
    CHARACTER = 9, /* of 15 pixels, monospace */
    LINE = 20,
    PAD = 8,  /* between the text of a node and its frame */
    GAP = 14, /* between nodes of a layer */
    PORT = 9, /* between edges at a node; with labels it is a line */
    MARGIN = 10,
    ROAD = 70, /* between layers, besides the labels of edges */
    SENT = 32 * 1024,
};

struct picture {
    const struct nk_graph *g;
    struct nk_graph_layout l;
    size_t *x, *width; /* of the layers */
    double *halves;    /* of the heights of the nodes */
    double *above;     /* room over each node, for edges to itself */
    struct nk_out *out;
    struct nk_buf b;
};

static const char style[] =
    "<style>.b{fill:#fff;stroke:#888}.b.t{stroke:#222;stroke-width:3}"
    ".e{fill:none;stroke:#888}.a{fill:#888}"
    ".l{text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:5px}</style>\n"
    "<style>@media (prefers-color-scheme:dark){.b{fill:#16181c}.b.t{stroke:#ddd}"
    ".l{stroke:#16181c}}</style>\n"
    "<defs><marker id=\"a\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"9\" "
    "markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
    "<path class=\"a\" d=\"M0 0L10 5L0 10z\"/></marker></defs>\n";

/* ---- sizes --------------------------------------------------------------- */

static size_t characters(const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

static const char *line_end(const char *text, const char *end)
{
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    return stop == NULL ? end : stop;
}

/* Lines and the longest of them; an empty label has one line of one character. */
static void measure(const struct nk_graph *g, size_t node, size_t *lines, size_t *longest)
{
    const char *text = g->texts.data + g->nodes[node].label, *end = text + g->nodes[node].label_len;
    *lines = *longest = 1;
    for (;; ++*lines) {
        const char *stop = line_end(text, end);
        size_t n = characters(text, (size_t)(stop - text));
        *longest = n > *longest ? n : *longest;
        if (stop == end)
            return;
        text = stop + 1;
    }
}

/* How high the nodes are, with room above them for loops; returns how far apart edges are. */
static double set_heights(struct picture *p)
{
    double port = PORT;
    for (size_t i = 0; i < p->g->edge_count; i++) {
        const struct nk_graph_edge *e = &p->g->edges[i];
        port = e->label_len > 0 ? LINE : port;
        if (e->from == e->to && p->above[e->from] < 2 * LINE)
            p->above[e->from] = e->label_len > 0 ? 2 * LINE : LINE;
    }
    for (size_t i = 0; i < p->g->node_count; i++) {
        size_t lines, longest;
        measure(p->g, i, &lines, &longest);
        p->halves[i] = (double)(lines * LINE + PAD) / 2 + p->above[i];
    }
    return port;
}

static size_t width_of(const struct nk_graph *g, size_t node)
{
    size_t lines, longest;
    measure(g, node, &lines, &longest);
    return longest * CHARACTER + 2 * PAD;
}

/* The piece that has the label of an edge: that beside the node which it leaves. */
static const struct nk_graph_piece *labelled(const struct nk_graph_layout *l, size_t edge)
{
    return &l->pieces[l->reversed[edge] ? l->first[edge + 1] - 1 : l->first[edge]];
}

/* Where the layers stand: as wide as their widest node, with room for the labels of edges. */
static bool set_columns(struct picture *p)
{
    const struct nk_graph_layout *l = &p->l;
    p->x = calloc(l->layers + 1, sizeof *p->x);
    p->width = calloc(l->layers + 1, sizeof *p->width);
    size_t *road = calloc(l->layers + 1, sizeof *road);
    bool good = p->x != NULL && p->width != NULL && road != NULL;
    for (size_t i = 0; i < p->g->node_count && good; i++) {
        size_t width = width_of(p->g, i), *most = &p->width[l->slots[i].layer];
        *most = width > *most ? width : *most;
    }
    for (size_t i = 0; i < p->g->edge_count && good; i++) {
        const struct nk_graph_edge *e = &p->g->edges[i];
        size_t wide = CHARACTER * characters(p->g->texts.data + e->label, e->label_len);
        bool loop = l->first[i] == l->first[i + 1];
        size_t layer = l->slots[loop ? e->from : labelled(l, i)->left].layer;
        size_t *most = loop ? &p->width[layer] : &road[layer];
        *most = wide > *most ? wide : *most;
    }
    size_t x = MARGIN;
    for (size_t i = 0; i <= l->layers && good; i++) { /* the last: where the picture ends */
        p->x[i] = x;
        x += p->width[i] + road[i] + ROAD;
    }
    free(road);
    return good;
}

/* ---- drawing ------------------------------------------------------------- */

static void add_line(struct nk_buf *b, const char *text, const char *end)
{
    while (text < end)
        nk_character_xml(b, nk_character_next(&text, end));
}

static long round_off(double x)
{
    return (long)(x + (x < 0 ? -0.5 : 0.5));
}

static void send_some(struct picture *p, size_t most)
{
    if (p->b.len <= most || p->b.failed)
        return;
    nk_out_write(p->out, p->b.data, p->b.len);
    nk_buf_clear(&p->b);
}

static void draw_node(struct picture *p, size_t node)
{
    const struct nk_graph_node *n = &p->g->nodes[node];
    const struct nk_graph_slot *s = &p->l.slots[node];
    size_t x = p->x[s->layer];
    double half = s->half - p->above[node];
    long top = MARGIN + round_off(s->y - half), high = round_off(2 * half);
    nk_buf_printf(&p->b, "<rect class=\"b%s\" x=\"%zu\" y=\"%ld\" width=\"%zu\" height=\"%ld\"/>\n",
                  n->ink == NK_INK_STRONG ? " t" : "", x, top, width_of(p->g, node), high);
    const char *text = p->g->texts.data + n->label, *end = text + n->label_len;
    size_t lines, longest;
    measure(p->g, node, &lines, &longest);
    long first = top + (high - (long)lines * LINE) / 2 + LINE - 5;
    for (long y = first; text < end; y += LINE) {
        const char *stop = line_end(text, end);
        nk_buf_printf(&p->b, "<text class=\"%s\" x=\"%zu\" y=\"%ld\">", nk_ink_class(n->ink),
                      x + PAD, y);
        add_line(&p->b, text, stop);
        nk_buf_add_text(&p->b, "</text>\n");
        text = stop < end ? stop + 1 : end;
    }
}

/* The ends of a piece. What passes through a layer passes through all of its width. */
struct ends {
    long left_x, left_y, right_x, right_y;
};

static struct ends ends_of(const struct picture *p, const struct nk_graph_piece *piece)
{
    const struct nk_graph_slot *left = &p->l.slots[piece->left], *right = &p->l.slots[piece->right];
    size_t width =
        piece->left < p->g->node_count ? width_of(p->g, piece->left) : p->width[left->layer];
    return (struct ends){
        (long)(p->x[left->layer] + width), MARGIN + round_off(left->y + (double)piece->left_port),
        (long)p->x[right->layer], MARGIN + round_off(right->y + (double)piece->right_port)};
}

/* A curve that leaves and comes level; the way from left to right or back. */
static void draw_piece(struct picture *p, const struct nk_graph_piece *piece, bool reversed,
                       bool first)
{
    struct ends e = ends_of(p, piece);
    if (reversed)
        e = (struct ends){e.right_x, e.right_y, e.left_x, e.left_y};
    long middle = (e.left_x + e.right_x) / 2;
    nk_buf_printf(&p->b, "%c%ld %ldC%ld %ld %ld %ld %ld %ld", first ? 'M' : 'L', e.left_x, e.left_y,
                  middle, e.left_y, middle, e.right_y, e.right_x, e.right_y);
}

static void draw_label(struct picture *p, const struct nk_graph_edge *e, long x, long y)
{
    const char *text = p->g->texts.data + e->label;
    if (e->label_len == 0)
        return;
    nk_buf_printf(&p->b, "<text class=\"d l\" x=\"%ld\" y=\"%ld\">", x, y);
    add_line(&p->b, text, text + e->label_len);
    nk_buf_add_text(&p->b, "</text>\n");
}

/* From a node to itself: over its right upper corner, the label above. */
static void draw_loop(struct picture *p, const struct nk_graph_edge *e)
{
    const struct nk_graph_slot *s = &p->l.slots[e->from];
    long x = (long)p->x[s->layer], corner = x + (long)width_of(p->g, e->from);
    long y = MARGIN + round_off(s->y - s->half + p->above[e->from]);
    nk_buf_printf(&p->b,
                  "<path class=\"e\" marker-end=\"url(#a)\" d=\"M%ld %ldc0 -22 40 -14 18 8\"/>\n",
                  corner - 18, y);
    long wide = CHARACTER * (long)characters(p->g->texts.data + e->label, e->label_len);
    draw_label(p, e, wide < corner - x ? corner - wide / 2 : x + wide / 2, y - LINE);
}

static void draw_edge(struct picture *p, size_t edge)
{
    const struct nk_graph_edge *e = &p->g->edges[edge];
    size_t from = p->l.first[edge], n = p->l.first[edge + 1] - from;
    bool reversed = p->l.reversed[edge];
    if (n == 0) {
        draw_loop(p, e);
        return;
    }
    nk_buf_add_text(&p->b, "<path class=\"e\" marker-end=\"url(#a)\" d=\"");
    for (size_t k = 0; k < n; k++)
        draw_piece(p, &p->l.pieces[reversed ? from + n - 1 - k : from + k], reversed, k == 0);
    nk_buf_add_text(&p->b, "\"/>\n");
    struct ends at = ends_of(p, labelled(&p->l, edge));
    draw_label(p, e, (at.left_x + at.right_x) / 2, (at.left_y + at.right_y) / 2 + 5);
}

static void draw(struct picture *p, const char *title)
{
    size_t layers = p->l.layers, last = layers == 0 ? 0 : layers - 1;
    size_t width = p->x[last] + p->width[last] + 2 * MARGIN; /* a loop bulges */
    nk_svg_open(&p->b, width, (size_t)round_off(p->l.height) + 2 * MARGIN, title);
    nk_buf_add_text(&p->b, style);
    for (size_t i = 0; i < p->g->edge_count && p->out->error == 0; i++) {
        draw_edge(p, i);
        send_some(p, SENT);
    }
    for (size_t i = 0; i < p->g->node_count && p->out->error == 0; i++) {
        draw_node(p, i);
        send_some(p, SENT);
    }
    nk_svg_close(&p->b);
    send_some(p, 0);
}

bool nk_graph_svg(const struct nk_graph *g, struct nk_out *out, const char *title,
                  struct nk_err *err)
{
    double *halves = calloc(g->node_count + 1, sizeof *halves);
    double *above = calloc(g->node_count + 1, sizeof *above);
    struct picture p = {.g = g, .out = out, .halves = halves, .above = above};
    bool good = false;
    if (halves != NULL && above != NULL && !g->failed) {
        double port = set_heights(&p);
        good = nk_graph_layout_build(&p.l, g, halves, GAP, port, err) && set_columns(&p);
    }
    if (good)
        draw(&p, title);
    good = good && !p.b.failed;
    nk_graph_layout_release(&p.l);
    free(halves);
    free(above);
    free(p.x);
    free(p.width);
    nk_buf_release(&p.b);
    return good || nk_err_memory(err);
}
