#include "base/nlmsg.h"

#include <linux/netlink.h>

uint16_t nk_host_u16(struct nk_cursor *c)
{
    uint16_t n = 0;
    const uint8_t *at = nk_cursor_take(c, sizeof n);
    if (at != NULL)
        memcpy(&n, at, sizeof n);
    return n;
}

uint32_t nk_host_u32(struct nk_cursor *c)
{
    uint32_t n = 0;
    const uint8_t *at = nk_cursor_take(c, sizeof n);
    if (at != NULL)
        memcpy(&n, at, sizeof n);
    return n;
}

/* Takes `len` bytes and what fills them up to a multiple of four, which the last one may lack. */
static const uint8_t *take_aligned(struct nk_cursor *c, size_t len)
{
    const uint8_t *at = nk_cursor_take(c, len);
    size_t pad = (4 - len % 4) % 4, left = nk_cursor_left(c);
    nk_cursor_take(c, pad < left ? pad : left);
    return at;
}

bool nk_nlmsg_next(struct nk_cursor *c, struct nk_nlmsg *m)
{
    if (c->failed || nk_cursor_left(c) == 0)
        return false;
    uint32_t len = nk_host_u32(c);
    m->type = nk_host_u16(c);
    m->flags = nk_host_u16(c);
    m->seq = nk_host_u32(c);
    nk_host_u32(c); /* the port, which the receiving socket has */
    if (len < NK_NLMSG_HEADER)
        c->failed = true;
    m->len = c->failed ? 0 : len - NK_NLMSG_HEADER;
    m->body = take_aligned(c, m->len);
    return !c->failed;
}

/* ---- attributes ---------------------------------------------------------- */

static void read_attrs(struct nk_attrs *a, struct nk_cursor *c)
{
    *a = (struct nk_attrs){0};
    while (!c->failed && nk_cursor_left(c) > 0) {
        uint16_t len = nk_host_u16(c), number = nk_host_u16(c) & (uint16_t)NLA_TYPE_MASK;
        if (len < sizeof(struct nlattr))
            c->failed = true;
        struct nk_attr attr = {.len = c->failed ? 0 : len - sizeof(struct nlattr)};
        attr.data = take_aligned(c, attr.len);
        if (!c->failed && number < NK_ATTRS_MAX)
            a->at[number] = attr;
    }
    a->failed = c->failed;
}

void nk_attrs_read(struct nk_attrs *a, const uint8_t *bytes, size_t len, size_t skip)
{
    struct nk_cursor c = nk_cursor(bytes, len);
    take_aligned(&c, skip);
    read_attrs(a, &c);
}

void nk_attrs_nested(struct nk_attrs *out, struct nk_attrs *a, size_t number)
{
    const struct nk_attr *attr = &a->at[number];
    struct nk_cursor c =
        nk_cursor(attr->data == NULL ? (const uint8_t *)"" : attr->data, attr->len);
    read_attrs(out, &c);
    a->failed |= out->failed;
}

/* The value of an attribute that has to have this length. */
static bool copy_value(struct nk_attrs *a, size_t number, void *out, size_t len)
{
    const struct nk_attr *attr = &a->at[number];
    if (attr->data == NULL)
        return false;
    a->failed |= attr->len != len;
    if (attr->len == len)
        memcpy(out, attr->data, len);
    return attr->len == len;
}

uint8_t nk_attrs_u8(struct nk_attrs *a, size_t number, uint8_t otherwise)
{
    uint8_t n;
    return copy_value(a, number, &n, sizeof n) ? n : otherwise;
}

uint16_t nk_attrs_u16(struct nk_attrs *a, size_t number, uint16_t otherwise)
{
    uint16_t n;
    return copy_value(a, number, &n, sizeof n) ? n : otherwise;
}

uint32_t nk_attrs_u32(struct nk_attrs *a, size_t number, uint32_t otherwise)
{
    uint32_t n;
    return copy_value(a, number, &n, sizeof n) ? n : otherwise;
}

const char *nk_attrs_text(const struct nk_attrs *a, size_t number, size_t *len)
{
    const char *text = (const char *)a->at[number].data;
    *len = text == NULL ? 0 : strnlen(text, a->at[number].len);
    return *len == 0 ? NULL : text;
}

/* ---- putting together ---------------------------------------------------- */

static void add_aligned(struct nk_buf *b, const void *data, size_t len)
{
    nk_buf_add(b, data, len);
    nk_buf_add(b, "\0\0\0", (4 - len % 4) % 4);
}

size_t nk_nlmsg_begin(struct nk_buf *b, uint16_t type, uint16_t flags, const void *fixed,
                      size_t len)
{
    size_t start = b->len;
    const struct nlmsghdr header = {.nlmsg_type = type, .nlmsg_flags = flags};
    nk_buf_add(b, (const char *)&header, sizeof header);
    add_aligned(b, fixed, len);
    return start;
}

void nk_nlmsg_attr(struct nk_buf *b, uint16_t number, const void *data, size_t len)
{
    const struct nlattr header = {.nla_len = (uint16_t)(sizeof header + len), .nla_type = number};
    nk_buf_add(b, (const char *)&header, sizeof header);
    add_aligned(b, data, len);
}

void nk_nlmsg_end(struct nk_buf *b, size_t start)
{
    uint32_t len = (uint32_t)(b->len - start);
    if (!b->failed)
        memcpy(b->data + start, &len, sizeof len);
}
