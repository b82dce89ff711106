/* For unit tests: packed data, made by the libraries that unpack them. */
#ifndef TESTS_UNIT_BASE_PACK_H
#define TESTS_UNIT_BASE_PACK_H

#include <bzlib.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include "base/buf.h"

/* What is missing ends the test. */
static inline void *pack_library(const char *file)
{
    void *handle = dlopen(file, RTLD_NOW);
    if (handle == NULL)
        abort();
    return handle;
}

static inline void *pack_function(void *handle, const char *name)
{
    void *function = dlsym(handle, name);
    if (function == NULL)
        abort();
    return function;
}

/* One gzip member; `whole` false: up to where all of the text can be unpacked, without an end. */
static inline void pack_gz_part(struct nk_buf *to, const char *text, size_t len, bool whole)
{
    void *lib = pack_library("libz.so.1");
    __typeof__(deflateInit2_) *init =
        (__typeof__(deflateInit2_) *)pack_function(lib, "deflateInit2_");
    __typeof__(deflate) *run = (__typeof__(deflate) *)pack_function(lib, "deflate");
    __typeof__(deflateEnd) *end = (__typeof__(deflateEnd) *)pack_function(lib, "deflateEnd");
    z_stream z = {.next_in = (Bytef *)(size_t)text, .avail_in = (unsigned)len};
    if (init(&z, 6, Z_DEFLATED, MAX_WBITS + 16, 8, 0, ZLIB_VERSION, sizeof z) != Z_OK)
        abort();
    size_t room = len + len / 10 + 200;
    z.next_out = (Bytef *)nk_buf_room(to, room);
    z.avail_out = (unsigned)room;
    if (run(&z, whole ? Z_FINISH : Z_SYNC_FLUSH) != (whole ? Z_STREAM_END : Z_OK))
        abort();
    to->len += z.total_out;
    end(&z);
    dlclose(lib);
}

static inline void pack_gz(struct nk_buf *to, const char *text, size_t len)
{
    pack_gz_part(to, text, len, true);
}

static inline void pack_bz2(struct nk_buf *to, const char *text, size_t len)
{
    void *lib = pack_library("libbz2.so.1.0");
    __typeof__(BZ2_bzBuffToBuffCompress) *run =
        (__typeof__(BZ2_bzBuffToBuffCompress) *)pack_function(lib, "BZ2_bzBuffToBuffCompress");
    unsigned used = (unsigned)(len + len / 10 + 1000);
    char *room = nk_buf_room(to, used);
    if (room == NULL || run(room, &used, (char *)(size_t)text, (unsigned)len, 1, 0, 0) != BZ_OK)
        abort();
    to->len += used;
    dlclose(lib);
}

/* One zstd frame with a checksum. */
static inline void pack_zstd(struct nk_buf *to, const char *text, size_t len)
{
    void *lib = pack_library("libzstd.so.1");
    __typeof__(ZSTD_createCCtx) *init =
        (__typeof__(ZSTD_createCCtx) *)pack_function(lib, "ZSTD_createCCtx");
    __typeof__(ZSTD_CCtx_setParameter) *set =
        (__typeof__(ZSTD_CCtx_setParameter) *)pack_function(lib, "ZSTD_CCtx_setParameter");
    __typeof__(ZSTD_compress2) *run =
        (__typeof__(ZSTD_compress2) *)pack_function(lib, "ZSTD_compress2");
    __typeof__(ZSTD_freeCCtx) *end =
        (__typeof__(ZSTD_freeCCtx) *)pack_function(lib, "ZSTD_freeCCtx");
    ZSTD_CCtx *context = init();
    set(context, ZSTD_c_checksumFlag, 1);
    size_t room = len + len / 10 + 1000;
    size_t used = run(context, nk_buf_room(to, room), room, text, len);
    if (used > room)
        abort();
    to->len += used;
    end(context);
    dlclose(lib);
}

#endif
