/* Reverse names: whatever parses to a prefix comes back as a zone that parses to the same. */
#include <stdlib.h>
#include <string.h>

#include "cidr/ptr.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct nk_prefix p, covered, back;
    struct nk_ptr_zones zones;
    struct nk_err err = {0};
    char name[NK_PTR_TEXT_MAX];
    if (!nk_ptr_parse(text, size, &p, &err)) {
        if (err.code != NK_ERR_INPUT || err.offset > size || err.offset + err.length > size + 1)
            abort();
        return 0;
    }
    nk_ptr_zones_init(&zones, &p);
    if (!nk_ptr_zones_next(&zones, &covered, name) || nk_prefix_compare(&covered, &p) != 0 ||
        !nk_ptr_parse(name, strlen(name), &back, NULL) || nk_prefix_compare(&back, &p) != 0 ||
        nk_ptr_zones_next(&zones, &covered, name))
        abort();
    return 0;
}
