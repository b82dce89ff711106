/* The options of OPT (RFC 6891 6.1.2), which is never in a master file: code and octets. */
#include <string.h>

#include "base/digits.h"
#include "base/radix.h"
#include "dns/kinds.h"

enum { HEAD = 4 };

static size_t data_len(const uint8_t *option)
{
    return (size_t)nk_octets_number(option + 2, 2);
}

static const char *options_skip(struct nk_field_in *in)
{
    for (; in->at < in->end; in->at += HEAD + data_len(nk_field_bytes(in))) {
        in->bad_at = in->at;
        if (in->end - in->at < HEAD)
            return "an EDNS option is cut";
        if (data_len(nk_field_bytes(in)) > in->end - in->at - HEAD)
            return "an EDNS option runs past the end of the RDATA";
    }
    return NULL;
}

static void options_text(struct nk_buf *b, const struct nk_field_in *in)
{
    for (size_t at = in->at; at < in->end; at += HEAD + data_len(in->bytes + at)) {
        if (at > in->at)
            nk_buf_add_byte(b, ' ');
        nk_buf_put_number(b, nk_octets_number(in->bytes + at, 2));
        nk_buf_add_byte(b, ':');
        nk_radix_put(b, NK_HEX, in->bytes + at + HEAD, data_len(in->bytes + at));
    }
}

static void options_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_open(b, '[');
    for (size_t at = in->at; at < in->end; at += HEAD + data_len(in->bytes + at)) {
        nk_json_open(b, '{');
        nk_json_key(b, "code");
        nk_json_int(b, (int64_t)nk_octets_number(in->bytes + at, 2));
        nk_json_key(b, "data");
        nk_buf_add_byte(b, '"');
        nk_radix_put(b, NK_HEX, in->bytes + at + HEAD, data_len(in->bytes + at));
        nk_buf_add_byte(b, '"');
        nk_json_close(b, '}');
    }
    nk_json_close(b, ']');
}

static bool option_parse(struct nk_field_out *o, const struct nk_word *w)
{
    const char *colon = memchr(w->text, ':', w->len);
    size_t digits = colon == NULL ? w->len : (size_t)(colon - w->text), bad_at = 0;
    struct nk_radix_reader r = {.radix = NK_HEX};
    uint64_t code;
    if (!nk_digits_read(w->text, digits, UINT16_MAX, &code))
        return nk_word_wrong(o, w, "an option as CODE or CODE:HEX");
    nk_buf_put_octets(o->out, code, 2);
    nk_buf_put_octets(o->out, 0, 2);
    size_t start = o->out->len;
    if (colon == NULL)
        return true;
    const char *why = nk_radix_read(&r, colon + 1, w->len - digits - 1, o->out, &bad_at);
    if (why == NULL)
        why = nk_radix_end(&r);
    if (why == NULL && o->out->len - start > UINT16_MAX)
        why = "an option has at most 65535 octets";
    if (why != NULL)
        return nk_err_set(o->err, NK_ERR_INPUT, w->at + digits + 1 + bad_at, 1, "%s", why);
    if (!o->out->failed) {
        o->out->data[start - 2] = (char)((o->out->len - start) >> 8);
        o->out->data[start - 1] = (char)((o->out->len - start) & 0xff);
    }
    return true;
}

static bool options_parse(struct nk_field_out *o)
{
    struct nk_word w;
    while (!nk_words_end(o))
        if (!nk_word_next(o, &w) || !option_parse(o, &w))
            return false;
    return true;
}

const struct nk_field_kind nk_kind_options = {
    .skip = options_skip, .text = options_text, .json = options_json, .parse = options_parse};
