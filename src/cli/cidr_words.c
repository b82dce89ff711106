#include "cli/cidr_words.h"

static enum nk_status run(struct nk_ctx *ctx, const struct nk_args *args,
                          bool (*next)(struct nk_cidr_items *it), unsigned flags,
                          nk_cidr_word_verb *put, void *closure)
{
    struct nk_record r;
    struct nk_cidr_items it;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    nk_cidr_items_init(&it, ctx, args, args->operands, args->operand_count);
    it.flags |= flags;
    it.record = &r;
    bool more = true;
    while (more && next(&it)) {
        struct nk_err err = {0};
        nk_record_slice(&r, 0, it.at.text, it.at.len);
        if (put(&r, &it, closure, &err))
            more = nk_record_end(&r);
        else
            more = nk_cidr_items_refuse(&it, &err);
    }
    nk_cidr_items_release(&it);
    return nk_cli_records_done(ctx, &r);
}

enum nk_status nk_cidr_words_run(struct nk_ctx *ctx, const struct nk_args *args,
                                 nk_cidr_word_verb *put, void *closure)
{
    return run(ctx, args, nk_cidr_items_word, 0, put, closure);
}

enum nk_status nk_cidr_items_run(struct nk_ctx *ctx, const struct nk_args *args, unsigned flags,
                                 nk_cidr_word_verb *put, void *closure)
{
    return run(ctx, args, nk_cidr_items_next, flags, put, closure);
}
