/* The kernel's own words for links, next hops, routes and rules (rtnetlink(7)), as bytes, into a
 * table. Pure: the bytes may come from a socket or from a file. */
#ifndef NK_ROUTE_RTNETLINK_H
#define NK_ROUTE_RTNETLINK_H

#include "base/nlmsg.h"
#include "route/table.h"

struct nk_rtnetlink_link;

/*
 * A device is an index in messages: give links before what names them; a device that is not known
 * is told by its index, as "if3". Next-hop objects come before the routes too, and go into the
 * table. Zero-initialised but for `table` and `source` is without links.
 */
struct nk_rtnetlink {
    struct nk_table *table;
    uint16_t source;
    uint8_t family;    /* routes and rules of this family alone (NK_IPV4, NK_IPV6), 0: of both */
    bool takes_cloned; /* answers to a question are such */
    uint32_t line;     /* the number of the message, for routes and rules; 0: not said */
    struct nk_rtnetlink_link *links; /* by index */
    size_t link_count, link_room;
};

void nk_rtnetlink_release(struct nk_rtnetlink *x);
/* Forgets all links, for a dump that is repeated. */
void nk_rtnetlink_forget_links(struct nk_rtnetlink *x);

/*
 * Takes one message: RTM_NEWLINK, RTM_NEWNEXTHOP, RTM_NEWROUTE, RTM_NEWRULE; all others are passed
 * over, as are routes of other families, cloned ones (exceptions, cached answers) and multicast
 * routing. False with NK_ERR_INPUT where it is damaged (nothing was added), NK_ERR_MEMORY, or
 * without an error where the table's tap has enough.
 */
bool nk_rtnetlink_take(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_err *err);

/* After all links: those that are VRFs or enslaved to one go into the table. */
bool nk_rtnetlink_add_vrfs(struct nk_rtnetlink *x, struct nk_err *err);

/* A route as a message has it: false as above, with `skip` true where there was nothing to take. */
bool nk_rtnetlink_route(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_route *out,
                        bool *skip, struct nk_err *err);

/* ---- parts of it, shared by its files ------------------------------------ */

/* rtnetlink's number of a family (AF_INET, AF_INET6) as ours, NK_FAMILY_NONE for any other. */
uint8_t nk_rtnetlink_family(uint8_t af);
/* The index of a device's name; false where no link has it. */
bool nk_rtnetlink_index(const struct nk_rtnetlink *x, const char *name, uint32_t *index);
/* The text number of an index's device, NK_ROUTE_NONE when out of memory. */
uint32_t nk_rtnetlink_device(struct nk_rtnetlink *x, uint32_t index);
/* An address of its family's length; fails `a` where it has another. Where the attribute is not
 * there `out` stays as it is. Sets member by member: stores compare bytes, those between too. */
void nk_rtnetlink_addr(struct nk_attrs *a, size_t number, uint8_t family, struct nk_addr *out);
/* A prefix: without the attribute the network of zeros. */
struct nk_prefix nk_rtnetlink_prefix(struct nk_attrs *a, size_t number, uint8_t family,
                                     uint8_t length);
/* A next hop with nothing said, every byte of it set. */
void nk_rtnetlink_hop_init(struct nk_hop *hop);
/* RTNH_F_* as enum nk_hop_flags. */
uint16_t nk_rtnetlink_hop_flags(uint32_t flags);
bool nk_rtnetlink_take_object(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_err *err);
bool nk_rtnetlink_take_rule(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_err *err);
bool nk_rtnetlink_damaged(struct nk_err *err, const char *what);

#endif
