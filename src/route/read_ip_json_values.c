/* The values of iproute2's JSON. */
#include <stdarg.h>
#include <stdio.h>

#include "route/names.h"
#include "route/read_ip.h"
#include "route/read_ip_json.h"

/* ---- what is refused ----------------------------------------------------- */

bool nk_ip_json_refuse(struct nk_ip_json *x, const char *format, ...)
{
    const struct nk_route_place place = {.source = x->r->lines.source, .line = x->record};
    struct nk_err err = {.code = NK_ERR_INPUT};
    va_list args;
    va_start(args, format);
    vsnprintf(err.text, sizeof err.text, format, args);
    va_end(args);
    nk_route_complain(x->r, &place, &err);
    return false;
}

bool nk_ip_json_memory(struct nk_ip_json *x)
{
    x->ended = true;
    return nk_err_memory(x->err);
}

bool nk_ip_json_unexpected(struct nk_ip_json *x, const struct nk_json_member *m, const char *what)
{
    const char *text;
    size_t len;
    int64_t n;
    const char *key = m->key == NULL ? "an element" : m->key;
    if (nk_json_text(&x->json, m->value, &text, &len))
        return nk_ip_json_refuse(x, "%.40s: expected %s, found '%.*s'", key, what,
                                 nk_quoted(text, text + len), text);
    if (nk_json_integer(m->value, INT64_MIN, INT64_MAX, &n))
        return nk_ip_json_refuse(x, "%.40s: expected %s, found %lld", key, what, (long long)n);
    return nk_ip_json_refuse(x, "%.40s: expected %s, found %s", key, what,
                             nk_json_type_name(nk_json_type_of(m->value)));
}

/* ---- texts and numbers --------------------------------------------------- */

bool nk_ip_json_text(struct nk_ip_json *x, const struct nk_json_member *m, const char *what,
                     struct nk_slice *out)
{
    return (nk_json_text(&x->json, m->value, &out->text, &out->len) && out->len > 0) ||
           nk_ip_json_unexpected(x, m, what);
}

bool nk_ip_json_number(struct nk_ip_json *x, const struct nk_json_member *m, const char *what,
                       uint64_t max, uint64_t *out)
{
    struct nk_slice text = {NULL, 0};
    int64_t n;
    if (nk_json_integer(m->value, 0, max > INT64_MAX ? INT64_MAX : (int64_t)max, &n)) {
        *out = (uint64_t)n;
        return true;
    }
    return (nk_json_text(&x->json, m->value, &text.text, &text.len) &&
            nk_ip_digits(&text, max, out)) ||
           nk_ip_json_unexpected(x, m, what);
}

/* ---- addresses ----------------------------------------------------------- */

bool nk_ip_json_addr(struct nk_ip_json *x, const struct nk_json_member *m, struct nk_addr *out)
{
    struct nk_slice text = {NULL, 0};
    struct nk_err why;
    return nk_ip_json_text(x, m, "an address", &text) &&
           (nk_addr_parse(text.text, text.len, out, &why) ||
            nk_ip_json_refuse(x, "%.40s: %s", m->key, why.text));
}

bool nk_ip_json_prefix(struct nk_ip_json *x, const struct nk_json_member *m, struct nk_prefix *out)
{
    struct nk_slice text = {NULL, 0};
    struct nk_err why;
    if (!nk_ip_json_text(x, m, "a prefix", &text))
        return false;
    if (nk_slice_is(&text, "default") || nk_slice_is(&text, "all") || nk_slice_is(&text, "any")) {
        *out = (struct nk_prefix){.length = 0};
        return true;
    }
    return nk_prefix_parse(text.text, text.len, out, &why) ||
           nk_ip_json_refuse(x, "%.40s: %s", m->key, why.text);
}

bool nk_ip_json_via(struct nk_ip_json *x, const struct nk_json_member *m, struct nk_addr *out)
{
    struct nk_json_member host = {.key = "host", .value = nk_json_get(&x->json, m->value, "host")};
    return host.value == NULL ? nk_ip_json_unexpected(x, m, "an object with a host")
                              : nk_ip_json_addr(x, &host, out);
}

/* ---- names --------------------------------------------------------------- */

bool nk_ip_json_dev(struct nk_ip_json *x, const struct nk_json_member *m, uint32_t *out)
{
    struct nk_slice text = {NULL, 0};
    if (!nk_ip_json_text(x, m, "a device", &text))
        return false;
    *out = nk_table_text(x->r->table, text.text, text.len);
    return *out != NK_ROUTE_NONE || nk_ip_json_memory(x);
}

bool nk_ip_json_table(struct nk_ip_json *x, const struct nk_json_member *m, uint32_t *out)
{
    struct nk_slice text = {NULL, 0};
    uint64_t n = 0;
    bool is_text = nk_json_text(&x->json, m->value, &text.text, &text.len) && text.len > 0;
    if (!is_text || (text.text[0] >= '0' && text.text[0] <= '9')) {
        bool good = nk_ip_json_number(x, m, "a table", UINT32_MAX, &n);
        *out = good ? (uint32_t)n : 0;
        return good;
    }
    return nk_table_alias(x->r->table, text.text, text.len, out) || nk_ip_json_memory(x);
}

bool nk_ip_json_name(struct nk_ip_json *x, const struct nk_json_member *m, const char *what,
                     bool (*number)(const char *word, size_t len, uint8_t *out), uint8_t *out)
{
    struct nk_slice text = {NULL, 0};
    int64_t n;
    if (nk_json_integer(m->value, 0, UINT8_MAX, &n)) {
        *out = (uint8_t)n;
        return true;
    }
    return nk_ip_json_text(x, m, what, &text) &&
           (number(text.text, text.len, out) || nk_ip_json_unexpected(x, m, what));
}

bool nk_ip_json_protocol(struct nk_ip_json *x, const struct nk_json_member *m, uint8_t *out)
{
    struct nk_slice text = {NULL, 0};
    *out = 0;
    if (nk_json_text(&x->json, m->value, &text.text, &text.len) && text.len > 0 &&
        (text.text[0] < '0' || text.text[0] > '9')) {
        nk_route_protocol_number(text.text, text.len, out);
        return true;
    }
    return nk_ip_json_name(x, m, "a protocol", nk_route_protocol_number, out);
}

bool nk_ip_json_flags(struct nk_ip_json *x, const struct nk_json_member *m, uint16_t *flags)
{
    struct nk_json_member flag = {.key = NULL};
    struct nk_slice text = {NULL, 0};
    if (nk_json_type_of(m->value) != NK_JSON_ARRAY)
        return nk_ip_json_unexpected(x, m, "an array");
    while (nk_json_each(&x->json, m->value, &flag)) {
        if (!nk_ip_json_text(x, &flag, "a flag", &text))
            return false;
        if (nk_slice_is(&text, "onlink"))
            *flags |= NK_HOP_ONLINK;
        else if (nk_slice_is(&text, "dead"))
            *flags |= NK_HOP_DEAD;
        else if (nk_slice_is(&text, "linkdown"))
            *flags |= NK_HOP_LINKDOWN;
    }
    return true;
}

/* ---- members ------------------------------------------------------------- */

const struct nk_ip_json_key *nk_ip_json_key_find(const struct nk_ip_json_key *keys,
                                                 const struct nk_json_member *m)
{
    for (const struct nk_ip_json_key *k = keys; k->key != NULL; k++)
        if (strlen(k->key) == m->key_len && memcmp(k->key, m->key, m->key_len) == 0)
            return k;
    return NULL;
}

bool nk_ip_json_keys(struct nk_ip_json *x, const struct nk_json_value *object,
                     const struct nk_ip_json_key *keys, void *into)
{
    struct nk_json_member m = {.key = NULL};
    while (nk_json_each(&x->json, object, &m)) {
        const struct nk_ip_json_key *key = nk_ip_json_key_find(keys, &m);
        if (key != NULL && !key->take(x, &m, into))
            return false;
    }
    return true;
}
