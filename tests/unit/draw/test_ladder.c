#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../capture.h"
#include "draw/ladder.h"

static const struct nk_rung handshake[] = {
    {.kind = NK_RUNG_STATES, .time = "0", .left = "CLOSED", .right = "LISTEN"},
    {NK_RUNG_RIGHTWARD, "0.010", "SYN-SENT", "SYN-RECEIVED", "SYN seq=1000", NULL, false},
    {NK_RUNG_LEFTWARD, "0.020", "ESTABLISHED", "SYN-RECEIVED", "SYN,ACK seq=5000 ack=1001", NULL,
     false},
    {NK_RUNG_RIGHTWARD, "0.030", "ESTABLISHED", "ESTABLISHED", "ACK seq=1001 ack=5001", NULL,
     false},
};

struct picture {
    struct capture to;
    struct nk_ladder ladder;
};

static void begin(struct picture *p, enum nk_ladder_form form, bool times, bool ascii)
{
    capture_init(&p->to);
    nk_ladder_init(&p->ladder, &p->to.out, form, times, "a walk");
    p->ladder.ascii = ascii;
    nk_ladder_begin(&p->ladder, "client", "server");
}

static void add_handshake(struct picture *p)
{
    for (size_t i = 0; i < sizeof handshake / sizeof *handshake; i++)
        nk_ladder_add(&p->ladder, &handshake[i]);
}

static void expect(struct picture *p, const char *expected)
{
    assert_true(nk_ladder_finish(&p->ladder, NULL));
    assert_string_equal(capture_take(&p->to), expected);
    capture_release(&p->to);
}

static void a_handshake_has_its_widths(void **state)
{
    (void)state;
    struct picture p;
    begin(&p, NK_LADDER_TEXT, false, true);
    add_handshake(&p);
    expect(&p, "client                                                       server\n"
               "CLOSED                                                       LISTEN\n"
               "SYN-SENT     ---- SYN seq=1000 -------------------------->   SYN-RECEIVED\n"
               "ESTABLISHED  <--- SYN,ACK seq=5000 ack=1001 --------------\n"
               "             ---- ACK seq=1001 ack=5001 ----------------->   ESTABLISHED\n");
}

static void times_stand_before(void **state)
{
    (void)state;
    struct picture p;
    begin(&p, NK_LADDER_TEXT, true, true);
    add_handshake(&p);
    expect(&p, "          client                                                   server\n"
               "0         CLOSED                                                   LISTEN\n"
               "0.010     SYN-SENT      ---- SYN seq=1000 ---------------------->  SYN-RECEIVED\n"
               "0.020     ESTABLISHED   <--- SYN,ACK seq=5000 ack=1001 ----------\n"
               "0.030                   ---- ACK seq=1001 ack=5001 ------------->  ESTABLISHED\n");
}

static void lines_are_drawn_where_there_is_more_than_ascii(void **state)
{
    (void)state;
    struct picture p;
    const struct nk_rung r = {.kind = NK_RUNG_LEFTWARD, .label = "ACK"};
    begin(&p, NK_LADDER_TEXT, false, false);
    nk_ladder_add(&p.ladder, &r);
    assert_true(nk_ladder_finish(&p.ladder, NULL));
    assert_non_null(strstr(capture_take(&p.to), "\xe2\x86\x90\xe2\x94\x80\xe2\x94\x80"
                                                "\xe2\x94\x80 ACK \xe2\x94\x80"));
    capture_release(&p.to);
}

static void what_is_lost_says_so(void **state)
{
    (void)state;
    struct picture p;
    struct nk_rung r = {.kind = NK_RUNG_RIGHTWARD, .label = "SYN seq=1", .lost = true};
    begin(&p, NK_LADDER_TEXT, false, true);
    nk_ladder_add(&p.ladder, &r);
    r.kind = NK_RUNG_LEFTWARD;
    nk_ladder_add(&p.ladder, &r);
    expect(&p, "client                                                       server\n"
               "             ---- SYN seq=1 ------------------------X lost\n"
               "             lost X--- SYN seq=1 -------------------------\n");
}

static void what_an_end_does_stands_beside_it(void **state)
{
    (void)state;
    struct picture p;
    const struct nk_rung left = {.kind = NK_RUNG_AT_LEFT, .left = "CLOSED", .label = "time is up"};
    const struct nk_rung right = {
        .kind = NK_RUNG_AT_RIGHT,
        .label = "a call that has more to tell than stands in one line here",
        .note = "a note that tells why, in as many words as it takes to pass the end of the line"};
    begin(&p, NK_LADDER_TEXT, false, true);
    nk_ladder_add(&p.ladder, &left);
    nk_ladder_add(&p.ladder, &right);
    expect(&p, "client                                                       server\n"
               "CLOSED       time is up\n"
               "               a call that has more to tell than stands in\n"
               "                                             one line here\n"
               "             a note that tells why, in as many words as it takes to pass the end\n"
               "             of the line\n");
}

static void a_long_label_goes_on_below(void **state)
{
    (void)state;
    struct picture p;
    struct nk_rung r = {.kind = NK_RUNG_RIGHTWARD,
                        .label = "PSH,ACK seq=4294967290 ack=4294967290 len=1460 win=65535"};
    begin(&p, NK_LADDER_TEXT, false, true);
    nk_ladder_add(&p.ladder, &r);
    r.label = "FIN,PSH,ACK seq=4294967290 ack=123456789"; /* just fits */
    nk_ladder_add(&p.ladder, &r);
    r.label = "0123456789012345678901234567890123456789012345678901234567890123456789";
    nk_ladder_add(&p.ladder, &r);
    expect(&p, "client                                                       server\n"
               "             ---- PSH,ACK seq=4294967290 ack=4294967290 ->\n"
               "                  len=1460 win=65535\n"
               "             - FIN,PSH,ACK seq=4294967290 ack=123456789 ->\n"
               "             ---- 0123456789012345678901234567890123456 ->\n"
               "                  789012345678901234567890123456789\n");
}

static void nothing_that_a_terminal_obeys_gets_through(void **state)
{
    (void)state;
    struct picture p;
    const struct nk_rung r = {
        .kind = NK_RUNG_RIGHTWARD, .left = "\033[2J", .label = "a\nb\xff", .note = "\x9b"};
    begin(&p, NK_LADDER_TEXT, false, true);
    nk_ladder_add(&p.ladder, &r);
    expect(&p, "client                                                       server\n"
               "?[2J         ---- a?b? ---------------------------------->\n"
               "             ?\n");
}

static void mermaid_is_a_sequence_diagram(void **state)
{
    (void)state;
    struct picture p;
    const struct nk_rung more[] = {
        {.kind = NK_RUNG_LEFTWARD, .label = "RST; #1", .lost = true},
        {.kind = NK_RUNG_AT_RIGHT, .label = "close", .right = "CLOSED", .note = "why\xff"},
    };
    begin(&p, NK_LADDER_MERMAID, false, false);
    nk_ladder_add(&p.ladder, &handshake[0]);
    nk_ladder_add(&p.ladder, &handshake[1]);
    nk_ladder_add(&p.ladder, &more[0]);
    nk_ladder_add(&p.ladder, &more[1]);
    expect(&p, "sequenceDiagram\n"
               "    accTitle: a walk\n"
               "    participant L as client\n"
               "    participant R as server\n"
               "    Note left of L: CLOSED\n"
               "    Note right of R: LISTEN\n"
               "    L->>R: SYN seq=1000\n"
               "    Note left of L: SYN-SENT\n"
               "    Note right of R: SYN-RECEIVED\n"
               "    R-xL: RST#59; #35;1 (lost)\n"
               "    Note over R: close\n"
               "    Note right of R: CLOSED\n"
               "    Note over L,R: why#63;\n");
}

static void svg_has_the_same_picture(void **state)
{
    (void)state;
    struct picture p;
    begin(&p, NK_LADDER_SVG, true, false);
    add_handshake(&p);
    assert_string_equal(capture_take(&p.to), ""); /* it is built first */
    assert_true(nk_ladder_finish(&p.ladder, NULL));
    const char *text = capture_take(&p.to);
    assert_ptr_equal(strstr(text, "<svg "), text);
    assert_non_null(strstr(text, "<title>a walk</title>"));
    assert_non_null(strstr(text, ">SYN-RECEIVED</text>"));
    assert_non_null(strstr(text, "SYN,ACK seq=5000 ack=1001"));
    capture_release(&p.to);
}

static void two_long_names_stand_below_one_another(void **state)
{
    (void)state;
    struct capture to;
    struct nk_ladder l;
    capture_init(&to);
    nk_ladder_init(&l, &to.out, NK_LADDER_TEXT, true, "t");
    nk_ladder_begin(&l, "[2001:db8:1234:1234:1234:1234:1234:1234]:45678",
                    "[2001:db8:abcd:abcd:abcd:abcd:abcd:abcd]:443");
    assert_true(nk_ladder_finish(&l, NULL));
    assert_string_equal(capture_take(&to),
                        "          [2001:db8:1234:1234:1234:1234:1234:1234]:45678\n"
                        "                                    "
                        "[2001:db8:abcd:abcd:abcd:abcd:abcd:abcd]:443\n");
    capture_release(&to);
}

static void nothing_known_takes_no_row(void **state)
{
    (void)state;
    struct picture p;
    const struct nk_rung r = {.kind = NK_RUNG_STATES};
    begin(&p, NK_LADDER_SVG, false, false);
    size_t rows = p.ladder.row;
    nk_ladder_add(&p.ladder, &r);
    assert_int_equal(p.ladder.row, rows);
    assert_true(nk_ladder_finish(&p.ladder, NULL));
    capture_release(&p.to);
}

static void an_svg_has_an_end(void **state)
{
    (void)state;
    struct picture p;
    const struct nk_rung r = {.kind = NK_RUNG_RIGHTWARD, .label = "ACK"};
    begin(&p, NK_LADDER_SVG, false, false);
    for (unsigned i = 0; i < NK_LADDER_ROWS_MAX + 10; i++)
        nk_ladder_add(&p.ladder, &r);
    assert_int_equal(p.ladder.canvas.rows, NK_LADDER_ROWS_MAX + 1);
    assert_true(nk_ladder_finish(&p.ladder, NULL));
    assert_non_null(strstr(capture_take(&p.to), "... and so on"));
    capture_release(&p.to);
}

static void memory_that_is_out_is_told(void **state)
{
    (void)state;
    struct picture p;
    struct nk_err err = {0};
    begin(&p, NK_LADDER_SVG, false, false);
    p.ladder.canvas.failed = true; /* as after an allocation that failed */
    add_handshake(&p);
    assert_false(nk_ladder_finish(&p.ladder, &err));
    assert_int_equal(err.code, NK_ERR_MEMORY);
    capture_release(&p.to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_handshake_has_its_widths),
        cmocka_unit_test(times_stand_before),
        cmocka_unit_test(lines_are_drawn_where_there_is_more_than_ascii),
        cmocka_unit_test(what_is_lost_says_so),
        cmocka_unit_test(what_an_end_does_stands_beside_it),
        cmocka_unit_test(a_long_label_goes_on_below),
        cmocka_unit_test(nothing_that_a_terminal_obeys_gets_through),
        cmocka_unit_test(mermaid_is_a_sequence_diagram),
        cmocka_unit_test(svg_has_the_same_picture),
        cmocka_unit_test(two_long_names_stand_below_one_another),
        cmocka_unit_test(nothing_known_takes_no_row),
        cmocka_unit_test(an_svg_has_an_end),
        cmocka_unit_test(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests_name("ladder", tests, NULL, NULL);
}
