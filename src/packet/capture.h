/* The packets of a capture file: pcap and pcapng, of either byte order, streamed. */
#ifndef NK_PACKET_CAPTURE_H
#define NK_PACKET_CAPTURE_H

#include <stdint.h>

#include "base/lines.h"

enum {
    NK_CAPTURE_RECORD_MAX = 4 * 1024 * 1024, /* bytes of a record or block that is looked into */
    NK_CAPTURE_INTERFACES_MAX = 1 << 16,     /* of one section */
};

/* One packet. `bytes` are borrowed: valid until the next call. */
struct nk_packet {
    const uint8_t *bytes;
    uint32_t captured;  /* how many bytes there are */
    uint32_t length;    /* how many it had on the wire: never less */
    uint64_t number;    /* in the file, from 1 */
    uint64_t offset;    /* of its record in the file, unpacked */
    int64_t time;       /* nanoseconds since 1970, UTC; held at the type's ends */
    uint32_t interface; /* in its section, from 0 */
    uint16_t link;      /* LINKTYPE_ number: see packet/layers.h */
    bool timed;         /* false: the file has no time for it, and `time` is 0 */
};

/* An interface of a pcapng section: how its times count, what its packets begin with. */
struct nk_interface {
    uint64_t coarse;     /* this many ticks are one unit: 1 but where a tick is far below a
                            nanosecond; 0: no number of ticks makes a nanosecond */
    uint64_t per_second; /* units in a second */
    int64_t offset;      /* seconds to add */
    uint32_t snaplen;    /* 0: no limit */
    uint16_t link;
};

enum nk_capture_status {
    NK_CAPTURE_PACKET,
    NK_CAPTURE_END,
    NK_CAPTURE_FAILED, /* the file is cut or broken here, or cannot be read: no more packets */
};

/*
 * A capture that is being read. Memory does not grow with the file: a buffer that holds the largest
 * record, and the interfaces of one section. What is declared in the file is a claim: the buffer
 * grows with the bytes that came.
 */
struct nk_capture {
    struct nk_stream stream;
    enum nk_capture_status (*next)(struct nk_capture *c, struct nk_packet *p);
    uint8_t *data;
    size_t at, end, cap;   /* data[at..end) was read and not yet used */
    uint64_t before;       /* where data[0] stands in the file */
    uint64_t start;        /* where the record that is being read begins in the file */
    uint64_t packets;      /* given out */
    bool swapped, drained; /* the file's byte order is not ours; the stream has ended */
    uint8_t minor, record; /* pcap: the version, and the bytes of a record's header */
    uint16_t link;         /* pcap */
    uint32_t nanoseconds;  /* pcap: of one fraction */
    struct nk_interface *interfaces;
    size_t interface_count, interface_room;
    struct nk_err failure;
};

/* Opens a file ("-" is standard input) without reading; release in any case. */
bool nk_capture_open(struct nk_capture *c, const char *path, struct nk_err *err);
/* The same over an open descriptor, which is not closed by release. `name` is the file's, for
 * messages, "-" or NULL standard input's; borrowed. gzip, bzip2 and zstd are unpacked. */
void nk_capture_init(struct nk_capture *c, int fd, const char *name);
/* Goes on with a file that was opened for lines and looked into (nk_lines_fill()), of which nothing
 * was given out: the capture takes it over, and `lines` has nothing any more. False with `err`
 * where memory is out; then nothing has changed. Release in any case. */
bool nk_capture_take(struct nk_capture *c, struct nk_lines *lines, struct nk_err *err);
void nk_capture_release(struct nk_capture *c);
/* Whether a file that begins so, with its first 4 bytes or more, is one that is read here. */
bool nk_capture_begins(const void *bytes, size_t len);

/*
 * The next packet, in the order of the file. Fails, after everything that was readable was given
 * out, and then again: NK_ERR_INPUT with the offset (in the file, unpacked) of what is wrong, also
 * for a file that is empty or no capture; NK_ERR_SYSTEM or NK_ERR_MEMORY.
 * (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng.)
 */
enum nk_capture_status nk_capture_next(struct nk_capture *c, struct nk_packet *p,
                                       struct nk_err *err);

#endif
