#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/columns.h"
#include "draw/graph.h"
#include "draw/graph_layout.h"

enum {
    CHARACTER = NK_SVG_COLUMN,
    LINE = NK_SVG_LINE,
    PAD = 8,  /* between the text of a node and its frame */
    GAP = 14, /* between nodes of a layer */
    PORT = 9, /* between edges at a node; with labels it is a line */
    MARGIN = 10,
    ROAD = 70, /* between layers, besides the labels of edges */
    LEAD = 10, /* what is seen of an edge before its label */
    SENT = 32 * 1024,
};

struct picture {
    const struct nk_graph *g;     /* what is drawn */
    const struct nk_graph *whole; /* what it is of */
    struct nk_graph_layout l;
    size_t *x, *width; /* of the layers */
    size_t *road;      /* behind each layer, where its edges lead level and have their labels */
    double *halves;    /* of the heights of the nodes */
    double *above;     /* room over each node, for edges to itself */
    struct nk_out *out;
    struct nk_buf b;
};

static const char style[] =
    "<style>.b{fill:#fff;stroke:#888}.b.t{stroke:#222;stroke-width:3}"
    ".e{fill:none;stroke:#888}.a{fill:#888}</style>\n"
    "<style>@media (prefers-color-scheme:dark){.b{fill:#16181c}.b.t{stroke:#ddd}}</style>\n"
    "<defs><marker id=\"a\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"9\" "
    "markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
    "<path class=\"a\" d=\"M0 0L10 5L0 10z\"/></marker></defs>\n";

/* ---- sizes --------------------------------------------------------------- */

/* The columns that a line takes; a long one is cut. */
static size_t columns_of(const char *text, size_t len)
{
    size_t n = nk_text_columns(text, len);
    return n < NK_GRAPH_LABEL_MAX ? n : NK_GRAPH_LABEL_MAX;
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
        size_t n = columns_of(text, (size_t)(stop - text));
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
    p->road = calloc(l->layers + 1, sizeof *p->road);
    bool good = p->x != NULL && p->width != NULL && p->road != NULL;
    for (size_t i = 0; i < p->g->node_count && good; i++) {
        size_t width = width_of(p->g, i), *most = &p->width[l->slots[i].layer];
        *most = width > *most ? width : *most;
    }
    for (size_t i = 0; i < p->g->edge_count && good; i++) {
        const struct nk_graph_edge *e = &p->g->edges[i];
        size_t wide = CHARACTER * columns_of(p->g->texts.data + e->label, e->label_len);
        bool loop = l->first[i] == l->first[i + 1];
        size_t layer = l->slots[loop ? e->from : labelled(l, i)->left].layer;
        size_t *most = loop ? &p->width[layer] : &p->road[layer];
        wide += loop || wide == 0 ? 0 : LEAD;
        *most = wide > *most ? wide : *most;
    }
    size_t x = MARGIN;
    for (size_t i = 0; i <= l->layers && good; i++) { /* the last: where the picture ends */
        p->x[i] = x;
        x += p->width[i] + p->road[i] + ROAD;
    }
    return good;
}

/* ---- drawing ------------------------------------------------------------- */

/* A line as a text of its own at the left end and the top of it. */
static void add_line(struct nk_buf *b, const char *class, long x, long y, const char *text,
                     size_t len)
{
    bool whole = nk_text_columns(text, len) <= NK_GRAPH_LABEL_MAX;
    const char *end = text + (whole ? len : nk_text_fit(text, len, NK_GRAPH_LABEL_MAX - 2));
    nk_svg_text(b, class, x, y, columns_of(text, len));
    while (text < end)
        nk_character_xml(b, nk_character_next(&text, end));
    nk_buf_add_text(b, whole ? "</text>\n" : "..</text>\n");
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
    long first = top + (high - (long)lines * LINE) / 2;
    for (long y = first; text < end; y += LINE) {
        const char *stop = line_end(text, end);
        add_line(&p->b, nk_ink_class(n->ink), (long)x + PAD, y, text, (size_t)(stop - text));
        text = stop < end ? stop + 1 : end;
    }
}

/* The ends of a piece, and where it begins to bend. What passes through a layer passes through all
 * of its width. */
struct ends {
    long left_x, left_y, bend_x, right_x, right_y;
};

static struct ends ends_of(const struct picture *p, const struct nk_graph_piece *piece)
{
    const struct nk_graph_slot *left = &p->l.slots[piece->left], *right = &p->l.slots[piece->right];
    size_t width =
        piece->left < p->g->node_count ? width_of(p->g, piece->left) : p->width[left->layer];
    size_t x = p->x[left->layer];
    return (struct ends){(long)(x + width), MARGIN + round_off(left->y + (double)piece->left_port),
                         (long)(x + p->width[left->layer] + p->road[left->layer]),
                         (long)p->x[right->layer],
                         MARGIN + round_off(right->y + (double)piece->right_port)};
}

/* Level along the labels, then a curve that comes level; the way from left to right or back. */
static void draw_piece(struct picture *p, const struct nk_graph_piece *piece, bool reversed,
                       bool first)
{
    struct ends e = ends_of(p, piece);
    long middle = (e.bend_x + e.right_x) / 2;
    if (reversed)
        nk_buf_printf(&p->b, "%c%ld %ldC%ld %ld %ld %ld %ld %ldH%ld", first ? 'M' : 'L', e.right_x,
                      e.right_y, middle, e.right_y, middle, e.left_y, e.bend_x, e.left_y, e.left_x);
    else
        nk_buf_printf(&p->b, "%c%ld %ldH%ldC%ld %ld %ld %ld %ld %ld", first ? 'M' : 'L', e.left_x,
                      e.left_y, e.bend_x, middle, e.left_y, middle, e.right_y, e.right_x,
                      e.right_y);
}

/* Its left end stands at x, its middle at y; the edge does not show through. */
static void draw_label(struct picture *p, const struct nk_graph_edge *e, long x, long y)
{
    const char *text = p->g->texts.data + e->label;
    if (e->label_len == 0)
        return;
    nk_buf_printf(&p->b, "<rect class=\"g\" x=\"%ld\" y=\"%ld\" width=\"%zu\" height=\"%d\"/>\n",
                  x - 3, y - LINE / 2, CHARACTER * columns_of(text, e->label_len) + 6, LINE);
    add_line(&p->b, "d", x, y - LINE / 2, text, e->label_len);
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
    long wide = CHARACTER * (long)columns_of(p->g->texts.data + e->label, e->label_len);
    draw_label(p, e, wide < corner - x ? corner - wide : x, y - LINE - 5);
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
    draw_label(p, e, at.left_x + LEAD, at.left_y);
}

static void draw(struct picture *p, const char *title)
{
    size_t layers = p->l.layers, last = layers == 0 ? 0 : layers - 1;
    size_t width = p->x[last] + p->width[last] + 2 * MARGIN; /* a loop bulges */
    struct nk_buf words = {0};
    nk_graph_words(p->whole, &words);
    nk_svg_open(&p->b, width, (size_t)round_off(p->l.height) + 2 * MARGIN, title, &words);
    p->b.failed = p->b.failed || words.failed;
    nk_buf_release(&words);
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

/* ---- all of it, or its start ----------------------------------------------- */

static bool write_picture(const struct nk_graph *g, const struct nk_graph *whole,
                          struct nk_out *out, const char *title, struct nk_err *err)
{
    double *halves = calloc(g->node_count + 1, sizeof *halves);
    double *above = calloc(g->node_count + 1, sizeof *above);
    struct picture p = {.g = g, .whole = whole, .out = out, .halves = halves, .above = above};
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
    free(p.road);
    nk_buf_release(&p.b);
    return good || nk_err_memory(err);
}

/* The first nodes with the edges between them, and a node that says how many are left out. The
 * texts stay those of the whole, to which the last one is added. */
static bool cut(struct nk_graph *part, const struct nk_graph *g, struct nk_err *err)
{
    char note[64];
    int n = snprintf(note, sizeof note, "and %zu more", g->node_count - NK_GRAPH_SVG_MAX);
    *part = (struct nk_graph){.failed = g->failed};
    for (size_t i = 0; i < NK_GRAPH_SVG_MAX; i++) {
        const struct nk_graph_node *node = &g->nodes[i];
        const char *text = g->texts.data + node->label, *end = text + node->label_len;
        nk_graph_node(part, node->ink);
        while (text < end) {
            const char *stop = line_end(text, end);
            nk_graph_line(part, text, (size_t)(stop - text));
            text = stop < end ? stop + 1 : end;
        }
    }
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct nk_graph_edge *e = &g->edges[i];
        if (e->from >= NK_GRAPH_SVG_MAX || e->to >= NK_GRAPH_SVG_MAX)
            continue;
        nk_graph_edge(part, e->from, e->to, NULL);
        if (part->failed)
            break;
        struct nk_graph_edge *last = &part->edges[part->edge_count - 1];
        last->label = part->texts.len;
        last->label_len = e->label_len;
        nk_buf_add(&part->texts, g->texts.data + e->label, e->label_len);
    }
    nk_graph_node(part, NK_INK_DIM);
    nk_graph_line(part, note, (size_t)n);
    return (!part->failed && !part->texts.failed) || nk_err_memory(err);
}

bool nk_graph_svg(const struct nk_graph *g, struct nk_out *out, const char *title,
                  struct nk_err *err)
{
    struct nk_graph part = {0};
    if (g->failed || (g->node_count > 0 && g->node_count <= NK_GRAPH_SVG_MAX))
        return write_picture(g, g, out, title, err);
    bool good = true;
    if (g->node_count > 0) {
        good = cut(&part, g, err);
    } else {
        nk_graph_node(&part, NK_INK_DIM);
        nk_graph_line(&part, "nothing", strlen("nothing"));
    }
    good = good && write_picture(&part, g, out, title, err);
    nk_graph_release(&part);
    return good;
}
