/* RDATA from its text. */
#include <string.h>

#include "base/digits.h"
#include "base/radix.h"
#include "dns/kinds.h"

enum { RDATA_MAX = 65535, QUOTE_MAX = 60 };

/* The form of any type: \# length hex (RFC 3597 5), behind the "\#". */
static bool parse_generic(struct nk_field_out *o)
{
    static const struct nk_rdata_field length = {"length", NK_RDATA_U16, "how many octets", 0, 0};
    struct nk_radix_reader r = {.radix = NK_HEX};
    struct nk_word w, count;
    uint64_t len;
    o->field = &length;
    if (!nk_word_need(o, &count) || !nk_word_number(o, &count, RDATA_MAX, &len))
        return false;
    while (!nk_words_end(o)) {
        size_t bad_at = 0;
        if (!nk_word_next(o, &w))
            return false;
        const char *why = nk_radix_read(&r, w.text, w.len, o->out, &bad_at);
        if (why != NULL)
            return nk_err_set(o->err, NK_ERR_INPUT, w.at + bad_at, 1, "%s behind \\#", why);
    }
    const char *why = nk_radix_end(&r);
    if (why != NULL)
        return nk_err_set(o->err, NK_ERR_INPUT, o->len, 0, "%s", why);
    if (o->out->failed || o->out->len - o->start == len)
        return true;
    return nk_err_set(o->err, NK_ERR_INPUT, count.at, count.len,
                      "the length is %zu, and the hexadecimal digits have %zu octets", (size_t)len,
                      o->out->len - o->start);
}

/* Puts the fields into the order of the wire, from that of the text. */
static void reorder(struct nk_field_out *o, const char *order, const size_t *ends)
{
    struct nk_buf text = {0};
    nk_buf_add(&text, o->out->data + o->start, o->out->len - o->start);
    o->out->len = o->start;
    for (size_t wire = 0; order[wire] != '\0'; wire++) {
        size_t i = (size_t)(strchr(order, (char)('0' + wire)) - order);
        size_t from = i == 0 ? 0 : ends[i - 1];
        if (!text.failed)
            nk_buf_add(o->out, text.data + from, ends[i] - from);
    }
    o->out->failed = o->out->failed || text.failed;
    nk_buf_release(&text);
}

static bool parse_fields(struct nk_field_out *o, const struct nk_rr_row *row)
{
    size_t ends[NK_RDATA_FIELDS_MAX];
    for (size_t i = 0; row->fields[i].kind != NK_RDATA_END; i++) {
        o->field = &row->fields[row->order == NULL ? i : (size_t)(row->order[i] - '0')];
        o->kind = nk_field_kind(o->field->kind);
        bool good = o->kind->parse(o);
        if (o->out->failed) /* whatever it made of that */
            return nk_err_memory(o->err);
        if (!good)
            return false;
        ends[i] = o->out->len - o->start;
    }
    struct nk_word w;
    if (!nk_words_end(o)) {
        if (!nk_word_next(o, &w))
            return false;
        return nk_err_set(o->err, NK_ERR_INPUT, w.at, w.len, "'%.*s' is too much: %s ends before",
                          (int)(w.len > QUOTE_MAX ? QUOTE_MAX : w.len), w.text, row->name);
    }
    if (row->order != NULL)
        reorder(o, row->order, ends);
    return true;
}

/* What the fields cannot see by themselves. */
static bool check_made(const struct nk_field_out *o, uint16_t type, uint16_t class)
{
    size_t len = o->out->len - o->start, bad_at;
    if (o->out->failed)
        return nk_err_memory(o->err);
    if (len > RDATA_MAX)
        return nk_err_set(o->err, NK_ERR_INPUT, 0, o->len, "RDATA has at most %d octets, not %zu",
                          RDATA_MAX, len);
    const char *made = len == 0 ? "" : o->out->data + o->start; /* nothing may be no memory */
    struct nk_rdata d = {.bytes = (const uint8_t *)made,
                         .message_len = len,
                         .len = len,
                         .type = type,
                         .class = class};
    const char *why = nk_rdata_check(&d, &bad_at);
    return why == NULL ||
           nk_err_set(o->err, NK_ERR_INPUT, 0, o->len, "the RDATA is wrong: %s", why);
}

static bool is_empty_form(struct nk_field_out *o, const struct nk_rr_row *row, uint16_t class)
{
    return nk_words_end(o) && ((row != NULL && (row->flags & NK_RR_EMPTY) != 0) ||
                               class == NK_CLASS_ANY || class == NK_CLASS_NONE);
}

static bool parse(struct nk_field_out *o, uint16_t type, uint16_t class)
{
    const struct nk_rr_row *row = nk_rr_row_in(type, class);
    struct nk_word w;
    if (is_empty_form(o, row, class))
        return true;
    size_t at = o->at;
    if (!nk_words_end(o)) {
        if (!nk_word_next(o, &w))
            return false;
        if (nk_word_is(&w, "\\#"))
            return parse_generic(o) && (!o->out->failed || nk_err_memory(o->err));
        o->at = at;
    }
    if (row == NULL || row->fields[0].kind == NK_RDATA_END)
        return nk_err_set(o->err, NK_ERR_INPUT, at, o->len - at,
                          "the type has no text of its own: expected \\# LENGTH HEX (RFC 3597)");
    return parse_fields(o, row) && check_made(o, type, class);
}

bool nk_rdata_parse(uint16_t type, uint16_t class, const char *text, size_t len,
                    const struct nk_name *origin, struct nk_buf *out, struct nk_err *err)
{
    struct nk_field_out o = {
        .text = text, .len = len, .origin = origin, .out = out, .start = out->len, .err = err};
    if (parse(&o, type, class))
        return true;
    out->len = o.start;
    return false;
}
