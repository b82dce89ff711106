/* The peer of a dump that a user means. */
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

#endif
