#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../packet/file.h"
#include "tcp/observe_read.h"

/* So many that a thread reads ahead, and that its ring goes round. */
enum { CONNECTIONS = 6000, SEGMENTS = 4, RAW = 101, UNKNOWN = 147 };

static const uint64_t secret[NK_FLOW_SECRET] = {0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9,
                                                0x94d049bb133111eb, 0x2545f4914f6cdd1d};

struct watch {
    struct nk_tcp_machine machine;
    struct nk_observer o;
    uint64_t last, told, stop_at;
    bool stop, in_order;
};

static void hear(void *closure, const struct nk_observer *o, const struct nk_observation *what)
{
    struct watch *w = closure;
    (void)o;
    w->in_order = w->in_order && what->segment->number > w->last;
    w->last = what->segment->number;
    w->told++;
    w->stop = w->stop || w->told == w->stop_at;
}

static void put_segment(struct file *f, unsigned i, unsigned step)
{
    static const uint8_t flags[SEGMENTS] = {NK_TCP_SYN, NK_TCP_SYN | NK_TCP_ACK, NK_TCP_ACK,
                                            NK_TCP_FIN | NK_TCP_ACK};
    bool back = step == 1;
    uint8_t b[40] = {0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2};
    uint32_t seq = back ? 900 : step == 0 ? 100 : 101, ack = back ? 101 : step == 0 ? 0 : 901;
    b[back ? 19 : 15] = 1;
    b[back ? 15 : 19] = 2;
    unsigned from = back ? 80 : 1024 + i, to = back ? 1024 + i : 80;
    const uint8_t header[20] = {(uint8_t)(from >> 8),
                                (uint8_t)from,
                                (uint8_t)(to >> 8),
                                (uint8_t)to,
                                0,
                                0,
                                (uint8_t)(seq >> 8),
                                (uint8_t)seq,
                                0,
                                0,
                                (uint8_t)(ack >> 8),
                                (uint8_t)ack,
                                0x50,
                                flags[step],
                                4,
                                0};
    memcpy(b + 20, header, sizeof header);
    put32(f, 1);
    put32(f, i);
    put32(f, sizeof b);
    put32(f, sizeof b);
    nk_buf_add(&f->bytes, (const char *)b, sizeof b);
}

static void make(struct file *f)
{
    put_header(f, 0xa1b2c3d4, 4, RAW);
    for (unsigned step = 0; step < SEGMENTS; step++)
        for (unsigned i = 0; i < CONNECTIONS; i++)
            put_segment(f, i, step);
    assert_false(f->bytes.failed);
}

static struct watch *watch(const char *data, size_t len, bool at_once, uint64_t stop_at,
                           struct nk_observe_packets *packets, struct nk_err *err)
{
    struct watch *w = calloc(1, sizeof *w);
    struct nk_capture c;
    int fd = file_descriptor(data, len);
    assert_non_null(w);
    *err = (struct nk_err){0};
    w->stop_at = stop_at;
    w->in_order = true;
    nk_tcp_machine_init(&w->machine, NULL);
    assert_true(nk_observer_init(&w->o, &w->machine, secret, NULL));
    w->o.tap = hear;
    w->o.closure = w;
    nk_capture_init(&c, fd, "x");
    assert_true(nk_observer_read(&w->o, &c, at_once, &w->stop, packets, err) ==
                (err->code == NK_ERR_NONE));
    nk_capture_release(&c);
    close(fd);
    return w;
}

static void leave(struct watch *w)
{
    nk_observer_release(&w->o);
    free(w);
}

static void a_thread_changes_nothing(void **state)
{
    (void)state;
    struct file f = {.big = false};
    struct nk_observe_packets packets;
    struct nk_err err;
    make(&f);
    struct watch *ahead = watch(f.bytes.data, f.bytes.len, false, 0, &packets, &err);
    assert_int_equal(packets.known, CONNECTIONS * SEGMENTS);
    assert_int_equal(packets.strange, 0);
    struct watch *single = watch(f.bytes.data, f.bytes.len, true, 0, &packets, &err);
    assert_int_equal(ahead->told, CONNECTIONS * SEGMENTS);
    assert_int_equal(single->told, ahead->told);
    assert_true(ahead->in_order && single->in_order);
    assert_int_equal(nk_observer_count(&ahead->o), CONNECTIONS);
    for (uint32_t i = 0; i < CONNECTIONS; i++)
        assert_memory_equal(nk_observer_at(&ahead->o, i), nk_observer_at(&single->o, i),
                            sizeof(struct nk_connection));
    leave(ahead);
    leave(single);
    nk_buf_release(&f.bytes);
}

/* Stopped at the first block, before the thread, in its midst, and at the very end. */
static void stops_when_told(void **state)
{
    (void)state;
    static const uint64_t stops[] = {1, 5000, 10000, CONNECTIONS * SEGMENTS};
    struct file f = {.big = true};
    struct nk_observe_packets packets;
    struct nk_err err;
    make(&f);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        struct watch *w = watch(f.bytes.data, f.bytes.len, false, stops[i], &packets, &err);
        assert_int_equal(err.code, NK_ERR_NONE);
        assert_in_range(w->told, stops[i], stops[i] + 512);
        leave(w);
    }
    nk_buf_release(&f.bytes);
}

static void what_was_readable_is_told(void **state)
{
    (void)state;
    struct file f = {.big = false};
    struct nk_observe_packets packets;
    struct nk_err err;
    make(&f);
    struct watch *w = watch(f.bytes.data, f.bytes.len - 1, false, 0, &packets, &err);
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_int_equal(w->told, CONNECTIONS * SEGMENTS - 1);
    leave(w);
    w = watch("", 0, false, 0, &packets, &err);
    assert_int_equal(err.code, NK_ERR_INPUT);
    assert_int_equal(w->told, 0);
    leave(w);
    nk_buf_release(&f.bytes);
}

static void links_that_are_not_known(void **state)
{
    (void)state;
    struct file f = {.big = false};
    struct nk_observe_packets packets;
    struct nk_err err;
    put_header(&f, 0xa1b2c3d4, 4, UNKNOWN);
    put_record(&f, 1, 1, "abc", 3);
    put_record(&f, 1, 1, "abc", 3);
    struct watch *w = watch(f.bytes.data, f.bytes.len, false, 0, &packets, &err);
    assert_int_equal(packets.strange, 2);
    assert_int_equal(packets.known, 0);
    assert_int_equal(packets.link, UNKNOWN);
    leave(w);
    nk_buf_release(&f.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thread_changes_nothing),
        cmocka_unit_test(stops_when_told),
        cmocka_unit_test(what_was_readable_is_told),
        cmocka_unit_test(links_that_are_not_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
