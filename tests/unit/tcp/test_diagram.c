/* The diagram against the rows that it is made from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/diagram.h"

/* The text of a canvas in ASCII. */
static void draw(const struct nk_tcp_machine *m, enum nk_tcp_state marked, struct nk_buf *text)
{
    struct nk_canvas c;
    nk_canvas_init(&c, NK_TCP_DIAGRAM_COLUMNS);
    nk_tcp_diagram_draw(&c, m, marked);
    assert_false(c.failed);
    for (size_t row = 0; row < c.rows; row++) {
        for (unsigned i = 0; i < c.columns; i++)
            nk_buf_add_byte(text,
                            (char)nk_character_ascii(c.cells[row * c.columns + i] & 0xffffff));
        nk_buf_add_byte(text, '\n');
    }
    nk_buf_add_byte(text, '\0');
    assert_false(text->failed);
    nk_canvas_release(&c);
}

static unsigned count(const char *text, const char *what)
{
    unsigned n = 0;
    for (; (text = strstr(text, what)) != NULL; text++)
        n++;
    return n;
}

/* Figure 5 of RFC 9293, edge by edge. */
static void test_edges_of_the_figure(void **state)
{
    static const struct {
        enum nk_tcp_state from, to;
        const char *label;
    } edges[] = {
        {NK_TCP_CLOSED, NK_TCP_LISTEN, "passive OPEN"},
        {NK_TCP_LISTEN, NK_TCP_CLOSED, "CLOSE"},
        {NK_TCP_CLOSED, NK_TCP_SYN_SENT, "active OPEN / snd SYN"},
        {NK_TCP_SYN_SENT, NK_TCP_CLOSED, "CLOSE"},
        {NK_TCP_LISTEN, NK_TCP_SYN_RECEIVED, "rcv SYN / snd SYN,ACK"},
        {NK_TCP_LISTEN, NK_TCP_SYN_SENT, "SEND / snd SYN"},
        {NK_TCP_SYN_RECEIVED, NK_TCP_LISTEN, "rcv RST"},
        {NK_TCP_SYN_SENT, NK_TCP_SYN_RECEIVED, "rcv SYN / snd SYN,ACK"},
        {NK_TCP_SYN_RECEIVED, NK_TCP_ESTABLISHED, "rcv ACK of SYN"},
        {NK_TCP_SYN_SENT, NK_TCP_ESTABLISHED, "rcv SYN,ACK / snd ACK"},
        {NK_TCP_SYN_RECEIVED, NK_TCP_FIN_WAIT_1, "CLOSE / snd FIN,ACK"},
        {NK_TCP_ESTABLISHED, NK_TCP_FIN_WAIT_1, "CLOSE / snd FIN,ACK"},
        {NK_TCP_ESTABLISHED, NK_TCP_CLOSE_WAIT, "rcv FIN / snd ACK"},
        {NK_TCP_FIN_WAIT_1, NK_TCP_FIN_WAIT_2, "rcv ACK of FIN"},
        {NK_TCP_FIN_WAIT_1, NK_TCP_CLOSING, "rcv FIN / snd ACK"},
        {NK_TCP_CLOSE_WAIT, NK_TCP_LAST_ACK, "CLOSE / snd FIN,ACK"},
        {NK_TCP_FIN_WAIT_2, NK_TCP_TIME_WAIT, "rcv FIN / snd ACK"},
        {NK_TCP_CLOSING, NK_TCP_TIME_WAIT, "rcv ACK of FIN"},
        {NK_TCP_LAST_ACK, NK_TCP_CLOSED, "rcv ACK of FIN"},
        {NK_TCP_TIME_WAIT, NK_TCP_CLOSED, "2MSL timeout"},
    };
    struct nk_tcp_machine m;
    char label[NK_TCP_LABEL_MAX];
    (void)state;
    nk_tcp_machine_init(&m, NULL);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        unsigned found = 0;
        for (unsigned e = 0; e < NK_TCP_EVENTS; e++) {
            size_t n;
            const struct nk_tcp_row *const *rows =
                nk_tcp_machine_rows(&m, edges[i].from, (enum nk_tcp_event)e, &n);
            for (size_t r = 0; r < n; r++)
                found +=
                    rows[r]->next == edges[i].to && nk_tcp_row_is_drawn(edges[i].from, rows[r]) &&
                    strcmp(nk_tcp_row_label(edges[i].from, rows[r], label), edges[i].label) == 0;
        }
        if (found != 1)
            fail_msg("%s to %s: %u", nk_tcp_state_name(edges[i].from),
                     nk_tcp_state_name(edges[i].to), found);
    }
}

/* No line is cut by another one, no label by a frame: each arrow and each text is whole. */
static void test_picture_is_whole(void **state)
{
    static const char *const texts[] = {
        "passive OPEN |", "rcv SYN / snd SYN,ACK ",  "active OPEN, SEND ", "rcv RST, rcv SYN ",
        "/ snd SYN ",     "rcv SYN,ACK / snd ACK |", "2MSL timeout",       "| rcv ACK of FIN"};
    struct nk_tcp_machine m;
    (void)state;
    nk_tcp_machine_init(&m, NULL);
    for (unsigned marked = 0; marked <= NK_TCP_STATES; marked++) {
        struct nk_buf text = {0};
        draw(&m, (enum nk_tcp_state)marked, &text);
        *strstr(text.data, "Without a line") = '\0';
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            if (strstr(text.data, texts[i]) == NULL)
                fail_msg("%s", texts[i]);
        for (unsigned s = 0; s < NK_TCP_STATES; s++)
            assert_int_equal(count(text.data, nk_tcp_state_name((enum nk_tcp_state)s)),
                             s == NK_TCP_CLOSED ? 2 : 1);
        assert_true(marked == NK_TCP_STATES || count(text.data, "===") > 0);
        nk_buf_release(&text);
    }
}

/* What a profile does not have is not drawn, what it has beyond is told. */
static void test_profile_decides(void **state)
{
    struct nk_tcp_machine m;
    struct nk_buf text = {0};
    struct nk_graph g = {0};
    (void)state;
    nk_tcp_machine_init(&m, nk_tcp_profile_find("linux", 5));
    draw(&m, NK_TCP_STATES, &text);
    assert_null(strstr(text.data, "SEND"));
    assert_non_null(strstr(text.data, "rcv new SYN             TIME-WAIT -> SYN-RECEIVED"));
    nk_buf_release(&text);
    nk_tcp_diagram_graph(&g, &m, NK_TCP_LISTEN);
    assert_int_equal(g.node_count, NK_TCP_STATES);
    assert_int_equal(g.edge_count, 19);
    assert_int_equal(g.nodes[NK_TCP_LISTEN].ink, NK_INK_STRONG);
    nk_graph_release(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges_of_the_figure),
        cmocka_unit_test(test_picture_is_whole),
        cmocka_unit_test(test_profile_decides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
