#include <string.h>

#include "netkit/dns.h"

void nk_dns_writer_flags(struct nk_dns_writer *w, uint16_t flags)
{
    w->bytes[2] = (uint8_t)(flags >> 8);
    w->bytes[3] = (uint8_t)flags;
}

void nk_dns_writer_init(struct nk_dns_writer *w, void *bytes, size_t room, uint16_t id,
                        uint16_t flags)
{
    *w = (struct nk_dns_writer){.bytes = bytes,
                                .len = NK_DNS_HEADER_LEN,
                                .room = room < NK_DNS_MESSAGE_MAX ? room : NK_DNS_MESSAGE_MAX,
                                .compress = true};
    memset(w->bytes, 0, NK_DNS_HEADER_LEN);
    w->bytes[0] = (uint8_t)(id >> 8);
    w->bytes[1] = (uint8_t)id;
    nk_dns_writer_flags(w, flags);
}

/* ---- pieces: the first that does not fit sets `full`, and none is written after ------ */

static void put(struct nk_dns_writer *w, const void *bytes, size_t len)
{
    if (w->full || len > w->room - w->len) {
        w->full = true;
        return;
    }
    if (len > 0)
        memcpy(w->bytes + w->len, bytes, len);
    w->len += len;
}

static void put_u16(struct nk_dns_writer *w, unsigned n)
{
    const uint8_t bytes[] = {(uint8_t)(n >> 8), (uint8_t)n};
    put(w, bytes, sizeof bytes);
}

static void put_u32(struct nk_dns_writer *w, uint32_t n)
{
    put_u16(w, n >> 16);
    put_u16(w, n & 0xffff);
}

/* Whether the name at a place of the message, which we wrote, is this suffix, octet by octet: the
 * case of what is sent is kept. */
static bool is_at(const struct nk_dns_writer *w, size_t place, const uint8_t *suffix)
{
    for (;;) {
        uint8_t len = w->bytes[place];
        if ((len & 0xc0) == 0xc0) {
            place = (size_t)(len & 0x3f) << 8 | w->bytes[place + 1];
            continue;
        }
        if (suffix[0] != len || memcmp(w->bytes + place + 1, suffix + 1, len) != 0)
            return false;
        if (len == 0)
            return true;
        place += 1u + len;
        suffix += 1u + len;
    }
}

static size_t find_place(const struct nk_dns_writer *w, const uint8_t *suffix)
{
    for (unsigned i = 0; i < w->known; i++)
        if (is_at(w, w->places[i], suffix))
            return w->places[i];
    return 0;
}

/* A name, with a pointer for the longest suffix that stands in the message already. */
static void put_name(struct nk_dns_writer *w, const struct nk_name *name, bool compress)
{
    unsigned known = w->known;
    for (size_t at = 0; at < name->len; at += 1u + name->wire[at]) {
        size_t place = compress && name->wire[at] != 0 ? find_place(w, name->wire + at) : 0;
        if (place != 0) {
            put_u16(w, 0xc000 | (unsigned)place);
            break;
        }
        if (w->len < 0x4000 && name->wire[at] != 0 && known < NK_DNS_COMPRESS_MAX)
            w->places[known++] = (uint16_t)w->len;
        put(w, name->wire + at, 1u + name->wire[at]);
    }
    if (!w->full) /* not before: a suffix of this name is not whole yet */
        w->known = known;
}

/* ---- questions and records ------------------------------------------------------ */

static void count(struct nk_dns_writer *w, enum nk_dns_section section)
{
    uint8_t *at = w->bytes + 4 + 2 * (size_t)section;
    unsigned n = (unsigned)(at[0] << 8 | at[1]) + 1;
    at[0] = (uint8_t)(n >> 8);
    at[1] = (uint8_t)n;
}

/* Takes back what was put since `before`, if it did not fit; else counts it. */
static bool settle(struct nk_dns_writer *w, const struct nk_dns_writer *before,
                   enum nk_dns_section section)
{
    if (!w->full) {
        count(w, section);
        return true;
    }
    w->len = before->len;
    w->known = before->known;
    return false;
}

bool nk_dns_put_question(struct nk_dns_writer *w, const struct nk_name *name, uint16_t type,
                         uint16_t class)
{
    const struct nk_dns_writer before = *w;
    w->full = false;
    put_name(w, name, false);
    put_u16(w, type);
    put_u16(w, class);
    return settle(w, &before, NK_DNS_QUESTION);
}

/* How many octets of RDATA stand before its names, and how many names there are: of the types of
 * RFC 1035, whose names alone may be compressed (RFC 3597 4). */
static unsigned compressible(uint16_t type, size_t *before)
{
    *before = type == NK_TYPE_MX ? 2 : 0;
    switch (type) {
    case NK_TYPE_SOA:
    case 14: /* MINFO */
        return 2;
    case NK_TYPE_NS:
    case 3: /* MD */
    case 4: /* MF */
    case NK_TYPE_CNAME:
    case 7: /* MB */
    case 8: /* MG */
    case 9: /* MR */
    case NK_TYPE_PTR:
    case NK_TYPE_MX:
        return 1;
    default:
        return 0;
    }
}

static void put_rdata(struct nk_dns_writer *w, uint16_t type, const uint8_t *rdata, size_t len)
{
    size_t at, bad_at, before;
    if (len == 0)
        return; /* nothing may be no memory */
    unsigned names = compressible(type, &before);
    size_t skip = before < len ? before : len;
    put(w, rdata, skip);
    for (at = skip; names > 0 && at < len; names--) {
        struct nk_name name;
        size_t next = at;
        if (nk_name_read(rdata, len, &next, &name, &bad_at) != NULL)
            break;
        put_name(w, &name, w->compress);
        at = next;
    }
    put(w, rdata + at, len - at);
}

bool nk_dns_put_record(struct nk_dns_writer *w, enum nk_dns_section section,
                       const struct nk_name *owner, uint16_t type, uint16_t class, uint32_t ttl,
                       const void *rdata, size_t rdata_len)
{
    const struct nk_dns_writer before = *w;
    w->full = rdata_len > UINT16_MAX;
    put_name(w, owner, w->compress);
    put_u16(w, type);
    put_u16(w, class);
    put_u32(w, ttl);
    size_t length_at = w->len;
    put_u16(w, 0);
    put_rdata(w, type, rdata, rdata_len);
    if (!w->full) {
        size_t written = w->len - length_at - 2;
        w->bytes[length_at] = (uint8_t)(written >> 8);
        w->bytes[length_at + 1] = (uint8_t)written;
    }
    return settle(w, &before, section);
}

bool nk_dns_put_edns(struct nk_dns_writer *w, const struct nk_edns *e)
{
    const struct nk_name root = nk_name_root();
    uint32_t ttl =
        (uint32_t)e->rcode_high << 24 | (uint32_t)e->version << 16 | (e->dnssec_ok ? 0x8000u : 0);
    return nk_dns_put_record(w, NK_DNS_ADDITIONAL, &root, NK_TYPE_OPT, e->udp_size, ttl, e->options,
                             e->options_len);
}
