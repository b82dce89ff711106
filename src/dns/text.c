#include "dns/text.h"

#include <string.h>

#include "base/escape.h"

void nk_add_quoted(struct nk_buf *b, const char *text, size_t len)
{
    uint32_t scalar;
    nk_buf_add_byte(b, '"');
    for (size_t at = 0; at < len;) {
        size_t n = nk_text_scalar(text + at, len - at, &scalar);
        if (n == 0) {
            nk_buf_printf(b, "\\%03u", (unsigned)(unsigned char)text[at++]);
            continue;
        }
        if (scalar == '"' || scalar == '\\')
            nk_buf_add_byte(b, '\\');
        nk_buf_add(b, text + at, n);
        at += n;
    }
    nk_buf_add_byte(b, '"');
}

void nk_add_name(struct nk_buf *b, const struct nk_name *name)
{
    char *room = nk_buf_room(b, NK_NAME_TEXT_MAX);
    if (room != NULL)
        b->len += nk_name_format(name, room);
}

void nk_add_type(struct nk_buf *b, uint16_t type)
{
    char text[NK_CODE_TEXT_MAX];
    nk_buf_add_text(b, nk_type_name(type, text));
}

void nk_add_class(struct nk_buf *b, uint16_t class)
{
    char text[NK_CODE_TEXT_MAX];
    nk_buf_add_text(b, nk_class_name(class, text));
}

const char *nk_dns_flag_at(size_t at, uint16_t *bit)
{
    static const struct {
        const char *name;
        uint16_t bit;
    } flags[] = {
        {"qr", NK_DNS_QR}, {"aa", NK_DNS_AA}, {"tc", NK_DNS_TC}, {"rd", NK_DNS_RD},
        {"ra", NK_DNS_RA}, {"z", NK_DNS_Z},   {"ad", NK_DNS_AD}, {"cd", NK_DNS_CD},
    };
    if (at >= sizeof flags / sizeof *flags)
        return NULL;
    *bit = flags[at].bit;
    return flags[at].name;
}

void nk_add_flags(struct nk_buf *b, uint16_t flags)
{
    const char *name;
    uint16_t bit;
    bool first = true;
    for (size_t i = 0; (name = nk_dns_flag_at(i, &bit)) != NULL; i++) {
        if ((flags & bit) == 0)
            continue;
        if (!first)
            nk_buf_add_byte(b, ' ');
        nk_buf_add_text(b, name);
        first = false;
    }
}
