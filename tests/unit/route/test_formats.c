#include "reading.h"

#include <stdlib.h>

/* Files of every format that is a listing: what the content is taken for, and how many routes. */
static const struct {
    const char *name, *format;
    size_t routes;
} files[] = {
    {"bird2-show-route.txt", "bird", 34},
    {"bird2-show-route-all.txt", "bird", 52},
    {"bird2-birdc-v.txt", "bird", 26},
    {"frr8-show-route.txt", "frr", 33},
    {"frr8-bgp-ospf.txt", "frr", 42},
    {"frr8-show-ip-route.json", "frr-json", 13},
    {"frr8-bgp-ospf6.json", "frr-json", 10},
    {"handmade-cisco-show-ip-route.txt", "cisco", 9},
    {"handmade-junos-show-route.txt", "junos", 8},
    {"handmade-bsd-netstat-rn.txt", "bsd", 16},
    {"handmade-windows-route-print.txt", "windows", 11},
};

enum { FILES = sizeof files / sizeof *files };

static void content_tells_the_format(void **state)
{
    (void)state;
    for (size_t i = 0; i < FILES; i++) {
        struct nk_buf text;
        struct reading x;
        data_file(files[i].name, &text);
        int best = 0;
        const char *name = "";
        for (const struct nk_route_format *f = nk_route_formats; f->name != NULL; f++) {
            int sure = f->guess(text.data, text.len);
            if (sure > best) {
                best = sure;
                name = f->name;
            }
        }
        assert_string_equal(name, files[i].format);
        reading_of(&x, NULL, text.data, text.len);
        assert_true(x.done);
        assert_int_equal(x.refused.len, 0);
        assert_int_equal(x.table.count, files[i].routes);
        reading_release(&x);
        nk_buf_release(&text);
    }
}

/* The numbers are those of one run: the same in each. */
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* Bytes changed, dropped, doubled, and the text cut somewhere. */
static void damage(struct nk_buf *b, uint32_t *seed)
{
    static const char bytes[] = "\0\n\r\t ,:/.%[]{}()*>\"0f9-\xff";
    for (uint32_t n = next_number(seed) % 8; n > 0 && b->len > 1; n--) {
        size_t at = next_number(seed) % b->len;
        switch (next_number(seed) % 4) {
        case 0:
            b->data[at] = bytes[next_number(seed) % (sizeof bytes - 1)];
            break;
        case 1:
            memmove(b->data + at, b->data + at + 1, b->len - at - 1);
            b->len--;
            break;
        case 2:
            b->data[at] = (char)next_number(seed);
            break;
        default:
            b->len = next_number(seed) % 6 == 0 ? at : b->len;
            break;
        }
    }
}

/* Cuts the text behind some line, without its newline. */
static void end_with_line(struct nk_buf *b, uint32_t *seed)
{
    size_t at = b->len == 0 ? 0 : next_number(seed) % b->len;
    const char *newline = memchr(b->data + at, '\n', b->len - at);
    if (newline != NULL)
        b->len = (size_t)(newline - b->data);
}

/* Every reader gets through what is damaged, and what is of another format; the memory that it
 * reads past would be seen by the sanitizers. */
static void damaged_texts_are_read_to_their_end(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (size_t i = 0; i < FILES; i++) {
        struct nk_buf text;
        data_file(files[i].name, &text);
        for (int round = 0; round < 60; round++) {
            struct nk_buf b = {0};
            nk_buf_add(&b, text.data, text.len);
            damage(&b, &seed);
            if (round % 2 == 0) /* the end of a line is the end of what may be looked at */
                end_with_line(&b, &seed);
            char *exact = malloc(b.len + 1);
            assert_non_null(exact);
            memcpy(exact + 1, b.data, b.len);
            for (const struct nk_route_format *f = nk_route_formats; f->name != NULL; f++) {
                struct reading x;
                if (strcmp(f->name, "mrt") == 0 || strcmp(f->name, "netlink") == 0)
                    continue;
                reading_of(&x, f->name, exact + 1, b.len);
                assert_true(x.done || x.err.code == NK_ERR_INPUT);
                assert_true(x.table.count <= b.len);
                reading_release(&x);
            }
            free(exact);
            nk_buf_release(&b);
        }
        nk_buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_tells_the_format),
        cmocka_unit_test(damaged_texts_are_read_to_their_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
