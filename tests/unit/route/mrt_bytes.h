/* MRT dumps made by hand: bytes from hexadecimal digits, lengths counted. */
#ifndef NK_TESTS_MRT_BYTES_H
#define NK_TESTS_MRT_BYTES_H

#include "reading.h"

/* Two peers: 10.0.0.1 AS65001 and 2001:db8::1 AS65002. */
#define PEERS                                                       \
    "01010101 0000 0002 02 02020202 0a000001 0000fde9 03 02020203 " \
    "20010db8000000000000000000000001 0000fdea"
/* The head of a BGP4MP record of the first peer; of two and four octets an AS. */
#define FROM_2 "fde9 fdea 0000 0001 0a000001 0a000002"
#define FROM_4 "0000fde9 0000fdea 0000 0001 0a000001 0a000002"
#define FROM_6                                                      \
    "0000fdea 0000fde9 0000 0002 20010db8000000000000000000000001 " \
    "20010db8000000000000000000000002"
/* ORIGIN IGP, AS_PATH 65001 64500 (four octets an AS, two), NEXT_HOP 10.0.0.1. */
#define ATTRS   "40010100 40020a 0202 0000fde9 0000fbf4 400304 0a000001"
#define ATTRS_2 "40010100 400206 0202 fde9 fbf4 400304 0a000001"
/* The same without a next hop. */
#define ATTRS_MP "40010100 40020a 0202 0000fde9 0000fbf4"

static inline void add_hex(struct nk_buf *b, const char *text)
{
    static const char digits[] = "0123456789abcdef";
    for (; *text != '\0'; text++) {
        if (*text == ' ')
            continue;
        const char *high = strchr(digits, *text), *low = strchr(digits, *++text);
        assert_true(high != NULL && low != NULL && *text != '\0');
        nk_buf_add_byte(b, (char)((high - digits) << 4 | (low - digits)));
    }
}

static inline void add_number(struct nk_buf *b, size_t n, int bytes)
{
    while (bytes-- > 0)
        nk_buf_add_byte(b, (char)(n >> 8 * bytes));
}

/* A record of the time 1000 whose body are those digits. */
static inline void add_record(struct nk_buf *b, unsigned type, unsigned subtype, const char *hex)
{
    struct nk_buf body = {0};
    add_hex(&body, hex);
    add_number(b, 1000, 4);
    add_number(b, type, 2);
    add_number(b, subtype, 2);
    add_number(b, body.len, 4);
    nk_buf_add(b, body.data, body.len);
    nk_buf_release(&body);
}

/* A RIB's record of TABLE_DUMP_V2 with one entry of peer 0. */
static inline void add_rib(struct nk_buf *b, unsigned subtype, const char *prefix,
                           const char *path_id, const char *attrs)
{
    struct nk_buf bytes = {0};
    char hex[1024];
    add_hex(&bytes, attrs);
    snprintf(hex, sizeof hex, "00000000 %s 0001 0000 00000005 %s %04zx %s", prefix, path_id,
             bytes.len, attrs);
    add_record(b, 13, subtype, hex);
    nk_buf_release(&bytes);
}

/* A BGP UPDATE in a record: what is withdrawn, the attributes, what is announced. */
static inline void add_update(struct nk_buf *b, unsigned type, unsigned subtype, const char *head,
                              const char *withdrawn, const char *attrs, const char *announced)
{
    struct nk_buf w = {0}, a = {0}, n = {0};
    char hex[2048];
    add_hex(&w, withdrawn);
    add_hex(&a, attrs);
    add_hex(&n, announced);
    snprintf(hex, sizeof hex,
             "%s ffffffff ffffffff ffffffff ffffffff %04zx 02 %04zx %s %04zx %s %s", head,
             23 + w.len + a.len + n.len, w.len, withdrawn, a.len, attrs, announced);
    add_record(b, type, subtype, hex);
    nk_buf_release(&w);
    nk_buf_release(&a);
    nk_buf_release(&n);
}

static inline void expect_dump(struct nk_buf *b, const char *routes, const char *refused)
{
    struct reading x;
    reading_of(&x, NULL, b->data, b->len);
    reading_expect(&x, routes, refused);
    assert_true(x.done);
    reading_release(&x);
    nk_buf_release(b);
}

#endif
