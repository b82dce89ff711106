/* The newer format: sections of blocks, packets of several interfaces (draft-ietf-opsawg-pcapng).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "packet/capture_part.h"

enum {
    BLOCK_HEAD = 8, /* type and length */
    BLOCK_TAIL = 4, /* the length again */
    NANO = 1000000000,
    OPTION_END = 0,
    OPTION_TSRESOL = 9,
    OPTION_TSOFFSET = 14,
    DECIMALS = 9, /* a nanosecond's; finer ticks are taken together */
    BINARIES = 34,
};

#define SECTION_HEADER 0x0a0d0d0au /* the same in either byte order */
#define ORDER_MARK     0x1a2b3c4du

/* A block that is whole in memory. `body` is `len` bytes, a multiple of 4; it begins 8 bytes behind
 * the block's start. */
struct block {
    const uint8_t *body;
    size_t len;
};

/* ---- interfaces and time ------------------------------------------------- */

static uint64_t power_of_ten(unsigned n)
{
    uint64_t power = 1;
    for (; n > 0; n--)
        power *= 10;
    return power;
}

/* if_tsresol: the negative power of 10, or with the highest bit set of 2, that a tick is. */
static void set_resolution(struct nk_interface *i, uint8_t resolution)
{
    unsigned n = resolution & 0x7f, fine;
    if (resolution & 0x80) {
        fine = n > BINARIES ? n - BINARIES : 0;
        i->per_second = UINT64_C(1) << (n - fine);
        i->coarse = fine < 64 ? UINT64_C(1) << fine : 0;
    } else {
        fine = n > DECIMALS ? n - DECIMALS : 0;
        i->per_second = power_of_ten(n - fine);
        i->coarse = fine < 20 ? power_of_ten(fine) : 0; /* 10^20 is beyond 64 bits */
    }
}

static int64_t held(bool negative)
{
    return negative ? INT64_MIN : INT64_MAX;
}

static int64_t time_of(const struct nk_interface *i, uint64_t ticks)
{
    int64_t seconds, ns;
    if (i->coarse != 1)
        ticks = i->coarse == 0 ? 0 : ticks / i->coarse;
    if (i->per_second == 1000000 && i->offset == 0 && ticks < INT64_MAX / 1000)
        return (int64_t)ticks * 1000; /* nearly every file: no division */
    uint64_t whole = ticks / i->per_second, rest = ticks % i->per_second * NANO / i->per_second;
    seconds = whole > INT64_MAX ? INT64_MAX : (int64_t)whole;
    if (__builtin_add_overflow(seconds, i->offset, &seconds))
        return held(i->offset < 0);
    if (__builtin_mul_overflow(seconds, (int64_t)NANO, &ns))
        return held(seconds < 0);
    return __builtin_add_overflow(ns, (int64_t)rest, &ns) ? held(false) : ns;
}

static bool take_option(struct nk_capture *c, struct nk_interface *i, unsigned code,
                        const uint8_t *value, size_t len)
{
    if (code == OPTION_TSRESOL && len == 1)
        set_resolution(i, *value);
    else if (code == OPTION_TSOFFSET && len == 8)
        i->offset = (int64_t)nk_capture_u64(c, value);
    else
        return code != OPTION_TSRESOL && code != OPTION_TSOFFSET;
    return true;
}

static bool read_options(struct nk_capture *c, const struct block *b, size_t at,
                         struct nk_interface *i)
{
    while (b->len - at >= 4) {
        const uint8_t *option = b->body + at;
        unsigned code = nk_capture_u16(c, option);
        size_t len = nk_capture_u16(c, option + 2), padded = (len + 3) & ~(size_t)3;
        if (code == OPTION_END)
            break;
        if (padded > b->len - at - 4 || !take_option(c, i, code, option + 4, len)) {
            nk_capture_refuse(c, BLOCK_HEAD + at,
                              "option %u of interface %zu has a wrong length, %zu", code,
                              c->interface_count, len);
            return false;
        }
        at += 4 + padded;
    }
    return true;
}

static bool take_interface(struct nk_capture *c, const struct block *b, struct nk_packet *p)
{
    (void)p;
    struct nk_interface i = {.link = nk_capture_u16(c, b->body),
                             .snaplen = nk_capture_u32(c, b->body + 4)};
    set_resolution(&i, 6);
    if (!read_options(c, b, 8, &i))
        return false;
    if (c->interface_count == NK_CAPTURE_INTERFACES_MAX) {
        nk_capture_refuse(c, 0, "a section of more than %d interfaces", NK_CAPTURE_INTERFACES_MAX);
        return false;
    }
    void *items = c->interfaces;
    bool grown = nk_grow(&items, c->interface_count, &c->interface_room, sizeof i);
    c->interfaces = items;
    if (!grown)
        return nk_err_memory(&c->failure);
    c->interfaces[c->interface_count++] = i;
    return true;
}

/* The byte order was looked at before the length could be read. */
static bool take_section(struct nk_capture *c, const struct block *b, struct nk_packet *p)
{
    (void)p;
    unsigned major = nk_capture_u16(c, b->body + 4), minor = nk_capture_u16(c, b->body + 6);
    c->interface_count = 0;
    if (major != 1)
        nk_capture_refuse(c, 12, "version %u.%u of pcapng is not known, only 1", major, minor);
    return major == 1;
}

/* ---- packets ------------------------------------------------------------- */

static const struct nk_interface *interface_of(struct nk_capture *c, uint32_t number)
{
    if (number < c->interface_count)
        return &c->interfaces[number];
    nk_capture_refuse(c, BLOCK_HEAD,
                      "packet %" PRIu64 " is of interface %" PRIu32 ", and the section has %zu",
                      c->packets + 1, number, c->interface_count);
    return NULL;
}

static bool refuse_packet(struct nk_capture *c, size_t at, uint32_t claimed, size_t room)
{
    nk_capture_refuse(c, at,
                      "packet %" PRIu64 " claims %" PRIu32 " captured bytes, and its block has %zu",
                      c->packets + 1, claimed, room);
    return false;
}

/* The enhanced and the obsolete block differ in how they number the interface. */
static bool take_timed(struct nk_capture *c, const struct block *b, uint32_t number,
                       struct nk_packet *p)
{
    const struct nk_interface *i = interface_of(c, number);
    uint32_t captured = nk_capture_u32(c, b->body + 12), length = nk_capture_u32(c, b->body + 16);
    if (i == NULL)
        return false;
    if (captured > b->len - 20)
        return refuse_packet(c, BLOCK_HEAD + 12, captured, b->len - 20);
    uint64_t high = nk_capture_u32(c, b->body + 4), low = nk_capture_u32(c, b->body + 8);
    *p = (struct nk_packet){.bytes = b->body + 20,
                            .captured = captured,
                            .length = length > captured ? length : captured,
                            .time = time_of(i, high << 32 | low),
                            .interface = number,
                            .link = i->link,
                            .timed = true};
    return true;
}

static bool take_enhanced(struct nk_capture *c, const struct block *b, struct nk_packet *p)
{
    return take_timed(c, b, nk_capture_u32(c, b->body), p);
}

static bool take_obsolete(struct nk_capture *c, const struct block *b, struct nk_packet *p)
{
    return take_timed(c, b, nk_capture_u16(c, b->body), p);
}

/* Of the first interface, without a time; its snap length says where padding begins. */
static bool take_simple(struct nk_capture *c, const struct block *b, struct nk_packet *p)
{
    const struct nk_interface *i = interface_of(c, 0);
    uint32_t length = nk_capture_u32(c, b->body), captured = length;
    if (i == NULL)
        return false;
    if (i->snaplen != 0 && captured > i->snaplen)
        captured = i->snaplen;
    if (captured > b->len - 4)
        return refuse_packet(c, BLOCK_HEAD, captured, b->len - 4);
    *p = (struct nk_packet){
        .bytes = b->body + 4, .captured = captured, .length = length, .link = i->link};
    return true;
}

/* ---- blocks -------------------------------------------------------------- */

/* All others (names, statistics, secrets, journals, what users make) are passed over. */
static const struct row {
    uint32_t type;
    uint16_t least; /* of the body */
    bool packet;
    bool (*take)(struct nk_capture *c, const struct block *b, struct nk_packet *p);
} rows[] = {
    {6, 20, true, take_enhanced},
    {3, 4, true, take_simple},
    {2, 20, true, take_obsolete},
    {1, 8, false, take_interface},
    {SECTION_HEADER, 16, false, take_section},
};

static const struct row *row_of(uint32_t type)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].type == type)
            return &rows[i];
    return NULL;
}

static bool tail_agrees(struct nk_capture *c, const uint8_t *tail, uint32_t total)
{
    uint32_t again = nk_capture_u32(c, tail);
    if (again != total)
        nk_capture_refuse(c, total - (size_t)BLOCK_TAIL,
                          "a block of %" PRIu32 " bytes gives its length as %" PRIu32 " at its end",
                          total, again);
    return again == total;
}

/* Passes over a block of any length. False with the failure. */
static bool skip(struct nk_capture *c, uint32_t total)
{
    size_t left = total - (size_t)BLOCK_TAIL;
    while (left > 0 && nk_capture_has(c, 1)) {
        size_t here = c->end - c->at, n = left < here ? left : here;
        c->at += n;
        left -= n;
    }
    if (left > 0 || !nk_capture_has(c, BLOCK_TAIL)) {
        nk_capture_cut(c, "a block");
        return false;
    }
    if (!tail_agrees(c, nk_capture_here(c), total))
        return false;
    c->at += BLOCK_TAIL;
    return true;
}

static bool take(struct nk_capture *c, const struct row *row, uint32_t total, struct nk_packet *p)
{
    if (total < BLOCK_HEAD + BLOCK_TAIL + (uint32_t)row->least || total > NK_CAPTURE_RECORD_MAX) {
        nk_capture_refuse(c, 4, "a block of type %" PRIu32 " of %" PRIu32 " bytes, too %s",
                          row->type, total, total > NK_CAPTURE_RECORD_MAX ? "long" : "short");
        return false;
    }
    if (!nk_capture_has(c, total)) {
        nk_capture_cut(c, "a block");
        return false;
    }
    const uint8_t *at = nk_capture_here(c);
    struct block b = {at + BLOCK_HEAD, total - (size_t)(BLOCK_HEAD + BLOCK_TAIL)};
    if (!tail_agrees(c, at + total - BLOCK_TAIL, total) || !row->take(c, &b, p))
        return false;
    c->at += total;
    return true;
}

/* Each section says anew what its byte order is. */
static bool set_byte_order(struct nk_capture *c, const uint8_t *at)
{
    uint32_t mark;
    memcpy(&mark, at + BLOCK_HEAD, sizeof mark);
    c->swapped = mark == bswap_32(ORDER_MARK);
    if (mark != ORDER_MARK && !c->swapped)
        nk_capture_refuse(c, BLOCK_HEAD, "a section without the mark of its byte order");
    return mark == ORDER_MARK || c->swapped;
}

static enum nk_capture_status next(struct nk_capture *c, struct nk_packet *p)
{
    for (;;) {
        nk_capture_start(c);
        if (!nk_capture_has(c, BLOCK_HEAD + BLOCK_TAIL)) /* the least that a block has */
            return nk_capture_end(c, "a block");
        const uint8_t *at = nk_capture_here(c);
        uint32_t type = nk_capture_u32(c, at);
        if (type == SECTION_HEADER && !set_byte_order(c, at))
            return NK_CAPTURE_FAILED;
        uint32_t total = nk_capture_u32(c, at + 4);
        if (total < BLOCK_HEAD + BLOCK_TAIL || total % 4 != 0)
            return nk_capture_refuse(c, 4, "a block cannot have a length of %" PRIu32, total);
        const struct row *row = row_of(type);
        if (row == NULL ? !skip(c, total) : !take(c, row, total, p))
            return nk_capture_failed(c);
        if (row == NULL || !row->packet)
            continue;
        p->number = ++c->packets;
        p->offset = c->start;
        return NK_CAPTURE_PACKET;
    }
}

bool nk_pcapng_begins(struct nk_capture *c)
{
    uint32_t type;
    memcpy(&type, nk_capture_here(c), sizeof type);
    if (type == SECTION_HEADER)
        c->next = next;
    return type == SECTION_HEADER;
}
