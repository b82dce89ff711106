/* Fields that are addresses, and those that are one only sometimes. */
#include "dns/kinds.h"

static void put_addr(struct nk_buf *b, const struct nk_field_in *in)
{
    struct nk_addr a = nk_octets_addr(nk_field_bytes(in), nk_field_len(in));
    nk_buf_put_addr(b, &a);
}

static bool parse_addr(struct nk_field_out *o, uint8_t family)
{
    struct nk_word w;
    struct nk_addr a;
    if (!nk_word_need(o, &w) || !nk_word_addr(o, &w, family, &a))
        return false;
    nk_buf_put_addr_octets(o->out, &a);
    return true;
}

static bool addr_parse(struct nk_field_out *o)
{
    return parse_addr(o, o->kind->size == 4 ? NK_IPV4 : NK_IPV6);
}

const struct nk_field_kind nk_kind_a = {
    .size = 4, .text = put_addr, .json = nk_field_json_text, .parse = addr_parse};
const struct nk_field_kind nk_kind_aaaa = {
    .size = 16, .text = put_addr, .json = nk_field_json_text, .parse = addr_parse};

/* ---- gateways (RFC 4025 2.5, RFC 8777 4.2.4) ------------------------------------------ */

enum gateway { GATEWAY_NONE, GATEWAY_IPV4, GATEWAY_IPV6, GATEWAY_NAME };

static unsigned gateway_of(const struct nk_field_in *in)
{
    return in->bytes[in->start + 1] & in->field->param;
}

static const char *gateway_skip(struct nk_field_in *in)
{
    switch (gateway_of(in)) {
    case GATEWAY_NONE:
        return NULL;
    case GATEWAY_IPV4:
        return nk_field_take(in, 4);
    case GATEWAY_IPV6:
        return nk_field_take(in, 16);
    case GATEWAY_NAME:
        return nk_name_field_skip(in);
    default: /* nobody knows how long it is */
        in->opaque = true;
        return nk_field_take_all(in);
    }
}

static void gateway_text(struct nk_buf *b, const struct nk_field_in *in)
{
    if (gateway_of(in) == GATEWAY_NONE)
        nk_buf_add_byte(b, '.');
    else if (gateway_of(in) == GATEWAY_NAME)
        nk_name_field_text(b, in);
    else
        put_addr(b, in);
}

static void gateway_json(struct nk_buf *b, const struct nk_field_in *in)
{
    if (gateway_of(in) == GATEWAY_NONE)
        nk_json_word(b, "null");
    else
        nk_field_json_text(b, in);
}

static void gateway_expand(struct nk_buf *b, const struct nk_field_in *in, bool lower)
{
    if (gateway_of(in) == GATEWAY_NAME)
        nk_name_field_expand(b, in, lower);
    else
        nk_buf_add(b, (const char *)nk_field_bytes(in), nk_field_len(in));
}

static bool gateway_parse(struct nk_field_out *o)
{
    struct nk_word w;
    if (o->out->failed)
        return true;
    switch ((uint8_t)o->out->data[o->start + 1] & o->field->param) {
    case GATEWAY_NONE:
        return nk_word_need(o, &w) &&
               (nk_word_is(&w, ".") || nk_word_wrong(o, &w, "'.', as type 0 asks"));
    case GATEWAY_IPV4:
        return parse_addr(o, NK_IPV4);
    case GATEWAY_IPV6:
        return parse_addr(o, NK_IPV6);
    case GATEWAY_NAME:
        return nk_name_field_parse(o);
    default:
        return nk_word_need(o, &w) &&
               nk_word_wrong(o, &w, "known: types are 0 to 3, others have \\# only");
    }
}

const struct nk_field_kind nk_kind_gateway = {.skip = gateway_skip,
                                              .text = gateway_text,
                                              .json = gateway_json,
                                              .expand = gateway_expand,
                                              .parse = gateway_parse};

/* ---- A6 (RFC 2874 3.1) ------------------------------------------------------------------ */

static const char *suffix_skip(struct nk_field_in *in)
{
    unsigned prefix = in->bytes[in->start];
    if (prefix > 128) {
        in->bad_at = in->start;
        return "the prefix length is over 128";
    }
    const char *why = nk_field_take(in, 16u - prefix / 8);
    if (why != NULL || prefix % 8 == 0)
        return why;
    return in->bytes[in->bad_at] >> (8 - prefix % 8) == 0 ? NULL : "bits of the prefix are not 0";
}

static void suffix_text(struct nk_buf *b, const struct nk_field_in *in)
{
    size_t len = nk_field_len(in);
    uint8_t octets[16] = {0};
    if (len == 0)
        return;
    memcpy(octets + sizeof octets - len, nk_field_bytes(in), len);
    struct nk_addr a = nk_octets_addr(octets, sizeof octets);
    nk_buf_put_addr(b, &a);
}

static void part_json(struct nk_buf *b, const struct nk_field_in *in)
{
    if (nk_field_len(in) == 0)
        nk_json_word(b, "null");
    else
        nk_field_json_text(b, in);
}

static bool suffix_parse(struct nk_field_out *o)
{
    struct nk_word w;
    struct nk_addr a;
    if (o->out->failed)
        return true;
    unsigned prefix = (uint8_t)o->out->data[o->start];
    if (prefix > 128)
        return nk_err_set(o->err, NK_ERR_INPUT, 0, o->at, "the prefix length is over 128");
    if (prefix == 128)
        return true;
    if (!nk_word_need(o, &w) || !nk_word_addr(o, &w, NK_IPV6, &a))
        return false;
    struct nk_u128 bits = nk_u128_and(nk_addr_bits(a), nk_u128_low_ones(128 - prefix));
    size_t len = 16u - prefix / 8;
    if (len > 8)
        nk_buf_put_octets(o->out, bits.hi, len - 8);
    nk_buf_put_octets(o->out, bits.lo, len > 8 ? 8 : len);
    return true;
}

const struct nk_field_kind nk_kind_a6_suffix = {
    .skip = suffix_skip, .text = suffix_text, .json = part_json, .parse = suffix_parse};

static const char *a6_name_skip(struct nk_field_in *in)
{
    return in->bytes[in->start] == 0 ? NULL : nk_name_field_skip(in);
}

static void a6_name_text(struct nk_buf *b, const struct nk_field_in *in)
{
    if (nk_field_len(in) > 0)
        nk_name_field_text(b, in);
}

static bool a6_name_parse(struct nk_field_out *o)
{
    return o->out->failed || o->out->data[o->start] == 0 || nk_name_field_parse(o);
}

const struct nk_field_kind nk_kind_a6_name = {.skip = a6_name_skip,
                                              .text = a6_name_text,
                                              .json = part_json,
                                              .expand = nk_name_field_expand,
                                              .parse = a6_name_parse};
