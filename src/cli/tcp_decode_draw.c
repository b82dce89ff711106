/* The pictures of `tcp-state decode`. */
#include <stdio.h>
#include <string.h>

#include "cli/tcp_decode.h"
#include "packet/picture.h"

/* ---- headings ------------------------------------------------------------ */

/* Seconds since 1970 with nine decimals, as the keys of replay have it. */
static void put_time(struct nk_canvas *c, size_t row, unsigned column, int64_t time)
{
    enum { NANO = 1000000000 };
    int64_t seconds = time / NANO, rest = time % NANO;
    if (rest < 0) {
        rest += NANO;
        seconds--;
    }
    nk_canvas_printf(c, row, column, NK_INK_DIM, "time %lld.%09lld", (long long)seconds,
                     (long long)rest);
}

static void draw_heading(struct nk_canvas *c, const struct nk_decoded *p)
{
    size_t row = c->rows;
    const struct nk_packet *k = p->packet;
    char text[160];
    int n = snprintf(text, sizeof text, "packet %llu: %u octet%s", (unsigned long long)k->number,
                     k->length, k->length == 1 ? "" : "s");
    if (k->captured < k->length)
        n += snprintf(text + n, sizeof text - (size_t)n, ", %u captured", k->captured);
    if (p->assumed != NULL)
        snprintf(text + n, sizeof text - (size_t)n, ", taken for %s (--link says otherwise)",
                 p->assumed);
    nk_canvas_put(c, row, 0, NK_INK_STRONG, text);
    if (p->capture && k->timed)
        put_time(c, row, NK_PICTURE_COLUMNS - 25, k->time);
}

static void draw_header_heading(struct nk_canvas *c, const struct nk_part *p)
{
    size_t row = c->rows;
    bool says = strstr(p->name, "header") != NULL;
    nk_canvas_printf(c, row, 0, NK_INK_STRONG, "%s%s%s: %llu octets from octet %u on (%s)",
                     p->quoted ? "quoted " : "", p->name, says ? "" : " header",
                     (unsigned long long)p->bits / 8, p->offset, p->header->section);
}

static void blank(struct nk_canvas *c)
{
    nk_canvas_put(c, c->rows, 0, NK_INK_PLAIN, "");
}

/* ---- one packet ---------------------------------------------------------- */

/* A header or data in the views that are wanted. */
static void draw_part(struct nk_canvas *c, const struct nk_decoded *p, size_t at, unsigned views,
                      bool explain)
{
    const struct nk_part *part = &p->d->parts[at];
    if (part->kind == NK_PART_HEADER) {
        blank(c);
        draw_header_heading(c, part);
        if (explain && nk_part_help(part) != NULL)
            nk_canvas_put(c, c->rows, 0, NK_INK_DIM, nk_part_help(part));
        if (views & NK_DECODE_ROWS)
            nk_picture_rows(c, p->d, at);
    } else if (views & NK_DECODE_LIST) {
        blank(c);
    }
    if (views & NK_DECODE_LIST)
        nk_picture_list(c, p->d, at, explain);
}

static bool flush(struct nk_ctx *ctx, struct nk_canvas *c, struct nk_err *err)
{
    bool good = nk_canvas_text(c, ctx->out, ctx->args->ascii || !ctx->utf8, ctx->color, err);
    c->rows = 0;
    return good;
}

/* A header at a time goes out: pictures are larger than packets. */
bool nk_decode_draw(struct nk_ctx *ctx, const struct nk_decoded *p, unsigned views,
                    struct nk_err *err)
{
    struct nk_canvas c;
    nk_canvas_init(&c, NK_PICTURE_COLUMNS);
    draw_heading(&c, p);
    if (views & NK_DECODE_BOXES)
        nk_picture_boxes(&c, p->d);
    bool good = flush(ctx, &c, err);
    for (size_t i = 0; good && i < p->d->count && views != NK_DECODE_BOXES;
         i = nk_picture_next(p->d, i)) {
        draw_part(&c, p, i, views, nk_cli_explains(ctx));
        good = flush(ctx, &c, err);
    }
    nk_canvas_release(&c);
    return good;
}

bool nk_decode_svg(struct nk_ctx *ctx, const struct nk_decoded *p, unsigned views,
                   struct nk_err *err)
{
    struct nk_canvas c;
    char title[64];
    nk_canvas_init(&c, NK_PICTURE_COLUMNS);
    draw_heading(&c, p);
    if (views & NK_DECODE_BOXES)
        nk_picture_boxes(&c, p->d);
    for (size_t i = 0; i < p->d->count && views != NK_DECODE_BOXES; i = nk_picture_next(p->d, i))
        draw_part(&c, p, i, views, ctx->args->explain);
    snprintf(title, sizeof title, "packet %llu", (unsigned long long)p->packet->number);
    bool good = nk_canvas_svg(&c, ctx->out, title, err);
    nk_canvas_release(&c);
    return good;
}
