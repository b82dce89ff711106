/* Tables from bytes against the naive model, then the same table's image with bytes of it changed:
 * whatever they say, the look-ups stay inside. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/addr/lpm_model.h"
#include "../unit/addr/model.h"

enum { ENTRIES_MAX = 64, ENTRY_BYTES = 3, CHANGE_BYTES = 3 };

static void must(bool good)
{
    if (!good)
        abort();
}

/* How many, then three bytes an entry: place, length counted from the width down, id. */
static size_t take_entries(const uint8_t **data, size_t *size, const struct model *m,
                           struct nk_lpm_entry *entries)
{
    size_t n = 0, most = *size > 0 ? (*data)[0] % (ENTRIES_MAX + 1) : 0;
    unsigned width = nk_family_width(m->base.family);
    if (*size > 0) {
        ++*data;
        --*size;
    }
    for (; n < most && *size >= ENTRY_BYTES; n++, *data += ENTRY_BYTES, *size -= ENTRY_BYTES) {
        const uint8_t *at = *data;
        entries[n].prefix.addr = model_addr(m, at[0]);
        entries[n].prefix.length = (uint8_t)(width - at[1] % (width + 1));
        entries[n].id = at[2] < 250 ? at[2] : UINT32_MAX - 256 + at[2];
    }
    return n;
}

static void use_damaged(const struct nk_lpm *t, const uint8_t *data, size_t size,
                        const struct nk_addr *addrs)
{
    size_t bytes;
    struct found f;
    char *image = copy_image(t, &bytes);
    must(image != NULL);
    for (; size >= CHANGE_BYTES; data += CHANGE_BYTES, size -= CHANGE_BYTES)
        image[((size_t)data[0] << 8 | data[1]) % bytes] = (char)data[2];
    struct nk_lpm *damaged = nk_lpm_attach(image, bytes, NULL);
    if (damaged != NULL) {
        find_all_ways(damaged, addrs, MODEL_SIZE, &f);
        nk_lpm_release(damaged);
    }
    guarded_release(image, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct model m = {.base = model_base(data[0])};
    struct nk_lpm_entry entries[ENTRIES_MAX];
    struct nk_addr addrs[MODEL_SIZE];
    for (unsigned i = 0; i < MODEL_SIZE; i++)
        addrs[i] = model_addr(&m, i);
    data++;
    size--;
    size_t n = take_entries(&data, &size, &m, entries);
    struct nk_lpm *t = nk_lpm_build(entries, n, NULL);
    must(t != NULL && all_ways_agree(t, entries, n, addrs, MODEL_SIZE));
    use_damaged(t, data, size, addrs);
    nk_lpm_release(t);
    return 0;
}
