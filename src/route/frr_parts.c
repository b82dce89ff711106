#include "route/frr_parts.h"

enum { PROTO_ZEBRA = 11 };

/* The numbers are those that zebra gives the kernel, and connected routes the kernel's own; a
 * kernel route's true number is not listed. RIPng and OSPFv3 have the letters of RIP and OSPF. */
static const struct {
    char letter;
    const char *name;
    uint8_t number;
} protocols[] = {
    {'K', "kernel", 2}, {'C', "connected", 2}, {'L', "local", 2},   {'S', "static", 4},
    {'R', "rip", 189},  {'R', "ripng", 189},   {'O', "ospf", 188},  {'O', "ospf6", 188},
    {'I', "isis", 187}, {'B', "bgp", 186},     {'E', "eigrp", 192}, {'N', "nhrp", 191},
    {'A', "babel", 42}, {'D', "sharp", 194},   {'F', "pbr", 195},   {'f', "openfabric", 197},
};

enum { PROTOCOLS = sizeof protocols / sizeof *protocols };

uint8_t nk_frr_protocol_letter(char letter)
{
    for (size_t i = 0; i < PROTOCOLS; i++)
        if (protocols[i].letter == letter)
            return protocols[i].number;
    return PROTO_ZEBRA;
}

uint8_t nk_frr_protocol_name(const struct nk_slice *name)
{
    for (size_t i = 0; i < PROTOCOLS; i++)
        if (nk_slice_is(name, protocols[i].name))
            return protocols[i].number;
    return PROTO_ZEBRA;
}

/* How much a next hop says of where packets go; those that say most are kept. */
static int rank(const struct nk_hop *hop)
{
    if (hop->flags & NK_FRR_FIB)
        return 2;
    return !(hop->flags & (NK_FRR_RECURSIVE | NK_FRR_INACTIVE));
}

void nk_frr_settle(struct nk_listing *l)
{
    int best = 0;
    size_t kept = 0;
    for (size_t i = 0; i < l->draft.hop_count; i++)
        if (rank(&l->draft.hops[i]) > best)
            best = rank(&l->draft.hops[i]);
    for (size_t i = 0; i < l->draft.hop_count; i++) {
        if (rank(&l->draft.hops[i]) < best)
            continue;
        l->draft.hops[kept] = l->draft.hops[i];
        l->draft.hops[kept++].flags &= NK_HOP_ONLINK | NK_HOP_DEAD | NK_HOP_LINKDOWN;
    }
    l->draft.hop_count = kept;
}

/* ---- a next hop in text -------------------------------------------------- */

/* What is said of a next hop behind its address or device. */
static void take_marks(struct nk_route_line *field, struct nk_hop *hop)
{
    struct nk_slice word;
    while (nk_route_word(field, &word)) {
        if (nk_slice_starts(&word, "(recursive"))
            hop->flags |= NK_FRR_RECURSIVE;
        else if (nk_slice_is(&word, "inactive") || nk_slice_is(&word, "(duplicate"))
            hop->flags |= NK_FRR_INACTIVE;
        else if (nk_slice_is(&word, "onlink"))
            hop->flags |= NK_HOP_ONLINK;
        else if (nk_slice_is(&word, "linkdown"))
            hop->flags |= NK_HOP_LINKDOWN;
    }
}

/* "unreachable (blackhole)". */
static uint8_t kind_of(const struct nk_route_line *field)
{
    size_t len = (size_t)(field->end - field->at);
    if (nk_text_holds(field->at, len, "blackhole"))
        return NK_ROUTE_BLACKHOLE;
    return nk_text_holds(field->at, len, "prohibited") ? NK_ROUTE_PROHIBIT : NK_ROUTE_UNREACHABLE;
}

/* An address or a device. False after a complaint. */
static bool take_place(struct nk_listing *l, struct nk_route_line *field,
                       const struct nk_slice *word, struct nk_hop *hop)
{
    struct nk_err why;
    if (nk_looks_addr(word)) {
        if (!nk_addr_parse(word->text, word->len, &hop->via, &why))
            return nk_route_refuse_err(l->reader, field, word->text, &why);
    } else if (hop->dev == NK_ROUTE_NONE) {
        if (nk_slice_is(word, "Null0")) /* Quagga's blackhole */
            l->draft.route.type = NK_ROUTE_BLACKHOLE;
        hop->dev = nk_listing_text(l, word);
    }
    take_marks(field, hop);
    return true;
}

static bool take_weight(struct nk_listing *l, struct nk_route_line *field, struct nk_hop *hop)
{
    uint64_t weight;
    if (!nk_listing_number(l, field, UINT16_MAX, &weight))
        return false;
    hop->weight = (uint16_t)weight;
    return true;
}

static bool take_src(struct nk_listing *l, struct nk_route_line *field)
{
    struct nk_addr src;
    if (!nk_listing_addr(l, field, &src))
        return false;
    nk_listing_prefsrc(l, &src);
    return true;
}

/* One of the parts between commas. */
static bool take_field(struct nk_listing *l, struct nk_route_line *field, struct nk_hop *hop)
{
    static const char *const others[] = {"label",  "seg6",  "seg6local", "rmapped", "tag",
                                         "backup", "color", "bh",        "rej"};
    struct nk_slice word;
    if (!nk_route_word(field, &word) || nk_is_uptime(&word))
        return true;
    if (nk_slice_is(&word, "is") || nk_slice_is(&word, "directly")) {
        take_marks(field, hop);
        return true;
    }
    if (nk_slice_is(&word, "unreachable") || nk_slice_is(&word, "blackhole")) {
        field->at = word.text;
        l->draft.route.type = kind_of(field);
        return true;
    }
    if (nk_slice_is(&word, "weight"))
        return take_weight(l, field, hop);
    if (nk_slice_is(&word, "src"))
        return take_src(l, field);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (nk_slice_is(&word, others[i]))
            return true;
    if (nk_slice_is(&word, "via") && !nk_route_word(field, &word))
        return nk_listing_unexpected(l, field, &word, "a next hop");
    return take_place(l, field, &word, hop);
}

void nk_frr_hop(struct nk_listing *l, struct nk_route_line *line, uint16_t flags)
{
    struct nk_hop hop = {.dev = NK_ROUTE_NONE, .flags = flags};
    struct nk_slice word;
    if (!nk_route_peek(line, &word)) {
        nk_listing_unexpected(l, line, &word, "a next hop");
        nk_listing_drop(l);
        return;
    }
    while (line->at < line->end) {
        struct nk_route_line field = *line;
        const char *comma = memchr(line->at, ',', (size_t)(line->end - line->at));
        field.end = comma == NULL ? line->end : comma;
        line->at = comma == NULL ? line->end : comma + 1;
        if (!take_field(l, &field, &hop)) {
            nk_listing_drop(l);
            return;
        }
    }
    nk_listing_hop(l, &hop);
}
