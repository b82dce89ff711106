/* The SvcParams of SVCB and HTTPS (RFC 9460 2.1, 2.2): keys in order, each at most once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dns/svc_value.h"

enum { HEAD = 4 };

/* The parameter at `at`, which is whole; `*at` moves behind it. */
static uint16_t next_param(const struct nk_field_in *in, size_t *at, struct nk_svc_value *v)
{
    const uint8_t *head = in->bytes + *at;
    *v = (struct nk_svc_value){head + HEAD, (size_t)nk_octets_number(head + 2, 2)};
    *at += HEAD + v->len;
    return (uint16_t)nk_octets_number(head, 2);
}

static const struct nk_svc_kind *kind_of(uint16_t key)
{
    const struct nk_svc_row *row = nk_svc_row_find(key);
    return row == NULL ? &nk_svc_octets : row->kind;
}

/* Whether all keys that `mandatory` names are there: both are in order, so one walk does. */
static bool has_mandatory(const struct nk_field_in *in, const struct nk_svc_value *mandatory)
{
    struct nk_svc_value v;
    size_t at = in->at, i = 0;
    while (at < in->end && i < mandatory->len) {
        uint64_t want = nk_octets_number(mandatory->bytes + i, 2);
        uint16_t key = next_param(in, &at, &v);
        if (key > want)
            return false;
        i += key == want ? 2 : 0;
    }
    return i == mandatory->len;
}

/* What one parameter asks of the others (RFC 9460 7.1.1, 8). */
static const char *check_whole(const struct nk_field_in *in)
{
    struct nk_svc_value v;
    bool has_alpn = false;
    for (size_t at = in->at; at < in->end;) {
        uint16_t key = next_param(in, &at, &v);
        has_alpn = has_alpn || key == NK_SVC_ALPN;
        if (key == NK_SVC_MANDATORY && !has_mandatory(in, &v))
            return "the SvcParam mandatory names a key that is not there";
        if (key == NK_SVC_NO_DEFAULT_ALPN && !has_alpn)
            return "the SvcParam no-default-alpn without alpn";
    }
    return NULL;
}

static const char *svcparams_skip(struct nk_field_in *in)
{
    const struct nk_field_in whole = *in;
    struct nk_svc_value v;
    int last = -1;
    while (in->at < in->end) {
        in->bad_at = in->at;
        if (in->end - in->at < HEAD)
            return "a SvcParam is cut";
        if (nk_octets_number(nk_field_bytes(in) + 2, 2) > in->end - in->at - HEAD)
            return "a SvcParam runs past the end of the RDATA";
        uint16_t key = next_param(in, &in->at, &v);
        if (key <= last)
            return key == last ? "a SvcParam is there twice" : "the SvcParams are not in order";
        const char *why = kind_of(key)->check(&v);
        if (why != NULL)
            return why;
        last = key;
    }
    in->bad_at = whole.at;
    return check_whole(&whole);
}

static void svcparams_text(struct nk_buf *b, const struct nk_field_in *in)
{
    struct nk_svc_value v;
    for (size_t at = in->at; at < in->end;) {
        if (at > in->at)
            nk_buf_add_byte(b, ' ');
        uint16_t key = next_param(in, &at, &v);
        nk_svc_key_put(b, key);
        if (v.len == 0)
            continue;
        nk_buf_add_byte(b, '=');
        kind_of(key)->text(b, &v);
    }
}

static void svcparams_json(struct nk_buf *b, const struct nk_field_in *in)
{
    struct nk_svc_value v;
    nk_json_open(b, '{');
    for (size_t at = in->at; at < in->end;) {
        char name[NK_CODE_TEXT_MAX];
        uint16_t key = next_param(in, &at, &v);
        const struct nk_svc_row *row = nk_svc_row_find(key);
        snprintf(name, sizeof name, "key%u", key);
        nk_json_key(b, row == NULL ? name : row->json_key);
        kind_of(key)->json(b, &v);
    }
    nk_json_close(b, '}');
}

/* ---- from text ------------------------------------------------------------------------------- */

/* A parameter as it was read: its octets, head included, are in `octets` of the list. */
struct param {
    uint16_t key;
    size_t at, len;
    struct nk_word word;
};

struct params {
    struct param *items;
    size_t count, room;
    struct nk_buf octets, value; /* `value`: of one, with escapes resolved */
};

/* Fills `value` and the row of the key. */
static bool read_pair(struct nk_field_out *o, const struct nk_word *w, struct params *p,
                      uint16_t *key, const struct nk_svc_row **row)
{
    const char *equals = memchr(w->text, '=', w->len);
    size_t name = equals == NULL ? w->len : (size_t)(equals - w->text);
    if (w->quoted || !nk_svc_key_read(w->text, name, key, row))
        return nk_word_wrong(o, w, "a SvcParam: KEY or KEY=VALUE, with a key as port or key667");
    nk_buf_clear(&p->value);
    if (equals == NULL)
        return true;
    struct nk_word v = {equals + 1, w->len - name - 1, w->at + name + 1, false};
    if (v.len >= 2 && v.text[0] == '"') {
        v.text++;
        v.at++;
        v.len -= 2;
    }
    return nk_word_octets(o, &v, &p->value);
}

static bool read_param(struct nk_field_out *o, const struct nk_word *w, struct params *p)
{
    const struct nk_svc_row *row = NULL;
    uint16_t key = 0;
    void *items = p->items;
    if (!nk_grow(&items, p->count, &p->room, sizeof *p->items))
        return nk_err_memory(o->err);
    p->items = items;
    if (!read_pair(o, w, p, &key, &row))
        return false;
    struct param *param = &p->items[p->count++];
    *param = (struct param){.key = key, .at = p->octets.len, .word = *w};
    const struct nk_svc_kind *kind = row == NULL ? &nk_svc_octets : row->kind;
    struct nk_svc_value text = {(const uint8_t *)p->value.data, p->value.len};
    nk_buf_put_octets(&p->octets, key, 2);
    nk_buf_put_octets(&p->octets, 0, 2);
    bool good = (text.len > 0 || kind->may_be_empty) && kind->parse(&p->octets, &text);
    if (p->octets.failed || p->value.failed) /* before: what is missing would be called wrong */
        return nk_err_memory(o->err);
    if (!good)
        return nk_word_wrong(o, w, kind->what);
    param->len = p->octets.len - param->at;
    if (param->len - HEAD > UINT16_MAX)
        return nk_word_wrong(o, w, "of at most 65535 octets");
    p->octets.data[param->at + 2] = (char)((param->len - HEAD) >> 8);
    p->octets.data[param->at + 3] = (char)((param->len - HEAD) & 0xff);
    return true;
}

static int by_key(const void *a, const void *b)
{
    const struct param *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static bool put_params(struct nk_field_out *o, struct params *p)
{
    if (p->count > 0)
        qsort(p->items, p->count, sizeof *p->items, by_key);
    for (size_t i = 0; i < p->count; i++) {
        const struct param *param = &p->items[i];
        if (i > 0 && param->key == p->items[i - 1].key)
            return nk_word_wrong(o, &param->word, "of a key of its own: it is there already");
        nk_buf_add(o->out, p->octets.data + param->at, param->len);
    }
    return true;
}

static bool svcparams_parse(struct nk_field_out *o)
{
    struct params p = {0};
    struct nk_word w;
    bool good = true;
    while (good && !nk_words_end(o))
        good = nk_word_next_pair(o, &w) && read_param(o, &w, &p);
    good = good && put_params(o, &p);
    free(p.items);
    nk_buf_release(&p.octets);
    nk_buf_release(&p.value);
    return good;
}

const struct nk_field_kind nk_kind_svcparams = {.skip = svcparams_skip,
                                                .text = svcparams_text,
                                                .json = svcparams_json,
                                                .parse = svcparams_parse};
