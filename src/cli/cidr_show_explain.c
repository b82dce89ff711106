#include "cli/cidr_show_explain.h"

#include <stdio.h>

#include "cidr/bits.h"

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

void nk_bits_picture_end(struct nk_bits_picture *x)
{
    struct nk_err err = {0};
    if (x->ctx->args->svg && x->count > 0 &&
        !nk_canvas_svg(&x->canvas, x->ctx->out, x->count == 1 ? x->first : "prefixes in binary",
                       &err))
        nk_cli_fail(x->ctx, &err);
    nk_canvas_release(&x->canvas);
}
