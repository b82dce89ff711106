/* The working of look-ups, as text and as a picture. */
#include <string.h>

#include "cli/route_explain.h"
#include "cli/route_lookup.h"

bool nk_lookup_explains(const struct nk_lookup *x)
{
    return x->args->svg || nk_cli_explains(x->ctx);
}

static bool is_bit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '.' || c == ':';
}

/* The bits of a line around the boundary at `bar`: from `*from` up to `*to`; false where what is
 * there is something else. */
static bool find_bits(const char *line, const char *bar, size_t *from, size_t *to)
{
    const char *first = bar, *end = bar + 1;
    while (first > line && is_bit(first[-1]))
        first--;
    while (is_bit(*end))
        end++;
    *from = (size_t)(first - line);
    *to = (size_t)(end - line);
    return end - first > 16;
}

/* Puts part of a line again, in another ink; up to there all of it is ASCII. */
static void mark(struct nk_canvas *c, size_t row, const char *line, size_t from, size_t to,
                 enum nk_ink ink)
{
    for (char one[2] = ""; from < to; from++) {
        one[0] = line[from];
        nk_canvas_put(c, row, (unsigned)from, ink, one);
    }
}

static void draw_line(struct nk_canvas *c, const char *line)
{
    size_t row = c->rows, from, to;
    bool wins = strncmp(line, "  * ", 4) == 0, caret = line[strspn(line, " ")] == '^';
    bool head = strncmp(line, "rule ", 5) == 0 || strncmp(line, "a packet ", 9) == 0;
    nk_canvas_put(c, row, 0,
                  wins || head ? NK_INK_STRONG
                  : caret      ? NK_INK_DIM
                               : NK_INK_PLAIN,
                  line);
    for (const char *bar = line; line[0] == ' ' && (bar = strchr(bar, '|')) != NULL; bar++) {
        size_t edge = (size_t)(bar - line);
        if (!find_bits(line, bar, &from, &to))
            continue;
        mark(c, row, line, from, edge, NK_INK_NETWORK);
        mark(c, row, line, edge, edge + 1, NK_INK_STRONG);
        mark(c, row, line, edge + 1, to, NK_INK_HOST);
    }
}

/* Each line of the text; what would be too much for a picture is left out, and that is said. */
static void draw(struct nk_lookup *x, struct nk_buf *b)
{
    struct nk_canvas *c = &x->picture;
    if (c->rows > NK_CANVAS_ROWS_MAX)
        return;
    nk_buf_add_byte(b, '\0');
    if (b->failed) {
        c->failed = true;
        return;
    }
    for (char *line = b->data, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        draw_line(c, line);
    }
    if (c->rows > NK_CANVAS_ROWS_MAX)
        nk_canvas_put(c, c->rows, 0, NK_INK_DIM, "... and so on");
}

void nk_lookup_explain(struct nk_lookup *x, const struct nk_flow *flow)
{
    struct nk_buf b = {0};
    struct nk_err err;
    if (x->explained)
        nk_buf_add_byte(&b, '\n');
    x->explained = true;
    if (!nk_route_explain(&b, &x->policy, flow, &x->verdict, &err)) {
        nk_cli_fail(x->ctx, &err);
        x->stop = true;
    } else if (x->args->svg) {
        draw(x, &b);
    } else {
        nk_cli_print(x->ctx, b.data, b.len);
    }
    nk_buf_release(&b);
}

void nk_lookup_picture(struct nk_lookup *x)
{
    struct nk_err err = {0};
    if (x->args->svg && x->explained &&
        !nk_canvas_svg(&x->picture, x->ctx->out, "a look-up in a routing table", &err))
        nk_cli_fail(x->ctx, &err);
}
