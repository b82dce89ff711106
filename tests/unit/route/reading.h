/* What a reader made of a text, as a text to compare: one line a route, then what it refused. */
#ifndef NK_TESTS_READING_H
#define NK_TESTS_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "cli/route_put.h"
#include "route/names.h"
#include "route/read.h"

struct reading {
    struct nk_table table;
    struct nk_buf refused; /* "LINE:COLUMN message\n" a complaint */
    struct nk_err err;
    bool done;
};

static inline bool reading_complain(void *closure, const struct nk_route_place *place,
                                    const struct nk_err *err)
{
    struct reading *x = closure;
    nk_buf_printf(&x->refused, "%d:%d %s\n", (int)place->line, (int)(place->column + err->offset),
                  err->text);
    return true;
}

/* Reads with the format of that name, NULL: with the one that is guessed. */
static inline void reading_of(struct reading *x, const char *format, const char *text, size_t len)
{
    *x = (struct reading){.done = false};
    struct nk_route_reader r = {.table = &x->table, .complain = reading_complain, .closure = x};
    const struct nk_route_format *f = format == NULL ? NULL : nk_route_format_find(format);
    assert_true(format == NULL || f != NULL);
    assert_true(nk_table_source(&x->table, "test", &r.source, &x->err));
    nk_lines_init_text(&r.lines, text, len, "test");
    x->done = nk_route_read(&r, f, &x->err);
    nk_lines_release(&r.lines);
}

static inline void reading_release(struct reading *x)
{
    nk_table_release(&x->table);
    nk_buf_release(&x->refused);
}

static inline void reading_hops(struct nk_buf *b, const struct nk_table *t, uint32_t group)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, group, &count);
    nk_hops_text(b, t, hops, count);
}

/* "PREFIX TYPE [HOPS] table T proto P metric N origin N label L line N inactive", each part where
 * the route has it. */
static inline void reading_put(struct nk_buf *b, const struct nk_table *t, const struct nk_route *r)
{
    char text[NK_PREFIX_TEXT_MAX], room[NK_ROUTE_NAME_MAX];
    struct nk_prefix p = nk_route_prefix(r);
    const struct nk_route_more *more = nk_table_more_of(t, r->more);
    size_t len;
    nk_buf_add(b, text, nk_prefix_format(&p, text));
    nk_buf_printf(b, " %s [", nk_route_type_name(r->type, room));
    reading_hops(b, t, r->hops);
    nk_buf_add_text(b, "]");
    const char *name = nk_table_name_of(t, r->table, room, &len);
    if (r->table != NK_TABLE_MAIN)
        nk_buf_printf(b, " table %.*s", (int)len, name);
    if (r->protocol != 0)
        nk_buf_printf(b, " proto %s", nk_route_protocol_name(r->protocol, room));
    if (r->flags & NK_ROUTE_HAS_METRIC)
        nk_buf_printf(b, " metric %u", r->metric);
    if (more != NULL && more->prefsrc.family != NK_FAMILY_NONE) {
        nk_buf_add_text(b, " src ");
        nk_buf_add(b, text, nk_addr_format(&more->prefsrc, text));
    }
    if (r->flags & NK_ROUTE_HAS_ORIGIN)
        nk_buf_printf(b, " origin %u", r->origin);
    const char *label = nk_table_text_of(t, r->label, &len);
    if (label != NULL)
        nk_buf_printf(b, " label %.*s", (int)len, label);
    if (r->flags & NK_ROUTE_INACTIVE)
        nk_buf_add_text(b, " inactive");
    nk_buf_add_byte(b, '\n');
}

static inline void reading_expect(const struct reading *x, const char *routes, const char *refused)
{
    struct nk_buf got = {0};
    for (size_t i = 0; i < x->table.count; i++)
        reading_put(&got, &x->table, &x->table.routes[i]);
    nk_buf_add(&got, "", 1);
    assert_string_equal(got.data, routes);
    nk_buf_release(&got);
    nk_buf_add(&got, x->refused.data, x->refused.len);
    nk_buf_add(&got, "", 1);
    assert_string_equal(got.data, refused);
    nk_buf_release(&got);
}

/* The whole of it for one text. */
static inline void expect_read(const char *format, const char *text, const char *routes,
                               const char *refused)
{
    struct reading x;
    reading_of(&x, format, text, strlen(text));
    reading_expect(&x, routes, refused);
    assert_true(x.done);
    reading_release(&x);
}

/* The same with CR before each newline, and without the last newline. */
static inline void expect_read_crlf(const char *format, const char *text, const char *routes,
                                    const char *refused)
{
    struct nk_buf crlf = {0};
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\n')
            nk_buf_add_byte(&crlf, '\r');
        nk_buf_add_byte(&crlf, *c);
    }
    while (crlf.len > 0 && (crlf.data[crlf.len - 1] == '\n' || crlf.data[crlf.len - 1] == '\r'))
        crlf.len--;
    nk_buf_add(&crlf, "", 1);
    expect_read(format, crlf.data, routes, refused);
    nk_buf_release(&crlf);
}

/* A file under tests/data/route, ended by NUL; release the buffer. */
static inline void data_file(const char *name, struct nk_buf *b)
{
    char path[256];
    snprintf(path, sizeof path, "tests/data/route/%s", name);
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        fail_msg("cannot open %s", path);
    *b = (struct nk_buf){0};
    for (;;) {
        char *room = nk_buf_room(b, 4096);
        assert_non_null(room);
        size_t n = fread(room, 1, 4096, f);
        if (n == 0)
            break;
        b->len += n;
    }
    fclose(f);
    nk_buf_add(b, "", 1);
    b->len--;
}

#endif
