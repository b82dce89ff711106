/* What the readers of the two formats share: the bytes ahead, numbers, failures. */
#ifndef NK_PACKET_CAPTURE_PART_H
#define NK_PACKET_CAPTURE_PART_H

#include <byteswap.h>
#include <string.h>

#include "packet/capture.h"

/* Reads until `n` bytes (a record at most) are here. False where there are not so many: then
 * nk_capture_end() or nk_capture_cut() tells what that means. */
bool nk_capture_fill(struct nk_capture *c, size_t n);
/* Between two records: the end where nothing is left, else a failure: `what` is begun and cut. */
enum nk_capture_status nk_capture_end(struct nk_capture *c, const char *what);
/* The same for what was begun for certain. */
enum nk_capture_status nk_capture_cut(struct nk_capture *c, const char *what);
/* c->failure is set: no more packets. */
enum nk_capture_status nk_capture_failed(struct nk_capture *c);
/* Says what is wrong, and where: `at` bytes behind where the record begins. */
enum nk_capture_status nk_capture_refuse(struct nk_capture *c, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static inline bool nk_capture_has(struct nk_capture *c, size_t n)
{
    return n <= c->end - c->at || nk_capture_fill(c, n);
}

/* Valid until the next nk_capture_has(). */
static inline const uint8_t *nk_capture_here(const struct nk_capture *c)
{
    return c->data + c->at;
}

static inline void nk_capture_start(struct nk_capture *c)
{
    c->start = c->before + c->at;
}

/* Numbers in the file's byte order. */
static inline uint16_t nk_capture_u16(const struct nk_capture *c, const uint8_t *from)
{
    uint16_t n;
    memcpy(&n, from, sizeof n);
    return c->swapped ? bswap_16(n) : n;
}

static inline uint32_t nk_capture_u32(const struct nk_capture *c, const uint8_t *from)
{
    uint32_t n;
    memcpy(&n, from, sizeof n);
    return c->swapped ? bswap_32(n) : n;
}

static inline uint64_t nk_capture_u64(const struct nk_capture *c, const uint8_t *from)
{
    uint64_t n;
    memcpy(&n, from, sizeof n);
    return c->swapped ? bswap_64(n) : n;
}

/* Whether the first bytes, at least 4, are the format's; then its reader is set as c->next. */
bool nk_pcap_begins(struct nk_capture *c);
bool nk_pcapng_begins(struct nk_capture *c);

#endif
