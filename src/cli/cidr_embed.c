#include "addr/put.h"
#include "cidr/embed.h"
#include "cli/cidr.h"
#include "cli/cidr_tell.h"
#include "netkit/special.h"

enum { NOTES_MAX = 10 };

/* ---- embed --------------------------------------------------------------- */

enum embed_field { E_INPUT, E_IPV4, E_IPV6, E_KIND, E_COUNT };

static const struct nk_field embed_fields[E_COUNT] = {
    [E_INPUT] = {"input", "input", "the IPv4 address as given", NK_TEXT, 0, 0},
    [E_IPV4] = {"ipv4", "ipv4", "the IPv4 address", NK_ADDR, 0, 0},
    [E_IPV6] = {"ipv6", "ipv6", "the IPv6 address that holds it; for 6to4 the site's /48",
                NK_PREFIX, NK_FIELD_BRIEF, 0},
    [E_KIND] = {"kind", "kind", "nat64 (RFC 6052), mapped or 6to4", NK_TEXT, 0, 0},
};

static const struct nk_schema embed_schema = {
    .fields = embed_fields,
    .count = E_COUNT,
    .operand = E_IPV6,
};

enum as { AS_MAPPED, AS_6TO4, AS_NAT64 };

static const char *const as_words[] = {"mapped", "6to4"};

/* What the options ask for, and how many addresses the well-known prefix should not hold. */
struct embedding {
    enum as as;
    struct nk_prefix prefix;
    bool well_known;
    uint64_t notes;
};

static bool expect_address(const struct nk_cidr_items *it, uint8_t family, struct nk_err *err)
{
    static const char *const found[] = {[NK_ITEM_ADDRESS] = "an address",
                                        [NK_ITEM_PREFIX] = "a prefix",
                                        [NK_ITEM_RANGE] = "a range"};
    const struct nk_item *item = &it->item;
    if (item->kind != NK_ITEM_ADDRESS)
        return nk_err_set(
            err, NK_ERR_INPUT, 0, it->at.len, "'%.*s' is %s: expected an IPv%u address",
            (int)(it->at.len < 100 ? it->at.len : 100), it->at.text, found[item->kind], family);
    if (item->prefix.addr.family != family)
        return nk_err_set(err, NK_ERR_INPUT, 0, it->at.len,
                          "'%.*s' is an IPv%u address: expected an IPv%u address",
                          (int)(it->at.len < 100 ? it->at.len : 100), it->at.text,
                          item->prefix.addr.family, family);
    return true;
}

/* RFC 6052 3.1: translators drop what has the well-known prefix and a non-global IPv4 address. */
static void note_non_global(const struct nk_cidr_items *it, struct embedding *e)
{
    const struct nk_addr *ipv4 = &it->item.prefix.addr;
    if (!e->well_known || nk_class_of(ipv4).global != NK_FALSE || ++e->notes > NOTES_MAX)
        return;
    char text[NK_ADDR_TEXT_MAX];
    nk_addr_format(ipv4, text);
    nk_cli_say(it->ctx, "%s is not global: translators drop it under 64:ff9b::/96 (RFC 6052 3.1)",
               text);
}

static bool put_embed(struct nk_record *r, const struct nk_cidr_items *it, void *closure,
                      struct nk_err *err)
{
    struct embedding *e = closure;
    if (!expect_address(it, NK_IPV4, err))
        return false;
    const struct nk_addr *ipv4 = &it->item.prefix.addr;
    struct nk_addr a =
        e->as == AS_NAT64 ? nk_embed_rfc6052(&e->prefix, ipv4) : nk_embed_mapped(ipv4);
    struct nk_prefix site = nk_embed_6to4(ipv4);
    note_non_global(it, e);
    nk_put_addr(r, E_IPV4, ipv4);
    if (e->as == AS_6TO4)
        nk_put_prefix(r, E_IPV6, &site);
    else
        nk_put_addr(r, E_IPV6, &a);
    nk_record_text(r, E_KIND, e->as == AS_NAT64 ? "nat64" : as_words[e->as]);
    return true;
}

static void tell_embed(struct nk_buf *b, const struct nk_record *r, const struct nk_cidr_items *it,
                       const void *closure)
{
    const struct embedding *e = closure;
    (void)r;
    nk_tell_embed(b, &it->item.prefix.addr, e->as == AS_NAT64 ? &e->prefix : NULL,
                  e->as == AS_MAPPED);
}

static enum nk_status run_embed(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_given *given = nk_args_find(args, "prefix");
    struct embedding e = {.as = AS_NAT64};
    if ((given != NULL) == nk_args_has(args, "as"))
        return nk_cli_misuse(ctx, "give either --prefix P or --as mapped|6to4");
    if (given != NULL && !nk_cidr_prefix_option(ctx, given, nk_embed_check, &e.prefix))
        return ctx->worst;
    if (given == NULL)
        e.as = (enum as)nk_args_number(args, "as", AS_MAPPED);
    else
        e.well_known = nk_embed_is_well_known(&e.prefix);
    enum nk_status status = nk_cidr_items_run(ctx, args, 0, put_embed, tell_embed, &e);
    if (e.notes > NOTES_MAX)
        nk_cli_say(ctx, "%llu more addresses are not global",
                   (unsigned long long)(e.notes - NOTES_MAX));
    return status;
}

static const struct nk_option embed_options[] = {
    {.name = "prefix",
     .arg = NK_ARG_WORD,
     .metavar = "P",
     .help = "an IPv6 prefix of length 32, 40, 48, 56, 64 or 96 (RFC 6052)"},
    {.name = "as",
     .arg = NK_ARG_CHOICE,
     .metavar = "KIND",
     .words = "mapped\0"
              "6to4",
     .help = "mapped: ::ffff:0:0/96; 6to4: the site's prefix under 2002::/16"},
    {.name = ""},
};

static const struct nk_example embed_examples[] = {
    {"cidr embed 192.0.2.33 --prefix 2001:db8:122:344::/64", "as RFC 6052 2.4 shows it"},
    {"cidr embed 192.0.2.1 --as 6to4", "the 6to4 prefix of a site"},
    {"cidr embed 192.0.2.33 --prefix 2001:db8:100::/40 --explain", "octet by octet"},
    {"", ""},
};

const struct nk_verb nk_cidr_embed_verb = {
    .name = "embed",
    .operands = "IPV4...",
    .summary = "an IPv4 address put into an IPv6 one",
    .about =
        "Writes IPv4 addresses as IPv6 ones: under a prefix of a translator (RFC 6052; bits 64 to "
        "71 stay zero), as IPv4-mapped address, or as 6to4 prefix. Addresses that are not global "
        "are embedded under the well-known prefix 64:ff9b::/96 too, with a note on standard "
        "error that translators drop them.",
    .options = embed_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_LENIENT | NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &embed_schema,
    .examples = embed_examples,
    .run = run_embed,
};

/* ---- extract ------------------------------------------------------------- */

enum extract_field { X_INPUT, X_IPV4, X_KIND, X_SERVER, X_PORT, X_PREFIX, X_COUNT };

static const struct nk_field extract_fields[X_COUNT] = {
    [X_INPUT] = {"input", "input", "the IPv6 address as given", NK_TEXT, 0, 0},
    [X_IPV4] = {"embedded_ipv4", "ipv4", "the IPv4 address in it; of Teredo the client's", NK_ADDR,
                NK_FIELD_BRIEF, 0},
    [X_KIND] = {"embedded_kind", "kind", "nat64 (RFC 6052), mapped, 6to4, teredo or isatap",
                NK_TEXT, NK_FIELD_BRIEF, 0},
    [X_SERVER] = {"server", "server", "the Teredo server", NK_ADDR, NK_FIELD_BRIEF, 0},
    [X_PORT] = {"port", "port", "the Teredo client's UDP port, as seen outside", NK_INT,
                NK_FIELD_BRIEF, 0},
    [X_PREFIX] = {"prefix", "prefix", "the prefix that the address is under", NK_PREFIX, 0, 0},
};

static const struct nk_schema extract_schema = {
    .fields = extract_fields,
    .count = X_COUNT,
    .operand = X_IPV4,
};

static bool put_extract(struct nk_record *r, const struct nk_cidr_items *it, void *closure,
                        struct nk_err *err)
{
    struct nk_embedded found;
    if (!expect_address(it, NK_IPV6, err))
        return false;
    if (!nk_embed_extract(&it->item.prefix.addr, closure, &found)) {
        nk_cli_status(it->ctx, NK_NO);
        return true;
    }
    nk_put_addr(r, X_IPV4, &found.ipv4);
    nk_record_text(r, X_KIND, found.kind);
    if (found.has_server) {
        nk_put_addr(r, X_SERVER, &found.server);
        nk_record_int(r, X_PORT, found.port);
    }
    nk_put_prefix(r, X_PREFIX, &found.prefix);
    return true;
}

static enum nk_status run_extract(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_given *given = nk_args_find(args, "prefix");
    struct nk_prefix prefix;
    if (given != NULL && !nk_cidr_prefix_option(ctx, given, nk_embed_check, &prefix))
        return ctx->worst;
    return nk_cidr_items_run(ctx, args, NK_PARSE_ZONE, put_extract, nk_tell_extract,
                             given != NULL ? &prefix : NULL);
}

static const struct nk_option extract_options[] = {
    {.name = "prefix",
     .arg = NK_ARG_WORD,
     .metavar = "P",
     .help = "a translator's prefix to try first (RFC 6052)"},
    {.name = ""},
};

static const struct nk_example extract_examples[] = {
    {"cidr extract 64:ff9b::192.0.2.33", "the IPv4 address behind a NAT64"},
    {"cidr extract --json 2001:0:4136:e378:8000:63bf:3fff:fdd2", "the parts of a Teredo address"},
    {"cidr extract --explain 2001:0:4136:e378:8000:63bf:3fff:fdd2", "which octets they are"},
    {"", ""},
};

const struct nk_verb nk_cidr_extract_verb = {
    .name = "extract",
    .operands = "IPV6...",
    .summary = "the IPv4 address in an IPv6 one",
    .about =
        "Finds the IPv4 address in IPv6 ones: under --prefix or the well-known 64:ff9b::/96 (RFC "
        "6052), IPv4-mapped, Teredo with its server and port (RFC 4380), 6to4 (RFC 3056), ISATAP "
        "(RFC 5214). Status 1 where there is none.",
    .options = extract_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_LENIENT | NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &extract_schema,
    .examples = extract_examples,
    .run = run_extract,
};
