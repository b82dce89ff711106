#include <bzlib.h>
#include <limits.h>
#include <stdlib.h>

#include "base/library.h"
#include "base/unpack.h"

struct bz2_functions {
    __typeof__(BZ2_bzDecompressInit) *init;
    __typeof__(BZ2_bzDecompress) *run;
    __typeof__(BZ2_bzDecompressEnd) *end;
};

struct bz2 {
    void *handle;
    struct bz2_functions bzip2;
    bool active; /* within a stream: the library has state of its own */
    bz_stream stream;
};

static const struct nk_library_function functions[] = {
    {"BZ2_bzDecompressInit", offsetof(struct bz2_functions, init)},
    {"BZ2_bzDecompress", offsetof(struct bz2_functions, run)},
    {"BZ2_bzDecompressEnd", offsetof(struct bz2_functions, end)},
};
static const struct nk_library library = {"libbz2.so.1.0", "libbz2-1.0", "unpack bzip2 data",
                                          functions, sizeof functions / sizeof *functions};

static void *bz2_init(struct nk_err *err)
{
    struct bz2 *bz2 = calloc(1, sizeof *bz2);
    if (bz2 == NULL) {
        nk_err_memory(err);
        return NULL;
    }
    if (nk_library_load(&library, &bz2->handle, &bz2->bzip2, err))
        return bz2;
    free(bz2);
    return NULL;
}

static enum nk_unpack_result bz2_run(void *state, struct nk_unpack_bytes *bytes)
{
    struct bz2 *bz2 = state;
    bz_stream *z = &bz2->stream;
    if (!bz2->active && bz2->bzip2.init(z, 0, 0) != BZ_OK)
        return NK_UNPACK_MEMORY;
    bz2->active = true;
    z->next_in = (char *)bytes->in; /* the library does not write there */
    z->avail_in = bytes->in_len < UINT_MAX ? (unsigned)bytes->in_len : UINT_MAX;
    z->next_out = bytes->out;
    z->avail_out = bytes->room < UINT_MAX ? (unsigned)bytes->room : UINT_MAX;
    int result = bz2->bzip2.run(z);
    bytes->in_len -= (size_t)(z->next_in - bytes->in);
    bytes->in = z->next_in;
    bytes->room -= (size_t)(z->next_out - bytes->out);
    bytes->out = z->next_out;
    if (result == BZ_OK)
        return NK_UNPACK_MORE;
    if (result == BZ_MEM_ERROR)
        return NK_UNPACK_MEMORY;
    if (result != BZ_STREAM_END)
        return NK_UNPACK_DAMAGED;
    bz2->bzip2.end(z);
    bz2->active = false;
    return NK_UNPACK_END;
}

static void bz2_release(void *state)
{
    struct bz2 *bz2 = state;
    if (bz2->active)
        bz2->bzip2.end(&bz2->stream);
    nk_library_release(bz2->handle);
    free(bz2);
}

const struct nk_unpack nk_unpack_bz2 = {"bzip2", false, bz2_init, bz2_run, bz2_release};
