/*
 * Address, prefix, item, MAC and AS number texts: a strict reading is what inet_pton takes, what is
 * read comes back the same from its own text, and a refusal points into the text.
 */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "netkit/addr.h"
#include "netkit/asn.h"
#include "netkit/mac.h"
#include "netkit/special.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_refusal(const struct nk_err *err, size_t size)
{
    check(err->code == NK_ERR_INPUT && err->text[0] != '\0');
    check(err->offset <= size && err->length <= size - err->offset);
    check(memchr(err->text, '\0', sizeof err->text) != NULL);
}

static bool peer_takes(const char *text, size_t len)
{
    char word[128];
    unsigned char bytes[16];
    if (len >= sizeof word || memchr(text, '\0', len) != NULL)
        return false;
    memcpy(word, text, len);
    word[len] = '\0';
    return inet_pton(AF_INET, word, bytes) == 1 || inet_pton(AF_INET6, word, bytes) == 1;
}

static void try_addr(const char *text, size_t size)
{
    struct nk_addr a, back;
    struct nk_err err = {0};
    char out[NK_ADDR_TEXT_MAX];
    bool good = nk_addr_parse(text, size, &a, &err);
    check(good == peer_takes(text, size));
    if (!good) {
        check_refusal(&err, size);
        return;
    }
    size_t len = nk_addr_format(&a, out);
    check(len < sizeof out && nk_addr_parse(out, len, &back, NULL));
    check(nk_addr_compare(&a, &back) == 0);
    struct nk_class c = nk_class_of(&a);
    check(c.multicast == (c.multicast_kind != NULL) && c.scope != NULL);
}

/* A range is the sum of the prefixes that are taken off it. */
static void try_range(const struct nk_range *whole)
{
    struct nk_range r = *whole;
    struct nk_prefix p;
    struct nk_count count = {0};
    bool more;
    int taken = 0;
    do {
        more = nk_range_take_prefix(&r, &p);
        count = nk_count_add(count, nk_prefix_count(&p));
        check(!nk_prefix_has_host_bits(&p) && ++taken <= 254);
    } while (more);
    check(nk_count_compare(count, nk_range_count(whole)) == 0);
}

static void try_item(const char *text, size_t size, unsigned flags)
{
    struct nk_item item, back;
    struct nk_err err = {0};
    char out[NK_RANGE_TEXT_MAX];
    if (!nk_item_parse(text, size, flags, &item, &err)) {
        check_refusal(&err, size);
        return;
    }
    check(err.code == NK_ERR_NONE);
    check(item.zone_at + item.zone_length <= size);
    check((flags & NK_PARSE_LENIENT) != 0 || !item.lenient);
    check(nk_addr_compare(&item.range.first, &item.range.last) <= 0);
    size_t len = nk_range_format(&item.range, out);
    check(len < sizeof out && nk_item_parse(out, len, 0, &back, NULL));
    check(nk_range_compare(&item.range, &back.range) == 0);
    try_range(&item.range);
    if (item.kind == NK_ITEM_RANGE)
        return;
    len = nk_prefix_format(&item.prefix, out);
    check(nk_item_parse(out, len, 0, &back, NULL));
    check(nk_prefix_compare(&item.prefix, &back.prefix) == 0);
    /* strict: the text up to the mask or the zone is an address to inet_pton too */
    if (!item.lenient)
        check(peer_takes(text, strcspn(text, "/%")));
}

static void try_mac(const char *text, size_t size)
{
    static const char separators[] = {':', '-', '.', '\0'};
    struct nk_mac m, back;
    struct nk_err err = {0};
    char out[NK_MAC_TEXT_MAX];
    if (!nk_mac_parse(text, size, &m, &err)) {
        check_refusal(&err, size);
        return;
    }
    for (size_t i = 0; i < sizeof separators; i++) {
        size_t len = nk_mac_format(&m, separators[i], out);
        check(len < sizeof out && nk_mac_parse(out, len, &back, NULL));
        check(m.length == back.length && memcmp(m.bytes, back.bytes, m.length) == 0);
    }
}

static void try_asn(const char *text, size_t size)
{
    struct nk_err err = {0};
    uint32_t asn, back;
    char out[NK_ASN_TEXT_MAX];
    if (!nk_asn_parse(text, size, &asn, &err)) {
        check_refusal(&err, size);
        return;
    }
    check(nk_asn_parse(out, nk_asn_format_plain(asn, out), &back, NULL) && back == asn);
    check(nk_asn_parse(out, nk_asn_format_dot(asn, out), &back, NULL) && back == asn);
    check(nk_asn_parse(out, nk_asn_format_dot_plus(asn, out), &back, NULL) && back == asn);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* a copy with a NUL for strcspn; the parsers see a block of just `size` bytes */
    char *word = malloc(size + 1), *exact = malloc(size + (size == 0));
    struct nk_prefix p;
    struct nk_err err = {0};
    if (word != NULL && exact != NULL) {
        memcpy(word, data, size);
        word[size] = '\0';
        memcpy(exact, data, size);
        try_addr(exact, size);
        for (unsigned flags = 0; flags < 4; flags++)
            try_item(word, size, flags);
        if (!nk_prefix_parse(exact, size, &p, &err))
            check_refusal(&err, size);
        try_mac(exact, size);
        try_asn(exact, size);
    }
    free(word);
    free(exact);
    return 0;
}
