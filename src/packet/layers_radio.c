/* 802.11 and what capturing programs write before it. */
#include "packet/layers_part.h"

static unsigned small_u16(const uint8_t *at)
{
    return (unsigned)at[0] | (unsigned)at[1] << 8;
}

static uint32_t small_u32(const uint8_t *at)
{
    return small_u16(at) | (uint32_t)small_u16(at + 2) << 16;
}

/* ---- the frame ----------------------------------------------------------- */

enum {
    TYPE = 0x0c, /* of the first octet */
    TYPE_DATA = 0x08,
    NO_DATA = 0x40,
    QOS = 0x80,
    BOTH_WAYS = 0x03, /* of the second one: to and from a distribution system */
    MORE_FRAGMENTS = 0x04,
    PROTECTED = 0x40,
    HIGH_THROUGHPUT = 0x80,
    AGGREGATE = 0x80 /* of the QoS field */
};

/* Some cards fill the header up to 4 octets: there LLC is 2 octets later, which 5 octets of the two
 * tell. False where those are on the wire and were not captured. */
static bool skip_padding(struct nk_walk *w, uint64_t *n)
{
    enum { TELLING = 5 };
    const uint8_t *at = w->bytes + w->at + *n;
    if (w->end - w->at < *n + TELLING)
        return true;
    if (!nk_walk_has(w, *n + TELLING))
        return false;
    *n += at[0] != 0xaa && at[2] == 0xaa && at[3] == 0xaa && at[4] == 3 ? 2 : 0;
    return true;
}

/* What is encrypted, or a piece of a frame, stays closed. Of several frames in one (A-MSDU) the
 * first is read. */
enum nk_layer_kind nk_layer_80211(struct nk_walk *w, struct nk_cursor *c)
{
    unsigned first = nk_cursor_u8(c), flags = nk_cursor_u8(c);
    if ((first & TYPE) != TYPE_DATA)
        return nk_walk_pass(w, 10, NK_LAYER_NONE);
    uint64_t n = (flags & BOTH_WAYS) == BOTH_WAYS ? 30 : 24, quality = n;
    if (first & QOS)
        n += flags & HIGH_THROUGHPUT ? 6 : 2;
    if (!nk_walk_has(w, n))
        return NK_LAYER_NONE;
    bool piece = flags & MORE_FRAGMENTS || (w->bytes[w->at + 22] & 15) != 0;
    if (first & NO_DATA || flags & PROTECTED || piece)
        return nk_walk_pass(w, n, NK_LAYER_NONE);
    bool aggregate = first & QOS && w->bytes[w->at + quality] & AGGREGATE;
    return skip_padding(w, &n) && nk_walk_has(w, n)
               ? nk_walk_pass(w, n, aggregate ? NK_LAYER_ETHERNET : NK_LAYER_LLC)
               : NK_LAYER_NONE;
}

/* ---- before it ----------------------------------------------------------- */

static enum nk_layer_kind pass_preamble(struct nk_walk *w, uint64_t n, enum nk_layer_kind next)
{
    if (n < 8)
        return nk_walk_stop(w, 0, "the length before the 802.11 header is less than 8 bytes");
    return nk_walk_has(w, n) ? nk_walk_pass(w, n, next) : NK_LAYER_NONE;
}

enum nk_layer_kind nk_layer_radiotap(struct nk_walk *w, struct nk_cursor *c)
{
    return pass_preamble(w, small_u16(c->at + 2), NK_LAYER_80211);
}

/* Prism's in the byte order of whoever captured, or AVS. */
enum nk_layer_kind nk_layer_prism(struct nk_walk *w, struct nk_cursor *c)
{
    enum { AVS = 0x80211 };
    uint32_t magic = nk_cursor_u32(c), length = nk_cursor_u32(c);
    if (magic >> 12 != AVS && length > UINT16_MAX)
        length = small_u32(w->bytes + w->at + 4);
    return pass_preamble(w, length, NK_LAYER_80211);
}

/* It says itself what link is behind it. */
enum nk_layer_kind nk_layer_ppi(struct nk_walk *w, struct nk_cursor *c)
{
    const uint8_t *at = c->at;
    uint32_t number = small_u32(at + 4);
    const struct nk_link *link = number > UINT16_MAX ? NULL : nk_link_find((uint16_t)number);
    return pass_preamble(w, small_u16(at + 2), link == NULL ? NK_LAYER_NONE : link->first);
}
