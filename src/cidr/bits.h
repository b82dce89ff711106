/* Pictures of an address and a mask in binary (RFC 4632 3.1). */
#ifndef NK_CIDR_BITS_H
#define NK_CIDR_BITS_H

#include "draw/canvas.h"
#include "netkit/addr.h"

/* Draws, below what is there, how network, host part, broadcast and the count of hosts follow from
 * the address and the length; 80 columns at most. IPv4 shows all 32 bits, IPv6 the group in which
 * the boundary falls.
 */
void nk_bits_draw(struct nk_canvas *c, const struct nk_prefix *p);

#endif
