#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

void nk_buf_release(struct nk_buf *b)
{
    free(b->data);
    *b = (struct nk_buf){0};
}

void nk_buf_clear(struct nk_buf *b)
{
    b->len = 0;
    b->failed = false;
}

char *nk_buf_room_slow(struct nk_buf *b, size_t n)
{
    if (b->failed || n > SIZE_MAX / 4 || b->len > SIZE_MAX / 4)
        goto fail;
    if (b->cap - b->len < n || b->data == NULL) {
        size_t want = b->len + n;
        size_t cap = b->cap + b->cap / 2;
        if (cap < want)
            cap = want < 64 ? 64 : want;
        char *data = realloc(b->data, cap);
        if (data == NULL)
            goto fail;
        b->data = data;
        b->cap = cap;
    }
    return b->data + b->len;
fail:
    b->failed = true;
    return NULL;
}

void nk_buf_printf(struct nk_buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *room = len < 0 ? NULL : nk_buf_room(b, (size_t)len + 1);
    if (room != NULL) {
        vsnprintf(room, (size_t)len + 1, format, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

enum { LINE = 64, PAGE = 4096, LARGE_PAGE = 2 * 1024 * 1024, LARGE = 16 * 1024 * 1024 };

void nk_advise_large(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    if (size < LARGE)
        return;
    /* with the page of the allocator's own notes: a mapping in two parts could not be moved whole
     * when the array grows */
    uintptr_t start = (uintptr_t)memory / PAGE * PAGE;
    uintptr_t end = ((uintptr_t)memory + size + PAGE - 1) / PAGE * PAGE;
    madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}

bool nk_grow(void **items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return true;
    size_t want = *room < 16 ? 16 : *room + *room / 2;
    if (want > SIZE_MAX / size)
        return false;
    void *more = realloc(*items, want * size);
    if (more == NULL)
        return false;
    *items = more;
    *room = want;
    nk_advise_large(more, want * size);
    return true;
}

void *nk_alloc_array(size_t count, size_t size)
{
    if (count > SIZE_MAX / 2 / size)
        return NULL;
    size_t all = count * size;
    size_t unit = all < LARGE_PAGE ? LINE : LARGE_PAGE;
    all = all == 0 ? unit : (all + unit - 1) / unit * unit;
    void *memory = aligned_alloc(unit, all);
#ifdef MADV_HUGEPAGE
    if (memory != NULL && unit == LARGE_PAGE)
        madvise(memory, all, MADV_HUGEPAGE);
#endif
    return memory;
}
