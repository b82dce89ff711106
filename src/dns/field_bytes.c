/* Fields that are octets, as hexadecimal digits, base32hex or base64. */
#include "base/radix.h"
#include "dns/kinds.h"

static void put_json(struct nk_buf *b, enum nk_radix radix, const uint8_t *bytes, size_t len)
{
    nk_json_part(b);
    nk_buf_add_byte(b, '"');
    nk_radix_put(b, radix, bytes, len);
    nk_buf_add_byte(b, '"');
}

static bool read_word(struct nk_field_out *o, struct nk_radix_reader *r, const struct nk_word *w)
{
    size_t bad_at = 0;
    const char *why = nk_radix_read(r, w->text, w->len, o->out, &bad_at);
    return why == NULL ||
           nk_err_set(o->err, NK_ERR_INPUT, w->at + bad_at, 1, "%s, in '%s'", why, o->field->key);
}

static bool read_end(struct nk_field_out *o, const struct nk_radix_reader *r, size_t at, size_t len)
{
    const char *why = nk_radix_end(r);
    return why == NULL ||
           nk_err_set(o->err, NK_ERR_INPUT, at, len, "%s, in '%s'", why, o->field->key);
}

/* One word of digits. */
static bool read_one(struct nk_field_out *o, enum nk_radix radix, const struct nk_word *w)
{
    struct nk_radix_reader r = {.radix = radix};
    return read_word(o, &r, w) && read_end(o, &r, w->at, w->len);
}

/* All the words that are left; there may be none. */
static bool read_all(struct nk_field_out *o, enum nk_radix radix)
{
    struct nk_radix_reader r = {.radix = radix};
    struct nk_word w = {.at = o->at};
    while (!nk_words_end(o))
        if (!nk_word_next(o, &w) || !read_word(o, &r, &w))
            return false;
    return read_end(o, &r, w.at, w.len);
}

/* Fills in the length that stands before, `size` octets at `at` of the output. */
static bool put_length(struct nk_field_out *o, const struct nk_word *w, size_t at, size_t size,
                       size_t len)
{
    if (o->out->failed)
        return true;
    if (len >> (8 * size) != 0)
        return nk_word_wrong(o, w, size == 1 ? "of at most 255 octets" : "of at most 65535 octets");
    for (size_t i = 0; i < size; i++)
        o->out->data[at + i] = (char)(len >> (8 * (size - 1 - i)) & 0xff);
    return true;
}

/* ---- to the end -------------------------------------------------------------------- */

static const char *bytes_skip(struct nk_field_in *in)
{
    if (in->at == in->end && in->field->param == NK_BYTES_SOME)
        return "the RDATA ends where the last field is to begin";
    return nk_field_take_all(in);
}

static void hex_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_radix_put(b, NK_HEX, nk_field_bytes(in), nk_field_len(in));
}

static void hex_json(struct nk_buf *b, const struct nk_field_in *in)
{
    put_json(b, NK_HEX, nk_field_bytes(in), nk_field_len(in));
}

static bool hex_parse(struct nk_field_out *o)
{
    return read_all(o, NK_HEX);
}

const struct nk_field_kind nk_kind_hex = {
    .skip = bytes_skip, .text = hex_text, .json = hex_json, .parse = hex_parse};

static void base64_text(struct nk_buf *b, const struct nk_field_in *in)
{
    if (nk_field_len(in) == 0 && in->field->param == NK_BYTES_DASH)
        nk_buf_add_byte(b, '-');
    nk_radix_put(b, NK_BASE64, nk_field_bytes(in), nk_field_len(in));
}

static void base64_json(struct nk_buf *b, const struct nk_field_in *in)
{
    put_json(b, NK_BASE64, nk_field_bytes(in), nk_field_len(in));
}

static bool base64_parse(struct nk_field_out *o)
{
    struct nk_word w;
    size_t at = o->at;
    if (o->field->param == NK_BYTES_DASH) {
        if (!nk_word_need(o, &w))
            return false;
        if (nk_word_is(&w, "-"))
            return true;
        o->at = at;
    }
    return read_all(o, NK_BASE64);
}

const struct nk_field_kind nk_kind_base64 = {
    .skip = bytes_skip, .text = base64_text, .json = base64_json, .parse = base64_parse};

/* ---- behind a length ----------------------------------------------------------------- */

static const char *counted_skip(struct nk_field_in *in)
{
    size_t size = in->kind->size, at = in->at;
    const char *why = nk_field_take(in, size);
    return why != NULL ? why : nk_field_take(in, nk_octets_number(in->bytes + at, size));
}

static void counted_json(struct nk_buf *b, const struct nk_field_in *in, enum nk_radix radix)
{
    put_json(b, radix, nk_field_bytes(in) + in->kind->size, nk_field_len(in) - in->kind->size);
}

static void hex8_text(struct nk_buf *b, const struct nk_field_in *in)
{
    if (nk_field_len(in) == 1)
        nk_buf_add_byte(b, '-');
    nk_radix_put(b, NK_HEX, nk_field_bytes(in) + 1, nk_field_len(in) - 1);
}

static void hex8_json(struct nk_buf *b, const struct nk_field_in *in)
{
    counted_json(b, in, NK_HEX);
}

static bool hex8_parse(struct nk_field_out *o)
{
    struct nk_word w;
    size_t start = o->out->len;
    nk_buf_add_byte(o->out, 0);
    if (!nk_word_need(o, &w))
        return false;
    if (nk_word_is(&w, "-"))
        return true;
    return read_one(o, NK_HEX, &w) && put_length(o, &w, start, 1, o->out->len - start - 1);
}

const struct nk_field_kind nk_kind_hex8 = {
    .size = 1, .skip = counted_skip, .text = hex8_text, .json = hex8_json, .parse = hex8_parse};

static const char *base32_skip(struct nk_field_in *in)
{
    size_t at = in->at;
    const char *why = counted_skip(in);
    return why == NULL && in->bytes[at] == 0 ? "the hash is empty" : why;
}

static void base32_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_radix_put(b, NK_BASE32HEX, nk_field_bytes(in) + 1, nk_field_len(in) - 1);
}

static void base32_json(struct nk_buf *b, const struct nk_field_in *in)
{
    counted_json(b, in, NK_BASE32HEX);
}

static bool base32_parse(struct nk_field_out *o)
{
    struct nk_word w;
    size_t start = o->out->len;
    nk_buf_add_byte(o->out, 0);
    return nk_word_need(o, &w) && read_one(o, NK_BASE32HEX, &w) &&
           put_length(o, &w, start, 1, o->out->len - start - 1);
}

const struct nk_field_kind nk_kind_base32 = {.size = 1,
                                             .skip = base32_skip,
                                             .text = base32_text,
                                             .json = base32_json,
                                             .parse = base32_parse};

/* The length is in the text too, and then a word only where it is not 0. */
static void base64_16_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_buf_put_number(b, nk_field_len(in) - 2);
    if (nk_field_len(in) == 2)
        return;
    nk_buf_add_byte(b, ' ');
    nk_radix_put(b, NK_BASE64, nk_field_bytes(in) + 2, nk_field_len(in) - 2);
}

static void base64_16_json(struct nk_buf *b, const struct nk_field_in *in)
{
    counted_json(b, in, NK_BASE64);
}

static bool base64_16_parse(struct nk_field_out *o)
{
    struct nk_word w, count;
    uint64_t len;
    if (!nk_word_need(o, &count) || !nk_word_number(o, &count, UINT16_MAX, &len))
        return false;
    nk_buf_put_octets(o->out, len, 2);
    size_t start = o->out->len;
    if (len == 0)
        return true;
    if (!nk_word_need(o, &w) || !read_one(o, NK_BASE64, &w))
        return false;
    if (o->out->failed || o->out->len - start == len)
        return true;
    return nk_err_set(o->err, NK_ERR_INPUT, count.at, count.len,
                      "the length is %zu, and the base64 behind it has %zu octets", (size_t)len,
                      o->out->len - start);
}

const struct nk_field_kind nk_kind_base64_16 = {.size = 2,
                                                .skip = counted_skip,
                                                .text = base64_16_text,
                                                .json = base64_16_json,
                                                .parse = base64_16_parse};

/* ---- of a length that an earlier field says (HIP, RFC 8005 5) ------------------------- */

static const char *claimed_skip(struct nk_field_in *in)
{
    size_t at = in->start + in->field->param;
    uint64_t len = nk_octets_number(in->bytes + at, in->kind->size);
    if (len > 0)
        return nk_field_take(in, len);
    in->bad_at = at;
    return "the length is 0 of a field that may not be empty";
}

static bool claimed_parse(struct nk_field_out *o, enum nk_radix radix)
{
    struct nk_word w;
    size_t start = o->out->len;
    return nk_word_need(o, &w) && read_one(o, radix, &w) &&
           put_length(o, &w, o->start + o->field->param, o->kind->size, o->out->len - start);
}

static bool hex_len_parse(struct nk_field_out *o)
{
    return claimed_parse(o, NK_HEX);
}

static bool base64_len_parse(struct nk_field_out *o)
{
    return claimed_parse(o, NK_BASE64);
}

const struct nk_field_kind nk_kind_hex_len = {
    .size = 1, .skip = claimed_skip, .text = hex_text, .json = hex_json, .parse = hex_len_parse};
const struct nk_field_kind nk_kind_base64_len = {.size = 2,
                                                 .skip = claimed_skip,
                                                 .text = base64_text,
                                                 .json = base64_json,
                                                 .parse = base64_len_parse};
