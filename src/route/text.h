/* What is said of a route in a few words. */
#ifndef NK_ROUTE_TEXT_H
#define NK_ROUTE_TEXT_H

#include "route/table.h"

/* Next hops as a JSON array of objects (via, dev, weight), and as "via A dev D weight N" joined
 * with ','; appended to a buffer. */
void nk_hops_json(struct nk_buf *b, const struct nk_table *t, const struct nk_hop *hops,
                  size_t count);
void nk_hops_text(struct nk_buf *b, const struct nk_table *t, const struct nk_hop *hops,
                  size_t count);
void nk_route_hops_json(struct nk_buf *b, const struct nk_table *t, uint32_t group);
/* What annotating verbs print of a route: the label, else the gateways, else the devices (several
 * joined with ','), else the type; appended to a buffer, not escaped. */
void nk_route_answer_text(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route);
/* The same with next hops that were chosen from the route's. */
void nk_answer_text(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route,
                    const struct nk_hop *hops, size_t count);
/* The TOS or DSCP that a rule is for, in the words of `ip rule` and with a blank before; nothing
 * where it is for any. */
void nk_rule_tos_text(struct nk_buf *b, const struct nk_rule *rule);

#endif
