/*
 * Names: what is read from text or from a message has a text that reads back the same, and the
 * order, the parts and the hash agree. The same bytes are a text, and a message with a name.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hexdump.h"
#include "netkit/dns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

/* One name alone. */
static void try_name(const struct nk_name *n)
{
    char text[NK_NAME_TEXT_MAX];
    struct nk_name back, part, low = *n;
    struct nk_err err = {0};
    size_t len = nk_name_format(n, text), at = 0, bad_at = 0;
    unsigned labels = nk_name_labels(n);
    must(len < sizeof text && text[len] == '\0');
    for (size_t i = 0; i < len; i++)
        must(text[i] > ' ' && text[i] < 0x7f);
    must(nk_name_parse(text, len, NULL, &back, &err));
    must(back.len == n->len && memcmp(back.wire, n->wire, n->len) == 0);
    must(nk_name_read(n->wire, n->len, &at, &back, &bad_at) == NULL && at == n->len);
    nk_name_lower(&low);
    must(nk_name_equal(n, &low) && nk_name_compare(n, &low) == 0);
    must(nk_name_hash(n, 7) == nk_name_hash(&low, 7));
    for (unsigned i = 0; i <= labels; i++) {
        nk_name_suffix(n, i, &part);
        must(nk_name_labels(&part) == i && nk_name_is_under(n, &part));
        must(nk_name_common(n, &part) == i);
        must((nk_name_compare(n, &part) == 0) == (i == labels));
        must(nk_name_substitute(n, &part, &part, &back) && nk_name_equal(&back, n));
    }
}

static void try_both(const struct nk_name *a, const struct nk_name *b)
{
    int order = nk_name_compare(a, b);
    struct nk_name back;
    must(order == -nk_name_compare(b, a) || (order > 0) == (nk_name_compare(b, a) < 0));
    must((order == 0) == nk_name_equal(a, b));
    must(nk_name_common(a, b) <= nk_name_labels(a));
    if (nk_name_is_under(a, b))
        must(nk_name_common(a, b) == nk_name_labels(b));
    if (nk_name_substitute(a, b, a, &back))
        try_name(&back);
    if (nk_name_wildcard(a, &back))
        must(nk_name_labels(&back) == nk_name_labels(a) + 1 && nk_name_is_under(&back, a));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_name from_text = {0}, from_wire = {0}, relative = {0};
    struct nk_err err = {0};
    struct nk_buf octets = {0};
    const char *text = (const char *)data;
    size_t at = size > 0 ? data[0] : 0, start = at, bad_at = 0;
    if (nk_name_parse(text, size, NULL, &from_text, &err))
        try_name(&from_text);
    else
        must(err.code == NK_ERR_INPUT && err.offset <= size && err.length <= size - err.offset);
    if (nk_name_read(data, size, &at, &from_wire, &bad_at) == NULL)
        must(at > start && at <= size), try_name(&from_wire);
    else
        must(from_wire.len == 0 && (at == SIZE_MAX || at <= size));
    if (from_text.len > 0 && from_wire.len > 0) {
        try_both(&from_text, &from_wire);
        if (nk_name_parse(text, size, &from_wire, &relative, NULL))
            try_name(&relative);
    }
    if (!nk_hexdump_read(text, size, &octets, &err))
        must(err.code == NK_ERR_INPUT && err.offset < size && octets.len == 0);
    nk_buf_release(&octets);
    return 0;
}
