/*
 * Packed and plain streams. The bytes are the same however much room the reader has and however
 * they arrive; plain data come through unchanged; a failure is of the input, and tells how many
 * bytes there were.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { UNPACKED_MAX = 1 << 20 }; /* of a bomb no more is looked at */

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* Reads with room for so many bytes; true if the stream ended well or passed UNPACKED_MAX. */
static bool collect(int fd, size_t room, struct nk_buf *all)
{
    struct nk_stream s;
    struct nk_err err = {0};
    ssize_t n = 1;
    char *part = malloc(room), count[64];
    require(part != NULL);
    nk_stream_init(&s, fd, "x");
    while (n > 0 && all->len < UNPACKED_MAX) {
        n = nk_stream_read(&s, part, room, &err);
        require(n <= (ssize_t)room);
        nk_buf_add(all, part, n > 0 ? (size_t)n : 0);
    }
    if (n < 0) {
        require(err.code == NK_ERR_INPUT);
        snprintf(count, sizeof count, " after %zu bytes unpacked", all->len);
        require(strstr(err.text, count) != NULL);
    }
    nk_stream_release(&s);
    free(part);
    close(fd);
    return n >= 0;
}

static int whole(const uint8_t *data, size_t size)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    require(fd >= 0 && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0);
    return fd;
}

/* A descriptor that gives the bytes in pieces; -1 where they do not fit in. */
static int in_pieces(const uint8_t *data, size_t size)
{
    int ends[2], room = 1 << 20;
    require(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends) == 0);
    setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    size_t step = size / 64 + 1;
    for (size_t at = 0, n; at < size; at += n) {
        n = step + data[at] % 13;
        n = n < size - at ? n : size - at;
        if (write(ends[1], data + at, n) != (ssize_t)n) {
            close(ends[0]);
            close(ends[1]);
            return -1;
        }
    }
    close(ends[1]);
    return ends[0];
}

static bool packed(const uint8_t *data, size_t size)
{
    return (size >= 3 && memcmp(data, "\x1f\x8b\x08", 3) == 0) ||
           (size >= 10 && memcmp(data, "BZh", 3) == 0) ||
           (size >= 4 && (memcmp(data, "\x28\xb5\x2f\xfd", 4) == 0 ||
                          ((data[0] & 0xf0) == 0x50 && memcmp(data + 1, "*M\x18", 3) == 0)));
}

/* How far damaged data go before the damage shows may depend on the pieces; what came out may not.
 */
static void check_same(const struct nk_buf *a, const struct nk_buf *b, bool good)
{
    size_t len = a->len < b->len ? a->len : b->len;
    require(a->len == b->len || len >= UNPACKED_MAX || !good);
    require(len == 0 || memcmp(a->data, b->data, len) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_buf first = {0}, second = {0};
    bool good = collect(whole(data, size), 1 << 18, &first);
    if (!packed(data, size))
        require(good && first.len == size && (size == 0 || memcmp(first.data, data, size) == 0));
    require(collect(whole(data, size), 1 + size % 37, &second) == good);
    check_same(&first, &second, good);
    nk_buf_clear(&second);
    int fd = in_pieces(data, size);
    if (fd >= 0) {
        require(collect(fd, 1 << 12, &second) == good);
        check_same(&first, &second, good);
    }
    nk_buf_release(&first);
    nk_buf_release(&second);
    return 0;
}
