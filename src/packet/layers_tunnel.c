/* Tunnels in UDP: VXLAN (RFC 7348) and its generic form (draft-ietf-nvo3-vxlan-gpe), Geneve (RFC
 * 8926), MPLS (RFC 7510), GTP-U (3GPP TS 29.281). */
#include "packet/layers_part.h"

enum { PORT_GTPU = 2152, PORT_VXLAN = 4789, PORT_GPE = 4790, PORT_GENEVE = 6081, PORT_MPLS = 6635 };

/* The flag I alone, or with G and a group's number (draft-smith-vxlan-group-policy). */
static bool is_vxlan(const uint8_t *at)
{
    return at[7] == 0 && (at[0] == 0x88 || (at[0] == 8 && (at[1] | at[2] | at[3]) == 0));
}

/* A tunnel is told by the port that it is for. That may be a client's, to which a server answers:
 * whose own port is a small one; and what follows has to look like the tunnel's header, which
 * nothing else does by chance. */
enum nk_layer_kind nk_layer_of_port(const struct nk_walk *w, unsigned source, unsigned destination)
{
    enum { SMALL = 1024 };
    const uint8_t *at = w->bytes + w->at;
    if (source < SMALL || w->captured - w->at < 8 || w->end - w->at < 8)
        return NK_LAYER_NONE;
    uint64_t length = w->end - w->at;
    switch (destination) {
    case PORT_VXLAN:
        return is_vxlan(at) ? NK_LAYER_VXLAN : NK_LAYER_NONE;
    case PORT_GPE: /* version 0, and the next protocol is there */
        return (at[0] & 0xf4) == 4 && (at[1] | at[2] | at[7]) == 0 ? NK_LAYER_GPE : NK_LAYER_NONE;
    case PORT_GENEVE:
        return at[0] >> 6 == 0 && (at[1] & 0x3f) == 0 && at[7] == 0 ? NK_LAYER_GENEVE
                                                                    : NK_LAYER_NONE;
    case PORT_MPLS: /* a second label, or IP, or a control word */
        return (at[2] & 1) == 0 || at[4] >> 4 == 0 || at[4] >> 4 == 4 || at[4] >> 4 == 6
                   ? NK_LAYER_MPLS
                   : NK_LAYER_NONE;
    case PORT_GTPU:
        return at[0] >> 4 == 3 && at[1] == 0xff && ((uint64_t)at[2] << 8 | at[3]) + 8 == length
                   ? NK_LAYER_GTPU
                   : NK_LAYER_NONE;
    default:
        return NK_LAYER_NONE;
    }
}

enum nk_layer_kind nk_layer_vxlan(struct nk_walk *w, struct nk_cursor *c)
{
    (void)c;
    return nk_walk_pass(w, 8, NK_LAYER_ETHERNET);
}

enum nk_layer_kind nk_layer_gpe(struct nk_walk *w, struct nk_cursor *c)
{
    static const enum nk_layer_kind kinds[] = {
        [1] = NK_LAYER_IPV4, [2] = NK_LAYER_IPV6, [3] = NK_LAYER_ETHERNET, [5] = NK_LAYER_MPLS};
    nk_cursor_take(c, 3);
    unsigned next = nk_cursor_u8(c);
    return nk_walk_pass(w, 8, next < sizeof kinds / sizeof *kinds ? kinds[next] : NK_LAYER_NONE);
}

/* The options' length is in words of 32 bits. */
enum nk_layer_kind nk_layer_geneve(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned words = nk_cursor_u16(c) >> 8 & 0x3f, type = nk_cursor_u16(c);
    uint64_t n = 8 + 4 * (uint64_t)words;
    if (!nk_walk_has(w, n))
        return NK_LAYER_NONE;
    return nk_walk_pass(w, n, type > 1500 ? nk_layer_of_type(type) : NK_LAYER_NONE);
}

/* Where any of the three lowest flags is set, four octets follow, the last of which is the type of
 * an extension header where E is; of each of those the first octet is the length in words, the last
 * one the type of the next; 0 ends them. */
enum nk_layer_kind nk_layer_gtpu(struct nk_walk *w, struct nk_cursor *c)
{
    enum { EXTENDED = 4, OPTIONAL = 7 };
    unsigned flags = nk_cursor_u8(c);
    uint64_t n = flags & OPTIONAL ? 12 : 8;
    if (!nk_walk_has(w, n))
        return NK_LAYER_NONE;
    while (flags & EXTENDED && w->bytes[w->at + n - 1] != 0) {
        if (!nk_walk_has(w, n + 4))
            return NK_LAYER_NONE;
        uint64_t words = w->bytes[w->at + n];
        if (words == 0)
            return nk_walk_stop(w, n, "an extension header of GTP-U without a length");
        if (!nk_walk_has(w, n + 4 * words))
            return NK_LAYER_NONE;
        n += 4 * words;
    }
    return nk_walk_pass(w, n, n < w->end - w->at ? NK_LAYER_RAW : NK_LAYER_NONE);
}
