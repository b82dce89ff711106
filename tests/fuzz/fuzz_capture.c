/*
 * Capture files: packets lie in the file where they are said to, the numbers count up, a failure is
 * of the input and stays; and the packets are the same however the bytes arrive.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "packet/capture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PACKETS_MAX = 100000 }; /* of a bomb no more is looked at */

static void must(bool good)
{
    if (!good)
        abort();
}

struct result {
    uint64_t packets, sum;
    enum nk_capture_status status;
};

static void count(struct result *r, const struct nk_packet *p)
{
    must(p->number == ++r->packets && p->length >= p->captured);
    must(p->captured <= NK_CAPTURE_RECORD_MAX && (p->timed || p->time == 0));
    r->sum = r->sum * 31 + (uint64_t)p->time + p->captured + p->link + p->interface;
    for (uint32_t i = 0; i < p->captured; i++)
        r->sum = r->sum * 31 + p->bytes[i];
}

static struct result read_all(int fd)
{
    struct nk_capture c;
    struct nk_packet p;
    struct nk_err err = {0}, again = {0};
    struct result r = {0};
    uint64_t last = 0;
    nk_capture_init(&c, fd, "x");
    while ((r.status = nk_capture_next(&c, &p, &err)) == NK_CAPTURE_PACKET) {
        must(p.offset > last);
        last = p.offset;
        count(&r, &p);
        if (r.packets == PACKETS_MAX)
            break;
    }
    if (r.status != NK_CAPTURE_PACKET) {
        must((r.status == NK_CAPTURE_FAILED) == (err.code == NK_ERR_INPUT));
        must(nk_capture_next(&c, &p, &again) == r.status && again.code == err.code);
    }
    must(c.cap <= 4 * (size_t)NK_CAPTURE_RECORD_MAX);
    nk_capture_release(&c);
    close(fd);
    return r;
}

static int whole(const uint8_t *data, size_t size)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    must(fd >= 0 && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0);
    return fd;
}

/* A descriptor that gives the bytes in pieces; -1 where they do not fit in. */
static int in_pieces(const uint8_t *data, size_t size)
{
    int ends[2], room = 1 << 20;
    must(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends) == 0);
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct result first = read_all(whole(data, size));
    int fd = in_pieces(data, size);
    if (fd >= 0) {
        struct result second = read_all(fd);
        must(second.packets == first.packets && second.sum == first.sum);
        must(second.status == first.status);
    }
    return 0;
}
