/* A scenario run, and what was told of it as lines of text. */
#ifndef WALK_H
#define WALK_H

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tcp/script.h"

struct walked {
    struct nk_script script;
    struct nk_script_settings settings;
    struct nk_net net;
    struct nk_buf text;   /* "client SYN seq=100 SYN-SENT/SYN-RECEIVED" a line */
    struct nk_buf missed; /* "LINE: text" a line */
    bool times, calls;    /* lines begin with seconds; also of what is no segment */
    bool met;
    uint64_t records;
    int64_t end;
};

static inline void walk_tell(void *closure, const struct nk_net_record *r)
{
    struct walked *w = closure;
    char flags[NK_TCP_FLAGS_MAX];
    w->records++;
    assert_non_null(r->event);
    assert_non_null(r->why);
    assert_true(r->section != NULL || r->lost);
    assert_true(r->time >= w->end);
    w->end = r->time;
    if (!r->is_segment && !w->calls)
        return;
    if (w->times)
        nk_buf_printf(&w->text, "%" PRId64 ".%03" PRId64 " ", r->time / 1000000,
                      r->time / 1000 % 1000);
    nk_buf_printf(&w->text, "%s ", r->from == NK_TCP_CLIENT ? "client" : "server");
    if (!r->is_segment || strcmp(r->event, "segment") != 0)
        nk_buf_printf(&w->text, "%s ", r->event);
    if (r->is_segment)
        nk_buf_printf(&w->text, "%s seq=%" PRIu32 " ", nk_tcp_flags_format(r->segment.flags, flags),
                      r->segment.seq);
    if (r->segment.flags & NK_TCP_ACK)
        nk_buf_printf(&w->text, "ack=%" PRIu32 " ", r->segment.ack);
    if (r->length > 0)
        nk_buf_printf(&w->text, "len=%" PRId64 " ", r->length);
    nk_buf_printf(&w->text, "%s/%s\n", nk_tcp_state_name(r->state[NK_TCP_CLIENT]),
                  nk_tcp_state_name(r->state[NK_TCP_SERVER]));
}

static inline void walk_missed(void *closure, uint64_t line, const char *text)
{
    struct walked *w = closure;
    nk_buf_printf(&w->missed, "%" PRIu64 ": %s\n", line, text);
}

static inline struct walked *walk_new(void)
{
    struct walked *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->settings.msl = -1;
    nk_net_init(&w->net, walk_tell, w);
    return w;
}

static inline void walk_free(struct walked *w)
{
    nk_net_release(&w->net);
    nk_script_release(&w->script);
    nk_buf_release(&w->text);
    nk_buf_release(&w->missed);
    free(w);
}

/* Reads and runs a text, every line of which has to be good. */
static inline void walk_run(struct walked *w, const char *text)
{
    uint64_t number = 1;
    struct nk_err err = {0};
    for (const char *at = text; *at != '\0'; number++) {
        size_t len = strcspn(at, "\n");
        if (!nk_script_add(&w->script, at, len, number, &err))
            fail_msg("line %" PRIu64 ": %s", number, err.text);
        at += len + (at[len] == '\n');
    }
    assert_true(nk_script_run(&w->script, &w->settings, &w->net, walk_missed, w, &w->met, &err));
    nk_buf_add_byte(&w->text, '\0');
    nk_buf_add_byte(&w->missed, '\0');
    assert_false(w->text.failed || w->missed.failed);
    assert_int_equal(w->met, w->missed.data[0] == '\0');
}

/* Runs a built-in; the segments have to be these. */
static inline void walk_is(const char *scenario, const char *expected)
{
    struct walked *w = walk_new();
    const struct nk_scenario *s = nk_scenario_find(scenario);
    assert_non_null(s);
    walk_run(w, s->text);
    assert_string_equal(w->text.data, expected);
    assert_true(w->met);
    walk_free(w);
}

#endif
