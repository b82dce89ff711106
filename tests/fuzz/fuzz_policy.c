/* Rules, tables and packets from bytes: the same answers as when everything is looked at. */
#include <stddef.h>
#include <stdint.h>

#include "../unit/route/slow_policy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!slow_agrees(data, size))
        abort();
    return 0;
}
