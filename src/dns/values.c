#include "dns/values.h"

#include <stdlib.h>
#include <string.h>

#include "dns/rdata.h"
#include "dns/relevant.h"

void nk_values_release(struct nk_values *v)
{
    nk_buf_release(&v->bytes);
    free(v->all);
    *v = (struct nk_values){.count = 0};
}

void nk_values_clear(struct nk_values *v)
{
    nk_buf_clear(&v->bytes);
    v->count = 0;
}

/* ---- comparing --------------------------------------------------------------- */

static const char *octets_of(const struct nk_values *v, const struct nk_value *x)
{
    return v->bytes.data + x->at;
}

/* Whether character-strings, joined, are that text. */
static bool joins_to(const char *strings, size_t len, const char *text, size_t text_len)
{
    size_t used = 0;
    for (size_t at = 0; at < len;) {
        size_t part = (uint8_t)strings[at++];
        if (part > len - at || part > text_len - used ||
            memcmp(strings + at, text + used, part) != 0)
            return false;
        at += part;
        used += part;
    }
    return used == text_len;
}

static bool same(const struct nk_values *a, const struct nk_value *x, const struct nk_values *b,
                 const struct nk_value *y)
{
    const char *left = octets_of(a, x), *right = octets_of(b, y);
    if (x->type != y->type)
        return false;
    if (x->plain == y->plain)
        return x->len == y->len && memcmp(left, right, x->len) == 0;
    return x->plain ? joins_to(right, y->len, left, x->len) : joins_to(left, x->len, right, y->len);
}

bool nk_values_have(const struct nk_values *v, const struct nk_values *of, const struct nk_value *x)
{
    for (size_t i = 0; i < v->count; i++)
        if (same(v, &v->all[i], of, x))
            return true;
    return false;
}

bool nk_values_hold(const struct nk_values *v, const struct nk_values *part)
{
    for (size_t i = 0; i < part->count; i++)
        if (!nk_values_have(v, part, &part->all[i]))
            return false;
    return true;
}

bool nk_values_equal(const struct nk_values *a, const struct nk_values *b)
{
    return nk_values_hold(a, b) && nk_values_hold(b, a);
}

void nk_values_text(struct nk_buf *b, const struct nk_values *v, const char *between)
{
    for (size_t i = 0; i < v->count; i++) {
        nk_buf_add_text(b, i > 0 ? between : "");
        nk_buf_add(b, nk_value_text(v, &v->all[i]), v->all[i].text_len);
    }
}

uint32_t nk_values_ttl(const struct nk_values *v)
{
    uint32_t most = 0;
    for (size_t i = 0; i < v->count; i++)
        most = v->all[i].ttl > most ? v->all[i].ttl : most;
    return most;
}

/* ---- adding ------------------------------------------------------------------- */

/* Takes in the octets from `at` on and the text behind them from `text_at` on, unless they are
 * there already. */
static bool add(struct nk_values *v, struct nk_value x, struct nk_err *err)
{
    x.len = x.text_at - x.at;
    x.text_len = v->bytes.len - x.text_at;
    if (v->bytes.failed)
        return nk_err_memory(err);
    if (nk_values_have(v, v, &x)) {
        v->bytes.len = x.at;
        return true;
    }
    if (!nk_grow((void **)&v->all, v->count, &v->room, sizeof *v->all))
        return nk_err_memory(err);
    v->all[v->count++] = x;
    return true;
}

static bool add_rdata(struct nk_values *v, const struct nk_rdata *d, uint32_t ttl,
                      struct nk_err *err)
{
    struct nk_value x = {.at = v->bytes.len, .type = d->type, .ttl = ttl};
    nk_rdata_expand(&v->bytes, d, true);
    x.text_at = v->bytes.len;
    nk_rdata_text(&v->bytes, d);
    return add(v, x, err);
}

/* Whether the data of a type are strings and nothing else. */
static bool is_strings(uint16_t type)
{
    const struct nk_rr_row *row = nk_rr_row_find(type);
    return row != NULL && row->fields[0].kind == NK_RDATA_STRINGS;
}

/* As written, and for the messages as a quoted string. */
static bool add_plain(struct nk_values *v, uint16_t type, const char *text, size_t len,
                      struct nk_err *err)
{
    struct nk_value x = {.at = v->bytes.len, .type = type, .plain = true};
    nk_buf_add(&v->bytes, text, len);
    x.text_at = v->bytes.len;
    nk_buf_add_byte(&v->bytes, '"');
    for (size_t i = 0; i < len; i++) {
        uint8_t c = (uint8_t)text[i];
        if (c < 0x20 || c > 0x7e)
            nk_buf_printf(&v->bytes, "\\%03u", c);
        else
            nk_buf_printf(&v->bytes, c == '"' || c == '\\' ? "\\%c" : "%c", c);
    }
    nk_buf_add_byte(&v->bytes, '"');
    return add(v, x, err);
}

bool nk_values_add_text(struct nk_values *v, uint16_t type, uint16_t class, const char *text,
                        size_t len, struct nk_err *err)
{
    struct nk_buf wire = {0};
    if (is_strings(type) && len > 0 && text[0] != '"' && !(len > 1 && memcmp(text, "\\#", 2) == 0))
        return add_plain(v, type, text, len, err);
    bool good = nk_rdata_parse(type, class, text, len, NULL, &wire, err);
    if (good && wire.failed)
        good = nk_err_memory(err);
    const struct nk_rdata d = {
        (const uint8_t *)(wire.len == 0 ? "" : wire.data), wire.len, 0, wire.len, type, class};
    good = good && add_rdata(v, &d, 0, err);
    nk_buf_release(&wire);
    return good;
}

static bool is_wanted(const struct nk_dns_question *q, const struct nk_dns_record *rr, bool aliases)
{
    if (rr->type == q->type || q->type == NK_TYPE_ANY)
        return true;
    return aliases && (rr->type == NK_TYPE_CNAME || rr->type == NK_TYPE_DNAME);
}

bool nk_values_add_answer(struct nk_values *v, const void *message, size_t len,
                          const struct nk_dns_question *q, bool aliases, struct nk_err *err)
{
    struct nk_relevant relevant;
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    size_t bad_at;
    nk_relevant_init(&relevant, message, len, q);
    if (!nk_dns_reader_init(&r, message, len))
        return true;
    for (size_t place = 0; nk_dns_reader_next(&r, &rr);) {
        if (rr.section != NK_DNS_ANSWER)
            continue;
        bool related = nk_relevant_has(&relevant, place++);
        if (!related || !is_wanted(q, &rr, aliases) ||
            nk_dns_record_check(&r, &rr, &bad_at) != NULL)
            continue;
        struct nk_rdata d = nk_rdata_of(&r, &rr);
        if (!add_rdata(v, &d, rr.ttl, err))
            return false;
    }
    return true;
}
