#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../capture.h"
#include "base/columns.h"
#include "draw/graph.h"

static uint32_t add(struct nk_graph *g, const char *first, enum nk_ink ink, const char *second)
{
    uint32_t node = nk_graph_node(g, ink);
    nk_graph_line(g, first, strlen(first));
    if (second != NULL)
        nk_graph_line(g, second, strlen(second));
    return node;
}

/* The node whose label begins with that line. */
static uint32_t find(const struct nk_graph *g, const char *line)
{
    size_t len = strlen(line);
    for (uint32_t i = 0; i < g->node_count; i++) {
        const struct nk_graph_node *n = &g->nodes[i];
        const char *label = g->texts.data + n->label;
        if (n->label_len >= len && memcmp(label, line, len) == 0 &&
            (n->label_len == len || label[len] == '\n'))
            return i;
    }
    fail_msg("there is no node '%s'", line);
    return NK_GRAPH_NONE;
}

static void join(struct nk_graph *g, const char *from, const char *to, const char *label)
{
    nk_graph_edge(g, find(g, from), find(g, to), label);
}

static void expect_text(const struct nk_graph *g, bool ascii, bool color, const char *want)
{
    struct capture c;
    struct nk_err err;
    capture_init(&c);
    assert_true(nk_graph_text(g, &c.out, ascii, color, &err));
    assert_string_equal(capture_take(&c), want);
    capture_release(&c);
}

static void build_tree(struct nk_graph *g)
{
    *g = (struct nk_graph){0};
    add(g, "0.0.0.0/0", NK_INK_PLAIN, "via 192.0.2.1");
    add(g, "10.0.0.0/8", NK_INK_NETWORK, "office");
    add(g, "10.1.0.0/16", NK_INK_STRONG, NULL);
    add(g, "10.1.2.0/24", NK_INK_HOST, "caf\xc3\xa9");
    add(g, "10.2.0.0/16", NK_INK_PLAIN, NULL);
    add(g, "192.168.0.0/16", NK_INK_DIM, "last\x1b");
    add(g, "alone", NK_INK_PLAIN, NULL);
    join(g, "0.0.0.0/0", "10.0.0.0/8", "0");
    join(g, "10.0.0.0/8", "10.1.0.0/16", "0");
    join(g, "10.1.0.0/16", "10.1.2.0/24", NULL);
    join(g, "10.0.0.0/8", "10.2.0.0/16", "1");
    join(g, "0.0.0.0/0", "192.168.0.0/16", "1");
}

static void a_forest_is_an_indented_tree(void **state)
{
    (void)state;
    struct nk_graph g;
    build_tree(&g);
    expect_text(&g, false, false,
                "0.0.0.0/0\n"
                "│   via 192.0.2.1\n"
                "├── 0: 10.0.0.0/8\n"
                "│   │   office\n"
                "│   ├── 0: 10.1.0.0/16\n"
                "│   │   └── 10.1.2.0/24\n"
                "│   │           caf\xc3\xa9\n"
                "│   └── 1: 10.2.0.0/16\n"
                "└── 1: 192.168.0.0/16\n"
                "        last\\x1b\n"
                "alone\n");
    expect_text(&g, true, false,
                "0.0.0.0/0\n"
                "|   via 192.0.2.1\n"
                "|-- 0: 10.0.0.0/8\n"
                "|   |   office\n"
                "|   |-- 0: 10.1.0.0/16\n"
                "|   |   `-- 10.1.2.0/24\n"
                "|   |           caf?\n"
                "|   `-- 1: 10.2.0.0/16\n"
                "`-- 1: 192.168.0.0/16\n"
                "        last\\x1b\n"
                "alone\n");
    nk_graph_release(&g);
}

static void colours_end_where_the_label_ends(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    add(&g, "a", NK_INK_STRONG, NULL);
    add(&g, "b", NK_INK_PLAIN, NULL);
    join(&g, "a", "b", NULL);
    expect_text(&g, true, true,
                "\033[0;2m\033[0m\033[0;1ma\033[0m\n\033[0;2m`-- \033[0m\033[0mb\033[0m\n");
    nk_graph_release(&g);
}

/* A chain of so many nodes, "0" to "n"; returns the lines. */
static const char *draw_chain(struct capture *c, unsigned count, bool ascii, const char *tail)
{
    struct nk_graph g = {0};
    char text[128];
    for (unsigned i = 0; i < count; i++) {
        snprintf(text, sizeof text, "%u%s", i, tail);
        uint32_t node = add(&g, text, NK_INK_PLAIN, NULL);
        if (i > 0)
            nk_graph_edge(&g, node - 1, node, NULL);
    }
    capture_init(c);
    assert_true(nk_graph_text(&g, &c->out, ascii, false, NULL));
    nk_graph_release(&g);
    return capture_take(c);
}

static void a_deep_tree_fits(void **state)
{
    (void)state;
    struct capture c;
    assert_non_null(strstr(draw_chain(&c, 19, true, ""), "\n    `-- 2\n"));
    capture_release(&c);
    assert_non_null(strstr(draw_chain(&c, 22, true, ""), "\n  `-2\n    `-3\n"));
    capture_release(&c);
    const char *text =
        draw_chain(&c, 200, false, " and so much text that no line has room for all of it beside");
    assert_non_null(strstr(text, "\n  \xe2\x94\x94"
                                 "3 and"));
    assert_non_null(strstr(text, "\xe2\x94\x94(37) 37 and so much text that"));
    assert_non_null(strstr(text, "\xe2\x94\x94(199) 199 and"));
    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, "\n");
        assert_in_range(nk_text_columns(at, len), 1, NK_GRAPH_TEXT_COLUMNS);
        at += len + (at[len] == '\n');
    }
    capture_release(&c);
}

static void any_graph_ends(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    add(&g, "a", NK_INK_PLAIN, "first");
    add(&g, "b", NK_INK_PLAIN, NULL);
    add(&g, "c", NK_INK_PLAIN, NULL);
    join(&g, "a", "b", NULL);
    join(&g, "b", "c", NULL);
    join(&g, "c", "a", "back");
    join(&g, "a", "c", NULL);
    join(&g, "c", "c", "loop");
    expect_text(&g, true, false,
                "a\n"
                "|   first\n"
                "|-- b\n"
                "|   `-- c\n"
                "|       |-- back: a (above)\n"
                "|       `-- loop: c (above)\n"
                "`-- c (above)\n");
    nk_graph_release(&g);
}

static void nodes_have_numbers(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    nk_graph_line(&g, "nowhere", 7); /* to no node: dropped */
    for (uint32_t i = 0; i < 5000; i++)
        assert_int_equal(nk_graph_node(&g, NK_INK_PLAIN), i);
    nk_graph_edge(&g, 1, 5000, "to nothing"); /* dropped too */
    nk_graph_edge(&g, NK_GRAPH_NONE, 1, NULL);
    assert_int_equal(g.edge_count, 0);
    assert_false(g.failed);
    nk_graph_release(&g);
}

static void dot_is_quoted(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    struct capture c;
    struct nk_err err;
    add(&g, "a \"b\" \\N \\", NK_INK_NETWORK, "<b>&lt;</b>\x01");
    add(&g, "strong", NK_INK_STRONG, NULL);
    nk_graph_node(&g, NK_INK_PLAIN);
    join(&g, "a \"b\" \\N \\", "strong", "\"];\nx [label=\"");
    nk_graph_edge(&g, 1, 2, NULL);
    capture_init(&c);
    assert_true(nk_graph_dot(&g, &c.out, "a \"title\" \x02", &err));
    assert_string_equal(
        capture_take(&c),
        "digraph netkit {\n"
        "    graph [rankdir=LR, labelloc=t, fontname=monospace, label=\"a \\\"title\\\" ?\"];\n"
        "    node [shape=box, fontname=monospace];\n"
        "    edge [fontname=monospace];\n"
        "    n0 [label=\"a \\\"b\\\" \\\\N \\\\\\n<b>&amp;lt;</b>\\\\x01\", color=\"#06639b\", "
        "fontcolor=\"#06639b\"];\n"
        "    n1 [label=\"strong\", style=bold];\n"
        "    n2 [label=\"\"];\n"
        "    n0 -> n1 [label=\"\\\"];\\\\x0ax [label=\\\"\"];\n"
        "    n1 -> n2;\n"
        "}\n");
    capture_release(&c);
    nk_graph_release(&g);
}

static void mermaid_is_quoted(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    struct capture c;
    struct nk_err err;
    add(&g, "a\"]; %%{init}%% `x` #1", NK_INK_HOST, "1. <br> caf\xc3\xa9");
    add(&g, "10.0.0.0/8 direction LR", NK_INK_PLAIN, NULL);
    nk_graph_node(&g, NK_INK_STRONG);
    nk_graph_edge(&g, 0, 1, "a|b");
    nk_graph_edge(&g, 1, 2, NULL);
    capture_init(&c);
    assert_true(nk_graph_mermaid(&g, &c.out, "title; #1", &err));
    assert_string_equal(capture_take(&c),
                        "flowchart LR\n"
                        "    accTitle: title#59; #35;1\n"
                        "    classDef s stroke-width:3px\n"
                        "    classDef n stroke:#06639b,color:#06639b\n"
                        "    classDef h stroke:#a34a00,color:#a34a00\n"
                        "    classDef d stroke:#666666,color:#666666\n"
                        "    n0[\"a#34;#93;#59; #37;#37;#123;init#125;#37;#37; #96;x#96; #35;1<br/>"
                        "1#46; #60;br#62; caf\xc3\xa9\"]:::h\n"
                        "    n1[\"10.0.0.0/8 direction#32;LR\"]\n"
                        "    n2[\" \"]:::s\n"
                        "    n0 -->|\"a#124;b\"| n1\n"
                        "    n1 --> n2\n");
    capture_release(&c);
    nk_graph_release(&g);
}

static void nothing_is_drawn_of_nothing(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    struct capture c;
    struct nk_err err;
    expect_text(&g, false, false, "");
    capture_init(&c);
    assert_true(nk_graph_dot(&g, &c.out, "", &err));
    assert_non_null(strstr(capture_take(&c), "digraph netkit {\n"));
    assert_true(nk_graph_svg(&g, &c.out, "", &err));
    assert_non_null(strstr(capture_take(&c), "<title></title>"));
    capture_release(&c);
    nk_graph_release(&g);
}

/* What was lost on the way is told by every form. */
static void a_failure_stays(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    struct capture c;
    add(&g, "a", NK_INK_PLAIN, NULL);
    g.failed = true;
    assert_int_equal(nk_graph_node(&g, NK_INK_PLAIN), NK_GRAPH_NONE);
    nk_graph_line(&g, "x", 1);
    nk_graph_edge(&g, 0, 0, NULL);
    assert_int_equal(g.edge_count, 0);
    capture_init(&c);
    for (int form = 0; form < 4; form++) {
        struct nk_err err = {0};
        bool good = form == 0   ? nk_graph_text(&g, &c.out, false, false, &err)
                    : form == 1 ? nk_graph_dot(&g, &c.out, "", &err)
                    : form == 2 ? nk_graph_mermaid(&g, &c.out, "", &err)
                                : nk_graph_svg(&g, &c.out, "", &err);
        assert_false(good);
        assert_int_equal(err.code, NK_ERR_MEMORY);
        assert_string_equal(capture_take(&c), "");
    }
    capture_release(&c);
    nk_graph_release(&g);
}

/* Where nothing can be written all forms end soon, and the output tells it. */
static void a_full_disk_ends_the_drawing(void **state)
{
    (void)state;
    struct nk_graph g = {0};
    for (uint32_t i = 0; i < 100000; i++) {
        nk_graph_node(&g, NK_INK_PLAIN);
        nk_graph_line(&g, "a label", 7);
        nk_graph_edge(&g, i / 2, i, "x");
    }
    for (int form = 0; form < 4; form++) {
        struct nk_out out;
        struct nk_err err;
        int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
        nk_out_init(&out, fd, false);
        bool good = form == 0   ? nk_graph_text(&g, &out, false, false, &err)
                    : form == 1 ? nk_graph_dot(&g, &out, "", &err)
                    : form == 2 ? nk_graph_mermaid(&g, &out, "", &err)
                                : nk_graph_svg(&g, &out, "", &err);
        assert_true(good);
        assert_false(nk_out_finish(&out, &err));
        assert_int_equal(err.code, NK_ERR_SYSTEM);
        nk_out_release(&out);
        close(fd);
    }
    nk_graph_release(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_forest_is_an_indented_tree),
        cmocka_unit_test(colours_end_where_the_label_ends),
        cmocka_unit_test(a_deep_tree_fits),
        cmocka_unit_test(any_graph_ends),
        cmocka_unit_test(nodes_have_numbers),
        cmocka_unit_test(dot_is_quoted),
        cmocka_unit_test(mermaid_is_quoted),
        cmocka_unit_test(nothing_is_drawn_of_nothing),
        cmocka_unit_test(a_failure_stays),
        cmocka_unit_test(a_full_disk_ends_the_drawing),
    };
    return cmocka_run_group_tests_name("graph", tests, NULL, NULL);
}
