/* A route in words, as a line of a table that the readers take. */
#ifndef NK_CLI_ROUTE_WORDS_H
#define NK_CLI_ROUTE_WORDS_H

#include "base/record.h"
#include "route/table.h"

/* A route whose prefix stands elsewhere: "via A dev D", several as "nexthop via A dev D weight N",
 * then the table where it is not main, the metric where there is one, and the label. The type is
 * first where it is not unicast or nothing else is said, and of an MRT dump peer and AS path are
 * last. Not escaped. */
void nk_route_add_sentence(struct nk_buf *b, const struct nk_table *t,
                           const struct nk_route *route);
/* That sentence as a field (NK_JSON) of a record; in JSON an object with the keys of a route, less
 * prefix and table. Nothing where `route` is NULL. */
void nk_route_put_words(struct nk_record *r, size_t field, const struct nk_table *t,
                        const struct nk_route *route);
/* The whole line: the type where it is not unicast, the prefix, then these words, without the path.
 * Not escaped. */
void nk_route_add_line(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route);

#endif
