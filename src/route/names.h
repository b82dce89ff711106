/* The words for rtnetlink's numbers: types, tables, protocols, scopes. */
#ifndef NK_ROUTE_NAMES_H
#define NK_ROUTE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NK_ROUTE_NAME_MAX = 16 };

/* A name, or where a number has none the number in decimal digits, in `room` of at least
 * NK_ROUTE_NAME_MAX bytes. */
const char *nk_route_type_name(uint8_t type, char *room);
const char *nk_table_name(uint32_t table, char *room);
const char *nk_route_protocol_name(uint8_t protocol, char *room);
const char *nk_route_scope_name(uint8_t scope, char *room);

/* The number of a name or of decimal digits that fit; false for any other word. */
bool nk_route_type_number(const char *word, size_t len, uint8_t *out);
bool nk_table_number(const char *word, size_t len, uint32_t *out);
bool nk_route_protocol_number(const char *word, size_t len, uint8_t *out);
bool nk_route_scope_number(const char *word, size_t len, uint8_t *out);
/* The byte of differentiated services (RFC 2474) and the IP protocol, of a name or of digits that
 * fit, also hexadecimal ones behind 0x; false for any other word. */
bool nk_tos_number(const char *word, size_t len, uint8_t *out);
bool nk_ipproto_number(const char *word, size_t len, uint8_t *out);

#endif
