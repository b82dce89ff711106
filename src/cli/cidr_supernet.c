#include "cli/cidr.h"
#include "cli/cidr_items.h"

enum { F_INPUT, F_PREFIX };

/* Widens a range, "no address" at first, so that it covers another. */
static void cover_add(struct nk_range *cover, const struct nk_range *r)
{
    if (cover->first.family == NK_FAMILY_NONE) {
        *cover = *r;
        return;
    }
    if (nk_addr_compare(&r->first, &cover->first) < 0)
        cover->first = r->first;
    if (nk_addr_compare(&r->last, &cover->last) > 0)
        cover->last = r->last;
}

static void write_covers(struct nk_cidr_items *it, struct nk_record *r)
{
    struct nk_range covers[2] = {0}; /* one a family */
    while (nk_cidr_items_next(it))
        cover_add(&covers[it->item.range.first.family == NK_IPV6], &it->item.range);
    for (size_t i = 0; i < 2 && !it->unread; i++) {
        if (covers[i].first.family == NK_FAMILY_NONE)
            continue;
        struct nk_prefix p = nk_range_supernet(&covers[i]);
        nk_cidr_put_prefix(r, F_PREFIX, &p, NULL, 0);
        nk_record_end(r);
    }
}

/* The prefix of that length above an item; false where the item does not fit into one. */
static bool prefix_above(const struct nk_item *item, unsigned length, struct nk_prefix *out,
                         struct nk_err *err)
{
    struct nk_prefix cover = nk_range_supernet(&item->range);
    unsigned width = nk_family_width(cover.addr.family);
    if (length > width)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "an IPv4 prefix has at most 32 bits, --length asks for %u", length);
    if (cover.length < length)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "it does not fit into one /%u: it needs a /%u",
                          length, (unsigned)cover.length);
    cover.length = (uint8_t)length;
    *out = nk_prefix_network(&cover);
    return true;
}

static void write_above(struct nk_cidr_items *it, struct nk_record *r, unsigned length)
{
    bool more = true;
    while (more && nk_cidr_items_next(it)) {
        struct nk_prefix p;
        struct nk_err err = {0};
        if (!prefix_above(&it->item, length, &p, &err)) {
            more = nk_cidr_items_refuse(it, &err);
            continue;
        }
        nk_record_slice(r, F_INPUT, it->at.text, it->at.len);
        nk_cidr_put_prefix(r, F_PREFIX, &p, it->at.label, it->at.label_len);
        more = nk_record_end(r);
    }
}

static enum nk_status run_supernet(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_given *given = nk_args_find(args, "length");
    unsigned length = 0;
    if (given != NULL && !nk_cidr_length_option(ctx, given, 128, &length))
        return ctx->worst;
    struct nk_record r;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    struct nk_cidr_items it;
    nk_cidr_items_init(&it, ctx, args, args->operands, args->operand_count);
    it.record = &r;
    it.networks = true;
    if (given != NULL)
        write_above(&it, &r, length);
    else
        write_covers(&it, &r);
    nk_cidr_items_release(&it);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_option supernet_options[] = {
    {.name = "length",
     .arg = NK_ARG_WORD,
     .metavar = "LEN",
     .help = "the prefix of that length above each item, instead of one above all"},
    {.name = NULL},
};

static const struct nk_example supernet_examples[] = {
    {"cidr supernet 10.0.3.7 10.0.9.1", "the smallest prefix that holds both"},
    {"cidr supernet --length 24 10.0.3.7 10.0.9.1", "the /24 of each address"},
    {NULL, NULL},
};

const struct nk_verb nk_cidr_supernet_verb = {
    .name = "supernet",
    .operands = "ITEM...",
    .summary = "the smallest single prefix that covers all",
    .about =
        "Prints the longest prefix that covers every item (RFC 4632), one for each family that "
        "occurs. With --length, prints for each item the prefix of that length above it.",
    .options = supernet_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_FAMILY | NK_COMMON_LENIENT | NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &nk_cidr_input_prefix_schema,
    .examples = supernet_examples,
    .run = run_supernet,
};
