/* Fields that are identifiers of other networks: EUI-48 and EUI-64, ILNP nodes, NSAP and ATM. */
#include "base/radix.h"
#include "dns/kinds.h"

enum { EUI_MAX = 8, NODE_GROUPS = 4 };

/* ---- EUI (RFC 7043) ---------------------------------------------------------------- */

static const char *eui_skip(struct nk_field_in *in)
{
    return nk_field_take(in, in->field->param);
}

static void eui_text(struct nk_buf *b, const struct nk_field_in *in)
{
    for (size_t i = 0; i < nk_field_len(in); i++) {
        if (i > 0)
            nk_buf_add_byte(b, '-');
        nk_hex_put_lower(b, nk_field_bytes(in) + i, 1);
    }
}

/* Groups of hexadecimal digits with a separator between; the value of each goes to `out`. */
static bool read_groups(const struct nk_word *w, char separator, unsigned groups, unsigned least,
                        unsigned most, uint16_t *out)
{
    size_t at = 0;
    for (unsigned i = 0; i < groups; i++) {
        unsigned digits = 0;
        if (i > 0 && (at == w->len || w->text[at++] != separator))
            return false;
        for (out[i] = 0; at < w->len && w->text[at] != separator; at++, digits++) {
            char c = w->text[at], lower = c | 0x20;
            bool is_letter = lower >= 'a' && lower <= 'f';
            if (digits == most || !(is_letter || (c >= '0' && c <= '9')))
                return false;
            out[i] = (uint16_t)(out[i] << 4 | (is_letter ? lower - 'a' + 10 : c - '0'));
        }
        if (digits < least)
            return false;
    }
    return at == w->len;
}

static bool eui_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint16_t groups[EUI_MAX];
    unsigned count = o->field->param;
    if (!nk_word_need(o, &w))
        return false;
    if (!read_groups(&w, '-', count, 2, 2, groups))
        return nk_word_wrong(o, &w,
                             count == 6 ? "six octets as 00-00-5e-00-53-2a"
                                        : "eight octets as 00-00-5e-ef-10-00-00-2a");
    for (unsigned i = 0; i < count; i++)
        nk_buf_put_octets(o->out, groups[i], 1);
    return true;
}

const struct nk_field_kind nk_kind_eui = {
    .skip = eui_skip, .text = eui_text, .json = nk_field_json_text, .parse = eui_parse};

/* ---- nodes of ILNP (RFC 6742 2.1.2) -------------------------------------------------- */

static void node_text(struct nk_buf *b, const struct nk_field_in *in)
{
    for (size_t i = 0; i < NODE_GROUPS; i++)
        nk_buf_printf(b, i == 0 ? "%x" : ":%x",
                      (unsigned)nk_octets_number(nk_field_bytes(in) + 2 * i, 2));
}

static bool node_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint16_t groups[NODE_GROUPS];
    if (!nk_word_need(o, &w))
        return false;
    if (!read_groups(&w, ':', NODE_GROUPS, 1, 4, groups))
        return nk_word_wrong(o, &w, "four groups of hexadecimal digits as 14:4fff:ff20:ee64");
    for (unsigned i = 0; i < NODE_GROUPS; i++)
        nk_buf_put_octets(o->out, groups[i], 2);
    return true;
}

const struct nk_field_kind nk_kind_node = {
    .size = 8, .text = node_text, .json = nk_field_json_text, .parse = node_parse};

/* ---- digits with dots between them, where one likes --------------------------------------- */

static bool read_dotted(struct nk_field_out *o, const struct nk_word *w, size_t from)
{
    struct nk_radix_reader r = {.radix = NK_HEX};
    const char *why = NULL;
    size_t bad_at = 0, at = from;
    while (at < w->len && why == NULL) {
        size_t end = at;
        while (end < w->len && w->text[end] != '.')
            end++;
        why = nk_radix_read(&r, w->text + at, end - at, o->out, &bad_at);
        bad_at += at;
        at = end + 1;
    }
    if (why != NULL)
        return nk_err_set(o->err, NK_ERR_INPUT, w->at + bad_at, 1, "%s, in '%s'", why,
                          o->field->key);
    why = r.digits == 0 ? "hexadecimal digits are missing" : nk_radix_end(&r);
    return why == NULL ||
           nk_err_set(o->err, NK_ERR_INPUT, w->at, w->len, "%s, in '%s'", why, o->field->key);
}

/* NSAP (RFC 1706 7). */
static void nsap_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_buf_add_text(b, "0x");
    nk_hex_put_lower(b, nk_field_bytes(in), nk_field_len(in));
}

static bool nsap_parse(struct nk_field_out *o)
{
    struct nk_word w;
    if (!nk_word_need(o, &w))
        return false;
    if (w.len < 2 || w.text[0] != '0' || (w.text[1] | 0x20) != 'x')
        return nk_word_wrong(o, &w, "0x and hexadecimal digits");
    return read_dotted(o, &w, 2);
}

const struct nk_field_kind nk_kind_nsap = {
    .skip = nk_field_take_all, .text = nsap_text, .json = nk_field_json_text, .parse = nsap_parse};

/* ATM addresses (ATM Forum af-saa-0069): an end system's in hexadecimal, or + and digits. */
enum { ATMA_AESA = 0, ATMA_E164 = 1 };

static const char *atma_skip(struct nk_field_in *in)
{
    const char *why = nk_field_take(in, 2);
    uint8_t format = why == NULL ? in->bytes[in->bad_at] : ATMA_AESA;
    if (why != NULL)
        return why;
    in->at--;
    for (; format == ATMA_E164 && in->at < in->end; in->at++) {
        if (in->bytes[in->at] < '0' || in->bytes[in->at] > '9') {
            in->bad_at = in->at;
            return "an E.164 address is digits only";
        }
    }
    in->opaque = format > ATMA_E164;
    return nk_field_take_all(in);
}

static void atma_text(struct nk_buf *b, const struct nk_field_in *in)
{
    const uint8_t *bytes = nk_field_bytes(in);
    if (bytes[0] == ATMA_E164) {
        nk_buf_add_byte(b, '+');
        nk_buf_add(b, (const char *)bytes + 1, nk_field_len(in) - 1);
    } else {
        nk_hex_put_lower(b, bytes + 1, nk_field_len(in) - 1);
    }
}

static bool atma_parse(struct nk_field_out *o)
{
    struct nk_word w;
    if (!nk_word_need(o, &w))
        return false;
    bool is_e164 = w.len > 1 && w.text[0] == '+';
    nk_buf_add_byte(o->out, is_e164 ? ATMA_E164 : ATMA_AESA);
    if (!is_e164)
        return read_dotted(o, &w, 0);
    for (size_t i = 1; i < w.len; i++) /* dots part the digits for the eye */
        if (w.text[i] != '.')
            nk_buf_add_byte(o->out, w.text[i]);
    return true; /* what is no digit is found at the end */
}

const struct nk_field_kind nk_kind_atma = {
    .skip = atma_skip, .text = atma_text, .json = nk_field_json_text, .parse = atma_parse};
