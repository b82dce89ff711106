#include "cli/cidr_show_explain.h"

#include <stdio.h>

#include "cidr/bits.h"
#include "cli/cidr_explain.h"

void nk_bits_picture_init(struct nk_bits_picture *x, struct nk_ctx *ctx)
{
    *x = (struct nk_bits_picture){.ctx = ctx};
    nk_canvas_init(&x->canvas, 80);
}

bool nk_bits_picture_add(struct nk_bits_picture *x, const struct nk_prefix *p)
{
    struct nk_err err = {0};
    bool svg = x->ctx->args->svg, done = true;
    if (++x->count == 1)
        nk_prefix_format(p, x->first);
    if (svg && x->canvas.rows > NK_CANVAS_ROWS_MAX)
        return true;
    if (x->count > 1)
        nk_canvas_put(&x->canvas, x->canvas.rows, 0, NK_INK_PLAIN, "");
    nk_bits_draw(&x->canvas, p);
    if (!svg) {
        done = nk_canvas_text(&x->canvas, x->ctx->out, x->ctx->args->ascii || !x->ctx->utf8,
                              x->ctx->color, &err);
        x->canvas.rows = 0;
    } else if (x->canvas.rows > NK_CANVAS_ROWS_MAX) {
        nk_canvas_put(&x->canvas, x->canvas.rows, 0, NK_INK_DIM, "... and so on");
    }
    if (!done)
        nk_cli_fail(x->ctx, &err);
    return done;
}

/* Both ends share the bits of the prefix above; what is behind them counts the addresses. */
static void tell_count(struct nk_buf *b, const struct nk_range *r)
{
    struct nk_prefix above = nk_range_supernet(r);
    uint8_t family = r->first.family;
    char text[NK_PREFIX_TEXT_MAX], from[NK_COUNT_TEXT_MAX], to[NK_COUNT_TEXT_MAX],
        count[NK_CIDR_POWER_MAX];
    struct nk_range before = {above.addr, r->first}, all = {above.addr, r->last};
    nk_prefix_format(&above, text);
    nk_count_format(nk_count_sub(nk_range_count(&before), nk_count_of(1)), from);
    nk_count_format(nk_count_sub(nk_range_count(&all), nk_count_of(1)), to);
    nk_cidr_power(count, nk_range_count(r));
    nk_cidr_tell_group(b, family, above.length);
    nk_cidr_tell_bits(b, "first", &r->first, above.length, NULL);
    nk_cidr_tell_bits(b, "last", &r->last, above.length, NULL);
    nk_explain_say(b, 2, "the first %u bits are equal: %s is the smallest prefix that holds all",
                   (unsigned)above.length, text);
    nk_explain_say(b, 2, "the other bits as numbers: last - first + 1 = %s - %s + 1 = %s addresses",
                   to, from, count);
    nk_explain_say(b, 0, "They are fewer than that prefix has: no one mask makes the range.");
}

bool nk_bits_picture_range(struct nk_bits_picture *x, const struct nk_range *r)
{
    struct nk_buf b = {0};
    struct nk_set set;
    struct nk_err err;
    if (++x->count > 1)
        nk_buf_add_byte(&b, '\n');
    nk_cidr_add_range(&b, r);
    nk_buf_add_byte(&b, '\n');
    tell_count(&b, r);
    nk_cidr_tell_fall_rule(&b);
    nk_set_init(&set);
    if (nk_set_add(&set, r, 0, &err))
        nk_cidr_tell_fall(&b, &set);
    else
        b.failed = true;
    nk_set_release(&set);
    return nk_cidr_tell_end(x->ctx, &b);
}

void nk_bits_picture_end(struct nk_bits_picture *x)
{
    struct nk_err err = {0};
    if (x->ctx->args->svg && x->count > 0 &&
        !nk_canvas_svg(&x->canvas, x->ctx->out, x->count == 1 ? x->first : "prefixes in binary",
                       &err))
        nk_cli_fail(x->ctx, &err);
    nk_canvas_release(&x->canvas);
}
