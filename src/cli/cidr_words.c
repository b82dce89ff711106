#include "cli/cidr_words.h"

#include <string.h>

#include "cidr/entry.h"
#include "cli/cidr_tell.h"

/* What is done with each word, and how it is told. */
struct word_verb {
    nk_cidr_word_verb *put;
    nk_cidr_word_teller *tell;
    void *closure;
};

static bool tell_word(struct nk_record *r, const struct word_verb *verb,
                      const struct nk_cidr_items *it)
{
    struct nk_buf told = {0};
    verb->tell(&told, r, it, verb->closure);
    nk_tell_answer(&told, r);
    bool more = nk_record_end_told(r, &told);
    nk_buf_release(&told);
    return more;
}

static enum nk_status run(struct nk_ctx *ctx, const struct nk_args *args,
                          bool (*next)(struct nk_cidr_items *it), unsigned flags,
                          const struct word_verb *verb)
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
        if (!verb->put(&r, &it, verb->closure, &err))
            more = nk_cidr_items_refuse(&it, &err);
        else
            more = nk_cli_explains(ctx) ? tell_word(&r, verb, &it) : nk_record_end(&r);
    }
    nk_cidr_items_release(&it);
    return nk_cli_records_done(ctx, &r);
}

enum nk_status nk_cidr_words_run(struct nk_ctx *ctx, const struct nk_args *args,
                                 nk_cidr_word_verb *put, nk_cidr_word_teller *tell, void *closure)
{
    return run(ctx, args, nk_cidr_items_word, 0, &(struct word_verb){put, tell, closure});
}

enum nk_status nk_cidr_items_run(struct nk_ctx *ctx, const struct nk_args *args, unsigned flags,
                                 nk_cidr_word_verb *put, nk_cidr_word_teller *tell, void *closure)
{
    return run(ctx, args, nk_cidr_items_next, flags, &(struct word_verb){put, tell, closure});
}

bool nk_cidr_operand_load(struct nk_ctx *ctx, const struct nk_args *args, size_t operand,
                          struct nk_record *r, struct nk_set *set, char *text)
{
    struct nk_err err = {0};
    struct nk_cidr_items it;
    bool done = true, list = nk_cidr_operand_is_list(args->operands[operand]);
    nk_set_init(set);
    *text = '\0';
    nk_cidr_items_init(&it, ctx, args, args->operands + operand, 1);
    it.networks = true;
    it.record = r;
    while (done && nk_cidr_items_next(&it)) {
        done = nk_set_add(set, &it.item.range, NK_LABEL_NONE, &err);
        if (!list && it.item.kind == NK_ITEM_PREFIX) {
            struct nk_prefix network = nk_prefix_network(&it.item.prefix);
            nk_prefix_format(&network, text);
        } else if (!list) {
            struct nk_entry entry = nk_entry_of(&it.item);
            nk_entry_format(&entry, text);
        }
    }
    done = done && nk_set_normalise(set, &err);
    if (!done)
        nk_cli_fail(ctx, &err);
    nk_cidr_items_release(&it);
    return done && !it.failed && !it.unread && (list || it.refused == 0);
}

bool nk_cidr_prefix_option(struct nk_ctx *ctx, const struct nk_given *given,
                           nk_cidr_prefix_check *check, struct nk_prefix *p)
{
    struct nk_err err = {0};
    struct nk_prefix read;
    size_t len = strlen(given->text);
    if (!nk_prefix_parse(given->text, len, &read, &err) || (check != NULL && !check(&read, &err))) {
        if (err.length == 0)
            err.length = len;
        nk_cli_bad_argument(ctx, given, &err);
        return false;
    }
    *p = nk_cli_network(ctx, &read);
    return true;
}
