/* The terms of a filter that are ports and addresses. */
#include <string.h>

#include "base/digits.h"
#include "tcp/filter_part.h"

/* The comparison, which may be left out. */
static enum nk_filter_token_kind comparison(struct nk_filter_parser *p)
{
    enum nk_filter_token_kind how = p->token.kind;
    if (!nk_token_compares(how))
        return NK_TOKEN_EQ;
    nk_filter_advance(p);
    return how;
}

/* ---- ports --------------------------------------------------------------- */

static bool read_port(struct nk_filter_parser *p, struct nk_filter_text s, uint16_t *port)
{
    uint64_t n;
    if (nk_digits_read(s.text, s.len, UINT16_MAX, &n)) {
        *port = (uint16_t)n;
        return true;
    }
    bool digits = s.len > 0;
    for (size_t i = 0; i < s.len; i++)
        digits = digits && s.text[i] >= '0' && s.text[i] <= '9';
    if (digits)
        return nk_err_set(p->err, NK_ERR_INPUT, nk_filter_offset(p, s), s.len,
                          "'%.*s' is no port: the maximum is 65535", (int)(s.len < 40 ? s.len : 40),
                          s.text);
    return (p->port_of != NULL && p->port_of(p->closure, s.text, s.len, port)) ||
           nk_err_set(p->err, NK_ERR_INPUT, nk_filter_offset(p, s), s.len,
                      "'%.*s' is no port: a number, a range of two, or a service by its name",
                      (int)(s.len < 40 ? s.len : 40), s.text);
}

/* 80, :80, http, http-alt, 1000-2000, 1000:2000 */
static bool read_ports(struct nk_filter_parser *p, struct nk_filter_text s,
                       struct nk_tcp_node *node)
{
    size_t digits = 0;
    if (s.len > 0 && s.text[0] == ':')
        s = (struct nk_filter_text){s.text + 1, s.len - 1};
    while (digits < s.len && s.text[digits] >= '0' && s.text[digits] <= '9')
        digits++;
    if (digits == 0 || digits == s.len || (s.text[digits] != '-' && s.text[digits] != ':')) {
        bool good = read_port(p, s, &node->low);
        node->high = node->low;
        return good;
    }
    struct nk_filter_text low = {s.text, digits}, high = {s.text + digits + 1, s.len - digits - 1};
    if (!read_port(p, low, &node->low) || !read_port(p, high, &node->high))
        return false;
    return node->low <= node->high || nk_err_set(p->err, NK_ERR_INPUT, nk_filter_offset(p, s),
                                                 s.len, "the range ends before it begins");
}

/* The ports that are so compared; an empty range has low > high. */
static bool compare_ports(struct nk_filter_parser *p, struct nk_filter_text s,
                          enum nk_filter_token_kind how, struct nk_tcp_node *node)
{
    if (how != NK_TOKEN_EQ && how != NK_TOKEN_NE && node->low != node->high)
        return nk_err_set(p->err, NK_ERR_INPUT, nk_filter_offset(p, s), s.len,
                          "a range has no order: compare with one port");
    uint16_t port = node->low;
    if (how == NK_TOKEN_LT || how == NK_TOKEN_LE)
        node->low = 0;
    if (how == NK_TOKEN_GT || how == NK_TOKEN_GE)
        node->high = UINT16_MAX;
    if ((how == NK_TOKEN_LT && port == 0) || (how == NK_TOKEN_GT && port == UINT16_MAX)) {
        node->low = 1;
        node->high = 0;
    } else if (how == NK_TOKEN_LT) {
        node->high = (uint16_t)(port - 1);
    } else if (how == NK_TOKEN_GT) {
        node->low = (uint16_t)(port + 1);
    }
    return true;
}

bool nk_filter_parse_port(struct nk_filter_parser *p, enum nk_filter_side side)
{
    enum nk_filter_token_kind how = comparison(p);
    struct nk_tcp_node node = {.test = NK_TCP_TEST_PORT};
    struct nk_filter_text s = nk_filter_slice(p);
    if (p->token.kind != NK_TOKEN_WORD)
        return nk_filter_expected(p, "a port");
    if (!read_ports(p, s, &node) || !compare_ports(p, s, how, &node))
        return false;
    nk_filter_advance(p);
    return nk_filter_add_sides(p, node, side) && (how != NK_TOKEN_NE || nk_filter_negate(p));
}

/* ---- addresses ----------------------------------------------------------- */

/* Parts "192.0.2.1:80", "[2001:db8::1]:80" and ":80" into address and port, each of which may be
 * empty; "*" is any address. */
static bool split_host(struct nk_filter_parser *p, struct nk_filter_text s,
                       struct nk_filter_text *host, struct nk_filter_text *port)
{
    *host = s;
    *port = (struct nk_filter_text){s.text + s.len, 0};
    const char *end = s.text + s.len, *colon = memchr(s.text, ':', s.len);
    if (s.len > 0 && s.text[0] == '[') {
        const char *close = memchr(s.text, ']', s.len);
        if (close == NULL)
            return nk_err_set(p->err, NK_ERR_INPUT, nk_filter_offset(p, s), 1, "'[' is not closed");
        *host = (struct nk_filter_text){s.text + 1, (size_t)(close - s.text - 1)};
        *port = (struct nk_filter_text){close + 1, (size_t)(end - close - 1)};
    } else if (colon != NULL && memchr(colon + 1, ':', (size_t)(end - colon - 1)) == NULL) {
        *host = (struct nk_filter_text){s.text, (size_t)(colon - s.text)};
        *port = (struct nk_filter_text){colon, (size_t)(end - colon)};
    }
    if (nk_filter_slice_is(*host, "*"))
        host->len = 0;
    if (port->len > 0 && port->text[0] != ':')
        return nk_err_set(p->err, NK_ERR_INPUT, nk_filter_offset(p, *port), port->len,
                          "expected a ':' and a port behind ']'");
    return true;
}

/* The address, the port, or both of one side. */
static bool add_host(struct nk_filter_parser *p, struct nk_filter_text host,
                     struct nk_filter_text port, enum nk_filter_side side)
{
    struct nk_tcp_node node = {.test = NK_TCP_TEST_HOST}, ports = {.test = NK_TCP_TEST_PORT};
    if (host.len > 0 && !nk_prefix_parse(host.text, host.len, &node.prefix, p->err)) {
        p->err->offset += nk_filter_offset(p, host);
        return false;
    }
    if (port.len > 0 && !read_ports(p, port, &ports))
        return false;
    if (host.len == 0 && port.len == 0)
        ports.high = UINT16_MAX;
    if (host.len == 0)
        return nk_filter_add_sides(p, ports, side);
    if (port.len == 0)
        return nk_filter_add_sides(p, node, side);
    node.peer = ports.peer = side == NK_SIDE_PEER;
    if (!nk_filter_add(p, node))
        return false;
    uint32_t left = nk_filter_last(p);
    return nk_filter_add(p, ports) && nk_filter_join(p, NK_TCP_TEST_AND, left);
}

bool nk_filter_parse_host(struct nk_filter_parser *p, enum nk_filter_side side)
{
    struct nk_filter_text host, port;
    size_t at = p->token.at, len = p->token.len;
    enum nk_filter_token_kind how = comparison(p);
    if (p->token.kind != NK_TOKEN_WORD)
        return nk_filter_expected(p, "a prefix");
    if (how != NK_TOKEN_EQ && how != NK_TOKEN_NE)
        return nk_err_set(p->err, NK_ERR_INPUT, at, len, "addresses are compared by = and != only");
    if (!split_host(p, nk_filter_slice(p), &host, &port))
        return false;
    if (side != NK_SIDE_EITHER || host.len == 0 || port.len == 0) {
        if (!add_host(p, host, port, side))
            return false;
    } else { /* address and port are those of the same side */
        if (!add_host(p, host, port, NK_SIDE_LOCAL))
            return false;
        uint32_t left = nk_filter_last(p);
        if (!add_host(p, host, port, NK_SIDE_PEER) || !nk_filter_join(p, NK_TCP_TEST_OR, left))
            return false;
    }
    nk_filter_advance(p);
    return how != NK_TOKEN_NE || nk_filter_negate(p);
}
