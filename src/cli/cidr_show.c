#include <string.h>

#include "addr/put.h"
#include "cidr/embed.h"
#include "cidr/ptr.h"
#include "cli/cidr.h"
#include "cli/cidr_items.h"
#include "cli/cidr_show_explain.h"
#include "netkit/mac.h"
#include "netkit/special.h"

enum field {
    F_INPUT,
    F_FAMILY,
    F_ADDRESS,
    F_PREFIX,
    F_NETWORK,
    F_PREFIX_LENGTH,
    F_NETMASK,
    F_HOSTMASK,
    F_BROADCAST,
    F_HOST_PART,
    F_FIRST,
    F_LAST,
    F_FIRST_HOST,
    F_LAST_HOST,
    F_ADDRESSES,
    F_HOSTS,
    F_CLASSFUL,
    F_BLOCK,
    F_BLOCK_PREFIX,
    F_RFC,
    F_SOURCE,
    F_DESTINATION,
    F_FORWARDABLE,
    F_GLOBAL,
    F_RESERVED,
    F_PRIVATE,
    F_LOOPBACK,
    F_LINK_LOCAL,
    F_UNIQUE_LOCAL,
    F_DOCUMENTATION,
    F_MULTICAST,
    F_SCOPE,
    F_PTR,
    F_REVERSE_ZONES,
    F_ZONE,
    F_INTEGER,
    F_HEX,
    F_BINARY,
    F_EXPANDED,
    F_MAPPED,
    F_MAC,
    F_SOLICITED_NODE,
    F_MULTICAST_MAC,
    F_ULA_GLOBAL_ID,
    F_ULA_SUBNET,
    F_EMBEDDED_IPV4,
    F_EMBEDDED_KIND,
    F_COUNT
};

#define SHEET NK_FIELD_SHEET

static const struct nk_field show_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the item as given", NK_TEXT, 0, 0},
    [F_FAMILY] = {"family", "family", "4 or 6", NK_INT, 0, 0},
    [F_ADDRESS] = {"address", "address", "the address, host bits kept", NK_ADDR, SHEET, 0},
    [F_PREFIX] = {"prefix", "prefix", "the network and its length", NK_PREFIX, SHEET, 0},
    [F_NETWORK] = {"network", "network", "the network's address: address AND netmask", NK_ADDR, 0,
                   0},
    [F_PREFIX_LENGTH] = {"prefix_length", "length", "bits of the network part", NK_INT, 0, 0},
    [F_NETMASK] = {"netmask", "netmask", "ones in the network part", NK_ADDR, SHEET, 0},
    [F_HOSTMASK] = {"hostmask", "host mask", "ones in the host part (the wildcard mask)", NK_ADDR,
                    SHEET, 0},
    [F_BROADCAST] = {"broadcast", "broadcast",
                     "the directed broadcast address; null for IPv6, /31 and /32", NK_ADDR, SHEET,
                     0},
    [F_HOST_PART] = {"host_part", "host part", "address AND host mask", NK_ADDR, 0, 0},
    [F_FIRST] = {"first", "first", "the first address", NK_ADDR, SHEET, 0},
    [F_LAST] = {"last", "last", "the last address", NK_ADDR, SHEET, 0},
    [F_FIRST_HOST] = {"first_host", "first host", "the first address that a host can have", NK_ADDR,
                      SHEET, 0},
    [F_LAST_HOST] = {"last_host", "last host", "the last address that a host can have", NK_ADDR,
                     SHEET, 0},
    [F_ADDRESSES] = {"addresses", "addresses", "how many addresses, exactly", NK_COUNT, SHEET, 0},
    [F_HOSTS] = {"hosts", "hosts", "how many of them hosts can have (RFC 3021 for /31)", NK_COUNT,
                 SHEET, 0},
    [F_CLASSFUL] = {"classful", "class", "the historic class, A to E (RFC 791); null for IPv6",
                    NK_TEXT, 0, 0},
    [F_BLOCK] = {"block", "block", "the IANA special-purpose block that holds it", NK_TEXT, SHEET,
                 0},
    [F_BLOCK_PREFIX] = {"block_prefix", "block prefix", "the prefix of that block", NK_PREFIX,
                        SHEET, 0},
    [F_RFC] = {"rfc", "rfc", "the RFC that set the block aside", NK_TEXT, SHEET, 0},
    [F_SOURCE] = {"source", "source", "may be a source address (RFC 6890)", NK_FLAG, 0, 0},
    [F_DESTINATION] = {"destination", "destination", "may be a destination address (RFC 6890)",
                       NK_FLAG, 0, 0},
    [F_FORWARDABLE] = {"forwardable", "forwardable", "routers may forward it (RFC 6890)", NK_FLAG,
                       0, 0},
    [F_GLOBAL] = {"global", "global", "globally reachable (RFC 6890)", NK_FLAG, SHEET, 0},
    [F_RESERVED] = {"reserved", "reserved", "reserved by protocol (RFC 6890)", NK_FLAG, 0, 0},
    [F_PRIVATE] = {"private", "private", "in RFC 1918 or RFC 4193 space", NK_FLAG, SHEET, 0},
    [F_LOOPBACK] = {"loopback", "loopback", "in 127.0.0.0/8, or ::1", NK_FLAG, 0, 0},
    [F_LINK_LOCAL] = {"link_local", "link-local", "in 169.254.0.0/16 or fe80::/10", NK_FLAG, 0, 0},
    [F_UNIQUE_LOCAL] = {"unique_local", "unique local", "in fc00::/7 (RFC 4193)", NK_FLAG, 0, 0},
    [F_DOCUMENTATION] = {"documentation", "documentation",
                         "set aside for examples (RFC 5737, 3849, 9637)", NK_FLAG, 0, 0},
    [F_MULTICAST] = {"multicast", "multicast", "in 224.0.0.0/4 or ff00::/8", NK_FLAG, 0, 0},
    [F_SCOPE] = {"scope", "scope", "how far it is valid: host, link, site, global ...", NK_TEXT,
                 SHEET, 0},
    [F_PTR] = {"ptr", "ptr", "the reverse name of the address", NK_TEXT, SHEET, 0},
    [F_REVERSE_ZONES] = {"reverse_zones", "reverse zones", "the reverse zones of the prefix",
                         NK_LIST, 0, 0},
    [F_ZONE] = {"zone", "zone", "the IPv6 zone identifier (RFC 4007)", NK_TEXT, SHEET, 0},
    [F_INTEGER] = {"integer", "integer", "the address as a decimal number", NK_COUNT, SHEET, 0},
    [F_HEX] = {"hex", "hex", "the address in hexadecimal", NK_TEXT, SHEET, 0},
    [F_BINARY] = {"binary", "binary", "the address in binary", NK_TEXT, 0, 0},
    [F_EXPANDED] = {"expanded", "expanded", "the address with all its digits", NK_TEXT, 0, 0},
    [F_MAPPED] = {"mapped", "mapped", "the IPv4 address in an IPv4-mapped one", NK_ADDR, SHEET, 0},
    [F_MAC] = {"mac", "mac", "the EUI-48 in an EUI-64 interface identifier", NK_TEXT, SHEET, 0},
    [F_SOLICITED_NODE] = {"solicited_node", "solicited", "the solicited-node multicast address",
                          NK_ADDR, 0, 0},
    [F_MULTICAST_MAC] = {"multicast_mac", "multicast mac",
                         "the Ethernet address of a multicast address", NK_TEXT, SHEET, 0},
    [F_ULA_GLOBAL_ID] = {"ula_global_id", "global id", "the 40 bits of a unique local address",
                         NK_TEXT, SHEET, 0},
    [F_ULA_SUBNET] = {"ula_subnet", "subnet id", "the 16 bits after them", NK_TEXT, SHEET, 0},
    [F_EMBEDDED_IPV4] = {"embedded_ipv4", "embedded", "the IPv4 address in a translated one",
                         NK_ADDR, SHEET, 0},
    [F_EMBEDDED_KIND] = {"embedded_kind", "embedded as", "how it is embedded", NK_TEXT, SHEET, 0},
};

static const struct nk_schema show_schema = {
    .fields = show_fields,
    .count = F_COUNT,
    .layout = NK_LAYOUT_SHEET,
    .operand = F_PREFIX,
};

/* ---- what a prefix says -------------------------------------------------- */

static void put_hosts(struct nk_record *r, const struct nk_prefix *p)
{
    struct nk_addr first = nk_prefix_first(p), last = nk_prefix_last(p);
    struct nk_count hosts = nk_prefix_count(p);
    /* RFC 3021: a /31 has no network and broadcast address; IPv6 has none at all */
    if (p->addr.family == NK_IPV4 && p->length < 31) {
        nk_put_addr(r, F_BROADCAST, &last);
        first.lo++;
        last.lo--;
        hosts = nk_count_sub(hosts, nk_count_of(2));
    }
    nk_put_addr(r, F_FIRST_HOST, &first);
    nk_put_addr(r, F_LAST_HOST, &last);
    nk_record_count(r, F_HOSTS, hosts);
}

static void put_masks(struct nk_record *r, const struct nk_prefix *p)
{
    struct nk_addr netmask = nk_prefix_netmask(p->addr.family, p->length);
    struct nk_addr hostmask = nk_prefix_hostmask(p->addr.family, p->length);
    struct nk_addr host =
        nk_addr_of(p->addr.family, nk_u128_and(nk_addr_bits(p->addr), nk_addr_bits(hostmask)));
    nk_put_addr(r, F_NETMASK, &netmask);
    nk_put_addr(r, F_HOSTMASK, &hostmask);
    nk_put_addr(r, F_HOST_PART, &host);
}

static void put_reverse_zones(struct nk_record *r, const struct nk_prefix *p)
{
    if (!nk_record_wants(r, F_REVERSE_ZONES))
        return;
    struct nk_ptr_zones zones;
    struct nk_prefix covered;
    char name[NK_PTR_TEXT_MAX];
    nk_record_list_empty(r, F_REVERSE_ZONES);
    nk_ptr_zones_init(&zones, p);
    while (nk_ptr_zones_next(&zones, &covered, name))
        nk_record_list_add(r, F_REVERSE_ZONES, name, strlen(name));
}

static void put_prefix(struct nk_record *r, const struct nk_prefix *p)
{
    struct nk_prefix network = nk_prefix_network(p);
    nk_put_prefix(r, F_PREFIX, &network);
    nk_put_addr(r, F_NETWORK, &network.addr);
    nk_record_int(r, F_PREFIX_LENGTH, p->length);
    put_masks(r, p);
    put_hosts(r, &network);
    put_reverse_zones(r, &network);
}

/* ---- what an address says ------------------------------------------------ */

/* RFC 791 3.2: the class is told by the first bits, and by nothing since RFC 1519. */
static const char *classful(uint64_t ipv4)
{
    static const struct {
        unsigned bits, value;
        const char *name;
    } classes[] = {{1, 0, "A"}, {2, 2, "B"}, {3, 6, "C"}, {4, 14, "D"}, {4, 15, "E"}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (ipv4 >> (32 - classes[i].bits) == classes[i].value)
            return classes[i].name;
    return NULL;
}

static void put_spellings(struct nk_record *r, const struct nk_addr *a)
{
    static const struct {
        size_t field;
        size_t (*format)(const struct nk_addr *a, char *text);
    } spellings[] = {
        {F_INTEGER, nk_addr_format_integer},
        {F_HEX, nk_addr_format_hex},
        {F_BINARY, nk_addr_format_binary},
        {F_EXPANDED, nk_addr_format_expanded},
    };
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        char *room = nk_record_room(r, spellings[i].field, NK_ADDR_BINARY_MAX);
        if (room != NULL)
            nk_record_used(r, spellings[i].field, spellings[i].format(a, room));
    }
}

/* The lower digits of a number in hexadecimal. */
static void put_hex(struct nk_record *r, size_t field, uint64_t value, unsigned digits)
{
    char text[16];
    for (unsigned i = 0; i < digits; i++)
        text[digits - 1 - i] = "0123456789abcdef"[value >> (4 * i) & 15];
    nk_record_slice(r, field, text, digits);
}

static void put_mac(struct nk_record *r, size_t field, const struct nk_mac *mac)
{
    char text[NK_MAC_TEXT_MAX];
    nk_record_slice(r, field, text, nk_mac_format(mac, ':', text));
}

static void put_ipv6(struct nk_record *r, const struct nk_addr *a, const struct nk_class *class)
{
    struct nk_mac mac;
    struct nk_embedded embedded;
    if (a->hi == 0 && a->lo >> 32 == 0xffff) {
        struct nk_addr mapped = nk_addr_ipv4((uint32_t)a->lo);
        nk_put_addr(r, F_MAPPED, &mapped);
    }
    if (!class->multicast) {
        struct nk_addr node = nk_addr_solicited_node(a);
        nk_put_addr(r, F_SOLICITED_NODE, &node);
        if (nk_mac_from_interface_id(a->lo, &mac))
            put_mac(r, F_MAC, &mac);
    }
    if (class->unique_local) {
        put_hex(r, F_ULA_GLOBAL_ID, a->hi >> 16, 10);
        put_hex(r, F_ULA_SUBNET, a->hi, 4);
    }
    if (nk_embed_extract(a, NULL, &embedded)) {
        nk_put_addr(r, F_EMBEDDED_IPV4, &embedded.ipv4);
        nk_record_text(r, F_EMBEDDED_KIND, embedded.kind);
    }
}

static void put_address(struct nk_record *r, const struct nk_addr *a)
{
    struct nk_class class = nk_class_of(a);
    struct nk_mac mac;
    nk_put_addr(r, F_ADDRESS, a);
    put_spellings(r, a);
    char *room = nk_record_room(r, F_PTR, NK_PTR_TEXT_MAX);
    if (room != NULL)
        nk_record_used(r, F_PTR, nk_ptr_format(a, room));
    if (a->family == NK_IPV4)
        nk_record_text(r, F_CLASSFUL, classful(a->lo));
    else
        put_ipv6(r, a, &class);
    if (nk_mac_of_multicast(a, &mac))
        put_mac(r, F_MULTICAST_MAC, &mac);
}

static void put_class(struct nk_record *r, const struct nk_class *class)
{
    nk_put_block(r, F_BLOCK, class);
    nk_record_flag(r, F_PRIVATE, class->is_private);
    nk_record_flag(r, F_LOOPBACK, class->loopback);
    nk_record_flag(r, F_LINK_LOCAL, class->link_local);
    nk_record_flag(r, F_UNIQUE_LOCAL, class->unique_local);
    nk_record_flag(r, F_DOCUMENTATION, class->documentation);
    nk_record_flag(r, F_MULTICAST, class->multicast);
    nk_record_text(r, F_SCOPE, class->scope);
}

/* ---- the verb ------------------------------------------------------------ */

static void put_item(struct nk_record *r, const struct nk_cidr_items *it)
{
    const struct nk_item *item = &it->item;
    struct nk_prefix p = item->prefix;
    nk_record_slice(r, F_INPUT, it->at.text, it->at.len);
    nk_record_int(r, F_FAMILY, item->range.first.family);
    nk_put_addr(r, F_FIRST, &item->range.first);
    nk_put_addr(r, F_LAST, &item->range.last);
    nk_record_count(r, F_ADDRESSES, nk_range_count(&item->range));
    struct nk_class class = nk_class_of_prefix(&p);
    put_class(r, &class);
    if (item->kind != NK_ITEM_RANGE)
        put_address(r, &p.addr);
    if (item->kind != NK_ITEM_RANGE || nk_range_prefix(&item->range, &p))
        put_prefix(r, &p);
    else
        nk_record_count(r, F_HOSTS, nk_range_count(&item->range));
    if (item->zone_length > 0)
        nk_record_slice(r, F_ZONE, it->at.text + item->zone_at, item->zone_length);
}

/* The working or the picture of an item; a range has no mask, unless it is a prefix. */
static bool draw_item(struct nk_cidr_items *it, struct nk_bits_picture *drawing, bool *refused)
{
    struct nk_prefix p = it->item.prefix;
    struct nk_err err = {0};
    if (it->item.kind != NK_ITEM_RANGE || nk_range_prefix(&it->item.range, &p))
        return nk_bits_picture_add(drawing, &p);
    if (!it->args->svg)
        return nk_bits_picture_range(drawing, &it->item.range);
    *refused = true;
    nk_err_set(&err, NK_ERR_INPUT, 0, 0, "a range has no mask to draw");
    return nk_cidr_items_refuse(it, &err);
}

static void show_items(struct nk_cidr_items *it, struct nk_record *r)
{
    const struct nk_args *args = it->args;
    bool picture = args->svg || (args->explain && args->format == NK_FORMAT_TEXT);
    struct nk_bits_picture drawing;
    bool more = true;
    nk_bits_picture_init(&drawing, it->ctx);
    while (more && nk_cidr_items_next(it)) {
        bool refused = false;
        if (picture)
            more = draw_item(it, &drawing, &refused);
        if (more && !refused && (!picture || nk_cli_keeps(r))) {
            put_item(r, it);
            more = nk_record_end(r);
        }
    }
    nk_bits_picture_end(&drawing);
}

static enum nk_status run_show(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_record r;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    struct nk_cidr_items it;
    nk_cidr_items_init(&it, ctx, args, args->operands, args->operand_count);
    it.flags |= NK_PARSE_ZONE;
    it.record = &r;
    show_items(&it, &r);
    nk_cidr_items_release(&it);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_example show_examples[] = {
    {"cidr show 192.168.122.5/27", "all facts of a network and an address in it"},
    {"cidr show 10.1.2.3/20 --explain", "how they follow from the bits"},
    {"cidr show --json --fields network,broadcast,hosts 10.1.2.3/20", "three facts, for a script"},
    {"cidr show 2001:db8::1/64", "the same for IPv6"},
    {"", ""},
};

const struct nk_verb nk_cidr_show_verb = {
    .name = "show",
    .operands = "ITEM...",
    .summary = "all facts of a prefix, address or range",
    .about =
        "Prints what an address, a prefix or a range says of itself, and what the IANA "
        "special-purpose registries say of it. Host bits are kept: the network is shown beside "
        "the address. --explain draws how network, host part and broadcast follow from the "
        "address and the mask.",
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT | NK_COMMON_SVG,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &show_schema,
    .examples = show_examples,
    .run = run_show,
};
