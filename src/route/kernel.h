/* The running kernel's tables and rules. */
#ifndef NK_ROUTE_KERNEL_H
#define NK_ROUTE_KERNEL_H

#include "route/table.h"

/*
 * Reads links, next-hop objects, the routes of all tables and the rules, of both families, through
 * rtnetlink, and adds routes, rules and VRFs to `t` with `source` as their source. A family that
 * the kernel does not have is none of an error. A part that changes while it is read is read again.
 * Routes go to the table's tap, where it has one, after all of them were read. False with
 * NK_ERR_SYSTEM or NK_ERR_MEMORY, and the table as it was; without an error where the tap has
 * enough.
 */
bool nk_kernel_read(struct nk_table *t, uint16_t source, struct nk_err *err);

#endif
