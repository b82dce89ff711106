#include "cli/cidr.h"
#include "cli/cidr_explain.h"
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

/* ---- --explain ----------------------------------------------------------- */

/* The bits of both ends, and the network: first AND mask. */
static void tell_ends(struct nk_buf *b, const struct nk_range *range, unsigned length)
{
    uint8_t family = range->first.family;
    struct nk_addr mask = nk_prefix_netmask(family, length);
    struct nk_prefix network = {range->first, (uint8_t)length};
    network = nk_prefix_network(&network);
    nk_cidr_tell_bits(b, "first", &range->first, length, NULL);
    nk_cidr_tell_bits(b, "netmask", &mask, length, "AND");
    nk_cidr_tell_rule(b, family);
    nk_cidr_tell_bits(b, "network", &network.addr, length, NULL);
}

/* What the first and the last of all addresses have in common. */
static bool tell_cover(struct nk_ctx *ctx, const struct nk_range *cover, uint64_t items)
{
    struct nk_buf b = {0};
    struct nk_prefix p = nk_range_supernet(cover);
    uint8_t family = cover->first.family;
    unsigned width = nk_family_width(family);
    struct nk_addr differ =
        nk_addr_of(family, nk_u128_xor(nk_addr_bits(cover->first), nk_addr_bits(cover->last)));
    nk_explain_say(&b, 0,
                   "IPv%u, %llu item%s: what lies between the first address and the last "
                   "begins with the bits that those two share.",
                   (unsigned)family, (unsigned long long)items, items == 1 ? "" : "s");
    nk_cidr_tell_group(&b, family, p.length);
    nk_cidr_tell_bits(&b, "first", &cover->first, p.length, NULL);
    nk_cidr_tell_bits(&b, "last", &cover->last, p.length, "XOR");
    nk_cidr_tell_rule(&b, family);
    nk_cidr_tell_bits(&b, "differ", &differ, p.length, NULL);
    if (p.length == width)
        nk_explain_say(&b, 2, "no bit differs: all %u are in the prefix", width);
    else
        nk_explain_say(&b, 2, "the first 1 is bit %u: %u bit%s before it, a /%u (RFC 4632 3.1)",
                       p.length + 1u, (unsigned)p.length, p.length == 1 ? "" : "s",
                       (unsigned)p.length);
    tell_ends(&b, cover, p.length);
    nk_explain_say(&b, 0, "The longest prefix above:");
    return nk_cidr_tell_end(ctx, &b);
}

/* The first bits of an item are the prefix, the others become 0. */
static bool tell_above(struct nk_ctx *ctx, const struct nk_item *item, unsigned length)
{
    struct nk_buf b = {0};
    struct nk_prefix cover = nk_range_supernet(&item->range);
    nk_cidr_tell_range(&b, 0, "item", &item->range);
    if (item->kind != NK_ITEM_ADDRESS)
        nk_explain_say(&b, 2, "all of it has the same first %u bits, so it fits into a /%u",
                       (unsigned)cover.length, length);
    nk_cidr_tell_group(&b, item->range.first.family, length);
    tell_ends(&b, &item->range, length);
    nk_explain_say(&b, 2, "the first %u bits stay, the other %u become 0:", length,
                   nk_family_width(item->range.first.family) - length);
    return nk_cidr_tell_end(ctx, &b);
}

/* ---- the verb ------------------------------------------------------------ */

static void write_covers(struct nk_cidr_items *it, struct nk_record *r)
{
    struct nk_range covers[2] = {0}; /* one a family */
    uint64_t items[2] = {0};
    while (nk_cidr_items_next(it)) {
        bool ipv6 = it->item.range.first.family == NK_IPV6;
        cover_add(&covers[ipv6], &it->item.range);
        items[ipv6]++;
    }
    for (size_t i = 0; i < 2 && !it->unread; i++) {
        if (covers[i].first.family == NK_FAMILY_NONE)
            continue;
        struct nk_prefix p = nk_range_supernet(&covers[i]);
        if (nk_cli_explains(it->ctx) && !tell_cover(it->ctx, &covers[i], items[i]))
            return;
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
        if (nk_cli_explains(it->ctx) && !tell_above(it->ctx, &it->item, length))
            return;
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
    {.name = ""},
};

static const struct nk_example supernet_examples[] = {
    {"cidr supernet 10.0.3.7 10.0.9.1", "the smallest prefix that holds both"},
    {"cidr supernet --length 24 10.0.3.7 10.0.9.1", "the /24 of each address"},
    {"cidr supernet --explain 10.0.3.7 10.0.9.1", "the bits that both share"},
    {"", ""},
};

const struct nk_verb nk_cidr_supernet_verb = {
    .name = "supernet",
    .operands = "ITEM...",
    .summary = "the smallest single prefix that covers all",
    .about =
        "Prints the longest prefix that covers every item (RFC 4632), one for each family that "
        "occurs. With --length, prints for each item the prefix of that length above it.",
    .options = supernet_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &nk_cidr_input_prefix_schema,
    .examples = supernet_examples,
    .run = run_supernet,
};
