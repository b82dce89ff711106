#include <string.h>
#include <strings.h>

#include "base/digits.h"
#include "dns/compose_part.h"
#include "dns/text.h"

/* ---- words ------------------------------------------------------------------------ */

bool nk_compose_word(const char **at, const char *end, bool comment, struct nk_compose_word *w)
{
    while (*at < end && (nk_compose_blank(**at) || (comment && (**at == ',' || **at == ';'))))
        ++*at;
    w->text = *at;
    while (*at < end && !nk_compose_blank(**at) && !(comment && (**at == ',' || **at == ';'))) {
        if (!comment && **at == '\\' && *at + 1 < end)
            ++*at; /* a blank behind a backslash is part of a name */
        ++*at;
    }
    w->len = (size_t)(*at - w->text);
    return w->len > 0;
}

bool nk_compose_is(const struct nk_compose_word *w, const char *text)
{
    return strlen(text) == w->len && strncasecmp(w->text, text, w->len) == 0;
}

bool nk_compose_refuse(const struct nk_composer *c, const struct nk_compose_word *w,
                       const char *what)
{
    return nk_err_set(c->err, NK_ERR_INPUT, (size_t)(w->text - c->text), w->len, "%s, found '%.*s'",
                      what, (int)(w->len < 64 ? w->len : 64), w->text);
}

/* ---- the header line ------------------------------------------------------------------ */

bool nk_opcode_find(const char *text, size_t len, unsigned *opcode)
{
    char name[NK_CODE_TEXT_MAX];
    uint64_t n;
    for (unsigned i = 0; i < 16; i++) {
        nk_opcode_name(i, name);
        if (strlen(name) == len && strncasecmp(name, text, len) == 0) {
            *opcode = i;
            return true;
        }
    }
    if (!nk_digits_read(text, len, 15, &n))
        return false;
    *opcode = (unsigned)n;
    return true;
}

void nk_dns_frame_opcode(struct nk_dns_frame *f, unsigned opcode)
{
    f->flags = (uint16_t)((f->flags & 0x87ffu) | opcode << 11);
}

void nk_dns_frame_status(struct nk_dns_frame *f, unsigned rcode)
{
    f->flags = (uint16_t)((f->flags & 0xfff0u) | (rcode & 15));
    f->edns_ttl = (f->edns_ttl & 0xffffff) | (uint32_t)(rcode >> 4) << 24;
}

/* The bit of a flag's name, 0 for none. */
static uint16_t flag_of(const struct nk_compose_word *w)
{
    const char *name;
    uint16_t bit;
    for (size_t i = 0; (name = nk_dns_flag_at(i, &bit)) != NULL; i++)
        if (nk_compose_is(w, name))
            return bit;
    return 0;
}

bool nk_dns_flags_find(const char *text, size_t len, uint16_t *flags, struct nk_err *err)
{
    const char *at = text;
    struct nk_compose_word w;
    uint16_t found = 0, bit;
    while (nk_compose_word(&at, text + len, true, &w)) {
        bit = flag_of(&w);
        if (bit == 0)
            return nk_err_set(err, NK_ERR_INPUT, (size_t)(w.text - text), w.len,
                              "expected flags out of qr, aa, tc, rd, ra, z, ad, cd, found '%.*s'",
                              (int)(w.len < 64 ? w.len : 64), w.text);
        found |= bit;
    }
    *flags = found;
    return true;
}

/* What stands behind a key of a comment; words that are no flag end the flags. */
static bool take_value(struct nk_composer *c, const struct nk_compose_word *key,
                       const struct nk_compose_word *value)
{
    struct nk_dns_frame *f = c->frame;
    unsigned code;
    uint64_t n;
    if (nk_compose_is(key, "opcode:")) {
        if (!nk_opcode_find(value->text, value->len, &code))
            return nk_compose_refuse(c, value, "expected an opcode");
        nk_dns_frame_opcode(f, code);
    } else if (nk_compose_is(key, "status:")) {
        if (!nk_rcode_find(value->text, value->len, &code) || code > 4095)
            return nk_compose_refuse(c, value, "expected a status, as in NOERROR");
        nk_dns_frame_status(f, code);
    } else if (nk_compose_is(key, "id:")) {
        if (!nk_digits_read(value->text, value->len, UINT16_MAX, &n))
            return nk_compose_refuse(c, value, "expected an ID from 0 to 65535");
        f->id = (uint16_t)n;
    } else if (nk_compose_is(key, "version:")) {
        if (!nk_digits_read(value->text, value->len, 255, &n))
            return nk_compose_refuse(c, value, "expected a version of EDNS from 0 to 255");
        f->edns_ttl = (f->edns_ttl & 0xff00ffff) | (uint32_t)n << 16;
    } else if (nk_compose_is(key, "udp:")) {
        if (!nk_digits_read(value->text, value->len, UINT16_MAX, &n))
            return nk_compose_refuse(c, value, "expected a size from 0 to 65535");
        f->udp_size = (uint16_t)n;
    }
    return true;
}

/* A flag of the header, or of EDNS. False for a word that is none. */
static bool take_flag(struct nk_composer *c, const struct nk_compose_word *w, bool edns)
{
    uint64_t n;
    if (!edns) {
        uint16_t bit = flag_of(w);
        c->frame->flags |= bit;
        return bit != 0;
    }
    if (nk_compose_is(w, "do"))
        c->frame->edns_ttl |= 0x8000;
    else if (nk_compose_is(w, "co"))
        c->frame->edns_ttl |= 0x4000;
    else if (w->len > 2 && nk_digits_read_hex(w->text, w->len, 0x3fff, &n))
        c->frame->edns_ttl |= (uint32_t)n;
    else
        return false;
    return true;
}

bool nk_compose_keys(struct nk_composer *c, const char *at, const char *end)
{
    struct nk_compose_word w, value;
    bool edns = false, flags = false;
    while (nk_compose_word(&at, end, true, &w)) {
        if (w.text[w.len - 1] != ':') {
            if (flags && !take_flag(c, &w, edns))
                return nk_compose_refuse(c, &w, "expected a flag");
            continue;
        }
        flags = nk_compose_is(&w, "flags:");
        if (nk_compose_is(&w, "EDNS:")) {
            edns = c->frame->edns = c->edns_block = true;
        } else if (flags && !edns) {
            c->frame->flags &= 0x780f;
        } else if (!flags) {
            if (!nk_compose_word(&at, end, true, &value))
                break;
            if (!take_value(c, &w, &value))
                return false;
        }
    }
    return true;
}

bool nk_compose_heading(const char *at, const char *end, enum nk_dns_section *section)
{
    static const struct {
        const char *name;
        enum nk_dns_section section;
    } names[] = {
        {"QUESTION", NK_DNS_QUESTION},     {"ZONE", NK_DNS_QUESTION},
        {"ANSWER", NK_DNS_ANSWER},         {"PREREQUISITE", NK_DNS_ANSWER},
        {"AUTHORITY", NK_DNS_AUTHORITY},   {"UPDATE", NK_DNS_AUTHORITY},
        {"ADDITIONAL", NK_DNS_ADDITIONAL},
    };
    struct nk_compose_word name, second, more;
    if (!nk_compose_word(&at, end, true, &name))
        return false;
    if (nk_compose_word(&at, end, true, &second) &&
        (!nk_compose_is(&second, "SECTION:") || nk_compose_word(&at, end, true, &more)))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (nk_compose_is(&name, names[i].name)) {
            *section = names[i].section;
            return true;
        }
    }
    return false;
}
