/* What the kinds of fields share in reading. */
#include "base/digits.h"
#include "dns/kinds.h"

const char *nk_field_take(struct nk_field_in *in, size_t n)
{
    if (n > in->end - in->at)
        return "the RDATA ends within this field";
    in->at += n;
    return NULL;
}

const char *nk_field_take_all(struct nk_field_in *in)
{
    in->at = in->end;
    return NULL;
}

uint64_t nk_octets_number(const uint8_t *at, size_t n)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | at[i];
    return value;
}

void nk_buf_put_number(struct nk_buf *b, uint64_t n)
{
    char *room = nk_buf_room(b, NK_DIGITS_MAX);
    if (room != NULL)
        b->len += (size_t)(nk_digits(room, n) - room);
}

void nk_buf_put_octets(struct nk_buf *b, uint64_t value, size_t n)
{
    while (n-- > 0)
        nk_buf_add_byte(b, (char)(value >> (8 * n) & 0xff));
}

struct nk_addr nk_octets_addr(const uint8_t *at, size_t n)
{
    if (n == 4)
        return nk_addr_ipv4((uint32_t)nk_octets_number(at, 4));
    return nk_addr_ipv6(nk_octets_number(at, 8), nk_octets_number(at + 8, 8));
}

void nk_buf_put_addr(struct nk_buf *b, const struct nk_addr *a)
{
    char *room = nk_buf_room(b, NK_ADDR_TEXT_MAX);
    if (room != NULL)
        b->len += nk_addr_format(a, room);
}

void nk_buf_put_addr_octets(struct nk_buf *b, const struct nk_addr *a)
{
    if (a->family == NK_IPV6)
        nk_buf_put_octets(b, a->hi, 8);
    nk_buf_put_octets(b, a->lo, a->family == NK_IPV6 ? 8 : 4);
}

void nk_buf_put_escaped(struct nk_buf *b, const uint8_t *bytes, size_t len)
{
    char *room = nk_buf_room(b, len * 4), *to = room; /* each as \DDD */
    if (room == NULL)
        return;
    for (size_t i = 0; i < len; i++) {
        uint8_t c = bytes[i];
        if (c >= 0x20 && c < 0x7f) {
            if (c == '"' || c == '\\')
                *to++ = '\\';
            *to++ = (char)c;
            continue;
        }
        *to++ = '\\';
        *to++ = (char)('0' + c / 100);
        *to++ = (char)('0' + c / 10 % 10);
        *to++ = (char)('0' + c % 10);
    }
    b->len += (size_t)(to - room);
}

void nk_field_json_text(struct nk_buf *b, const struct nk_field_in *in)
{
    struct nk_buf text = {0};
    in->kind->text(&text, in);
    b->failed = b->failed || text.failed;
    nk_json_string(b, text.data == NULL ? "" : text.data, text.len);
    nk_buf_release(&text);
}

void nk_field_json_number(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_part(b);
    nk_buf_put_number(b, nk_octets_number(nk_field_bytes(in), nk_field_len(in)));
}

void nk_json_part(struct nk_buf *b)
{
    nk_json_word(b, "");
}
