#include "dns/svc_value.h"

#include <string.h>

#include "base/digits.h"
#include "base/radix.h"

/* ---- none ------------------------------------------------------------------------------ */

static const char *none_check(const struct nk_svc_value *v)
{
    return v->len == 0 ? NULL : "a SvcParam has a value that may have none";
}

static void none_text(struct nk_buf *b, const struct nk_svc_value *v)
{
    (void)b;
    (void)v;
}

static void none_json(struct nk_buf *b, const struct nk_svc_value *v)
{
    (void)v;
    nk_json_word(b, "true");
}

static bool none_parse(struct nk_buf *out, const struct nk_svc_value *text)
{
    (void)out;
    return text->len == 0;
}

static const struct nk_svc_kind none = {"without a value", true,      none_check,
                                        none_text,         none_json, none_parse};

/* ---- protocol names (RFC 9460 7.1.1, appendix A.1)
 * ------------------------------------------------ */

static const char *alpn_check(const struct nk_svc_value *v)
{
    size_t at = 0;
    while (at < v->len) {
        if (v->bytes[at] == 0)
            return "a name in the SvcParam alpn is empty";
        if (v->bytes[at] >= v->len - at)
            return "a name runs past the end of the SvcParam alpn";
        at += 1u + v->bytes[at];
    }
    return v->len > 0 ? NULL : "the SvcParam alpn is empty";
}

/* A comma and a backslash within a name have a backslash, and that is escaped as all are. */
static void alpn_text(struct nk_buf *b, const struct nk_svc_value *v)
{
    nk_buf_add_byte(b, '"');
    for (size_t at = 0; at < v->len; at += 1u + v->bytes[at]) {
        if (at > 0)
            nk_buf_add_byte(b, ',');
        for (size_t i = at + 1; i <= at + v->bytes[at]; i++) {
            if (v->bytes[i] == ',' || v->bytes[i] == '\\')
                nk_buf_add_text(b, "\\\\");
            nk_buf_put_escaped(b, v->bytes + i, 1);
        }
    }
    nk_buf_add_byte(b, '"');
}

static void alpn_json(struct nk_buf *b, const struct nk_svc_value *v)
{
    nk_json_open(b, '[');
    for (size_t at = 0; at < v->len; at += 1u + v->bytes[at])
        nk_json_string(b, (const char *)v->bytes + at + 1, v->bytes[at]);
    nk_json_close(b, ']');
}

static bool alpn_parse(struct nk_buf *out, const struct nk_svc_value *text)
{
    size_t start = out->len;
    nk_buf_add_byte(out, 0);
    for (size_t i = 0; i <= text->len; i++) {
        bool is_end = i == text->len || text->bytes[i] == ',';
        if (out->failed)
            return true;
        if (!is_end) {
            i += text->bytes[i] == '\\';
            if (i == text->len)
                return false;
            nk_buf_add_byte(out, (char)text->bytes[i]);
            continue;
        }
        size_t len = out->len - start - 1;
        if (len == 0 || len > UINT8_MAX)
            return false;
        out->data[start] = (char)len;
        start = out->len;
        if (i < text->len)
            nk_buf_add_byte(out, 0);
    }
    return true;
}

static const struct nk_svc_kind alpn = {
    "a list of names of protocols as h2,h3", false, alpn_check, alpn_text, alpn_json, alpn_parse};

/* ---- octets -------------------------------------------------------------------------------------
 */

static const char *any_check(const struct nk_svc_value *v)
{
    (void)v;
    return NULL;
}

static void base64_text(struct nk_buf *b, const struct nk_svc_value *v)
{
    nk_radix_put(b, NK_BASE64, v->bytes, v->len);
}

static void base64_json(struct nk_buf *b, const struct nk_svc_value *v)
{
    nk_json_part(b);
    nk_buf_add_byte(b, '"');
    nk_radix_put(b, NK_BASE64, v->bytes, v->len);
    nk_buf_add_byte(b, '"');
}

static bool base64_parse(struct nk_buf *out, const struct nk_svc_value *text)
{
    struct nk_radix_reader r = {.radix = NK_BASE64};
    size_t bad_at;
    return nk_radix_read(&r, (const char *)text->bytes, text->len, out, &bad_at) == NULL &&
           nk_radix_end(&r) == NULL;
}

static const struct nk_svc_kind ech = {"base64",    true,        any_check,
                                       base64_text, base64_json, base64_parse};

static void octets_text(struct nk_buf *b, const struct nk_svc_value *v)
{
    nk_buf_add_byte(b, '"');
    nk_buf_put_escaped(b, v->bytes, v->len);
    nk_buf_add_byte(b, '"');
}

static void octets_json(struct nk_buf *b, const struct nk_svc_value *v)
{
    nk_json_string(b, (const char *)v->bytes, v->len);
}

static bool octets_parse(struct nk_buf *out, const struct nk_svc_value *text)
{
    nk_buf_add(out, (const char *)text->bytes, text->len);
    return true;
}

const struct nk_svc_kind nk_svc_octets = {"text",      true,        any_check,
                                          octets_text, octets_json, octets_parse};

static const char *path_check(const struct nk_svc_value *v)
{
    return v->len > 0 ? NULL : "the SvcParam dohpath is empty";
}

static const struct nk_svc_kind path = {
    "a path as /dns-query{?dns}", false, path_check, octets_text, octets_json, octets_parse};

/* ---- keys ---------------------------------------------------------------------------------------
 */

static const struct nk_svc_row rows[] = {
    {NK_SVC_MANDATORY, "mandatory", "mandatory", &nk_svc_keys},
    {NK_SVC_ALPN, "alpn", "alpn", &alpn},
    {NK_SVC_NO_DEFAULT_ALPN, "no-default-alpn", "no_default_alpn", &none},
    {3, "port", "port", &nk_svc_port},
    {4, "ipv4hint", "ipv4hint", &nk_svc_ipv4},
    {5, "ech", "ech", &ech},
    {6, "ipv6hint", "ipv6hint", &nk_svc_ipv6},
    {7, "dohpath", "dohpath", &path},
    {8, "ohttp", "ohttp", &none},
    {9, "tls-supported-groups", "tls_supported_groups", &nk_svc_numbers},
};
enum { ROWS = sizeof rows / sizeof *rows };

const struct nk_svc_row *nk_svc_row_find(uint16_t key)
{
    return key < ROWS ? &rows[key] : NULL; /* they begin at 0 and leave none out */
}

bool nk_svc_key_read(const char *text, size_t len, uint16_t *key, const struct nk_svc_row **row)
{
    uint64_t n;
    for (*row = rows; *row < rows + ROWS; (*row)++) {
        if (strlen((*row)->name) == len && memcmp((*row)->name, text, len) == 0) {
            *key = (*row)->key;
            return true;
        }
    }
    *row = NULL;
    if (len < 4 || memcmp(text, "key", 3) != 0 || (len > 4 && text[3] == '0') ||
        !nk_digits_read(text + 3, len - 3, UINT16_MAX, &n))
        return false;
    *key = (uint16_t)n;
    return true;
}

void nk_svc_key_put(struct nk_buf *b, uint16_t key)
{
    const struct nk_svc_row *row = nk_svc_row_find(key);
    if (row != NULL) {
        nk_buf_add_text(b, row->name);
        return;
    }
    nk_buf_add_text(b, "key");
    nk_buf_put_number(b, key);
}
