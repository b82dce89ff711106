/* Compiled tables in memory, and everything that can be asked of one: for tests and fuzzing. */
#ifndef NK_TESTS_COMPILED_H
#define NK_TESTS_COMPILED_H

#include <stdlib.h>

#include "route/annotate.h"
#include "route/check.h"
#include "route/compiled_part.h"
#include "route/export.h"
#include "route/ortc.h"
#include "route/stats.h"
#include "route/text.h"

static inline bool compiled_take(void *closure, const void *data, size_t len, struct nk_err *err)
{
    struct nk_buf *b = closure;
    nk_buf_add(b, data, len);
    return !b->failed || nk_err_memory(err);
}

/* Opens a copy that has not a byte more than it should: what reads behind it is seen. */
static inline bool compiled_open(struct nk_table *t, const char *data, size_t len,
                                 struct nk_err *err)
{
    struct nk_bytes bytes = {malloc(len > 0 ? len : 1), len, false};
    *t = (struct nk_table){0};
    if (bytes.data == NULL)
        abort();
    if (len > 0)
        memcpy(bytes.data, data, len);
    bool good = nk_compiled_open(t, &bytes, "x.nkt", err);
    nk_bytes_release(&bytes);
    return good;
}

/* ---- everything ---------------------------------------------------------- */

static inline void compiled_ignore(void *closure, const char *what)
{
    (void)closure;
    (void)what;
}

static inline bool compiled_drop(void *closure, const char *text, size_t len)
{
    size_t *sum = closure;
    for (size_t i = 0; i < len; i++)
        *sum += (unsigned char)text[i];
    return true;
}

static inline bool compiled_drop_entry(void *closure, const struct nk_ortc_entry *e)
{
    size_t *sum = closure;
    *sum += e->route;
    return true;
}

static inline void ask_policy(const struct nk_policy *p, struct nk_buf *b)
{
    static const char *const texts[] = {
        "10.1.2.3",    "192.0.2.7", "0.0.0.0", "255.255.255.255", "100.64.1.1", "8.8.8.8",
        "2001:db8::1", "::",        "fe80::1", "ff02::1",         "10.9.0.1"};
    struct nk_verdict v = {0};
    struct nk_err err;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct nk_flow flow = {.mark = (uint32_t)i, .iif = i % 3 == 0 ? "eth0" : NULL};
        const struct nk_rule *rule;
        const struct nk_fib_part *part;
        size_t at = 0;
        if (!nk_addr_parse(texts[i], strlen(texts[i]), &flow.dst, NULL))
            abort();
        if (nk_policy_lookup(p, &flow, &v, NULL, &err) && v.route != NULL)
            nk_answer_text(b, p->fib->table, v.route, v.hops, v.hop_count);
        while (nk_policy_next_table(p, &flow, &at, &rule, &part))
            for (uint32_t e = nk_fib_find(part, &flow.dst); e != NK_ROUTE_NONE;
                 e = nk_fib_parent(p->fib, e))
                nk_route_answer_text(b, p->fib->table, nk_fib_route(p->fib, e, 0));
    }
    nk_verdict_release(&v);
}

static inline void ask_view(const struct nk_table *t, uint32_t peer, struct nk_buf *b)
{
    struct nk_fib f;
    struct nk_policy policy;
    struct nk_err err;
    if (nk_fib_build(&f, t, peer, &err)) {
        if (nk_policy_build(&policy, &f, &err))
            ask_policy(&policy, b);
        nk_policy_release(&policy);
    }
    nk_fib_release(&f);
}

static inline void ask_answers(const struct nk_table *t, struct nk_buf *b)
{
    struct nk_answers answers;
    size_t len;
    for (uint32_t i = 0; nk_compiled_answers(&answers, t) && i <= answers.count; i++) {
        const char *text = nk_answer_text_of(&answers, i, &len);
        nk_buf_add(b, text, len < 100 ? len : 100);
    }
}

static inline void ask_lines(const struct nk_table *t)
{
    static const char lines[] = "10.1.2.3\n2001:db8::1\n192.0.2.1 x\nnothing\n255.255.255.255\n\n";
    struct nk_annotated out = {.odd_count = 0};
    struct nk_answers answers = {.count = 0};
    struct nk_fib f;
    struct nk_err err;
    if (nk_fib_build(&f, t, NK_ROUTE_NONE, &err) && nk_answers_build(&answers, &f, &err)) {
        const struct nk_annotator a = {.lpm = f.part_count > 0 ? f.parts[0].lpm : NULL,
                                       .answers = &answers};
        nk_annotate_block(&a, lines, sizeof lines - 1, &out, &err);
    }
    nk_annotated_release(&out);
    nk_answers_release(&answers);
    nk_fib_release(&f);
}

static inline void ask_walks(const struct nk_table *t)
{
    struct nk_err err;
    struct nk_fib f;
    struct nk_route_notes notes;
    struct nk_route_stats stats;
    size_t sum = 0;
    bool kept;
    if (nk_fib_sort(&f, t, NK_ROUTE_NONE, &err))
        for (unsigned mode = 0; mode < 3; mode++)
            nk_ortc_run(&f, (enum nk_ortc_mode)mode, NK_FAMILY_NONE, compiled_drop_entry, &sum,
                        &kept, &err);
    nk_fib_release(&f);
    nk_route_check(t, ~0u, &notes, &err);
    nk_route_notes_release(&notes);
    nk_route_stats(&stats, t, NK_IPV4, &err);
    nk_route_stats(&stats, t, NK_IPV6, &err);
    for (size_t i = 0; nk_export_names[i] != NULL; i++) {
        struct nk_export x = {.table = t, .sink = compiled_drop, .closure = &sum};
        nk_export_run(&x, nk_export_names[i], &err);
        nk_export_release(&x);
    }
}

/* What a table answers to everything, the texts of its answers into `b`; `t` is in memory then. */
static inline void compiled_ask(struct nk_table *t, struct nk_buf *b)
{
    struct nk_table other = {0};
    struct nk_err err;
    ask_view(t, NK_ROUTE_NONE, b);
    ask_view(t, 0, b);
    if (t->compiled != NULL)
        nk_compiled_check(t, compiled_ignore, NULL, &err);
    ask_answers(t, b);
    ask_lines(t);
    ask_walks(t);
    if (nk_table_append(&other, t, &err))
        ask_view(&other, NK_ROUTE_NONE, b);
    nk_table_release(&other);
    if (nk_table_own(t))
        ask_view(t, NK_ROUTE_NONE, b);
}

#endif
