/* All bytes of a file at once: mapped where that is possible, else read into memory. */
#ifndef NK_BASE_BYTES_H
#define NK_BASE_BYTES_H

#include "base/lines.h"

/* Zero-initialised is empty. `data` is aligned for any type, and may be read only. */
struct nk_bytes {
    void *data;
    size_t size;
    bool mapped;
};

/* How many bytes there should be, by the first `len`: SIZE_MAX where those do not say it yet, less
 * than `len` where there is no use in more. */
typedef size_t nk_bytes_claim(const void *data, size_t len);

/*
 * Takes what `lines` has not given out yet, unpacked where it is packed; the lines cannot be read
 * afterwards. A regular file that is read from its start is mapped, and stays as it was even where
 * another one takes its name; one that is cut meanwhile ends the process when it is read. What is
 * not mapped is read no further than to some block behind what `claim` says: little that is packed
 * may be much; NULL: all of it. False with `err`; release in any case.
 */
bool nk_bytes_take(struct nk_bytes *b, struct nk_lines *lines, nk_bytes_claim *claim,
                   struct nk_err *err);
void nk_bytes_release(struct nk_bytes *b);

#endif
