/* Lines that pass through a look-up in bulk: blocks of them, by one thread or several. */
#include <stdlib.h>
#include <string.h>

#include "base/blocks.h"
#include "cli/route_lookup.h"

/* One stream of lines. */
struct bulk {
    struct nk_lookup *x;
    struct nk_annotator annotator;
    const char *source;
};

/* ---- may it? ------------------------------------------------------------- */

/* A packet of which nothing is said but where it goes; the user counts for rules only. */
static bool is_plain_flow(const struct nk_flow *f)
{
    return f->src.family == NK_FAMILY_NONE && f->iif == NULL && f->oif == NULL && f->vrf == NULL &&
           f->mark == 0 && f->tos == 0 && f->ipproto == 0 && f->sport == 0 && f->dport == 0;
}

bool nk_lookup_is_bulk(const struct nk_lookup *x)
{
    const struct nk_record *r = &x->record;
    return x->columns && !r->chosen && !r->header && r->tap == NULL && !x->all && !x->by_kernel &&
           !nk_lookup_explains(x) && !x->ctx->out_tty && x->args->family == NK_FAMILY_NONE &&
           is_plain_flow(&x->flow) && nk_answers_suffice(&x->fib);
}

/* ---- blocks -------------------------------------------------------------- */

static bool work(void *closure, struct nk_block *b)
{
    const struct bulk *k = closure;
    return nk_annotate_block(&k->annotator, b->lines.text, b->lines.len, b->result, &b->err);
}

/* Sends what stands between two odd lines, and the odd line by the careful way. */
static void send_odd(struct bulk *k, const struct nk_block *b, const struct nk_annotate_odd *odd)
{
    struct nk_input_item at = {
        .source = k->source,
        .number = b->lines.number + odd->number,
        .text = "",
        .line = b->lines.text + odd->line,
        .line_len = odd->len,
    };
    nk_lookup_line(k->x, &at);
}

static bool send_block(struct bulk *k, const struct nk_block *b)
{
    const struct nk_annotated *made = b->result;
    struct nk_out *out = k->x->ctx->out;
    size_t sent = 0;
    for (size_t i = 0; i < made->odd_count && !k->x->stop; i++) {
        nk_out_write(out, made->text.data + sent, made->odd[i].at - sent);
        sent = made->odd[i].at;
        send_odd(k, b, &made->odd[i]);
    }
    if (!k->x->stop && made->text.len > sent)
        nk_out_write(out, made->text.data + sent, made->text.len - sent);
    nk_out_end_line(out);
    return !k->x->stop && out->error == 0;
}

/* A line that is refused still yields its line; a failure ends the input. */
static bool send_refused(struct bulk *k, const struct nk_block *b)
{
    const struct nk_input_item at = {.source = k->source,
                                     .number = b->number,
                                     .text = "",
                                     .line = "",
                                     .ended = b->status == NK_LINES_FAILED};
    if (!nk_cli_bad_item(k->x->ctx, &at, &b->err))
        k->x->stop = true;
    if (b->status == NK_LINES_TOO_LONG)
        nk_lookup_end(k->x, &at, true);
    return !k->x->stop;
}

static bool take(void *closure, struct nk_block *b)
{
    struct bulk *k = closure;
    if (b->status != NK_LINES_OK)
        return send_refused(k, b);
    if (b->worked)
        return send_block(k, b);
    nk_cli_fail(k->x->ctx, &b->err);
    k->x->stop = true;
    return false;
}

/* ---- the whole ----------------------------------------------------------- */

static bool make_answers(struct nk_lookup *x)
{
    struct nk_err err = {0};
    if (x->answers.slots != NULL || nk_answers_build(&x->answers, &x->fib, &err))
        return true;
    nk_cli_fail(x->ctx, &err);
    x->stop = true;
    return false;
}

/* Blocks through as many threads, each of which may be two blocks ahead. */
static void run(struct bulk *k, struct nk_lines *lines, size_t count, struct nk_annotated *made,
                void **results)
{
    struct nk_err err = {0};
    for (size_t i = 0; i < count; i++)
        results[i] = &made[i];
    const struct nk_blocks blocks = {.lines = lines,
                                     .threads = (unsigned)(count / 2),
                                     .results = results,
                                     .result_count = count,
                                     .work = work,
                                     .take = take,
                                     .closure = k};
    if (!nk_blocks_run(&blocks, &err)) {
        nk_cli_fail(k->x->ctx, &err);
        k->x->stop = true;
    }
    for (size_t i = 0; i < count; i++)
        nk_annotated_release(&made[i]);
}

void nk_lookup_bulk(struct nk_lookup *x, struct nk_lines *lines)
{
    if (!make_answers(x))
        return;
    struct bulk k = {.x = x,
                     .annotator = {.lpm = x->fib.part_count > 0 ? x->fib.parts[0].lpm : NULL,
                                   .answers = &x->answers,
                                   .field = x->by_field ? x->field : 0,
                                   .delimiter = x->delimiter},
                     .source = lines->source};
    size_t count = x->args->threads > 1 ? 2 * (size_t)x->args->threads : 1;
    struct nk_annotated *made = calloc(count, sizeof *made);
    void **results = calloc(count, sizeof *results);
    if (made != NULL && results != NULL) {
        run(&k, lines, count, made, results);
    } else {
        struct nk_err err;
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
        x->stop = true;
    }
    free(made);
    free(results);
}
