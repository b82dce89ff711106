/* Each scenario with real sockets and, call by call, with two endpoints: the states have to be the
 * same after each call, and where the RFC's profile differs from the kernel is known. */
#include "pair.h"
#include "tcp/sockets.h"

enum { BIG = 200000 }; /* more than a window */

/* Two endpoints, or one that is both, and the network between them. */
struct world {
    struct pair *p;
    bool alone;
    bool linger;
    int begun; /* the ends that are connections */
};

/* Until nothing is on its way. */
static void exchange(struct world *w)
{
    struct nk_tcp_segment s;
    bool more = true;
    while (more) {
        more = false;
        for (int from = A; from <= B; from++) {
            int to = w->alone ? from : 1 - from;
            while (nk_tcp_endpoint_output(&w->p->end[from], w->p->now, &s)) {
                uint8_t bytes[SLOT_BYTES];
                assert_true(s.len <= sizeof bytes);
                if (s.len > 0)
                    memcpy(bytes, s.data, s.len);
                s.data = bytes;
                assert_true(
                    nk_tcp_endpoint_arrive(&w->p->end[to], &s, w->p->now, &w->p->out, NULL));
                more = true;
            }
        }
    }
}

/* The user call that a function of the socket interface is. */
static void endpoint_call(struct world *w, const struct nk_live_step *step)
{
    static const uint8_t data[BIG];
    int end = step->end == NK_LIVE_CLIENT ? A : B;
    struct nk_tcp_call c = {.peer = true, .data = data, .len = 5, .max = 5};
    /* a listener that has accepted: its calls are not of the connection's end */
    bool of_listener = step->end == NK_LIVE_LISTENER;
    switch ((enum nk_live_call)step->call) {
    case NK_LIVE_LISTEN:
        c.event = NK_TCP_ON_PASSIVE_OPEN;
        c.peer = false;
        break;
    case NK_LIVE_CONNECT:
        c.event = NK_TCP_ON_ACTIVE_OPEN;
        break;
    case NK_LIVE_SEND:
        c.event = NK_TCP_ON_SEND;
        break;
    case NK_LIVE_FILL:
        c.event = NK_TCP_ON_SEND;
        c.len = BIG;
        break;
    case NK_LIVE_RECV:
        c.event = NK_TCP_ON_RECEIVE;
        break;
    case NK_LIVE_DRAIN:
        c.event = NK_TCP_ON_RECEIVE;
        c.max = UINT32_MAX;
        break;
    case NK_LIVE_SHUTDOWN:
        c.event = NK_TCP_ON_CLOSE;
        c.half = true;
        break;
    case NK_LIVE_CLOSE:
        c.event = w->linger && end == A ? NK_TCP_ON_ABORT : NK_TCP_ON_CLOSE;
        if (of_listener && w->p->end[B].state != NK_TCP_LISTEN)
            return;
        break;
    case NK_LIVE_LINGER:
        w->linger = true;
        return;
    case NK_LIVE_SOCKET:
        if (of_listener && w->begun) { /* the server begins anew: the old connection is apart */
            nk_tcp_endpoint_place(&w->p->end[B], NK_TCP_CLOSED, 0);
            nk_inbox_clear(&w->p->end[B].in);
        }
        return;
    default:
        return;
    }
    do {
        assert_true(nk_tcp_endpoint_call(&w->p->end[end], &c, w->p->now, &w->p->out, NULL));
        w->begun = w->begun || c.event == NK_TCP_ON_ACTIVE_OPEN;
        bool refused = w->p->out.refused;
        exchange(w);
        w->p->out.refused = refused;
    } while (step->call == NK_LIVE_DRAIN && c.got > 0);
}

/* What a kernel's listener does for an RFC's: a connection that nobody accepted is reset. */
static void close_listener(struct world *w, const struct nk_live_step *step, bool accepted)
{
    if (step->end == NK_LIVE_LISTENER && step->call == NK_LIVE_CLOSE && w->begun && !accepted)
        call(w->p, B, NK_TCP_ON_ABORT);
    exchange(w);
}

static enum nk_tcp_state state_of(const struct world *w, int end)
{
    return w->p->end[w->alone ? A : end].state;
}

/* Plays a scenario with real sockets and endpoints; returns how many calls left other states. */
static unsigned play(const struct nk_live_scenario *s, const char *profile, uint8_t family)
{
    struct world w = {.p = pair_new(profile, 4000000000U, 4294960000U)};
    struct nk_live live;
    struct nk_err err;
    bool accepted = false;
    unsigned differ = 0;
    nk_live_init(&live, family);
    w.alone = s->steps[0].end == NK_LIVE_CLIENT;
    for (const struct nk_live_step *step = s->steps; step->end != NK_LIVE_ENDS; step++) {
        struct nk_live_result r;
        assert_true(nk_live_do(&live, step, &r, &err));
        if (r.client != step->client || r.server != step->server || r.error != step->error)
            fail_msg("%s: %s(): the kernel is in %s, %s", s->name,
                     nk_live_call_term(step->call)->name, nk_tcp_state_name(r.client),
                     nk_tcp_state_name(r.server));
        accepted = accepted || (step->call == NK_LIVE_ACCEPT && r.error == 0);
        endpoint_call(&w, step);
        close_listener(&w, step, accepted);
        if (state_of(&w, A) == r.client && state_of(&w, B) == r.server)
            continue;
        differ++;
        if (strcmp(profile, "linux") == 0)
            fail_msg("%s: %s of the %s: the kernel is in %s, %s; the endpoints are in %s, %s",
                     s->name, nk_live_call_term(step->call)->name, nk_live_end_name(step->end),
                     nk_tcp_state_name(r.client), nk_tcp_state_name(r.server),
                     nk_tcp_state_name(state_of(&w, A)), nk_tcp_state_name(state_of(&w, B)));
    }
    nk_live_release(&live);
    pair_free(w.p);
    return differ;
}

static void test_linux(void **state)
{
    (void)state;
    const struct nk_live_scenario *s;
    for (size_t i = 0; (s = nk_live_scenario_at(i)) != NULL; i++) {
        play(s, "linux", NK_IPV4);
        play(s, "linux", NK_IPV6);
    }
}

/* Where the kernel does not do as RFC 9293 says, and in how many calls that shows. */
static void test_rfc(void **state)
{
    (void)state;
    static const struct {
        const char *scenario;
        unsigned differ;
    } rows[] = {
        {"unread-data", 3}, /* CLOSE sends a FIN, whatever was not read */
        {"orphan", 4},      /* the same, and a second CLOSE is an error */
        {"late-data", 3},   /* CLOSE ends one direction: data is still taken */
        {"wrong-calls", 9}, /* a listener turns active */
    };
    const struct nk_live_scenario *s;
    for (size_t i = 0; (s = nk_live_scenario_at(i)) != NULL; i++) {
        unsigned expected = 0;
        for (size_t j = 0; j < sizeof rows / sizeof *rows; j++)
            if (strcmp(rows[j].scenario, s->name) == 0)
                expected = rows[j].differ;
        unsigned differ = play(s, "rfc", NK_IPV4);
        if (differ != expected)
            fail_msg("%s: %u calls differ from the RFC, not %u", s->name, differ, expected);
    }
}

static void test_find(void **state)
{
    (void)state;
    assert_ptr_equal(nk_live_scenario_find("RESET", 5), nk_live_scenario_find("reset", 5));
    assert_null(nk_live_scenario_find("rese", 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_linux),
        cmocka_unit_test(test_rfc),
        cmocka_unit_test(test_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
