#include "route/peer.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/digits.h"
#include "netkit/asn.h"

/* What was asked for. */
struct wanted {
    struct nk_addr addr; /* NK_FAMILY_NONE: the AS number counts */
    uint32_t as;
};

static bool is_wanted(const struct wanted *w, const struct nk_peer *p)
{
    return w->addr.family != NK_FAMILY_NONE ? nk_addr_compare(&p->addr, &w->addr) == 0
                                            : p->as == w->as;
}

/* "0: 192.0.2.1 AS64500, 1: ..." of all peers, or of those that are wanted, as many as there is
 * room for. */
static void list_peers(const struct nk_table *t, const struct wanted *w, char *text, size_t room)
{
    char addr[NK_ADDR_TEXT_MAX];
    size_t len = 0, left = 0;
    text[0] = '\0';
    for (size_t i = 0; i < t->peer_count; i++) {
        const struct nk_peer *p = &t->peers[i];
        if (w != NULL && !is_wanted(w, p))
            continue;
        char one[NK_ADDR_TEXT_MAX + 40];
        nk_addr_format(&p->addr, addr);
        int n = snprintf(one, sizeof one, "%s%zu: %s AS%u", len > 0 ? ", " : "", i, addr, p->as);
        if (left > 0 || len + (size_t)n + sizeof ", and 4294967295 more" > room) {
            left++;
            continue;
        }
        memcpy(text + len, one, (size_t)n + 1);
        len += (size_t)n;
    }
    if (left > 0)
        snprintf(text + len, room - len, ", and %zu more", left);
}

static bool refuse(const struct nk_table *t, const char *text, const struct wanted *several,
                   struct nk_err *err)
{
    char peers[150];
    if (t->peer_count == 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, strlen(text),
                          "there is no peer '%.40s' in the table: it is no BGP dump", text);
    list_peers(t, several, peers, sizeof peers);
    return nk_err_set(err, NK_ERR_INPUT, 0, strlen(text),
                      several == NULL ? "there is no peer '%.40s' in the table: %s"
                                      : "'%.40s' is more than one peer: %s",
                      text, peers);
}

/* Decimal digits that number a peer. */
static bool is_index(const struct nk_table *t, const char *text, uint32_t *index)
{
    uint64_t n;
    if (t->peer_count == 0 || !nk_digits_read(text, strlen(text), t->peer_count - 1, &n))
        return false;
    *index = (uint32_t)n;
    return true;
}

bool nk_table_peer_find(const struct nk_table *t, const char *text, uint32_t *index,
                        struct nk_err *err)
{
    struct wanted w = {.as = 0};
    size_t found = 0, len = strlen(text);
    if (is_index(t, text, index))
        return true;
    if (!nk_addr_parse(text, len, &w.addr, NULL) && !nk_asn_parse(text, len, &w.as, NULL))
        return refuse(t, text, NULL, err);
    for (size_t i = 0; i < t->peer_count; i++)
        if (is_wanted(&w, &t->peers[i]) && found++ == 0)
            *index = (uint32_t)i;
    return found == 1 || refuse(t, text, found == 0 ? NULL : &w, err);
}

/* ---- which are the same --------------------------------------------------- */

/* As bytes; nothing unset between. */
struct key {
    uint64_t hi, lo;
    uint32_t as, family;
};

static struct key key_of(const struct nk_peer *peer)
{
    return (struct key){peer->addr.hi, peer->addr.lo, peer->as, peer->addr.family};
}

void nk_peer_index_release(struct nk_peer_index *x)
{
    nk_labels_release(&x->keys);
    free(x->peers);
    *x = (struct nk_peer_index){0};
}

static bool enter(struct nk_peer_index *x, const struct nk_peer *peer, uint32_t index,
                  struct nk_err *err)
{
    struct key key = key_of(peer);
    size_t before = x->keys.count;
    if (!nk_grow((void **)&x->peers, before, &x->room, sizeof *x->peers) ||
        nk_labels_add(&x->keys, (const char *)&key, sizeof key) == NK_LABELS_NONE)
        return nk_err_memory(err);
    if (x->keys.count > before)
        x->peers[before] = index;
    return true;
}

bool nk_peer_index_build(struct nk_peer_index *x, const struct nk_table *t, struct nk_err *err)
{
    for (size_t i = 0; i < t->peer_count; i++)
        if (!enter(x, &t->peers[i], (uint32_t)i, err))
            return false;
    return true;
}

uint32_t nk_peer_index_find(const struct nk_peer_index *x, const struct nk_peer *peer)
{
    struct key key = key_of(peer);
    uint32_t number = nk_labels_find(&x->keys, (const char *)&key, sizeof key);
    return number == NK_LABELS_NONE ? NK_ROUTE_NONE : x->peers[number];
}

bool nk_peer_index_add(struct nk_peer_index *x, struct nk_table *t, const struct nk_peer *peer,
                       uint32_t *index, struct nk_err *err)
{
    *index = nk_peer_index_find(x, peer);
    if (*index != NK_ROUTE_NONE)
        return true;
    if (!nk_table_add_peer(t, peer, err))
        return false;
    *index = (uint32_t)t->peer_count - 1;
    return enter(x, peer, *index, err);
}
