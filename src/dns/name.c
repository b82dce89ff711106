#include <string.h>

#include "netkit/dns.h"

/* Length octets are at most 63, so that lowering a whole wire form never changes one. */
static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

/* ---- from text ------------------------------------------------------------- */

/* One name in the making. */
struct builder {
    const char *text;
    size_t len, at;
    size_t label;    /* where the length octet of the open label is in `wire` */
    size_t label_at; /* where it begins in the text */
    struct nk_name name;
    struct nk_err *err;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The octet that a backslash stands for: \DDD or \X (RFC 1035 5.1). */
static bool take_escape(struct builder *b, uint8_t *octet)
{
    const char *at = b->text + b->at + 1;
    size_t left = b->len - b->at - 1;
    if (left == 0)
        return nk_err_set(b->err, NK_ERR_INPUT, b->at, 1, "the name ends in a backslash");
    if (!is_digit(at[0])) {
        *octet = (uint8_t)at[0];
        b->at += 2;
        return true;
    }
    unsigned value = 256;
    if (left >= 3 && is_digit(at[1]) && is_digit(at[2]))
        value = (unsigned)((at[0] - '0') * 100 + (at[1] - '0') * 10 + (at[2] - '0'));
    if (value > 255)
        return nk_err_set(b->err, NK_ERR_INPUT, b->at, left < 3 ? left + 1 : 4,
                          "a backslash and a digit begin \\DDD, three digits up to 255");
    *octet = (uint8_t)value;
    b->at += 4;
    return true;
}

static bool too_long(struct builder *b)
{
    return nk_err_set(b->err, NK_ERR_INPUT, 0, b->len,
                      "the name has more than %d octets (RFC 1035 3.1)", NK_NAME_WIRE_MAX);
}

static bool put_octet(struct builder *b, uint8_t octet)
{
    struct nk_name *n = &b->name;
    if (n->wire[b->label] == NK_NAME_LABEL_MAX)
        return nk_err_set(b->err, NK_ERR_INPUT, b->label_at, b->at - b->label_at,
                          "a label of the name has more than %d octets (RFC 1035 3.1)",
                          NK_NAME_LABEL_MAX);
    if (n->len >= NK_NAME_WIRE_MAX - 1)
        return too_long(b);
    n->wire[n->len++] = octet;
    n->wire[b->label]++;
    return true;
}

static bool end_label(struct builder *b)
{
    struct nk_name *n = &b->name;
    if (n->wire[b->label] == 0)
        return nk_err_set(b->err, NK_ERR_INPUT, b->at, 1, "a label of the name is empty");
    if (n->len >= NK_NAME_WIRE_MAX)
        return too_long(b);
    b->label = n->len++;
    n->wire[b->label] = 0;
    b->label_at = b->at + 1;
    return true;
}

static bool take_labels(struct builder *b)
{
    while (b->at < b->len) {
        char c = b->text[b->at];
        uint8_t octet = (uint8_t)c;
        if (c == '.') {
            if (!end_label(b))
                return false;
            b->at++;
            continue;
        }
        if (c == '\\') {
            if (!take_escape(b, &octet))
                return false;
        } else {
            b->at++;
        }
        if (!put_octet(b, octet))
            return false;
    }
    return true;
}

/* The last label is open: the text is relative. */
static bool append_origin(struct builder *b, const struct nk_name *origin)
{
    struct nk_name *n = &b->name;
    size_t more = origin == NULL ? 1 : origin->len;
    if (n->len + more > NK_NAME_WIRE_MAX)
        return too_long(b);
    if (origin == NULL)
        n->wire[n->len] = 0;
    else
        memcpy(n->wire + n->len, origin->wire, origin->len);
    n->len = (uint8_t)(n->len + more);
    return true;
}

bool nk_name_parse(const char *text, size_t len, const struct nk_name *origin, struct nk_name *out,
                   struct nk_err *err)
{
    struct builder b = {.text = text, .len = len, .name.len = 1, .err = err};
    if (len == 1 && text[0] == '.') {
        *out = nk_name_root();
        return true;
    }
    if (len == 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "a name is missing: the text is empty");
    if (!take_labels(&b))
        return false;
    if (b.name.wire[b.label] != 0 && !append_origin(&b, origin))
        return false;
    *out = b.name;
    return true;
}

/* ---- to text --------------------------------------------------------------- */

/* One octet as text; what means something in a master file is quoted. */
static char *put_text(char *to, uint8_t c)
{
    if (c == '.' || c == '\\' || c == '"' || c == ';' || c == '@' || c == '$' || c == '(' ||
        c == ')') {
        *to++ = '\\';
        *to++ = (char)c;
    } else if (c > 0x20 && c < 0x7f) {
        *to++ = (char)c;
    } else {
        *to++ = '\\';
        *to++ = (char)('0' + c / 100);
        *to++ = (char)('0' + c / 10 % 10);
        *to++ = (char)('0' + c % 10);
    }
    return to;
}

size_t nk_name_format(const struct nk_name *name, char *text)
{
    char *to = text;
    size_t at = 0;
    if (name->len == 1)
        *to++ = '.';
    while (at < name->len && name->wire[at] != 0) {
        size_t end = at + 1 + name->wire[at];
        for (at++; at < end; at++)
            to = put_text(to, name->wire[at]);
        *to++ = '.';
    }
    *to = '\0';
    return (size_t)(to - text);
}

/* ---- comparing ------------------------------------------------------------- */

bool nk_name_equal(const struct nk_name *a, const struct nk_name *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++)
        if (a->wire[i] != b->wire[i] && lower(a->wire[i]) != lower(b->wire[i]))
            return false;
    return true;
}

/* Where each label begins, the root's left out. */
static unsigned find_labels(const struct nk_name *n, uint8_t *places)
{
    unsigned count = 0;
    for (size_t at = 0; at < n->len && n->wire[at] != 0; at += 1u + n->wire[at])
        places[count++] = (uint8_t)at;
    return count;
}

static int compare_labels(const uint8_t *a, const uint8_t *b)
{
    size_t shorter = a[0] < b[0] ? a[0] : b[0];
    for (size_t i = 1; i <= shorter; i++)
        if (lower(a[i]) != lower(b[i]))
            return lower(a[i]) < lower(b[i]) ? -1 : 1;
    return (a[0] > b[0]) - (a[0] < b[0]);
}

int nk_name_compare(const struct nk_name *a, const struct nk_name *b)
{
    uint8_t in_a[NK_NAME_LABELS_MAX], in_b[NK_NAME_LABELS_MAX];
    unsigned left_a = find_labels(a, in_a), left_b = find_labels(b, in_b);
    while (left_a > 0 && left_b > 0) {
        int order = compare_labels(a->wire + in_a[--left_a], b->wire + in_b[--left_b]);
        if (order != 0)
            return order;
    }
    return (left_a > left_b) - (left_a < left_b);
}

unsigned nk_name_labels(const struct nk_name *name)
{
    uint8_t places[NK_NAME_LABELS_MAX];
    return find_labels(name, places);
}

unsigned nk_name_common(const struct nk_name *a, const struct nk_name *b)
{
    uint8_t in_a[NK_NAME_LABELS_MAX], in_b[NK_NAME_LABELS_MAX];
    unsigned left_a = find_labels(a, in_a), left_b = find_labels(b, in_b), common = 0;
    while (left_a > 0 && left_b > 0 &&
           compare_labels(a->wire + in_a[--left_a], b->wire + in_b[--left_b]) == 0)
        common++;
    return common;
}

bool nk_name_is_under(const struct nk_name *name, const struct nk_name *zone)
{
    size_t at = 0, skip = (size_t)name->len - zone->len;
    if (name->len < zone->len)
        return false;
    while (at < skip)
        at += 1u + name->wire[at];
    if (at != skip)
        return false;
    for (size_t i = 0; i < zone->len; i++)
        if (lower(name->wire[skip + i]) != lower(zone->wire[i]))
            return false;
    return true;
}

uint64_t nk_name_hash(const struct nk_name *name, uint64_t seed)
{
    uint64_t hash = seed ^ 0x9e3779b97f4a7c15u;
    for (size_t i = 0; i < name->len; i++) {
        hash = (hash ^ lower(name->wire[i])) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    return hash;
}

/* ---- parts and sums -------------------------------------------------------- */

void nk_name_suffix(const struct nk_name *name, unsigned labels, struct nk_name *out)
{
    uint8_t places[NK_NAME_LABELS_MAX];
    unsigned count = find_labels(name, places);
    size_t at = labels == 0 ? name->len - 1u : labels < count ? places[count - labels] : 0u;
    out->len = (uint8_t)(name->len - at);
    memmove(out->wire, name->wire + at, out->len);
}

/* The first `len` octets of a wire form, before a name. */
static bool join(const uint8_t *first, size_t len, const struct nk_name *rest, struct nk_name *out)
{
    struct nk_name joined;
    if (len + rest->len > NK_NAME_WIRE_MAX)
        return false;
    memcpy(joined.wire, first, len);
    memcpy(joined.wire + len, rest->wire, rest->len);
    joined.len = (uint8_t)(len + rest->len);
    *out = joined;
    return true;
}

bool nk_name_substitute(const struct nk_name *of, const struct nk_name *owner,
                        const struct nk_name *target, struct nk_name *out)
{
    return nk_name_is_under(of, owner) && join(of->wire, (size_t)of->len - owner->len, target, out);
}

bool nk_name_wildcard(const struct nk_name *zone, struct nk_name *out)
{
    static const uint8_t star[] = {1, '*'};
    return join(star, sizeof star, zone, out);
}

void nk_name_lower(struct nk_name *name)
{
    for (size_t i = 0; i < name->len; i++)
        name->wire[i] = lower(name->wire[i]);
}

void nk_name_reverse(const struct nk_addr *a, struct nk_name *out)
{
    static const uint8_t ipv4[] = "\7in-addr\4arpa", ipv6[] = "\3ip6\4arpa";
    struct nk_name n = {0};
    if (a->family == NK_IPV4) {
        for (unsigned i = 0; i < 4; i++) {
            unsigned octet = (a->lo >> (8 * i)) & 255;
            uint8_t *count = &n.wire[n.len++];
            *count = (uint8_t)(octet > 99 ? 3 : octet > 9 ? 2 : 1);
            for (unsigned part = octet, d = *count; d > 0; d--, part /= 10)
                n.wire[n.len + d - 1] = (uint8_t)('0' + part % 10);
            n.len = (uint8_t)(n.len + *count);
        }
        memcpy(n.wire + n.len, ipv4, sizeof ipv4);
        n.len = (uint8_t)(n.len + sizeof ipv4);
    } else {
        for (unsigned i = 0; i < 32; i++) {
            uint64_t half = i < 16 ? a->lo : a->hi;
            n.wire[n.len++] = 1;
            n.wire[n.len++] = (uint8_t) "0123456789abcdef"[(half >> (4 * (i % 16))) & 15];
        }
        memcpy(n.wire + n.len, ipv6, sizeof ipv6);
        n.len = (uint8_t)(n.len + sizeof ipv6);
    }
    *out = n;
}
