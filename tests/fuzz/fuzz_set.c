/* Set algebra from bytes against the naive model: two sets of up to 32 ranges each. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "../unit/addr/model.h"

static void must(bool good)
{
    if (!good)
        abort();
}

/* Takes ranges off the bytes, three a range: first, last, label. */
static void take(const uint8_t **data, size_t *size, size_t most, struct model *m, struct nk_set *s)
{
    nk_set_init(s);
    for (size_t n = 0; n < most && *size >= 3; n++, *data += 3, *size -= 3) {
        unsigned a = (*data)[0], b = (*data)[1], swap = a;
        if (a > b) {
            a = b;
            b = swap;
        }
        struct nk_range r = {model_addr(m, a), model_addr(m, b)};
        model_add(m, a, b);
        must(nk_set_add(s, &r, (*data)[2] < 128 ? NK_LABEL_NONE : (*data)[2], NULL));
    }
    must(nk_set_normalise(s, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct model a = {.base = model_base(data[0])}, b = a, result = a;
    struct nk_set x, y, out;
    data++;
    size--;
    take(&data, &size, 32, &a, &x);
    take(&data, &size, 32, &b, &y);
    must(model_equals(&a, &x) && model_equals(&b, &y));
    for (unsigned i = 0; i < MODEL_SIZE; i++)
        result.bits[i] = a.bits[i] || b.bits[i];
    must(nk_set_union(&out, &x, &y, NULL) && model_equals(&result, &out));
    nk_set_release(&out);
    for (unsigned i = 0; i < MODEL_SIZE; i++)
        result.bits[i] = a.bits[i] && b.bits[i];
    must(nk_set_intersection(&out, &x, &y, NULL) && model_equals(&result, &out));
    nk_set_release(&out);
    for (unsigned i = 0; i < MODEL_SIZE; i++)
        result.bits[i] = a.bits[i] && !b.bits[i];
    must(nk_set_difference(&out, &x, &y, NULL) && model_equals(&result, &out));
    nk_set_release(&out);
    nk_set_release(&x);
    nk_set_release(&y);
    return 0;
}
