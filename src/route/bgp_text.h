/* BGP path attributes as text. */
#ifndef NK_ROUTE_BGP_TEXT_H
#define NK_ROUTE_BGP_TEXT_H

#include "route/bgp_attrs.h"

/*
 * Each writes at `at` and returns the end of what it wrote; there is no NUL behind a single text,
 * and one behind each item of a list. The caller has room for as many bytes as the function of the
 * same name with _room says. Attributes that are not there give nothing.
 */

/* "64500 64501 {64502,64503}": sets in braces, of a confederation sequences in parentheses and sets
 * in brackets (RFC 5065). */
size_t nk_bgp_as_path_room(const struct nk_bgp_attrs *a);
char *nk_bgp_as_path_text(char *at, const struct nk_bgp_attrs *a);

/* Items of COMMUNITIES ("64500:1", and the well-known ones of RFC 1997: no-export, no-advertise,
 * local-AS), LARGE_COMMUNITY ("64500:1:2") or EXTENDED_COMMUNITIES ("rt:64500:1",
 * "soo:192.0.2.1:5", 16 hexadecimal digits for other kinds). */
size_t nk_bgp_communities_room(const struct nk_bgp_attrs *a, enum nk_bgp_attr type);
char *nk_bgp_communities_text(char *at, const struct nk_bgp_attrs *a, enum nk_bgp_attr type);

/* "64500 192.0.2.1". */
enum { NK_BGP_AGGREGATOR_ROOM = 64 };
char *nk_bgp_aggregator_text(char *at, const struct nk_bgp_attrs *a);

/* IGP, EGP or INCOMPLETE; NULL where ORIGIN is not there. */
const char *nk_bgp_origin_name(const struct nk_bgp_attrs *a);

#endif
