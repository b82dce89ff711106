#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/library.h"
#include "base/unpack.h"

struct zstd_functions {
    __typeof__(ZSTD_createDCtx) *init;
    __typeof__(ZSTD_DCtx_setParameter) *set;
    __typeof__(ZSTD_decompressStream) *run;
    __typeof__(ZSTD_isError) *is_error;
    __typeof__(ZSTD_getErrorCode) *error;
    __typeof__(ZSTD_freeDCtx) *end;
};

struct zstd {
    void *handle;
    struct zstd_functions zstd;
    ZSTD_DCtx *context;
    size_t wanted; /* bytes up to the end of the block or header that comes next */
    bool full;     /* the last run used up its room: some of a block may still be in there */
};

static const struct nk_library_function functions[] = {
    {"ZSTD_createDCtx", offsetof(struct zstd_functions, init)},
    {"ZSTD_DCtx_setParameter", offsetof(struct zstd_functions, set)},
    {"ZSTD_decompressStream", offsetof(struct zstd_functions, run)},
    {"ZSTD_isError", offsetof(struct zstd_functions, is_error)},
    {"ZSTD_getErrorCode", offsetof(struct zstd_functions, error)},
    {"ZSTD_freeDCtx", offsetof(struct zstd_functions, end)},
};
static const struct nk_library library = {"libzstd.so.1", "libzstd1", "unpack zstd data", functions,
                                          sizeof functions / sizeof *functions};

/* A frame says itself how much memory it wants: 128 MiB is what zstd's own command allows. */
enum { WINDOW_LOG_MAX = 27, FRAME_START = 5, BLOCK_HEADER = 3 };

static void zstd_release(void *state)
{
    struct zstd *zstd = state;
    if (zstd->context != NULL)
        zstd->zstd.end(zstd->context);
    nk_library_release(zstd->handle);
    free(zstd);
}

static void *zstd_init(struct nk_err *err)
{
    struct zstd *zstd = calloc(1, sizeof *zstd);
    if (zstd == NULL) {
        nk_err_memory(err);
        return NULL;
    }
    if (!nk_library_load(&library, &zstd->handle, &zstd->zstd, err)) {
        free(zstd);
        return NULL;
    }
    zstd->wanted = FRAME_START;
    zstd->context = zstd->zstd.init();
    if (zstd->context != NULL &&
        !zstd->zstd.is_error(zstd->zstd.set(zstd->context, ZSTD_d_windowLogMax, WINDOW_LOG_MAX)))
        return zstd;
    nk_err_memory(err);
    zstd_release(zstd);
    return NULL;
}

static enum nk_unpack_result refusal(ZSTD_ErrorCode code)
{
    switch (code) {
    case ZSTD_error_memory_allocation:
        return NK_UNPACK_MEMORY;
    case ZSTD_error_frameParameter_windowTooLarge:
        return NK_UNPACK_WINDOW;
    case ZSTD_error_dictionary_wrong:
        return NK_UNPACK_DICTIONARY;
    default:
        return NK_UNPACK_DAMAGED;
    }
}

/* The library keeps to itself what one call unpacked before it met damage, so it is given one block
 * a call: its own hint, which includes the header of the block behind. */
static size_t portion(const struct zstd *zstd, size_t len)
{
    size_t n = zstd->wanted > BLOCK_HEADER ? zstd->wanted - BLOCK_HEADER : zstd->wanted;
    return zstd->full ? 0 : n < len ? n : len;
}

static enum nk_unpack_result zstd_run(void *state, struct nk_unpack_bytes *bytes)
{
    struct zstd *zstd = state;
    ZSTD_inBuffer in = {bytes->in, portion(zstd, bytes->in_len), 0};
    ZSTD_outBuffer out = {bytes->out, bytes->room, 0};
    size_t result = zstd->zstd.run(zstd->context, &out, &in);
    bytes->in += in.pos;
    bytes->in_len -= in.pos;
    bytes->out += out.pos;
    bytes->room -= out.pos;
    if (zstd->zstd.is_error(result))
        return refusal(zstd->zstd.error(result));
    zstd->wanted = result == 0 ? FRAME_START : result;
    zstd->full = result != 0 && bytes->room == 0;
    return result == 0 ? NK_UNPACK_END : NK_UNPACK_MORE;
}

const struct nk_unpack nk_unpack_zstd = {"zstd", false, zstd_init, zstd_run, zstd_release};
