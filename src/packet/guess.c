#include "packet/guess.h"

#include "packet/checksum.h"
#include "packet/fields.h"

/* How much speaks for a header. */
enum { NOTHING, LITTLE, SOME, MUCH };

static unsigned u16_at(const uint8_t *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static int weigh_ipv4(const uint8_t *b, size_t len)
{
    size_t header = len > 0 ? (b[0] & 15) * 4u : 0;
    if (len == 0 || b[0] >> 4 != 4 || header < 20)
        return NOTHING;
    if (len < header)
        return LITTLE;
    if (nk_checksum_fold(nk_checksum_add(0, b, header)) == 0xffff)
        return MUCH;
    unsigned total = u16_at(b + 2);
    bool known = nk_code_find(nk_codes_protocol, b[9]) != NULL;
    return total == len || (known && total >= header && total <= len) ? SOME : LITTLE;
}

static int weigh_ipv6(const uint8_t *b, size_t len)
{
    if (len == 0 || b[0] >> 4 != 6)
        return NOTHING;
    if (len < 40)
        return LITTLE;
    size_t whole = 40 + u16_at(b + 4);
    bool known = nk_code_find(nk_codes_protocol, b[6]) != NULL;
    if (known && whole == len)
        return MUCH;
    return known && (whole <= len || b[0] == 0x60) ? SOME : LITTLE;
}

static int weigh_ip(const uint8_t *b, size_t len)
{
    int four = weigh_ipv4(b, len), six = weigh_ipv6(b, len);
    return four > six ? four : six;
}

/* An EtherType, and what it names. */
static int weigh_type(unsigned type, const uint8_t *b, size_t len)
{
    if (type == 0x0800)
        return weigh_ipv4(b, len) > NOTHING || len == 0 ? SOME : LITTLE;
    if (type == 0x86dd)
        return weigh_ipv6(b, len) > NOTHING || len == 0 ? SOME : LITTLE;
    return type > 1500 && nk_code_find(nk_codes_ethertype, type) != NULL ? SOME : NOTHING;
}

static int weigh_ethernet(const uint8_t *b, size_t len)
{
    if (len < 14)
        return NOTHING;
    unsigned type = u16_at(b + 12);
    if (type <= 1500)
        return type >= 3 && 14 + type <= len ? LITTLE : NOTHING;
    return weigh_type(type, b + 14, len - 14);
}

static bool is_address_length(unsigned n)
{
    return n == 0 || n == 6 || n == 8;
}

static int weigh_sll(const uint8_t *b, size_t len)
{
    if (len < 16 || u16_at(b) > 4 || !is_address_length(u16_at(b + 4)) ||
        nk_code_find(nk_codes_hardware, u16_at(b + 2)) == NULL)
        return NOTHING;
    return weigh_type(u16_at(b + 14), b + 16, len - 16);
}

static int weigh_sll2(const uint8_t *b, size_t len)
{
    if (len < 20 || u16_at(b + 2) != 0 || b[10] > 4 || !is_address_length(b[11]) ||
        nk_code_find(nk_codes_hardware, u16_at(b + 8)) == NULL)
        return NOTHING;
    return weigh_type(u16_at(b), b + 20, len - 20);
}

static int weigh_null(const uint8_t *b, size_t len)
{
    if (len < 24)
        return NOTHING;
    uint32_t family = (uint32_t)u16_at(b) << 16 | u16_at(b + 2);
    bool known = nk_code_find(nk_codes_family, family) != NULL;
    return known && weigh_ip(b + 4, len - 4) >= SOME ? SOME : NOTHING;
}

static int weigh_ppp(const uint8_t *b, size_t len)
{
    size_t at = len >= 4 && u16_at(b) == 0xff03 ? 2 : 0;
    if (len < at + 22 || nk_code_find(nk_codes_ppp, u16_at(b + at)) == NULL)
        return NOTHING;
    return weigh_ip(b + at + 2, len - at - 2) >= SOME ? SOME : NOTHING;
}

enum nk_layer_kind nk_layer_guess(const uint8_t *bytes, size_t len)
{
    /* of those that weigh the same the first */
    static const struct {
        int (*weigh)(const uint8_t *bytes, size_t len);
        enum nk_layer_kind kind;
    } candidates[] = {
        {weigh_sll, NK_LAYER_SLL},           {weigh_sll2, NK_LAYER_SLL2},
        {weigh_null, NK_LAYER_NULL},         {weigh_ppp, NK_LAYER_PPP},
        {weigh_ethernet, NK_LAYER_ETHERNET}, {weigh_ipv4, NK_LAYER_IPV4},
        {weigh_ipv6, NK_LAYER_IPV6},
    };
    enum nk_layer_kind best = NK_LAYER_ETHERNET;
    int most = NOTHING;
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        int weight = candidates[i].weigh(bytes, len);
        if (weight > most) {
            most = weight;
            best = candidates[i].kind;
        }
    }
    return best;
}
