/* For unit tests: capture files, written into memory in either byte order. */
#ifndef TESTS_UNIT_PACKET_FILE_H
#define TESTS_UNIT_PACKET_FILE_H

#include <endian.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"

struct file {
    struct nk_buf bytes;
    bool big; /* byte order */
    size_t block;
};

static inline void put8(struct file *f, unsigned n)
{
    nk_buf_add_byte(&f->bytes, (char)n);
}

static inline void put16(struct file *f, unsigned n)
{
    put8(f, f->big ? n >> 8 & 255 : n & 255);
    put8(f, f->big ? n & 255 : n >> 8 & 255);
}

static inline void put32(struct file *f, uint32_t n)
{
    put16(f, f->big ? n >> 16 : n & 0xffff);
    put16(f, f->big ? n & 0xffff : n >> 16);
}

static inline void put64(struct file *f, uint64_t n)
{
    put32(f, (uint32_t)(f->big ? n >> 32 : n));
    put32(f, (uint32_t)(f->big ? n : n >> 32));
}

/* ---- pcap ---------------------------------------------------------------- */

static inline void put_header(struct file *f, uint32_t magic, unsigned minor, uint32_t link)
{
    put32(f, magic);
    put16(f, 2);
    put16(f, minor);
    put64(f, 0);
    put32(f, 65535);
    put32(f, link);
}

static inline void put_record(struct file *f, uint32_t seconds, uint32_t fraction,
                              const char *bytes, uint32_t length)
{
    put32(f, seconds);
    put32(f, fraction);
    put32(f, (uint32_t)strlen(bytes));
    put32(f, length);
    nk_buf_add_text(&f->bytes, bytes);
}

/* ---- pcapng -------------------------------------------------------------- */

static inline void begin_block(struct file *f, uint32_t type)
{
    f->block = f->bytes.len;
    put32(f, type);
    put32(f, 0);
}

static inline void end_block(struct file *f)
{
    while (f->bytes.len % 4 != 0)
        put8(f, 0);
    uint32_t len = (uint32_t)(f->bytes.len - f->block + 4);
    uint32_t ordered = f->big ? htobe32(len) : htole32(len);
    put32(f, len);
    memcpy(f->bytes.data + f->block + 4, &ordered, 4);
}

static inline void put_section(struct file *f, bool big)
{
    f->big = big;
    begin_block(f, 0x0a0d0d0a);
    put32(f, 0x1a2b3c4d);
    put16(f, 1);
    put16(f, 0);
    put64(f, UINT64_MAX);
    end_block(f);
}

static inline void begin_interface(struct file *f, unsigned link, uint32_t snaplen)
{
    begin_block(f, 1);
    put16(f, link);
    put16(f, 0);
    put32(f, snaplen);
}

static inline void put_interface(struct file *f, unsigned link)
{
    begin_interface(f, link, 0);
    end_block(f);
}

/* With if_tsresol and if_tsoffset. */
static inline void put_clock(struct file *f, unsigned link, unsigned resolution, int64_t offset)
{
    begin_interface(f, link, 0);
    put16(f, 2); /* a name, which is passed over */
    put16(f, 3);
    nk_buf_add(&f->bytes, "lo0\0", 4);
    put16(f, 9);
    put16(f, 1);
    put8(f, resolution);
    nk_buf_add(&f->bytes, "\0\0\0", 3);
    put16(f, 14);
    put16(f, 8);
    put64(f, (uint64_t)offset);
    put32(f, 0);
    end_block(f);
}

/* What the enhanced (6) and the obsolete (2) block have behind the interface. */
static inline void put_packet(struct file *f, uint32_t type, uint32_t interface, uint64_t ticks,
                              const char *bytes, uint32_t length)
{
    begin_block(f, type);
    if (type == 6)
        put32(f, interface);
    else {
        put16(f, interface);
        put16(f, 7); /* drops */
    }
    put32(f, (uint32_t)(ticks >> 32));
    put32(f, (uint32_t)ticks);
    put32(f, (uint32_t)strlen(bytes));
    put32(f, length);
    nk_buf_add_text(&f->bytes, bytes);
    end_block(f);
}

static inline void put_simple(struct file *f, const char *bytes, uint32_t length)
{
    begin_block(f, 3);
    put32(f, length);
    nk_buf_add_text(&f->bytes, bytes);
    end_block(f);
}

static inline void put_unknown(struct file *f, uint32_t type, size_t len)
{
    begin_block(f, type);
    for (size_t i = 0; i < len; i++)
        put8(f, 0x55);
    end_block(f);
}

static inline int file_descriptor(const char *data, size_t len)
{
    int fd = memfd_create("capture", MFD_CLOEXEC);
    for (size_t at = 0; at < len;) {
        ssize_t n = write(fd, data + at, len - at);
        if (n <= 0)
            abort();
        at += (size_t)n;
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

#endif
