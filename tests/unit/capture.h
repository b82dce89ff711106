/* For unit tests: an output that is kept in memory, and what was written to it. */
#ifndef TESTS_UNIT_CAPTURE_H
#define TESTS_UNIT_CAPTURE_H

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/out.h"

struct capture {
    struct nk_out out;
    char *text; /* of the last take */
};

static inline void capture_init(struct capture *c)
{
    nk_out_init(&c->out, memfd_create("capture", MFD_CLOEXEC), false);
    c->text = NULL;
}

/* All that was written since the last take, with a NUL behind. */
static inline const char *capture_take(struct capture *c)
{
    nk_out_flush(&c->out);
    off_t size = lseek(c->out.fd, 0, SEEK_END);
    free(c->text);
    c->text = calloc(1, (size_t)size + 1);
    if (c->text == NULL || pread(c->out.fd, c->text, (size_t)size, 0) != size ||
        ftruncate(c->out.fd, 0) != 0)
        abort();
    lseek(c->out.fd, 0, SEEK_SET);
    return c->text;
}

static inline void capture_release(struct capture *c)
{
    nk_out_release(&c->out);
    close(c->out.fd);
    free(c->text);
}

#endif
