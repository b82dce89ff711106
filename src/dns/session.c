#include "dns/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"
#include "dns/random.h"

struct peer {
    struct nk_addr addr;
    uint16_t port;
    struct nk_dns_cookie cookie;
};

struct nk_dns_session {
    struct peer *peers;
    size_t count, room, oldest;
};

struct nk_dns_session *nk_dns_session_new(struct nk_err *err)
{
    struct nk_dns_session *s = calloc(1, sizeof *s);
    if (s == NULL)
        nk_err_memory(err);
    return s;
}

void nk_dns_session_free(struct nk_dns_session *s)
{
    if (s != NULL)
        free(s->peers);
    free(s);
}

static struct peer *find(struct nk_dns_session *s, const struct nk_dns_server *server)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->peers[i].port == server->port &&
            nk_addr_compare(&s->peers[i].addr, &server->addr) == 0)
            return &s->peers[i];
    return NULL;
}

/* Room for one more: the oldest one's where there are too many. */
static struct peer *add(struct nk_dns_session *s)
{
    if (s->count == NK_SESSION_SERVERS_MAX)
        return &s->peers[s->oldest++ % NK_SESSION_SERVERS_MAX];
    if (!nk_grow((void **)&s->peers, s->count, &s->room, sizeof *s->peers))
        return NULL;
    return &s->peers[s->count++];
}

struct nk_dns_cookie nk_dns_first_cookie(const struct nk_dns_query *query)
{
    struct nk_dns_cookie first = {.len = 0};
    if (query->cookie && query->first_cookie_len <= sizeof first.bytes)
        first.len = query->first_cookie_len;
    if (first.len > 0)
        memcpy(first.bytes, query->first_cookie, first.len);
    return first;
}

bool nk_dns_session_cookie(struct nk_dns_session *s, const struct nk_dns_server *server,
                           const struct nk_dns_query *query, struct nk_dns_cookie *out,
                           struct nk_err *err)
{
    struct peer *p = find(s, server);
    if (p == NULL) {
        /* one of its own for each server, so that none can link its clients (RFC 7873 6) */
        struct peer fresh = {
            .addr = server->addr, .port = server->port, .cookie = nk_dns_first_cookie(query)};
        if (fresh.cookie.len == 0 && !nk_random_fill(fresh.cookie.bytes, NK_COOKIE_CLIENT, err))
            return false;
        if (fresh.cookie.len == 0)
            fresh.cookie.len = NK_COOKIE_CLIENT;
        p = add(s);
        if (p == NULL)
            return nk_err_memory(err);
        *p = fresh;
    }
    *out = p->cookie;
    return true;
}

void nk_dns_session_learn(struct nk_dns_session *s, const struct nk_dns_server *server,
                          const struct nk_dns_cookie *came)
{
    struct peer *p = find(s, server);
    if (p != NULL && came->len > NK_COOKIE_CLIENT)
        p->cookie = *came;
}

void nk_dns_cookie_read(const uint8_t *options, size_t len, struct nk_dns_cookie *out)
{
    struct nk_cursor c = nk_cursor(options, len);
    out->len = 0;
    while (nk_cursor_left(&c) > 0) {
        uint16_t code = nk_cursor_u16(&c);
        uint16_t size = nk_cursor_u16(&c);
        const uint8_t *data = nk_cursor_take(&c, size);
        if (data == NULL || code != NK_OPTION_COOKIE)
            continue;
        bool whole = size >= NK_COOKIE_CLIENT + NK_COOKIE_SERVER_MIN && size <= NK_COOKIE_MAX;
        if (!whole && size != NK_COOKIE_CLIENT)
            return;
        memcpy(out->bytes, data, size);
        out->len = size;
        return;
    }
}
