/* Fields that are numbers, some with mnemonics. */
#include <string.h>
#include <strings.h>

#include "dns/kinds.h"

static uint64_t value_of(const struct nk_field_in *in)
{
    return nk_octets_number(nk_field_bytes(in), in->kind->size);
}

static uint64_t max_of(const struct nk_field_out *o)
{
    return UINT64_MAX >> (64 - 8 * o->kind->size);
}

static void number_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_buf_put_number(b, value_of(in));
}

static bool find_code(const struct nk_code *names, const struct nk_word *w, uint64_t *n)
{
    for (; names != NULL && names->name[0] != '\0'; names++) {
        if (strlen(names->name) == w->len && strncasecmp(names->name, w->text, w->len) == 0) {
            *n = names->code;
            return true;
        }
    }
    return false;
}

static bool number_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint64_t n = 0;
    if (!nk_word_need(o, &w))
        return false;
    if (!find_code(nk_rdata_names(o->field), &w, &n) && !nk_word_number(o, &w, max_of(o), &n))
        return false;
    nk_buf_put_octets(o->out, n, o->kind->size);
    return true;
}

/* A count that may pass 2^53 is a string in JSON. */
#define NUMBER(octets, json_form)                                                         \
    {                                                                                     \
        .size = (octets), .text = number_text, .json = (json_form), .parse = number_parse \
    }

const struct nk_field_kind nk_kind_u8 = NUMBER(1, nk_field_json_number);
const struct nk_field_kind nk_kind_u16 = NUMBER(2, nk_field_json_number);
const struct nk_field_kind nk_kind_u32 = NUMBER(4, nk_field_json_number);
const struct nk_field_kind nk_kind_u64 = NUMBER(8, nk_field_json_text);

static void code_text(struct nk_buf *b, const struct nk_field_in *in)
{
    uint64_t n = value_of(in);
    for (const struct nk_code *c = nk_rdata_names(in->field); c->name[0] != '\0'; c++) {
        if (c->code == n) {
            nk_buf_add_text(b, c->name);
            return;
        }
    }
    nk_buf_put_number(b, n);
}

const struct nk_field_kind nk_kind_code8 = {
    .size = 1, .text = code_text, .json = nk_field_json_number, .parse = number_parse};
const struct nk_field_kind nk_kind_code16 = {
    .size = 2, .text = code_text, .json = nk_field_json_number, .parse = number_parse};

/* ---- a bit and the rest of its octet ------------------------------------------- */

static const char *bit_skip(struct nk_field_in *in)
{
    size_t at = in->at;
    const char *why = nk_field_take(in, 1);
    in->at = at;
    return why;
}

static void bit_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_buf_add_byte(b, *nk_field_bytes(in) & 0x80 ? '1' : '0');
}

static void bit_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_word(b, *nk_field_bytes(in) & 0x80 ? "true" : "false");
}

static bool bit_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint64_t n;
    if (!nk_word_need(o, &w) || !nk_word_number(o, &w, 1, &n))
        return false;
    nk_buf_put_octets(o->out, n << 7, 1);
    return true;
}

const struct nk_field_kind nk_kind_bit = {
    .skip = bit_skip, .text = bit_text, .json = bit_json, .parse = bit_parse};

static void u7_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_buf_put_number(b, value_of(in) & 0x7f);
}

static void u7_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_int(b, (int64_t)(value_of(in) & 0x7f));
}

static bool u7_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint64_t n;
    if (!nk_word_need(o, &w) || !nk_word_number(o, &w, 0x7f, &n))
        return false;
    if (!o->out->failed)
        o->out->data[o->out->len - 1] |= (char)n; /* the bit's octet */
    return true;
}

const struct nk_field_kind nk_kind_u7 = {
    .size = 1, .text = u7_text, .json = u7_json, .parse = u7_parse};

/* ---- octal --------------------------------------------------------------------- */

static void octal_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_buf_printf(b, "%o", (unsigned)value_of(in));
}

static bool octal_parse(struct nk_field_out *o)
{
    struct nk_word w;
    unsigned n = 0;
    if (!nk_word_need(o, &w))
        return false;
    for (size_t i = 0; i < w.len; i++) {
        if (w.text[i] < '0' || w.text[i] > '7' || n > 0xffff >> 3)
            return nk_word_wrong(o, &w, "an octal number from 0 to 177777");
        n = n << 3 | (unsigned)(w.text[i] - '0');
    }
    nk_buf_put_octets(o->out, n, 2);
    return true;
}

const struct nk_field_kind nk_kind_octal16 = {
    .size = 2, .text = octal_text, .json = nk_field_json_number, .parse = octal_parse};

/* ---- lengths of fields that come later ------------------------------------------- */

/* Zero for now: the field itself fills it in. */
static bool length_parse(struct nk_field_out *o)
{
    nk_buf_put_octets(o->out, 0, o->kind->size);
    return true;
}

#define LENGTH(octets)                                                                       \
    {                                                                                        \
        .size = (octets), .silent = true, .text = number_text, .json = nk_field_json_number, \
        .parse = length_parse                                                                \
    }

const struct nk_field_kind nk_kind_len8 = LENGTH(1);
const struct nk_field_kind nk_kind_len16 = LENGTH(2);
