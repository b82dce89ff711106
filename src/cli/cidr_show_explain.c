#include "cli/cidr_show_explain.h"

#include "cidr/bits.h"

bool nk_cidr_show_explain(struct nk_ctx *ctx, const struct nk_prefix *p, bool first)
{
    struct nk_canvas canvas;
    struct nk_err err = {0};
    char title[NK_PREFIX_TEXT_MAX];
    nk_canvas_init(&canvas, 80);
    nk_bits_draw(&canvas, p);
    nk_prefix_format(p, title);
    if (!first)
        nk_out_byte(ctx->out, '\n');
    bool done = ctx->args->svg ? nk_canvas_svg(&canvas, ctx->out, title, &err)
                               : nk_canvas_text(&canvas, ctx->out, !ctx->utf8, ctx->color, &err);
    if (!done)
        nk_cli_fail(ctx, &err);
    nk_canvas_release(&canvas);
    return done;
}
