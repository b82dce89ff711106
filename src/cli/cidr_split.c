#include <stdio.h>

#include "cli/cidr.h"
#include "cli/cidr_explain.h"
#include "cli/cidr_items.h"

enum { F_INPUT, F_PREFIX };

/* How long the subnets are to be: a length, or as many bits more as a count needs. */
struct division {
    bool by_count;
    unsigned length;
    unsigned bits;
};

/* The length of the subnets of this network; false where it cannot be divided so. */
static bool division_length(const struct division *d, const struct nk_prefix *network,
                            unsigned *length, struct nk_err *err)
{
    unsigned width = nk_family_width(network->addr.family);
    unsigned want = d->by_count ? network->length + d->bits : d->length;
    if (want > width)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "a /%u cannot be split into /%u: IPv%u addresses have %u bits",
                          (unsigned)network->length, want, network->addr.family, width);
    if (want < network->length)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "a /%u cannot be split into /%u: those are larger than it is",
                          (unsigned)network->length, want);
    *length = want;
    return true;
}

/* The network that an item names; a range only where it is one. */
static bool item_network(const struct nk_item *item, struct nk_prefix *out, struct nk_err *err)
{
    if (item->kind == NK_ITEM_RANGE && !nk_range_prefix(&item->range, out))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "only a prefix can be split, and this range is none");
    *out = item->kind == NK_ITEM_RANGE ? *out : nk_prefix_network(&item->prefix);
    return true;
}

enum { KEPT = 1 << 18 }; /* more than a session keeps of a result, which then says so */

static bool write_subnets(struct nk_record *r, const struct nk_cidr_items *it,
                          const struct nk_prefix *network, unsigned length)
{
    struct nk_prefix sub = {.addr = network->addr, .length = (uint8_t)length};
    struct nk_addr last = nk_prefix_last(network), end;
    uint64_t left = r->mute ? KEPT : UINT64_MAX;
    bool more;
    do {
        nk_record_slice(r, F_INPUT, it->at.text, it->at.len);
        nk_cidr_put_prefix(r, F_PREFIX, &sub, it->at.label, it->at.label_len);
        more = nk_record_end(r);
        end = nk_prefix_last(&sub);
    } while (more && --left > 0 && nk_addr_compare(&end, &last) < 0 &&
             nk_addr_add(&end, nk_u128(0, 1), &sub.addr));
    return more;
}

/* ---- --explain ----------------------------------------------------------- */

enum { SHOWN = 8 }; /* subnets that the explanation lists before it says "and so on" */

/* One subnet: its number in binary between the network's bits and the host's. */
static void explain_subnet(struct nk_buf *b, const struct nk_prefix *network,
                           const struct nk_prefix *sub, uint64_t number)
{
    char text[NK_PREFIX_TEXT_MAX];
    unsigned bits = sub->length - network->length;
    nk_prefix_format(sub, text);
    nk_buf_add_text(b, "  ");
    for (unsigned i = bits < 16 ? bits : 16; i > 0; i--)
        nk_buf_add_byte(b, (char)('0' + (i <= 64 ? number >> (i - 1) & 1 : 0)));
    nk_buf_printf(b, "%s  %s\n", bits > 16 ? "..." : "", text);
}

static void explain_header(struct nk_buf *b, const struct nk_prefix *network, unsigned length)
{
    char text[NK_PREFIX_TEXT_MAX], count[NK_COUNT_TEXT_MAX], each[NK_COUNT_TEXT_MAX];
    unsigned width = nk_family_width(network->addr.family), bits = length - network->length;
    nk_prefix_format(network, text);
    nk_count_format(nk_count_bit(bits), count);
    nk_count_format(nk_count_bit(width - length), each);
    nk_buf_printf(b, "network        %s\n", text);
    nk_buf_printf(b, "new length     /%u: %u bits more than /%u\n", length, bits,
                  (unsigned)network->length);
    nk_buf_printf(b, "subnets        2^%u = %s\n", bits, count);
    nk_buf_printf(b, "addresses      2^(%u - %u) = %s each\n", width, length, each);
    nk_buf_printf(b, "The %u bits count the subnets:\n", bits);
}

static bool explain(struct nk_ctx *ctx, const struct nk_prefix *network, unsigned length)
{
    struct nk_buf b = {0};
    struct nk_prefix sub = {.addr = network->addr, .length = (uint8_t)length};
    unsigned bits = length - network->length;
    uint64_t total = bits < 63 ? UINT64_C(1) << bits : UINT64_MAX;
    explain_header(&b, network, length);
    for (uint64_t i = 0; i < total && i < SHOWN; i++) {
        /* many bits are cut to their first sixteen, which are zero for the first few */
        explain_subnet(&b, network, &sub, bits > 16 ? 0 : i);
        struct nk_addr end = nk_prefix_last(&sub);
        if (!nk_addr_add(&end, nk_u128(0, 1), &sub.addr))
            break;
    }
    if (total > SHOWN) {
        struct nk_addr last = nk_prefix_last(network);
        sub = nk_prefix_network(&(struct nk_prefix){last, (uint8_t)length});
        nk_buf_add_text(&b, "  ... and so on, up to\n");
        explain_subnet(&b, network, &sub, UINT64_MAX);
    }
    return nk_cidr_tell_end(ctx, &b);
}

/* ---- the verb ------------------------------------------------------------ */

static void split_items(struct nk_cidr_items *it, struct nk_record *r, const struct division *d)
{
    bool more = true;
    bool told = it->args->explain && r->format == NK_FORMAT_TEXT;
    while (more && nk_cidr_items_next(it)) {
        struct nk_prefix network;
        struct nk_err err = {0};
        unsigned length = 0;
        if (!item_network(&it->item, &network, &err) ||
            !division_length(d, &network, &length, &err)) {
            more = nk_cidr_items_refuse(it, &err);
            continue;
        }
        if (it->args->quiet)
            continue;
        more = !told || explain(it->ctx, &network, length);
        if (more && (!told || nk_cli_keeps(r)))
            more = write_subnets(r, it, &network, length);
    }
}

/* How many bits count to at least n: the exponent of the next power of two. */
static bool count_bits(struct nk_count n, unsigned *bits)
{
    for (*bits = 0; *bits <= 128; ++*bits)
        if (nk_count_compare(nk_count_bit(*bits), n) >= 0)
            return true;
    return false;
}

static bool read_division(struct nk_ctx *ctx, const struct nk_args *args, struct division *d)
{
    const struct nk_given *into = nk_args_find(args, "into");
    const struct nk_given *count = nk_args_find(args, "count");
    struct nk_count n;
    if ((into == NULL) == (count == NULL)) {
        nk_cli_misuse(ctx, "one of --into LEN and --count N has to say how to split");
        return false;
    }
    d->by_count = count != NULL;
    if (into != NULL)
        return nk_cidr_length_option(ctx, into, 128, &d->length);
    if (!nk_cidr_count_option(ctx, count, &n))
        return false;
    if (nk_count_compare(n, nk_count_of(0)) > 0 && count_bits(n, &d->bits))
        return true;
    struct nk_err err;
    nk_err_set(&err, NK_ERR_INPUT, 0, 0, "'%s' subnets: expected 1 to 2^128", count->text);
    nk_cli_bad_argument(ctx, count, &err);
    return false;
}

static enum nk_status run_split(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct division d = {0};
    struct nk_record r;
    if (!read_division(ctx, args, &d) || !nk_cli_records(ctx, &r))
        return ctx->worst;
    struct nk_cidr_items it;
    nk_cidr_items_init(&it, ctx, args, args->operands, args->operand_count);
    it.record = &r;
    it.networks = true;
    split_items(&it, &r, &d);
    nk_cidr_items_release(&it);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_option split_options[] = {
    {.name = "into", .arg = NK_ARG_WORD, .metavar = "LEN", .help = "the length of the subnets"},
    {.name = "count",
     .arg = NK_ARG_WORD,
     .metavar = "N",
     .help = "at least that many: the next power of two"},
    {.name = ""},
};

static const struct nk_example split_examples[] = {
    {"cidr split 192.0.2.0/24 --into 26", "the four quarters of a /24"},
    {"cidr split 2001:db8::/32 --count 3", "at least three subnets, as large as can be"},
    {"cidr split 192.0.2.0/24 --count 4 --explain", "the bits that count the subnets"},
    {"", ""},
};

const struct nk_verb nk_cidr_split_verb = {
    .name = "split",
    .operands = "PREFIX...",
    .summary = "the equal subnets of a prefix",
    .about =
        "Prints all subnets of one length, in order: of the length --into, or with --count the "
        "largest equal ones of which there are at least N.",
    .options = split_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &nk_cidr_input_prefix_schema,
    .examples = split_examples,
    .run = run_split,
};
