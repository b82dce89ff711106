#include "cli/host_port.h"

#include <stdio.h>
#include <string.h>

#include "base/digits.h"
#include "cli/frame.h"
#include "netkit/host.h"

struct reader {
    struct nk_ctx *ctx;
    const struct nk_services *services;
    const char *word; /* that holds the host */
};

static bool blame(struct reader *r, const char *word, size_t at, size_t len, const char *text)
{
    nk_cli_blame(r->ctx, word, at, len, text);
    return false;
}

/* Where the port begins; 0 after the message. */
static size_t find_port(struct reader *r, const char *word)
{
    char text[400];
    size_t len = strlen(word), end = strcspn(word, "]");
    const char *colon = strchr(word, ':');
    struct nk_addr addr;
    if (word[0] == '[') {
        if (word[end] != '\0' && word[end + 1] == ':')
            return end + 2;
        blame(r, word, len, 0, "expected ']' and ':PORT' behind an IPv6 address in brackets");
    } else if (colon == NULL) {
        snprintf(text, sizeof text, "'%.200s' has no port: write %.100s:PORT", word, word);
        blame(r, word, len, 0, text);
    } else if (strchr(colon + 1, ':') == NULL) {
        return (size_t)(colon - word) + 1;
    } else if (nk_addr_parse(word, len, &addr, NULL)) {
        snprintf(text, sizeof text, "an IPv6 address with a port has brackets: write [%s]:PORT",
                 word);
        blame(r, word, 0, len, text);
    } else {
        snprintf(text, sizeof text, "'%.200s' has several ':': expected HOST:PORT or [IPv6]:PORT",
                 word);
        blame(r, word, 0, len, text);
    }
    return 0;
}

static bool read_port(struct reader *r, const char *word, size_t at, uint16_t *port)
{
    const char *text = word + at;
    size_t len = strlen(text);
    char message[200];
    uint64_t value;
    if (len == 0)
        return blame(r, word, at, 0, "a port is missing behind ':'");
    if (nk_digits_read(text, len, UINT16_MAX, &value) && value > 0) {
        *port = (uint16_t)value;
        return true;
    }
    if (strspn(text, "0123456789") == len)
        return blame(r, word, at, len, "a port is a number from 1 to 65535");
    if (nk_services_port(r->services, text, len, port))
        return true;
    snprintf(message, sizeof message, "'%.60s' is neither a port nor the name of a service", text);
    return blame(r, word, at, len, message);
}

/* Names are looked up later; what cannot be one is told now. */
static bool check_host(struct reader *r, const struct nk_host_port *t, size_t at)
{
    struct nk_addr addr;
    struct nk_err err = {0};
    uint8_t family = r->ctx->args->family;
    if (!nk_addr_parse(t->host, strlen(t->host), &addr, NULL)) {
        if (strchr(t->host, '%') != NULL || nk_host_check_name(t->host, &err))
            return true;
    } else if (family == NK_FAMILY_NONE || family == addr.family) {
        return true;
    } else {
        nk_err_set(&err, NK_ERR_INPUT, 0, strlen(t->host), "'%s' is an IPv%u address, not IPv%u",
                   t->host, addr.family, family);
    }
    return blame(r, r->word, at + err.offset, err.length, err.text);
}

/* As `nc -z` has it: the port is a word of its own. */
static bool is_apart(const char *word, const char *next)
{
    struct nk_addr addr;
    return next != NULL && next[0] != '\0' && strspn(next, "0123456789") == strlen(next) &&
           (strchr(word, ':') == NULL || nk_addr_parse(word, strlen(word), &addr, NULL));
}

static bool read_two(struct reader *r, const char *word, const char *port, struct nk_host_port *t)
{
    size_t len = strlen(word);
    bool six = strchr(word, ':') != NULL;
    if (len == 0 || len >= sizeof t->host)
        return blame(r, word, 0, len, "a host has 1 to 255 bytes");
    memcpy(t->host, word, len);
    snprintf(t->label, sizeof t->label, six ? "[%s]:%.6s" : "%s:%.6s", word, port);
    return read_port(r, port, 0, &t->port) && check_host(r, t, 0);
}

static bool read_one(struct reader *r, const char *word, struct nk_host_port *t)
{
    size_t at = find_port(r, word), from = word[0] == '[', len;
    if (at == 0)
        return false;
    snprintf(t->label, sizeof t->label, "%s", word);
    len = at - 1 - 2 * from;
    if (len == 0)
        return blame(r, word, 0, 0, "a host is missing before the port");
    if (len >= sizeof t->host)
        return blame(r, word, 0, at - 1, "the host has more than 255 bytes");
    memcpy(t->host, word + from, len);
    return read_port(r, word, at, &t->port) && check_host(r, t, from);
}

bool nk_host_port_read(struct nk_ctx *ctx, const struct nk_services *services, const char *word,
                       const char *next, struct nk_host_port *out)
{
    struct reader r = {.ctx = ctx, .services = services, .word = word};
    out->apart = is_apart(word, next);
    return out->apart ? read_two(&r, word, next, out) : read_one(&r, word, out);
}
