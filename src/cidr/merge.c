#include "cidr/merge.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    return nk_prefix_compare(a, b);
}

/* Two networks of one length that only differ in the last bit of it. */
static bool are_halves(const struct nk_prefix *low, const struct nk_prefix *high)
{
    if (low->length != high->length || low->length == 0)
        return false;
    struct nk_prefix whole = {.addr = low->addr, .length = (uint8_t)(low->length - 1)};
    whole = nk_prefix_network(&whole);
    return nk_prefix_covers(&whole, low) && nk_prefix_covers(&whole, high) &&
           nk_addr_compare(&low->addr, &high->addr) != 0;
}

size_t nk_merge_prefixes(struct nk_prefix *prefixes, size_t count, nk_merge_teller *tell,
                         void *closure)
{
    size_t top = 0;
    qsort(prefixes, count, sizeof *prefixes, compare);
    for (size_t i = 0; i < count; i++) {
        struct nk_merge_step step = {.kind = NK_MERGE_TAKE, .a = prefixes[i]};
        if (top > 0 && nk_prefix_covers(&prefixes[top - 1], &step.a)) {
            step.kind = NK_MERGE_INSIDE;
            step.b = prefixes[top - 1];
            tell(closure, &step);
            continue;
        }
        tell(closure, &step);
        prefixes[top++] = step.a;
        while (top > 1 && are_halves(&prefixes[top - 2], &prefixes[top - 1])) {
            step = (struct nk_merge_step){NK_MERGE_JOIN, prefixes[top - 2], prefixes[top - 1],
                                          prefixes[top - 2]};
            step.c.length--;
            tell(closure, &step);
            top--;
            prefixes[top - 1] = step.c;
        }
    }
    return top;
}
