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

/*
 * Takes what `lines` has not given out yet, unpacked where it is packed; the lines cannot be read
 * afterwards. A regular file that is read from its start is mapped, and stays as it was even where
 * another one takes its name; one that is cut meanwhile ends the process when it is read. False
 * with `err`; release in any case.
 */
bool nk_bytes_take(struct nk_bytes *b, struct nk_lines *lines, struct nk_err *err);
void nk_bytes_release(struct nk_bytes *b);

#endif
