#include "dns/scan.h"

#include <string.h>

#include "base/cursor.h"
#include "dns/rdata.h"
#include "dns/relevant.h"

enum { RECORD_FIELDS = 10, QUESTION_FIELDS = 4 };

static uint16_t u16_at(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

static uint32_t u32_at(const uint8_t *bytes)
{
    return (uint32_t)u16_at(bytes) << 16 | u16_at(bytes + 2);
}

/* ---- names ------------------------------------------------------------------------ */

/* Behind the name at `at`; 0 where it is not good: as nk_name_read(), and nothing is copied. */
static size_t skip_name(const uint8_t *bytes, size_t len, size_t at)
{
    size_t behind = 0, run = at, used = 1;
    unsigned pointers = 0;
    while (at < len) {
        uint8_t octet = bytes[at];
        if (octet == 0)
            return behind != 0 ? behind : at + 1;
        if (octet <= NK_NAME_LABEL_MAX) {
            used += 1u + octet;
            at += 1u + octet;
            if (used > NK_NAME_WIRE_MAX)
                return 0;
            continue;
        }
        if (octet < 0xc0 || at + 1 >= len)
            return 0;
        if (behind == 0)
            behind = at + 2;
        size_t to = u16_at(bytes + at) & 0x3fff;
        if (to >= run || to < NK_DNS_HEADER_LEN || ++pointers > NK_NAME_POINTERS_MAX)
            return 0;
        at = run = to;
    }
    return 0;
}

/* Whether nothing of a name has to be quoted, nor is odd in any format. */
static bool is_plain(uint8_t c)
{
    static const uint8_t plain[256 / 8] = {
        [0x2d / 8] = 1 << 0x2d % 8,
        [0x30 / 8] = 0xff,
        [0x38 / 8] = 0x03,
        [0x41 / 8] = 0xfe,
        [0x48 / 8] = 0xff,
        [0x50 / 8] = 0xff,
        [0x58 / 8] = 0x07 | 1 << 0x5f % 8,
        [0x61 / 8] = 0xfe,
        [0x68 / 8] = 0xff,
        [0x70 / 8] = 0xff,
        [0x78 / 8] = 0x07,
    };
    return plain[c / 8] >> c % 8 & 1;
}

static size_t format_odd(const struct nk_dns_scan *s, size_t at, char *text)
{
    struct nk_name name;
    size_t bad_at;
    nk_name_read(s->bytes, s->len, &at, &name, &bad_at);
    return nk_name_format(&name, text);
}

size_t nk_dns_scan_name(const struct nk_dns_scan *s, size_t at, char *text, bool *plain)
{
    char *to = text;
    size_t start = at;
    for (;;) {
        uint8_t octet = s->bytes[at];
        if (octet >= 0xc0) {
            at = u16_at(s->bytes + at) & 0x3fff;
            continue;
        }
        if (octet == 0)
            break;
        const uint8_t *label = s->bytes + at + 1;
        bool odd = false;
        for (uint8_t i = 0; i < octet; i++) {
            to[i] = (char)label[i];
            odd |= !is_plain(label[i]);
        }
        if (odd) {
            *plain = false;
            return format_odd(s, start, text);
        }
        to[octet] = '.';
        to += octet + 1;
        at += 1u + octet;
    }
    if (to == text)
        *to++ = '.';
    *to = '\0';
    *plain = true;
    return (size_t)(to - text);
}

/* ---- RDATA ------------------------------------------------------------------------- */

static bool check_strings(const uint8_t *at, const uint8_t *end)
{
    if (at == end)
        return false;
    while (at < end)
        at += 1u + *at;
    return at == end;
}

/* By the type's row: any type, and where it is not good. */
static bool check_any(const struct nk_dns_scan *s, const struct nk_dns_scanned *rr)
{
    size_t bad_at;
    const struct nk_rdata d = {.bytes = s->bytes,
                               .message_len = s->len,
                               .at = rr->rdata_at,
                               .len = rr->rdata_len,
                               .type = rr->type,
                               .class = rr->class};
    return nk_rdata_check(&d, &bad_at) == NULL;
}

static bool check_rdata(const struct nk_dns_scan *s, const struct nk_dns_scanned *rr)
{
    const uint8_t *bytes = s->bytes;
    size_t len = s->len, at = rr->rdata_at, end = at + rr->rdata_len;
    if (rr->type == NK_TYPE_OPT)
        return true;
    if (rr->class != NK_CLASS_IN)
        return check_any(s, rr);
    switch (rr->type) {
    case NK_TYPE_A:
        return rr->rdata_len == 4;
    case NK_TYPE_AAAA:
        return rr->rdata_len == 16;
    case NK_TYPE_NS:
    case NK_TYPE_CNAME:
    case NK_TYPE_PTR:
        return skip_name(bytes, len, at) == end;
    case NK_TYPE_MX:
        return rr->rdata_len > 2 && skip_name(bytes, len, at + 2) == end;
    case NK_TYPE_SOA:
        at = skip_name(bytes, len, at);
        at = at == 0 || at > end ? 0 : skip_name(bytes, len, at);
        return at != 0 && at + 20 == end;
    case NK_TYPE_TXT:
        return check_strings(bytes + at, bytes + end);
    default:
        return check_any(s, rr);
    }
}

/* ---- records ----------------------------------------------------------------------- */

static bool scan_question(struct nk_dns_scan *s, size_t *at)
{
    size_t owner = *at, behind = skip_name(s->bytes, s->len, owner);
    if (behind == 0 || s->len - behind < QUESTION_FIELDS)
        return false;
    if (s->question == 0) {
        s->question = owner;
        s->type = u16_at(s->bytes + behind);
        s->class = u16_at(s->bytes + behind + 2);
    }
    *at = behind + QUESTION_FIELDS;
    return true;
}

static bool read_record(const struct nk_dns_scan *s, size_t *at, struct nk_dns_scanned *rr)
{
    size_t behind = skip_name(s->bytes, s->len, *at);
    if (behind == 0 || s->len - behind < RECORD_FIELDS)
        return false;
    const uint8_t *fields = s->bytes + behind;
    rr->owner = *at;
    rr->type = u16_at(fields);
    rr->class = u16_at(fields + 2);
    rr->ttl = u32_at(fields + 4);
    rr->rdata_len = u16_at(fields + 8);
    rr->rdata_at = behind + RECORD_FIELDS;
    *at = rr->rdata_at + rr->rdata_len;
    return rr->rdata_len <= s->len - rr->rdata_at;
}

void nk_dns_scan_record(const struct nk_dns_scan *s, size_t *at, struct nk_dns_scanned *rr)
{
    read_record(s, at, rr);
}

/* The sections behind the questions. The first OPT record of the additional section has the upper
 * bits of the RCODE (RFC 6891 6.1.3). */
static bool scan_records(struct nk_dns_scan *s, size_t *at)
{
    struct nk_dns_scanned rr;
    bool extended = false;
    for (unsigned section = NK_DNS_ANSWER; section < NK_DNS_SECTIONS; section++) {
        for (unsigned left = s->header.counts[section]; left > 0; left--) {
            if (!read_record(s, at, &rr) || !check_rdata(s, &rr))
                return false;
            if (section != NK_DNS_ADDITIONAL || rr.type != NK_TYPE_OPT || extended)
                continue;
            extended = true;
            s->rcode |= rr.ttl >> 24 << 4;
        }
    }
    return true;
}

bool nk_dns_scan(struct nk_dns_scan *s, const void *bytes, size_t len)
{
    size_t at = NK_DNS_HEADER_LEN;
    const uint8_t *header = bytes;
    if (len < NK_DNS_HEADER_LEN)
        return false;
    *s = (struct nk_dns_scan){.bytes = bytes, .len = len};
    s->header.id = u16_at(header);
    s->header.flags = u16_at(header + 2);
    for (size_t i = 0; i < NK_DNS_SECTIONS; i++)
        s->header.counts[i] = u16_at(header + 4 + 2 * i);
    s->rcode = nk_dns_rcode(s->header.flags);
    for (unsigned left = s->header.counts[NK_DNS_QUESTION]; left > 0; left--)
        if (!scan_question(s, &at))
            return false;
    s->records = at;
    return scan_records(s, &at) && at == len;
}
