#include "dns/edns.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "addr/put.h"
#include "base/cursor.h"
#include "base/digits.h"
#include "base/radix.h"
#include "dns/edns_rows.h"

/* ---- names -------------------------------------------------------------------- */

const char *nk_edns_name(uint16_t code, char *text)
{
    const struct nk_edns_row *row = nk_edns_row_find(code);
    if (row != NULL)
        snprintf(text, NK_EDNS_NAME_MAX, "%s", row->name);
    else
        snprintf(text, NK_EDNS_NAME_MAX, "OPT%u", code);
    return text;
}

const char *nk_edns_summary(uint16_t code)
{
    const struct nk_edns_row *row = nk_edns_row_find(code);
    return row == NULL ? NULL : row->summary;
}

bool nk_edns_find(const char *text, size_t len, uint16_t *code)
{
    const struct nk_edns_row *row;
    uint64_t n;
    size_t skip = len > 3 && strncasecmp(text, "OPT", 3) == 0 ? 3 : 0;
    for (size_t i = 0; (row = nk_edns_row_at(i)) != NULL; i++) {
        if (strlen(row->name) == len && strncasecmp(row->name, text, len) == 0) {
            *code = row->code;
            return true;
        }
    }
    if (!nk_digits_read(text + skip, len - skip, UINT16_MAX, &n))
        return false;
    *code = (uint16_t)n;
    return true;
}

/* ---- fields ------------------------------------------------------------------- */

/* An option whose fields are being told. */
struct teller {
    struct nk_cursor c;
    size_t at; /* where the field began */
    nk_edns_visit *visit;
    void *closure;
    struct nk_buf text;
    const char *why;
    size_t bad_at;
};

static void blame(struct teller *t, const char *why, size_t at)
{
    if (t->why == NULL) {
        t->why = why;
        t->bad_at = at;
    }
}

/* Tells of the octets from `at` on to where the cursor is; the text is what was gathered. */
static void tell(struct teller *t, const char *key, enum nk_edns_kind kind)
{
    const struct nk_edns_part part = {
        .key = key,
        .kind = kind,
        .at = t->at,
        .len = nk_cursor_offset(&t->c) - t->at,
        .text = t->text.failed     ? NULL
                : t->text.len == 0 ? ""
                                   : t->text.data,
        .text_len = t->text.len,
    };
    if (t->visit != NULL && t->why == NULL)
        t->visit(t->closure, &part);
    nk_buf_clear(&t->text);
}

static void tell_number(struct teller *t, const char *key, uint64_t n)
{
    nk_buf_printf(&t->text, "%llu", (unsigned long long)n);
    tell(t, key, NK_EDNS_NUMBER);
}

static void tell_hex(struct teller *t, const char *key, size_t len)
{
    const uint8_t *bytes = nk_cursor_take(&t->c, len);
    if (bytes != NULL)
        nk_hex_put_lower(&t->text, bytes, len);
    tell(t, key, NK_EDNS_WORD);
}

/* Numbers to the end, of one octet or two; or types. */
static void tell_list(struct teller *t, const char *key, enum nk_edns_field_kind kind)
{
    char name[NK_CODE_TEXT_MAX];
    if (kind != NK_EDNS_F_LIST8 && nk_cursor_left(&t->c) % 2 != 0)
        blame(t, "a list of 16 bits each has an odd number of octets", t->at);
    while (nk_cursor_left(&t->c) > 0 && t->why == NULL) {
        unsigned n = kind == NK_EDNS_F_LIST8 ? nk_cursor_u8(&t->c) : nk_cursor_u16(&t->c);
        if (t->text.len > 0)
            nk_buf_add_byte(&t->text, ' ');
        if (kind == NK_EDNS_F_TYPES)
            nk_buf_add_text(&t->text, nk_type_name((uint16_t)n, name));
        else
            nk_buf_printf(&t->text, "%u", n);
    }
    tell(t, key, kind == NK_EDNS_F_TYPES ? NK_EDNS_WORDS : NK_EDNS_NUMBERS);
}

/* A text may end with a NUL (RFC 8914 2), which is no part of it. */
static void tell_text(struct teller *t, const char *key)
{
    size_t len = nk_cursor_left(&t->c);
    const char *text = (const char *)nk_cursor_take(&t->c, len);
    nk_buf_add(&t->text, text, len > 0 && text[len - 1] == '\0' ? len - 1 : len);
    tell(t, key, NK_EDNS_STRING);
}

static void tell_name(struct teller *t, const char *key)
{
    struct nk_name name;
    char text[NK_NAME_TEXT_MAX];
    size_t len = nk_cursor_left(&t->c), at = 0, bad_at = 0;
    const uint8_t *bytes = nk_cursor_take(&t->c, len);
    const char *why = nk_name_read(bytes, len, &at, &name, &bad_at);
    if (why == NULL && at < len) {
        why = "there is more behind the name";
        bad_at = at;
    }
    if (why != NULL) {
        blame(t, why, t->at + bad_at);
        return;
    }
    nk_buf_add(&t->text, text, nk_name_format(&name, text));
    tell(t, key, NK_EDNS_WORD);
}

static void tell_error(struct teller *t, const char *key)
{
    uint16_t code = nk_cursor_u16(&t->c);
    const char *name = nk_ede_name(code);
    tell_number(t, key, code);
    if (name != NULL) {
        nk_buf_add_text(&t->text, name);
        tell(t, "info_name", NK_EDNS_WORD);
    }
}

/* What is wrong with the octets of a subnet's address, NULL for nothing; `full` is the family's
 * length. */
static const char *check_subnet(const uint8_t *bytes, size_t len, unsigned source, unsigned scope,
                                size_t full)
{
    if (source > full * 8)
        return "the source prefix is longer than an address of its family (RFC 7871 7.1.1)";
    if (scope > full * 8)
        return "the scope prefix is longer than an address of its family (RFC 7871 7.2.1)";
    if (len != (source + 7) / 8)
        return "the address has not as many octets as the source prefix needs (RFC 7871 6)";
    if (source % 8 != 0 && (bytes[len - 1] & (0xff >> source % 8)) != 0)
        return "bits of the address are set behind the source prefix (RFC 7871 6)";
    return NULL;
}

static struct nk_addr subnet_address(const uint8_t *bytes, size_t len, size_t full)
{
    uint64_t halves[2] = {0, 0};
    for (size_t i = 0; i < full; i++)
        halves[i / 8] = halves[i / 8] << 8 | (i < len ? bytes[i] : 0);
    return full == 4 ? nk_addr_ipv4((uint32_t)halves[0]) : nk_addr_ipv6(halves[0], halves[1]);
}

/* Families are those of IANA's address families: 1 is IPv4, 2 is IPv6; 0 goes with no address. */
static void tell_subnet(struct teller *t, const char *key)
{
    unsigned family = nk_cursor_u16(&t->c);
    size_t full = family == 1 ? 4 : family == 2 ? 16 : 0;
    tell_number(t, "family", family);
    t->at += 2;
    unsigned source = nk_cursor_u8(&t->c);
    tell_number(t, "source", source);
    t->at++;
    unsigned scope = nk_cursor_u8(&t->c);
    tell_number(t, "scope", scope);
    t->at++;
    size_t len = nk_cursor_left(&t->c);
    const uint8_t *bytes = nk_cursor_take(&t->c, len);
    const char *why = family <= 2 ? check_subnet(bytes, len, source, scope, full) : NULL;
    if (why != NULL)
        blame(t, why, source > full * 8 ? t->at - 2 : scope > full * 8 ? t->at - 1 : t->at);
    if (full > 0 && why == NULL) {
        struct nk_addr a = subnet_address(bytes, len, full);
        nk_add_addr(&t->text, &a);
    } else if (family == 0) {
        return; /* "no address": 0/0 */
    } else {
        nk_hex_put_lower(&t->text, bytes, len);
    }
    tell(t, key, NK_EDNS_WORD);
}

static void tell_version(struct teller *t, const char *key)
{
    unsigned type = nk_cursor_u8(&t->c);
    tell_number(t, key, type);
    t->at++;
    size_t left = nk_cursor_left(&t->c);
    if (type == 0 && left != 4)
        blame(t, "a zone version of type SOA-SERIAL has 4 octets (RFC 9660 2.1)", t->at);
    else if (type == 0)
        tell_number(t, "serial", nk_cursor_u32(&t->c));
    else
        tell_hex(t, "version", left);
}

static void tell_field(struct teller *t, const struct nk_edns_field *f)
{
    size_t left = nk_cursor_left(&t->c);
    t->at = nk_cursor_offset(&t->c);
    switch (f->kind) {
    case NK_EDNS_F_U8:
        tell_number(t, f->key, nk_cursor_u8(&t->c));
        break;
    case NK_EDNS_F_U16:
        tell_number(t, f->key, nk_cursor_u16(&t->c));
        break;
    case NK_EDNS_F_U32:
        tell_number(t, f->key, nk_cursor_u32(&t->c));
        break;
    case NK_EDNS_F_TENTHS:
        tell_number(t, f->key, nk_cursor_u16(&t->c) * UINT64_C(100));
        break;
    case NK_EDNS_F_HEX8:
        tell_hex(t, f->key, 8);
        break;
    case NK_EDNS_F_HEX:
        tell_hex(t, f->key, left);
        break;
    case NK_EDNS_F_TEXT:
        tell_text(t, f->key);
        break;
    case NK_EDNS_F_LENGTH:
        nk_cursor_take(&t->c, left);
        tell_number(t, f->key, left);
        break;
    case NK_EDNS_F_LIST8:
    case NK_EDNS_F_LIST16:
    case NK_EDNS_F_TYPES:
        tell_list(t, f->key, f->kind);
        break;
    case NK_EDNS_F_NAME:
        tell_name(t, f->key);
        break;
    case NK_EDNS_F_ERROR:
        tell_error(t, f->key);
        break;
    case NK_EDNS_F_SUBNET:
        tell_subnet(t, f->key);
        break;
    case NK_EDNS_F_VERSION:
        tell_version(t, f->key);
        break;
    case NK_EDNS_F_END:
        break;
    }
}

/* A cookie of the server has 8 to 32 octets, or is not there; a lease has 4 octets or 8. */
static bool length_is_good(const struct nk_edns_row *row, size_t len)
{
    if (len == 0 && row->empty)
        return true;
    if (len < row->min || len > row->max)
        return false;
    if (row->code == NK_EDNS_COOKIE)
        return len == 8 || len >= 16;
    return row->max != 8 || len % 4 == 0;
}

const char *nk_edns_fields(const struct nk_edns_option *option, nk_edns_visit *visit, void *closure,
                           size_t *bad_at)
{
    const struct nk_edns_row *row = nk_edns_row_find(option->code);
    struct teller t = {
        .c = nk_cursor(option->data, option->len), .visit = visit, .closure = closure};
    if (row == NULL)
        return NULL;
    if (!length_is_good(row, option->len))
        blame(&t, row->lengths, 0);
    for (const struct nk_edns_field *f = row->fields; f->kind != NK_EDNS_F_END; f++) {
        if (t.why != NULL || (f->optional && nk_cursor_left(&t.c) == 0))
            break;
        tell_field(&t, f);
    }
    nk_buf_release(&t.text);
    *bad_at = t.bad_at;
    return t.why;
}

/* ---- the walk ------------------------------------------------------------------ */

void nk_edns_walk_init(struct nk_edns_walk *w, const struct nk_edns *e)
{
    *w = (struct nk_edns_walk){.options = e->options, .len = e->present ? e->options_len : 0};
}

bool nk_edns_walk_next(struct nk_edns_walk *w, struct nk_edns_option *option)
{
    if (w->at >= w->len)
        return false;
    struct nk_cursor c = nk_cursor(w->options + w->at, w->len - w->at);
    *option = (struct nk_edns_option){.at = w->at, .malformed_at = w->at + 2};
    option->code = nk_cursor_u16(&c);
    size_t len = nk_cursor_u16(&c), left = nk_cursor_left(&c);
    if (c.failed) {
        option->malformed = "the option is cut: code and length take 4 octets";
        option->malformed_at = option->at;
        option->data = w->options + w->at;
        option->len = w->len - w->at;
        if (option->len < 2)
            option->code = 0;
    } else {
        option->data = c.at;
        option->len = len < left ? len : left;
        if (len > left)
            option->malformed = "the option's length is more than what is left of the OPT record";
    }
    option->cut = option->malformed != NULL;
    w->at = option->cut ? w->len : w->at + 4 + len;
    if (!option->cut) {
        size_t bad_at = 0;
        option->malformed = nk_edns_fields(option, NULL, NULL, &bad_at);
        option->malformed_at = option->at + 4 + bad_at;
    }
    return true;
}
