#include "cidr/ptr.h"

#include <string.h>
#include <strings.h>

enum {
    CLASSLESS_MIN = 25, /* RFC 2317: zones for lengths that no octet boundary ends */
    CLASSLESS_MAX = 31,
};

/* How the labels of a family are written: one every `bits`, under `suffix`. */
struct tree {
    const char *suffix;
    unsigned bits, labels;
};

static const struct tree ipv4_tree = {"in-addr.arpa", 8, 4};
static const struct tree ipv6_tree = {"ip6.arpa", 4, 32};

static const struct tree *tree_of(uint8_t family)
{
    return family == NK_IPV4 ? &ipv4_tree : &ipv6_tree;
}

/* ---- values to names ----------------------------------------------------- */

/* Label `at` of an address, counted from its high end. */
static unsigned label_of(const struct nk_addr *a, const struct tree *tree, unsigned at)
{
    unsigned low = nk_family_width(a->family) - (at + 1) * tree->bits;
    struct nk_u128 shifted = nk_u128_shr(nk_addr_bits(*a), low);
    return (unsigned)(shifted.lo & ((1U << tree->bits) - 1));
}

/* A label and what ends it: a decimal octet or one hexadecimal digit. By hand, since lists have
 * millions of addresses with 32 labels each. */
static char *add_label(char *at, unsigned value, unsigned bits, char end)
{
    static const char digits[] = "0123456789abcdef";
    if (bits == 8 && value >= 100)
        *at++ = digits[value / 100];
    if (bits == 8 && value >= 10)
        *at++ = digits[value / 10 % 10];
    *at++ = digits[bits == 8 ? value % 10 : value];
    *at++ = end;
    return at;
}

/* The `labels` highest labels, lowest first, and the suffix. */
static size_t format_labels(const struct nk_addr *a, unsigned labels, char *name)
{
    const struct tree *tree = tree_of(a->family);
    size_t len = strlen(tree->suffix);
    char *at = name;
    for (unsigned i = labels; i-- > 0;)
        at = add_label(at, label_of(a, tree, i), tree->bits, '.');
    memcpy(at, tree->suffix, len + 1);
    return (size_t)(at - name) + len;
}

size_t nk_ptr_format(const struct nk_addr *a, char *name)
{
    return format_labels(a, tree_of(a->family)->labels, name);
}

static size_t format_zone(const struct nk_prefix *p, char *name)
{
    char *at = name;
    if (p->addr.family == NK_IPV4 && p->length >= CLASSLESS_MIN && p->length <= CLASSLESS_MAX) {
        at = add_label(at, (unsigned)(p->addr.lo & 255), 8, '/');
        at = add_label(at, p->length, 8, '.');
    }
    size_t len = (size_t)(at - name);
    return len + format_labels(&p->addr, p->length / tree_of(p->addr.family)->bits, at);
}

void nk_ptr_zones_init(struct nk_ptr_zones *z, const struct nk_prefix *p)
{
    unsigned bits = tree_of(p->addr.family)->bits;
    *z = (struct nk_ptr_zones){.rest = nk_prefix_range(p)};
    z->rest.first.zone = z->rest.last.zone = 0;
    if (p->addr.family == NK_IPV4 && p->length >= CLASSLESS_MIN)
        z->length = p->length;
    else
        z->length = (uint8_t)((p->length + bits - 1) / bits * bits);
}

bool nk_ptr_zones_next(struct nk_ptr_zones *z, struct nk_prefix *covered, char *name)
{
    if (z->done)
        return false;
    *covered = (struct nk_prefix){z->rest.first, z->length};
    format_zone(covered, name);
    struct nk_addr last = nk_prefix_last(covered);
    z->done = nk_addr_compare(&last, &z->rest.last) >= 0 ||
              !nk_addr_add(&last, nk_u128(0, 1), &z->rest.first);
    return true;
}

/* ---- names to values ----------------------------------------------------- */

/* The name in the making: `len` bytes of `text` are labels, without the suffix and its dot. */
struct name {
    const char *text;
    size_t len;
    const struct tree *tree;
    struct nk_prefix prefix;
    unsigned labels; /* taken so far, from the high end */
};

/* `len` becomes that of the text before `suffix` and its dot; false where it does not end so. */
static bool strip_suffix(const char *text, size_t *len, const char *suffix)
{
    size_t tail = strlen(suffix), n = *len;
    if (n > 0 && text[n - 1] == '.')
        n--;
    if (n < tail || strncasecmp(text + n - tail, suffix, tail) != 0)
        return false;
    if (n > tail && (text[n - tail - 1] != '.' || n == tail + 1))
        return false;
    *len = n > tail ? n - tail - 1 : 0;
    return true;
}

static const struct tree *find_tree(const char *text, size_t *len)
{
    if (strip_suffix(text, len, ipv4_tree.suffix))
        return &ipv4_tree;
    return strip_suffix(text, len, ipv6_tree.suffix) ? &ipv6_tree : NULL;
}

bool nk_ptr_is_name(const char *text, size_t len)
{
    return find_tree(text, &len) != NULL;
}

/* Decimal without leading zeros, at most 3 digits. */
static bool read_number(const char *text, size_t len, unsigned *value)
{
    if (len == 0 || len > 3 || (len > 1 && text[0] == '0'))
        return false;
    *value = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *value = *value * 10 + (unsigned)(text[i] - '0');
    }
    return true;
}

static bool read_label(const struct tree *tree, const char *text, size_t len, unsigned *value)
{
    if (tree->bits == 8)
        return read_number(text, len, value) && *value <= 255;
    const char *digits = "0123456789abcdef";
    const char *digit = len == 1 && *text != '\0' ? strchr(digits, *text | 0x20) : NULL;
    /* '|' folds the case of letters, and would turn control bytes into digits */
    if (digit == NULL || (unsigned char)*text < '0')
        return false;
    *value = (unsigned)(digit - digits);
    return true;
}

static bool bad_label(const struct name *n, const char *label, size_t len, struct nk_err *err)
{
    size_t at = (size_t)(label - n->text);
    if (len == 0)
        return nk_err_set(err, NK_ERR_INPUT, at, 1, "the reverse name has an empty label");
    return nk_err_set(err, NK_ERR_INPUT, at, len, "label '%.*s' is not %s",
                      (int)(len < 64 ? len : 64), label,
                      n->tree->bits == 8 ? "an octet: expected 0 to 255"
                                         : "one hexadecimal digit, as ip6.arpa has them");
}

/* True where `base` starts a block of that length within an octet. */
static bool is_block(unsigned base, unsigned length)
{
    return length >= CLASSLESS_MIN && length <= 32 && base <= 255 &&
           (base & ((1U << (32 - length)) - 1)) == 0;
}

/* The length of the block first-last of an octet; 0 where it is none. */
static unsigned span_length(unsigned first, unsigned last)
{
    for (unsigned length = CLASSLESS_MIN; length <= 32; length++)
        if (is_block(first, length) && last == first + (1U << (32 - length)) - 1)
            return length;
    return 0;
}

/* RFC 2317 4 and 5.2: "0/25", and the spellings of those who keep '/' out of names. */
static bool take_classless(struct name *n, const char *label, size_t len, size_t mark,
                           struct nk_err *err)
{
    unsigned base, number, length;
    size_t at = (size_t)(label - n->text);
    if (n->tree->bits != 8 || n->labels != 3 || !read_number(label, mark, &base) ||
        !read_number(label + mark + 1, len - mark - 1, &number))
        return bad_label(n, label, len, err);
    bool as_length = is_block(base, number);
    unsigned span = label[mark] == '-' ? span_length(base, number) : 0;
    if (as_length && span != 0 && span != number)
        return nk_err_set(err, NK_ERR_INPUT, at, len,
                          "label '%.*s' is ambiguous: write %u/%u or %u/%u", (int)len, label, base,
                          number, base, span);
    length = as_length ? number : span;
    if (length == 0)
        return nk_err_set(err, NK_ERR_INPUT, at, len,
                          "label '%.*s' is no block of an octet: expected as in 0/25, 64/26 or "
                          "0-127 (RFC 2317)",
                          (int)len, label);
    n->prefix.addr.lo = n->prefix.addr.lo << 8 | base;
    n->prefix.length = (uint8_t)length;
    return true;
}

static bool take_label(struct name *n, const char *label, size_t len, struct nk_err *err)
{
    unsigned value;
    for (size_t i = 0; i < len; i++)
        if (label[i] == '/' || label[i] == '-')
            return take_classless(n, label, len, i, err);
    if (!read_label(n->tree, label, len, &value))
        return bad_label(n, label, len, err);
    if (n->labels == n->tree->labels)
        return nk_err_set(err, NK_ERR_INPUT, (size_t)(label - n->text), len,
                          "the reverse name has more than %u labels before %s", n->tree->labels,
                          n->tree->suffix);
    struct nk_u128 bits = nk_u128_shl(nk_addr_bits(n->prefix.addr), n->tree->bits);
    bits.lo |= value;
    n->prefix.addr.hi = bits.hi;
    n->prefix.addr.lo = bits.lo;
    n->labels++;
    return true;
}

/* 5.0/25.2.0.192.in-addr.arpa: an address under a classless zone, which has to hold it. */
static bool take_in_block(struct name *n, const char *label, size_t len, struct nk_err *err)
{
    unsigned value;
    if (!read_label(n->tree, label, len, &value))
        return bad_label(n, label, len, err);
    struct nk_addr a = n->prefix.addr;
    a.lo = (a.lo & ~UINT64_C(255)) | value;
    if (n->prefix.length == 32 || !nk_prefix_contains(&n->prefix, &a))
        return nk_err_set(err, NK_ERR_INPUT, (size_t)(label - n->text), len,
                          "label '%.*s' lies outside the classless zone that it is in", (int)len,
                          label);
    n->prefix = (struct nk_prefix){a, 32};
    return true;
}

/* Moves the labels taken so far to the high end of the address. */
static void finish_address(struct name *n)
{
    unsigned left = (n->tree->labels - n->labels) * n->tree->bits;
    struct nk_u128 bits = nk_addr_bits(n->prefix.addr);
    bits = left == 128 ? nk_u128(0, 0) : nk_u128_shl(bits, left);
    n->prefix.addr = nk_addr_of(n->prefix.addr.family, bits);
    n->prefix.length = (uint8_t)(n->labels * n->tree->bits);
}

static bool take_labels(struct name *n, struct nk_err *err)
{
    size_t start = n->len + 1;
    while (start > 0) {
        size_t end = start - 1;
        for (start = end; start > 0 && n->text[start - 1] != '.';)
            start--;
        const char *label = n->text + start;
        if (n->prefix.length != 0 ? !take_in_block(n, label, end - start, err)
                                  : !take_label(n, label, end - start, err))
            return false;
    }
    if (n->prefix.length == 0)
        finish_address(n);
    return true;
}

bool nk_ptr_parse(const char *text, size_t len, struct nk_prefix *out, struct nk_err *err)
{
    struct name n = {.text = text, .len = len};
    n.tree = find_tree(text, &n.len);
    if (n.tree == NULL)
        return nk_err_set(err, NK_ERR_INPUT, 0, len,
                          "not a reverse name: expected one under in-addr.arpa or ip6.arpa");
    n.prefix.addr.family = n.tree == &ipv4_tree ? NK_IPV4 : NK_IPV6;
    if (n.len > 0 && !take_labels(&n, err))
        return false;
    *out = n.prefix;
    return true;
}
