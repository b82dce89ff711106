/* The RDATA of tests/data/dns, and what tests of RDATA have in common. */
#ifndef NK_TESTS_DNS_GOLDEN_H
#define NK_TESTS_DNS_GOLDEN_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/radix.h"
#include "dns/rdata.h"

/* A line: class, type, RDATA in hexadecimal ("-": none), text. */
struct golden {
    uint16_t class, type;
    char text[1024];
    uint8_t wire[1024];
    size_t wire_len;
    unsigned line;
};

typedef void check_golden(const struct golden *g);

static inline void golden_read(char *line, struct golden *g)
{
    char *class = strsep(&line, "\t"), *type = strsep(&line, "\t"), *hex = strsep(&line, "\t");
    struct nk_radix_reader r = {.radix = NK_HEX};
    struct nk_buf wire = {0};
    size_t bad_at;
    assert_non_null(line);
    assert_true(nk_class_find(class, strlen(class), &g->class));
    assert_true(nk_type_find(type, strlen(type), &g->type));
    if (strcmp(hex, "-") != 0)
        assert_null(nk_radix_read(&r, hex, strlen(hex), &wire, &bad_at));
    assert_true(wire.len <= sizeof g->wire && strlen(line) < sizeof g->text);
    if (wire.len > 0)
        memcpy(g->wire, wire.data, wire.len);
    g->wire_len = wire.len;
    strcpy(g->text, line);
    nk_buf_release(&wire);
}

static inline void golden_each(const char *path, check_golden *check)
{
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t room = 0, lines = 0;
    struct golden g = {0};
    if (f == NULL)
        fail_msg("cannot open %s", path);
    while (getline(&line, &room, f) > 0) {
        line[strcspn(line, "\n")] = '\0';
        g.line = (unsigned)++lines;
        golden_read(line, &g);
        check(&g);
    }
    assert_true(lines > 30);
    free(line);
    fclose(f);
}

/* RDATA on its own, as a copy of just its size, so that a read behind it is seen. */
static inline struct nk_rdata rdata_alone(const struct golden *g)
{
    uint8_t *copy = malloc(g->wire_len + (g->wire_len == 0));
    assert_non_null(copy);
    memcpy(copy, g->wire, g->wire_len);
    return (struct nk_rdata){.bytes = copy,
                             .message_len = g->wire_len,
                             .len = g->wire_len,
                             .type = g->type,
                             .class = g->class};
}

static inline void rdata_free(const struct nk_rdata *d)
{
    free((void *)(uintptr_t)d->bytes);
}

#endif
