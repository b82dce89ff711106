#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/wire.h"

/* Sends a segment whose SEQ tells it apart. */
static void send(struct nk_wire *w, enum nk_tcp_side from, uint32_t seq, int64_t now)
{
    const struct nk_tcp_segment s = {.seq = seq, .len = 3, .data = (const uint8_t *)"abc"};
    bool full = true;
    assert_true(nk_wire_send(w, from, &s, now, &full, NULL));
    assert_false(full);
}

static void fault(struct nk_wire *w, enum nk_fault_kind kind, enum nk_tcp_side from, uint64_t n,
                  int64_t longer)
{
    const struct nk_fault f = {kind, from, n, n, longer};
    assert_true(nk_wire_fault(w, &f, NULL));
}

static struct nk_packet take(struct nk_wire *w, uint32_t seq, int64_t due)
{
    struct nk_packet p;
    assert_int_equal(nk_wire_due(w), due);
    assert_true(nk_wire_take(w, &p));
    assert_int_equal(p.segment.seq, seq);
    assert_memory_equal(p.bytes, "abc", 3);
    free(p.bytes);
    p.bytes = NULL;
    return p;
}

static void done(struct nk_wire *w)
{
    struct nk_packet p;
    assert_int_equal(nk_wire_due(w), -1);
    assert_false(nk_wire_take(w, &p));
    assert_int_equal(w->bytes, 0);
    nk_wire_release(w);
}

static void each_end_has_its_delay_and_order_is_kept(void **state)
{
    struct nk_wire w = {.delay = {100, 10}};
    (void)state;
    send(&w, NK_TCP_CLIENT, 1, 0);
    send(&w, NK_TCP_CLIENT, 2, 0);
    send(&w, NK_TCP_SERVER, 3, 5);
    send(&w, NK_TCP_SERVER, 4, 95);
    assert_int_equal(take(&w, 3, 15).from, NK_TCP_SERVER);
    take(&w, 1, 100);
    take(&w, 2, 100);
    take(&w, 4, 105);
    assert_int_equal(w.sent[NK_TCP_BOTH], 4);
    done(&w);
}

static void faults_find_their_segments(void **state)
{
    struct nk_wire w = {.delay = {10, 10}};
    (void)state;
    fault(&w, NK_FAULT_LOSE, NK_TCP_BOTH, 2, 0);
    fault(&w, NK_FAULT_DUPLICATE, NK_TCP_SERVER, 1, 0);
    fault(&w, NK_FAULT_HOLD, NK_TCP_CLIENT, 1, 1000);
    send(&w, NK_TCP_CLIENT, 1, 0);
    send(&w, NK_TCP_CLIENT, 2, 0);
    send(&w, NK_TCP_SERVER, 3, 0);
    assert_true(take(&w, 2, 10).lost);
    assert_false(take(&w, 3, 10).copy);
    assert_true(take(&w, 3, 10).copy);
    assert_false(take(&w, 1, 1010).lost);
    done(&w);
}

static void the_next_of_the_same_end_overtakes(void **state)
{
    struct nk_wire w = {.delay = {10, 10}};
    (void)state;
    fault(&w, NK_FAULT_REORDER, NK_TCP_CLIENT, 1, 0);
    fault(&w, NK_FAULT_REORDER, NK_TCP_CLIENT, 3, 0);
    send(&w, NK_TCP_CLIENT, 1, 0);
    send(&w, NK_TCP_SERVER, 9, 1);
    send(&w, NK_TCP_CLIENT, 2, 2);
    take(&w, 9, 11);
    take(&w, 2, 12);
    assert_true(take(&w, 1, 12).late);
    send(&w, NK_TCP_CLIENT, 3, 20); /* nothing follows: it arrives after all */
    assert_false(take(&w, 3, 20 + 10 + 40 + 1000).late);
    done(&w);
}

static void chance_is_the_same_for_a_seed(void **state)
{
    (void)state;
    unsigned lost[3] = {0};
    for (unsigned run = 0; run < 3; run++) {
        struct nk_wire w = {.percent = {[NK_FAULT_LOSE] = {30, 0}}, .random = run == 2 ? 8 : 7};
        for (uint32_t i = 0; i < 32; i++) {
            send(&w, NK_TCP_CLIENT, i, i);
            lost[run] = lost[run] << 1 | take(&w, i, i).lost;
            send(&w, NK_TCP_SERVER, i, i);
            assert_false(take(&w, i, i).lost);
        }
        done(&w);
    }
    assert_int_equal(lost[0], lost[1]);
    assert_int_not_equal(lost[0], lost[2]);
    assert_int_not_equal(lost[0], 0);
    assert_int_not_equal(lost[0], UINT32_MAX);
}

/* Whatever is held, the heap gives the packets in the order of their times. */
static void all_come_in_order(void **state)
{
    struct nk_wire w = {
        .delay = {10, 30},
        .percent = {[NK_FAULT_DUPLICATE] = {30, 30}, [NK_FAULT_REORDER] = {50, 50}}};
    struct nk_packet p;
    int64_t last = 0;
    unsigned got = 0, late = 0, copies = 0;
    (void)state;
    for (uint32_t i = 0; i < 500; i++)
        send(&w, i % 3 == 0, i, i % 7);
    while (nk_wire_due(&w) >= 0) {
        int64_t due = nk_wire_due(&w);
        assert_true(nk_wire_take(&w, &p));
        assert_true(due == p.due && due >= last);
        last = due;
        got++;
        late += p.late;
        copies += p.copy;
        free(p.bytes);
    }
    assert_int_equal(got, 500 + copies);
    assert_true(late > 100 && copies > 100);
    assert_int_equal(w.held[0] + w.held[1], 0);
    done(&w);
}

static void there_is_an_end_to_what_is_under_way(void **state)
{
    struct nk_wire w = {.delay = {10, 10}};
    const struct nk_tcp_segment s = {.seq = 1};
    struct nk_packet p;
    bool full = false;
    (void)state;
    for (unsigned i = 0; i < NK_WIRE_PACKETS_MAX; i++)
        assert_true(nk_wire_send(&w, NK_TCP_CLIENT, &s, 0, &full, NULL) && !full);
    assert_true(nk_wire_send(&w, NK_TCP_CLIENT, &s, 0, &full, NULL) && full);
    assert_true(nk_wire_take(&w, &p) && p.bytes == NULL);
    assert_true(nk_wire_inject(&w, NK_TCP_CLIENT, &s, 0, NULL));
    assert_int_equal(w.count, NK_WIRE_PACKETS_MAX);
    assert_true(nk_wire_take(&w, &p) && p.injected);
    nk_wire_release(&w);
}

static void there_is_an_end_to_faults(void **state)
{
    struct nk_wire w = {.delay = {0, 0}};
    struct nk_err err = {0};
    const struct nk_fault f = {NK_FAULT_LOSE, NK_TCP_BOTH, 1, 1, 0};
    (void)state;
    for (unsigned i = 0; i < NK_WIRE_FAULTS_MAX; i++)
        assert_true(nk_wire_fault(&w, &f, NULL));
    assert_false(nk_wire_fault(&w, &f, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    nk_wire_release(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_end_has_its_delay_and_order_is_kept),
        cmocka_unit_test(faults_find_their_segments),
        cmocka_unit_test(the_next_of_the_same_end_overtakes),
        cmocka_unit_test(chance_is_the_same_for_a_seed),
        cmocka_unit_test(all_come_in_order),
        cmocka_unit_test(there_is_an_end_to_what_is_under_way),
        cmocka_unit_test(there_is_an_end_to_faults),
    };
    return cmocka_run_group_tests_name("wire", tests, NULL, NULL);
}
