/* The numbers of packets: "1,4-6,10-". */
#include <string.h>

#include "base/digits.h"
#include "cli/tcp_decode.h"

/* One of 1 and more, `*at` behind it. */
static bool take_number(const char *text, size_t *at, uint64_t *n)
{
    size_t len = strspn(text + *at, "0123456789");
    if (!nk_digits_read(text + *at, len, INT64_MAX, n) || *n == 0)
        return false;
    *at += len;
    return true;
}

bool nk_decode_numbers_parse(struct nk_decode_numbers *n, const char *text, struct nk_err *err)
{
    size_t at = 0, most = sizeof n->ranges / sizeof *n->ranges;
    n->count = 0;
    n->greatest = 0;
    for (;;) {
        uint64_t first, last;
        size_t start = at;
        if (n->count == most)
            return nk_err_set(err, NK_ERR_INPUT, at, 1, "more than %zu numbers and ranges", most);
        if (!take_number(text, &at, &first))
            return nk_err_set(err, NK_ERR_INPUT, at, 1, "expected the number of a packet, from 1");
        last = first;
        if (text[at] == '-') {
            at++;
            last = UINT64_MAX;
            if (text[at] != '\0' && text[at] != ',' && !take_number(text, &at, &last))
                return nk_err_set(err, NK_ERR_INPUT, at, 1, "expected the number of a packet");
        }
        if (last < first)
            return nk_err_set(err, NK_ERR_INPUT, start, at - start,
                              "a range of packets that ends before it begins");
        n->ranges[n->count].first = first;
        n->ranges[n->count++].last = last;
        n->greatest = last > n->greatest ? last : n->greatest;
        if (text[at] == '\0')
            return true;
        if (text[at++] != ',')
            return nk_err_set(err, NK_ERR_INPUT, at - 1, 1, "expected ',' or '-'");
    }
}

bool nk_decode_numbers_has(const struct nk_decode_numbers *n, uint64_t number)
{
    for (size_t i = 0; i < n->count; i++)
        if (number >= n->ranges[i].first && number <= n->ranges[i].last)
            return true;
    return false;
}
