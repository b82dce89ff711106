#define ZLIB_CONST /* input is not written to */
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/library.h"
#include "base/unpack.h"

struct gz_functions {
    __typeof__(inflateInit2_) *init;
    __typeof__(inflate) *run;
    __typeof__(inflateReset) *reset;
    __typeof__(inflateEnd) *end;
};

struct gz {
    void *handle;
    struct gz_functions zlib;
    z_stream stream;
};

static const struct nk_library_function functions[] = {
    {"inflateInit2_", offsetof(struct gz_functions, init)},
    {"inflate", offsetof(struct gz_functions, run)},
    {"inflateReset", offsetof(struct gz_functions, reset)},
    {"inflateEnd", offsetof(struct gz_functions, end)},
};
static const struct nk_library library = {"libz.so.1", "zlib1g", "unpack gzip data", functions,
                                          sizeof functions / sizeof *functions};

enum { GZIP_ONLY = 16 }; /* added to the bits of the window: no zlib header, no raw data */

static void *gz_init(struct nk_err *err)
{
    struct gz *gz = calloc(1, sizeof *gz);
    if (gz == NULL) {
        nk_err_memory(err);
        return NULL;
    }
    if (!nk_library_load(&library, &gz->handle, &gz->zlib, err)) {
        free(gz);
        return NULL;
    }
    int result =
        gz->zlib.init(&gz->stream, MAX_WBITS + GZIP_ONLY, ZLIB_VERSION, (int)sizeof gz->stream);
    if (result == Z_OK)
        return gz;
    if (result == Z_MEM_ERROR)
        nk_err_memory(err);
    else
        nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "%s is of a version that cannot be used",
                   library.file);
    nk_library_release(gz->handle);
    free(gz);
    return NULL;
}

static enum nk_unpack_result gz_run(void *state, struct nk_unpack_bytes *bytes)
{
    struct gz *gz = state;
    z_stream *z = &gz->stream;
    z->next_in = (const Bytef *)bytes->in;
    z->avail_in = bytes->in_len < UINT_MAX ? (unsigned)bytes->in_len : UINT_MAX;
    z->next_out = (Bytef *)bytes->out;
    z->avail_out = bytes->room < UINT_MAX ? (unsigned)bytes->room : UINT_MAX;
    int result = gz->zlib.run(z, Z_NO_FLUSH);
    bytes->in_len -= (size_t)((const char *)z->next_in - bytes->in);
    bytes->in = (const char *)z->next_in;
    bytes->room -= (size_t)((char *)z->next_out - bytes->out);
    bytes->out = (char *)z->next_out;
    switch (result) {
    case Z_OK:
    case Z_BUF_ERROR: /* nothing to do with what there is */
        return NK_UNPACK_MORE;
    case Z_STREAM_END:
        return gz->zlib.reset(z) == Z_OK ? NK_UNPACK_END : NK_UNPACK_DAMAGED;
    case Z_MEM_ERROR:
        return NK_UNPACK_MEMORY;
    default:
        return NK_UNPACK_DAMAGED;
    }
}

static void gz_release(void *state)
{
    struct gz *gz = state;
    gz->zlib.end(&gz->stream);
    nk_library_release(gz->handle);
    free(gz);
}

const struct nk_unpack nk_unpack_gz = {"gzip", true, gz_init, gz_run, gz_release};
