/* MRT dumps (RFC 6396): the records of a stream, one after the other. */
#include "route/formats.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "route/mrt.h"

/* A record may claim four gigabytes; none that is meant comes near this. */
enum { BODY_MAX = NK_LINE_MAX - NK_MRT_HEAD };

/* ---- what a head says ---------------------------------------------------- */

struct head {
    uint32_t time, length;
    uint16_t type, subtype;
};

static struct head head_of(const void *bytes)
{
    struct nk_cursor c = nk_cursor(bytes, NK_MRT_HEAD);
    struct head h = {.time = nk_cursor_u32(&c)};
    h.type = nk_cursor_u16(&c);
    h.subtype = nk_cursor_u16(&c);
    h.length = nk_cursor_u32(&c);
    return h;
}

/* The first formats for BGP, which were given up (RFC 6396 appendix B) and are not read. */
static bool is_old_bgp(uint16_t type)
{
    return type == 5 || type == 9 || type == 10;
}

/* Types that hold no routes of BGP: OSPF, IS-IS, what a collector tells of itself. */
static bool is_foreign(uint16_t type)
{
    return (type <= 11 && !is_old_bgp(type)) || type == 32 || type == 33 || type == 48 ||
           type == 49;
}

static bool is_ours(uint16_t type)
{
    return type == NK_MRT_TABLE_DUMP || type == NK_MRT_TABLE_DUMP_V2 || type == NK_MRT_BGP4MP ||
           type == NK_MRT_BGP4MP_ET;
}

/* Walks the records of the head: of those about BGP most have to be of types that are read. */
int nk_mrt_guess(const char *head, size_t len)
{
    enum { RECORDS = 16 };
    size_t at = 0, records = 0, seen = 0, good = 0;
    while (records < RECORDS && len - at >= NK_MRT_HEAD) {
        struct head h = head_of(head + at);
        records++;
        seen += !is_foreign(h.type) || h.length > BODY_MAX;
        good += is_ours(h.type) && h.subtype <= 12 && h.length <= BODY_MAX;
        if (h.length > len - at - NK_MRT_HEAD)
            break;
        at += NK_MRT_HEAD + h.length;
    }
    return good * 2 > seen ? 95 : 0;
}

/* ---- complaints ---------------------------------------------------------- */

bool nk_mrt_refuse_err(struct nk_mrt *m, const uint8_t *at, const struct nk_err *err)
{
    const struct nk_route_place place = {.source = m->reader->lines.source, .unit = "record"};
    uint64_t offset = m->record.offset + (uint64_t)(at - m->record.start) + err->offset;
    struct nk_err full;
    nk_err_set(&full, NK_ERR_INPUT, 0, 0, "record %" PRIu64 ", byte %" PRIu64 ": %.180s",
               m->record.number, offset, err->text);
    nk_route_complain(m->reader, &place, &full);
    return true;
}

bool nk_mrt_refuse(struct nk_mrt *m, const uint8_t *at, const char *format, ...)
{
    struct nk_err err = {.code = NK_ERR_INPUT};
    va_list args;
    va_start(args, format);
    vsnprintf(err.text, sizeof err.text, format, args);
    va_end(args);
    return nk_mrt_refuse_err(m, at, &err);
}

/* ---- records ------------------------------------------------------------- */

static bool read_body(struct nk_mrt *m, struct nk_cursor *c, struct nk_err *err)
{
    switch (m->record.type) {
    case NK_MRT_TABLE_DUMP:
        return nk_mrt_table_dump(m, c, err);
    case NK_MRT_TABLE_DUMP_V2:
        return nk_mrt_table_dump_v2(m, c, err);
    case NK_MRT_BGP4MP_ET:
        m->record.micro = nk_cursor_u32(c);
        if (c->failed || m->record.micro > 999999)
            return nk_mrt_refuse(m, m->record.start, "there are no microseconds in the record");
        return nk_mrt_bgp4mp(m, c, err);
    case NK_MRT_BGP4MP:
        return nk_mrt_bgp4mp(m, c, err);
    default:
        return is_foreign(m->record.type) ||
               nk_mrt_refuse(m, m->record.start,
                             is_old_bgp(m->record.type) ? "MRT's old type %u is not read"
                                                        : "MRT has no type %u",
                             m->record.type);
    }
}

static const char *name_of(const struct nk_mrt *m)
{
    const char *source = m->reader->lines.source;
    return source == NULL ? "-" : source;
}

/* Where the stream ends inside a record: what was read of it before is good. */
static bool is_cut(struct nk_mrt *m, struct nk_err *err)
{
    return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                      "'%.100s' is cut: it ends inside record %" PRIu64 ", which begins at byte "
                      "%" PRIu64,
                      name_of(m), m->record.number, m->record.offset);
}

/* `*more` becomes false at the end. */
static bool read_record(struct nk_mrt *m, bool *more, struct nk_err *err)
{
    struct nk_lines *lines = &m->reader->lines;
    size_t len;
    if (!nk_lines_fill(lines, NK_MRT_HEAD, err))
        return false;
    const char *bytes = nk_lines_peek(lines, &len);
    *more = len > 0;
    if (len == 0)
        return true;
    m->record.number++;
    if (len < NK_MRT_HEAD)
        return is_cut(m, err);
    struct head h = head_of(bytes);
    if (h.length > BODY_MAX)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "'%.100s': record %" PRIu64 " at byte %" PRIu64 " claims %" PRIu32
                          " octets: more than %d MiB, the rest cannot be read",
                          name_of(m), m->record.number, m->record.offset, h.length,
                          NK_LINE_MAX >> 20);
    size_t whole = NK_MRT_HEAD + (size_t)h.length;
    if (len < whole && !nk_lines_fill(lines, whole, err))
        return false;
    bytes = nk_lines_peek(lines, &len);
    if (len < whole)
        return is_cut(m, err);
    m->record.start = (const uint8_t *)bytes;
    m->record.time = h.time;
    m->record.micro = 0;
    m->record.type = h.type;
    m->record.subtype = h.subtype;
    struct nk_cursor c = nk_cursor(bytes + NK_MRT_HEAD, h.length);
    bool good = read_body(m, &c, err);
    nk_lines_skip(lines, whole, 1);
    m->record.offset += whole;
    return good;
}

bool nk_mrt_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct nk_mrt m = {.reader = r};
    bool more = true;
    bool good = (nk_table_own(r->table) || nk_err_memory(err)) &&
                nk_peer_index_build(&m.known, r->table, err);
    while (good && more && !r->stopped)
        good = read_record(&m, &more, err);
    nk_mrt_index_close(&m);
    free(m.peers);
    nk_peer_index_release(&m.known);
    nk_buf_release(&m.blob);
    return good;
}
