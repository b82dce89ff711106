/* Between the files of the reader of plain lists. */
#ifndef NK_ROUTE_READ_PLAIN_H
#define NK_ROUTE_READ_PLAIN_H

#include "route/formats.h"

/* Any line, with care: adds its route, or complains of it. False with `err` where memory is out. */
bool nk_plain_line(struct nk_route_reader *r, struct nk_route_line *line, struct nk_err *err);
/* Sets a route's label, and its origin where the label is an AS number. False when out of memory.
 */
bool nk_plain_label(struct nk_table *t, const struct nk_slice *label, struct nk_route *route);

#endif
