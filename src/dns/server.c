#include "dns/server.h"

#include <string.h>

#include "base/digits.h"

uint16_t nk_transport_port(enum nk_transport transport)
{
    static const uint16_t ports[] = {NK_DNS_PORT, NK_DNS_PORT, 853, 443, 853};
    return ports[transport];
}

static int quoted(size_t len)
{
    return len > 60 ? 60 : (int)len;
}

/* "tls://" and the like; the text is behind it then. */
static bool take_scheme(const char **at, const char *end, struct nk_server_word *out,
                        struct nk_err *err)
{
    const char *text = *at, *colon = memmem(text, (size_t)(end - text), "://", 3);
    if (colon == NULL)
        return true;
    size_t len = (size_t)(colon - text);
    for (int i = NK_DNS_UDP; i <= NK_DNS_QUIC; i++) {
        const char *name = nk_transport_name((enum nk_transport)i);
        if (strlen(name) != len || strncasecmp(name, text, len) != 0)
            continue;
        out->transport = (enum nk_transport)i;
        out->has_scheme = true;
        *at = colon + 3;
        return true;
    }
    return nk_err_set(err, NK_ERR_INPUT, 0, len,
                      "'%.*s' is no way to ask a server: expected udp, tcp, tls, https or quic",
                      quoted(len), text);
}

/* [ADDRESS], or all up to the port. */
static bool take_host(const char **at, const char *end, struct nk_server_word *out,
                      const char *text, struct nk_err *err)
{
    const char *start = *at;
    size_t left = (size_t)(end - start);
    if (left > 0 && *start == '[') {
        const char *close = memchr(start, ']', left);
        if (close == NULL)
            return nk_err_set(err, NK_ERR_INPUT, (size_t)(start - text), left,
                              "expected ']' behind the address");
        out->host = start + 1;
        out->host_len = (size_t)(close - start - 1);
        *at = close + 1;
        return true;
    }
    const char *colon = memchr(start, ':', left);
    /* one colon begins a port, several are an IPv6 address's */
    bool one = colon != NULL && memchr(colon + 1, ':', (size_t)(end - colon - 1)) == NULL;
    const char *stop = start;
    while (stop < end && *stop != '#' && *stop != '@' && !(one && stop == colon))
        stop++;
    out->host = start;
    out->host_len = (size_t)(stop - start);
    *at = stop;
    return true;
}

static bool take_port(const char *at, const char *end, struct nk_server_word *out, const char *text,
                      struct nk_err *err)
{
    uint64_t port = 0;
    size_t len = (size_t)(end - at), offset = (size_t)(at - text);
    if (len == 0)
        return true;
    if (*at != '#' && *at != ':' && *at != '@')
        return nk_err_set(err, NK_ERR_INPUT, offset, len,
                          "expected '#' or ':' and a port, found '%.*s'", quoted(len), at);
    if (!nk_digits_read(at + 1, len - 1, UINT16_MAX, &port) || port == 0)
        return nk_err_set(err, NK_ERR_INPUT, offset + 1, len - 1,
                          "'%.*s' is no port: expected a number from 1 to 65535", quoted(len - 1),
                          at + 1);
    out->port = (uint16_t)port;
    return true;
}

bool nk_server_word_parse(const char *text, size_t len, struct nk_server_word *out,
                          struct nk_err *err)
{
    const char *at = text, *end = text + len;
    *out = (struct nk_server_word){.host = text};
    if (!take_scheme(&at, end, out, err))
        return false;
    const char *path = out->has_scheme ? memchr(at, '/', (size_t)(end - at)) : NULL;
    if (path != NULL && out->transport == NK_DNS_HTTPS) {
        out->path = path;
        out->path_len = (size_t)(end - path);
        end = path;
    }
    if (!take_host(&at, end, out, text, err) || !take_port(at, end, out, text, err))
        return false;
    return out->host_len > 0 || nk_err_set(err, NK_ERR_INPUT, 0, len,
                                           "expected a server: an address or the name of a host");
}
