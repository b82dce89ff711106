#include "tcp/inbox.h"

#include <stdlib.h>
#include <string.h>

bool nk_inbox_init(struct nk_inbox *in, uint32_t size)
{
    *in = (struct nk_inbox){.bytes = calloc(size, 1), .here = calloc(size, sizeof(bool))};
    if (in->bytes == NULL || in->here == NULL)
        return false;
    in->size = size;
    return true;
}

void nk_inbox_release(struct nk_inbox *in)
{
    free(in->bytes);
    free(in->here);
    *in = (struct nk_inbox){0};
}

void nk_inbox_clear(struct nk_inbox *in)
{
    if (in->size > 0)
        memset(in->here, 0, in->size * sizeof *in->here);
    in->ready = 0;
}

/* Bytes that are here stay: what was acknowledged is not to change. */
void nk_inbox_put(struct nk_inbox *in, uint32_t offset, const uint8_t *data, uint32_t len)
{
    uint32_t room = nk_inbox_window(in);
    if (offset >= room)
        return;
    if (len > room - offset)
        len = room - offset;
    for (uint32_t i = 0; i < len; i++) {
        uint32_t at = in->ready + offset + i;
        if (!in->here[at])
            in->bytes[at] = data[i];
        in->here[at] = true;
    }
}

uint32_t nk_inbox_settle(struct nk_inbox *in)
{
    uint32_t before = in->ready;
    while (in->ready < in->size && in->here[in->ready])
        in->ready++;
    return in->ready - before;
}

uint32_t nk_inbox_take(struct nk_inbox *in, uint8_t *to, uint32_t max)
{
    uint32_t n = max < in->ready ? max : in->ready;
    if (n == 0)
        return 0;
    if (to != NULL)
        memcpy(to, in->bytes, n);
    memmove(in->bytes, in->bytes + n, in->size - n);
    memmove(in->here, in->here + n, (in->size - n) * sizeof *in->here);
    memset(in->here + (in->size - n), 0, n * sizeof *in->here);
    in->ready -= n;
    return n;
}
