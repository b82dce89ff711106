#include "dns/hexlist.h"

#include <string.h>

#include "base/hexdump.h"
#include "dns/relevant.h"
#include "netkit/dns.h"

/* A line without blanks around it. */
struct span {
    const char *text;
    size_t len;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The next line that is no comment and not blank, from `*at` on; a last one without a newline only
 * where `ended`. */
static bool next_line(const char *text, size_t len, size_t *at, bool ended, struct span *line)
{
    while (*at < len) {
        const char *begin = text + *at, *newline = memchr(begin, '\n', len - *at);
        if (newline == NULL && !ended)
            return false;
        const char *end = newline == NULL ? text + len : newline;
        *at = (size_t)(end - text) + (newline != NULL);
        while (begin < end && is_blank(*begin))
            begin++;
        while (end > begin && is_blank(end[-1]))
            end--;
        *line = (struct span){begin, (size_t)(end - begin)};
        if (line->len > 0 && *begin != '#' && *begin != ';')
            return true;
    }
    return false;
}

static bool is_plain(const struct span *line)
{
    for (size_t i = 0; i < line->len; i++) {
        char c = line->text[i];
        if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')))
            return false;
    }
    return line->len % 2 == 0 && line->len / 2 >= NK_DNS_HEADER_LEN;
}

/* Whether the digits are a message that is well-formed, and nothing follows. */
static bool is_message(const char *text, size_t len)
{
    struct nk_buf octets = {0};
    struct nk_err err;
    size_t bad_at;
    bool good = nk_hexdump_read(text, len, &octets, &err) &&
                nk_dns_message_check(octets.data, octets.len, &bad_at) == NULL;
    if (good) {
        struct nk_dns_reader r;
        struct nk_dns_record rr;
        nk_dns_reader_init(&r, octets.data, octets.len);
        while (nk_dns_reader_next(&r, &rr))
            ;
        good = nk_dns_reader_trailing(&r) == 0;
    }
    nk_buf_release(&octets);
    return good;
}

bool nk_hexlist_begins(const char *text, size_t len, bool ended)
{
    struct span line;
    size_t at = 0;
    return next_line(text, len, &at, ended, &line) && is_plain(&line) &&
           is_message(line.text, line.len);
}

bool nk_hexlist_is(const char *text, size_t len)
{
    struct span line;
    size_t at = 0, first = 0, last = 0, lines = 0;
    bool broken = true; /* at one width */
    if (nk_hexlist_begins(text, len, true))
        return true;
    while (next_line(text, len, &at, true, &line)) {
        if (!is_plain(&line))
            return false;
        if (lines++ == 0)
            first = line.len;
        else
            broken = broken && last == first && line.len <= first;
        last = line.len;
    }
    return lines > 1 && !broken && !is_message(text, len);
}
