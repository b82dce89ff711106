#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/trace.h"

/* As Linux 6.18 writes it, without the fields that all tracepoints have. */
static const char format[] =
    "name: inet_sock_set_state\nID: 2287\nformat:\n"
    "\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n\n"
    "\tfield:const void * skaddr;\toffset:8;\tsize:8;\tsigned:0;\n"
    "\tfield:int oldstate;\toffset:16;\tsize:4;\tsigned:1;\n"
    "\tfield:int newstate;\toffset:20;\tsize:4;\tsigned:1;\n"
    "\tfield:__u16 sport;\toffset:24;\tsize:2;\tsigned:0;\n"
    "\tfield:__u16 dport;\toffset:26;\tsize:2;\tsigned:0;\n"
    "\tfield:__u16 family;\toffset:28;\tsize:2;\tsigned:0;\n"
    "\tfield:__u16 protocol;\toffset:30;\tsize:2;\tsigned:0;\n"
    "\tfield:__u8 saddr[4];\toffset:32;\tsize:4;\tsigned:0;\n"
    "\tfield:__u8 daddr[4];\toffset:36;\tsize:4;\tsigned:0;\n"
    "\tfield:__u8 saddr_v6[16];\toffset:40;\tsize:16;\tsigned:0;\n"
    "\tfield:__u8 daddr_v6[16];\toffset:56;\tsize:16;\tsigned:0;\n\n"
    "print fmt: \"family=%s sport=%hu; offset:1; size:2;\"";

enum { EVENT = 72 };

/* ESTABLISHED to FIN-WAIT-1 of 10.0.0.1:80 and 10.0.0.2:40000, or of IPv6. */
static void make_event(uint8_t bytes[EVENT], uint16_t family)
{
    const int32_t states[2] = {1, 4};
    const uint16_t numbers[4] = {80, 40000, family, 6};
    memset(bytes, 0, EVENT);
    memcpy(bytes + 16, states, sizeof states);
    memcpy(bytes + 24, numbers, sizeof numbers);
    memcpy(bytes + 32, "\12\0\0\1\12\0\0\2", 8);
    memcpy(bytes + 40, "\x20\x01\x0d\xb8", 4);
    bytes[55] = 1;
    memcpy(bytes + 56, "\x20\x01\x0d\xb8", 4);
    bytes[71] = 2;
}

static void test_layout(void **state)
{
    struct nk_trace_layout l;
    struct nk_err err = {0};
    (void)state;
    assert_true(nk_trace_layout_read(&l, format, sizeof format - 1, &err));
    assert_int_equal(l.offsets[NK_TRACE_OLDSTATE], 16);
    assert_int_equal(l.offsets[NK_TRACE_SPORT], 24);
    assert_int_equal(l.offsets[NK_TRACE_SADDR], 32);
    assert_int_equal(l.offsets[NK_TRACE_SADDR_V6], 40);
    assert_int_equal(l.offsets[NK_TRACE_DADDR_V6], 56);
    assert_false(nk_trace_layout_read(&l, format, sizeof format / 2, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_non_null(strstr(err.text, "has no field"));
    assert_false(nk_trace_layout_read(&l, "", 0, &err));
}

/* A field of another size is none that we could read. */
static void test_other_size(void **state)
{
    char text[sizeof format];
    struct nk_trace_layout l;
    struct nk_err err = {0};
    (void)state;
    strcpy(text, format);
    *strchr(strstr(text, "protocol;"), '2') = '1';
    char *size = strstr(strstr(text, "protocol;"), "size:");
    size[5] = '1';
    assert_false(nk_trace_layout_read(&l, text, strlen(text), &err));
    assert_non_null(strstr(err.text, "protocol"));
}

static void test_event(void **state)
{
    struct nk_trace_layout l;
    struct nk_trace_event e;
    uint8_t bytes[EVENT];
    char text[NK_ADDR_TEXT_MAX];
    (void)state;
    assert_true(nk_trace_layout_read(&l, format, sizeof format - 1, NULL));
    for (int i = 0; i < 2; i++) {
        make_event(bytes, i == 0 ? 2 : 10);
        assert_true(nk_trace_event_read(&l, bytes, sizeof bytes, &e));
        assert_int_equal(e.old, NK_TCP_ESTABLISHED);
        assert_int_equal(e.state, NK_TCP_FIN_WAIT_1);
        assert_int_equal(e.local_port, 80);
        assert_int_equal(e.peer_port, 40000);
        nk_addr_format(&e.local, text);
        assert_string_equal(text, i == 0 ? "10.0.0.1" : "2001:db8::1");
        nk_addr_format(&e.peer, text);
        assert_string_equal(text, i == 0 ? "10.0.0.2" : "2001:db8::2");
    }
    for (size_t len = 0; len < sizeof bytes; len++)
        assert_false(nk_trace_event_read(&l, bytes, len, &e));
    make_event(bytes, 1); /* another family */
    assert_false(nk_trace_event_read(&l, bytes, sizeof bytes, &e));
    make_event(bytes, 2);
    bytes[30] = 132; /* SCTP */
    assert_false(nk_trace_event_read(&l, bytes, sizeof bytes, &e));
    make_event(bytes, 2);
    bytes[16] = 99; /* no state that we know */
    assert_false(nk_trace_event_read(&l, bytes, sizeof bytes, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_other_size),
        cmocka_unit_test(test_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
