/* Fields of text: <character-string> (RFC 1035 3.3), one or many, and text without a length. */
#include "dns/kinds.h"

enum { STRING_MAX = 255 };

static void put_quoted(struct nk_buf *b, const uint8_t *bytes, size_t len)
{
    nk_buf_add_byte(b, '"');
    nk_buf_put_escaped(b, bytes, len);
    nk_buf_add_byte(b, '"');
}

static const char *string_skip(struct nk_field_in *in)
{
    if (in->at == in->end)
        return "the RDATA ends where a character-string is to begin";
    if (in->bytes[in->at] >= in->end - in->at)
        return "a character-string runs past the end of the RDATA";
    in->at += 1u + in->bytes[in->at];
    return NULL;
}

static void string_text(struct nk_buf *b, const struct nk_field_in *in)
{
    put_quoted(b, nk_field_bytes(in) + 1, nk_field_len(in) - 1);
}

static void string_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_string(b, (const char *)nk_field_bytes(in) + 1, nk_field_len(in) - 1);
}

/* The length goes before what a word stands for. */
static bool put_word(struct nk_field_out *o, const struct nk_word *w)
{
    size_t start = o->out->len;
    nk_buf_add_byte(o->out, 0);
    if (!nk_word_octets(o, w, o->out))
        return false;
    if (o->out->failed)
        return true;
    size_t len = o->out->len - start - 1;
    if (len > STRING_MAX)
        return nk_err_set(o->err, NK_ERR_INPUT, w->at, w->len,
                          "a string of %zu octets: it may have %d", len, STRING_MAX);
    o->out->data[start] = (char)len;
    return true;
}

static bool string_parse(struct nk_field_out *o)
{
    struct nk_word w;
    return nk_word_need(o, &w) && put_word(o, &w);
}

const struct nk_field_kind nk_kind_string = {
    .skip = string_skip, .text = string_text, .json = string_json, .parse = string_parse};

/* ---- one that may be missing ------------------------------------------------------- */

static const char *last_skip(struct nk_field_in *in)
{
    return in->at == in->end ? NULL : string_skip(in);
}

static void last_text(struct nk_buf *b, const struct nk_field_in *in)
{
    if (nk_field_len(in) > 0)
        string_text(b, in);
}

static void last_json(struct nk_buf *b, const struct nk_field_in *in)
{
    if (nk_field_len(in) == 0)
        nk_json_word(b, "null");
    else
        string_json(b, in);
}

static bool last_parse(struct nk_field_out *o)
{
    return nk_words_end(o) || string_parse(o);
}

const struct nk_field_kind nk_kind_string_last = {
    .skip = last_skip, .text = last_text, .json = last_json, .parse = last_parse};

/* ---- many --------------------------------------------------------------------------- */

static const char *strings_skip(struct nk_field_in *in)
{
    const char *why;
    do {
        in->bad_at = in->at;
        why = string_skip(in);
    } while (why == NULL && in->at < in->end);
    return why;
}

static void strings_text(struct nk_buf *b, const struct nk_field_in *in)
{
    for (size_t at = in->at; at < in->end; at += 1u + in->bytes[at]) {
        if (at > in->at)
            nk_buf_add_byte(b, ' ');
        put_quoted(b, in->bytes + at + 1, in->bytes[at]);
    }
}

static void strings_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_open(b, '[');
    for (size_t at = in->at; at < in->end; at += 1u + in->bytes[at])
        nk_json_string(b, (const char *)in->bytes + at + 1, in->bytes[at]);
    nk_json_close(b, ']');
}

static bool strings_parse(struct nk_field_out *o)
{
    bool good;
    do {
        good = string_parse(o);
    } while (good && !nk_words_end(o));
    return good;
}

const struct nk_field_kind nk_kind_strings = {
    .skip = strings_skip, .text = strings_text, .json = strings_json, .parse = strings_parse};

/* ---- a tag (RFC 8659 4.1) -------------------------------------------------------------- */

static bool is_tag(const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        uint8_t lower = bytes[i] | 0x20;
        if (!((lower >= 'a' && lower <= 'z') || (bytes[i] >= '0' && bytes[i] <= '9')))
            return false;
    }
    return len > 0;
}

static const char *tag_skip(struct nk_field_in *in)
{
    size_t at = in->at;
    const char *why = string_skip(in);
    if (why != NULL)
        return why;
    return is_tag(in->bytes + at + 1, in->bytes[at]) ? NULL
                                                     : "a tag is letters and digits, at least one";
}

static void tag_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_buf_add(b, (const char *)nk_field_bytes(in) + 1, nk_field_len(in) - 1);
}

static bool tag_parse(struct nk_field_out *o)
{
    struct nk_word w;
    if (!nk_word_need(o, &w))
        return false;
    if (!is_tag((const uint8_t *)w.text, w.len))
        return nk_word_wrong(o, &w, "of letters and digits only");
    return put_word(o, &w);
}

const struct nk_field_kind nk_kind_tag = {
    .skip = tag_skip, .text = tag_text, .json = string_json, .parse = tag_parse};

/* ---- text without a length --------------------------------------------------------------- */

static void text_text(struct nk_buf *b, const struct nk_field_in *in)
{
    put_quoted(b, nk_field_bytes(in), nk_field_len(in));
}

static void text_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_string(b, (const char *)nk_field_bytes(in), nk_field_len(in));
}

static bool text_parse(struct nk_field_out *o)
{
    struct nk_word w;
    return nk_word_need(o, &w) && nk_word_octets(o, &w, o->out);
}

const struct nk_field_kind nk_kind_text = {
    .skip = nk_field_take_all, .text = text_text, .json = text_json, .parse = text_parse};
