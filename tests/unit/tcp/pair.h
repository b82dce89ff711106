/* Two endpoints, and a hand that carries segments between them. */
#ifndef PAIR_H
#define PAIR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/endpoint.h"

enum { A, B, SLOTS = 8, SLOT_BYTES = 2048 };

struct pair {
    struct nk_tcp_machine machine;
    struct nk_tcp_endpoint end[2];
    struct nk_tcp_segment slot[SLOTS]; /* segments on their way */
    uint8_t bytes[SLOTS][SLOT_BYTES];
    struct nk_tcp_outcome out;
    int64_t now;
};

static inline struct pair *pair_new(const char *profile, uint32_t iss_a, uint32_t iss_b)
{
    struct pair *p = calloc(1, sizeof *p);
    assert_non_null(p);
    nk_tcp_machine_init(&p->machine, nk_tcp_profile_find(profile, strlen(profile)));
    assert_true(nk_tcp_endpoint_init(&p->end[A], &p->machine, iss_a, NULL));
    assert_true(nk_tcp_endpoint_init(&p->end[B], &p->machine, iss_b, NULL));
    return p;
}

static inline void pair_free(struct pair *p)
{
    nk_tcp_endpoint_release(&p->end[A]);
    nk_tcp_endpoint_release(&p->end[B]);
    free(p);
}

static inline void call(struct pair *p, int end, enum nk_tcp_event event)
{
    struct nk_tcp_call c = {.event = event, .peer = event == NK_TCP_ON_ACTIVE_OPEN};
    assert_true(nk_tcp_endpoint_call(&p->end[end], &c, p->now, &p->out, NULL));
}

static inline void give(struct pair *p, int end, const char *text)
{
    struct nk_tcp_call c = {
        .event = NK_TCP_ON_SEND, .data = (const uint8_t *)text, .len = (uint32_t)strlen(text)};
    assert_true(nk_tcp_endpoint_call(&p->end[end], &c, p->now, &p->out, NULL));
}

static inline void got(struct pair *p, int end, const char *text)
{
    uint8_t room[SLOT_BYTES];
    struct nk_tcp_call c = {.event = NK_TCP_ON_RECEIVE, .room = room, .max = sizeof room};
    assert_true(nk_tcp_endpoint_call(&p->end[end], &c, p->now, &p->out, NULL));
    assert_int_equal(c.got, strlen(text));
    assert_memory_equal(room, text, c.got);
}

/* As RFC 9293's figures write it. */
static inline void write_segment(const struct nk_tcp_segment *s, char *text, size_t size)
{
    char flags[NK_TCP_FLAGS_MAX];
    int n = snprintf(text, size, "<SEQ=%u>", s->seq);
    if (s->flags & NK_TCP_ACK)
        n += snprintf(text + n, size - (size_t)n, "<ACK=%u>", s->ack);
    if (s->len > 0)
        n += snprintf(text + n, size - (size_t)n, "<DATA=%u>", s->len);
    snprintf(text + n, size - (size_t)n, "<CTL=%s>",
             nk_tcp_flags_format(s->flags & (uint8_t)~NK_TCP_PSH, flags));
}

/* Takes the next segment of an end into a slot; it has to be this one. NULL: there is none. */
static inline void sends(struct pair *p, int end, int slot, const char *expected)
{
    struct nk_tcp_segment s;
    char text[128];
    if (!nk_tcp_endpoint_output(&p->end[end], p->now, &s)) {
        if (expected != NULL)
            fail_msg("nothing was sent, expected %s", expected);
        return;
    }
    write_segment(&s, text, sizeof text);
    if (expected == NULL)
        fail_msg("%s was sent, expected nothing", text);
    else
        assert_string_equal(text, expected);
    if (s.len > 0)
        memcpy(p->bytes[slot], s.data, s.len);
    s.data = p->bytes[slot];
    p->slot[slot] = s;
}

static inline void arrives(struct pair *p, int end, int slot)
{
    assert_true(nk_tcp_endpoint_arrive(&p->end[end], &p->slot[slot], p->now, &p->out, NULL));
}

/* A segment from nowhere. */
static inline void injected(struct pair *p, int end, uint32_t seq, uint32_t ack, unsigned flags)
{
    struct nk_tcp_segment s = {.seq = seq, .ack = ack, .flags = (uint8_t)flags, .window = 65535};
    assert_true(nk_tcp_endpoint_arrive(&p->end[end], &s, p->now, &p->out, NULL));
}

static inline void state_is(const struct pair *p, int end, enum nk_tcp_state state)
{
    assert_string_equal(nk_tcp_state_name(p->end[end].state), nk_tcp_state_name(state));
}

static inline void states_are(const struct pair *p, enum nk_tcp_state a, enum nk_tcp_state b)
{
    state_is(p, A, a);
    state_is(p, B, b);
}

/* The next timeout of an end, at its time. */
static inline void expires(struct pair *p, int end, enum nk_tcp_event expected)
{
    enum nk_tcp_event event = NK_TCP_EVENTS;
    int64_t due = nk_tcp_endpoint_due(&p->end[end], &event);
    assert_int_equal(event, expected);
    assert_true(due >= p->now);
    p->now = due;
    assert_true(nk_tcp_endpoint_timeout(&p->end[end], event, p->now, &p->out, NULL));
}

/* Both in ESTABLISHED, what each sends next at `a` and `b`. */
static inline void establish(struct pair *p, uint32_t a, uint32_t b)
{
    p->end[A].next_iss = a - 1;
    p->end[B].next_iss = b - 1;
    nk_tcp_endpoint_place(&p->end[A], NK_TCP_ESTABLISHED, b - 1);
    nk_tcp_endpoint_place(&p->end[B], NK_TCP_ESTABLISHED, a - 1);
}

#endif
