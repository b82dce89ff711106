/*
 * Fragments: what is put together is a datagram that says so, within the bounds; what is held is
 * counted, and all of it is given back. Packets stand one behind the other, each behind its length,
 * how many seconds passed, and which of the two families' links it has.
 */
#include <stdlib.h>
#include <string.h>

#include "packet/fragments.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

/* In memory of its own, so that a read behind the end is seen. */
static void add(struct nk_fragments *f, const uint8_t *data, uint32_t size, int64_t time)
{
    struct nk_layers l;
    struct nk_err err;
    uint8_t *bytes = malloc(size + 1);
    must(bytes != NULL);
    memcpy(bytes, data, size);
    struct nk_packet p = {.bytes = bytes, .captured = size, .length = size, .link = 101};
    p.time = time;
    p.timed = time >= 0;
    enum nk_fragments_status status = nk_fragments_read(f, &p, &l, &err);
    free(bytes);
    must(status == NK_FRAGMENTS_HELD || status == NK_FRAGMENTS_WHOLE);
    must(l.fragment == (status == NK_FRAGMENTS_HELD));
    must(f->count <= NK_FRAGMENTS_MAX && f->bytes <= NK_FRAGMENTS_BYTES);
    must(f->count > 0 || f->bytes == 0);
    if (p.bytes != bytes) {
        must(p.captured == p.length && p.length <= 65535 + 40);
        must(nk_layers_read(&l, &p) && (l.count > 1 || l.wrong != NULL || !l.fragment));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_fragments f = {0};
    int64_t time = 0;
    while (size >= 2) {
        uint32_t length = data[0];
        time += (int64_t)(data[1] & 15) * 7000000000;
        bool timed = data[1] & 16;
        data += 2;
        size -= 2;
        length = length < size ? length : (uint32_t)size;
        add(&f, data, length, timed ? time : -1);
        data += length;
        size -= length;
    }
    nk_fragments_release(&f);
    return 0;
}
