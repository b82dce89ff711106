#include <string.h>

#include "addr/put.h"
#include "cli/cidr.h"
#include "cli/cidr_tell.h"
#include "netkit/mac.h"

enum field {
    F_INPUT,
    F_MAC,
    F_KIND,
    F_ADMINISTRATION,
    F_OUI,
    F_EUI64,
    F_LINK_LOCAL,
    F_SOLICITED_NODE,
    F_SLAAC,
    F_DASH,
    F_DOT,
    F_COUNT
};

#define SHEET NK_FIELD_SHEET

static const struct nk_field mac_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the identifier as given", NK_TEXT, 0, 0},
    [F_MAC] = {"mac", "mac", "with colons, in lower case", NK_TEXT, SHEET | NK_FIELD_BRIEF, 0},
    [F_KIND] = {"kind", "kind", "unicast or multicast: the lowest bit of the first octet", NK_TEXT,
                SHEET | NK_FIELD_BRIEF, 0},
    [F_ADMINISTRATION] = {"administration", "administered",
                          "universal or local: the next bit of the first octet", NK_TEXT,
                          SHEET | NK_FIELD_BRIEF, 0},
    [F_OUI] = {"oui", "oui", "whose first 24 bits they are (IEEE); null where local", NK_TEXT,
               SHEET, 0},
    [F_EUI64] = {"eui64", "eui-64", "the EUI-64, ff:fe put into an EUI-48", NK_TEXT,
                 SHEET | NK_FIELD_BRIEF, 0},
    [F_LINK_LOCAL] = {"link_local", "link-local",
                      "fe80::/64 and the modified EUI-64; null for multicast", NK_ADDR,
                      SHEET | NK_FIELD_BRIEF, 0},
    [F_SOLICITED_NODE] = {"solicited_node", "solicited",
                          "the group in which neighbours ask for that address", NK_ADDR, SHEET, 0},
    [F_SLAAC] = {"slaac", "slaac", "the address under --prefix (RFC 4862)", NK_ADDR, SHEET, 0},
    [F_DASH] = {"dash", "dashes", "with dashes (IEEE 802)", NK_TEXT, SHEET, 0},
    [F_DOT] = {"dot", "dots", "in groups of four digits with dots", NK_TEXT, SHEET, 0},
};

static const struct nk_schema mac_schema = {
    .fields = mac_fields,
    .count = F_COUNT,
    .layout = NK_LAYOUT_SHEET,
    .operand = F_MAC,
};

static void put_mac(struct nk_record *r, size_t field, const struct nk_mac *mac, char separator)
{
    char text[NK_MAC_TEXT_MAX];
    nk_record_slice(r, field, text, nk_mac_format(mac, separator, text));
}

/* Universal identifiers begin with the OUI, in which the group bit is not counted (RFC 9542 2.1).
 */
static void put_oui(struct nk_record *r, const struct nk_mac *mac)
{
    struct nk_mac oui = *mac;
    char text[NK_MAC_TEXT_MAX];
    oui.bytes[0] &= 0xfe;
    nk_mac_format(&oui, ':', text);
    nk_record_slice(r, F_OUI, text, strlen("00:00:00"));
}

/* The addresses that an interface with this identifier makes for itself (RFC 4291 appendix A); a
 * group is no interface's. */
static void put_addresses(struct nk_record *r, const struct nk_mac *mac,
                          const struct nk_prefix *prefix)
{
    uint64_t id = nk_mac_interface_id(mac);
    struct nk_addr a = nk_addr_ipv6(UINT64_C(0xfe80) << 48, id);
    nk_put_addr(r, F_LINK_LOCAL, &a);
    a = nk_addr_solicited_node(&a);
    nk_put_addr(r, F_SOLICITED_NODE, &a);
    if (prefix == NULL)
        return;
    a = nk_addr_ipv6(prefix->addr.hi, id);
    nk_put_addr(r, F_SLAAC, &a);
}

static bool put_word(struct nk_record *r, const struct nk_cidr_items *it, void *closure,
                     struct nk_err *err)
{
    struct nk_mac mac;
    if (!nk_mac_parse(it->at.text, it->at.len, &mac, err))
        return false;
    bool multicast = mac.bytes[0] & 1, local = mac.bytes[0] & 2;
    struct nk_mac eui64 = nk_mac_eui64(&mac);
    put_mac(r, F_MAC, &mac, ':');
    nk_record_text(r, F_KIND, multicast ? "multicast" : "unicast");
    nk_record_text(r, F_ADMINISTRATION, local ? "local" : "universal");
    if (!local)
        put_oui(r, &mac);
    put_mac(r, F_EUI64, &eui64, ':');
    if (!multicast)
        put_addresses(r, &mac, closure);
    put_mac(r, F_DASH, &mac, '-');
    put_mac(r, F_DOT, &mac, '.');
    return true;
}

/* Interface identifiers are 64 bits, so SLAAC's prefix has to be 64 too (RFC 4862 5.5.3). */
static bool check_prefix(const struct nk_prefix *p, struct nk_err *err)
{
    if (p->addr.family == NK_IPV6 && p->length == 64)
        return true;
    return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                      "SLAAC cannot use this prefix: expected an IPv6 prefix of length 64");
}

static enum nk_status run_mac(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_given *given = nk_args_find(args, "prefix");
    struct nk_prefix prefix;
    if (given != NULL && !nk_cidr_prefix_option(ctx, given, check_prefix, &prefix))
        return ctx->worst;
    return nk_cidr_words_run(ctx, args, put_word, nk_tell_mac, given != NULL ? &prefix : NULL);
}

static const struct nk_option mac_options[] = {
    {.name = "prefix",
     .arg = NK_ARG_WORD,
     .metavar = "P",
     .help = "the IPv6 /64 for which to give the SLAAC address"},
    {.name = ""},
};

static const struct nk_example mac_examples[] = {
    {"cidr mac 00-00-5E-00-53-01", "all facts of an Ethernet address"},
    {"cidr mac 0000.5e00.5301 --prefix 2001:db8:1:2::/64 --fields slaac",
     "the address that SLAAC gives it"},
    {"cidr mac 34-56-78-9a-bc-de --explain", "each step from its bits to its addresses"},
    {"", ""},
};

const struct nk_verb nk_cidr_mac_verb = {
    .name = "mac",
    .operands = "MAC...",
    .summary = "the facts of an EUI-48 or EUI-64",
    .about =
        "Reads Ethernet addresses and EUI-64 identifiers in any spelling (with ':', '-', '.' or "
        "without) and prints whether they are unicast or multicast, universal or local, their "
        "OUI, EUI-64, and the IPv6 addresses that an interface makes of them.",
    .options = mac_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &mac_schema,
    .examples = mac_examples,
    .run = run_mac,
};
