#include "cli/cidr.h"
#include "cli/cidr_tell.h"

enum field { F_INPUT, F_ASPLAIN, F_ASDOT, F_ASDOT_PLUS, F_BITS, F_KIND, F_COUNT };

static const struct nk_field asn_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the AS number as given", NK_TEXT, 0, 0},
    [F_ASPLAIN] = {"asplain", "asplain", "as one decimal number (RFC 5396)", NK_TEXT,
                   NK_FIELD_BRIEF, 0},
    [F_ASDOT] = {"asdot", "asdot", "32-bit numbers as two of 16 bits with a dot", NK_TEXT,
                 NK_FIELD_BRIEF, 0},
    [F_ASDOT_PLUS] = {"asdot_plus", "asdot+", "every number with a dot", NK_TEXT, NK_FIELD_BRIEF,
                      0},
    [F_BITS] = {"bits", "bits", "16 where it fits in them, else 32", NK_INT, NK_FIELD_BRIEF, 0},
    [F_KIND] = {"kind", "kind", "public, private, documentation, reserved or as_trans", NK_TEXT,
                NK_FIELD_BRIEF, 0},
};

static const struct nk_schema asn_schema = {
    .fields = asn_fields,
    .count = F_COUNT,
    .operand = F_ASPLAIN,
};

static bool put_asn(struct nk_record *r, const struct nk_cidr_items *it, void *closure,
                    struct nk_err *err)
{
    (void)closure;
    static size_t (*const formats[])(uint32_t asn, char *text) = {
        [F_ASPLAIN] = nk_asn_format_plain,
        [F_ASDOT] = nk_asn_format_dot,
        [F_ASDOT_PLUS] = nk_asn_format_dot_plus,
    };
    uint32_t asn;
    char text[NK_ASN_TEXT_MAX];
    if (!nk_asn_parse(it->at.text, it->at.len, &asn, err))
        return false;
    for (size_t field = F_ASPLAIN; field <= F_ASDOT_PLUS; field++)
        nk_record_slice(r, field, text, formats[field](asn, text));
    nk_record_int(r, F_BITS, asn <= UINT16_MAX ? 16 : 32);
    nk_record_text(r, F_KIND, nk_asn_kind(asn));
    return true;
}

static enum nk_status run_asn(struct nk_ctx *ctx, const struct nk_args *args)
{
    return nk_cidr_words_run(ctx, args, put_asn, nk_tell_asn, NULL);
}

static const struct nk_example asn_examples[] = {
    {"cidr asn 4200000001", "a private 32-bit number in all spellings"},
    {"cidr asn AS1.10 --fields asplain,kind", "from asdot to asplain"},
    {"cidr asn 65546 --explain", "the two halves, and the registry's run"},
    {"", ""},
};

const struct nk_verb nk_cidr_asn_verb = {
    .name = "asn",
    .operands = "AS...",
    .summary = "an AS number in asplain, asdot and asdot+, and its kind",
    .about = "Reads autonomous system numbers in any spelling of RFC 5396 (65546, 1.10, with or "
             "without AS) and prints all of them, whether 16 bits hold the number, and whether it "
             "is public, private (RFC 6996), for documentation (RFC 5398), reserved, or AS_TRANS "
             "(RFC 6793).",
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &asn_schema,
    .examples = asn_examples,
    .run = run_asn,
};
