#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../capture.h"
#include "draw/graph_layout.h"

enum { GAP = 14, PORT = 20, HALF = 14 };

static void build(struct nk_graph_layout *l, const struct nk_graph *g)
{
    struct nk_err err;
    double *halves = calloc(g->node_count + 1, sizeof *halves);
    assert_non_null(halves);
    for (size_t i = 0; i < g->node_count; i++)
        halves[i] = HALF;
    assert_true(nk_graph_layout_build(l, g, halves, GAP, PORT, &err));
    free(halves);
}

/* What holds for every layout: edges go to the right, piece by piece, nothing overlaps, and ends of
 * edges lie on the sides of their nodes. */
static void check(const struct nk_graph_layout *l, const struct nk_graph *g)
{
    for (size_t i = 0; i < g->edge_count; i++) {
        const struct nk_graph_edge *e = &g->edges[i];
        uint32_t at = l->reversed[i] ? e->to : e->from, end = l->reversed[i] ? e->from : e->to;
        for (size_t k = l->first[i]; k < l->first[i + 1]; k++) {
            const struct nk_graph_piece *p = &l->pieces[k];
            assert_int_equal(p->left, at);
            assert_true(l->slots[p->right].layer > l->slots[at].layer);
            assert_true(p->left_port <= (float)l->slots[at].half);
            assert_true(p->right_port >= -(float)l->slots[p->right].half);
            at = p->right;
        }
        assert_int_equal(at, end);
    }
    assert_int_equal(l->starts[l->layers], l->slot_count);
    for (size_t layer = 0; layer < l->layers; layer++) {
        assert_true(l->starts[layer] < l->starts[layer + 1]);
        for (size_t k = l->starts[layer]; k < l->starts[layer + 1]; k++) {
            const struct nk_graph_slot *s = &l->slots[l->order[k]];
            assert_int_equal(s->layer, layer);
            assert_true(s->y - s->half > -0.01 && s->y + s->half < l->height + 0.01);
            if (k > l->starts[layer]) {
                const struct nk_graph_slot *above = &l->slots[l->order[k - 1]];
                assert_true(s->y - above->y > above->half + GAP + s->half - 0.01);
            }
        }
    }
}

static size_t crossings(const struct nk_graph_layout *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->piece_count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct nk_graph_piece *a = &l->pieces[i], *b = &l->pieces[k];
            if (l->slots[a->left].layer == l->slots[b->left].layer)
                n += (l->slots[a->left].y - l->slots[b->left].y) *
                         (l->slots[a->right].y - l->slots[b->right].y) <
                     0;
        }
    return n;
}

static void trees_do_not_cross(void **state)
{
    (void)state;
    uint32_t seed = 3;
    for (uint32_t count = 1; count < 200; count += 33) {
        struct nk_graph g = {0};
        struct nk_graph_layout l;
        for (uint32_t i = 0; i < count; i++) {
            nk_graph_node(&g, NK_INK_PLAIN);
            seed = seed * 1664525 + 1013904223;
            if (i > 0)
                nk_graph_edge(&g, (seed >> 8) % i, i, NULL);
        }
        build(&l, &g);
        check(&l, &g);
        assert_int_equal(crossings(&l), 0);
        nk_graph_layout_release(&l);
        nk_graph_release(&g);
    }
}

static void a_parent_stands_beside_the_middle_of_its_children(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    struct nk_graph_layout l;
    for (uint32_t i = 0; i < 6; i++)
        nk_graph_node(&g, NK_INK_PLAIN);
    for (uint32_t i = 1; i < 6; i++)
        nk_graph_edge(&g, 0, i, NULL);
    build(&l, &g);
    assert_int_equal(l.layers, 2);
    double off = l.slots[0].y - l.slots[3].y;
    assert_true(off > -0.5 && off < 0.5);
    assert_true(l.slots[0].half >= 5 * PORT / 2.0 - 0.01); /* room for five ends */
    nk_graph_layout_release(&l);
    nk_graph_release(&g);
}

/* Circles, loops, edges that are there twice, long ones. */
static void any_graph_has_layers(void **state)
{
    (void)state;
    uint32_t seed = 11;
    for (uint32_t turn = 0; turn < 40; turn++) {
        struct nk_graph g = {0};
        struct nk_graph_layout l, again;
        uint32_t count = 1 + turn;
        for (uint32_t i = 0; i < count; i++)
            nk_graph_node(&g, NK_INK_PLAIN);
        for (uint32_t i = 0; i < 2 * turn; i++) {
            seed = seed * 1664525 + 1013904223;
            nk_graph_edge(&g, (seed >> 8) % count, (seed >> 20) % count, NULL);
        }
        build(&l, &g);
        check(&l, &g);
        build(&again, &g); /* the same graph is the same picture */
        assert_int_equal(l.slot_count, again.slot_count);
        for (size_t i = 0; i < l.slot_count; i++)
            assert_true(l.slots[i].y == again.slots[i].y);
        nk_graph_layout_release(&l);
        nk_graph_layout_release(&again);
        nk_graph_release(&g);
    }
}

static void a_circle_has_one_edge_back(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    struct nk_graph_layout l;
    for (uint32_t i = 0; i < 4; i++)
        nk_graph_node(&g, NK_INK_PLAIN);
    for (uint32_t i = 0; i < 4; i++)
        nk_graph_edge(&g, i, (i + 1) % 4, NULL);
    nk_graph_edge(&g, 2, 2, NULL);
    build(&l, &g);
    check(&l, &g);
    assert_int_equal(l.layers, 4);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(l.reversed[i], i == 3);
    assert_int_equal(l.first[4] - l.first[3], 3); /* through two layers */
    assert_int_equal(l.first[5] - l.first[4], 0); /* a loop has no piece */
    nk_graph_layout_release(&l);
    nk_graph_release(&g);
}

/* A chain with an edge from each node to the last would need a slot for each pair. */
static void memory_stays_linear(void **state)
{
    (void)state;
    enum { COUNT = 2000 };
    struct nk_graph g = {0};
    struct nk_graph_layout l;
    for (uint32_t i = 0; i < COUNT; i++)
        nk_graph_node(&g, NK_INK_PLAIN);
    for (uint32_t i = 0; i + 1 < COUNT; i++) {
        nk_graph_edge(&g, i, i + 1, NULL);
        nk_graph_edge(&g, i, COUNT - 1, NULL);
    }
    build(&l, &g);
    check(&l, &g);
    assert_true(l.slot_count < 20 * COUNT);
    nk_graph_layout_release(&l);
    nk_graph_release(&g);
}

static void hostile_labels_are_only_text(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    struct capture c;
    struct nk_err err;
    static const char evil[] = "</text><script>x()</script>&\"\x1b";
    for (int i = 0; i < 2; i++) {
        nk_graph_node(&g, i == 0 ? NK_INK_STRONG : NK_INK_HOST);
        nk_graph_line(&g, evil, sizeof evil - 1);
        nk_graph_line(&g, "caf\xc3\xa9", 5);
    }
    nk_graph_edge(&g, 0, 1, evil);
    nk_graph_edge(&g, 1, 0, "back");
    nk_graph_edge(&g, 1, 1, "loop");
    nk_graph_edge(&g, 0, 0, NULL);
    capture_init(&c);
    assert_true(nk_graph_svg(&g, &c.out, evil, &err));
    const char *svg = capture_take(&c);
    assert_null(strstr(svg, "<script"));
    assert_null(strchr(svg, '\x1b'));
    assert_non_null(strstr(svg, "<title>&lt;/text&gt;&lt;script&gt;x()&lt;/script&gt;&amp;"));
    assert_non_null(
        strstr(svg, ">&lt;/text&gt;&lt;script&gt;x()&lt;/script&gt;&amp;&quot;\\x1b</text>"));
    assert_non_null(strstr(svg, ">caf\xc3\xa9</text>"));
    assert_non_null(strstr(svg, ">loop</text>"));
    /* each tag that is opened is closed */
    size_t open = 0, closed = 0;
    for (const char *at = svg; (at = strchr(at, '<')) != NULL; at++) {
        const char *end = strchr(at, '>');
        assert_non_null(end);
        closed += at[1] == '/' || end[-1] == '/';
        open += at[1] != '/';
    }
    assert_int_equal(open, closed);
    capture_release(&c);
    nk_graph_release(&g);
}

/* 6000 nodes below one, of which not all are drawn, and that is said. */
static void an_svg_has_an_end(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    struct capture c;
    nk_graph_node(&g, NK_INK_PLAIN);
    for (uint32_t i = 1; i < 6000; i++) {
        nk_graph_node(&g, NK_INK_PLAIN);
        nk_graph_line(&g, "10.0.0.0/8", 10);
        nk_graph_edge(&g, 0, i, i == 7 ? "seventh" : NULL);
    }
    capture_init(&c);
    assert_true(nk_graph_svg(&g, &c.out, "t", NULL));
    const char *svg = capture_take(&c);
    assert_non_null(strstr(svg, "<desc>6000 nodes, 5999 arrows\n"));
    assert_non_null(strstr(svg, ">and 1000 more</text>"));
    assert_non_null(strstr(svg, ">seventh</text>"));
    size_t frames = 0, arrows = 0;
    for (const char *at = svg; (at = strstr(at, "<rect class=\"b")) != NULL; at++)
        frames++;
    for (const char *at = svg; (at = strstr(at, " marker-end=")) != NULL; at++)
        arrows++;
    assert_int_equal(frames, NK_GRAPH_SVG_MAX + 1);
    assert_int_equal(arrows, NK_GRAPH_SVG_MAX - 1);
    capture_release(&c);
    nk_graph_release(&g);
}

static void an_empty_svg_says_so(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    struct capture c;
    capture_init(&c);
    assert_true(nk_graph_svg(&g, &c.out, "t", NULL));
    assert_non_null(strstr(capture_take(&c), ">nothing</text>"));
    capture_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_svg_has_an_end),
        cmocka_unit_test(an_empty_svg_says_so),
        cmocka_unit_test(trees_do_not_cross),
        cmocka_unit_test(a_parent_stands_beside_the_middle_of_its_children),
        cmocka_unit_test(any_graph_has_layers),
        cmocka_unit_test(a_circle_has_one_edge_back),
        cmocka_unit_test(memory_stays_linear),
        cmocka_unit_test(hostile_labels_are_only_text),
    };
    return cmocka_run_group_tests_name("graph_layout", tests, NULL, NULL);
}
