/* The peers of a dump: the one that a user means, and which two are the same. */
#ifndef NK_ROUTE_PEER_H
#define NK_ROUTE_PEER_H

#include "route/table.h"

/*
 * `text` names a peer of the table by its address, its AS number ("AS64500"), or its number in the
 * order of the dump, from 0 (a number that is too large for one is an AS number). False with
 * NK_ERR_INPUT where there is none or more than one; the message then lists those that come into
 * question.
 */
bool nk_table_peer_find(const struct nk_table *t, const char *text, uint32_t *index,
                        struct nk_err *err);

/* The peers of one table by address and AS number, which make two of them the same.
 * Zero-initialised is empty. */
struct nk_peer_index {
    struct nk_labels keys;
    uint32_t *peers; /* indices in the table's peers, by the number of the key */
    size_t room;
};

void nk_peer_index_release(struct nk_peer_index *x);
/* Puts the table's peers in; of two that are the same the first counts. False with `err`: memory.
 */
bool nk_peer_index_build(struct nk_peer_index *x, const struct nk_table *t, struct nk_err *err);
/* The index of a peer, NK_ROUTE_NONE where there is none. */
uint32_t nk_peer_index_find(const struct nk_peer_index *x, const struct nk_peer *peer);
/* The same; adds one that is not there to the table `t`, of which the index is. False with `err`:
 * memory. */
bool nk_peer_index_add(struct nk_peer_index *x, struct nk_table *t, const struct nk_peer *peer,
                       uint32_t *index, struct nk_err *err);

#endif
