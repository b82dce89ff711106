/* Two endpoints and a network: whatever the users do, both end, and the data is what was sent. */
#include "pair.h"

enum { WIRE = 512, TOTAL = 20000, MSS = 1460 };

/* Segments on their way to one end, in order unless one is drawn from the middle. */
struct wire {
    struct nk_tcp_segment s[WIRE];
    uint8_t bytes[WIRE][MSS];
    unsigned count;
};

struct world {
    struct pair *p;
    struct nk_tcp_profile patient; /* does not give up: a timeout may come a dozen times in a row */
    struct wire to[2];
    uint32_t given[2], taken[2], total[2];
    bool closed[2];
    unsigned loss, twice; /* of 100: lost on the way, or there once more */
    bool reorder;
};

/* The byte that an end sends at a place. */
static uint8_t byte_at(int end, uint32_t place)
{
    return (uint8_t)((place * 31 + (place >> 8) + (uint32_t)end * 7) & 0xff);
}

static void pull(struct world *w, int end)
{
    struct nk_tcp_segment s;
    struct wire *to = &w->to[1 - end];
    while (nk_tcp_endpoint_output(&w->p->end[end], w->p->now, &s)) {
        if ((unsigned)(random() % 100) < w->loss)
            continue;
        unsigned copies = (unsigned)(random() % 100) < w->twice && to->count < WIRE / 2 ? 2 : 1;
        for (; copies > 0; copies--) {
            assert_true(to->count < WIRE && s.len <= MSS);
            if (s.len > 0)
                memcpy(to->bytes[to->count], s.data, s.len);
            to->s[to->count++] = s;
        }
    }
}

static void deliver(struct world *w, int end)
{
    struct wire *to = &w->to[end];
    unsigned i = w->reorder ? (unsigned)random() % to->count : 0;
    struct nk_tcp_segment s = to->s[i];
    uint8_t bytes[MSS];
    memcpy(bytes, to->bytes[i], sizeof bytes);
    to->count--;
    memmove(&to->s[i], &to->s[i + 1], (to->count - i) * sizeof *to->s);
    memmove(&to->bytes[i], &to->bytes[i + 1], (to->count - i) * sizeof *to->bytes);
    s.data = bytes;
    w->p->now += 1000;
    assert_true(nk_tcp_endpoint_arrive(&w->p->end[end], &s, w->p->now, &w->p->out, NULL));
}

/* All that is there. Where a segment brought data and the FIN, RECEIVE may be legal no more: then
 * the data goes to one that was outstanding before. */
static void take(struct world *w, int end)
{
    uint8_t room[700];
    struct nk_tcp_call c = {.event = NK_TCP_ON_RECEIVE, .room = room, .max = sizeof room};
    do {
        assert_true(nk_tcp_endpoint_call(&w->p->end[end], &c, w->p->now, &w->p->out, NULL));
        if (w->p->out.refused)
            c.got = nk_inbox_take(&w->p->end[end].in, room, sizeof room);
        for (uint32_t i = 0; i < c.got; i++)
            assert_int_equal(room[i], byte_at(1 - end, w->taken[end]++));
    } while (c.got > 0);
}

static void give_some(struct world *w, int end)
{
    uint8_t data[3000];
    uint32_t len = (uint32_t)(random() % 3000), left = w->total[end] - w->given[end];
    struct nk_tcp_call c = {.event = NK_TCP_ON_SEND, .data = data, .len = len < left ? len : left};
    if (w->p->end[end].state != NK_TCP_ESTABLISHED && w->p->end[end].state != NK_TCP_CLOSE_WAIT)
        return;
    for (uint32_t i = 0; i < c.len; i++)
        data[i] = byte_at(end, w->given[end]++);
    assert_true(nk_tcp_endpoint_call(&w->p->end[end], &c, w->p->now, &w->p->out, NULL));
    if (w->given[end] == w->total[end] && random() % 3 == 0 && !w->closed[end]) {
        struct nk_tcp_call close = {.event = NK_TCP_ON_CLOSE, .half = true};
        assert_true(nk_tcp_endpoint_call(&w->p->end[end], &close, w->p->now, &w->p->out, NULL));
        assert_false(w->p->out.refused);
        w->closed[end] = true;
    }
}

/* The earliest timeout of both. */
static bool wait_for_timeout(struct world *w)
{
    enum nk_tcp_event event[2];
    int64_t due[2];
    for (int end = A; end <= B; end++)
        due[end] = nk_tcp_endpoint_due(&w->p->end[end], &event[end]);
    int end = due[A] >= 0 && (due[B] < 0 || due[A] <= due[B]) ? A : B;
    if (due[end] < 0)
        return false;
    if (due[end] > w->p->now)
        w->p->now = due[end];
    assert_true(nk_tcp_endpoint_timeout(&w->p->end[end], event[end], w->p->now, &w->p->out, NULL));
    return true;
}

static bool is_over(const struct world *w)
{
    return w->p->end[A].state == NK_TCP_CLOSED && w->p->end[B].state == NK_TCP_CLOSED;
}

static bool may_still_act(const struct world *w)
{
    for (int end = A; end <= B; end++)
        if (w->to[end].count > 0 || w->p->end[end].in.ready > 0 ||
            ((w->p->end[end].state == NK_TCP_ESTABLISHED ||
              w->p->end[end].state == NK_TCP_CLOSE_WAIT) &&
             !w->closed[end]))
            return true;
    return false;
}

static void turn(struct world *w)
{
    int end = (int)(random() % 2);
    if (w->to[end].count > 0 && random() % 4 != 0)
        deliver(w, end);
    else if (random() % 2 == 0)
        take(w, end);
    else
        give_some(w, end);
    take(w, end);
    pull(w, A);
    pull(w, B);
}

static void play(unsigned seed, const char *profile, unsigned loss, unsigned twice, bool reorder)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    srandom(seed);
    w->p = pair_new(profile, (uint32_t)random() * 2, 0xffffffffU - (uint32_t)(random() % 9000));
    w->patient = *w->p->machine.profile;
    w->patient.user_timeout = 0;
    w->p->machine.profile = &w->patient;
    w->loss = loss;
    w->twice = twice;
    w->reorder = reorder;
    w->total[A] = (uint32_t)(random() % TOTAL);
    w->total[B] = (uint32_t)(random() % TOTAL);
    if (seed % 3 != 0)
        call(w->p, B, NK_TCP_ON_PASSIVE_OPEN);
    call(w->p, A, NK_TCP_ON_ACTIVE_OPEN);
    if (seed % 3 == 0) /* both call */
        call(w->p, B, NK_TCP_ON_ACTIVE_OPEN);
    pull(w, A);
    pull(w, B);
    for (unsigned i = 0; i < 200000 && !is_over(w); i++) {
        if (may_still_act(w)) {
            turn(w);
        } else if (wait_for_timeout(w)) {
            pull(w, A);
            pull(w, B);
        }
    }
    if (!is_over(w))
        fail_msg("seed %u: %s, %s", seed, nk_tcp_state_name(w->p->end[A].state),
                 nk_tcp_state_name(w->p->end[B].state));
    if (w->taken[A] != w->total[B] || w->taken[B] != w->total[A])
        fail_msg("seed %u: %u of %u bytes, and %u of %u", seed, w->taken[A], w->total[B],
                 w->taken[B], w->total[A]);
    pair_free(w->p);
    free(w);
}

static const char *profile_of(unsigned seed)
{
    return seed % 2 == 0 ? "rfc" : "linux";
}

static void test_lossless(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 500; seed++)
        play(seed, profile_of(seed), 0, 0, false);
}

static void test_reordered(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 500; seed++)
        play(seed, profile_of(seed), 0, seed % 3 * 10, true);
}

static void test_lossy(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 3000; seed++)
        play(seed, profile_of(seed), seed % 5 == 0 ? 30 : 10, 10, seed % 4 < 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lossless),
        cmocka_unit_test(test_reordered),
        cmocka_unit_test(test_lossy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
