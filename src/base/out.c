#include "base/out.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void nk_out_init(struct nk_out *o, int fd, bool line_buffered)
{
    *o = (struct nk_out){.fd = fd, .line_buffered = line_buffered};
}

void nk_out_init_fixed(struct nk_out *o, int fd, char *data, size_t cap)
{
    *o = (struct nk_out){.fd = fd, .fixed = true, .data = data, .cap = cap};
}

void nk_out_release(struct nk_out *o)
{
    if (!o->fixed)
        free(o->data);
    o->data = NULL;
    o->len = o->cap = 0;
}

/* A descriptor that another program made non-blocking: waits until it takes more. */
static bool wait_writable(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLOUT};
    return poll(&p, 1, -1) >= 0 || errno == EINTR;
}

static void write_all(struct nk_out *o, const char *text, size_t len)
{
    if (o->copy != NULL && o->error == 0 && o->fd >= 0)
        o->copy(o->copy_closure, text, len);
    while (len > 0 && o->error == 0 && o->fd >= 0) {
        ssize_t n = write(o->fd, text, len);
        if (n > 0) {
            text += n;
            len -= (size_t)n;
        } else if (n == 0) {
            o->error = EIO; /* a device that takes nothing and says nothing: no endless loop */
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!wait_writable(o->fd))
                o->error = errno;
        } else if (errno != EINTR) {
            o->error = errno;
        }
    }
}

bool nk_out_flush(struct nk_out *o)
{
    size_t len = o->len;
    o->len = 0;
    if (len > 0)
        write_all(o, o->data, len);
    return o->error == 0;
}

char *nk_out_room_slow(struct nk_out *o, size_t n)
{
    if (o->error != 0)
        return NULL;
    if (o->data == NULL) {
        o->data = malloc(NK_OUT_SIZE);
        if (o->data == NULL) {
            o->error = ENOMEM;
            return NULL;
        }
        o->cap = NK_OUT_SIZE;
    }
    if (o->cap - o->len < n && !nk_out_flush(o))
        return NULL;
    if (n > o->cap) {
        o->error = EMSGSIZE;
        return NULL;
    }
    return o->data + o->len;
}

void nk_out_write(struct nk_out *o, const char *text, size_t len)
{
    if (len == 0)
        return;
    if (len >= (o->fixed ? o->cap : NK_OUT_SIZE / 2)) {
        /* no use in copying what fills the buffer by itself */
        if (nk_out_flush(o))
            write_all(o, text, len);
        return;
    }
    char *room = nk_out_room(o, len);
    if (room == NULL)
        return;
    memcpy(room, text, len);
    nk_out_used(o, len);
}

void nk_out_text(struct nk_out *o, const char *text)
{
    nk_out_write(o, text, strlen(text));
}

bool nk_out_finish(struct nk_out *o, struct nk_err *err)
{
    nk_out_flush(o);
    if (o->error == 0)
        return true;
    if (o->error == ENOMEM)
        return nk_err_memory(err);
    return nk_err_errno(err, o->error, "cannot write to standard output");
}
