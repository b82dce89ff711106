/* A route in words, as a line of a table that the readers take. */
#ifndef NK_CLI_ROUTE_WORDS_H
#define NK_CLI_ROUTE_WORDS_H

#include "base/buf.h"
#include "route/table.h"

/*
 * What stands behind a prefix: "via A dev D", several as "nexthop via A dev D weight N", then the
 * table where it is not main, the metric where there is one, and the label. Begins with a space
 * where it is not empty. Not escaped.
 */
void nk_route_add_words(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route);
/* The whole line: the type where it is not unicast, the prefix, then these words. */
void nk_route_add_line(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route);

#endif
