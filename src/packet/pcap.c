/* The classic format: a header, then a record a packet (draft-ietf-opsawg-pcap). */
#include <inttypes.h>
#include <stdio.h>

#include "packet/capture_part.h"

enum { FILE_HEADER = 24, RECORD = 16, RECORD_MODIFIED = 24, NANO = 1000000000 };

/* The first four bytes as a number in the writer's byte order. */
static const struct magic {
    uint32_t number;
    uint32_t nanoseconds; /* of one fraction of a second */
    uint8_t record;
} magics[] = {
    {0xa1b2c3d4, 1000, RECORD},
    {0xa1b23c4d, 1, RECORD},
    {0xa1b2cd34, 1000, RECORD_MODIFIED}, /* Kuznetzov's: interface, protocol and direction follow */
};

static enum nk_capture_status too_long(struct nk_capture *c, uint32_t captured)
{
    return nk_capture_refuse(c, 8,
                             "packet %" PRIu64 " claims %" PRIu32
                             " captured bytes, more than %d MiB: the rest cannot be read",
                             c->packets + 1, captured, NK_CAPTURE_RECORD_MAX >> 20);
}

static enum nk_capture_status cut(struct nk_capture *c)
{
    char what[40];
    snprintf(what, sizeof what, "packet %" PRIu64, c->packets + 1);
    return nk_capture_end(c, what);
}

/* Which of the two lengths is which: until 2.3 the other way round, in 2.3 by either. */
static bool lengths_are_swapped(const struct nk_capture *c, uint32_t captured, uint32_t length)
{
    return c->minor < 3 || (c->minor == 3 && captured > length);
}

static enum nk_capture_status next(struct nk_capture *c, struct nk_packet *p)
{
    nk_capture_start(c);
    if (!nk_capture_has(c, c->record))
        return cut(c);
    const uint8_t *at = nk_capture_here(c);
    uint32_t captured = nk_capture_u32(c, at + 8), length = nk_capture_u32(c, at + 12);
    if (c->minor < 4 && lengths_are_swapped(c, captured, length)) {
        uint32_t other = captured;
        captured = length;
        length = other;
    }
    if (captured > NK_CAPTURE_RECORD_MAX)
        return too_long(c, captured);
    if (!nk_capture_has(c, c->record + (size_t)captured))
        return cut(c);
    at = nk_capture_here(c);
    uint64_t ns = (uint64_t)nk_capture_u32(c, at) * NANO +
                  (uint64_t)nk_capture_u32(c, at + 4) * c->nanoseconds;
    *p = (struct nk_packet){.bytes = at + c->record,
                            .captured = captured,
                            .length = length > captured ? length : captured,
                            .number = ++c->packets,
                            .offset = c->start,
                            .time = (int64_t)ns, /* 32 bits of seconds fit in */
                            .link = c->link,
                            .timed = true};
    c->at += c->record + (size_t)captured;
    return NK_CAPTURE_PACKET;
}

/* Only the version's numbers and the link are of use: the zone is never set, the snap length is
 * only a claim. The link's upper half tells of a frame check sequence. */
static enum nk_capture_status first(struct nk_capture *c, struct nk_packet *p)
{
    if (!nk_capture_has(c, FILE_HEADER))
        return nk_capture_cut(c, "the file's header");
    const uint8_t *at = nk_capture_here(c);
    unsigned major = nk_capture_u16(c, at + 4), minor = nk_capture_u16(c, at + 6);
    if (major != 2)
        return nk_capture_refuse(c, 4, "version %u.%u of pcap is not known, only 2.4 and before",
                                 major, minor);
    c->minor = minor > UINT8_MAX ? UINT8_MAX : (uint8_t)minor;
    c->link = (uint16_t)nk_capture_u32(c, at + 20);
    c->at += FILE_HEADER;
    c->next = next;
    return next(c, p);
}

bool nk_pcap_begins(struct nk_capture *c)
{
    uint32_t number;
    memcpy(&number, nk_capture_here(c), sizeof number);
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const struct magic *m = &magics[i];
        if (number != m->number && number != bswap_32(m->number))
            continue;
        c->swapped = number != m->number;
        c->nanoseconds = m->nanoseconds;
        c->record = m->record;
        c->next = first;
        return true;
    }
    return false;
}
