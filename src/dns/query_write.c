#include "dns/query_write.h"

#include <string.h>

enum {
    OPTION_PADDING = 12,
    OPTION_HEAD = 4, /* code and length */
    OPT_FIXED = 9,   /* of the OPT record before RDLENGTH: owner, type, class, TTL */
};

/* Appends an option to the OPT record at `opt`, which is the last of the message. `data` NULL:
 * zeros. */
static void add_option(struct nk_dns_writer *w, size_t opt, unsigned code, const uint8_t *data,
                       size_t len)
{
    uint8_t *length = w->bytes + opt + OPT_FIXED;
    size_t all = ((size_t)length[0] << 8 | length[1]) + OPTION_HEAD + len;
    if (len > UINT16_MAX || all > UINT16_MAX || OPTION_HEAD + len > w->room - w->len) {
        w->full = true;
        return;
    }
    const uint8_t head[OPTION_HEAD] = {(uint8_t)(code >> 8), (uint8_t)code, (uint8_t)(len >> 8),
                                       (uint8_t)len};
    memcpy(w->bytes + w->len, head, sizeof head);
    w->len += sizeof head;
    if (data == NULL)
        memset(w->bytes + w->len, 0, len);
    else
        memcpy(w->bytes + w->len, data, len);
    w->len += len;
    length[0] = (uint8_t)(all >> 8);
    length[1] = (uint8_t)all;
}

/* Zeros up to a multiple of the block (RFC 8467 4.1); they are the last option. */
static void pad(struct nk_dns_writer *w, size_t opt, uint16_t block)
{
    size_t over = (w->len + OPTION_HEAD) % block;
    add_option(w, opt, OPTION_PADDING, NULL, over == 0 ? 0 : block - over);
}

size_t nk_dns_query_put(const struct nk_dns_query *query, const struct nk_dns_cookie *cookie,
                        uint16_t id, void *bytes, size_t room)
{
    const struct nk_dns_question *q = &query->question;
    struct nk_dns_writer w;
    if (room < NK_DNS_HEADER_LEN)
        return 0;
    nk_dns_writer_init(&w, bytes, room, id, (uint16_t)((query->opcode & 15) << 11 | query->flags));
    if (!nk_dns_put_question(&w, &q->name, q->type, q->class))
        return 0;
    if (query->soa != NULL && !nk_dns_put_record(&w, NK_DNS_AUTHORITY, &q->name, NK_TYPE_SOA,
                                                 q->class, 0, query->soa, query->soa_len))
        return 0;
    size_t opt = w.len;
    if (query->edns.present && !nk_dns_put_edns(&w, &query->edns))
        return 0;
    if (query->edns.present && cookie->len > 0)
        add_option(&w, opt, NK_OPTION_COOKIE, cookie->bytes, cookie->len);
    if (query->edns.present && query->padding > 0)
        pad(&w, opt, query->padding);
    return w.full ? 0 : w.len;
}

size_t nk_dns_query_write(const struct nk_dns_query *query, uint16_t id, void *bytes, size_t room)
{
    const struct nk_dns_cookie first = nk_dns_first_cookie(query);
    return nk_dns_query_put(query, &first, id, bytes, room);
}
