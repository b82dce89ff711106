/* Messages out of a stream that is cut anywhere: the same as out of the whole stream. The first
 * octet says how large the pieces are. */
#include <stdlib.h>
#include <string.h>

#include "dns/frames.h"

/* The next message by hand: its place in the stream, SIZE_MAX at the end. */
static size_t next_by_hand(const uint8_t *data, size_t size, size_t *at, size_t *len)
{
    size_t start = *at + 2;
    if (size - *at < 2)
        return SIZE_MAX;
    *len = (size_t)data[*at] << 8 | data[*at + 1];
    if (size - start < *len)
        return SIZE_MAX;
    *at = start + *len;
    return start;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_dns_frames f = {.at = 0};
    if (size == 0)
        return 0;
    size_t piece = 1u + data[0], model = 1, len, want;
    const uint8_t *message;
    for (size_t at = 1; at < size; at += piece) {
        size_t room, n = size - at < piece ? size - at : piece;
        char *to = nk_dns_frames_room(&f, &room);
        if (to == NULL || room < n)
            abort();
        memcpy(to, data + at, n);
        nk_dns_frames_filled(&f, n);
        while (nk_dns_frames_next(&f, &message, &len)) {
            size_t place = next_by_hand(data, size, &model, &want);
            if (place == SIZE_MAX || len != want || memcmp(message, data + place, len) != 0)
                abort();
        }
    }
    if (next_by_hand(data, size, &model, &want) != SIZE_MAX ||
        nk_dns_frames_is_cut(&f) != (model < size))
        abort();
    nk_dns_frames_release(&f);
    return 0;
}
