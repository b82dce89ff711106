#include "base/bytes.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"

void nk_bytes_release(struct nk_bytes *b)
{
    if (b->mapped)
        munmap(b->data, b->size);
    else
        free(b->data);
    *b = (struct nk_bytes){0};
}

/* False where it cannot be mapped: then it can be read. */
static bool map(struct nk_bytes *b, const struct nk_lines *lines)
{
    struct stat st;
    int fd = nk_lines_whole_file(lines);
    if (fd < 0 || !nk_file_look(fd, &st) || !S_ISREG(st.st_mode) || st.st_size <= 0 ||
        (uint64_t)st.st_size > SIZE_MAX / 2)
        return false;
    void *data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED)
        return false;
    *b = (struct nk_bytes){data, (size_t)st.st_size, true};
    return true;
}

/* Nothing is taken for the size of what comes: memory grows with what is there. */
static bool read_all(struct nk_bytes *b, struct nk_lines *lines, nk_bytes_claim *claim,
                     struct nk_err *err)
{
    struct nk_buf all = {0};
    ssize_t n;
    do {
        char *room = nk_buf_room(&all, NK_LINES_BLOCK);
        n = room == NULL ? -1 : nk_lines_read(lines, room, all.cap - all.len, err);
        all.len += n > 0 ? (size_t)n : 0;
    } while (n > 0 && (claim == NULL || all.len <= claim(all.data, all.len)));
    if (all.failed)
        nk_err_memory(err);
    /* no byte more than there are */
    char *exact = n >= 0 && all.len > 0 ? realloc(all.data, all.len) : NULL;
    *b = (struct nk_bytes){exact != NULL ? exact : all.data, all.len, false};
    return n >= 0;
}

bool nk_bytes_take(struct nk_bytes *b, struct nk_lines *lines, nk_bytes_claim *claim,
                   struct nk_err *err)
{
    *b = (struct nk_bytes){0};
    return map(b, lines) || read_all(b, lines, claim, err);
}
