/* Fields that name RR types, one or a set, and ports: sets are bitmaps on the wire. */
#include <string.h>

#include "base/digits.h"
#include "dns/kinds.h"

enum {
    BITS = 65536,
    WINDOW_MAX = 32,    /* octets of a window (RFC 4034 4.1.2) */
    OLD_BITMAP_MAX = 16 /* octets: types up to 127 (RFC 2535 5.2) */
};

/* A type by its mnemonic; the old records have bare numbers where there is none. */
static void put_type(struct nk_buf *b, uint16_t type, bool old)
{
    char name[NK_CODE_TEXT_MAX];
    if (old && nk_rr_row_find(type) == NULL)
        nk_buf_put_number(b, type);
    else
        nk_buf_add_text(b, nk_type_name(type, name));
}

static bool read_type(struct nk_field_out *o, const struct nk_word *w, bool old, uint16_t *type)
{
    uint64_t n;
    if (nk_type_find(w->text, w->len, type))
        return true;
    if (!old || !nk_digits_read(w->text, w->len, UINT16_MAX, &n))
        return nk_word_wrong(o, w, "a type");
    *type = (uint16_t)n;
    return true;
}

static void type_text(struct nk_buf *b, const struct nk_field_in *in)
{
    put_type(b, (uint16_t)nk_octets_number(nk_field_bytes(in), 2), in->field->param == 1);
}

static bool type_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint16_t type;
    if (!nk_word_need(o, &w) || !read_type(o, &w, o->field->param == 1, &type))
        return false;
    nk_buf_put_octets(o->out, type, 2);
    return true;
}

const struct nk_field_kind nk_kind_type = {
    .size = 2, .text = type_text, .json = nk_field_json_text, .parse = type_parse};

/* ---- sets ----------------------------------------------------------------------------- */

/* Writes one member of a set; `at` is where the list begins in the buffer. */
typedef void put_member(struct nk_buf *b, size_t at, unsigned n);

static void blank_before(struct nk_buf *b, size_t at)
{
    if (b->len > at)
        nk_buf_add_byte(b, ' ');
}

static void member_type(struct nk_buf *b, size_t at, unsigned n)
{
    blank_before(b, at);
    put_type(b, (uint16_t)n, false);
}

static void member_type_old(struct nk_buf *b, size_t at, unsigned n)
{
    blank_before(b, at);
    put_type(b, (uint16_t)n, true);
}

static void member_number(struct nk_buf *b, size_t at, unsigned n)
{
    blank_before(b, at);
    nk_buf_put_number(b, n);
}

static void member_type_json(struct nk_buf *b, size_t at, unsigned n)
{
    char name[NK_CODE_TEXT_MAX];
    (void)at;
    nk_type_name((uint16_t)n, name);
    nk_json_string(b, name, strlen(name));
}

static void member_number_json(struct nk_buf *b, size_t at, unsigned n)
{
    (void)at;
    nk_json_int(b, n);
}

static void each_bit(struct nk_buf *b, const uint8_t *bytes, size_t len, unsigned base,
                     put_member *put, size_t at)
{
    for (unsigned i = 0; i < len * 8; i++)
        if (bytes[i / 8] & 0x80 >> i % 8)
            put(b, at, base + i);
}

static void windows(struct nk_buf *b, const struct nk_field_in *in, put_member *put)
{
    size_t start = b->len;
    for (size_t at = in->at; at < in->end; at += 2u + in->bytes[at + 1])
        each_bit(b, in->bytes + at + 2, in->bytes[at + 1], in->bytes[at] * 256u, put, start);
}

static const char *types_skip(struct nk_field_in *in)
{
    int last = -1;
    for (; in->at < in->end; in->at += 2u + in->bytes[in->at + 1]) {
        const uint8_t *window = nk_field_bytes(in);
        in->bad_at = in->at;
        if (in->end - in->at < 2)
            return "a window of the type bitmap is cut";
        if (window[0] <= last)
            return "the windows of the type bitmap are not in order";
        if (window[1] == 0 || window[1] > WINDOW_MAX)
            return "a window of the type bitmap has not 1 to 32 octets";
        if (window[1] > in->end - in->at - 2)
            return "a window of the type bitmap runs past the end of the RDATA";
        if (window[1u + window[1]] == 0)
            return "a window of the type bitmap ends in a zero octet";
        last = window[0];
    }
    return NULL;
}

static void types_text(struct nk_buf *b, const struct nk_field_in *in)
{
    windows(b, in, member_type);
}

static void types_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_open(b, '[');
    windows(b, in, member_type_json);
    nk_json_close(b, ']');
}

/* A set as bits, and behind which octet all are zero. */
struct set {
    uint8_t bits[BITS / 8];
    size_t len;
};

static void set_add(struct set *s, unsigned n)
{
    s->bits[n / 8] |= (uint8_t)(0x80 >> n % 8);
    if (n / 8 >= s->len)
        s->len = n / 8 + 1;
}

static bool read_types(struct nk_field_out *o, bool old, struct set *s)
{
    struct nk_word w;
    uint16_t type;
    while (!nk_words_end(o)) {
        if (!nk_word_next(o, &w) || !read_type(o, &w, old, &type))
            return false;
        if (old && type >= OLD_BITMAP_MAX * 8)
            return nk_word_wrong(o, &w, "a type up to 127");
        set_add(s, type);
    }
    return true;
}

static bool types_parse(struct nk_field_out *o)
{
    struct set s = {.len = 0};
    if (!read_types(o, false, &s))
        return false;
    for (unsigned window = 0; window * WINDOW_MAX < s.len; window++) {
        const uint8_t *bits = s.bits + window * WINDOW_MAX;
        unsigned len = WINDOW_MAX;
        while (len > 0 && bits[len - 1] == 0)
            len--;
        if (len == 0)
            continue;
        nk_buf_add_byte(o->out, (char)window);
        nk_buf_add_byte(o->out, (char)len);
        nk_buf_add(o->out, (const char *)bits, len);
    }
    return true;
}

const struct nk_field_kind nk_kind_types = {
    .skip = types_skip, .text = types_text, .json = types_json, .parse = types_parse};

/* ---- one bitmap without windows ------------------------------------------------------------- */

static const char *bitmap_skip(struct nk_field_in *in, size_t max)
{
    size_t len = in->end - in->at;
    if (len > max) {
        in->bad_at = in->at + max;
        return "the bitmap is too long";
    }
    if (len > 0 && in->bytes[in->end - 1] == 0) {
        in->bad_at = in->end - 1;
        return "the bitmap ends in a zero octet";
    }
    return nk_field_take_all(in);
}

/* The first bit tells of another form that was never made (RFC 2535 5.2). */
static const char *types_old_skip(struct nk_field_in *in)
{
    if (in->at < in->end && (*nk_field_bytes(in) & 0x80) != 0) {
        in->opaque = true;
        return nk_field_take_all(in);
    }
    return bitmap_skip(in, OLD_BITMAP_MAX);
}

static void types_old_text(struct nk_buf *b, const struct nk_field_in *in)
{
    each_bit(b, nk_field_bytes(in), nk_field_len(in), 0, member_type_old, b->len);
}

static void types_old_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_open(b, '[');
    each_bit(b, nk_field_bytes(in), nk_field_len(in), 0, member_type_json, 0);
    nk_json_close(b, ']');
}

static bool types_old_parse(struct nk_field_out *o)
{
    struct set s = {.len = 0};
    if (!read_types(o, true, &s))
        return false;
    if ((s.bits[0] & 0x80) != 0)
        return nk_err_set(o->err, NK_ERR_INPUT, 0, o->len, "TYPE0 has no place in the bitmap");
    nk_buf_add(o->out, (const char *)s.bits, s.len);
    return true;
}

const struct nk_field_kind nk_kind_types_old = {.skip = types_old_skip,
                                                .text = types_old_text,
                                                .json = types_old_json,
                                                .parse = types_old_parse};

static const char *ports_skip(struct nk_field_in *in)
{
    return bitmap_skip(in, BITS / 8);
}

static void ports_text(struct nk_buf *b, const struct nk_field_in *in)
{
    each_bit(b, nk_field_bytes(in), nk_field_len(in), 0, member_number, b->len);
}

static void ports_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_open(b, '[');
    each_bit(b, nk_field_bytes(in), nk_field_len(in), 0, member_number_json, 0);
    nk_json_close(b, ']');
}

static bool ports_parse(struct nk_field_out *o)
{
    struct set s = {.len = 0};
    struct nk_word w;
    uint64_t n;
    while (!nk_words_end(o)) {
        if (!nk_word_next(o, &w) || !nk_word_number(o, &w, UINT16_MAX, &n))
            return false;
        set_add(&s, (unsigned)n);
    }
    nk_buf_add(o->out, (const char *)s.bits, s.len);
    return true;
}

const struct nk_field_kind nk_kind_ports = {
    .skip = ports_skip, .text = ports_text, .json = ports_json, .parse = ports_parse};
