/* The numbers of a segment, as they are written, and what they are called. */
#include <string.h>

#include "base/digits.h"
#include "tcp/words_part.h"

char nk_tcp_small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_text(const char *text, size_t len, const char *name)
{
    size_t i = 0;
    while (i < len && name[i] != '\0' && nk_tcp_small(text[i]) == name[i])
        i++;
    return i == len && name[i] == '\0';
}

static const struct {
    const char *name;
    enum nk_tcp_base base;
} bases[] = {
    {"iss", NK_TCP_BASE_ISS},         {"irs", NK_TCP_BASE_IRS},
    {"snd.una", NK_TCP_BASE_SND_UNA}, {"snd.nxt", NK_TCP_BASE_SND_NXT},
    {"rcv.nxt", NK_TCP_BASE_RCV_NXT}, {"rcv.end", NK_TCP_BASE_RCV_END},
};

bool nk_tcp_number_read(const char *text, size_t len, struct nk_tcp_number *number)
{
    size_t name = 0;
    uint64_t n = 0;
    bool minus = false;
    *number = (struct nk_tcp_number){.base = NK_TCP_BASE_ZERO};
    while (name < len && text[name] != '+' && text[name] != '-')
        name++;
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (is_text(text, name, bases[i].name))
            number->base = (uint8_t)bases[i].base;
    if (number->base == NK_TCP_BASE_ZERO)
        name = 0;
    else if (name == len)
        return true;
    if (name < len && number->base != NK_TCP_BASE_ZERO)
        minus = text[name++] == '-';
    if (!nk_digits_read_hex(text + name, len - name, UINT32_MAX, &n))
        return false;
    number->offset = minus ? 0 - (uint32_t)n : (uint32_t)n;
    return true;
}

static const struct {
    const char *name;
    enum nk_tcp_key key;
} keys[] = {
    {"seq", NK_TCP_KEY_SEQ},     {"ack", NK_TCP_KEY_ACK},     {"len", NK_TCP_KEY_LEN},
    {"length", NK_TCP_KEY_LEN},  {"data", NK_TCP_KEY_LEN},    {"bytes", NK_TCP_KEY_LEN},
    {"win", NK_TCP_KEY_WINDOW},  {"wnd", NK_TCP_KEY_WINDOW},  {"window", NK_TCP_KEY_WINDOW},
    {"up", NK_TCP_KEY_UP},       {"urg", NK_TCP_KEY_UP},      {"urgent", NK_TCP_KEY_UP},
    {"ctl", NK_TCP_KEY_FLAGS},   {"flags", NK_TCP_KEY_FLAGS}, {"timeout", NK_TCP_KEY_EVENT},
    {"event", NK_TCP_KEY_EVENT},
};

enum nk_tcp_key nk_tcp_key_of(const char *text, size_t len)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (is_text(text, len, keys[i].name))
            return keys[i].key;
    return NK_TCP_KEY_NONE;
}

bool nk_tcp_isns_read(const char *text, uint32_t *iss, uint32_t *irs, struct nk_err *err)
{
    const char *comma = strchr(text, ',');
    size_t len = comma == NULL ? strlen(text) : (size_t)(comma - text);
    uint64_t first = 0, second = *irs;
    if (!nk_digits_read_hex(text, len, UINT32_MAX, &first))
        return nk_err_set(err, NK_ERR_INPUT, 0, len,
                          "'%.*s' is no sequence number: expected 0 to 4294967295",
                          (int)(len > 40 ? 40 : len), text);
    if (comma != NULL && !nk_digits_read_hex(comma + 1, strlen(comma + 1), UINT32_MAX, &second))
        return nk_err_set(err, NK_ERR_INPUT, len + 1, strlen(comma + 1),
                          "'%.40s' is no sequence number: expected 0 to 4294967295", comma + 1);
    *iss = (uint32_t)first;
    *irs = (uint32_t)second;
    return true;
}
