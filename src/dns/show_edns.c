#include "dns/edns.h"

#include <string.h>

#include "base/json.h"
#include "base/radix.h"
#include "dns/show_part.h"
#include "dns/text.h"

enum { FLAG_DO = 0x8000, FLAG_CO = 0x4000 }; /* RFC 3225 3, RFC 9824 4 */

bool nk_show_find_edns(const void *bytes, size_t len, struct nk_dns_reader *r,
                       struct nk_dns_record *rr)
{
    if (!nk_dns_reader_init(r, bytes, len))
        return false;
    size_t place = nk_show_edns_place(bytes, len);
    while (place != 0 && nk_dns_reader_next(r, rr))
        if (rr->rdata_at == place)
            return true;
    return false;
}

void nk_show_add_ms(struct nk_buf *b, int64_t us)
{
    nk_buf_printf(b, "%lld.%03d", (long long)(us / 1000), (int)(us % 1000));
}

void nk_show_add_edns_flags(struct nk_buf *b, uint32_t ttl)
{
    if ((ttl & FLAG_DO) != 0)
        nk_buf_add_text(b, " do");
    if ((ttl & FLAG_CO) != 0)
        nk_buf_add_text(b, " co");
    if ((ttl & 0x3fff) != 0)
        nk_buf_printf(b, " 0x%04x", (unsigned)(ttl & 0x3fff));
}

/* ---- text ---------------------------------------------------------------------- */

static void put_option(struct nk_buf *b, const struct nk_edns_option *o, size_t base, bool exact)
{
    char name[NK_EDNS_NAME_MAX];
    exact = exact && !o->cut; /* such a one cannot be made from text */
    nk_buf_printf(b, "; %s", nk_edns_name(o->code, name));
    if (exact) {
        nk_buf_printf(b, ": \\# %zu%s", o->len, o->len > 0 ? " " : "");
        nk_hex_put_lower(b, o->data, o->len);
    }
    size_t before = b->len;
    nk_buf_add_text(b, exact ? " ; " : ": ");
    if (o->malformed != NULL)
        nk_buf_printf(b, "malformed at offset %zu: %s%s", base + o->malformed_at, o->malformed,
                      o->len > 0 ? ": " : "");
    size_t start = b->len;
    nk_edns_text(b, o);
    if (b->len == start && o->malformed == NULL)
        b->len = before; /* says nothing more than that it is there */
    nk_buf_add_byte(b, '\n');
}

bool nk_show_edns(struct nk_buf *b, const struct nk_show *s)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_edns e;
    struct nk_edns_walk w;
    struct nk_edns_option o;
    if (!nk_show_find_edns(s->bytes, s->len, &r, &rr))
        return false;
    nk_buf_printf(b, ";; EDNS: version: %u, flags:", (unsigned)(rr.ttl >> 16 & 0xff));
    nk_show_add_edns_flags(b, rr.ttl);
    nk_buf_printf(b, ", udp: %u\n", rr.class);
    nk_dns_edns_read(s->bytes, s->len, &e);
    nk_edns_walk_init(&w, &e);
    while (nk_edns_walk_next(&w, &o))
        put_option(b, &o, rr.rdata_at, (s->parts & NK_SHOW_EXACT) != 0);
    return true;
}

/* ---- JSON ------------------------------------------------------------------------ */

static void put_key_int(struct nk_buf *b, const char *key, size_t n)
{
    nk_json_key(b, key);
    nk_json_int(b, (int64_t)n);
}

void nk_show_edns_json(struct nk_buf *b, const struct nk_show *s, bool places)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_edns e;
    struct nk_edns_walk w;
    struct nk_edns_option o;
    if (!nk_show_find_edns(s->bytes, s->len, &r, &rr)) {
        nk_json_word(b, "null");
        return;
    }
    nk_dns_edns_read(s->bytes, s->len, &e);
    nk_json_open(b, '{');
    put_key_int(b, "version", e.version);
    put_key_int(b, "udp_size", e.udp_size);
    nk_json_key(b, "do");
    nk_json_word(b, e.dnssec_ok ? "true" : "false");
    nk_json_key(b, "options");
    nk_json_open(b, '[');
    nk_edns_walk_init(&w, &e);
    while (nk_edns_walk_next(&w, &o))
        nk_edns_json(b, &o, rr.rdata_at);
    nk_json_close(b, ']');
    if (places) {
        put_key_int(b, "offset", rr.offset);
        put_key_int(b, "length", rr.length);
    }
    nk_json_close(b, '}');
}

void nk_show_ede_json(struct nk_buf *b, const struct nk_show *s)
{
    struct nk_edns e;
    struct nk_edns_walk w;
    struct nk_edns_option o;
    nk_json_open(b, '[');
    nk_dns_edns_read(s->bytes, s->len, &e);
    nk_edns_walk_init(&w, &e);
    while (nk_edns_walk_next(&w, &o)) {
        if (o.code != NK_EDNS_ERROR || o.malformed != NULL)
            continue;
        uint16_t code = (uint16_t)(o.data[0] << 8 | o.data[1]);
        const char *name = nk_ede_name(code), *text = (const char *)o.data + 2;
        size_t len = o.len - 2;
        if (len > 0 && text[len - 1] == '\0')
            len--;
        nk_json_open(b, '{');
        put_key_int(b, "code", code);
        nk_json_key(b, "name");
        if (name == NULL)
            nk_json_word(b, "null");
        else
            nk_json_string(b, name, strlen(name));
        nk_json_key(b, "text");
        nk_json_string(b, text, len);
        nk_json_close(b, '}');
    }
    nk_json_close(b, ']');
}
