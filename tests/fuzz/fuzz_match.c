/* Lines of any bytes: the fast scanner finds what the slow one finds. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/cidr/slow_match.h"
#include "cidr/match.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const items[] = {"10.0.0.0/8", "192.0.2.7", "2001:db8::/32", "::1",
                                        "0.0.0.0-1.255.255.255"};
    struct nk_set set;
    struct nk_matcher m;
    struct nk_match_hit hit;
    const char *text = (const char *)data;
    if (size > 256) /* the slow scanner is quadratic */
        return 0;
    nk_set_init(&set);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        struct nk_item item;
        if (!nk_item_parse(items[i], strlen(items[i]), 0, &item, NULL) ||
            !nk_set_add(&set, &item.range, NK_LABEL_NONE, NULL))
            abort();
    }
    if (!nk_set_normalise(&set, NULL) || !nk_matcher_init(&m, &set, false, NULL))
        abort();
    /* the slow one takes a NUL for no character of a set, as the fast one does */
    bool fast = nk_matcher_scan(&m, text, size, &hit);
    if (fast != slow_match(&set, text, size))
        abort();
    if (fast && (hit.at < text || hit.at + hit.len > text + size))
        abort();
    nk_matcher_release(&m);
    nk_set_release(&set);
    return 0;
}
